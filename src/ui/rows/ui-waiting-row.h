/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rows/ui-parking-item.h"
#include "ui/ui-ticker.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Somebody who waits in a queue, to be picked up or sent on where the login may. */
#define UI_TYPE_WAITING_ROW (ui_waiting_row_get_type ())
G_DECLARE_FINAL_TYPE (UiWaitingRow, ui_waiting_row, UI, WAITING_ROW, AdwActionRow)

GtkWidget *ui_waiting_row_new (DeskSession *session, UiTicker *ticker, DeskWaiting *waiting);

G_END_DECLS
