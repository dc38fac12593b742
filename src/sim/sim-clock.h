/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-types.h"

G_BEGIN_DECLS

/* The time of a simulated world. A real clock follows the machine and fires in the thread-default context of
 * its maker; a virtual one stands still until sim_clock_advance(). Both can be advanced. */
#define SIM_TYPE_CLOCK (sim_clock_get_type ())
G_DECLARE_FINAL_TYPE (SimClock, sim_clock, SIM, CLOCK, GObject)

typedef void (*SimClockFunc) (gpointer user_data);

SimClock *sim_clock_new_real    (void);
SimClock *sim_clock_new_virtual (void);

gint64    sim_clock_get_time    (SimClock *self); /* ms since 1970 */
/* Calls @func once after @delay ms; the id is never 0 and is void once @func was called. */
guint     sim_clock_add         (SimClock *self, gint64 delay, SimClockFunc func, gpointer user_data);
void      sim_clock_cancel      (SimClock *self, guint *id); /* sets it to 0; 0 is fine */
/* Fires everything due in the next @ms in order. */
void      sim_clock_advance     (SimClock *self, gint64 ms);

G_END_DECLS
