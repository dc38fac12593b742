/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* A code that stands for a number. Immutable. Properties: code, number, name ("" when it has none). */
#define DESK_TYPE_SHORT_DIAL (desk_short_dial_get_type ())
G_DECLARE_FINAL_TYPE (DeskShortDial, desk_short_dial, DESK, SHORT_DIAL, GObject)

const char    *desk_short_dial_get_code   (DeskShortDial *self);
const char    *desk_short_dial_get_number (DeskShortDial *self);
const char    *desk_short_dial_get_name   (DeskShortDial *self);

/* The codes of an account: a GListModel of DeskShortDial, short codes first, then by code. */
#define DESK_TYPE_SHORT_DIALS (desk_short_dials_get_type ())
G_DECLARE_FINAL_TYPE (DeskShortDials, desk_short_dials, DESK, SHORT_DIALS, GObject)

DeskShortDials *desk_session_get_short_dials (DeskSession *session);

/* What exactly that code stands for, however its digits are written; borrowed, NULL when it is none. */
DeskShortDial  *desk_short_dials_find        (DeskShortDials *self, const char *code);
/* Whether these can be kept: a code that dials something else already is refused. @dial: whose place it would take. */
gboolean        desk_short_dials_check       (DeskShortDials *self, DeskShortDial *dial, const char *code,
                                              const char *number, GError **error);
/* @dial NULL: a new one. FALSE when it is refused (see above). */
gboolean        desk_short_dials_save        (DeskShortDials *self, DeskShortDial *dial, const char *code,
                                              const char *number, const char *name, GError **error);
void            desk_short_dials_remove      (DeskShortDials *self, DeskShortDial *dial);

/* For the session only. */
DeskShortDials *desk_short_dials_new         (DeskSession *session);

G_END_DECLS
