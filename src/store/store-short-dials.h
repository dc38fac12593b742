/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"

G_BEGIN_DECLS

/* A short code that stands for a number. */
typedef struct
{
  char *code, *number;
  char *name; /* may be "" */
} StoreShortDial;

void       store_short_dial_free           (StoreShortDial *dial);

/* In no order: an array of StoreShortDial. */
void       store_short_dials_load_async    (StoreDatabase *self, const char *account_id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *store_short_dials_load_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
/* In the place of @old_code, if that is not NULL, and of whatever the code stood for. */
void       store_short_dials_save_async    (StoreDatabase *self, const char *account_id, const char *old_code,
                                            const char *code, const char *number, const char *name,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_short_dials_save_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
void       store_short_dials_remove_async  (StoreDatabase *self, const char *account_id, const char *code,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_short_dials_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

G_END_DECLS
