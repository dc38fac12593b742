/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-extension.h"
#include "model/desk-groups.h"
#include "model/desk-list.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_TOUCH_STATE = 1 << 0, /* presence */
  DESK_TOUCH_ORDER = 1 << 1, /* name, alias, favourite */
} DeskTouch;

/* All colleagues the login may see, keyed by number, unordered: a GListModel of DeskExtension.
 * Properties: is-complete (names have come), is-denied ("Access users" refused user=*: only own and
 * favourites are watched; the page says which field of the PBX to change).
 * ::touched (gpointer extensions: a GPtrArray of DeskExtension, guint what: DeskTouch): once a batch, before the
 * notifies. ::removed (DeskExtension *extension): a row is about to go. */
#define DESK_TYPE_PRESENCE_MODEL (desk_presence_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskPresenceModel, desk_presence_model, DESK, PRESENCE_MODEL, DeskList)

DeskExtension *desk_presence_model_find (DeskPresenceModel *self, const char *number); /* borrowed */

/* Whom the list of colleagues shows. */
typedef enum
{
  DESK_SCOPE_ALL,        /* favourites first, with headings */
  DESK_SCOPE_FAVOURITES, /* in the person's order */
  DESK_SCOPE_GROUP,      /* the members of one */
} DeskScope;

/* What the page shows: an array-backed GListModel of DeskExtension over the model: favourites first (in
 * their order), then all others by the sort; filtered by name, number or alias (kana, width and case folded).
 * Properties: filter, sort, n-favourites. */
#define DESK_TYPE_COLLEAGUE_LIST (desk_colleague_list_get_type ())
G_DECLARE_FINAL_TYPE (DeskColleagueList, desk_colleague_list, DESK, COLLEAGUE_LIST, GObject)

DeskColleagueList *desk_colleague_list_new        (DeskPresenceModel *model);
void               desk_colleague_list_set_filter (DeskColleagueList *self, const char *text);
void               desk_colleague_list_set_sort   (DeskColleagueList *self, DeskSort sort);
/* @group: for DESK_SCOPE_GROUP only, and followed. */
void               desk_colleague_list_set_scope  (DeskColleagueList *self, DeskScope scope, DeskGroup *group);

G_END_DECLS
