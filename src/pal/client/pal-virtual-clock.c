/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-clock.h"


#define START_MONOTONIC (1000 * G_USEC_PER_SEC)
#define START_REAL (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC) /* a day in June 2025 */

struct _PalVirtualClock
{
  GObject parent_instance;

  gint64 now;
  gint64 step;
  guint last_id;

  /* owned */
  GArray *timers; /* of Timer, in the order they fall due */
};

typedef struct
{
  gint64 due;
  guint id;
  PalClockFunc func;
  gpointer user_data;
} Timer;

static gint64
virtual_clock_get_monotonic (PalClock *clock)
{
  PalVirtualClock *self = PAL_VIRTUAL_CLOCK (clock);

  self->now += self->step;

  return self->now;
}

static gint64
virtual_clock_get_real (PalClock *clock)
{
  return PAL_VIRTUAL_CLOCK (clock)->now - START_MONOTONIC + START_REAL;
}

static guint
virtual_clock_add (PalClock *clock, gint64 due, PalClockFunc func, gpointer user_data)
{
  PalVirtualClock *self = PAL_VIRTUAL_CLOCK (clock);
  Timer timer = { due, ++self->last_id, func, user_data };
  guint i = self->timers->len;

  while (i > 0 && g_array_index (self->timers, Timer, i - 1).due > due)
    i--;
  g_array_insert_val (self->timers, i, timer);

  return timer.id;
}

static void
virtual_clock_remove (PalClock *clock, guint id)
{
  PalVirtualClock *self = PAL_VIRTUAL_CLOCK (clock);

  for (guint i = 0; i < self->timers->len; i++)
    if (g_array_index (self->timers, Timer, i).id == id)
      {
        g_array_remove_index (self->timers, i);
        return;
      }
  g_return_if_reached ();
}

static void
virtual_clock_iface_init (PalClockInterface *iface)
{
  iface->get_monotonic = virtual_clock_get_monotonic;
  iface->get_real = virtual_clock_get_real;
  iface->add = virtual_clock_add;
  iface->remove = virtual_clock_remove;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PalVirtualClock, pal_virtual_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAL_TYPE_CLOCK, virtual_clock_iface_init))

static void
pal_virtual_clock_finalize (GObject *object)
{
  g_array_unref (PAL_VIRTUAL_CLOCK (object)->timers);

  G_OBJECT_CLASS (pal_virtual_clock_parent_class)->finalize (object);
}

static void
pal_virtual_clock_class_init (PalVirtualClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pal_virtual_clock_finalize;
}

static void
pal_virtual_clock_init (PalVirtualClock *self)
{
  self->now = START_MONOTONIC;
  self->timers = g_array_new (FALSE, FALSE, sizeof (Timer));
}

PalVirtualClock *
pal_virtual_clock_new (void)
{
  return g_object_new (PAL_TYPE_VIRTUAL_CLOCK, NULL);
}

void
pal_virtual_clock_advance (PalVirtualClock *self, gint64 by)
{
  gint64 until;

  g_return_if_fail (PAL_IS_VIRTUAL_CLOCK (self));
  g_return_if_fail (by >= 0);

  g_object_ref (self);
  until = self->now + by;
  while (self->timers->len > 0 && g_array_index (self->timers, Timer, 0).due <= until)
    {
      Timer timer = g_array_index (self->timers, Timer, 0);

      g_array_remove_index (self->timers, 0);
      self->now = MAX (self->now, timer.due);
      timer.func (timer.user_data);
    }
  self->now = MAX (self->now, until);
  g_object_unref (self);
}

void
pal_virtual_clock_set_step (PalVirtualClock *self, gint64 step)
{
  g_return_if_fail (PAL_IS_VIRTUAL_CLOCK (self));

  self->step = step;
}

guint
pal_virtual_clock_get_n_timers (PalVirtualClock *self)
{
  g_return_val_if_fail (PAL_IS_VIRTUAL_CLOCK (self), 0);

  return self->timers->len;
}
