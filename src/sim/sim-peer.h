/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim/sim-faults.h"
#include "sim/sim-output.h"
#include "sim/sim-subscription.h"
#include "sim/sim-world.h"

G_BEGIN_DECLS

/* One session: who it is, what it subscribed to, and what it is told. Signal `logged-in`. */
#define SIM_TYPE_PEER (sim_peer_get_type ())
G_DECLARE_FINAL_TYPE (SimPeer, sim_peer, SIM, PEER, GObject)

/* Takes @subscription. @url is kept for those who look for passwords in it. */
SimPeer      *sim_peer_new            (SimWorld *world, SimFaults *faults,
                                       SoupWebsocketConnection *connection, SimWire *wire,
                                       SimSubscription *subscription, const char *url,
                                       gboolean filter_access);
/* The first thing after the handshake: logs in by the URL, or asks for the password. */
void          sim_peer_greet          (SimPeer *self);
/* The answer to the challenge; FALSE closes the connection a little later. */
gboolean      sim_peer_log_in         (SimPeer *self, const char *proof, GError **error);
/* After the reply to it. */
void          sim_peer_start          (SimPeer *self);
/* Lets go of the world: nothing is sent any more. */
void          sim_peer_stop           (SimPeer *self);

gboolean      sim_peer_is_logged_in   (SimPeer *self);
PalRole       sim_peer_get_role       (SimPeer *self);
SimTenant    *sim_peer_get_tenant     (SimPeer *self); /* NULL before the login */
SimExtension *sim_peer_get_extension  (SimPeer *self); /* NULL for sa */
const char   *sim_peer_get_user       (SimPeer *self);
const char   *sim_peer_get_url        (SimPeer *self);
const SimSubscription *sim_peer_get_subscription (SimPeer *self);
SimWorld     *sim_peer_get_world      (SimPeer *self);
SimFaults    *sim_peer_get_faults     (SimPeer *self);
SimOutput    *sim_peer_get_output     (SimPeer *self);
SoupWebsocketConnection *sim_peer_get_connection (SimPeer *self);

void          sim_peer_send_event     (SimPeer *self, const PalEvent *event);
void          sim_peer_send_reply     (SimPeer *self, GString *text); /* takes it */
/* Whether it is told of @event now. */
gboolean      sim_peer_hears          (SimPeer *self, SimTenant *tenant, const PalEvent *event);
/* A frame that others are told as well; @event is what it says, NULL for an array of a batch. */
void          sim_peer_send_shared    (SimPeer *self, const PalEvent *event, const SimSpan *frame);
/* It hears of event @number of this batch; all those numbers (guint), NULL when there are none. */
void          sim_peer_note           (SimPeer *self, guint number);
GBytes       *sim_peer_take_notes     (SimPeer *self);
/* The system administrator who named no tenant hears of all. */
gboolean      sim_peer_hears_of       (SimPeer *self, SimTenant *tenant);
gboolean      sim_peer_may_see        (SimPeer *self, const PalEvent *event);

G_END_DECLS
