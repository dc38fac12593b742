/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* One thing that happens in the world, said in JSON: steps of a scenario and the `phone` and `call` requests
 * of the control socket. {"do":"dial","user":"1003","number":"1004"}; the list stands in README.md. */
gboolean sim_act (SimWorld *world, JsonObject *what, GError **error);

G_END_DECLS
