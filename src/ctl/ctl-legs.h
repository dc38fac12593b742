/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-line.h"
#include "model/desk-leg-table.h"

G_BEGIN_DECLS

/* Signs in and reads the present state into a table of legs; NULL after saying why, with *exit set. Every
 * user that was named is in the table's list of changed ones. */
DeskLegTable *ctl_legs_read (CtlContext *ctx, CtlSubscription subscription, CtlExit *exit);

G_END_DECLS
