/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-database-private.h"

#define KEPT "50"

typedef struct
{
  char **numbers;
  guint *uses;
} Recents;

static void
recents_free (gpointer data)
{
  Recents *recents = data;

  g_strfreev (recents->numbers);
  g_free (recents->uses);
  g_free (recents);
}

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GArray) uses = g_array_new (TRUE, FALSE, sizeof (guint));
  g_autoptr (GError) local = NULL;
  Recents *recents;
  sqlite3_stmt *statement;

  statement = store_database_prepare (
      self, error, "SELECT number, uses FROM recents WHERE account_id = ? ORDER BY serial DESC LIMIT " KEPT,
      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    {
      guint n = (guint)MIN (sqlite3_column_int64 (statement, 1), G_MAXINT);

      g_strv_builder_add (builder, (const char *)sqlite3_column_text (statement, 0));
      g_array_append_val (uses, n);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  recents = g_new (Recents, 1);
  recents->numbers = g_strv_builder_end (builder);
  recents->uses = (guint *)(gpointer)g_array_free (g_steal_pointer (&uses), FALSE);
  return recents;
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
                                 " ON CONFLICT DO UPDATE SET serial = excluded.serial, uses = uses + 1",
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
                            g_free, recents_free, cancellable, callback, user_data);
}

char **
store_recents_load_finish (StoreDatabase *self, GAsyncResult *result, guint **uses, GError **error)
{
  Recents *recents = store_database_run_finish (self, store_recents_load_async, result, error);
  char **numbers;

  if (recents == NULL)
    return NULL;
  numbers = g_steal_pointer (&recents->numbers);
  if (uses != NULL)
    *uses = g_steal_pointer (&recents->uses);
  recents_free (recents);
  return numbers;
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
