/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-faults.h"
#include "sim/sim-world.h"

G_BEGIN_DECLS

/* The world's quirks are asked for as faults are: `new-room`, `answer-16`, `answer-205`, `no-end`. */
void sim_quirks_follow (SimWorld *world, SimFaults *faults);

G_END_DECLS
