/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fault does what its name says, and nothing once it is lifted. */
#include "raw-client.h"

#include <string.h>

#include "sim/sim-call.h"
#include "sim/sim-dispatch.h"
#include "sim/sim-garbage.h"
#include "tests/lib/test-wait.h"

#define DESK "login_user=1002&login_password=1002&user=*&registered=true&status=true"

typedef struct
{
  RawServer server;
  RawClient *client;
} Fixture;

static void
inject (Fixture *f, const char *spec)
{
  g_autoptr(GError) error = NULL;

  sim_faults_inject (sim_server_get_faults (f->server.server), spec, &error);
  g_assert_no_error (error);
}

static void
lift (Fixture *f)
{
  sim_faults_lift (sim_server_get_faults (f->server.server), NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  raw_server_start (&f->server, NULL);
  f->client = raw_client_open (&f->server, DESK);
  raw_client_wait (f->client, "\"1012\"");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lift (f);
  g_clear_pointer (&f->client, raw_client_free);
  raw_server_stop (&f->server);
}

static void
ping (Fixture *f, const char *id)
{
  raw_client_call (f->client, id, PAL_METHOD_PING, "{}");
}

static void
test_unknown (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (sim_faults_inject (sim_server_get_faults (f->server.server), "nothing:like=it", &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_PARAMS);
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  inject (f, "drop");
  test_wait_for (f->client->closed);
  g_assert_cmpint (soup_websocket_connection_get_close_code (f->client->connection), ==, 0);
  test_wait_for (sim_server_get_peers (f->server.server)->len == 0);
}

static void
test_half_open (Fixture *f, gconstpointer data)
{
  SimPeer *peer = g_ptr_array_index (sim_server_get_peers (f->server.server), 0);

  inject (f, "half-open");
  raw_client_send (f->client, "{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"id\":\"lost\"}");
  sim_peer_send_reply (peer, g_string_new ("{\"late\":1}"));
  test_settle ();
  g_assert_false (raw_client_has (f->client, "lost"));
  g_assert_false (raw_client_has (f->client, "late"));
  lift (f);
  raw_client_wait (f->client, "\"late\"");
  raw_client_wait (f->client, "\"lost\"");
  ping (f, "1");
}

static void
test_trickle (Fixture *f, gconstpointer data)
{
  gint64 began;

  inject (f, "trickle:rate=200");
  began = g_get_monotonic_time ();
  ping (f, "1");
  /* A reply of some 40 bytes, and the request's own way. */
  g_assert_cmpint (g_get_monotonic_time () - began, >, 100000);
  lift (f);
  ping (f, "2");
}

static void
test_delay (Fixture *f, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  inject (f, "delay:ms=100");
  ping (f, "1");
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 100000);
  lift (f);
  ping (f, "2");
}

static void
test_garbage (Fixture *f, gconstpointer data)
{
  inject (f, "garbage");
  raw_client_wait (f->client, "weather_changed");
  raw_client_wait (f->client, "nonsense");
  raw_client_wait (f->client, "1e400");
  ping (f, "1");
  inject (f, "garbage:kind=utf8");
  test_wait_for (f->client->closed);
}

static void
test_big (Fixture *f, gconstpointer data)
{
  inject (f, "big-frame:mb=8");
  g_assert_cmpuint (strlen (raw_client_wait (f->client, "weather_changed")), >=, 8 * 1024 * 1024);
  inject (f, "deep-nesting:depth=1000");
  raw_client_wait (f->client, "[[[[[[");
  ping (f, "1");
}

static void
test_flood (Fixture *f, gconstpointer data)
{
  inject (f, "flood");
  test_wait_for (f->client->frames->len > 20000);
  lift (f);
  ping (f, "1");
}

static void
test_fragments (Fixture *f, gconstpointer data)
{
  SimPeer *peer = g_ptr_array_index (sim_server_get_peers (f->server.server), 0);
  guint frames = f->client->frames->len;

  soup_websocket_connection_set_max_incoming_payload_size (f->client->connection, 0);
  inject (f, "endless-fragments");
  test_wait_for (sim_output_get_queued (sim_peer_get_output (peer)) > 0);
  test_settle ();
  g_assert_cmpuint (f->client->frames->len, ==, frames);
  /* What else there is to say waits, and comes whole once the message ended after all. */
  raw_client_send (f->client, "{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"id\":\"held\"}");
  sim_peer_send_reply (peer, g_string_new ("{\"held\":1}"));
  test_settle ();
  g_assert_cmpuint (f->client->frames->len, ==, frames);
  lift (f);
  raw_client_wait (f->client, "\"id\":\"held\"");
  g_assert_true (g_str_has_prefix (g_ptr_array_index (f->client->frames, frames), "[    "));
  g_assert_cmpstr (g_ptr_array_index (f->client->frames, frames + 1), ==, "{\"held\":1}");
  ping (f, "1");
  inject (f, "endless-fragments");
  inject (f, "drop");
  test_wait_for (f->client->closed);
}

static void
test_events (Fixture *f, gconstpointer data)
{
  SimTenant *tenant = sim_world_get_tenant (f->server.world, NULL);
  SimPhone *phone = sim_extension_get_phone (sim_tenant_get_extension (tenant, "1003"), 1);
  guint before = f->client->frames->len;
  g_autoptr(RawClient) late = NULL;

  inject (f, "duplicate");
  sim_phone_set_registered (phone, FALSE);
  test_wait_for (f->client->frames->len == before + 2);
  g_assert_cmpstr (g_ptr_array_index (f->client->frames, before), ==,
                   g_ptr_array_index (f->client->frames, before + 1));
  lift (f);
  inject (f, "out-of-order");
  sim_phone_set_registered (phone, TRUE);
  sim_phone_set_registered (phone, FALSE);
  test_wait_for (f->client->frames->len == before + 4);
  g_assert_nonnull (strstr (g_ptr_array_index (f->client->frames, before + 2), "\"false\""));
  g_assert_nonnull (strstr (g_ptr_array_index (f->client->frames, before + 3), "\"true\""));

  /* An odd one is late, not lost; and one can log in meanwhile. */
  sim_phone_set_registered (phone, TRUE);
  late = raw_client_open (&f->server, "login_user=1004");
  raw_client_wait (late, "nonce");
  g_assert_cmpuint (f->client->frames->len, ==, before + 4);
  lift (f);
  test_wait_for (f->client->frames->len == before + 5);
}

static void
test_answers (Fixture *f, gconstpointer data)
{
  g_autofree char *spec = g_strdup_printf ("never-answer:method=%s",
                                           pal_method_get (PAL_METHOD_GET_OPTIONS)->name);
  g_autofree char *request = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"id\":\"3\"}",
                                              pal_method_get (PAL_METHOD_GET_OPTIONS)->name);

  inject (f, "error:code=-2000,message=Sorry");
  g_assert_nonnull (strstr (raw_client_call (f->client, "1", PAL_METHOD_PING, "{}"),
                            "\"code\":-2000,\"message\":\"Sorry\""));
  lift (f);
  inject (f, "no-ping");
  g_assert_nonnull (strstr (raw_client_call (f->client, "2", PAL_METHOD_PING, "{}"), "-32601"));
  lift (f);
  inject (f, spec);
  raw_client_send (f->client, request);
  ping (f, "4");
  g_assert_false (raw_client_has (f->client, "\"id\":\"3\""));
}

static void
test_snapshots (Fixture *f, gconstpointer data)
{
  RawClient *late;
  guint n = 0;

  inject (f, "late-snapshot:ms=100");
  late = raw_client_open (&f->server, DESK);
  raw_client_wait (late, "\"active\"");
  test_settle ();
  g_assert_cmpuint (late->frames->len, ==, 1);
  raw_client_wait (late, "\"1012\"");
  raw_client_free (late);
  lift (f);

  inject (f, "piecemeal-snapshot:ms=1");
  late = raw_client_open (&f->server, DESK);
  raw_client_wait (late, "\"1012\"");
  for (guint i = 0; i < late->frames->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (late->frames, i), "[");
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (late->frames->len, ==, 13);
  raw_client_free (late);
}

static void
test_login_faults (Fixture *f, gconstpointer data)
{
  RawClient *client;

  inject (f, "no-nonce");
  client = raw_client_open (&f->server, "login_user=1002");
  test_settle ();
  g_assert_cmpuint (client->frames->len, ==, 0);
  raw_client_free (client);
  lift (f);
  inject (f, "early-notification");
  client = raw_client_open (&f->server, "login_user=1002");
  raw_client_wait (client, "nonce");
  raw_client_call (client, "1", PAL_METHOD_LOGIN, "{\"login_password\":\"0\"}");
  g_assert_nonnull (strstr (g_ptr_array_index (client->frames, 1), "\"registered\""));
  raw_client_free (client);
}

static void
test_restart (Fixture *f, gconstpointer data)
{
  g_autofree char *url = g_strdup (sim_server_get_url (f->server.server));
  SimTenant *tenant = sim_world_get_tenant (f->server.world, NULL);
  RawClient *client;

  sim_call_dial (sim_extension_get_phone (sim_tenant_get_extension (tenant, "1003"), 1), "1004", NULL);
  inject (f, g_getenv ("TEST_INSTRUMENTED") ? "restart:ms=3000" : "restart:ms=300");
  test_wait_for (f->client->closed);
  client = raw_client_open (&f->server, DESK);
  g_assert_null (client->connection);
  raw_client_free (client);
  do
    {
      client = raw_client_open (&f->server, DESK);
      if (client->connection == NULL)
        g_clear_pointer (&client, raw_client_free);
    }
  while (client == NULL);
  g_assert_cmpstr (sim_server_get_url (f->server.server), ==, url);
  raw_client_wait (client, "\"1012\"");
  g_assert_false (raw_client_has (client, "talker_id"));
  raw_client_free (client);
}

static void
test_slow_reader (Fixture *f, gconstpointer data)
{
  SimPeer *peer = g_ptr_array_index (sim_server_get_peers (f->server.server), 0);
  SimOutput *output = sim_peer_get_output (peer);
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');

  /* Nobody reads: the queue grows to its bound and the session is over. */
  inject (f, "half-open");
  for (guint i = 0; i < 80; i++)
    {
      sim_output_send (output, text, 1024 * 1024);
      g_assert_cmpuint (sim_output_get_queued (output), <=, SIM_OUTPUT_LIMIT);
    }
  g_assert_cmpint (soup_websocket_connection_get_state (sim_peer_get_connection (peer)), !=,
                   SOUP_WEBSOCKET_STATE_OPEN);
}

#define ADD(name, func) g_test_add ("/sim/faults/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("unknown", test_unknown);
  ADD ("drop", test_drop);
  ADD ("half-open", test_half_open);
  ADD ("trickle", test_trickle);
  ADD ("delay", test_delay);
  ADD ("garbage", test_garbage);
  ADD ("big", test_big);
  ADD ("flood", test_flood);
  /* The endless message is a race between two ends in one thread: far slower, it has no end to be seen. */
  if (g_getenv ("TEST_INSTRUMENTED") == NULL)
    ADD ("fragments", test_fragments);
  ADD ("events", test_events);
  ADD ("answers", test_answers);
  ADD ("snapshots", test_snapshots);
  ADD ("login", test_login_faults);
  ADD ("restart", test_restart);
  ADD ("slow-reader", test_slow_reader);

  return g_test_run ();
}
