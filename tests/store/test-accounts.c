/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/store-account.h"

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("store-accounts-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "accounts.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static StoreAccounts *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  StoreAccounts *accounts = store_accounts_new (fixture->directory);

  store_accounts_load (accounts, &error);
  g_assert_no_error (error);

  return accounts;
}

static void
save (StoreAccounts *accounts)
{
  g_autoptr (GError) error = NULL;

  store_accounts_save (accounts, &error);
  g_assert_no_error (error);
}

static StoreAccount *
add (StoreAccounts *accounts, const char *name, const char *user)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);

  g_object_set (account, "name", name, "url", "wss://pbx.example.org:8443/pbx/ws", "tenant", "t1", "user",
                user, NULL);
  store_accounts_add (accounts, account);

  return account; /* the list keeps it */
}

static char *
read_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (fixture->path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
count_cb (gpointer object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  StoreAccount *account = store_account_new (NULL);
  guint count = 0;

  g_assert_true (g_uuid_string_is_valid (store_account_get_id (account)));
  g_assert_cmpstr (store_account_get_name (account), ==, "");
  g_assert_cmpuint (store_account_get_phone_index (account), ==, 1);
  g_assert_null (store_account_get_fingerprint (account));

  g_object_set (account, "url", "wss://pbx.example.org/pbx/ws", "user", "1002", NULL);
  g_assert_cmpstr (store_account_get_name (account), ==, "1002@pbx.example.org");
  g_assert_null (store_account_get_given_name (account));

  g_signal_connect (account, "notify", G_CALLBACK (count_cb), &count);
  g_object_set (account, "name", "Office", "remember", TRUE, "fingerprint", "ab", NULL);
  g_assert_cmpuint (count, ==, 3);
  g_object_set (account, "name", "Office", "remember", TRUE, "fingerprint", "ab", "phone-index", 1, NULL);
  g_assert_cmpuint (count, ==, 3);
  g_object_set (account, "fingerprint", "", NULL);
  g_assert_null (store_account_get_fingerprint (account));
  g_assert_cmpstr (store_account_get_name (account), ==, "Office");

  g_object_run_dispose (G_OBJECT (account));
  g_assert_finalize_object (account);
}

static void
test_no_secret_in_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);

  g_object_set (account, "url", "wss://me:canary@pbx:8443/pbx/ws?login_password=canary#canary", NULL);
  g_assert_cmpstr (store_account_get_url (account), ==, "wss://pbx:8443/pbx/ws");
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreAccounts) first = load (fixture);
  g_autoptr (StoreAccounts) second = NULL;
  StoreAccount *account = add (first, "Büro = [1]; #2\nend", "1002");
  StoreAccount *read;
  struct stat st;

  g_object_set (account, "phone-index", 3, "url-login", TRUE, "fingerprint", "0a1b", "plain-accepted", TRUE,
                "park-slots", "701-704, 777", "shared-lines", "line/1", "number-rules", "country=JP; outside=0", NULL);
  add (first, NULL, "1003");
  store_accounts_set_last (first, account);
  save (first);

  g_assert_cmpint (stat (fixture->path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);

  second = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second)), ==, 2);
  read = store_accounts_get_last (second);
  g_assert_nonnull (read);
  g_assert_cmpstr (store_account_get_id (read), ==, store_account_get_id (account));
  g_assert_cmpstr (store_account_get_name (read), ==, "Büro = [1]; #2\nend");
  g_assert_cmpstr (store_account_get_url (read), ==, "wss://pbx.example.org:8443/pbx/ws");
  g_assert_cmpstr (store_account_get_tenant (read), ==, "t1");
  g_assert_cmpstr (store_account_get_user (read), ==, "1002");
  g_assert_cmpuint (store_account_get_phone_index (read), ==, 3);
  g_assert_true (store_account_get_url_login (read));
  g_assert_cmpstr (store_account_get_fingerprint (read), ==, "0a1b");
  g_assert_true (store_account_get_plain_accepted (read));
  g_assert_cmpstr (store_account_get_park_slots (read), ==, "701-704, 777");
  g_assert_cmpstr (store_account_get_shared_lines (read), ==, "line/1");
  g_assert_cmpstr (store_account_get_number_rules (read), ==, "country=JP; outside=0");
  g_assert_false (store_account_get_remember (read));
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreAccounts) accounts = load (fixture);
  StoreAccount *a = add (accounts, "Office", "1002");
  StoreAccount *b = add (accounts, "Twin", "1003");

  add (accounts, "Twin", "1004");
  g_assert_true (store_accounts_find (accounts, "Office") == a);
  g_assert_true (store_accounts_find (accounts, store_account_get_id (b)) == b);
  g_assert_null (store_accounts_find (accounts, "Twin"));
  g_assert_null (store_accounts_find (accounts, "nobody"));
}

static void
test_unknown_keys_stay (Fixture *fixture, gconstpointer data)
{
  static const char text[]
      = "# a comment\n[general]\nfuture=1\n\n[account x1]\nuser=1002\nfuture-key=kept\nphone-index=77\n"
        "\n[plugin]\nz=9\n";
  g_autoptr (StoreAccounts) accounts = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  accounts = load (fixture);
  g_assert_cmpuint (store_account_get_phone_index (store_accounts_find (accounts, "x1")), ==, 4);
  g_object_set (store_accounts_find (accounts, "x1"), "user", "1009", NULL);
  save (accounts);

  after = read_all (fixture);
  g_assert_nonnull (strstr (after, "# a comment"));
  g_assert_nonnull (strstr (after, "future=1"));
  g_assert_nonnull (strstr (after, "future-key=kept"));
  g_assert_nonnull (strstr (after, "z=9"));
  g_assert_nonnull (strstr (after, "user=1009"));
}

static void
test_bad_file_is_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreAccounts) accounts = store_accounts_new (fixture->directory);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "not a key file", -1, NULL));
  g_assert_false (store_accounts_load (accounts, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  add (accounts, "Office", "1002");
  g_assert_false (store_accounts_save (accounts, &error));
  g_assert_nonnull (error);
  after = read_all (fixture);
  g_assert_cmpstr (after, ==, "not a key file");
}

/* Two programs change different accounts, neither having seen the other's change. */
static void
test_no_lost_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreAccounts) first = load (fixture);
  g_autoptr (StoreAccounts) second = NULL;
  g_autoptr (StoreAccounts) third = NULL;
  g_autofree char *a = g_strdup (store_account_get_id (add (first, "A", "1")));
  g_autofree char *b = g_strdup (store_account_get_id (add (first, "B", "2")));

  save (first);
  second = load (fixture);

  g_object_set (store_accounts_find (first, a), "tenant", "changed-by-first", NULL);
  save (first);
  store_accounts_remove (second, store_accounts_find (second, b));
  add (second, "C", "3");
  save (second);
  /* a save also brings what the other did */
  g_assert_cmpstr (store_account_get_tenant (store_accounts_find (second, a)), ==, "changed-by-first");

  third = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (third)), ==, 2);
  g_assert_cmpstr (store_account_get_tenant (store_accounts_find (third, a)), ==, "changed-by-first");
  g_assert_null (store_accounts_find (third, b));
  g_assert_nonnull (store_accounts_find (third, "C"));
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, guint *count)
{
  *count += removed + added;
}

static void
test_other_process_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreAccounts) first = load (fixture);
  g_autoptr (StoreAccounts) second = load (fixture);
  StoreAccount *account, *seen;
  guint count = 0;

  g_signal_connect (second, "items-changed", G_CALLBACK (items_changed_cb), &count);
  account = add (first, "Office", "1002");
  save (first);
  while (g_list_model_get_n_items (G_LIST_MODEL (second)) != 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count, ==, 1);

  seen = store_accounts_find (second, "Office");
  g_object_set (account, "name", "Home", NULL);
  save (first);
  while (g_strcmp0 (store_account_get_name (seen), "Home") != 0)
    g_main_context_iteration (NULL, TRUE);

  store_accounts_remove (first, account);
  save (first);
  while (g_list_model_get_n_items (G_LIST_MODEL (second)) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count, ==, 2);
}

static void
test_last (Fixture *fixture, gconstpointer data)
{
  StoreAccounts *accounts = load (fixture);
  StoreAccount *account = add (accounts, "Office", "1002");

  g_assert_null (store_accounts_get_last (accounts));
  store_accounts_set_last (accounts, account);
  g_assert_true (store_accounts_get_last (accounts) == account);
  store_accounts_remove (accounts, account);
  g_assert_null (store_accounts_get_last (accounts));
  save (accounts);

  g_object_run_dispose (G_OBJECT (accounts));
  g_object_run_dispose (G_OBJECT (accounts));
  g_assert_finalize_object (accounts);
}

static void
test_folder_is_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->path, "deeper", NULL);
  g_autoptr (StoreAccounts) accounts = store_accounts_new (below);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_false (store_accounts_save (accounts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_paths (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *standard = store_paths_dup_data (NULL, &error);
  g_autofree char *other = NULL;
  struct stat st;

  g_assert_no_error (error);
  g_assert_cmpint (stat (standard, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0700);

  other = store_paths_dup_data ("Front-desk_2", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (other, "/profiles/Front-desk_2"));
  g_assert_cmpint (stat (other, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0700);

  g_assert_null (store_paths_dup_data ("../x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_false (store_paths_is_profile (""));
  g_assert_false (store_paths_is_profile ("a b"));
  g_assert_false (store_paths_is_profile ("ä"));
  g_assert_false (store_paths_is_profile ("."));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/store/account/properties", test_properties);
  ADD ("/store/account/no-secret-in-address", test_no_secret_in_address);
  ADD ("/store/accounts/round-trip", test_round_trip);
  ADD ("/store/accounts/find", test_find);
  ADD ("/store/accounts/unknown-keys-stay", test_unknown_keys_stay);
  ADD ("/store/accounts/bad-file-is-left", test_bad_file_is_left);
  ADD ("/store/accounts/no-lost-change", test_no_lost_change);
  ADD ("/store/accounts/other-process-seen", test_other_process_seen);
  ADD ("/store/accounts/last", test_last);
  ADD ("/store/accounts/folder-is-a-file", test_folder_is_a_file);
  g_test_add_func ("/store/paths", test_paths);

  return g_test_run ();
}
