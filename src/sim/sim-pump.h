/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-wire.h"

G_BEGIN_DECLS

/* Lets many wires write what waits on them: one system call each for all that came meanwhile, and when there are
 * many of them not more than half of the time. */
SimPump *sim_pump_new  (void); /* in the thread-default context */
void     sim_pump_free (SimPump *self);
void     sim_pump_add  (SimPump *self, SimWire *wire, gboolean urgent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimPump, sim_pump_free)

G_END_DECLS
