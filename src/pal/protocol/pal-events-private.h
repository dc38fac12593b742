/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of notifications and the arena their texts live in; shared by the files pal-event*.c. */
#pragma once

#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-scan.h"

G_BEGIN_DECLS

typedef enum
{
  MEMBER_TEXT,     /* "" when missing */
  MEMBER_OPTIONAL, /* a text, NULL when missing */
  MEMBER_NUMBER,   /* -1 when missing; number on the wire */
  MEMBER_CODE,     /* G_MININT when missing; text on the wire */
  MEMBER_TIME,     /* gint64, 0 when missing */
  MEMBER_ON,       /* "on" or "off" */
  MEMBER_TRUE,     /* "true" or "false" */
} PalMemberType;

/* The name as it stands in a compact frame, padded so that it is compared in whole registers. */
#define PAL_EVENT_TOKEN_SIZE 32

typedef struct
{
  char token[PAL_EVENT_TOKEN_SIZE]; /* "name": */
  guint8 token_length;
  guint8 type;    /* PalMemberType */
  guint16 offset; /* in PalEvent; a second row of the same offset is an alias, not written */
} PalEventMember;

#define PAL_EVENT_MAX_MEMBERS 20

typedef struct
{
  const char *name;
  gsize length; /* of the name */
  const PalEventMember *members;
  guint n_members;
  const char *section; /* of the guide, or NULL */
  PalEvent blank; /* every member missing */
} PalEventRow;

typedef struct _PalEventChunk PalEventChunk;

struct _PalEventBatch
{
  gatomicrefcount ref_count;
  PalEvent *events;
  guint n_events, n_allocated;
  char *free, *limit; /* in the current chunk */
  PalEventChunk *chunks, *current;
  /* Which member came last after each member of a kind, for servers keep one order. n_members is the start. */
  guint8 hints[PAL_N_EVENTS][PAL_EVENT_MAX_MEMBERS];
};

const PalEventRow *pal_event_row            (PalEventKind kind);
/* At the value of `params`. TRUE when it was read to its end; an object or not, members may be missing. */
gboolean           pal_event_read           (PalScan *scan, PalEventBatch *batch, PalEvent *event);

/* A new last event, blank; valid until the next push. */
PalEvent          *pal_event_batch_push     (PalEventBatch *self, PalEventKind kind);
void               pal_event_batch_pop      (PalEventBatch *self);
void               pal_event_batch_grow     (PalEventBatch *self, gsize size);

static inline char *
pal_event_batch_alloc (PalEventBatch *self, gsize size)
{
  char *bytes;

  if (G_UNLIKELY ((gsize) (self->limit - self->free) < size))
    pal_event_batch_grow (self, size);

  bytes = self->free;
  self->free += size;

  return bytes;
}

G_END_DECLS
