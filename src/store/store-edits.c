/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-edits.h"

#include "store/store-database-private.h"

#define COLUMNS "id, kind, state, contact_id, phonebook, is_shared, undo, base, mine, theirs, before," \
                " reason, made_at, sent_at"

typedef struct
{
  char *account_id;
  StoreEdit *edit;
} Saved;

void
store_edit_free (StoreEdit *edit)
{
  g_free (edit->contact_id);
  g_free (edit->phonebook);
  g_free (edit->base);
  g_free (edit->mine);
  g_free (edit->theirs);
  g_free (edit->before);
  g_free (edit->reason);
  g_free (edit);
}

StoreEdit *
store_edit_copy (const StoreEdit *edit)
{
  StoreEdit *copy = g_new0 (StoreEdit, 1);

  *copy = *edit;
  copy->contact_id = g_strdup (edit->contact_id);
  copy->phonebook = g_strdup (edit->phonebook);
  copy->base = g_strdup (edit->base);
  copy->mine = g_strdup (edit->mine);
  copy->theirs = g_strdup (edit->theirs);
  copy->before = g_strdup (edit->before);
  copy->reason = g_strdup (edit->reason);
  return copy;
}

static Saved *
saved_new (const char *account_id, const StoreEdit *edit)
{
  Saved *saved = g_new0 (Saved, 1);

  saved->account_id = g_strdup (account_id);
  saved->edit = store_edit_copy (edit);
  return saved;
}

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_free (saved->account_id);
  store_edit_free (saved->edit);
  g_free (saved);
}

static char *
text_at (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static StoreEdit *
read_row (sqlite3_stmt *statement)
{
  StoreEdit *edit = g_new0 (StoreEdit, 1);

  edit->id = sqlite3_column_int64 (statement, 0);
  edit->kind = sqlite3_column_int (statement, 1);
  edit->state = sqlite3_column_int (statement, 2);
  edit->contact_id = text_at (statement, 3);
  edit->phonebook = text_at (statement, 4);
  edit->is_shared = sqlite3_column_int (statement, 5) != 0;
  edit->undo = sqlite3_column_int (statement, 6);
  edit->base = text_at (statement, 7);
  edit->mine = text_at (statement, 8);
  edit->theirs = text_at (statement, 9);
  edit->before = text_at (statement, 10);
  edit->reason = text_at (statement, 11);
  edit->made_at = sqlite3_column_int64 (statement, 12);
  edit->sent_at = sqlite3_column_int64 (statement, 13);
  return edit;
}

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify)store_edit_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "SELECT " COLUMNS " FROM edits WHERE account_id = ? ORDER BY id",
                                      account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    g_ptr_array_add (edits, read_row (statement));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&edits);
}

/* A NULL text is bound as NULL, and an id of 0, so that a new one is given. */
static gboolean
bind (sqlite3_stmt *statement, const Saved *saved, GError **error)
{
  const StoreEdit *edit = saved->edit;
  const struct { int at; const char *text; } texts[] = {
    { 1, saved->account_id }, { 5, edit->contact_id }, { 6, edit->phonebook }, { 9, edit->base },
    { 10, edit->mine }, { 11, edit->theirs }, { 12, edit->before }, { 13, edit->reason },
  };
  const struct { int at; gint64 value; } numbers[] = {
    { 2, edit->id }, { 3, edit->kind }, { 4, edit->state }, { 7, edit->is_shared != FALSE },
    { 8, edit->undo }, { 14, edit->made_at }, { 15, edit->sent_at },
  };
  gboolean is_bound = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    is_bound &= sqlite3_bind_text (statement, texts[i].at, texts[i].text, -1, SQLITE_TRANSIENT) == SQLITE_OK;
  for (guint i = edit->id == 0 ? 1 : 0; i < G_N_ELEMENTS (numbers); i++)
    is_bound &= sqlite3_bind_int64 (statement, numbers[i].at, numbers[i].value) == SQLITE_OK;
  return is_bound || store_set_error (sqlite3_db_handle (statement), error);
}

static gpointer
add (StoreDatabase *self, gpointer data, GError **error)
{
  sqlite3_stmt *statement;
  gint64 id;

  statement = store_database_prepare (self, error,
                                      "INSERT INTO edits (account_id, " COLUMNS ")"
                                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                      NULL);
  if (statement == NULL || !bind (statement, data, error) || !store_database_finish (self, statement, error))
    return NULL;

  id = sqlite3_last_insert_rowid (sqlite3_db_handle (statement));
  return g_memdup2 (&id, sizeof id);
}

static gpointer
save (StoreDatabase *self, gpointer data, GError **error)
{
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error,
                                      "UPDATE edits SET kind = ?3, state = ?4, contact_id = ?5, phonebook = ?6,"
                                      " is_shared = ?7, undo = ?8, base = ?9, mine = ?10, theirs = ?11,"
                                      " before = ?12, reason = ?13, made_at = ?14, sent_at = ?15"
                                      " WHERE account_id = ?1 AND id = ?2",
                                      NULL);
  return GINT_TO_POINTER (statement != NULL && bind (statement, data, error)
                          && store_database_finish (self, statement, error));
}

static gpointer
drop (StoreDatabase *self, gpointer data, GError **error)
{
  const Saved *saved = data;
  sqlite3_stmt *statement;

  statement = store_database_prepare (self, error, "DELETE FROM edits WHERE account_id = ? AND id = ?2",
                                      saved->account_id, NULL);
  if (statement == NULL)
    return NULL;
  if (sqlite3_bind_int64 (statement, 2, saved->edit->id) != SQLITE_OK)
    {
      store_set_error (sqlite3_db_handle (statement), error);
      return NULL;
    }

  return GINT_TO_POINTER (store_database_finish (self, statement, error));
}

void
store_edits_load_async (StoreDatabase *self,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_edits_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free, (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
store_edits_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_edits_load_async, result, error);
}

void
store_edits_add_async (StoreDatabase *self,
                       const char *account_id,
                       const StoreEdit *edit,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && edit != NULL && edit->id == 0);

  store_database_run_async (self, store_edits_add_async, STORE_WORK_WRITE, add,
                            saved_new (account_id, edit), saved_free, g_free, cancellable, callback,
                            user_data);
}

gint64
store_edits_add_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = store_database_run_finish (self, store_edits_add_async, result, error);

  return id != NULL ? *id : 0;
}

void
store_edits_save_async (StoreDatabase *self,
                        const char *account_id,
                        const StoreEdit *edit,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && edit != NULL && edit->id != 0);

  store_database_run_async (self, store_edits_save_async, STORE_WORK_WRITE, save,
                            saved_new (account_id, edit), saved_free, NULL, cancellable, callback, user_data);
}

gboolean
store_edits_save_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_edits_save_async, result, error) != NULL;
}

void
store_edits_remove_async (StoreDatabase *self,
                          const char *account_id,
                          gint64 id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const StoreEdit edit = { .id = id };

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && id != 0);

  store_database_run_async (self, store_edits_remove_async, STORE_WORK_WRITE, drop,
                            saved_new (account_id, &edit), saved_free, NULL, cancellable, callback,
                            user_data);
}

gboolean
store_edits_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_edits_remove_async, result, error) != NULL;
}
