/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"

#define FINGERPRINT_DIGITS 64

char *
ctl_fingerprint_read (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *p;

  for (p = text; g_ascii_isxdigit (*p) || *p == ':' || *p == ' '; p++)
    if (g_ascii_isxdigit (*p))
      g_string_append_c (digits, g_ascii_tolower (*p));
  if (*p == '\0' && digits->len == FINGERPRINT_DIGITS)
    return g_strdup (digits->str);

  ctl_say (_("A fingerprint is the SHA-256 of the certificate: 64 hexadecimal digits"));
  return NULL;
}

gboolean
ctl_accounts_open (CtlContext *ctx, GError **error)
{
  g_autofree char *directory = NULL;

  if (ctx->accounts != NULL)
    return TRUE;

  directory = store_paths_dup_data (ctx->options.profile, error);
  if (directory == NULL)
    return FALSE;

  ctx->accounts = store_accounts_new (directory);
  return store_accounts_load (ctx->accounts, error);
}

/* The one named by the option, by the environment, last used, or the only one. */
static StoreAccount *
choose (CtlContext *ctx)
{
  const char *name = ctx->options.account != NULL ? ctx->options.account : g_getenv ("PALCTL_ACCOUNT");
  StoreAccount *account;

  if (name != NULL && name[0] != '\0')
    {
      account = store_accounts_find (ctx->accounts, name);
      if (account == NULL)
        ctl_say (_("There is no account “%s”, or more than one; see “palctl accounts list”"), name);
      return account;
    }

  account = store_accounts_get_last (ctx->accounts);
  if (account == NULL && g_list_model_get_n_items (G_LIST_MODEL (ctx->accounts)) == 1)
    {
      g_autoptr (StoreAccount) only = g_list_model_get_item (G_LIST_MODEL (ctx->accounts), 0);

      account = only; /* the list keeps it */
    }
  if (account == NULL)
    ctl_say (_("Which PBX? Give --account, or --url and --user, or save one with “palctl accounts add”"));

  return account;
}

static StoreAccount *
make_account (CtlContext *ctx)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) urls = NULL;

  if (ctx->options.account != NULL || ctx->options.user == NULL)
    {
      ctl_say (ctx->options.user == NULL ? _("--url also wants --user")
                                         : _("Either --account or --url, not both"));
      return NULL;
    }

  urls = pal_endpoint_guess_urls (ctx->options.url, &error);
  if (urls == NULL)
    {
      ctl_say ("%s", error->message);
      return NULL;
    }
  g_object_set (account, "url", urls[0], "user", ctx->options.user, NULL);

  return g_steal_pointer (&account);
}

CtlExit
ctl_account_resolve (CtlContext *ctx)
{
  g_autoptr (GError) error = NULL;
  StoreAccount *account;

  if (ctx->options.fingerprint != NULL)
    {
      char *fingerprint = ctl_fingerprint_read (ctx->options.fingerprint);

      if (fingerprint == NULL)
        return CTL_EXIT_USAGE;
      g_free (ctx->options.fingerprint);
      ctx->options.fingerprint = fingerprint;
    }

  if (ctx->options.url != NULL)
    {
      ctx->account = make_account (ctx);
      return ctx->account != NULL ? CTL_EXIT_DONE : CTL_EXIT_USAGE;
    }

  if (ctx->options.user != NULL)
    {
      ctl_say (_("--user goes with --url; a saved account has its own"));
      return CTL_EXIT_USAGE;
    }
  if (!ctl_accounts_open (ctx, &error))
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }

  account = choose (ctx);
  if (account == NULL)
    return CTL_EXIT_USAGE;

  ctx->account = g_object_ref (account);
  ctx->is_saved = TRUE;

  return CTL_EXIT_DONE;
}

gboolean
ctl_account_is_system (CtlContext *ctx)
{
  return g_str_equal (store_account_get_user (ctx->account), "sa");
}

const char *
ctl_account_get_tenant (CtlContext *ctx)
{
  return ctx->options.tenant != NULL ? ctx->options.tenant : store_account_get_tenant (ctx->account);
}
