/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-rules.h"

#include "store/store-database-private.h"

#define COLUMNS "id, position, is_enabled, event, number, caller, place, queue, action, target"

typedef struct
{
  char *account_id;
  StoreRule *rule;
} Saved;

void
store_rule_free (StoreRule *rule)
{
  g_free (rule->id);
  g_free (rule->event);
  g_free (rule->number);
  g_free (rule->queue);
  g_free (rule->caller);
  g_free (rule->place);
  g_free (rule->action);
  g_free (rule->target);
  g_free (rule);
}

StoreRule *
store_rule_copy (const StoreRule *rule)
{
  StoreRule *copy = g_new0 (StoreRule, 1);

  *copy = *rule;
  copy->id = g_strdup (rule->id);
  copy->event = g_strdup (rule->event);
  copy->number = g_strdup (rule->number);
  copy->queue = g_strdup (rule->queue);
  copy->caller = g_strdup (rule->caller);
  copy->place = g_strdup (rule->place);
  copy->action = g_strdup (rule->action);
  copy->target = g_strdup (rule->target);
  return copy;
}

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_free (saved->account_id);
  store_rule_free (saved->rule);
  g_free (saved);
}

static char *
text_at (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static StoreRule *
read_row (sqlite3_stmt *statement)
{
  StoreRule *rule = g_new0 (StoreRule, 1);

  rule->id = text_at (statement, 0);
  rule->position = sqlite3_column_int64 (statement, 1);
  rule->is_enabled = sqlite3_column_int (statement, 2) != 0;
  rule->event = text_at (statement, 3);
  rule->number = text_at (statement, 4);
  rule->caller = text_at (statement, 5);
  rule->place = text_at (statement, 6);
  rule->queue = text_at (statement, 7);
  rule->action = text_at (statement, 8);
  rule->target = text_at (statement, 9);
  return rule;
}

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify)store_rule_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "SELECT " COLUMNS " FROM rules WHERE account_id = ?"
                                      " ORDER BY position, id",
                                      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    g_ptr_array_add (rules, read_row (statement));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&rules);
}

/* A NULL text is bound as NULL. */
static gboolean
bind (sqlite3_stmt *statement, const Saved *saved)
{
  const StoreRule *rule = saved->rule;
  const struct { int at; const char *text; } texts[] = {
    { 1, saved->account_id }, { 2, rule->id }, { 5, rule->event }, { 6, rule->number }, { 7, rule->caller },
    { 8, rule->place }, { 9, rule->queue }, { 10, rule->action }, { 11, rule->target },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (sqlite3_bind_text (statement, texts[i].at, texts[i].text, -1, SQLITE_TRANSIENT) != SQLITE_OK)
      return FALSE;
  return sqlite3_bind_int64 (statement, 3, rule->position) == SQLITE_OK
         && sqlite3_bind_int64 (statement, 4, rule->is_enabled != FALSE) == SQLITE_OK;
}

static gpointer
save (StoreDatabase *self, gpointer data, GError **error)
{
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "INSERT OR REPLACE INTO rules (account_id, " COLUMNS ")"
                                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                                                  "DELETE FROM rules WHERE account_id = ? AND id = ?",
                                                  data->account_id, data->text, NULL));
}

void
store_rules_load_async (StoreDatabase *self,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_rules_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free, (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
store_rules_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_rules_load_async, result, error);
}

void
store_rules_save_async (StoreDatabase *self,
                        const char *account_id,
                        const StoreRule *rule,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Saved *saved;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && rule != NULL && rule->id != NULL);

  saved = g_new0 (Saved, 1);
  saved->account_id = g_strdup (account_id);
  saved->rule = store_rule_copy (rule);
  store_database_run_async (self, store_rules_save_async, STORE_WORK_WRITE, save, saved, saved_free, NULL,
                            cancellable, callback, user_data);
}

gboolean
store_rules_save_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_rules_save_async, result, error) != NULL;
}

void
store_rules_remove_async (StoreDatabase *self,
                          const char *account_id,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && id != NULL);

  store_database_run_async (self, store_rules_remove_async, STORE_WORK_WRITE, drop,
                            store_row_data_new (account_id, NULL, id, FALSE),
                            (GDestroyNotify)store_row_data_free, NULL, cancellable, callback, user_data);
}

gboolean
store_rules_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_rules_remove_async, result, error) != NULL;
}
