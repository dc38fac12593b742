/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that change hands: transfer, conference, forwarding of a room, barging in. */
#include "sim/sim-call-private.h"

/* Calls @number into the room for the party @waiting. @called: the first leg made, NULL in a queue whose
 * agents are all busy. */
static gboolean
invite_for (SimRoom *room, const char *number, SimLeg *waiting, SimLeg **called, GError **error)
{
  guint first = room->legs->len;
  SimCause cause;

  *called = NULL;
  if (sim_call_invite (room, number, "", waiting->number, &cause) == 0)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED,
                   cause == SIM_CAUSE_UNKNOWN ? "no such number %s" : "no phone of %s is registered", number);
      return FALSE;
    }
  /* The agents of a queue are always the called side. */
  if (room->queue != NULL)
    waiting->is_caller = TRUE;
  for (guint i = first; i < room->legs->len; i++)
    ((SimLeg *) g_ptr_array_index (room->legs, i))->is_caller = !waiting->is_caller;
  sim_room_ring (room);
  if (room->legs->len > first)
    *called = g_ptr_array_index (room->legs, first);

  return TRUE;
}

gboolean
sim_transfer (SimLeg *leg, const char *to, gboolean blind, GError **error)
{
  SimRoom *room = leg->room;
  SimLeg *waiting = sim_room_find_peer (leg);
  SimLeg *called;

  if (waiting == NULL || room->consulting != NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "there is no call to transfer");
      return FALSE;
    }

  if (!invite_for (room, to, blind ? waiting : leg, &called, error))
    return FALSE;
  if (called == NULL && !blind)
    {
      sim_queue_leave (room);
      sim_clock_cancel (room->tenant->world->clock, &room->timer);
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "nobody of %s is free", to);
      return FALSE;
    }
  if (blind)
    {
      g_free (room->ring_back);
      room->ring_back = g_strdup (leg->number);
      sim_leg_end (leg, SIM_CAUSE_NORMAL, !leg->is_caller);
    }
  else
    {
      room->consulting = leg;
      room->consulted = called;
    }

  return TRUE;
}

/* The two who are left see each other. */
static void
introduce (SimLeg *a, SimLeg *b)
{
  sim_leg_set_other (a, b->number);
  sim_leg_set_other (b, a->number);
  sim_leg_enter (a, SIM_LEG_TALKING, PAL_CALL_STATUS_ANSWER_SUCCESS);
  sim_leg_enter (b, SIM_LEG_TALKING, PAL_CALL_STATUS_ANSWER_SUCCESS);
}

void
sim_transfer_answered (SimRoom *room, SimLeg *answering)
{
  SimLeg *waiting;

  if (room->consulting != NULL)
    {
      room->consulted = answering;
      return;
    }
  if (room->ring_back == NULL)
    return;

  g_clear_pointer (&room->ring_back, g_free);
  waiting = sim_room_find_peer (answering);
  if (waiting != NULL)
    {
      sim_leg_set_other (waiting, answering->number);
      sim_leg_set_other (answering, waiting->number);
      sim_leg_enter (waiting, SIM_LEG_TALKING, PAL_CALL_STATUS_ANSWER_SUCCESS);
    }
}

gboolean
sim_transfer_failed (SimRoom *room)
{
  g_autofree char *user = g_steal_pointer (&room->ring_back);
  SimLeg *rest = room->legs->len > 0 ? g_ptr_array_index (room->legs, 0) : NULL;
  SimLeg *consulting = room->consulting, *called;

  if (consulting != NULL)
    {
      room->consulting = room->consulted = NULL;
      sim_leg_enter (consulting, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);
      return TRUE;
    }

  return user != NULL && rest != NULL && invite_for (room, user, rest, &called, NULL);
}

static SimLeg *
third_party (SimRoom *room)
{
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg != room->consulting && leg != room->consulted && !leg->is_monitor)
        return leg;
    }

  return NULL;
}

gboolean
sim_transfer_hang_up (SimLeg *leg)
{
  SimRoom *room = leg->room;
  SimLeg *consulting = room->consulting, *consulted = room->consulted;
  SimLeg *third = third_party (room);

  if (consulting == NULL || third == NULL || (leg != consulting && leg != consulted))
    return FALSE;

  room->consulting = room->consulted = NULL;
  if (leg == consulted)
    {
      sim_leg_end (leg, SIM_CAUSE_NORMAL, TRUE);
      sim_leg_enter (consulting, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);
    }
  else if (consulted->state == SIM_LEG_TALKING || consulted->state == SIM_LEG_HELD)
    {
      sim_leg_end (leg, SIM_CAUSE_NORMAL, !leg->is_caller);
      introduce (third, consulted);
    }
  else
    {
      consulted->is_caller = !third->is_caller;
      sim_leg_set_other (consulted, third->number);
      room->ring_back = g_strdup (leg->number);
      sim_leg_end (leg, SIM_CAUSE_NORMAL, !leg->is_caller);
    }

  return TRUE;
}

gboolean
sim_transfer_cancel (SimLeg *leg, GError **error)
{
  SimRoom *room = leg->room;
  SimLeg *consulting = room->consulting, *consulted = room->consulted;

  if (consulting == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "no transfer is going on");
      return FALSE;
    }

  room->consulting = room->consulted = NULL;
  if (consulted != NULL)
    sim_leg_end (consulted, SIM_CAUSE_CANCELLED, FALSE);
  sim_leg_enter (consulting, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);

  return TRUE;
}

gboolean
sim_conference (SimLeg *leg, GError **error)
{
  SimRoom *room = leg->room;
  SimLeg *consulting = room->consulting;

  if (consulting == NULL || room->consulted == NULL || room->consulted->state != SIM_LEG_TALKING)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "no consultation is going on");
      return FALSE;
    }

  room->consulting = room->consulted = NULL;
  sim_leg_enter (consulting, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);

  return TRUE;
}

/* Whoever rings or answered for the room makes place for the new users. */
gboolean
sim_call_forward (SimRoom *room, const char *const *users, GError **error)
{
  SimLeg *kept = room->legs->len > 0 ? g_ptr_array_index (room->legs, 0) : NULL;
  SimLeg *called;
  gboolean found = FALSE;

  for (guint i = 0; i < room->legs->len; i++)
    if (((SimLeg *) g_ptr_array_index (room->legs, i))->is_caller)
      kept = g_ptr_array_index (room->legs, i);
  for (guint i = 0; users[i] != NULL && !found; i++)
    {
      SimExtension *user = sim_tenant_get_extension (room->tenant, users[i]);

      found = user != NULL && user->registered;
    }
  if (kept == NULL || !found)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "nobody can take the call");
      return FALSE;
    }

  sim_room_lock (room);
  sim_queue_leave (room);
  for (guint i = room->legs->len; i > 0; i--)
    if (g_ptr_array_index (room->legs, i - 1) != kept)
      sim_leg_end (g_ptr_array_index (room->legs, i - 1), SIM_CAUSE_ELSEWHERE, TRUE);
  for (guint i = 0; users[i] != NULL; i++)
    invite_for (room, users[i], kept, &called, NULL);
  sim_room_unlock (room);

  return TRUE;
}

gboolean
sim_barge (SimLeg *leg, SimExtension *user, GError **error)
{
  SimRoom *room = leg->room;
  guint first = room->legs->len;
  SimCause cause;

  if ((leg->extension != NULL && !sim_extension_is_on (leg->extension, "allowjoin"))
      || !sim_extension_is_on (user, "canjoin"))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "joining is not allowed");
      return FALSE;
    }
  if (sim_room_count (room, SIM_LEG_TALKING) + sim_room_count (room, SIM_LEG_HELD) < 2 || !user->registered)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "there is no talk to join");
      return FALSE;
    }

  sim_call_invite (room, user->number, "", leg->number, &cause);
  for (guint i = first; i < room->legs->len; i++)
    ((SimLeg *) g_ptr_array_index (room->legs, i))->is_monitor = TRUE;
  sim_room_ring_for (room, room->tenant->world->ring_timeout);

  return TRUE;
}
