/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-peer.h"
#include "sim/sim-server.h"
#include "sim/sim-traffic.h"

G_BEGIN_DECLS

SimWorld  *sim_server_get_world  (SimServer *self);
SimFaults *sim_server_get_faults (SimServer *self);
SimTraffic *sim_server_get_traffic (SimServer *self);
SimScenario *sim_server_get_scenario (SimServer *self); /* NULL when nothing is played */
GPtrArray *sim_server_get_peers  (SimServer *self); /* SimPeer, oldest first */
/* URLs of all connections so far, refused ones too. */
GPtrArray *sim_server_get_urls   (SimServer *self);
void       sim_server_drop       (SimServer *self, SimPeer *peer); /* the line is cut, no close frame */
/* Away for @ms, then back on the same port; nobody is in a call any more unless @keep. */
void       sim_server_restart    (SimServer *self, guint ms, gboolean keep);
/* One control request; transfer full, one line without its end. */
char      *sim_server_control    (SimServer *self, const char *request);

/* What --world, --users, … make of it; NULL with an error. */
SimWorld  *sim_server_make_world (const SimOptions *options, SimClock *clock, GError **error);

G_END_DECLS
