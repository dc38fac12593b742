/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-flush.h"
#include "model/desk-queue.h"

G_BEGIN_DECLS

/* desk-waiting.c */
DeskWaiting    *desk_waiting_new              (const char *queue, const char *room_id, gint64 since, DeskFlush *flush);
void            desk_waiting_set_who          (DeskWaiting *self, const char *number, const char *name); /* may be NULL */
void            desk_waiting_set_generation   (DeskWaiting *self, guint generation);
guint           desk_waiting_get_generation   (DeskWaiting *self);

/* desk-queue.c */
DeskQueue      *desk_queue_new                (const char *number, DeskFlush *flush);
void            desk_queue_set_name           (DeskQueue *self, const char *name);
void            desk_queue_update             (DeskQueue *self); /* what its rows come to */

/* ::seen (DeskQueue*): a queue is known for the first time. */
DeskQueueModel *desk_queue_model_new          (DeskFlush *flush);
void            desk_queue_model_remember     (DeskQueueModel *self, const char *number); /* of former days */
/* Who came, borrowed, and NULL when it was known. */
DeskWaiting    *desk_queue_model_enter        (DeskQueueModel *self, const PalQueueEvent *event, gint64 now);
void            desk_queue_model_leave        (DeskQueueModel *self, const PalQueueEvent *event);
void            desk_queue_model_settle       (DeskQueueModel *self); /* at the end of a slice */
DeskWaiting    *desk_queue_model_find_room    (DeskQueueModel *self, const char *room_id); /* borrowed, may be NULL */
/* Between these two, events are the snapshot; the end removes those it did not name. */
void            desk_queue_model_begin_snapshot  (DeskQueueModel *self);
void            desk_queue_model_end_snapshot    (DeskQueueModel *self);
void            desk_queue_model_foreach_waiting (DeskQueueModel *self, GFunc func, gpointer user_data);

G_END_DECLS
