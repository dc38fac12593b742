/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every type of the simulator is built, disposed twice and finalised. */
#include <glib/gstdio.h>

#include "raw-client.h"
#include "sim/sim-control.h"
#include "sim/sim-fault-effects.h"
#include "sim/sim-scenario.h"
#include "sim/sim-traffic.h"
#include "tests/lib/test-wait.h"

static void
assert_goes (gpointer object)
{
  g_object_run_dispose (object);
  g_object_run_dispose (object);
  g_assert_finalize_object (object);
}

static void
test_parts (void)
{
  g_autoptr(GError) error = NULL;
  SimClock *clocks[] = { sim_clock_new_real (), sim_clock_new_virtual () };
  SimFaults *faults = sim_faults_new ();
  SimWorld *world = sim_world_new (clocks[1], 7);
  SimScenario *scenario = sim_scenario_new_from_text (world, "{\"steps\":[]}", &error);

  g_assert_no_error (error);
  assert_goes (scenario);
  assert_goes (sim_traffic_new (world));
  assert_goes (sim_fault_effects_new (faults, clocks[0]));
  assert_goes (faults);
  assert_goes (world);
  assert_goes (clocks[0]);
  assert_goes (clocks[1]);
}

static void
test_control (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sim-types-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "control", NULL);
  g_autoptr(GError) error = NULL;
  RawServer r;

  raw_server_start (&r, NULL);
  assert_goes (sim_control_new (r.server, path, &error));
  g_assert_no_error (error);
  raw_server_stop (&r);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A session and its line go with the connection, not with the server. */
static void
test_peer (void)
{
  RawServer r;
  RawClient *client;
  gpointer peer, output;

  raw_server_start (&r, NULL);
  client = raw_client_open (&r, "login_user=1002&login_password=1002&user=*&status=true");
  raw_client_wait (client, "notify_serverstatus");
  g_assert_cmpuint (sim_server_get_peers (r.server)->len, ==, 1);
  peer = g_ptr_array_index (sim_server_get_peers (r.server), 0);
  output = sim_peer_get_output (peer);
  g_object_add_weak_pointer (peer, &peer);
  g_object_add_weak_pointer (output, &output);

  raw_client_free (client);
  test_wait_for (peer == NULL && output == NULL);
  raw_server_stop (&r);
}

static void
test_peer_disposed_twice (void)
{
  RawServer r;
  RawClient *client;
  SimPeer *peer;
  SimOutput *output;

  raw_server_start (&r, NULL);
  client = raw_client_open (&r, "login_user=1002&login_password=1002");
  raw_client_wait (client, "notify_serverstatus");
  peer = g_object_ref (g_ptr_array_index (sim_server_get_peers (r.server), 0));
  output = g_object_ref (sim_peer_get_output (peer));
  sim_server_drop (r.server, peer);
  raw_client_free (client);
  test_wait_for (sim_server_get_peers (r.server)->len == 0);
  test_settle ();
  g_object_run_dispose (G_OBJECT (peer));
  assert_goes (peer);
  assert_goes (output);
  raw_server_stop (&r);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/types/parts", test_parts);
  g_test_add_func ("/sim/types/control", test_control);
  g_test_add_func ("/sim/types/peer", test_peer);
  g_test_add_func ("/sim/types/peer-twice", test_peer_disposed_twice);

  return g_test_run ();
}
