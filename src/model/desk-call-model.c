/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-call-private.h"

/* How long a failed call stays to be read. */
#define ENDED_STAYS (4 * G_USEC_PER_SEC)

typedef struct
{
  DeskCall *call; /* owned */
  gint64 due;
} Ended;

struct _DeskCallModel
{
  DeskList parent_instance;

  /* owned */
  DeskFlush *flush;
  PalClock *clock;
  DeskCall *selected;
  GQueue ended; /* of Ended, oldest first */

  guint timer;  /* of the clock, for the head of ended */
  guint n_ringing;
  int phone_index;
  DeskVerbs allowed;
};

G_DEFINE_FINAL_TYPE (DeskCallModel, desk_call_model, DESK_TYPE_LIST)

enum
{
  PROP_0,
  PROP_SELECTED,
  PROP_N_RINGING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void arm_timer (DeskCallModel *self);

static void
ended_free (gpointer data)
{
  Ended *ended = data;

  g_object_unref (ended->call);
  g_free (ended);
}

DeskCallModel *
desk_call_model_new (DeskFlush *flush, PalClock *clock)
{
  DeskCallModel *self = g_object_new (DESK_TYPE_CALL_MODEL, NULL);

  self->flush = flush != NULL ? desk_flush_ref (flush) : NULL;
  g_set_object (&self->clock, clock);
  return self;
}

DeskCall *
desk_call_model_find (DeskCallModel *self, const char *talker_id)
{
  return talker_id != NULL ? desk_list_find (DESK_LIST (self), talker_id) : NULL;
}

static DeskCall *
call_at (DeskCallModel *self, guint position)
{
  return desk_list_peek (DESK_LIST (self), position);
}

void
desk_call_model_set_phone (DeskCallModel *self, int phone_index)
{
  self->phone_index = phone_index;
}

void
desk_call_model_set_allowed (DeskCallModel *self, DeskVerbs verbs)
{
  self->allowed = verbs;
  for (guint i = 0; i < desk_list_get_size (DESK_LIST (self)); i++)
    desk_call_set_allowed (call_at (self, i), verbs);
}

void
desk_call_model_notify_stale (DeskCallModel *self)
{
  for (guint i = 0; i < desk_list_get_size (DESK_LIST (self)); i++)
    desk_call_notify_stale (call_at (self, i));
}

/* When several of my phones ring for one call, one row stands for it: that of the phone chosen, else the
 * first. */
static gboolean
is_shown (DeskCallModel *self, const DeskUser *own, const DeskLeg *leg)
{
  if (leg->state == DESK_LEG_CALLED || leg->state == DESK_LEG_GONE)
    return FALSE;
  if (leg->state != DESK_LEG_RINGING || leg->room_id == NULL || leg->phone_index == self->phone_index)
    return TRUE;

  gboolean is_before = TRUE;
  for (const DeskLeg *at = own->legs; at != NULL; at = at->next)
    {
      if (at == leg)
        is_before = FALSE;
      else if (at->state == DESK_LEG_RINGING && g_strcmp0 (at->room_id, leg->room_id) == 0
               && (is_before || at->phone_index == self->phone_index))
        return FALSE;
    }
  return TRUE;
}

static const DeskLeg *
find_shown (DeskCallModel *self, const DeskUser *own, const char *talker_id)
{
  if (own != NULL)
    for (const DeskLeg *leg = own->legs; leg != NULL; leg = leg->next)
      if (g_str_equal (leg->talker_id, talker_id))
        return is_shown (self, own, leg) ? leg : NULL;
  return NULL;
}

static const DeskLeg *
find_gone (GPtrArray *gone, const char *talker_id)
{
  for (guint i = 0; gone != NULL && i < gone->len; i++)
    if (g_str_equal (((DeskLeg *) gone->pdata[i])->talker_id, talker_id))
      return gone->pdata[i];
  return NULL;
}

static void
end_call (DeskCallModel *self, DeskCall *call, const DeskLeg *leg)
{
  gboolean stays = leg != NULL && desk_call_end (call, leg) && self->clock != NULL;

  if (!stays)
    {
      desk_list_remove (DESK_LIST (self), desk_call_get_id (call));
      return;
    }
  Ended *ended = g_new0 (Ended, 1);
  ended->call = g_object_ref (call);
  ended->due = pal_clock_get_monotonic (self->clock) + ENDED_STAYS;
  g_queue_push_tail (&self->ended, ended);
  arm_timer (self);
}

/* Whom the person has just turned to: who was dialled, answered or resumed. Who is talked with already is
 * left only for somebody who was answered or dialled. */
static gboolean
is_turned_to (DeskCallModel *self, DeskCall *call, DeskCallState before)
{
  DeskCallState state = desk_call_get_state (call);
  gboolean is_talking = self->selected != NULL
                        && desk_call_get_state (self->selected) == DESK_CALL_STATE_TALKING;

  if (state == before)
    return FALSE;
  if (state == DESK_CALL_STATE_TALKING)
    return before == DESK_CALL_STATE_RINGING || (before != DESK_CALL_STATE_ENDED && !is_talking);
  return state == DESK_CALL_STATE_DIALLING;
}

static void
update_selection (DeskCallModel *self, DeskCall *turned_to)
{
  DeskCall *talking = NULL, *other = NULL, *ringing = NULL;
  guint n_ringing = 0;
  gboolean is_there = FALSE;

  for (guint i = 0; i < desk_list_get_size (DESK_LIST (self)); i++)
    {
      DeskCall *call = call_at (self, i);
      DeskCallState state = desk_call_get_state (call);

      if (state == DESK_CALL_STATE_ENDED)
        continue;
      is_there |= call == self->selected;
      if (state == DESK_CALL_STATE_RINGING && n_ringing++ == 0)
        ringing = call;
      if (state == DESK_CALL_STATE_TALKING && talking == NULL)
        talking = call;
      if (other == NULL)
        other = call;
    }
  if (self->n_ringing != n_ringing)
    {
      gboolean is_more = n_ringing > self->n_ringing;

      self->n_ringing = n_ringing;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RINGING]);
      if (is_more && talking == NULL)
        {
          desk_call_model_set_selected (self, ringing);
          return;
        }
    }
  if (turned_to != NULL)
    desk_call_model_set_selected (self, turned_to);
  else if (!is_there)
    desk_call_model_set_selected (self, talking != NULL ? talking : ringing != NULL ? ringing : other);
}

void
desk_call_model_sync (DeskCallModel *self, const DeskUser *own, GPtrArray *gone,
                      const DeskCallNames *names)
{
  DeskList *list = DESK_LIST (self);
  DeskCall *turned_to = NULL;

  desk_list_begin_batch (list);
  for (guint i = 0; i < desk_list_get_size (list); i++)
    {
      DeskCall *call = call_at (self, i);
      DeskCallState before = desk_call_get_state (call);
      const DeskLeg *leg = find_shown (self, own, desk_call_get_id (call));

      if (before == DESK_CALL_STATE_ENDED)
        continue;
      if (leg != NULL)
        desk_call_update (call, leg, names);
      else
        end_call (self, call, find_gone (gone, desk_call_get_id (call)));
      if (leg != NULL && is_turned_to (self, call, before))
        turned_to = call;
    }
  for (const DeskLeg *leg = own != NULL ? own->legs : NULL; leg != NULL; leg = leg->next)
    {
      DeskCall *known = desk_list_find (list, leg->talker_id);

      if (!is_shown (self, own, leg)
          || (known != NULL && desk_call_get_state (known) != DESK_CALL_STATE_ENDED))
        continue;
      if (known != NULL)
        desk_list_remove (list, leg->talker_id); /* the PBX uses the id again */

      g_autoptr (DeskCall) call = desk_call_new (leg->talker_id, self->flush);

      desk_call_set_allowed (call, self->allowed);
      desk_call_update (call, leg, names);
      desk_list_append (list, desk_call_get_id (call), call);
      if (is_turned_to (self, call, DESK_CALL_STATE_ENDED))
        turned_to = call;
    }
  desk_list_end_batch (list);
  update_selection (self, turned_to);
}

static void
timer_cb (gpointer user_data)
{
  DeskCallModel *self = user_data;
  gint64 now = pal_clock_get_monotonic (self->clock);
  Ended *ended;

  self->timer = 0;
  g_object_ref (self);
  desk_list_begin_batch (DESK_LIST (self));
  while ((ended = g_queue_peek_head (&self->ended)) != NULL && ended->due <= now)
    {
      if (desk_call_model_find (self, desk_call_get_id (ended->call)) == ended->call)
        desk_list_remove (DESK_LIST (self), desk_call_get_id (ended->call));
      ended_free (g_queue_pop_head (&self->ended));
    }
  desk_list_end_batch (DESK_LIST (self));
  arm_timer (self);
  g_object_unref (self);
}

static void
arm_timer (DeskCallModel *self)
{
  Ended *ended = g_queue_peek_head (&self->ended);

  if (self->timer == 0 && ended != NULL && self->clock != NULL)
    self->timer = pal_clock_add (self->clock, ended->due, timer_cb, self);
}

DeskCall *
desk_call_model_get_selected (DeskCallModel *self)
{
  g_return_val_if_fail (DESK_IS_CALL_MODEL (self), NULL);
  return self->selected;
}

void
desk_call_model_set_selected (DeskCallModel *self, DeskCall *call)
{
  g_return_if_fail (DESK_IS_CALL_MODEL (self));
  if (g_set_object (&self->selected, call))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

DeskCall *
desk_call_model_get_ringing (DeskCallModel *self)
{
  DeskCall *longest = NULL;

  g_return_val_if_fail (DESK_IS_CALL_MODEL (self), NULL);
  for (guint i = 0; i < desk_list_get_size (DESK_LIST (self)); i++)
    {
      DeskCall *call = call_at (self, i);

      if (desk_call_get_state (call) == DESK_CALL_STATE_RINGING
          && (longest == NULL || desk_call_get_since (call) < desk_call_get_since (longest)))
        longest = call;
    }
  return longest;
}

static void
desk_call_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskCallModel *self = DESK_CALL_MODEL (object);

  switch (id)
    {
    case PROP_SELECTED: g_value_set_object (value, self->selected); break;
    case PROP_N_RINGING: g_value_set_uint (value, self->n_ringing); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_call_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      desk_call_model_set_selected (DESK_CALL_MODEL (object), g_value_get_object (value));
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_call_model_dispose (GObject *object)
{
  DeskCallModel *self = DESK_CALL_MODEL (object);

  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  g_clear_object (&self->selected);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (desk_call_model_parent_class)->dispose (object);
}

static void
desk_call_model_finalize (GObject *object)
{
  DeskCallModel *self = DESK_CALL_MODEL (object);

  g_queue_clear_full (&self->ended, ended_free);
  g_clear_pointer (&self->flush, desk_flush_unref);
  G_OBJECT_CLASS (desk_call_model_parent_class)->finalize (object);
}

static void
desk_call_model_class_init (DeskCallModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_call_model_get_property;
  object_class->set_property = desk_call_model_set_property;
  object_class->dispose = desk_call_model_dispose;
  object_class->finalize = desk_call_model_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_CALL;

  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, DESK_TYPE_CALL,
                                                   G_PARAM_READWRITE | flags);
  properties[PROP_N_RINGING] = g_param_spec_uint ("n-ringing", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_call_model_init (DeskCallModel *self)
{
}
