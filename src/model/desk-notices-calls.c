/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of calls: that my phone rings, and that nobody answered it. */
#include "config.h"

#include "model/desk-notices-private.h"

#include <glib/gi18n.h>

#include "model/desk-rules-private.h"
#include "model/desk-session-private.h"

#define SETTLES (1 * G_USEC_PER_SEC)   /* whoever took the call is told of by then */
#define GIVES_UP (60 * G_USEC_PER_SEC) /* others may still be called */
#define Q850_NON_SELECTED 26           /* somebody else of those called took it */

void
desk_notices_free_ring (gpointer data)
{
  DeskRing *ring = data;

  g_clear_object (&ring->call);
  g_free (ring->id);
  g_free (ring->room_id);
  g_free (ring->number);
  g_free (ring);
}

static DeskRing *
find_ring (DeskNotices *self, DeskCall *call)
{
  for (guint i = 0; i < self->rings->len; i++)
    {
      DeskRing *ring = self->rings->pdata[i];

      if (ring->call == call)
        return ring;
    }
  return NULL;
}

DeskCall *
desk_notices_find_call (DeskNotices *self, const char *id)
{
  DeskCall *call = desk_call_model_find (self->session->calls, id);

  if (call != NULL && desk_call_get_state (call) != DESK_CALL_STATE_ENDED)
    return call;
  for (guint i = 0; i < self->rings->len; i++)
    {
      DeskRing *ring = self->rings->pdata[i];

      if (ring->settles_at == 0 && g_str_equal (ring->id, id))
        return ring->call;
    }
  return NULL;
}

/* --- it rings ---------------------------------------------------------------- */

/* Asked to end while it rings: no missed call. When the PBX refuses, it rings on and may be missed still. */
static void
pending_cb (DeskNotices *self, GParamSpec *pspec, DeskCall *call)
{
  DeskOperation *pending = desk_call_get_pending (call);
  DeskRing *ring = find_ring (self, call);

  if (ring == NULL || desk_call_get_state (call) != DESK_CALL_STATE_RINGING
      || desk_call_model_find (self->session->calls, desk_call_get_id (call)) != call)
    return;
  ring->is_refused = pending != NULL && desk_verb_get (desk_operation_get_verb (pending))->ends_call;
}

static void
set_ring_call (DeskNotices *self, DeskRing *ring, DeskCall *call)
{
  if (ring->call != NULL)
    g_signal_handlers_disconnect_by_func (ring->call, pending_cb, self);
  g_set_object (&ring->call, call);
  g_signal_connect_object (call, "notify::pending", G_CALLBACK (pending_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
still_rings (DeskNotices *self, DeskCall *call)
{
  return desk_call_get_state (call) == DESK_CALL_STATE_RINGING
         && desk_call_model_find (self->session->calls, desk_call_get_id (call)) == call;
}

/* The same call on another of my phones goes on in the notice there is. */
static DeskRing *
ensure_ring (DeskNotices *self, DeskCall *call)
{
  DeskRing *ring = find_ring (self, call);
  const char *room_id = desk_call_get_room_id (call);

  for (guint i = 0; ring == NULL && room_id != NULL && i < self->rings->len; i++)
    {
      DeskRing *other = self->rings->pdata[i];

      if (g_strcmp0 (other->room_id, room_id) == 0 && !still_rings (self, other->call))
        ring = other;
    }
  if (ring == NULL)
    {
      ring = g_new0 (DeskRing, 1);
      ring->id = g_strdup (desk_call_get_id (call));
      g_ptr_array_add (self->rings, ring);
    }
  if (ring->call != call)
    {
      set_ring_call (self, ring, call);
      ring->settles_at = 0;
      ring->is_refused = FALSE;
    }
  if (g_strcmp0 (ring->room_id, room_id) != 0)
    {
      g_free (ring->room_id);
      ring->room_id = g_strdup (room_id);
    }
  if (g_strcmp0 (ring->number, desk_call_get_number (call)) != 0)
    {
      g_free (ring->number);
      ring->number = g_strdup (desk_call_get_number (call));
    }
  return ring;
}

static guint
deeds_of (DeskCall *call)
{
  guint deeds = 0;

  if (desk_call_can (call, DESK_VERB_ANSWER))
    deeds |= 1u << DESK_DEED_ANSWER;
  if (desk_call_can (call, DESK_VERB_HANG_UP))
    deeds |= 1u << DESK_DEED_DECLINE;
  return deeds;
}

static void
offer_call (DeskNotices *self, DeskCall *call, DeskNoticeKind kind, const char *prefix,
            const char *subject, const char *body)
{
  const char *parts[] = { desk_call_get_name (call), desk_call_get_number (call),
                          desk_call_get_context (call), NULL };
  g_autofree char *id = g_strconcat (prefix, ":", subject, NULL);
  const DeskNoticeStart start = { .kind = kind, .id = id, .subject = subject,
                                  .call_id = desk_call_get_id (call), .parts = parts, .body = body,
                                  .deeds = deeds_of (call) };

  desk_notices_offer (self, &start);
}

static void
look_at_call (DeskNotices *self, DeskCall *call)
{
  gboolean is_mine = desk_call_get_direction (call) == DESK_DIRECTION_OUTGOING;
  gboolean is_to_pick_up = desk_call_can (call, DESK_VERB_ANSWER) || desk_call_get_pending (call) != NULL
                           || self->stale_since != 0;

  switch (desk_call_get_state (call))
    {
    case DESK_CALL_STATE_RINGING:
      offer_call (self, call, DESK_NOTICE_INCOMING, "incoming", ensure_ring (self, call)->id,
                  *desk_call_get_context (call) != '\0' ? _ ("Incoming call through a queue")
                                                        : _ ("Incoming call"));
      break;
    case DESK_CALL_STATE_DIALLING:
      if (is_mine && is_to_pick_up)
        offer_call (self, call, DESK_NOTICE_OWN, "own", desk_call_get_id (call),
                    _ ("Your phone rings: pick it up to make the call"));
      break;
    case DESK_CALL_STATE_TALKING:
      {
        g_autofree char *id = g_strconcat ("missed:", desk_call_get_number (call), NULL);

        if (*desk_call_get_number (call) != '\0')
          desk_notices_withdraw (self, id); /* whom I talk with is called back */
        break;
      }
    case DESK_CALL_STATE_HELD:
    case DESK_CALL_STATE_ENDED:
    default:
      break;
    }
}

/* --- nobody answered ----------------------------------------------------------- */

typedef enum
{
  FATE_MISSED,
  FATE_OPEN,  /* somebody else's phone rings for it */
  FATE_TAKEN, /* somebody answered */
} Fate;

static Fate
find_fate (DeskNotices *self, const DeskRing *ring)
{
  const DeskRoom *room = desk_leg_table_find_room (self->session->legs, ring->room_id);
  Fate fate = FATE_MISSED;

  for (const DeskLeg *leg = room != NULL ? room->legs : NULL; leg != NULL; leg = leg->next_in_room)
    {
      if (g_strcmp0 (leg->user->number, ring->number) == 0)
        continue; /* the caller */
      if (desk_leg_is_up (leg))
        return FATE_TAKEN;
      if (leg->state == DESK_LEG_RINGING || leg->state == DESK_LEG_CALLED)
        fate = FATE_OPEN;
    }
  return fate;
}

/* A phone that rang and then refuses was told so by its user. */
static gboolean
was_refused (const DeskRing *ring)
{
  int rescode = desk_call_get_rescode (ring->call);

  return ring->is_refused || rescode == 486 || rescode == 600 || rescode == 603
         || desk_call_get_q850 (ring->call) == Q850_NON_SELECTED;
}

static void
tell_missed (DeskNotices *self, const DeskRing *ring)
{
  const char *key = ring->number != NULL && *ring->number != '\0' ? ring->number : ring->id;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->missed, key)) + 1;
  const char *parts[] = { desk_call_get_name (ring->call), desk_call_get_number (ring->call),
                          desk_call_get_context (ring->call), NULL };
  g_autofree char *id = g_strconcat ("missed:", key, NULL);
  g_autofree char *body = NULL;
  gboolean has_number = key == ring->number;
  const DeskNoticeStart start = { .kind = DESK_NOTICE_MISSED, .id = id, .subject = has_number ? key : "",
                                  .call_id = ring->id, .parts = parts,
                                  .deeds = has_number ? 1u << DESK_DEED_CALL_BACK : 0 };
  DeskNoticeStart whole = start;

  g_hash_table_insert (self->missed, g_strdup (key), GUINT_TO_POINTER (n));
  body = n == 1 ? g_strdup (_ ("Missed call"))
                : g_strdup_printf (ngettext ("%u missed call", "%u missed calls", n), n);
  whole.body = body;
  desk_rules_take_start (self->session->rules, &start);
  desk_notices_tell (self, &whole);
  if (desk_notices_find (self, id) == NULL)
    g_hash_table_remove (self->missed, key); /* it was seen */
}

/* TRUE when there is nothing more to be said of it. */
static gboolean
follow_up (DeskNotices *self, DeskRing *ring, gint64 now)
{
  Fate fate;

  if (still_rings (self, ring->call))
    return FALSE;
  if (ring->settles_at == 0)
    {
      DeskCall *call = desk_call_model_find (self->session->calls, desk_call_get_id (ring->call));
      gboolean is_up = call == ring->call && desk_call_get_state (call) != DESK_CALL_STATE_ENDED;

      if (is_up || self->stale_since != 0 || was_refused (ring))
        return TRUE; /* answered; or what became of it was not seen; or the person's own doing */
      ring->settles_at = now + SETTLES;
      ring->gives_up_at = now + GIVES_UP;
    }
  fate = find_fate (self, ring);
  if (fate == FATE_TAKEN)
    return TRUE;
  if (now < ring->settles_at || (fate == FATE_OPEN && now < ring->gives_up_at))
    {
      desk_notices_wake_at (self, now < ring->settles_at ? ring->settles_at : ring->gives_up_at);
      return FALSE;
    }
  tell_missed (self, ring);
  return TRUE;
}

void
desk_notices_look_at_calls (DeskNotices *self)
{
  DeskList *calls = DESK_LIST (self->session->calls);
  gint64 now = pal_clock_get_monotonic (self->session->clock);

  for (guint i = 0; i < desk_list_get_size (calls); i++)
    look_at_call (self, desk_list_peek (calls, i));
  for (guint i = self->rings->len; i > 0; i--)
    if (follow_up (self, self->rings->pdata[i - 1], now))
      g_ptr_array_remove_index (self->rings, i - 1);
}
