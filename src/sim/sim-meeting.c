/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conference extensions: all who call the number are in one room. */
#include "sim/sim-service.h"

#include <string.h>

static gboolean
is_accepted (SimExtension *extension, const char *caller)
{
  g_auto(GStrv) patterns = sim_extension_get_list (extension, "conf.accept");
  g_auto(GStrv) members = sim_extension_get_list (extension, "phoneforward");

  if (patterns[0] == NULL || g_strv_contains ((const char *const *) members, caller))
    return TRUE;

  for (guint i = 0; patterns[i] != NULL; i++)
    if (g_pattern_match_simple (patterns[i], caller))
      return TRUE;

  return FALSE;
}

static SimService *
find_running (SimService *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->leg->tenant->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimService *other = ((SimLeg *) value)->service;

      if (other != NULL && other != self && other->kind == self->kind && other->is_on
          && strcmp (other->number, self->number) == 0)
        return other;
    }

  return NULL;
}

static void
call_members (SimService *self)
{
  SimRoom *room = self->leg->room;
  SimExtension *extension = sim_service_get_extension (self);
  g_auto(GStrv) members = sim_extension_get_list (extension, "phoneforward");

  for (guint i = 0; members[i] != NULL; i++)
    {
      gboolean is_here = FALSE;

      for (guint j = 0; j < room->legs->len; j++)
        is_here |= strcmp (((SimLeg *) g_ptr_array_index (room->legs, j))->number, members[i]) == 0;
      if (!is_here)
        sim_search_begin (room, members[i], "", self->number, FALSE, TRUE);
    }
}

/* Everybody here goes over to the room of the others; the service here is no longer needed. */
static void
move_to (SimService *self, SimRoom *room)
{
  SimRoom *old = self->leg->room;

  sim_room_lock (old);
  for (guint i = old->legs->len; i > 0; i--)
    {
      SimLeg *leg = g_ptr_array_index (old->legs, i - 1);

      if (leg == self->leg || leg->is_monitor || !sim_leg_is_in_talk (leg))
        continue;
      sim_leg_move (leg, room);
      leg->is_caller = TRUE;
      sim_leg_set_other (leg, self->number);
      sim_leg_refresh (leg);
    }
  while (old->legs->len > 0)
    sim_leg_end (g_ptr_array_index (old->legs, 0), SIM_CAUSE_NORMAL, TRUE);
  sim_room_unlock (old);
  sim_line_update (room);
}

static void
begin (SimService *self)
{
  SimService *running = find_running (self);
  SimLeg *host = sim_service_get_caller (self);

  if (running != NULL && running->leg->room == self->leg->room)
    sim_leg_hang_up (self->leg);
  else if (running != NULL && self->leg->room->consulting != NULL)
    self->is_on = FALSE; /* begins again when the consultation is over */
  else if (running != NULL)
    move_to (self, running->leg->room);
  else if (sim_service_get_extension (self) != NULL)
    {
      self->host = g_strdup (host != NULL ? host->talker_id : NULL);
      call_members (self);
    }
}

const SimServiceKind sim_service_meeting = { .answers = TRUE, .begin = begin };

static void
start (SimSearch *self)
{
  if (is_accepted (sim_search_get_extension (self), self->shown))
    sim_service_call (self, &sim_service_meeting, self->number, 0);
  else
    self->cause = SIM_CAUSE_DECLINED;
}

const SimSearchKind sim_search_conference = { .type = "conference", .start = start };
