/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-properties.h"
#include "sim/sim-world.h"

G_BEGIN_DECLS

/* Typed readers of an extension's properties, for the call engine: what was set, else the default of the table
 * of properties. sim_extension_get() and sim_extension_is_on() stand in sim-world.h. */

/* @fallback when there is no number. */
gint64      sim_extension_get_int    (SimExtension *self, const char *property, gint64 fallback);
/* Items of a comma list, stripped, without empty ones; never NULL. */
char      **sim_extension_get_list   (SimExtension *self, const char *property);
/* The n-th number of a comma list, the last one for all after it; @fallback when there is none. */
gint64      sim_extension_get_nth    (SimExtension *self, const char *property, guint n, gint64 fallback);
/* @subtype NULL: any. */
gboolean    sim_extension_has_type   (SimExtension *self, const char *type, const char *subtype);

/* Properties of a plan. @plan from 1; @schedule 0 is the default schedule; @name is what follows the prefix,
 * as "ringertime" or, of the phone, "p2_delay": pln1_d_ringertime, pln1_ptn3_p2_delay. */
char       *sim_plan_key             (guint plan, guint schedule, const char *name);
const char *sim_extension_get_plan   (SimExtension *self, guint plan, guint schedule, const char *name);
gint64      sim_extension_get_plan_int (SimExtension *self, guint plan, guint schedule, const char *name,
                                        gint64 fallback);
gboolean    sim_extension_is_plan_on (SimExtension *self, guint plan, guint schedule, const char *name);
char      **sim_extension_get_plan_list (SimExtension *self, guint plan, guint schedule, const char *name);
/* The highest schedule of a plan of which anything was set; 0: there is only the default one. */
guint       sim_extension_count_schedules (SimExtension *self, guint plan);
/* Whether @schedule (from 1) of @plan is in force at the world's time, by its time schedule alone: the
 * conditions about the caller are the call engine's. An empty time schedule restricts nothing. */
gboolean    sim_extension_is_schedule_active (SimExtension *self, guint plan, guint schedule);

/* The row of a key: of the table of the extension (as it would be with @subtype, unless NULL), else of the first
 * table that has it; NULL for a key nobody knows, which is kept as it is. */
const PalProperty *sim_extension_find_property (SimExtension *self, const char *subtype, const char *key);
/* The value of a key that may be set as it is kept; NULL and an error of SIM_ERROR that names the key. */
char       *sim_extension_read_value (SimExtension *self, const char *subtype, const char *key, const char *value,
                                      GError **error);
gboolean    sim_property_is_admin_only (const PalProperty *row, const char *key);

G_END_DECLS
