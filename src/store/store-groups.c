/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-groups.h"

#include "store/store-database-private.h"

#define COLUMN(name, kind) { #name, STORE_COLUMN_##kind, G_STRUCT_OFFSET (StoreGroup, name) }

static const StoreColumn columns[] = {
  COLUMN (id, TEXT),
  COLUMN (position, INT64),
  COLUMN (name, TEXT),
};

const StoreTable store_groups = {
  .name = "colleague_groups",
  .order = "position, id",
  .row_size = sizeof (StoreGroup),
  .row_free = (GDestroyNotify) store_group_free,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};

void
store_group_free (StoreGroup *group)
{
  g_strfreev (group->numbers);
  store_table_free_row (&store_groups, group);
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
  g_autoptr (GPtrArray) groups = store_table_read (&store_groups, self, account_id, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    if (!load_members (self, account_id, groups->pdata[i], error))
      return NULL;
  return g_steal_pointer (&groups);
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
