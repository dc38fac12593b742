/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* Makes the world busy by itself. */
#define SIM_TYPE_TRAFFIC (sim_traffic_get_type ())
G_DECLARE_FINAL_TYPE (SimTraffic, sim_traffic, SIM, TRAFFIC, GObject)

SimTraffic *sim_traffic_new       (SimWorld *world);
/* between people who are idle */
void        sim_traffic_set_calls (SimTraffic *self, double calls_per_minute);
/* So many status changes a second over the first @users users (0: all), in batches, for @ms (0: for ever);
 * a rate of 0 ends it and everybody hangs up. @numbered: not in batches, the log id counts the changes and the
 * other number is the monotonic time in µs. */
void        sim_traffic_flood     (SimTraffic *self, guint per_second, guint users, gint64 ms,
                                   gboolean numbered);
guint64     sim_traffic_get_changes (SimTraffic *self);
/* The world was emptied under it. */
void        sim_traffic_forget    (SimTraffic *self);

G_END_DECLS
