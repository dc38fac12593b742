/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-notices-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-rules-private.h"
#include "model/desk-session-private.h"
#include "model/desk-urgency.h"

#define STALE_STANDS (45 * G_USEC_PER_SEC) /* without a line; a phone does not ring longer */
#define N_TEXTS 8                          /* messages that may stand at once */

G_DEFINE_FINAL_TYPE (DeskNotices, desk_notices, G_TYPE_OBJECT)

enum
{
  NOTICE,
  WITHDRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How each kind is treated. */
static const struct
{
  DeskAttention quiet_from; /* not told to somebody who sees as much as this */
  gboolean holds_on;        /* withdrawn when it is no longer so */
  gboolean is_seen;         /* what was told before is withdrawn, too, once it is seen */
} ways[DESK_N_NOTICE_KINDS] = {
  [DESK_NOTICE_INCOMING] = { DESK_ATTENTION_CALLS + 1, .holds_on = TRUE },
  [DESK_NOTICE_OWN] = { DESK_ATTENTION_WINDOW, .holds_on = TRUE },
  [DESK_NOTICE_MISSED] = { DESK_ATTENTION_CALLS, .is_seen = TRUE },
  [DESK_NOTICE_VOICEMAIL] = { DESK_ATTENTION_WINDOW },
  [DESK_NOTICE_PARKED_LONG] = { DESK_ATTENTION_CALLS + 1, .holds_on = TRUE },
  [DESK_NOTICE_FREE] = { DESK_ATTENTION_WINDOW, .holds_on = TRUE },
  [DESK_NOTICE_MESSAGE] = { DESK_ATTENTION_WINDOW },
};

/* --- telling and withdrawing ------------------------------------------------- */

void
desk_notices_withdraw (DeskNotices *self, const char *id)
{
  g_autoptr (DeskNotice) notice = NULL;
  gpointer key, value;

  if (!g_hash_table_steal_extended (self->standing, id, &key, &value))
    return;
  notice = value;
  if (desk_notice_get_kind (notice) == DESK_NOTICE_MISSED)
    g_hash_table_remove (self->missed, id + strlen ("missed:"));
  g_signal_emit (self, signals[WITHDRAWN], 0, desk_notice_get_id (notice));
}

void
desk_notices_tell (DeskNotices *self, const DeskNoticeStart *start)
{
  g_autoptr (DeskNotice) notice = NULL;

  if ((self->wanted & DESK_NOTICE_BIT (start->kind)) == 0 || self->attention >= ways[start->kind].quiet_from)
    return;
  notice = desk_notice_new (start);
  g_hash_table_replace (self->standing, (gpointer) desk_notice_get_id (notice), g_object_ref (notice));
  g_signal_emit (self, signals[NOTICE], 0, notice);
}

void
desk_notices_offer (DeskNotices *self, const DeskNoticeStart *start)
{
  g_hash_table_add (self->found, g_strdup (start->id));
  if (self->stale_since != 0)
    return;
  /* What the person has rules for happens whether she wants to be told of it or not. */
  if (g_hash_table_add (self->known, g_strdup (start->id)))
    desk_rules_take_start (self->session->rules, start);
  if ((self->wanted & DESK_NOTICE_BIT (start->kind)) == 0
      || !g_hash_table_add (self->told, g_strdup (start->id)))
    return;
  desk_notices_tell (self, start);
}

static void
withdraw_if (DeskNotices *self, gboolean (*is_over) (DeskNotices *self, DeskNotice *notice))
{
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer notice;

  g_hash_table_iter_init (&iter, self->standing);
  while (g_hash_table_iter_next (&iter, NULL, &notice))
    if (is_over (self, notice))
      g_ptr_array_add (over, g_strdup (desk_notice_get_id (notice)));
  for (guint i = 0; i < over->len; i++)
    desk_notices_withdraw (self, over->pdata[i]);
}

/* That somebody is free is news, unless something is still to be decided. */
static gboolean
holds_on (DeskNotices *self, DeskNotice *notice)
{
  DeskNoticeKind kind = desk_notice_get_kind (notice);

  return ways[kind].holds_on && (kind != DESK_NOTICE_FREE || desk_notice_can (notice, DESK_DEED_CONFIRM));
}

static gboolean
is_no_more (DeskNotices *self, DeskNotice *notice)
{
  return holds_on (self, notice) && !g_hash_table_contains (self->found, desk_notice_get_id (notice));
}

static gboolean
is_unwanted (DeskNotices *self, DeskNotice *notice)
{
  return (self->wanted & DESK_NOTICE_BIT (desk_notice_get_kind (notice))) == 0;
}

static gboolean
is_seen (DeskNotices *self, DeskNotice *notice)
{
  DeskNoticeKind kind = desk_notice_get_kind (notice);

  return ways[kind].is_seen && self->attention >= ways[kind].quiet_from;
}

static gboolean
is_of_a_call (DeskNotices *self, DeskNotice *notice)
{
  DeskNoticeKind kind = desk_notice_get_kind (notice);

  return kind == DESK_NOTICE_INCOMING || kind == DESK_NOTICE_OWN;
}

static gboolean
stands_for_a_call (gpointer id, gpointer notice, gpointer self)
{
  return is_of_a_call (self, notice);
}

/* --- time ----------------------------------------------------------------------- */

static void
timer_cb (gpointer user_data)
{
  DeskNotices *self = user_data;

  self->timer = 0;
  self->is_dirty = TRUE;
  desk_notices_look (self);
}

static void
stop_timer (DeskNotices *self)
{
  if (self->timer != 0)
    pal_clock_remove (self->session->clock, self->timer);
  self->timer = 0;
}

void
desk_notices_wake_at (DeskNotices *self, gint64 due)
{
  if (self->timer != 0 && self->timer_due <= due)
    return;
  stop_timer (self);
  self->timer_due = due;
  self->timer = pal_clock_add (self->session->clock, due, timer_cb, self);
}

/* --- what holds on ---------------------------------------------------------------- */

static void
look_at_park (DeskNotices *self, DeskPark *park, gint64 now)
{
  gint64 due = desk_park_get_since (park) + desk_urgency_get_age (DESK_URGENCY_PARKED, DESK_URGENCY_RED);
  const char *number = desk_park_get_number (park), *talker = desk_park_get_talker_id (park);
  const char *parts[] = { desk_park_get_name (park),
                          desk_park_get_other_number (park) != NULL ? desk_park_get_other_number (park) : "",
                          desk_park_get_label (park), NULL };
  g_autofree char *id = NULL;

  if (!desk_park_get_is_taken (park) || !desk_park_get_is_mine (park))
    return;
  id = g_strdup_printf ("parked:%s:%s", number, talker != NULL ? talker : "");
  /* A new line may have forgotten since when. */
  if (now < due && !g_hash_table_contains (self->told, id))
    {
      if (self->stale_since == 0)
        desk_notices_wake_at (self, due);
      return;
    }

  const DeskNoticeStart start = { .kind = DESK_NOTICE_PARKED_LONG, .id = id, .subject = number,
                                  .parts = parts, .body = _ ("Still waits where you parked the call"),
                                  .deeds = 1u << DESK_DEED_RETRIEVE };

  desk_notices_offer (self, &start);
}

static void
look_at_wait (DeskNotices *self, DeskWait *wait)
{
  const char *parts[] = { desk_wait_get_target_name (wait), desk_wait_get_target (wait), NULL };
  gboolean asks = desk_wait_get_kind (wait) == DESK_WAIT_CALL && !desk_wait_get_is_automatic (wait);
  g_autofree char *id = g_strconcat ("free:", desk_wait_get_id (wait), NULL);
  const DeskNoticeStart start = { .kind = DESK_NOTICE_FREE, .id = id, .subject = desk_wait_get_id (wait),
                                  .parts = parts, .body = _ ("Is free now"), .deeds = 1u << DESK_DEED_CONFIRM };

  if (asks && desk_wait_get_state (wait) == DESK_WAIT_STATE_FIRING)
    desk_notices_offer (self, &start);
}

static gboolean
is_not_found (gpointer id, gpointer value, gpointer self)
{
  return !g_hash_table_contains (((DeskNotices *) self)->found, id);
}

static void
forget_told (DeskNotices *self)
{
  g_hash_table_foreach_remove (self->told, is_not_found, self);
  g_hash_table_foreach_remove (self->known, is_not_found, self);
}

void
desk_notices_look (DeskNotices *self)
{
  g_autoptr (DeskNotices) kept = g_object_ref (self); /* a listener may end the session */
  DeskList *parks, *waits;
  gint64 now;

  if (self->session == NULL || (!self->is_dirty && self->rings->len == 0))
    return;
  self->is_dirty = FALSE;
  now = pal_clock_get_monotonic (self->session->clock);
  parks = DESK_LIST (self->session->parks);
  waits = DESK_LIST (desk_session_get_waits (self->session));
  stop_timer (self);
  g_hash_table_remove_all (self->found);
  desk_notices_look_at_calls (self);
  for (guint i = 0; self->session != NULL && i < desk_list_get_size (parks); i++)
    look_at_park (self, desk_list_peek (parks, i), now);
  for (guint i = 0; self->session != NULL && i < desk_list_get_size (waits); i++)
    look_at_wait (self, desk_list_peek (waits, i));
  if (self->session == NULL)
    return;
  withdraw_if (self, is_no_more);
  forget_told (self);
  if (self->stale_since == 0)
    {
      desk_rules_flush (self->session->rules);
      return;
    }
  if (now >= self->stale_since + STALE_STANDS)
    withdraw_if (self, is_of_a_call);
  else if (g_hash_table_find (self->standing, stands_for_a_call, self) != NULL)
    desk_notices_wake_at (self, self->stale_since + STALE_STANDS);
}

/* --- what happens ------------------------------------------------------------------- */

/* Most changes come with a slice of events, whose end looks; what comes by itself (a wait's own time, what
 * the database knew) is looked at soon. */
static void
dirty_cb (DeskNotices *self)
{
  if (self->session == NULL || self->is_dirty)
    return;
  self->is_dirty = TRUE;
  desk_notices_wake_at (self, pal_clock_get_monotonic (self->session->clock));
}

static void
items_changed_cb (DeskNotices *self, guint position, guint removed, guint added, GListModel *items)
{
  dirty_cb (self);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      g_signal_connect_object (item, "notify", G_CALLBACK (dirty_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
box_changed_cb (DeskNotices *self)
{
  DeskVoicemail *box = desk_session_get_voicemail (self->session);
  int n = desk_voicemail_get_n_new (box), before = self->n_messages;
  g_autofree char *text = NULL;
  const char *parts[] = { NULL, NULL };
  const DeskNoticeStart start = { .kind = DESK_NOTICE_VOICEMAIL, .id = "voicemail", .parts = parts,
                                  .body = _ ("Nobody has listened to it yet"),
                                  .deeds = 1u << DESK_DEED_CALL_BOX };

  if (!desk_voicemail_get_is_known (box) || n < 0 || n == before)
    return;
  self->n_messages = n;
  if (n < before)
    desk_notices_withdraw (self, "voicemail");
  if (n <= MAX (before, 0))
    return;
  text = g_strdup_printf (ngettext ("%d new message in your voicemail", "%d new messages in your voicemail", n), n);
  parts[0] = text;
  desk_notices_tell (self, &start);
}

void
desk_notices_take_message (DeskNotices *self, const char *text)
{
  g_autofree char *id = g_strdup_printf ("message:%u", self->n_texts % N_TEXTS);
  const char *parts[] = { text, NULL };
  const DeskNoticeStart start = { .kind = DESK_NOTICE_MESSAGE, .id = id, .parts = parts };

  if (text == NULL || *text == '\0')
    return;
  self->n_texts++;
  desk_notices_tell (self, &start);
}

void
desk_notices_take_free (DeskNotices *self, DeskWait *wait)
{
  const char *parts[] = { desk_wait_get_target_name (wait), desk_wait_get_target (wait), NULL };
  g_autofree char *id = g_strconcat ("free:", desk_wait_get_target (wait), NULL);
  const DeskNoticeStart start = { .kind = DESK_NOTICE_FREE, .id = id, .subject = desk_wait_get_target (wait),
                                  .parts = parts, .body = _ ("Is free now"), .deeds = 1u << DESK_DEED_CALL_BACK };

  desk_notices_tell (self, &start);
}

void
desk_notices_set_stale (DeskNotices *self, gboolean is_stale)
{
  if (self->session == NULL || is_stale == (self->stale_since != 0))
    return;
  self->stale_since = is_stale ? MAX (pal_clock_get_monotonic (self->session->clock), 1) : 0;
  self->is_dirty = TRUE;
  desk_notices_look (self);
}

void
desk_notices_clear (DeskNotices *self)
{
  if (self->session == NULL)
    return;
  stop_timer (self);
  self->is_dirty = FALSE;
  g_ptr_array_set_size (self->rings, 0);
  withdraw_if (self, holds_on);
}

/* --- policy --------------------------------------------------------------------------- */

void
desk_notices_set_wanted (DeskNotices *self, DeskNoticeKinds kinds)
{
  g_return_if_fail (DESK_IS_NOTICES (self));

  if (self->wanted == kinds)
    return;
  self->wanted = kinds;
  withdraw_if (self, is_unwanted);
  self->is_dirty = TRUE;
  desk_notices_look (self);
}

void
desk_notices_set_attention (DeskNotices *self, DeskAttention attention)
{
  g_return_if_fail (DESK_IS_NOTICES (self));

  if (self->attention == attention)
    return;
  self->attention = attention;
  withdraw_if (self, is_seen);
}

DeskNotice *
desk_notices_find (DeskNotices *self, const char *id)
{
  g_return_val_if_fail (DESK_IS_NOTICES (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  return g_hash_table_lookup (self->standing, id);
}

guint
desk_notices_get_n (DeskNotices *self)
{
  g_return_val_if_fail (DESK_IS_NOTICES (self), 0);
  return g_hash_table_size (self->standing);
}

/* --- the object -------------------------------------------------------------------------- */

DeskNotices *
desk_notices_new (DeskSession *session)
{
  DeskNotices *self = g_object_new (DESK_TYPE_NOTICES, NULL);
  GListModel *models[] = { G_LIST_MODEL (session->calls), G_LIST_MODEL (session->parks),
                           G_LIST_MODEL (desk_session_get_waits (session)) };

  self->session = session;
  self->stale_since = 1; /* not connected yet, and nothing stands */
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_signal_connect_object (models[i], "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
      items_changed_cb (self, 0, 0, g_list_model_get_n_items (models[i]), models[i]);
    }
  g_signal_connect_object (session->queues, "items-changed", G_CALLBACK (dirty_cb), self, G_CONNECT_SWAPPED);
  if (session->voicemail != NULL)
    {
      g_signal_connect_object (session->voicemail, "notify::n-new", G_CALLBACK (box_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session->voicemail, "notify::is-known", G_CALLBACK (box_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  return self;
}

void
desk_notices_drop (DeskNotices *self)
{
  desk_notices_clear (self);
  self->session = NULL;
}

DeskNotices *
desk_session_get_notices (DeskSession *session)
{
  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  return session->notices;
}

static void
desk_notices_finalize (GObject *object)
{
  DeskNotices *self = DESK_NOTICES (object);

  g_hash_table_unref (self->standing);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->missed);
  g_ptr_array_unref (self->rings);
  G_OBJECT_CLASS (desk_notices_parent_class)->finalize (object);
}

static void
desk_notices_class_init (DeskNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_notices_finalize;

  signals[NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, DESK_TYPE_NOTICE);
  signals[WITHDRAWN] = g_signal_new ("withdrawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_notices_init (DeskNotices *self)
{
  self->standing = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rings = g_ptr_array_new_with_free_func (desk_notices_free_ring);
  self->wanted = DESK_NOTICE_ALL;
  self->n_messages = -1;
}
