/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests that no row of the table stands behind: for consoles. */
#include "config.h"

#include "pal/client/pal-client-private.h"

#include <string.h>

#include "pal/protocol/pal-message.h"

static gboolean
is_json (const char *text, GError **error)
{
  PalSlice slice;
  PalScan scan;

  pal_scan_init (&scan, text, strlen (text));
  if (pal_scan_skip (&scan, &slice) && pal_scan_next (&scan, &slice) == PAL_TOKEN_END)
    return TRUE;

  pal_scan_propagate (&scan, error);
  return FALSE;
}

static void
answered_cb (PalReply *reply, GError *error, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task, pal_reply_ref (reply), (GDestroyNotify) pal_reply_unref);
}

/* The task goes to the answer once this is TRUE. */
static gboolean
send_raw (PalClient *self, GTask *task, const char *method, const char *params, guint timeout, GError **error)
{
  GString *out;
  guint64 id;
  gboolean sent;

  if (!self->line_open || self->lost_pending)
    {
      g_propagate_error (error, pal_client_new_not_connected ());
      return FALSE;
    }
  id = pal_rpc_add (self->rpc, NULL, (gint64) timeout * G_USEC_PER_SEC, g_task_get_cancellable (task),
                    answered_cb, task, error);
  if (id == 0)
    return FALSE;

  out = g_string_new (NULL);
  pal_message_write_raw_request (out, id, method, params);
  sent = pal_transport_send (self->transport, out->str, out->len);
  explicit_bzero (out->str, out->len); /* nobody knows what of it is a secret */
  g_string_free (out, TRUE);
  if (!sent)
    {
      pal_rpc_withdraw (self->rpc, id);
      g_propagate_error (error, pal_client_new_not_connected ());
      return FALSE;
    }
  pal_client_note_request (self);

  return TRUE;
}

void
pal_client_call_raw_async (PalClient           *self,
                           const char          *method,
                           const char          *params,
                           guint                timeout,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (PAL_IS_CLIENT (self));
  g_return_if_fail (method != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pal_client_call_raw_async);
  g_task_set_name (task, "pal-client-call-raw");
  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->state != PAL_CLIENT_STATE_SYNCING && self->state != PAL_CLIENT_STATE_READY)
    {
      g_task_return_error (task, pal_client_new_not_connected ());
      return;
    }
  if (params != NULL && !is_json (params, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (send_raw (self, task, method, params, timeout, &error))
    g_steal_pointer (&task);
  else
    g_task_return_error (task, error);
}

PalReply *
pal_client_call_raw_finish (PalClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == pal_client_call_raw_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
