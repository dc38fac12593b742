/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the log by pages. A page is looked for in an index alone, at most so many rows at a time, so that a
 * search for what is not there keeps nobody waiting who has a call to write. */
#include "config.h"

#include <string.h>

#include "store/store-log-private.h"

typedef struct
{
  char *account_id;
  StoreLogQuery query;
} Asked;

#define OLDER(index, clause) \
  "SELECT id, started_at, folded FROM log INDEXED BY " index " WHERE account_id = ?1 AND " clause \
  " AND (started_at, id) < (?2, ?3) ORDER BY started_at DESC, id DESC"
#define NEWER(index, clause) \
  "SELECT id, started_at, folded FROM log INDEXED BY " index " WHERE account_id = ?1 AND " clause \
  " AND (started_at, id) > (?2, ?3) ORDER BY started_at, id"
#define BOTH(index, clause) { OLDER (index, clause), NEWER (index, clause) }

/* The same as store_log_row_matches(). */
static const char *const selects[STORE_LOG_N_FILTERS][2] = {
  [STORE_LOG_FILTER_ALL] = BOTH ("log_by_time", "TRUE"),
  [STORE_LOG_FILTER_MISSED] = BOTH ("log_missed", "outcome = 2"),
  [STORE_LOG_FILTER_UNRETURNED] = BOTH ("log_unreturned", "outcome = 2 AND is_done = 0"),
  [STORE_LOG_FILTER_INCOMING] = BOTH ("log_by_way", "kind = 0 AND is_outgoing = 0"),
  [STORE_LOG_FILTER_OUTGOING] = BOTH ("log_by_way", "kind = 0 AND is_outgoing = 1"),
  [STORE_LOG_FILTER_RECORDED] = BOTH ("log_recorded", "is_recorded = 1"),
  [STORE_LOG_FILTER_QUEUE] = BOTH ("log_queue", "queue IS NOT NULL"),
};

G_STATIC_ASSERT (STORE_LOG_CALL == 0 && STORE_LOG_OPEN == 0 && STORE_LOG_MISSED == 2);

void
store_log_page_free (StoreLogPage *page)
{
  g_ptr_array_unref (page->rows);
  g_free (page);
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  for (guint i = 0; i < STORE_LOG_MAX_WORDS; i++)
    g_free (asked->query.words[i]);
  g_free (asked->account_id);
  g_free (asked);
}

static gboolean
has_words (const char *folded, char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

static sqlite3_stmt *
begin (StoreDatabase *self, const Asked *asked, GError **error)
{
  const StoreLogQuery *query = &asked->query;
  gint64 last = query->is_newer ? G_MININT64 : G_MAXINT64;
  const char *sql = selects[query->filter][query->is_newer != FALSE];
  sqlite3_stmt *statement = store_database_prepare (self, error, sql, asked->account_id, NULL);

  if (statement == NULL)
    return NULL;
  if (sqlite3_bind_int64 (statement, 2, query->id != 0 ? query->started_at : last) == SQLITE_OK
      && sqlite3_bind_int64 (statement, 3, query->id != 0 ? query->id : last) == SQLITE_OK)
    return statement;
  store_set_error (sqlite3_db_handle (statement), error);
  return NULL;
}

static gboolean
find_ids (StoreDatabase *self, const Asked *asked, StoreLogPage *page, GArray *ids, GError **error)
{
  const StoreLogQuery *query = &asked->query;
  sqlite3_stmt *statement = begin (self, asked, error);
  g_autoptr (GError) local = NULL;
  guint n_seen = 0;

  if (statement == NULL)
    return FALSE;
  page->is_end = TRUE;
  while (store_database_next (self, statement, &local))
    {
      page->id = sqlite3_column_int64 (statement, 0);
      page->started_at = sqlite3_column_int64 (statement, 1);
      if (has_words ((const char *)sqlite3_column_text (statement, 2), query->words))
        g_array_append_val (ids, page->id);
      if (ids->len < query->limit && ++n_seen < query->scan)
        continue;
      page->is_end = FALSE;
      sqlite3_reset (statement);
      break;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
find_page (StoreDatabase *self, gpointer data, GError **error)
{
  Asked *asked = data;
  g_autoptr (StoreLogPage) page = g_new0 (StoreLogPage, 1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  page->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)store_log_row_free);
  page->started_at = asked->query.started_at;
  page->id = asked->query.id;
  if (!find_ids (self, asked, page, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      sqlite3_stmt *statement = store_database_prepare (
          self, error, "SELECT " STORE_LOG_COLUMNS " FROM log WHERE id = ?", NULL);

      if (statement == NULL)
        return NULL;
      if (sqlite3_bind_int64 (statement, 1, g_array_index (ids, gint64, i)) != SQLITE_OK)
        {
          store_set_error (sqlite3_db_handle (statement), error);
          return NULL;
        }
      if (!store_log_read_rows (self, statement, page->rows, error))
        return NULL;
    }
  return g_steal_pointer (&page);
}

void
store_log_page_async (StoreDatabase *self,
                      const char *account_id,
                      const StoreLogQuery *query,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Asked *asked;

  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (account_id != NULL);
  g_return_if_fail (query->filter < STORE_LOG_N_FILTERS && query->limit > 0 && query->scan > 0);

  asked = g_new0 (Asked, 1);
  asked->account_id = g_strdup (account_id);
  asked->query = *query;
  for (guint i = 0; i <= STORE_LOG_MAX_WORDS; i++)
    asked->query.words[i] = i < STORE_LOG_MAX_WORDS ? g_strdup (query->words[i]) : NULL;
  store_database_run_async (self, store_log_page_async, STORE_WORK_READ, find_page, asked, asked_free,
                            (GDestroyNotify)store_log_page_free, cancellable, callback, user_data);
}

StoreLogPage *
store_log_page_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  return store_database_run_finish (self, store_log_page_async, result, error);
}
