/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-quirks.h"

#include <string.h>

static const struct
{
  const char *name;
  SimQuirks quirk;
} quirks[] = {
  { "new-room", SIM_QUIRK_NEW_ROOM },
  { "answer-16", SIM_QUIRK_ANSWER_16 },
  { "answer-205", SIM_QUIRK_ANSWER_205 },
  { "no-end", SIM_QUIRK_NO_END },
};

static SimQuirks
find_quirk (const SimFault *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (quirks); i++)
    if (strcmp (quirks[i].name, fault->name) == 0)
      return quirks[i].quirk;

  return 0;
}

static void
injected_cb (SimFaults *faults, const SimFault *fault, SimWorld *world)
{
  world->quirks |= find_quirk (fault);
}

static void
lifted_cb (SimFaults *faults, const SimFault *fault, SimWorld *world)
{
  world->quirks &= ~find_quirk (fault);
}

void
sim_quirks_follow (SimWorld *world, SimFaults *faults)
{
  g_signal_connect_object (faults, "injected", G_CALLBACK (injected_cb), world, 0);
  g_signal_connect_object (faults, "lifted", G_CALLBACK (lifted_cb), world, 0);
}
