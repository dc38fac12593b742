/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The event path with all models of a session attached: bench-models URL MARKER waits until the extension
 * MARKER goes offline and comes back, and prints "SECONDS CPU-SECONDS 0" for what lay between. */
#include <stdio.h>

#include "bench-probe.h"
#include "model/desk-session.h"

typedef struct
{
  DeskSession *session;
  GMainLoop *loop;
  BenchProbe probe;
  const char *marker;
  gboolean is_watching, has_begun;
} Run;

static void
marker_cb (DeskExtension *extension, GParamSpec *pspec, gpointer user_data)
{
  Run *run = user_data;
  DeskPresence presence = desk_extension_get_presence (extension);

  if (presence == DESK_PRESENCE_OFFLINE && !run->has_begun)
    {
      run->has_begun = TRUE;
      bench_probe_begin (&run->probe);
    }
  else if (presence == DESK_PRESENCE_FREE && run->has_begun)
    {
      bench_probe_print (&run->probe, 0);
      g_main_loop_quit (run->loop);
    }
}

static void
state_cb (DeskSession *session, GParamSpec *pspec, gpointer user_data)
{
  Run *run = user_data;
  DeskExtension *extension;

  if (desk_session_get_state (session) == PAL_CLIENT_STATE_STOPPED)
    g_error ("stopped: %s", desk_session_get_reason (session)->message);
  if (desk_session_get_state (session) != PAL_CLIENT_STATE_READY || run->is_watching)
    return;
  extension = desk_presence_model_find (desk_session_get_colleagues (session), run->marker);
  if (!extension)
    g_error ("no extension %s", run->marker);
  run->is_watching = TRUE;
  g_signal_connect (extension, "notify::presence", G_CALLBACK (marker_cb), run);
  printf ("ready\n");
  fflush (stdout);
}

static void
drop_log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

int
main (int argc, char **argv)
{
  g_autoptr(StoreAccount) account = store_account_new (NULL);
  Run run = { .marker = argv[argc - 1] };

  if (argc != 3)
    {
      fprintf (stderr, "bench-models URL MARKER\n");
      return 2;
    }
  g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, drop_log_cb, NULL);
  g_object_set (account, "url", argv[1], "tenant", "-", "user", "1000", "url-login", TRUE, "plain-accepted", TRUE, NULL);
  run.loop = g_main_loop_new (NULL, FALSE);
  run.session = desk_session_new (account, NULL, NULL, NULL);
  g_signal_connect (run.session, "notify::state", G_CALLBACK (state_cb), &run);
  desk_session_sign_in (run.session, "1000");
  g_main_loop_run (run.loop);
  desk_session_sign_out (run.session);
  g_object_unref (run.session);
  g_main_loop_unref (run.loop);
  return 0;
}
