/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/lib/raw-server.h"

#include <string.h>
#include <sys/socket.h>

#define WEBSOCKET_GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
#define FRAGMENT (64 * 1024)

struct _RawServer
{
  RawServerManner manner;
  guint status;
  gint64 n_sent;  /* atomic by the lock */
  guint n_pings;
  GMutex lock;

  /* owned */
  char *url;
  GSocket *listener;
  GCancellable *cancellable;
  GThread *thread;
};

static gboolean
send_all (RawServer *self, GSocket *socket, const void *bytes, gsize size)
{
  const char *at = bytes;

  while (size > 0)
    {
      gssize n = g_socket_send (socket, at, size, self->cancellable, NULL);

      if (n <= 0)
        return FALSE;
      at += n;
      size -= n;
      g_mutex_lock (&self->lock);
      self->n_sent += n;
      g_mutex_unlock (&self->lock);
    }

  return TRUE;
}

static gboolean
send_text (RawServer *self, GSocket *socket, const char *text)
{
  return send_all (self, socket, text, strlen (text));
}

/* The request up to its empty line, or NULL. */
static char *
read_request (RawServer *self, GSocket *socket)
{
  GString *request = g_string_new (NULL);
  char c;

  while (!g_str_has_suffix (request->str, "\r\n\r\n"))
    {
      if (g_socket_receive (socket, &c, 1, self->cancellable, NULL) <= 0 || request->len > 65536)
        {
          g_string_free (request, TRUE);
          return NULL;
        }
      g_string_append_c (request, c);
    }

  return g_string_free (request, FALSE);
}

static char *
accept_key (const char *request)
{
  const char *key = strstr (request, "Sec-WebSocket-Key: ");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;

  if (key == NULL)
    return g_strdup ("");
  key += strlen ("Sec-WebSocket-Key: ");
  g_checksum_update (checksum, (const guchar *) key, strcspn (key, "\r"));
  g_checksum_update (checksum, (const guchar *) WEBSOCKET_GUID, strlen (WEBSOCKET_GUID));
  g_checksum_get_digest (checksum, digest, &size);

  return g_base64_encode (digest, size);
}

static gboolean
upgrade (RawServer *self, GSocket *socket, gboolean properly)
{
  g_autofree char *request = read_request (self, socket);
  g_autofree char *key = NULL;
  g_autofree char *answer = NULL;

  if (request == NULL)
    return FALSE;
  key = properly ? accept_key (request) : g_strdup ("bm90IHRoZSByaWdodCBrZXk=");
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Accept: %s\r\n\r\n", key);
  if (!send_text (self, socket, answer))
    return FALSE;
  g_mutex_lock (&self->lock);
  self->n_sent = 0;
  g_mutex_unlock (&self->lock);

  return TRUE;
}

static void
refuse (RawServer *self, GSocket *socket)
{
  g_autofree char *request = read_request (self, socket);
  g_autofree char *answer =
    g_strdup_printf ("HTTP/1.1 %u Because\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:1/\r\n\r\n", self->status);

  send_text (self, socket, answer);
}

static void
send_fragments (RawServer *self, GSocket *socket)
{
  g_autofree guint8 *frame = g_malloc (10 + FRAGMENT);
  guint64 length = GUINT64_TO_BE (FRAGMENT);

  frame[0] = 0x01; /* text, not the last */
  frame[1] = 127;
  memcpy (frame + 2, &length, 8);
  memset (frame + 10, ' ', FRAGMENT);
  while (send_all (self, socket, frame, 10 + FRAGMENT))
    frame[0] = 0x00;
}

static void
send_flood (RawServer *self, GSocket *socket)
{
  static const char text[] = "{\"method\":\"notify_registered\",\"params\":{\"user\":\"1000\",\"registered\":\"true\"}}";
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    {
      g_string_append_c (many, (char) 0x81);
      g_string_append_c (many, sizeof text - 1);
      g_string_append (many, text);
    }
  while (send_all (self, socket, many->str, many->len))
    ;
}

static void
answer_pings (RawServer *self, GSocket *socket)
{
  guint8 head[6];

  /* each frame of a client is masked; those we know are short */
  for (;;)
    {
      gsize got = 0;
      guint8 payload[125];
      guint length;

      while (got < sizeof head)
        {
          gssize n = g_socket_receive (socket, (char *) head + got, sizeof head - got, self->cancellable,
                                       NULL);

          if (n <= 0)
            return;
          got += n;
        }
      length = head[1] & 0x7f;
      if (length > sizeof payload ||
          (length > 0 && g_socket_receive (socket, (char *) payload, length, self->cancellable, NULL) <= 0))
        return;
      if ((head[0] & 0x0f) != 0x09)
        continue;
      g_mutex_lock (&self->lock);
      self->n_pings++;
      g_mutex_unlock (&self->lock);
      for (guint i = 0; i < length; i++)
        payload[i] ^= head[2 + i % 4];
      head[0] = 0x8a;
      head[1] = length;
      if (!send_all (self, socket, head, 2) || !send_all (self, socket, payload, length))
        return;
    }
}

static void
wait_for_end (RawServer *self, GSocket *socket)
{
  char buffer[4096];

  while (g_socket_receive (socket, buffer, sizeof buffer, self->cancellable, NULL) > 0)
    ;
}

static void
reset (RawServer *self, GSocket *socket)
{
  struct linger linger = { 1, 0 };

  send_all (self, socket, "\x81\x7e\x10\x00half", 8);
  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static void
serve (RawServer *self, GSocket *socket)
{
  switch (self->manner)
    {
    case RAW_SERVER_CLOSE:
      return;
    case RAW_SERVER_SILENT:
      g_socket_condition_wait (socket, G_IO_HUP, self->cancellable, NULL);
      return;
    case RAW_SERVER_STATUS:
      refuse (self, socket);
      return;
    case RAW_SERVER_NO_HTTP:
      send_text (self, socket, "\x01\x02 hello?\r\n\r\n");
      return;
    case RAW_SERVER_BAD_ACCEPT:
      if (upgrade (self, socket, FALSE))
        wait_for_end (self, socket);
      return;
    case RAW_SERVER_UPGRADE:
    case RAW_SERVER_FRAGMENTS:
    case RAW_SERVER_FLOOD:
    case RAW_SERVER_BAD_UTF8:
    case RAW_SERVER_RESERVED:
    case RAW_SERVER_RESET:
    case RAW_SERVER_PONG:
    default:
      break;
    }
  if (!upgrade (self, socket, TRUE))
    return;
  if (self->manner == RAW_SERVER_FRAGMENTS)
    send_fragments (self, socket);
  else if (self->manner == RAW_SERVER_FLOOD)
    send_flood (self, socket);
  else if (self->manner == RAW_SERVER_PONG)
    answer_pings (self, socket);
  else if (self->manner == RAW_SERVER_RESET)
    reset (self, socket);
  else
    {
      if (self->manner == RAW_SERVER_BAD_UTF8)
        send_all (self, socket, "\x81\x02\xc3\x28", 4);
      else if (self->manner == RAW_SERVER_RESERVED)
        send_all (self, socket, "\xf1\x02{}", 4);
      wait_for_end (self, socket);
    }
}

static gpointer
run (gpointer data)
{
  RawServer *self = data;

  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (GSocket) socket = g_socket_accept (self->listener, self->cancellable, NULL);

      if (socket == NULL)
        break;
      serve (self, socket);
      g_socket_close (socket, NULL);
    }

  return NULL;
}

RawServer *
raw_server_new (RawServerManner manner, guint status)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->manner = manner;
  self->status = status;
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->listener, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (self->listener, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (self->listener, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("ws://127.0.0.1:%u/pbx/ws",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->thread = g_thread_new ("raw-server", run, self);

  return self;
}

void
raw_server_free (RawServer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_socket_close (self->listener, NULL);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);
  g_free (self->url);
  g_free (self);
}

const char *
raw_server_get_url (RawServer *self)
{
  return self->url;
}

guint64
raw_server_get_n_sent (RawServer *self)
{
  guint64 n;

  g_mutex_lock (&self->lock);
  n = self->n_sent;
  g_mutex_unlock (&self->lock);

  return n;
}

guint
raw_server_get_n_pings (RawServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_pings;
  g_mutex_unlock (&self->lock);

  return n;
}
