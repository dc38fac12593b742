/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/store-database.h"

G_BEGIN_DECLS

typedef enum
{
  STORE_WORK_READ,
  STORE_WORK_WRITE, /* runs in a transaction; on disk before the callback */
} StoreWorkKind;

/* Runs in the worker. Gives the result (never NULL) or sets @error. */
typedef gpointer (*StoreWorkFunc) (StoreDatabase *self, gpointer data, GError **error);

/* Takes @data. The finish function is store_database_run_finish() with the same tag. */
void          store_database_run_async  (StoreDatabase *self, gpointer tag, StoreWorkKind kind, StoreWorkFunc func,
                                         gpointer data, GDestroyNotify data_free, GDestroyNotify result_free,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer      store_database_run_finish (StoreDatabase *self, gpointer tag, GAsyncResult *result, GError **error);

/* For work functions: only in the worker. Statements are kept and borrowed; @sql is static text. Every "?" is
 * bound to a text of the NULL-terminated list, at most four. */
sqlite3_stmt *store_database_prepare    (StoreDatabase *self, GError **error, const char *sql, ...) G_GNUC_NULL_TERMINATED;
/* TRUE when a row is there; FALSE at the end (the statement is reset) or with @error. */
gboolean      store_database_next       (StoreDatabase *self, sqlite3_stmt *statement, GError **error);
/* A prepared statement without rows, to its end. */
gboolean      store_database_finish     (StoreDatabase *self, sqlite3_stmt *statement, GError **error);
/* A statement without rows, from prepare to end. */
gboolean      store_database_execute    (StoreDatabase *self, GError **error, const char *sql, ...) G_GNUC_NULL_TERMINATED;

/* The data most work needs. */
typedef struct
{
  char *account_id;
  char *number;
  char *text;
  gboolean flag;
} StoreRowData;

StoreRowData *store_row_data_new        (const char *account_id, const char *number, const char *text, gboolean flag);
void          store_row_data_free       (StoreRowData *data);

/* store-migrations.c: from any older schema to ours. */
#define STORE_APPLICATION_ID 0x53644e65 /* "SdNe" */
guint         store_migrations_get_newest (void);
gboolean      store_migrations_run        (sqlite3 *db, const char *path, guint up_to, GError **error);
gboolean      store_set_error             (sqlite3 *db, GError **error); /* what SQLite said; FALSE */

/* store-file.c: the file around the database. */
int           store_file_lock             (const char *path, GError **error); /* a descriptor, or -1 */
gboolean      store_file_prepare          (const char *path, GError **error); /* makes it 0600 */
char         *store_file_put_aside        (const char *path, GError **error); /* renames a damaged one */
sqlite3      *store_file_open             (const char *path, char **damaged, GError **error); /* checked and set up */

G_END_DECLS
