/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-list.h"
#include "model/desk-types.h"

G_BEGIN_DECLS

/* A place where a call can be parked, free or taken. Properties (read-only, notify): number (as the PBX calls it),
 * label (the same to be read: some servers write odd numbers in a code), is-taken, is-mine (I parked it), name (who
 * waits; never NULL, "" while free), other-number (of who waits, or NULL), since (monotonic µs, 0 while free),
 * room-id and talker-id (of who waits, or NULL). */
#define DESK_TYPE_PARK (desk_park_get_type ())
G_DECLARE_FINAL_TYPE (DeskPark, desk_park, DESK, PARK, GObject)

const char *desk_park_get_number       (DeskPark *self);
const char *desk_park_get_label        (DeskPark *self);
gboolean    desk_park_get_is_taken     (DeskPark *self);
gboolean    desk_park_get_is_mine      (DeskPark *self);
const char *desk_park_get_name         (DeskPark *self);
const char *desk_park_get_other_number (DeskPark *self);
gint64      desk_park_get_since        (DeskPark *self);
const char *desk_park_get_room_id      (DeskPark *self);
const char *desk_park_get_talker_id    (DeskPark *self);

/* All slots known, free ones too, in order of their numbers: a GListModel of DeskPark. The ids of shared lines, which
 * serve as slots as well, are not among them (desk-line.h). Properties (notify): n-taken, n-mine. */
#define DESK_TYPE_PARK_MODEL (desk_park_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskParkModel, desk_park_model, DESK, PARK_MODEL, DeskList)

/* By number; also the id of a line somebody waits on. Borrowed, may be NULL. */
DeskPark   *desk_park_model_find          (DeskParkModel *self, const char *number);
guint       desk_park_model_get_n_taken   (DeskParkModel *self);
guint       desk_park_model_get_n_mine    (DeskParkModel *self);
/* The number of the next free slot after the one used last, so that they take turns; of those the person listed, when
 * there is such a list. NULL when none is known to be free. */
const char *desk_park_model_get_next_free (DeskParkModel *self);
/* Who waits longest: of those I parked, else of all. Borrowed, NULL when nobody waits. */
DeskPark   *desk_park_model_get_oldest    (DeskParkModel *self);

G_END_DECLS
