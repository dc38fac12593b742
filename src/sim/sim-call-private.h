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
/* makeCall's caller may be told by another code than somebody who dialled. */
PalCallStatus sim_leg_get_answered_code (SimLeg *self);
void        sim_leg_forget       (SimLeg *self); /* gone without a word */
gboolean    sim_leg_is_ringing   (SimLeg *self);
gboolean    sim_leg_is_in_talk   (SimLeg *self); /* also on hold */
/* The other party or the room is another: the leg is told again what it does. */
void        sim_leg_refresh      (SimLeg *self);
const char *sim_cause_get_rescode (SimCause self);
/* Parties in talk or parked; who barged in is none. */
guint       sim_room_count_parties (SimRoom *self);
void        sim_room_renew       (SimRoom *self); /* a new id for the same call */
/* All who were called are gone: what becomes of the rest. */
void        sim_room_unanswered  (SimRoom *self, SimCause cause);
void        sim_room_end_ringing (SimRoom *self, SimCause cause); /* not who barges in */
void        sim_room_end_monitors (SimRoom *self);
void        sim_room_lock        (SimRoom *self); /* keeps an empty room until unlocked */
gboolean    sim_room_unlock      (SimRoom *self); /* FALSE when it is gone */
void        sim_room_ring_for    (SimRoom *self, guint ms);
void        sim_room_ring        (SimRoom *self); /* for the usual time; searches mind their own */

/* A search or a leg of one side failed: what becomes of the rest. */
void        sim_room_carry_on    (SimRoom *self, gboolean was_caller, SimCause cause);

GPtrArray  *sim_search_new_list  (void);
void        sim_search_clear     (SimRoom *room); /* nobody is called any more; legs that ring go on */
void        sim_search_drop      (SimRoom *room, guint n); /* the first @n */
gboolean    sim_search_is_on     (SimRoom *room, gboolean is_caller);
void        sim_search_set_shown (SimRoom *room, const char *number); /* another waits */
void        sim_search_forget_leg (SimLeg *leg);
void        sim_search_lost      (SimSearch *self, SimCause cause); /* one of its legs */
void        sim_search_answered  (SimLeg *answering);
gboolean    sim_search_is_rival  (SimLeg *leg, SimLeg *answering); /* only one of them is wanted */

gboolean    sim_service_answers  (SimLeg *leg);
void        sim_service_begin    (SimLeg *leg); /* when it is one, and not on */
void        sim_service_free     (SimService *self);
void        sim_service_leg_ended (SimLeg *leg, SimCause cause); /* any leg */
void        sim_service_answered (SimRoom *room, SimLeg *answering);
gboolean    sim_service_failed   (SimRoom *room); /* TRUE when it took care */
gboolean    sim_service_is_conference (SimRoom *room);

/* dialled; NULL when nothing rings there, or it is no pickup */
SimRoom    *sim_pickup           (SimPhone *phone, const char *number);
/* The same for makeCall's caller, who is on the line already: goes over into the call that rings. */
gboolean    sim_pickup_go_over   (SimLeg *leg, const char *number);
gboolean    sim_pickup_is_code   (const char *number);
GPtrArray  *sim_callback_new_list (void);

void        sim_phone_begin      (SimLeg *leg); /* the PBX called the phone: what will it do */
void        sim_phone_talking    (SimLeg *leg); /* the simulated person talks for a while */

/* dialled; NULL when the place is free */
SimRoom    *sim_park_fetch       (SimPhone *phone, const char *number);
gboolean    sim_park_go_over     (SimLeg *leg, const char *number); /* the same for who is on the line already */
void        sim_park_left        (SimLeg *leg); /* the parked party is gone */
gboolean    sim_park_return      (SimRoom *room); /* nobody fetched it: TRUE when it is parked again */
void        sim_park_fetched     (SimLeg *leg, SimLeg *by);
gboolean    sim_park_is_number   (SimTenant *tenant, const char *number);

void        sim_line_take        (SimRoom *room, const char *line, const char *user);
void        sim_line_update      (SimRoom *room); /* says so when another talks over the room's line */
void        sim_line_release     (SimRoom *room);

void        sim_monitor_begin    (SimRoom *room); /* of those who have just begun to talk */
void        sim_record_begin     (SimLeg *leg); /* when its user's calls are recorded by themselves */

void        sim_transfer_answered (SimRoom *room, SimLeg *answering);
gboolean    sim_transfer_failed  (SimRoom *room);
gboolean    sim_transfer_hang_up (SimLeg *leg, SimCause cause, gboolean by_callee); /* TRUE when the transfer took care of it */
gboolean    sim_transfer_is_on   (SimRoom *room); /* or somebody else is being called */
/* Calls @number into the room for the party @waiting, who becomes the caller. */
gboolean    sim_transfer_invite  (SimRoom *room, const char *number, SimLeg *waiting, const char *shown,
                                  GError **error);
void        sim_conference_left  (SimRoom *room); /* one less */

void        sim_queue_leave      (SimRoom *room);
void        sim_queue_close      (SimExtension *group); /* nobody waits there any more */

G_END_DECLS
