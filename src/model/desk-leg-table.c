/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-leg-table.h"

/* A PBX clock that moves further than this from what we measured was set. */
#define CLOCK_JUMP (60 * G_USEC_PER_SEC)

struct _DeskLegTable
{
  GHashTable *legs;  /* talker_id (of the leg) -> owned DeskLeg */
  GHashTable *users; /* number (of the user) -> DeskUser of all_users */
  GHashTable *rooms; /* room_id (of the leg) -> the originator's leg that waits there */
  GPtrArray *all_users; /* owned */
  GPtrArray *dirty;  /* of DeskUser */
  GPtrArray *gone;   /* owned legs */

  guint generation;
  guint swept;       /* users looked at since the snapshot ended */
  gboolean in_snapshot, has_offset;
  gint64 offset;     /* our real time minus the PBX's, µs: the least seen, as the way takes time */
};

static void
leg_free (gpointer data)
{
  DeskLeg *leg = data;

  g_free (leg->talker_id);
  g_free (leg->room_id);
  g_free (leg->other_number);
  g_free (leg->other_name);
  g_free (leg->transfer_to);
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
  self->rooms = g_hash_table_new (g_str_hash, g_str_equal);
  self->all_users = g_ptr_array_new_with_free_func (user_free);
  self->dirty = g_ptr_array_new ();
  self->gone = g_ptr_array_new_with_free_func (leg_free);
  return self;
}

void
desk_leg_table_free (DeskLegTable *self)
{
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->legs);
  g_hash_table_unref (self->users);
  g_ptr_array_unref (self->all_users);
  g_ptr_array_unref (self->dirty);
  g_ptr_array_unref (self->gone);
  g_free (self);
}

static void
mark_dirty (DeskLegTable *self, DeskUser *user)
{
  if (user->is_dirty)
    return;
  user->is_dirty = TRUE;
  g_ptr_array_add (self->dirty, user);
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
  mark_dirty (self, user);
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
    mark_dirty (self, ((DeskLeg *) leg)->user);
}

/* --- clocks ------------------------------------------------------------ */

static gint64
from_pbx_time (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real)
{
  gint64 age = real - (pbx_time * 1000 + self->offset);

  return age > 0 ? MAX (now - age, 1) : now;
}

/* A live event has just been sent: what its clock says against ours is the offset and the way. */
static void
measure_offset (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real)
{
  gint64 seen = real - pbx_time * 1000;
  GHashTableIter iter;
  gpointer value;

  if (self->has_offset && seen >= self->offset && seen - self->offset < CLOCK_JUMP)
    return;
  self->offset = seen;
  if (self->has_offset)
    return;

  /* The first measure: what the snapshot said can now be put right. */
  self->has_offset = TRUE;
  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DeskLeg *leg = value;

      if (leg->pbx_time == 0)
        continue;
      gint64 since = from_pbx_time (self, leg->pbx_time, now, real);
      if (leg->started != 0)
        leg->started = since;
      leg->since = since;
      mark_dirty (self, leg->user);
    }
}

/* --- the state machine ------------------------------------------------- */

static gboolean
next_state (const DeskLeg *leg, int status, DeskLegState *state)
{
  gboolean is_waiting = leg->is_originator && !leg->was_answered;
  gboolean is_up = leg->state == DESK_LEG_TALKING || leg->state == DESK_LEG_HELD;

  switch (status)
    {
    case PAL_CALL_STATUS_CALLING:
      if (is_up)
        return FALSE;
      *state = is_waiting ? DESK_LEG_DIALLING : leg->state;
      return TRUE;
    case PAL_CALL_STATUS_INCOMING:
      *state = DESK_LEG_DIALLING;
      return TRUE;
    case PAL_CALL_STATUS_STARTRINGING:
      *state = is_waiting ? DESK_LEG_DIALLING : DESK_LEG_RINGING;
      return TRUE;
    case PAL_CALL_STATUS_CALL_SUCCESS:
    case PAL_CALL_STATUS_CALL_SUCCESS_2:
      /* The originator's own phone was picked up: the other one is called only now. */
      *state = is_waiting ? DESK_LEG_DIALLING : DESK_LEG_TALKING;
      return TRUE;
    case PAL_CALL_STATUS_ANSWER_SUCCESS:
    case PAL_CALL_STATUS_ANSWER_CALLEE:
    case PAL_CALL_STATUS_UNHOLD:
      *state = DESK_LEG_TALKING;
      return TRUE;
    case PAL_CALL_STATUS_HOLD:
      *state = DESK_LEG_HELD;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_creating (int status)
{
  switch (status)
    {
    case PAL_CALL_STATUS_CALLING:
    case PAL_CALL_STATUS_INCOMING:
    case PAL_CALL_STATUS_STARTRINGING:
    case PAL_CALL_STATUS_CALL_SUCCESS:
    case PAL_CALL_STATUS_CALL_SUCCESS_2:
    case PAL_CALL_STATUS_ANSWER_SUCCESS:
    case PAL_CALL_STATUS_ANSWER_CALLEE:
    case PAL_CALL_STATUS_HOLD:
    case PAL_CALL_STATUS_UNHOLD:
      return TRUE;
    default:
      return FALSE;
    }
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

static void
leave_room (DeskLegTable *self, DeskLeg *leg)
{
  if (leg->room_id != NULL && g_hash_table_lookup (self->rooms, leg->room_id) == leg)
    g_hash_table_remove (self->rooms, leg->room_id);
}

/* Only those who wait in their own click-to-call are kept by room. */
static void
enter_room (DeskLegTable *self, DeskLeg *leg)
{
  if (leg->is_originator && !leg->was_answered && leg->room_id != NULL && leg->room_id[0] != '\0')
    g_hash_table_replace (self->rooms, leg->room_id, leg);
}

static void
set_state (DeskLegTable *self, DeskLeg *leg, DeskLegState state, gint64 since, gint64 pbx_time)
{
  if (state == DESK_LEG_TALKING && !leg->was_answered)
    {
      leave_room (self, leg);
      leg->was_answered = TRUE;
      leg->started = since;
    }
  if (state == DESK_LEG_HELD && leg->started == 0)
    {
      leg->was_answered = TRUE;
      leg->started = since;
    }
  if (leg->state == state)
    return;
  leg->state = state;
  leg->since = since;
  leg->pbx_time = pbx_time;
  mark_dirty (self, leg->user);
}

static void
set_transfer (DeskLegTable *self, DeskLeg *leg, DeskTransfer transfer)
{
  if (leg->transfer == transfer)
    return;
  leg->transfer = transfer;
  if (transfer == DESK_TRANSFER_NONE)
    g_clear_pointer (&leg->transfer_to, g_free);
  mark_dirty (self, leg->user);
}

void
desk_leg_table_transfer (DeskLegTable *self, const char *talker_id, const char *target)
{
  DeskLeg *leg = g_hash_table_lookup (self->legs, talker_id);

  if (leg == NULL)
    return;
  if (target == NULL)
    {
      set_transfer (self, leg, DESK_TRANSFER_NONE);
      return;
    }
  /* Its events may have come before the answer. */
  if (leg->transfer == DESK_TRANSFER_NONE)
    set_transfer (self, leg, DESK_TRANSFER_CALLING);
  g_free (leg->transfer_to);
  leg->transfer_to = g_strdup (target);
  mark_dirty (self, leg->user);
}

/* What an event of my own leg says of a transfer. */
static void
take_transfer (DeskLegTable *self, DeskLeg *leg, int status)
{
  switch (status)
    {
    case PAL_CALL_STATUS_TRANSFER_RESPONSE:
      set_transfer (self, leg, DESK_TRANSFER_CONSULTING);
      break;
    case PAL_CALL_STATUS_UNHOLD:
    case PAL_CALL_STATUS_TRANSFER_FAIL:
      set_transfer (self, leg, DESK_TRANSFER_NONE);
      break;
    default:
      break;
    }
}

static gboolean
take_text (char **text, const char *value)
{
  if (value == NULL || value[0] == '\0' || g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

static int
read_code (const char *text)
{
  gint64 value = 0;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 0, 9999, &value, NULL))
    return (int) value;
  return 0;
}

static void
remove_leg (DeskLegTable *self, DeskLeg *leg, gint64 now)
{
  leave_room (self, leg);
  g_hash_table_steal (self->legs, leg->talker_id);
  unlink_leg (leg);
  leg->state = DESK_LEG_GONE;
  if (leg->user->legs == NULL)
    leg->user->since = now;
  mark_dirty (self, leg->user);
  g_ptr_array_add (self->gone, leg);
}

static DeskLeg *
create_leg (DeskLegTable *self, const PalStatusEvent *event, gint64 since, gint64 pbx_time)
{
  DeskLeg *leg = g_new0 (DeskLeg, 1);

  leg->talker_id = g_strdup (event->talker_id);
  leg->phone_index = -1;
  leg->state = DESK_LEG_CALLED;
  leg->direction = DESK_DIRECTION_INCOMING;
  leg->since = since;
  leg->pbx_time = pbx_time;
  g_hash_table_insert (self->legs, leg->talker_id, leg);
  link_leg (leg, desk_leg_table_ensure_user (self, event->user));
  mark_dirty (self, leg->user);
  return leg;
}

/* What an event says beside the state. */
static void
take_details (DeskLegTable *self, DeskLeg *leg, const PalStatusEvent *event)
{
  gboolean changed = FALSE;

  if (event->room_id[0] != '\0' && g_strcmp0 (leg->room_id, event->room_id) != 0)
    {
      leave_room (self, leg);
      changed |= take_text (&leg->room_id, event->room_id);
    }
  if (g_str_equal (event->role, "c") && !leg->is_originator)
    {
      leg->is_originator = TRUE;
      leg->direction = DESK_DIRECTION_OUTGOING;
      changed = TRUE;
    }
  enter_room (self, leg);
  /* A new number brings its own name; an old name must not stay beside it. */
  if (take_text (&leg->other_number, event->other_number))
    {
      g_clear_pointer (&leg->other_name, g_free);
      changed = TRUE;
    }
  changed |= take_text (&leg->other_name, event->other_name);
  changed |= take_text (&leg->user->display_name, event->user_name);
  if (event->phone_index >= 0)
    leg->phone_index = event->phone_index;
  if (changed)
    mark_dirty (self, leg->user);
}

static void
take_direction (DeskLeg *leg, const PalStatusEvent *event, gboolean is_new)
{
  if (event->status == PAL_CALL_STATUS_INCOMING
      || (is_new && event->status == PAL_CALL_STATUS_ANSWER_SUCCESS)
      || (is_new && event->status == PAL_CALL_STATUS_ANSWER_CALLEE))
    leg->direction = DESK_DIRECTION_OUTGOING;
}

static gboolean
differs (const char *known, const char *told)
{
  return known != NULL && told != NULL && told[0] != '\0' && !g_str_equal (known, told);
}

/* Named for the first time on this line: is it still the leg we knew? A PBX that started again counts its
 * talkers anew. */
static gboolean
is_another (DeskLegTable *self, const DeskLeg *leg, const PalStatusEvent *event)
{
  gboolean is_unanswered = event->status == PAL_CALL_STATUS_CALLING
                           || event->status == PAL_CALL_STATUS_INCOMING
                           || event->status == PAL_CALL_STATUS_STARTRINGING;

  if (!self->in_snapshot || leg->generation == self->generation)
    return FALSE;
  return differs (leg->user->number, event->user) || (leg->was_answered && is_unanswered)
         || (differs (leg->room_id, event->room_id) && differs (leg->other_number, event->other_number));
}

void
desk_leg_table_status (DeskLegTable *self, const PalStatusEvent *event, gint64 now, gint64 real)
{
  DeskLeg *leg;
  DeskLegState state;
  gint64 since = now, pbx_time = 0;
  gboolean is_new = FALSE;

  if (event->talker_id[0] == '\0' || event->status == PAL_CALL_STATUS_INVALID)
    return;
  if (event->time > 0 && self->in_snapshot)
    {
      since = from_pbx_time (self, event->time, now, real);
      pbx_time = self->has_offset ? 0 : event->time;
    }
  else if (event->time > 0)
    measure_offset (self, event->time, now, real);

  leg = g_hash_table_lookup (self->legs, event->talker_id);
  if (event->status == PAL_CALL_STATUS_DISCONNECT)
    {
      if (leg == NULL)
        return;
      leg->rescode = read_code (event->rescode);
      leg->q850 = read_code (event->q850code);
      remove_leg (self, leg, now);
      return;
    }
  if (leg != NULL && is_another (self, leg, event))
    {
      remove_leg (self, leg, now);
      leg = NULL;
    }
  if (leg == NULL)
    {
      if (!is_creating (event->status) || event->user[0] == '\0')
        return;
      leg = create_leg (self, event, since, pbx_time);
      is_new = TRUE;
    }
  else if (event->user[0] != '\0' && !g_str_equal (leg->user->number, event->user))
    {
      mark_dirty (self, leg->user);
      unlink_leg (leg);
      link_leg (leg, desk_leg_table_ensure_user (self, event->user));
      mark_dirty (self, leg->user);
    }
  leg->generation = self->generation;
  take_details (self, leg, event);
  take_direction (leg, event, is_new);

  gboolean rings = leg->is_originator && !leg->was_answered && event->status == PAL_CALL_STATUS_STARTRINGING;
  if (leg->own_rings != (guint) rings)
    {
      leg->own_rings = rings;
      mark_dirty (self, leg->user);
    }
  take_transfer (self, leg, event->status);
  if (next_state (leg, event->status, &state))
    set_state (self, leg, state, since, pbx_time);

  /* The called side picked up in the room where an originator waits: that one is answered. */
  if (!leg->is_originator && leg->room_id != NULL
      && (event->status == PAL_CALL_STATUS_CALL_SUCCESS || event->status == PAL_CALL_STATUS_CALL_SUCCESS_2))
    {
      DeskLeg *originator = g_hash_table_lookup (self->rooms, leg->room_id);

      if (originator != NULL)
        set_state (self, originator, DESK_LEG_TALKING, since, pbx_time);
    }
}

void
desk_leg_table_registered (DeskLegTable *self, const PalRegisteredEvent *event, gint64 now)
{
  DeskRegistration registration = event->registered ? DESK_REGISTRATION_YES : DESK_REGISTRATION_NO;
  DeskUser *user;

  if (event->user[0] == '\0')
    return;
  user = desk_leg_table_ensure_user (self, event->user);
  user->generation = self->generation;
  if (user->registration == registration)
    return;
  user->registration = registration;
  if (user->legs == NULL)
    user->since = self->in_snapshot ? 0 : now;
  mark_dirty (self, user);
}

void
desk_leg_table_recording (DeskLegTable *self, const PalCallRecordingEvent *event)
{
  DeskLeg *leg = g_hash_table_lookup (self->legs, event->talker_id);

  if (leg == NULL || leg->is_recording == (guint) !!event->on)
    return;
  leg->is_recording = !!event->on;
  mark_dirty (self, leg->user);
}

void
desk_leg_table_begin_snapshot (DeskLegTable *self)
{
  self->generation++;
  self->in_snapshot = TRUE;
  self->swept = G_MAXUINT;
}

/* The called side may have been named before the originator that waits for it. */
static void
answer_originators (DeskLegTable *self)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->rooms) == 0)
    return;
  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DeskLeg *leg = value, *originator;

      if (leg->is_originator || !leg->was_answered || leg->room_id == NULL)
        continue;
      originator = g_hash_table_lookup (self->rooms, leg->room_id);
      if (originator != NULL)
        set_state (self, originator, DESK_LEG_TALKING, leg->since, leg->pbx_time);
    }
}

void
desk_leg_table_end_snapshot (DeskLegTable *self, gint64 now)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer leg;

  if (!self->in_snapshot)
    return;
  self->in_snapshot = FALSE;
  self->swept = 0;
  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, NULL, &leg))
    if (((DeskLeg *) leg)->generation != self->generation)
      g_ptr_array_add (old, leg);
  for (guint i = 0; i < old->len; i++)
    remove_leg (self, old->pdata[i], now);
  answer_originators (self);
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
      mark_dirty (self, user);
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
