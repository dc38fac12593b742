/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legs: what one party does, and what is said about it. */
#include "sim/sim-call-private.h"

#include <string.h>

#include "sim/sim-story.h"

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
  [SIM_CAUSE_ELSEWHERE] = { "200", "26" },
  [SIM_CAUSE_DND] = { "480", "21" },
  [SIM_CAUSE_LOST] = { "408", "102" },
};

const char *
sim_cause_get_rescode (SimCause self)
{
  return causes[self].rescode;
}

const char *
sim_leg_state_to_word (SimLegState state)
{
  static const char *const words[] = {
    [SIM_LEG_CALLING] = "calling", [SIM_LEG_RINGING] = "ringing", [SIM_LEG_DIALLING] = "dialling",
    [SIM_LEG_WAITING] = "waiting", [SIM_LEG_TALKING] = "talking", [SIM_LEG_HELD] = "held",
    [SIM_LEG_PARKED] = "parked",
  };

  return words[state];
}

static gint64
now (SimTenant *tenant)
{
  return sim_clock_get_time (tenant->world->clock);
}

gboolean
sim_leg_is_ringing (SimLeg *self)
{
  return self->state == SIM_LEG_CALLING || self->state == SIM_LEG_RINGING;
}

gboolean
sim_leg_is_in_talk (SimLeg *self)
{
  return self->state == SIM_LEG_TALKING || self->state == SIM_LEG_HELD;
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
sim_leg_inform (SimLeg *self, PalCallStatus status)
{
  PalEvent event = { .kind = PAL_EVENT_STATUS };

  if (self->extension == NULL)
    return;

  sim_leg_fill_event (self, &event.status);
  event.status.status = status;
  sim_world_emit (self->tenant->world, self->tenant, &event);
}

void
sim_leg_send (SimLeg *self, PalCallStatus status)
{
  SimQuirks quirks = self->tenant->world->quirks;

  if (status == PAL_CALL_STATUS_CALL_SUCCESS && (quirks & SIM_QUIRK_ANSWER_205) != 0)
    status = PAL_CALL_STATUS_CALL_SUCCESS_2;
  if (status == PAL_CALL_STATUS_ENDTALKING && (quirks & SIM_QUIRK_NO_END) != 0)
    return;

  self->status = status;
  sim_story_enter (self);
  sim_leg_inform (self, status);
}

void
sim_leg_enter (SimLeg *self, SimLegState state, PalCallStatus status)
{
  self->state = state;
  self->since = now (self->tenant);
  sim_leg_send (self, status);
}

PalCallStatus
sim_leg_get_answered_code (SimLeg *self)
{
  gboolean is_other = (self->tenant->world->quirks & (SIM_QUIRK_ANSWER_16 | SIM_QUIRK_NEW_ROOM)) != 0;

  return is_other && self->role[0] == 'c' ? PAL_CALL_STATUS_ANSWER_CALLEE : PAL_CALL_STATUS_ANSWER_SUCCESS;
}

void
sim_leg_set_other (SimLeg *self, const char *number)
{
  char *copy = g_strdup (number);

  g_free (self->other);
  self->other = copy;
}

void
sim_leg_refresh (SimLeg *self)
{
  gboolean is_new_room = (self->tenant->world->quirks & SIM_QUIRK_NEW_ROOM) != 0;

  if (self->state == SIM_LEG_HELD)
    sim_leg_send (self, PAL_CALL_STATUS_HOLD);
  else if (self->state == SIM_LEG_TALKING)
    sim_leg_send (self, is_new_room ? PAL_CALL_STATUS_ANSWER_CALLEE : PAL_CALL_STATUS_ANSWER_SUCCESS);
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
  world->n_calls += !room->is_call;
  room->is_call = TRUE;
  g_ptr_array_add (room->legs, leg);
  g_hash_table_insert (room->tenant->legs, leg->talker_id, leg);
  if (extension != NULL)
    g_ptr_array_add (extension->legs, leg);

  return leg;
}

void
sim_leg_forget (SimLeg *self)
{
  SimClock *clock = self->tenant->world->clock;

  sim_clock_cancel (clock, &self->timer);
  sim_clock_cancel (clock, &self->ring_timer);
  sim_clock_cancel (clock, &self->lost_timer);
  sim_search_forget_leg (self);
  sim_service_free (self->service);
  if (self->digits != NULL)
    g_string_free (self->digits, TRUE);
  g_free (self->mailbox);
  g_free (self->talker_id);
  g_free (self->number);
  g_free (self->other);
  g_free (self->park);
  g_free (self->parker);
  g_free (self->tutored);
  g_free (self->rec);
  sim_story_free (self->story);
  g_free (self);
}

static void
send_last (SimLeg *leg, SimCause cause, gboolean by_callee)
{
  PalEvent event = { .kind = PAL_EVENT_STATUS };

  leg->status = PAL_CALL_STATUS_DISCONNECT;
  if (leg->extension == NULL)
    return;

  sim_leg_fill_event (leg, &event.status);
  event.status.rescode = causes[cause].rescode;
  event.status.q850code = causes[cause].q850;
  event.status.disconnected_by = by_callee ? "1" : "0";
  event.status.rec = leg->rec != NULL ? leg->rec : "";
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
  if (room->consulting == self)
    room->consulting = room->consulted = NULL;
  if (room->consulted == self)
    room->consulted = NULL;
  if (room->handed == self)
    room->handed = NULL;
  sim_story_end (self, causes[cause].rescode, causes[cause].q850, by_callee);
  send_last (self, cause, by_callee);
  sim_service_leg_ended (self, cause);
  sim_leg_forget (self);
  if (room->legs->len > 0)
    sim_line_update (room);
  sim_room_unlock (room);
}

gboolean
sim_leg_talk (SimLeg *self)
{
  if (sim_leg_is_ringing (self))
    sim_leg_answer (self);
  else if (self->state == SIM_LEG_HELD && (self->room->consulting != self || self->room->consulted != NULL))
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
