/* SPDX-License-Identifier: GPL-3.0-or-later */
/* More than two, and others than before: conference, barging in, forwarding a whole call. */
#include "sim/sim-call-private.h"

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, text);
  return FALSE;
}

static gboolean
is_talking_party (SimLeg *leg)
{
  return !leg->is_monitor && sim_leg_is_in_talk (leg);
}

gboolean
sim_conference (SimLeg *leg, GError **error)
{
  SimRoom *room = leg->room;
  SimLeg *consulting = room->consulting, *consulted = room->consulted;

  if (consulting == NULL || consulted == NULL)
    return refuse (error, "no consultation is going on");

  room->consulting = room->consulted = NULL;
  for (guint i = 0; i < room->legs->len; i++)
    if (is_talking_party (g_ptr_array_index (room->legs, i)))
      sim_leg_set_other (g_ptr_array_index (room->legs, i), NULL);
  sim_leg_enter (consulting, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);
  sim_service_begin (consulted);

  return TRUE;
}

/* Two who are left have each other's number again; more have none. */
void
sim_conference_left (SimRoom *room)
{
  guint n_parties = sim_room_count_parties (room);

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);
      SimLeg *other = is_talking_party (leg) ? sim_room_find_peer (leg) : NULL;

      if (other == NULL)
        continue;
      sim_leg_set_other (leg, n_parties == 2 ? other->number : NULL);
      sim_leg_refresh (leg);
    }
}

static gboolean
is_in_room (SimRoom *room, SimExtension *user)
{
  for (guint i = 0; i < user->legs->len; i++)
    if (((SimLeg *) g_ptr_array_index (user->legs, i))->room == room)
      return TRUE;

  return FALSE;
}

static void
ring_over_cb (gpointer user_data)
{
  SimLeg *leg = user_data;

  leg->ring_timer = 0;
  sim_leg_fail (leg, SIM_CAUSE_NO_ANSWER);
}

gboolean
sim_barge (SimLeg *leg, SimExtension *user, gboolean listens, SimSpeak speaks, GError **error)
{
  SimRoom *room = leg->room;
  SimClock *clock = room->tenant->world->clock;
  guint first = room->legs->len;

  if ((leg->extension != NULL && !sim_extension_is_on (leg->extension, "allowjoin"))
      || !sim_extension_is_on (user, "canjoin"))
    return refuse (error, "joining is not allowed");
  if (!is_talking_party (leg) || sim_room_count_parties (room) < 2)
    return refuse (error, "there is no talk to join");
  if (is_in_room (room, user))
    return refuse (error, "takes part already");
  if (!user->registered)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no phone of %s is registered", user->number);
      return FALSE;
    }

  sim_call_user (room, user, 0, "", leg->number);
  for (guint i = first; i < room->legs->len; i++)
    {
      SimLeg *monitor = g_ptr_array_index (room->legs, i);

      monitor->is_monitor = TRUE;
      monitor->listens = listens;
      monitor->speaks = speaks;
      monitor->tutored = speaks == SIM_SPEAK_TO_ONE ? g_strdup (leg->talker_id) : NULL;
      monitor->ring_timer = sim_clock_add (clock, room->tenant->world->ring_timeout, ring_over_cb, monitor);
    }

  return TRUE;
}

/* Who stays when a call is forwarded: the outside party, else who called. */
static SimLeg *
choose_kept (SimRoom *room)
{
  SimLeg *kept = NULL;

  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (sim_leg_is_ringing (leg) || leg->is_monitor || leg->service != NULL)
        continue;
      if (kept == NULL || (kept->extension != NULL && leg->extension == NULL)
          || (kept->extension != NULL && !kept->is_caller && leg->is_caller))
        kept = leg;
    }

  return kept;
}

static gboolean
check_users (SimRoom *room, SimLeg *kept, const char *const *users, GError **error)
{
  gboolean found = FALSE;

  if (kept == NULL)
    return refuse (error, "nobody is there to be forwarded");
  for (guint i = 0; users[i] != NULL; i++)
    {
      SimExtension *user = sim_tenant_get_extension (room->tenant, users[i]);

      if (user == NULL)
        {
          g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no such user %s", users[i]);
          return FALSE;
        }
      found |= user != kept->extension && (user->registered || !user->is_user);
    }

  return found || refuse (error, "nobody can take the call");
}

/* Whoever rings or talks for the other side makes place for the new users. */
gboolean
sim_call_forward (SimRoom *room, const char *const *users, GError **error)
{
  SimLeg *kept = choose_kept (room);
  gboolean was_consulting = kept != NULL && kept == room->consulting && room->consulted == NULL;
  guint n = 0;

  if (!check_users (room, kept, users, error))
    return FALSE;

  sim_room_lock (room);
  if (kept->state == SIM_LEG_PARKED)
    sim_clock_cancel (room->tenant->world->clock, &kept->timer);
  sim_search_clear (room);
  room->consulting = room->consulted = NULL;
  g_clear_pointer (&room->ring_back, g_free);
  for (guint i = room->legs->len; i > 0; i--)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i - 1);

      if (leg != kept)
        sim_leg_end (leg, sim_leg_is_in_talk (leg) ? SIM_CAUSE_NORMAL : SIM_CAUSE_ELSEWHERE, TRUE);
    }
  sim_park_left (kept);
  if (was_consulting)
    sim_leg_enter (kept, SIM_LEG_TALKING, PAL_CALL_STATUS_UNHOLD);
  if (sim_leg_is_in_talk (kept))
    room->handed = kept;
  for (guint i = 0; users[i] != NULL; i++)
    if (kept->extension == NULL || g_strcmp0 (users[i], kept->number) != 0)
      n += sim_transfer_invite (room, users[i], kept, kept->number, NULL);
  if (n == 0)
    sim_room_end (room, SIM_CAUSE_ABSENT, TRUE);
  sim_room_unlock (room);

  return TRUE;
}
