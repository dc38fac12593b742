/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes from one party to another: who hears whom, and tones. */
#include "sim/sim-call-private.h"

#include <string.h>

/* In a consultation the one who is transferred hears music. */
static gboolean
is_apart (SimLeg *leg)
{
  SimRoom *room = leg->room;

  return room->consulting != NULL && leg != room->consulting && leg != room->consulted && !leg->is_monitor;
}

static gboolean
is_heard_by (SimLeg *monitor, SimLeg *other)
{
  return monitor->speaks == SIM_SPEAK_TO_ALL
         || (monitor->speaks == SIM_SPEAK_TO_ONE && g_strcmp0 (monitor->tutored, other->talker_id) == 0);
}

gboolean
sim_leg_hears (SimLeg *self, SimLeg *other)
{
  if (self == other || self->room != other->room || self->state != SIM_LEG_TALKING
      || other->state != SIM_LEG_TALKING)
    return FALSE;
  if (other->is_monitor)
    return is_heard_by (other, self) && (!self->is_monitor || self->listens);
  if (self->is_monitor)
    return self->listens && !is_apart (other);

  return !is_apart (self) && !is_apart (other);
}

static void
hear (SimLeg *leg, const char *digits)
{
  if (leg->digits == NULL)
    leg->digits = g_string_new (NULL);
  g_string_append (leg->digits, digits);
}

gboolean
sim_leg_send_digits (SimLeg *self, const char *digits)
{
  g_autoptr(GPtrArray) hearing = g_ptr_array_new_with_free_func (g_free);
  SimTenant *tenant = self->tenant;

  if (self->state != SIM_LEG_TALKING)
    return FALSE;

  for (guint i = 0; i < self->room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (self->room->legs, i);

      if (sim_leg_hears (leg, self))
        g_ptr_array_add (hearing, g_strdup (leg->talker_id));
    }
  /* What one makes of the tones may end the next, or the sender. */
  for (guint i = 0; i < hearing->len; i++)
    {
      SimLeg *leg = sim_tenant_get_leg (tenant, g_ptr_array_index (hearing, i));

      if (leg == NULL)
        continue;
      hear (leg, digits);
      if (leg->digits_func != NULL)
        leg->digits_func (leg, digits);
    }

  return TRUE;
}
