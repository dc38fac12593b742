/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>

#include "ctl/ctl-context.h"

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  bindtextdomain ("pal-1", LOCALE_DIR);
  bind_textdomain_codeset ("pal-1", "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("palctl");

  return ctl_run (argc, argv);
}
