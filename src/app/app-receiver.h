/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Is there anybody on the bus who shows notifications? Where nobody does, GLib warns of each one. */
#define APP_TYPE_RECEIVER (app_receiver_get_type ())
G_DECLARE_FINAL_TYPE (AppReceiver, app_receiver, APP, RECEIVER, GObject)

AppReceiver *app_receiver_new      (GDBusConnection *bus); /* NULL: there is no bus */
gboolean     app_receiver_is_there (AppReceiver *self);

G_END_DECLS
