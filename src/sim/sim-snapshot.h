/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-events.h"
#include "sim/sim-types.h"

G_BEGIN_DECLS

/* What a session is told of the present state after its login, a type at a time: one array frame each, or
 * late and piece by piece when a fault wants it so. */
typedef struct _SimSnapshot SimSnapshot;

SimSnapshot *sim_snapshot_new      (SimPeer *peer); /* peer borrowed; NULL when all was sent at once */
void         sim_snapshot_free     (SimSnapshot *self);
gboolean     sim_snapshot_has_told (SimSnapshot *self, PalEventKind kind);
/* Before news of a kind: what is still to be told of it goes first. */
void         sim_snapshot_catch_up (SimSnapshot *self, PalEventKind kind);

/* The events themselves, of a whole tenant; they are good until @visit returns. */
typedef void (*SimVisitFunc) (const PalEvent *event, gpointer user_data);
void         sim_snapshot_visit    (SimTenant *tenant, SimVisitFunc visit, gpointer user_data);

G_END_DECLS
