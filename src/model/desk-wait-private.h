/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-leg-table.h"
#include "model/desk-wait.h"
#include "pal/client/pal-clock.h"

G_BEGIN_DECLS

#define DESK_WAIT_LASTS (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DESK_WAIT_SETTLE (2 * G_USEC_PER_SEC)

/* All of a wait; texts may be NULL where there is no caller. Times are real µs. */
typedef struct
{
  const char *id;          /* NULL makes one */
  const char *target, *target_name;
  DeskWaitKind kind;
  const char *slot, *room_id, *talker_id, *caller_number, *caller_name;
  gboolean is_automatic;
  gint64 booked_at, expires_at; /* 0: now, and the usual time from now */
} DeskWaitStart;

/* Beside ::ready and ::ended: ::fire (DeskWait*) asks for it to be done, once; ::kept (DeskWait*): what is to be
 * kept of it is new; ::dropped (DeskWait*): nothing of it is to be kept. */
DeskWaitModel *desk_wait_model_new            (PalClock *clock, DeskLegTable *legs, const char *own);
DeskWait      *desk_wait_model_book           (DeskWaitModel *self, const DeskWaitStart *start,
                                               DeskWaitState state); /* borrowed */
void           desk_wait_model_parked         (DeskWaitModel *self, DeskWait *wait); /* PARKING went well */
void           desk_wait_model_unparked       (DeskWaitModel *self, DeskWait *wait); /* it did not: no wait */
gboolean       desk_wait_model_confirm        (DeskWaitModel *self, DeskWait *wait); /* FALSE: not ready */
gboolean       desk_wait_model_is_parked      (DeskWaitModel *self, DeskWait *wait); /* the caller, at the slot */
gboolean       desk_wait_model_has_room       (DeskWaitModel *self, const char *room_id); /* is being brought */
void           desk_wait_model_end            (DeskWaitModel *self, DeskWait *wait, DeskWaitState state);

/* Does the line tell of this extension? NULL, as in the beginning: of all. */
typedef gboolean (*DeskWaitTold) (const char *number, gpointer user_data);
void           desk_wait_model_set_told       (DeskWaitModel *self, DeskWaitTold is_told, gpointer user_data);

/* To bring a caller to the colleague takes my own phone: only while it is free. */
void           desk_wait_model_set_needs_phone (DeskWaitModel *self, gboolean needs_phone);
void           desk_wait_model_set_ready      (DeskWaitModel *self, gboolean is_ready);
gboolean       desk_wait_model_is_idle        (DeskWaitModel *self);
void           desk_wait_model_see            (DeskWaitModel *self, const DeskLeg *leg);
void           desk_wait_model_see_park       (DeskWaitModel *self, const PalParkEvent *event);
void           desk_wait_model_begin_snapshot (DeskWaitModel *self);
void           desk_wait_model_end_snapshot   (DeskWaitModel *self);
void           desk_wait_model_check          (DeskWaitModel *self); /* after all of a slice were seen */

gboolean       desk_wait_get_is_asked         (DeskWait *self); /* ::fire was emitted */
const char    *desk_wait_get_room_id          (DeskWait *self); /* NULL when not known yet */
const char    *desk_wait_get_talker_id        (DeskWait *self);
gint64         desk_wait_get_booked_at        (DeskWait *self); /* real µs */
gint64         desk_wait_get_ends_at          (DeskWait *self); /* real µs */

G_END_DECLS
