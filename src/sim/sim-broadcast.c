/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-broadcast.h"

#include "sim/sim-event.h"
#include "sim/sim-peer.h"
#include "sim/sim-tape.h"

struct _SimBroadcast
{
  GObject parent_instance;

  /* owned */
  GPtrArray *peers;
  SimTape tape;
  GString *text;        /* of one event, or those of a batch one behind the other */
  GArray *ends;         /* gsize, where each of the batch ends in it */
  GHashTable *frames;   /* while a batch is sent: GBytes of the guint numbers heard → SimSpan */
};

G_DEFINE_FINAL_TYPE (SimBroadcast, sim_broadcast, G_TYPE_OBJECT)

static void
span_free (gpointer data)
{
  sim_span_clear (data);
  g_free (data);
}

static void
note (SimBroadcast *self, SimTenant *tenant, const PalEvent *event)
{
  guint number = self->ends->len;
  gboolean is_heard = FALSE;

  for (guint i = 0; i < self->peers->len; i++)
    {
      SimPeer *peer = g_ptr_array_index (self->peers, i);

      if (!sim_peer_hears (peer, tenant, event))
        continue;
      is_heard = TRUE;
      sim_peer_note (peer, number);
    }
  if (!is_heard)
    return;

  if (number == 0)
    g_string_truncate (self->text, 0);
  sim_event_append (self->text, event);
  g_array_append_val (self->ends, self->text->len);
}

static void
event_cb (SimWorld *world, SimTenant *tenant, const PalEvent *event, SimBroadcast *self)
{
  SimSpan frame = { NULL, 0, 0 };

  if (world->batching > 0)
    {
      note (self, tenant, event);
      return;
    }
  for (guint i = 0; i < self->peers->len; i++)
    {
      SimPeer *peer = g_ptr_array_index (self->peers, i);

      if (!sim_peer_hears (peer, tenant, event))
        continue;
      if (frame.chunk == NULL)
        {
          g_string_truncate (self->text, 0);
          sim_event_append (self->text, event);
          frame = sim_tape_add_frame (&self->tape, self->text->str, self->text->len);
        }
      sim_peer_send_shared (peer, event, &frame);
    }
  sim_span_clear (&frame);
}

static SimSpan *
make_array (SimBroadcast *self, const guint *numbers, guint n)
{
  g_autoptr(GString) array = g_string_sized_new (self->text->len + n + 2);
  SimSpan *frame = g_new (SimSpan, 1);

  for (guint i = 0; i < n; i++)
    {
      gsize begin = numbers[i] > 0 ? g_array_index (self->ends, gsize, numbers[i] - 1) : 0;

      g_string_append_c (array, i == 0 ? '[' : ',');
      g_string_append_len (array, self->text->str + begin,
                           g_array_index (self->ends, gsize, numbers[i]) - begin);
    }
  g_string_append_c (array, ']');
  *frame = sim_tape_add_frame (&self->tape, array->str, array->len);

  return frame;
}

static void
flush_cb (SimWorld *world, SimBroadcast *self)
{
  for (guint i = 0; i < self->peers->len && self->ends->len > 0; i++)
    {
      SimPeer *peer = g_ptr_array_index (self->peers, i);
      g_autoptr(GBytes) heard = sim_peer_take_notes (peer);
      const guint *numbers;
      SimSpan *frame;
      gsize size;

      if (heard == NULL)
        continue;
      numbers = g_bytes_get_data (heard, &size);
      frame = g_hash_table_lookup (self->frames, heard);
      if (frame == NULL)
        {
          frame = make_array (self, numbers, (guint) (size / sizeof (guint)));
          g_hash_table_insert (self->frames, g_bytes_ref (heard), frame);
        }
      sim_peer_send_shared (peer, NULL, frame);
    }
  g_hash_table_remove_all (self->frames);
  g_array_set_size (self->ends, 0);
  g_string_truncate (self->text, 0);
}

static void
sim_broadcast_finalize (GObject *object)
{
  SimBroadcast *self = SIM_BROADCAST (object);

  sim_tape_clear (&self->tape);
  g_hash_table_unref (self->frames);
  g_array_unref (self->ends);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->peers);

  G_OBJECT_CLASS (sim_broadcast_parent_class)->finalize (object);
}

static void
sim_broadcast_class_init (SimBroadcastClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sim_broadcast_finalize;
}

static void
sim_broadcast_init (SimBroadcast *self)
{
  self->text = g_string_sized_new (1024);
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->frames = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                        span_free);
}

SimBroadcast *
sim_broadcast_new (SimWorld *world, GPtrArray *peers)
{
  SimBroadcast *self = g_object_new (SIM_TYPE_BROADCAST, NULL);

  self->peers = g_ptr_array_ref (peers);
  g_signal_connect_object (world, "event", G_CALLBACK (event_cb), self, 0);
  g_signal_connect_object (world, "flush", G_CALLBACK (flush_cb), self, 0);

  return self;
}
