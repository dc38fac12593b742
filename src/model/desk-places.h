/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session-private.h"

G_BEGIN_DECLS

/* Where calls wait or pass that are nobody's own: park slots, shared lines, queues. Brings the events to their models
 * and gives names to who waits. */
void desk_places_init           (DeskSession *self);
void desk_places_clear          (DeskSession *self);
void desk_places_load           (DeskSession *self); /* what is kept of former days, and the numbers the person listed */

void desk_places_park           (DeskSession *self, const PalParkEvent *event, gint64 now, gint64 real);
void desk_places_line           (DeskSession *self, const PalLineEvent *event, gint64 now);
void desk_places_queue          (DeskSession *self, const PalQueueEvent *event, gint64 now);
/* A leg changed, and may be one of somebody who waits. After the leg table has heard of it. */
void desk_places_status         (DeskSession *self, const PalStatusEvent *event, gint64 now);

void desk_places_begin          (DeskSession *self); /* of a slice */
void desk_places_end            (DeskSession *self);
void desk_places_begin_snapshot (DeskSession *self);
void desk_places_end_snapshot   (DeskSession *self, gint64 now);
void desk_places_rename         (DeskSession *self); /* names have come */
gboolean desk_places_is_unnamed (DeskSession *self, const char *room_id); /* somebody waits there of whom nothing is known */
void desk_places_learn          (DeskSession *self, const char *room_id, const char *number, const char *name);

/* desk-places-verbs.c. For the table of verbs: is what was asked for so? */
gboolean    desk_places_is_free       (DeskSession *self, const char *number);  /* of a slot, a line's too */
gboolean    desk_places_has_left      (DeskSession *self, const char *room_id); /* a queue */
gboolean    desk_places_is_own_line   (DeskSession *self, const char *id);
gboolean    desk_places_is_given_back (DeskSession *self, const char *id);
void        desk_places_tell          (DeskSession *self, DeskOperation *operation, DeskVerbTold told);
/* The line I took and have no call on, for dialling from it; NULL when there is none. */
const char *desk_places_find_seized   (DeskSession *self);

G_END_DECLS
