/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One saved account: everything but the password. Properties (all read-write, notify): name, url, tenant,
 * user, url-login (boolean), phone-index (1–4), fingerprint (trusted certificate or NULL), remember,
 * plain-accepted (unencrypted line agreed to), park-slots (numbers like "701-704, 777", or NULL), shared-lines (ids
 * like "line/1, line/2", or NULL), number-rules (how it dials: words of the model, or NULL), time-zone (where
 * the PBX stands: "Asia/Tokyo", or NULL for where this computer does).
 * id (construct-only) is a UUID. */
#define STORE_TYPE_ACCOUNT (store_account_get_type ())
G_DECLARE_FINAL_TYPE (StoreAccount, store_account, STORE, ACCOUNT, GObject)

StoreAccount *store_account_new             (const char *id); /* NULL makes an id */
const char   *store_account_get_id          (StoreAccount *self);
const char   *store_account_get_name        (StoreAccount *self); /* what a person calls it, else user@server; never NULL */
const char   *store_account_get_given_name  (StoreAccount *self); /* NULL when no name was given */
const char   *store_account_get_url         (StoreAccount *self);
const char   *store_account_get_tenant      (StoreAccount *self);
const char   *store_account_get_user        (StoreAccount *self);
gboolean      store_account_get_url_login   (StoreAccount *self);
guint         store_account_get_phone_index (StoreAccount *self);
const char   *store_account_get_fingerprint (StoreAccount *self);
gboolean      store_account_get_remember    (StoreAccount *self);
gboolean      store_account_get_plain_accepted (StoreAccount *self);
const char   *store_account_get_park_slots  (StoreAccount *self); /* NULL when none are listed */
const char   *store_account_get_shared_lines (StoreAccount *self); /* likewise */
const char   *store_account_get_number_rules (StoreAccount *self); /* likewise */
const char   *store_account_get_time_zone (StoreAccount *self); /* likewise */

/* The list of accounts: a GListModel of StoreAccount, kept in accounts.ini of the profile's data folder,
 * written whole and atomically; palctl and the app share it: what another process saved appears by itself,
 * and a save touches only the accounts changed here. */
#define STORE_TYPE_ACCOUNTS (store_accounts_get_type ())
G_DECLARE_FINAL_TYPE (StoreAccounts, store_accounts, STORE, ACCOUNTS, GObject)

StoreAccounts *store_accounts_new        (const char *directory);
gboolean       store_accounts_load       (StoreAccounts *self, GError **error);
gboolean       store_accounts_save       (StoreAccounts *self, GError **error);
StoreAccount  *store_accounts_find       (StoreAccounts *self, const char *id_or_name); /* borrowed; NULL when two bear the name */
void           store_accounts_add        (StoreAccounts *self, StoreAccount *account);
void           store_accounts_remove     (StoreAccounts *self, StoreAccount *account);
StoreAccount  *store_accounts_get_last   (StoreAccounts *self); /* last used; borrowed, may be NULL */
void           store_accounts_set_last   (StoreAccounts *self, StoreAccount *account);

/* The data folder of a profile ("" or NULL for the default), created 0700. NULL with an error when the name
 * is no profile name (letters, digits, _ and -, at most 64) or the folder cannot be made. Transfer full. */
gboolean       store_paths_is_profile    (const char *profile);
char          *store_paths_dup_data      (const char *profile, GError **error);

G_END_DECLS
