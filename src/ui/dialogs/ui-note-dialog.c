/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-note-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"
#include "ui/ui-note-text.h"

struct _UiNoteDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *save_button, *form;
  GtkSpinner *spinner;
  GtkEditable *name_row, *description_row;
  AdwPreferencesRow *write_row, *read_row, *none_row;
  GtkCheckButton *write_check, *read_check, *none_check;
  GtkLabel *warning_label, *problem_label;

  /* owned */
  DeskSession *session;
  DeskNote *note; /* NULL: a new one */
};

G_DEFINE_FINAL_TYPE (UiNoteDialog, ui_note_dialog, ADW_TYPE_WINDOW)

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DeskNoteAccess
get_access (UiNoteDialog *self)
{
  if (gtk_check_button_get_active (self->write_check))
    return DESK_NOTE_ACCESS_WRITE;
  return gtk_check_button_get_active (self->read_check) ? DESK_NOTE_ACCESS_READ : DESK_NOTE_ACCESS_NONE;
}

static void
check (UiNoteDialog *self)
{
  g_autofree char *name = NULL;

  if (self->session == NULL)
    return; /* being built */
  name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  gtk_widget_set_sensitive (self->save_button, self->note != NULL || *name != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->warning_label),
                          desk_session_get_role (self->session) < PAL_ROLE_ADMIN
                              && get_access (self) != DESK_NOTE_ACCESS_WRITE);
}

static void
set_busy (UiNoteDialog *self, gboolean is_busy)
{
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_sensitive (self->save_button, !is_busy);
}

/* What was written into the form stays there until the PBX has it. */
static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiNoteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  DeskNote *note = desk_notes_create_finish (DESK_NOTES (source), result, &error);

  if (self->session == NULL || self->form == NULL)
    return; /* closed meanwhile */
  set_busy (self, FALSE);
  if (note != NULL)
    {
      g_signal_emit (self, signals[CREATED], 0, note);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_text (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
save_cb (UiNoteDialog *self)
{
  const char *description = gtk_editable_get_text (self->description_row);

  if (!gtk_widget_is_sensitive (self->save_button))
    return;
  if (self->note != NULL)
    {
      desk_note_set_details (self->note, description, get_access (self));
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  set_busy (self, TRUE);
  desk_notes_create_async (desk_session_get_notes (self->session), gtk_editable_get_text (self->name_row),
                           description, get_access (self), created_cb, g_object_ref (self));
}

static void
show_note (UiNoteDialog *self)
{
  DeskNoteAccess access = desk_note_get_access (self->note);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Description and Access"));
  gtk_button_set_label (GTK_BUTTON (self->save_button), _ ("_Done"));
  gtk_editable_set_text (self->name_row, desk_note_get_name (self->note));
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), FALSE);
  gtk_editable_set_text (self->description_row, desk_note_get_description (self->note));
  gtk_check_button_set_active (access == DESK_NOTE_ACCESS_WRITE  ? self->write_check
                               : access == DESK_NOTE_ACCESS_READ ? self->read_check
                                                                 : self->none_check,
                               TRUE);
}

static void
ui_note_dialog_dispose (GObject *object)
{
  UiNoteDialog *self = UI_NOTE_DIALOG (object);

  g_clear_object (&self->note);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_NOTE_DIALOG);

  G_OBJECT_CLASS (ui_note_dialog_parent_class)->dispose (object);
}

static void
ui_note_dialog_class_init (UiNoteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_note_dialog_dispose;

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, DESK_TYPE_NOTE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-note-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, form);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, write_row);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, read_row);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, none_row);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, write_check);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, read_check);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, none_check);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, warning_label);
  gtk_widget_class_bind_template_child (widget_class, UiNoteDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
set_title (AdwPreferencesRow *row, DeskNoteAccess access)
{
  g_autofree char *markup = g_markup_escape_text (ui_note_get_access (access), -1);

  adw_preferences_row_set_title (row, markup);
}

static void
ui_note_dialog_init (UiNoteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_title (self->write_row, DESK_NOTE_ACCESS_WRITE);
  set_title (self->read_row, DESK_NOTE_ACCESS_READ);
  set_title (self->none_row, DESK_NOTE_ACCESS_NONE);
}

GtkWindow *
ui_note_dialog_present (GtkWindow *parent, DeskSession *session, DeskNote *note)
{
  UiNoteDialog *self;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (note == NULL || DESK_IS_NOTE (note), NULL);

  self = g_object_new (UI_TYPE_NOTE_DIALOG, "transient-for", parent, NULL);
  g_set_object (&self->note, note);
  if (note != NULL)
    show_note (self);
  self->session = g_object_ref (session);
  check (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (note != NULL ? self->description_row : self->name_row));
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
