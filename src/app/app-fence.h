/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GTK shows the actions of every window on the bus, so that any program of the desktop could dial, transfer or hang up
 * with them and nobody would be asked. Behind the fence they answer to the windows alone; the application's own
 * actions and interfaces stay. Gives the filter's id. */
guint app_fence_put (GDBusConnection *connection, const char *object_path);

G_END_DECLS
