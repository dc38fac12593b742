/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared lines: taken before a call, occupied during it, free when it is over. */
#include "sim/sim-call-private.h"

#include <string.h>

static SimRoom *
find_room (SimTenant *tenant, const char *line)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, tenant->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_strcmp0 (((SimRoom *) value)->line, line) == 0)
      return value;

  return NULL;
}

/* Who talks over the line: who took it, from the moment the own phone rings; else an extension in the call.
 * NULL while the call is parked. */
static SimLeg *
find_talker (SimRoom *room)
{
  SimLeg *found = NULL;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);
      gboolean is_user = g_strcmp0 (leg->number, room->line_user) == 0;

      if (leg->extension == NULL || leg->is_monitor || leg->state == SIM_LEG_PARKED
          || (sim_leg_is_ringing (leg) && leg->role[0] != 'c'))
        continue;
      if (is_user && !sim_leg_is_ringing (leg))
        return leg;
      if (is_user || (found == NULL && !sim_leg_is_ringing (leg)))
        found = leg;
    }

  return found;
}

void
sim_line_fill_event (SimTenant *tenant, const char *line, PalLineEvent *event)
{
  const char *holder = g_hash_table_lookup (tenant->seized, line);
  SimRoom *room = find_room (tenant, line);
  SimLeg *leg = room != NULL ? find_talker (room) : NULL;

  if (room != NULL)
    holder = NULL;
  *event = (PalLineEvent) {
    .line = line,
    .line_talker = leg != NULL ? leg->number : holder != NULL ? holder : "",
    .line_talker_id = leg != NULL ? leg->talker_id : "",
    .assigned_talker_id = leg != NULL ? leg->talker_id : "",
    .room_id = room != NULL ? room->id : "",
    .on = room != NULL || holder != NULL,
  };
}

static void
tell (SimTenant *tenant, const char *line)
{
  PalEvent event = { .kind = PAL_EVENT_LINE };

  sim_line_fill_event (tenant, line, &event.line);
  sim_world_emit (tenant->world, tenant, &event);
}

void
sim_line_update (SimRoom *room)
{
  g_autofree char *told = NULL;
  SimLeg *leg;

  if (room->line == NULL || room->is_ending)
    return;

  leg = find_talker (room);
  told = g_strdup_printf ("%s %s", room->id, leg != NULL ? leg->talker_id : "");
  if (g_strcmp0 (room->line_told, told) == 0)
    return;

  g_free (room->line_told);
  room->line_told = g_steal_pointer (&told);
  tell (room->tenant, room->line);
}

void
sim_line_take (SimRoom *room, const char *line, const char *user)
{
  if (g_strcmp0 (room->line, line) != 0)
    sim_line_release (room);
  if (room->line == NULL)
    room->line = g_strdup (line);
  g_free (room->line_user);
  room->line_user = g_strdup (user);
  g_hash_table_remove (room->tenant->seized, line);
  sim_line_update (room);
}

void
sim_line_release (SimRoom *room)
{
  g_autofree char *line = g_steal_pointer (&room->line);

  if (line == NULL)
    return;

  g_clear_pointer (&room->line_user, g_free);
  g_clear_pointer (&room->line_told, g_free);
  g_hash_table_remove (room->tenant->seized, line);
  tell (room->tenant, line);
}

gboolean
sim_line_is_free_for (SimTenant *tenant, const char *line, const char *user, GError **error)
{
  PalLineEvent event;

  if (line == NULL || !g_ptr_array_find_with_equal_func (tenant->lines, line, g_str_equal, NULL))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no line %s", line != NULL ? line : "");
      return FALSE;
    }

  sim_line_fill_event (tenant, line, &event);
  if ((event.on && (*event.room_id != '\0' || g_strcmp0 (event.line_talker, user) != 0))
      || g_hash_table_contains (tenant->parked, line))
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
  if (on == g_hash_table_contains (tenant->seized, line))
    return TRUE;

  if (on)
    g_hash_table_insert (tenant->seized, g_strdup (line), g_strdup (user));
  else
    g_hash_table_remove (tenant->seized, line);
  tell (tenant, line);

  return TRUE;
}

void
sim_line_forget_user (SimExtension *user)
{
  SimTenant *tenant = user->tenant;

  for (guint i = 0; i < tenant->lines->len; i++)
    {
      const char *line = g_ptr_array_index (tenant->lines, i);

      if (g_strcmp0 (g_hash_table_lookup (tenant->seized, line), user->number) != 0)
        continue;
      g_hash_table_remove (tenant->seized, line);
      tell (tenant, line);
    }
}
