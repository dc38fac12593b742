/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-list.h"
#include "model/desk-types.h"

G_BEGIN_DECLS

/* What becomes of a call that was transferred unasked. */
typedef enum
{
  DESK_FLIGHT_CALLING,
  DESK_FLIGHT_ANSWERED,
  DESK_FLIGHT_RETURNED, /* my phone rings again, or the caller is back at the park slot */
  DESK_FLIGHT_LOST,     /* ended unanswered */
  DESK_FLIGHT_UNKNOWN,  /* it went where the PBX tells nothing of */
} DeskFlightState;

/* A call that was transferred unasked, watched until it is answered or lost. Properties (read-only, notify):
 * id, name and number (the party; number may be NULL), target, target-name, state (DeskFlightState), since
 * (monotonic µs of the state), room-id, can-reclaim (desk_session_reclaim() makes sense). */
#define DESK_TYPE_FLIGHT (desk_flight_get_type ())
G_DECLARE_FINAL_TYPE (DeskFlight, desk_flight, DESK, FLIGHT, GObject)

const char     *desk_flight_get_id          (DeskFlight *self);
const char     *desk_flight_get_name        (DeskFlight *self); /* never NULL */
const char     *desk_flight_get_number      (DeskFlight *self);
const char     *desk_flight_get_target      (DeskFlight *self);
const char     *desk_flight_get_target_name (DeskFlight *self); /* never NULL */
DeskFlightState desk_flight_get_state       (DeskFlight *self);
gint64          desk_flight_get_since       (DeskFlight *self);
const char     *desk_flight_get_room_id     (DeskFlight *self);
gboolean        desk_flight_get_can_reclaim (DeskFlight *self);

/* A GListModel of DeskFlight, oldest first. Each leaves by itself some time after its end. ::ended (DeskFlight*):
 * it was answered, came back, was lost, or cannot be followed. */
#define DESK_TYPE_FLIGHT_MODEL (desk_flight_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskFlightModel, desk_flight_model, DESK, FLIGHT_MODEL, DeskList)

void desk_flight_model_dismiss (DeskFlightModel *self, DeskFlight *flight); /* the person has seen it */

G_END_DECLS
