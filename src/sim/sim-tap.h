/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim/sim-clock.h"

G_BEGIN_DECLS

/* A valve below one connection: puts a pair of local sockets between libsoup and the line, so that the line
 * can fall silent, or trickle, without anybody closing it. */
typedef struct _SimTap SimTap;

SimTap *sim_tap_new      (GSocket *socket);
void    sim_tap_free     (SimTap *self);
void    sim_tap_cut      (SimTap *self); /* the line breaks: no close frame */
/* So many bytes a second towards the client; 0: nothing goes either way. */
void    sim_tap_throttle (SimTap *self, SimClock *clock, guint bytes_per_second);
void    sim_tap_release  (SimTap *self); /* as if nothing had been; what waited is sent */

G_END_DECLS
