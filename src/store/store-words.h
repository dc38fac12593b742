/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"

G_BEGIN_DECLS

/* A table that says one thing of a number. */
typedef struct
{
  const char *select, *insert, *remove; /* SQL */
} StoreWords;

extern const StoreWords store_aliases; /* own names of extensions */
extern const StoreWords store_choices; /* who of several a number stands for: "kind:id" */

/* The table is number → text. */
void        store_words_load_async  (const StoreWords *words, StoreDatabase *database, const char *account_id,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GHashTable *store_words_load_finish (const StoreWords *words, StoreDatabase *database, GAsyncResult *result,
                                     GError **error);
/* NULL or "" removes. */
void        store_words_set_async   (const StoreWords *words, StoreDatabase *database, const char *account_id,
                                     const char *number, const char *text, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean    store_words_set_finish  (const StoreWords *words, StoreDatabase *database, GAsyncResult *result,
                                     GError **error);

G_END_DECLS
