/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-phonebooks.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* An extension of any type, to choose from. Properties (read-only): number, name ("" when it has none), type-label (what
 * it is, in words). */
#define DESK_TYPE_LISTED_EXTENSION (desk_listed_extension_get_type ())
G_DECLARE_FINAL_TYPE (DeskListedExtension, desk_listed_extension, DESK, LISTED_EXTENSION, GObject)

const char *desk_listed_extension_get_number     (DeskListedExtension *self);
const char *desk_listed_extension_get_name       (DeskListedExtension *self);
const char *desk_listed_extension_get_type_label (DeskListedExtension *self);

/* The extensions there are: all types one after the other for administrators, the colleagues for others. A GListModel of
 * DeskListedExtension, begun when it is made. Properties (read-only, notify): state (DeskLoading), reason. */
#define DESK_TYPE_EXTENSION_LIST (desk_extension_list_get_type ())
G_DECLARE_FINAL_TYPE (DeskExtensionList, desk_extension_list, DESK, EXTENSION_LIST, GObject)

DeskExtensionList *desk_extension_list_new        (DeskSession *session);
DeskLoading        desk_extension_list_get_state  (DeskExtensionList *self);
const char        *desk_extension_list_get_reason (DeskExtensionList *self);

G_END_DECLS
