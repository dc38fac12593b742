/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legs and rooms: how a call goes on and how it ends. Who is called is in sim-dial.c. */
#include "sim/sim-call-private.h"

#include <string.h>

#include "sim/sim-writer.h"

#define HISTORY_LENGTH 20000

static const struct
{
  const char *rescode;
  const char *q850;
} causes[] = {
  [SIM_CAUSE_NORMAL] = { "200", "16" },
  [SIM_CAUSE_BUSY] = { "486", "17" },
  [SIM_CAUSE_NO_ANSWER] = { "480", "19" },
  [SIM_CAUSE_CANCELLED] = { "487", "16" },
  [SIM_CAUSE_DECLINED] = { "603", "21" },
  [SIM_CAUSE_ABSENT] = { "480", "20" },
  [SIM_CAUSE_UNKNOWN] = { "404", "1" },
  [SIM_CAUSE_ELSEWHERE] = { "487", "26" },
  [SIM_CAUSE_DND] = { "480", "21" },
};

static gint64
now (SimTenant *tenant)
{
  return sim_clock_get_time (tenant->world->clock);
}

static gboolean
is_ringing (SimLeg *leg)
{
  return leg->state == SIM_LEG_CALLING || leg->state == SIM_LEG_RINGING;
}

static const char *
find_name (SimTenant *tenant, const char *number)
{
  SimExtension *extension = sim_tenant_get_extension (tenant, number);

  return extension != NULL ? sim_extension_get (extension, "name") : "";
}

void
sim_leg_fill_event (SimLeg *self, PalStatusEvent *event)
{
  *event = (PalStatusEvent) {
    .user = self->number,
    .talker_id = self->talker_id,
    .room_id = self->room->id,
    .other_number = self->other,
    .user_name = find_name (self->tenant, self->number),
    .other_name = self->other != NULL ? find_name (self->tenant, self->other) : "",
    .log_id = self->room->log_id,
    .role = self->role,
    .rec = "",
    .rescode = "",
    .disconnected_by = "",
    .q850code = "",
    .time = now (self->tenant),
    .status = self->status,
    .phone_index = self->phone != NULL ? (int) self->phone->index : -1,
  };
}

void
sim_leg_send (SimLeg *self, PalCallStatus status)
{
  PalEvent event = { .kind = PAL_EVENT_STATUS };

  self->status = status;
  if (self->extension == NULL)
    return;

  sim_leg_fill_event (self, &event.status);
  sim_world_emit (self->tenant->world, self->tenant, &event);
}

void
sim_leg_enter (SimLeg *self, SimLegState state, PalCallStatus status)
{
  self->state = state;
  self->since = now (self->tenant);
  sim_leg_send (self, status);
}

void
sim_leg_set_other (SimLeg *self, const char *number)
{
  char *copy = g_strdup (number);

  g_free (self->other);
  self->other = copy;
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
  room->kind = kind;
  room->from = g_strdup (from);
  room->to = g_strdup (to);
  room->started = now (tenant);
  g_hash_table_insert (tenant->rooms, room->id, room);
  world->n_calls++;

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
  sim_writer_text (&writer, "rescode", causes[room->cause].rescode);
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
  remember (room);
  if (room->line != NULL)
    sim_line_seize (room->tenant, room->line, NULL, FALSE, NULL);
  g_ptr_array_unref (room->legs);
  g_strfreev (room->targets);
  g_free (room->id);
  g_free (room->log_id);
  g_free (room->from);
  g_free (room->to);
  g_free (room->line);
  g_free (room->queue_shown);
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

  if (--self->locks > 0 || self->legs->len > 0)
    return TRUE;

  room_free (self);
  return FALSE;
}

SimLeg *
sim_leg_new (SimRoom *room,
             SimExtension *extension,
             SimPhone *phone,
             const char *number,
             const char *other,
             const char *role)
{
  SimWorld *world = room->tenant->world;
  SimLeg *leg = g_new0 (SimLeg, 1);

  leg->room = room;
  leg->tenant = room->tenant;
  leg->extension = extension;
  leg->phone = phone;
  leg->talker_id = g_strdup_printf ("%" G_GUINT64_FORMAT, world->next_talker++);
  leg->number = g_strdup (number);
  leg->other = g_strdup (other);
  leg->role = role != NULL ? g_intern_string (role) : "";
  leg->since = now (room->tenant);
  g_ptr_array_add (room->legs, leg);
  g_hash_table_insert (room->tenant->legs, leg->talker_id, leg);
  if (extension != NULL)
    g_ptr_array_add (extension->legs, leg);

  return leg;
}

static void
send_last (SimLeg *leg, SimCause cause, gboolean by_callee)
{
  PalEvent event = { .kind = PAL_EVENT_STATUS };
  g_autofree char *rec = NULL;

  leg->status = PAL_CALL_STATUS_DISCONNECT;
  if (leg->extension == NULL)
    return;

  sim_leg_fill_event (leg, &event.status);
  event.status.rescode = causes[cause].rescode;
  event.status.q850code = causes[cause].q850;
  event.status.disconnected_by = by_callee ? "1" : "0";
  if (leg->recording)
    event.status.rec = rec = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", leg->since);
  sim_world_emit (leg->tenant->world, leg->tenant, &event);
}

void
sim_leg_end (SimLeg *self, SimCause cause, gboolean by_callee)
{
  SimRoom *room = self->room;
  SimTenant *tenant = self->tenant;

  sim_clock_cancel (tenant->world->clock, &self->timer);
  room->cause = cause;
  sim_room_lock (room);
  sim_park_left (self);
  g_ptr_array_remove (room->legs, self);
  g_hash_table_remove (tenant->legs, self->talker_id);
  if (self->extension != NULL)
    g_ptr_array_remove (self->extension->legs, self);
  if (room->consulting == self || room->consulted == self)
    room->consulting = room->consulted = NULL;
  send_last (self, cause, by_callee);
  sim_mailbox_left (self);
  g_free (self->mailbox);
  g_free (self->talker_id);
  g_free (self->number);
  g_free (self->other);
  g_free (self->park);
  g_free (self);
  sim_room_unlock (room);
}

static gboolean
is_in_talk (SimLeg *leg)
{
  return leg->state == SIM_LEG_TALKING || leg->state == SIM_LEG_HELD;
}

/* Parties ended before the talk began go last to first: the called phones before the caller. */
void
sim_room_end (SimRoom *self, SimCause cause, gboolean by_callee)
{
  sim_room_lock (self);
  sim_clock_cancel (self->tenant->world->clock, &self->timer);
  if (self->answered > 0)
    {
      for (guint i = 0; i < self->legs->len; i++)
        if (is_in_talk (g_ptr_array_index (self->legs, i)))
          sim_leg_send (g_ptr_array_index (self->legs, i), PAL_CALL_STATUS_ENDTALKING);
      while (self->legs->len > 0)
        sim_leg_end (g_ptr_array_index (self->legs, 0), cause, by_callee);
    }
  while (self->legs->len > 0)
    {
      SimLeg *leg = g_ptr_array_index (self->legs, 0);

      for (guint i = 0; i < self->legs->len && leg->is_caller; i++)
        if (!((SimLeg *) g_ptr_array_index (self->legs, i))->is_caller)
          leg = g_ptr_array_index (self->legs, i);
      sim_leg_end (leg, cause, by_callee);
    }
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

guint
sim_room_count (SimRoom *self, SimLegState state)
{
  guint n = 0;

  for (guint i = 0; i < self->legs->len; i++)
    n += ((SimLeg *) g_ptr_array_index (self->legs, i))->state == state;

  return n;
}

SimLeg *
sim_room_find_peer (SimLeg *leg)
{
  for (guint i = 0; i < leg->room->legs->len; i++)
    {
      SimLeg *other = g_ptr_array_index (leg->room->legs, i);

      if (other != leg && !other->is_monitor && (is_in_talk (other) || other->state == SIM_LEG_PARKED))
        return other;
    }

  return NULL;
}

static guint
count_side (SimRoom *room, gboolean is_caller, gboolean ringing)
{
  guint n = 0;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      n += leg->is_caller == is_caller && is_ringing (leg) == ringing && !leg->is_monitor;
    }

  return n;
}

/* A ringing leg was lost: what becomes of the rest. */
static void
carry_on (SimRoom *room, gboolean was_caller, SimCause cause)
{
  if (count_side (room, was_caller, TRUE) > 0)
    return;
  if (room->queue != NULL && !was_caller)
    {
      sim_queue_next (room);
      return;
    }
  sim_clock_cancel (room->tenant->world->clock, &room->timer);
  if (sim_transfer_failed (room))
    return;
  if (room->answered > 0 && sim_room_count (room, SIM_LEG_TALKING) + sim_room_count (room, SIM_LEG_HELD) > 1)
    return;
  if (sim_park_return (room) || (!was_caller && sim_mailbox_take (room, cause)))
    return;
  sim_room_end (room, cause, TRUE);
}

void
sim_leg_fail (SimLeg *self, SimCause cause)
{
  SimRoom *room = self->room;
  gboolean was_caller = self->is_caller;

  sim_room_lock (room);
  sim_leg_end (self, cause, TRUE);
  if (room->legs->len > 0)
    carry_on (room, was_caller, cause);
  sim_room_unlock (room);
}

static void
ring_over_cb (gpointer user_data)
{
  SimRoom *room = user_data;
  SimLeg *ringing;

  room->timer = 0;
  sim_room_lock (room);
  do
    {
      ringing = NULL;
      for (guint i = 0; i < room->legs->len && ringing == NULL; i++)
        if (is_ringing (g_ptr_array_index (room->legs, i)))
          ringing = g_ptr_array_index (room->legs, i);
      if (ringing != NULL)
        sim_leg_fail (ringing, SIM_CAUSE_NO_ANSWER);
    }
  while (ringing != NULL && room->timer == 0);
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
  if (self->queue == NULL)
    sim_room_ring_for (self, self->tenant->world->ring_timeout);
}

/* Both ends are there. */
static void
join (SimRoom *room, SimLeg *answering)
{
  sim_clock_cancel (room->tenant->world->clock, &room->timer);
  sim_queue_leave (room);
  if (room->answered == 0)
    room->answered = now (room->tenant);

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg->state == SIM_LEG_PARKED)
        {
          sim_leg_set_other (leg, answering->number);
          sim_leg_enter (leg, SIM_LEG_TALKING, PAL_CALL_STATUS_PARK_CANCEL);
        }
      else if (leg->is_caller && (leg->state == SIM_LEG_DIALLING || leg->state == SIM_LEG_WAITING))
        {
          if (!answering->is_caller)
            sim_leg_set_other (leg, answering->number);
          sim_leg_enter (leg, SIM_LEG_TALKING, PAL_CALL_STATUS_ANSWER_SUCCESS);
          sim_phone_talking (leg);
        }
      else if (leg->state == SIM_LEG_WAITING)
        {
          leg->state = SIM_LEG_TALKING;
          sim_phone_talking (leg);
        }
    }
  sim_transfer_answered (room, answering);
  if (room->line != NULL)
    sim_line_changed (room->tenant, room->line);
}

static void
call_targets (SimRoom *room)
{
  SimCause cause = SIM_CAUSE_UNKNOWN;
  guint n = 0;

  sim_room_lock (room);
  for (guint i = 0; room->targets[i] != NULL; i++)
    n += sim_call_invite (room, room->targets[i], "s", room->from, &cause);
  if (n == 0)
    sim_room_end (room, cause, TRUE);
  else
    sim_room_ring (room);
  sim_room_unlock (room);
}

void
sim_leg_answer (SimLeg *self)
{
  SimRoom *room = self->room;
  gboolean other_is_there = count_side (room, !self->is_caller, FALSE) > 0;

  if (!is_ringing (self))
    return;

  sim_room_lock (room);
  sim_clock_cancel (self->tenant->world->clock, &self->timer);
  sim_leg_enter (self,
                 self->role[0] == 'c' || !other_is_there ? SIM_LEG_WAITING : SIM_LEG_TALKING,
                 PAL_CALL_STATUS_CALL_SUCCESS);
  for (guint i = room->legs->len; i > 0; i--)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i - 1);

      if (leg != self && leg->is_caller == self->is_caller && !leg->is_monitor && is_ringing (leg))
        sim_leg_end (leg, SIM_CAUSE_ELSEWHERE, TRUE);
    }

  if (self->is_monitor)
    sim_phone_talking (self);
  else if (other_is_there)
    {
      join (room, self);
      if (!self->is_caller)
        sim_phone_talking (self);
    }
  else if (room->kind == 2 && self->is_caller)
    call_targets (room);
  sim_room_unlock (room);
}

gboolean
sim_leg_talk (SimLeg *self)
{
  if (is_ringing (self))
    sim_leg_answer (self);
  else if (self->state == SIM_LEG_HELD)
    sim_leg_enter (self, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);
  else
    return FALSE;

  return TRUE;
}

gboolean
sim_leg_hold (SimLeg *self)
{
  if (self->state != SIM_LEG_TALKING)
    return FALSE;

  sim_leg_enter (self, SIM_LEG_HELD, PAL_CALL_STATUS_HOLD);
  return TRUE;
}

/* One of three or more leaves; the rest talk on. */
static void
leave (SimLeg *leg)
{
  SimRoom *room = leg->room;
  gboolean was_monitor = leg->is_monitor;

  if (is_in_talk (leg))
    sim_leg_send (leg, PAL_CALL_STATUS_ENDTALKING);
  sim_leg_end (leg, SIM_CAUSE_NORMAL, !leg->is_caller);
  /* Nobody is left to be transferred. */
  if (!was_monitor)
    room->consulting = room->consulted = NULL;
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *rest = g_ptr_array_index (room->legs, i);
      SimLeg *other = is_in_talk (rest) && !rest->is_monitor ? sim_room_find_peer (rest) : NULL;

      if (other != NULL)
        sim_leg_set_other (rest, sim_room_count (room, SIM_LEG_TALKING) == 2 ? other->number : NULL);
    }
}

void
sim_leg_hang_up (SimLeg *self)
{
  SimRoom *room = self->room;
  guint parties = 0;

  if (is_ringing (self))
    {
      sim_leg_fail (self, SIM_CAUSE_DECLINED);
      return;
    }
  if (sim_transfer_hang_up (self))
    return;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      parties += !leg->is_monitor && (is_in_talk (leg) || leg->state == SIM_LEG_PARKED);
    }
  if (self->is_monitor || (room->answered > 0 && parties > 2))
    {
      leave (self);
      return;
    }
  sim_room_end (room, room->answered > 0 ? SIM_CAUSE_NORMAL : SIM_CAUSE_CANCELLED, !self->is_caller);
}

gboolean
sim_leg_record (SimLeg *self, gboolean on)
{
  PalEvent event = { .kind = PAL_EVENT_CALL_RECORDING };

  if (!is_in_talk (self) || self->recording == on || (on && !sim_tenant_may_record (self->tenant, NULL)))
    return FALSE;

  self->recording = on;
  if (self->extension != NULL)
    {
      event.recording = (PalCallRecordingEvent) { self->number, self->talker_id, on };
      sim_world_emit (self->tenant->world, self->tenant, &event);
    }

  return TRUE;
}

void
sim_leg_move (SimLeg *self, SimRoom *room)
{
  SimRoom *old = self->room;

  sim_room_lock (old);
  g_ptr_array_remove (old->legs, self);
  self->room = room;
  g_ptr_array_add (room->legs, self);
  sim_room_unlock (old);
}

SimLeg *
sim_tenant_get_leg (SimTenant *self, const char *talker_id)
{
  return talker_id != NULL ? g_hash_table_lookup (self->legs, talker_id) : NULL;
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
  SimClock *clock = tenant->world->clock;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_remove_all (tenant->parked);
  g_hash_table_remove_all (tenant->seized);
  g_hash_table_iter_init (&iter, tenant->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimLeg *leg = value;

      sim_clock_cancel (clock, &leg->timer);
      if (leg->extension != NULL)
        g_ptr_array_set_size (leg->extension->legs, 0);
      g_hash_table_iter_remove (&iter);
      g_free (leg->talker_id);
      g_free (leg->number);
      g_free (leg->other);
      g_free (leg->park);
      g_free (leg->mailbox);
      g_free (leg);
    }
}

void
sim_world_reset_calls (SimWorld *self)
{
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
