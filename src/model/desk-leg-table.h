/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-leg.h"

G_BEGIN_DECLS

/* Every leg of every watched user, keyed by talker_id, and the calls they are in, by room_id: a pure state
 * machine driven by events and by nothing else. Presence and calls are views of it. */
typedef struct _DeskLegTable DeskLegTable;

DeskLegTable *desk_leg_table_new            (void);
void          desk_leg_table_free           (DeskLegTable *self);
/* Whose calls are looked at closely: this user becomes dirty as well when others in its calls change. */
void          desk_leg_table_set_own        (DeskLegTable *self, const char *number);

/* Between these two, events are the snapshot; the end removes the legs it did not name. */
void          desk_leg_table_begin_snapshot (DeskLegTable *self);
void          desk_leg_table_end_snapshot   (DeskLegTable *self, gint64 now);
/* After the end: registrations that were not named become unknown, some at a time. TRUE while there are
 * more. */
gboolean      desk_leg_table_sweep          (DeskLegTable *self, guint n_users);

/* When the PBX says that something was, by our clock; never in the future. */
gint64        desk_leg_table_get_local_time (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real);
void          desk_leg_table_status         (DeskLegTable *self, const PalStatusEvent *event, gint64 now,
                                             gint64 real);
void          desk_leg_table_registered     (DeskLegTable *self, const PalRegisteredEvent *event, gint64 now);
void          desk_leg_table_recording      (DeskLegTable *self, const PalCallRecordingEvent *event);
void          desk_leg_table_queue          (DeskLegTable *self, const PalQueueEvent *event);

/* A makeCall of my own was accepted under that log id, if not NULL: where the PBX tells of no roles, this is how
 * my leg of it is known. */
void          desk_leg_table_dialled        (DeskLegTable *self, const char *log_id);

/* What only the answers of the PBX tell. An attended transfer of that leg to @target was asked for, was accepted,
 * came to nothing (refused or cancelled), or became a conference. Events end it too: the end of the leg, its
 * coming back from hold, the end of who was called. */
void          desk_leg_table_ask_transfer    (DeskLegTable *self, const char *talker_id, const char *target);
void          desk_leg_table_accept_transfer (DeskLegTable *self, const char *talker_id, const char *target);
void          desk_leg_table_end_transfer    (DeskLegTable *self, const char *talker_id);
void          desk_leg_table_join            (DeskLegTable *self, const char *talker_id);

/* All talkers of a room at one moment, as the PBX answers when asked. */
typedef struct
{
  const char *user, *talker_id, *name;
  const char *other_number, *other_name; /* NULL when not told */
  int status;            /* PAL_CALL_STATUS_INVALID when not told */
  gint64 time;           /* of the status; 0 when not told */
  gboolean is_monitor;
} DeskTalker;

void          desk_leg_table_take_talkers    (DeskLegTable *self, const char *room_id, const DeskTalker *talkers,
                                              guint n_talkers, gint64 now, gint64 real);

/* The users something changed for; borrowed. settle() empties it and frees the legs that are gone. */
GPtrArray    *desk_leg_table_get_dirty      (DeskLegTable *self);
GPtrArray    *desk_leg_table_get_gone       (DeskLegTable *self);
/* Something the table does not know of changed for that user's calls. */
void          desk_leg_table_touch          (DeskLegTable *self, const char *number);
void          desk_leg_table_settle         (DeskLegTable *self);

DeskUser     *desk_leg_table_find_user      (DeskLegTable *self, const char *number);
DeskUser     *desk_leg_table_ensure_user    (DeskLegTable *self, const char *number);
DeskLeg      *desk_leg_table_find           (DeskLegTable *self, const char *talker_id);
DeskRoom     *desk_leg_table_find_room      (DeskLegTable *self, const char *room_id); /* NULL gives NULL */
guint         desk_leg_table_get_n_legs     (DeskLegTable *self);
/* Marks every user with a leg dirty: what legs are shown as may have changed (names came). */
void          desk_leg_table_touch_busy     (DeskLegTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskLegTable, desk_leg_table_free)

G_END_DECLS
