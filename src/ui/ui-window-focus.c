/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyboard is always somewhere: what it was at may go at any moment, as calls do. */
#include "ui/ui-window-private.h"

/* The buttons of a call that is asked for something come back, and take the keyboard themselves. */
static gboolean
is_any_pending (UiWindow *self)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      if (desk_call_get_pending (call) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_lost (UiWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus == NULL || !gtk_widget_get_mapped (focus);
}

/* From a call to my next call, else to the page, else to the pages. */
static gboolean
restore_cb (gpointer user_data)
{
  UiWindow *self = user_data;
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (self->session));

  self->focus_source = 0;
  if (!is_lost (self) || (self->was_at_call && is_any_pending (self)))
    return G_SOURCE_REMOVE;
  if (self->was_at_call && call != NULL)
    ui_window_go_to_call (self, call);
  self->was_at_call = FALSE;
  if (is_lost (self) && page != NULL && gtk_widget_get_mapped (page))
    {
      ui_page_focus (UI_PAGE (page));
      if (is_lost (self))
        gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
    }
  if (is_lost (self))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

void
ui_window_keep_focus (UiWindow *self)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  if (self->focus_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) && is_lost (self))
    self->focus_source = g_idle_add (restore_cb, self);
}

/* What goes while a key is down: GTK lets it keep the keyboard until the next frame, and who lets go of the
 * key meanwhile tells it to what has left the window. The key seemed down for ever, and Enter did nothing. */
static void
unmap_cb (UiWindow *self, GtkWidget *widget)
{
  if (self->is_key_down && gtk_window_get_focus (GTK_WINDOW (self)) == widget)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

static void
watch_unmap (UiWindow *self, GtkWidget *focus)
{
  if (self->watched_focus == focus)
    return;
  if (self->watched_focus != NULL)
    g_signal_handlers_disconnect_by_func (self->watched_focus, unmap_cb, self);
  g_set_weak_pointer (&self->watched_focus, focus);
  if (focus != NULL)
    g_signal_connect_object (focus, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_SWAPPED);
}

static void
focus_changed_cb (UiWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  watch_unmap (self, focus);
  if (focus != NULL)
    self->was_at_call = gtk_widget_get_ancestor (focus, UI_TYPE_CALL_BAR) != NULL;
  ui_window_keep_focus (self);
}

void
ui_window_watch_focus (UiWindow *self)
{
  g_signal_connect_object (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
}
