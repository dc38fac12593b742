/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-note-questions.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"
#include "ui/ui-window.h"

typedef struct
{
  DeskNotes *notes; /* NULL where it is not needed */
  DeskNote *note;
  GtkWindow *parent; /* weak */
} Question;

static Question *
question_new (GtkWindow *parent, DeskNotes *notes, DeskNote *note)
{
  Question *question = g_new0 (Question, 1);

  question->notes = notes != NULL ? g_object_ref (notes) : NULL;
  question->note = g_object_ref (note);
  g_set_weak_pointer (&question->parent, parent);
  return question;
}

static void
question_free (Question *question)
{
  g_clear_object (&question->notes);
  g_object_unref (question->note);
  g_clear_weak_pointer (&question->parent);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
closure_free (gpointer data, GClosure *closure)
{
  question_free (data);
}

static GtkWindow *
ask (AdwMessageDialog *dialog, Question *question, GCallback answered)
{
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", answered, question, closure_free, 0);
  ui_accessible_tidy (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/* --- deletion ------------------------------------------------------------------------------------- */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;

  if (!desk_notes_delete_finish (DESK_NOTES (source), result, &error) && UI_IS_WINDOW (question->parent))
    ui_window_toast (UI_WINDOW (question->parent), error->message);
}

static void
delete_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "delete"))
    desk_notes_delete_async (question->notes, question->note, deleted_cb,
                             question_new (question->parent, NULL, question->note));
}

GtkWindow *
ui_note_ask_delete (GtkWindow *parent, DeskNotes *notes, DeskNote *note)
{
  AdwMessageDialog *dialog;

  g_return_val_if_fail (DESK_IS_NOTES (notes), NULL);
  g_return_val_if_fail (DESK_IS_NOTE (note), NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Delete This Note?"), NULL));
  adw_message_dialog_format_body (dialog, _ ("“%s” disappears from the PBX for everybody."),
                                  desk_note_get_name (note));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  return ask (dialog, question_new (parent, notes, note), G_CALLBACK (delete_answered_cb));
}

/* --- what was written -------------------------------------------------------------------------------- */

static void
revert_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "discard"))
    desk_note_revert (question->note);
}

GtkWindow *
ui_note_ask_revert (GtkWindow *parent, DeskNote *note)
{
  AdwMessageDialog *dialog;

  g_return_val_if_fail (DESK_IS_NOTE (note), NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Discard What You Wrote?"), NULL));
  adw_message_dialog_format_body (dialog, _ ("What you wrote into “%s” and did not save is lost."),
                                  desk_note_get_name (note));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  return ask (dialog, question_new (parent, NULL, note), G_CALLBACK (revert_answered_cb));
}

static void
gone_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "mine"))
    desk_notes_resolve (question->notes, question->note, desk_note_get_text (question->note));
  else if (g_str_equal (response, "theirs"))
    desk_note_revert (question->note);
}

GtkWindow *
ui_note_ask_gone (GtkWindow *parent, DeskNotes *notes, DeskNote *note)
{
  AdwMessageDialog *dialog;

  g_return_val_if_fail (DESK_IS_NOTES (notes), NULL);
  g_return_val_if_fail (DESK_IS_NOTE (note), NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Make It Again?"), NULL));
  adw_message_dialog_format_body (dialog, _ ("Somebody else deleted “%s” after you had changed it."),
                                  desk_note_get_name (note));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "theirs", _ ("_Let It Go"), "mine",
                                    _ ("_Make It Again"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "theirs", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "mine", ADW_RESPONSE_SUGGESTED);
  return ask (dialog, question_new (parent, notes, note), G_CALLBACK (gone_answered_cb));
}
