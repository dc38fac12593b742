/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-websocket-guard.h"

#include <glib-unix.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#define PAUSE (G_USEC_PER_SEC / 50)

struct _PalWebsocketGuard
{
  GSource source; /* first: this is the source */

  GSocket *socket; /* owned */
  gpointer tag;
  gboolean paused; /* the socket is not asked for a while */
  guint64 limit;
  GThread *thread;

  gint whole; /* atomic: a whole message came since the last look */
  GMutex lock; /* of what follows */
  GCond wake;
  gboolean flows; /* libsoup may be reading, as far as the main loop knows */
  gboolean tripped, ended;
};

static gboolean
read_count (GSocket *socket, guint64 *count)
{
  struct tcp_info info = { 0 };
  socklen_t length = sizeof info;

  if (getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_INFO, &info, &length) != 0 ||
      length < offsetof (struct tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received)
    return FALSE;
  *count = info.tcpi_bytes_received;

  return TRUE;
}

/* One look. Without the socket libsoup stops. */
static void
look (PalWebsocketGuard *self, guint64 count, guint64 *base)
{
  if (g_atomic_int_compare_and_exchange (&self->whole, TRUE, FALSE))
    *base = count;
  else if (count - *base > self->limit)
    {
      self->tripped = TRUE;
      g_socket_shutdown (self->socket, TRUE, TRUE, NULL); /* fails when it is broken already */
    }
}

/* Sleeps without an end while nothing comes in; looks again and again while something does. */
static gpointer
watch (gpointer data)
{
  PalWebsocketGuard *self = data;
  guint64 base = 0, count;

  read_count (self->socket, &base);
  g_mutex_lock (&self->lock);
  while (!self->ended && !self->tripped)
    {
      if (!self->flows)
        {
          g_cond_wait (&self->wake, &self->lock);
          continue;
        }
      g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + PAUSE);
      if (!self->ended && read_count (self->socket, &count))
        look (self, count, &base);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

static void
set_flows (PalWebsocketGuard *self, gboolean flows)
{
  g_mutex_lock (&self->lock);
  if (flows && !self->flows)
    g_cond_signal (&self->wake);
  self->flows = flows;
  g_mutex_unlock (&self->lock);
}

/* Comes before libsoup's turn to read, which may have no end: what flows was said before, and what does not
 * was seen by the very poll that gave libsoup no turn. */
static gboolean
guard_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  PalWebsocketGuard *self = (PalWebsocketGuard *) source;
  GIOCondition condition = self->tag != NULL ? g_source_query_unix_fd (source, self->tag) : 0;

  if ((condition & (G_IO_HUP | G_IO_ERR | G_IO_NVAL)) != 0)
    {
      /* the end is told whether asked for or not: nobody else would have a turn */
      g_source_remove_unix_fd (source, g_steal_pointer (&self->tag));
      g_source_set_ready_time (source, -1);
      set_flows (self, FALSE);
    }
  else if (self->paused || condition != 0)
    {
      self->paused = condition != 0;
      g_source_modify_unix_fd (source, self->tag, self->paused ? 0 : G_IO_IN);
      g_source_set_ready_time (source, g_get_monotonic_time () + PAUSE);
      set_flows (self, TRUE);
    }
  else
    {
      g_source_set_ready_time (source, -1);
      set_flows (self, FALSE);
    }

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs guard_funcs = { .dispatch = guard_dispatch };

PalWebsocketGuard *
pal_websocket_guard_new (GSocket *socket, guint64 limit)
{
  GSource *source = g_source_new (&guard_funcs, sizeof (PalWebsocketGuard));
  PalWebsocketGuard *self = (PalWebsocketGuard *) source;

  self->socket = g_object_ref (socket);
  self->limit = limit;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->tag = g_source_add_unix_fd (source, g_socket_get_fd (socket), G_IO_IN);
  g_source_set_static_name (source, "pal-websocket-guard");
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_attach (source, g_main_context_get_thread_default ());
  self->thread = g_thread_new ("pal-guard", watch, self);

  return self;
}

void
pal_websocket_guard_free (PalWebsocketGuard *self)
{
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_clear_object (&self->socket);
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

void
pal_websocket_guard_whole (PalWebsocketGuard *self)
{
  g_atomic_int_set (&self->whole, TRUE);
}

gboolean
pal_websocket_guard_has_tripped (PalWebsocketGuard *self)
{
  gboolean tripped;

  g_mutex_lock (&self->lock);
  tripped = self->tripped;
  g_mutex_unlock (&self->lock);

  return tripped;
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
