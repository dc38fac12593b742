/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recordings: no sound, but who records, how many at once, and the id of what was recorded. */
#include "sim/sim-call-private.h"

#include <string.h>

static void
set_recording (SimLeg *leg, gboolean on)
{
  PalEvent event = { .kind = PAL_EVENT_CALL_RECORDING };

  leg->recording = on;
  if (on && leg->rec == NULL)
    leg->rec = g_strdup_printf ("%011" G_GINT64_MODIFIER "x%s", sim_clock_get_time (leg->tenant->world->clock),
                                leg->talker_id);
  if (leg->extension == NULL)
    return;

  event.recording = (PalCallRecordingEvent) { leg->number, leg->talker_id, on };
  sim_world_emit (leg->tenant->world, leg->tenant, &event);
}

gboolean
sim_leg_record (SimLeg *self, gboolean on, GError **error)
{
  const char *why_not = NULL;

  if (!sim_leg_is_in_talk (self))
    why_not = "the talker does not talk";
  else if (self->recording == on)
    why_not = on ? "the talker is recorded already" : "the talker is not recorded";
  if (why_not != NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, why_not);
      return FALSE;
    }
  if (on && !sim_tenant_may_record (self->tenant, error))
    return FALSE;

  set_recording (self, on);
  return TRUE;
}

/* Patterns are numbers with * and ?; none means every number. */
static gboolean
is_wanted (SimLeg *leg)
{
  g_auto(GStrv) patterns = g_strsplit (sim_extension_get (leg->extension, "recording.pattern"), ",", -1);
  gboolean has_pattern = FALSE;

  for (guint i = 0; patterns[i] != NULL; i++)
    {
      g_strstrip (patterns[i]);
      if (*patterns[i] == '\0')
        continue;
      has_pattern = TRUE;
      if (leg->other != NULL && g_pattern_match_simple (patterns[i], leg->other))
        return TRUE;
    }

  return !has_pattern;
}

void
sim_record_begin (SimLeg *leg)
{
  if (leg->extension == NULL || leg->recording || leg->is_monitor || !sim_leg_is_in_talk (leg)
      || !sim_extension_is_on (leg->extension, "recording") || !is_wanted (leg) || !sim_tenant_may_record (leg->tenant, NULL))
    return;

  set_recording (leg, TRUE);
}
