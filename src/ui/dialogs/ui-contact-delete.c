/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-contact-delete.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"
#include "ui/ui-contact-text.h"

typedef struct
{
  DeskOutbox *outbox;
  DeskContact *contact;
} Deletion;

static void
deletion_free (gpointer data, GClosure *closure)
{
  Deletion *deletion = data;

  g_object_unref (deletion->outbox);
  g_object_unref (deletion->contact);
  g_free (deletion);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Deletion *deletion = user_data;
  DeskContact *contact = deletion->contact;

  if (g_str_equal (response, "delete"))
    desk_outbox_delete_from (deletion->outbox, desk_contact_get_id (contact),
                             desk_contact_get_phonebook (contact), desk_contact_get_is_shared (contact),
                             desk_contact_get_info (contact));
}

GtkWindow *
ui_contact_ask_delete (GtkWindow *parent, DeskOutbox *outbox, DeskContact *contact)
{
  GtkWidget *dialog;
  AdwMessageDialog *question;
  Deletion *deletion;

  g_return_val_if_fail (DESK_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (DESK_IS_CONTACT (contact) && desk_contact_get_info (contact) != NULL, NULL);

  dialog = adw_message_dialog_new (parent, _ ("Delete This Contact?"), NULL);
  question = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_format_body (question,
                                  desk_contact_get_is_shared (contact)
                                      ? _ ("“%s” disappears from the PBX for everybody.")
                                      : _ ("“%s” disappears from your phonebook on the PBX."),
                                  ui_contact_get_shown_name (desk_contact_get_display_name (contact)));
  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (question, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  deletion = g_new0 (Deletion, 1);
  deletion->outbox = g_object_ref (outbox);
  deletion->contact = g_object_ref (contact);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), deletion, deletion_free, 0);
  ui_accessible_tidy (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}
