/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"
#include "store/store-log-row.h"

G_BEGIN_DECLS

/* The calls of a person, and when nobody could see whether there were any. */

/* What a writer needs to begin. */
typedef struct
{
  GPtrArray *open;      /* of StoreLogRow */
  GHashTable *ignored;  /* key -> number as it was given */
  gint64 seen_at;       /* the last moment calls were being seen; 0: never */
  guint n_missed;       /* and not returned */
} StoreLogStart;

void           store_log_start_free    (StoreLogStart *start);
void           store_log_start_async   (StoreDatabase *self, const char *account_id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
StoreLogStart *store_log_start_finish  (StoreDatabase *self, GAsyncResult *result, GError **error);

/* What a change did besides. */
typedef struct
{
  GArray *done;         /* ids (gint64) of missed calls this one returned */
  guint n_missed;
  guint n_removed;
} StoreLogChange;

void            store_log_change_free  (StoreLogChange *change);
/* Inserts or replaces by id; an answered call returns the missed ones of the same key before it; @seen_at as above
 * (0: unchanged). */
void            store_log_save_async   (StoreDatabase *self, const char *account_id, const StoreLogRow *row, gint64 seen_at,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void            store_log_seen_async   (StoreDatabase *self, const char *account_id, gint64 seen_at,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Of @id, or of all missed calls (0). */
void            store_log_done_async   (StoreDatabase *self, const char *account_id, gint64 id, gboolean is_done,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* That one; with 0 all that ended, and with @before only what began earlier. At most 2,000 rows at a time: n_removed says
 * how many, ask again until it is 0. */
void            store_log_remove_async (StoreDatabase *self, const char *account_id, gint64 id, gint64 before,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Calls of that party are not to be logged (a NULL @number: they are again). */
void            store_log_ignore_async (StoreDatabase *self, const char *account_id, const char *key, const char *number,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
StoreLogChange *store_log_change_finish (StoreDatabase *self, GAsyncResult *result, GError **error); /* of these five */

/* Newest first. */
typedef struct
{
  StoreLogFilter filter;
  char *words[STORE_LOG_MAX_WORDS + 1];
  gint64 started_at, id;  /* the row from which to go on, itself not included; id 0: from the end */
  gboolean is_newer;      /* towards the newer ones; the page is in the order of going */
  guint limit;            /* rows wanted */
  guint scan;             /* rows looked at, at most: a search goes on from where it stopped */
} StoreLogQuery;

typedef struct
{
  GPtrArray *rows;        /* of StoreLogRow */
  gint64 started_at, id;  /* where it stopped */
  gboolean is_end;        /* there is nothing further */
} StoreLogPage;

void          store_log_page_free      (StoreLogPage *page);
void          store_log_page_async     (StoreDatabase *self, const char *account_id, const StoreLogQuery *query,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
StoreLogPage *store_log_page_finish    (StoreDatabase *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreLogStart, store_log_start_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreLogChange, store_log_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreLogPage, store_log_page_free)

G_END_DECLS
