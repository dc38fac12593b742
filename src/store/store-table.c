/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-table.h"

#include "store/store-database-private.h"

/* One piece of work on a table. */
typedef struct
{
  const StoreTable *table;
  char *account_id;
  char *key;    /* of what goes, or NULL */
  gpointer row; /* or NULL */
} Work;

static Work *
work_new (const StoreTable *table, const char *account_id, const char *key, gconstpointer row)
{
  Work *work = g_new0 (Work, 1);

  work->table = table;
  work->account_id = g_strdup (account_id);
  work->key = g_strdup (key);
  work->row = row != NULL ? store_table_copy_row (table, row) : NULL;
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->row != NULL)
    store_table_free_row (work->table, work->row);
  g_free (work->account_id);
  g_free (work->key);
  g_free (work);
}

/* --- rows ------------------------------------------------------------------ */

#define FIELD(type, row, column) G_STRUCT_MEMBER (type, row, (column)->offset)

gpointer
store_table_copy_row (const StoreTable *table, gconstpointer row)
{
  gpointer copy = g_memdup2 (row, table->row_size);

  for (const StoreColumn *c = table->columns; c < table->columns + table->n_columns; c++)
    if (c->kind == STORE_COLUMN_TEXT)
      FIELD (char *, copy, c) = g_strdup (FIELD (char *, row, c));
  return copy;
}

void
store_table_free_row (const StoreTable *table, gpointer row)
{
  for (const StoreColumn *c = table->columns; c < table->columns + table->n_columns; c++)
    if (c->kind == STORE_COLUMN_TEXT)
      g_free (FIELD (char *, row, c));
  g_free (row);
}

static void
read_column (const StoreColumn *column, gpointer row, sqlite3_stmt *statement, int at)
{
  switch (column->kind)
    {
    case STORE_COLUMN_TEXT:
      FIELD (char *, row, column) = g_strdup ((const char *) sqlite3_column_text (statement, at));
      break;
    case STORE_COLUMN_INT: FIELD (int, row, column) = sqlite3_column_int (statement, at); break;
    case STORE_COLUMN_INT64: FIELD (gint64, row, column) = sqlite3_column_int64 (statement, at); break;
    case STORE_COLUMN_FLAG: FIELD (gboolean, row, column) = sqlite3_column_int (statement, at) != 0; break;
    default: g_assert_not_reached ();
    }
}

/* A NULL text is bound as NULL. */
static int
bind_column (const StoreColumn *column, gconstpointer row, sqlite3_stmt *statement, int at)
{
  switch (column->kind)
    {
    case STORE_COLUMN_TEXT:
      return sqlite3_bind_text (statement, at, FIELD (char *, row, column), -1, SQLITE_TRANSIENT);
    case STORE_COLUMN_INT: return sqlite3_bind_int64 (statement, at, FIELD (int, row, column));
    case STORE_COLUMN_INT64: return sqlite3_bind_int64 (statement, at, FIELD (gint64, row, column));
    case STORE_COLUMN_FLAG: return sqlite3_bind_int64 (statement, at, FIELD (gboolean, row, column) != FALSE);
    default: g_return_val_if_reached (SQLITE_MISUSE);
    }
}

/* --- SQL, in which ?1 is the account and ?2… are the columns ------------------ */

static gboolean
is_numbered (const StoreTable *table)
{
  return table->columns[0].kind == STORE_COLUMN_INT64;
}

static void
append_columns (GString *sql, const StoreTable *table, const char *format)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_string_append (sql, i > 0 ? ", " : "");
      if (g_str_equal (format, "name"))
        g_string_append (sql, table->columns[i].name);
      else if (g_str_equal (format, "place"))
        g_string_append_printf (sql, "?%u", i + 2);
      else
        g_string_append_printf (sql, "%s = ?%u", table->columns[i].name, i + 2);
    }
}

/* Prepared statements are kept by their text. */
static const char *
keep (GString *sql)
{
  const char *kept = g_intern_string (sql->str);

  g_string_free (sql, TRUE);
  return kept;
}

static const char *
make_select (const StoreTable *table)
{
  GString *sql = g_string_new ("SELECT ");

  append_columns (sql, table, "name");
  g_string_append_printf (sql, " FROM %s WHERE account_id = ?1 ORDER BY %s", table->name, table->order);
  return keep (sql);
}

static const char *
make_insert (const StoreTable *table)
{
  GString *sql = g_string_new (is_numbered (table) ? "INSERT INTO " : "INSERT OR REPLACE INTO ");

  g_string_append_printf (sql, "%s (account_id, ", table->name);
  append_columns (sql, table, "name");
  g_string_append (sql, ") VALUES (?1, ");
  append_columns (sql, table, "place");
  g_string_append_c (sql, ')');
  return keep (sql);
}

static const char *
make_update (const StoreTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE %s SET ", table->name);
  append_columns (sql, table, "both");
  g_string_append_printf (sql, " WHERE account_id = ?1 AND %s = ?2", table->columns[0].name);
  return keep (sql);
}

static const char *
make_delete (const StoreTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "DELETE FROM %s WHERE account_id = ?1 AND %s = ?2", table->name,
                          table->columns[0].name);
  return keep (sql);
}

/* --- in the worker ------------------------------------------------------------ */

GPtrArray *
store_table_read (const StoreTable *table, StoreDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (table->row_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (database, error, make_select (table), account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (database, statement, &local))
    {
      gpointer row = g_malloc0 (table->row_size);

      for (guint i = 0; i < table->n_columns; i++)
        read_column (&table->columns[i], row, statement, (int) i);
      g_ptr_array_add (rows, row);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gpointer
load (StoreDatabase *self, gpointer data, GError **error)
{
  const Work *work = data;

  return store_table_read (work->table, self, work->account_id, error);
}

/* The columns from @first on. NULL with @error. */
static sqlite3 *
write_row (StoreDatabase *self, const Work *work, const char *sql, guint first, GError **error)
{
  sqlite3_stmt *statement = store_database_prepare (self, error, sql, work->account_id, NULL);
  sqlite3 *db;

  if (statement == NULL)
    return NULL;
  db = sqlite3_db_handle (statement);
  for (guint i = first; i < work->table->n_columns; i++)
    if (bind_column (&work->table->columns[i], work->row, statement, (int) i + 2) != SQLITE_OK)
      {
        store_set_error (db, error);
        return NULL;
      }
  return store_database_finish (self, statement, error) ? db : NULL;
}

/* The number is left out, so that a new one is given. */
static gpointer
add (StoreDatabase *self, gpointer data, GError **error)
{
  const Work *work = data;
  sqlite3 *db = write_row (self, work, make_insert (work->table), 1, error);
  gint64 number;

  if (db == NULL)
    return NULL;
  number = sqlite3_last_insert_rowid (db);
  return g_memdup2 (&number, sizeof number);
}

static gpointer
drop (StoreDatabase *self, gpointer data, GError **error)
{
  const Work *work = data;

  return GINT_TO_POINTER (
      store_database_execute (self, error, make_delete (work->table), work->account_id, work->key, NULL));
}

static gpointer
save (StoreDatabase *self, gpointer data, GError **error)
{
  const Work *work = data;
  const StoreTable *table = work->table;

  if (work->key != NULL && drop (self, data, error) == NULL)
    return NULL;
  return write_row (self, work, is_numbered (table) ? make_update (table) : make_insert (table), 0, error);
}

/* --- on the caller's side ------------------------------------------------------ */

void
store_table_load_async (const StoreTable *table,
                        StoreDatabase *database,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (database, store_table_load_async, STORE_WORK_READ, load,
                            work_new (table, account_id, NULL, NULL), work_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
store_table_load_finish (const StoreTable *table, StoreDatabase *database, GAsyncResult *result,
                         GError **error)
{
  return store_database_run_finish (database, store_table_load_async, result, error);
}

void
store_table_add_async (const StoreTable *table,
                       StoreDatabase *database,
                       const char *account_id,
                       gconstpointer row,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL && row != NULL && is_numbered (table));

  store_database_run_async (database, store_table_add_async, STORE_WORK_WRITE, add,
                            work_new (table, account_id, NULL, row), work_free, g_free, cancellable, callback,
                            user_data);
}

gint64
store_table_add_finish (const StoreTable *table, StoreDatabase *database, GAsyncResult *result,
                        GError **error)
{
  g_autofree gint64 *number = store_database_run_finish (database, store_table_add_async, result, error);

  return number != NULL ? *number : 0;
}

void
store_table_save_async (const StoreTable *table,
                        StoreDatabase *database,
                        const char *account_id,
                        const char *old_key,
                        gconstpointer row,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL && row != NULL);

  store_database_run_async (database, store_table_save_async, STORE_WORK_WRITE, save,
                            work_new (table, account_id, old_key, row), work_free, NULL, cancellable,
                                      callback,
                            user_data);
}

gboolean
store_table_save_finish (const StoreTable *table, StoreDatabase *database, GAsyncResult *result,
                         GError **error)
{
  return store_database_run_finish (database, store_table_save_async, result, error) != NULL;
}

void
store_table_remove_async (const StoreTable *table,
                          StoreDatabase *database,
                          const char *account_id,
                          const char *key,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL && key != NULL);

  store_database_run_async (database, store_table_remove_async, STORE_WORK_WRITE, drop,
                            work_new (table, account_id, key, NULL), work_free, NULL, cancellable, callback,
                            user_data);
}

gboolean
store_table_remove_finish (const StoreTable *table, StoreDatabase *database, GAsyncResult *result,
                           GError **error)
{
  return store_database_run_finish (database, store_table_remove_async, result, error) != NULL;
}
