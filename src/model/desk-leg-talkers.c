/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the PBX says of the talkers of a room when it is asked: all that no event told, or told others. */
#include "config.h"

#include "model/desk-leg-table-private.h"

static gboolean
is_up_status (int status)
{
  return status == PAL_CALL_STATUS_CALL_SUCCESS || status == PAL_CALL_STATUS_CALL_SUCCESS_2
         || status == PAL_CALL_STATUS_ANSWER_SUCCESS || status == PAL_CALL_STATUS_ANSWER_CALLEE
         || status == PAL_CALL_STATUS_HOLD || status == PAL_CALL_STATUS_UNHOLD
         || status == PAL_CALL_STATUS_PARK_START || status == PAL_CALL_STATUS_PARK_CANCEL;
}

static gboolean
is_of (const DeskTalker *talker, const DeskLeg *leg)
{
  return g_strcmp0 (talker->talker_id, leg->talker_id) == 0;
}

/* Who was called answers by 2; then the other side called. */
static void
take_direction (DeskLegTable *self, DeskLeg *leg, const DeskTalker *talkers, guint n)
{
  for (guint i = 0; i < n && !leg->knows_direction; i++)
    {
      gboolean is_own = is_of (&talkers[i], leg);
      int status = talkers[i].status;

      if (talkers[i].is_monitor || (!is_own && g_strcmp0 (talkers[i].user, leg->other_number) != 0))
        continue;
      if (status == PAL_CALL_STATUS_CALL_SUCCESS || status == PAL_CALL_STATUS_CALL_SUCCESS_2
          || status == PAL_CALL_STATUS_STARTRINGING)
        leg->direction = is_own ? DESK_DIRECTION_INCOMING : DESK_DIRECTION_OUTGOING;
      else if (status == PAL_CALL_STATUS_ANSWER_SUCCESS || status == PAL_CALL_STATUS_INCOMING)
        leg->direction = is_own ? DESK_DIRECTION_OUTGOING : DESK_DIRECTION_INCOMING;
      else
        continue;
      leg->knows_direction = TRUE;
      desk_legs_mark_leg (self, leg);
    }
}

static void
take_own (DeskLegTable *self, DeskLeg *leg, const DeskTalker *talker, gint64 now, gint64 real)
{
  if (desk_legs_take_text (&leg->other_number, talker->other_number))
    g_clear_pointer (&leg->other_name, g_free);
  desk_legs_take_text (&leg->other_name, talker->other_name);
  if (!leg->knows_since && talker->time > 0 && talker->status == leg->status)
    {
      leg->since = desk_legs_from_pbx_time (self, talker->time, now, real);
      leg->pbx_time = self->has_offset ? 0 : talker->time;
      if (leg->started != 0)
        leg->started = leg->since;
      if (leg->started != 0 && leg->state == DESK_LEG_TALKING)
        {
          leg->pbx_started = talker->time;
          leg->is_start_guessed = FALSE;
        }
      leg->knows_since = TRUE;
    }
  desk_legs_mark_leg (self, leg);
}

/* Who waits may show a number that is not here: the group that was called, for one. */
static gboolean
is_alone (const DeskTalker *talker, const DeskTalker *talkers, guint n)
{
  if (talker->other_number == NULL || *talker->other_number == '\0')
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (talkers[i].user, talker->other_number) == 0)
      return FALSE;
  return TRUE;
}

/* Beside the three codes that tell it, a transfer shows in whom everybody has for the other party. */
static void
take_transfer (DeskLegTable *self, DeskLeg *leg, const DeskTalker *talkers, guint n)
{
  const char *own = leg->user->number;
  const DeskTalker *target = NULL, *waiting = NULL;
  gboolean rings = FALSE;
  guint n_parties = 0;

  for (guint i = 0; i < n; i++)
    {
      const DeskTalker *talker = &talkers[i];

      if (talker->is_monitor || is_of (talker, leg))
        continue;
      if (is_up_status (talker->status))
        n_parties++;
      if (is_up_status (talker->status) && waiting == NULL && is_alone (talker, talkers, n))
        waiting = talker;
      if (g_strcmp0 (talker->other_number, own) != 0)
        continue;
      if (!is_up_status (talker->status))
        {
          target = talker;
          rings = TRUE;
        }
      else if (target == NULL && g_strcmp0 (leg->other_number, talker->user) == 0)
        target = talker;
      else
        waiting = talker;
    }
  if (rings && n_parties > 0 && leg->state == DESK_LEG_HELD)
    desk_transfer_set (self, leg, DESK_TRANSFER_CALLING, target->user);
  else if (!rings && target != NULL && waiting != NULL && leg->status == PAL_CALL_STATUS_ANSWER_CALLEE)
    {
      desk_transfer_set (self, leg, DESK_TRANSFER_CONSULTING, target->user);
      if (desk_legs_take_text (&leg->waiting_number, waiting->user))
        g_clear_pointer (&leg->waiting_name, g_free);
      desk_legs_take_text (&leg->waiting_name, waiting->name);
    }
  else if (n_parties < 2 || target == NULL)
    desk_transfer_end (self, leg, FALSE);
}

void
desk_leg_table_take_talkers (DeskLegTable *self, const char *room_id, const DeskTalker *talkers,
                             guint n_talkers, gint64 now, gint64 real)
{
  DeskRoom *room = desk_leg_table_find_room (self, room_id);
  gboolean is_unnamed = FALSE;
  guint n_parties = 0;

  if (room == NULL)
    return;
  g_clear_pointer (&room->outside, g_ptr_array_unref);
  for (guint i = 0; i < n_talkers; i++)
    {
      DeskLeg *leg = talkers[i].talker_id != NULL ? desk_leg_table_find (self, talkers[i].talker_id) : NULL;
      gboolean is_party = is_up_status (talkers[i].status) && !talkers[i].is_monitor;

      n_parties += is_party;
      if (leg == NULL && is_party)
        desk_room_add_outside (room, talkers[i].user, talkers[i].name);
      if (leg == NULL || leg->room != room)
        continue;
      leg->is_monitor = talkers[i].is_monitor;
      leg->is_target &= !leg->is_monitor;
      if (leg->user == self->own)
        take_own (self, leg, &talkers[i], now, real);
      is_unnamed |= leg->user == self->own && is_party
                    && (talkers[i].other_number == NULL || *talkers[i].other_number == '\0');
    }
  for (DeskLeg *leg = room->legs; leg != NULL; leg = leg->next_in_room)
    if (leg->user == self->own && !leg->is_monitor)
      {
        take_direction (self, leg, talkers, n_talkers);
        if (desk_leg_is_up (leg))
          take_transfer (self, leg, talkers, n_talkers);
      }
  if (room->is_conference || (is_unnamed && n_parties > 2))
    desk_room_mark (self, room);
  room->is_conference = is_unnamed && n_parties > 2;
}
