/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells when a try is worth more than usual: the network came up, the computer woke from sleep. Neither is needed:
 * without a system bus there is simply no word of sleep. */
#define PAL_TYPE_WAKEUPS (pal_wakeups_get_type ())
G_DECLARE_FINAL_TYPE (PalWakeups, pal_wakeups, PAL, WAKEUPS, GObject)

/* Signals: network-up, resumed. @monitor NULL takes the system's. */
PalWakeups *pal_wakeups_new         (GNetworkMonitor *monitor);
gboolean    pal_wakeups_has_network (PalWakeups *self);

G_END_DECLS
