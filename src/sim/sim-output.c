/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-output.h"

struct _SimOutput
{
  GObject parent_instance;

  /* owned */
  SoupWebsocketConnection *connection;
  SimWire *wire;
  GQueue held;            /* SimSpan, while only raw frames go out */

  gsize held_size, limit;
  gboolean holds, is_closing;
};

G_DEFINE_FINAL_TYPE (SimOutput, sim_output, G_TYPE_OBJECT)

static void
span_free (gpointer data)
{
  sim_span_clear (data);
  g_free (data);
}

static void
drop_held (SimOutput *self)
{
  g_queue_clear_full (&self->held, span_free);
  self->held_size = 0;
}

static void
sim_output_dispose (GObject *object)
{
  SimOutput *self = SIM_OUTPUT (object);

  drop_held (self);
  g_clear_object (&self->wire);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (sim_output_parent_class)->dispose (object);
}

static void
sim_output_class_init (SimOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sim_output_dispose;
}

static void
sim_output_init (SimOutput *self)
{
  g_queue_init (&self->held);
  self->limit = SIM_OUTPUT_LIMIT;
}

SimOutput *
sim_output_new (SoupWebsocketConnection *connection, SimWire *wire)
{
  SimOutput *self = g_object_new (SIM_TYPE_OUTPUT, NULL);

  self->connection = g_object_ref (connection);
  self->wire = g_object_ref (wire);

  return self;
}

void
sim_output_set_limit (SimOutput *self, gsize limit)
{
  self->limit = limit > 0 ? limit : SIM_OUTPUT_LIMIT;
}

/* FALSE when it is too much. */
static gboolean
has_room (SimOutput *self, gsize size)
{
  gsize waiting = sim_wire_get_queued (self->wire) + self->held_size;

  return waiting + size <= self->limit || (size > self->limit && waiting <= self->limit / 2);
}

static void
give_up (SimOutput *self)
{
  drop_held (self);
  sim_wire_forget (self->wire);
  sim_output_close (self, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, "too slow");
}

static void
enqueue (SimOutput *self, const SimSpan *span, gboolean raw, gboolean urgent)
{
  gsize size = span->end - span->begin;
  SimSpan *copy;

  if (self->connection == NULL || self->is_closing
      || soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  if (!has_room (self, size))
    {
      give_up (self);
      return;
    }
  if (!self->holds || raw)
    {
      sim_wire_add (self->wire, span, urgent);
      return;
    }

  copy = g_new (SimSpan, 1);
  *copy = sim_span_copy (span);
  self->held_size += size;
  g_queue_push_tail (&self->held, copy);
}

void
sim_output_send (SimOutput *self, const char *text, gsize length)
{
  SimSpan span = sim_span_new_frame (text, length);

  enqueue (self, &span, FALSE, TRUE);
  sim_span_clear (&span);
}

void
sim_output_send_take (SimOutput *self, char *text, gsize length)
{
  sim_output_send (self, text, length);
  g_free (text);
}

void
sim_output_send_shared (SimOutput *self, const SimSpan *frames)
{
  enqueue (self, frames, FALSE, FALSE);
}

void
sim_output_send_raw (SimOutput *self, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  SimSpan span = sim_span_new (data, length);

  enqueue (self, &span, TRUE, TRUE);
  sim_span_clear (&span);
}

void
sim_output_set_hold (SimOutput *self, gboolean hold)
{
  SimSpan *span;

  self->holds = hold;
  if (hold)
    return;

  while ((span = g_queue_pop_head (&self->held)) != NULL)
    {
      sim_wire_add (self->wire, span, TRUE);
      span_free (span);
    }
  self->held_size = 0;
}

gsize
sim_output_get_queued (SimOutput *self)
{
  return self->wire != NULL ? sim_wire_get_queued (self->wire) : 0;
}

void
sim_output_close (SimOutput *self, gushort code, const char *reason)
{
  if (self->connection == NULL || self->is_closing
      || soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;

  self->is_closing = TRUE;
  soup_websocket_connection_close (self->connection, code, reason);
}
