/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-wire.h"

#include "sim/sim-pump.h"

#define VECTORS 16
/* What libsoup may add while the wire takes nothing: more pings than that are not answered. */
#define OWN_WORDS (64 * 1024)

/* What libsoup takes for the output of the connection. */
#define SIM_TYPE_MOUTH (sim_mouth_get_type ())
G_DECLARE_FINAL_TYPE (SimMouth, sim_mouth, SIM, MOUTH, GOutputStream)

struct _SimMouth
{
  GOutputStream parent_instance;

  SimWire *wire;                 /* borrowed: it lets go of us when it ends */
};

struct _SimWire
{
  GIOStream parent_instance;

  /* borrowed */
  SimPump *pump;
  GPollableOutputStream *output; /* of base */

  /* owned */
  GIOStream *base;
  GSocket *socket;               /* below it */
  SimEar *ear;
  SimMouth *mouth;
  GQueue spans;                  /* SimSpan */
  GSource *source;               /* until the wire takes more */

  gsize queued, done;            /* bytes; of the first span */
  guint waits;                   /* for the pump: 1 with the others, 2 urgently */
  gboolean is_broken;
};

static void mouth_pollable_init (GPollableOutputStreamInterface *iface);

G_DEFINE_FINAL_TYPE (SimWire, sim_wire, G_TYPE_IO_STREAM)
G_DEFINE_FINAL_TYPE_WITH_CODE (SimMouth, sim_mouth, G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM, mouth_pollable_init))

static void
span_free (gpointer data)
{
  sim_span_clear (data);
  g_free (data);
}

static void
drop_source (SimWire *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
forget_all (SimWire *self)
{
  drop_source (self);
  g_queue_clear_full (&self->spans, span_free);
  self->queued = self->done = 0;
}

static gboolean
writable_cb (GPollableOutputStream *stream, gpointer user_data)
{
  g_autoptr(SimWire) self = g_object_ref (user_data);

  drop_source (self);
  sim_wire_flush (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_wire (SimWire *self)
{
  if (self->source != NULL)
    return;

  self->source = g_pollable_output_stream_create_source (self->output, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (writable_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/* Bytes written; 0 when the wire takes none now, or is gone. */
static gsize
write_some (SimWire *self)
{
  GOutputVector vectors[VECTORS];
  g_autoptr(GError) error = NULL;
  gsize n = 0, written = 0;
  GPollableReturn result;

  for (GList *l = self->spans.head; l != NULL && n < VECTORS; l = l->next, n++)
    {
      const SimSpan *span = l->data;
      gsize done = n == 0 ? self->done : 0;

      vectors[n].buffer = sim_span_get_data (span) + done;
      vectors[n].size = span->end - span->begin - done;
    }
  result = g_pollable_output_stream_writev_nonblocking (self->output, vectors, n, &written, NULL, &error);
  if (result == G_POLLABLE_RETURN_FAILED)
    {
      self->is_broken = TRUE; /* libsoup, which reads, finds out by itself */
      forget_all (self);
      return 0;
    }

  return result == G_POLLABLE_RETURN_OK ? MIN (written, self->queued) : 0;
}

void
sim_wire_flush (SimWire *self)
{
  self->waits = 0;
  while (self->source == NULL && !g_queue_is_empty (&self->spans))
    {
      gsize written = write_some (self);
      SimSpan *span;

      self->queued -= written;
      self->done += written;
      while ((span = g_queue_peek_head (&self->spans)) != NULL && self->done >= span->end - span->begin)
        {
          self->done -= span->end - span->begin;
          span_free (g_queue_pop_head (&self->spans));
        }
      if (written == 0 && span != NULL)
        wait_for_wire (self);
    }
}

GSocket *
sim_wire_get_socket (SimWire *self)
{
  return self->socket;
}

SimEar *
sim_wire_get_ear (SimWire *self)
{
  return self->ear;
}

gsize
sim_wire_get_queued (SimWire *self)
{
  return self->queued;
}

static void
add (SimWire *self, const SimSpan *frames)
{
  SimSpan *last = g_queue_peek_tail (&self->spans);

  self->queued += frames->end - frames->begin;
  if (last != NULL && sim_span_extend (last, frames))
    return;

  last = g_new (SimSpan, 1);
  *last = sim_span_copy (frames);
  g_queue_push_tail (&self->spans, last);
}

void
sim_wire_add (SimWire *self, const SimSpan *frames, gboolean urgent)
{
  guint waits = urgent ? 2 : 1;

  if (self->is_broken)
    return;

  add (self, frames);
  if (self->source != NULL || self->waits >= waits)
    return;

  self->waits = waits;
  sim_pump_add (self->pump, self, urgent);
}

void
sim_wire_forget (SimWire *self)
{
  SimSpan *span = g_queue_pop_head (&self->spans);
  gsize done = self->done;
  gsize end = span != NULL ? sim_span_frame_end (span, span->begin + done) : 0;

  forget_all (self);
  if (span == NULL)
    return;

  if (end > span->begin + done)
    {
      span->end = end;
      span->begin += done;
      add (self, span);
      wait_for_wire (self);
    }
  span_free (span);
}

SimWire *
sim_wire_find (GIOStream *stream)
{
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  return SIM_IS_MOUTH (output) ? SIM_MOUTH (output)->wire : NULL;
}

static GInputStream *
sim_wire_get_input_stream (GIOStream *stream)
{
  return G_INPUT_STREAM (SIM_WIRE (stream)->ear);
}

static GOutputStream *
sim_wire_get_output_stream (GIOStream *stream)
{
  return G_OUTPUT_STREAM (SIM_WIRE (stream)->mouth);
}

static gboolean
sim_wire_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  SimWire *self = SIM_WIRE (stream);

  sim_wire_flush (self);
  forget_all (self);
  self->is_broken = TRUE;

  return g_io_stream_close (self->base, cancellable, error);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_io_stream_close_finish (G_IO_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sim_wire_close_async (GIOStream *stream,
                      int priority,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  SimWire *self = SIM_WIRE (stream);
  GTask *task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, sim_wire_close_async);
  sim_wire_flush (self);
  forget_all (self);
  self->is_broken = TRUE;
  g_io_stream_close_async (self->base, priority, cancellable, closed_cb, task);
}

static gboolean
sim_wire_close_finish (GIOStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sim_wire_dispose (GObject *object)
{
  SimWire *self = SIM_WIRE (object);

  G_OBJECT_CLASS (sim_wire_parent_class)->dispose (object); /* closes */
  forget_all (self);
  self->mouth->wire = NULL;
}

static void
sim_wire_finalize (GObject *object)
{
  SimWire *self = SIM_WIRE (object);

  g_object_unref (self->ear);
  g_object_unref (self->mouth);
  g_object_unref (self->socket);
  g_object_unref (self->base);

  G_OBJECT_CLASS (sim_wire_parent_class)->finalize (object);
}

static void
sim_wire_class_init (SimWireClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->dispose = sim_wire_dispose;
  object_class->finalize = sim_wire_finalize;
  stream_class->get_input_stream = sim_wire_get_input_stream;
  stream_class->get_output_stream = sim_wire_get_output_stream;
  stream_class->close_fn = sim_wire_close;
  stream_class->close_async = sim_wire_close_async;
  stream_class->close_finish = sim_wire_close_finish;
}

static void
sim_wire_init (SimWire *self)
{
  g_queue_init (&self->spans);
  self->mouth = g_object_new (SIM_TYPE_MOUTH, NULL);
  self->mouth->wire = self;
}

SimWire *
sim_wire_new (GIOStream *base, GSocket *socket, SimPump *pump)
{
  SimWire *self = g_object_new (SIM_TYPE_WIRE, NULL);

  self->base = g_object_ref (base);
  self->socket = g_object_ref (socket);
  self->ear = sim_ear_new (g_io_stream_get_input_stream (base));
  self->output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (base));
  self->pump = pump;

  return self;
}

/* What libsoup says: the handshake, pongs, the close frame; each a whole one. */
static gssize
sim_mouth_write (GOutputStream *stream, const void *data, gsize length, GCancellable *cancellable,
                 GError **error)
{
  SimWire *wire = SIM_MOUTH (stream)->wire;
  SimSpan span;

  if (wire == NULL || wire->is_broken)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "the wire is gone");
      return -1;
    }
  if (wire->source != NULL && wire->queued > OWN_WORDS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "the wire takes nothing");
      return -1;
    }

  span = sim_span_new (data, length);
  add (wire, &span);
  sim_span_clear (&span);
  sim_wire_flush (wire);

  return (gssize) length;
}

static gssize
sim_mouth_write_nonblocking (GPollableOutputStream *stream, const void *data, gsize length, GError **error)
{
  return sim_mouth_write (G_OUTPUT_STREAM (stream), data, length, NULL, error);
}

static gboolean
sim_mouth_is_writable (GPollableOutputStream *stream)
{
  SimWire *wire = SIM_MOUTH (stream)->wire;

  return wire == NULL || wire->is_broken || wire->source == NULL || wire->queued <= OWN_WORDS;
}

static GSource *
sim_mouth_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  SimWire *wire = SIM_MOUTH (stream)->wire;
  g_autoptr(GSource) child = wire != NULL && !wire->is_broken
                               ? g_pollable_output_stream_create_source (wire->output, NULL)
                               : g_timeout_source_new (0);

  return g_pollable_source_new_full (stream, child, cancellable);
}

static void
mouth_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = sim_mouth_is_writable;
  iface->create_source = sim_mouth_create_source;
  iface->write_nonblocking = sim_mouth_write_nonblocking;
}

static void
sim_mouth_class_init (SimMouthClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = sim_mouth_write;
}

static void
sim_mouth_init (SimMouth *self)
{
}
