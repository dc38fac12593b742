/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-catalogue.h"

G_BEGIN_DECLS

/* What of a session can be found besides colleagues (its slots …), and which offer fits a match now. */
void     desk_findable_begin     (DeskSession *session);
void     desk_findable_end       (DeskSession *session);

void     desk_findable_put_short_dial (DeskCatalogue *catalogue, const char *code, const char *number,
                                       const char *name);

/* Does what a match offered, where the model can (a wait, a slot, a call); FALSE: it is not possible any more, or wants
 * a window (TRANSFER, OPEN). @key: the number or slot. */
gboolean desk_session_take_offer (DeskSession *self, DeskOffer offer, const char *key);
/* The call of mine that an offer is about: the one that is talked on. Borrowed, or NULL. */
DeskCall *desk_session_get_offered_call (DeskSession *self);

G_END_DECLS
