/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-context.h"
#include "store/store-secrets.h"

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static char *
copy_and_free (char *secret)
{
  char *copy = g_strdup (secret);

  store_secrets_free (secret);
  return copy;
}

/* Quiet when nothing is saved; a keyring that fails is told and not the end. */
static char *
look_up (StoreAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  store_secrets_lookup_async (account, NULL, keep_cb, &result);
  wait_for (&result);
  password = store_secrets_lookup_finish (result, &error);
  if (error != NULL)
    ctl_say ("%s", error->message);

  return password != NULL ? copy_and_free (password) : NULL;
}

char *
ctl_password_find (CtlContext *ctx)
{
  g_autofree char *question = NULL;
  g_autofree char *clean = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  if (ctx->options.password_file != NULL)
    {
      password = ctl_read_secret_file (ctx->options.password_file, &error);
      if (password == NULL)
        ctl_say ("%s", error->message);
      return password;
    }

  if (ctx->is_saved && store_account_get_remember (ctx->account))
    {
      password = look_up (ctx->account);
      if (password != NULL)
        return password;
    }

  clean = ctl_escape (store_account_get_name (ctx->account));
  question = g_strdup_printf (_("Password of %s:"), clean);
  password = ctl_terminal_ask_password (question);
  if (password == NULL)
    ctl_say (
        _("There is no password: give --password-file, or save it with “palctl accounts add --remember”"));

  return password;
}

CtlExit
ctl_password_save (CtlContext *ctx, StoreAccount *account, const char *password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_secrets_save_async (account, password, NULL, keep_cb, &result);
  wait_for (&result);
  if (store_secrets_save_finish (result, &error))
    return CTL_EXIT_DONE;

  ctl_say ("%s", error->message);
  return CTL_EXIT_REFUSED;
}

CtlExit
ctl_password_forget (CtlContext *ctx, StoreAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_secrets_clear_async (account, NULL, keep_cb, &result);
  wait_for (&result);
  if (store_secrets_clear_finish (result, &error))
    return CTL_EXIT_DONE;

  ctl_say ("%s", error->message);
  return CTL_EXIT_REFUSED;
}
