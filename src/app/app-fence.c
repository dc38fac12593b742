/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-fence.h"

#define NOWHERE "/org/sidetone/nowhere"

/* In GDBus's own thread. What was meant for a window goes to an object that is not there; so it is said. */
static GDBusMessage *
filter_cb (GDBusConnection *connection, GDBusMessage *message, gboolean is_incoming, gpointer user_data)
{
  const char *path = g_dbus_message_get_path (message);
  GDBusMessage *turned_away;

  if (!is_incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  if (path == NULL || !g_str_has_prefix (path, user_data))
    return message;
  turned_away = g_dbus_message_copy (message, NULL);
  g_object_unref (message);
  if (turned_away != NULL)
    g_dbus_message_set_path (turned_away, NOWHERE);
  return turned_away;
}

guint
app_fence_put (GDBusConnection *connection, const char *object_path)
{
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection) && g_variant_is_object_path (object_path), 0);

  return g_dbus_connection_add_filter (connection, filter_cb, g_strconcat (object_path, "/window/", NULL),
                                       g_free);
}
