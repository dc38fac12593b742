/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line.h"

#include <libsoup/soup.h>
#include <string.h>

#include "tests/lib/test-wait.h"

struct _Line
{
  SoupSession *session;
  SoupWebsocketConnection *connection;
  GString *received;
  char *reply;
  guint64 n_asked;
};

static void
received_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, Line *self)
{
  g_string_append_len (self->received, g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  g_string_append_c (self->received, '\n');
}

/* Until @part came. */
static Line *
open_until (const char *whole, const char *part)
{
  Line *self = g_new0 (Line, 1);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", whole);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->received = g_string_new (NULL);
  self->session = soup_session_new ();
  soup_session_websocket_connect_async (self->session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL,
                                        test_store_result_cb, &result);
  test_wait_for (result != NULL);
  self->connection = soup_session_websocket_connect_finish (self->session, result, &error);
  g_assert_no_error (error);
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, 64 * 1024 * 1024);
  g_signal_connect (self->connection, "message", G_CALLBACK (received_cb), self);
  test_wait_for (strstr (self->received->str, part) != NULL);

  return self;
}

Line *
line_open (const char *url, const char *user)
{
  g_autofree char *whole = g_strdup_printf ("%s?login_user=%s&login_password=%s", url, user, user);

  return open_until (whole, "\"active\"");
}

Line *
line_open_unsigned (const char *url, const char *user)
{
  g_autofree char *whole = g_strdup_printf ("%s?login_user=%s", url, user);

  return open_until (whole, "\"nonce\"");
}

void
line_close (Line *self)
{
  g_signal_handlers_disconnect_by_data (self->connection, self);
  if (line_is_open (self))
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
  test_settle ();
  g_object_unref (self->connection);
  g_object_unref (self->session);
  g_string_free (self->received, TRUE);
  g_free (self->reply);
  g_free (self);
}

gboolean
line_is_open (Line *self)
{
  return soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN;
}

const char *
line_show (Line *self, GBytes *frame)
{
  g_autofree char *ping = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"id\":\"after\"}",
                                           pal_method_get (PAL_METHOD_PING)->name);

  g_string_truncate (self->received, 0);
  soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, frame);
  soup_websocket_connection_send_text (self->connection, ping);
  test_wait_for (strstr (self->received->str, "\"after\"") != NULL);

  return self->received->str;
}

/* The line of what came that ends with @end. */
static char *
take_reply (Line *self, const char *end)
{
  const char *at = strstr (self->received->str, end);
  const char *start = at;

  if (at == NULL)
    return NULL;
  while (start > self->received->str && start[-1] != '\n')
    start--;

  return g_strndup (start, at + strlen (end) - start - 1);
}

static gboolean
too_late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_CONTINUE;
}

const char *
line_ask (Line *self, PalMethodId method, const char *params, guint seconds)
{
  g_autofree char *request = NULL;
  g_autofree char *end = g_strdup_printf (",\"id\":%" G_GUINT64_FORMAT "}\n", ++self->n_asked);
  gboolean too_late = FALSE;
  guint alarm = g_timeout_add_seconds (seconds, too_late_cb, &too_late);

  request = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s,\"id\":%" G_GUINT64_FORMAT "}",
                             pal_method_get (method)->name, params, self->n_asked);
  g_string_truncate (self->received, 0);
  g_clear_pointer (&self->reply, g_free);
  if (line_is_open (self))
    soup_websocket_connection_send_text (self->connection, request);
  while (line_is_open (self) && !too_late && (self->reply = take_reply (self, end)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);

  return self->reply;
}
