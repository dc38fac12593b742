/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* Time and timeouts behind an interface, so that tests run in virtual time. All times in microseconds. */
#define PAL_TYPE_CLOCK (pal_clock_get_type ())
PAL_EXPORT G_DECLARE_INTERFACE (PalClock, pal_clock, PAL, CLOCK, GObject)

typedef void (*PalClockFunc) (gpointer user_data);

struct _PalClockInterface
{
  GTypeInterface parent;

  gint64 (*get_monotonic) (PalClock *self);
  gint64 (*get_real)      (PalClock *self);
  guint  (*add)           (PalClock *self, gint64 due, PalClockFunc func, gpointer user_data);
  void   (*remove)        (PalClock *self, guint id);
};

PAL_EXPORT gint64    pal_clock_get_monotonic (PalClock *self);
PAL_EXPORT gint64    pal_clock_get_real      (PalClock *self); /* since 1970 */
/* Calls @func once when the monotonic time is at least @due; in the thread-default context of the caller.
 * The id is gone when @func runs. */
PAL_EXPORT guint     pal_clock_add           (PalClock *self, gint64 due, PalClockFunc func, gpointer user_data);
PAL_EXPORT void      pal_clock_remove        (PalClock *self, guint id);

PAL_EXPORT PalClock *pal_clock_new_system    (void);

/* Time that moves only when told: for tests. */
#define PAL_TYPE_VIRTUAL_CLOCK (pal_virtual_clock_get_type ())
PAL_EXPORT G_DECLARE_FINAL_TYPE (PalVirtualClock, pal_virtual_clock, PAL, VIRTUAL_CLOCK, GObject)

PAL_EXPORT PalVirtualClock *pal_virtual_clock_new     (void);
PAL_EXPORT void             pal_virtual_clock_advance (PalVirtualClock *self, gint64 by); /* fires what falls due, in order */
PAL_EXPORT void             pal_virtual_clock_set_step (PalVirtualClock *self, gint64 step); /* each look at it takes that long */
PAL_EXPORT guint            pal_virtual_clock_get_n_timers (PalVirtualClock *self);

G_END_DECLS
