/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the rows of a GtkListView have in common: their place in it, and the list's own item around them, which has the
 * focus and the accessible name. Property (notify): position (uint). */
#define UI_TYPE_LIST_ROW (ui_list_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (UiListRow, ui_list_row, UI, LIST_ROW, GtkWidget)

struct _UiListRowClass
{
  GtkWidgetClass parent_class;

  void (*moved) (UiListRow *self);  /* its place is another one; may be NULL */
  void (*placed) (UiListRow *self); /* it came into a list */
  void (*update) (UiListRow *self); /* its neighbours may be others */
};

guint       ui_list_row_get_position (UiListRow *self);
GtkWidget  *ui_list_row_get_holder   (UiListRow *self); /* NULL outside of a list */
/* The model of the list it is in, or NULL. Borrowed. */
GListModel *ui_list_row_get_model    (UiListRow *self);
/* The text that is read out for it. */
void        ui_list_row_say          (UiListRow *self, const char *text);
/* update() for each row of @view. */
void        ui_list_row_update_all   (GtkWidget *view);
/* Lists keep some 200 rows around what is seen. For a row that paints itself: whether it need not. */
gboolean    ui_list_row_is_out_of_view (UiListRow *self);
/* @view was scrolled: what was out of view when it was painted, and is not now, is painted. */
void        ui_list_row_paint_all    (GtkWidget *view);

G_END_DECLS
