/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-database-private.h"

StoreRowData *
store_row_data_new (const char *account_id, const char *number, const char *text, gboolean flag)
{
  StoreRowData *data = g_new0 (StoreRowData, 1);

  data->account_id = g_strdup (account_id);
  data->number = g_strdup (number);
  data->text = g_strdup (text);
  data->flag = flag;

  return data;
}

void
store_row_data_free (StoreRowData *data)
{
  g_free (data->account_id);
  g_free (data->number);
  g_free (data->text);
  g_free (data);
}

static gpointer
forget (StoreDatabase *self, gpointer data, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM favourites WHERE account_id = ?",
    "DELETE FROM aliases WHERE account_id = ?",
    "DELETE FROM recents WHERE account_id = ?",
    "DELETE FROM places WHERE account_id = ?",
    "DELETE FROM waits WHERE account_id = ?",
    "DELETE FROM log WHERE account_id = ?",
    "DELETE FROM log_ignored WHERE account_id = ?",
    "DELETE FROM log_seen WHERE account_id = ?",
    "DELETE FROM rules WHERE account_id = ?",
    "DELETE FROM colleague_groups WHERE account_id = ?",
    "DELETE FROM group_members WHERE account_id = ?",
    "DELETE FROM short_dials WHERE account_id = ?",
    "DELETE FROM drafts WHERE account_id = ?",
    "DELETE FROM edits WHERE account_id = ?",
    "DELETE FROM contact_phones WHERE account_id = ?",
    "DELETE FROM contacts WHERE account_id = ?",
    "DELETE FROM contact_rounds WHERE account_id = ?",
    "DELETE FROM caller_choices WHERE account_id = ?",
    "DELETE FROM profiles WHERE account_id = ?",
    "DELETE FROM profile_runs WHERE account_id = ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!store_database_execute (self, error, statements[i], data, NULL))
      return NULL;

  return GINT_TO_POINTER (TRUE);
}

void
store_database_forget_async (StoreDatabase *self,
                             const char *account_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_database_forget_async, STORE_WORK_WRITE, forget,
                            g_strdup (account_id), g_free, NULL, cancellable, callback, user_data);
}

gboolean
store_database_forget_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_database_forget_async, result, error) != NULL;
}
