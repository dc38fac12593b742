/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-commands.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-pages.h"
#include "ui/ui-shortcuts.h"

/* Actions worth finding by their words; the titles are those of the overview of keys. */
static const char *const findable[] = {
  "win.retrieve-oldest", "win.go-parked",   "win.go-waiting",       "win.go-urgent",
  "win.go-calls",        "app.preferences", "win.show-help-overlay",
};

static void
add_actions (DeskFinder *finder)
{
  guint n;
  const UiShortcut *rows = ui_shortcuts_get (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (findable); j++)
      if (g_strcmp0 (rows[i].action, findable[j]) == 0)
        {
          const char *words[] = { rows[i].title, NULL };

          desk_finder_add_command (finder, findable[j], _ (rows[i].title), _ ("Command"), words);
        }
}

void
ui_commands_add (DeskFinder *finder)
{
  guint n;
  const UiPageRow *pages = ui_pages_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("win.page(%u)", i + 1);
      const char *words[] = { pages[i].title, NULL };

      desk_finder_add_command (finder, name, _ (pages[i].title), _ ("Page"), words);
    }
  add_actions (finder);
}
