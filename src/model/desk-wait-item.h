/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-trail.h"
#include "model/desk-wait-private.h"

G_BEGIN_DECLS

/* For desk-wait.c and desk-wait-model.c. */
struct _DeskWait
{
  GObject parent_instance;

  /* owned */
  char *id, *target, *target_name, *slot, *talker_id, *caller_number, *caller_name;
  DeskTrail *trail;    /* of the parked caller; NULL before the room is known */

  DeskWaitKind kind;
  DeskWaitState state;
  guint position;
  gint64 since, expires_at;     /* monotonic */
  gint64 booked_at, ends_at;    /* real */
  gint64 free_since;   /* of the target; 0: it is not, or it was not looked at */
  gint64 off_since;    /* the slot is empty, and nobody was seen to have the caller; 0: not so */
  gint64 asked_at;     /* when ::fire was emitted: never twice; 0: not yet */
  gint64 leaves_at;    /* it is over: when the row goes */
  gboolean is_automatic;
  gboolean is_stale;
  gboolean was_off;       /* asked for: the caller has left the slot */
  gboolean had_gap;       /* … and the line was away meanwhile */
  gboolean was_deflected; /* … by way of my phone, which has sent him on while it rang */
  gboolean was_sent;      /* … or when it was picked up */
};

DeskWait *desk_wait_new          (const DeskWaitStart *start, gint64 now, gint64 real);
void      desk_wait_set_state    (DeskWait *self, DeskWaitState state);
void      desk_wait_set_position (DeskWait *self, guint position);
void      desk_wait_set_stale    (DeskWait *self, gboolean is_stale);

G_END_DECLS
