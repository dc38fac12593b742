/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-client-private.h"
#include "tests/lib/client-fixture.h"

#define ACTIVE "{\"jsonrpc\":\"2.0\",\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"active\"}}"
#define REGISTERED "{\"method\":\"notify_registered\",\"params\":{\"user\":\"%s\",\"registered\":\"true\"}}"

static void
assert_waiting (ClientFixture *fixture, PalError code, gint64 delay)
{
  gint64 now = pal_clock_get_monotonic (PAL_CLOCK (fixture->clock));

  g_assert_cmpint (pal_client_get_state (fixture->client), ==, PAL_CLIENT_STATE_WAITING);
  g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, (int) code);
  g_assert_cmpint (pal_client_get_retry_at (fixture->client) - now, ==, delay);
}

static void
test_ready (ClientFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (pal_client_get_state (fixture->client), ==, PAL_CLIENT_STATE_OFFLINE);
  client_fixture_ready (fixture);
  g_assert_null (pal_client_get_reason (fixture->client));
  g_assert_cmpint (pal_client_get_retry_at (fixture->client), ==, 0);
  g_assert_cmpint (pal_client_get_role (fixture->client), ==, PAL_ROLE_ADMIN);
  pal_client_start (fixture->client);
  client_fixture_assert (fixture, "");
  pal_client_stop (fixture->client);
  client_fixture_assert (fixture, "O");
  g_assert_cmpuint (fake_transport_get_close_code (fixture->line), ==, 1000);
  g_assert_cmpint (pal_client_get_role (fixture->client), ==, PAL_ROLE_NONE);
  client_fixture_ready (fixture);
}

static void
test_stop_while_connecting (ClientFixture *fixture, gconstpointer data)
{
  pal_client_start (fixture->client);
  g_assert_true (fake_transport_is_opening (fixture->line));
  pal_client_stop (fixture->client);
  g_assert_false (fake_transport_is_opening (fixture->line));
  test_settle ();
  client_fixture_assert (fixture, "CO");
}

/* Nobody holds a client just because it connects. */
static void
test_finalise_while_connecting (ClientFixture *fixture, gconstpointer data)
{
  pal_client_start (fixture->client);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  g_assert_false (fake_transport_is_opening (fixture->line));
}

static void
test_finalise_ready (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  fake_transport_feed (fixture->line, "[" ACTIVE "," ACTIVE "]", -1);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  g_assert_false (fake_transport_is_open (fixture->line));
}

static void
test_dispose_twice (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  g_object_run_dispose (G_OBJECT (fixture->client));
  g_object_run_dispose (G_OBJECT (fixture->client));
  g_assert_cmpint (pal_client_get_state (fixture->client), ==, PAL_CLIENT_STATE_OFFLINE);
  pal_client_stop (fixture->client);
}

/* First within a second, then doubling up to 30 s. */
static void
test_backoff (ClientFixture *fixture, gconstpointer data)
{
  static const gint64 limits[] = { 1, 2, 4, 8, 16, 30, 30 };

  pal_client_start (fixture->client);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      fake_transport_refuse (fixture->line, g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, "unreachable"));
      assert_waiting (fixture, PAL_ERROR_TRANSPORT, limits[i] * S / 2);
      client_fixture_advance (fixture, limits[i] * S / 2 - 1);
      g_assert_false (fake_transport_is_opening (fixture->line));
      client_fixture_advance (fixture, 1);
      g_assert_true (fake_transport_is_opening (fixture->line));
    }
  client_fixture_assert (fixture, "CWCWCWCWCWCWCWC");
}

static void
go_ready (ClientFixture *fixture)
{
  fake_transport_open (fixture->line);
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_answer (fixture, "getExtensionProperties", "[\"true\"]");
  client_fixture_advance (fixture, 300 * 1000);
  g_assert_cmpint (pal_client_get_state (fixture->client), ==, PAL_CLIENT_STATE_READY);
  client_fixture_answer (fixture, "ping", "true");
}

/* Half a minute in Ready forgets the past, less does not. */
static void
test_backoff_settles (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  fake_transport_drop (fixture->line, 0, NULL);
  assert_waiting (fixture, PAL_ERROR_DISCONNECTED, S / 2);
  client_fixture_advance (fixture, S);
  go_ready (fixture);
  fake_transport_drop (fixture->line, 1006, NULL);
  assert_waiting (fixture, PAL_ERROR_DISCONNECTED, S);
  client_fixture_advance (fixture, S);
  go_ready (fixture);
  for (guint i = 0; i < 2; i++)
    {
      client_fixture_advance (fixture, 15 * S);
      fake_transport_pong (fixture->line);
    }
  fake_transport_drop (fixture->line, 1001, NULL);
  assert_waiting (fixture, PAL_ERROR_DISCONNECTED, S / 2);
}

static void
test_try_now (ClientFixture *fixture, gconstpointer data)
{
  pal_client_try_now (fixture->client);
  client_fixture_assert (fixture, "");
  client_fixture_ready (fixture);
  fixture->random = 1;
  fake_transport_drop (fixture->line, 0, NULL);
  client_fixture_assert (fixture, "W");
  pal_client_try_now (fixture->client);
  client_fixture_assert (fixture, "C");
  g_assert_true (fake_transport_is_opening (fixture->line));
  pal_client_try_now (fixture->client);
  client_fixture_assert (fixture, "");
}

static void
test_another_login (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  fake_transport_frame (fixture->line, "{\"method\":\"notify_pal\",\"params\":{\"code\":7,\"message\":\"HELLO\"}}");
  client_fixture_assert (fixture, "");
  fake_transport_frame (fixture->line,
                        "{\"method\":\"notify_pal\",\"params\":{\"code\":1,\"message\":\"ANOTHER_LOGIN\"}}");
  client_fixture_assert (fixture, "X");
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_ANOTHER_LOGIN);
  client_fixture_advance (fixture, 3600 * S);
  g_assert_cmpuint (fake_transport_get_n_opens (fixture->line), ==, 1);
}

static void
test_denied (ClientFixture *fixture, gconstpointer data)
{
  pal_client_start (fixture->client);
  fake_transport_refuse (fixture->line, pal_error_new_remote (PAL_ERROR_DENIED, 403, "Forbidden", "refused"));
  client_fixture_assert (fixture, "CX");
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_DENIED);
  g_assert_cmpint (pal_error_get_remote_code (pal_client_get_reason (fixture->client)), ==, 403);
}

/* 404 where it has worked before is a PBX that is starting. */
static void
test_not_found_later (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  fake_transport_drop (fixture->line, 0, NULL);
  client_fixture_advance (fixture, S);
  fake_transport_refuse (fixture->line, pal_error_new_remote (PAL_ERROR_DENIED, 404, "Not Found", "refused"));
  client_fixture_assert (fixture, "WCW");
}

static void
test_policy (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_drop (fixture->line, 1008, NULL);
  client_fixture_assert (fixture, "X");
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_DENIED);
}

/* Roles */

static void
probe (ClientFixture *fixture, const char *result, PalRole role)
{
  client_fixture_login (fixture);
  client_fixture_answer (fixture, "getExtensionProperties", result);
  g_assert_cmpint (pal_client_get_role (fixture->client), ==, role);
  pal_client_stop (fixture->client);
  client_fixture_assert (fixture, "O");
}

static void
test_roles (ClientFixture *fixture, gconstpointer data)
{
  probe (fixture, "[\"true\",\"Ann\"]", PAL_ROLE_ADMIN);
  probe (fixture, "[\"True\",\"Ann\"]", PAL_ROLE_ADMIN);
  probe (fixture, "[true,null]", PAL_ROLE_ADMIN);
  probe (fixture, "[[\"true\",\"Ann\"]]", PAL_ROLE_ADMIN);
  probe (fixture, "{\"admin\":\"true\",\"name\":\"Ann\"}", PAL_ROLE_ADMIN);
  probe (fixture, "[\"false\",\"true\"]", PAL_ROLE_USER);
  probe (fixture, "[null,\"Ann\"]", PAL_ROLE_USER);
  probe (fixture, "[]", PAL_ROLE_USER);
  probe (fixture, "\"No permission.\"", PAL_ROLE_USER);
  probe (fixture, "null", PAL_ROLE_USER);
}

static void
test_role_refused (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_login (fixture);
  client_fixture_refuse (fixture, "getExtensionProperties", -1, "No permission.");
  g_assert_cmpint (pal_client_get_role (fixture->client), ==, PAL_ROLE_USER);
  client_fixture_advance (fixture, S);
  client_fixture_assert (fixture, "R");
}

static void
test_system (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new ("wss://pbx.example/pbx/ws", NULL, "sa");

  pal_client_set_endpoint (fixture->client, endpoint);
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, ACTIVE);
  g_assert_cmpint (pal_client_get_role (fixture->client), ==, PAL_ROLE_SYSTEM);
  client_fixture_refuse (fixture, "ping", -32601, "Method not found");
  client_fixture_advance (fixture, 300 * 1000);
  client_fixture_assert (fixture, "SR");
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_CREATE_TENANT));
}

/* The end of Syncing */

static void
test_sync_quiet (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_login (fixture);
  client_fixture_advance (fixture, S);
  client_fixture_assert (fixture, "");
  client_fixture_answer (fixture, "getExtensionProperties", "[\"true\"]");
  for (guint i = 0; i < 10; i++)
    {
      client_fixture_advance (fixture, 299 * 1000);
      fake_transport_printf (fixture->line, REGISTERED, "a");
    }
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, 299 * 1000);
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, 1000);
  client_fixture_assert (fixture, "R");
}

static void
test_sync_limit (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_login (fixture);
  for (guint i = 0; i < 49; i++)
    {
      client_fixture_advance (fixture, 100 * 1000);
      fake_transport_printf (fixture->line, REGISTERED, "a");
    }
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, 100 * 1000);
  client_fixture_assert (fixture, "R");
  g_assert_cmpint (pal_client_get_role (fixture->client), ==, PAL_ROLE_USER);
  client_fixture_answer (fixture, "getExtensionProperties", "[\"true\"]");
  g_assert_cmpint (pal_client_get_role (fixture->client), ==, PAL_ROLE_ADMIN);
}

/* Is anybody there */

static void
test_silence (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  for (guint i = 0; i < 100; i++)
    {
      client_fixture_advance (fixture, 15 * S);
      fake_transport_pong (fixture->line);
      if (i % 2 == 1)
        client_fixture_answer (fixture, "ping", "true");
    }
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, 9 * S);
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, 14 * S);
  client_fixture_assert (fixture, "W");
  assert_waiting (fixture, PAL_ERROR_TIMEOUT, S / 2);
}

/* Pongs alone prove that a socket is open, not that the PBX works. */
static void
test_ping_unanswered (ClientFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  client_fixture_ready (fixture);
  for (guint i = 0; i < 39; i++)
    {
      client_fixture_advance (fixture, S);
      fake_transport_pong (fixture->line);
    }
  id = client_fixture_expect (fixture, "ping");
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, S);
  client_fixture_assert (fixture, "W");
}

static void
test_no_ping (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_login (fixture);
  client_fixture_answer (fixture, "getExtensionProperties", "[\"true\"]");
  client_fixture_advance (fixture, 300 * 1000);
  client_fixture_refuse (fixture, "ping", -32601, "Method not found");
  for (guint i = 0; i < 20; i++)
    {
      client_fixture_advance (fixture, 15 * S);
      fake_transport_pong (fixture->line);
    }
  client_fixture_expect_nothing (fixture);
  client_fixture_assert (fixture, "R");
}

/* With a request pending silence is doubted after 5 s and deadly after 10 s. */
static void
test_silence_pending (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  client_fixture_ready (fixture);
  client_fixture_advance (fixture, 3 * S);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  client_fixture_advance (fixture, 5 * S - 1);
  g_assert_cmpuint (fake_transport_get_n_checks (fixture->line), ==, 0);
  client_fixture_advance (fixture, 1);
  g_assert_cmpuint (fake_transport_get_n_checks (fixture->line), ==, 1);
  client_fixture_advance (fixture, 5 * S - 1);
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, 1);
  client_fixture_assert (fixture, "W");
  g_assert_null (pal_client_call_finish (fixture->client, result, &error));
  g_assert_true (error->code == PAL_ERROR_DISCONNECTED || error->code == PAL_ERROR_TIMEOUT);
}

static void
test_slow_but_alive (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  client_fixture_ready (fixture);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  client_fixture_advance (fixture, 5 * S);
  fake_transport_pong (fixture->line);
  g_free (client_fixture_expect (fixture, "getNoteNames"));
  client_fixture_answer (fixture, "ping", "true");
  client_fixture_advance (fixture, 5 * S);
  client_fixture_assert (fixture, "");
  if (result != NULL)
    {
      g_assert_null (pal_client_call_finish (fixture->client, result, &error));
      g_assert_error (error, PAL_ERROR, PAL_ERROR_TIMEOUT);
    }
}

/* After sleep, or at the wish of a person. */
static void
test_doubt (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  client_fixture_advance (fixture, S);
  pal_client_try_now (fixture->client);
  g_assert_cmpuint (fake_transport_get_n_checks (fixture->line), ==, 1);
  pal_client_try_now (fixture->client);
  g_assert_cmpuint (fake_transport_get_n_checks (fixture->line), ==, 1);
  client_fixture_answer (fixture, "ping", "true");
  client_fixture_advance (fixture, 12 * S);
  client_fixture_assert (fixture, "");

  pal_client_try_now (fixture->client);
  client_fixture_advance (fixture, 8 * S);
  client_fixture_assert (fixture, "W");
}

/* Calls */

static void
test_call (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) early = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &early);
  g_assert_null (pal_client_call_finish (fixture->client, early, &error));
  g_assert_error (error, PAL_ERROR, PAL_ERROR_DISCONNECTED);
  g_clear_error (&error);

  client_fixture_ready (fixture);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  g_assert_null (result);
  client_fixture_answer (fixture, "getNoteNames", "[\"a\",\"b\"]");
  g_assert_nonnull (result);
  reply = pal_client_call_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

static void
expect_error (ClientFixture *fixture, GAsyncResult **result, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (*result);
  g_assert_null (pal_client_call_finish (fixture->client, *result, &error));
  g_assert_error (error, domain, code);
  g_clear_object (result);
}

static void
test_call_errors (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  g_autofree char *id = NULL;

  client_fixture_ready (fixture);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE, NULL, NULL, &result);
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
  client_fixture_call (fixture, PAL_METHOD_LOGIN, "login_password=x", NULL, &result);
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_DENIED);
  client_fixture_expect_nothing (fixture);

  /* not for an administrator, says the guide; the PBX has the last word */
  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_CREATE_TENANT));
  client_fixture_call (fixture, PAL_METHOD_CREATE_TENANT, "tenant=x", NULL, &result);
  client_fixture_refuse (fixture, "createTenant", -1, "No permission.");
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_DENIED);

  client_fixture_call (fixture, PAL_METHOD_DISCONNECT, "tid=1", NULL, &result);
  client_fixture_answer (fixture, "disconnect", "\"failed: no such call\"");
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_REMOTE);

  fake_transport_set_full (fixture->line, TRUE);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_DISCONNECTED);
  fake_transport_set_full (fixture->line, FALSE);

  /* cancelled: the answer comes too late and is dropped */
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, cancellable, &result);
  g_cancellable_cancel (cancellable);
  test_settle ();
  expect_error (fixture, &result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  client_fixture_answer (fixture, "getNoteNames", "[]");
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, cancellable, &result);
  expect_error (fixture, &result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  client_fixture_expect_nothing (fixture);
}

/* Nobody says anything: one timer is left, for the keep-alive. */
static void
test_idle (ClientFixture *fixture, gconstpointer data)
{
  guint n_timers;

  client_fixture_ready (fixture);
  client_fixture_advance (fixture, 20 * S);
  fake_transport_pong (fixture->line);
  n_timers = pal_virtual_clock_get_n_timers (fixture->clock);
  g_assert_cmpuint (n_timers, ==, 1);
  client_fixture_expect_nothing (fixture);
  g_assert_false (fixture->client->feed.armed);
  g_assert_false (g_main_context_pending (NULL));
}

static void
test_deadline (ClientFixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;
  const PalMethod *method = pal_method_get (PAL_METHOD_GET_NOTE_NAMES);
  g_autofree char *id = NULL;

  client_fixture_ready (fixture);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  id = client_fixture_expect (fixture, "getNoteNames");
  for (guint i = 0; i < method->timeout; i++)
    {
      g_assert_null (result);
      client_fixture_advance (fixture, S);
      fake_transport_printf (fixture->line, REGISTERED, "a");
    }
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_TIMEOUT);
  fake_transport_printf (fixture->line, "{\"result\":[],\"id\":\"%s\"}", id);
  client_fixture_assert (fixture, "");
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* when calls fail, the state says why already, and none is left in the table */
  g_assert_null (pal_client_call_finish (PAL_CLIENT (source), result, &error));
  g_assert_error (error, PAL_ERROR, PAL_ERROR_DISCONNECTED);
  g_assert_cmpint (pal_client_get_state (PAL_CLIENT (source)), ==, PAL_CLIENT_STATE_WAITING);
  g_assert_cmpuint (pal_rpc_get_n_pending (PAL_CLIENT (source)->rpc), ==, 0);
  ++*(guint *) user_data;
}

static void
test_disconnected_calls (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_NOTE_NAMES);
  GAsyncResult *result = NULL;
  guint n_failed = 0;

  client_fixture_ready (fixture);
  for (guint i = 0; i < PAL_RPC_MAX_PENDING; i++)
    pal_client_call_async (fixture->client, params, NULL, count_cb, &n_failed);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_BUSY);
  fake_transport_drop (fixture->line, 0, NULL);
  g_assert_cmpuint (n_failed, ==, PAL_RPC_MAX_PENDING);

  /* nothing is sent again */
  client_fixture_advance (fixture, S);
  fake_transport_open (fixture->line);
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_answer (fixture, "getExtensionProperties", "[\"true\"]");
  client_fixture_expect_nothing (fixture);
}

/* Ids that are not ours: none ends a call, none hurts. */
static void
test_unknown_ids (ClientFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = {
    "\"99\"", "99", "\"\"", "0", "\"0\"", "-1", "\"01\"", "\"1 \"", "1e0", "1.5", "true", "[]", "{}",
    "18446744073709551617", "\"18446744073709551617\"", "99999999999999999999999999999999999999999999999999",
  };
  GAsyncResult *result = NULL;
  g_autofree char *id = NULL;

  client_fixture_ready (fixture);
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  id = client_fixture_expect (fixture, "getNoteNames");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"result\":[],\"id\":%s}", ids[i]);
  g_assert_null (result);
  client_fixture_assert (fixture, "");
  /* as a number it is the same id */
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"result\":[],\"id\":%s}", id);
  g_assert_nonnull (result);
  g_object_unref (result);
}

static void
log_cb (PalClient *client, const char *direction, const char *text, GString *log)
{
  g_string_append_printf (log, "%s %s\n", direction, text);
}

static void
test_log (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *id = NULL;

  g_signal_connect (fixture->client, "log", G_CALLBACK (log_cb), log);
  client_fixture_ready (fixture);
  client_fixture_call (fixture, PAL_METHOD_GET_TOKEN, NULL, NULL, &result);
  id = client_fixture_expect (fixture, "getToken");
  fake_transport_printf (fixture->line, "[{\"method\":\"notify_pal\",\"params\":{\"code\":7}},"
                                        "{\"re\\u0073ult\":{\"token\":\"geheim\"},\"id\":\"%s\"},"
                                        "{\"result\":null,\"id\":null}, {\"result\":[[\"geheim\"]]}]", id);
  test_settle ();
  g_clear_object (&result);
  fake_transport_frame (fixture->line, "{\"result\":[\"geheim");
  g_signal_handlers_disconnect_by_data (fixture->client, log);
  g_assert_null (strstr (log->str, "geheim"));
  g_assert_nonnull (strstr (log->str, "[{\"method\":\"notify_pal\",\"params\":{\"code\":7}},{\"re\\u0073ult\":\"***\",\"id\""));
  g_assert_nonnull (strstr (log->str, "{\"result\":null,\"id\":null}, {\"result\":\"***\"}]\n"));
  g_assert_nonnull (strstr (log->str, "receive ***\n"));
  g_assert_nonnull (strstr (log->str, "send login"));
  g_assert_nonnull (strstr (log->str, "receive {"));
  g_assert_null (strstr (log->str, "abc123"));
  g_assert_null (strstr (log->str, "1c817071ee312153ceadd94b9fd7e969"));
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
  add ("/pal/client/ready", test_ready);
  add ("/pal/client/stop-while-connecting", test_stop_while_connecting);
  add ("/pal/client/finalise-while-connecting", test_finalise_while_connecting);
  add ("/pal/client/finalise-ready", test_finalise_ready);
  add ("/pal/client/dispose-twice", test_dispose_twice);
  add ("/pal/client/backoff", test_backoff);
  add ("/pal/client/backoff-settles", test_backoff_settles);
  add ("/pal/client/try-now", test_try_now);
  add ("/pal/client/another-login", test_another_login);
  add ("/pal/client/denied", test_denied);
  add ("/pal/client/not-found-later", test_not_found_later);
  add ("/pal/client/policy", test_policy);
  add ("/pal/client/roles", test_roles);
  add ("/pal/client/role-refused", test_role_refused);
  add ("/pal/client/system", test_system);
  add ("/pal/client/sync-quiet", test_sync_quiet);
  add ("/pal/client/sync-limit", test_sync_limit);
  add ("/pal/client/silence", test_silence);
  add ("/pal/client/ping-unanswered", test_ping_unanswered);
  add ("/pal/client/no-ping", test_no_ping);
  add ("/pal/client/silence-pending", test_silence_pending);
  add ("/pal/client/slow-but-alive", test_slow_but_alive);
  add ("/pal/client/doubt", test_doubt);
  add ("/pal/client/call", test_call);
  add ("/pal/client/call-errors", test_call_errors);
  add ("/pal/client/idle", test_idle);
  add ("/pal/client/deadline", test_deadline);
  add ("/pal/client/disconnected-calls", test_disconnected_calls);
  add ("/pal/client/unknown-ids", test_unknown_ids);
  add ("/pal/client/log", test_log);

  return g_test_run ();
}
