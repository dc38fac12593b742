/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-flight.h"
#include "model/desk-leg-table.h"
#include "pal/client/pal-clock.h"

G_BEGIN_DECLS

/* What is known of a call when it is sent away. */
typedef struct
{
  const char *room_id, *party_id;       /* the latter may be NULL */
  const char *name, *number;            /* number may be NULL */
  const char *target, *target_name;
  const DeskUser *own;                  /* whose legs in the room are leaving; may be NULL */
  gboolean is_watched;                  /* the PBX tells of the target */
} DeskFlightStart;

DeskFlight *desk_flight_new        (const DeskFlightStart *start, guint serial, const char *own);
void        desk_flight_set_state  (DeskFlight *self, DeskFlightState state, gint64 now);
gboolean    desk_flight_is_over    (DeskFlight *self);

DeskFlightModel *desk_flight_model_new       (PalClock *clock);
void             desk_flight_model_set_own   (DeskFlightModel *self, const char *own); /* my number */
/* Not ready: nothing is concluded from silence. */
void             desk_flight_model_set_ready (DeskFlightModel *self, gboolean is_ready);

/* Before it is asked for, so that no event is missed: it is watched, but not shown until started. Borrowed. */
DeskFlight      *desk_flight_model_prepare   (DeskFlightModel *self, const DeskFlightStart *start);
void             desk_flight_model_start     (DeskFlightModel *self, DeskFlight *flight); /* the PBX did it */
void             desk_flight_model_forget    (DeskFlightModel *self, DeskFlight *flight); /* it did not */

gboolean         desk_flight_model_is_idle   (DeskFlightModel *self); /* nothing to see() */
void             desk_flight_model_see       (DeskFlightModel *self, const DeskLeg *leg);
void             desk_flight_model_see_park  (DeskFlightModel *self, const PalParkEvent *event);
void             desk_flight_model_check     (DeskFlightModel *self); /* after all of a slice were seen */

G_END_DECLS
