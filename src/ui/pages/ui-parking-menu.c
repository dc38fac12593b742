/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-parking-menu.h"

#include "ui/rows/ui-parking-item.h"

static GMenuModel *
build_menu (GtkWidget *item, gpointer data)
{
  return ui_parking_item_dup_menu (UI_PARKING_ITEM (item));
}

UiRowMenu *
ui_parking_menu_new (GtkWidget *page)
{
  static const UiRowMenuKind kind
      = { .get_row_type = ui_parking_item_get_type, .build = build_menu, .spares_buttons = TRUE };
  UiRowMenu *menu = ui_row_menu_new (page, &kind, NULL);

  ui_row_menu_attach (menu, page);
  return menu;
}
