/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The tones pressed in one call of mine: sent in the order they were pressed, one request after the other, so that
 * pressing twice is two tones. When one fails, those behind it are not sent.
 * Properties (read-only, notify): sent (what the PBX took, "" at first), n-waiting (pressed and not answered yet). */
#define DESK_TYPE_TONES (desk_tones_get_type ())
G_DECLARE_FINAL_TYPE (DeskTones, desk_tones, DESK, TONES, GObject)

/* One for each call, the same each time, kept as long as the call is. Borrowed. */
DeskTones  *desk_session_get_tones   (DeskSession *session, DeskCall *call);

/* What stands for a tone: digits, * and #. Others are left out. FALSE when none can be sent now. */
gboolean    desk_tones_press         (DeskTones *self, const char *tones);
const char *desk_tones_get_sent      (DeskTones *self);
guint       desk_tones_get_n_waiting (DeskTones *self);
/* Whether tones can be pressed now; changes with the call's verbs and state. */
gboolean    desk_tones_can_press     (DeskTones *self);

G_END_DECLS
