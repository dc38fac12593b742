/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the log, and what a writer has to know. */
#include "config.h"

#include "store/store-log-private.h"

#define REMOVED_AT_ONCE 2000

typedef struct
{
  char *account_id, *key, *number;
  StoreLogRow *row;
  gint64 id, time;
  gboolean flag;
} Deed;

static Deed *
deed_new (const char *account_id)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->account_id = g_strdup (account_id);
  return deed;
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_clear_pointer (&deed->row, store_log_row_free);
  g_free (deed->account_id);
  g_free (deed->key);
  g_free (deed->number);
  g_free (deed);
}

void
store_log_start_free (StoreLogStart *start)
{
  g_ptr_array_unref (start->open);
  g_hash_table_unref (start->ignored);
  g_free (start);
}

void
store_log_change_free (StoreLogChange *change)
{
  g_array_unref (change->done);
  g_free (change);
}

static StoreLogChange *
change_new (void)
{
  StoreLogChange *change = g_new0 (StoreLogChange, 1);

  change->done = g_array_new (FALSE, FALSE, sizeof (gint64));
  return change;
}

static sqlite3_stmt *
prepare (StoreDatabase *self, const char *sql, const char *account_id, const gint64 *numbers, guint n_numbers,
         GError **error)
{
  sqlite3_stmt *statement = store_database_prepare (self, error, sql, account_id, NULL);

  for (guint i = 0; statement != NULL && i < n_numbers; i++)
    if (sqlite3_bind_int64 (statement, (int)i + 2, numbers[i]) != SQLITE_OK)
      {
        store_set_error (sqlite3_db_handle (statement), error);
        return NULL;
      }
  return statement;
}

gboolean
store_log_execute (StoreDatabase *self, const char *sql, const char *account_id, const gint64 *numbers,
                   guint n_numbers, GError **error)
{
  sqlite3_stmt *statement = prepare (self, sql, account_id, numbers, n_numbers, error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  while (store_database_next (self, statement, &local))
    ;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The number of the only row; @fallback without one. */
static gboolean
read_number (StoreDatabase *self, const char *sql, const char *account_id, gint64 fallback, gint64 *number,
             GError **error)
{
  sqlite3_stmt *statement = store_database_prepare (self, error, sql, account_id, NULL);
  g_autoptr (GError) local = NULL;

  *number = fallback;
  if (statement == NULL)
    return FALSE;
  while (store_database_next (self, statement, &local))
    *number = sqlite3_column_int64 (statement, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
count_missed (StoreDatabase *self, const char *account_id, guint *n, GError **error)
{
  gint64 number;

  if (!read_number (self, "SELECT count(*) FROM log INDEXED BY log_unreturned WHERE account_id = ?"
                          " AND outcome = 2 AND is_done = 0", account_id, 0, &number, error))
    return FALSE;
  *n = (guint)number;
  return TRUE;
}

/* --- work -------------------------------------------------------------------- */

static gboolean
read_ignored (StoreDatabase *self, const char *account_id, GHashTable *ignored, GError **error)
{
  sqlite3_stmt *statement = store_database_prepare (
      self, error, "SELECT key, number FROM log_ignored WHERE account_id = ?", account_id, NULL);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  while (store_database_next (self, statement, &local))
    g_hash_table_insert (ignored, g_strdup ((const char *)sqlite3_column_text (statement, 0)),
                         g_strdup ((const char *)sqlite3_column_text (statement, 1)));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
start (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (StoreLogStart) found = g_new0 (StoreLogStart, 1);
  sqlite3_stmt *statement;

  found->open = g_ptr_array_new_with_free_func ((GDestroyNotify)store_log_row_free);
  found->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  statement = store_database_prepare (self, error,
                                      "SELECT " STORE_LOG_COLUMNS " FROM log INDEXED BY log_open"
                                      " WHERE account_id = ? AND outcome = 0 ORDER BY id",
                                      account_id, NULL);
  if (statement == NULL || !store_log_read_rows (self, statement, found->open, error)
      || !read_ignored (self, account_id, found->ignored, error)
      || !count_missed (self, account_id, &found->n_missed, error)
      || !read_number (self, "SELECT seen_at FROM log_seen WHERE account_id = ?", account_id, 0, &found->seen_at,
                       error))
    return NULL;

  return g_steal_pointer (&found);
}

/* The person and that party have talked. */
static gboolean
return_missed (StoreDatabase *self, const Deed *deed, GArray *done, GError **error)
{
  sqlite3_stmt *statement = store_database_prepare (
      self, error,
      "UPDATE log SET is_done = 1 WHERE account_id = ? AND key = ? AND outcome = 2 AND is_done = 0"
      " AND started_at <= ? RETURNING id",
      deed->account_id, deed->row->key, NULL);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_int64 (statement, 3, deed->row->started_at) != SQLITE_OK)
    return store_set_error (sqlite3_db_handle (statement), error);
  while (store_database_next (self, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (done, id);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
write_seen (StoreDatabase *self, const Deed *deed, GError **error)
{
  return deed->time == 0
         || store_log_execute (self, "INSERT INTO log_seen (account_id, seen_at) VALUES (?1, ?2)"
                                     " ON CONFLICT DO UPDATE SET seen_at = max (seen_at, excluded.seen_at)",
                               deed->account_id, &deed->time, 1, error);
}

static gpointer
save (StoreDatabase *self, gpointer data, GError **error)
{
  Deed *deed = data;
  const StoreLogRow *row = deed->row;
  g_autoptr (StoreLogChange) change = change_new ();
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement = store_database_prepare (
      self, error, "INSERT OR REPLACE INTO log (" STORE_LOG_COLUMNS ") VALUES (" STORE_LOG_MARKS ")", NULL);

  if (statement == NULL || !store_log_row_bind (statement, deed->account_id, row, error))
    return NULL;
  while (store_database_next (self, statement, &local))
    ;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (row->is_answered && !row->is_monitor && row->key != NULL && row->key[0] != '\0'
      && !return_missed (self, deed, change->done, error))
    return NULL;
  if (!write_seen (self, deed, error) || !count_missed (self, deed->account_id, &change->n_missed, error))
    return NULL;
  return g_steal_pointer (&change);
}

static gpointer
seen (StoreDatabase *self, gpointer data, GError **error)
{
  Deed *deed = data;
  g_autoptr (StoreLogChange) change = change_new ();

  if (!write_seen (self, deed, error) || !count_missed (self, deed->account_id, &change->n_missed, error))
    return NULL;
  return g_steal_pointer (&change);
}

static gpointer
set_done (StoreDatabase *self, gpointer data, GError **error)
{
  Deed *deed = data;
  const gint64 numbers[] = { deed->flag != FALSE, deed->id };
  const char *sql = deed->id != 0 ? "UPDATE log SET is_done = ?2 WHERE account_id = ?1 AND id = ?3 AND outcome = 2"
                                  : "UPDATE log SET is_done = ?2 WHERE account_id = ?1 AND outcome = 2"
                                    " AND is_done = 1 - ?2";
  g_autoptr (StoreLogChange) change = change_new ();

  if (!store_log_execute (self, sql, deed->account_id, numbers, deed->id != 0 ? 2 : 1, error)
      || !count_missed (self, deed->account_id, &change->n_missed, error))
    return NULL;
  return g_steal_pointer (&change);
}

static gpointer
drop (StoreDatabase *self, gpointer data, GError **error)
{
  Deed *deed = data;
  const gint64 numbers[] = { deed->id != 0 ? deed->id : deed->time, REMOVED_AT_ONCE };
  g_autoptr (StoreLogChange) change = change_new ();
  gint64 n_removed;
  gboolean done;

  if (deed->id != 0)
    done = store_log_execute (self, "DELETE FROM log WHERE account_id = ?1 AND id = ?2", deed->account_id,
                              numbers, 1, error);
  else
    done = store_log_execute (self,
                              "DELETE FROM log WHERE id IN (SELECT id FROM log INDEXED BY log_by_time"
                              " WHERE account_id = ?1 AND started_at < ?2 AND outcome <> 0"
                              " ORDER BY started_at LIMIT ?3)",
                              deed->account_id, numbers, 2, error);
  if (!done
      || !read_number (self, "SELECT changes() WHERE ? IS NOT NULL", deed->account_id, 0, &n_removed, error)
      || !count_missed (self, deed->account_id, &change->n_missed, error))
    return NULL;
  change->n_removed = (guint)n_removed;
  return g_steal_pointer (&change);
}

static gpointer
ignore (StoreDatabase *self, gpointer data, GError **error)
{
  Deed *deed = data;
  g_autoptr (StoreLogChange) change = change_new ();
  gboolean done;

  if (deed->number != NULL)
    done = store_database_execute (self, error,
                                   "INSERT INTO log_ignored (account_id, key, number) VALUES (?, ?, ?)"
                                   " ON CONFLICT DO UPDATE SET number = excluded.number",
                                   deed->account_id, deed->key, deed->number, NULL);
  else
    done = store_database_execute (self, error, "DELETE FROM log_ignored WHERE account_id = ? AND key = ?",
                                   deed->account_id, deed->key, NULL);
  if (!done || !count_missed (self, deed->account_id, &change->n_missed, error))
    return NULL;
  return g_steal_pointer (&change);
}

/* --- asking for it ------------------------------------------------------------ */

void
store_log_start_async (StoreDatabase *self,
                       const char *account_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_log_start_async, STORE_WORK_READ, start, g_strdup (account_id),
                            g_free, (GDestroyNotify)store_log_start_free, cancellable, callback, user_data);
}

StoreLogStart *
store_log_start_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_log_start_async, result, error);
}

static void
run (StoreDatabase *self, StoreWorkFunc func, Deed *deed, GCancellable *cancellable,
     GAsyncReadyCallback callback, gpointer user_data)
{
  store_database_run_async (self, store_log_change_finish, STORE_WORK_WRITE, func, deed, deed_free,
                            (GDestroyNotify)store_log_change_free, cancellable, callback, user_data);
}

void
store_log_save_async (StoreDatabase *self,
                      const char *account_id,
                      const StoreLogRow *row,
                      gint64 seen_at,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Deed *deed;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && row != NULL && row->id != 0);

  deed = deed_new (account_id);
  deed->row = store_log_row_copy (row);
  deed->time = seen_at;
  run (self, save, deed, cancellable, callback, user_data);
}

void
store_log_seen_async (StoreDatabase *self,
                      const char *account_id,
                      gint64 seen_at,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Deed *deed;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  deed = deed_new (account_id);
  deed->time = seen_at;
  run (self, seen, deed, cancellable, callback, user_data);
}

void
store_log_done_async (StoreDatabase *self,
                      const char *account_id,
                      gint64 id,
                      gboolean is_done,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Deed *deed;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  deed = deed_new (account_id);
  deed->id = id;
  deed->flag = is_done;
  run (self, set_done, deed, cancellable, callback, user_data);
}

void
store_log_remove_async (StoreDatabase *self,
                        const char *account_id,
                        gint64 id,
                        gint64 before,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Deed *deed;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  deed = deed_new (account_id);
  deed->id = id;
  deed->time = before != 0 ? before : G_MAXINT64;
  run (self, drop, deed, cancellable, callback, user_data);
}

void
store_log_ignore_async (StoreDatabase *self,
                        const char *account_id,
                        const char *key,
                        const char *number,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Deed *deed;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && key != NULL && key[0] != '\0');

  deed = deed_new (account_id);
  deed->key = g_strdup (key);
  deed->number = g_strdup (number);
  run (self, ignore, deed, cancellable, callback, user_data);
}

StoreLogChange *
store_log_change_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_log_change_finish, result, error);
}
