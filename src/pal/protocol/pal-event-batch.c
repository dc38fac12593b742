/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events and where their texts live. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-events-private.h"
#include "pal/protocol/pal-message.h"

#define CHUNK_SIZE (32 * 1024)
#define MAX_KEPT (4 * 1024 * 1024) /* bytes a reset leaves for the next slice */

struct _PalEventChunk
{
  PalEventChunk *next;
  gsize size;
  char bytes[];
};

G_DEFINE_BOXED_TYPE (PalEvent, pal_event, pal_event_copy, pal_event_free)
G_DEFINE_BOXED_TYPE (PalEventBatch, pal_event_batch, pal_event_batch_ref, pal_event_batch_unref)

static void
use_chunk (PalEventBatch *self, PalEventChunk *chunk)
{
  self->current = chunk;
  self->free = chunk != NULL ? chunk->bytes : NULL;
  self->limit = chunk != NULL ? chunk->bytes + chunk->size : NULL;
}

void
pal_event_batch_grow (PalEventBatch *self, gsize size)
{
  PalEventChunk **place = self->current != NULL ? &self->current->next : &self->chunks;
  PalEventChunk *chunk = *place;

  if (chunk == NULL || chunk->size < size)
    {
      chunk = g_malloc (sizeof (PalEventChunk) + MAX (size, CHUNK_SIZE));
      chunk->size = MAX (size, CHUNK_SIZE);
      chunk->next = *place;
      *place = chunk;
    }

  use_chunk (self, chunk);
}

PalEvent *
pal_event_batch_push (PalEventBatch *self, PalEventKind kind)
{
  PalEvent *event;

  if (G_UNLIKELY (self->n_events == self->n_allocated))
    {
      self->n_allocated = MAX (16, self->n_allocated * 2);
      self->events = g_renew (PalEvent, self->events, self->n_allocated);
    }

  event = &self->events[self->n_events++];
  *event = pal_event_row (kind)->blank;

  return event;
}

void
pal_event_batch_pop (PalEventBatch *self)
{
  self->n_events--;
}

static void
free_chunks (PalEventChunk *chunk)
{
  while (chunk != NULL)
    {
      PalEventChunk *next = chunk->next;

      g_free (chunk);
      chunk = next;
    }
}

PalEventBatch *
pal_event_batch_new (void)
{
  PalEventBatch *self = g_new0 (PalEventBatch, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

PalEventBatch *
pal_event_batch_ref (PalEventBatch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
pal_event_batch_unref (PalEventBatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  free_chunks (self->chunks);
  g_free (self->events);
  g_free (self);
}

guint
pal_event_batch_get_size (const PalEventBatch *self)
{
  return self->n_events;
}

const PalEvent *
pal_event_batch_get (const PalEventBatch *self, guint index)
{
  g_return_val_if_fail (index < self->n_events, NULL);

  return &self->events[index];
}

gboolean
pal_event_batch_is_shared (PalEventBatch *self)
{
  return !g_atomic_ref_count_compare (&self->ref_count, 1);
}

void
pal_event_batch_reset (PalEventBatch *self)
{
  gsize kept = 0;
  PalEventChunk **place = &self->chunks;

  while (*place != NULL && kept + (*place)->size <= MAX_KEPT)
    {
      kept += (*place)->size;
      place = &(*place)->next;
    }
  free_chunks (*place);
  *place = NULL;

  if (self->n_allocated * sizeof (PalEvent) > MAX_KEPT)
    {
      g_clear_pointer (&self->events, g_free);
      self->n_allocated = 0;
    }

  self->n_events = 0;
  use_chunk (self, self->chunks);
}

static const char **
text_at (PalEvent *event, guint index)
{
  const PalEventRow *row = pal_event_row (event->kind);
  const PalEventMember *member = &row->members[index];

  if (member->type != MEMBER_TEXT && member->type != MEMBER_OPTIONAL)
    return NULL;
  /* An alias stands next to its first name. */
  if (index > 0 && member->offset == row->members[index - 1].offset)
    return NULL;

  return (const char **) ((char *) event + member->offset);
}

static gsize
text_size (const char *text)
{
  return text != NULL && *text != '\0' ? strlen (text) + 1 : 0;
}

static gsize
measure_texts (PalEvent *event)
{
  guint n_members = pal_event_row (event->kind)->n_members;
  gsize size = event->kind == PAL_EVENT_UNKNOWN ? text_size (event->unknown.method) : 0;

  for (guint i = 0; i < n_members; i++)
    {
      const char **text = text_at (event, i);

      size += text != NULL ? text_size (*text) : 0;
    }

  return size;
}

static char *
move_text (const char **text, char *room)
{
  gsize size = text_size (*text);

  if (size == 0)
    {
      *text = *text == NULL ? NULL : "";
      return room;
    }

  *text = memcpy (room, *text, size);
  return room + size;
}

/* Gives a plain copy texts of its own in @room. */
static void
move_texts (PalEvent *event, char *room)
{
  guint n_members = pal_event_row (event->kind)->n_members;

  if (event->kind == PAL_EVENT_UNKNOWN)
    room = move_text (&event->unknown.method, room);

  for (guint i = 0; i < n_members; i++)
    {
      const char **text = text_at (event, i);

      if (text != NULL)
        room = move_text (text, room);
    }
}

void
pal_event_batch_append (PalEventBatch *self, const PalEvent *event)
{
  PalEvent copy = *event;

  *pal_event_batch_push (self, event->kind) = copy;
  move_texts (&self->events[self->n_events - 1], pal_event_batch_alloc (self, measure_texts (&copy)));
}

PalEvent *
pal_event_copy (const PalEvent *self)
{
  PalEvent plain = *self;
  PalEvent *copy = g_malloc (sizeof (PalEvent) + measure_texts (&plain));

  *copy = plain;
  move_texts (copy, (char *) (copy + 1));

  return copy;
}

void
pal_event_free (PalEvent *self)
{
  g_free (self);
}
