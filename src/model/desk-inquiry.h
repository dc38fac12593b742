/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-leg-table.h"

G_BEGIN_DECLS

/* Names the events do not tell: who waits in a room, what a queue is called. The PBX is asked once for each, a moment
 * later (an event may bring it meanwhile), a few at a time. */
typedef struct _DeskInquiry DeskInquiry;

DeskInquiry *desk_inquiry_new         (DeskSession *session); /* which must live longer */
void         desk_inquiry_free        (DeskInquiry *self);
void         desk_inquiry_want_room   (DeskInquiry *self, const char *room_id);
void         desk_inquiry_want_queue  (DeskInquiry *self, const char *number);
void         desk_inquiry_forget_rooms (DeskInquiry *self); /* each may be asked for again */
void         desk_inquiry_go          (DeskInquiry *self); /* the line is Ready */
/* The answer about a room has come; none for a refusal. */
void         desk_inquiry_take_room   (DeskInquiry *self, const char *room_id, const DeskTalker *talkers, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskInquiry, desk_inquiry_free)

G_END_DECLS
