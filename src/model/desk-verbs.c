/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-session-private.h"

#include <glib/gi18n.h>

#include "model/desk-operation-private.h"

/* After the PBX said yes, the notification has this long to come. */
#define PHONE_PATIENCE (5 * G_USEC_PER_SEC)
#define DIAL_PATIENCE (2 * G_USEC_PER_SEC)

/* An operation under way. The session owns it; a request holds the session only weakly. */
typedef struct
{
  DeskSession *session; /* borrowed */
  DeskOperation *operation; /* owned */
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

static DeskRunning *
find_dial (DeskSession *self)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      DeskRunning *running = self->operations->pdata[i];

      if (desk_operation_get_kind (running->operation) == DESK_OPERATION_DIAL)
        return running;
    }
  return NULL;
}

static void
end_running (DeskSession *self, DeskRunning *running, const GError *error)
{
  g_autoptr (DeskOperation) operation = g_object_ref (running->operation);
  DeskCall *call = desk_call_model_find (self->calls, desk_operation_get_talker_id (operation));

  g_ptr_array_remove (self->operations, running);
  desk_flush_begin (self->flush);
  if (call != NULL && desk_call_get_pending (call) == operation)
    desk_call_set_pending (call, NULL);
  desk_flush_end (self->flush);
  desk_operation_end (operation, error);
  if (error != NULL)
    desk_session_emit_failed (self, operation);
}

/* Has the leg come to where the verb should bring it? */
static gboolean
is_done (DeskSession *self, const DeskRunning *running)
{
  const char *talker_id = desk_operation_get_talker_id (running->operation);
  const DeskLeg *leg = talker_id != NULL ? desk_leg_table_find (self->legs, talker_id) : NULL;

  switch (desk_operation_get_kind (running->operation))
    {
    case DESK_OPERATION_DIAL:
      return self->n_calls_seen != running->n_calls_seen;
    case DESK_OPERATION_ANSWER:
      return leg == NULL || leg->was_answered || (leg->is_originator && !leg->own_rings);
    case DESK_OPERATION_HOLD:
      return leg == NULL || leg->state == DESK_LEG_HELD;
    case DESK_OPERATION_RESUME:
      return leg == NULL || leg->state == DESK_LEG_TALKING;
    case DESK_OPERATION_HANG_UP:
    default:
      return leg == NULL;
    }
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

static void
patience_cb (gpointer user_data)
{
  DeskRunning *running = user_data;
  g_autoptr (DeskSession) self = g_object_ref (running->session);
  g_autoptr (GError) error = NULL;

  running->timer = 0;
  switch (desk_operation_get_kind (running->operation))
    {
    case DESK_OPERATION_ANSWER:
    case DESK_OPERATION_HOLD:
    case DESK_OPERATION_RESUME:
      g_set_error_literal (&error, DESK_ERROR, DESK_ERROR_PHONE_IGNORED, _ ("The phone did not do it"));
      break;
    case DESK_OPERATION_DIAL:
      desk_session_doubt_silence (self);
      break;
    case DESK_OPERATION_HANG_UP:
    default:
      break;
    }
  end_running (self, running, error);
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (DeskSession) self = g_weak_ref_get (&request->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply G_GNUC_UNUSED = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  DeskRunning *running = self != NULL ? find_running (self, request->operation) : NULL;

  if (running != NULL)
    {
      running->has_reply = TRUE;
      if (error != NULL)
        {
          /* Hanging up what hangs already is no failure. */
          gboolean is_gone = desk_operation_get_kind (running->operation) == DESK_OPERATION_HANG_UP
                             && is_done (self, running);

          end_running (self, running, is_gone ? NULL : error);
          desk_verbs_update_allowed (self);
        }
      else if (is_done (self, running))
        end_running (self, running, NULL);
      else
        {
          gboolean is_dial = desk_operation_get_talker_id (running->operation) == NULL;
          gint64 patience = is_dial ? DIAL_PATIENCE : PHONE_PATIENCE;

          running->timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + patience,
                                          patience_cb, running);
        }
    }
  g_weak_ref_clear (&request->session);
  g_object_unref (request->operation);
  g_free (request);
}

static DeskOperation *
run (DeskSession *self, DeskOperationKind kind, const char *target, const char *talker_id, PalParams *params)
{
  DeskRunning *running = g_new0 (DeskRunning, 1);
  Request *request = g_new0 (Request, 1);
  DeskCall *call = desk_call_model_find (self->calls, talker_id);

  running->session = self;
  running->operation = desk_operation_new (kind, target, talker_id);
  running->n_calls_seen = self->n_calls_seen;
  g_ptr_array_add (self->operations, running);
  if (call != NULL)
    {
      desk_flush_begin (self->flush);
      desk_call_set_pending (call, running->operation);
      desk_flush_end (self->flush);
    }
  g_weak_ref_init (&request->session, self);
  request->operation = g_object_ref (running->operation);
  pal_client_call_async (self->client, params, self->cancellable, replied_cb, request);
  return request->operation;
}

static DeskOperation *
refuse (DeskSession *self, DeskOperationKind kind, const char *target, DeskError code, const char *text)
{
  g_autoptr (DeskOperation) operation = desk_operation_new (kind, target, NULL);
  g_autoptr (GError) error = g_error_new_literal (DESK_ERROR, code, text);

  desk_operation_end (operation, error);
  desk_session_emit_failed (self, operation);
  return NULL;
}

DeskOperation *
desk_session_dial (DeskSession *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);

  g_autofree char *wanted = desk_number_normalize (number);
  const char *own = store_account_get_user (self->account);
  const char *to[] = { wanted, NULL };
  g_autoptr (PalParams) params = NULL;

  if (find_dial (self) != NULL || self->own == NULL)
    return NULL;
  if (wanted == NULL)
    return refuse (self, DESK_OPERATION_DIAL, number, DESK_ERROR_BAD_NUMBER,
                   _ ("There is no number to dial"));
  if (desk_session_get_state (self) != PAL_CLIENT_STATE_READY)
    return refuse (self, DESK_OPERATION_DIAL, wanted, DESK_ERROR_NOT_READY, _ ("Not connected"));

  params = pal_params_new (PAL_METHOD_MAKE_CALL);
  pal_params_set_text (params, "user", own);
  pal_params_set_text (params, "from", own);
  pal_params_set_list (params, "to", to);
  pal_params_set_text (params, "type", "2");
  desk_personal_add_recent (self, wanted);
  return run (self, DESK_OPERATION_DIAL, wanted, NULL, params);
}

static DeskOperation *
run_on_leg (DeskSession *self, DeskOperationKind kind, DeskCall *call, PalMethodId method,
            const char *id_name,
            const char *action)
{
  g_autoptr (PalParams) params = pal_params_new (method);

  pal_params_set_text (params, id_name, desk_call_get_id (call));
  if (action != NULL)
    pal_params_set_text (params, "action", action);
  return run (self, kind, desk_call_get_name (call), desk_call_get_id (call), params);
}

DeskOperation *
desk_session_answer (DeskSession *self, DeskCall *call)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);

  if (!desk_call_get_can_answer (call))
    return NULL;
  return run_on_leg (self, DESK_OPERATION_ANSWER, call, PAL_METHOD_REMOTE_CONTROL, "talker_id", "talk");
}

/* The phone's own hold where it may be asked for, else the server's where it has one. */
DeskOperation *
desk_session_hold (DeskSession *self, DeskCall *call)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);

  if (!desk_call_get_can_hold (call))
    return NULL;
  if (desk_session_can (self, PAL_METHOD_REMOTE_CONTROL))
    return run_on_leg (self, DESK_OPERATION_HOLD, call, PAL_METHOD_REMOTE_CONTROL, "talker_id", "hold");
  return run_on_leg (self, DESK_OPERATION_HOLD, call, PAL_METHOD_HOLD, "tid", NULL);
}

DeskOperation *
desk_session_resume (DeskSession *self, DeskCall *call)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);

  if (!desk_call_get_can_resume (call))
    return NULL;
  if (desk_session_can (self, PAL_METHOD_REMOTE_CONTROL))
    return run_on_leg (self, DESK_OPERATION_RESUME, call, PAL_METHOD_REMOTE_CONTROL, "talker_id", "talk");
  return run_on_leg (self, DESK_OPERATION_RESUME, call, PAL_METHOD_UNHOLD, "tid", NULL);
}

DeskOperation *
desk_session_hang_up (DeskSession *self, DeskCall *call)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);

  if (!desk_call_get_can_hang_up (call))
    return NULL;
  return run_on_leg (self, DESK_OPERATION_HANG_UP, call, PAL_METHOD_DISCONNECT, "tid", NULL);
}

void
desk_verbs_update_allowed (DeskSession *self)
{
  DeskVerbs verbs = 0;

  if (desk_session_can (self, PAL_METHOD_REMOTE_CONTROL))
    verbs |= DESK_VERB_ANSWER | DESK_VERB_HOLD | DESK_VERB_RESUME;
  if (desk_session_can (self, PAL_METHOD_HOLD))
    verbs |= DESK_VERB_HOLD;
  if (desk_session_can (self, PAL_METHOD_UNHOLD))
    verbs |= DESK_VERB_RESUME;
  if (desk_session_can (self, PAL_METHOD_DISCONNECT))
    verbs |= DESK_VERB_HANG_UP;
  desk_flush_begin (self->flush);
  desk_call_model_set_allowed (self->calls, verbs);
  desk_flush_end (self->flush);
}
