/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-contacts.h"

#include "store/store-database-private.h"

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GHashTable) choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "SELECT number, match FROM caller_choices WHERE account_id = ?",
                                      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    g_hash_table_insert (choices, g_strdup ((const char *)sqlite3_column_text (statement, 0)),
                         g_strdup ((const char *)sqlite3_column_text (statement, 1)));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&choices);
}

static gpointer
set (StoreDatabase *self, gpointer user_data, GError **error)
{
  StoreRowData *data = user_data;
  gboolean done;

  if (data->text != NULL)
    done = store_database_execute (self, error,
                                   "INSERT INTO caller_choices (account_id, number, match) VALUES (?, ?, ?)"
                                   " ON CONFLICT DO UPDATE SET match = excluded.match",
                                   data->account_id, data->number, data->text, NULL);
  else
    done = store_database_execute (self, error,
                                   "DELETE FROM caller_choices WHERE account_id = ? AND number = ?",
                                   data->account_id, data->number, NULL);

  return GINT_TO_POINTER (done);
}

void
store_choices_load_async (StoreDatabase *self, const char *account_id, STORE_ARGUMENTS)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_choices_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free,
                            (GDestroyNotify)g_hash_table_unref, cancellable, callback, user_data);
}

GHashTable *
store_choices_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_choices_load_async, result, error);
}

void
store_choices_set_async (StoreDatabase *self, const char *account_id, const char *number, const char *match,
                         STORE_ARGUMENTS)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && number != NULL);

  store_database_run_async (self, store_choices_set_async, STORE_WORK_WRITE, set,
                            store_row_data_new (account_id, number, match, FALSE),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_choices_set_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_choices_set_async, result, error) != NULL;
}
