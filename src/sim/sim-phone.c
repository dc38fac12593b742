/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the phones and the people at them do by themselves. */
#include "sim/sim-call-private.h"

#include <string.h>

#define RING_DELAY 40          /* ms until a phone says that it rings */
#define SERVICE_DELAY 100      /* ms of the PBX itself */
#define AUTO_ANSWER_DELAY 250  /* ms of a phone told to answer by itself */

static gint64
between (SimWorld *world, int from, int to)
{
  return g_rand_int_range (world->rand, from, to);
}

static void
hang_up_cb (gpointer user_data)
{
  SimLeg *leg = user_data;

  leg->timer = 0;
  sim_leg_hang_up (leg);
}

static void
answer_cb (gpointer user_data)
{
  SimLeg *leg = user_data;

  leg->timer = 0;
  sim_leg_answer (leg);
}

static SimManner
get_manner (SimLeg *leg)
{
  if (leg->phone != NULL)
    return leg->phone->manner;
  if (leg->service != NULL)
    return SIM_MANNER_AUTO;

  return GPOINTER_TO_INT (g_hash_table_lookup (leg->tenant->outside, leg->number));
}

static gboolean
is_on_another_call (SimLeg *leg)
{
  for (guint i = 0; leg->phone != NULL && i < leg->extension->legs->len; i++)
    {
      SimLeg *other = g_ptr_array_index (leg->extension->legs, i);

      if (other != leg && other->phone == leg->phone)
        return TRUE;
    }

  return FALSE;
}

/* How long until it is answered; -1 never. */
static gint64
choose_delay (SimLeg *leg)
{
  SimWorld *world = leg->tenant->world;
  SimManner manner = get_manner (leg);

  if (leg->service != NULL)
    return sim_service_answers (leg) ? SERVICE_DELAY : -1;
  if (manner == SIM_MANNER_IGNORE || manner == SIM_MANNER_WAIT)
    return -1;
  if (leg->auto_answer)
    return AUTO_ANSWER_DELAY;
  if (manner == SIM_MANNER_ANSWER)
    return leg->phone != NULL ? leg->phone->delay : 0;
  if (world->auto_answer >= 0)
    return (gint64) (world->auto_answer * 1000);
  if (leg->extension == NULL)
    return between (world, 1500, 5000);
  if (leg->extension->attended > 0)
    return -1;

  return g_rand_double (world->rand) < 0.85 ? between (world, 1500, 6000) : -1;
}

static void
rings_cb (gpointer user_data)
{
  SimLeg *leg = user_data;
  gint64 delay;

  leg->timer = 0;
  sim_leg_enter (leg, SIM_LEG_RINGING, PAL_CALL_STATUS_STARTRINGING);
  delay = choose_delay (leg);
  if (delay >= 0)
    leg->timer = sim_clock_add (leg->tenant->world->clock, delay, answer_cb, leg);
}

static void
busy_cb (gpointer user_data)
{
  SimLeg *leg = user_data;

  leg->timer = 0;
  sim_leg_fail (leg, get_manner (leg) == SIM_MANNER_DND ? SIM_CAUSE_DND : SIM_CAUSE_BUSY);
}

void
sim_phone_begin (SimLeg *leg)
{
  SimManner manner = get_manner (leg);
  gboolean busy = manner == SIM_MANNER_BUSY || manner == SIM_MANNER_DND;

  /* A simulated person takes one call at a time; a signed-in one may see a second call waiting. */
  if (manner == SIM_MANNER_AUTO && leg->extension != NULL && leg->extension->attended == 0)
    busy |= is_on_another_call (leg);
  leg->timer = sim_clock_add (leg->tenant->world->clock, RING_DELAY, busy ? busy_cb : rings_cb, leg);
}

void
sim_phone_talking (SimLeg *leg)
{
  SimWorld *world = leg->tenant->world;
  gboolean stays = get_manner (leg) != SIM_MANNER_AUTO || world->auto_answer >= 0
                   || (leg->extension != NULL && leg->extension->attended > 0);

  sim_clock_cancel (world->clock, &leg->timer);
  if (leg->service != NULL)
    sim_service_begin (leg);
  else if (!stays)
    leg->timer = sim_clock_add (world->clock, between (world, 20000, 120000), hang_up_cb, leg);
}
