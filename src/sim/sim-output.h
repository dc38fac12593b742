/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The bounded queue in front of one WebSocket: hands frames to libsoup only while the line takes them. */
#define SIM_TYPE_OUTPUT (sim_output_get_type ())
G_DECLARE_FINAL_TYPE (SimOutput, sim_output, SIM, OUTPUT, GObject)

#define SIM_OUTPUT_LIMIT (64 * 1024 * 1024)

SimOutput *sim_output_new        (SoupWebsocketConnection *connection);
void       sim_output_send       (SimOutput *self, const char *text, gsize length);
void       sim_output_send_take  (SimOutput *self, char *text, gsize length);
/* Bytes as they are, on the stream below the frames; later frames wait behind them. */
void       sim_output_send_raw   (SimOutput *self, GBytes *bytes);
/* While it holds, only raw bytes go out; what was held follows when it lets go. */
void       sim_output_set_hold   (SimOutput *self, gboolean hold);
gsize      sim_output_get_queued (SimOutput *self); /* without what is held */
/* after what is queued */
void       sim_output_close      (SimOutput *self, gushort code, const char *reason);

G_END_DECLS
