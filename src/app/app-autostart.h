/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the desktop starts the program at login, without a window: a file in the autostart folder, which other
 * programs (a "startup applications" tool) may change as well: the file is the truth. */
gboolean app_autostart_get         (const char *application_id);
gboolean app_autostart_set         (const char *application_id, const char *profile, gboolean is_on, GError **error);
/* An argument as the Exec key of a desktop file wants it. */
char    *app_autostart_dup_quoted  (const char *argument);

G_END_DECLS
