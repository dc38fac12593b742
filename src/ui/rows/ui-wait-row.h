/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* A colleague I wait for: what happens when they are free, and who waits with me; it can be called off. */
#define UI_TYPE_WAIT_ROW (ui_wait_row_get_type ())
G_DECLARE_FINAL_TYPE (UiWaitRow, ui_wait_row, UI, WAIT_ROW, AdwActionRow)

GtkWidget *ui_wait_row_new (DeskSession *session, DeskWait *wait, UiTicker *ticker);

G_END_DECLS
