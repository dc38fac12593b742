/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What libsoup takes for the input of a connection. libsoup bounds a frame, but not the message that is made of
 * many, and does not let who is still writing read why it hangs up: this looks at the heads of the frames. */
#define SIM_TYPE_EAR (sim_ear_get_type ())
G_DECLARE_FINAL_TYPE (SimEar, sim_ear, SIM, EAR, GInputStream)

typedef void (*SimEarFunc) (gpointer user_data);

SimEar *sim_ear_new       (GInputStream *base);
/* From now on there are frames. When a message has more than @bytes @too_long is called once, and what follows is
 * taken, but not heard. Without @too_long everything is heard again. */
void    sim_ear_set_limit (SimEar *self, gsize bytes, SimEarFunc too_long, gpointer user_data);

G_END_DECLS
