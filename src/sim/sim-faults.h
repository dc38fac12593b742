/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One thing that goes wrong on purpose: `name[:key=value,…]`. The names are listed in README.md. */
typedef struct
{
  char *name;
  GHashTable *values;
} SimFault;

/* What goes wrong now. Signals: `injected` and `lifted` (const SimFault *). A fault that happens once is told
 * and not kept. */
#define SIM_TYPE_FAULTS (sim_faults_get_type ())
G_DECLARE_FINAL_TYPE (SimFaults, sim_faults, SIM, FAULTS, GObject)

SimFaults      *sim_faults_new    (void);
gboolean        sim_faults_inject (SimFaults *self, const char *spec, GError **error);
void            sim_faults_lift   (SimFaults *self, const char *name); /* NULL: all */
const SimFault *sim_faults_find   (SimFaults *self, const char *name); /* NULL when all is well */

const char     *sim_fault_get     (const SimFault *self, const char *key); /* or NULL */
gint64          sim_fault_get_int (const SimFault *self, const char *key, gint64 fallback);

G_END_DECLS
