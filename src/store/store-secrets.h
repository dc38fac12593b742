/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-account.h"

G_BEGIN_DECLS

#define STORE_SECRETS_ERROR (store_secrets_error_quark ())
typedef enum
{
  STORE_SECRETS_ERROR_UNAVAILABLE, /* no secret service, or it has no keyring */
  STORE_SECRETS_ERROR_LOCKED,
  STORE_SECRETS_ERROR_DISMISSED,   /* the person closed the service's question */
  STORE_SECRETS_ERROR_FAILED,
} StoreSecretsError;
GQuark   store_secrets_error_quark   (void);

/* Passwords live in the secret service and nowhere else. A missing or locked service is a normal case: the
 * error says so and the person is asked each time. A password is given only to the server and user it was
 * saved for; saving forgets what the account had before. */
void     store_secrets_lookup_async  (StoreAccount *account, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* NULL without an error when none is saved. Free with store_secrets_free(). */
char    *store_secrets_lookup_finish (GAsyncResult *result, GError **error);
void     store_secrets_save_async    (StoreAccount *account, const char *password,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean store_secrets_save_finish   (GAsyncResult *result, GError **error);
void     store_secrets_clear_async   (StoreAccount *account, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean store_secrets_clear_finish  (GAsyncResult *result, GError **error);
void     store_secrets_free          (char *password); /* wipes */

G_END_DECLS
