/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim/sim-ear.h"
#include "sim/sim-tape.h"

G_BEGIN_DECLS

typedef struct _SimPump SimPump;

/* The stream of one connection: what goes out waits here and is written together, in whole frames. libsoup
 * writes through it as well, so that nothing of its own (a pong) can come between the halves of a frame. */
#define SIM_TYPE_WIRE (sim_wire_get_type ())
G_DECLARE_FINAL_TYPE (SimWire, sim_wire, SIM, WIRE, GIOStream)

SimWire *sim_wire_new        (GIOStream *base, GSocket *socket, SimPump *pump); /* pump borrowed */
/* NULL when @stream is not that of a wire. */
SimWire *sim_wire_find       (GIOStream *stream);
GSocket *sim_wire_get_socket (SimWire *self);
SimEar  *sim_wire_get_ear    (SimWire *self);
/* Written soon: at once when @urgent, else together with what all are told. */
void     sim_wire_add        (SimWire *self, const SimSpan *frames, gboolean urgent);
gsize    sim_wire_get_queued (SimWire *self);
/* Forgets what waits, but for the rest of a frame that is half written. */
void     sim_wire_forget     (SimWire *self);
void     sim_wire_flush      (SimWire *self); /* as much as goes; the rest follows by itself */

G_END_DECLS
