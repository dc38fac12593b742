/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu of tiles and rows of a page (UiParkingItem): second button, long press, menu key. */
#define UI_TYPE_PARKING_MENU (ui_parking_menu_get_type ())
G_DECLARE_FINAL_TYPE (UiParkingMenu, ui_parking_menu, UI, PARKING_MENU, GObject)

UiParkingMenu *ui_parking_menu_new (GtkWidget *page); /* borrowed: the menu goes before it */

G_END_DECLS
