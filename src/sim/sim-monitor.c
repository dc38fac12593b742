/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Automatic monitoring: a user's supervisors are called into each of the user's talks. */
#include "sim/sim-call-private.h"

#include <string.h>

#include "sim/sim-extension.h"

/* `1001` listens; `1001{t}` also speaks to the user, whom the other party does not hear. */
static void
call_supervisor (SimLeg *leg, char *entry)
{
  char *brace = strchr (entry, '{');
  gboolean is_tutor = brace != NULL && strstr (brace, "t") != NULL;
  SimExtension *supervisor;
  g_autoptr(GError) error = NULL;

  if (brace != NULL)
    *brace = '\0';
  supervisor = sim_tenant_get_extension (leg->tenant, g_strstrip (entry));
  if (supervisor == NULL || !supervisor->is_user)
    return;
  if (!sim_barge (leg, supervisor, TRUE, is_tutor ? SIM_SPEAK_TO_ONE : SIM_SPEAK_NOT, &error))
    g_debug ("%s does not monitor %s: %s", supervisor->number, leg->number, error->message);
}

void
sim_monitor_begin (SimRoom *room)
{
  gint64 now = sim_clock_get_time (room->tenant->world->clock);

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);
      g_auto(GStrv) supervisors = NULL;

      if (leg->extension == NULL || leg->is_monitor || leg->state != SIM_LEG_TALKING || leg->since != now)
        continue;
      supervisors = sim_extension_get_list (leg->extension, "automonitor");
      for (guint j = 0; supervisors[j] != NULL; j++)
        call_supervisor (leg, supervisors[j]);
    }
}
