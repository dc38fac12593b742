/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-database-private.h"

/* A PBX that makes up new numbers does not fill the disk. */
#define KEPT "1000"

static const char *const kinds[] = { "park", "line", "queue" };

typedef struct
{
  char *account_id;
  StorePlaceKind kind;
  char *number, *room_id, *talker_id;
} Change;

static Change *
change_new (const char *account_id, StorePlaceKind kind, const char *number, const char *room_id,
            const char *talker_id)
{
  Change *change = g_new0 (Change, 1);

  change->account_id = g_strdup (account_id);
  change->kind = kind;
  change->number = g_strdup (number);
  change->room_id = g_strdup (room_id != NULL ? room_id : "");
  change->talker_id = g_strdup (room_id != NULL && talker_id != NULL ? talker_id : "");
  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->account_id);
  g_free (change->number);
  g_free (change->room_id);
  g_free (change->talker_id);
  g_free (change);
}

static void
place_free (gpointer data)
{
  StorePlace *place = data;

  g_free (place->number);
  g_free (place->room_id);
  g_free (place->talker_id);
  g_free (place);
}

static char *
column (sqlite3_stmt *statement, int i)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, i));
}

static gpointer
load (StoreDatabase *self, gpointer account_id, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  statement = store_database_prepare (
      self, error, "SELECT kind, number, room_id, talker_id FROM places WHERE account_id = ?", account_id, NULL);
  if (statement == NULL)
    return NULL;

  while (store_database_next (self, statement, &local))
    {
      const char *kind = (const char *) sqlite3_column_text (statement, 0);
      StorePlace *place = g_new0 (StorePlace, 1);

      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (g_strcmp0 (kind, kinds[i]) == 0)
          place->kind = i;
      place->number = column (statement, 1);
      place->room_id = column (statement, 2);
      place->talker_id = column (statement, 3);
      g_ptr_array_add (places, place);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&places);
}

static gpointer
add (StoreDatabase *self, gpointer user_data, GError **error)
{
  Change *change = user_data;
  gboolean done;

  done = store_database_execute (self, error,
                                 "INSERT INTO places (account_id, kind, number) SELECT ?1, ?2, ?3 WHERE"
                                 " (SELECT count (*) FROM places WHERE account_id = ?1 AND kind = ?2) < " KEPT
                                 " ON CONFLICT DO NOTHING",
                                 change->account_id, kinds[change->kind], change->number, NULL);
  return GINT_TO_POINTER (done);
}

static gpointer
own (StoreDatabase *self, gpointer user_data, GError **error)
{
  Change *change = user_data;
  gboolean done;

  done = store_database_execute (self, error,
                                 "INSERT INTO places (account_id, kind, number, room_id, talker_id)"
                                 " VALUES (?, 'park', ?, ?, ?) ON CONFLICT DO UPDATE"
                                 " SET room_id = excluded.room_id, talker_id = excluded.talker_id",
                                 change->account_id, change->number, change->room_id, change->talker_id,
                                 NULL);
  return GINT_TO_POINTER (done);
}

void
store_places_load_async (StoreDatabase *self,
                         const char *account_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);

  store_database_run_async (self, store_places_load_async, STORE_WORK_READ, load, g_strdup (account_id),
                            g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
store_places_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_places_load_async, result, error);
}

void
store_places_add_async (StoreDatabase *self,
                        const char *account_id,
                        StorePlaceKind kind,
                        const char *number,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && number != NULL && kind < G_N_ELEMENTS (kinds));

  store_database_run_async (self, store_places_add_async, STORE_WORK_WRITE, add,
                            change_new (account_id, kind, number, NULL, NULL), change_free, NULL, cancellable,
                            callback, user_data);
}

gboolean
store_places_add_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_places_add_async, result, error) != NULL;
}

void
store_places_own_async (StoreDatabase *self,
                        const char *account_id,
                        const char *number,
                        const char *room_id,
                        const char *talker_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL && number != NULL);

  store_database_run_async (self, store_places_own_async, STORE_WORK_WRITE, own,
                            change_new (account_id, STORE_PLACE_PARK, number, room_id,
                                        talker_id), change_free,
                            NULL, cancellable, callback, user_data);
}

gboolean
store_places_own_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_places_own_async, result, error) != NULL;
}
