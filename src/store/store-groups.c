/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-groups.h"

#include "store/store-database-private.h"

typedef struct
{
  char *account_id, *id, *name;
  gint64 position;
} Saved;

void
store_group_free (StoreGroup *group)
{
  g_free (group->id);
  g_free (group->name);
  g_strfreev (group->numbers);
  g_free (group);
}

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_free (saved->account_id);
  g_free (saved->id);
  g_free (saved->name);
  g_free (saved);
}

static gboolean
load_members (StoreDatabase *self, const char *account_id, StoreGroup *group, GError **error)
{
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "SELECT number FROM group_members WHERE account_id = ? AND group_id = ?",
                                      account_id, group->id, NULL);
  if (statement == NULL)
    return FALSE;

  while (store_database_next (self, statement, &local))
    g_strv_builder_add (numbers, (const char *)sqlite3_column_text (statement, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  group->numbers = g_strv_builder_end (numbers);
  return TRUE;
}

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify)store_group_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "SELECT id, position, name FROM colleague_groups WHERE account_id = ?"
                                      " ORDER BY position, id",
                                      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    {
      StoreGroup *group = g_new0 (StoreGroup, 1);

      group->id = g_strdup ((const char *)sqlite3_column_text (statement, 0));
      group->position = sqlite3_column_int64 (statement, 1);
      group->name = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      g_ptr_array_add (groups, group);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  for (guint i = 0; i < groups->len; i++)
    if (!load_members (self, account_id, groups->pdata[i], error))
      return NULL;
  return g_steal_pointer (&groups);
}

static gpointer
save (StoreDatabase *self, gpointer user_data, GError **error)
{
  Saved *saved = user_data;
  g_autofree char *position = g_strdup_printf ("%" G_GINT64_FORMAT, saved->position);

  return GINT_TO_POINTER (store_database_execute (
      self, error,
      "INSERT INTO colleague_groups (account_id, id, name, position) VALUES (?, ?, ?, CAST (? AS INTEGER))"
      " ON CONFLICT DO UPDATE SET name = excluded.name, position = excluded.position",
      saved->account_id, saved->id, saved->name, position, NULL));
}

static gpointer
drop (StoreDatabase *self, gpointer user_data, GError **error)
{
  StoreRowData *data = user_data;

  return GINT_TO_POINTER (
      store_database_execute (self, error, "DELETE FROM group_members WHERE account_id = ? AND group_id = ?",
                              data->account_id, data->text, NULL)
      && store_database_execute (self, error, "DELETE FROM colleague_groups WHERE account_id = ? AND id = ?",
                                 data->account_id, data->text, NULL));
}

static gpointer
set_member (StoreDatabase *self, gpointer user_data, GError **error)
{
  StoreRowData *data = user_data;
  gboolean done;

  if (data->flag)
    done = store_database_execute (self, error,
                                   "INSERT INTO group_members (account_id, group_id, number) VALUES (?, ?, ?)"
                                   " ON CONFLICT DO NOTHING",
                                   data->account_id, data->text, data->number, NULL);
  else
    done = store_database_execute (self, error,
                                   "DELETE FROM group_members"
                                   " WHERE account_id = ? AND group_id = ? AND number = ?",
                                   data->account_id, data->text, data->number, NULL);

  return GINT_TO_POINTER (done);
}

void
store_groups_load_async (StoreDatabase *self,
                         const char *account_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_groups_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free, (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
store_groups_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_groups_load_async, result, error);
}

void
store_groups_save_async (StoreDatabase *self,
                         const char *account_id,
                         const char *id,
                         gint64 position,
                         const char *name,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Saved *saved;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && id != NULL && name != NULL);

  saved = g_new0 (Saved, 1);
  saved->account_id = g_strdup (account_id);
  saved->id = g_strdup (id);
  saved->name = g_strdup (name);
  saved->position = position;
  store_database_run_async (self, store_groups_save_async, STORE_WORK_WRITE, save, saved, saved_free, NULL,
                            cancellable, callback, user_data);
}

gboolean
store_groups_save_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_groups_save_async, result, error) != NULL;
}

void
store_groups_remove_async (StoreDatabase *self,
                           const char *account_id,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && id != NULL);

  store_database_run_async (self, store_groups_remove_async, STORE_WORK_WRITE, drop,
                            store_row_data_new (account_id, NULL, id, FALSE),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_groups_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_groups_remove_async, result, error) != NULL;
}

void
store_groups_set_member_async (StoreDatabase *self,
                               const char *account_id,
                               const char *id,
                               const char *number,
                               gboolean is_member,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && id != NULL && number != NULL);

  store_database_run_async (self, store_groups_set_member_async, STORE_WORK_WRITE, set_member,
                            store_row_data_new (account_id, number, id, is_member),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_groups_set_member_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_groups_set_member_async, result, error) != NULL;
}
