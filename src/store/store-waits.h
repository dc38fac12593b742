/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"

G_BEGIN_DECLS

/* Somebody busy is waited for, maybe with a caller parked meanwhile. What does not apply is NULL. */
typedef struct
{
  char *id;
  char *target, *target_name;
  int kind;
  char *slot, *room_id, *talker_id; /* where the caller is parked, and who it is to the PBX */
  char *caller_number, *caller_name;
  gboolean is_automatic;
  gint64 booked_at, expires_at;     /* real µs */
} StoreWait;

void       store_wait_free          (StoreWait *wait);

/* In the order of booking: an array of StoreWait. */
void       store_waits_load_async   (StoreDatabase *self, const char *account_id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *store_waits_load_finish  (StoreDatabase *self, GAsyncResult *result, GError **error);
/* Replaces one with the same id. */
void       store_waits_save_async   (StoreDatabase *self, const char *account_id, const StoreWait *wait,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_waits_save_finish  (StoreDatabase *self, GAsyncResult *result, GError **error);
void       store_waits_remove_async (StoreDatabase *self, const char *account_id, const char *id,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_waits_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreWait, store_wait_free)

G_END_DECLS
