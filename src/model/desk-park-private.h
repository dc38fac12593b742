/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-flush.h"
#include "model/desk-park.h"

G_BEGIN_DECLS

/* desk-park-number.c */
int            desk_number_compare       (const char *a, const char *b); /* runs of digits by their value */
char          *desk_park_dup_label       (const char *number);

/* desk-park.c */
DeskPark      *desk_park_new             (const char *number, DeskFlush *flush);
void           desk_park_take            (DeskPark *self, const char *room_id, const char *talker_id, gint64 since);
void           desk_park_free            (DeskPark *self);
void           desk_park_set_is_mine     (DeskPark *self, gboolean is_mine);
void           desk_park_set_who         (DeskPark *self, const char *number, const char *name); /* both may be NULL */

/* ::seen (DeskPark*): the PBX named a slot for the first time. ::claimed (DeskPark*): it became mine, or is no
 * longer. ::unclaimed (number): what was kept of a slot of mine is no longer true. */
DeskParkModel *desk_park_model_new       (DeskFlush *flush);
void           desk_park_model_take      (DeskParkModel *self, const PalParkEvent *event, gint64 since);
void           desk_park_model_free      (DeskParkModel *self, const char *number);
/* By the call that waits; borrowed, may be NULL. */
DeskPark      *desk_park_model_find_room (DeskParkModel *self, const char *room_id);
/* Between these two, events are the snapshot; the end frees the slots it did not name. */
void           desk_park_model_begin_snapshot (DeskParkModel *self);
void           desk_park_model_end_snapshot   (DeskParkModel *self);
/* The number is a shared line's, or is it no longer. */
void           desk_park_model_set_is_line (DeskParkModel *self, const char *number, gboolean is_line);
/* I ask for that call to be parked there: when it comes to be, it is mine. A NULL room: it was refused. */
void           desk_park_model_expect    (DeskParkModel *self, const char *number, const char *room_id);
/* What was kept of former days: a slot, and when @room_id is no "" who waited there as mine. */
void           desk_park_model_remember  (DeskParkModel *self, const char *number, const char *room_id,
                                          const char *talker_id);
/* The numbers the person listed; they are known from now on. */
void           desk_park_model_set_listed (DeskParkModel *self, const char *const *numbers);

/* Everyone who waits, the calls parked on lines too. */
void           desk_park_model_foreach_taken (DeskParkModel *self, GFunc func, gpointer user_data);

G_END_DECLS
