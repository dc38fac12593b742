/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-address.h"

#include "pal/client/pal-endpoint.h"
#include "store/store-secrets.h"

#define DEFAULT_PORT 8443

char **
desk_address_guess (const char *typed, GError **error)
{
  return pal_endpoint_guess_urls (typed, error);
}

gboolean
desk_address_is_exposed (const char *url)
{
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new (url, NULL, "");

  return !pal_endpoint_is_encrypted (endpoint) && !pal_endpoint_is_loopback (endpoint);
}

int
desk_address_get_port (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  int port = uri != NULL ? g_uri_get_port (uri) : -1;

  if (port > 0 || uri == NULL)
    return port;

  return g_str_equal (g_uri_get_scheme (uri), "wss") ? 443 : 80;
}

char *
desk_address_dup_label (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = NULL;
  int port = desk_address_get_port (url);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (url);
  /* A path of its own, or no encryption: only the whole address says it. */
  if (!g_str_equal (g_uri_get_scheme (uri), "wss") || g_strcmp0 (g_uri_get_path (uri), "/pbx/ws") != 0)
    return g_strdup (url);

  host = strchr (g_uri_get_host (uri), ':') != NULL ? g_strdup_printf ("[%s]", g_uri_get_host (uri))
                                                    : g_strdup (g_uri_get_host (uri));

  return port == DEFAULT_PORT ? g_steal_pointer (&host) : g_strdup_printf ("%s:%d", host, port);
}

void
desk_password_lookup_async (StoreAccount *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  store_secrets_lookup_async (account, cancellable, callback, user_data);
}

char *
desk_password_lookup_finish (GAsyncResult *result, GError **error)
{
  return store_secrets_lookup_finish (result, error);
}

void
desk_password_save_async (StoreAccount *account,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  store_secrets_save_async (account, password, cancellable, callback, user_data);
}

gboolean
desk_password_save_finish (GAsyncResult *result, GError **error)
{
  return store_secrets_save_finish (result, error);
}

void
desk_password_clear_async (StoreAccount *account,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  store_secrets_clear_async (account, cancellable, callback, user_data);
}

gboolean
desk_password_clear_finish (GAsyncResult *result, GError **error)
{
  return store_secrets_clear_finish (result, error);
}

char *
desk_password_copy (const char *password)
{
  return g_strdup (password);
}

void
desk_password_free (char *password)
{
  store_secrets_free (password);
}
