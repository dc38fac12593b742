/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-output.h"

#include <string.h>

/* So much is given to libsoup before its own queue is known to be empty again. */
#define HAND_OVER (256 * 1024)

typedef struct
{
  GBytes *bytes;
  gboolean raw;
} SimFrame;

struct _SimOutput
{
  GObject parent_instance;

  /* owned */
  SoupWebsocketConnection *connection;
  GPollableOutputStream *stream;
  GSource *source;
  GQueue frames;          /* SimFrame */
  GQueue held;            /* SimFrame, while only raw frames go out */
  char *close_reason;

  gsize queued, held_size, handed, raw_done;
  gboolean holds;
  gushort close_code;     /* 0: stays open */
};

G_DEFINE_FINAL_TYPE (SimOutput, sim_output, G_TYPE_OBJECT)

static void
frame_free (gpointer data)
{
  SimFrame *frame = data;

  g_bytes_unref (frame->bytes);
  g_free (frame);
}

static gboolean
is_open (SimOutput *self)
{
  return self->connection != NULL
         && soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN;
}

static void
hand_over (SimOutput *self, GBytes *bytes)
{
  self->handed += g_bytes_get_size (bytes);
  soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, bytes);
}

/* FALSE while the line does not take all of it. */
static gboolean
write_raw (SimOutput *self, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (self->raw_done < length)
    {
      g_autoptr(GError) error = NULL;
      gssize n = g_pollable_output_stream_write_nonblocking (self->stream, data + self->raw_done,
                                                             length - self->raw_done, NULL, &error);

      if (n < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return FALSE;
      if (n < 0)
        break; /* the line is gone; libsoup finds out by itself */
      self->raw_done += n;
    }
  self->raw_done = 0;

  return TRUE;
}

static void
drop_source (SimOutput *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static gboolean
writable_cb (GPollableOutputStream *stream, gpointer user_data)
{
  g_autoptr(SimOutput) self = g_object_ref (user_data);
  SimFrame *frame;

  self->handed = 0;
  while (is_open (self) && self->handed < HAND_OVER && (frame = g_queue_peek_head (&self->frames)) != NULL)
    {
      gsize size = g_bytes_get_size (frame->bytes);

      if (frame->raw && (self->handed > 0 || !write_raw (self, frame->bytes)))
        return G_SOURCE_CONTINUE;
      if (!frame->raw)
        hand_over (self, frame->bytes);
      self->queued -= size;
      frame_free (g_queue_pop_head (&self->frames));
    }
  if (self->handed > 0 && is_open (self))
    return G_SOURCE_CONTINUE;

  if (self->close_code != 0 && is_open (self))
    soup_websocket_connection_close (self->connection, self->close_code, self->close_reason);
  g_clear_pointer (&self->source, g_source_unref);

  return G_SOURCE_REMOVE;
}

/* libsoup writes at default priority: this one runs only when it has nothing left to write. */
static void
arm (SimOutput *self)
{
  if (self->source != NULL)
    return;

  self->source = g_pollable_output_stream_create_source (self->stream, NULL);
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT + 10);
  g_source_set_callback (self->source, G_SOURCE_FUNC (writable_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
closed_cb (SoupWebsocketConnection *connection, SimOutput *self)
{
  drop_source (self);
  g_queue_clear_full (&self->frames, frame_free);
  g_queue_clear_full (&self->held, frame_free);
  self->queued = self->held_size = 0;
}

static void
sim_output_dispose (GObject *object)
{
  SimOutput *self = SIM_OUTPUT (object);

  drop_source (self);
  g_queue_clear_full (&self->frames, frame_free);
  g_queue_clear_full (&self->held, frame_free);
  g_clear_object (&self->stream);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (sim_output_parent_class)->dispose (object);
}

static void
sim_output_finalize (GObject *object)
{
  g_free (SIM_OUTPUT (object)->close_reason);

  G_OBJECT_CLASS (sim_output_parent_class)->finalize (object);
}

static void
sim_output_class_init (SimOutputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_output_dispose;
  object_class->finalize = sim_output_finalize;
}

static void
sim_output_init (SimOutput *self)
{
  g_queue_init (&self->frames);
  g_queue_init (&self->held);
}

SimOutput *
sim_output_new (SoupWebsocketConnection *connection)
{
  SimOutput *self = g_object_new (SIM_TYPE_OUTPUT, NULL);
  GIOStream *stream = soup_websocket_connection_get_io_stream (connection);

  self->connection = g_object_ref (connection);
  self->stream = g_object_ref (G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream)));
  g_signal_connect_object (connection, "closed", G_CALLBACK (closed_cb), self, 0);

  return self;
}

static void
enqueue (SimOutput *self, GBytes *bytes, gboolean raw)
{
  gsize waiting = self->queued + self->held_size;
  gboolean hold = self->holds && !raw;
  SimFrame *frame;

  if (!is_open (self) || self->close_code != 0)
    return;

  arm (self);
  if (!raw && !hold && self->frames.length == 0 && self->handed < HAND_OVER)
    {
      hand_over (self, bytes);
      return;
    }
  if (waiting + g_bytes_get_size (bytes) > SIM_OUTPUT_LIMIT && waiting > 0)
    {
      closed_cb (self->connection, self);
      soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, "too slow");
      return;
    }
  frame = g_new (SimFrame, 1);
  frame->bytes = g_bytes_ref (bytes);
  frame->raw = raw;
  *(hold ? &self->held_size : &self->queued) += g_bytes_get_size (bytes);
  g_queue_push_tail (hold ? &self->held : &self->frames, frame);
}

void
sim_output_send (SimOutput *self, const char *text, gsize length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);

  enqueue (self, bytes, FALSE);
}

void
sim_output_send_take (SimOutput *self, char *text, gsize length)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, length);

  enqueue (self, bytes, FALSE);
}

void
sim_output_send_raw (SimOutput *self, GBytes *bytes)
{
  enqueue (self, bytes, TRUE);
}

void
sim_output_set_hold (SimOutput *self, gboolean hold)
{
  SimFrame *frame;

  self->holds = hold;
  if (hold || g_queue_is_empty (&self->held))
    return;

  while ((frame = g_queue_pop_head (&self->held)) != NULL)
    g_queue_push_tail (&self->frames, frame);
  self->queued += self->held_size;
  self->held_size = 0;
  arm (self);
}

gsize
sim_output_get_queued (SimOutput *self)
{
  return self->queued;
}

void
sim_output_close (SimOutput *self, gushort code, const char *reason)
{
  if (!is_open (self) || self->close_code != 0)
    return;

  self->close_code = code;
  self->close_reason = g_strdup (reason);
  arm (self);
}
