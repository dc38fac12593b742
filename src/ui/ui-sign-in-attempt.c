/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "model/desk-address.h"
#include "pal/protocol/pal-error.h"
#include "ui/ui-accessible.h"
#include "ui/ui-error-text.h"
#include "ui/ui-sign-in-private.h"

/* One try to get in: the addresses one after the other, each only with consent where it is less safe, and
 * what the states of the session mean on this window. */

static void
try_address (UiSignInWindow *self);

void
ui_sign_in_attempt_forget (UiSignInWindow *self)
{
  g_clear_object (&self->draft);
  g_clear_pointer (&self->password, desk_password_free);
  g_clear_pointer (&self->addresses, g_strfreev);
  self->address_index = 0;
}

/* Ends the session that is being watched, if it did not come up. */
void
ui_sign_in_attempt_drop_session (UiSignInWindow *self)
{
  g_autoptr (DeskSession) session = g_steal_pointer (&self->session);

  g_signal_group_set_target (self->session_signals, NULL);
  if (session != NULL && desk_session_get_state (session) != PAL_CLIENT_STATE_READY)
    desk_session_sign_out (session);
}

static void
fail (UiSignInWindow *self, UiSignInField field, const char *text)
{
  StoreAccount *account = self->draft != NULL     ? self->draft
                          : self->session != NULL ? desk_session_get_account (self->session)
                                                  : NULL;

  /* An attempt that began elsewhere goes on in the form, with what is known filled in. */
  if (account != NULL && g_strcmp0 (self->origin, "form") != 0)
    ui_sign_in_form_set_account (self->form, account);
  ui_sign_in_attempt_drop_session (self);
  g_clear_pointer (&self->password, desk_password_free);
  self->origin = "form";
  ui_sign_in_window_show_page (self, "form");
  ui_sign_in_form_show_failure (self->form, field, text);
}

static void
password_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSession) session = DESK_SESSION (user_data);
  g_autoptr (GError) error = NULL;

  if (!desk_password_save_finish (result, &error))
    {
      g_autofree char *reason = ui_error_to_text (error);
      g_autofree char *text
          = g_strdup_printf (_ ("The password was not saved. %s"), reason != NULL ? reason : "");

      g_signal_emit_by_name (session, "message", text);
    }
}

static void
password_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Without a keyring there is nothing to take away either. */
  if (!desk_password_clear_finish (result, &error))
    g_debug ("No saved password removed: %s", error->message);
}

/* The PBX let us in: now the account and its password are worth keeping. */
static void
accepted (UiSignInWindow *self)
{
  g_autoptr (StoreAccount) account = g_steal_pointer (&self->draft);
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return;

  if (store_accounts_find (self->accounts, store_account_get_id (account)) == NULL)
    store_accounts_add (self->accounts, account);
  store_accounts_set_last (self->accounts, account);
  if (!store_accounts_save (self->accounts, &error))
    {
      g_autofree char *reason = ui_error_to_text (error);
      g_autofree char *text
          = g_strdup_printf (_ ("The account was not saved. %s"), reason != NULL ? reason : "");

      g_signal_emit_by_name (self->session, "message", text);
    }

  /* What came from the keyring is there: it is not written anew at every start. */
  if (store_account_get_remember (account) && self->password != NULL && !self->is_kept)
    desk_password_save_async (account, self->password, NULL, password_saved_cb, g_object_ref (self->session));
  if (!store_account_get_remember (account))
    desk_password_clear_async (account, NULL, password_cleared_cb, NULL);

  ui_sign_in_attempt_forget (self);
  ui_sign_in_form_clear_password (self->form);
}

static void
next_address_response_cb (UiSignInWindow *self, const char *response, AdwMessageDialog *dialog)
{
  if (g_str_equal (response, "go"))
    {
      const char *url = self->addresses[self->address_index];

      if (desk_address_is_exposed (url))
        g_object_set (self->draft, "plain-accepted", TRUE, NULL);
      try_address (self);
      return;
    }

  ui_sign_in_window_show_page (self, "form");
}

static void
ask (UiSignInWindow *self,
     const char *heading,
     const char *body,
     const char *go_label,
     AdwResponseAppearance appearance)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "go", go_label,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go", appearance);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           appearance == ADW_RESPONSE_DESTRUCTIVE ? "cancel" : "go");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (next_address_response_cb), self,
                           G_CONNECT_SWAPPED);
  ui_accessible_tidy (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  /* Enter takes the default, not the first button. */
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
}

static void
ask_exposed (UiSignInWindow *self, const char *url, const char *heading)
{
  g_autofree char *label = desk_address_dup_label (url);
  g_autofree char *body
      = g_strdup_printf (_ ("On the line to %s anybody on the way can read who calls whom, and "
                            "take over your login. Agree only inside a network you trust."),
                         label);

  ask (self, heading, body, _ ("Connect _Without Encryption"), ADW_RESPONSE_DESTRUCTIVE);
}

/* Nothing PAL-like answered there. TRUE when another address is being tried or asked about. */
static gboolean
offer_next_address (UiSignInWindow *self)
{
  g_autofree char *old_label = NULL;
  g_autofree char *heading = NULL;
  const char *url;

  if (self->draft == NULL || self->addresses == NULL || self->addresses[self->address_index] == NULL
      || self->addresses[self->address_index + 1] == NULL)
    return FALSE;

  old_label = desk_address_dup_label (self->addresses[self->address_index]);
  url = self->addresses[++self->address_index];
  heading = g_strdup_printf (_ ("No Answer on Port %d"),
                             desk_address_get_port (self->addresses[self->address_index - 1]));
  if (desk_address_is_exposed (url))
    {
      ask_exposed (self, url, _ ("Connect Without Encryption?"));
    }
  else if (g_str_has_prefix (url, "ws:"))
    {
      try_address (self); /* to this very computer: nobody stands in between */
    }
  else
    {
      g_autofree char *label = desk_address_dup_label (url);
      g_autofree char *body
          = g_strdup_printf (_ ("%s does not answer like a PBX. Try %s?"), old_label, label);

      ask (self, heading, body, _ ("_Try"), ADW_RESPONSE_SUGGESTED);
    }

  return TRUE;
}

static gboolean
is_nobody_there (const GError *error)
{
  return error == NULL || g_error_matches (error, PAL_ERROR, PAL_ERROR_TRANSPORT)
         || g_error_matches (error, PAL_ERROR, PAL_ERROR_TIMEOUT)
         || g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED)
         || g_error_matches (error, PAL_ERROR, PAL_ERROR_PROTOCOL)
         || g_error_matches (error, PAL_ERROR, PAL_ERROR_TLS);
}

static void
session_waits (UiSignInWindow *self)
{
  g_autofree char *text = NULL;
  const GError *error = desk_session_get_reason (self->session);

  text = ui_error_to_text (error);
  if (self->draft != NULL && is_nobody_there (error))
    {
      g_autofree char *kept = g_strdup (text);

      if (self->addresses != NULL && self->addresses[self->address_index + 1] != NULL)
        {
          ui_sign_in_attempt_drop_session (self);
          ui_sign_in_window_show_page (self, "form");
          ui_sign_in_form_show_failure (self->form, UI_SIGN_IN_FIELD_SERVER, kept);
          if (offer_next_address (self))
            return;
        }
      fail (self, UI_SIGN_IN_FIELD_SERVER, kept);
      return;
    }

  fail (self, UI_SIGN_IN_FIELD_NONE, text != NULL ? text : _ ("The PBX could not be reached."));
}

static void
show_certificate (UiSignInWindow *self, gboolean is_changed)
{
  StoreAccount *account = desk_session_get_account (self->session);
  GTlsCertificateFlags flags = 0;
  GTlsCertificate *certificate = desk_session_get_peer_certificate (self->session, &flags);
  g_autofree char *fingerprint = desk_session_dup_peer_fingerprint (self->session);
  g_autofree char *server = desk_address_dup_label (store_account_get_url (account));

  ui_certificate_page_show (self->certificate_page, server, certificate, flags, fingerprint,
                            is_changed ? store_account_get_fingerprint (account) : NULL);
  ui_sign_in_window_show_page (self, "certificate");
}

static void
session_stopped (UiSignInWindow *self)
{
  PalStopReason reason = desk_session_get_stop_reason (self->session);
  g_autofree char *text = ui_stop_reason_to_text (reason, desk_session_get_reason (self->session));

  switch (reason)
    {
    case PAL_STOP_REASON_CERTIFICATE:
      show_certificate (self, FALSE);
      break;
    case PAL_STOP_REASON_CERTIFICATE_CHANGED:
      show_certificate (self, TRUE);
      break;
    case PAL_STOP_REASON_ANOTHER_LOGIN:
      ui_sign_in_window_show_page (self, "taken");
      break;
    case PAL_STOP_REASON_PASSWORD:
      ui_sign_in_form_clear_password (self->form);
      fail (self, UI_SIGN_IN_FIELD_PASSWORD, text);
      break;
    case PAL_STOP_REASON_NONE:
    case PAL_STOP_REASON_DENIED:
    case PAL_STOP_REASON_SECOND_FACTOR:
    case PAL_STOP_REASON_INSECURE:
    default:
      fail (self, UI_SIGN_IN_FIELD_NONE, text);
      break;
    }
}

void
ui_sign_in_attempt_show_progress (UiSignInWindow *self, PalClientState state)
{
  StoreAccount *account = self->session != NULL ? desk_session_get_account (self->session) : self->draft;
  g_autofree char *text = state == PAL_CLIENT_STATE_OFFLINE ? g_strdup (_ ("Waiting for a network…"))
                                                            : ui_state_to_text (state);
  g_autofree char *server = NULL;
  g_autofree char *detail = NULL;

  if (account != NULL && store_account_get_url (account) != NULL)
    {
      server = desk_address_dup_label (store_account_get_url (account));
      /* Translators: user or extension, then the server */
      detail = g_strdup_printf (_ ("%s at %s"), store_account_get_user (account), server);
    }
  gtk_label_set_label (self->progress_label, text);
  gtk_label_set_label (self->progress_detail, detail != NULL ? detail : "");
  if (!g_str_equal (ui_sign_in_window_get_page (self), "progress"))
    ui_sign_in_window_show_page (self, "progress");
}

void
ui_sign_in_attempt_state_changed (UiSignInWindow *self)
{
  PalClientState state;

  if (self->session == NULL)
    return;

  state = desk_session_get_state (self->session);
  switch (state)
    {
    case PAL_CLIENT_STATE_STOPPED:
      session_stopped (self);
      break;
    case PAL_CLIENT_STATE_WAITING:
      session_waits (self);
      break;
    case PAL_CLIENT_STATE_SYNCING:
    case PAL_CLIENT_STATE_READY:
      accepted (self);
      ui_sign_in_attempt_show_progress (self, state);
      break;
    case PAL_CLIENT_STATE_OFFLINE:
    case PAL_CLIENT_STATE_CONNECTING:
    case PAL_CLIENT_STATE_AUTHENTICATING:
    default:
      ui_sign_in_attempt_show_progress (self, state);
      break;
    }
}

static void
try_address (UiSignInWindow *self)
{
  const char *url = self->addresses[self->address_index];

  g_object_set (self->draft, "url", url, NULL);
  ui_sign_in_attempt_drop_session (self);
  ui_sign_in_attempt_show_progress (self, PAL_CLIENT_STATE_CONNECTING);
  ui_sign_in_window_request (self);
}

/* Begins an attempt; takes @account and @password over. */
void
ui_sign_in_attempt_begin (UiSignInWindow *self, StoreAccount *account, char **addresses, char *password,
                          gboolean is_kept)
{
  ui_sign_in_attempt_forget (self);
  self->draft = account;
  self->addresses = addresses;
  self->password = password;
  self->is_kept = is_kept;
  self->origin = g_str_equal (ui_sign_in_window_get_page (self), "progress")
                     ? ui_sign_in_window_get_home (self)
                     : ui_sign_in_window_get_page (self);

  if (desk_address_is_exposed (addresses[0]) && !store_account_get_plain_accepted (account)
      && g_settings_get_boolean (self->settings, "confirm-plain"))
    ask_exposed (self, addresses[0], _ ("Connect Without Encryption?"));
  else
    try_address (self);
}
