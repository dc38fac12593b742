/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "paths.h"

#include <fcntl.h>
#include <glib.h>
#include <libintl.h>
#include <locale.h>
#include <unistd.h>

#include "ctl/ctl-context.h"

/* Started with one of the three closed: nothing that is opened later may take its place, least of all the
 * line to the PBX. What cannot be written stays an error. */
static void
fill_closed_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      return;
}

/* A job without a language (LC_ALL=C) still names people and notes in UTF-8, as everything is printed. */
static void
choose_locale (char **argv)
{
  setlocale (LC_ALL, "");
  for (char **word = argv; *word != NULL; word++)
    if (!g_utf8_validate (*word, -1, NULL))
      return;

  setlocale (LC_CTYPE, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  fill_closed_streams ();
  choose_locale (argv);
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  bindtextdomain ("pal-1", LOCALE_DIR);
  bind_textdomain_codeset ("pal-1", "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("palctl");

  return ctl_run (argc, argv);
}
