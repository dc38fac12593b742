/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-server.h"

G_BEGIN_DECLS

/* The back door for tests: a local socket, one JSON request a line, one JSON answer a line. What can be asked
 * stands in README.md. */
#define SIM_TYPE_CONTROL (sim_control_get_type ())
G_DECLARE_FINAL_TYPE (SimControl, sim_control, SIM, CONTROL, GObject)

/* @server is borrowed: it owns the control. */
SimControl *sim_control_new (SimServer *server, const char *path, GError **error);

G_END_DECLS
