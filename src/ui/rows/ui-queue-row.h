/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rows/ui-parking-item.h"
#include "ui/ui-ticker.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The queue of a hunt group: how many wait and since when the oldest does. Who waits stands below it
 * (UiWaitingRow). */
#define UI_TYPE_QUEUE_ROW (ui_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (UiQueueRow, ui_queue_row, UI, QUEUE_ROW, AdwActionRow)

GtkWidget *ui_queue_row_new (UiTicker *ticker, DeskQueue *queue);

G_END_DECLS
