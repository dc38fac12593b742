/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-groups-window.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/ui-group-dialog.h"
#include "ui/rows/ui-order-row.h"
#include "ui/ui-accessible.h"

struct _UiGroupsWindow
{
  AdwWindow parent_instance;

  /* template children */
  GtkListBox *groups_list;
  GtkListBox *favourites_list;

  /* owned */
  DeskSession *session;
  GPtrArray *favourites; /* of DeskExtension, as they are shown */
};

G_DEFINE_FINAL_TYPE (UiGroupsWindow, ui_groups_window, ADW_TYPE_WINDOW)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
update_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    ui_order_row_update (UI_ORDER_ROW (row));
}

static void
focus_moved (GtkListBox *list, guint from, guint to)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) to);

  if (row != NULL)
    ui_order_row_grab_button (UI_ORDER_ROW (row), to < from);
}

/* --- groups -------------------------------------------------------------- */

static DeskGroup *
get_group (UiGroupsWindow *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (desk_session_get_groups (self->session)), position);
}

static void
group_moved_cb (UiGroupsWindow *self, guint from, guint to)
{
  g_autoptr (DeskGroup) group = get_group (self, from);

  if (group == NULL)
    return;
  desk_groups_move (desk_session_get_groups (self->session), group, to);
  focus_moved (self->groups_list, from, to);
}

static void show_groups (UiGroupsWindow *self);

static void
add_group (UiGroupsWindow *self, DeskGroup *group)
{
  guint n = desk_group_get_n_members (group);
  g_autofree char *subtitle = g_strdup_printf (_ ("Colleagues: %u"), n);
  GtkWidget *row = ui_order_row_new (desk_group_get_name (group), subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "moved", G_CALLBACK (group_moved_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->groups_list, row);
  g_signal_connect_object (group, "notify", G_CALLBACK (show_groups), self, G_CONNECT_SWAPPED);
}

static void
show_groups (UiGroupsWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_groups (self->session)));

  clear (self->groups_list);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskGroup) group = get_group (self, i);

      g_signal_handlers_disconnect_by_func (group, show_groups, self);
      add_group (self, group);
    }
  update_rows (self->groups_list);
  ui_accessible_tidy (GTK_WIDGET (self->groups_list));
}

static void
group_activated_cb (UiGroupsWindow *self, GtkListBoxRow *row)
{
  g_autoptr (DeskGroup) group = get_group (self, (guint) gtk_list_box_row_get_index (row));

  if (group != NULL)
    ui_group_dialog_present (GTK_WINDOW (self), self->session, group, NULL);
}

static void
add_cb (UiGroupsWindow *self)
{
  ui_group_dialog_present (GTK_WINDOW (self), self->session, NULL, NULL);
}

/* --- favourites ---------------------------------------------------------- */

static void show_favourites (UiGroupsWindow *self);

static void
favourite_moved_cb (UiGroupsWindow *self, guint from, guint to)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();

  if (from >= self->favourites->len)
    return;
  for (guint i = 0; i < self->favourites->len; i++)
    g_ptr_array_add (numbers, (gpointer) desk_extension_get_number (self->favourites->pdata[i]));
  g_ptr_array_insert (numbers, (int) to, g_ptr_array_steal_index (numbers, from));
  g_ptr_array_add (numbers, NULL);
  desk_session_order_favourites (self->session, (const char *const *) numbers->pdata);
  show_favourites (self);
  focus_moved (self->favourites_list, from, to);
}

static void
show_favourites (UiGroupsWindow *self)
{
  g_clear_pointer (&self->favourites, g_ptr_array_unref);
  self->favourites = desk_session_list_favourites (self->session);
  clear (self->favourites_list);
  for (guint i = 0; i < self->favourites->len; i++)
    {
      DeskExtension *extension = self->favourites->pdata[i];
      GtkWidget *row
          = ui_order_row_new (desk_extension_get_name (extension), desk_extension_get_number (extension));

      g_signal_connect_object (row, "moved", G_CALLBACK (favourite_moved_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->favourites_list, row);
    }
  update_rows (self->favourites_list);
  ui_accessible_tidy (GTK_WIDGET (self->favourites_list));
}

/* --- the window ---------------------------------------------------------- */

void
ui_groups_window_present (GtkWindow *parent, DeskSession *session)
{
  UiGroupsWindow *self;

  g_return_if_fail (DESK_IS_SESSION (session));

  self = g_object_new (UI_TYPE_GROUPS_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (desk_session_get_groups (session), "items-changed", G_CALLBACK (show_groups), self,
                           G_CONNECT_SWAPPED);
  show_groups (self);
  show_favourites (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_groups_window_dispose (GObject *object)
{
  UiGroupsWindow *self = UI_GROUPS_WINDOW (object);

  g_clear_pointer (&self->favourites, g_ptr_array_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_GROUPS_WINDOW);

  G_OBJECT_CLASS (ui_groups_window_parent_class)->dispose (object);
}

static void
ui_groups_window_class_init (UiGroupsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_groups_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-groups-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiGroupsWindow, groups_list);
  gtk_widget_class_bind_template_child (widget_class, UiGroupsWindow, favourites_list);
  gtk_widget_class_bind_template_callback (widget_class, group_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_groups_window_init (UiGroupsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
