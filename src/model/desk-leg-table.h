/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* Every leg of every watched user, keyed by talker_id: a pure state machine driven by events and by nothing
 * else. Presence and calls are views of it. All times are monotonic µs. */
typedef struct _DeskLegTable DeskLegTable;
typedef struct _DeskLeg DeskLeg;
typedef struct _DeskUser DeskUser;

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
  DeskLeg *next;        /* of the same user, in order of appearance */

  char *talker_id, *room_id;
  char *other_number;   /* NULL when never told */
  char *other_name;     /* as the PBX says; may be "" */
  char *transfer_to;    /* whom an attended transfer goes to; NULL when none is on */

  DeskLegState state;
  DeskDirection direction;
  DeskTransfer transfer;
  gint64 since;         /* of the state */
  gint64 started;       /* of the first talk; 0 before */
  gint64 pbx_time;      /* ms of the PBX when since was taken from it, else 0 */
  int rescode, q850;    /* of the end; 0 when not told */
  int phone_index;      /* -1 when not told */
  guint generation;
  guint is_originator : 1; /* role c: the own leg of a makeCall */
  guint own_rings : 1;     /* … and its phone rings to be picked up */
  guint is_recording : 1;
  guint was_answered : 1;
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

DeskLegTable *desk_leg_table_new            (void);
void          desk_leg_table_free           (DeskLegTable *self);

/* Between these two, events are the snapshot; the end removes the legs it did not name. */
void          desk_leg_table_begin_snapshot (DeskLegTable *self);
void          desk_leg_table_end_snapshot   (DeskLegTable *self, gint64 now);
/* After the end: registrations that were not named become unknown, some at a time. TRUE while there are
 * more. */
gboolean      desk_leg_table_sweep          (DeskLegTable *self, guint n_users);

void          desk_leg_table_status         (DeskLegTable *self, const PalStatusEvent *event, gint64 now,
                                             gint64 real);
void          desk_leg_table_registered     (DeskLegTable *self, const PalRegisteredEvent *event, gint64 now);
void          desk_leg_table_recording      (DeskLegTable *self, const PalCallRecordingEvent *event);

/* The PBX accepted an attended transfer of that leg to @target, or, with NULL, that it is over. Events end it
 * too: the end of the leg, its coming back from hold. */
void          desk_leg_table_transfer       (DeskLegTable *self, const char *talker_id, const char *target);

/* The users something changed for; borrowed. settle() empties it and frees the legs that are gone. */
GPtrArray    *desk_leg_table_get_dirty      (DeskLegTable *self);
GPtrArray    *desk_leg_table_get_gone       (DeskLegTable *self);
void          desk_leg_table_settle         (DeskLegTable *self);

DeskUser     *desk_leg_table_find_user      (DeskLegTable *self, const char *number);
DeskUser     *desk_leg_table_ensure_user    (DeskLegTable *self, const char *number);
DeskLeg      *desk_leg_table_find           (DeskLegTable *self, const char *talker_id);
guint         desk_leg_table_get_n_legs     (DeskLegTable *self);
/* Marks every user with a leg dirty: what legs are shown as may have changed (names came). */
void          desk_leg_table_touch_busy     (DeskLegTable *self);

/* The presence as shown and the leg it comes from (NULL when from the registration). */
DeskPresence  desk_user_get_presence        (const DeskUser *self, const DeskLeg **leg, gint64 *since);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskLegTable, desk_leg_table_free)

G_END_DECLS
