/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our side of the event path: bench-client events|soup|calls URL N prints "SECONDS CPU-SECONDS CHECKSUM".
 * events: PalClient up to the delivered batches; soup: libsoup alone, nothing read; calls: round trips. */
#include <stdio.h>
#include <sys/resource.h>

#include <libsoup/soup.h>

#include "bench-probe.h"
#include "pal/client/pal-client.h"

typedef struct
{
  PalClient *client;
  GMainLoop *loop;
  BenchProbe probe;
  guint count, seen;
  gint64 sum;
  gboolean is_calls, has_begun;
} Run;

static void
finish (Run *run)
{
  bench_probe_print (&run->probe, run->sum);
  g_main_loop_quit (run->loop);
}

static PalParams *
make_order (const char *order)
{
  PalParams *params = pal_params_new (PAL_METHOD_GET_NOTE);

  pal_params_set_text (params, "tenant", "-");
  pal_params_set_text (params, "name", order);
  return params;
}

static void
next_call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PalReply) reply = pal_client_call_finish (run->client, result, &error);
  g_autoptr(PalParams) params = NULL;

  if (!reply)
    g_error ("call: %s", error->message);
  if (++run->seen == run->count)
    {
      finish (run);
      return;
    }
  params = make_order ("one");
  pal_client_call_async (run->client, params, NULL, next_call_cb, run);
}

static void
flooded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PalReply) reply = pal_client_call_finish (run->client, result, &error);

  if (!reply)
    g_error ("flood: %s", error->message);
}

static void
events_cb (PalClient *client, PalEventBatch *batch, gpointer user_data)
{
  Run *run = user_data;
  guint n = pal_event_batch_get_size (batch);

  for (guint i = 0; i < n; i++)
    {
      const PalEvent *event = pal_event_batch_get (batch, i);

      if (event->kind != PAL_EVENT_STATUS)
        continue;
      run->sum += event->status.status + (gint64) strlen (event->status.user) +
                  (gint64) strlen (event->status.talker_id) + (gint64) strlen (event->status.other_number) +
                  event->status.time % 1000;
      if (++run->seen == run->count)
        finish (run);
    }
}

static void
state_cb (PalClient *client, GParamSpec *pspec, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr(PalParams) params = NULL;
  g_autofree char *order = NULL;

  if (pal_client_get_state (client) != PAL_CLIENT_STATE_READY || run->has_begun)
    return;
  run->has_begun = TRUE;
  order = g_strdup_printf ("flood %u", run->count);
  params = make_order (run->is_calls ? "one" : order);
  bench_probe_begin (&run->probe);
  pal_client_call_async (client, params, NULL, run->is_calls ? next_call_cb : flooded_cb, run);
}

static void
run_client (Run *run, const char *url)
{
  g_autoptr(PalEndpoint) endpoint = pal_endpoint_new (url, "-", "1000");

  endpoint->login_mode = PAL_LOGIN_MODE_URL;
  endpoint->status = TRUE;
  run->client = pal_client_new (NULL, NULL);
  pal_client_set_endpoint (run->client, endpoint);
  pal_client_set_password (run->client, "1000");
  g_signal_connect (run->client, "notify::state", G_CALLBACK (state_cb), run);
  if (!run->is_calls)
    g_signal_connect (run->client, "events", G_CALLBACK (events_cb), run);
  pal_client_start (run->client);
  g_main_loop_run (run->loop);
  pal_client_stop (run->client);
  g_object_unref (run->client);
}

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  Run *run = user_data;

  if (g_bytes_get_size (message) > 200 && ++run->seen == run->count)
    finish (run);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *order = NULL;
  SoupWebsocketConnection *connection =
    soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);

  if (!connection)
    g_error ("connect: %s", error->message);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), run);
  order = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"getNote\",\"params\":{\"name\":\"flood %u\"},\"id\":1}",
                           run->count);
  bench_probe_begin (&run->probe);
  soup_websocket_connection_send_text (connection, order);
}

static void
run_soup (Run *run, const char *url)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = soup_message_new ("GET", url);

  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL,
                                        connected_cb, run);
  g_main_loop_run (run->loop);
}

static void
drop_log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

int
main (int argc, char **argv)
{
  Run run = { 0 };

  if (argc != 4)
    {
      fprintf (stderr, "bench-client events|soup|calls URL N\n");
      return 2;
    }
  /* As our programs do: libsoup formats three debug messages a frame otherwise. */
  g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, drop_log_cb, NULL);
  run.loop = g_main_loop_new (NULL, FALSE);
  run.count = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  run.is_calls = strcmp (argv[1], "calls") == 0;
  if (strcmp (argv[1], "soup") == 0)
    run_soup (&run, argv[2]);
  else
    run_client (&run, argv[2]);
  g_main_loop_unref (run.loop);
  return 0;
}
