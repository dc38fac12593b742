/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON of all kinds through the scanner, to palsim as a frame and as parameters, and to the client as a
 * frame and as a result. Nothing crashes, nothing the grammar forbids is taken, nothing it allows refused. */
#include <string.h>

#include "pal/client/pal-client-private.h"
#include "pal/protocol/pal-scan.h"
#include "sim/sim-server-private.h"
#include "tests/lib/test-wait.h"

#include "corpus-cases.h"
#include "corpus-server.h"
#include "line.h"

#define N_CASES 300
#define PARSE_ERROR "\"code\":-32700"

static GPtrArray *cases;

/* What the suite holds as text only: bytes that are no UTF-8. */
static const char *const bad_bytes[] = {
  "[\"\xff\"]", "[\"\xe9\"]", "[\"\xc0\xaf\"]", "[\"\xe0\x80\xaf\"]", "[\"\xed\xa0\x80\"]", "[\"\xf4\xbf\xbf\xbf\"]",
  "[\"\xfc\x83\xbf\xbf\xbf\xbf\"]", "[\"\x81\"]", "[\"\xe6\x97\"]", "[\xff]", "\xe5", "[1\xe5]", "{\"\xb9\":\"0\"}",
  "[\"\\u\xe5\"]", "[\"\\\xe5\"]", "[0e\xe5]", "\xef\xbb", "\xff\xfe[\"\"]",
};

static gboolean
scan (const char *text, gsize length)
{
  PalScan scanner;
  PalSlice slice;
  PalToken token;

  pal_scan_init (&scanner, text, length);
  do
    {
      token = pal_scan_next (&scanner, &slice);
      if (token == PAL_TOKEN_NAME || token == PAL_TOKEN_TEXT)
        {
          g_autofree char *word = pal_slice_dup (&slice);

          g_assert_true (g_utf8_validate (word, -1, NULL));
        }
    }
  while (token > PAL_TOKEN_PAUSE);

  return token == PAL_TOKEN_END;
}

static void
judge (const CorpusCase *one, const char *where, gboolean taken)
{
  if ((taken && corpus_case_is_bad (one)) || (!taken && corpus_case_is_good (one)))
    g_error ("%s: %s was %s", one->name, where, taken ? "taken" : "refused");
}

static void
test_scan (void)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const CorpusCase *one = g_ptr_array_index (cases, i);

      judge (one, "the text", scan (g_bytes_get_data (one->text, NULL), g_bytes_get_size (one->text)));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_bytes); i++)
    g_assert_false (scan (bad_bytes[i], strlen (bad_bytes[i])));
}

static SimServer *
start_palsim (void)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1 };
  g_autoptr (SimClock) clock = sim_clock_new_real ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SimWorld) world = sim_server_make_world (&options, clock, &error);
  SimServer *server = sim_server_new (world, &options);

  sim_server_start (server, &error);
  g_assert_no_error (error);

  return server;
}

static void
test_server (void)
{
  g_autoptr (SimServer) server = start_palsim ();
  Line *line = line_open (sim_server_get_url (server), "1001");
  g_autofree char *before = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":{\"x\":",
                                             pal_method_get (PAL_METHOD_PING)->name);

  for (guint i = 0; i < cases->len; i++)
    {
      const CorpusCase *one = g_ptr_array_index (cases, i);
      g_autoptr (GBytes) params = corpus_case_wrap (one, before, "},\"id\":\"here\"}");

      judge (one, "as a frame to palsim", strstr (line_show (line, one->text), PARSE_ERROR) == NULL);
      judge (one, "as a parameter of palsim", strstr (line_show (line, params), "\"here\"") != NULL);
      judge (one, "as a parameter of palsim", strstr (line_show (line, params), PARSE_ERROR) == NULL);
    }
  line_close (line);
  sim_server_stop (server);
  test_settle ();
}

static double
at_once (gpointer user_data)
{
  return 0;
}

static gboolean
is_in (PalClient *client)
{
  PalClientState state = pal_client_get_state (client);

  return state == PAL_CLIENT_STATE_SYNCING || state == PAL_CLIENT_STATE_READY;
}

/* The text of the result, or NULL with the error the call ended with. */
static char *
call (PalClient *client, GError **error)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_OPTIONS);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PalReply) reply = NULL;
  const char *json;
  gsize length;

  test_wait_for (is_in (client));
  pal_client_call_async (client, params, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  reply = pal_client_call_finish (client, result, error);
  if (reply == NULL)
    return NULL;
  json = pal_reply_get_json (reply, &length);

  return g_strndup (json, length);
}

static void
show_result (CorpusServer *server, PalClient *client, const CorpusCase *one)
{
  g_autofree char *wanted = g_strndup (g_bytes_get_data (one->text, NULL), g_bytes_get_size (one->text));
  g_autofree char *got = NULL;
  g_autoptr (GError) error = NULL;

  corpus_server_set_result (server, one->text);
  got = call (client, &error);
  judge (one, "as a result to the client", got != NULL);
  if (got == NULL)
    g_assert_true (error->domain == PAL_ERROR
                   && (error->code == PAL_ERROR_PROTOCOL || error->code == PAL_ERROR_DISCONNECTED));
  else
    g_assert_cmpstr (got, ==, g_strstrip (wanted));
}

static gboolean
is_message (const CorpusCase *one)
{
  gsize length;
  const char *text = g_bytes_get_data (one->text, &length);

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;

  return length > 0 && (*text == '{' || *text == '[');
}

/* An object or array that means nothing is passed over; no JSON, or a bare scalar, costs the connection. */
static void
show_frame (CorpusServer *server, PalClient *client, const CorpusCase *one)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  test_wait_for (is_in (client));
  corpus_server_send (server, one->text);
  text = call (client, &error);
  if (is_message (one))
    judge (one, "as a frame to the client", text != NULL);
}

static void
test_client (void)
{
  CorpusServer *server = corpus_server_new ();
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new (corpus_server_get_url (server), NULL, "1001");
  g_autoptr (PalClient) client = pal_client_new (NULL, NULL);

  endpoint->login_mode = PAL_LOGIN_MODE_URL;
  pal_client_set_random (client, at_once, NULL);
  pal_client_set_endpoint (client, endpoint);
  pal_client_set_password (client, "1001");
  pal_client_start (client);
  for (guint i = 0; i < cases->len; i++)
    {
      show_result (server, client, g_ptr_array_index (cases, i));
      show_frame (server, client, g_ptr_array_index (cases, i));
    }
  pal_client_stop (client);
  test_settle ();
  corpus_server_free (server);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  cases = corpus_cases_load (argv[1], N_CASES);
  g_test_add_func ("/corpus/scan", test_scan);
  g_test_add_func ("/corpus/server", test_server);
  g_test_add_func ("/corpus/client", test_client);
  status = g_test_run ();
  g_ptr_array_unref (cases);

  return status;
}
