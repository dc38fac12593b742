/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-urgency.h"

#include "model/desk-session-private.h"

#define SECONDS(n) ((gint64) (n) * G_USEC_PER_SEC)

/* When each kind turns amber and red. */
static const gint64 ages[DESK_N_URGENCY_KINDS][DESK_URGENCY_RED + 1] = {
  [DESK_URGENCY_RINGING] = { 0, SECONDS (10), SECONDS (20) },
  [DESK_URGENCY_HELD] = { 0, SECONDS (60), SECONDS (120) },
  [DESK_URGENCY_PARKED] = { 0, SECONDS (60), SECONDS (120) },
  [DESK_URGENCY_QUEUED] = { 0, SECONDS (30), SECONDS (60) },
};

DeskUrgency
desk_urgency_of (DeskUrgencyKind kind, gint64 age_us)
{
  g_return_val_if_fail (kind < DESK_N_URGENCY_KINDS, DESK_URGENCY_CALM);

  for (DeskUrgency urgency = DESK_URGENCY_RED; urgency > DESK_URGENCY_CALM; urgency--)
    if (age_us >= ages[kind][urgency])
      return urgency;
  return DESK_URGENCY_CALM;
}

gint64
desk_urgency_get_age (DeskUrgencyKind kind, DeskUrgency urgency)
{
  g_return_val_if_fail (kind < DESK_N_URGENCY_KINDS && urgency <= DESK_URGENCY_RED, 0);
  return ages[kind][urgency];
}

typedef struct
{
  gint64 now;
  const char *id; /* of the worst so far; NULL: none */
  DeskUrgencyKind kind;
  DeskUrgency urgency;
  gboolean is_others;
  gint64 since;
} Worst;

/* The colour counts most, then what it is, then whose, then how long. */
static void
look_at (Worst *worst, DeskUrgencyKind kind, gboolean is_others, const char *id, gint64 since)
{
  DeskUrgency urgency = desk_urgency_of (kind, worst->now - since);
  gboolean is_worse;

  if (worst->id == NULL)
    is_worse = TRUE;
  else if (urgency != worst->urgency)
    is_worse = urgency > worst->urgency;
  else if (kind != worst->kind)
    is_worse = kind < worst->kind;
  else if (is_others != worst->is_others)
    is_worse = !is_others;
  else
    is_worse = since < worst->since;
  if (is_worse)
    *worst = (Worst) { worst->now, id, kind, urgency, is_others, since };
}

static void
look_at_call (Worst *worst, DeskCall *call)
{
  DeskCallState state = desk_call_get_state (call);

  if (state == DESK_CALL_STATE_RINGING)
    look_at (worst, DESK_URGENCY_RINGING, FALSE, desk_call_get_id (call), desk_call_get_since (call));
  else if (state == DESK_CALL_STATE_HELD && desk_call_get_transfer (call) == DESK_TRANSFER_NONE)
    look_at (worst, DESK_URGENCY_HELD, FALSE, desk_call_get_id (call), desk_call_get_since (call));
}

gboolean
desk_session_find_most_urgent (DeskSession *session, DeskUrgencyKind *kind, const char **id)
{
  g_return_val_if_fail (DESK_IS_SESSION (session), FALSE);
  g_return_val_if_fail (kind != NULL && id != NULL, FALSE);

  Worst worst = { .now = desk_session_get_now (session) };
  DeskList *calls = DESK_LIST (session->calls), *parks = DESK_LIST (session->parks);
  DeskWaiting *waiting = desk_queue_model_get_oldest (session->queues);

  for (guint i = 0; i < desk_list_get_size (calls); i++)
    look_at_call (&worst, desk_list_peek (calls, i));
  for (guint i = 0; i < desk_list_get_size (parks); i++)
    {
      DeskPark *park = desk_list_peek (parks, i);

      if (desk_park_get_is_taken (park))
        look_at (&worst, DESK_URGENCY_PARKED, !desk_park_get_is_mine (park), desk_park_get_number (park),
                 desk_park_get_since (park));
    }
  if (waiting != NULL)
    look_at (&worst, DESK_URGENCY_QUEUED, TRUE, desk_waiting_get_room_id (waiting),
             desk_waiting_get_since (waiting));
  *kind = worst.kind;
  *id = worst.id;
  return worst.id != NULL;
}
