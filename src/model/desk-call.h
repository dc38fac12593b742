/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-list.h"
#include "model/desk-types.h"
#include "model/desk-verb-table.h"

G_BEGIN_DECLS

/* One live call of mine: my leg, keyed by its talker_id. Properties (read-only, notify): id, room-id, number,
 * name (matched, never NULL) of the other party (while a transfer is on: of who waits), state (DeskCallState),
 * direction, since (monotonic µs of the state), started (monotonic µs of the answer, 0 before), is-recording,
 * pending (a DeskOperation or NULL), verbs (DeskVerbs that are possible now; none while an operation is pending),
 * transfer (DeskTransfer) and transfer-to (the target's number or NULL), other-state (DeskOtherState), is-conference
 * and members (GStrv: names of the others in a conference, else NULL), context (of which queue the call came, or
 * ""), line (the id of the shared line it is on, or ""; of the direct number dialled no event tells), is-monitor (I have
 * barged in and am no party),
 * rescode and q850 (why it ended, 0 when not told; a call that failed stays a few seconds in the state
 * ENDED), is-stale. */
#define DESK_TYPE_CALL (desk_call_get_type ())
G_DECLARE_FINAL_TYPE (DeskCall, desk_call, DESK, CALL, GObject)

const char    *desk_call_get_id         (DeskCall *self);
const char    *desk_call_get_number     (DeskCall *self);
const char    *desk_call_get_name       (DeskCall *self);
DeskCallState  desk_call_get_state      (DeskCall *self);
DeskDirection  desk_call_get_direction  (DeskCall *self);
gint64         desk_call_get_since      (DeskCall *self);
gint64         desk_call_get_started    (DeskCall *self);
DeskVerbs      desk_call_get_verbs      (DeskCall *self);
gboolean       desk_call_can            (DeskCall *self, DeskVerb verb);
DeskTransfer   desk_call_get_transfer   (DeskCall *self);
const char    *desk_call_get_transfer_to (DeskCall *self);
DeskOtherState desk_call_get_other_state (DeskCall *self);
gboolean       desk_call_get_is_conference (DeskCall *self);
const char *const *desk_call_get_members (DeskCall *self); /* NULL when it is no conference */
const char    *desk_call_get_context    (DeskCall *self);
const char    *desk_call_get_line       (DeskCall *self);
gboolean       desk_call_get_is_monitor (DeskCall *self);
const char    *desk_call_get_room_id    (DeskCall *self);
gboolean       desk_call_get_is_recording (DeskCall *self);
DeskOperation *desk_call_get_pending    (DeskCall *self); /* borrowed, may be NULL */
int            desk_call_get_rescode    (DeskCall *self);
int            desk_call_get_q850       (DeskCall *self);

/* My live calls, oldest first: a GListModel of DeskCall. Properties: selected (DeskCall, read-write: the
 * call the keys act on: the one dialled, answered or resumed last; a ringing one while nothing is talking), n-ringing. */
#define DESK_TYPE_CALL_MODEL (desk_call_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskCallModel, desk_call_model, DESK, CALL_MODEL, DeskList)

DeskCall *desk_call_model_get_selected (DeskCallModel *self); /* borrowed, may be NULL */
void      desk_call_model_set_selected (DeskCallModel *self, DeskCall *call);
DeskCall *desk_call_model_get_ringing  (DeskCallModel *self); /* the one ringing longest; borrowed, may be NULL */

G_END_DECLS
