/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-leg-table.h"

G_BEGIN_DECLS

/* Who is where in one room, as far as the PBX tells of them: what a call that left my phone is followed by. Fed
 * with legs of the table, also those that are gone. */
typedef struct
{
  /* owned */
  char *room_id;       /* follows the call */
  char *party_id;      /* the talker that is followed; NULL when not known */
  char *party_number;  /* NULL when not known */
  char *own;           /* my number, or NULL */
  GHashTable *ignored; /* talker ids: my legs that leave */
  GHashTable *legs;    /* of the others: talker_id → TrailLeg */
  char *party_with;    /* whom the party is said to talk with now; NULL when it was not told */

  gboolean is_party_gone;
  gboolean was_called;   /* somebody was, at least */
  gboolean was_answered; /* somebody talked, and is gone again */
} DeskTrail;

typedef struct
{
  guint n_calling, n_talking;         /* of others */
  guint n_own_calling, n_own_talking; /* of mine */
  const char *own_id;                 /* one of mine; borrowed */
} DeskTrailCount;

DeskTrail     *desk_trail_new   (const char *room_id, const char *party_id, const char *party_number,
                                 const char *own);
/* My legs that are in the room now are on their way out. */
void           desk_trail_ignore (DeskTrail *self, const DeskUser *own);
void           desk_trail_free  (DeskTrail *self);
/* TRUE when the leg belongs here. */
gboolean       desk_trail_see   (DeskTrail *self, const DeskLeg *leg);
DeskTrailCount desk_trail_count (DeskTrail *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTrail, desk_trail_free)

G_END_DECLS
