/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-finder.h"
#include "model/desk-flight-private.h"
#include "model/desk-trail.h"

G_BEGIN_DECLS

/* For desk-flight.c and desk-flight-model.c. */
struct _DeskFlight
{
  GObject parent_instance;

  /* owned */
  char *id, *name, *number, *target, *target_name;
  DeskTrail *trail;

  DeskFlightState state;
  gint64 since;
  gint64 quiet_since; /* nobody is called any more, and the end was not told; 0: not so */
  gint64 leaves_at;   /* 0: not yet */
  gboolean is_started;
  gboolean is_parked; /* back at a slot */
  gboolean had_gap;   /* the line was away meanwhile */
  gboolean has_moved; /* to another room, and nobody was told */
};

void desk_flight_told_room (DeskFlight *self); /* it changed */

G_END_DECLS
