/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-session-private.h"

#include <glib/gi18n.h>

#include "model/desk-number-road.h"
#include "model/desk-operation-private.h"
#include "model/desk-places.h"

/* After the PBX said yes, the notification has this long to come. */
#define EVENT_PATIENCE (5 * G_USEC_PER_SEC)
#define CALL_PATIENCE (2 * G_USEC_PER_SEC)

/* An operation under way. The session owns it; a request holds the session only weakly. */
typedef struct
{
  DeskSession *session; /* borrowed */
  DeskOperation *operation; /* owned */
  const DeskVerbWay *way;
  guint timer;          /* of the session's clock */
  guint n_calls_seen;   /* when it began */
  gboolean has_reply;
} DeskRunning;

typedef struct
{
  GWeakRef session;
  DeskOperation *operation; /* owned */
} Request;

static void
running_free (gpointer data)
{
  DeskRunning *running = data;

  if (running->timer != 0)
    pal_clock_remove (running->session->clock, running->timer);
  g_object_unref (running->operation);
  g_free (running);
}

void
desk_verbs_init (DeskSession *self)
{
  self->operations = g_ptr_array_new_with_free_func (running_free);
}

void
desk_verbs_clear (DeskSession *self)
{
  g_ptr_array_set_size (self->operations, 0);
}

static DeskRunning *
find_running (DeskSession *self, DeskOperation *operation)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      DeskRunning *running = self->operations->pdata[i];

      if (running->operation == operation)
        return running;
    }
  return NULL;
}

/* The same thing asked twice is asked once; only one number is dialled at a time. */
static gboolean
is_running (DeskSession *self, DeskVerb verb, const char *subject, const char *target)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      DeskOperation *operation = ((DeskRunning *) self->operations->pdata[i])->operation;

      if (desk_operation_get_verb (operation) == verb
          && (verb == DESK_VERB_DIAL
              || (g_strcmp0 (desk_operation_get_subject (operation), subject) == 0
                  && g_strcmp0 (desk_operation_get_target (operation), target) == 0)))
        return TRUE;
    }
  return FALSE;
}

static void
end_running (DeskSession *self, DeskRunning *running, const GError *error)
{
  g_autoptr (DeskOperation) operation = g_object_ref (running->operation);
  DeskCall *call = desk_call_model_find (self->calls, desk_operation_get_subject (operation));

  g_ptr_array_remove (self->operations, running);
  desk_flush_begin (self->flush);
  if (call != NULL && desk_call_get_pending (call) == operation)
    desk_call_set_pending (call, NULL);
  desk_flush_end (self->flush);
  desk_operation_end (operation, error);
  if (error != NULL)
    desk_session_emit_failed (self, operation);
  if (self->errands != NULL)
    desk_errands_end (self->errands, operation, error);
}

DeskOperation *
desk_verbs_find_ending (DeskSession *self, const char *talker_id)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      DeskOperation *operation = ((DeskRunning *) self->operations->pdata[i])->operation;

      if (desk_verb_get (desk_operation_get_verb (operation))->ends_call
          && g_strcmp0 (desk_operation_get_subject (operation), talker_id) == 0)
        return operation;
    }
  return NULL;
}

/* Does the world show what was asked for? */
static gboolean
is_done (DeskSession *self, const DeskRunning *running)
{
  const DeskVerbRow *row = desk_verb_get (desk_operation_get_verb (running->operation));
  const char *subject = desk_operation_get_subject (running->operation);

  if (row->is_settled != NULL)
    return row->is_settled (self, subject);
  if (row->brings_call)
    return self->n_calls_seen != running->n_calls_seen;
  if (row->ends_call)
    return desk_leg_table_find (self->legs, subject) == NULL;
  return row->is_done == NULL || row->is_done (desk_leg_table_find (self->legs, subject));
}

void
desk_verbs_check (DeskSession *self)
{
  for (guint i = self->operations->len; i-- > 0 && i < self->operations->len;)
    {
      DeskRunning *running = self->operations->pdata[i];

      if (running->has_reply && is_done (self, running))
        end_running (self, running, NULL);
    }
}

void
desk_verbs_drop (DeskSession *self)
{
  for (guint i = self->operations->len; i-- > 0 && i < self->operations->len;)
    {
      DeskRunning *running = self->operations->pdata[i];

      if (running->has_reply)
        end_running (self, running, NULL);
    }
}

/* Where a call is sent on, it may stay with me until somebody takes it; these show at once. */
static gboolean
shows_at_once (DeskVerb verb)
{
  return desk_verb_get (verb)->is_done != NULL || verb == DESK_VERB_HANG_UP;
}

static void
patience_cb (gpointer user_data)
{
  DeskRunning *running = user_data;
  DeskVerb verb = desk_operation_get_verb (running->operation);
  g_autoptr (DeskSession) self = g_object_ref (running->session);
  g_autoptr (GError) error = NULL;

  running->timer = 0;
  if (running->way->is_phone)
    g_set_error_literal (&error, DESK_ERROR, DESK_ERROR_PHONE_IGNORED, _ ("The phone did not do it"));
  else if (shows_at_once (verb))
    g_set_error_literal (&error, DESK_ERROR, DESK_ERROR_NO_EFFECT, _ ("Nothing happened"));
  else if (verb == DESK_VERB_DIAL)
    desk_session_doubt_silence (self);
  end_running (self, running, error);
}

static void
tell (DeskSession *self, DeskOperation *operation, DeskVerbTold told)
{
  const DeskVerbRow *row = desk_verb_get (desk_operation_get_verb (operation));

  desk_places_tell (self, operation, told);
  if (row->tell == NULL)
    return;
  desk_session_begin (self);
  row->tell (self->legs, told, desk_operation_get_subject (operation), desk_operation_get_target (operation));
  desk_session_end (self);
}

static void
take_reply (DeskSession *self, DeskRunning *running, const GError *error)
{
  const DeskVerbRow *row = desk_verb_get (desk_operation_get_verb (running->operation));

  running->has_reply = TRUE;
  if (error != NULL)
    {
      g_autoptr (DeskOperation) refused = g_object_ref (running->operation);

      /* Hanging up what hangs already is no failure. */
      gboolean is_gone = desk_operation_get_verb (running->operation) == DESK_VERB_HANG_UP
                         && is_done (self, running);

      end_running (self, running, is_gone ? NULL : error);
      if (!g_error_matches (error, PAL_ERROR, PAL_ERROR_TIMEOUT)
          && !g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
        tell (self, refused, DESK_VERB_REFUSED);
      desk_verbs_update_allowed (self);
      return;
    }
  if (row->tell != NULL)
    {
      g_autoptr (DeskOperation) operation = g_object_ref (running->operation);

      tell (self, operation, DESK_VERB_ACCEPTED);
      running = find_running (self, operation);
      if (running == NULL)
        return; /* it ended by that */
    }
  if (is_done (self, running))
    end_running (self, running, NULL);
  else
    running->timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock)
                                                   + (row->brings_call ? CALL_PATIENCE : EVENT_PATIENCE),
                                    patience_cb, running);
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (DeskSession) self = g_weak_ref_get (&request->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  DeskRunning *running = self != NULL ? find_running (self, request->operation) : NULL;

  if (running != NULL)
    take_reply (self, running, error);
  if (self != NULL && reply != NULL && desk_operation_get_verb (request->operation) == DESK_VERB_DIAL)
    {
      desk_session_begin (self);
      desk_leg_table_dialled (self->legs, pal_reply_get_call_id (reply));
      desk_session_end (self);
    }
  g_weak_ref_clear (&request->session);
  g_object_unref (request->operation);
  g_free (request);
}

static const DeskVerbWay *
find_way (DeskSession *self, DeskVerb verb)
{
  const DeskVerbRow *row = desk_verb_get (verb);

  for (guint i = 0; i < G_N_ELEMENTS (row->ways); i++)
    {
      const DeskVerbWay *way = &row->ways[i];

      if ((way->subject != NULL || way->target != NULL) && desk_session_can (self, way->method))
        return way;
    }
  return NULL;
}

static PalParams *
make_params (DeskSession *self, const DeskVerbWay *way, const char *subject, const char *target)
{
  PalParams *params = pal_params_new (way->method);
  const char *targets[] = { target, NULL };

  if (way->subject != NULL)
    pal_params_set_text (params, way->subject, subject);
  if (way->target != NULL
      && pal_method_find_param (pal_method_get (way->method), way->target)->type == PAL_PARAM_TYPE_LIST)
    pal_params_set_list (params, way->target, targets);
  else if (way->target != NULL)
    pal_params_set_text (params, way->target, target);
  for (guint i = 0; i < G_N_ELEMENTS (way->fixed) && way->fixed[i].name != NULL; i++)
    {
      const char *value = way->fixed[i].value;

      pal_params_set_text (params, way->fixed[i].name,
                           g_str_equal (value, DESK_OWN) ? store_account_get_user (self->account) : value);
    }
  return params;
}

static DeskOperation *
run (DeskSession *self, DeskVerb verb, const char *subject, const char *target, PalParams *params,
     const DeskVerbWay *way)
{
  DeskRunning *running = g_new0 (DeskRunning, 1);
  Request *request = g_new0 (Request, 1);
  DeskCall *call = DESK_VERB_IS_ON_CALL (verb) ? desk_call_model_find (self->calls, subject) : NULL;

  running->session = self;
  running->operation = desk_operation_new (verb, subject, target);
  running->way = way;
  running->n_calls_seen = self->n_calls_seen;
  g_ptr_array_add (self->operations, running);
  /* Tones are many and quick: they hold up nothing else; desk-tones keeps them in order. */
  if (call != NULL && verb != DESK_VERB_SEND_TONES)
    {
      desk_flush_begin (self->flush);
      desk_call_set_pending (call, running->operation);
      desk_flush_end (self->flush);
    }
  g_weak_ref_init (&request->session, self);
  request->operation = g_object_ref (running->operation);
  desk_errands_begin (self->errands, running->operation);
  tell (self, running->operation, DESK_VERB_ASKED);
  pal_client_call_async (self->client, params, self->cancellable, replied_cb, request);
  return request->operation;
}

static DeskOperation *
refuse (DeskSession *self, DeskVerb verb, const char *target, DeskError code, const char *text)
{
  g_autoptr (DeskOperation) operation = desk_operation_new (verb, NULL, target);
  g_autoptr (GError) error = g_error_new_literal (DESK_ERROR, code, text);

  desk_operation_end (operation, error);
  desk_session_emit_failed (self, operation);
  return NULL;
}

DeskOperation *
desk_session_run (DeskSession *self, DeskVerb verb, DeskCall *call, const char *target)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);
  g_return_val_if_fail (DESK_VERB_IS_ON_CALL (verb), NULL);

  const DeskVerbWay *way = find_way (self, verb);
  g_autoptr (PalParams) params = NULL;
  g_autofree char *sent = NULL;
  const char *subject;

  if (way == NULL || !desk_call_can (call, verb))
    return NULL;
  if (way->target != NULL && (target == NULL || *target == '\0'))
    return NULL;
  sent = desk_session_dup_sent (self, verb, target);
  subject = way->wants_room ? desk_call_get_room_id (call) : desk_call_get_id (call);
  params = make_params (self, way, subject, sent);
  return run (self, verb, desk_call_get_id (call), sent, params, way);
}

static DeskOperation *
ask (DeskSession *self, DeskVerb verb, const char *subject, const char *target)
{
  const DeskVerbWay *way = find_way (self, verb);
  g_autoptr (PalParams) params = NULL;

  if (is_running (self, verb, subject, target))
    return NULL;
  if (desk_session_get_state (self) != PAL_CLIENT_STATE_READY)
    return refuse (self, verb, target, DESK_ERROR_NOT_READY, _ ("Not connected"));
  if (way == NULL)
    return NULL;
  params = make_params (self, way, subject, target);
  if (verb == DESK_VERB_DIAL && desk_places_find_seized (self) != NULL)
    pal_params_set_text (params, "line", desk_places_find_seized (self));
  return run (self, verb, subject, target, params, way);
}

DeskOperation *
desk_session_ask (DeskSession *self, DeskVerb verb, const char *subject, const char *target)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (!DESK_VERB_IS_ON_CALL (verb), NULL);

  g_autofree char *sent = desk_session_dup_sent (self, verb, target);

  return ask (self, verb, subject, sent);
}

gboolean
desk_session_may (DeskSession *self, DeskVerb verb)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), FALSE);
  return find_way (self, verb) != NULL;
}

static DeskOperation *
dial (DeskSession *self, const char *number, gboolean is_sent)
{
  g_auto (DeskNumberPlan) plan = { 0 };
  DeskOperation *operation;

  if (is_running (self, DESK_VERB_DIAL, NULL, NULL) || self->own == NULL)
    return NULL;
  if (!desk_numbers_dial (self->numbers, number, &plan))
    return refuse (self, DESK_VERB_DIAL, number, DESK_ERROR_BAD_NUMBER, _ ("There is no number to dial"));
  operation = ask (self, DESK_VERB_DIAL, NULL, is_sent ? plan.typed : plan.number);
  /* As it was typed: the rules are asked again when it is dialled again. */
  if (operation != NULL)
    desk_personal_add_recent (self, plan.typed);
  return operation;
}

DeskOperation *
desk_session_dial (DeskSession *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return dial (self, number, FALSE);
}

DeskOperation *
desk_session_dial_again (DeskSession *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return dial (self, number, TRUE);
}

void
desk_verbs_update_allowed (DeskSession *self)
{
  DeskVerbs verbs = 0;

  for (DeskVerb verb = 0; DESK_VERB_IS_ON_CALL (verb); verb++)
    if (find_way (self, verb) != NULL)
      verbs |= DESK_VERB_BIT (verb);
  desk_flush_begin (self->flush);
  desk_call_model_set_allowed (self->calls, verbs);
  desk_flush_end (self->flush);
}
