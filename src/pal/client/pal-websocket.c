/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-websocket.h"

#include <libsoup/soup.h>

#include "pal/client/pal-websocket-guard.h"
#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"

/* What a pin may excuse: that nobody known has signed it, and the name. Never age or weakness. */
#define EXCUSABLE (G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY)
#define GUARD_LIMIT (PAL_WEBSOCKET_MAX_MESSAGE + 2 * 1024 * 1024)

struct _PalWebsocket
{
  GObject parent_instance;

  guint depth;         /* of libsoup's signals on the stack */
  gboolean checking;   /* pings come each second until one is answered */
  gboolean timed_out;
  PalTransportFrameFunc sink;
  gpointer sink_data;

  /* owned */
  PalClock *clock;
  SoupSession *session;
  SoupWebsocketConnection *connection; /* while open */
  SoupWebsocketConnection *closing;    /* says goodbye; no more of our concern */
  PalWebsocketGuard *guard;
  GCancellable *opening;               /* while connecting */
  guint connect_timer;
  char *fingerprint;
  GTlsCertificate *peer_certificate;
  GTlsCertificateFlags peer_errors;
};

/* One try to connect. */
typedef struct
{
  SoupMessage *message;
  GCancellable *cancellable; /* of the caller */
  gulong cancelled_id;
  gboolean has_secret;
} Opening;

static void
opening_free (Opening *opening)
{
  if (opening->cancelled_id != 0)
    g_cancellable_disconnect (opening->cancellable, opening->cancelled_id);
  g_clear_object (&opening->cancellable);
  g_clear_object (&opening->message);
  g_free (opening);
}

static gboolean
unref_cb (gpointer object)
{
  g_object_unref (object);

  return G_SOURCE_REMOVE;
}

/* libsoup goes on with a connection after its handlers return: the last reference must not go meanwhile. */
static void
drop_connection (PalWebsocket *self, SoupWebsocketConnection *connection)
{
  g_signal_handlers_disconnect_by_data (connection, self);
  if (self->depth > 0)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, unref_cb, connection, NULL);
      g_source_attach (source, g_main_context_get_thread_default ());
    }
  else
    g_object_unref (connection);
}

static void
said_goodbye_cb (SoupWebsocketConnection *connection, PalWebsocket *self)
{
  self->depth++;
  if (connection == self->closing)
    drop_connection (self, g_steal_pointer (&self->closing));
  self->depth--;
}

/* From here on nothing of the connection reaches anybody. */
static void
detach (PalWebsocket *self)
{
  SoupWebsocketConnection *connection = g_steal_pointer (&self->connection);

  g_clear_pointer (&self->guard, pal_websocket_guard_free);
  self->checking = FALSE;
  if (connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (connection, self);
  if (self->closing != NULL)
    drop_connection (self, g_steal_pointer (&self->closing));
  if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_CLOSED)
    {
      drop_connection (self, connection);
      return;
    }
  self->closing = connection;
  g_signal_connect_object (connection, "closed", G_CALLBACK (said_goodbye_cb), self, 0);
}

static void
lose (PalWebsocket *self, guint code, const GError *error)
{
  g_autoptr (GError) too_big = NULL;

  if (self->connection == NULL)
    return;
  if (self->guard != NULL && pal_websocket_guard_has_tripped (self->guard))
    {
      code = SOUP_WEBSOCKET_CLOSE_TOO_BIG;
      error = too_big = g_error_new (PAL_ERROR, PAL_ERROR_PROTOCOL,
                                     _("The server sent a message larger than %d MiB."),
                                     PAL_WEBSOCKET_MAX_MESSAGE / (1024 * 1024));
    }
  g_object_ref (self);
  detach (self);
  pal_transport_emit_closed (PAL_TRANSPORT (self), code, error);
  g_object_unref (self);
}

/* libsoup reads on until the socket is empty, which may be never: without the socket it stops. */
static void
cut (SoupWebsocketConnection *connection)
{
  GSocket *socket = pal_websocket_find_socket (soup_websocket_connection_get_io_stream (connection));

  if (socket != NULL)
    g_socket_close (socket, NULL); /* nothing is to be done about a failure */
}

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, PalWebsocket *self)
{
  /* libsoup goes on emitting after the close began */
  if (connection != self->connection)
    return;

  g_object_ref (self);
  self->depth++;
  if (self->guard != NULL)
    pal_websocket_guard_whole (self->guard);
  if (G_UNLIKELY (type != SOUP_WEBSOCKET_DATA_TEXT))
    pal_transport_emit_alive (PAL_TRANSPORT (self));
  else if (G_LIKELY (self->sink != NULL))
    self->sink (PAL_TRANSPORT (self), message, self->sink_data);
  else
    pal_transport_emit_frame (PAL_TRANSPORT (self), message);
  self->depth--;
  g_object_unref (self);
}

/* The generic marshaller takes a ninth of the time of a small message. */
static void
marshal_message (GClosure     *closure,
                 GValue       *result,
                 guint         n_values,
                 const GValue *values,
                 gpointer      hint,
                 gpointer      data)
{
  message_cb (g_value_get_object (&values[0]), g_value_get_int (&values[1]), g_value_get_boxed (&values[2]),
              closure->data);
}

/* libsoup 3.2 gives another type here than it declares: the payload must not be looked at. */
static void
pong_cb (SoupWebsocketConnection *connection, gpointer payload, PalWebsocket *self)
{
  if (self->checking)
    {
      self->checking = FALSE;
      soup_websocket_connection_set_keepalive_interval (connection, PAL_WEBSOCKET_KEEPALIVE);
    }
  self->depth++;
  g_object_ref (self);
  pal_transport_emit_alive (PAL_TRANSPORT (self));
  self->depth--;
  g_object_unref (self);
}

static void
closing_cb (SoupWebsocketConnection *connection, PalWebsocket *self)
{
  g_object_ref (self);
  self->depth++;
  lose (self, soup_websocket_connection_get_close_code (connection), NULL);
  self->depth--;
  g_object_unref (self);
}

static void
error_cb (SoupWebsocketConnection *connection, const GError *cause, PalWebsocket *self)
{
  g_autoptr (GError) error = NULL;
  guint code = 0;

  if (cause->domain == SOUP_WEBSOCKET_ERROR)
    {
      code = cause->code;
      error = g_error_new (PAL_ERROR, PAL_ERROR_PROTOCOL, _("The server broke the rules of the connection: %s"),
                           cause->message);
    }
  else
    error = g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, _("The connection broke: %s"), cause->message);

  g_object_ref (self);
  self->depth++;
  lose (self, code, error);
  self->depth--;
  g_object_unref (self);
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       PalWebsocket         *self)
{
  gboolean pinned = pal_tls_matches_fingerprint (certificate, self->fingerprint);

  if (pinned && (errors & ~EXCUSABLE) == 0)
    return TRUE;

  g_set_object (&self->peer_certificate, certificate);
  self->peer_errors = pinned ? errors & ~EXCUSABLE : errors;

  return FALSE;
}

static GError *
refusal_to_error (SoupMessage *message)
{
  guint status = soup_message_get_status (message);
  const char *phrase = soup_message_get_reason_phrase (message);

  if (status >= 400 && status < 500 && status != 408 && status != 429)
    return pal_error_new_remote (PAL_ERROR_DENIED, status, phrase, _("The server refused the connection (%u %s)."),
                                 status, phrase);

  return pal_error_new_remote (PAL_ERROR_TRANSPORT, status, phrase,
                               _("The server does not offer the interface at this address (%u %s)."),
                               status, phrase != NULL ? phrase : "");
}

/* The words of GLib may be shown; those with the address in them may not. */
static GError *
to_pal_error (PalWebsocket *self, Opening *opening, const GError *cause)
{
  guint status = soup_message_get_status (opening->message);
  g_autofree char *flags = NULL;

  if (self->peer_certificate != NULL)
    {
      flags = pal_tls_describe_flags (self->peer_errors);
      return g_error_new (PAL_ERROR, PAL_ERROR_TLS, _("The server’s certificate is not trusted: %s."), flags);
    }
  if (self->timed_out)
    return g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, _("The server did not answer within %d seconds."),
                        (int) (PAL_WEBSOCKET_CONNECT_TIMEOUT / G_USEC_PER_SEC));
  if (cause->domain == SOUP_WEBSOCKET_ERROR && status != SOUP_STATUS_NONE &&
      status != SOUP_STATUS_SWITCHING_PROTOCOLS)
    return refusal_to_error (opening->message);
  if (cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_EOF)
    return g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, _("No encrypted connection is possible at this address."));
  if (opening->has_secret || strchr (cause->message, '?') != NULL)
    return g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, _("The server cannot be reached."));

  return g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, _("The server cannot be reached: %s"), cause->message);
}

static void
take_connection (PalWebsocket *self, SoupWebsocketConnection *connection)
{
  GSocket *socket = pal_websocket_find_socket (soup_websocket_connection_get_io_stream (connection));
  GClosure *closure = g_cclosure_new_object (G_CALLBACK (message_cb), G_OBJECT (self));

  self->connection = connection;
  soup_websocket_connection_set_max_incoming_payload_size (connection, PAL_WEBSOCKET_MAX_MESSAGE);
  soup_websocket_connection_set_keepalive_interval (connection, PAL_WEBSOCKET_KEEPALIVE);
  g_closure_set_marshal (closure, marshal_message);
  g_signal_connect_closure (connection, "message", closure, FALSE);
  g_signal_connect_object (connection, "pong", G_CALLBACK (pong_cb), self, 0);
  g_signal_connect_object (connection, "error", G_CALLBACK (error_cb), self, 0);
  g_signal_connect_object (connection, "closing", G_CALLBACK (closing_cb), self, 0);
  g_signal_connect_object (connection, "closed", G_CALLBACK (closing_cb), self, 0);
  if (socket != NULL)
    self->guard = pal_websocket_guard_new (socket, GUARD_LIMIT);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) cause = NULL;
  PalWebsocket *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  SoupWebsocketConnection *connection;

  connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &cause);
  g_clear_object (&self->opening);
  if (self->connect_timer != 0)
    pal_clock_remove (self->clock, self->connect_timer);
  self->connect_timer = 0;
  g_signal_handlers_disconnect_by_data (opening->message, self);

  if (connection == NULL)
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !self->timed_out)
        g_task_return_error (task, g_steal_pointer (&cause));
      else
        g_task_return_error (task, to_pal_error (self, opening, cause));
      return;
    }
  take_connection (self, connection);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
  else
    detach (self);
}

static void
connect_timeout_cb (gpointer user_data)
{
  PalWebsocket *self = user_data;

  self->connect_timer = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->opening);
}

static void
caller_cancelled_cb (GCancellable *cancellable, GCancellable *opening)
{
  g_cancellable_cancel (opening);
}

static void
websocket_close (PalTransport *transport, guint code, const char *reason)
{
  PalWebsocket *self = PAL_WEBSOCKET (transport);
  SoupWebsocketConnection *connection = self->connection;

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  if (connection == NULL)
    return;
  detach (self);
  if (code == SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION || code == SOUP_WEBSOCKET_CLOSE_TOO_BIG)
    cut (connection);
  else if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (connection, code, reason);
}

static void
websocket_open_async (PalTransport        *transport,
                      const char          *url,
                      const char          *fingerprint,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  PalWebsocket *self = PAL_WEBSOCKET (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  Opening *opening;

  g_task_set_source_tag (task, websocket_open_async);
  websocket_close (transport, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  if (self->opening != NULL)
    {
      g_task_return_new_error (task, PAL_ERROR, PAL_ERROR_BUSY, _("A connection is being made already."));
      return;
    }
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_task_return_error (task, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, "url",
                                                          _("This is not the address of a server.")));
      return;
    }

  self->timed_out = FALSE;
  g_clear_object (&self->peer_certificate);
  self->peer_errors = 0;
  g_free (self->fingerprint);
  self->fingerprint = g_strdup (fingerprint);
  self->opening = g_cancellable_new ();

  opening = g_new0 (Opening, 1);
  opening->message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  opening->has_secret = g_uri_get_query (uri) != NULL && strstr (g_uri_get_query (uri), "password") != NULL;
  soup_message_add_flags (opening->message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect_object (opening->message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self, 0);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  if (cancellable != NULL)
    {
      opening->cancellable = g_object_ref (cancellable);
      opening->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb),
                                                     g_object_ref (self->opening), g_object_unref);
    }
  self->connect_timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) +
                                       PAL_WEBSOCKET_CONNECT_TIMEOUT, connect_timeout_cb, self);
  soup_session_websocket_connect_async (self->session, opening->message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        self->opening, connected_cb, g_steal_pointer (&task));
}

static gboolean
websocket_open_finish (PalTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == websocket_open_async, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
websocket_send (PalTransport *transport, const char *text, gsize length)
{
  PalWebsocket *self = PAL_WEBSOCKET (transport);
  g_autoptr (GBytes) bytes = NULL;

  if (self->connection == NULL ||
      soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return FALSE;
  bytes = g_bytes_new (text, length);
  soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, bytes);

  return TRUE;
}

static void
websocket_check (PalTransport *transport)
{
  PalWebsocket *self = PAL_WEBSOCKET (transport);

  if (self->connection == NULL || self->checking)
    return;
  self->checking = TRUE;
  soup_websocket_connection_set_keepalive_interval (self->connection, 1);
}

static void
websocket_set_sink (PalTransport *transport, PalTransportFrameFunc func, gpointer user_data)
{
  PalWebsocket *self = PAL_WEBSOCKET (transport);

  self->sink = func;
  self->sink_data = user_data;
}

static GTlsCertificate *
websocket_get_peer_certificate (PalTransport *transport, GTlsCertificateFlags *errors)
{
  PalWebsocket *self = PAL_WEBSOCKET (transport);

  if (errors != NULL)
    *errors = self->peer_errors;

  return self->peer_certificate;
}

static void
websocket_iface_init (PalTransportInterface *iface)
{
  iface->open_async = websocket_open_async;
  iface->open_finish = websocket_open_finish;
  iface->send = websocket_send;
  iface->close = websocket_close;
  iface->check = websocket_check;
  iface->set_sink = websocket_set_sink;
  iface->get_peer_certificate = websocket_get_peer_certificate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PalWebsocket, pal_websocket, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAL_TYPE_TRANSPORT, websocket_iface_init))

static void
pal_websocket_dispose (GObject *object)
{
  PalWebsocket *self = PAL_WEBSOCKET (object);

  websocket_close (PAL_TRANSPORT (self), SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  if (self->closing != NULL)
    drop_connection (self, g_steal_pointer (&self->closing));
  g_clear_object (&self->peer_certificate);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (pal_websocket_parent_class)->dispose (object);
}

static void
pal_websocket_finalize (GObject *object)
{
  g_free (PAL_WEBSOCKET (object)->fingerprint);

  G_OBJECT_CLASS (pal_websocket_parent_class)->finalize (object);
}

static void
pal_websocket_class_init (PalWebsocketClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pal_websocket_dispose;
  G_OBJECT_CLASS (klass)->finalize = pal_websocket_finalize;
}

static void
pal_websocket_init (PalWebsocket *self)
{
  self->session = soup_session_new_with_options ("timeout", 0, "idle-timeout", 0, "user-agent", "libpal", NULL);
}

/**
 * pal_websocket_new:
 * @clock: (nullable): the clock of the connect timer
 *
 * Returns: (transfer full): a transport that is closed
 */
PalTransport *
pal_websocket_new (PalClock *clock)
{
  PalWebsocket *self = g_object_new (PAL_TYPE_WEBSOCKET, NULL);

  self->clock = clock != NULL ? g_object_ref (clock) : pal_clock_new_system ();

  return PAL_TRANSPORT (self);
}
