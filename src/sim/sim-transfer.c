/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transfers: blind, attended, and what becomes of them. In an attended one the room's `consulting` leg talks
 * with `consulted` while the third party hears music; in all others `handed` waits for who answers. */
#include "sim/sim-call-private.h"

#include <string.h>

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, text);
  return FALSE;
}

gboolean
sim_transfer_is_on (SimRoom *room)
{
  if (room->consulting != NULL || room->handed != NULL || sim_search_is_on (room, FALSE))
    return TRUE;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (sim_leg_is_ringing (leg) && !leg->is_monitor)
        return TRUE;
    }

  return FALSE;
}

gboolean
sim_transfer_invite (SimRoom *room, const char *number, SimLeg *waiting, const char *shown, GError **error)
{
  SimCause cause = SIM_CAUSE_UNKNOWN;

  if (sim_call_invite (room, number, "", shown, &cause) == 0)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED,
                   cause == SIM_CAUSE_UNKNOWN ? "no such number %s" : "no phone of %s is registered", number);
      return FALSE;
    }
  waiting->is_caller = TRUE;
  sim_room_ring (room);

  return TRUE;
}

/* The leg that is neither of the two who consult. */
static SimLeg *
find_third (SimRoom *room)
{
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg != room->consulting && leg != room->consulted && !leg->is_monitor && sim_leg_is_in_talk (leg))
        return leg;
    }

  return NULL;
}

static gboolean
transfer_blind (SimLeg *leg, SimLeg *waiting, const char *to, GError **error)
{
  SimRoom *room = leg->room;

  if (!sim_transfer_invite (room, to, waiting, waiting->number, error))
    return FALSE;

  g_free (room->ring_back);
  room->ring_back = g_strdup (leg->number);
  room->handed = waiting;
  sim_leg_end (leg, SIM_CAUSE_NORMAL, !leg->is_caller);

  return TRUE;
}

static gboolean
consult (SimLeg *leg, const char *to, GError **error)
{
  SimRoom *room = leg->room;
  gboolean was_called = !leg->is_caller;

  if (!sim_transfer_invite (room, to, leg, leg->number, error))
    return FALSE;

  room->consulting = leg;
  room->consulted = NULL;
  room->consulting_called = was_called;
  if (leg->state == SIM_LEG_TALKING)
    sim_leg_enter (leg, SIM_LEG_HELD, PAL_CALL_STATUS_HOLD);

  return TRUE;
}

/* A phone that rings sends its call elsewhere, with all the phones that ring beside it. */
static gboolean
deflect (SimLeg *leg, const char *to, GError **error)
{
  SimRoom *room = leg->room;
  guint n_before = room->legs->len, n_searches = room->searches->len;
  SimCause cause = SIM_CAUSE_UNKNOWN;

  if (leg->is_caller || leg->is_monitor || room->queue != NULL)
    return refuse (error, "the call cannot be sent elsewhere");
  if (sim_call_invite (room, to, leg->role, leg->other, &cause) == 0)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED,
                   cause == SIM_CAUSE_UNKNOWN ? "no such number %s" : "no phone of %s is registered", to);
      return FALSE;
    }

  sim_search_drop (room, n_searches);
  for (guint i = n_before; i > 0; i--)
    {
      SimLeg *other = g_ptr_array_index (room->legs, i - 1);

      if (sim_leg_is_ringing (other) && !other->is_caller && !other->is_monitor)
        sim_leg_end (other, SIM_CAUSE_ELSEWHERE, TRUE);
    }
  sim_room_ring (room);

  return TRUE;
}

gboolean
sim_transfer (SimLeg *leg, const char *to, gboolean blind, GError **error)
{
  SimRoom *room = leg->room;
  SimLeg *waiting = sim_room_find_peer (leg);

  if (strcmp (leg->number, to) == 0)
    return refuse (error, "nobody transfers a call to oneself");
  if (sim_leg_is_ringing (leg) && blind)
    return deflect (leg, to, error);
  if (waiting == NULL || waiting->state == SIM_LEG_PARKED || !sim_leg_is_in_talk (leg) || leg->is_monitor)
    return refuse (error, "there is no call to transfer");
  if (sim_transfer_is_on (room))
    return refuse (error, "a transfer is going on already");
  if (sim_room_count_parties (room) > 2)
    return refuse (error, "a conference cannot be transferred");

  return blind ? transfer_blind (leg, waiting, to, error) : consult (leg, to, error);
}

static void
introduce (SimLeg *a, SimLeg *b)
{
  sim_leg_set_other (a, b->number);
  sim_leg_set_other (b, a->number);
}

/* Not one whom a meeting in the same room calls. */
static gboolean
is_called_by (const SimLeg *answering, const SimLeg *consulting)
{
  return answering != consulting && g_strcmp0 (answering->other, consulting->number) == 0;
}

void
sim_transfer_answered (SimRoom *room, SimLeg *answering)
{
  SimLeg *consulting = room->consulting, *handed = room->handed;

  if (consulting != NULL)
    {
      if (room->consulted != NULL || !is_called_by (answering, consulting))
        return;
      room->consulted = answering;
      sim_leg_set_other (consulting, answering->number);
      sim_leg_inform (consulting, PAL_CALL_STATUS_TRANSFER_RESPONSE);
      sim_leg_enter (consulting, SIM_LEG_TALKING, PAL_CALL_STATUS_ANSWER_CALLEE);
    }
  else if (handed != NULL && answering != handed)
    {
      room->handed = NULL;
      g_clear_pointer (&room->ring_back, g_free);
      introduce (handed, answering);
      sim_leg_refresh (handed);
    }
}

/* The consultation is over, who led it has the first call back. */
static void
take_back (SimRoom *room)
{
  SimLeg *leg = room->consulting, *third = find_third (room);

  room->consulting = room->consulted = NULL;
  leg->is_caller = !room->consulting_called;
  if (third != NULL)
    introduce (leg, third);
  sim_leg_enter (leg, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);
}

/* TRUE when there is somebody to go back to. */
gboolean
sim_transfer_failed (SimRoom *room)
{
  g_autofree char *user = g_steal_pointer (&room->ring_back);
  SimLeg *consulting = room->consulting;
  guint n_before = room->legs->len;

  if (consulting != NULL)
    {
      sim_leg_inform (consulting, PAL_CALL_STATUS_TRANSFER_FAIL);
      take_back (room);
      return TRUE;
    }
  if (user == NULL || room->handed == NULL
      || !sim_transfer_invite (room, user, room->handed, room->handed->number, NULL))
    return FALSE;

  for (guint i = n_before; i < room->legs->len; i++)
    sim_leg_inform (g_ptr_array_index (room->legs, i), PAL_CALL_STATUS_TRANSFER_FAIL);

  return TRUE;
}

/* Who transfers hangs up after the other answered: the two who are left are joined. */
static void
complete (SimRoom *room, SimLeg *third, SimCause cause, gboolean by_callee)
{
  SimLeg *leg = room->consulting, *consulted = room->consulted;

  room->consulting = room->consulted = NULL;
  third->is_caller = TRUE;
  introduce (third, consulted);
  sim_leg_end (leg, cause, by_callee);
  if ((room->tenant->world->quirks & SIM_QUIRK_NEW_ROOM) != 0)
    sim_room_renew (room);
  sim_leg_refresh (third);
  sim_leg_refresh (consulted);
  sim_line_update (room);
  sim_service_begin (consulted);
}

/* Before that: it goes on as a blind one. */
static void
leave_to_ring (SimRoom *room, SimLeg *third, SimCause cause, gboolean by_callee)
{
  SimLeg *leg = room->consulting;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *called = g_ptr_array_index (room->legs, i);

      if (sim_leg_is_ringing (called) && !called->is_monitor)
        sim_leg_set_other (called, third->number);
    }
  sim_search_set_shown (room, third->number);
  third->is_caller = TRUE;
  room->handed = third;
  g_free (room->ring_back);
  room->ring_back = g_strdup (leg->number);
  sim_leg_end (leg, cause, by_callee);
}

/* Who was to be transferred leaves: the other two are in a call of their own. */
static void
lose_third (SimRoom *room, SimLeg *third, SimCause cause, gboolean by_callee)
{
  SimLeg *consulting = room->consulting;

  room->consulting = NULL;
  if (room->consulted == NULL)
    consulting->state = SIM_LEG_WAITING;
  else
    sim_service_begin (room->consulted);
  room->consulted = NULL;
  sim_leg_send (third, PAL_CALL_STATUS_ENDTALKING);
  sim_leg_end (third, cause, by_callee);
}

gboolean
sim_transfer_hang_up (SimLeg *leg, SimCause cause, gboolean by_callee)
{
  SimRoom *room = leg->room;
  SimLeg *third = room->consulting != NULL ? find_third (room) : NULL;

  if (third == NULL)
    return FALSE;

  if (leg == room->consulting && room->consulted != NULL)
    complete (room, third, cause, by_callee);
  else if (leg == room->consulting)
    leave_to_ring (room, third, cause, by_callee);
  else if (leg == room->consulted)
    {
      sim_leg_send (leg, PAL_CALL_STATUS_ENDTALKING);
      sim_leg_end (leg, cause, by_callee);
      take_back (room);
    }
  else if (leg == third)
    lose_third (room, third, cause, by_callee);
  else
    return FALSE;

  return TRUE;
}

gboolean
sim_transfer_cancel (SimLeg *leg, GError **error)
{
  SimRoom *room = leg->room;
  SimLeg *consulted = room->consulted;

  if (room->consulting == NULL)
    return refuse (error, "no transfer is going on");

  sim_clock_cancel (room->tenant->world->clock, &room->timer);
  sim_room_end_ringing (room, SIM_CAUSE_CANCELLED);
  if (consulted != NULL)
    {
      sim_leg_send (consulted, PAL_CALL_STATUS_ENDTALKING);
      sim_leg_end (consulted, SIM_CAUSE_NORMAL, FALSE);
    }
  take_back (room);

  return TRUE;
}
