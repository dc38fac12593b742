/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-log-dialogs.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"

static GtkWidget *
make_dialog (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete", _ ("_Delete"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

static GtkWindow *
present (GtkWidget *dialog)
{
  ui_accessible_tidy (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  /* Enter takes the default, not the first button. */
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
  return GTK_WINDOW (dialog);
}

static void
delete_response_cb (DeskLog *log, const char *response)
{
  if (g_str_equal (response, "delete"))
    desk_log_remove_all (log);
}

GtkWindow *
ui_log_ask_delete_all (GtkWindow *parent, DeskLog *log)
{
  GtkWidget *dialog;

  g_return_val_if_fail (DESK_IS_LOG (log), NULL);

  dialog = make_dialog (parent, _ ("Delete All Calls?"),
                        _ ("The call log of this account disappears from this computer. Nothing changes on the PBX."));
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), log, G_CONNECT_SWAPPED);
  return present (dialog);
}

GtkWindow *
ui_log_ask_retention (GtkWindow *parent, guint days)
{
  /* Translators: the log keeps calls for that many days. */
  g_autofree char *body = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "Calls older than %u day disappear from this computer, now and from now on.",
                 "Calls older than %u days disappear from this computer, now and from now on.", days),
    days);

  return present (make_dialog (parent, _ ("Delete Older Calls?"), body));
}
