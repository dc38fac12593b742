/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Park slots and shared lines. A line's id serves as a park number as well. */
#include "sim/sim-call-private.h"

#include <string.h>

static gboolean
contains (GPtrArray *texts, const char *text)
{
  return text != NULL && g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
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

static void
put (SimLeg *leg, const char *number)
{
  if (leg->park != number)
    {
      g_free (leg->park);
      leg->park = g_strdup (number);
    }
  g_hash_table_insert (leg->tenant->parked, g_strdup (number), leg);
  sim_leg_enter (leg, SIM_LEG_PARKED, PAL_CALL_STATUS_PARK_START);
}

gboolean
sim_park (SimLeg *leg, const char *number, GError **error)
{
  SimTenant *tenant = leg->tenant;
  SimLeg *parked = sim_room_find_peer (leg);

  if (!contains (tenant->parks, number) && !contains (tenant->lines, number))
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no park number %s", number);
  else if (g_hash_table_contains (tenant->parked, number))
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "park number %s is in use", number);
  else if (parked == NULL || parked->state == SIM_LEG_PARKED || leg->room->legs->len != 2)
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "there is nobody to park");
  else
    {
      sim_clock_cancel (tenant->world->clock, &parked->timer);
      put (parked, number);
      sim_leg_end (leg, SIM_CAUSE_NORMAL, FALSE);
      tell (tenant, number, parked);
      return TRUE;
    }

  return FALSE;
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
static SimLeg *
take (SimTenant *tenant, const char *number)
{
  SimLeg *leg = number != NULL ? g_hash_table_lookup (tenant->parked, number) : NULL;

  if (leg != NULL)
    sim_park_left (leg);

  return leg;
}

SimRoom *
sim_unpark (SimTenant *tenant, SimExtension *user, const char *number, GError **error)
{
  SimLeg *parked;
  SimRoom *room;
  SimCause cause;
  guint n, first;

  if (!g_hash_table_contains (tenant->parked, number))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "nobody is parked at %s", number);
      return NULL;
    }
  if (!user->registered)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no phone of %s is registered", user->number);
      return NULL;
    }

  parked = take (tenant, number);
  room = parked->room;
  first = room->legs->len;
  n = sim_call_invite (room, user->number, "", parked->number, &cause);
  for (guint i = first; i < room->legs->len; i++)
    ((SimLeg *) g_ptr_array_index (room->legs, i))->is_caller = !parked->is_caller;
  g_assert (n > 0);
  sim_room_ring_for (room, tenant->world->ring_timeout);

  return room;
}

SimRoom *
sim_park_fetch (SimPhone *phone, const char *number)
{
  SimExtension *user = phone->owner;
  SimLeg *parked = take (user->tenant, number);
  SimLeg *leg;

  if (parked == NULL)
    return NULL;

  leg = sim_leg_new (parked->room, user, phone, user->number, parked->number, "");
  leg->is_caller = !parked->is_caller;
  sim_leg_enter (leg, SIM_LEG_DIALLING, PAL_CALL_STATUS_INCOMING);
  sim_leg_enter (leg, SIM_LEG_TALKING, PAL_CALL_STATUS_ANSWER_SUCCESS);
  sim_leg_set_other (parked, user->number);
  sim_leg_enter (parked, SIM_LEG_TALKING, PAL_CALL_STATUS_PARK_CANCEL);
  sim_phone_talking (leg);

  return parked->room;
}

gboolean
sim_park_return (SimRoom *room)
{
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg->state == SIM_LEG_PARKED && leg->park != NULL
          && !g_hash_table_contains (leg->tenant->parked, leg->park))
        {
          put (leg, leg->park);
          tell (leg->tenant, leg->park, leg);
          return TRUE;
        }
    }

  return FALSE;
}

/* The call going on over a line, or NULL. */
static SimLeg *
find_line_leg (SimTenant *tenant, const char *line)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, tenant->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimRoom *room = value;

      for (guint i = 0; i < room->legs->len && g_strcmp0 (room->line, line) == 0; i++)
        {
          SimLeg *leg = g_ptr_array_index (room->legs, i);

          if (leg->extension != NULL && leg->is_caller)
            return leg;
        }
    }

  return NULL;
}

void
sim_line_fill_event (SimTenant *tenant, const char *line, PalLineEvent *event)
{
  const char *holder = g_hash_table_lookup (tenant->seized, line);
  SimLeg *leg = find_line_leg (tenant, line);

  *event = (PalLineEvent) {
    .line = line,
    .line_talker = leg != NULL ? leg->number : holder != NULL ? holder : "",
    .line_talker_id = leg != NULL ? leg->talker_id : "",
    .assigned_talker_id = leg != NULL ? leg->talker_id : "",
    .room_id = leg != NULL ? leg->room->id : "",
    .on = leg != NULL || holder != NULL,
  };
}

void
sim_line_changed (SimTenant *tenant, const char *line)
{
  PalEvent event = { .kind = PAL_EVENT_LINE };

  sim_line_fill_event (tenant, line, &event.line);
  sim_world_emit (tenant->world, tenant, &event);
}

gboolean
sim_line_is_free_for (SimTenant *tenant, const char *line, const char *user, GError **error)
{
  PalLineEvent event;

  if (!contains (tenant->lines, line))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no line %s", line);
      return FALSE;
    }

  sim_line_fill_event (tenant, line, &event);
  if (event.on && user != NULL && strcmp (event.line_talker, user) != 0)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "line %s is in use", line);
      return FALSE;
    }

  return TRUE;
}

gboolean
sim_line_seize (SimTenant *tenant, const char *line, const char *user, gboolean on, GError **error)
{
  if (!sim_line_is_free_for (tenant, line, user, error))
    return FALSE;

  if (on && user != NULL)
    g_hash_table_insert (tenant->seized, g_strdup (line), g_strdup (user));
  else
    g_hash_table_remove (tenant->seized, line);
  sim_line_changed (tenant, line);

  return TRUE;
}
