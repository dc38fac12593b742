/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-accounts-window.h"

#include <glib/gi18n.h>

#include "model/desk-address.h"
#include "ui/ui-accessible.h"
#include "ui/ui-error-text.h"

struct _UiAccountsWindow
{
  AdwWindow parent_instance;

  /* template children */
  AdwToastOverlay *toasts;
  GtkListBox *list;

  /* owned */
  StoreAccounts *accounts;
  StoreAccount *doomed; /* the one a question is open about */
};

G_DEFINE_FINAL_TYPE (UiAccountsWindow, ui_accounts_window, ADW_TYPE_WINDOW)

/* A toast's title is markup on this version of the widget. */
static void
say (UiAccountsWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
save (UiAccountsWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!store_accounts_save (self->accounts, &error))
    {
      g_autofree char *reason = ui_error_to_text (error);
      g_autofree char *text
          = g_strdup_printf (_ ("The account was not saved. %s"), reason != NULL ? reason : "");

      say (self, text);
    }
}

static void
password_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiAccountsWindow) self = UI_ACCOUNTS_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  if (!desk_password_clear_finish (result, &error))
    {
      g_autofree char *reason = ui_error_to_text (error);
      g_autofree char *text
          = g_strdup_printf (_ ("The saved password could not be removed. %s"), reason != NULL ? reason : "");

      say (self, text);
    }
}

static void
remove_response_cb (UiAccountsWindow *self, const char *response, AdwMessageDialog *dialog)
{
  g_autoptr (StoreAccount) account = g_steal_pointer (&self->doomed);

  if (account == NULL || !g_str_equal (response, "remove"))
    return;

  desk_password_clear_async (account, NULL, password_cleared_cb, g_object_ref (self));
  store_accounts_remove (self->accounts, account);
  save (self);
}

static void
remove_cb (UiAccountsWindow *self, UiAccountRow *row)
{
  StoreAccount *account = ui_account_row_get_account (row);
  g_autofree char *body = g_strdup_printf (_ ("“%s” and its saved password disappear from this computer. "
                                              "Nothing changes on the PBX."),
                                           store_account_get_name (account));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Remove Account?"), body);

  g_set_object (&self->doomed, account);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self, G_CONNECT_SWAPPED);
  ui_accessible_tidy (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  /* Enter takes the default, not the first button. */
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = ui_account_row_new (STORE_ACCOUNT (item));

  g_signal_connect_object (row, "changed", G_CALLBACK (save), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), user_data, G_CONNECT_SWAPPED);

  return row;
}

static void
ui_accounts_window_dispose (GObject *object)
{
  UiAccountsWindow *self = UI_ACCOUNTS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_ACCOUNTS_WINDOW);
  g_clear_object (&self->accounts);
  g_clear_object (&self->doomed);

  G_OBJECT_CLASS (ui_accounts_window_parent_class)->dispose (object);
}

static void
ui_accounts_window_class_init (UiAccountsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_accounts_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-accounts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiAccountsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, UiAccountsWindow, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
ui_accounts_window_init (UiAccountsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ui_accounts_window_present (GtkWindow *parent, StoreAccounts *accounts)
{
  UiAccountsWindow *self;

  g_return_if_fail (STORE_IS_ACCOUNTS (accounts));

  self = g_object_new (UI_TYPE_ACCOUNTS_WINDOW, "transient-for", parent, NULL);
  self->accounts = g_object_ref (accounts);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (accounts), create_row, self, NULL);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
}
