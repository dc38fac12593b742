/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-profile-changes.h"

G_BEGIN_DECLS

/* A named set of changes to the person's own extension. Properties (notify): name, is-on (the PBX has all of it). */
#define DESK_TYPE_PROFILE (desk_profile_get_type ())
G_DECLARE_FINAL_TYPE (DeskProfile, desk_profile, DESK, PROFILE, GObject)

const char *desk_profile_get_id      (DeskProfile *self);
const char *desk_profile_get_name    (DeskProfile *self);
gboolean    desk_profile_get_is_on   (DeskProfile *self);
GPtrArray  *desk_profile_get_changes (DeskProfile *self); /* of DeskProfileChange; borrowed, not to be changed */
/* What the person still has to say before it can be applied; borrowed, NULL: nothing. */
const char *desk_profile_find_missing (DeskProfile *self);

/* For DeskProfiles. */
DeskProfile *desk_profile_new        (const char *id, const char *name, GPtrArray *changes);
void         desk_profile_change     (DeskProfile *self, const char *name, GPtrArray *changes);
void         desk_profile_set_is_on  (DeskProfile *self, gboolean is_on);
/* Those the program offers at first, in order; NULL after the last. */
DeskProfile *desk_profile_new_offered (guint index);

G_END_DECLS
