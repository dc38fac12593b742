/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* Whom and what the PBX is asked to tell of. */
gboolean desk_watch_is_system    (DeskSession *self);
void desk_watch_update           (DeskSession *self); /* tells the client whom and what to ask for */
void desk_watch_again            (DeskSession *self); /* on a new line, soon */
void desk_watch_cancel           (DeskSession *self);
void desk_watch_forget           (DeskSession *self);
gboolean desk_watch_settle       (DeskSession *self); /* a snapshot named nobody; TRUE when another line follows */
void desk_watch_refused          (DeskSession *self);
gboolean desk_watch_asks_for     (DeskSession *self, const char *number);
gboolean desk_watch_is_told_of   (DeskSession *self, const char *number); /* by the line as it is now */
/* What was asked for must have been heard of: was everybody refused after all? */
void desk_session_doubt_silence  (DeskSession *self);
/* Where everybody is refused, a new favourite is watched from another line on, soon. */
void desk_session_watch_favourites (DeskSession *self);

G_END_DECLS
