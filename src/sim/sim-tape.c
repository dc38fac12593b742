/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-tape.h"

#include <string.h>

#define CAPACITY (32 * 1024)
#define TEXT_FRAME 0x81 /* final, text */

struct _SimChunk
{
  gsize length, capacity;
  guint8 data[];
};

static SimChunk *
chunk_new (gsize capacity)
{
  SimChunk *chunk = g_rc_box_alloc (sizeof (SimChunk) + capacity);

  chunk->length = 0;
  chunk->capacity = capacity;

  return chunk;
}

static SimSpan
append (SimChunk *chunk, gconstpointer data, gsize length)
{
  gsize begin = chunk->length;

  memcpy (chunk->data + begin, data, length);
  chunk->length += length;

  return (SimSpan) { chunk, begin, chunk->length };
}

SimSpan
sim_span_new (gconstpointer data, gsize length)
{
  return append (chunk_new (length), data, length);
}

/* RFC 6455, 5.2: one byte of length, or two, or eight. */
static gsize
write_header (guint8 *header, gsize length)
{
  gsize n = length < 126 ? 0 : length <= G_MAXUINT16 ? 2 : 8;

  header[0] = TEXT_FRAME;
  header[1] = n == 0 ? (guint8) length : n == 2 ? 126 : 127;
  for (gsize i = 0; i < n; i++)
    header[2 + i] = (guint8) ((guint64) length >> 8 * (n - 1 - i));

  return 2 + n;
}

static SimSpan
append_frame (SimChunk *chunk, const guint8 *header, gsize header_length, const char *text, gsize length)
{
  SimSpan span = append (chunk, header, header_length);

  append (chunk, text, length);
  span.end = chunk->length;

  return span;
}

SimSpan
sim_span_new_frame (const char *text, gsize length)
{
  guint8 header[10];
  gsize n = write_header (header, length);

  return append_frame (chunk_new (n + length), header, n, text, length);
}

SimSpan
sim_span_copy (const SimSpan *self)
{
  return (SimSpan) { g_rc_box_acquire (self->chunk), self->begin, self->end };
}

void
sim_span_clear (SimSpan *self)
{
  g_clear_pointer (&self->chunk, g_rc_box_release);
}

const guint8 *
sim_span_get_data (const SimSpan *self)
{
  return self->chunk->data + self->begin;
}

gboolean
sim_span_extend (SimSpan *self, const SimSpan *next)
{
  if (self->chunk != next->chunk || self->end != next->begin)
    return FALSE;

  self->end = next->end;
  return TRUE;
}

gsize
sim_span_frame_end (const SimSpan *self, gsize position)
{
  gsize at = self->begin;

  while (at < position && at + 2 <= self->end)
    {
      const guint8 *frame = self->chunk->data + at;
      guint64 length = frame[1] & 0x7f;
      gsize n = length < 126 ? 0 : length == 126 ? 2 : 8;

      for (gsize i = 0; i < n && at + 2 + i < self->end; i++)
        length = (i == 0 ? 0 : length << 8) | frame[2 + i];
      at += 2 + n + MIN (length, self->end - at);
    }

  return MIN (at, self->end);
}

SimSpan
sim_tape_add_frame (SimTape *self, const char *text, gsize length)
{
  guint8 header[10];
  gsize n = write_header (header, length);
  SimSpan span;

  if (n + length > CAPACITY / 4)
    return sim_span_new_frame (text, length);
  if (self->chunk == NULL || self->chunk->length + n + length > self->chunk->capacity)
    {
      sim_tape_clear (self);
      self->chunk = chunk_new (CAPACITY);
    }
  span = append_frame (self->chunk, header, n, text, length);
  g_rc_box_acquire (self->chunk);

  return span;
}

void
sim_tape_clear (SimTape *self)
{
  g_clear_pointer (&self->chunk, g_rc_box_release);
}
