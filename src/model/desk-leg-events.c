/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state machine of a leg: what each event makes of it. */
#include "config.h"

#include "model/desk-leg-table-private.h"

static gboolean
next_state (DeskLegTable *self, const DeskLeg *leg, int status, DeskLegState *state)
{
  gboolean is_waiting = leg->is_originator && !leg->was_answered;
  gboolean is_up = leg->state == DESK_LEG_TALKING || leg->state == DESK_LEG_HELD;

  switch (status)
    {
    case PAL_CALL_STATUS_CALLING:
      if (is_up)
        return FALSE;
      *state = is_waiting ? DESK_LEG_DIALLING : leg->state;
      return TRUE;
    case PAL_CALL_STATUS_INCOMING:
      *state = DESK_LEG_DIALLING;
      return TRUE;
    case PAL_CALL_STATUS_STARTRINGING:
      *state = is_waiting ? DESK_LEG_DIALLING : DESK_LEG_RINGING;
      return TRUE;
    case PAL_CALL_STATUS_CALL_SUCCESS:
    case PAL_CALL_STATUS_CALL_SUCCESS_2:
      /* The originator's own phone was picked up: the other one is called only now. */
      *state = is_waiting ? DESK_LEG_DIALLING : DESK_LEG_TALKING;
      return TRUE;
    case PAL_CALL_STATUS_ANSWER_SUCCESS:
    case PAL_CALL_STATUS_ANSWER_CALLEE:
    case PAL_CALL_STATUS_UNHOLD:
      *state = DESK_LEG_TALKING;
      return TRUE;
    case PAL_CALL_STATUS_HOLD:
      *state = DESK_LEG_HELD;
      return TRUE;
    /* Parked: of a leg we know the state stays; one that is met parked waits. */
    case PAL_CALL_STATUS_PARK_START:
      *state = DESK_LEG_HELD;
      return self->in_snapshot && !is_up;
    case PAL_CALL_STATUS_PARK_CANCEL:
      *state = DESK_LEG_TALKING;
      return leg->is_parked;
    default:
      return FALSE;
    }
}

static gboolean
is_creating (DeskLegTable *self, int status)
{
  switch (status)
    {
    case PAL_CALL_STATUS_CALLING:
    case PAL_CALL_STATUS_INCOMING:
    case PAL_CALL_STATUS_STARTRINGING:
    case PAL_CALL_STATUS_CALL_SUCCESS:
    case PAL_CALL_STATUS_CALL_SUCCESS_2:
    case PAL_CALL_STATUS_ANSWER_SUCCESS:
    case PAL_CALL_STATUS_ANSWER_CALLEE:
    case PAL_CALL_STATUS_HOLD:
    case PAL_CALL_STATUS_UNHOLD:
      return TRUE;
    case PAL_CALL_STATUS_PARK_START:
      return self->in_snapshot;
    default:
      return FALSE;
    }
}

void
desk_leg_set_state (DeskLegTable *self, DeskLeg *leg, DeskLegState state, gint64 since, gint64 pbx_time)
{
  if ((state == DESK_LEG_TALKING || state == DESK_LEG_HELD) && leg->started == 0)
    {
      leg->was_answered = TRUE;
      leg->started = since;
    }
  if (leg->state == state)
    return;
  leg->state = state;
  leg->since = since;
  leg->pbx_time = pbx_time;
  desk_legs_mark_leg (self, leg);
}

static int
read_code (const char *text)
{
  gint64 value = 0;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 0, 9999, &value, NULL))
    return (int) value;
  return 0;
}

static void
set_number (DeskLegTable *self, DeskLeg *leg, const PalStatusEvent *event)
{
  gboolean changed = FALSE;

  /* A new number brings its own name; an old name must not stay beside it. */
  if (desk_legs_take_text (&leg->other_number, event->other_number))
    {
      DeskLeg *other = leg->room != NULL ? desk_room_find_user (leg->room, leg->other_number) : NULL;

      g_clear_pointer (&leg->other_name, g_free);
      if (other != NULL)
        other->is_monitor = FALSE;
      changed = TRUE;
    }
  changed |= desk_legs_take_text (&leg->other_name, event->other_name);
  changed |= desk_legs_take_text (&leg->user->display_name, event->user_name);
  if (changed)
    desk_legs_mark_leg (self, leg);
}

static void
become_originator (DeskLegTable *self, DeskLeg *leg)
{
  leg->is_originator = leg->knows_direction = TRUE;
  leg->direction = DESK_DIRECTION_OUTGOING;
  desk_legs_mark_leg (self, leg);
}

static gboolean
is_dialled (DeskLegTable *self, const DeskLeg *leg)
{
  return self->dialled != NULL && leg->user == self->own && g_strcmp0 (leg->log_id, self->dialled) == 0;
}

/* The events came before the answer, and took the leg for that of a call to me. */
static void
take_back (DeskLegTable *self, DeskLeg *leg)
{
  gboolean is_picked_up = leg->status == PAL_CALL_STATUS_CALL_SUCCESS
                          || leg->status == PAL_CALL_STATUS_CALL_SUCCESS_2;

  become_originator (self, leg);
  if (desk_leg_is_up (leg) && !is_picked_up)
    return;
  leg->is_picked_up = is_picked_up;
  leg->own_rings = leg->state == DESK_LEG_RINGING;
  leg->was_answered = FALSE;
  leg->started = leg->pbx_started = 0;
  leg->state = DESK_LEG_DIALLING;
  if (leg->room != NULL)
    desk_room_answer_originator (self, leg->room);
}

void
desk_leg_table_dialled (DeskLegTable *self, const char *log_id)
{
  if (log_id == NULL || self->own == NULL)
    return;
  desk_legs_take_text (&self->dialled, log_id);
  for (DeskLeg *leg = self->own->legs; leg != NULL && self->dialled != NULL; leg = leg->next)
    if (is_dialled (self, leg) && leg->is_originator)
      g_clear_pointer (&self->dialled, g_free); /* told by its role */
    else if (is_dialled (self, leg))
      take_back (self, leg);
}

/* What an event says beside the state. */
static void
take_details (DeskLegTable *self, DeskLeg *leg, const PalStatusEvent *event)
{
  if (event->room_id[0] != '\0')
    desk_room_enter (self, leg, event->room_id);
  desk_legs_take_text (&leg->log_id, event->log_id);
  if (g_str_equal (event->role, "c") && !leg->is_originator)
    become_originator (self, leg);
  else if (is_dialled (self, leg) && event->role[0] == '\0' && leg->state == DESK_LEG_GONE)
    become_originator (self, leg);
  if (g_str_equal (event->role, "c") && is_dialled (self, leg))
    g_clear_pointer (&self->dialled, g_free);
  set_number (self, leg, event);
  if (event->phone_index >= 0)
    leg->phone_index = event->phone_index;
}

static void
take_direction (DeskLeg *leg, const PalStatusEvent *event, gboolean is_new)
{
  if (event->status == PAL_CALL_STATUS_INCOMING
      || (is_new && event->status == PAL_CALL_STATUS_ANSWER_SUCCESS)
      || (is_new && event->status == PAL_CALL_STATUS_ANSWER_CALLEE))
    leg->direction = DESK_DIRECTION_OUTGOING;
  if (event->status != PAL_CALL_STATUS_HOLD && event->status != PAL_CALL_STATUS_UNHOLD
      && event->status != PAL_CALL_STATUS_PARK_START && event->status != PAL_CALL_STATUS_ANSWER_CALLEE)
    leg->knows_direction = TRUE;
}

/* Of the originator's own phone. */
static void
take_own_phone (DeskLegTable *self, DeskLeg *leg, int status)
{
  gboolean rings = leg->is_originator && !leg->was_answered && status == PAL_CALL_STATUS_STARTRINGING;

  if (leg->is_originator
      && (status == PAL_CALL_STATUS_CALL_SUCCESS || status == PAL_CALL_STATUS_CALL_SUCCESS_2))
    leg->is_picked_up = TRUE;
  if (leg->own_rings == (guint) rings)
    return;
  leg->own_rings = rings;
  desk_legs_mark_leg (self, leg);
}

static gboolean
differs (const char *known, const char *told)
{
  return known != NULL && told != NULL && told[0] != '\0' && !g_str_equal (known, told);
}

/* Named for the first time on this line: is it still the leg we knew? A PBX that started again counts its
 * talkers anew. */
static gboolean
is_another (DeskLegTable *self, const DeskLeg *leg, const PalStatusEvent *event)
{
  gboolean is_unanswered = event->status == PAL_CALL_STATUS_CALLING
                           || event->status == PAL_CALL_STATUS_INCOMING
                           || event->status == PAL_CALL_STATUS_STARTRINGING;

  if (!self->in_snapshot || leg->generation == self->generation)
    return FALSE;
  return differs (leg->user->number, event->user) || (leg->was_answered && is_unanswered)
         || (differs (leg->room_id, event->room_id) && differs (leg->other_number, event->other_number));
}

/* A leg that is met midway: the room it is in was there before. */
static DeskLeg *
create_leg (DeskLegTable *self, const PalStatusEvent *event)
{
  DeskLeg *leg = desk_legs_create (self, event->talker_id, event->user);

  leg->state = DESK_LEG_GONE; /* until its first state */
  if (g_hash_table_remove (self->recorded, event->talker_id))
    {
      leg->is_recording = leg->was_recorded = TRUE;
      leg->recording_generation = self->generation;
    }
  return leg;
}

static DeskLeg *
find_leg (DeskLegTable *self, const PalStatusEvent *event, gint64 now)
{
  DeskLeg *leg = g_hash_table_lookup (self->legs, event->talker_id);

  if (leg != NULL && is_another (self, leg, event))
    {
      desk_legs_remove (self, leg, now);
      leg = NULL;
    }
  if (leg == NULL)
    return is_creating (self, event->status) && event->user[0] != '\0' ? create_leg (self, event) : NULL;
  if (event->user[0] != '\0' && !g_str_equal (leg->user->number, event->user))
    desk_legs_give (self, leg, event->user);
  return leg;
}

static void
disconnect (DeskLegTable *self, const PalStatusEvent *event, gint64 now)
{
  DeskLeg *leg = g_hash_table_lookup (self->legs, event->talker_id);

  if (leg == NULL)
    return;
  leg->ended = now;
  leg->pbx_ended = event->time;
  desk_legs_take_text (&leg->recording, event->rec);
  leg->rescode = read_code (event->rescode);
  leg->q850 = read_code (event->q850code);
  desk_legs_remove (self, leg, now);
}

void
desk_leg_table_status (DeskLegTable *self, const PalStatusEvent *event, gint64 now, gint64 real)
{
  DeskLegState state, before;
  gint64 since = now, pbx_time = 0;
  gboolean is_new, was_answered;
  DeskLeg *leg;

  if (event->talker_id[0] == '\0' || event->status == PAL_CALL_STATUS_INVALID)
    return;
  if (event->time > 0 && self->in_snapshot)
    {
      since = desk_legs_from_pbx_time (self, event->time, now, real);
      pbx_time = self->has_offset ? 0 : event->time;
    }
  else if (event->time > 0)
    desk_legs_measure_offset (self, event->time, now, real);
  if (event->status == PAL_CALL_STATUS_DISCONNECT)
    {
      disconnect (self, event, now);
      return;
    }
  leg = find_leg (self, event, now);
  if (leg == NULL)
    return;

  before = leg->state;
  is_new = before == DESK_LEG_GONE;
  leg->generation = self->generation;
  desk_transfer_before (self, leg, event);
  take_details (self, leg, event);
  take_direction (leg, event, is_new);
  take_own_phone (self, leg, event->status);
  if (is_new)
    {
      leg->state = DESK_LEG_CALLED;
      leg->since = leg->created = since;
      leg->pbx_time = pbx_time;
      leg->knows_since = !self->in_snapshot || event->time > 0;
      leg->first_room_id = g_strdup (leg->room_id);
    }
  if (next_state (self, leg, event->status, &state))
    {
      leg->is_parked = FALSE;
      leg->status = event->status;
      leg->is_unnamed = event->other_number == NULL || event->other_number[0] == '\0';
      was_answered = leg->was_answered;
      desk_leg_set_state (self, leg, state, since, pbx_time);
      if (leg->was_answered && !was_answered)
        {
          leg->pbx_started = event->time;
          leg->is_start_guessed = self->in_snapshot && (state == DESK_LEG_HELD || event->time == 0);
        }
    }
  if (event->status == PAL_CALL_STATUS_PARK_START || event->status == PAL_CALL_STATUS_PARK_CANCEL)
    leg->is_parked = event->status == PAL_CALL_STATUS_PARK_START;
  if (is_new && desk_leg_is_up (leg) && leg->room != NULL)
    leg->room->wants_talkers = TRUE;
  desk_transfer_after (self, leg, before);
  if (leg->room != NULL && !self->in_snapshot)
    desk_room_answer_originator (self, leg->room);
}

void
desk_leg_table_registered (DeskLegTable *self, const PalRegisteredEvent *event, gint64 now)
{
  DeskRegistration registration = event->registered ? DESK_REGISTRATION_YES : DESK_REGISTRATION_NO;
  DeskUser *user;

  if (event->user[0] == '\0')
    return;
  user = desk_leg_table_ensure_user (self, event->user);
  user->generation = self->generation;
  if (user->registration == registration)
    return;
  user->registration = registration;
  if (user->legs == NULL)
    user->since = self->in_snapshot ? 0 : now;
  desk_legs_mark (self, user);
}

void
desk_leg_table_recording (DeskLegTable *self, const PalCallRecordingEvent *event)
{
  DeskLeg *leg = g_hash_table_lookup (self->legs, event->talker_id);

  if (leg == NULL && self->in_snapshot && event->on && event->talker_id[0] != '\0')
    g_hash_table_add (self->recorded, g_strdup (event->talker_id));
  if (leg == NULL)
    return;
  leg->recording_generation = self->generation;
  if (leg->is_recording == (guint) !!event->on)
    return;
  leg->is_recording = !!event->on;
  leg->was_recorded |= leg->is_recording;
  desk_legs_mark_leg (self, leg);
}

void
desk_leg_table_queue (DeskLegTable *self, const PalQueueEvent *event)
{
  DeskRoom *room = desk_leg_table_find_room (self, event->room_id);

  if (event->room_id[0] == '\0' || (!event->on && room == NULL))
    return;
  if (room == NULL)
    room = desk_room_ensure (self, event->room_id);
  if (!event->on)
    {
      if (g_strcmp0 (room->queue, event->extension) == 0)
        desk_room_leave_queue (self, room);
      return;
    }
  desk_legs_take_text (&room->queue, event->extension);
  room->generation = self->generation;
  /* The call is known to have waited there also after it has left. */
  for (DeskLeg *leg = room->legs; leg != NULL; leg = leg->next_in_room)
    if (desk_legs_take_text (&leg->queue, event->extension))
      desk_legs_mark_leg (self, leg);
}
