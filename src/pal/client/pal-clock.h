/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

#define PAL_TYPE_CLOCK (pal_clock_get_type ())

/**
 * PalClock:
 *
 * Time and timeouts behind an interface, so that tests run in virtual time. All times are in microseconds.
 */
PAL_EXPORT G_DECLARE_INTERFACE (PalClock, pal_clock, PAL, CLOCK, GObject)

/**
 * PalClockFunc:
 * @user_data: what was given to pal_clock_add()
 *
 * Called when a time has come.
 */
typedef void (*PalClockFunc) (gpointer user_data);

/**
 * PalClockInterface:
 * @parent: the parent
 * @get_monotonic: time that never goes back
 * @get_real: time since 1970
 * @add: calls a function when the monotonic time is at least so much
 * @remove: forgets a function that was not called yet
 *
 * What a clock can do.
 */
struct _PalClockInterface
{
  GTypeInterface parent;

  gint64 (*get_monotonic) (PalClock *self);
  gint64 (*get_real)      (PalClock *self);
  guint  (*add)           (PalClock *self, gint64 due, PalClockFunc func, gpointer user_data);
  void   (*remove)        (PalClock *self, guint id);
};

/**
 * pal_clock_get_monotonic:
 * @self: a clock
 *
 * Gives the time that never goes back, for waiting and measuring.
 *
 * Returns: microseconds
 */
PAL_EXPORT gint64    pal_clock_get_monotonic (PalClock *self);

/**
 * pal_clock_get_real:
 * @self: a clock
 *
 * Gives the time of the calendar, for showing.
 *
 * Returns: microseconds since 1970
 */
PAL_EXPORT gint64    pal_clock_get_real      (PalClock *self);

/**
 * pal_clock_add: (skip)
 * @self: a clock
 * @due: the monotonic time to wait for, in microseconds
 * @func: called once, in the thread-default context of the caller
 * @user_data: for @func
 *
 * Waits. The id is gone when @func runs.
 *
 * Returns: an id for pal_clock_remove()
 */
PAL_EXPORT guint     pal_clock_add           (PalClock *self, gint64 due, PalClockFunc func, gpointer user_data);

/**
 * pal_clock_remove: (skip)
 * @self: a clock
 * @id: what pal_clock_add() returned, not yet fired
 *
 * Ends a wait.
 */
PAL_EXPORT void      pal_clock_remove        (PalClock *self, guint id);

/**
 * pal_clock_new_system:
 *
 * Makes a clock of this machine's time.
 *
 * Returns: (transfer full): the clock
 */
PAL_EXPORT PalClock *pal_clock_new_system    (void);

#define PAL_TYPE_VIRTUAL_CLOCK (pal_virtual_clock_get_type ())

/**
 * PalVirtualClock:
 *
 * A clock that stands still until [method@VirtualClock.advance] moves it: hours pass at once, always the same.
 */
PAL_EXPORT G_DECLARE_FINAL_TYPE (PalVirtualClock, pal_virtual_clock, PAL, VIRTUAL_CLOCK, GObject)

/**
 * pal_virtual_clock_new:
 *
 * Makes a clock that stands still.
 *
 * Returns: (transfer full): the clock
 */
PAL_EXPORT PalVirtualClock *pal_virtual_clock_new     (void);

/**
 * pal_virtual_clock_advance:
 * @self: a clock
 * @by: microseconds
 *
 * Moves the time and calls what falls due on the way, in order, also what is added meanwhile.
 */
PAL_EXPORT void             pal_virtual_clock_advance (PalVirtualClock *self, gint64 by);

/**
 * pal_virtual_clock_set_step:
 * @self: a clock
 * @step: microseconds
 *
 * From now on each look at the clock takes @step: so slices of work have an end in a test, too.
 */
PAL_EXPORT void             pal_virtual_clock_set_step (PalVirtualClock *self, gint64 step);

/**
 * pal_virtual_clock_get_n_timers:
 * @self: a clock
 *
 * Counts what waits: a test of idleness.
 *
 * Returns: the number of timers
 */
PAL_EXPORT guint            pal_virtual_clock_get_n_timers (PalVirtualClock *self);

G_END_DECLS
