/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the menu of one kind of rows is. */
typedef struct
{
  GType (*get_row_type) (void);
  GMenuModel *(*build) (GtkWidget *row, gpointer data); /* NULL: there is nothing to choose from */
  GtkWidget *(*get_holder) (GtkWidget *row);            /* the list's own item around it; NULL: there is none */
  gboolean spares_buttons;                              /* a long press on a button is the button's own */
} UiRowMenuKind;

/* The one context menu of a page: opened by the second button, a long press or the menu key on a row of a view it is
 * attached to. The keyboard goes back to the row afterwards. */
#define UI_TYPE_ROW_MENU (ui_row_menu_get_type ())
G_DECLARE_FINAL_TYPE (UiRowMenu, ui_row_menu, UI, ROW_MENU, GObject)

/* Borrows the page: it is the page's own, and goes before it. @kind is static; @data outlives the menu. */
UiRowMenu *ui_row_menu_new          (GtkWidget *page, const UiRowMenuKind *kind, gpointer data);
void       ui_row_menu_attach       (UiRowMenu *self, GtkWidget *view);
/* In the middle of @row; FALSE when it is not in @view, or nothing can be chosen. */
gboolean   ui_row_menu_popup        (UiRowMenu *self, GtkWidget *view, GtkWidget *row);
/* The row of a list where the keyboard is: around the focus, or in the list's own item that has it. Borrowed. */
GtkWidget *ui_row_menu_find_focused (GtkWidget *view, GType row_type);

G_END_DECLS
