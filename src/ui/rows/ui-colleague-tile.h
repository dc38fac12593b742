/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rows/ui-colleague-item.h"

G_BEGIN_DECLS

/* One tile of the colleagues' board: face, name, presence and clock in a small card. */
#define UI_TYPE_COLLEAGUE_TILE (ui_colleague_tile_get_type ())
G_DECLARE_FINAL_TYPE (UiColleagueTile, ui_colleague_tile, UI, COLLEAGUE_TILE, UiColleagueItem)

G_END_DECLS
