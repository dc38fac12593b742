/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-client-private.h"
#include "tests/lib/client-fixture.h"

static void
call_raw (ClientFixture *fixture, const char *method, const char *params, GAsyncResult **result)
{
  g_clear_object (result);
  pal_client_call_raw_async (fixture->client, method, params, 5, NULL, test_store_result_cb, result);
  test_settle ();
}

/* What no row knows goes out as it is, and what comes back is handed over as it is. */
static void
test_call_raw (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;
  const char *id, *json;
  gsize length;

  client_fixture_ready (fixture);
  call_raw (fixture, "frob\"", "{\"a\":[1,null]}", &result);
  sent = fake_transport_take (fixture->line);
  g_assert_nonnull (strstr (sent, "\"method\":\"frob\\\"\",\"params\":{\"a\":[1,null]},\"id\":"));
  id = g_strrstr (sent, "\"id\":\"") + strlen ("\"id\":\"");
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":\"%.*s\"}",
                         (int) strcspn (id, "\""), id);
  reply = pal_client_call_raw_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_clear_pointer (&reply, pal_reply_unref);

  call_raw (fixture, "deleteExtension", NULL, &result);
  client_fixture_answer (fixture, "deleteExtension", "\"failed: no\"");
  reply = pal_client_call_raw_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pal_reply_get_text (reply), ==, "failed: no");
  g_clear_pointer (&reply, pal_reply_unref);

  call_raw (fixture, "frob", NULL, &result);
  client_fixture_refuse (fixture, "frob", -32601, "what?");
  reply = pal_client_call_raw_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  json = pal_reply_get_error_json (reply, &length);
  g_assert_cmpmem (json, length, "{\"code\":-32601,\"message\":\"what?\"}", 33);
  g_assert_false (pal_reply_check (reply, NULL, &error));
  g_assert_error (error, PAL_ERROR, PAL_ERROR_UNKNOWN_METHOD);
  g_clear_error (&error);

  call_raw (fixture, "frob", "{", &result);
  g_assert_null (pal_client_call_raw_finish (fixture->client, result, &error));
  g_assert_error (error, PAL_ERROR, PAL_ERROR_PROTOCOL);
  client_fixture_expect_nothing (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/pal/client/raw/call", ClientFixture, NULL, client_fixture_set_up, test_call_raw,
              client_fixture_tear_down);

  return g_test_run ();
}
