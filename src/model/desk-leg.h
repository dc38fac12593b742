/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* What the leg table knows: legs, whose they are, and which of them are in one call. To be read by views;
 * only the table changes them. All times are monotonic µs. */
typedef struct _DeskLeg DeskLeg;
typedef struct _DeskUser DeskUser;
typedef struct _DeskRoom DeskRoom;

typedef enum
{
  DESK_LEG_CALLED,   /* the PBX calls the phone, which does not ring yet */
  DESK_LEG_DIALLING, /* dials out, or waits in its own click-to-call */
  DESK_LEG_RINGING,
  DESK_LEG_TALKING,
  DESK_LEG_HELD,
  DESK_LEG_GONE,     /* kept until desk_leg_table_settle() */
} DeskLegState;

typedef enum
{
  DESK_REGISTRATION_UNKNOWN,
  DESK_REGISTRATION_YES,
  DESK_REGISTRATION_NO,
} DeskRegistration;

struct _DeskLeg
{
  DeskUser *user;       /* borrowed */
  DeskRoom *room;       /* borrowed; NULL when never told, or when the leg is gone */
  DeskLeg *next;        /* of the same user, in order of appearance */
  DeskLeg *next_in_room; /* of the same room, likewise */

  char *talker_id, *room_id;
  char *other_number;   /* NULL when never told */
  char *other_name;     /* as the PBX says; may be "" */
  char *transfer_to;    /* whom an attended transfer goes to; NULL when none is on */
  char *transfer_asked; /* one was asked for, and neither answer nor event has told of it yet */
  char *waiting_number; /* who waits while a transfer is on; NULL when never told */
  char *waiting_name;
  char *queue;          /* the group in whose queue the call was; NULL: none */
  char *log_id;         /* ties it to the answer of a makeCall; NULL when never told */

  DeskLegState state;
  DeskDirection direction;
  DeskTransfer transfer;
  int status;           /* the last code that told a state */
  gint64 since;         /* of the state */
  gint64 started;       /* of the first talk; 0 before */
  gint64 created;       /* when it was first told of */
  gint64 ended;         /* when its end was told; 0: never */
  gint64 pbx_time;      /* ms of the PBX when since was taken from it, else 0 */
  gint64 pbx_started, pbx_ended; /* started and ended by the PBX's clock, ms; 0 when not told */
  char *first_room_id;  /* where it was first told of; NULL: nowhere */
  char *recording;      /* id of a recording, told at the end; NULL: none */
  int rescode, q850;    /* of the end; 0 when not told */
  int phone_index;      /* -1 when not told */
  guint generation, recording_generation;
  guint is_originator : 1; /* role c: the own leg of a makeCall */
  guint own_rings : 1;     /* … and its phone rings to be picked up */
  guint is_picked_up : 1;  /* … or was picked up */
  guint is_recording : 1;
  guint was_answered : 1;
  guint was_recorded : 1;
  guint is_start_guessed : 1; /* it talked before it was told of, nobody knows since when */
  guint is_unnamed : 1;    /* the last state came without another party, as in a conference */
  guint is_target : 1;     /* called by somebody's transfer */
  guint is_monitor : 1;    /* barged in: hears, and is no party */
  guint is_parked : 1;     /* met while it was parked */
  guint knows_direction : 1;
  guint knows_since : 1;
};

struct _DeskUser
{
  char *number;
  char *display_name;   /* from events; NULL when never told */
  DeskLeg *legs;
  DeskRegistration registration;
  gint64 since;         /* when it last became free of legs or was (un)registered; 0 when not seen */
  guint generation;
  gboolean is_dirty;
  gboolean is_dropped;  /* for the view's use: its row was taken away */
  gpointer view;        /* likewise: its row, or NULL */
};

/* Somebody in a call of whom there are no events: an outside party, a part of the PBX. */
typedef struct
{
  char *number, *name;
} DeskParty;

/* One call, as far as its legs are seen. */
struct _DeskRoom
{
  char *id;
  DeskLeg *legs;         /* by next_in_room */
  GPtrArray *outside;    /* of DeskParty; NULL: none known */
  char *queue;           /* the group in whose queue it waits; NULL: none */
  guint n_own;           /* legs of the person's own */
  guint generation;      /* of the queue */
  gboolean is_conference;
  gboolean wants_talkers; /* met midway, or not clear: the PBX can tell more */
};

gboolean       desk_leg_is_up          (const DeskLeg *self); /* talks or is on hold */
/* The leg of the other party (while transferring: of who waits); NULL when it is not seen, or in a conference. */
const DeskLeg *desk_leg_find_other     (const DeskLeg *self);
DeskOtherState desk_leg_get_other_state (const DeskLeg *self);
gboolean       desk_leg_is_in_conference (const DeskLeg *self);

/* The presence as shown and the leg it comes from (NULL when from the registration). */
DeskPresence   desk_user_get_presence  (const DeskUser *self, const DeskLeg **leg, gint64 *since);

G_END_DECLS
