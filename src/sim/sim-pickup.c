/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picking up what rings elsewhere: `*` and a user or a group, or `*` alone for one's own pickup group. */
#include "sim/sim-call-private.h"

#include <string.h>

#include "sim/sim-extension.h"

#define PREFIX '*'

static SimLeg *
find_ringing (SimExtension *user)
{
  for (guint i = 0; i < user->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (user->legs, i);

      if (sim_leg_is_ringing (leg) && !leg->is_caller && !leg->is_monitor)
        return leg;
    }

  return NULL;
}

/* What rings longest. */
static SimLeg *
find_in (SimTenant *tenant, const char *number, SimExtension *but)
{
  SimExtension *extension = sim_tenant_get_extension (tenant, number);
  g_auto(GStrv) members = NULL;
  SimLeg *first = NULL;

  if (extension == NULL || extension->is_user)
    return extension != NULL && extension != but ? find_ringing (extension) : NULL;

  members = sim_extension_get_list (extension, "phoneforward");
  for (guint i = 0; members[i] != NULL; i++)
    {
      SimExtension *member = sim_tenant_get_extension (tenant, members[i]);
      SimLeg *leg = member != NULL && member != but ? find_ringing (member) : NULL;

      if (leg != NULL && (first == NULL || leg->since < first->since))
        first = leg;
    }

  return first;
}

gboolean
sim_pickup_is_code (const char *number)
{
  return number[0] == PREFIX;
}

/* What @number picks up for @user, NULL when it is somebody outside. */
static SimLeg *
find (SimTenant *tenant, SimExtension *user, const char *number)
{
  const char *whose = sim_pickup_is_code (number) ? number + 1 : NULL;

  if (whose != NULL && *whose == '\0')
    whose = user != NULL ? sim_extension_get (user, "defaultpickup") : NULL;

  return whose != NULL ? find_in (tenant, whose, user) : NULL;
}

/* @leg, which has dialled and is in that room, answers in place of @ringing. */
static void
answer_for (SimLeg *ringing, SimLeg *leg)
{
  SimTenant *tenant = leg->tenant;
  g_autofree char *rung = g_strdup (ringing->talker_id);

  leg->state = SIM_LEG_RINGING;
  sim_leg_answer (leg);
  /* In a conference whoever else was called goes on ringing. */
  ringing = sim_tenant_get_leg (tenant, rung);
  if (ringing != NULL)
    sim_leg_fail (ringing, SIM_CAUSE_ELSEWHERE);
}

SimRoom *
sim_pickup (SimPhone *phone, const char *number)
{
  SimExtension *user = phone->owner;
  SimLeg *ringing = find (user->tenant, user, number);
  SimLeg *leg;

  if (ringing == NULL)
    return NULL;

  leg = sim_leg_new (ringing->room, user, phone, user->number, ringing->other, ringing->role);
  sim_leg_enter (leg, SIM_LEG_DIALLING, PAL_CALL_STATUS_INCOMING);
  answer_for (ringing, leg);

  return leg->room;
}

gboolean
sim_pickup_go_over (SimLeg *leg, const char *number)
{
  SimLeg *ringing = find (leg->tenant, leg->extension, number);

  if (ringing == NULL)
    return FALSE;

  sim_leg_move (leg, ringing->room);
  leg->is_caller = FALSE;
  sim_leg_set_other (leg, ringing->other);
  answer_for (ringing, leg);

  return TRUE;
}
