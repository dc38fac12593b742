/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* Tells the world's events to all sessions: each is written down once, whoever hears of it. Events of a batch
 * come as one array, built once for all who hear of the same ones. */
#define SIM_TYPE_BROADCAST (sim_broadcast_get_type ())
G_DECLARE_FINAL_TYPE (SimBroadcast, sim_broadcast, SIM, BROADCAST, GObject)

SimBroadcast *sim_broadcast_new (SimWorld *world, GPtrArray *peers); /* SimPeer */

G_END_DECLS
