/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session-private.h"

G_BEGIN_DECLS

/* One table says which parts hear of which events, in order. @now and @real: the clock at the start of the
 * slice. */
void desk_router_route (DeskSession *session, const PalEvent *event, gint64 now, gint64 real);

G_END_DECLS
