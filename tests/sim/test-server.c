/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handshakes, refusals, snapshots and requests on a real WebSocket. */
#include "raw-client.h"

#include <string.h>

#include "sim/sim-call.h"
#include "sim/sim-dispatch.h"
#include "sim/sim-login.h"
#include "tests/lib/test-wait.h"

#define DESK "login_user=1002&login_password=1002"
#define ADMIN "login_user=1001&login_password=1001"
#define SYSTEM "login_user=sa&login_password=sa"

static char *
read_nonce (RawClient *client)
{
  const char *frame = raw_client_wait (client, "\"nonce\":\"");
  const char *start = strstr (frame, "\"nonce\":\"") + strlen ("\"nonce\":\"");

  g_assert_true (raw_client_has (client, pal_event_kind_get_name (PAL_EVENT_LOGIN_PASSWORD_REQUIRED)));
  g_assert_cmpuint (client->frames->len, ==, 1);

  return g_strndup (start, strcspn (start, "\""));
}

static const char *
answer_challenge (RawClient *client, const char *user, const char *password)
{
  g_autofree char *nonce = read_nonce (client);
  g_autofree char *proof = sim_login_make_proof (user, nonce, password);
  g_autofree char *params = g_strdup_printf ("{\"login_password\":\"%s\"}", proof);

  return raw_client_call (client, "\"1\"", PAL_METHOD_LOGIN, params);
}

static void
test_proof (void)
{
  g_autofree char *one = sim_login_make_proof ("1000", "abc123", "1000");
  g_autofree char *two = sim_login_make_proof ("sa", "0f1e2d3c", "pässword");

  g_assert_cmpstr (one, ==, "1c817071ee312153ceadd94b9fd7e969");
  g_assert_cmpstr (two, ==, "be3cfa6d1252105c9d0ded66d20ae279");
}

static void
test_challenge (void)
{
  RawServer server;
  RawClient *client, *other;
  g_autofree char *nonce = NULL, *other_nonce = NULL;

  raw_server_start (&server, NULL);
  client = raw_client_open (&server, "tenant=-&login_user=1002&user=*&registered=true");
  g_assert_nonnull (strstr (answer_challenge (client, "1002", "1002"), "\"result\":true"));
  raw_client_wait (client, "\"registered\":\"true\"");
  /* The reply, then the status of the server, then one array for the registered phones. */
  g_assert_nonnull (strstr (g_ptr_array_index (client->frames, 1), "\"result\""));
  g_assert_nonnull (strstr (g_ptr_array_index (client->frames, 2), "\"active\""));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (client->frames, 3), "[{"));

  other = raw_client_open (&server, "login_user=1003");
  nonce = read_nonce (other);
  raw_client_free (other);
  other = raw_client_open (&server, "login_user=1003");
  other_nonce = read_nonce (other);
  g_assert_cmpstr (nonce, !=, other_nonce);
  raw_client_free (other);
  raw_client_free (client);
  raw_server_stop (&server);
}

static void
test_wrong_password (void)
{
  RawServer server;
  RawClient *client;
  const char *reply;

  raw_server_start (&server, NULL);
  client = raw_client_open (&server, "login_user=1002");
  reply = answer_challenge (client, "1002", "wrong");
  g_assert_nonnull (strstr (reply, "-2022"));
  g_assert_nonnull (strstr (reply, "Login failed (4)"));
  g_assert_cmpuint (raw_client_wait_closed (client), ==, 1008);
  raw_client_free (client);

  client = raw_client_open (&server, "login_user=1002&login_password=wrong");
  reply = raw_client_wait (client, "-2022");
  g_assert_nonnull (strstr (reply, "\"id\":null"));
  g_assert_cmpuint (raw_client_wait_closed (client), ==, 1008);
  raw_client_free (client);

  client = raw_client_open (&server, "tenant=nowhere&login_user=1002&login_password=1002");
  raw_client_wait (client, "-2022");
  raw_client_free (client);
  raw_server_stop (&server);
}

static void
test_early_call (void)
{
  RawServer server;
  RawClient *client;

  raw_server_start (&server, NULL);
  client = raw_client_open (&server, "login_user=1002");
  g_assert_nonnull (strstr (raw_client_call (client, "5", PAL_METHOD_GET_OPTIONS, "{}"), "No permission."));
  g_assert_false (client->closed);
  raw_client_free (client);
  raw_server_stop (&server);
}

static void
test_refused (void)
{
  RawServer server;
  SimOptions options = { .auto_answer = -1, .client_ip_pattern = (char *) "^192\\.168\\..+$" };
  RawClient *client;

  raw_server_start (&server, &options);
  client = raw_client_open (&server, DESK);
  g_assert_null (client->connection);
  g_assert_cmpuint (client->status, ==, 403);
  raw_client_free (client);
  raw_server_stop (&server);

  raw_server_start (&server, NULL);
  sim_faults_inject (sim_server_get_faults (server.server), "refuse:code=404", NULL);
  client = raw_client_open (&server, DESK);
  g_assert_null (client->connection);
  g_assert_cmpuint (client->status, ==, 404);
  raw_client_free (client);
  raw_server_stop (&server);
}

static void
test_access_users (void)
{
  RawServer server;
  SimOptions options = { .auto_answer = -1, .access_users = (char *) "filter" };
  RawClient *client;

  raw_server_start (&server, NULL);
  sim_extension_set (sim_tenant_get_extension (sim_world_get_tenant (server.world, NULL), "1002"),
                     "access.users",
                     "1003, 1004");
  client = raw_client_open (&server, DESK "&user=*&registered=true");
  raw_client_wait (client, "No permission.");
  g_assert_cmpuint (raw_client_wait_closed (client), ==, 1008);
  raw_client_free (client);
  client = raw_client_open (&server, DESK "&user=1002&user=1003&registered=true");
  raw_client_wait (client, "\"active\"");
  raw_client_free (client);
  raw_server_stop (&server);

  raw_server_start (&server, &options);
  sim_extension_set (sim_tenant_get_extension (sim_world_get_tenant (server.world, NULL), "1002"),
                     "access.users",
                     "1003");
  client = raw_client_open (&server, DESK "&user=*&registered=true");
  raw_client_wait (client, "\"user\":\"1003\"");
  g_assert_true (raw_client_has (client, "\"user\":\"1002\""));
  g_assert_false (raw_client_has (client, "\"user\":\"1004\""));
  raw_client_free (client);
  raw_server_stop (&server);
}

static void
test_another_login (void)
{
  RawServer server;
  RawClient *first, *second, *third;

  raw_server_start (&server, NULL);
  first = raw_client_open (&server, DESK "&phone_idx=1");
  raw_client_wait (first, "\"active\"");
  second = raw_client_open (&server, DESK "&phone_idx=2");
  raw_client_wait (second, "\"active\"");
  third = raw_client_open (&server, DESK "&phone_idx=1");
  g_assert_nonnull (strstr (raw_client_wait (first, "ANOTHER_LOGIN"), "\"code\":1"));
  g_assert_false (raw_client_has (second, "ANOTHER_LOGIN"));
  raw_client_free (first);
  raw_client_free (second);
  raw_client_free (third);
  raw_server_stop (&server);
}

static void
test_envelope (void)
{
  RawServer server;
  g_autoptr(RawClient) client = NULL;
  g_autofree char *batch = NULL;
  const char *ping = pal_method_get (PAL_METHOD_PING)->name;

  raw_server_start (&server, NULL);
  client = raw_client_open (&server, DESK);
  raw_client_wait (client, "\"active\"");
  raw_client_call (client, "7", PAL_METHOD_PING, "{}");
  raw_client_call (client, "\"seven\"", PAL_METHOD_PING, "{}");
  raw_client_send (client, "{\"jsonrpc\":\"2.0\",\"method\":\"nothingLikeIt\",\"id\":\"8\"}");
  g_assert_nonnull (strstr (raw_client_wait (client, "\"id\":\"8\""), "-32601"));
  raw_client_send (client, "{\"jsonrpc\":");
  g_assert_nonnull (strstr (raw_client_wait (client, "-32700"), "\"id\":null"));
  g_assert_nonnull (strstr (raw_client_call (client, "9", PAL_METHOD_MAKE_CALL, "{}"), "-32602"));
  batch = g_strdup_printf ("[{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"id\":\"10\"},"
                           "{\"jsonrpc\":\"2.0\",\"method\":\"%s\"},"
                           "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"id\":\"11\"}]", ping, ping, ping);
  raw_client_send (client, batch);
  g_assert_nonnull (strstr (raw_client_wait (client, "\"id\":\"10\""), "\"id\":\"11\""));
  g_clear_pointer (&client, raw_client_free);
  raw_server_stop (&server);
}

static void
test_snapshot_of_calls (void)
{
  RawServer server;
  RawClient *client;
  SimTenant *tenant;
  const char *frame;

  raw_server_start (&server, NULL);
  tenant = sim_world_get_tenant (server.world, NULL);
  sim_call_dial (sim_extension_get_phone (sim_tenant_get_extension (tenant, "1003"), 1), "1004", NULL);
  client = raw_client_open (&server, DESK "&&user=*&status=True&voicemail=self&park=*");
  frame = raw_client_wait (client, "\"talker_id\"");
  g_assert_true (g_str_has_prefix (frame, "[{"));
  g_assert_nonnull (strstr (frame, "\"user\":\"1003\",\"status\":\"1\""));
  g_assert_nonnull (strstr (frame, "\"user\":\"1004\",\"status\":\"0\""));
  raw_client_wait (client, "\"new\":2,\"unread\":2,\"read\":3,\"saved\":0");
  raw_client_free (client);
  raw_server_stop (&server);
}

static void
test_call (void)
{
  RawServer server;
  SimOptions options = { .auto_answer = 0 };
  RawClient *client;
  g_autofree char *params = NULL, *talker = NULL;
  const char *dial = "{\"user\":\"1002\",\"from\":\"1002\",\"to\":\"1003\",\"type\":\"2\"}";
  const char *frame, *start;

  raw_server_start (&server, &options);
  client = raw_client_open (&server, DESK "&user=*&status=true");
  raw_client_wait (client, "\"active\"");
  g_assert_nonnull (strstr (raw_client_call (client, "\"1\"", PAL_METHOD_MAKE_CALL, dial),
                            "\"result\":\"succeeded: 1\""));
  frame = raw_client_wait (client, "\"status\":\"14\"");
  g_assert_nonnull (strstr (frame, "\"logid\":\"1\",\"role\":\"c\",\"phone_idx\":1"));
  start = strstr (frame, "\"talker_id\":\"") + strlen ("\"talker_id\":\"");
  talker = g_strndup (start, strcspn (start, "\""));
  params = g_strdup_printf ("{\"tid\":%s}", talker);
  g_assert_nonnull (strstr (raw_client_call (client, "2", PAL_METHOD_HOLD, params), "succeeded:"));
  raw_client_wait (client, "\"status\":\"35\"");
  g_assert_nonnull (strstr (raw_client_call (client, "3", PAL_METHOD_HOLD, params), "failed:"));
  g_assert_nonnull (strstr (raw_client_call (client, "4", PAL_METHOD_UNHOLD, params), "succeeded:"));
  g_assert_nonnull (strstr (raw_client_call (client, "5", PAL_METHOD_DISCONNECT, params), "succeeded:"));
  raw_client_wait (client, "\"status\":\"-1\"");
  g_assert_nonnull (strstr (raw_client_call (client, "6", PAL_METHOD_DISCONNECT, params), "failed:"));
  g_assert_nonnull (strstr (raw_client_call (client, "7", PAL_METHOD_MAKE_CALL,
                                             "{\"from\":\"1003\",\"to\":[\"1004\"],\"type\":\"2\"}"),
                            "No permission."));
  raw_client_free (client);
  raw_server_stop (&server);
}

static void
test_inactive (void)
{
  RawServer server;
  RawClient *client;
  g_autofree char *answer = NULL;

  raw_server_start (&server, NULL);
  client = raw_client_open (&server, DESK);
  raw_client_wait (client, "\"active\"");
  answer = sim_server_control (server.server, "{\"cmd\":\"server\",\"status\":\"inactive\"}");
  g_assert_cmpstr (answer, ==, "{\"ok\":true}");
  raw_client_wait (client, "\"inactive\"");
  raw_client_free (client);
  raw_server_stop (&server);
}

/* Who may call what, by the table; parameters are missing, so nothing happens. */
static void
test_permissions (void)
{
  static const struct { const char *query; PalRole role; } logins[] = {
    { DESK, PAL_ROLE_USER }, { ADMIN, PAL_ROLE_ADMIN }, { SYSTEM, PAL_ROLE_SYSTEM },
  };
  RawServer server;

  raw_server_start (&server, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr(RawClient) client = raw_client_open (&server, logins[i].query);

      raw_client_wait (client, "\"active\"");
      for (int id = 0; id < PAL_N_METHODS; id++)
        {
          const PalMethod *method = pal_method_get (id);
          g_autofree char *request_id = g_strdup_printf ("\"m%d\"", id);
          const char *reply = raw_client_call (client, request_id, id, "{}");

          if (sim_dispatch_get_handler (id) == NULL)
            g_assert_nonnull (strstr (reply, "-32601"));
          else if (logins[i].role < method->role)
            g_assert_nonnull (strstr (reply, "No permission."));
          else
            g_assert_null (strstr (reply, "No permission."));
        }
    }
  raw_server_stop (&server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/server/proof", test_proof);
  g_test_add_func ("/sim/server/challenge", test_challenge);
  g_test_add_func ("/sim/server/wrong-password", test_wrong_password);
  g_test_add_func ("/sim/server/early-call", test_early_call);
  g_test_add_func ("/sim/server/refused", test_refused);
  g_test_add_func ("/sim/server/access-users", test_access_users);
  g_test_add_func ("/sim/server/another-login", test_another_login);
  g_test_add_func ("/sim/server/envelope", test_envelope);
  g_test_add_func ("/sim/server/snapshot-of-calls", test_snapshot_of_calls);
  g_test_add_func ("/sim/server/call", test_call);
  g_test_add_func ("/sim/server/inactive", test_inactive);
  g_test_add_func ("/sim/server/permissions", test_permissions);

  return g_test_run ();
}
