/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-log-entry.h"
#include "ui/rows/ui-list-row.h"

G_BEGIN_DECLS

/* One line of the call log: the day above it when it is the first of its day, then a piece of the day's card with
 * direction, name, what became of it, time, duration and the button to call back.
 * Property: entry (DeskLogEntry). */
#define UI_TYPE_LOG_ROW (ui_log_row_get_type ())
G_DECLARE_FINAL_TYPE (UiLogRow, ui_log_row, UI, LOG_ROW, UiListRow)

DeskLogEntry *ui_log_row_get_entry    (UiLogRow *self);
/* Of the list, the one that has the focus, or NULL. */
UiLogRow     *ui_log_row_find_focused (GtkWidget *view);

G_END_DECLS
