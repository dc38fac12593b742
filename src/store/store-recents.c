/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-database-private.h"

#define KEPT "50"

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (
      self, error, "SELECT number FROM recents WHERE account_id = ? ORDER BY serial DESC LIMIT " KEPT,
      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    g_strv_builder_add (builder, (const char *)sqlite3_column_text (statement, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_strv_builder_end (builder);
}

/* The order is a serial number: a clock that was set back changes nothing. */
static gpointer
add (StoreDatabase *self, gpointer user_data, GError **error)
{
  StoreRowData *data = user_data;
  gboolean done;

  done = store_database_execute (self, error,
                                 "INSERT INTO recents (account_id, number, serial) SELECT ?1, ?2,"
                                 " coalesce (max (serial), 0) + 1 FROM recents WHERE account_id = ?1"
                                 " ON CONFLICT DO UPDATE SET serial = excluded.serial",
                                 data->account_id, data->number, NULL)
         && store_database_execute (
             self, error,
             "DELETE FROM recents WHERE account_id = ?1 AND number NOT IN (SELECT number"
             " FROM recents WHERE account_id = ?1 ORDER BY serial DESC LIMIT " KEPT ")",
             data->account_id, NULL);

  return GINT_TO_POINTER (done);
}

void
store_recents_load_async (StoreDatabase *self,
                          const char *account_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_recents_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free, (GDestroyNotify)g_strfreev, cancellable, callback, user_data);
}

char **
store_recents_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_recents_load_async, result, error);
}

void
store_recents_add_async (StoreDatabase *self,
                         const char *account_id,
                         const char *number,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && number != NULL);

  store_database_run_async (self, store_recents_add_async, STORE_WORK_WRITE, add,
                            store_row_data_new (account_id, number, NULL, FALSE),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_recents_add_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_recents_add_async, result, error) != NULL;
}
