/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store-database-private.h"
#include "store/store-words.h"

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("store-database-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "sidetone.db", NULL);
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

static StoreDatabase *
open_at (const char *path)
{
  g_autoptr (GError) error = NULL;
  StoreDatabase *database = store_database_new (path);

  store_database_open (database, &error);
  g_assert_no_error (error);

  return database;
}

static void
assert_open_fails (const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  StoreDatabase *database = store_database_new (path);

  g_assert_false (store_database_open (database, &error));
  g_assert_error (error, STORE_ERROR, code);
  g_assert_finalize_object (database);
}

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

static void
set_favourite (StoreDatabase *database, const char *account, const char *number, gboolean on)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_favourites_set_async (database, account, number, on, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_favourites_set_finish (database, result, &error));
  g_assert_no_error (error);
}

static char *
favourites (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = NULL;

  store_favourites_load_async (database, account, NULL, keep_cb, &result);
  wait_for (&result);
  numbers = store_favourites_load_finish (database, result, &error);
  g_assert_no_error (error);

  return g_strjoinv (" ", numbers);
}

static void
assert_favourites (StoreDatabase *database, const char *account, const char *expected)
{
  g_autofree char *found = favourites (database, account);

  g_assert_cmpstr (found, ==, expected);
}

static void
set_alias (StoreDatabase *database, const char *account, const char *number, const char *alias)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_words_set_async (&store_aliases, database, account, number, alias, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_words_set_finish (&store_aliases, database, result, &error));
  g_assert_no_error (error);
}

static void
assert_alias (StoreDatabase *database, const char *account, const char *number, const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) aliases = NULL;

  store_words_load_async (&store_aliases, database, account, NULL, keep_cb, &result);
  wait_for (&result);
  aliases = store_words_load_finish (&store_aliases, database, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (aliases, number), ==, expected);
}

static void
add_recent (StoreDatabase *database, const char *account, const char *number)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_recents_add_async (database, account, number, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_recents_add_finish (database, result, &error));
  g_assert_no_error (error);
}

static char **
recents (StoreDatabase *database, const char *account, guint **uses)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char **numbers;

  store_recents_load_async (database, account, NULL, keep_cb, &result);
  wait_for (&result);
  numbers = store_recents_load_finish (database, result, uses, &error);
  g_assert_no_error (error);

  return numbers;
}

static void
test_favourites (void)
{
  g_autoptr (StoreDatabase) database = open_at (":memory:");

  assert_favourites (database, "a", "");
  set_favourite (database, "a", "1005", TRUE);
  set_favourite (database, "a", "1003", TRUE);
  set_favourite (database, "a", "1004", TRUE);
  set_favourite (database, "b", "2000", TRUE);
  set_favourite (database, "a", "1005", TRUE);
  assert_favourites (database, "a", "1005 1003 1004");
  set_favourite (database, "a", "1005", FALSE);
  set_favourite (database, "a", "9999", FALSE);
  set_favourite (database, "a", "1005", TRUE);
  assert_favourites (database, "a", "1003 1004 1005");
  assert_favourites (database, "b", "2000");
}

static void
test_aliases (void)
{
  g_autoptr (StoreDatabase) database = open_at (":memory:");

  set_alias (database, "a", "1003", "Ben's \"desk\"; DROP TABLE aliases");
  assert_alias (database, "a", "1003", "Ben's \"desk\"; DROP TABLE aliases");
  set_alias (database, "a", "1003", "佐藤");
  assert_alias (database, "a", "1003", "佐藤");
  assert_alias (database, "b", "1003", NULL);
  set_alias (database, "a", "1003", "");
  assert_alias (database, "a", "1003", NULL);
  set_alias (database, "a", "1003", NULL);
}

static void
test_recents (void)
{
  g_autoptr (StoreDatabase) database = open_at (":memory:");
  g_auto (GStrv) found = NULL;
  g_autofree guint *uses = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 100 + i);

      add_recent (database, "a", number);
    }
  add_recent (database, "a", "120");
  add_recent (database, "b", "7");

  found = recents (database, "a", &uses);
  g_assert_cmpuint (g_strv_length (found), ==, 50);
  g_assert_cmpuint (uses[0], ==, 2);
  g_assert_cmpuint (uses[1], ==, 1);
  g_assert_cmpstr (found[0], ==, "120");
  g_assert_cmpstr (found[1], ==, "159");
  g_assert_cmpstr (found[49], ==, "110");
}

static void
test_forget (void)
{
  g_autoptr (StoreDatabase) database = open_at (":memory:");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;

  set_favourite (database, "a", "1", TRUE);
  set_alias (database, "a", "1", "x");
  add_recent (database, "a", "1");
  set_favourite (database, "b", "1", TRUE);
  store_database_forget_async (database, "a", NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_database_forget_finish (database, result, &error));
  assert_favourites (database, "a", "");
  assert_alias (database, "a", "1", NULL);
  found = recents (database, "a", NULL);
  g_assert_cmpuint (g_strv_length (found), ==, 0);
  assert_favourites (database, "b", "1");
}

static void
test_closed_and_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  StoreDatabase *database = open_at (":memory:");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  store_favourites_set_async (database, "a", "1", TRUE, cancellable, keep_cb, &first);
  wait_for (&first);
  g_assert_false (store_favourites_set_finish (database, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&first);
  assert_favourites (database, "a", "");

  /* what was asked before closing is still done, and answered */
  store_favourites_set_async (database, "a", "1", TRUE, NULL, keep_cb, &first);
  store_database_close (database);
  store_database_close (database);
  wait_for (&first);
  g_assert_true (store_favourites_set_finish (database, first, &error));
  g_assert_no_error (error);
  g_clear_object (&first);

  store_favourites_set_async (database, "a", "1", TRUE, NULL, keep_cb, &second);
  wait_for (&second);
  g_assert_false (store_favourites_set_finish (database, second, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);
  g_clear_object (&second);

  g_object_run_dispose (G_OBJECT (database));
  g_object_run_dispose (G_OBJECT (database));
  g_assert_finalize_object (database);
}

static void
assert_private (const char *path)
{
  struct stat st;

  g_assert_cmpint (stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreDatabase) first = NULL;
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  umask (0);
  first = open_at (fixture->path);
  set_favourite (first, "a", "1003", TRUE);
  assert_private (fixture->path);
  assert_private (wal);
  assert_private (lock);

  assert_open_fails (fixture->path, STORE_ERROR_BUSY);
  store_database_close (first);
  g_assert_null (store_database_get_damaged (first));

  /* the same object opens again */
  g_assert_true (store_database_open (first, NULL));
  assert_favourites (first, "a", "1003");
}

/* Opening does not wait for the disk; what is asked before it is open waits in line, and fails with it. */
static void
test_open_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreDatabase) database = store_database_new (fixture->path);
  g_autoptr (StoreDatabase) second = store_database_new (fixture->path);
  g_autoptr (GAsyncResult) opened = NULL, refused = NULL, asked = NULL;
  g_autoptr (GError) error = NULL;

  store_database_open_async (database, NULL, keep_cb, &opened);
  set_favourite (database, "a", "1003", TRUE);
  wait_for (&opened);
  g_assert_true (store_database_open_finish (database, opened, NULL));
  assert_favourites (database, "a", "1003");

  store_database_open_async (second, NULL, keep_cb, &refused);
  store_favourites_load_async (second, "a", NULL, keep_cb, &asked);
  wait_for (&asked);
  g_assert_null (store_favourites_load_finish (second, asked, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (store_database_open_finish (second, refused, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BUSY);
  store_database_close (second);
}

/* What is asked of every connection, seen from inside the worker. */
static gpointer
read_settings (StoreDatabase *database, gpointer data, GError **error)
{
  g_autofree char *version = g_strdup_printf ("%u", store_migrations_get_newest ());
  const struct
  {
    const char *sql, *expected;
  } rows[] = {
    { "PRAGMA journal_mode", "wal" },  { "PRAGMA synchronous", "2" },
    { "PRAGMA foreign_keys", "1" },    { "PRAGMA trusted_schema", "0" },
    { "PRAGMA busy_timeout", "5000" }, { "PRAGMA application_id", "1399082597" },
    { "PRAGMA user_version", version },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sqlite3_stmt *statement = store_database_prepare (database, error, rows[i].sql, NULL);

      g_assert_nonnull (statement);
      g_assert_true (store_database_next (database, statement, error));
      g_assert_cmpstr ((const char *)sqlite3_column_text (statement, 0), ==, rows[i].expected);
      sqlite3_reset (statement);
    }

  return GINT_TO_POINTER (TRUE);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreDatabase) database = open_at (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_database_run_async (database, read_settings, STORE_WORK_READ, read_settings, NULL, NULL, NULL, NULL,
                            keep_cb, &result);
  wait_for (&result);
  g_assert_nonnull (store_database_run_finish (database, read_settings, result, &error));
  g_assert_no_error (error);
}

/* A step that fails in the middle of work leaves nothing of it behind. */
static gpointer
half_of_it (StoreDatabase *database, gpointer data, GError **error)
{
  g_assert_true (
      store_database_execute (database, error, "INSERT INTO aliases VALUES ('a', '1', 'x')", NULL));
  return GINT_TO_POINTER (
      store_database_execute (database, error, "INSERT INTO aliases VALUES ('a', '2', '')", NULL));
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreDatabase) database = open_at (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_database_run_async (database, half_of_it, STORE_WORK_WRITE, half_of_it, NULL, NULL, NULL, NULL,
                            keep_cb, &result);
  wait_for (&result);
  g_assert_null (store_database_run_finish (database, half_of_it, result, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
  assert_alias (database, "a", "1", NULL);
  set_alias (database, "a", "1", "y");
  assert_alias (database, "a", "1", "y");
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* A database as version @version of the program left it. */
static void
make_old (const char *path, guint version)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_true (store_file_prepare (path, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  store_migrations_run (db, ":memory:", version, &error);
  g_assert_no_error (error);
  sqlite3_close (db);
  if (version > 0)
    run_sql (path, "INSERT INTO favourites VALUES ('a', '1003', 1), ('a', '1004', 2)");
  if (version > 1)
    run_sql (path, "INSERT INTO aliases VALUES ('a', '1003', 'Ben')");
  if (version > 2)
    run_sql (path, "INSERT INTO recents (account_id, number, serial) VALUES ('a', '0312345678', 1)");
  if (version > 3)
    run_sql (path, "INSERT INTO places VALUES ('a', 'park', '701', 'r1', 't1')");
  if (version > 4)
    run_sql (path, "INSERT INTO waits (account_id, id, target, kind, is_automatic, booked_at, expires_at)"
                   " VALUES ('a', 'x', '1004', 0, 0, 1, 2)");
  if (version > 5)
    run_sql (path, "INSERT INTO log VALUES (1, 'a', 0, 2, 0, 0, 0, 0, 0, '1003', 'Ben', NULL, '1003', 'ben', NULL,"
                   " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, 0, 6, 0, 0, 480, 19, -1)");
  if (version > 6)
    run_sql (path, "INSERT INTO rules VALUES ('a', 'x', 1, 1, 'rings', NULL, 'any', 'any', NULL, 'url', 'https://a/')");
}

static void
test_migrations (Fixture *fixture, gconstpointer data)
{
  guint newest = store_migrations_get_newest ();

  for (guint version = 0; version <= newest; version++)
    {
      g_autofree char *path = g_strdup_printf ("%s/from-%u.db", fixture->directory, version);
      g_autofree char *backup = g_strdup_printf ("%s.backup-%u", path, version);
      g_autoptr (StoreDatabase) database = NULL;
      g_auto (GStrv) found = NULL;
      gboolean has_backup;

      make_old (path, version);
      database = open_at (path);
      assert_favourites (database, "a", version > 0 ? "1003 1004" : "");
      assert_alias (database, "a", "1003", version > 1 ? "Ben" : NULL);
      found = recents (database, "a", NULL);
      g_assert_cmpuint (g_strv_length (found), ==, version > 2 ? 1 : 0);
      add_recent (database, "a", "42");
      set_alias (database, "a", "1004", "Chie");

      has_backup = g_file_test (backup, G_FILE_TEST_EXISTS);
      g_assert_cmpint (has_backup, ==, version > 0 && version < newest);
      if (has_backup)
        {
          sqlite3 *db = NULL;
          sqlite3_stmt *statement = NULL;

          assert_private (backup);
          g_assert_cmpint (sqlite3_open (backup, &db), ==, SQLITE_OK);
          g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count(*) FROM favourites", -1, &statement, NULL),
                           ==, SQLITE_OK);
          g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
          g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 2);
          sqlite3_finalize (statement);
          sqlite3_close (db);
        }
    }
}

static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autofree char *newer = g_build_filename (fixture->directory, "newer.db", NULL);
  g_autofree char *foreign = g_build_filename (fixture->directory, "foreign.db", NULL);

  make_old (newer, 3);
  run_sql (newer, "PRAGMA user_version = 99");
  assert_open_fails (newer, STORE_ERROR_NEWER);

  run_sql (foreign, "CREATE TABLE favourites (x)");
  assert_open_fails (foreign, STORE_ERROR_FOREIGN);
}

/* The worker says what it put aside; that is a message, not a warning. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StoreDatabase) database = open_at (fixture->path);
  g_autofree char *content = NULL;
  g_autofree char *aside = NULL;
  gsize length;

  set_favourite (database, "a", "1003", TRUE);
  store_database_close (database);

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  memset (content + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize)length, NULL));

  g_assert_true (store_database_open (database, NULL));
  aside = g_strdup (store_database_get_damaged (database));
  g_assert_nonnull (aside);
  g_assert_true (g_str_has_prefix (aside, fixture->path));
  assert_favourites (database, "a", "");
  set_favourite (database, "a", "1004", TRUE);
  store_database_close (database);

  /* no database at all */
  g_assert_true (g_file_set_contents (fixture->path, "this is no database, but it is long enough to be one",
                                      -1, NULL));
  g_assert_true (store_database_open (database, NULL));
  g_assert_cmpstr (store_database_get_damaged (database), !=, aside);
  assert_favourites (database, "a", "");
  store_database_close (database);

  g_assert_true (store_database_open (database, NULL));
  g_assert_null (store_database_get_damaged (database));
}

static void
test_unusable_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->path, "x.db", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_open_fails (below, STORE_ERROR_FAILED);
  g_unlink (fixture->path);

  if (g_test_subprocess ())
    return;
  g_assert_cmpint (g_chmod (fixture->directory, 0555), ==, 0);
  g_setenv ("STORE_TEST_FOLDER", fixture->directory, TRUE);
  g_test_trap_subprocess ("/store/database/read-only/subprocess", 0, 0);
  g_test_trap_assert_passed ();
  g_assert_cmpint (g_chmod (fixture->directory, 0700), ==, 0);
}

/* An ordinary user in a folder that may not be written. */
static void
read_only_child (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("STORE_TEST_FOLDER"), "sidetone.db", NULL);

  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_open_fails (path, STORE_ERROR_FAILED);
  if (getuid () == 0)
    {
      /* as at the start, or LeakSanitizer cannot look */
      g_assert_cmpint (seteuid (0), ==, 0);
      g_assert_cmpint (prctl (PR_SET_DUMPABLE, 1), ==, 0);
    }
}

/* Tells on standard output every number that is said to be on disk, until it is killed. */
static int
write_until_killed (const char *path)
{
  g_autoptr (StoreDatabase) database = open_at (path);

  for (guint i = 1;; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      set_favourite (database, "a", number, TRUE);
      g_print ("%u\n", i);
    }

  return 0;
}

static guint
kill_a_writer (const char *program, const char *path, guint after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--write", path, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  guint told = 0;
  char *line;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      told = (guint)g_ascii_strtoull (line, NULL, 10);
      g_free (line);
      if (told == after)
        g_subprocess_send_signal (child, SIGKILL);
    }
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));

  return told;
}

static void
test_killed (Fixture *fixture, gconstpointer program)
{
  for (guint round = 1; round <= 8; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s/killed-%u.db", fixture->directory, round);
      guint told = kill_a_writer (program, path, round * 5);
      g_autoptr (StoreDatabase) database = open_at (path);
      g_autofree char *found = favourites (database, "a");
      g_auto (GStrv) numbers = g_strsplit (found, " ", -1);
      guint n = g_strv_length (numbers);

      g_assert_null (store_database_get_damaged (database));
      g_assert_cmpuint (told, >=, round * 5);
      g_assert_cmpuint (n, >=, told);
      for (guint i = 0; i < n; i++)
        g_assert_cmpuint (g_ascii_strtoull (numbers[i], NULL, 10), ==, i + 1);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, argv[0], set_up, func, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_until_killed (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/favourites", test_favourites);
  g_test_add_func ("/store/aliases", test_aliases);
  g_test_add_func ("/store/recents", test_recents);
  g_test_add_func ("/store/forget", test_forget);
  g_test_add_func ("/store/database/closed-and-cancelled", test_closed_and_cancelled);
  ADD ("/store/database/file", test_file);
  ADD ("/store/database/settings", test_settings);
  ADD ("/store/database/rollback", test_rollback);
  ADD ("/store/database/migrations", test_migrations);
  ADD ("/store/database/not-ours", test_not_ours);
  ADD ("/store/database/open-later", test_open_later);
  ADD ("/store/database/damaged", test_damaged);
  ADD ("/store/database/read-only", test_unusable_folder);
  g_test_add_func ("/store/database/read-only/subprocess", read_only_child);
  ADD ("/store/database/killed", test_killed);

  return g_test_run ();
}
