/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"

G_BEGIN_DECLS

/* A table whose rows are read all at once and written one by one: what its columns are called and where they
 * stand in the struct of a row. From it come reading, writing, copying and freeing. */

typedef enum
{
  STORE_COLUMN_TEXT, /* char *, owned; NULL is NULL */
  STORE_COLUMN_INT,
  STORE_COLUMN_INT64,
  STORE_COLUMN_FLAG, /* gboolean */
} StoreColumnKind;

typedef struct
{
  const char *name;
  StoreColumnKind kind;
  gsize offset;
} StoreColumn;

typedef struct
{
  const char *name;  /* the SQL name; the table has an account_id too */
  const char *order; /* of the rows: SQL */
  gsize row_size;
  GDestroyNotify row_free;
  const StoreColumn *columns; /* the first is the key: a text, or a number that the table gives */
  guint n_columns;
} StoreTable;

gpointer   store_table_copy_row      (const StoreTable *table, gconstpointer row);
void       store_table_free_row      (const StoreTable *table, gpointer row);

/* For work functions that do more than this: in the worker. In order: an array of rows. */
GPtrArray *store_table_read          (const StoreTable *table, StoreDatabase *database, const char *account_id, GError **error);

/* In order: an array of rows. */
void       store_table_load_async    (const StoreTable *table, StoreDatabase *database, const char *account_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *store_table_load_finish   (const StoreTable *table, StoreDatabase *database, GAsyncResult *result, GError **error);
/* A new row; its number, which no other ever had, or 0 with an error. */
void       store_table_add_async     (const StoreTable *table, StoreDatabase *database, const char *account_id,
                                      gconstpointer row, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gint64     store_table_add_finish    (const StoreTable *table, StoreDatabase *database, GAsyncResult *result, GError **error);
/* In the place of the row with that key, and of the one with @old_key when that is not NULL. Where the table gives
 * the numbers, a row that was removed does not come back. */
void       store_table_save_async    (const StoreTable *table, StoreDatabase *database, const char *account_id,
                                      const char *old_key, gconstpointer row, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_table_save_finish   (const StoreTable *table, StoreDatabase *database, GAsyncResult *result, GError **error);
/* A number as text. */
void       store_table_remove_async  (const StoreTable *table, StoreDatabase *database, const char *account_id,
                                      const char *key, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean   store_table_remove_finish (const StoreTable *table, StoreDatabase *database, GAsyncResult *result, GError **error);

G_END_DECLS
