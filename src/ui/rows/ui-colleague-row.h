/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rows/ui-colleague-item.h"

G_BEGIN_DECLS

/* One line of the colleagues list: the heading of its part when it is the first, then a piece of the card
 * with face, name, presence, clock, number, star and call button.
 * Property: position (uint), its place in the list, from which it sees where its card ends. */
#define UI_TYPE_COLLEAGUE_ROW (ui_colleague_row_get_type ())
G_DECLARE_FINAL_TYPE (UiColleagueRow, ui_colleague_row, UI, COLLEAGUE_ROW, UiColleagueItem)

/* The neighbours may have changed: look again where the card ends. */
void ui_colleague_row_update_edges (UiColleagueRow *self);

G_END_DECLS
