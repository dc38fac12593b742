/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-presence-model.h"
#include "pal/client/pal-client.h"

G_BEGIN_DECLS

/* Fetches who there is and what they are called, by the road the login may take: getExtensions, or the
 * properties of those extensions that events have named. */
#define DESK_TYPE_DIRECTORY (desk_directory_get_type ())
G_DECLARE_FINAL_TYPE (DeskDirectory, desk_directory, DESK, DIRECTORY, GObject)

/* ::loaded: names have come (once a run). */
DeskDirectory *desk_directory_new        (PalClient *client, DeskPresenceModel *model, const char *tenant);
void           desk_directory_load       (DeskDirectory *self); /* the whole, when Ready */
void           desk_directory_complete   (DeskDirectory *self); /* only those that came later */
void           desk_directory_stop       (DeskDirectory *self);
gboolean       desk_directory_was_listed (DeskDirectory *self); /* the PBX gave the list of all */

G_END_DECLS
