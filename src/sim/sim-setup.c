/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the options of the command line, or a world file, to a world. */
#include "sim/sim-server-private.h"

#include "sim/sim-world-file.h"

SimWorld *
sim_server_make_world (const SimOptions *options, SimClock *clock, GError **error)
{
  g_autoptr(SimWorld) world = sim_world_new (clock, options->seed);

  world->auto_answer = options->auto_answer;
  if (options->world == NULL)
    sim_world_fill_office (world, options->users, options->contacts);
  else if (!sim_world_load (world, options->world, error))
    return NULL;

  return g_steal_pointer (&world);
}
