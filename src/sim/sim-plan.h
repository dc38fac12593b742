/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-extension.h"

G_BEGIN_DECLS

/* Which of an extension's plans is in force, and which of its schedules a call meets. */
typedef struct { guint plan, schedule; } SimPlan; /* schedule 0: the default one */

/* A user's plan as it was switched to; 1 when it never was. */
guint       sim_plan_get_active (SimExtension *extension);
void        sim_plan_set_active (SimExtension *extension, guint plan);
/* The plan in force now: the first timer that is on calls for plan 2, the second for plan 3. */
guint       sim_plan_get_current (SimExtension *extension);
SimPlan     sim_plan_find       (SimExtension *extension, const char *caller);
/* Numbers with * and ?, or, when there is more than that in it, a regular expression for the whole number. */
gboolean    sim_plan_matches    (const char *filter, const char *number);

G_END_DECLS
