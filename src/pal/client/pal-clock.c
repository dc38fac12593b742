/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-clock.h"

G_DEFINE_INTERFACE (PalClock, pal_clock, G_TYPE_OBJECT)

static void
pal_clock_default_init (PalClockInterface *iface)
{
}

gint64
pal_clock_get_monotonic (PalClock *self)
{
  return PAL_CLOCK_GET_IFACE (self)->get_monotonic (self);
}

gint64
pal_clock_get_real (PalClock *self)
{
  return PAL_CLOCK_GET_IFACE (self)->get_real (self);
}

guint
pal_clock_add (PalClock *self, gint64 due, PalClockFunc func, gpointer user_data)
{
  g_return_val_if_fail (PAL_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  return PAL_CLOCK_GET_IFACE (self)->add (self, due, func, user_data);
}

void
pal_clock_remove (PalClock *self, guint id)
{
  g_return_if_fail (PAL_IS_CLOCK (self));
  g_return_if_fail (id != 0);

  PAL_CLOCK_GET_IFACE (self)->remove (self, id);
}

/* The system's clock: one GSource a timer, in the caller's thread-default context. */
#define PAL_TYPE_SYSTEM_CLOCK (pal_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (PalSystemClock, pal_system_clock, PAL, SYSTEM_CLOCK, GObject)

struct _PalSystemClock
{
  GObject parent_instance;

  /* owned */
  GMutex lock;
  GHashTable *sources; /* id -> GSource */
  guint last_id;
};

typedef struct
{
  PalSystemClock *clock; /* borrowed: the clock destroys its sources when it goes */
  guint id;
  PalClockFunc func;
  gpointer user_data;
} Timer;

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

static gboolean
timer_cb (gpointer user_data)
{
  Timer *timer = user_data;
  PalClockFunc func = timer->func;
  gpointer data = timer->user_data;

  g_mutex_lock (&timer->clock->lock);
  g_hash_table_remove (timer->clock->sources, GUINT_TO_POINTER (timer->id));
  g_mutex_unlock (&timer->clock->lock);
  func (data);

  return G_SOURCE_REMOVE;
}

static gint64
system_clock_get_monotonic (PalClock *clock)
{
  return g_get_monotonic_time ();
}

static gint64
system_clock_get_real (PalClock *clock)
{
  return g_get_real_time ();
}

static guint
system_clock_add (PalClock *clock, gint64 due, PalClockFunc func, gpointer user_data)
{
  PalSystemClock *self = PAL_SYSTEM_CLOCK (clock);
  GSource *source = g_source_new (&source_funcs, sizeof (GSource));
  Timer *timer = g_new (Timer, 1);
  guint id;

  g_mutex_lock (&self->lock);
  do
    id = ++self->last_id;
  while (id == 0 || g_hash_table_contains (self->sources, GUINT_TO_POINTER (id)));
  g_hash_table_insert (self->sources, GUINT_TO_POINTER (id), source);
  g_mutex_unlock (&self->lock);

  *timer = (Timer) { self, id, func, user_data };
  g_source_set_static_name (source, "pal-clock");
  g_source_set_ready_time (source, MAX (due, 0));
  g_source_set_callback (source, timer_cb, timer, g_free);
  g_source_attach (source, g_main_context_get_thread_default ());

  return id;
}

static void
system_clock_remove (PalClock *clock, guint id)
{
  PalSystemClock *self = PAL_SYSTEM_CLOCK (clock);
  GSource *source = NULL;

  g_mutex_lock (&self->lock);
  g_hash_table_steal_extended (self->sources, GUINT_TO_POINTER (id), NULL, (gpointer *) &source);
  g_mutex_unlock (&self->lock);
  g_return_if_fail (source != NULL);
  g_source_destroy (source);
  g_source_unref (source);
}

static void
system_clock_iface_init (PalClockInterface *iface)
{
  iface->get_monotonic = system_clock_get_monotonic;
  iface->get_real = system_clock_get_real;
  iface->add = system_clock_add;
  iface->remove = system_clock_remove;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PalSystemClock, pal_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAL_TYPE_CLOCK, system_clock_iface_init))

static void
pal_system_clock_finalize (GObject *object)
{
  PalSystemClock *self = PAL_SYSTEM_CLOCK (object);
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, NULL, &source))
    g_source_destroy (source);
  g_hash_table_unref (self->sources);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (pal_system_clock_parent_class)->finalize (object);
}

static void
pal_system_clock_class_init (PalSystemClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pal_system_clock_finalize;
}

static void
pal_system_clock_init (PalSystemClock *self)
{
  g_mutex_init (&self->lock);
  self->sources = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_source_unref);
}

PalClock *
pal_clock_new_system (void)
{
  return g_object_new (PAL_TYPE_SYSTEM_CLOCK, NULL);
}
