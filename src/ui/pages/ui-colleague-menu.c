/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-colleague-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/ui-colleague-verbs.h"
#include "ui/pages/ui-colleagues-page.h"
#include "ui/rows/ui-colleague-item.h"

static void
append (GMenu *menu, const char *label, const char *action, const char *number)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", number);
  g_menu_append_item (menu, item);
}

static GMenuModel *
build_menu (GtkWidget *row, gpointer page)
{
  DeskExtension *extension = ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (row));
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  const char *number = extension != NULL ? desk_extension_get_number (extension) : NULL;

  if (number == NULL)
    return NULL;
  append (first, _ ("Call"), "win.dial", number);
  append (second,
          desk_extension_get_is_favourite (extension) ? _ ("Remove from Favourites")
                                                      : _ ("Add to Favourites"),
          "colleague.toggle-favourite", number);
  append (second, _ ("Rename…"), "colleague.rename", number);
  append (second, _ ("Copy Number"), "colleague.copy-number", number);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  if (UI_IS_PAGE (page))
    ui_colleague_verbs_append (menu, UI_PAGE (page), extension);
  if (UI_IS_COLLEAGUES_PAGE (page))
    ui_colleague_groups_append (ui_colleagues_page_get_groups (UI_COLLEAGUES_PAGE (page)), second, extension);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GtkWidget *
get_holder (GtkWidget *row)
{
  return ui_colleague_item_get_holder (UI_COLLEAGUE_ITEM (row));
}

UiRowMenu *
ui_colleague_menu_new (GtkWidget *page)
{
  static const UiRowMenuKind kind
      = { .get_row_type = ui_colleague_item_get_type, .build = build_menu, .get_holder = get_holder };

  return ui_row_menu_new (page, &kind, page);
}
