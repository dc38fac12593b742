/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that many queues share: what is said to all is written once, and a queue only remembers where its part
 * begins and ends. Written bytes never change. */
typedef struct _SimChunk SimChunk;

/* Part of a chunk; owns a reference to it. */
typedef struct
{
  SimChunk *chunk;
  gsize begin, end;
} SimSpan;

SimSpan       sim_span_new       (gconstpointer data, gsize length); /* copies */
SimSpan       sim_span_new_frame (const char *text, gsize length);   /* as one WebSocket text frame */
SimSpan       sim_span_copy      (const SimSpan *self);
void          sim_span_clear     (SimSpan *self);
const guint8 *sim_span_get_data  (const SimSpan *self);
/* TRUE when @next follows right behind it and was added. */
gboolean      sim_span_extend    (SimSpan *self, const SimSpan *next);
/* Where the frame ends that holds the byte at @position, counted in the chunk; @position itself between two
 * frames. A frame must begin where the span does. */
gsize         sim_span_frame_end (const SimSpan *self, gsize position);

/* Where frames are written one behind the other. */
typedef struct
{
  SimChunk *chunk;
} SimTape;

SimSpan       sim_tape_add_frame (SimTape *self, const char *text, gsize length);
void          sim_tape_clear     (SimTape *self);

G_END_DECLS
