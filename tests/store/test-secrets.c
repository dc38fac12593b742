/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "store/store-secrets.h"

#define CANARY "canary-4711"

/* For LeakSanitizer: libsecret's file backend drops the entity tag GIO gives it, deep in GIO's frames. */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:libgio-2.0.so\n";
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

static char *
lookup (StoreAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  store_secrets_lookup_async (account, NULL, keep_cb, &result);
  result = wait_for (&result);
  return store_secrets_lookup_finish (result, error);
}

static void
save (StoreAccount *account, const char *password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_secrets_save_async (account, password, NULL, keep_cb, &result);
  result = wait_for (&result);
  g_assert_true (store_secrets_save_finish (result, &error));
  g_assert_no_error (error);
}

static void
clear (StoreAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_secrets_clear_async (account, NULL, keep_cb, &result);
  result = wait_for (&result);
  g_assert_true (store_secrets_clear_finish (result, &error));
  g_assert_no_error (error);
}

static StoreAccount *
make_account (const char *id, const char *url)
{
  StoreAccount *account = store_account_new (id);

  g_object_set (account, "url", url, "user", "1002", NULL);
  return account;
}

static void
assert_password (StoreAccount *account, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *password = lookup (account, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, expected);
  store_secrets_free (password);
}

static void
test_round_trip (void)
{
  g_autoptr (StoreAccount) a = make_account ("a", "wss://one/pbx/ws");
  g_autoptr (StoreAccount) b = make_account ("b", "wss://one/pbx/ws");

  assert_password (a, NULL);
  save (a, CANARY);
  assert_password (a, CANARY);
  assert_password (b, NULL);
  save (b, "other");
  save (a, "changed");
  assert_password (a, "changed");
  assert_password (b, "other");
  clear (a);
  clear (a);
  assert_password (a, NULL);
  assert_password (b, "other");
}

/* A password goes only to the server and user it was saved for. */
static void
test_other_server (void)
{
  g_autoptr (StoreAccount) account = make_account ("c", "wss://one/pbx/ws");

  save (account, CANARY);
  g_object_set (account, "url", "wss://two/pbx/ws", NULL);
  assert_password (account, NULL);
  g_object_set (account, "url", "wss://one/pbx/ws", "user", "1003", NULL);
  assert_password (account, NULL);
  g_object_set (account, "user", "1002", NULL);
  assert_password (account, CANARY);

  /* saving for another server forgets the old one */
  g_object_set (account, "url", "wss://two/pbx/ws", NULL);
  save (account, "new");
  g_object_set (account, "url", "wss://one/pbx/ws", NULL);
  assert_password (account, NULL);
}

/* Whoever is killed while a password is being saved has the old one or the new one. */
static void
test_never_without (void)
{
  g_autoptr (StoreAccount) account = make_account ("f", "wss://one/pbx/ws");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_looks = 0;

  save (account, CANARY);
  store_secrets_save_async (account, "changed", NULL, keep_cb, &result);
  while (result == NULL)
    {
      char *password = lookup (account, &error);

      g_assert_no_error (error);
      g_assert_nonnull (password);
      store_secrets_free (password);
      n_looks++;
    }
  g_assert_cmpuint (n_looks, >, 1);
  g_assert_true (store_secrets_save_finish (result, &error));
  g_assert_no_error (error);
  assert_password (account, "changed");
}

static void
test_not_in_accounts (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = store_paths_dup_data ("secrets", &error);
  g_autofree char *path = g_build_filename (directory, "accounts.ini", NULL);
  g_autoptr (StoreAccounts) accounts = store_accounts_new (directory);
  g_autoptr (StoreAccount) account
      = make_account (NULL, "wss://me:" CANARY "@one/pbx/ws?login_password=" CANARY);
  g_autofree char *text = NULL;

  g_object_set (account, "remember", TRUE, NULL);
  store_accounts_add (accounts, account);
  save (account, CANARY);
  g_assert_true (store_accounts_save (accounts, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "remember=true"));
  g_assert_null (strstr (text, CANARY));
}

static void
test_cancelled (void)
{
  g_autoptr (StoreAccount) account = make_account ("d", "wss://one/pbx/ws");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  store_secrets_lookup_async (account, cancellable, keep_cb, &result);
  result = wait_for (&result);
  g_assert_null (store_secrets_lookup_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Runs without the file and with a bus that is not there. */
static void
test_no_service_child (void)
{
  g_autoptr (StoreAccount) account = make_account ("e", "wss://one/pbx/ws");
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (account, &error));
  g_assert_error (error, STORE_SECRETS_ERROR, STORE_SECRETS_ERROR_UNAVAILABLE);
}

static void
test_no_service (void)
{
  if (g_test_subprocess ())
    {
      g_unsetenv ("SECRET_BACKEND");
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      test_no_service_child ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  path = g_build_filename (g_get_tmp_dir (), "store-secrets-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (path));
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  {
    g_autofree char *file = g_build_filename (path, "keyring", NULL);

    g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
    g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
    g_test_add_func ("/store/secrets/round-trip", test_round_trip);
    g_test_add_func ("/store/secrets/other-server", test_other_server);
    g_test_add_func ("/store/secrets/never-without", test_never_without);
    g_test_add_func ("/store/secrets/not-in-accounts", test_not_in_accounts);
    g_test_add_func ("/store/secrets/cancelled", test_cancelled);
    g_test_add_func ("/store/secrets/no-service", test_no_service);
    result = g_test_run ();
    g_unlink (file);
  }
  g_rmdir (path);

  return result;
}
