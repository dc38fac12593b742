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

/* Of several. */
typedef struct
{
  DeskPhonebooks *phonebooks; /* owned, as the others are */
  DeskOutbox *outbox;
  GPtrArray *contacts;
} Deletions;

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

static GtkWindow *
present (GtkWidget *dialog)
{
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (question, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  ui_accessible_tidy (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
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
  deletion = g_new0 (Deletion, 1);
  deletion->outbox = g_object_ref (outbox);
  deletion->contact = g_object_ref (contact);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), deletion, deletion_free, 0);
  return present (dialog);
}

/* --- several ------------------------------------------------------------------------ */

static void
deletions_free (gpointer data, GClosure *closure)
{
  Deletions *deletions = data;

  g_object_unref (deletions->phonebooks);
  g_object_unref (deletions->outbox);
  g_ptr_array_unref (deletions->contacts);
  g_free (deletions);
}

/* The row says what came of it. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskOutbox) outbox = user_data;
  g_autoptr (GError) error = NULL;
  DeskContact *contact = desk_phonebooks_fetch_finish (DESK_PHONEBOOKS (source), result, &error);

  if (contact == NULL)
    g_message ("A contact that was to be deleted could not be read: %s", error->message);
  else if (desk_phonebooks_can_delete (DESK_PHONEBOOKS (source), contact, NULL))
    desk_outbox_delete (outbox, contact);
}

static void
all_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Deletions *deletions = user_data;

  for (guint i = 0; g_str_equal (response, "delete") && i < deletions->contacts->len; i++)
    {
      DeskContact *contact = deletions->contacts->pdata[i];

      if (desk_contact_get_info (contact) != NULL)
        desk_outbox_delete (deletions->outbox, contact);
      else
        desk_phonebooks_fetch_async (deletions->phonebooks, desk_contact_get_id (contact), NULL, read_cb,
                                     g_object_ref (deletions->outbox));
    }
}

GtkWindow *
ui_contact_ask_delete_all (GtkWindow *parent, DeskPhonebooks *phonebooks, DeskOutbox *outbox,
                           GPtrArray *contacts)
{
  GtkWidget *dialog;
  Deletions *deletions;
  gboolean is_shared = FALSE;

  g_return_val_if_fail (DESK_IS_PHONEBOOKS (phonebooks) && DESK_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (contacts != NULL && contacts->len > 0, NULL);

  for (guint i = 0; i < contacts->len; i++)
    is_shared = is_shared || desk_contact_get_is_shared (contacts->pdata[i]);
  dialog = adw_message_dialog_new (parent, _ ("Delete the Selected Contacts?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  is_shared ? _ ("Selected: %u. Those that are shared disappear for everybody.")
                                            : _ ("Selected: %u. They disappear from your phonebook on the PBX."),
                                  contacts->len);
  deletions = g_new0 (Deletions, 1);
  deletions->phonebooks = g_object_ref (phonebooks);
  deletions->outbox = g_object_ref (outbox);
  deletions->contacts = g_ptr_array_ref (contacts);
  g_signal_connect_data (dialog, "response", G_CALLBACK (all_answered_cb), deletions, deletions_free, 0);
  return present (dialog);
}
