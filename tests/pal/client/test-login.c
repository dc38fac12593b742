/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-login.h"
#include "pal/protocol/pal-error.h"
#include "tests/lib/client-fixture.h"

#define ACTIVE "{\"jsonrpc\":\"2.0\",\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"active\"}}"
#define INACTIVE "{\"jsonrpc\":\"2.0\",\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"inactive\"}}"
#define CHALLENGE \
  "{\"jsonrpc\":\"2.0\",\"method\":\"login_password_required\",\"params\":{\"nonce\":\"abc123\"}}"
#define REGISTERED "{\"jsonrpc\":\"2.0\",\"method\":\"notify_registered\",\"params\":{\"user\":\"%s\",\"registered\":\"true\"}}"
#define WRONG "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-2022,\"message\":\"Login failed (4)\"},\"id\":null}"

static void
test_vectors (void)
{
  static const struct
  {
    const char *user, *nonce, *password, *answer;
  } rows[] = {
    { "1000", "abc123", "1000", "1c817071ee312153ceadd94b9fd7e969" },
    { "sa", "0f1e2d3c", "p\xc3\xa4ssword", "be3cfa6d1252105c9d0ded66d20ae279" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *answer = pal_login_dup_answer (rows[i].user, rows[i].nonce, rows[i].password);

      g_assert_cmpstr (answer, ==, rows[i].answer);
      pal_secret_free (answer);
    }
}

static void
test_nonces (void)
{
  g_autofree char *longest = g_strnfill (PAL_LOGIN_MAX_NONCE, 'a');
  g_autofree char *longer = g_strnfill (PAL_LOGIN_MAX_NONCE + 1, 'a');

  g_assert_true (pal_login_check_nonce ("abc123"));
  g_assert_true (pal_login_check_nonce ("A-b_c.d+e/f=:~"));
  g_assert_true (pal_login_check_nonce (longest));
  g_assert_false (pal_login_check_nonce (longer));
  g_assert_false (pal_login_check_nonce (""));
  g_assert_false (pal_login_check_nonce (NULL));
  g_assert_false (pal_login_check_nonce ("a b"));
  g_assert_false (pal_login_check_nonce ("a\n"));
  g_assert_false (pal_login_check_nonce ("\xc3\xa4"));
}

static void
set_mode (ClientFixture *fixture, PalLoginMode mode)
{
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_copy (pal_client_get_endpoint (fixture->client));

  endpoint->login_mode = mode;
  pal_client_set_endpoint (fixture->client, endpoint);
}

static void
assert_stopped (ClientFixture *fixture, PalStopReason reason, PalError code)
{
  g_assert_cmpint (pal_client_get_state (fixture->client), ==, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, reason);
  g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, (int) code);
  client_fixture_advance (fixture, 3600 * S);
  g_assert_false (fake_transport_is_opening (fixture->line));
  g_assert_false (fake_transport_is_open (fixture->line));
}

static void
assert_waiting (ClientFixture *fixture, PalError code)
{
  g_assert_cmpint (pal_client_get_state (fixture->client), ==, PAL_CLIENT_STATE_WAITING);
  g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, (int) code);
  g_assert_cmpint (pal_client_get_retry_at (fixture->client), >, 0);
}

static void
test_challenge (ClientFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  client_fixture_connect (fixture);
  g_assert_cmpstr (fake_transport_get_url (fixture->line), ==,
                   "wss://pbx.example/pbx/ws?tenant=office&login_user=1000");
  client_fixture_expect_nothing (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  text = fake_transport_take (fixture->line);
  g_assert_nonnull (strstr (text, "\"method\":\"login\""));
  g_assert_nonnull (strstr (text, "\"login_password\":\"1c817071ee312153ceadd94b9fd7e969\""));
  fake_transport_frame (fixture->line, "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":\"1\"}");
  client_fixture_assert (fixture, "");
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_assert (fixture, "S");
  g_assert_cmpstr (fixture->events->str, ==, "notify_serverstatus ");
}

/* "active" may come before the result of the login. */
static void
test_active_first (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_assert (fixture, "S");
  client_fixture_answer (fixture, "login", "true");
  client_fixture_answer (fixture, "getExtensionProperties", "[\"false\",\"Ann\"]");
  client_fixture_advance (fixture, S);
  client_fixture_assert (fixture, "R");
}

static void
test_one_login (ClientFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  fake_transport_frame (fixture->line, CHALLENGE);
  id = client_fixture_expect (fixture, "login");
  client_fixture_expect_nothing (fixture);
}

static void
test_early_events (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_printf (fixture->line, REGISTERED, "a");
  fake_transport_printf (fixture->line, "[" REGISTERED "," CHALLENGE "," REGISTERED "]", "b", "c");
  g_assert_cmpuint (fixture->n_batches, ==, 0);
  client_fixture_answer (fixture, "login", "true");
  fake_transport_printf (fixture->line, "[" REGISTERED "," ACTIVE "," REGISTERED "]", "d", "e");
  g_assert_cmpstr (fixture->events->str, ==, "a b c d notify_serverstatus e ");
}

static void
test_url (ClientFixture *fixture, gconstpointer data)
{
  set_mode (fixture, PAL_LOGIN_MODE_URL);
  client_fixture_connect (fixture);
  g_assert_cmpstr (fake_transport_get_url (fixture->line), ==,
                   "wss://pbx.example/pbx/ws?tenant=office&login_user=1000&login_password=1000");
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_assert (fixture, "S");
}

static void
test_url_insecure (ClientFixture *fixture, gconstpointer data)
{
  set_mode (fixture, PAL_LOGIN_MODE_URL);
  pal_client_start (fixture->client);
  assert_stopped (fixture, PAL_STOP_REASON_INSECURE, PAL_ERROR_LOGIN_REFUSED);
  g_assert_cmpuint (fake_transport_get_n_opens (fixture->line), ==, 0);

  /* the challenge proves the password without giving it away */
  set_mode (fixture, PAL_LOGIN_MODE_CHALLENGE);
  pal_client_start (fixture->client);
  g_assert_cmpuint (fake_transport_get_n_opens (fixture->line), ==, 1);
}

static void
test_url_loopback (ClientFixture *fixture, gconstpointer data)
{
  set_mode (fixture, PAL_LOGIN_MODE_URL);
  client_fixture_connect (fixture);
}

static void
test_no_password (ClientFixture *fixture, gconstpointer data)
{
  pal_client_set_password (fixture->client, NULL);
  pal_client_start (fixture->client);
  assert_stopped (fixture, PAL_STOP_REASON_PASSWORD, PAL_ERROR_LOGIN_REFUSED);
  g_assert_cmpuint (fake_transport_get_n_opens (fixture->line), ==, 0);
}

static void
test_wrong_with_id (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_refuse (fixture, "login", -2022, "Login failed (4)");
  client_fixture_assert (fixture, "X");
  g_assert_cmpint (pal_error_get_remote_code (pal_client_get_reason (fixture->client)), ==, -2022);
  g_assert_cmpstr (pal_error_get_remote_text (pal_client_get_reason (fixture->client)), ==, "Login failed (4)");
  assert_stopped (fixture, PAL_STOP_REASON_PASSWORD, PAL_ERROR_LOGIN_REFUSED);
}

static void
test_wrong_without_id (ClientFixture *fixture, gconstpointer data)
{
  set_mode (fixture, PAL_LOGIN_MODE_URL);
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, WRONG);
  g_assert_cmpint (pal_error_get_remote_code (pal_client_get_reason (fixture->client)), ==, -2022);
  assert_stopped (fixture, PAL_STOP_REASON_PASSWORD, PAL_ERROR_LOGIN_REFUSED);

  /* another password, another try */
  pal_client_set_password (fixture->client, "other");
  client_fixture_assert (fixture, "X");
  client_fixture_connect (fixture);
}

/* The refusal and the end of the line come at once. */
static void
test_wrong_and_closed (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  fake_transport_feed (fixture->line, WRONG, -1);
  g_assert_false (fake_transport_is_open (fixture->line));
  assert_stopped (fixture, PAL_STOP_REASON_PASSWORD, PAL_ERROR_LOGIN_REFUSED);
}

static void
test_wrong_nonce (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, "{\"method\":\"login_password_required\",\"params\":{\"nonce\":\"a b\"}}");
  client_fixture_expect_nothing (fixture);
  assert_waiting (fixture, PAL_ERROR_PROTOCOL);
}

static void
test_no_nonce (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  client_fixture_advance (fixture, 9 * S);
  client_fixture_assert (fixture, "");
  client_fixture_advance (fixture, S);
  client_fixture_assert (fixture, "W");
  assert_waiting (fixture, PAL_ERROR_TIMEOUT);
}

static void
test_no_result (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_advance (fixture, 10 * S);
  assert_waiting (fixture, PAL_ERROR_TIMEOUT);
}

/* Signed in, but never told that the server is active: the result counts as well. */
static void
test_result_counts (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_answer (fixture, "login", "true");
  fake_transport_pong (fixture->line);
  client_fixture_advance (fixture, 10 * S);
  client_fixture_assert (fixture, "");
  client_fixture_answer (fixture, "getProductInfo", "{\"version\":\"3.8\"}");
  client_fixture_assert (fixture, "S");
}

static void
test_second_factor (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_answer (fixture, "login", "true");
  fake_transport_pong (fixture->line);
  client_fixture_advance (fixture, 10 * S);
  client_fixture_answer (fixture, "getProductInfo", "{\"webphone.pal.mfa\":\"true\"}");
  assert_stopped (fixture, PAL_STOP_REASON_SECOND_FACTOR, PAL_ERROR_LOGIN_REFUSED);
}

static void
test_url_unproved (ClientFixture *fixture, gconstpointer data)
{
  set_mode (fixture, PAL_LOGIN_MODE_URL);
  client_fixture_connect (fixture);
  client_fixture_advance (fixture, 10 * S);
  client_fixture_answer (fixture, "getProductInfo", "{}");
  assert_waiting (fixture, PAL_ERROR_TIMEOUT);
}

/* Whatever was typed as an address: the log names the host and no more. */
static void
test_log_host (ClientFixture *fixture, gconstpointer data)
{
  g_test_expect_message ("pal", G_LOG_LEVEL_DEBUG, "Connecting to pbx.example");
  pal_client_start (fixture->client);
  g_test_assert_expected_messages ();
}

/* Taken back while the line is being opened: there is nothing to answer with. */
static void
test_password_gone (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  pal_client_set_password (fixture->client, NULL);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_expect_nothing (fixture);
  assert_stopped (fixture, PAL_STOP_REASON_PASSWORD, PAL_ERROR_LOGIN_REFUSED);
}

static void
test_inactive (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_answer (fixture, "login", "true");
  fake_transport_frame (fixture->line, INACTIVE);
  client_fixture_assert (fixture, "W");
  g_assert_nonnull (pal_client_get_reason (fixture->client));
  g_assert_true (fake_transport_is_open (fixture->line));
  for (guint i = 0; i < 10; i++)
    {
      fake_transport_pong (fixture->line);
      client_fixture_advance (fixture, 15 * S);
    }
  client_fixture_assert (fixture, "");
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_assert (fixture, "S");

  client_fixture_answer (fixture, "getExtensionProperties", "[\"false\",\"\"]");
  client_fixture_advance (fixture, S);
  client_fixture_assert (fixture, "R");
  fake_transport_frame (fixture->line, INACTIVE);
  client_fixture_assert (fixture, "W");
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_assert (fixture, "S");
}

/* A PBX that is stopped while one signs in: what it tells meanwhile is kept, and told in its order. */
static void
test_inactive_order (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_answer (fixture, "login", "true");
  fake_transport_printf (fixture->line, REGISTERED, "1");
  fake_transport_frame (fixture->line, INACTIVE);
  fake_transport_printf (fixture->line, REGISTERED, "2");
  g_assert_cmpstr (fixture->events->str, ==, "");
  fake_transport_frame (fixture->line, ACTIVE);
  client_fixture_assert (fixture, "WS");
  g_assert_cmpstr (fixture->events->str, ==, "1 notify_serverstatus 2 notify_serverstatus ");
}

static void
test_other_refusals (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-9,\"message\":\"no\"},\"id\":null}");
  assert_stopped (fixture, PAL_STOP_REASON_DENIED, PAL_ERROR_DENIED);
  client_fixture_assert (fixture, "X");

  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, CHALLENGE);
  client_fixture_refuse (fixture, "login", -32603, "Internal error");
  assert_waiting (fixture, PAL_ERROR_REMOTE);
}

static void
add (const char *path, void (*test) (ClientFixture *fixture, gconstpointer data), const char *url)
{
  g_test_add (path, ClientFixture, url, client_fixture_set_up, test, client_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pal/login/vectors", test_vectors);
  g_test_add_func ("/pal/login/nonces", test_nonces);
  add ("/pal/login/challenge", test_challenge, NULL);
  add ("/pal/login/active-first", test_active_first, NULL);
  add ("/pal/login/one-login", test_one_login, NULL);
  add ("/pal/login/early-events", test_early_events, NULL);
  add ("/pal/login/url", test_url, NULL);
  add ("/pal/login/url-insecure", test_url_insecure, "ws://pbx.example/pbx/ws");
  add ("/pal/login/url-loopback", test_url_loopback, "ws://127.0.0.1:18080/pbx/ws");
  add ("/pal/login/no-password", test_no_password, NULL);
  add ("/pal/login/wrong-with-id", test_wrong_with_id, NULL);
  add ("/pal/login/wrong-without-id", test_wrong_without_id, NULL);
  add ("/pal/login/wrong-and-closed", test_wrong_and_closed, NULL);
  add ("/pal/login/wrong-nonce", test_wrong_nonce, NULL);
  add ("/pal/login/no-nonce", test_no_nonce, NULL);
  add ("/pal/login/no-result", test_no_result, NULL);
  add ("/pal/login/result-counts", test_result_counts, NULL);
  add ("/pal/login/second-factor", test_second_factor, NULL);
  add ("/pal/login/url-unproved", test_url_unproved, NULL);
  add ("/pal/login/log-host", test_log_host, "wss://1000:secret@pbx.example/pbx/ws?login_password=secret");
  add ("/pal/login/password-gone", test_password_gone, NULL);
  add ("/pal/login/inactive", test_inactive, NULL);
  add ("/pal/login/inactive-order", test_inactive_order, NULL);
  add ("/pal/login/other-refusals", test_other_refusals, NULL);

  return g_test_run ();
}
