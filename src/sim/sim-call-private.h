/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-call.h"

G_BEGIN_DECLS

/* What the files of the call engine want of each other. */

#define SIM_MAILBOX_NUMBER "8"

/* Calls the phones of @user that are registered, @index 0 all; no forwarding. How many. */
guint       sim_call_user        (SimRoom *room, SimExtension *user, guint index, const char *role,
                                  const char *shown);
SimRoom    *sim_room_new         (SimTenant *tenant, guint kind, const char *from, const char *to);
SimLeg     *sim_leg_new          (SimRoom *room, SimExtension *extension, SimPhone *phone, const char *number,
                                  const char *other, const char *role);
void        sim_leg_enter        (SimLeg *self, SimLegState state, PalCallStatus status);
void        sim_room_lock        (SimRoom *self); /* keeps an empty room until unlocked */
gboolean    sim_room_unlock      (SimRoom *self); /* FALSE when it is gone */
void        sim_room_ring_for    (SimRoom *self, guint ms);
void        sim_room_ring        (SimRoom *self); /* for the usual time; a queue minds its own */

gboolean    sim_mailbox_take     (SimRoom *room, SimCause cause); /* TRUE when it answers instead */
void        sim_mailbox_left     (SimLeg *leg);

void        sim_phone_begin      (SimLeg *leg); /* the PBX called the phone: what will it do */
void        sim_phone_talking    (SimLeg *leg); /* the simulated person talks for a while */

/* dialled; NULL when the place is free */
SimRoom    *sim_park_fetch       (SimPhone *phone, const char *number);
void        sim_park_left        (SimLeg *leg); /* the parked party is gone */
gboolean    sim_park_return      (SimRoom *room); /* nobody fetched it: TRUE when it is parked again */
void        sim_line_changed     (SimTenant *tenant, const char *line);

void        sim_transfer_answered (SimRoom *room, SimLeg *answering);
gboolean    sim_transfer_failed  (SimRoom *room);
gboolean    sim_transfer_hang_up (SimLeg *leg); /* TRUE when the transfer took care of it */

gboolean    sim_queue_enter      (SimRoom *room, SimExtension *group, const char *shown);
void        sim_queue_leave      (SimRoom *room);
void        sim_queue_close      (SimExtension *group); /* nobody waits there any more */
void        sim_queue_next       (SimRoom *room); /* the agent called did not answer */

G_END_DECLS
