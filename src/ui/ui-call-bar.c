/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-call-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-call-row.h"

struct _UiCallBar
{
  GtkWidget parent_instance;

  /* owned */
  DeskSession *session;
  DeskCallModel *calls;
  UiTicker *ticker;
  GPtrArray *rows; /* in the order of the calls; borrowed from the widget tree */
};

G_DEFINE_FINAL_TYPE (UiCallBar, ui_call_bar, GTK_TYPE_WIDGET)

static void
selected_cb (UiCallBar *self)
{
  DeskCall *selected = desk_call_model_get_selected (self->calls);
  gboolean several = self->rows->len > 1;

  for (guint i = 0; i < self->rows->len; i++)
    {
      UiCallRow *row = g_ptr_array_index (self->rows, i);

      ui_call_row_set_selected (row, several && ui_call_row_get_call (row) == selected);
    }
}

static void
items_changed_cb (UiCallBar *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    {
      gtk_widget_unparent (g_ptr_array_index (self->rows, position));
      g_ptr_array_remove_index (self->rows, position);
    }
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);
      GtkWidget *row = ui_call_row_new (self->session, call, self->ticker);

      gtk_widget_insert_after (row, GTK_WIDGET (self), i > 0 ? g_ptr_array_index (self->rows, i - 1) : NULL);
      g_ptr_array_insert (self->rows, i, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  selected_cb (self);
}

static void
clear (UiCallBar *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (self->calls != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->calls, items_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->calls, selected_cb, self);
    }
  g_clear_object (&self->calls);
  g_clear_object (&self->session);
  g_clear_object (&self->ticker);
}

static void
ui_call_bar_dispose (GObject *object)
{
  clear (UI_CALL_BAR (object));

  G_OBJECT_CLASS (ui_call_bar_parent_class)->dispose (object);
}

static void
ui_call_bar_finalize (GObject *object)
{
  g_ptr_array_unref (UI_CALL_BAR (object)->rows);

  G_OBJECT_CLASS (ui_call_bar_parent_class)->finalize (object);
}

static void
ui_call_bar_class_init (UiCallBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_call_bar_dispose;
  object_class->finalize = ui_call_bar_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "call-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_call_bar_init (UiCallBar *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Calls"), -1);
}

void
ui_call_bar_set_session (UiCallBar *self, DeskSession *session, UiTicker *ticker)
{
  DeskCallModel *calls;

  g_return_if_fail (UI_IS_CALL_BAR (self));

  if (self->session == session)
    return;
  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (session == NULL)
    return;
  calls = desk_session_get_calls (session);
  self->session = g_object_ref (session);
  self->calls = g_object_ref (calls);
  self->ticker = g_object_ref (ticker);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (calls)));
}

void
ui_call_bar_focus (UiCallBar *self, DeskCall *call)
{
  g_return_if_fail (UI_IS_CALL_BAR (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      /* Where it is there already it would go on to the next button. */
      if (ui_call_row_get_call (UI_CALL_ROW (row)) == call && gtk_widget_get_focus_child (row) == NULL)
        gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
    }
}
