/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim/sim-wire.h"

G_BEGIN_DECLS

/* What one WebSocket is told, as frames, and how much of it may wait for a peer that does not read. */
#define SIM_TYPE_OUTPUT (sim_output_get_type ())
G_DECLARE_FINAL_TYPE (SimOutput, sim_output, SIM, OUTPUT, GObject)

/* More than this does not wait: the peer is too slow, and the session is over (1008). A single frame may be
 * larger when little waits before it. */
#define SIM_OUTPUT_LIMIT (16 * 1024 * 1024)

SimOutput *sim_output_new        (SoupWebsocketConnection *connection, SimWire *wire);
void       sim_output_set_limit  (SimOutput *self, gsize limit); /* bytes; 0: SIM_OUTPUT_LIMIT */
void       sim_output_send       (SimOutput *self, const char *text, gsize length);
void       sim_output_send_take  (SimOutput *self, char *text, gsize length);
/* Whole frames that others are told as well: written with theirs. */
void       sim_output_send_shared (SimOutput *self, const SimSpan *frames);
/* Bytes as they are, on the stream below the frames. */
void       sim_output_send_raw   (SimOutput *self, GBytes *bytes);
/* While it holds, only raw bytes go out; what was held follows when it lets go. */
void       sim_output_set_hold   (SimOutput *self, gboolean hold);
gsize      sim_output_get_queued (SimOutput *self); /* without what is held */
/* after what is queued */
void       sim_output_close      (SimOutput *self, gushort code, const char *reason);

G_END_DECLS
