/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-clock.h"

/* 2026-01-05 09:00:00 UTC, a Monday: where virtual time begins. */
#define VIRTUAL_START G_GINT64_CONSTANT (1767603600000)

typedef struct
{
  gint64 due;
  guint id;
  SimClockFunc func;
  gpointer user_data;
} SimTimer;

struct _SimClock
{
  GObject parent_instance;

  /* owned */
  GSequence *timers;   /* SimTimer by due, then id */
  GHashTable *by_id;   /* id → GSequenceIter */
  GSource *source;     /* NULL in a virtual clock */

  gint64 offset;       /* ms added to the monotonic clock; the time itself in a virtual clock */
  guint last_id;
};

G_DEFINE_FINAL_TYPE (SimClock, sim_clock, G_TYPE_OBJECT)

static int
compare_timers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SimTimer *x = a, *y = b;

  if (x->due != y->due)
    return x->due < y->due ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

static SimTimer *
first_timer (SimClock *self)
{
  GSequenceIter *iter = g_sequence_get_begin_iter (self->timers);

  return g_sequence_iter_is_end (iter) ? NULL : g_sequence_get (iter);
}

static void
rearm (SimClock *self)
{
  SimTimer *timer;

  if (self->source == NULL)
    return;

  timer = first_timer (self);
  g_source_set_ready_time (self->source, timer != NULL ? (timer->due - self->offset) * 1000 : -1);
}

static void
fire_first (SimClock *self)
{
  SimTimer timer = *first_timer (self);
  GSequenceIter *iter = g_sequence_get_begin_iter (self->timers);

  g_hash_table_remove (self->by_id, GUINT_TO_POINTER (timer.id));
  g_sequence_remove (iter);
  timer.func (timer.user_data);
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs source_funcs = { NULL, NULL, source_dispatch, NULL, NULL, NULL };

static gboolean
due_cb (gpointer user_data)
{
  g_autoptr(SimClock) self = g_object_ref (user_data);
  gint64 now = sim_clock_get_time (self);
  guint last_id = self->last_id;
  SimTimer *timer;

  /* Timers made meanwhile wait for the next turn, so that a chain of them cannot starve the loop. */
  while ((timer = first_timer (self)) != NULL && timer->due <= now && timer->id <= last_id)
    fire_first (self);
  rearm (self);

  return G_SOURCE_CONTINUE;
}

static void
sim_clock_dispose (GObject *object)
{
  SimClock *self = SIM_CLOCK (object);

  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }

  G_OBJECT_CLASS (sim_clock_parent_class)->dispose (object);
}

static void
sim_clock_finalize (GObject *object)
{
  SimClock *self = SIM_CLOCK (object);

  g_hash_table_unref (self->by_id);
  g_sequence_free (self->timers);

  G_OBJECT_CLASS (sim_clock_parent_class)->finalize (object);
}

static void
sim_clock_class_init (SimClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_clock_dispose;
  object_class->finalize = sim_clock_finalize;
}

static void
sim_clock_init (SimClock *self)
{
  self->timers = g_sequence_new (g_free);
  self->by_id = g_hash_table_new (NULL, NULL);
  self->offset = VIRTUAL_START;
}

SimClock *
sim_clock_new_virtual (void)
{
  return g_object_new (SIM_TYPE_CLOCK, NULL);
}

SimClock *
sim_clock_new_real (void)
{
  SimClock *self = sim_clock_new_virtual ();

  self->offset = (g_get_real_time () - g_get_monotonic_time ()) / 1000;
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "SimClock");
  g_source_set_callback (self->source, due_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

gint64
sim_clock_get_time (SimClock *self)
{
  g_return_val_if_fail (SIM_IS_CLOCK (self), 0);

  return self->offset + (self->source != NULL ? g_get_monotonic_time () / 1000 : 0);
}

guint
sim_clock_add (SimClock *self, gint64 delay, SimClockFunc func, gpointer user_data)
{
  SimTimer *timer;

  g_return_val_if_fail (SIM_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  timer = g_new (SimTimer, 1);
  timer->due = sim_clock_get_time (self) + MAX (delay, 0);
  timer->id = ++self->last_id;
  timer->func = func;
  timer->user_data = user_data;
  g_hash_table_insert (self->by_id,
                       GUINT_TO_POINTER (timer->id),
                       g_sequence_insert_sorted (self->timers, timer, compare_timers, NULL));
  if (first_timer (self) == timer)
    rearm (self);

  return timer->id;
}

void
sim_clock_cancel (SimClock *self, guint *id)
{
  GSequenceIter *iter;

  g_return_if_fail (SIM_IS_CLOCK (self));

  iter = *id != 0 ? g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (*id)) : NULL;
  if (iter != NULL)
    {
      g_hash_table_remove (self->by_id, GUINT_TO_POINTER (*id));
      g_sequence_remove (iter);
      rearm (self);
    }
  *id = 0;
}

void
sim_clock_advance (SimClock *self, gint64 ms)
{
  SimTimer *timer;
  gint64 end;

  g_return_if_fail (SIM_IS_CLOCK (self));

  end = sim_clock_get_time (self) + ms;
  while ((timer = first_timer (self)) != NULL && timer->due <= end)
    {
      gint64 now = sim_clock_get_time (self);

      if (timer->due > now)
        self->offset += timer->due - now;
      fire_first (self);
    }
  if (end > sim_clock_get_time (self))
    self->offset += end - sim_clock_get_time (self);
  rearm (self);
}
