/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts as rows, and what reads the copy of them. */
#include "config.h"

#include "store/store-contacts-private.h"

#define MAX_FOUND "200"

StoreContact *
store_contact_new (const char *id, const char *name)
{
  StoreContact *contact = g_new0 (StoreContact, 1);

  contact->id = g_strdup (id);
  contact->name = g_strdup (name);
  return contact;
}

StoreContact *
store_contact_copy (const StoreContact *contact)
{
  StoreContact *copy = g_new (StoreContact, 1);

  *copy = *contact;
  copy->id = g_strdup (contact->id);
  copy->name = g_strdup (contact->name);
  copy->phonebook = g_strdup (contact->phonebook);
  copy->language = g_strdup (contact->language);
  copy->phones = g_strdup (contact->phones);
  copy->extra = g_strdup (contact->extra);
  copy->info = contact->info != NULL ? g_bytes_ref (contact->info) : NULL;
  return copy;
}

void
store_contact_free (StoreContact *contact)
{
  if (contact == NULL)
    return;
  g_free (contact->id);
  g_free (contact->name);
  g_free (contact->phonebook);
  g_free (contact->language);
  g_free (contact->phones);
  g_free (contact->extra);
  g_clear_pointer (&contact->info, g_bytes_unref);
  g_free (contact);
}

void
store_contact_add_phone (StoreContact *contact, const char *key, const char *field, const char *number)
{
  g_autofree char *old = g_steal_pointer (&contact->phones);
  g_autofree char *safe_key = g_strdelimit (g_strdup (key), "\t\n", ' ');
  g_autofree char *safe_field = g_strdelimit (g_strdup (field), "\t\n", ' ');
  g_autofree char *safe_number = g_strdelimit (g_strdup (number), "\t\n", ' ');

  contact->phones = g_strconcat (old != NULL ? old : "", old != NULL ? "\n" : "", safe_key, "\t",
                                 safe_field, "\t",
                                 safe_number, NULL);
}

static char *
text_at (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

StoreContact *
store_contacts_read_row (sqlite3_stmt *statement)
{
  StoreContact *contact = g_new0 (StoreContact, 1);

  contact->id = text_at (statement, 0);
  contact->name = text_at (statement, 1);
  contact->phonebook = text_at (statement, 2);
  contact->is_shared = sqlite3_column_int (statement, 3) != 0;
  contact->language = text_at (statement, 4);
  contact->phones = text_at (statement, 5);
  contact->extra = text_at (statement, 6);
  contact->fetched_at = sqlite3_column_int64 (statement, 7);
  contact->want = sqlite3_column_int (statement, 8);
  return contact;
}

static gboolean
read_all (StoreDatabase *self, sqlite3_stmt *statement, GPtrArray *contacts, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  while (store_database_next (self, statement, &local))
    g_ptr_array_add (contacts, store_contacts_read_row (statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

StoreContactsState *
store_contacts_read_state (StoreDatabase *self, const char *account_id, GError **error)
{
  g_autofree StoreContactsState *state = g_new0 (StoreContactsState, 1);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement = store_database_prepare (
      self, error,
      "SELECT (SELECT count(*) FROM contacts WHERE account_id = ?1),"
      " (SELECT count(*) FROM contacts WHERE account_id = ?1 AND want = 1),"
      " (SELECT count(*) FROM contacts WHERE account_id = ?1 AND want > 1),"
      " round, position, is_listing, listed_at"
      " FROM (SELECT 1) LEFT JOIN contact_rounds ON account_id = ?1",
      account_id, NULL);

  if (statement == NULL)
    return NULL;
  while (store_database_next (self, statement, &local))
    {
      guint n_new = (guint)sqlite3_column_int (statement, 1);

      state->n_total = (guint)sqlite3_column_int (statement, 0);
      state->n_fetched = state->n_total - n_new;
      state->n_wanted = n_new + (guint)sqlite3_column_int (statement, 2);
      state->round = (guint)sqlite3_column_int64 (statement, 3);
      state->offset = (guint)sqlite3_column_int64 (statement, 4);
      state->is_listing = sqlite3_column_int (statement, 5) != 0;
      state->listed_at = sqlite3_column_int64 (statement, 6);
    }
  if (local == NULL)
    return g_steal_pointer (&state);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
get_state (StoreDatabase *self, gpointer account_id, GError **error)
{
  return store_contacts_read_state (self, account_id, error);
}

/* New ones first, then doubtful ones, then old ones. */
static gpointer
list_wanted (StoreDatabase *self, gpointer data, GError **error)
{
  const StoreContactsWork *work = data;
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify)store_contact_free);
  sqlite3_stmt *statement = store_database_prepare (
      self, error,
      "SELECT " STORE_CONTACT_COLUMNS " FROM contacts WHERE account_id = ? AND want > 0 ORDER BY want LIMIT ?2",
      work->account_id, NULL);

  if (statement != NULL && sqlite3_bind_int64 (statement, 2, work->number) != SQLITE_OK)
    {
      store_set_error (sqlite3_db_handle (statement), error);
      return NULL;
    }
  return read_all (self, statement, contacts, error) ? g_steal_pointer (&contacts) : NULL;
}

typedef struct
{
  char *account_id;
  StoreContactFunc func;
  gpointer data;
  GDestroyNotify data_free;
} Visit;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  if (visit->data != NULL && visit->data_free != NULL)
    visit->data_free (visit->data);
  g_free (visit->account_id);
  g_free (visit);
}

/* Without a copy of each: there may be 100,000. */
static gpointer
visit_all (StoreDatabase *self, gpointer data, GError **error)
{
  Visit *visit = data;
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement = store_database_prepare (
      self, error, "SELECT " STORE_CONTACT_COLUMNS " FROM contacts WHERE account_id = ?",
      visit->account_id, NULL);

  if (statement == NULL)
    return NULL;
  while (store_database_next (self, statement, &local))
    {
      const StoreContact contact = {
        .id = (char *)sqlite3_column_text (statement, 0),
        .name = (char *)sqlite3_column_text (statement, 1),
        .phonebook = (char *)sqlite3_column_text (statement, 2),
        .is_shared = sqlite3_column_int (statement, 3) != 0,
        .language = (char *)sqlite3_column_text (statement, 4),
        .phones = (char *)sqlite3_column_text (statement, 5),
        .extra = (char *)sqlite3_column_text (statement, 6),
        .fetched_at = sqlite3_column_int64 (statement, 7),
        .want = sqlite3_column_int (statement, 8),
      };

      visit->func (&contact, visit->data);
    }
  if (local == NULL)
    return g_steal_pointer (&visit->data);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
find (StoreDatabase *self, gpointer data, GError **error)
{
  const StoreContactsWork *work = data;
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify)store_contact_free);

  for (guint i = 0; work->list[i] != NULL; i++)
    if (!read_all (self,
                   store_database_prepare (self, error,
                                           "SELECT " STORE_CONTACT_COLUMNS " FROM contacts WHERE account_id = ?1"
                                           " AND id IN (SELECT id FROM contact_phones WHERE account_id = ?1"
                                           " AND key = ?2) LIMIT " MAX_FOUND,
                                           work->account_id, work->list[i], NULL),
                   contacts, error))
      return NULL;
  return g_steal_pointer (&contacts);
}

static gpointer
get (StoreDatabase *self, gpointer data, GError **error)
{
  const StoreContactsWork *work = data;
  g_autoptr (StoreContact) contact = NULL;
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement = store_database_prepare (
      self, error, "SELECT " STORE_CONTACT_COLUMNS ", info FROM contacts WHERE account_id = ? AND id = ?",
      work->account_id, work->text, NULL);

  if (statement == NULL)
    return NULL;
  while (store_database_next (self, statement, &local))
    {
      contact = store_contacts_read_row (statement);
      if (sqlite3_column_type (statement, 9) != SQLITE_NULL)
        contact->info = g_bytes_new (sqlite3_column_blob (statement, 9),
                                     (gsize)sqlite3_column_bytes (statement, 9));
    }
  if (local == NULL)
    return g_steal_pointer (&contact);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* --- from outside ------------------------------------------------------------- */

void
store_contacts_get_state_async (StoreDatabase *self, const char *account_id,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_contacts_get_state_async, STORE_WORK_READ, get_state,
                            g_strdup (account_id), g_free, g_free, cancellable, callback, user_data);
}

StoreContactsState *
store_contacts_get_state_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_get_state_async, result, error);
}

void
store_contacts_list_wanted_async (StoreDatabase *self, const char *account_id, guint limit,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  StoreContactsWork *work;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  work = store_contacts_work_new (account_id);
  work->number = limit;
  store_database_run_async (self, store_contacts_list_wanted_async, STORE_WORK_READ, list_wanted, work,
                            store_contacts_work_free, (GDestroyNotify)g_ptr_array_unref, cancellable,
                            callback,
                            user_data);
}

GPtrArray *
store_contacts_list_wanted_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_list_wanted_async, result, error);
}

void
store_contacts_visit_async (StoreDatabase *self, const char *account_id, StoreContactFunc func, gpointer data,
                            GDestroyNotify data_free,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Visit *visit;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && func != NULL && data != NULL);

  visit = g_new0 (Visit, 1);
  visit->account_id = g_strdup (account_id);
  visit->func = func;
  visit->data = data;
  visit->data_free = data_free;
  store_database_run_async (self, store_contacts_visit_async, STORE_WORK_READ, visit_all, visit, visit_free,
                            data_free, cancellable, callback, user_data);
}

gpointer
store_contacts_visit_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_visit_async, result, error);
}

void
store_contacts_find_async (StoreDatabase *self, const char *account_id, const char *const *keys,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  StoreContactsWork *work;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && keys != NULL);

  work = store_contacts_work_new (account_id);
  work->list = g_strdupv ((char **)keys);
  store_database_run_async (self, store_contacts_find_async, STORE_WORK_READ, find, work,
                            store_contacts_work_free, (GDestroyNotify)g_ptr_array_unref, cancellable,
                            callback,
                            user_data);
}

GPtrArray *
store_contacts_find_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_find_async, result, error);
}

void
store_contacts_get_async (StoreDatabase *self, const char *account_id, const char *id,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  StoreContactsWork *work;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && id != NULL);

  work = store_contacts_work_new (account_id);
  work->text = g_strdup (id);
  store_database_run_async (self, store_contacts_get_async, STORE_WORK_READ, get, work,
                            store_contacts_work_free,
                            (GDestroyNotify)store_contact_free, cancellable, callback, user_data);
}

StoreContact *
store_contacts_get_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_contacts_get_async, result, error);
}
