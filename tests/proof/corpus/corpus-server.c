/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "corpus-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "pal/protocol/pal-methods.h"

#define ACTIVE "{\"jsonrpc\":\"2.0\",\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"active\"}}"
#define GOOD_RESULT "[\"true\",\"Ann\"]"

struct _CorpusServer
{
  SoupServer *server;
  SoupWebsocketConnection *connection; /* the newest */
  char *url;
  GBytes *result;
};

static void
append (GByteArray *array, const char *text)
{
  g_byte_array_append (array, (const guint8 *) text, strlen (text));
}

static void
message_cb (SoupWebsocketConnection *connection,
            SoupWebsocketDataType    type,
            GBytes                  *message,
            CorpusServer            *self)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  GByteArray *answer = g_byte_array_new ();
  g_autoptr (GBytes) frame = NULL;
  const char *id = g_strrstr (text, "\"id\":");

  g_assert_nonnull (id);
  append (answer, "{\"jsonrpc\":\"2.0\",\"result\":");
  if (self->result != NULL && strstr (text, pal_method_get (PAL_METHOD_GET_OPTIONS)->name) != NULL)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (self->result, &length);

      if (length > 0)
        g_byte_array_append (answer, data, length);
      self->result = NULL;
    }
  else
    append (answer, GOOD_RESULT);
  append (answer, ",");
  append (answer, id); /* to the end of the request, its brace too */
  frame = g_byte_array_free_to_bytes (answer);
  corpus_server_send (self, frame);
}

static void
connected_cb (SoupServer              *server,
              SoupServerMessage       *message,
              const char              *path,
              SoupWebsocketConnection *connection,
              gpointer                 user_data)
{
  CorpusServer *self = user_data;

  g_set_object (&self->connection, connection);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), self);
  soup_websocket_connection_send_text (connection, ACTIVE);
}

CorpusServer *
corpus_server_new (void)
{
  CorpusServer *self = g_new0 (CorpusServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_websocket_handler (self->server, "/pbx/ws", NULL, NULL, connected_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("ws://127.0.0.1:%d/pbx/ws", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
corpus_server_free (CorpusServer *self)
{
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->connection);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->url);
  g_free (self);
}

const char *
corpus_server_get_url (CorpusServer *self)
{
  return self->url;
}

void
corpus_server_set_result (CorpusServer *self, GBytes *json)
{
  self->result = json;
}

void
corpus_server_send (CorpusServer *self, GBytes *frame)
{
  if (self->connection != NULL
      && soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, frame);
}
