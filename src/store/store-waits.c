/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-waits.h"

#include "store/store-database-private.h"

#define COLUMNS "id, target, target_name, kind, slot, room_id, talker_id, caller_number, caller_name," \
                " is_automatic, booked_at, expires_at"

typedef struct
{
  char *account_id;
  StoreWait *wait;
} Saved;

void
store_wait_free (StoreWait *wait)
{
  g_free (wait->id);
  g_free (wait->target);
  g_free (wait->target_name);
  g_free (wait->slot);
  g_free (wait->room_id);
  g_free (wait->talker_id);
  g_free (wait->caller_number);
  g_free (wait->caller_name);
  g_free (wait);
}

static StoreWait *
copy_wait (const StoreWait *wait)
{
  StoreWait *copy = g_new0 (StoreWait, 1);

  *copy = *wait;
  copy->id = g_strdup (wait->id);
  copy->target = g_strdup (wait->target);
  copy->target_name = g_strdup (wait->target_name);
  copy->slot = g_strdup (wait->slot);
  copy->room_id = g_strdup (wait->room_id);
  copy->talker_id = g_strdup (wait->talker_id);
  copy->caller_number = g_strdup (wait->caller_number);
  copy->caller_name = g_strdup (wait->caller_name);
  return copy;
}

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_free (saved->account_id);
  store_wait_free (saved->wait);
  g_free (saved);
}

static char *
text_at (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static StoreWait *
read_row (sqlite3_stmt *statement)
{
  StoreWait *wait = g_new0 (StoreWait, 1);

  wait->id = text_at (statement, 0);
  wait->target = text_at (statement, 1);
  wait->target_name = text_at (statement, 2);
  wait->kind = sqlite3_column_int (statement, 3);
  wait->slot = text_at (statement, 4);
  wait->room_id = text_at (statement, 5);
  wait->talker_id = text_at (statement, 6);
  wait->caller_number = text_at (statement, 7);
  wait->caller_name = text_at (statement, 8);
  wait->is_automatic = sqlite3_column_int (statement, 9) != 0;
  wait->booked_at = sqlite3_column_int64 (statement, 10);
  wait->expires_at = sqlite3_column_int64 (statement, 11);
  return wait;
}

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GPtrArray) waits = g_ptr_array_new_with_free_func ((GDestroyNotify)store_wait_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "SELECT " COLUMNS " FROM waits WHERE account_id = ?"
                                      " ORDER BY booked_at, id",
                                      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    g_ptr_array_add (waits, read_row (statement));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&waits);
}

/* A NULL text is bound as NULL. */
static gboolean
bind (sqlite3_stmt *statement, const Saved *saved)
{
  const StoreWait *wait = saved->wait;
  const struct { int at; const char *text; } texts[] = {
    { 1, saved->account_id }, { 2, wait->id }, { 3, wait->target }, { 4, wait->target_name },
    { 6, wait->slot }, { 7, wait->room_id }, { 8, wait->talker_id }, { 9, wait->caller_number },
    { 10, wait->caller_name },
  };
  const struct { int at; gint64 value; } numbers[] = {
    { 5, wait->kind }, { 11, wait->is_automatic != FALSE }, { 12, wait->booked_at }, { 13, wait->expires_at },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (sqlite3_bind_text (statement, texts[i].at, texts[i].text, -1, SQLITE_TRANSIENT) != SQLITE_OK)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (sqlite3_bind_int64 (statement, numbers[i].at, numbers[i].value) != SQLITE_OK)
      return FALSE;
  return TRUE;
}

static gpointer
save (StoreDatabase *self, gpointer data, GError **error)
{
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "INSERT OR REPLACE INTO waits (account_id, " COLUMNS ")"
                                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                      NULL);
  if (statement == NULL)
    return NULL;
  if (!bind (statement, data))
    {
      store_set_error (sqlite3_db_handle (statement), error);
      return NULL;
    }

  return GINT_TO_POINTER (store_database_finish (self, statement, error));
}

static gpointer
drop (StoreDatabase *self, gpointer user_data, GError **error)
{
  StoreRowData *data = user_data;

  return GINT_TO_POINTER (store_database_execute (self, error,
                                                  "DELETE FROM waits WHERE account_id = ? AND id = ?",
                                                  data->account_id, data->text, NULL));
}

void
store_waits_load_async (StoreDatabase *self,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_waits_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free, (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
store_waits_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_waits_load_async, result, error);
}

void
store_waits_save_async (StoreDatabase *self,
                        const char *account_id,
                        const StoreWait *wait,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Saved *saved;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && wait != NULL && wait->id != NULL && wait->target != NULL);

  saved = g_new0 (Saved, 1);
  saved->account_id = g_strdup (account_id);
  saved->wait = copy_wait (wait);
  store_database_run_async (self, store_waits_save_async, STORE_WORK_WRITE, save, saved, saved_free, NULL,
                            cancellable, callback, user_data);
}

gboolean
store_waits_save_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_waits_save_async, result, error) != NULL;
}

void
store_waits_remove_async (StoreDatabase *self,
                          const char *account_id,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && id != NULL);

  store_database_run_async (self, store_waits_remove_async, STORE_WORK_WRITE, drop,
                            store_row_data_new (account_id, NULL, id, FALSE),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_waits_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_waits_remove_async, result, error) != NULL;
}
