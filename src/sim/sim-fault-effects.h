/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-faults.h"
#include "sim/sim-peer.h"
#include "sim/sim-tap.h"

G_BEGIN_DECLS

/* Does to the connections what the faults of the stream say. Faults that lie in the answers themselves are
 * looked up where the answers are made. */
#define SIM_TYPE_FAULT_EFFECTS (sim_fault_effects_get_type ())
G_DECLARE_FINAL_TYPE (SimFaultEffects, sim_fault_effects, SIM, FAULT_EFFECTS, GObject)

SimFaultEffects *sim_fault_effects_new      (SimFaults *faults, SimClock *clock);
void             sim_fault_effects_add_peer (SimFaultEffects *self, SimPeer *peer, SimTap *tap);
void             sim_fault_effects_remove_peer (SimFaultEffects *self, SimPeer *peer);

G_END_DECLS
