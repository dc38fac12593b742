/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans and schedules: what of an extension's forwarding counts for a caller at this time. */
#include "sim/sim-plan.h"

#include <string.h>

#include "pal/protocol/pal-schedule.h"

#define ACTIVE "plan.active" /* beyond the guide's properties */

guint
sim_plan_get_active (SimExtension *extension)
{
  return (guint) CLAMP (sim_extension_get_int (extension, ACTIVE, 1), 1, 99);
}

void
sim_plan_set_active (SimExtension *extension, guint plan)
{
  g_autofree char *value = g_strdup_printf ("%u", plan);

  sim_extension_set (extension, ACTIVE, value);
}

static gboolean
has_plan (SimExtension *extension, guint plan)
{
  g_autofree char *prefix = g_strdup_printf ("pln%u_", plan);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, extension->properties);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, prefix))
      return TRUE;

  return FALSE;
}

static gboolean
is_now (SimExtension *extension, const char *text)
{
  g_autoptr(PalSchedule) schedule = pal_schedule_new (text);
  g_autoptr(GDateTime) now = sim_world_get_wall_time (extension->tenant->world);

  return pal_schedule_is_active (schedule, now);
}

guint
sim_plan_get_current (SimExtension *extension)
{
  guint plan = sim_plan_get_active (extension);

  for (guint i = 0; i < G_N_ELEMENTS (extension->timers); i++)
    if (*extension->timers[i] != '\0' && has_plan (extension, i + 2)
        && is_now (extension, extension->timers[i]))
      return i + 2;

  return plan == 1 || has_plan (extension, plan) ? plan : 1;
}

gboolean
sim_plan_matches (const char *filter, const char *number)
{
  g_autofree char *whole = NULL;

  if (strspn (filter, "0123456789*?#+") == strlen (filter))
    return g_pattern_match_simple (filter, number);

  whole = g_strconcat ("^(?:", filter, ")$", NULL);
  return g_regex_match_simple (whole, number, 0, 0);
}

static gboolean
meets_route (SimExtension *extension, SimPlan plan, const char *caller)
{
  const char *route = sim_extension_get_plan (extension, plan.plan, plan.schedule, "callerroute");
  gboolean is_internal = sim_tenant_get_extension (extension->tenant, caller) != NULL;

  if (g_ascii_strcasecmp (route, "internal") == 0)
    return is_internal;

  return g_ascii_strcasecmp (route, "external") != 0 || !is_internal;
}

static gboolean
meets_filter (SimExtension *extension, SimPlan plan, const char *caller)
{
  const char *filter = sim_extension_get_plan (extension, plan.plan, plan.schedule, "filtertext");
  const char *type = sim_extension_get_plan (extension, plan.plan, plan.schedule, "filtertype");

  return *filter == '\0' || sim_plan_matches (filter, caller) == (g_ascii_strcasecmp (type, "unmatch") != 0);
}

SimPlan
sim_plan_find (SimExtension *extension, const char *caller)
{
  SimPlan plan = { sim_plan_get_current (extension), 0 };
  guint n = sim_extension_count_schedules (extension, plan.plan);

  for (plan.schedule = 1; plan.schedule <= n; plan.schedule++)
    {
      g_autofree char *prefix = sim_plan_key (plan.plan, plan.schedule, "");
      gboolean is_there = FALSE;
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, extension->properties);
      while (!is_there && g_hash_table_iter_next (&iter, &key, NULL))
        is_there = g_str_has_prefix (key, prefix);
      if (is_there && meets_route (extension, plan, caller) && meets_filter (extension, plan, caller)
          && sim_extension_is_schedule_active (extension, plan.plan, plan.schedule))
        return plan;
    }

  return (SimPlan) { plan.plan, 0 };
}
