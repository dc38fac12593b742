/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rooms: how a call goes on and how it ends. Who is called is in sim-dial.c. */
#include "sim/sim-call-private.h"

#include <string.h>

#include "sim/sim-writer.h"

#define HISTORY_LENGTH 20000

static gint64
now (SimTenant *tenant)
{
  return sim_clock_get_time (tenant->world->clock);
}

SimRoom *
sim_room_new (SimTenant *tenant, guint kind, const char *from, const char *to)
{
  SimWorld *world = tenant->world;
  SimRoom *room = g_new0 (SimRoom, 1);

  room->tenant = tenant;
  room->id = g_strdup_printf ("%" G_GUINT64_FORMAT, world->next_room++);
  room->log_id = g_strdup_printf ("%" G_GUINT64_FORMAT, world->next_log++);
  room->legs = g_ptr_array_new ();
  room->searches = sim_search_new_list ();
  room->kind = kind;
  room->from = g_strdup (from);
  room->to = g_strdup (to);
  room->started = now (tenant);
  g_hash_table_insert (tenant->rooms, room->id, room);

  return room;
}

static void
remember (SimRoom *room)
{
  SimWorld *world = room->tenant->world;
  g_autoptr(GString) line = g_string_new (NULL);
  SimWriter writer;

  sim_writer_init (&writer, line);
  sim_writer_begin (&writer, NULL, '{');
  sim_writer_text (&writer, "room_id", room->id);
  sim_writer_text (&writer, "logid", room->log_id);
  sim_writer_text (&writer, "from", room->from);
  sim_writer_text (&writer, "to", room->to);
  sim_writer_int (&writer, "type", room->kind);
  sim_writer_int (&writer, "started", room->started);
  sim_writer_int (&writer, "answered", room->answered);
  sim_writer_int (&writer, "ended", now (room->tenant));
  sim_writer_text (&writer, "rescode", sim_cause_get_rescode (room->cause));
  sim_writer_end (&writer, '}');
  g_queue_push_tail (world->history, g_strdup (line->str));
  if (world->history->length > HISTORY_LENGTH)
    g_free (g_queue_pop_head (world->history));
}

static void
room_free (SimRoom *room)
{
  sim_queue_leave (room);
  sim_clock_cancel (room->tenant->world->clock, &room->timer);
  sim_clock_cancel (room->tenant->world->clock, &room->end_timer);
  g_hash_table_remove (room->tenant->rooms, room->id);
  if (room->is_call)
    remember (room);
  sim_line_release (room);
  g_ptr_array_unref (room->legs);
  g_strfreev (room->targets);
  g_free (room->id);
  g_free (room->log_id);
  g_free (room->owner);
  g_free (room->from);
  g_free (room->to);
  g_free (room->line);
  g_free (room->line_user);
  g_free (room->line_told);
  g_ptr_array_unref (room->searches);
  g_free (room->ring_back);
  g_free (room);
}

void
sim_room_lock (SimRoom *self)
{
  self->locks++;
}

gboolean
sim_room_unlock (SimRoom *self)
{
  g_return_val_if_fail (self->locks > 0, FALSE);

  if (--self->locks > 0 || self->legs->len > 0 || sim_search_is_on (self, TRUE))
    return TRUE;

  room_free (self);
  return FALSE;
}

/* Who is called when a talk ends just stops ringing. */
static void
end_one (SimLeg *leg, SimCause cause, gboolean by_callee)
{
  gboolean is_talk_over = cause == SIM_CAUSE_NORMAL || cause == SIM_CAUSE_LOST;

  sim_leg_end (leg, is_talk_over && sim_leg_is_ringing (leg) ? SIM_CAUSE_CANCELLED : cause, by_callee);
}

/* Parties ended before the talk began go last to first: the called phones before the caller. */
void
sim_room_end (SimRoom *self, SimCause cause, gboolean by_callee)
{
  sim_room_lock (self);
  self->is_ending = TRUE;
  sim_clock_cancel (self->tenant->world->clock, &self->timer);
  if (self->answered > 0)
    {
      for (guint i = 0; i < self->legs->len; i++)
        if (sim_leg_is_in_talk (g_ptr_array_index (self->legs, i)))
          sim_leg_send (g_ptr_array_index (self->legs, i), PAL_CALL_STATUS_ENDTALKING);
      while (self->legs->len > 0)
        end_one (g_ptr_array_index (self->legs, 0), cause, by_callee);
    }
  while (self->legs->len > 0)
    {
      SimLeg *leg = g_ptr_array_index (self->legs, 0);

      for (guint i = 0; i < self->legs->len && leg->is_caller; i++)
        if (!((SimLeg *) g_ptr_array_index (self->legs, i))->is_caller)
          leg = g_ptr_array_index (self->legs, i);
      sim_leg_end (leg, cause, by_callee);
    }
  g_ptr_array_set_size (self->searches, 0);
  sim_room_unlock (self);
}

static void
end_cb (gpointer user_data)
{
  SimRoom *room = user_data;

  room->end_timer = 0;
  sim_room_end (room, SIM_CAUSE_NORMAL, FALSE);
}

void
sim_room_end_later (SimRoom *self, gint64 ms)
{
  sim_clock_cancel (self->tenant->world->clock, &self->end_timer);
  self->end_timer = sim_clock_add (self->tenant->world->clock, ms, end_cb, self);
}

void
sim_room_renew (SimRoom *self)
{
  GHashTable *rooms = self->tenant->rooms;

  g_hash_table_remove (rooms, self->id);
  g_free (self->id);
  self->id = g_strdup_printf ("%" G_GUINT64_FORMAT, self->tenant->world->next_room++);
  g_hash_table_insert (rooms, self->id, self);
}

guint
sim_room_count (SimRoom *self, SimLegState state)
{
  guint n = 0;

  for (guint i = 0; i < self->legs->len; i++)
    n += ((SimLeg *) g_ptr_array_index (self->legs, i))->state == state;

  return n;
}

static gboolean
is_party (SimLeg *leg)
{
  return !leg->is_monitor && (sim_leg_is_in_talk (leg) || leg->state == SIM_LEG_PARKED);
}

guint
sim_room_count_parties (SimRoom *self)
{
  guint n = 0;

  for (guint i = 0; i < self->legs->len; i++)
    n += is_party (g_ptr_array_index (self->legs, i));

  return n;
}

SimLeg *
sim_room_find_peer (SimLeg *leg)
{
  for (guint i = 0; i < leg->room->legs->len; i++)
    {
      SimLeg *other = g_ptr_array_index (leg->room->legs, i);

      if (other != leg && is_party (other))
        return other;
    }

  return NULL;
}

void
sim_room_end_ringing (SimRoom *self, SimCause cause)
{
  for (guint i = self->legs->len; i > 0; i--)
    {
      SimLeg *leg = g_ptr_array_index (self->legs, i - 1);

      if (sim_leg_is_ringing (leg) && !leg->is_monitor)
        sim_leg_end (leg, cause, FALSE);
    }
  sim_search_clear (self);
}

void
sim_room_end_monitors (SimRoom *self)
{
  for (guint i = self->legs->len; i > 0; i--)
    {
      SimLeg *leg = g_ptr_array_index (self->legs, i - 1);

      if (!leg->is_monitor)
        continue;
      if (sim_leg_is_in_talk (leg))
        sim_leg_send (leg, PAL_CALL_STATUS_ENDTALKING);
      end_one (leg, SIM_CAUSE_NORMAL, FALSE);
    }
}

static guint
count_side (SimRoom *room, gboolean is_caller, gboolean ringing)
{
  guint n = 0;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      n += leg->is_caller == is_caller && sim_leg_is_ringing (leg) == ringing && !leg->is_monitor;
    }

  return n;
}

void
sim_room_unanswered (SimRoom *self, SimCause cause)
{
  sim_clock_cancel (self->tenant->world->clock, &self->timer);
  if (sim_service_failed (self) || sim_transfer_failed (self))
    return;
  if (self->answered > 0 && sim_room_count_parties (self) > 1)
    return;
  if (sim_park_return (self))
    return;
  sim_room_end (self, cause, TRUE);
}

void
sim_room_carry_on (SimRoom *self, gboolean was_caller, SimCause cause)
{
  if (count_side (self, was_caller, TRUE) > 0 || sim_search_is_on (self, was_caller))
    return;
  if (was_caller)
    {
      sim_room_end_ringing (self, SIM_CAUSE_CANCELLED);
      sim_room_end (self, cause, FALSE);
    }
  else
    sim_room_unanswered (self, cause);
}

void
sim_leg_fail (SimLeg *self, SimCause cause)
{
  SimRoom *room = self->room;
  SimSearch *search = self->search;
  gboolean was_caller = self->is_caller, was_monitor = self->is_monitor;

  sim_room_lock (room);
  sim_leg_end (self, cause, !was_caller);
  if (search != NULL)
    sim_search_lost (search, cause);
  else if (room->legs->len > 0 && !was_monitor)
    sim_room_carry_on (room, was_caller, cause);
  sim_room_unlock (room);
}

/* Of those no search minds. */
static SimLeg *
find_ringing (SimRoom *room)
{
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (sim_leg_is_ringing (leg) && !leg->is_monitor && leg->search == NULL)
        return leg;
    }

  return NULL;
}

static void
ring_over_cb (gpointer user_data)
{
  SimRoom *room = user_data;
  SimLeg *ringing;

  room->timer = 0;
  sim_room_lock (room);
  while (room->timer == 0 && (ringing = find_ringing (room)) != NULL)
    sim_leg_fail (ringing, SIM_CAUSE_NO_ANSWER);
  sim_room_unlock (room);
}

void
sim_room_ring_for (SimRoom *self, guint ms)
{
  sim_clock_cancel (self->tenant->world->clock, &self->timer);
  self->timer = sim_clock_add (self->tenant->world->clock, ms, ring_over_cb, self);
}

void
sim_room_ring (SimRoom *self)
{
  if (find_ringing (self) != NULL)
    sim_room_ring_for (self, self->tenant->world->ring_timeout);
}

/* Both ends are there. */
static void
join (SimRoom *room, SimLeg *answering)
{
  sim_clock_cancel (room->tenant->world->clock, &room->timer);
  if (room->answered == 0)
    room->answered = now (room->tenant);

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg->state == SIM_LEG_PARKED)
        sim_park_fetched (leg, answering);
      else if (leg->is_caller && (leg->state == SIM_LEG_DIALLING || leg->state == SIM_LEG_WAITING))
        {
          if (!answering->is_caller)
            sim_leg_set_other (leg, answering->number);
          sim_leg_enter (leg, SIM_LEG_TALKING, sim_leg_get_answered_code (leg));
          sim_record_begin (leg);
          sim_phone_talking (leg);
        }
      else if (leg->state == SIM_LEG_WAITING)
        {
          leg->state = SIM_LEG_TALKING;
          leg->since = now (room->tenant);
          sim_record_begin (leg);
          sim_phone_talking (leg);
        }
    }
  sim_service_answered (room, answering);
  sim_transfer_answered (room, answering);
  sim_record_begin (answering);
  sim_line_update (room);
  sim_monitor_begin (room);
}

/* makeCall's caller is on the line: as if that phone dialled. */
static void
call_targets (SimLeg *caller)
{
  SimRoom *room = caller->room;
  SimCause cause = SIM_CAUSE_UNKNOWN;
  guint n = 0;

  sim_room_lock (room);
  for (guint i = 0; room->targets[i] != NULL; i++)
    if (sim_park_go_over (caller, room->targets[i]) || sim_pickup_go_over (caller, room->targets[i]))
      {
        sim_room_unlock (room);
        return;
      }
  for (guint i = 0; room->targets[i] != NULL; i++)
    n += sim_call_invite (room, room->targets[i], "s", room->from, &cause);
  if (n == 0)
    sim_room_end (room, cause, TRUE);
  else
    sim_room_ring (room);
  sim_room_unlock (room);
}

static gboolean
wants_new_room (SimLeg *answering)
{
  SimRoom *room = answering->room;

  if ((room->tenant->world->quirks & SIM_QUIRK_NEW_ROOM) == 0 || answering->is_monitor)
    return FALSE;

  return room->handed != NULL || (room->kind == 2 && room->answered == 0 && !answering->is_caller);
}

/* A caller whose own phone still rings learns who of those called at the same time came. */
static void
tell_ringing_callers (SimLeg *answering)
{
  SimRoom *room = answering->room;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg->is_caller && sim_leg_is_ringing (leg))
        sim_leg_set_other (leg, answering->number);
    }
}

/* The other phones, or the other people, that rang for the same. */
static void
end_others (SimLeg *answering)
{
  SimRoom *room = answering->room;

  for (guint i = room->legs->len; i > 0; i--)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i - 1);
      gboolean is_rival = answering->is_monitor ? strcmp (leg->number, answering->number) == 0
                                                : leg->is_caller == answering->is_caller;

      if (leg != answering && is_rival && leg->is_monitor == answering->is_monitor
          && sim_leg_is_ringing (leg) && sim_search_is_rival (leg, answering))
        sim_leg_end (leg, SIM_CAUSE_ELSEWHERE, TRUE);
    }
  if (!answering->is_monitor)
    sim_search_answered (answering);
}

void
sim_leg_answer (SimLeg *self)
{
  SimRoom *room = self->room;
  gboolean other_is_there = self->is_monitor || count_side (room, !self->is_caller, FALSE) > 0;
  /* To pick up what rings elsewhere. */
  gboolean has_dialled
      = self->status != PAL_CALL_STATUS_CALLING && self->status != PAL_CALL_STATUS_STARTRINGING;
  gboolean waits = self->role[0] == 'c' && !has_dialled;

  if (!sim_leg_is_ringing (self))
    return;

  sim_room_lock (room);
  sim_clock_cancel (self->tenant->world->clock, &self->timer);
  sim_clock_cancel (self->tenant->world->clock, &self->ring_timer);
  if (wants_new_room (self))
    {
      sim_queue_leave (room);
      sim_room_renew (room);
    }
  sim_leg_enter (self,
                 waits || !other_is_there ? SIM_LEG_WAITING : SIM_LEG_TALKING,
                 has_dialled ? sim_leg_get_answered_code (self) : PAL_CALL_STATUS_CALL_SUCCESS);
  end_others (self);
  if (!self->is_caller && !self->is_monitor)
    tell_ringing_callers (self);

  if (self->is_monitor)
    sim_phone_talking (self);
  else if (other_is_there)
    {
      join (room, self);
      if (!self->is_caller)
        sim_phone_talking (self);
    }
  else
    {
      sim_line_update (room);
      if (room->kind == 2 && self->is_caller)
        call_targets (self);
    }
  sim_room_unlock (room);
}

/* One of three or more leaves; the rest talk on. */
static void
leave (SimLeg *leg, SimCause cause, gboolean by_callee)
{
  SimRoom *room = leg->room;
  gboolean was_party = !leg->is_monitor;

  if (sim_leg_is_in_talk (leg))
    sim_leg_send (leg, PAL_CALL_STATUS_ENDTALKING);
  sim_leg_end (leg, cause, by_callee);
  if (was_party)
    sim_conference_left (room);
}

static void
hang_up (SimLeg *leg, SimCause cause, gboolean by_callee)
{
  SimRoom *room = leg->room;
  gboolean is_waiting = leg->state == SIM_LEG_DIALLING || leg->state == SIM_LEG_WAITING;

  if (sim_transfer_hang_up (leg, cause, by_callee))
    return;

  if (leg->is_monitor || (room->answered > 0 && sim_room_count_parties (room) > 2))
    leave (leg, cause, by_callee);
  else
    sim_room_end (room, is_waiting && cause == SIM_CAUSE_NORMAL ? SIM_CAUSE_CANCELLED : cause, by_callee);
}

void
sim_leg_hang_up (SimLeg *self)
{
  if (sim_leg_is_ringing (self))
    sim_leg_fail (self, SIM_CAUSE_DECLINED);
  else
    hang_up (self, SIM_CAUSE_NORMAL, !self->is_caller);
}

static void
lost_cb (gpointer user_data)
{
  SimLeg *leg = user_data;

  leg->lost_timer = 0;
  sim_leg_lose (leg);
}

void
sim_leg_lose (SimLeg *self)
{
  if (sim_leg_is_ringing (self))
    sim_leg_fail (self, SIM_CAUSE_ABSENT);
  else
    hang_up (self, SIM_CAUSE_LOST, FALSE);
}

/* A phone off the net is not heard of again; the PBX notices when nothing has come for a while. */
void
sim_call_phone_changed (SimPhone *phone)
{
  SimWorld *world = phone->owner->tenant->world;

  for (guint i = 0; i < phone->owner->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (phone->owner->legs, i);

      if (leg->phone != phone)
        continue;
      sim_clock_cancel (world->clock, &leg->lost_timer);
      if (!phone->registered)
        leg->lost_timer = sim_clock_add (world->clock, world->loss_timeout, lost_cb, leg);
    }
}

SimRoom *
sim_tenant_get_room (SimTenant *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->rooms, id) : NULL;
}

GPtrArray *
sim_tenant_list_rooms (SimTenant *self)
{
  GPtrArray *rooms = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer room;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    g_ptr_array_add (rooms, room);

  return rooms;
}

static void
forget_legs (SimTenant *tenant)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_remove_all (tenant->parked);
  g_hash_table_remove_all (tenant->seized);
  g_hash_table_iter_init (&iter, tenant->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimLeg *leg = value;

      if (leg->extension != NULL)
        g_ptr_array_set_size (leg->extension->legs, 0);
      g_hash_table_iter_remove (&iter);
      sim_leg_forget (leg);
    }
}

void
sim_world_reset_calls (SimWorld *self)
{
  g_ptr_array_set_size (self->call_backs, 0);
  for (guint i = 0; i < self->tenants->len; i++)
    {
      SimTenant *tenant = g_ptr_array_index (self->tenants, i);
      g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (tenant);

      forget_legs (tenant);
      for (guint j = 0; j < rooms->len; j++)
        {
          SimRoom *room = g_ptr_array_index (rooms, j);

          g_ptr_array_set_size (room->legs, 0);
          g_clear_pointer (&room->line, g_free);
          room->queue = NULL;
          room_free (room);
        }
    }
}
