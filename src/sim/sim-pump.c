/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-pump.h"

#include <time.h>

#define FEW 16 /* wires that are never made to wait for their turn */

struct _SimPump
{
  GSource *source;
  GPtrArray *urgent, *others; /* SimWire */
  gint64 next;                /* µs, when the others' turn is */
};

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs source_funcs = { NULL, NULL, source_dispatch, NULL, NULL, NULL };

static void
flush (GPtrArray **wires)
{
  g_autoptr(GPtrArray) now = g_steal_pointer (wires);

  *wires = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < now->len; i++)
    sim_wire_flush (g_ptr_array_index (now, i));
}

/* µs of CPU: what others on the machine do is not in it. */
static gint64
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
turn_cb (gpointer user_data)
{
  SimPump *self = user_data;
  guint n = self->others->len;
  gint64 work;

  g_source_set_ready_time (self->source, -1);
  if (self->urgent->len > 0)
    flush (&self->urgent);
  if (n > 0 && g_get_monotonic_time () >= self->next)
    {
      work = get_work ();
      flush (&self->others);
      self->next = n > FEW ? g_get_monotonic_time () + get_work () - work : 0;
    }
  else if (n > 0)
    g_source_set_ready_time (self->source, self->next);

  return G_SOURCE_CONTINUE;
}

SimPump *
sim_pump_new (void)
{
  SimPump *self = g_new0 (SimPump, 1);

  self->urgent = g_ptr_array_new_with_free_func (g_object_unref);
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "SimPump");
  g_source_set_callback (self->source, turn_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

void
sim_pump_free (SimPump *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_ptr_array_unref (self->urgent);
  g_ptr_array_unref (self->others);
  g_free (self);
}

void
sim_pump_add (SimPump *self, SimWire *wire, gboolean urgent)
{
  gint64 when = urgent ? 0 : self->next;
  gint64 planned = g_source_get_ready_time (self->source);

  g_ptr_array_add (urgent ? self->urgent : self->others, g_object_ref (wire));
  if (planned < 0 || planned > when)
    g_source_set_ready_time (self->source, when);
}
