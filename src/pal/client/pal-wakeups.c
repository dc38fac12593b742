/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-wakeups.h"

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_INTERFACE "org.freedesktop.login1.Manager"

struct _PalWakeups
{
  GObject parent_instance;

  gboolean available;

  /* owned */
  GNetworkMonitor *monitor;
  GCancellable *cancellable;
  GDBusConnection *bus;
  guint subscription;
};

G_DEFINE_FINAL_TYPE (PalWakeups, pal_wakeups, G_TYPE_OBJECT)

enum
{
  SIGNAL_NETWORK_UP,
  SIGNAL_RESUMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, PalWakeups *self)
{
  gboolean came_up = available && !self->available;

  self->available = available;
  if (came_up)
    g_signal_emit (self, signals[SIGNAL_NETWORK_UP], 0);
}

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char      *sender,
                      const char      *path,
                      const char      *interface,
                      const char      *signal,
                      GVariant        *parameters,
                      gpointer         user_data)
{
  PalWakeups *self = user_data;
  gboolean going_to_sleep = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &going_to_sleep);
  if (!going_to_sleep)
    g_signal_emit (self, signals[SIGNAL_RESUMED], 0);
}

static void
got_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  PalWakeups *self;

  if (bus == NULL)
    {
      /* a cancelled one may be gone already */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("No word of sleep: %s", error->message);
      return;
    }

  self = user_data;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->bus = g_steal_pointer (&bus);
  g_dbus_connection_set_exit_on_close (self->bus, FALSE);
  self->subscription =
    g_dbus_connection_signal_subscribe (self->bus, LOGIN_NAME, LOGIN_INTERFACE, "PrepareForSleep", LOGIN_PATH, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, prepare_for_sleep_cb, self, NULL);
}

static void
pal_wakeups_dispose (GObject *object)
{
  PalWakeups *self = PAL_WAKEUPS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (pal_wakeups_parent_class)->dispose (object);
}

static void
pal_wakeups_finalize (GObject *object)
{
  g_object_unref (PAL_WAKEUPS (object)->cancellable);

  G_OBJECT_CLASS (pal_wakeups_parent_class)->finalize (object);
}

static void
pal_wakeups_class_init (PalWakeupsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pal_wakeups_dispose;
  G_OBJECT_CLASS (klass)->finalize = pal_wakeups_finalize;

  signals[SIGNAL_NETWORK_UP] = g_signal_new ("network-up", PAL_TYPE_WAKEUPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", PAL_TYPE_WAKEUPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
pal_wakeups_init (PalWakeups *self)
{
  self->cancellable = g_cancellable_new ();
}

PalWakeups *
pal_wakeups_new (GNetworkMonitor *monitor)
{
  PalWakeups *self = g_object_new (PAL_TYPE_WAKEUPS, NULL);

  self->monitor = g_object_ref (monitor != NULL ? monitor : g_network_monitor_get_default ());
  self->available = g_network_monitor_get_network_available (self->monitor);
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self, 0);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, got_bus_cb, self);

  return self;
}

gboolean
pal_wakeups_has_network (PalWakeups *self)
{
  return self->available;
}
