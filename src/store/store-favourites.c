/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-database-private.h"

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (
      self, error, "SELECT number FROM favourites WHERE account_id = ? ORDER BY position, number",
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

static gpointer
set (StoreDatabase *self, gpointer user_data, GError **error)
{
  StoreRowData *data = user_data;
  gboolean done;

  if (data->flag)
    done = store_database_execute (self, error,
                                   "INSERT INTO favourites (account_id, number, position) SELECT ?1, ?2,"
                                   " coalesce (max (position), 0) + 1 FROM favourites WHERE account_id = ?1"
                                   " ON CONFLICT DO NOTHING",
                                   data->account_id, data->number, NULL);
  else
    done
        = store_database_execute (self, error, "DELETE FROM favourites WHERE account_id = ? AND number = ?",
                                  data->account_id, data->number, NULL);

  return GINT_TO_POINTER (done);
}

typedef struct
{
  char *account_id;
  char **numbers;
} Order;

static void
order_free (gpointer data)
{
  Order *wanted = data;

  g_free (wanted->account_id);
  g_strfreev (wanted->numbers);
  g_free (wanted);
}

static gpointer
order (StoreDatabase *self, gpointer user_data, GError **error)
{
  Order *wanted = user_data;

  for (guint i = 0; wanted->numbers[i] != NULL; i++)
    {
      g_autofree char *position = g_strdup_printf ("%u", i + 1);

      if (!store_database_execute (self, error,
                                   "UPDATE favourites SET position = CAST (?3 AS INTEGER)"
                                   " WHERE account_id = ?1 AND number = ?2",
                                   wanted->account_id, wanted->numbers[i], position, NULL))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

void
store_favourites_load_async (StoreDatabase *self,
                             const char *account_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_favourites_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free, (GDestroyNotify)g_strfreev, cancellable, callback, user_data);
}

char **
store_favourites_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_favourites_load_async, result, error);
}

void
store_favourites_set_async (StoreDatabase *self,
                            const char *account_id,
                            const char *number,
                            gboolean is_favourite,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && number != NULL);

  store_database_run_async (self, store_favourites_set_async, STORE_WORK_WRITE, set,
                            store_row_data_new (account_id, number, NULL, is_favourite),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_favourites_set_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_favourites_set_async, result, error) != NULL;
}

void
store_favourites_order_async (StoreDatabase *self,
                              const char *account_id,
                              const char *const *numbers,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Order *wanted;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && numbers != NULL);

  wanted = g_new0 (Order, 1);
  wanted->account_id = g_strdup (account_id);
  wanted->numbers = g_strdupv ((char **)numbers);
  store_database_run_async (self, store_favourites_order_async, STORE_WORK_WRITE, order, wanted,
                            order_free, NULL,
                            cancellable, callback, user_data);
}

gboolean
store_favourites_order_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_favourites_order_async, result, error) != NULL;
}
