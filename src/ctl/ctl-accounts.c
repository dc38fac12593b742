/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "model/desk-listing.h"

static CtlExit
open_accounts (CtlContext *ctx)
{
  g_autoptr (GError) error = NULL;

  if (ctl_accounts_open (ctx, &error))
    return CTL_EXIT_DONE;

  ctl_say ("%s", error->message);
  return CTL_EXIT_USAGE;
}

static CtlExit
save_accounts (CtlContext *ctx)
{
  g_autoptr (GError) error = NULL;

  if (store_accounts_save (ctx->accounts, &error))
    return CTL_EXIT_DONE;

  ctl_say (_("The accounts could not be saved: %s"), error->message);
  return CTL_EXIT_REFUSED;
}

/* Open, and the account the first argument names. */
static StoreAccount *
find_account (CtlContext *ctx)
{
  StoreAccount *account;

  if (open_accounts (ctx) != CTL_EXIT_DONE)
    return NULL;

  account = store_accounts_find (ctx->accounts, ctx->arguments[0]);
  if (account == NULL)
    ctl_say (_("There is no account “%s”, or more than one; see “palctl accounts list”"),
             ctx->arguments[0]);

  return account;
}

CtlExit
ctl_accounts_list (CtlContext *ctx)
{
  CtlExit exit = open_accounts (ctx);
  g_autoptr (CtlTable) table = ctl_table_new ();
  guint n;

  if (exit != CTL_EXIT_DONE)
    return exit;

  ctl_table_column (table, "id", _("ID"));
  ctl_table_column (table, "name", _("NAME"));
  ctl_table_column (table, "user", _("USER"));
  ctl_table_column (table, "tenant", _("TENANT"));
  ctl_table_column (table, "url", _("SERVER"));
  ctl_table_column (table, "park-slots", _("PARK SLOTS"));
  ctl_table_column (table, "shared-lines", _("SHARED LINES"));
  ctl_table_column (table, "fingerprint", _("TRUSTED CERTIFICATE"));
  n = g_list_model_get_n_items (G_LIST_MODEL (ctx->accounts));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StoreAccount) account = g_list_model_get_item (G_LIST_MODEL (ctx->accounts), i);

      ctl_table_begin_row (table);
      ctl_table_set (table, "id", store_account_get_id (account));
      ctl_table_set (table, "name", store_account_get_name (account));
      ctl_table_set (table, "user", store_account_get_user (account));
      ctl_table_set (table, "tenant", store_account_get_tenant (account));
      ctl_table_set (table, "url", store_account_get_url (account));
      ctl_table_set (table, "park-slots", store_account_get_park_slots (account));
      ctl_table_set (table, "shared-lines", store_account_get_shared_lines (account));
      ctl_table_set (table, "fingerprint", store_account_get_fingerprint (account));
    }
  ctl_table_print (table, ctx->options.format, TRUE);

  return CTL_EXIT_DONE;
}

static gboolean
set_fingerprint (StoreAccount *account, const char *text)
{
  g_autofree char *fingerprint = ctl_fingerprint_read (text);

  if (fingerprint == NULL)
    return FALSE;

  g_object_set (account, "fingerprint", fingerprint, NULL);
  return TRUE;
}

static StoreAccount *
make_account (CtlContext *ctx)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) urls = NULL;

  if (ctx->options.url == NULL || ctx->options.user == NULL)
    {
      ctl_say (_("An account wants --url and --user"));
      return NULL;
    }
  urls = pal_endpoint_guess_urls (ctx->options.url, &error);
  if (urls == NULL)
    {
      ctl_say ("%s", error->message);
      return NULL;
    }

  g_object_set (account, "name", ctx->arguments[0], "url", urls[0], "user", ctx->options.user, "tenant",
                ctx->options.tenant, "url-login", ctx->options.url_login, "plain-accepted",
                ctx->options.plain, "remember", ctx->options.remember, NULL);
  if (ctx->options.fingerprint != NULL && !set_fingerprint (account, ctx->options.fingerprint))
    return NULL;

  return g_steal_pointer (&account);
}

static CtlExit
remember_password (CtlContext *ctx, StoreAccount *account)
{
  char *password;
  CtlExit exit;

  ctx->account = g_object_ref (account);
  password = ctl_password_find (ctx);
  if (password == NULL)
    return CTL_EXIT_USAGE;

  exit = ctl_password_save (ctx, account, password);
  ctl_wipe (password);

  return exit;
}

CtlExit
ctl_accounts_add (CtlContext *ctx)
{
  CtlExit exit = open_accounts (ctx);
  g_autoptr (StoreAccount) account = NULL;

  if (exit != CTL_EXIT_DONE)
    return exit;
  if (store_accounts_find (ctx->accounts, ctx->arguments[0]) != NULL)
    {
      ctl_say (_("There is an account “%s” already"), ctx->arguments[0]);
      return CTL_EXIT_USAGE;
    }

  account = make_account (ctx);
  if (account == NULL)
    return CTL_EXIT_USAGE;
  if (ctx->options.remember && (exit = remember_password (ctx, account)) != CTL_EXIT_DONE)
    return exit;

  store_accounts_add (ctx->accounts, account);
  if (store_accounts_get_last (ctx->accounts) == NULL)
    store_accounts_set_last (ctx->accounts, account);
  exit = save_accounts (ctx);
  if (exit == CTL_EXIT_DONE)
    ctl_say (_("Saved “%s”: %s at %s"), store_account_get_name (account), store_account_get_user (account),
             store_account_get_url (account));

  return exit;
}

CtlExit
ctl_accounts_remove (CtlContext *ctx)
{
  StoreAccount *found = find_account (ctx);
  g_autoptr (StoreAccount) account = NULL;
  CtlExit exit = CTL_EXIT_DONE;

  if (found == NULL)
    return CTL_EXIT_USAGE;

  account = g_object_ref (found);
  if (store_account_get_remember (account))
    exit = ctl_password_forget (ctx, account);
  if (exit != CTL_EXIT_DONE)
    return exit;

  store_accounts_remove (ctx->accounts, account);
  return save_accounts (ctx);
}

static gboolean
set_phone (StoreAccount *account, const char *text)
{
  guint64 index;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 4, &index, NULL))
    return FALSE;
  g_object_set (account, "phone-index", (guint)index, NULL);
  return TRUE;
}

static gboolean
set_listing (StoreAccount *account, const char *property, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tidied = g_str_equal (property, "park-slots") ? desk_listing_tidy_slots (text, &error)
                                                                 : desk_listing_tidy_lines (text, &error);

  if (tidied == NULL)
    {
      ctl_say ("%s: %s", property, error->message);
      return FALSE;
    }
  g_object_set (account, property, tidied, NULL);
  return TRUE;
}

/* One NAME=VALUE. */
static gboolean
set_one (StoreAccount *account, const char *word)
{
  const char *value = strchr (word, '=');
  g_autofree char *name = value != NULL ? g_strndup (word, (gsize)(value - word)) : g_strdup ("");

  if (g_str_equal (name, "name"))
    g_object_set (account, "name", value + 1, NULL);
  else if (g_str_equal (name, "park-slots") || g_str_equal (name, "shared-lines"))
    return set_listing (account, name, value + 1);
  else if (!g_str_equal (name, "phone"))
    {
      ctl_say (_("“%s” is none of name=, phone=, park-slots= and shared-lines="), word);
      return FALSE;
    }
  else if (!set_phone (account, value + 1))
    {
      ctl_say (_("A phone is a number from 1 to 4, not “%s”"), value + 1);
      return FALSE;
    }
  return TRUE;
}

CtlExit
ctl_accounts_set (CtlContext *ctx)
{
  StoreAccount *account = find_account (ctx);

  if (account == NULL)
    return CTL_EXIT_USAGE;
  for (char **word = ctx->arguments + 1; *word != NULL; word++)
    if (!set_one (account, *word))
      return CTL_EXIT_USAGE; /* nothing is saved */

  return save_accounts (ctx);
}

static gboolean
has_connected (gpointer user_data)
{
  return pal_client_get_state (user_data) != PAL_CLIENT_STATE_CONNECTING;
}

/* Asks the server for its certificate; the password is not sent to a certificate that is not trusted. */
static char *
fetch_fingerprint (CtlContext *ctx, StoreAccount *account, CtlExit *exit)
{
  g_autoptr (PalEndpoint) endpoint
      = pal_endpoint_new (store_account_get_url (account), NULL, store_account_get_user (account));
  GTlsCertificate *certificate;
  PalClientState state;

  ctx->account = g_object_ref (account);
  ctx->is_saved = TRUE;
  ctx->client = pal_client_new (NULL, NULL);
  pal_client_set_endpoint (ctx->client, endpoint);
  pal_client_set_password (ctx->client, "");
  pal_client_start (ctx->client);
  *exit = ctl_line_wait_for (ctx, has_connected, ctx->client);
  if (*exit != CTL_EXIT_DONE)
    return NULL;

  state = pal_client_get_state (ctx->client);

  certificate = pal_client_get_peer_certificate (ctx->client, NULL);
  if (certificate != NULL)
    return pal_certificate_dup_fingerprint (certificate);

  if (state == PAL_CLIENT_STATE_WAITING || state == PAL_CLIENT_STATE_OFFLINE
      || (state == PAL_CLIENT_STATE_STOPPED
          && pal_client_get_stop_reason (ctx->client) != PAL_STOP_REASON_PASSWORD))
    {
      *exit = ctl_line_explain (ctx);
    }
  else
    {
      ctl_say (_("Nothing to trust: the certificate of the server verifies by itself, or the line is not "
                  "encrypted"));
      *exit = CTL_EXIT_USAGE;
    }

  return NULL;
}

CtlExit
ctl_accounts_trust (CtlContext *ctx)
{
  StoreAccount *account = find_account (ctx);
  g_autofree char *fingerprint = NULL;
  g_autofree char *question = NULL;
  CtlExit exit = CTL_EXIT_DONE;

  if (account == NULL)
    return CTL_EXIT_USAGE;

  if (ctx->arguments[1] == NULL)
    {
      fingerprint = fetch_fingerprint (ctx, account, &exit);
      if (fingerprint == NULL)
        return exit;

      ctl_say (_("%s shows the certificate %s"), store_account_get_url (account), fingerprint);
      question = g_strdup (_("Trust it from now on?"));
      if (!ctx->options.yes && !ctl_terminal_confirm (question))
        {
          ctl_say (_("Not trusted; compare it with what its administrator says, then say --yes"));
          return CTL_EXIT_USAGE;
        }
    }

  if (!set_fingerprint (account, fingerprint != NULL ? fingerprint : ctx->arguments[1]))
    return CTL_EXIT_USAGE;

  return save_accounts (ctx);
}
