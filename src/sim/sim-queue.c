/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups: all members ring at once, or a call waits while they are called one after the other. */
#include "sim/sim-search.h"

#include <string.h>

#define RETRY_DELAY 2000      /* ms, when every member is busy */
#define GROUP_RINGER_TIME 90  /* s */
#define MEMBER_RINGER_TIME 20 /* s */

static char *
forward (SimSearch *self)
{
  SimExtension *group = sim_search_get_extension (self);
  const char *to = group != NULL && !self->is_member ? sim_extension_get (group, "noanswerforward") : "";

  return *to != '\0' ? g_strdup (to) : NULL;
}

static void
start_group (SimSearch *self)
{
  SimExtension *group = sim_search_get_extension (self);
  g_auto(GStrv) members = sim_extension_get_list (group, "phoneforward");

  if (self->deadline == 0)
    sim_search_set_deadline (self, sim_seconds_to_ms (sim_extension_get_int (group, "ringertime",
                                                                             GROUP_RINGER_TIME)));
  for (guint i = 0; members[i] != NULL; i++)
    sim_search_add (self, members[i], 0);
}

const SimSearchKind sim_search_group = {
  .type = "ringgroup", .stype = "sr", .start = start_group, .forward = forward
};

static void
tell (SimRoom *room, gboolean on)
{
  PalEvent event = { .kind = PAL_EVENT_QUEUE };

  event.queue = (PalQueueEvent) { room->queue->number, room->id, on };
  sim_world_emit (room->tenant->world, room->tenant, &event);
}

static gboolean
is_free (SimTenant *tenant, const char *number)
{
  SimExtension *member = sim_tenant_get_extension (tenant, number);

  return member == NULL || !member->is_user || (member->registered && member->legs->len == 0);
}

static guint
count_waiting (SimExtension *group)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, group->tenant->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((SimRoom *) value)->queue == group;

  return n;
}

static gboolean
has_queue (SimExtension *group)
{
  return sim_extension_get_int (group, "queuingmax", -1) != 0;
}

static gboolean
is_full (SimExtension *group)
{
  gint64 most = sim_extension_get_int (group, "queuingmax", -1);

  return most > 0 && count_waiting (group) >= (guint64) most;
}

static void
start_hunt (SimSearch *self)
{
  SimExtension *group = sim_search_get_extension (self);
  SimRoom *room = self->room;
  gint64 seconds = sim_extension_get_int (group, "queuingtime", 0);

  self->next = g_ascii_strcasecmp (sim_extension_get (group, "switchmode"), "ascending") == 0 ? 0
               : group->hunt_next;
  if (!has_queue (group) || room->queue != NULL || self->is_member)
    return;

  if (is_full (group))
    {
      self->cause = SIM_CAUSE_BUSY;
      self->is_refused = TRUE;
      return;
    }
  room->queue = group;
  tell (room, TRUE);
  if (seconds > 0)
    sim_search_set_deadline (self, sim_seconds_to_ms (seconds));
}

static gboolean
is_waiting (SimSearch *self, SimExtension *group)
{
  return group != NULL && self->room->queue == group;
}

static gboolean
is_over (SimSearch *self, SimExtension *group, guint n_members)
{
  if (self->is_refused || n_members == 0)
    return TRUE;

  return (!is_waiting (self, group) || sim_extension_is_on (group, "round.tryonce"))
         && self->n_called >= n_members;
}

/* The call that waits longest of those that came before. */
static SimSearch *
find_older (SimSearch *self, SimExtension *group)
{
  SimSearch *oldest = self;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, group->tenant->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimRoom *room = value;

      for (guint i = 0; room->queue == group && i < room->searches->len; i++)
        {
          SimSearch *other = g_ptr_array_index (room->searches, i);

          if (other->kind == self->kind && other->pause > 0 && other->since < oldest->since)
            oldest = other;
        }
    }

  return oldest != self ? oldest : NULL;
}

/* Who waits longer is served before. */
static void
serve_older (SimSearch *self, SimExtension *group)
{
  SimSearch *older = find_older (self, group);

  while (older != NULL)
    {
      gint64 since = older->since;

      sim_search_hurry (older);
      older = find_older (self, group);
      if (older != NULL && older->since <= since)
        return; /* there is nobody for it either */
    }
}

static gboolean
call_next (SimSearch *self, SimExtension *group, const char *const *members, guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    {
      guint index = self->next++ % n_members;
      gint64 seconds = sim_extension_get_nth (group, "ringertimes", index, MEMBER_RINGER_TIME);

      self->n_called++;
      if (!is_free (group->tenant, members[index]))
        continue;

      self->has_paused = FALSE;
      if (g_ascii_strcasecmp (sim_extension_get (group, "switchmode"), "ascending") != 0)
        group->hunt_next = (index + 1) % n_members;
      sim_search_add (self, members[index], sim_seconds_to_ms (MAX (seconds, 1)));
      if (self->below->len > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
more_hunt (SimSearch *self)
{
  SimExtension *group = sim_search_get_extension (self);
  g_auto(GStrv) members = group != NULL ? sim_extension_get_list (group, "phoneforward") : g_new0 (char *, 1);
  guint n_members = g_strv_length (members);
  gint64 interval = group != NULL ? sim_extension_get_int (group, "queuingcallinterval", 0) : 0;

  interval = CLAMP (interval, 0, G_MAXINT);
  if (group == NULL || is_over (self, group, n_members))
    {
      if (is_waiting (self, group))
        sim_queue_leave (self->room);
      return FALSE;
    }
  if (self->n_called > 0 && interval > 0 && !self->has_paused)
    {
      self->has_paused = TRUE;
      sim_search_set_pause (self, (guint) interval);
      return TRUE;
    }

  if (is_waiting (self, group))
    serve_older (self, group);
  if (call_next (self, group, (const char *const *) members, n_members))
    return TRUE;
  if (!is_waiting (self, group))
    {
      self->cause = SIM_CAUSE_BUSY;
      return FALSE;
    }

  self->has_paused = TRUE;
  sim_search_set_pause (self, interval > 0 ? (guint) interval : RETRY_DELAY);
  return TRUE;
}

/* Its time in the queue may be over. */
static char *
forward_hunt (SimSearch *self)
{
  if (is_waiting (self, sim_search_get_extension (self)))
    sim_queue_leave (self->room);

  return forward (self);
}

const SimSearchKind sim_search_hunt = {
  .type = "ringgroup", .stype = "rr", .start = start_hunt, .more = more_hunt, .forward = forward_hunt
};

void
sim_queue_leave (SimRoom *room)
{
  if (room->queue == NULL)
    return;

  tell (room, FALSE);
  room->queue = NULL;
}

void
sim_queue_close (SimExtension *group)
{
  g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (group->tenant);

  for (guint i = 0; i < rooms->len; i++)
    {
      SimRoom *room = g_ptr_array_index (rooms, i);

      if (room->queue == group)
        {
          sim_queue_leave (room);
          sim_room_end (room, SIM_CAUSE_UNKNOWN, TRUE);
        }
    }
}
