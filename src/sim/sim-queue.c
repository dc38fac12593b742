/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hunt groups: a call waits in the group's queue while its members are called one after the other. */
#include "sim/sim-call-private.h"

#define RETRY_DELAY 2000 /* ms, when every member is busy */

static void
tell (SimRoom *room, gboolean on)
{
  PalEvent event = { .kind = PAL_EVENT_QUEUE };

  event.queue = (PalQueueEvent) { room->queue->number, room->id, on };
  sim_world_emit (room->tenant->world, room->tenant, &event);
}

static void
next_cb (gpointer user_data)
{
  SimRoom *room = user_data;

  room->timer = 0;
  sim_queue_next (room);
}

static gboolean
is_idle (SimExtension *user)
{
  return user != NULL && user->is_user && user->registered && user->legs->len == 0;
}

static gboolean
has_waited_enough (SimRoom *room)
{
  guint64 seconds = g_ascii_strtoull (sim_extension_get (room->queue, "queuingtime"), NULL, 10);
  gint64 waited = sim_clock_get_time (room->tenant->world->clock) - room->started;

  return seconds > 0 && waited >= (gint64) seconds * 1000;
}

/* On to where nobody waits, or out. */
static void
give_up (SimRoom *room)
{
  g_autofree char *to = g_strdup (sim_extension_get (room->queue, "noanswerforward"));
  g_autofree char *shown = g_strdup (room->queue_shown);
  SimCause cause = SIM_CAUSE_NO_ANSWER;

  sim_queue_leave (room);
  if (*to != '\0' && sim_call_invite (room, to, "", shown, &cause) > 0)
    sim_room_ring (room);
  else
    sim_room_unanswered (room, SIM_CAUSE_NO_ANSWER);
}

void
sim_queue_next (SimRoom *room)
{
  SimWorld *world = room->tenant->world;
  g_auto(GStrv) members = g_strsplit (sim_extension_get (room->queue, "phoneforward"), ",", -1);
  guint n_members = g_strv_length (members);
  SimCause cause;

  if (has_waited_enough (room))
    {
      give_up (room);
      return;
    }
  for (guint i = 0; i < n_members; i++)
    {
      const char *number = g_strstrip (members[room->queue_next++ % n_members]);

      if (is_idle (sim_tenant_get_extension (room->tenant, number))
          && sim_call_invite (room, number, "", room->queue_shown, &cause) > 0)
        {
          guint64 seconds = g_ascii_strtoull (sim_extension_get (room->queue, "ringertimes"), NULL, 10);

          sim_room_ring_for (room, seconds > 0 ? (guint) seconds * 1000 : 20000);
          return;
        }
    }

  sim_clock_cancel (world->clock, &room->timer);
  room->timer = sim_clock_add (world->clock, RETRY_DELAY, next_cb, room);
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

gboolean
sim_queue_enter (SimRoom *room, SimExtension *group, const char *shown)
{
  guint64 most = g_ascii_strtoull (sim_extension_get (group, "queuingmax"), NULL, 10);

  if (room->queue != NULL || (most > 0 && count_waiting (group) >= most))
    return FALSE;

  room->queue = group;
  g_free (room->queue_shown);
  room->queue_shown = g_strdup (shown);
  tell (room, TRUE);
  sim_queue_next (room);

  return TRUE;
}

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
