/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attended transfers and what becomes of them. Whether one is on is told by the codes of the leg that
 * transfers where the PBX has them, by what the legs of the call do, and by the answer to the request, in any
 * order. */
#include "config.h"

#include "model/desk-leg-table-private.h"

static gboolean
is_told (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_called (const DeskLeg *leg)
{
  return leg->state == DESK_LEG_CALLED || leg->state == DESK_LEG_RINGING;
}

static gboolean
is_visible (DeskLegTable *self, const char *number)
{
  const DeskUser *user = number != NULL ? g_hash_table_lookup (self->users, number) : NULL;

  return user != NULL && (user->legs != NULL || user->registration != DESK_REGISTRATION_UNKNOWN);
}

/* It rings for @leg, or may. */
static gboolean
is_called_by (const DeskLeg *called, const DeskLeg *leg)
{
  return is_called (called)
         && (called->other_number == NULL || g_str_equal (called->other_number, leg->user->number));
}

static DeskLeg *
find_target (const DeskRoom *room)
{
  for (DeskLeg *leg = room != NULL ? room->legs : NULL; leg != NULL; leg = leg->next_in_room)
    if (leg->is_target)
      return leg;
  return NULL;
}

static void
begin (DeskLegTable *self, DeskLeg *leg, const char *to)
{
  if (g_strcmp0 (leg->other_number, to) != 0)
    {
      g_free (leg->waiting_number);
      g_free (leg->waiting_name);
      leg->waiting_number = g_strdup (leg->other_number);
      leg->waiting_name = g_strdup (leg->other_name);
    }
  for (DeskLeg *at = leg->room != NULL ? leg->room->legs : NULL; at != NULL; at = at->next_in_room)
    if (is_called_by (at, leg))
      at->is_target = TRUE;
}

void
desk_transfer_set (DeskLegTable *self, DeskLeg *leg, DeskTransfer transfer, const char *to)
{
  g_return_if_fail (transfer != DESK_TRANSFER_NONE);

  if (leg->transfer == DESK_TRANSFER_NONE)
    begin (self, leg, to);
  g_clear_pointer (&leg->transfer_asked, g_free);
  if (desk_legs_take_text (&leg->transfer_to, to) || leg->transfer != transfer)
    desk_legs_mark_leg (self, leg);
  leg->transfer = transfer;
}

/* @is_back: who waited is the other party again. */
void
desk_transfer_end (DeskLegTable *self, DeskLeg *leg, gboolean is_back)
{
  g_clear_pointer (&leg->transfer_asked, g_free);
  if (leg->transfer == DESK_TRANSFER_NONE)
    return;
  leg->transfer = DESK_TRANSFER_NONE;
  if (is_back && leg->waiting_number != NULL && g_strcmp0 (leg->waiting_number, leg->other_number) != 0)
    {
      g_free (leg->other_number);
      g_free (leg->other_name);
      leg->other_number = g_steal_pointer (&leg->waiting_number);
      leg->other_name = g_steal_pointer (&leg->waiting_name);
    }
  g_clear_pointer (&leg->waiting_number, g_free);
  g_clear_pointer (&leg->waiting_name, g_free);
  g_clear_pointer (&leg->transfer_to, g_free);
  for (DeskLeg *at = leg->room != NULL ? leg->room->legs : NULL; at != NULL; at = at->next_in_room)
    at->is_target = FALSE;
  desk_legs_mark_leg (self, leg);
}

/* Everybody in the room talks with everybody. */
static void
join (DeskLegTable *self, DeskLeg *leg)
{
  DeskRoom *room = leg->room;

  if (room != NULL)
    {
      room->is_conference = TRUE;
      desk_room_add_outside (room, leg->waiting_number, leg->waiting_name);
      desk_room_add_outside (room, leg->transfer_to, NULL);
    }
  desk_transfer_end (self, leg, FALSE);
}

/* --- what is told by answers ---------------------------------------------- */

void
desk_leg_table_ask_transfer (DeskLegTable *self, const char *talker_id, const char *target)
{
  DeskLeg *leg = desk_leg_table_find (self, talker_id);

  if (leg == NULL)
    return;
  g_free (leg->transfer_asked);
  leg->transfer_asked = g_strdup (target);
}

/* Events may have told of it before the answer, even that it came to nothing. */
void
desk_leg_table_accept_transfer (DeskLegTable *self, const char *talker_id, const char *target)
{
  DeskLeg *leg = desk_leg_table_find (self, talker_id);

  if (leg != NULL && leg->transfer_asked != NULL && leg->transfer == DESK_TRANSFER_NONE)
    desk_transfer_set (self, leg, DESK_TRANSFER_CALLING, target);
}

void
desk_leg_table_end_transfer (DeskLegTable *self, const char *talker_id)
{
  DeskLeg *leg = desk_leg_table_find (self, talker_id);

  if (leg != NULL)
    desk_transfer_end (self, leg, TRUE);
}

void
desk_leg_table_join (DeskLegTable *self, const char *talker_id)
{
  DeskLeg *leg = desk_leg_table_find (self, talker_id);

  if (leg != NULL && leg->transfer != DESK_TRANSFER_NONE)
    join (self, leg);
}

/* --- what is told by the leg's own events --------------------------------- */

/* Before the other number and the state are taken over. */
void
desk_transfer_before (DeskLegTable *self, DeskLeg *leg, const PalStatusEvent *event)
{
  switch (event->status)
    {
    case PAL_CALL_STATUS_TRANSFER_RESPONSE:
      desk_transfer_set (self, leg, DESK_TRANSFER_CONSULTING, event->other_number);
      break;
    case PAL_CALL_STATUS_ANSWER_CALLEE:
      if (leg->transfer == DESK_TRANSFER_CALLING)
        desk_transfer_set (self, leg, DESK_TRANSFER_CONSULTING, event->other_number);
      break;
    case PAL_CALL_STATUS_TRANSFER_FAIL:
      desk_transfer_end (self, leg, TRUE);
      break;
    case PAL_CALL_STATUS_UNHOLD:
      /* Who holds during the consultation goes on with it. */
      if (leg->transfer == DESK_TRANSFER_CONSULTING && is_told (event->other_number)
          && g_strcmp0 (event->other_number, leg->transfer_to) == 0)
        break;
      if (leg->transfer == DESK_TRANSFER_CONSULTING && !is_told (event->other_number)
          && (find_target (leg->room) != NULL || !is_visible (self, leg->transfer_to)))
        join (self, leg);
      else
        desk_transfer_end (self, leg, TRUE);
      break;
    default:
      break;
    }
}

/* --- what is told by the others in the room -------------------------------- */

/* Somebody beside these two, whose legs may be out of sight. */
static gboolean
has_third (const DeskLeg *leg, const DeskLeg *called)
{
  for (const DeskLeg *at = leg->room->legs; at != NULL; at = at->next_in_room)
    if (at != leg && at != called && desk_leg_is_up (at) && !at->is_monitor)
      return TRUE;
  return leg->other_number != NULL && !g_str_equal (leg->other_number, called->user->number)
         && desk_room_find_user (leg->room, leg->other_number) == NULL;
}

/* Who is on hold and shows as the caller of somebody new transfers, even if nobody here asked for it. */
static gboolean
calls (const DeskLeg *leg, const DeskLeg *called)
{
  if (leg->transfer_asked != NULL && g_str_equal (leg->transfer_asked, called->user->number))
    return TRUE;
  return leg->state == DESK_LEG_HELD && !leg->room->is_conference
         && g_strcmp0 (called->other_number, leg->user->number) == 0 && has_third (leg, called);
}

static void
take_call (DeskLegTable *self, DeskLeg *leg, DeskLeg *called)
{
  if (!desk_leg_is_up (leg) || leg->is_monitor || !is_called (called))
    return;
  if (leg->transfer == DESK_TRANSFER_CALLING)
    called->is_target |= is_called_by (called, leg);
  else if (leg->transfer == DESK_TRANSFER_NONE && calls (leg, called))
    {
      /* Somebody may barge in: the PBX knows. */
      leg->room->wants_talkers |= leg->transfer_asked == NULL;
      desk_transfer_set (self, leg, DESK_TRANSFER_CALLING, called->user->number);
    }
}

/* Who comes into a talk that nobody transfers listens to it. */
static void
came_up (DeskLegTable *self, DeskLeg *leg)
{
  guint n_parties = 0;

  for (DeskLeg *at = leg->room->legs; at != NULL; at = at->next_in_room)
    {
      if (at->transfer == DESK_TRANSFER_CALLING && leg->is_target)
        {
          leg->room->wants_talkers |= g_strcmp0 (at->transfer_to, leg->user->number) != 0;
          desk_transfer_set (self, at, DESK_TRANSFER_CONSULTING, leg->user->number);
        }
      if (at->transfer != DESK_TRANSFER_NONE || g_strcmp0 (at->other_number, leg->user->number) == 0
          || at->is_unnamed || at->is_parked)
        return;
      if (at != leg && desk_leg_is_up (at) && !at->is_monitor)
        n_parties += 1 + (at->other_number != NULL
                          && desk_room_find_user (leg->room, at->other_number) == NULL);
    }
  leg->is_monitor = n_parties >= 2 && !leg->is_originator && !leg->room->is_conference
                    && desk_room_find_user (leg->room, leg->other_number) != NULL;
  leg->room->wants_talkers |= leg->is_monitor; /* or he was parked, and nobody told so */
}

void
desk_transfer_after (DeskLegTable *self, DeskLeg *leg, DeskLegState before)
{
  DeskRoom *room = leg->room;

  if (room == NULL || self->in_snapshot)
    return;
  for (DeskLeg *at = room->legs; at != NULL && leg->state != before; at = at->next_in_room)
    if (is_called (leg))
      take_call (self, at, leg);
    else if (leg->state == DESK_LEG_HELD)
      take_call (self, leg, at);
  if (desk_leg_is_up (leg) && (before == DESK_LEG_CALLED || before == DESK_LEG_RINGING))
    came_up (self, leg);
  if (desk_leg_is_up (leg) && leg->is_unnamed && desk_room_count_parties (room) > 2)
    {
      room->is_conference = TRUE;
      desk_room_mark (self, room);
    }
  else if (desk_leg_is_up (leg) && !leg->is_unnamed && !leg->is_monitor && room->is_conference)
    {
      /* Two who are left have each other's number again. */
      desk_room_mark (self, room);
      room->is_conference = FALSE;
      g_clear_pointer (&room->outside, g_ptr_array_unref);
      desk_legs_mark_leg (self, leg);
    }
}

void
desk_transfer_left (DeskLegTable *self, DeskLeg *leg)
{
  DeskRoom *room = leg->room;
  gboolean was_target = leg->is_target, was_up = desk_leg_is_up (leg), was_party = was_up && !was_target;

  if (room == NULL)
    return;
  leg->is_target = FALSE;
  if (self->in_snapshot)
    return;
  for (DeskLeg *at = room->legs; at != NULL; at = at->next_in_room)
    {
      if (at == leg || at->transfer == DESK_TRANSFER_NONE)
        continue;
      if (was_target && find_target (room) == NULL && (was_up || at->transfer == DESK_TRANSFER_CALLING))
        desk_transfer_end (self, at, TRUE);
      else if (was_party && g_strcmp0 (at->waiting_number, leg->user->number) == 0)
        desk_transfer_end (self, at, FALSE);
    }
}

/* --- after a snapshot ------------------------------------------------------ */

/* From how the legs stand alone. */
static DeskTransfer
deduce (const DeskLeg *leg, const DeskLeg **target, const DeskLeg **waiting)
{
  const char *own = leg->user->number;

  *waiting = NULL;
  for (const DeskLeg *at = leg->room->legs; at != NULL; at = at->next_in_room)
    {
      if (at == leg || g_strcmp0 (at->other_number, own) != 0)
        continue;
      *target = at;
      if (leg->state == DESK_LEG_HELD && is_called (at) && has_third (leg, at))
        return DESK_TRANSFER_CALLING;
      if (leg->status != PAL_CALL_STATUS_ANSWER_CALLEE || !desk_leg_is_up (at)
          || g_strcmp0 (leg->other_number, at->user->number) != 0)
        continue;
      for (const DeskLeg *third = leg->room->legs; third != NULL; third = third->next_in_room)
        if (third != at && third != leg && desk_leg_is_up (third)
            && g_strcmp0 (third->other_number, own) == 0)
          {
            *waiting = third;
            return DESK_TRANSFER_CONSULTING;
          }
    }
  return DESK_TRANSFER_NONE;
}

/* Known from before, and nothing speaks against it. */
static gboolean
may_still_be_on (DeskLegTable *self, const DeskLeg *leg)
{
  if (leg->transfer == DESK_TRANSFER_CALLING)
    return leg->status == PAL_CALL_STATUS_HOLD && !is_visible (self, leg->transfer_to);
  return g_strcmp0 (leg->other_number, leg->transfer_to) == 0
         && (!is_visible (self, leg->transfer_to)
             || desk_room_find_user (leg->room, leg->transfer_to) != NULL)
         && (!is_visible (self, leg->waiting_number)
             || desk_room_find_user (leg->room, leg->waiting_number) != NULL);
}

static void
settle_leg (DeskLegTable *self, DeskLeg *leg)
{
  const DeskLeg *target = NULL, *waiting = NULL;
  DeskTransfer transfer = deduce (leg, &target, &waiting);

  if (transfer != DESK_TRANSFER_NONE)
    {
      const DeskLeg *known = find_target (leg->room);

      desk_transfer_set (self, leg, transfer, target->user->number);
      /* Who waits and who is consulted may be two phones of one person. */
      if (known == NULL || known->user != target->user || transfer != DESK_TRANSFER_CONSULTING)
        ((DeskLeg *) target)->is_target = TRUE;
      if (waiting != NULL && leg->waiting_number == NULL)
        {
          leg->waiting_number = g_strdup (waiting->user->number);
          leg->waiting_name = g_strdup (waiting->user->display_name);
        }
    }
  else if (leg->transfer != DESK_TRANSFER_NONE && !may_still_be_on (self, leg))
    desk_transfer_end (self, leg, FALSE);
}

void
desk_transfer_end_snapshot (DeskLegTable *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DeskRoom *room = value;
      gboolean is_unnamed = FALSE;

      for (DeskLeg *leg = room->legs; leg != NULL; leg = leg->next_in_room)
        {
          is_unnamed |= leg->is_unnamed && desk_leg_is_up (leg);
          if (desk_leg_is_up (leg))
            settle_leg (self, leg);
        }
      room->is_conference = is_unnamed && desk_room_count_parties (room) > 2;
      room->wants_talkers |= room->n_own > 0;
    }
}
