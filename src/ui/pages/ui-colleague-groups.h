/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* Which colleagues the page shows (all, the favourites, one group), by its button and the setting "scope"; and what
 * the menu of a colleague offers of groups. Its actions are the page's "groups." ones.
 * ::changed: others are shown now. */
#define UI_TYPE_COLLEAGUE_GROUPS (ui_colleague_groups_get_type ())
G_DECLARE_FINAL_TYPE (UiColleagueGroups, ui_colleague_groups, UI, COLLEAGUE_GROUPS, GObject)

/* Borrows the page, whose own it is, and its button. */
UiColleagueGroups *ui_colleague_groups_new       (UiPage *page, GtkMenuButton *button, DeskColleagueList *list);
DeskScope          ui_colleague_groups_get_scope (UiColleagueGroups *self);
/* For the menu of that colleague. */
void               ui_colleague_groups_append    (UiColleagueGroups *self, GMenu *menu, DeskExtension *extension);

G_END_DECLS
