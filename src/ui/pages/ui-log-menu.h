/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-log.h"
#include "ui/rows/ui-log-row.h"

G_BEGIN_DECLS

/* The one context menu of the call log: opened by the right button, a long press or the menu key on a row, or by the
 * row's action "call.menu". Its entries are the history's "log." actions and "win.dial". */
#define UI_TYPE_LOG_MENU (ui_log_menu_get_type ())
G_DECLARE_FINAL_TYPE (UiLogMenu, ui_log_menu, UI, LOG_MENU, GObject)

UiLogMenu *ui_log_menu_new    (GtkWidget *page, DeskLog *log); /* borrows the page: it is the page's own */
void       ui_log_menu_attach (UiLogMenu *self, GtkWidget *view);
/* In the middle of @item; FALSE when it is not in @view. */
gboolean   ui_log_menu_popup  (UiLogMenu *self, GtkWidget *view, UiLogRow *item);

G_END_DECLS
