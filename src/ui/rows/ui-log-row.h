/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-log-entry.h"

G_BEGIN_DECLS

/* One line of the call log: the day above it when it is the first of its day, then a piece of the day's card with
 * direction, name, what became of it, time, duration and the button to call back.
 * Properties: entry (DeskLogEntry); position (uint), its place in the list. */
#define UI_TYPE_LOG_ROW (ui_log_row_get_type ())
G_DECLARE_FINAL_TYPE (UiLogRow, ui_log_row, UI, LOG_ROW, GtkWidget)

DeskLogEntry *ui_log_row_get_entry    (UiLogRow *self);
GtkWidget    *ui_log_row_get_holder   (UiLogRow *self); /* what the list gives the focus to; NULL outside of one */
/* The neighbours may have changed, or the day: look again where the card begins and ends and what day it is. */
void          ui_log_row_update_edges (UiLogRow *self);
/* Of the list, the one that has the focus, or NULL. */
UiLogRow     *ui_log_row_find_focused (GtkWidget *view);

G_END_DECLS
