/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-rpc.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"

typedef struct
{
  gint64 id; /* first: the key of the table */
  const PalMethod *method;
  gint64 added, due;
  PalRpcFunc func;
  gpointer user_data;
  GSource *cancelled; /* owned */
  PalRpc *rpc;        /* borrowed */
  GList link;         /* in the order of adding */
} Pending;

struct _PalRpc
{
  guint64 last_id;
  guint n_unknown;
  guint timer;
  gint64 timer_due;

  GObject *owner; /* borrowed: it owns us */

  /* owned */
  PalClock *clock;
  GHashTable *pending; /* id -> Pending, which it does not own */
  GQueue order;
};

PalRpc *
pal_rpc_new (PalClock *clock, GObject *owner)
{
  PalRpc *self = g_new0 (PalRpc, 1);

  self->clock = g_object_ref (clock);
  self->owner = owner;
  self->pending = g_hash_table_new (g_int64_hash, g_int64_equal);

  return self;
}

/* It was taken out before. */
static void
pending_free (Pending *pending)
{
  g_clear_pointer (&pending->cancelled, g_source_unref);
  g_free (pending);
}

/* From here on it can only be ended by whoever took it out. */
static void
take_out (PalRpc *self, Pending *pending)
{
  if (pending->cancelled != NULL)
    g_source_destroy (pending->cancelled);
  g_hash_table_remove (self->pending, &pending->id);
  g_queue_unlink (&self->order, &pending->link);
}

/* Takes @error. The table may change or go in the call. */
static void
fail (Pending *pending, GError *error)
{
  pending->func (NULL, error, pending->user_data);
  g_error_free (error);
  pending_free (pending);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Pending *pending = user_data;

  take_out (pending->rpc, pending);
  fail (pending, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("The request was cancelled.")));

  return G_SOURCE_REMOVE;
}

static void deadline_cb (gpointer user_data);

/* An armed timer is left alone when it comes early enough: it finds out the rest when it fires. */
static void
arm (PalRpc *self, gint64 due)
{
  if (self->timer != 0 && self->timer_due <= due)
    return;
  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = pal_clock_add (self->clock, due, deadline_cb, self);
  self->timer_due = due;
}

/* The first request past its deadline, or NULL and the next deadline. */
static Pending *
find_expired (PalRpc *self, gint64 now, gint64 *next)
{
  *next = G_MAXINT64;
  for (GList *l = self->order.head; l != NULL; l = l->next)
    {
      Pending *pending = l->data;

      if (pending->due <= now)
        return pending;
      *next = MIN (*next, pending->due);
    }

  return NULL;
}

static GError *
timed_out (const Pending *pending)
{
  if (pending->method == NULL)
    return g_error_new (PAL_ERROR, PAL_ERROR_TIMEOUT, "%s", _("The PBX did not answer in time."));

  return g_error_new (PAL_ERROR, PAL_ERROR_TIMEOUT, _("The PBX did not answer “%s” in time."),
                      pending->method->name);
}

static void
deadline_cb (gpointer user_data)
{
  PalRpc *self = user_data;
  gint64 now = pal_clock_get_monotonic (self->clock);
  g_autoptr (GObject) owner = g_object_ref (self->owner); /* the first one told may let go of it, and of us */
  g_autoptr (GPtrArray) expired = g_ptr_array_new ();
  Pending *pending;
  gint64 next;

  self->timer = 0;
  while ((pending = find_expired (self, now, &next)) != NULL)
    {
      take_out (self, pending);
      g_ptr_array_add (expired, pending);
    }
  if (next != G_MAXINT64)
    arm (self, next);
  for (guint i = 0; i < expired->len; i++)
    {
      pending = expired->pdata[i];
      fail (pending, timed_out (pending));
    }
}

guint64
pal_rpc_add (PalRpc           *self,
             const PalMethod  *method,
             gint64            timeout,
             GCancellable     *cancellable,
             PalRpcFunc        func,
             gpointer          user_data,
             GError          **error)
{
  Pending *pending;

  if (g_hash_table_size (self->pending) >= PAL_RPC_MAX_PENDING)
    {
      g_set_error (error, PAL_ERROR, PAL_ERROR_BUSY, _("Too many requests wait for an answer already."));
      return 0;
    }

  pending = g_new0 (Pending, 1);
  pending->id = ++self->last_id;
  pending->method = method;
  pending->added = pal_clock_get_monotonic (self->clock);
  pending->due = pending->added + timeout;
  pending->func = func;
  pending->user_data = user_data;
  pending->rpc = self;
  pending->link.data = pending;
  if (cancellable != NULL)
    {
      pending->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (pending->cancelled, G_SOURCE_FUNC (cancelled_cb), pending, NULL);
      g_source_attach (pending->cancelled, g_main_context_get_thread_default ());
    }
  g_hash_table_add (self->pending, pending);
  g_queue_push_tail_link (&self->order, &pending->link);
  arm (self, pending->due);

  return pending->id;
}

void
pal_rpc_withdraw (PalRpc *self, guint64 id)
{
  gint64 key = id;
  Pending *pending = g_hash_table_lookup (self->pending, &key);

  g_return_if_fail (pending != NULL);
  take_out (self, pending);
  pending_free (pending);
}

/* Ids are compared as texts: only the very digits we sent match. */
static Pending *
lookup (PalRpc *self, const PalReply *reply)
{
  const char *text = pal_reply_get_id (reply);
  gsize length = strlen (text);
  gint64 id = 0;

  if (length == 0 || length > 18 || *text == '0')
    return NULL;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return NULL;
      id = id * 10 + (text[i] - '0');
    }

  return g_hash_table_lookup (self->pending, &id);
}

gboolean
pal_rpc_is_awaited (PalRpc *self, PalReply *reply)
{
  if (lookup (self, reply) != NULL)
    return TRUE;
  self->n_unknown++;
  g_debug ("Dropped an answer nobody waits for");

  return FALSE;
}

gboolean
pal_rpc_answer (PalRpc *self, PalReply *reply)
{
  Pending *pending = lookup (self, reply);
  GError *error = NULL;

  if (pending == NULL)
    return FALSE;
  take_out (self, pending);
  if (pending->method == NULL || pal_reply_check (reply, pending->method, &error))
    {
      pending->func (reply, NULL, pending->user_data);
      pending_free (pending);
    }
  else
    fail (pending, error);

  return TRUE;
}

void
pal_rpc_fail_all (PalRpc *self, const GError *error)
{
  g_autoptr (GPtrArray) failed = g_ptr_array_sized_new (self->order.length);

  while (self->order.head != NULL)
    {
      g_ptr_array_add (failed, self->order.head->data);
      take_out (self, self->order.head->data);
    }
  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  for (guint i = 0; i < failed->len; i++)
    fail (failed->pdata[i], g_error_copy (error));
}

void
pal_rpc_free (PalRpc *self)
{
  g_autoptr (GError) error = g_error_new (PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s", _("The connection was given up."));

  pal_rpc_fail_all (self, error);
  g_hash_table_unref (self->pending);
  g_object_unref (self->clock);
  g_free (self);
}

guint
pal_rpc_get_n_pending (PalRpc *self)
{
  return self->order.length;
}

guint
pal_rpc_get_n_unknown (PalRpc *self)
{
  return self->n_unknown;
}

gint64
pal_rpc_get_oldest (PalRpc *self)
{
  return self->order.head != NULL ? ((Pending *) self->order.head->data)->added : 0;
}
