/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-endpoint.h"
#include "pal/protocol/pal-error.h"

static void
test_url (void)
{
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new ("wss://pbx:8443/pbx/ws", "office 1", "1000");
  g_autoptr (PalEndpoint) copy = NULL;
  g_autofree char *plain = NULL, *challenge = NULL, *secret = NULL, *all = NULL;
  const char *const users[] = { "200", "2&1", NULL };

  plain = pal_endpoint_build_url (endpoint, NULL);
  g_assert_cmpstr (plain, ==, "wss://pbx:8443/pbx/ws?tenant=office%201&login_user=1000");
  challenge = pal_endpoint_build_url (endpoint, "geheim");
  g_assert_cmpstr (challenge, ==, plain);

  endpoint->login_mode = PAL_LOGIN_MODE_URL;
  endpoint->phone_index = 2;
  endpoint->users = g_strdupv ((char **) users);
  endpoint->status = TRUE;
  secret = pal_endpoint_build_url (endpoint, "p&ä=?#");
  g_assert_cmpstr (secret, ==, "wss://pbx:8443/pbx/ws?tenant=office%201&login_user=1000"
                   "&login_password=p%26%C3%A4%3D%3F%23&phone_idx=2&user=200&user=2%261&status=true");

  pal_endpoint_watch_all (endpoint);
  endpoint->login_mode = PAL_LOGIN_MODE_CHALLENGE;
  endpoint->phone_index = 0;
  copy = pal_endpoint_copy (endpoint);
  g_clear_pointer (&copy->tenant, g_free);
  all = pal_endpoint_build_url (copy, NULL);
  g_assert_cmpstr (all, ==, "wss://pbx:8443/pbx/ws?login_user=1000&user=*&status=true&registered=true"
                   "&voicemail=true&callrecording=true&park=*&line=*&queue=*");
}

static void
test_guess (void)
{
  static const struct
  {
    const char *typed, *urls;
  } rows[] = {
    { "pbx", "wss://pbx:8443/pbx/ws wss://pbx/pbx/ws ws://pbx:18080/pbx/ws" },
    { "  pbx.example.com ",
      "wss://pbx.example.com:8443/pbx/ws wss://pbx.example.com/pbx/ws ws://pbx.example.com:18080/pbx/ws" },
    { "pbx:8443", "wss://pbx:8443/pbx/ws ws://pbx:8443/pbx/ws" },
    { "pbx:18080", "ws://pbx:18080/pbx/ws wss://pbx:18080/pbx/ws" },
    { "pbx/other/ws", "wss://pbx:8443/other/ws wss://pbx/other/ws ws://pbx:18080/other/ws" },
    { "127.0.0.1:9999", "ws://127.0.0.1:9999/pbx/ws wss://127.0.0.1:9999/pbx/ws" },
    { "localhost", "ws://localhost:18080/pbx/ws wss://localhost:8443/pbx/ws wss://localhost/pbx/ws" },
    { "[::1]:8443", "ws://[::1]:8443/pbx/ws wss://[::1]:8443/pbx/ws" },
    { "wss://pbx", "wss://pbx/pbx/ws" },
    { "https://u:p@pbx:8443/?a=b#c", "wss://pbx:8443/pbx/ws" },
    { "ws://pbx:1/x/ws", "ws://pbx:1/x/ws" },
  };
  static const char *const bad[] = { "", "  ", "ftp://pbx", "a b", "pbx:99999", "://", "wss://", "pbx:x", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) urls = pal_endpoint_guess_urls (rows[i].typed, &error);
      g_autofree char *joined = NULL;

      g_assert_no_error (error);
      joined = g_strjoinv (" ", urls);
      g_assert_cmpstr (joined, ==, rows[i].urls);
    }
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pal_endpoint_guess_urls (bad[i], &error));
      g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
      g_assert_cmpstr (pal_error_get_parameter (error), ==, "url");
    }
}

static void
test_where (void)
{
  static const struct
  {
    const char *url;
    gboolean encrypted, loopback;
  } rows[] = {
    { "wss://pbx/pbx/ws", TRUE, FALSE },        { "WSS://127.0.0.1/pbx/ws", TRUE, TRUE },
    { "ws://127.9.9.9:1/pbx/ws", FALSE, TRUE }, { "ws://[::1]:1/pbx/ws", FALSE, TRUE },
    { "ws://localhost/pbx/ws", FALSE, TRUE },   { "ws://localhost.example.com/pbx/ws", FALSE, FALSE },
    { "ws://127.0.0.1.example.com/", FALSE, FALSE }, { "ws://10.0.0.1/pbx/ws", FALSE, FALSE },
    { "nonsense", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PalEndpoint) endpoint = pal_endpoint_new (rows[i].url, NULL, "1");

      g_assert_cmpint (pal_endpoint_is_encrypted (endpoint), ==, rows[i].encrypted);
      g_assert_cmpint (pal_endpoint_is_loopback (endpoint), ==, rows[i].loopback);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pal/endpoint/url", test_url);
  g_test_add_func ("/pal/endpoint/guess", test_guess);
  g_test_add_func ("/pal/endpoint/where", test_where);

  return g_test_run ();
}
