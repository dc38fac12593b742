/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store-database-private.h"

#define BUSY_TIMEOUT_MS 5000

typedef enum
{
  CHECK_SOUND,
  CHECK_DAMAGED,
  CHECK_FAILED,
} Check;

static int
fail_errno (const char *path, GError **error)
{
  g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED, _("The file %s cannot be used: %s"), path,
               g_strerror (errno));
  return -1;
}

int
store_file_lock (const char *path, GError **error)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  int fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_errno (lock, error);
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  if (errno == EWOULDBLOCK)
    g_set_error (error, STORE_ERROR, STORE_ERROR_BUSY, _("Another running program has %s open."), path);
  else
    fail_errno (lock, error);
  close (fd);

  return -1;
}

/* SQLite gives the files beside it the same mode. */
gboolean
store_file_prepare (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean done;

  if (fd < 0)
    return fail_errno (path, error) == 0;

  done = fchmod (fd, 0600) == 0 || fail_errno (path, error) == 0;
  close (fd);

  return done;
}

char *
store_file_put_aside (const char *path, GError **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, time);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, time, i);
    }

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          fail_errno (from, error);
          return NULL;
        }
    }

  return g_steal_pointer (&aside);
}

static Check
judge (int code)
{
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? CHECK_DAMAGED : CHECK_FAILED;
}

/* The first row says "ok", or what is wrong. */
static Check
quick_check (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  Check check = CHECK_DAMAGED;
  int code = sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    check = g_strcmp0 ((const char *)sqlite3_column_text (statement, 0), "ok") == 0 ? CHECK_SOUND
                                                                                    : CHECK_DAMAGED;
  else
    check = judge (code & 0xff);

  sqlite3_finalize (statement);
  return check;
}

/* @db is set even on failure, for its words. */
static Check
open_checked (const char *path, sqlite3 **db)
{
  static const char setup[]
      = "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL;"
        "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 1048576;";
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  Check check;
  int keeps = 1;
  int code;

  code = sqlite3_open_v2 (path, db, g_str_equal (path, ":memory:") ? flags | SQLITE_OPEN_MEMORY : flags,
                          NULL);
  if (code != SQLITE_OK)
    return judge (code & 0xff);

  sqlite3_extended_result_codes (*db, 1);
  sqlite3_busy_timeout (*db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  /* The files beside it stay, empty, when it is closed: a full disk has no room for them, and without them
   * nothing can be read. */
  sqlite3_file_control (*db, NULL, SQLITE_FCNTL_PERSIST_WAL, &keeps);

  check = quick_check (*db);
  if (check != CHECK_SOUND)
    return check;

  code = sqlite3_exec (*db, setup, NULL, NULL, NULL);
  return code == SQLITE_OK ? CHECK_SOUND : judge (code & 0xff);
}

sqlite3 *
store_file_open (const char *path, char **damaged, GError **error)
{
  gboolean is_file = !g_str_equal (path, ":memory:");
  sqlite3 *db = NULL;
  Check check;

  if (is_file && !store_file_prepare (path, error))
    return NULL;

  check = open_checked (path, &db);
  if (check == CHECK_DAMAGED && is_file)
    {
      g_clear_pointer (&db, sqlite3_close);
      *damaged = store_file_put_aside (path, error);
      if (*damaged == NULL || !store_file_prepare (path, error))
        return NULL;
      g_message ("%s was damaged and is now %s", path, *damaged);
      check = open_checked (path, &db);
    }
  if (check == CHECK_SOUND)
    return db;

  store_set_error (db, error);
  sqlite3_close (db);

  return NULL;
}
