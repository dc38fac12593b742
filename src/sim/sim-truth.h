/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"
#include "sim/sim-writer.h"

G_BEGIN_DECLS

/* What is true in the world now, for those who compare. */
void sim_truth_write_tenant (SimWriter *writer, SimTenant *tenant);
void sim_truth_write_calls  (SimWriter *writer, SimWorld *world); /* ended and going on */
/* all of one user, those that are gone with what became of them */
void sim_truth_write_legs  (SimWriter *writer, SimTenant *tenant, SimExtension *user);
void sim_truth_write_push   (SimWriter *writer, SimTenant *tenant); /* devices, and what was sent to them */

G_END_DECLS
