/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/store-account.h"

G_BEGIN_DECLS

/* What windows need to know of a server's address and of a saved password, without seeing the client or the
 * secret service. */

/* What a person typed ("pbx", "pbx:8443", "wss://pbx/pbx/ws") as the addresses to try in order. */
char   **desk_address_guess         (const char *typed, GError **error);
/* Not encrypted, and to another machine: to be asked about. */
gboolean desk_address_is_exposed    (const char *url);
/* "pbx.example.com", with the port when it is not 8443: what is shown and can be typed again. */
char    *desk_address_dup_label     (const char *url);
int      desk_address_get_port      (const char *url);

/* As store-secrets. The looked-up text is freed with desk_password_free(), which wipes it. */
void     desk_password_lookup_async  (StoreAccount *account, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
char    *desk_password_lookup_finish (GAsyncResult *result, GError **error);
void     desk_password_save_async    (StoreAccount *account, const char *password, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean desk_password_save_finish   (GAsyncResult *result, GError **error);
void     desk_password_clear_async   (StoreAccount *account, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean desk_password_clear_finish  (GAsyncResult *result, GError **error);
char    *desk_password_copy          (const char *password);
void     desk_password_free          (char *password);

G_END_DECLS
