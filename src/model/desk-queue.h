/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-list.h"
#include "model/desk-types.h"

G_BEGIN_DECLS

/* A caller who waits in a queue. Properties (read-only; name and number notify): room-id, queue (number of the group),
 * name (as far as known, never NULL), number (or NULL), since (monotonic µs). */
#define DESK_TYPE_WAITING (desk_waiting_get_type ())
G_DECLARE_FINAL_TYPE (DeskWaiting, desk_waiting, DESK, WAITING, GObject)

const char  *desk_waiting_get_room_id     (DeskWaiting *self);
const char  *desk_waiting_get_queue       (DeskWaiting *self);
const char  *desk_waiting_get_name        (DeskWaiting *self);
const char  *desk_waiting_get_number      (DeskWaiting *self);
gint64       desk_waiting_get_since       (DeskWaiting *self);

/* The queue of a hunt group, and a GListModel of its DeskWaiting, oldest first. Properties (read-only, notify):
 * number, name (never NULL: the number when there is none), n-waiting, oldest-since (monotonic µs, 0 when nobody
 * waits), oldest-room (or NULL). */
#define DESK_TYPE_QUEUE (desk_queue_get_type ())
G_DECLARE_FINAL_TYPE (DeskQueue, desk_queue, DESK, QUEUE, DeskList)

const char  *desk_queue_get_number        (DeskQueue *self);
const char  *desk_queue_get_name          (DeskQueue *self);
guint        desk_queue_get_n_waiting     (DeskQueue *self);
gint64       desk_queue_get_oldest_since  (DeskQueue *self);
const char  *desk_queue_get_oldest_room   (DeskQueue *self);

/* All queues known, empty ones too, in order of their numbers: a GListModel of DeskQueue. Property (notify):
 * n-waiting, of all of them. */
#define DESK_TYPE_QUEUE_MODEL (desk_queue_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskQueueModel, desk_queue_model, DESK, QUEUE_MODEL, DeskList)

DeskQueue   *desk_queue_model_find          (DeskQueueModel *self, const char *number); /* borrowed, may be NULL */
DeskWaiting *desk_queue_model_get_oldest    (DeskQueueModel *self);                     /* of all; borrowed, may be NULL */
guint        desk_queue_model_get_n_waiting (DeskQueueModel *self);

G_END_DECLS
