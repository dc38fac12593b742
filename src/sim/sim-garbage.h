/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-output.h"

G_BEGIN_DECLS

/* Things no server should send. */
/* json, unknown, types, replies, utf8; NULL: all but utf8 */
void        sim_garbage_send      (SimOutput *output, const char *kind);
void        sim_garbage_send_big  (SimOutput *output, gsize bytes);
void        sim_garbage_send_deep (SimOutput *output, gsize depth);
/* a small notification nobody knows */
const char *sim_garbage_unknown   (void);
/* one frame of a message that never ends */
GBytes     *sim_garbage_fragment  (gboolean first, gsize bytes);
GBytes     *sim_garbage_last_fragment (void); /* it ends after all */

G_END_DECLS
