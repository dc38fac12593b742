/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/ui-colleague-groups.h"

G_BEGIN_DECLS

/* Who is free: all colleagues as a list or as tiles, favourites first, filtered and sorted. */
#define UI_TYPE_COLLEAGUES_PAGE (ui_colleagues_page_get_type ())
G_DECLARE_FINAL_TYPE (UiColleaguesPage, ui_colleagues_page, UI, COLLEAGUES_PAGE, UiPage)

/* The number of the @nth favourite (from 1), or NULL. */
char *ui_colleagues_page_dup_favourite (UiColleaguesPage *self, guint nth);
UiColleagueGroups *ui_colleagues_page_get_groups (UiColleaguesPage *self);

G_END_DECLS
