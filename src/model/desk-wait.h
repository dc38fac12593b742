/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-list.h"
#include "model/desk-types.h"

G_BEGIN_DECLS

/* What a busy colleague is waited for. */
typedef enum
{
  DESK_WAIT_TELL,     /* say it when the colleague is free */
  DESK_WAIT_CALL,     /* and call them */
  DESK_WAIT_TRANSFER, /* and bring them the caller who is parked meanwhile */
} DeskWaitKind;

typedef enum
{
  DESK_WAIT_STATE_PARKING, /* the caller is being parked */
  DESK_WAIT_STATE_WAITING,
  DESK_WAIT_STATE_FIRING,  /* free: being done, or (CALL) to be confirmed */
  DESK_WAIT_STATE_DONE,
  DESK_WAIT_STATE_FAILED,  /* was free, but it came to nothing; the caller is parked still */
  DESK_WAIT_STATE_EXPIRED, /* likewise */
  DESK_WAIT_STATE_LOST,    /* the caller hung up */
} DeskWaitState;

/* Waiting for one busy colleague. Properties (notify): id, target (number), target-name, kind (DeskWaitKind), slot
 * and caller-name, caller-number (NULL without a caller), state (DeskWaitState), position (1: the first of those
 * for this colleague, in the order of booking; 0 when it is over), since and expires-at (monotonic µs),
 * is-automatic (read-write; CALL only: dials without being confirmed), is-stale (not connected: it is paused). */
#define DESK_TYPE_WAIT (desk_wait_get_type ())
G_DECLARE_FINAL_TYPE (DeskWait, desk_wait, DESK, WAIT, GObject)

const char   *desk_wait_get_id            (DeskWait *self);
const char   *desk_wait_get_target        (DeskWait *self);
const char   *desk_wait_get_target_name   (DeskWait *self); /* never NULL */
DeskWaitKind  desk_wait_get_kind          (DeskWait *self);
DeskWaitState desk_wait_get_state         (DeskWait *self);
gboolean      desk_wait_is_over           (DeskWait *self);
const char   *desk_wait_get_slot          (DeskWait *self);
const char   *desk_wait_get_caller_name   (DeskWait *self);
const char   *desk_wait_get_caller_number (DeskWait *self);
guint         desk_wait_get_position      (DeskWait *self);
gint64        desk_wait_get_since         (DeskWait *self);
gint64        desk_wait_get_expires_at    (DeskWait *self);
gboolean      desk_wait_get_is_automatic  (DeskWait *self);
void          desk_wait_set_is_automatic  (DeskWait *self, gboolean is_automatic);

/* All waits in the order of booking: a GListModel of DeskWait. What is over stays for some seconds.
 * ::ready (DeskWait*): the colleague is free. A CALL that is not automatic waits for
 * desk_session_confirm_wait(); it is WAITING again when the colleague is busy before that.
 * ::ended (DeskWait*): it is over, its state says how. */
#define DESK_TYPE_WAIT_MODEL (desk_wait_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskWaitModel, desk_wait_model, DESK, WAIT_MODEL, DeskList)

DeskWait *desk_wait_model_find   (DeskWaitModel *self, const char *id); /* borrowed, or NULL */
/* The first one for that colleague that is not over; borrowed, or NULL. */
DeskWait *desk_wait_model_find_for (DeskWaitModel *self, const char *target, DeskWaitKind kind);
guint     desk_wait_model_count  (DeskWaitModel *self, const char *target); /* not over, of any kind */
/* Forgets it. A caller stays parked; what was asked of the PBX already goes on. */
void      desk_wait_model_cancel (DeskWaitModel *self, DeskWait *wait);

G_END_DECLS
