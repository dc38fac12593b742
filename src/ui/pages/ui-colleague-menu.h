/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/rows/ui-colleague-item.h"

G_BEGIN_DECLS

/* The one context menu of the colleagues page: opened by the right button, a long press or the menu key on a
 * row or tile, or by the row's action "colleague.menu". Its entries are the page's "colleague." actions and "win.dial". */
#define UI_TYPE_COLLEAGUE_MENU (ui_colleague_menu_get_type ())
G_DECLARE_FINAL_TYPE (UiColleagueMenu, ui_colleague_menu, UI, COLLEAGUE_MENU, GObject)

UiColleagueMenu *ui_colleague_menu_new    (GtkWidget *page); /* borrows the page: it is the page's own */
void             ui_colleague_menu_attach (UiColleagueMenu *self, GtkWidget *view);
/* In the middle of @item; FALSE when it is not in @view. */
gboolean         ui_colleague_menu_popup  (UiColleagueMenu *self, GtkWidget *view, UiColleagueItem *item);

G_END_DECLS
