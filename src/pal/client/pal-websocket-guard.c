/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-websocket-guard.h"

#include <glib-unix.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#define PAUSE (G_USEC_PER_SEC / 20)

struct _PalWebsocketGuard
{
  GSource source; /* first: this is the source */

  GSocket *socket; /* owned */
  gpointer tag;
  guint64 limit;
  guint64 base;   /* bytes the socket had taken in when the last whole message was seen */
  gboolean whole; /* one came since the last look */
};

static gboolean
read_count (GSocket *socket, guint64 *count)
{
  struct tcp_info info = { 0 };
  socklen_t length = sizeof info;

  if (g_socket_is_closed (socket) ||
      getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_INFO, &info, &length) != 0 ||
      length < offsetof (struct tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received)
    return FALSE;
  *count = info.tcpi_bytes_received;

  return TRUE;
}

static gboolean
guard_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  PalWebsocketGuard *self = (PalWebsocketGuard *) source;
  guint64 count;

  if (g_source_query_unix_fd (source, self->tag) != 0)
    {
      g_source_modify_unix_fd (source, self->tag, 0);
      g_source_set_ready_time (source, g_get_monotonic_time () + PAUSE);
    }
  else
    {
      g_source_modify_unix_fd (source, self->tag, G_IO_IN);
      g_source_set_ready_time (source, -1);
    }

  if (!read_count (self->socket, &count))
    return G_SOURCE_CONTINUE;
  if (self->whole)
    {
      self->base = count;
      self->whole = FALSE;
    }
  else if (count - self->base > self->limit)
    return callback (user_data);

  return G_SOURCE_CONTINUE;
}

static void
guard_finalize (GSource *source)
{
  PalWebsocketGuard *self = (PalWebsocketGuard *) source;

  g_clear_object (&self->socket);
}

static GSourceFuncs guard_funcs = { .dispatch = guard_dispatch, .finalize = guard_finalize };

PalWebsocketGuard *
pal_websocket_guard_new (GSocket *socket, guint64 limit, PalWebsocketGuardFunc func, gpointer user_data)
{
  GSource *source = g_source_new (&guard_funcs, sizeof (PalWebsocketGuard));
  PalWebsocketGuard *self = (PalWebsocketGuard *) source;

  self->socket = g_object_ref (socket);
  self->limit = limit;
  read_count (socket, &self->base);
  self->tag = g_source_add_unix_fd (source, g_socket_get_fd (socket), G_IO_IN);
  g_source_set_static_name (source, "pal-websocket-guard");
  g_source_set_callback (source, G_SOURCE_FUNC (func), user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return self;
}

void
pal_websocket_guard_free (PalWebsocketGuard *self)
{
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

void
pal_websocket_guard_whole (PalWebsocketGuard *self)
{
  self->whole = TRUE;
}

GSocket *
pal_websocket_find_socket (GIOStream *stream)
{
  static const char *const names[] = { "base-iostream", "base-io-stream" };

  while (stream != NULL && !G_IS_SOCKET_CONNECTION (stream))
    {
      GIOStream *base = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (names) && base == NULL; i++)
        if (g_object_class_find_property (G_OBJECT_GET_CLASS (stream), names[i]) != NULL)
          {
            g_object_get (stream, names[i], &base, NULL);
            if (base != NULL)
              g_object_unref (base); /* the outer one keeps it */
          }
      stream = base;
    }

  return stream != NULL ? g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)) : NULL;
}
