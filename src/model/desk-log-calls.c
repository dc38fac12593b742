/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the legs of the person to lines of the log: what several of her phones do in one call is one line. Who
 * took a call that rang here, or where one went that was here, is told by the others in its room, maybe
 * later. */
#include "config.h"

#include "model/desk-log-private.h"

#define KEPT 64                                  /* calls that ended of whose rooms more is to be learned */
#define KEPT_FOR (30 * 60 * G_USEC_PER_SEC)
#define REACHED_WITHIN (2 * G_USEC_PER_SEC)      /* of the own leg's answer: behind a group's number */
#define PARKED_WITHIN (5 * G_USEC_PER_SEC)       /* of the own leg's end: by the phone */
#define ANSWERED_ELSEWHERE_Q850 26
#define DECLINED 603

typedef struct
{
  StoreLogRow *row;
  GPtrArray *talkers;     /* ids of my legs that are there */
  char *first_room_id;
  gint64 created, started; /* monotonic; started is 0 when it was in a former run */
  gint64 ended;
  guint is_closed : 1;
  guint is_adopted : 1;   /* of a former run, and not seen in this one */
  guint was_declined : 1;
  guint was_conference : 1;
  guint is_told : 1;
} Call;

struct _DeskLogCalls
{
  DeskLogWays ways;
  GPtrArray *open;  /* of Call */
  GQueue ended;     /* of Call, oldest first */
  GHashTable *rooms; /* ids of their rooms; NULL: to be made */
  gint64 last_id;
};

static void
call_free (gpointer data)
{
  Call *call = data;

  store_log_row_free (call->row);
  g_ptr_array_unref (call->talkers);
  g_free (call->first_room_id);
  g_free (call);
}

DeskLogCalls *
desk_log_calls_new (const DeskLogWays *ways)
{
  DeskLogCalls *self = g_new0 (DeskLogCalls, 1);

  self->ways = *ways;
  self->open = g_ptr_array_new_with_free_func (call_free);
  return self;
}

void
desk_log_calls_free (DeskLogCalls *self)
{
  g_ptr_array_unref (self->open);
  g_queue_clear_full (&self->ended, call_free);
  g_clear_pointer (&self->rooms, g_hash_table_unref);
  g_free (self);
}

/* --- small things ------------------------------------------------------------ */

static gboolean
take_text (char **text, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

static gboolean
take_told (char **text, const char *value)
{
  return value != NULL && *value != '\0' && take_text (text, value);
}

#define TAKE(member, value) (member != (value) ? (member = (value), TRUE) : FALSE)

static gint64
to_real (gint64 monotonic, DeskLogMoment at)
{
  return at.real - (at.now - monotonic);
}

/* In the order of time, and not given twice, whatever the clock does and whoever else writes. */
gint64
desk_log_calls_new_id (DeskLogCalls *self, gint64 real)
{
  gint64 id = ((real / 1000) << 20) | g_random_int_range (0, 1 << 20);

  self->last_id = MAX (id, self->last_id + 1);
  return self->last_id;
}

static void
tell (DeskLogCalls *self, Call *call)
{
  StoreLogRow *row = call->row;

  g_clear_pointer (&self->rooms, g_hash_table_unref);
  g_free (row->key);
  row->key = desk_log_dup_key (row->number);
  g_free (row->folded);
  row->folded = desk_log_dup_folded (row);
  call->is_told |= self->ways.changed (row, !call->is_told, self->ways.user_data);
}

/* --- finding ------------------------------------------------------------------ */

static guint
find_talker (const Call *call, const char *talker_id)
{
  for (guint i = 0; i < call->talkers->len; i++)
    if (g_str_equal (call->talkers->pdata[i], talker_id))
      return i;
  return G_MAXUINT;
}

static gboolean
is_room_of (const Call *call, const char *room_id)
{
  return room_id != NULL && (g_strcmp0 (call->row->room_id, room_id) == 0
                             || g_strcmp0 (call->first_room_id, room_id) == 0);
}

/* Ids are used again by a PBX that started again. */
static gboolean
goes_on_as (const Call *call, const DeskLeg *leg)
{
  const StoreLogRow *row = call->row;

  return call->is_adopted && g_strcmp0 (row->talker_id, leg->talker_id) == 0
         && (is_room_of (call, leg->room_id) || g_strcmp0 (row->number, leg->other_number) == 0);
}

static Call *
find_call (DeskLogCalls *self, const DeskLeg *leg)
{
  for (guint i = 0; i < self->open->len; i++)
    if (find_talker (self->open->pdata[i], leg->talker_id) != G_MAXUINT)
      return self->open->pdata[i];
  /* Another phone of mine in the same call; or the call was there before this program was. */
  for (guint i = 0; i < self->open->len; i++)
    {
      Call *call = self->open->pdata[i];

      if ((call->talkers->len > 0 && is_room_of (call, leg->room_id)) || goes_on_as (call, leg))
        {
          g_ptr_array_add (call->talkers, g_strdup (leg->talker_id));
          return call;
        }
    }
  return NULL;
}

static Call *
add_call (DeskLogCalls *self, const DeskLeg *leg, DeskLogMoment at)
{
  Call *call = g_new0 (Call, 1);

  call->row = store_log_row_new ();
  call->talkers = g_ptr_array_new_with_free_func (g_free);
  call->created = leg->created != 0 ? MIN (leg->created, at.now) : at.now;
  call->first_room_id = g_strdup (leg->first_room_id);
  call->row->started_at = to_real (call->created, at);
  call->row->id = desk_log_calls_new_id (self, call->row->started_at);
  g_ptr_array_add (call->talkers, g_strdup (leg->talker_id));
  g_ptr_array_add (self->open, call);
  return call;
}

/* --- what my leg says ----------------------------------------------------------- */

static gboolean
take_party (DeskLogCalls *self, Call *call, const DeskLeg *leg)
{
  StoreLogRow *row = call->row;
  gboolean is_away = leg->transfer != DESK_TRANSFER_NONE && leg->waiting_number != NULL;
  const char *number = is_away ? leg->waiting_number : leg->other_number;
  const char *pbx_name = is_away ? leg->waiting_name : leg->other_name;
  gboolean changed = FALSE;

  /* Whom the call began with; who comes later is not who called. A number comes late, or is put right, while
   * it rings. */
  if (number == NULL || *number == '\0'
      || (row->number != NULL && !g_str_equal (row->number, number)
          && (row->is_outgoing || row->is_answered)))
    return FALSE;
  changed |= take_text (&row->number, number);
  changed |= take_told (&row->pbx_name, pbx_name);
  changed |= take_told (&row->name, self->ways.name_of (number, row->pbx_name, self->ways.user_data));
  return changed;
}

static gboolean
take_answer (Call *call, const DeskLeg *leg, DeskLogMoment at)
{
  StoreLogRow *row = call->row;

  if (leg->started == 0 || (row->is_answered && (call->started == 0 || call->started == leg->started)))
    return FALSE;
  row->is_answered = TRUE;
  call->started = leg->started;
  row->answered_at = leg->is_start_guessed ? 0 : MAX (to_real (leg->started, at), row->started_at);
  row->pbx_answered = leg->is_start_guessed ? 0 : leg->pbx_started;
  return TRUE;
}

static gboolean
take_leg (DeskLogCalls *self, Call *call, const DeskLeg *leg, DeskLogMoment at)
{
  StoreLogRow *row = call->row;
  gboolean changed = FALSE;

  if (call->is_adopted)
    {
      call->is_adopted = FALSE;
      call->created = leg->created;
      call->first_room_id = g_strdup (leg->first_room_id);
    }
  changed |= take_party (self, call, leg);
  changed |= take_answer (call, leg, at);
  /* The phone that talks is the one that counts. */
  if (leg->started != 0 || row->talker_id == NULL || !row->is_answered)
    {
      changed |= TAKE (row->is_outgoing, leg->direction == DESK_DIRECTION_OUTGOING);
      changed |= take_told (&row->talker_id, leg->talker_id);
      changed |= take_told (&row->room_id, leg->room_id);
      changed |= TAKE (row->phone_index, leg->phone_index);
      changed |= TAKE (row->is_monitor, (gboolean) leg->is_monitor);
    }
  if (leg->was_recorded || leg->recording != NULL)
    changed |= TAKE (row->is_recorded, TRUE);
  changed |= take_told (&row->recording, leg->recording);
  if (take_told (&row->queue, leg->queue))
    {
      take_told (&row->queue_name, self->ways.label_of (leg->queue, self->ways.user_data));
      changed = TRUE;
    }
  call->was_conference |= leg->room != NULL && leg->room->is_conference;
  return changed;
}

/* --- what others in the room say ------------------------------------------------- */

static gboolean
take_sent (DeskLogCalls *self, Call *call, const char *to, const char *told)
{
  StoreLogRow *row = call->row;

  if (to == NULL || row->sent_to != NULL)
    return FALSE;
  row->sent_to = g_strdup (to);
  row->sent_to_name = g_strdup (self->ways.name_of (to, told, self->ways.user_data));
  return TRUE;
}

static gboolean
take_slot (Call *call, const char *slot)
{
  return slot != NULL && call->row->sent_to == NULL && take_text (&call->row->sent_to, slot);
}

static gboolean
take_taker (DeskLogCalls *self, Call *call, const DeskUser *user)
{
  StoreLogRow *row = call->row;

  if (row->taken_by != NULL)
    return FALSE;
  row->taken_by = g_strdup (user->number);
  row->taken_by_name = g_strdup (self->ways.name_of (user->number, user->display_name, self->ways.user_data));
  if (row->outcome == STORE_LOG_MISSED)
    row->outcome = STORE_LOG_ELSEWHERE;
  return TRUE;
}

/* Somebody else's leg is in the room of a call of mine. */
static gboolean
take_other (DeskLogCalls *self, Call *call, const DeskLeg *leg)
{
  const StoreLogRow *row = call->row;
  gboolean was_called = leg->direction == DESK_DIRECTION_INCOMING;

  if (leg->is_monitor || g_strcmp0 (leg->user->number, row->number) == 0)
    return FALSE;
  if (!row->is_answered && !row->is_outgoing)
    return leg->started != 0 && leg->started >= call->created && (was_called || leg->created > call->created)
           && take_taker (self, call, leg->user);
  if (row->is_answered && row->is_outgoing && !call->is_closed && was_called)
    return leg->started != 0 && ABS (leg->started - call->started) < REACHED_WITHIN
           && take_taker (self, call, leg->user);
  if (row->is_answered && call->is_closed && !call->was_conference && was_called)
    return leg->created > call->started && take_sent (self, call, leg->user->number, leg->user->display_name);
  return FALSE;
}

static gboolean
is_known_room (DeskLogCalls *self, const char *room_id)
{
  return room_id != NULL && g_hash_table_contains (self->rooms, room_id);
}

static void
add_rooms (DeskLogCalls *self, const Call *call)
{
  if (call->row->room_id != NULL)
    g_hash_table_add (self->rooms, g_strdup (call->row->room_id));
  if (call->first_room_id != NULL)
    g_hash_table_add (self->rooms, g_strdup (call->first_room_id));
}

/* Nearly every leg of others is in no room of mine, which must cost next to nothing. */
static void
ensure_rooms (DeskLogCalls *self)
{
  if (self->rooms != NULL)
    return;
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->open->len; i++)
    add_rooms (self, self->open->pdata[i]);
  for (GList *l = self->ended.head; l != NULL; l = l->next)
    add_rooms (self, l->data);
}

static void
see_other_in (DeskLogCalls *self, Call *call, const DeskLeg *leg)
{
  if ((is_room_of (call, leg->room_id) || is_room_of (call, leg->first_room_id))
      && take_other (self, call, leg))
    tell (self, call);
}

static void
see_other (DeskLogCalls *self, const DeskLeg *leg)
{
  ensure_rooms (self);
  if (!is_known_room (self, leg->room_id) && !is_known_room (self, leg->first_room_id))
    return;
  for (guint i = 0; i < self->open->len; i++)
    see_other_in (self, self->open->pdata[i], leg);
  for (GList *l = self->ended.head; l != NULL; l = l->next)
    see_other_in (self, l->data, leg);
}

void
desk_log_calls_see_park (DeskLogCalls *self, const char *room_id, const char *slot, gint64 now)
{
  for (GList *l = self->ended.tail; l != NULL; l = l->prev)
    {
      Call *call = l->data;

      if (call->row->is_answered && now - call->ended < PARKED_WITHIN && is_room_of (call, room_id)
          && take_slot (call, slot))
        tell (self, call);
    }
}

/* --- the end ------------------------------------------------------------------- */

static gint64
middle_of (gint64 a, gint64 b, gint64 c)
{
  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

/* How long was it, in ms? Three clocks say, and of two that agree one is right: the clock of a PBX may be
 * set, ours too, and the monotonic one stands still while the computer sleeps. */
static gint64
measure (const Call *call, const DeskLeg *leg)
{
  const StoreLogRow *row = call->row;
  gint64 real = (row->ended_at - row->answered_at) / 1000, monotonic = (leg->ended - call->started) / 1000;
  gint64 pbx = leg->pbx_ended - row->pbx_answered, duration;
  gboolean has_pbx = row->pbx_answered != 0 && leg->pbx_ended != 0 && pbx >= 0;

  if (!row->is_answered)
    return 0;
  if (row->answered_at == 0 || row->ended_at == 0)
    return -1;
  if (call->started == 0) /* in a former run */
    duration = has_pbx ? pbx : real;
  else
    duration = has_pbx ? middle_of (pbx, real, monotonic) : monotonic;
  return MAX (duration, 0);
}

static StoreLogOutcome
judge (const Call *call, gboolean was_seen)
{
  const StoreLogRow *row = call->row;

  if (row->is_answered)
    return STORE_LOG_ANSWERED;
  if (!was_seen && row->taken_by == NULL)
    return STORE_LOG_UNSEEN;
  if (row->is_outgoing)
    return STORE_LOG_UNREACHED;
  if (row->taken_by != NULL)
    return STORE_LOG_ELSEWHERE;
  if (row->sent_to != NULL)
    return STORE_LOG_SENT_ON;
  if (call->was_declined)
    return STORE_LOG_DECLINED;
  return row->q850 == ANSWERED_ELSEWHERE_Q850 ? STORE_LOG_ELSEWHERE : STORE_LOG_MISSED;
}

/* What the person was doing with the leg that is gone. */
static void
take_verb (DeskLogCalls *self, Call *call, const DeskLeg *leg)
{
  const char *target = NULL;
  DeskVerb verb;

  if (leg->transfer != DESK_TRANSFER_NONE)
    take_sent (self, call, leg->transfer_to, NULL);
  if (!self->ways.find_verb (leg->talker_id, &verb, &target, self->ways.user_data))
    return;
  if (verb == DESK_VERB_TRANSFER || verb == DESK_VERB_DEFLECT)
    take_sent (self, call, target, NULL);
  else if (verb == DESK_VERB_PARK)
    take_slot (call, target);
  else if (verb == DESK_VERB_HANG_UP && !call->row->is_outgoing && !call->row->is_answered)
    call->was_declined = TRUE;
}

static void
forget_old (DeskLogCalls *self, gint64 now)
{
  Call *oldest;

  while ((oldest = g_queue_peek_head (&self->ended)) != NULL
         && (oldest->ended + KEPT_FOR < now || g_queue_get_length (&self->ended) > KEPT))
    call_free (g_queue_pop_head (&self->ended));
}

/* @leg: the last one, or NULL when nobody knows. */
static void
close_call (DeskLogCalls *self, Call *call, const DeskLeg *leg, DeskLogMoment at)
{
  StoreLogRow *row = call->row;
  gboolean was_seen = leg != NULL && leg->ended != 0;
  guint index;

  row->ended_at = was_seen ? MAX (to_real (leg->ended, at), row->started_at) : 0;
  row->duration = was_seen ? measure (call, leg) : row->is_answered ? -1 : 0;
  if (row->is_answered && was_seen)
    take_slot (call, self->ways.find_slot (row->room_id, self->ways.user_data));
  row->outcome = judge (call, was_seen);
  call->is_closed = TRUE;
  call->ended = at.now;
  tell (self, call);
  if (g_ptr_array_find (self->open, call, &index))
    g_queue_push_tail (&self->ended, g_ptr_array_steal_index (self->open, index));
  forget_old (self, at.now);
}

static void
end_leg (DeskLogCalls *self, const DeskLeg *leg, DeskLogMoment at)
{
  Call *call = find_call (self, leg);
  gboolean is_new = call == NULL;

  if (is_new)
    call = add_call (self, leg, at);
  take_leg (self, call, leg, at);
  take_verb (self, call, leg);
  if (leg->rescode != 0 && (call->talkers->len == 1 || call->row->rescode == 0))
    call->row->rescode = leg->rescode;
  if (leg->q850 != 0 && (call->talkers->len == 1 || call->row->q850 == 0))
    call->row->q850 = leg->q850;
  call->was_declined |= leg->rescode == DECLINED;
  g_ptr_array_remove_index (call->talkers, find_talker (call, leg->talker_id));
  if (is_new)
    tell (self, call);
  if (call->talkers->len == 0)
    close_call (self, call, leg, at);
}

/* --- what comes in ---------------------------------------------------------------- */

static gboolean
has_leg (const DeskUser *own, const char *talker_id)
{
  for (const DeskLeg *leg = own != NULL ? own->legs : NULL; leg != NULL; leg = leg->next)
    if (g_str_equal (leg->talker_id, talker_id))
      return TRUE;
  return FALSE;
}

/* A leg may become somebody else's. */
static void
let_go (DeskLogCalls *self, const DeskUser *own, DeskLogMoment at)
{
  for (guint i = self->open->len; i-- > 0;)
    {
      Call *call = self->open->pdata[i];

      for (guint j = call->talkers->len; j-- > 0;)
        if (!has_leg (own, call->talkers->pdata[j]))
          g_ptr_array_remove_index (call->talkers, j);
      if (call->talkers->len == 0 && !call->is_adopted)
        close_call (self, call, NULL, at);
    }
}

static void
see_own (DeskLogCalls *self, const DeskUser *own, DeskLogMoment at)
{
  for (const DeskLeg *leg = own != NULL ? own->legs : NULL; leg != NULL; leg = leg->next)
    {
      Call *call = find_call (self, leg);
      gboolean is_new = call == NULL;

      if (is_new)
        call = add_call (self, leg, at);
      if (!take_leg (self, call, leg, at) && !is_new)
        continue;
      tell (self, call);
      for (const DeskLeg *other = leg->room != NULL ? leg->room->legs : NULL; other != NULL;
           other = other->next_in_room)
        if (other->user != own)
          see_other_in (self, call, other);
    }
}

void
desk_log_calls_see (DeskLogCalls *self, const DeskUser *own, GPtrArray *dirty, GPtrArray *gone,
                    DeskLogMoment at)
{
  gboolean is_own = FALSE;

  for (guint i = 0; i < gone->len; i++)
    if (((DeskLeg *) gone->pdata[i])->user == own)
      end_leg (self, gone->pdata[i], at);
  for (guint i = 0; i < dirty->len; i++)
    is_own |= dirty->pdata[i] == own;
  if (is_own)
    {
      let_go (self, own, at);
      see_own (self, own, at);
    }
  if (self->open->len == 0 && self->ended.length == 0)
    return;
  for (guint i = 0; i < gone->len; i++)
    if (((DeskLeg *) gone->pdata[i])->user != own)
      see_other (self, gone->pdata[i]);
  for (guint i = 0; i < dirty->len; i++)
    {
      const DeskUser *user = dirty->pdata[i];

      for (const DeskLeg *leg = user != own ? user->legs : NULL; leg != NULL; leg = leg->next)
        see_other (self, leg);
    }
}

/* Is it one that was seen in this run, while the store was being read? */
static gboolean
give_past (Call *call, const StoreLogRow *row)
{
  StoreLogRow *own = call->row;

  if (g_strcmp0 (own->talker_id, row->talker_id) != 0
      || !(is_room_of (call, row->room_id) || g_strcmp0 (own->number, row->number) == 0))
    return FALSE;
  own->id = row->id;
  own->started_at = row->started_at;
  if (row->is_answered)
    {
      own->is_answered = TRUE;
      own->answered_at = row->answered_at;
      own->pbx_answered = row->pbx_answered;
      call->started = 0;
    }
  call->is_told = TRUE;
  return TRUE;
}

void
desk_log_calls_adopt (DeskLogCalls *self, const StoreLogRow *row)
{
  Call *call;

  for (guint i = 0; i < self->open->len; i++)
    if (give_past (self->open->pdata[i], row))
      return;
  for (GList *l = self->ended.head; l != NULL; l = l->next)
    if (give_past (l->data, row))
      return;
  call = g_new0 (Call, 1);
  call->row = store_log_row_copy (row);
  call->talkers = g_ptr_array_new_with_free_func (g_free);
  call->is_adopted = call->is_told = TRUE;
  g_ptr_array_add (self->open, call);
}

void
desk_log_calls_forget (DeskLogCalls *self, gint64 id)
{
  for (GList *l = self->ended.head, *next; l != NULL; l = next)
    {
      next = l->next;
      if (id != 0 && ((Call *) l->data)->row->id != id)
        continue;
      call_free (l->data);
      g_queue_delete_link (&self->ended, l);
      g_clear_pointer (&self->rooms, g_hash_table_unref);
    }
}

void
desk_log_calls_tell_all (DeskLogCalls *self)
{
  for (GList *l = self->ended.head; l != NULL; l = l->next)
    tell (self, l->data);
  for (guint i = 0; i < self->open->len; i++)
    if (!((Call *) self->open->pdata[i])->is_adopted)
      tell (self, self->open->pdata[i]);
}

static gboolean
is_over (const Call *call, DeskLegTable *legs)
{
  return desk_leg_table_find_room (legs, call->row->room_id) == NULL
         && desk_leg_table_find_room (legs, call->first_room_id) == NULL;
}

void
desk_log_calls_settle (DeskLogCalls *self, DeskLegTable *legs, DeskLogMoment at)
{
  for (guint i = self->open->len; i-- > 0;)
    if (((Call *) self->open->pdata[i])->is_adopted)
      close_call (self, self->open->pdata[i], NULL, at);
  for (GList *l = self->ended.head, *next; l != NULL; l = next)
    {
      next = l->next;
      if (!is_over (l->data, legs))
        continue;
      call_free (l->data);
      g_queue_delete_link (&self->ended, l);
      g_clear_pointer (&self->rooms, g_hash_table_unref);
    }
}
