/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* Plays a file of steps: {"steps":[{"at":2.5,"do":"call","from":"031234","to":"1002"},…],"repeat":60}.
 * `at` and `repeat` in seconds; steps with "once":true are left out when it repeats; "jitter" adds chance. A
 * step that cannot be done now is passed over. Steps with a "cue" wait until that word is said. */
#define SIM_TYPE_SCENARIO (sim_scenario_get_type ())
G_DECLARE_FINAL_TYPE (SimScenario, sim_scenario, SIM, SCENARIO, GObject)

SimScenario *sim_scenario_new_from_file (SimWorld *world, const char *path, GError **error);
SimScenario *sim_scenario_new_from_text (SimWorld *world, const char *text, GError **error);
void         sim_scenario_start         (SimScenario *self);
void         sim_scenario_stop          (SimScenario *self);
/* Plays the steps that wait for @cue, `at` counted from now; the first that cannot be done at once is an error. */
gboolean     sim_scenario_cue           (SimScenario *self, const char *cue, GError **error);

G_END_DECLS
