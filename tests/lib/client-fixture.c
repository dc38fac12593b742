/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/lib/client-fixture.h"

#include "pal/client/pal-client-private.h"

static double
fixed_random (gpointer user_data)
{
  return ((ClientFixture *) user_data)->random;
}

static void
state_cb (PalClient *client, GParamSpec *pspec, ClientFixture *fixture)
{
  g_string_append_c (fixture->states, "OCASRWX"[pal_client_get_state (client)]);
}

static void
events_cb (PalClient *client, PalEventBatch *batch, ClientFixture *fixture)
{
  fixture->n_batches++;
  g_assert_cmpuint (pal_event_batch_get_size (batch), >, 0);
  for (guint i = 0; i < pal_event_batch_get_size (batch); i++)
    {
      const PalEvent *event = pal_event_batch_get (batch, i);

      if (event->kind == PAL_EVENT_REGISTERED)
        g_string_append_printf (fixture->events, "%s ", event->registered.user);
      else
        g_string_append_printf (fixture->events, "%s ", pal_event_kind_get_name (event->kind));
    }
}

void
client_fixture_set_up (ClientFixture *fixture, gconstpointer url)
{
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new (url != NULL ? url : "wss://pbx.example/pbx/ws", "office", "1000");

  fixture->clock = pal_virtual_clock_new ();
  fixture->line = fake_transport_new ();
  fixture->client = pal_client_new (PAL_CLOCK (fixture->clock), PAL_TRANSPORT (fixture->line));
  fixture->states = g_string_new (NULL);
  fixture->events = g_string_new (NULL);
  fixture->random = 0.5;
  pal_client_set_random (fixture->client, fixed_random, fixture);
  pal_client_set_endpoint (fixture->client, endpoint);
  pal_client_set_password (fixture->client, "1000");
  g_signal_connect (fixture->client, "notify::state", G_CALLBACK (state_cb), fixture);
  g_signal_connect (fixture->client, "events", G_CALLBACK (events_cb), fixture);
}

void
client_fixture_tear_down (ClientFixture *fixture, gconstpointer url)
{
  test_settle ();
  if (fixture->client != NULL)
    {
      g_signal_handlers_disconnect_by_data (fixture->client, fixture);
      g_assert_finalize_object (fixture->client);
    }
  test_settle ();
  g_assert_finalize_object (fixture->line);
  g_assert_cmpuint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->states, TRUE);
  g_string_free (fixture->events, TRUE);
}

void
client_fixture_advance (ClientFixture *fixture, gint64 by)
{
  pal_virtual_clock_advance (fixture->clock, by);
  test_settle ();
}

void
client_fixture_assert (ClientFixture *fixture, const char *states)
{
  g_assert_cmpstr (fixture->states->str, ==, states);
  g_string_truncate (fixture->states, 0);
}

char *
client_fixture_expect (ClientFixture *fixture, const char *method)
{
  g_autofree char *text = fake_transport_take (fixture->line);
  g_autofree char *member = g_strdup_printf ("\"method\":\"%s\"", method);
  const char *id;

  if (text == NULL)
    g_error ("%s was not sent", method);
  if (strstr (text, member) == NULL)
    g_error ("%s expected, not %s", method, text);
  id = g_strrstr (text, "\"id\":\"");
  g_assert_nonnull (id);
  id += strlen ("\"id\":\"");

  return g_strndup (id, strcspn (id, "\""));
}

void
client_fixture_expect_nothing (ClientFixture *fixture)
{
  g_autofree char *text = fake_transport_take (fixture->line);

  g_assert_cmpstr (text, ==, NULL);
}

void
client_fixture_answer (ClientFixture *fixture, const char *method, const char *result)
{
  g_autofree char *id = client_fixture_expect (fixture, method);

  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":\"%s\"}", result, id);
}

void
client_fixture_refuse (ClientFixture *fixture, const char *method, int code, const char *message)
{
  g_autofree char *id = client_fixture_expect (fixture, method);

  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":%d,\"message\":\"%s\"},\"id\":\"%s\"}",
                         code, message, id);
}

void
client_fixture_connect (ClientFixture *fixture)
{
  pal_client_start (fixture->client);
  fake_transport_open (fixture->line);
  client_fixture_assert (fixture, "CA");
}

void
client_fixture_login (ClientFixture *fixture)
{
  client_fixture_connect (fixture);
  fake_transport_frame (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"login_password_required\","
                                       "\"params\":{\"nonce\":\"abc123\"}}");
  client_fixture_answer (fixture, "login", "true");
  fake_transport_frame (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"notify_serverstatus\","
                                       "\"params\":{\"status\":\"active\"}}");
  client_fixture_assert (fixture, "S");
  g_string_truncate (fixture->events, 0);
  fixture->n_batches = 0;
}

void
client_fixture_ready (ClientFixture *fixture)
{
  client_fixture_login (fixture);
  client_fixture_answer (fixture, "getExtensionProperties", "[\"true\",\"Ann\"]");
  client_fixture_advance (fixture, 300 * 1000);
  client_fixture_assert (fixture, "R");
  client_fixture_answer (fixture, "ping", "true");
}

void
client_fixture_call (ClientFixture  *fixture,
                     PalMethodId     method,
                     const char     *argument,
                     GCancellable   *cancellable,
                     GAsyncResult  **result)
{
  g_autoptr (PalParams) params = pal_params_new (method);
  g_autoptr (GError) error = NULL;

  if (argument != NULL)
    {
      pal_params_set_from_argument (params, argument, &error);
      g_assert_no_error (error);
    }
  pal_client_call_async (fixture->client, params, cancellable, test_store_result_cb, result);
  test_settle ();
}
