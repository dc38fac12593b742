/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The waiting room: a pure state machine over the leg table, the park slots and the clock. What is to be done
 * is asked for by ::fire, once for each wait, and never again by itself. */
#include "config.h"

#include "model/desk-wait-item.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define OFF_PATIENCE (4 * SECOND)    /* for whoever takes a caller from the slot to be seen */
#define FIRING_LASTS (180 * SECOND)  /* until it counts as failed */
#define OVER_STAYS (15 * SECOND)

typedef struct
{
  char *room_id, *talker_id;
} Place;

struct _DeskWaitModel
{
  DeskList parent_instance;

  /* borrowed */
  DeskLegTable *legs;
  DeskWaitTold is_told;
  gpointer told_data;

  /* owned */
  PalClock *clock;
  char *own;
  GHashTable *places; /* slot → Place: who is parked now */

  guint timer;
  gboolean is_ready, needs_phone;
  gboolean is_checking;
};

G_DEFINE_FINAL_TYPE (DeskWaitModel, desk_wait_model, DESK_TYPE_LIST)

enum
{
  READY,
  FIRE,
  KEPT,
  DROPPED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void arm_timer (DeskWaitModel *self);

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->room_id);
  g_free (place->talker_id);
  g_free (place);
}

DeskWaitModel *
desk_wait_model_new (PalClock *clock, DeskLegTable *legs, const char *own)
{
  DeskWaitModel *self = g_object_new (DESK_TYPE_WAIT_MODEL, NULL);

  g_set_object (&self->clock, clock);
  self->legs = legs;
  self->own = g_strdup (own);
  return self;
}

static DeskWait *
wait_at (DeskWaitModel *self, guint position)
{
  return desk_list_peek (DESK_LIST (self), position);
}

static guint
count_waits (DeskWaitModel *self)
{
  return desk_list_get_size (DESK_LIST (self));
}

gboolean
desk_wait_model_is_idle (DeskWaitModel *self)
{
  return count_waits (self) == 0;
}

DeskWait *
desk_wait_model_find (DeskWaitModel *self, const char *id)
{
  g_return_val_if_fail (DESK_IS_WAIT_MODEL (self), NULL);
  return id != NULL ? desk_list_find (DESK_LIST (self), id) : NULL;
}

DeskWait *
desk_wait_model_find_for (DeskWaitModel *self, const char *target, DeskWaitKind kind)
{
  g_return_val_if_fail (DESK_IS_WAIT_MODEL (self), NULL);

  for (guint i = 0; i < count_waits (self); i++)
    {
      DeskWait *wait = wait_at (self, i);

      if (!desk_wait_is_over (wait) && wait->kind == kind && g_strcmp0 (wait->target, target) == 0)
        return wait;
    }
  return NULL;
}

/* The places in the queue of @target, or, with NULL, of everybody. */
guint
desk_wait_model_count (DeskWaitModel *self, const char *target)
{
  guint n = 0;

  g_return_val_if_fail (DESK_IS_WAIT_MODEL (self), 0);
  for (guint i = 0; i < count_waits (self); i++)
    {
      DeskWait *wait = wait_at (self, i);

      n += !desk_wait_is_over (wait) && (target == NULL || g_str_equal (wait->target, target));
    }
  return n;
}

static void
update_positions (DeskWaitModel *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count_waits (self); i++)
    {
      DeskWait *wait = wait_at (self, i);
      guint n;

      if (desk_wait_is_over (wait))
        {
          desk_wait_set_position (wait, 0);
          continue;
        }
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, wait->target)) + 1;
      g_hash_table_insert (counts, wait->target, GUINT_TO_POINTER (n));
      desk_wait_set_position (wait, n);
    }
}

/* --- booking and ending -------------------------------------------------- */

DeskWait *
desk_wait_model_book (DeskWaitModel *self, const DeskWaitStart *start, DeskWaitState state)
{
  g_autoptr (DeskWait) wait = desk_wait_new (start, pal_clock_get_monotonic (self->clock),
                                             pal_clock_get_real (self->clock));

  if (desk_list_find (DESK_LIST (self), wait->id) != NULL)
    return desk_list_find (DESK_LIST (self), wait->id);
  wait->state = state;
  wait->is_stale = !self->is_ready;
  if (start->room_id != NULL)
    wait->trail = desk_trail_new (start->room_id, start->talker_id, start->caller_number, self->own);
  desk_list_append (DESK_LIST (self), wait->id, wait);
  update_positions (self);
  if (start->id == NULL && wait->kind != DESK_WAIT_TRANSFER)
    g_signal_emit (self, signals[KEPT], 0, wait);
  desk_wait_model_check (self);
  return desk_list_find (DESK_LIST (self), wait->id);
}

static void
remove_wait (DeskWaitModel *self, DeskWait *wait)
{
  g_autoptr (DeskWait) kept = g_object_ref (wait);

  desk_list_remove (DESK_LIST (self), kept->id);
  update_positions (self);
}

void
desk_wait_model_end (DeskWaitModel *self, DeskWait *wait, DeskWaitState state)
{
  if (desk_wait_is_over (wait) || desk_list_find (DESK_LIST (self), wait->id) != wait)
    return;
  g_object_ref (wait);
  wait->leaves_at = pal_clock_get_monotonic (self->clock) + OVER_STAYS;
  desk_wait_set_state (wait, state);
  update_positions (self);
  if (wait->asked_at == 0)
    g_signal_emit (self, signals[DROPPED], 0, wait);
  g_signal_emit (self, signals[ENDED], 0, wait);
  g_object_unref (wait);
  arm_timer (self);
}

void
desk_wait_model_cancel (DeskWaitModel *self, DeskWait *wait)
{
  g_return_if_fail (DESK_IS_WAIT_MODEL (self));
  g_return_if_fail (DESK_IS_WAIT (wait));

  if (desk_list_find (DESK_LIST (self), wait->id) != wait)
    return;
  g_object_ref (wait);
  remove_wait (self, wait);
  if (wait->asked_at == 0)
    g_signal_emit (self, signals[DROPPED], 0, wait);
  g_object_unref (wait);
  desk_wait_model_check (self);
}

void
desk_wait_model_parked (DeskWaitModel *self, DeskWait *wait)
{
  if (wait->state != DESK_WAIT_STATE_PARKING)
    return;
  desk_wait_set_state (wait, DESK_WAIT_STATE_WAITING);
  desk_wait_model_check (self);
}

void
desk_wait_model_unparked (DeskWaitModel *self, DeskWait *wait)
{
  if (wait->state == DESK_WAIT_STATE_PARKING)
    desk_wait_model_cancel (self, wait);
}

/* --- what is told --------------------------------------------------------- */

void
desk_wait_model_set_needs_phone (DeskWaitModel *self, gboolean needs_phone)
{
  self->needs_phone = needs_phone;
}

void
desk_wait_model_set_told (DeskWaitModel *self, DeskWaitTold is_told, gpointer user_data)
{
  self->is_told = is_told;
  self->told_data = user_data;
}

void
desk_wait_model_set_ready (DeskWaitModel *self, gboolean is_ready)
{
  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  for (guint i = 0; i < count_waits (self); i++)
    {
      DeskWait *wait = wait_at (self, i);

      wait->free_since = wait->off_since = 0;
      wait->had_gap |= !is_ready && wait->asked_at != 0;
      desk_wait_set_stale (wait, !is_ready);
    }
  desk_wait_model_check (self);
}

void
desk_wait_model_see (DeskWaitModel *self, const DeskLeg *leg)
{
  for (guint i = 0; i < count_waits (self); i++)
    {
      DeskWait *wait = wait_at (self, i);

      if (wait->trail != NULL && !desk_wait_is_over (wait))
        desk_trail_see (wait->trail, leg);
    }
}

void
desk_wait_model_see_park (DeskWaitModel *self, const PalParkEvent *event)
{
  Place *place;

  if (event->park[0] == '\0')
    return;
  if (!event->on)
    {
      g_hash_table_remove (self->places, event->park);
      return;
    }
  place = g_new0 (Place, 1);
  place->room_id = g_strdup (event->room_id);
  place->talker_id = g_strdup (event->talker_id);
  g_hash_table_replace (self->places, g_strdup (event->park), place);
}

void
desk_wait_model_begin_snapshot (DeskWaitModel *self)
{
  g_hash_table_remove_all (self->places);
}

void
desk_wait_model_end_snapshot (DeskWaitModel *self)
{
  desk_wait_model_check (self);
}

/* --- the state machine ---------------------------------------------------- */

/* The talker is told by the slot only. */
static void
adopt (DeskWaitModel *self, DeskWait *wait, const Place *place)
{
  const char *room = desk_wait_get_room_id (wait);

  if (wait->talker_id != NULL || place == NULL)
    return;
  if (wait->state == DESK_WAIT_STATE_PARKING && g_strcmp0 (room, place->room_id) != 0)
    return; /* somebody else was there first */
  wait->talker_id = g_strdup (place->talker_id);
  g_clear_pointer (&wait->trail, desk_trail_free);
  wait->trail = desk_trail_new (place->room_id, place->talker_id, wait->caller_number, self->own);
  g_signal_emit (self, signals[KEPT], 0, wait);
}

/* Its room may get another id while he stays at the slot. */
static void
follow_room (DeskWaitModel *self, DeskWait *wait, const Place *place)
{
  if (place->room_id[0] == '\0' || g_strcmp0 (desk_wait_get_room_id (wait), place->room_id) == 0)
    return;
  g_clear_pointer (&wait->trail, desk_trail_free);
  wait->trail = desk_trail_new (place->room_id, place->talker_id, wait->caller_number, self->own);
  g_signal_emit (self, signals[KEPT], 0, wait);
}

static gboolean
is_there (DeskWaitModel *self, DeskWait *wait)
{
  const Place *place = wait->slot != NULL ? g_hash_table_lookup (self->places, wait->slot) : NULL;

  return place != NULL && wait->talker_id != NULL && g_str_equal (place->talker_id, wait->talker_id);
}

/* Not at the slot, and nobody seen has the caller or is called for him: TRUE when it has been so for long. */
static gboolean
is_missing (DeskWait *wait, const DeskTrailCount *count, gint64 now)
{
  if (wait->trail != NULL && wait->trail->is_party_gone)
    return TRUE;
  if (count->n_calling + count->n_talking + count->n_own_calling + count->n_own_talking > 0)
    wait->off_since = 0;
  else if (wait->off_since == 0)
    wait->off_since = now;
  return wait->off_since != 0 && now - wait->off_since >= OFF_PATIENCE;
}

static DeskTrailCount
count_trail (DeskWait *wait)
{
  return wait->trail != NULL ? desk_trail_count (wait->trail) : (DeskTrailCount) { 0 };
}

/* Is the caller where he was left? When not, what became of him? */
static gboolean
check_caller (DeskWaitModel *self, DeskWait *wait, gint64 now)
{
  DeskTrailCount count = count_trail (wait);

  adopt (self, wait, g_hash_table_lookup (self->places, wait->slot));
  if (is_there (self, wait))
    {
      wait->off_since = 0;
      follow_room (self, wait, g_hash_table_lookup (self->places, wait->slot));
      return TRUE;
    }
  if (count.n_talking > 0 || count.n_own_talking > 0)
    desk_wait_model_end (self, wait, DESK_WAIT_STATE_DONE); /* somebody took the call */
  else if (is_missing (wait, &count, now))
    desk_wait_model_end (self, wait, DESK_WAIT_STATE_LOST);
  return FALSE;
}

/* It was asked for: has the colleague the caller now, or is he back? */
static void
check_brought (DeskWaitModel *self, DeskWait *wait, gint64 now)
{
  DeskTrailCount count = count_trail (wait);

  if (is_there (self, wait))
    {
      if (wait->was_off)
        desk_wait_model_end (self, wait, DESK_WAIT_STATE_FAILED);
      return;
    }
  wait->was_off = TRUE;
  if (count.n_talking > 0 || (wait->trail != NULL && g_strcmp0 (wait->trail->party_with, wait->target) == 0))
    desk_wait_model_end (self, wait, DESK_WAIT_STATE_DONE);
  else if (is_missing (wait, &count, now))
    desk_wait_model_end (self, wait, wait->had_gap ? DESK_WAIT_STATE_FAILED : DESK_WAIT_STATE_LOST);
}

static gboolean
is_free (DeskWaitModel *self, const char *number)
{
  const DeskUser *user = desk_leg_table_find_user (self->legs, number);

  if (self->is_told != NULL && !self->is_told (number, self->told_data))
    return FALSE; /* nothing is known of it */
  return user == NULL || (user->legs == NULL && user->registration != DESK_REGISTRATION_NO);
}

static gboolean
wants_turn (DeskWait *wait)
{
  return !desk_wait_is_over (wait)
         && (wait->kind == DESK_WAIT_TRANSFER
             || (wait->kind == DESK_WAIT_CALL && (wait->is_automatic || wait->asked_at != 0)));
}

/* Those who act do it one after the other, in the order of booking. */
static gboolean
has_turn (DeskWaitModel *self, DeskWait *wait)
{
  if (!wants_turn (wait))
    return TRUE;
  for (guint i = 0; i < count_waits (self); i++)
    {
      DeskWait *other = wait_at (self, i);

      if (other == wait)
        return TRUE;
      if (wants_turn (other) && g_str_equal (other->target, wait->target))
        return FALSE;
    }
  return FALSE;
}

static gboolean
needs_own_phone (DeskWaitModel *self, DeskWait *wait)
{
  return wait->kind == DESK_WAIT_TRANSFER ? self->needs_phone
                                          : wait->kind == DESK_WAIT_CALL && wait->is_automatic;
}

static gboolean
can_fire (DeskWaitModel *self, DeskWait *wait)
{
  return is_free (self, wait->target) && has_turn (self, wait)
         && (!needs_own_phone (self, wait)
             || (self->own != NULL && is_free (self, self->own)));
}

static void
fire (DeskWaitModel *self, DeskWait *wait, gint64 now)
{
  wait->asked_at = now;
  g_signal_emit (self, signals[DROPPED], 0, wait); /* not done again after a crash or a restart */
  desk_wait_set_state (wait, DESK_WAIT_STATE_FIRING);
  if (desk_list_find (DESK_LIST (self), wait->id) == wait) /* no listener cancelled it */
    g_signal_emit (self, signals[FIRE], 0, wait);
}

static void
become_ready (DeskWaitModel *self, DeskWait *wait, gint64 now)
{
  g_signal_emit (self, signals[READY], 0, wait);
  if (desk_wait_is_over (wait) || desk_list_find (DESK_LIST (self), wait->id) != wait)
    return; /* a listener cancelled it */
  if (wait->kind == DESK_WAIT_TELL)
    desk_wait_model_end (self, wait, DESK_WAIT_STATE_DONE);
  else if (wait->kind == DESK_WAIT_CALL && !wait->is_automatic)
    desk_wait_set_state (wait, DESK_WAIT_STATE_FIRING);
  else
    fire (self, wait, now);
}

static void
check_wait (DeskWaitModel *self, DeskWait *wait, gint64 now)
{
  const Place *place = wait->slot != NULL ? g_hash_table_lookup (self->places, wait->slot) : NULL;

  if (wait->state == DESK_WAIT_STATE_PARKING)
    {
      adopt (self, wait, place);
      return;
    }
  if (wait->asked_at != 0)
    {
      if (wait->kind == DESK_WAIT_TRANSFER && self->is_ready)
        check_brought (self, wait, now);
      if (now - wait->asked_at >= FIRING_LASTS)
        desk_wait_model_end (self, wait, DESK_WAIT_STATE_FAILED);
      return;
    }
  if (now >= wait->expires_at)
    {
      desk_wait_model_end (self, wait, DESK_WAIT_STATE_EXPIRED);
      return;
    }
  if (!self->is_ready || (wait->kind == DESK_WAIT_TRANSFER && !check_caller (self, wait, now)))
    {
      wait->free_since = 0;
      return;
    }
  if (!can_fire (self, wait))
    {
      wait->free_since = 0;
      desk_wait_set_state (wait, DESK_WAIT_STATE_WAITING);
    }
  else if (wait->free_since == 0)
    wait->free_since = now;
  else if (wait->state == DESK_WAIT_STATE_WAITING && now - wait->free_since >= DESK_WAIT_SETTLE)
    become_ready (self, wait, now);
}

void
desk_wait_model_check (DeskWaitModel *self)
{
  gint64 now = pal_clock_get_monotonic (self->clock);
  g_autoptr (GPtrArray) all = NULL;

  if (self->is_checking || count_waits (self) == 0)
    return;
  self->is_checking = TRUE;
  g_object_ref (self);
  all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < count_waits (self); i++)
    g_ptr_array_add (all, g_object_ref (wait_at (self, i)));
  for (guint i = 0; i < all->len; i++)
    {
      DeskWait *wait = all->pdata[i];

      if (desk_list_find (DESK_LIST (self), wait->id) != wait)
        continue; /* cancelled meanwhile */
      if (!desk_wait_is_over (wait))
        check_wait (self, wait, now);
      else if (now >= wait->leaves_at)
        remove_wait (self, wait);
    }
  self->is_checking = FALSE;
  if (self->clock != NULL)
    arm_timer (self);
  g_object_unref (self);
}

gboolean
desk_wait_model_has_room (DeskWaitModel *self, const char *room_id)
{
  for (guint i = 0; i < count_waits (self); i++)
    {
      DeskWait *wait = wait_at (self, i);

      if (wait->state == DESK_WAIT_STATE_FIRING && g_strcmp0 (desk_wait_get_room_id (wait), room_id) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
desk_wait_model_is_parked (DeskWaitModel *self, DeskWait *wait)
{
  return is_there (self, wait);
}

gboolean
desk_wait_model_confirm (DeskWaitModel *self, DeskWait *wait)
{
  if (wait->kind != DESK_WAIT_CALL || wait->state != DESK_WAIT_STATE_FIRING || wait->asked_at != 0
      || !self->is_ready || !is_free (self, wait->target))
    return FALSE;
  fire (self, wait, pal_clock_get_monotonic (self->clock));
  arm_timer (self);
  return TRUE;
}

/* --- time ------------------------------------------------------------------ */

static gint64
next_due (DeskWaitModel *self, DeskWait *wait)
{
  gint64 due = wait->expires_at;

  if (desk_wait_is_over (wait))
    return wait->leaves_at;
  if (wait->state == DESK_WAIT_STATE_PARKING)
    return G_MAXINT64;
  if (wait->asked_at != 0)
    due = wait->asked_at + FIRING_LASTS;
  if (self->is_ready && wait->off_since != 0)
    due = MIN (due, wait->off_since + OFF_PATIENCE);
  if (self->is_ready && wait->free_since != 0 && wait->state == DESK_WAIT_STATE_WAITING)
    due = MIN (due, wait->free_since + DESK_WAIT_SETTLE);
  return due;
}

static void
timer_cb (gpointer user_data)
{
  DeskWaitModel *self = user_data;

  self->timer = 0;
  desk_wait_model_check (self);
}

static void
arm_timer (DeskWaitModel *self)
{
  gint64 due = G_MAXINT64;

  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  for (guint i = 0; i < count_waits (self); i++)
    due = MIN (due, next_due (self, wait_at (self, i)));
  if (due != G_MAXINT64)
    self->timer = pal_clock_add (self->clock, due, timer_cb, self);
}

static void
desk_wait_model_dispose (GObject *object)
{
  DeskWaitModel *self = DESK_WAIT_MODEL (object);

  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  self->is_checking = TRUE;
  self->is_told = NULL;
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (desk_wait_model_parent_class)->dispose (object);
}

static void
desk_wait_model_finalize (GObject *object)
{
  DeskWaitModel *self = DESK_WAIT_MODEL (object);

  g_hash_table_unref (self->places);
  g_free (self->own);
  G_OBJECT_CLASS (desk_wait_model_parent_class)->finalize (object);
}

static void
desk_wait_model_class_init (DeskWaitModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "ready", "fire", "kept", "dropped", "ended" };

  object_class->dispose = desk_wait_model_dispose;
  object_class->finalize = desk_wait_model_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_WAIT;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, DESK_TYPE_WAIT);
}

static void
desk_wait_model_init (DeskWaitModel *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
}
