/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-call-private.h"

#include "model/desk-enum-types.h"
#include "model/desk-operation.h"

struct _DeskCall
{
  GObject parent_instance;

  /* owned */
  char *id, *room_id, *number, *name, *transfer_to, *context, *line;
  char **members;
  DeskOperation *pending;
  DeskChanges changes;

  gint64 since, started;
  int rescode, q850;
  DeskCallState state;
  DeskDirection direction;
  DeskTransfer transfer;
  DeskOtherState other_state;
  DeskVerbs allowed, verbs;
  gboolean is_recording, is_monitor, own_rings;
};

G_DEFINE_FINAL_TYPE (DeskCall, desk_call, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_ROOM_ID,
  PROP_NUMBER,
  PROP_NAME,
  PROP_STATE,
  PROP_DIRECTION,
  PROP_SINCE,
  PROP_STARTED,
  PROP_IS_RECORDING,
  PROP_PENDING,
  PROP_VERBS,
  PROP_TRANSFER,
  PROP_TRANSFER_TO,
  PROP_OTHER_STATE,
  PROP_IS_CONFERENCE,
  PROP_MEMBERS,
  PROP_CONTEXT,
  PROP_LINE,
  PROP_IS_MONITOR,
  PROP_RESCODE,
  PROP_Q850,
  PROP_IS_STALE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mark (DeskCall *self, guint property)
{
  desk_changes_mark (&self->changes, self, properties, property);
}

static gboolean
is_stale (DeskCall *self)
{
  return self->changes.flush != NULL && desk_flush_get_stale (self->changes.flush);
}

static gboolean
is_possible (DeskCall *self, DeskVerb verb)
{
  const DeskVerbRow *row = desk_verb_get (verb);

  if ((row->call_states & (1u << self->state)) == 0 || (row->transfers & (1u << self->transfer)) == 0)
    return FALSE;
  switch ((int) verb)
    {
    case DESK_VERB_ANSWER: return self->state == DESK_CALL_STATE_RINGING || self->own_rings;
    case DESK_VERB_RECORD: return !self->is_recording;
    case DESK_VERB_STOP_RECORDING: return self->is_recording;
    /* Of two who talk, one can be handed on. */
    case DESK_VERB_TRANSFER:
    case DESK_VERB_CONSULT:
    case DESK_VERB_PARK: return self->members == NULL && !self->is_monitor;
    default: return TRUE;
    }
}

static void
update_verbs (DeskCall *self)
{
  DeskVerbs verbs = 0;

  if (self->pending == NULL && !is_stale (self))
    for (DeskVerb verb = 0; DESK_VERB_IS_ON_CALL (verb); verb++)
      if ((self->allowed & DESK_VERB_BIT (verb)) != 0 && is_possible (self, verb))
        verbs |= DESK_VERB_BIT (verb);
  if (self->verbs == verbs)
    return;
  self->verbs = verbs;
  mark (self, PROP_VERBS);
}

DeskCall *
desk_call_new (const char *id, DeskFlush *flush)
{
  DeskCall *self = g_object_new (DESK_TYPE_CALL, NULL);

  self->id = g_strdup (id);
  self->context = g_strdup ("");
  self->line = g_strdup ("");
  desk_changes_init (&self->changes, flush);
  return self;
}

static void
take_text (DeskCall *self, char **text, const char *value, guint property)
{
  desk_changes_take_text (&self->changes, self, properties, property, text, value);
}

static void
take_time (DeskCall *self, gint64 *time, gint64 value, guint property)
{
  if (*time == value)
    return;
  *time = value;
  mark (self, property);
}

static void
set_state (DeskCall *self, DeskCallState state)
{
  if (self->state == state)
    return;
  self->state = state;
  mark (self, PROP_STATE);
}

static DeskCallState
state_of_leg (const DeskLeg *leg)
{
  switch (leg->state)
    {
    case DESK_LEG_DIALLING: return DESK_CALL_STATE_DIALLING;
    case DESK_LEG_TALKING: return DESK_CALL_STATE_TALKING;
    case DESK_LEG_HELD: return DESK_CALL_STATE_HELD;
    case DESK_LEG_GONE: return DESK_CALL_STATE_ENDED;
    case DESK_LEG_CALLED:
    case DESK_LEG_RINGING:
    default: return DESK_CALL_STATE_RINGING;
    }
}

static void
take_conference (DeskCall *self, char **members)
{
  gboolean was_conference = self->members != NULL;
  g_auto (GStrv) old = NULL;

  if (members != NULL && was_conference
      && g_strv_equal ((const char *const *) self->members, (const char *const *) members))
    {
      g_strfreev (members);
      return;
    }
  if (members == NULL && !was_conference)
    return;
  old = g_steal_pointer (&self->members);
  self->members = members;
  mark (self, PROP_MEMBERS);
  if (was_conference != (members != NULL))
    mark (self, PROP_IS_CONFERENCE);
}

char **
desk_call_list_members (const DeskLeg *own, const DeskCallNames *names)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  const DeskRoom *room = own->room;

  if (!desk_leg_is_in_conference (own))
    return NULL;
  builder = g_strv_builder_new ();
  for (const DeskLeg *leg = room->legs; leg != NULL; leg = leg->next_in_room)
    if (leg->user != own->user && desk_leg_is_up (leg) && !leg->is_monitor)
      g_strv_builder_add (builder,
                          names->name_of (leg->user->number, leg->user->display_name, names->user_data));
  for (guint i = 0; room->outside != NULL && i < room->outside->len; i++)
    {
      const DeskParty *party = room->outside->pdata[i];

      g_strv_builder_add (builder, names->name_of (party->number, party->name, names->user_data));
    }
  return g_strv_builder_end (builder);
}

static void
take_people (DeskCall *self, const DeskLeg *leg, const DeskCallNames *names)
{
  gboolean is_away = leg->transfer != DESK_TRANSFER_NONE && leg->waiting_number != NULL;
  const char *number = is_away ? leg->waiting_number : leg->other_number;
  const char *pbx_name = is_away ? leg->waiting_name : leg->other_name;
  DeskOtherState other_state = desk_leg_get_other_state (leg);
  const char *line = names->line_of (leg->room_id, names->user_data);

  take_text (self, &self->number, number != NULL ? number : "", PROP_NUMBER);
  take_text (self, &self->name, names->name_of (number, pbx_name, names->user_data), PROP_NAME);
  take_text (self, &self->context, leg->queue != NULL ? names->label_of (leg->queue, names->user_data) : "",
             PROP_CONTEXT);
  take_text (self, &self->line, line != NULL ? line : "", PROP_LINE);
  take_text (self, &self->transfer_to, leg->transfer_to, PROP_TRANSFER_TO);
  take_conference (self, desk_call_list_members (leg, names));
  if (self->other_state != other_state)
    {
      self->other_state = other_state;
      mark (self, PROP_OTHER_STATE);
    }
}

void
desk_call_update (DeskCall *self, const DeskLeg *leg, const DeskCallNames *names)
{
  take_text (self, &self->room_id, leg->room_id, PROP_ROOM_ID);
  take_people (self, leg, names);
  take_time (self, &self->since, leg->since, PROP_SINCE);
  take_time (self, &self->started, leg->started, PROP_STARTED);
  if (self->direction != leg->direction)
    {
      self->direction = leg->direction;
      mark (self, PROP_DIRECTION);
    }
  if (self->is_recording != (gboolean) leg->is_recording)
    {
      self->is_recording = leg->is_recording;
      mark (self, PROP_IS_RECORDING);
    }
  if (self->is_monitor != (gboolean) leg->is_monitor)
    {
      self->is_monitor = leg->is_monitor;
      mark (self, PROP_IS_MONITOR);
    }
  if (self->transfer != leg->transfer)
    {
      self->transfer = leg->transfer;
      mark (self, PROP_TRANSFER);
    }
  self->own_rings = leg->own_rings;
  set_state (self, state_of_leg (leg));
  update_verbs (self);
}

void
desk_call_set_allowed (DeskCall *self, DeskVerbs verbs)
{
  self->allowed = verbs;
  update_verbs (self);
}

void
desk_call_set_pending (DeskCall *self, DeskOperation *operation)
{
  if (g_set_object (&self->pending, operation))
    mark (self, PROP_PENDING);
  update_verbs (self);
}

void
desk_call_notify_stale (DeskCall *self)
{
  mark (self, PROP_IS_STALE);
  update_verbs (self);
}

/* An incoming call nobody took is a missed call, not a failed one; 487 is somebody's own hanging up. */
static gboolean
has_failed (DeskCall *self)
{
  gboolean is_odd = self->q850 != 0 && self->q850 != 16 && self->q850 != 31;

  if (self->state == DESK_CALL_STATE_TALKING || self->state == DESK_CALL_STATE_HELD)
    return is_odd || self->rescode >= 400;
  if (self->direction != DESK_DIRECTION_OUTGOING || self->rescode == 487)
    return FALSE;
  return self->rescode >= 400 || is_odd;
}

gboolean
desk_call_end (DeskCall *self, const DeskLeg *leg)
{
  gboolean was_asked = self->pending != NULL
                       && desk_verb_get (desk_operation_get_verb (self->pending))->ends_call;
  gboolean failed;

  if (self->rescode != leg->rescode)
    {
      self->rescode = leg->rescode;
      mark (self, PROP_RESCODE);
    }
  if (self->q850 != leg->q850)
    {
      self->q850 = leg->q850;
      mark (self, PROP_Q850);
    }
  failed = !was_asked && has_failed (self);
  take_time (self, &self->since, leg->since, PROP_SINCE);
  set_state (self, DESK_CALL_STATE_ENDED);
  update_verbs (self);
  return failed;
}

#define GETTER(type, name, value, fallback) \
  type \
  desk_call_get_##name (DeskCall *self) \
  { \
    g_return_val_if_fail (DESK_IS_CALL (self), fallback); \
    return value; \
  }

GETTER (const char *, id, self->id, NULL)
GETTER (const char *, number, self->number, NULL)
GETTER (const char *, name, self->name, NULL)
GETTER (DeskCallState, state, self->state, DESK_CALL_STATE_ENDED)
GETTER (DeskDirection, direction, self->direction, DESK_DIRECTION_INCOMING)
GETTER (gint64, since, self->since, 0)
GETTER (gint64, started, self->started, 0)
GETTER (DeskVerbs, verbs, self->verbs, 0)
GETTER (DeskTransfer, transfer, self->transfer, DESK_TRANSFER_NONE)
GETTER (const char *, transfer_to, self->transfer_to, NULL)
GETTER (DeskOtherState, other_state, self->other_state, DESK_OTHER_UNKNOWN)
GETTER (gboolean, is_conference, self->members != NULL, FALSE)
GETTER (const char *const *, members, (const char *const *) self->members, NULL)
GETTER (const char *, context, self->context, NULL)
GETTER (const char *, line, self->line, NULL)
GETTER (gboolean, is_monitor, self->is_monitor, FALSE)
GETTER (const char *, room_id, self->room_id, NULL)
GETTER (gboolean, is_recording, self->is_recording, FALSE)
GETTER (DeskOperation *, pending, self->pending, NULL)
GETTER (int, rescode, self->rescode, 0)
GETTER (int, q850, self->q850, 0)

gboolean
desk_call_can (DeskCall *self, DeskVerb verb)
{
  g_return_val_if_fail (DESK_IS_CALL (self), FALSE);
  return (self->verbs & DESK_VERB_BIT (verb)) != 0;
}

static void
desk_call_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskCall *self = DESK_CALL (object);

  switch (id)
    {
    case PROP_ID: g_value_set_string (value, self->id); break;
    case PROP_ROOM_ID: g_value_set_string (value, self->room_id); break;
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_DIRECTION: g_value_set_enum (value, self->direction); break;
    case PROP_SINCE: g_value_set_int64 (value, self->since); break;
    case PROP_STARTED: g_value_set_int64 (value, self->started); break;
    case PROP_IS_RECORDING: g_value_set_boolean (value, self->is_recording); break;
    case PROP_PENDING: g_value_set_object (value, self->pending); break;
    case PROP_VERBS: g_value_set_uint (value, self->verbs); break;
    case PROP_TRANSFER: g_value_set_enum (value, self->transfer); break;
    case PROP_TRANSFER_TO: g_value_set_string (value, self->transfer_to); break;
    case PROP_OTHER_STATE: g_value_set_enum (value, self->other_state); break;
    case PROP_IS_CONFERENCE: g_value_set_boolean (value, self->members != NULL); break;
    case PROP_MEMBERS: g_value_set_boxed (value, self->members); break;
    case PROP_CONTEXT: g_value_set_string (value, self->context); break;
    case PROP_LINE: g_value_set_string (value, self->line); break;
    case PROP_IS_MONITOR: g_value_set_boolean (value, self->is_monitor); break;
    case PROP_RESCODE: g_value_set_int (value, self->rescode); break;
    case PROP_Q850: g_value_set_int (value, self->q850); break;
    case PROP_IS_STALE: g_value_set_boolean (value, is_stale (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_call_dispose (GObject *object)
{
  DeskCall *self = DESK_CALL (object);

  g_clear_object (&self->pending);
  G_OBJECT_CLASS (desk_call_parent_class)->dispose (object);
}

static void
desk_call_finalize (GObject *object)
{
  DeskCall *self = DESK_CALL (object);

  g_free (self->id);
  g_free (self->room_id);
  g_free (self->number);
  g_free (self->name);
  g_free (self->transfer_to);
  g_free (self->context);
  g_free (self->line);
  g_strfreev (self->members);
  desk_changes_clear (&self->changes);
  G_OBJECT_CLASS (desk_call_parent_class)->finalize (object);
}

static void
desk_call_class_init (DeskCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_call_get_property;
  object_class->dispose = desk_call_dispose;
  object_class->finalize = desk_call_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_ROOM_ID] = g_param_spec_string ("room-id", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, "", flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_CALL_STATE,
                                              DESK_CALL_STATE_RINGING, flags);
  properties[PROP_DIRECTION] = g_param_spec_enum ("direction", NULL, NULL, DESK_TYPE_DIRECTION,
                                                  DESK_DIRECTION_INCOMING, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_STARTED] = g_param_spec_int64 ("started", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_IS_RECORDING] = g_param_spec_boolean ("is-recording", NULL, NULL, FALSE, flags);
  properties[PROP_PENDING] = g_param_spec_object ("pending", NULL, NULL, DESK_TYPE_OPERATION, flags);
  properties[PROP_VERBS] = g_param_spec_uint ("verbs", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TRANSFER] = g_param_spec_enum ("transfer", NULL, NULL, DESK_TYPE_TRANSFER,
                                                 DESK_TRANSFER_NONE, flags);
  properties[PROP_TRANSFER_TO] = g_param_spec_string ("transfer-to", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_STATE] = g_param_spec_enum ("other-state", NULL, NULL, DESK_TYPE_OTHER_STATE,
                                                    DESK_OTHER_UNKNOWN, flags);
  properties[PROP_IS_CONFERENCE] = g_param_spec_boolean ("is-conference", NULL, NULL, FALSE, flags);
  properties[PROP_MEMBERS] = g_param_spec_boxed ("members", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_IS_MONITOR] = g_param_spec_boolean ("is-monitor", NULL, NULL, FALSE, flags);
  properties[PROP_CONTEXT] = g_param_spec_string ("context", NULL, NULL, "", flags);
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, "", flags);
  properties[PROP_RESCODE] = g_param_spec_int ("rescode", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_Q850] = g_param_spec_int ("q850", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_call_init (DeskCall *self)
{
  self->number = g_strdup ("");
  self->name = g_strdup ("");
  self->state = DESK_CALL_STATE_RINGING;
}
