/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-events.h"

G_BEGIN_DECLS

/* One notification as it stands on the wire, members that do not apply left out. */
void sim_event_append (GString *out, const PalEvent *event);

G_END_DECLS
