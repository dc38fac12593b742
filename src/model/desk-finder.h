/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* One suggestion of the dial field. Properties (read-only): kind, title, subtitle, number, extension
 * (DeskExtension or NULL: presence is shown). Immutable. */
#define DESK_TYPE_MATCH (desk_match_get_type ())
G_DECLARE_FINAL_TYPE (DeskMatch, desk_match, DESK, MATCH, GObject)

DeskMatchKind  desk_match_get_kind      (DeskMatch *self);
const char    *desk_match_get_title     (DeskMatch *self);
const char    *desk_match_get_number    (DeskMatch *self);
DeskExtension *desk_match_get_extension (DeskMatch *self);

/* The one ranking engine for every search: a GListModel of DeskMatch, best first. Property: text. */
#define DESK_TYPE_FINDER (desk_finder_get_type ())
G_DECLARE_FINAL_TYPE (DeskFinder, desk_finder, DESK, FINDER, GObject)

void        desk_finder_set_text       (DeskFinder *self, const char *text);
/* Whose number exactly that is, a colleague's or one dialled before; NULL when it is neither. Transfer full. */
DeskMatch  *desk_finder_find           (DeskFinder *self, const char *number);
/* One of its own over the same people and numbers, to choose somebody from: without a text it has everybody, those
 * who are free first. */
DeskFinder *desk_finder_new_for_target (DeskFinder *other);

/* desk-number: what may be sent to the PBX ("03-1234 5678" → "0312345678"); NULL when nothing is left or
 * a letter stands in it. Extensions and feature codes are never rewritten. */
char *desk_number_normalize (const char *typed);

G_END_DECLS
