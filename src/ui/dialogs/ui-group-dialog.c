/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-group-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"

struct _UiGroupDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *save_button;
  GtkWidget *name_row;
  AdwPreferencesGroup *members;
  GtkWidget *remove_button;

  /* owned */
  DeskSession *session;
  DeskGroup *group;  /* NULL: a new one */
  char *number;      /* of its first member, or NULL */
  GPtrArray *rows;   /* of AdwActionRow, borrowed from the list, one a number */
  GPtrArray *numbers; /* of the members */
};

G_DEFINE_FINAL_TYPE (UiGroupDialog, ui_group_dialog, ADW_TYPE_WINDOW)

static void
check (UiGroupDialog *self)
{
  g_autoptr (GError) error = NULL;
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  gboolean is_good;

  if (self->session == NULL)
    return; /* being built */
  is_good = desk_groups_check_name (desk_session_get_groups (self->session), self->group, name, &error);
  gtk_widget_set_sensitive (self->save_button, is_good);
  if (is_good || *name == '\0')
    gtk_widget_remove_css_class (self->name_row, "error");
  else
    gtk_widget_add_css_class (self->name_row, "error");
  gtk_widget_set_tooltip_text (self->name_row, is_good || *name == '\0' ? NULL : error->message);
}

/* Members that were taken out leave with the name that is saved. */
static void
save_cb (UiGroupDialog *self)
{
  DeskGroups *groups = desk_session_get_groups (self->session);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  if (self->group == NULL)
    {
      DeskGroup *group = desk_groups_add (groups, name, NULL);

      if (group == NULL)
        return;
      if (self->number != NULL)
        desk_groups_set_member (groups, group, self->number, TRUE);
    }
  else
    {
      g_auto (GStrv) before = desk_group_dup_numbers (self->group);

      if (!desk_groups_rename (groups, self->group, name, NULL))
        return;
      for (guint i = 0; before[i] != NULL; i++)
        if (!g_ptr_array_find_with_equal_func (self->numbers, before[i], g_str_equal, NULL))
          desk_groups_set_member (groups, self->group, before[i], FALSE);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
remove_cb (UiGroupDialog *self)
{
  desk_groups_remove (desk_session_get_groups (self->session), self->group);
  gtk_window_close (GTK_WINDOW (self));
}

/* The keyboard goes to the next one, or to the name. */
static void
take_out_cb (UiGroupDialog *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return;
  g_ptr_array_remove_index (self->rows, position);
  g_ptr_array_remove_index (self->numbers, position);
  if (position < self->rows->len)
    gtk_widget_child_focus (self->rows->pdata[position], GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->name_row);
  adw_preferences_group_remove (self->members, row);
}

static void
add_row (UiGroupDialog *self, const char *number)
{
  DeskExtension *extension = desk_presence_model_find (desk_session_get_colleagues (self->session), number);
  const char *name = extension != NULL ? desk_extension_get_name (extension) : number;
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *title_markup = g_markup_escape_text (name, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (number, -1);
  g_autofree char *label = g_strdup_printf (_ ("Take %s out of the group"), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_out_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->members, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->numbers, g_strdup (number));
}

void
ui_group_dialog_present (GtkWindow *parent, DeskSession *session, DeskGroup *group, const char *number)
{
  UiGroupDialog *self;

  g_return_if_fail (DESK_IS_SESSION (session));
  g_return_if_fail (group == NULL || DESK_IS_GROUP (group));

  self = g_object_new (UI_TYPE_GROUP_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->group, group);
  self->number = g_strdup (number);
  if (group != NULL)
    {
      g_auto (GStrv) numbers = desk_group_dup_numbers (group);

      gtk_editable_set_text (GTK_EDITABLE (self->name_row), desk_group_get_name (group));
      for (guint i = 0; numbers[i] != NULL; i++)
        add_row (self, numbers[i]);
    }
  else
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("New Group"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->members), group != NULL);
  gtk_widget_set_visible (self->remove_button, group != NULL);
  check (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->name_row);
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_group_dialog_dispose (GObject *object)
{
  UiGroupDialog *self = UI_GROUP_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->group);
  g_clear_pointer (&self->number, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_GROUP_DIALOG);

  G_OBJECT_CLASS (ui_group_dialog_parent_class)->dispose (object);
}

static void
ui_group_dialog_finalize (GObject *object)
{
  UiGroupDialog *self = UI_GROUP_DIALOG (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->numbers);

  G_OBJECT_CLASS (ui_group_dialog_parent_class)->finalize (object);
}

static void
ui_group_dialog_class_init (UiGroupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_group_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_group_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-group-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiGroupDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiGroupDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiGroupDialog, members);
  gtk_widget_class_bind_template_child (widget_class, UiGroupDialog, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_group_dialog_init (UiGroupDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->numbers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
