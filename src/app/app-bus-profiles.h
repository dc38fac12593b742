/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/desk-profiles.h"

G_BEGIN_DECLS

/* The methods about routing profiles. FALSE: the method is another. @profiles: NULL while there are none. */
gboolean app_bus_profiles_run (DeskProfiles *profiles, const char *name, GVariant *parameters,
                               GDBusMethodInvocation *invocation);
/* What the property Profile tells. */
const char *app_bus_profiles_get_current (DeskProfiles *profiles);

G_END_DECLS
