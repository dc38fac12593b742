/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ctl/ctl-context.h"

G_BEGIN_DECLS

/* Asks the program that runs, of the profile that was named; NULL after saying why there is no answer of that type. One
 * that does not run is not started. Takes @parameters. */
GVariant *ctl_bus_call (CtlContext *ctx, const char *method, GVariant *parameters, const char *type, int seconds,
                        CtlExit *exit);

G_END_DECLS
