/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-leg-table.h"

G_BEGIN_DECLS

/* What the files of the leg table share. */

/* A call that left a queue and was with nobody: who is called next takes it out of there. */
typedef struct
{
  char *room_id, *queue;
} DeskLeft;

struct _DeskLegTable
{
  GHashTable *legs;  /* talker_id (of the leg) -> owned DeskLeg */
  GHashTable *users; /* number (of the user) -> DeskUser of all_users */
  GHashTable *rooms; /* room_id (of the room) -> owned DeskRoom */
  GQueue left;       /* of the last DeskLeft: rooms that left a queue, newest last */
  GHashTable *recorded; /* talker ids the snapshot told as recorded before it told of the leg */
  GPtrArray *all_users; /* owned */
  GPtrArray *dirty;  /* of DeskUser */
  GPtrArray *gone;   /* owned legs */
  DeskUser *own;     /* or NULL */
  char *dialled;     /* log id of a makeCall whose own leg has not been told of, or not by its role; or NULL */

  guint generation;
  guint swept;       /* users looked at since the snapshot ended */
  gboolean in_snapshot, has_offset;
  gint64 offset;     /* our real time minus the PBX's, µs: the least seen, as the way takes time */
};

/* desk-leg-table.c */
void     desk_legs_mark            (DeskLegTable *self, DeskUser *user);
void     desk_legs_mark_leg        (DeskLegTable *self, DeskLeg *leg); /* and who watches its room closely */
DeskLeg *desk_legs_create          (DeskLegTable *self, const char *talker_id, const char *user);
void     desk_legs_give            (DeskLegTable *self, DeskLeg *leg, const char *user); /* to another user */
void     desk_legs_remove          (DeskLegTable *self, DeskLeg *leg, gint64 now);
gboolean desk_legs_take_text       (char **text, const char *value); /* NULL and "" change nothing */

/* desk-leg-clock.c */
gint64   desk_legs_from_pbx_time   (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real);
void     desk_legs_measure_offset  (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real);

/* desk-leg-room.c */
void      desk_left_free           (gpointer data);
void      desk_room_leave_queue    (DeskLegTable *self, DeskRoom *room); /* may free it */
void      desk_room_free           (gpointer data);
DeskRoom *desk_room_ensure         (DeskLegTable *self, const char *room_id);
void      desk_room_mark           (DeskLegTable *self, DeskRoom *room); /* all who are in it */
void      desk_room_enter          (DeskLegTable *self, DeskLeg *leg, const char *room_id);
void      desk_room_leave          (DeskLegTable *self, DeskLeg *leg);
DeskLeg  *desk_room_find_user      (const DeskRoom *self, const char *number); /* its first leg, or NULL */
void      desk_room_add_outside    (DeskRoom *self, const char *number, const char *name);
guint     desk_room_count_parties  (const DeskRoom *self);
/* Who waits in its own click-to-call has been answered by somebody in the room. */
void      desk_room_answer_originator (DeskLegTable *self, DeskRoom *room);

/* desk-leg-events.c */
void      desk_leg_set_state       (DeskLegTable *self, DeskLeg *leg, DeskLegState state, gint64 since,
                                    gint64 pbx_time);

/* desk-leg-transfer.c */
void      desk_transfer_before     (DeskLegTable *self, DeskLeg *leg, const PalStatusEvent *event);
void      desk_transfer_after      (DeskLegTable *self, DeskLeg *leg, DeskLegState before);
void      desk_transfer_left       (DeskLegTable *self, DeskLeg *leg); /* about to leave its room for good */
void      desk_transfer_set        (DeskLegTable *self, DeskLeg *leg, DeskTransfer transfer, const char *to);
void      desk_transfer_end        (DeskLegTable *self, DeskLeg *leg, gboolean is_back);
void      desk_transfer_end_snapshot (DeskLegTable *self);

G_END_DECLS
