/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From frames to events and answers: a part of PalClient. */
#pragma once

#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-message.h"

G_BEGIN_DECLS

/* What came and is not read yet: frames in order, and the one being read. */
typedef struct
{
  GQueue frames;            /* of GBytes */
  gsize n_bytes;            /* of memory they take */
  PalMessageReader reader;
  gboolean reading;         /* @reader is in the middle of a frame */
  gboolean busy;            /* a slice is on the stack */
  gboolean armed;           /* @source has something to do */
  gint64 turn, turn_began;  /* which turn of the main loop it is, and since when */
  gint64 turn_old_since;    /* its time for reading is used up, 0 when not */
  guint n_turn;             /* frames in it */
  gboolean logging;
  GSource *source;          /* works off the queue below redraw priority */
  PalEventBatch *batch;     /* of this slice, not emitted yet */
  PalEventBatch *spare;     /* an empty one whose memory is used again, or NULL */
  PalEventBatch *early;     /* from before the login was done */
} PalClientFeed;

void     pal_client_feed_init     (PalClient *self);
void     pal_client_feed_clear    (PalClient *self); /* forgets what is not read yet */
void     pal_client_feed_free     (PalClient *self);
void     pal_client_feed_frame    (PalClient *self, GBytes *frame);
gboolean pal_client_feed_is_empty (PalClient *self);
void     pal_client_feed_replay   (PalClient *self); /* what came before the login was done */

G_END_DECLS
