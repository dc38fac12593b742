/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-short-dials.h"

#include "store/store-database-private.h"

typedef struct
{
  char *account_id, *old_code;
  StoreShortDial *dial;
} Saved;

void
store_short_dial_free (StoreShortDial *dial)
{
  g_free (dial->code);
  g_free (dial->number);
  g_free (dial->name);
  g_free (dial);
}

static StoreShortDial *
make (const char *code, const char *number, const char *name)
{
  StoreShortDial *dial = g_new0 (StoreShortDial, 1);

  dial->code = g_strdup (code);
  dial->number = g_strdup (number);
  dial->name = g_strdup (name);
  return dial;
}

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_free (saved->account_id);
  g_free (saved->old_code);
  store_short_dial_free (saved->dial);
  g_free (saved);
}

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GPtrArray) dials = g_ptr_array_new_with_free_func ((GDestroyNotify)store_short_dial_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "SELECT code, number, name FROM short_dials WHERE account_id = ?",
                                      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    g_ptr_array_add (dials, make ((const char *)sqlite3_column_text (statement, 0),
                                  (const char *)sqlite3_column_text (statement, 1),
                                  (const char *)sqlite3_column_text (statement, 2)));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&dials);
}

static gboolean
drop_code (StoreDatabase *self, const char *account_id, const char *code, GError **error)
{
  return store_database_execute (self, error, "DELETE FROM short_dials WHERE account_id = ? AND code = ?",
                                 account_id, code, NULL);
}

static gpointer
save (StoreDatabase *self, gpointer user_data, GError **error)
{
  Saved *saved = user_data;

  if (saved->old_code != NULL && !drop_code (self, saved->account_id, saved->old_code, error))
    return NULL;
  return GINT_TO_POINTER (store_database_execute (
      self, error, "INSERT OR REPLACE INTO short_dials (account_id, code, number, name) VALUES (?, ?, ?, ?)",
      saved->account_id, saved->dial->code, saved->dial->number, saved->dial->name, NULL));
}

static gpointer
drop (StoreDatabase *self, gpointer user_data, GError **error)
{
  StoreRowData *data = user_data;

  return GINT_TO_POINTER (drop_code (self, data->account_id, data->text, error));
}

void
store_short_dials_load_async (StoreDatabase *self,
                              const char *account_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_short_dials_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free, (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
store_short_dials_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_short_dials_load_async, result, error);
}

void
store_short_dials_save_async (StoreDatabase *self,
                              const char *account_id,
                              const char *old_code,
                              const char *code,
                              const char *number,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Saved *saved;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && code != NULL && number != NULL && name != NULL);

  saved = g_new0 (Saved, 1);
  saved->account_id = g_strdup (account_id);
  saved->old_code = g_strdup (old_code);
  saved->dial = make (code, number, name);
  store_database_run_async (self, store_short_dials_save_async, STORE_WORK_WRITE, save, saved,
                            saved_free, NULL,
                            cancellable, callback, user_data);
}

gboolean
store_short_dials_save_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_short_dials_save_async, result, error) != NULL;
}

void
store_short_dials_remove_async (StoreDatabase *self,
                                const char *account_id,
                                const char *code,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && code != NULL);

  store_database_run_async (self, store_short_dials_remove_async, STORE_WORK_WRITE, drop,
                            store_row_data_new (account_id, NULL, code, FALSE),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_short_dials_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_short_dials_remove_async, result, error) != NULL;
}
