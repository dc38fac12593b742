/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Where a profile keeps its things. The default profile ("" or NULL) uses the desktop's settings; a named one
 * a key file in its own folder; the demo keeps its settings in memory only. */

/* "org.sidetone.Sidetone", with the profile's name behind it. */
char      *app_profile_dup_application_id (const char *profile, gboolean is_demo);
/* NULL with an error when the schema is not installed. */
GSettings *app_profile_open_settings      (const char *profile, const char *directory, GError **error);
/* Opens while the window is already being drawn; calls work without it: favourites and own names are missing. */
StoreDatabase *app_profile_open_database  (const char *path);
/* What a session takes from the settings, as long as both live. */
void       app_profile_bind_settings      (GSettings *settings, DeskSession *session);

G_END_DECLS
