/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Park slots. A shared line's id serves as a park number as well: the call then occupies that line. */
#include "sim/sim-call-private.h"

#include <string.h>

#define MOST_RETURNS 3 /* then nobody wants it */

static gboolean
contains (GPtrArray *texts, const char *text)
{
  return text != NULL && g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

gboolean
sim_park_is_number (SimTenant *tenant, const char *number)
{
  return contains (tenant->parks, number) || contains (tenant->lines, number);
}

static void
tell (SimTenant *tenant, const char *number, SimLeg *leg)
{
  PalEvent event = { .kind = PAL_EVENT_PARK };

  event.park = (PalParkEvent) {
    .park = number,
    .room_id = leg != NULL ? leg->room->id : "",
    .talker_id = leg != NULL ? leg->talker_id : "",
    .time = sim_clock_get_time (tenant->world->clock),
    .on = leg != NULL,
  };
  sim_world_emit (tenant->world, tenant, &event);
}

static void return_cb (gpointer user_data);

static void
wait (SimLeg *leg)
{
  SimWorld *world = leg->tenant->world;

  sim_clock_cancel (world->clock, &leg->timer);
  if (world->park_timeout > 0)
    leg->timer = sim_clock_add (world->clock, world->park_timeout, return_cb, leg);
}

static void
put (SimLeg *leg, const char *number)
{
  if (leg->park != number)
    {
      g_free (leg->park);
      leg->park = g_strdup (number);
    }
  g_hash_table_insert (leg->tenant->parked, g_strdup (number), leg);
  if (leg->state == SIM_LEG_HELD)
    sim_leg_send (leg, PAL_CALL_STATUS_UNHOLD);
  sim_leg_enter (leg, SIM_LEG_PARKED, PAL_CALL_STATUS_PARK_START);
  wait (leg);
}

/* TRUE when @room may be parked at @number. */
static gboolean
check_number (SimRoom *room, const char *number, const char *user, GError **error)
{
  SimTenant *tenant = room->tenant;

  if (!sim_park_is_number (tenant, number))
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no park number %s", number);
  else if (g_hash_table_contains (tenant->parked, number))
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "park number %s is in use", number);
  else if (contains (tenant->lines, number) && g_strcmp0 (room->line, number) != 0)
    return sim_line_is_free_for (tenant, number, user, error);
  else
    return TRUE;

  return FALSE;
}

gboolean
sim_park (SimLeg *leg, const char *number, GError **error)
{
  SimTenant *tenant = leg->tenant;
  SimRoom *room = leg->room;
  SimLeg *parked = sim_room_find_peer (leg);

  if (!check_number (room, number, leg->number, error))
    return FALSE;
  if (parked == NULL || parked->service != NULL || parked->state == SIM_LEG_PARKED
      || !sim_leg_is_in_talk (leg) || leg->is_monitor || sim_room_count_parties (room) != 2
      || sim_transfer_is_on (room))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "there is nobody to park");
      return FALSE;
    }

  g_free (parked->parker);
  parked->parker = g_strdup (leg->extension != NULL ? leg->number : NULL);
  parked->n_returns = 0;
  sim_room_end_monitors (room);
  put (parked, number);
  sim_leg_end (leg, SIM_CAUSE_NORMAL, FALSE);
  tell (tenant, number, parked);
  if (contains (tenant->lines, number))
    sim_line_take (room, number, NULL);

  return TRUE;
}

void
sim_park_left (SimLeg *leg)
{
  if (leg->park == NULL || g_hash_table_lookup (leg->tenant->parked, leg->park) != leg)
    return;

  g_hash_table_remove (leg->tenant->parked, leg->park);
  tell (leg->tenant, leg->park, NULL);
}

/* The parked leg keeps its state until somebody is there. */
static void
call_to_fetch (SimLeg *parked, SimExtension *user)
{
  SimRoom *room = parked->room;

  sim_clock_cancel (room->tenant->world->clock, &parked->timer);
  sim_park_left (parked);
  parked->is_caller = TRUE;
  sim_call_user (room, user, 0, "", parked->number);
  sim_room_ring_for (room, room->tenant->world->ring_timeout);
}

/* Nobody came for it: back to who parked it. */
static void
return_cb (gpointer user_data)
{
  SimLeg *leg = user_data;
  SimExtension *user = sim_tenant_get_extension (leg->tenant, leg->parker);

  leg->timer = 0;
  if (user != NULL && user->registered)
    call_to_fetch (leg, user);
  else if (++leg->n_returns >= MOST_RETURNS)
    sim_room_end (leg->room, SIM_CAUSE_NO_ANSWER, FALSE);
  else
    wait (leg);
}

gboolean
sim_park_return (SimRoom *room)
{
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg->state != SIM_LEG_PARKED || leg->park == NULL)
        continue;
      if (g_hash_table_contains (leg->tenant->parked, leg->park) || ++leg->n_returns >= MOST_RETURNS)
        return FALSE;
      put (leg, leg->park);
      tell (leg->tenant, leg->park, leg);
      return TRUE;
    }

  return FALSE;
}

void
sim_park_fetched (SimLeg *leg, SimLeg *by)
{
  SimRoom *room = leg->room;

  sim_leg_set_other (leg, by->number);
  sim_leg_enter (leg, SIM_LEG_TALKING, PAL_CALL_STATUS_PARK_CANCEL);
  if (room->line != NULL && g_strcmp0 (room->line, leg->park) == 0)
    sim_line_take (room, room->line, by->number);
  else
    sim_line_update (room);
}

SimRoom *
sim_unpark (SimTenant *tenant, SimExtension *user, const char *number, GError **error)
{
  SimLeg *parked = g_hash_table_lookup (tenant->parked, number);

  if (parked == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "nobody is parked at %s", number);
  else if (!user->registered)
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no phone of %s is registered", user->number);
  else
    {
      call_to_fetch (parked, user);
      return parked->room;
    }

  return NULL;
}

static SimLeg *
take_out (SimTenant *tenant, const char *number)
{
  SimLeg *parked = g_hash_table_lookup (tenant->parked, number);

  if (parked == NULL)
    return NULL;

  sim_clock_cancel (tenant->world->clock, &parked->timer);
  sim_park_left (parked);
  parked->is_caller = FALSE;

  return parked;
}

/* @leg, which dialled, talks with who was parked. */
static void
fetch (SimLeg *parked, SimLeg *leg)
{
  sim_leg_enter (leg, SIM_LEG_TALKING, sim_leg_get_answered_code (leg));
  sim_record_begin (leg);
  sim_phone_talking (leg);
  sim_park_fetched (parked, leg);
  sim_monitor_begin (parked->room);
}

SimRoom *
sim_park_fetch (SimPhone *phone, const char *number)
{
  SimExtension *user = phone->owner;
  SimLeg *parked = take_out (user->tenant, number);
  SimLeg *leg;

  if (parked == NULL)
    return NULL;

  leg = sim_leg_new (parked->room, user, phone, user->number, parked->number, "");
  leg->is_caller = TRUE;
  sim_leg_enter (leg, SIM_LEG_DIALLING, PAL_CALL_STATUS_INCOMING);
  fetch (parked, leg);

  return parked->room;
}

gboolean
sim_park_go_over (SimLeg *leg, const char *number)
{
  SimLeg *parked = take_out (leg->tenant, number);

  if (parked == NULL)
    return FALSE;

  sim_leg_move (leg, parked->room);
  sim_leg_set_other (leg, parked->number);
  fetch (parked, leg);

  return TRUE;
}
