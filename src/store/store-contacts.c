/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes the copy of the contacts. */
#include "config.h"

#include "store/store-contacts-private.h"

StoreContactsWork *
store_contacts_work_new (const char *account_id)
{
  StoreContactsWork *work = g_new0 (StoreContactsWork, 1);

  work->account_id = g_strdup (account_id);
  return work;
}

void
store_contacts_work_free (gpointer data)
{
  StoreContactsWork *work = data;

  g_free (work->account_id);
  g_free (work->text);
  g_clear_pointer (&work->contacts, g_ptr_array_unref);
  g_strfreev (work->list);
  g_free (work);
}

/* Numbers and a blob after the texts that were bound; a negative value is none. */
static gboolean
run_bound (StoreDatabase *self, sqlite3_stmt *statement, int at, const gint64 *values, guint n,
           GError **error)
{
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (sqlite3_bind_int64 (statement, at + (int)i, values[i]) != SQLITE_OK)
      return store_set_error (sqlite3_db_handle (statement), error);
  return store_database_finish (self, statement, error);
}

static gboolean
bind_text (sqlite3_stmt *statement, int at, const char *text, GError **error)
{
  return sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT) == SQLITE_OK
         || store_set_error (sqlite3_db_handle (statement), error);
}

/* --- rounds ---------------------------------------------------------------- */

static gboolean
begin_round (StoreDatabase *self, const StoreContactsWork *work, GError **error)
{
  const gint64 values[] = { work->number };
  sqlite3_stmt *statement = store_database_prepare (
      self, error,
      "INSERT INTO contact_rounds (account_id, round, position, is_listing, listed_at) VALUES (?, ?2, 0, 1,"
      " 0)"
      " ON CONFLICT DO UPDATE SET round = ?2, position = 0, is_listing = 1",
      work->account_id, NULL);

  return run_bound (self, statement, 2, values, G_N_ELEMENTS (values), error);
}

static gboolean
move_round (StoreDatabase *self, const StoreContactsWork *work, GError **error)
{
  const gint64 values[] = { work->other };
  sqlite3_stmt *statement = store_database_prepare (
      self, error, "UPDATE contact_rounds SET position = ?2 WHERE account_id = ?1", work->account_id, NULL);

  return run_bound (self, statement, 2, values, G_N_ELEMENTS (values), error);
}

/* Whoever is called otherwise than before is fetched; who was doubtful is there. */
static gboolean
add_named (StoreDatabase *self, const StoreContactsWork *work, const StoreContact *contact, GError **error)
{
  const gint64 values[] = { contact->is_shared != FALSE, work->number };
  sqlite3_stmt *statement = store_database_prepare (
      self, error,
      "INSERT INTO contacts (account_id, id, name, phonebook, is_shared, seen, want)"
      " VALUES (?1, ?2, ?3, nullif (?4, ''), ?5, ?6, 1)"
      " ON CONFLICT DO UPDATE SET seen = excluded.seen, name = excluded.name,"
      " is_shared = CASE WHEN excluded.phonebook IS NULL THEN is_shared ELSE excluded.is_shared END,"
      " phonebook = coalesce (excluded.phonebook, phonebook),"
      " want = CASE WHEN name <> excluded.name THEN 1 WHEN want = 2 THEN 0 ELSE want END"
      " WHERE seen <> excluded.seen OR name <> excluded.name OR want = 2"
      " OR (excluded.phonebook IS NOT NULL AND phonebook IS NOT excluded.phonebook)",
      work->account_id, contact->id, contact->name, contact->phonebook != NULL ? contact->phonebook : "",
      NULL);

  return run_bound (self, statement, 5, values, G_N_ELEMENTS (values), error);
}

static gpointer
add_page (StoreDatabase *self, gpointer data, GError **error)
{
  const StoreContactsWork *work = data;

  if (work->is_first && !begin_round (self, work, error))
    return NULL;
  for (guint i = 0; i < work->contacts->len; i++)
    if (!add_named (self, work, work->contacts->pdata[i], error))
      return NULL;
  if (!move_round (self, work, error))
    return NULL;
  return store_contacts_read_state (self, work->account_id, error);
}

static gpointer
end_round (StoreDatabase *self, gpointer data, GError **error)
{
  const StoreContactsWork *work = data;
  const gint64 old[] = { work->other }, now[] = { work->number };

  if (!store_database_execute (self, error,
                               "UPDATE contacts SET want = 2 WHERE account_id = ?1 AND seen <> (SELECT round"
                               " FROM contact_rounds WHERE account_id = ?1)",
                               work->account_id, NULL)
      || !run_bound (self,
                     store_database_prepare (self, error,
                                             "UPDATE contacts SET want = 3 WHERE account_id = ?1 AND want = 0"
                                             " AND fetched_at < ?2",
                                             work->account_id, NULL),
                     2, old, 1, error)
      || !run_bound (self,
                     store_database_prepare (self, error,
                                             "UPDATE contact_rounds SET is_listing = 0, position = 0,"
                                             " listed_at = ?2 WHERE account_id = ?1",
                                             work->account_id, NULL),
                     2, now, 1, error))
    return NULL;
  return store_contacts_read_state (self, work->account_id, error);
}

/* --- contacts ---------------------------------------------------------------- */

static gboolean
drop_one (StoreDatabase *self, const char *account_id, const char *id, GError **error)
{
  return store_database_execute (self, error, "DELETE FROM contact_phones WHERE account_id = ? AND id = ?",
                                 account_id, id, NULL)
         && store_database_execute (self, error, "DELETE FROM contacts WHERE account_id = ? AND id = ?",
                                    account_id, id, NULL);
}

static gboolean
save_keys (StoreDatabase *self, const char *account_id, const StoreContact *contact, GError **error)
{
  g_auto (GStrv) lines = contact->phones != NULL ? g_strsplit (contact->phones, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *key = g_strndup (lines[i], strcspn (lines[i], "\t"));

      if (key[0] != '\0'
          && !store_database_execute (self, error,
                                      "INSERT INTO contact_phones (account_id, key, id) VALUES (?, ?, ?)"
                                      " ON CONFLICT DO NOTHING",
                                      account_id, key, contact->id, NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_one (StoreDatabase *self, const char *account_id, const StoreContact *contact, GError **error)
{
  sqlite3_stmt *statement;

  if (!store_database_execute (self, error, "DELETE FROM contact_phones WHERE account_id = ? AND id = ?",
                               account_id, contact->id, NULL))
    return FALSE;
  statement = store_database_prepare (
      self, error,
      "INSERT INTO contacts (account_id, id, name, phonebook, language, phones, extra, is_shared,"
      " fetched_at, info,"
      " want, seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0,"
      " coalesce ((SELECT round FROM contact_rounds WHERE account_id = ?1), 0))"
      " ON CONFLICT DO UPDATE SET name = excluded.name, phonebook = coalesce (excluded.phonebook, phonebook),"
      " language = excluded.language, phones = excluded.phones, extra = excluded.extra,"
      " is_shared = CASE WHEN excluded.phonebook IS NULL THEN is_shared ELSE excluded.is_shared END,"
      " fetched_at = excluded.fetched_at, info = excluded.info, want = 0, seen = excluded.seen",
      account_id, contact->id, contact->name, NULL);
  if (statement == NULL || !bind_text (statement, 4, contact->phonebook, error)
      || !bind_text (statement, 5, contact->language, error) || !bind_text (statement, 6, contact->phones,
                                                                            error)
      || !bind_text (statement, 7, contact->extra, error))
    return FALSE;
  if (contact->info != NULL)
    {
      gsize size;
      const char *bytes = g_bytes_get_data (contact->info, &size);

      if (sqlite3_bind_blob (statement, 10, bytes != NULL ? bytes : "", (int)size,
                             SQLITE_TRANSIENT) != SQLITE_OK)
        return store_set_error (sqlite3_db_handle (statement), error);
    }
  return run_bound (self, statement, 8, (const gint64[]) { contact->is_shared != FALSE,
                    contact->fetched_at }, 2,
                    error)
         && save_keys (self, account_id, contact, error);
}

static gpointer
save (StoreDatabase *self, gpointer data, GError **error)
{
  const StoreContactsWork *work = data;

  for (guint i = 0; work->contacts != NULL && i < work->contacts->len; i++)
    if (!save_one (self, work->account_id, work->contacts->pdata[i], error))
      return NULL;
  for (guint i = 0; work->list != NULL && work->list[i] != NULL; i++)
    if (!drop_one (self, work->account_id, work->list[i], error))
      return NULL;
  return store_contacts_read_state (self, work->account_id, error);
}

static gpointer
clear (StoreDatabase *self, gpointer account_id, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM contact_phones WHERE account_id = ?",
    "DELETE FROM contacts WHERE account_id = ?",
    "DELETE FROM contact_rounds WHERE account_id = ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!store_database_execute (self, error, statements[i], account_id, NULL))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

/* --- from outside ------------------------------------------------------------- */

void
store_contacts_add_page_async (StoreDatabase *self, const char *account_id, guint round, guint offset,
                               guint n_rows, GPtrArray *page,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  StoreContactsWork *work;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && page != NULL);

  work = store_contacts_work_new (account_id);
  work->contacts = g_ptr_array_ref (page);
  work->number = round;
  work->other = offset + n_rows;
  work->is_first = offset == 0;
  store_database_run_async (self, store_contacts_add_page_async, STORE_WORK_WRITE, add_page, work,
                            store_contacts_work_free, g_free, cancellable, callback, user_data);
}

StoreContactsState *
store_contacts_add_page_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_add_page_async, result, error);
}

void
store_contacts_end_round_async (StoreDatabase *self, const char *account_id, gint64 now, gint64 old,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  StoreContactsWork *work;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  work = store_contacts_work_new (account_id);
  work->number = now;
  work->other = old;
  store_database_run_async (self, store_contacts_end_round_async, STORE_WORK_WRITE, end_round, work,
                            store_contacts_work_free, g_free, cancellable, callback, user_data);
}

StoreContactsState *
store_contacts_end_round_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_end_round_async, result, error);
}

void
store_contacts_save_async (StoreDatabase *self, const char *account_id, GPtrArray *contacts,
                           const char *const *gone,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  StoreContactsWork *work;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  work = store_contacts_work_new (account_id);
  work->contacts = contacts != NULL ? g_ptr_array_ref (contacts) : NULL;
  work->list = g_strdupv ((char **)gone);
  store_database_run_async (self, store_contacts_save_async, STORE_WORK_WRITE, save, work,
                            store_contacts_work_free, g_free, cancellable, callback, user_data);
}

StoreContactsState *
store_contacts_save_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_save_async, result, error);
}

void
store_contacts_clear_async (StoreDatabase *self, const char *account_id,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_contacts_clear_async, STORE_WORK_WRITE, clear, g_strdup (account_id),
                            g_free, NULL, cancellable, callback, user_data);
}

gboolean
store_contacts_clear_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_clear_async, result, error) != NULL;
}
