/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "swarm-peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
#define URL "/pbx/ws?tenant=-&login_user=%u&user=*&status=true&registered=true&voicemail=true&park=*&line=*"
#define CHUNK (256 * 1024)

enum { OPCODE_TEXT = 1, OPCODE_CLOSE = 8, OPCODE_PING = 9, OPCODE_PONG = 10 };

static gboolean
write_all (SwarmPeer *self, const void *data, gsize length)
{
  return send (self->fd, data, length, MSG_NOSIGNAL) == (gssize) length;
}

static gboolean
send_frame (SwarmPeer *self, guint8 opcode, const char *text, gsize length)
{
  guint8 frame[8 + 256];
  guint32 mask = g_random_int ();
  gsize at = 2;

  g_return_val_if_fail (length <= 256, FALSE);

  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (length < 126 ? length : 126);
  if (length >= 126)
    {
      frame[at++] = length >> 8;
      frame[at++] = length & 0xff;
    }
  memcpy (frame + at, &mask, 4);
  for (gsize i = 0; i < length; i++)
    frame[at + 4 + i] = (guint8) text[i] ^ frame[at + i % 4];

  return write_all (self, frame, at + 4 + length);
}

gboolean
swarm_peer_open (SwarmPeer *self, guint16 port, guint user, SwarmTally *tally)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  guint32 random[4] = { g_random_int (), g_random_int (), g_random_int (), g_random_int () };
  g_autofree char *path = g_strdup_printf (URL, user);
  g_autofree char *request = NULL;
  int on = 1;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  self->user = user;
  self->tally = tally;
  self->began = g_get_monotonic_time ();
  self->key = g_base64_encode ((guint8 *) random, sizeof random);
  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nUpgrade: websocket\r\n"
                             "Connection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n",
                             path, port, self->key);
  setsockopt (self->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

  return self->fd >= 0 && connect (self->fd, (struct sockaddr *) &address, sizeof address) == 0
         && write_all (self, request, strlen (request));
}

void
swarm_peer_close (SwarmPeer *self)
{
  if (self->fd > 0)
    close (self->fd);
  self->fd = -1;
  self->state = SWARM_CLOSED;
  g_clear_pointer (&self->rest, g_byte_array_unref);
  g_clear_pointer (&self->key, g_free);
}

static const char *
after (const char *text, gsize length, const char *part)
{
  const char *found = memmem (text, length, part, strlen (part));

  return found != NULL ? found + strlen (part) : NULL;
}

static gboolean
accepts (SwarmPeer *self, const char *text, gsize length)
{
  g_autofree char *joined = g_strconcat (self->key, GUID, NULL);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *expected = NULL;
  guint8 digest[20];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (guchar *) joined, -1);
  g_checksum_get_digest (checksum, digest, &size);
  expected = g_base64_encode (digest, size);

  return g_str_has_prefix (text, "HTTP/1.1 101 ") && memmem (text, length, expected, strlen (expected)) != NULL;
}

static gboolean
answer_challenge (SwarmPeer *self, const char *nonce, gsize length)
{
  g_autofree char *password = g_strdup_printf ("%u", self->user);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, password, -1);
  g_autofree char *text = g_strdup_printf ("%u:%.*s:%s", self->user, (int) length, nonce, hash);
  g_autofree char *proof = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  g_autofree char *request = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"login\",\"params\":"
                                              "{\"login_password\":\"%s\"},\"id\":\"1\"}", proof);

  self->state = SWARM_SIGNING_IN;
  return send_frame (self, OPCODE_TEXT, request, strlen (request));
}

static void
count_change (SwarmPeer *self, guint64 number, gint64 sent, gint64 now)
{
  SwarmTally *tally = self->tally;
  gint64 window = (sent - tally->began) / G_USEC_PER_SEC;
  gint64 delay = MAX (now - sent, 0);

  if (number < self->next)
    tally->repeated++; /* or late, which is as bad */
  else
    {
      tally->lost += number - self->next;
      self->next = number + 1;
    }
  tally->events++;
  tally->longest = MAX (tally->longest, delay);
  if (window >= 0 && window < SWARM_WINDOWS)
    {
      tally->counts[window]++;
      tally->delays[window][MIN (delay / SWARM_STEP, SWARM_BUCKETS - 1)]++;
    }
}

static void
read_changes (SwarmPeer *self, const char *text, gsize length, gint64 now)
{
  const char *end = text + length, *at = text;

  while ((at = after (at, end - at, "\"other_number\":\"")) != NULL)
    {
      gint64 sent = g_ascii_strtoll (at, NULL, 10);

      at = after (at, end - at, "\"logid\":\"");
      if (at == NULL)
        {
          self->tally->faults++;
          return;
        }
      count_change (self, g_ascii_strtoull (at, NULL, 10), sent, now);
    }
}

static void
read_snapshot (SwarmPeer *self, const char *text, gsize length)
{
  const char *end = text + length;

  while ((text = after (text, end - text, "\"registered\":\"true\"")) != NULL)
    self->present++;
  if (self->present < self->tally->users)
    return;

  self->state = SWARM_WATCHING;
  self->filled = g_get_monotonic_time ();
}

/* FALSE: what comes is not what must come. */
static gboolean
read_text (SwarmPeer *self, const char *text, gsize length, gint64 now)
{
  const char *nonce;

  switch (self->state)
    {
    case SWARM_CHALLENGED:
      nonce = after (text, length, "\"nonce\":\"");
      return nonce != NULL && answer_challenge (self, nonce, strcspn (nonce, "\""));
    case SWARM_SIGNING_IN:
      self->state = SWARM_FILLING;
      return after (text, length, "\"result\":true") != NULL;
    case SWARM_FILLING:
      read_snapshot (self, text, length);
      return TRUE;
    case SWARM_WATCHING:
      read_changes (self, text, length, now);
      return TRUE;
    case SWARM_UPGRADING:
    case SWARM_CLOSED:
    default:
      return FALSE;
    }
}

static gboolean
read_frame (SwarmPeer *self, guint8 opcode, const guint8 *data, gsize length, gint64 now)
{
  if (opcode == OPCODE_TEXT)
    return read_text (self, (const char *) data, length, now);
  if (opcode == OPCODE_PING)
    return length < 126 && send_frame (self, OPCODE_PONG, (const char *) data, length);
  if (opcode == OPCODE_CLOSE && length >= 2)
    self->close_code = data[0] << 8 | data[1];

  return opcode == OPCODE_PONG;
}

/* Takes whole frames; the bytes that were used, or -1. */
static gssize
read_frames (SwarmPeer *self, const guint8 *data, gsize length, gint64 now)
{
  gsize at = 0;

  while (length - at >= 2)
    {
      guint64 size = data[at + 1];
      gsize header = size < 126 ? 2 : size == 126 ? 4 : 10;

      /* A server does not mask, and this one sends no message in pieces. */
      if (size > 127 || (data[at] & 0xf0) != 0x80)
        return -1;
      if (length - at < header)
        break;
      if (header > 2)
        size = 0;
      for (gsize i = 2; i < header; i++)
        size = size << 8 | data[at + i];
      if (length - at - header < size)
        break;
      if (!read_frame (self, data[at] & 0x0f, data + at + header, size, now))
        return -1;
      at += header + size;
    }

  return at;
}

static gssize
read_answer (SwarmPeer *self, const guint8 *data, gsize length)
{
  const char *end = after ((const char *) data, length, "\r\n\r\n");

  if (end == NULL)
    return 0;

  self->state = SWARM_CHALLENGED;
  return accepts (self, (const char *) data, end - (const char *) data) ? end - (const char *) data : -1;
}

/* Of what came, and what was there before, only what belongs to no whole frame is kept. */
static gboolean
take (SwarmPeer *self, const guint8 *data, gsize length, gint64 now)
{
  g_autoptr(GByteArray) joined = g_steal_pointer (&self->rest);
  gssize used = 0, more;

  if (joined != NULL)
    {
      g_byte_array_append (joined, data, length);
      data = joined->data;
      length = joined->len;
    }
  if (self->state == SWARM_UPGRADING)
    used = read_answer (self, data, length);
  if (used < 0)
    return FALSE;
  if (self->state != SWARM_UPGRADING)
    {
      more = read_frames (self, data + used, length - used, now);
      if (more < 0)
        return FALSE;
      used += more;
    }
  if ((gsize) used < length)
    {
      self->rest = g_byte_array_new ();
      g_byte_array_append (self->rest, data + used, length - used);
    }

  return TRUE;
}

gboolean
swarm_peer_read (SwarmPeer *self)
{
  static guint8 buffer[CHUNK];
  gssize n = recv (self->fd, buffer, sizeof buffer, MSG_DONTWAIT);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return TRUE;
  if (n <= 0)
    return FALSE;

  self->tally->bytes += n;
  if (take (self, buffer, n, g_get_monotonic_time ()))
    return TRUE;

  self->tally->faults += self->close_code == 0;
  return FALSE;
}

SwarmTally *
swarm_tally_new (guint users)
{
  SwarmTally *self = g_new0 (SwarmTally, 1);

  self->users = users;
  self->delays = g_malloc0_n (SWARM_WINDOWS, sizeof *self->delays);

  return self;
}

void
swarm_tally_free (SwarmTally *self)
{
  g_free (self->delays);
  g_free (self);
}

void
swarm_tally_reset (SwarmTally *self)
{
  guint32 (*delays)[SWARM_BUCKETS] = self->delays;
  guint users = self->users;

  for (guint i = 0; i < SWARM_WINDOWS; i++)
    if (self->counts[i] > 0)
      memset (delays[i], 0, sizeof delays[i]);
  memset (self, 0, sizeof *self);
  self->delays = delays;
  self->users = users;
  self->began = g_get_monotonic_time ();
}

double
swarm_tally_get (SwarmTally *self, double part, guint from, guint to)
{
  guint64 all = 0, seen = 0;

  to = MIN (to, SWARM_WINDOWS);
  for (guint i = from; i < to; i++)
    all += self->counts[i];
  for (guint bucket = 0; bucket < SWARM_BUCKETS && all > 0; bucket++)
    {
      for (guint i = from; i < to; i++)
        seen += self->delays[i][bucket];
      if (seen >= all * part)
        return (bucket + 1) * SWARM_STEP / 1000.0;
    }

  return 0;
}
