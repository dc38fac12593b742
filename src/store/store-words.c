/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-words.h"

#include "store/store-database-private.h"

/* SQL of a table whose second column is called so; it is kept by its text. */
#define WORDS(table, column)                                                                               \
  {                                                                                                        \
    .select = "SELECT number, " column " FROM " table " WHERE account_id = ?",                             \
    .insert = "INSERT INTO " table " (account_id, number, " column ") VALUES (?, ?, ?)"                    \
              " ON CONFLICT DO UPDATE SET " column " = excluded." column,                                  \
    .remove = "DELETE FROM " table " WHERE account_id = ? AND number = ?",                                 \
  }

const StoreWords store_aliases = WORDS ("aliases", "alias");
const StoreWords store_choices = WORDS ("caller_choices", "match");

typedef struct
{
  const StoreWords *words;
  StoreRowData *row; /* owned */
} Work;

static Work *
work_new (const StoreWords *words, const char *account_id, const char *number, const char *text)
{
  Work *work = g_new (Work, 1);

  work->words = words;
  work->row = store_row_data_new (account_id, number, text, FALSE);
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  store_row_data_free (work->row);
  g_free (work);
}

static gpointer
load (StoreDatabase *self, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error, work->words->select, work->row->account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    g_hash_table_insert (texts, g_strdup ((const char *)sqlite3_column_text (statement, 0)),
                         g_strdup ((const char *)sqlite3_column_text (statement, 1)));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&texts);
}

static gpointer
set (StoreDatabase *self, gpointer data, GError **error)
{
  const Work *work = data;
  const StoreRowData *row = work->row;
  gboolean done;

  if (row->text != NULL && *row->text != '\0')
    done = store_database_execute (self, error, work->words->insert, row->account_id, row->number, row->text,
                                   NULL);
  else
    done = store_database_execute (self, error, work->words->remove, row->account_id, row->number, NULL);

  return GINT_TO_POINTER (done);
}

void
store_words_load_async (const StoreWords *words,
                        StoreDatabase *database,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (database, store_words_load_async, STORE_WORK_READ, load,
                            work_new (words, account_id, NULL, NULL), work_free,
                            (GDestroyNotify)g_hash_table_unref, cancellable, callback, user_data);
}

GHashTable *
store_words_load_finish (const StoreWords *words, StoreDatabase *database, GAsyncResult *result,
                         GError **error)
{
  return store_database_run_finish (database, store_words_load_async, result, error);
}

void
store_words_set_async (const StoreWords *words,
                       StoreDatabase *database,
                       const char *account_id,
                       const char *number,
                       const char *text,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL && number != NULL);

  store_database_run_async (database, store_words_set_async, STORE_WORK_WRITE, set,
                            work_new (words, account_id, number, text), work_free, NULL, cancellable,
                            callback, user_data);
}

gboolean
store_words_set_finish (const StoreWords *words, StoreDatabase *database, GAsyncResult *result,
                        GError **error)
{
  return store_database_run_finish (database, store_words_set_async, result, error) != NULL;
}
