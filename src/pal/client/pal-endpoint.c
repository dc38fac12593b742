/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-endpoint.h"

#include <gio/gio.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"

#define PATH "/pbx/ws"
#define PORT_TLS 8443
#define PORT_PLAIN 18080

static const char *const everything[] = { "*", NULL };

G_DEFINE_BOXED_TYPE (PalEndpoint, pal_endpoint, pal_endpoint_copy, pal_endpoint_free)

PalEndpoint *
pal_endpoint_new (const char *url, const char *tenant, const char *user)
{
  PalEndpoint *self = g_new0 (PalEndpoint, 1);

  self->url = g_strdup (url);
  self->tenant = g_strdup (tenant);
  self->user = g_strdup (user);

  return self;
}

PalEndpoint *
pal_endpoint_copy (const PalEndpoint *self)
{
  PalEndpoint *copy = g_new (PalEndpoint, 1);

  *copy = *self;
  copy->url = g_strdup (self->url);
  copy->tenant = g_strdup (self->tenant);
  copy->user = g_strdup (self->user);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->users = g_strdupv (self->users);
  copy->parks = g_strdupv (self->parks);
  copy->lines = g_strdupv (self->lines);
  copy->queues = g_strdupv (self->queues);

  return copy;
}

void
pal_endpoint_free (PalEndpoint *self)
{
  g_free (self->url);
  g_free (self->tenant);
  g_free (self->user);
  g_free (self->fingerprint);
  g_strfreev (self->users);
  g_strfreev (self->parks);
  g_strfreev (self->lines);
  g_strfreev (self->queues);
  g_free (self);
}

gboolean
pal_endpoint_watch (PalEndpoint *self, const char *what, const char *const *numbers)
{
  const struct { const char *name; char ***list; } kinds[] = {
    { "user", &self->users }, { "park", &self->parks }, { "line", &self->lines }, { "queue", &self->queues },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].name, what) != 0)
        continue;
      g_strfreev (*kinds[i].list);
      *kinds[i].list = g_strdupv ((char **) numbers);
      return TRUE;
    }

  return FALSE;
}

void
pal_endpoint_watch_all (PalEndpoint *self)
{
  self->status = self->registered = self->voicemail = self->recording = TRUE;
  pal_endpoint_watch (self, "user", everything);
  pal_endpoint_watch (self, "park", everything);
  pal_endpoint_watch (self, "line", everything);
  pal_endpoint_watch (self, "queue", everything);
}

gboolean
pal_endpoint_is_encrypted (const PalEndpoint *self)
{
  return self->url != NULL && g_ascii_strncasecmp (self->url, "wss:", 4) == 0;
}

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

gboolean
pal_endpoint_is_loopback (const PalEndpoint *self)
{
  g_autoptr (GUri) uri = NULL;

  if (self->url == NULL)
    return FALSE;
  uri = g_uri_parse (self->url, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return uri != NULL && is_loopback_host (g_uri_get_host (uri));
}

static void
add_url (GStrvBuilder *urls, const char *scheme, const char *host, int port, const char *path)
{
  g_autofree char *url = NULL;

  if (path == NULL || *path == '\0' || g_str_equal (path, "/"))
    path = PATH;

  url = g_uri_join (G_URI_FLAGS_ENCODED_PATH, scheme, NULL, host, port, path, NULL, NULL);
  g_strv_builder_add (urls, url);
}

static gboolean
is_plain_port (int port)
{
  return port == 80 || port == 8080 || port == PORT_PLAIN;
}

char **
pal_endpoint_guess_urls (const char *typed, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed != NULL ? typed : ""));
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GStrvBuilder) urls = g_strv_builder_new ();
  const char *scheme, *host, *path;
  gboolean given;
  int port;

  given = strstr (text, "://") != NULL;
  whole = given ? g_strdup (text) : g_strconcat ("wss://", text, NULL);
  uri = g_uri_parse (whole, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_PARSE_RELAXED, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  if (g_strcmp0 (scheme, "https") == 0)
    scheme = "wss";
  else if (g_strcmp0 (scheme, "http") == 0)
    scheme = "ws";
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0' || strpbrk (host, " \t\r\n/\\") != NULL ||
      (!g_str_equal (scheme, "ws") && !g_str_equal (scheme, "wss")))
    {
      g_propagate_error (error, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, "url",
                                                         _("This is not the address of a server.")));
      return NULL;
    }

  port = g_uri_get_port (uri);
  path = g_uri_get_path (uri);
  if (given)
    add_url (urls, scheme, host, port, path);
  else if (port > 0)
    {
      gboolean plain_first = is_plain_port (port) || is_loopback_host (host);

      add_url (urls, plain_first ? "ws" : "wss", host, port, path);
      add_url (urls, plain_first ? "wss" : "ws", host, port, path);
    }
  else
    {
      if (is_loopback_host (host))
        add_url (urls, "ws", host, PORT_PLAIN, path);
      add_url (urls, "wss", host, PORT_TLS, path);
      add_url (urls, "wss", host, -1, path);
      if (!is_loopback_host (host))
        add_url (urls, "ws", host, PORT_PLAIN, path);
    }

  return g_strv_builder_end (urls);
}

static void
append_pair (GString *out, const char *key, const char *value)
{
  g_string_append_c (out, out->len > 0 && strchr (out->str, '?') != NULL ? '&' : '?');
  g_string_append (out, key);
  g_string_append_c (out, '=');
  g_string_append_uri_escaped (out, value, NULL, FALSE);
}

static void
append_list (GString *out, const char *key, char **values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], "*"))
      g_string_append_printf (out, "&%s=*", key);
    else
      append_pair (out, key, values[i]);
}

static void
append_flag (GString *out, const char *key, gboolean value)
{
  if (value)
    append_pair (out, key, "true");
}

char *
pal_endpoint_build_url (const PalEndpoint *self, const char *password)
{
  GString *out = g_string_new (self->url);
  char *query = strpbrk (out->str, "?#");

  if (query != NULL)
    g_string_truncate (out, query - out->str);
  if (self->tenant != NULL && *self->tenant != '\0')
    append_pair (out, "tenant", self->tenant);
  append_pair (out, "login_user", self->user != NULL ? self->user : "");
  if (self->login_mode == PAL_LOGIN_MODE_URL && password != NULL)
    append_pair (out, "login_password", password);
  if (self->phone_index > 0)
    {
      g_autofree char *index = g_strdup_printf ("%u", self->phone_index);

      append_pair (out, "phone_idx", index);
    }
  append_list (out, "user", self->users);
  append_flag (out, "status", self->status);
  append_flag (out, "registered", self->registered);
  append_flag (out, "voicemail", self->voicemail);
  append_flag (out, "callrecording", self->recording);
  append_list (out, "park", self->parks);
  append_list (out, "line", self->lines);
  append_list (out, "queue", self->queues);

  return g_string_free (out, FALSE);
}
