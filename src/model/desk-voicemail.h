/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The messages in my box, as the PBX counts them. Properties (read-only, notify): n-new, n-unread, n-read, n-saved
 * (-1 where the PBX did not say), is-known (it told on this line; until then all are -1), is-stale (not connected:
 * the counts are the last ones heard). */
#define DESK_TYPE_VOICEMAIL (desk_voicemail_get_type ())
G_DECLARE_FINAL_TYPE (DeskVoicemail, desk_voicemail, DESK, VOICEMAIL, GObject)

int      desk_voicemail_get_n_new    (DeskVoicemail *self);
int      desk_voicemail_get_n_unread (DeskVoicemail *self);
int      desk_voicemail_get_n_read   (DeskVoicemail *self);
int      desk_voicemail_get_n_saved  (DeskVoicemail *self);
gboolean desk_voicemail_get_is_known (DeskVoicemail *self);
gboolean desk_voicemail_get_is_stale (DeskVoicemail *self);

G_END_DECLS
