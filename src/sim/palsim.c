/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: reads the command line, says where it listens, runs until it is told to stop. */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <sys/resource.h>

#include "sim/sim-server-private.h"
#include "sim/sim-world-file.h"

static const SimOptions defaults = {
  .auto_answer = -1,
  .seed = 1,
  .users = 12,
};

static GOptionEntry *
make_entries (SimOptions *options, int *seed, int *users, int *contacts, int *limit, gboolean *version)
{
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, "Where to listen; port 0 picks a free one",
      "ADDRESS:PORT" },
    { "world", 0, 0, G_OPTION_ARG_FILENAME, &options->world, "The world instead of the default office",
     "FILE" },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &options->save, "Where the world is written to at the end", "FILE" },
    { "users", 0, 0, G_OPTION_ARG_INT, users, "Users of the office, 1001 onwards", "N" },
    { "contacts", 0, 0, G_OPTION_ARG_INT, contacts, "Made-up contacts in the shared phonebook", "N" },
    { "traffic", 0, 0, G_OPTION_ARG_DOUBLE, &options->traffic, "Calls a minute between idle people",
     "CALLS" },
    { "scenario", 0, 0, G_OPTION_ARG_FILENAME, &options->scenario, "What happens, and when", "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT, seed, "Of everything left to chance", "N" },
    { "auto-answer", 0, 0, G_OPTION_ARG_DOUBLE, &options->auto_answer,
     "Every ringing phone answers after this",
      "SECONDS" },
    { "client-ip-pattern", 0, 0, G_OPTION_ARG_STRING, &options->client_ip_pattern, "Who may connect",
     "REGEX" },
    { "access-users", 0, 0, G_OPTION_ARG_STRING, &options->access_users,
      "What happens to users beyond “Access users”", "refuse|filter" },
    { "queue-limit", 0, 0, G_OPTION_ARG_INT, limit, "What may wait for a session that does not read", "KIB" },
    { "control", 0, 0, G_OPTION_ARG_FILENAME, &options->control, "Socket for tests", "SOCKET" },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_certificate, "Speak wss", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_key, "Key of the certificate", "FILE" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->faults, "What goes wrong: name[:key=value,…]",
     "SPEC" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, "Say what happens on the error output", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, "Say the version", NULL },
    { NULL },
  };

  return g_memdup2 (entries, sizeof entries);
}

static void
clear_options (SimOptions *options)
{
  g_free (options->listen);
  g_free (options->world);
  g_free (options->save);
  g_free (options->scenario);
  g_free (options->client_ip_pattern);
  g_free (options->access_users);
  g_free (options->control);
  g_free (options->tls_certificate);
  g_free (options->tls_key);
  g_strfreev (options->faults);
}

static gboolean
read_options (SimOptions *options, int *argc, char ***argv, gboolean *version, GError **error)
{
  int seed = (int) options->seed, users = (int) options->users, contacts = 0, limit = 0;
  g_autofree GOptionEntry *entries = make_entries (options, &seed, &users, &contacts, &limit, version);
  g_autoptr(GOptionContext) context = g_option_context_new ("– a simulated PBX");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1 || users < 0 || contacts < 0 || users > 1000000 || limit < 0 || limit > 1000000
      || (options->access_users != NULL && g_strcmp0 (options->access_users, "refuse") != 0
          && g_strcmp0 (options->access_users, "filter") != 0))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "a value is out of range, or too much was given");
      return FALSE;
    }
  options->seed = (guint32) seed;
  options->users = (guint) users;
  options->contacts = (guint) contacts;
  options->queue_limit = (guint) limit;

  return TRUE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* One for each session: the usual 1,024 are soon used up. */
static void
allow_many_files (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static gboolean
serve (const SimOptions *options, GError **error)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(SimClock) clock = sim_clock_new_real ();
  g_autoptr(SimWorld) world = sim_server_make_world (options, clock, error);
  g_autoptr(SimServer) server = NULL;

  if (world == NULL)
    return FALSE;

  allow_many_files ();
  server = sim_server_new (world, options);
  if (!sim_server_start (server, error))
    return FALSE;

  g_print ("%s\n", sim_server_get_url (server));
  fflush (stdout);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_main_loop_run (loop);
  sim_server_stop (server);

  return options->save == NULL || sim_world_save (world, options->save, error);
}

int
main (int argc, char **argv)
{
  SimOptions options = defaults;
  g_autoptr(GError) error = NULL;
  gboolean version = FALSE;
  int status = 0;

  setlocale (LC_ALL, "");
  if (!read_options (&options, &argc, &argv, &version, &error))
    status = 2;
  else if (version)
    g_print ("palsim %s\n", PROJECT_VERSION);
  else if (!serve (&options, &error))
    status = 1;
  if (error != NULL)
    g_printerr ("palsim: %s\n", error->message);
  clear_options (&options);

  return status;
}
