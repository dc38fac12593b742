/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-ear.h"

struct _SimEar
{
  GInputStream parent_instance;

  /* owned */
  GPollableInputStream *base;

  /* borrowed */
  gpointer user_data;

  SimEarFunc too_long;           /* NULL: no limit, or it has been called */
  guint64 heard, limit, left;    /* bytes: of the message; of the frame, to come */
  guint8 head[14];               /* of the frame */
  guint have;                    /* of its head */
  gboolean is_deaf;
};

static void ear_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimEar, sim_ear, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, ear_pollable_init))

/* TRUE once the head is whole. */
static gboolean
read_head (SimEar *self, guint8 byte)
{
  guint8 length;
  guint more;

  self->head[self->have++] = byte;
  if (self->have < 2)
    return FALSE;
  length = self->head[1] & 0x7f;
  more = length == 127 ? 8 : length == 126 ? 2 : 0;
  if (self->have < 2 + more + (self->head[1] & 0x80 ? 4 : 0))
    return FALSE;

  self->left = more == 0 ? length : 0;
  for (guint i = 0; i < more; i++)
    self->left = self->left << 8 | self->head[2 + i];
  self->have = 0;

  return TRUE;
}

static gboolean
is_too_long (SimEar *self, const guint8 *bytes, gsize n)
{
  while (n > 0)
    {
      gsize part = (gsize) MIN (self->left, n);
      guint8 code;

      self->left -= part;
      bytes += part;
      n -= part;
      if (n == 0)
        break;
      n--;
      if (!read_head (self, *bytes++))
        continue;
      code = self->head[0] & 0x0f;
      if (code >= 8) /* a ping between the parts */
        continue;
      if (code != 0)
        self->heard = 0;
      if (self->left > self->limit - self->heard)
        return TRUE;
      self->heard += self->left;
    }

  return FALSE;
}

/* What has been read is heard, unless it is too much. */
static gssize
hear (SimEar *self, const void *buffer, gssize length, GError **error)
{
  SimEarFunc too_long = self->too_long;

  if (length <= 0)
    return length;

  if (too_long != NULL && is_too_long (self, buffer, (gsize) length))
    {
      self->is_deaf = TRUE;
      self->too_long = NULL;
      too_long (self->user_data);
    }
  if (!self->is_deaf)
    return length;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "not heard");

  return -1;
}

static gssize
sim_ear_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  SimEar *self = SIM_EAR (stream);
  gssize length = g_pollable_input_stream_read_nonblocking (self->base, buffer, count, NULL, error);

  return hear (self, buffer, length, error);
}

static gssize
sim_ear_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  SimEar *self = SIM_EAR (stream);
  gssize length = g_input_stream_read (G_INPUT_STREAM (self->base), buffer, count, cancellable, error);

  return hear (self, buffer, length, error);
}

static gboolean
sim_ear_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (SIM_EAR (stream)->base);
}

static GSource *
sim_ear_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr(GSource) child = g_pollable_input_stream_create_source (SIM_EAR (stream)->base, NULL);

  return g_pollable_source_new_full (stream, child, cancellable);
}

static void
ear_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = sim_ear_is_readable;
  iface->create_source = sim_ear_create_source;
  iface->read_nonblocking = sim_ear_read_nonblocking;
}

static void
sim_ear_finalize (GObject *object)
{
  g_object_unref (SIM_EAR (object)->base);

  G_OBJECT_CLASS (sim_ear_parent_class)->finalize (object);
}

static void
sim_ear_class_init (SimEarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sim_ear_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = sim_ear_read;
}

static void
sim_ear_init (SimEar *self)
{
}

SimEar *
sim_ear_new (GInputStream *base)
{
  SimEar *self = g_object_new (SIM_TYPE_EAR, NULL);

  self->base = G_POLLABLE_INPUT_STREAM (g_object_ref (base));

  return self;
}

void
sim_ear_set_limit (SimEar *self, gsize bytes, SimEarFunc too_long, gpointer user_data)
{
  self->limit = bytes;
  self->too_long = too_long;
  self->user_data = user_data;
  self->heard = self->left = 0;
  self->have = 0;
}
