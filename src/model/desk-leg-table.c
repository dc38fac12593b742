/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-leg-table-private.h"

static void
leg_free (gpointer data)
{
  DeskLeg *leg = data;

  g_free (leg->talker_id);
  g_free (leg->room_id);
  g_free (leg->other_number);
  g_free (leg->other_name);
  g_free (leg->transfer_to);
  g_free (leg->transfer_asked);
  g_free (leg->waiting_number);
  g_free (leg->waiting_name);
  g_free (leg->queue);
  g_free (leg->log_id);
  g_free (leg->first_room_id);
  g_free (leg->recording);
  g_free (leg);
}

static void
user_free (gpointer data)
{
  DeskUser *user = data;

  g_free (user->number);
  g_free (user->display_name);
  g_free (user);
}

DeskLegTable *
desk_leg_table_new (void)
{
  DeskLegTable *self = g_new0 (DeskLegTable, 1);

  self->legs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, leg_free);
  self->users = g_hash_table_new (g_str_hash, g_str_equal);
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, desk_room_free);
  self->recorded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all_users = g_ptr_array_new_with_free_func (user_free);
  self->dirty = g_ptr_array_new ();
  self->gone = g_ptr_array_new_with_free_func (leg_free);
  return self;
}

void
desk_leg_table_free (DeskLegTable *self)
{
  g_queue_clear_full (&self->left, desk_left_free);
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->recorded);
  g_hash_table_unref (self->legs);
  g_hash_table_unref (self->users);
  g_ptr_array_unref (self->all_users);
  g_ptr_array_unref (self->dirty);
  g_ptr_array_unref (self->gone);
  g_free (self->dialled);
  g_free (self);
}

void
desk_legs_mark (DeskLegTable *self, DeskUser *user)
{
  if (user->is_dirty)
    return;
  user->is_dirty = TRUE;
  g_ptr_array_add (self->dirty, user);
}

void
desk_leg_table_touch (DeskLegTable *self, const char *number)
{
  DeskUser *user = desk_leg_table_find_user (self, number);

  if (user != NULL && user->legs != NULL)
    desk_legs_mark (self, user);
}

void
desk_legs_mark_leg (DeskLegTable *self, DeskLeg *leg)
{
  desk_legs_mark (self, leg->user);
  if (leg->room != NULL && leg->room->n_own > 0)
    desk_legs_mark (self, self->own);
  if (leg->room != NULL && leg->room->is_conference)
    desk_room_mark (self, leg->room);
}

void
desk_leg_table_set_own (DeskLegTable *self, const char *number)
{
  self->own = desk_leg_table_ensure_user (self, number);
  for (DeskLeg *leg = self->own->legs; leg != NULL; leg = leg->next)
    if (leg->room != NULL)
      leg->room->n_own++;
}

DeskUser *
desk_leg_table_find_user (DeskLegTable *self, const char *number)
{
  return g_hash_table_lookup (self->users, number);
}

DeskUser *
desk_leg_table_ensure_user (DeskLegTable *self, const char *number)
{
  DeskUser *user = g_hash_table_lookup (self->users, number);

  if (user != NULL)
    return user;
  user = g_new0 (DeskUser, 1);
  user->number = g_strdup (number);
  g_hash_table_insert (self->users, user->number, user);
  g_ptr_array_add (self->all_users, user);
  desk_legs_mark (self, user);
  return user;
}

DeskLeg *
desk_leg_table_find (DeskLegTable *self, const char *talker_id)
{
  return g_hash_table_lookup (self->legs, talker_id);
}

guint
desk_leg_table_get_n_legs (DeskLegTable *self)
{
  return g_hash_table_size (self->legs);
}

GPtrArray *
desk_leg_table_get_dirty (DeskLegTable *self)
{
  return self->dirty;
}

GPtrArray *
desk_leg_table_get_gone (DeskLegTable *self)
{
  return self->gone;
}

void
desk_leg_table_settle (DeskLegTable *self)
{
  for (guint i = 0; i < self->dirty->len; i++)
    ((DeskUser *) self->dirty->pdata[i])->is_dirty = FALSE;
  g_ptr_array_set_size (self->dirty, 0);
  g_ptr_array_set_size (self->gone, 0);
}

void
desk_leg_table_touch_busy (DeskLegTable *self)
{
  GHashTableIter iter;
  gpointer leg;

  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, NULL, &leg))
    desk_legs_mark (self, ((DeskLeg *) leg)->user);
}

/* --- legs ---------------------------------------------------------------- */

gboolean
desk_legs_take_text (char **text, const char *value)
{
  if (value == NULL || value[0] == '\0' || g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

static void
link_leg (DeskLeg *leg, DeskUser *user)
{
  DeskLeg **end = &user->legs;

  while (*end != NULL)
    end = &(*end)->next;
  *end = leg;
  leg->next = NULL;
  leg->user = user;
}

static void
unlink_leg (DeskLeg *leg)
{
  DeskLeg **at = &leg->user->legs;

  while (*at != leg)
    at = &(*at)->next;
  *at = leg->next;
  leg->next = NULL;
}

DeskLeg *
desk_legs_create (DeskLegTable *self, const char *talker_id, const char *user)
{
  DeskLeg *leg = g_new0 (DeskLeg, 1);

  leg->talker_id = g_strdup (talker_id);
  leg->phone_index = -1;
  leg->state = DESK_LEG_CALLED;
  leg->direction = DESK_DIRECTION_INCOMING;
  g_hash_table_insert (self->legs, leg->talker_id, leg);
  link_leg (leg, desk_leg_table_ensure_user (self, user));
  desk_legs_mark (self, leg->user);
  return leg;
}

void
desk_legs_give (DeskLegTable *self, DeskLeg *leg, const char *user)
{
  DeskRoom *room = leg->room;

  desk_legs_mark_leg (self, leg);
  if (room != NULL)
    room->n_own -= leg->user == self->own;
  unlink_leg (leg);
  link_leg (leg, desk_leg_table_ensure_user (self, user));
  if (room != NULL)
    room->n_own += leg->user == self->own;
  desk_legs_mark_leg (self, leg);
}

void
desk_legs_remove (DeskLegTable *self, DeskLeg *leg, gint64 now)
{
  desk_legs_mark_leg (self, leg);
  desk_transfer_left (self, leg);
  desk_room_leave (self, leg);
  g_hash_table_steal (self->legs, leg->talker_id);
  if (leg->user == self->own && g_strcmp0 (leg->log_id, self->dialled) == 0)
    g_clear_pointer (&self->dialled, g_free);
  unlink_leg (leg);
  leg->state = DESK_LEG_GONE;
  if (leg->user->legs == NULL)
    leg->user->since = now;
  g_ptr_array_add (self->gone, leg);
}

/* --- snapshots ----------------------------------------------------------- */

void
desk_leg_table_begin_snapshot (DeskLegTable *self)
{
  self->generation++;
  self->in_snapshot = TRUE;
  self->swept = G_MAXUINT;
  g_hash_table_remove_all (self->recorded);
  g_queue_clear_full (&self->left, desk_left_free);
}

/* A queue tells who waits, never that it is empty. */
static void
forget_queues (DeskLegTable *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DeskRoom *room = value;

      if (room->queue == NULL || room->generation == self->generation)
        continue;
      g_clear_pointer (&room->queue, g_free);
      if (room->legs == NULL)
        g_hash_table_iter_remove (&iter);
    }
}

/* The called side may have been named before the originator that waits for it. */
static void
answer_originators (DeskLegTable *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    desk_room_answer_originator (self, value);
}

/* A recording that ended while nobody listened is not told of. */
static void
settle_recording (DeskLegTable *self, DeskLeg *leg)
{
  gboolean is_on = leg->recording_generation == self->generation && leg->is_recording;

  if (leg->is_recording == (guint) is_on)
    return;
  leg->is_recording = is_on;
  desk_legs_mark_leg (self, leg);
}

void
desk_leg_table_end_snapshot (DeskLegTable *self, gint64 now)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer leg;

  if (!self->in_snapshot)
    return;
  self->swept = 0;
  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, NULL, &leg))
    {
      settle_recording (self, leg);
      if (((DeskLeg *) leg)->generation != self->generation)
        g_ptr_array_add (old, leg);
    }
  for (guint i = 0; i < old->len; i++)
    desk_legs_remove (self, old->pdata[i], now);
  self->in_snapshot = FALSE;
  g_hash_table_remove_all (self->recorded);
  forget_queues (self);
  answer_originators (self);
  desk_transfer_end_snapshot (self);
}

gboolean
desk_leg_table_sweep (DeskLegTable *self, guint n_users)
{
  for (; n_users > 0 && self->swept < self->all_users->len; self->swept++, n_users--)
    {
      DeskUser *user = self->all_users->pdata[self->swept];

      if (user->generation == self->generation || user->registration == DESK_REGISTRATION_UNKNOWN)
        continue;
      user->registration = DESK_REGISTRATION_UNKNOWN;
      if (user->legs == NULL)
        user->since = 0;
      desk_legs_mark (self, user);
    }
  return self->swept < self->all_users->len;
}

/* --- views ------------------------------------------------------------- */

static const DeskPresence leg_presence[] = {
  [DESK_LEG_CALLED] = DESK_PRESENCE_UNKNOWN,
  [DESK_LEG_DIALLING] = DESK_PRESENCE_DIALLING,
  [DESK_LEG_RINGING] = DESK_PRESENCE_RINGING,
  [DESK_LEG_TALKING] = DESK_PRESENCE_TALKING,
  [DESK_LEG_HELD] = DESK_PRESENCE_ON_HOLD,
  [DESK_LEG_GONE] = DESK_PRESENCE_UNKNOWN,
};

/* Talking wins, then what rings, then what dials; on hold only when all legs are. */
static const guint8 leg_rank[] = {
  [DESK_LEG_CALLED] = 0, [DESK_LEG_HELD] = 1, [DESK_LEG_DIALLING] = 2,
  [DESK_LEG_RINGING] = 3, [DESK_LEG_TALKING] = 4, [DESK_LEG_GONE] = 0,
};

DeskPresence
desk_user_get_presence (const DeskUser *self, const DeskLeg **leg, gint64 *since)
{
  const DeskLeg *best = NULL;

  for (const DeskLeg *at = self->legs; at != NULL; at = at->next)
    if (leg_rank[at->state] > (best != NULL ? leg_rank[best->state] : 0))
      best = at;
  *leg = best;
  *since = best != NULL ? best->since : self->since;
  if (best != NULL)
    return leg_presence[best->state];
  switch (self->registration)
    {
    case DESK_REGISTRATION_YES: return DESK_PRESENCE_FREE;
    case DESK_REGISTRATION_NO: return DESK_PRESENCE_OFFLINE;
    case DESK_REGISTRATION_UNKNOWN:
    default: return DESK_PRESENCE_UNKNOWN;
    }
}
