/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-contact-edit-row.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/ui-contact-conflict.h"
#include "ui/dialogs/ui-contact-dialog.h"
#include "ui/ui-contact-text.h"

struct _UiContactEditRow
{
  AdwActionRow parent_instance;

  gboolean with_name;

  /* children, owned by the widget tree */
  GtkWidget *icon, *buttons, *compare, *change, *retry, *undo;

  /* owned */
  DeskSession *session;
  DeskEdit *edit;
};

G_DEFINE_FINAL_TYPE (UiContactEditRow, ui_contact_edit_row, ADW_TYPE_ACTION_ROW)

static char *
dup_where (UiContactEditRow *self)
{
  DeskPhonebook *book
      = desk_phonebooks_find (desk_session_get_phonebooks (self->session),
                              desk_edit_get_phonebook (self->edit), desk_edit_get_is_shared (self->edit));
  const char *title = book != NULL ? desk_phonebook_get_title (book) : desk_edit_get_phonebook (self->edit);
  g_autoptr (GDateTime) utc
      = g_date_time_new_from_unix_utc (desk_edit_get_made_at (self->edit) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) when = g_date_time_to_local (utc);
  g_autofree char *time = g_date_time_format (when, "%x %H:%M");

  /* Translators: a phonebook, and when something in it was changed. */
  return g_strdup_printf (_ ("%s, %s"), title != NULL ? title : "", time);
}

static void
refresh (UiContactEditRow *self)
{
  g_autofree char *state = NULL;
  g_autofree char *name = NULL;
  g_autofree char *where = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *spoken = NULL;
  DeskEditState now;
  gboolean can_write;

  if (self->edit == NULL)
    return;
  now = desk_edit_get_state (self->edit);
  state = ui_edit_dup_state (self->edit);
  name = desk_edit_dup_display_name (self->edit);
  where = dup_where (self);
  subtitle = g_strdup_printf ("%s\n%s", state, where);
  spoken = g_strdup_printf ("%s, %s", ui_contact_get_shown_name (name), state);
  can_write = desk_edit_get_mine (self->edit) != NULL && !desk_edit_get_is_undoing (self->edit);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 self->with_name ? ui_contact_get_shown_name (name) : state);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->with_name ? subtitle : where);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), ui_edit_get_icon_name (self->edit));
  gtk_widget_remove_css_class (self->icon, "warning");
  gtk_widget_remove_css_class (self->icon, "error");
  if (ui_edit_needs_person (self->edit))
    gtk_widget_add_css_class (self->icon, now == DESK_EDIT_STATE_CONFLICT ? "warning" : "error");
  gtk_widget_set_visible (self->compare, now == DESK_EDIT_STATE_CONFLICT);
  gtk_widget_set_visible (self->change, self->with_name && now != DESK_EDIT_STATE_CONFLICT && can_write
                                            && desk_edit_is_pending (self->edit));
  gtk_widget_set_visible (self->retry, now == DESK_EDIT_STATE_REFUSED);
  gtk_widget_set_visible (self->undo,
                          desk_edit_is_pending (self->edit) && !desk_edit_get_is_undoing (self->edit));
}

static void
compare_cb (UiContactEditRow *self)
{
  ui_contact_conflict_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                               self->edit);
}

static void
change_cb (UiContactEditRow *self)
{
  ui_contact_dialog_present (ui_contact_dialog_open_edit (self->session, self->edit),
                             GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
retry_cb (UiContactEditRow *self)
{
  desk_edit_retry (self->edit);
}

static void
undo_cb (UiContactEditRow *self)
{
  desk_edit_cancel (self->edit);
}

static GtkWidget *
add_button (UiContactEditRow *self,
            const char *label,
            const char *icon_name,
            void (*clicked) (UiContactEditRow *))
{
  GtkWidget *button
      = icon_name != NULL ? gtk_button_new_from_icon_name (icon_name) : gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (icon_name != NULL)
    {
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "circular");
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

static void
ui_contact_edit_row_dispose (GObject *object)
{
  UiContactEditRow *self = UI_CONTACT_EDIT_ROW (object);

  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_func (self->edit, refresh, self);
  g_clear_object (&self->edit);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_contact_edit_row_parent_class)->dispose (object);
}

static void
ui_contact_edit_row_class_init (UiContactEditRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_contact_edit_row_dispose;
}

static void
ui_contact_edit_row_init (UiContactEditRow *self)
{
  g_object_set (self, "use-markup", FALSE, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  self->icon = gtk_image_new ();
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->buttons);
  self->compare = add_button (self, _ ("Compare…"), NULL, compare_cb);
  self->change = add_button (self, _ ("Edit"), "document-edit-symbolic", change_cb);
  self->retry = add_button (self, _ ("Try Again"), "view-refresh-symbolic", retry_cb);
  self->undo = add_button (self, _ ("Undo"), "edit-undo-symbolic", undo_cb);
}

GtkWidget *
ui_contact_edit_row_new (DeskSession *session, DeskEdit *edit, gboolean with_name)
{
  UiContactEditRow *self = g_object_new (UI_TYPE_CONTACT_EDIT_ROW, NULL);

  self->session = g_object_ref (session);
  self->edit = g_object_ref (edit);
  self->with_name = with_name;
  g_signal_connect_object (edit, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

DeskEdit *
ui_contact_edit_row_get_edit (UiContactEditRow *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_EDIT_ROW (self), NULL);

  return self->edit;
}
