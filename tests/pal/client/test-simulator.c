/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-client-private.h"
#include "sim/sim-server-private.h"
#include "sim/sim-server.h"
#include "tests/lib/test-wait.h"

/* Client and simulated PBX on one main loop and a real loopback WebSocket. */
typedef struct
{
  SimServer *server;
  PalClient *client;
  GString *states, *events;
} Fixture;

static void
state_cb (PalClient *client, GParamSpec *pspec, Fixture *fixture)
{
  g_string_append_c (fixture->states, "OCASRWX"[pal_client_get_state (client)]);
}

static void
events_cb (PalClient *client, PalEventBatch *batch, Fixture *fixture)
{
  for (guint i = 0; i < pal_event_batch_get_size (batch); i++)
    {
      g_autofree char *text = pal_event_to_json (pal_event_batch_get (batch, i));

      g_string_append_printf (fixture->events, "%s\n", text);
    }
}

static double
at_once (gpointer user_data)
{
  return 0;
}

static SimServer *
start_server (const SimOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimClock) clock = sim_clock_new_real ();
  g_autoptr (SimWorld) world = sim_world_new (clock, 1);
  SimServer *server;

  sim_world_fill_office (world, 0, 0);
  server = sim_server_new (world, options);
  sim_server_start (server, &error);
  g_assert_no_error (error);

  return server;
}

static void
set_endpoint (Fixture *fixture, PalLoginMode mode, const char *user, const char *fingerprint)
{
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new (sim_server_get_url (fixture->server), NULL, user);

  endpoint->login_mode = mode;
  endpoint->fingerprint = g_strdup (fingerprint);
  pal_endpoint_watch_all (endpoint);
  pal_client_set_endpoint (fixture->client, endpoint);
}

static char *
certificate_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "pal", "client", "data", name, NULL);
}

/* @certificate NULL: without encryption */
static void
serve (Fixture *fixture, const char *certificate)
{
  g_autofree char *path = certificate != NULL ? certificate_path (certificate) : NULL;
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1, .tls_certificate = path };

  if (fixture->server != NULL)
    sim_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  fixture->server = start_server (&options);
}

static void
set_up (Fixture *fixture, gconstpointer certificate)
{
  serve (fixture, certificate);
  fixture->client = pal_client_new (NULL, NULL);
  fixture->states = g_string_new (NULL);
  fixture->events = g_string_new (NULL);
  pal_client_set_random (fixture->client, at_once, NULL);
  g_signal_connect (fixture->client, "notify::state", G_CALLBACK (state_cb), fixture);
  g_signal_connect (fixture->client, "events", G_CALLBACK (events_cb), fixture);
  set_endpoint (fixture, PAL_LOGIN_MODE_CHALLENGE, "1001", NULL);
  pal_client_set_password (fixture->client, "1001");
}

static void
set_up_plain (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->client, fixture);
  pal_client_stop (fixture->client);
  test_settle ();
  g_assert_finalize_object (fixture->client);
  sim_server_stop (fixture->server);
  test_settle ();
  g_clear_object (&fixture->server);
  g_string_free (fixture->states, TRUE);
  g_string_free (fixture->events, TRUE);
}

static void
wait_for_state (Fixture *fixture, PalClientState state)
{
  test_wait_for (pal_client_get_state (fixture->client) == state);
}

static void
test_challenge (Fixture *fixture, gconstpointer data)
{
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);
  g_assert_cmpstr (fixture->states->str, ==, "CASR");
  g_assert_cmpint (pal_client_get_role (fixture->client), >=, PAL_ROLE_USER);
  g_assert_nonnull (strstr (fixture->events->str, "notify_serverstatus"));
  g_assert_nonnull (strstr (fixture->events->str, "notify_registered"));
}

static void
test_url (Fixture *fixture, gconstpointer data)
{
  set_endpoint (fixture, PAL_LOGIN_MODE_URL, "1001", NULL);
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);
  g_assert_cmpstr (fixture->states->str, ==, "CASR");
}

static void
test_wrong_password (Fixture *fixture, gconstpointer mode)
{
  set_endpoint (fixture, GPOINTER_TO_UINT (mode), "1001", NULL);
  pal_client_set_password (fixture->client, "wrong");
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_PASSWORD);
  g_assert_cmpint (pal_error_get_remote_code (pal_client_get_reason (fixture->client)), ==, -2022);
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_EXTENSIONS);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);
  pal_params_set_text (params, "pattern", "..*");
  pal_params_set_text (params, "type", "user");
  pal_client_call_async (fixture->client, params, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  reply = pal_client_call_finish (fixture->client, result, &error);
  if (error != NULL) /* an ordinary user may not list */
    g_assert_error (error, PAL_ERROR, PAL_ERROR_DENIED);
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);
  g_string_truncate (fixture->states, 0);
  sim_server_stop (fixture->server);
  wait_for_state (fixture, PAL_CLIENT_STATE_WAITING);
  g_assert_nonnull (pal_client_get_reason (fixture->client));
}

/* Untrusted, then trusted by its fingerprint, then replaced by another. */
static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  GTlsCertificateFlags errors;
  g_autofree char *fingerprint = NULL;
  g_autofree char *upper = NULL;

  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_CERTIFICATE);
  g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, PAL_ERROR_TLS);
  g_assert_nonnull (pal_client_get_peer_certificate (fixture->client, &errors));
  g_assert_cmpint (errors, ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_assert_cmpuint (sim_server_get_urls (fixture->server)->len, ==, 0);

  fingerprint = pal_certificate_dup_fingerprint (pal_client_get_peer_certificate (fixture->client, NULL));
  g_assert_cmpuint (strlen (fingerprint), ==, 64);
  upper = g_ascii_strup (fingerprint, -1);
  set_endpoint (fixture, PAL_LOGIN_MODE_CHALLENGE, "1001", upper);
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);
  g_assert_null (pal_client_get_peer_certificate (fixture->client, NULL));
  pal_client_stop (fixture->client);

  serve (fixture, "other.pem");
  set_endpoint (fixture, PAL_LOGIN_MODE_CHALLENGE, "1001", fingerprint);
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_CERTIFICATE_CHANGED);
  g_assert_nonnull (pal_client_get_peer_certificate (fixture->client, NULL));
}

/* A pin excuses neither age nor weakness. */
static void
test_expired (Fixture *fixture, gconstpointer data)
{
  GTlsCertificateFlags errors;
  g_autofree char *fingerprint = NULL;

  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_STOPPED);
  pal_client_get_peer_certificate (fixture->client, &errors);
  g_assert_cmpint (errors, ==, G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED);
  fingerprint = pal_certificate_dup_fingerprint (pal_client_get_peer_certificate (fixture->client, NULL));
  set_endpoint (fixture, PAL_LOGIN_MODE_CHALLENGE, "1001", fingerprint);
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_CERTIFICATE);
  pal_client_get_peer_certificate (fixture->client, &errors);
  g_assert_cmpint (errors, ==, G_TLS_CERTIFICATE_EXPIRED);
}

/* No word of the password in anything a person or a log could see. */
static void
test_refused_upgrade (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PalEndpoint) endpoint = NULL;
  const char *known = sim_server_get_url (fixture->server);
  g_autofree char *host = g_strndup (known, strstr (known, "/pbx/") - known);
  g_autofree char *url = g_strconcat (host, "/elsewhere", NULL);

  endpoint = pal_endpoint_new (url, NULL, "1001");
  endpoint->login_mode = PAL_LOGIN_MODE_URL;
  pal_client_set_endpoint (fixture->client, endpoint);
  pal_client_set_password (fixture->client, "canary-in-the-mine");
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_DENIED);
  g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, PAL_ERROR_DENIED);
  g_assert_cmpint (pal_error_get_remote_code (pal_client_get_reason (fixture->client)), ==, 404);
  g_assert_null (strstr (pal_client_get_reason (fixture->client)->message, "canary"));
  g_assert_null (strstr (pal_client_get_reason (fixture->client)->message, "login_user"));
}

static void
test_another_login (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PalEndpoint) endpoint = NULL;
  g_autoptr (PalClient) second = pal_client_new (NULL, NULL);

  set_endpoint (fixture, PAL_LOGIN_MODE_CHALLENGE, "1001", NULL);
  endpoint = pal_endpoint_copy (pal_client_get_endpoint (fixture->client));
  endpoint->phone_index = 1;
  pal_client_set_endpoint (fixture->client, endpoint);
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);

  pal_client_set_endpoint (second, endpoint);
  pal_client_set_password (second, "1001");
  pal_client_start (second);
  wait_for_state (fixture, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (pal_client_get_stop_reason (fixture->client), ==, PAL_STOP_REASON_ANOTHER_LOGIN);
  test_wait_for (pal_client_get_state (second) == PAL_CLIENT_STATE_READY);
  pal_client_stop (second);
}

static void
inject (Fixture *fixture, const char *fault)
{
  g_autoptr (GError) error = NULL;

  sim_faults_inject (sim_server_get_faults (fixture->server), fault, &error);
  g_assert_no_error (error);
}

/* Each breaks the line for a reason the client can name, and the client comes back. */
static void
test_fault (Fixture *fixture, gconstpointer fault)
{
  pal_client_start (fixture->client);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);
  g_string_truncate (fixture->states, 0);
  inject (fixture, fault);
  test_wait_for (fixture->states->len > 0 && fixture->states->str[0] == 'W');
  sim_faults_lift (sim_server_get_faults (fixture->server), NULL);
  wait_for_state (fixture, PAL_CLIENT_STATE_READY);
  g_assert_cmpstr (fixture->states->str, ==, "WCASR");
}

static void
add_fault (const char *fault)
{
  g_autofree char *path = g_strconcat ("/pal/simulator/fault/", fault, NULL);

  g_test_add (path, Fixture, fault, set_up_plain, test_fault, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/pal/simulator/challenge", Fixture, NULL, set_up, test_challenge, tear_down);
  g_test_add ("/pal/simulator/url", Fixture, NULL, set_up, test_url, tear_down);
  g_test_add ("/pal/simulator/wrong-challenge", Fixture, GUINT_TO_POINTER (PAL_LOGIN_MODE_CHALLENGE), set_up_plain,
              test_wrong_password, tear_down);
  g_test_add ("/pal/simulator/wrong-url", Fixture, GUINT_TO_POINTER (PAL_LOGIN_MODE_URL), set_up_plain,
              test_wrong_password, tear_down);
  g_test_add ("/pal/simulator/call", Fixture, NULL, set_up, test_call, tear_down);
  g_test_add ("/pal/simulator/certificate", Fixture, "one.pem", set_up, test_certificate, tear_down);
  g_test_add ("/pal/simulator/expired", Fixture, "expired.pem", set_up, test_expired, tear_down);
  g_test_add ("/pal/simulator/refused-upgrade", Fixture, NULL, set_up, test_refused_upgrade, tear_down);
  g_test_add ("/pal/simulator/another-login", Fixture, NULL, set_up, test_another_login, tear_down);
  add_fault ("drop");
  add_fault ("garbage");
  add_fault ("deep-nesting");
  add_fault ("big-frame");
  g_test_add ("/pal/simulator/restart", Fixture, NULL, set_up, test_restart, tear_down);

  return g_test_run ();
}
