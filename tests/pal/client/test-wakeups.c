/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-client-private.h"
#include "tests/lib/client-fixture.h"

/* A network that is there when the test says so. */
#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

struct _FakeMonitor
{
  GObject parent_instance;

  gboolean available;
};

static gboolean
monitor_init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
monitor_initable_iface_init (GInitableIface *iface)
{
  iface->init = monitor_init;
}

static void
monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMonitor, fake_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, monitor_initable_iface_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_iface_init))

enum { PROP_0, PROP_AVAILABLE, PROP_METERED, PROP_CONNECTIVITY };

static void
fake_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, FAKE_MONITOR (object)->available);
  else if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, FALSE);
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = fake_monitor_get_property;
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_AVAILABLE, "network-available");
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_METERED, "network-metered");
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CONNECTIVITY, "connectivity");
}

static void
fake_monitor_init (FakeMonitor *self)
{
}

static void
set_available (FakeMonitor *self, gboolean available)
{
  self->available = available;
  g_signal_emit_by_name (self, "network-changed", available);
  test_settle ();
}

/* Without a network it says so, and comes back the moment there is one. */
static void
test_network (ClientFixture *fixture, gconstpointer data)
{
  FakeMonitor *monitor = g_object_new (FAKE_TYPE_MONITOR, NULL);
  PalWakeups *wakeups = pal_wakeups_new (G_NETWORK_MONITOR (monitor));

  fixture->random = 1;
  pal_client_set_wakeups (fixture->client, wakeups);
  pal_client_start (fixture->client);
  fake_transport_refuse (fixture->line, g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, "unreachable"));
  client_fixture_assert (fixture, "CO");
  g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, PAL_ERROR_TRANSPORT);
  set_available (monitor, FALSE);
  client_fixture_assert (fixture, "");
  set_available (monitor, TRUE);
  client_fixture_assert (fixture, "C");

  fake_transport_refuse (fixture->line, g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, "unreachable"));
  client_fixture_assert (fixture, "W");
  set_available (monitor, TRUE);
  client_fixture_assert (fixture, "");

  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  test_settle ();
  g_assert_finalize_object (wakeups);
  test_settle ();
  g_assert_finalize_object (monitor);
}

/* After sleep a line that seems open is made sure of. */
static void
test_resume (ClientFixture *fixture, gconstpointer data)
{
  FakeMonitor *monitor = g_object_new (FAKE_TYPE_MONITOR, NULL);
  g_autoptr (PalWakeups) wakeups = pal_wakeups_new (G_NETWORK_MONITOR (monitor));

  pal_client_set_wakeups (fixture->client, wakeups);
  client_fixture_ready (fixture);
  client_fixture_advance (fixture, S);
  g_signal_emit_by_name (wakeups, "resumed");
  g_assert_cmpuint (fake_transport_get_n_checks (fixture->line), ==, 1);
  client_fixture_advance (fixture, 8 * S);
  client_fixture_assert (fixture, "W");
  g_signal_emit_by_name (wakeups, "resumed");
  client_fixture_assert (fixture, "C");
  g_object_unref (monitor);
}

static void
add (const char *path, void (*test) (ClientFixture *fixture, gconstpointer data))
{
  g_test_add (path, ClientFixture, NULL, client_fixture_set_up, test, client_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/pal/wakeups/network", test_network);
  add ("/pal/wakeups/resume", test_resume);

  return g_test_run ();
}
