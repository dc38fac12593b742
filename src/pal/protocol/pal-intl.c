/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "paths.h"

#include <libintl.h>

#include "pal/protocol/pal-intl.h"

#define DOMAIN "pal-1"

const char *
pal_gettext (const char *text)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      bindtextdomain (DOMAIN, LOCALE_DIR);
      bind_textdomain_codeset (DOMAIN, "UTF-8");
      g_once_init_leave (&once, 1);
    }

  return g_dgettext (DOMAIN, text);
}
