/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "paths.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>

#include "app/app-application.h"

/* libsoup formats three debug messages for each WebSocket frame before GLib throws them away. */
static void
no_log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

/* Installed, nothing that an environment names is read for words; where it was built they lie elsewhere. */
static const char *
words_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char *words = g_getenv ("SIDETONE_LOCALE_DIR");

  return words != NULL && program != NULL && g_str_has_suffix (program, "/src/app/sidetone") ? words : LOCALE_DIR;
}

/* The desktop ends: nobody can be asked, but what is to be kept is kept. A second time ends at once. */
static gboolean
ended_cb (gpointer user_data)
{
  app_application_prepare_to_quit (user_data);
  g_application_quit (user_data);

  return G_SOURCE_REMOVE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (AppApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, words_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, no_log_cb, NULL);

  application = app_application_new ();
  g_unix_signal_add (SIGTERM, ended_cb, application);
  g_unix_signal_add (SIGINT, ended_cb, application);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
