/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which legs are in one call, and what they are to each other. */
#include "config.h"

#include "model/desk-leg-table-private.h"

#define MOST_LEFT 16

static void
party_free (gpointer data)
{
  DeskParty *party = data;

  g_free (party->number);
  g_free (party->name);
  g_free (party);
}

void
desk_room_free (gpointer data)
{
  DeskRoom *room = data;

  g_clear_pointer (&room->outside, g_ptr_array_unref);
  g_free (room->queue);
  g_free (room->id);
  g_free (room);
}

DeskRoom *
desk_leg_table_find_room (DeskLegTable *self, const char *room_id)
{
  return room_id != NULL ? g_hash_table_lookup (self->rooms, room_id) : NULL;
}

DeskRoom *
desk_room_ensure (DeskLegTable *self, const char *room_id)
{
  DeskRoom *room = g_hash_table_lookup (self->rooms, room_id);

  if (room != NULL)
    return room;
  room = g_new0 (DeskRoom, 1);
  room->id = g_strdup (room_id);
  g_hash_table_insert (self->rooms, room->id, room);
  return room;
}

void
desk_left_free (gpointer data)
{
  DeskLeft *left = data;

  g_free (left->room_id);
  g_free (left->queue);
  g_free (left);
}

static gboolean
is_taken (const DeskRoom *room)
{
  for (const DeskLeg *leg = room->legs; leg != NULL; leg = leg->next_in_room)
    if (desk_leg_is_up (leg))
      return TRUE;
  return FALSE;
}

void
desk_room_leave_queue (DeskLegTable *self, DeskRoom *room)
{
  DeskLeft *left;

  if (!is_taken (room))
    {
      left = g_new (DeskLeft, 1);
      left->room_id = g_strdup (room->id);
      left->queue = g_steal_pointer (&room->queue);
      g_queue_push_tail (&self->left, left);
      if (self->left.length > MOST_LEFT)
        desk_left_free (g_queue_pop_head (&self->left));
    }
  g_clear_pointer (&room->queue, g_free);
  if (room->legs == NULL)
    g_hash_table_remove (self->rooms, room->id);
}

static const char *
find_queue (DeskLegTable *self, const DeskRoom *room)
{
  if (room->queue != NULL || self->left.length == 0 || is_taken (room))
    return room->queue;
  for (GList *l = self->left.tail; l != NULL; l = l->prev)
    if (g_str_equal (((DeskLeft *) l->data)->room_id, room->id))
      return ((DeskLeft *) l->data)->queue;
  return NULL;
}

void
desk_room_mark (DeskLegTable *self, DeskRoom *room)
{
  for (DeskLeg *leg = room->legs; leg != NULL; leg = leg->next_in_room)
    desk_legs_mark (self, leg->user);
}

void
desk_room_leave (DeskLegTable *self, DeskLeg *leg)
{
  DeskRoom *room = g_steal_pointer (&leg->room);
  DeskLeg **at;

  if (room == NULL)
    return;
  if (room->is_conference)
    desk_room_mark (self, room);
  for (at = &room->legs; *at != leg; at = &(*at)->next_in_room)
    ;
  *at = leg->next_in_room;
  leg->next_in_room = NULL;
  room->n_own -= leg->user == self->own;
  if (desk_room_count_parties (room) < 3)
    room->is_conference = FALSE;
  if (room->legs == NULL && room->queue == NULL)
    g_hash_table_remove (self->rooms, room->id);
}

/* What was known of the call goes with the leg when the PBX gives it another room. */
static void
bring_along (DeskRoom *from, DeskRoom *to)
{
  to->is_conference |= from->is_conference;
  to->wants_talkers |= from->wants_talkers;
  if (to->outside == NULL && from->outside != NULL)
    to->outside = g_ptr_array_ref (from->outside);
}

void
desk_room_enter (DeskLegTable *self, DeskLeg *leg, const char *room_id)
{
  DeskRoom *room;
  DeskLeg **end;

  if (leg->room != NULL && g_str_equal (leg->room->id, room_id))
    return;
  room = desk_room_ensure (self, room_id);
  if (leg->room != NULL && !self->in_snapshot)
    bring_along (leg->room, room);
  desk_room_leave (self, leg);
  desk_legs_take_text (&leg->room_id, room_id);
  for (end = &room->legs; *end != NULL; end = &(*end)->next_in_room)
    ;
  *end = leg;
  leg->room = room;
  room->n_own += leg->user == self->own;
  if (leg->queue == NULL)
    leg->queue = g_strdup (find_queue (self, room));
  desk_legs_mark_leg (self, leg);
}

DeskLeg *
desk_room_find_user (const DeskRoom *self, const char *number)
{
  for (DeskLeg *leg = number != NULL ? self->legs : NULL; leg != NULL; leg = leg->next_in_room)
    if (g_str_equal (leg->user->number, number))
      return leg;
  return NULL;
}

void
desk_room_add_outside (DeskRoom *self, const char *number, const char *name)
{
  DeskParty *party;

  if (number == NULL || *number == '\0' || desk_room_find_user (self, number) != NULL)
    return;
  for (guint i = 0; self->outside != NULL && i < self->outside->len; i++)
    if (g_str_equal (((DeskParty *) self->outside->pdata[i])->number, number))
      return;
  if (self->outside == NULL)
    self->outside = g_ptr_array_new_with_free_func (party_free);
  party = g_new0 (DeskParty, 1);
  party->number = g_strdup (number);
  party->name = g_strdup (name);
  g_ptr_array_add (self->outside, party);
}

guint
desk_room_count_parties (const DeskRoom *self)
{
  guint n = self->outside != NULL ? self->outside->len : 0;

  for (const DeskLeg *leg = self->legs; leg != NULL; leg = leg->next_in_room)
    n += desk_leg_is_up (leg) && !leg->is_monitor;
  return n;
}

void
desk_room_answer_originator (DeskLegTable *self, DeskRoom *room)
{
  DeskLeg *originator = NULL;
  const DeskLeg *answer = NULL;

  for (DeskLeg *leg = room->legs; leg != NULL; leg = leg->next_in_room)
    if (!leg->is_originator && leg->was_answered)
      answer = leg;
    else if (leg->is_originator && leg->is_picked_up && !leg->was_answered)
      originator = leg;
  if (originator != NULL && answer != NULL)
    {
      desk_leg_set_state (self, originator, DESK_LEG_TALKING, answer->since, answer->pbx_time);
      originator->pbx_started = answer->pbx_started;
      originator->is_start_guessed = answer->is_start_guessed;
    }
}

/* --- readers ------------------------------------------------------------ */

gboolean
desk_leg_is_up (const DeskLeg *self)
{
  return self->state == DESK_LEG_TALKING || self->state == DESK_LEG_HELD;
}

gboolean
desk_leg_is_in_conference (const DeskLeg *self)
{
  return self->room != NULL && self->room->is_conference && desk_leg_is_up (self) && !self->is_monitor;
}

const DeskLeg *
desk_leg_find_other (const DeskLeg *self)
{
  const char *number = self->transfer != DESK_TRANSFER_NONE ? self->waiting_number : self->other_number;
  const DeskLeg *only = NULL;
  guint n = 0;

  if (self->room == NULL || desk_leg_is_in_conference (self))
    return NULL;
  for (const DeskLeg *leg = self->room->legs; leg != NULL; leg = leg->next_in_room)
    {
      if (leg == self || leg->user == self->user || leg->is_monitor)
        continue;
      if (number != NULL && g_str_equal (leg->user->number, number))
        return leg;
      only = leg;
      n++;
    }
  /* A group was called, and one of it is there. */
  return n == 1 && !only->is_target && g_strcmp0 (only->other_number, self->user->number) == 0 ? only : NULL;
}

DeskOtherState
desk_leg_get_other_state (const DeskLeg *self)
{
  const DeskLeg *other = desk_leg_find_other (self);

  if (other == NULL)
    return DESK_OTHER_UNKNOWN;
  switch (other->state)
    {
    case DESK_LEG_CALLED:
    case DESK_LEG_RINGING: return DESK_OTHER_RINGING;
    case DESK_LEG_TALKING:
      return other->transfer != DESK_TRANSFER_NONE ? DESK_OTHER_HOLDING : DESK_OTHER_TALKING;
    case DESK_LEG_HELD: return DESK_OTHER_HOLDING;
    case DESK_LEG_DIALLING:
    case DESK_LEG_GONE:
    default: return DESK_OTHER_UNKNOWN;
    }
}
