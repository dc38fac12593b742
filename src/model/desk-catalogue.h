/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-evidence.h"
#include "model/desk-finder.h"
#include "model/desk-presence-model.h"

G_BEGIN_DECLS

/* All that can be found, in one index; shared by all finders of a session. Colleagues are followed, what else there is
 * is put here and dropped. ::changed: somewhat later than that, for who shows what was found. ::offers-changed: something
 * else may fit the same matches. */
#define DESK_TYPE_CATALOGUE (desk_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (DeskCatalogue, desk_catalogue, DESK, CATALOGUE, GObject)

DeskCatalogue *desk_catalogue_new           (DeskPresenceModel *model);

/* One thing of any kind but COLLEAGUE and NUMBER. @names: under which it is found (the title is not among them unless
 * it is given); @numbers: likewise, the first is the one that is called. */
typedef struct
{
  DeskMatchKind kind;
  const char *key, *title, *subtitle; /* subtitle: may be NULL */
  const char *const *names, *const *numbers; /* may be NULL */
  const char *const *writings; /* of these numbers in other ways: found by, not shown; may be NULL */
} DeskCatalogueRow;

void           desk_catalogue_put           (DeskCatalogue *self, const DeskCatalogueRow *row); /* in place of one with that key */
void           desk_catalogue_drop          (DeskCatalogue *self, DeskMatchKind kind, const char *key);
void           desk_catalogue_drop_all      (DeskCatalogue *self, DeskMatchKind kind);
/* For sources that only know how all is now: begin, put all of them again in any number of steps (what is the same costs
 * little), then sweep some rows at a time until that is FALSE: what was not put is dropped. @position begins at 0. */
void           desk_catalogue_begin_round   (DeskCatalogue *self, DeskMatchKind kind);
gboolean       desk_catalogue_sweep         (DeskCatalogue *self, DeskMatchKind kind, guint *position, guint n_rows);
guint          desk_catalogue_get_size      (DeskCatalogue *self);

/* Numbers dialled from here, newest first, and how often each; NULL @uses: once. */
void           desk_catalogue_set_recents   (DeskCatalogue *self, const char *const *numbers, const guint *uses);
void           desk_catalogue_add_recent    (DeskCatalogue *self, const char *number);

/* Of DeskMatch, best first. For targets: only who or what can be called. */
GPtrArray     *desk_catalogue_find          (DeskCatalogue *self, const char *text, gboolean for_target, guint limit);
GPtrArray     *desk_catalogue_list_everybody (DeskCatalogue *self, guint limit);
GPtrArray     *desk_catalogue_list_recents  (DeskCatalogue *self, guint limit);
DeskMatch     *desk_catalogue_lookup        (DeskCatalogue *self, const char *number); /* transfer full, or NULL */

/* Says what fits a match now; NULL: whatever has a number may be called. */
typedef DeskOffer (*DeskOfferFunc)          (DeskMatch *match, gpointer user_data);
void           desk_catalogue_set_judge     (DeskCatalogue *self, DeskOfferFunc judge, gpointer user_data);
DeskOffer      desk_catalogue_judge         (DeskCatalogue *self, DeskMatch *match);
void           desk_catalogue_offers_changed (DeskCatalogue *self);

G_END_DECLS
