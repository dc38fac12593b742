/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-catalogue.h"

G_BEGIN_DECLS

DeskMatch     *desk_match_new             (DeskMatchKind kind, const char *key, const char *title, const char *subtitle,
                                           const char *number, DeskExtension *extension);
void           desk_match_set_evidence    (DeskMatch *self, const DeskEvidence *evidence);
void           desk_match_notify_offer    (DeskMatch *self);
void           desk_match_set_catalogue   (DeskMatch *self, DeskCatalogue *catalogue);

DeskFinder    *desk_finder_new            (DeskPresenceModel *model); /* with a catalogue of its own */
DeskCatalogue *desk_finder_get_catalogue  (DeskFinder *self);         /* borrowed */

G_END_DECLS
