/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-catalogue.h"
#include "model/desk-numbers.h"
#include "store/store-contacts.h"

G_BEGIN_DECLS

/* Looks at contacts one by one, as they come out of the store, and keeps the few that fit best: who searches without a
 * session needs no index of all of them. What it keeps is what a catalogue of all would have found. */
typedef struct _DeskScout DeskScout;

/* NULL when there is no word in @text. @numbers may be NULL; @dialled (may be NULL): whoever has one of these numbers and
 * fits is kept, for the ranking may put such a one before others. When @cancellable is, the rest is passed over. */
DeskScout *desk_scout_new  (const char *text, guint limit, DeskNumbers *numbers, const char *const *dialled,
                            GCancellable *cancellable);
void       desk_scout_free (DeskScout *self);
void       desk_scout_look (const StoreContact *contact, gpointer scout); /* a StoreContactFunc: in the worker */
/* These are the contacts of the catalogue then, and no others. */
void       desk_scout_put  (DeskScout *self, DeskCatalogue *catalogue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskScout, desk_scout_free)

G_END_DECLS
