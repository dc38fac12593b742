/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-row-menu.h"

G_BEGIN_DECLS

/* The menu of the tiles and rows of the parking page (UiParkingItem), attached to it. A finger on a button that wants
 * to be held is not for the menu. */
UiRowMenu *ui_parking_menu_new (GtkWidget *page);

G_END_DECLS
