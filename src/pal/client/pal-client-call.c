/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests of a PalClient. */
#include "config.h"

#include "pal/client/pal-client-private.h"

#include <string.h>

#include "pal/protocol/pal-intl.h"

#define MAX_KEPT (64 * 1024) /* bytes of the buffer kept for the next request */

GError *
pal_client_new_not_connected (void)
{
  return g_error_new (PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s", _("There is no connection to the PBX."));
}

static void
log_request (PalClient *self, const PalMethod *method, const PalParams *params)
{
  g_autofree char *masked = NULL;
  g_autofree char *text = NULL;

  if (!pal_client_is_logging (self))
    return;
  masked = pal_params_to_log (params);
  text = g_strdup_printf ("%s %s", method->name, masked);
  pal_client_log (self, "send", text);
}

/* FALSE when it could not be sent; otherwise @func is called once, never before this returns. */
gboolean
pal_client_request (PalClient        *self,
                    const PalParams  *params,
                    gint64            timeout,
                    GCancellable     *cancellable,
                    PalRpcFunc        func,
                    gpointer          user_data,
                    GError          **error)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));
  guint64 id;
  gboolean sent;

  if (!self->line_open || self->lost_pending)
    {
      g_propagate_error (error, pal_client_new_not_connected ());
      return FALSE;
    }
  id = pal_rpc_add (self->rpc, method, timeout, cancellable, func, user_data, error);
  if (id == 0)
    return FALSE;

  g_string_truncate (self->out, 0);
  pal_message_write_request (self->out, id, params);
  sent = pal_transport_send (self->transport, self->out->str, self->out->len);
  if (method->id == PAL_METHOD_LOGIN || self->out->allocated_len > MAX_KEPT)
    {
      explicit_bzero (self->out->str, self->out->len);
      g_string_free (self->out, TRUE);
      self->out = g_string_sized_new (256);
    }
  if (!sent)
    {
      pal_rpc_withdraw (self->rpc, id);
      g_propagate_error (error, pal_client_new_not_connected ());
      return FALSE;
    }
  pal_client_note_request (self);
  log_request (self, method, params);

  return TRUE;
}

void
pal_client_take_answer (PalClient *self, PalReply *reply)
{
  if (pal_rpc_is_awaited (self->rpc, reply))
    pal_rpc_answer (self->rpc, reply);
}

/* Whether a request named anything that a refusal may be about: a call, a note, a phonebook. The tenant, a
 * number or a plain yes and no do not. */
static gboolean
names_object (const PalParams *params)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));

  for (const PalParam *param = method->params; param->name != NULL; param++)
    {
      gboolean is_plain = param->type == PAL_PARAM_TYPE_INTEGER || param->type == PAL_PARAM_TYPE_BOOLEAN;

      if (strcmp (param->name, "tenant") == 0 || (is_plain && (param->flags & PAL_PARAM_ADMIN_ONLY) == 0))
        continue;
      /* Of a family no member is found under the row's name, but what has one has required names as well. */
      if (pal_params_has (params, param->name))
        return TRUE;
    }

  return FALSE;
}

static void
set_knowledge (PalClient *self, PalMethodId method, PalClientKnowledge knowledge)
{
  gboolean could = pal_client_can (self, method);

  self->known[method] = knowledge;
  if (could != pal_client_can (self, method))
    g_object_notify (G_OBJECT (self), "role");
}

/* What a PBX has, and what it lets us do, is learnt from what it answers and holds until the next login. A
 * method it does not know is not asked for again. “No permission.” takes a method away only when the
 * request named nothing it could be about: a refusal of one call or one note says nothing of the next. A
 * later success gives it back. */
void
pal_client_learn (PalClient *self, const PalParams *params, const GError *error)
{
  PalMethodId method = pal_params_get_method (params);
  PalClientKnowledge known = self->known[method];

  if (error == NULL)
    known = PAL_CLIENT_METHOD_WORKS;
  else if (g_error_matches (error, PAL_ERROR, PAL_ERROR_UNKNOWN_METHOD))
    known = PAL_CLIENT_METHOD_MISSING;
  else if (g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED) && !names_object (params))
    known = PAL_CLIENT_METHOD_DENIED;

  if (known != self->known[method])
    set_knowledge (self, method, known);
}

static void
called_cb (PalReply *reply, GError *error, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PalClient *self = g_task_get_source_object (task);

  pal_client_learn (self, g_task_get_task_data (task), error);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task, pal_reply_ref (reply), (GDestroyNotify) pal_reply_unref);
}

void
pal_client_call_async (PalClient           *self,
                       PalParams           *params,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  const PalMethod *method;
  GError *error = NULL;

  g_return_if_fail (PAL_IS_CLIENT (self));
  g_return_if_fail (params != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pal_client_call_async);
  g_task_set_name (task, "pal-client-call");
  if (g_task_return_error_if_cancelled (task))
    return;

  method = pal_method_get (pal_params_get_method (params));
  if (method->id == PAL_METHOD_LOGIN)
    error = g_error_new (PAL_ERROR, PAL_ERROR_DENIED, "%s", _("The connection signs in by itself."));
  else if (self->state != PAL_CLIENT_STATE_SYNCING && self->state != PAL_CLIENT_STATE_READY)
    error = pal_client_new_not_connected ();
  else if (self->known[method->id] == PAL_CLIENT_METHOD_MISSING)
    error = g_error_new (PAL_ERROR, PAL_ERROR_UNKNOWN_METHOD, _("This PBX does not have %s."), method->name);
  /* Who may is for the PBX to say: real ones let users call methods the guide keeps for administrators.
   * pal_client_can() tells what to expect. */
  else if (pal_params_validate (params, PAL_ROLE_NONE, &error))
    {
      g_task_set_task_data (task, pal_params_ref (params), (GDestroyNotify) pal_params_unref);
      if (pal_client_request (self, params, (gint64) method->timeout * G_USEC_PER_SEC, cancellable, called_cb,
                              task, &error))
        {
          g_steal_pointer (&task);
          return;
        }
    }
  g_task_return_error (task, error);
}

PalReply *
pal_client_call_finish (PalClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == pal_client_call_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
