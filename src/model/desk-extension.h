/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* A colleague. Lives as long as the account knows the number; a change is a notify on it.
 * Properties (read-only from outside the folder, notify): number, name (own alias, PBX name, or the number),
 * pbx-name, alias, presence (DeskPresence), other (name or number of whom it talks with, NULL),
 * members (GStrv: names of the others in a conference, else NULL),
 * since (monotonic µs of the presence, 0 unknown), is-favourite, is-own, is-stale (not Ready: shown shaded),
 * heading (DeskHeading). */
#define DESK_TYPE_EXTENSION (desk_extension_get_type ())
G_DECLARE_FINAL_TYPE (DeskExtension, desk_extension, DESK, EXTENSION, GObject)

const char   *desk_extension_get_number       (DeskExtension *self);
const char   *desk_extension_get_name         (DeskExtension *self);
const char   *desk_extension_get_alias        (DeskExtension *self);
DeskPresence  desk_extension_get_presence     (DeskExtension *self);
const char   *desk_extension_get_other        (DeskExtension *self);
const char *const *desk_extension_get_members (DeskExtension *self); /* NULL: in no conference */
gint64        desk_extension_get_since        (DeskExtension *self);
gboolean      desk_extension_get_is_favourite (DeskExtension *self);
gboolean      desk_extension_get_is_own       (DeskExtension *self);
gboolean      desk_extension_get_is_stale     (DeskExtension *self);
DeskHeading   desk_extension_get_heading      (DeskExtension *self);

G_END_DECLS
