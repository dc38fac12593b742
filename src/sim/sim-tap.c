/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-tap.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define TICK 50 /* ms */
#define CHUNK 65536

struct _SimTap
{
  GSocket *socket;
  SimClock *clock;    /* while throttled */
  int line;           /* the real line, or -1 */
  int inner;          /* our end of the pair, or -1 */
  guint rate;
  double credit;
  guint timer;
};

SimTap *
sim_tap_new (GSocket *socket)
{
  SimTap *self = g_new0 (SimTap, 1);

  self->socket = g_object_ref (socket);
  self->line = -1;
  self->inner = -1;

  return self;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
stop (SimTap *self)
{
  if (self->clock != NULL)
    sim_clock_cancel (self->clock, &self->timer);
  g_clear_object (&self->clock);
  close_fd (&self->inner);
  close_fd (&self->line);
}

void
sim_tap_free (SimTap *self)
{
  stop (self);
  g_object_unref (self->socket);
  g_free (self);
}

void
sim_tap_cut (SimTap *self)
{
  if (self->line >= 0)
    shutdown (self->line, SHUT_RDWR);
  if (!g_socket_is_closed (self->socket))
    shutdown (g_socket_get_fd (self->socket), SHUT_RDWR);
}

/* At most @most bytes; what was moved, or -1 at the end of the stream. */
static gssize
move (int from, int to, gsize most)
{
  char buffer[CHUNK];
  gssize n = recv (from, buffer, MIN (most, sizeof buffer), MSG_DONTWAIT);
  gssize done = 0;

  if (n <= 0)
    return n == 0 ? -1 : 0;
  while (done < n)
    {
      gssize sent = send (to, buffer + done, n - done, MSG_NOSIGNAL);

      if (sent < 0 && (errno == EAGAIN || errno == EINTR))
        {
          struct pollfd ready = { .fd = to, .events = POLLOUT };

          if (poll (&ready, 1, 1000) <= 0)
            break;
        }
      else if (sent < 0)
        return -1;
      else
        done += sent;
    }

  return n;
}

static void
tick_cb (gpointer user_data)
{
  SimTap *self = user_data;
  gssize n = 0, in = 0;

  self->timer = 0;
  self->credit += self->rate * TICK / 1000.0;
  if (self->credit >= 1)
    n = move (self->inner, self->line, (gsize) self->credit);
  if (n > 0)
    self->credit -= n;
  self->credit = MIN (self->credit, MAX (self->rate, 1));
  in = move (self->line, self->inner, CHUNK);
  if (n < 0 || in < 0)
    {
      sim_tap_cut (self);
      return;
    }
  self->timer = sim_clock_add (self->clock, TICK, tick_cb, self);
}

void
sim_tap_throttle (SimTap *self, SimClock *clock, guint bytes_per_second)
{
  int pair[2], fd;

  if (g_socket_is_closed (self->socket))
    return;

  fd = g_socket_get_fd (self->socket);
  if (self->line < 0)
    {
      if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        {
          g_warning ("no pair of sockets: %s", g_strerror (errno));
          return;
        }
      self->line = fcntl (fd, F_DUPFD_CLOEXEC, 0);
      self->inner = pair[1];
      dup2 (pair[0], fd);
      close (pair[0]);
    }
  g_set_object (&self->clock, clock);
  sim_clock_cancel (clock, &self->timer);
  self->rate = bytes_per_second;
  self->credit = 0;
  if (bytes_per_second > 0)
    self->timer = sim_clock_add (clock, TICK, tick_cb, self);
}

void
sim_tap_release (SimTap *self)
{
  if (self->line < 0)
    return;

  if (!g_socket_is_closed (self->socket))
    {
      while (move (self->inner, self->line, CHUNK) > 0)
        continue;
      dup2 (self->line, g_socket_get_fd (self->socket));
    }
  stop (self);
}
