/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-keeper.h"

#include <glib/gi18n.h>

#include "ui/ui-error-text.h"

typedef struct
{
  DeskSession *session; /* borrowed: its life is that of the connection */
  StoreAccounts *accounts; /* owned */
} Watch;

static void
watch_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Watch *) data)->accounts);
  g_free (data);
}

static void
changed_cb (StoreAccount *account, GParamSpec *pspec, gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL, *text = NULL;

  if (store_accounts_save (watch->accounts, &error))
    return;
  reason = ui_error_to_text (error);
  text = g_strdup_printf (_ ("The account was not saved. %s"), reason != NULL ? reason : "");
  g_signal_emit_by_name (watch->session, "message", text);
}

void
app_keeper_watch (DeskSession *session, StoreAccounts *accounts)
{
  Watch *watch;
  GClosure *closure;

  g_return_if_fail (DESK_IS_SESSION (session) && STORE_IS_ACCOUNTS (accounts));

  watch = g_new0 (Watch, 1);
  watch->session = session;
  watch->accounts = g_object_ref (accounts);
  closure = g_cclosure_new (G_CALLBACK (changed_cb), watch, watch_free);
  g_object_watch_closure (G_OBJECT (session), closure);
  /* After the list of accounts has taken note of the change. */
  g_signal_connect_closure (desk_session_get_account (session), "notify::number-rules", closure, TRUE);
  g_signal_connect_closure (desk_session_get_account (session), "notify::time-zone", closure, TRUE);
}
