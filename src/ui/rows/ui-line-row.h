/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rows/ui-parking-item.h"
#include "ui/ui-ticker.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A shared line: lamp, words, and the natural thing to do with it. */
#define UI_TYPE_LINE_ROW (ui_line_row_get_type ())
G_DECLARE_FINAL_TYPE (UiLineRow, ui_line_row, UI, LINE_ROW, AdwActionRow)

GtkWidget *ui_line_row_new (DeskSession *session, UiTicker *ticker, DeskLine *line);

G_END_DECLS
