/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-client.h"

#include <string.h>

#include "tests/lib/test-wait.h"

void
raw_server_start (RawServer *self, const SimOptions *options)
{
  SimOptions own = options != NULL ? *options : (SimOptions) { .auto_answer = -1 };
  g_autoptr(GError) error = NULL;

  own.listen = (char *) "127.0.0.1:0";
  own.seed = 7;
  self->clock = sim_clock_new_real ();
  self->world = sim_server_make_world (&own, self->clock, &error);
  g_assert_no_error (error);
  self->server = sim_server_new (self->world, &own);
  sim_server_start (self->server, &error);
  g_assert_no_error (error);
}

void
raw_server_stop (RawServer *self)
{
  sim_server_stop (self->server);
  test_settle ();
  g_assert_finalize_object (self->server);
  g_assert_finalize_object (self->world);
  g_assert_finalize_object (self->clock);
}

static void
message_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, RawClient *self)
{
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  g_ptr_array_add (self->frames, g_strndup (data, length));
}

static void
closed_cb (SoupWebsocketConnection *connection, RawClient *self)
{
  self->closed = TRUE;
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RawClient *self = user_data;

  self->connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &self->error);
  self->done = TRUE;
  if (self->connection == NULL)
    return;

  soup_websocket_connection_set_max_incoming_payload_size (self->connection, 128 * 1024 * 1024);
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
}

RawClient *
raw_client_open (RawServer *server, const char *query)
{
  RawClient *self = g_new0 (RawClient, 1);
  g_autofree char *url = g_strdup_printf ("%s?%s", sim_server_get_url (server->server), query);
  g_autoptr(SoupMessage) message = soup_message_new ("GET", url);

  self->session = soup_session_new ();
  self->frames = g_ptr_array_new_with_free_func (g_free);
  soup_session_websocket_connect_async (self->session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL,
                                        connected_cb, self);
  test_wait_for (self->done);
  self->status = soup_message_get_status (message);

  return self;
}

void
raw_client_free (RawClient *self)
{
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  if (self->connection != NULL
      && soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
  test_settle ();
  g_clear_object (&self->connection);
  g_clear_object (&self->session);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->frames);
  g_free (self);
}

void
raw_client_send (RawClient *self, const char *text)
{
  soup_websocket_connection_send_text (self->connection, text);
}

static const char *
find (RawClient *self, const char *part)
{
  for (guint i = 0; i < self->frames->len; i++)
    if (strstr (g_ptr_array_index (self->frames, i), part) != NULL)
      return g_ptr_array_index (self->frames, i);

  return NULL;
}

gboolean
raw_client_has (RawClient *self, const char *part)
{
  return find (self, part) != NULL;
}

const char *
raw_client_wait (RawClient *self, const char *part)
{
  test_wait_for (find (self, part) != NULL);

  return find (self, part);
}

const char *
raw_client_call (RawClient *self, const char *id, PalMethodId method, const char *params)
{
  g_autofree char *text = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s,\"id\":%s}",
                                           pal_method_get (method)->name, params, id);
  g_autofree char *end = g_strdup_printf (",\"id\":%s}", id);

  raw_client_send (self, text);

  return raw_client_wait (self, end);
}

gushort
raw_client_wait_closed (RawClient *self)
{
  test_wait_for (self->closed);

  return soup_websocket_connection_get_close_code (self->connection);
}
