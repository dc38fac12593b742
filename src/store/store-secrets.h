/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-account.h"

G_BEGIN_DECLS

/* Passwords live in the secret service and nowhere else. A missing or locked service is a normal case: the
 * error says so and the person is asked each time. */
void     store_secrets_lookup_async  (StoreAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* NULL without an error when none is saved. Free with store_secrets_free(). */
char    *store_secrets_lookup_finish (GAsyncResult *result, GError **error);
void     store_secrets_save_async    (StoreAccount *account, const char *password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean store_secrets_save_finish   (GAsyncResult *result, GError **error);
void     store_secrets_clear_async   (StoreAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean store_secrets_clear_finish  (GAsyncResult *result, GError **error);
void     store_secrets_free          (char *password); /* wipes */

G_END_DECLS
