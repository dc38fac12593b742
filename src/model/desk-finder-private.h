/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-finder.h"
#include "model/desk-presence-model.h"

G_BEGIN_DECLS

DeskMatch  *desk_match_new          (DeskMatchKind kind, const char *title, const char *subtitle,
                                     const char *number, DeskExtension *extension);
DeskFinder *desk_finder_new         (DeskPresenceModel *model);
/* Numbers dialled from here, newest first. */
void        desk_finder_set_recents (DeskFinder *self, const char *const *numbers);
void        desk_finder_add_recent  (DeskFinder *self, const char *number);

G_END_DECLS
