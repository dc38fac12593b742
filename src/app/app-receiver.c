/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-receiver.h"

/* Who GLib hands a notification to. */
static const char *const names[] = { "org.gtk.Notifications", "org.freedesktop.Notifications",
                                     "org.freedesktop.portal.Desktop" };

struct _AppReceiver
{
  GObject parent_instance;

  /* owned */
  GCancellable *cancellable;
  guint watches[G_N_ELEMENTS (names)];

  guint n_unknown;       /* answers that have not come yet */
  guint owned;           /* bits of names */
  gboolean can_be_started;
};

G_DEFINE_FINAL_TYPE (AppReceiver, app_receiver, G_TYPE_OBJECT)

static guint
bit_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return 1u << i;
  return 0;
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  AppReceiver *self = user_data;

  self->owned |= bit_of (name);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  AppReceiver *self = user_data;

  self->owned &= ~bit_of (name);
  if (self->n_unknown > 0)
    self->n_unknown--;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppReceiver) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree const char **startable = NULL;

  if (self->n_unknown > 0)
    self->n_unknown--;
  if (reply == NULL)
    {
      g_debug ("What the bus can start is not known: %s", error->message);
      return;
    }
  g_variant_get (reply, "(^a&s)", &startable);
  for (guint i = 0; i < G_N_ELEMENTS (names) - 1; i++)
    self->can_be_started |= g_strv_contains (startable, names[i]);
}

gboolean
app_receiver_is_there (AppReceiver *self)
{
  g_return_val_if_fail (APP_IS_RECEIVER (self), FALSE);

  return self->owned != 0 || self->can_be_started || self->n_unknown > 0;
}

AppReceiver *
app_receiver_new (GDBusConnection *bus)
{
  AppReceiver *self = g_object_new (APP_TYPE_RECEIVER, NULL);

  if (bus == NULL)
    return self;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    self->watches[i] = g_bus_watch_name_on_connection (bus, names[i], G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                       appeared_cb, vanished_cb, self, NULL);
  self->n_unknown = G_N_ELEMENTS (names) + 1;
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "ListActivatableNames", NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          self->cancellable, listed_cb, g_object_ref (self));
  return self;
}

static void
app_receiver_dispose (GObject *object)
{
  AppReceiver *self = APP_RECEIVER (object);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_clear_handle_id (&self->watches[i], g_bus_unwatch_name);

  G_OBJECT_CLASS (app_receiver_parent_class)->dispose (object);
}

static void
app_receiver_finalize (GObject *object)
{
  g_object_unref (APP_RECEIVER (object)->cancellable);

  G_OBJECT_CLASS (app_receiver_parent_class)->finalize (object);
}

static void
app_receiver_class_init (AppReceiverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_receiver_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_receiver_finalize;
}

static void
app_receiver_init (AppReceiver *self)
{
  self->cancellable = g_cancellable_new ();
}
