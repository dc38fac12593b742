/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rows/ui-parking-item.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* A park slot: who waits there, or that it is free. A call dropped on a free one is parked there; who waits can be
 * dragged away as a DeskPark. */
#define UI_TYPE_PARK_TILE (ui_park_tile_get_type ())
G_DECLARE_FINAL_TYPE (UiParkTile, ui_park_tile, UI, PARK_TILE, GtkFlowBoxChild)

GtkWidget *ui_park_tile_new      (DeskSession *session, UiTicker *ticker, DeskPark *park);
DeskPark  *ui_park_tile_get_park (UiParkTile *self);

G_END_DECLS
