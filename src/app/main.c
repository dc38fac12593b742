/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "paths.h"

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
  return g_application_run (G_APPLICATION (application), argc, argv);
}
