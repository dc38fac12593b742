/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-log.h"
#include "ui/ui-row-menu.h"

G_BEGIN_DECLS

/* The menu of the call log's rows, also opened by the row's action "call.menu". Its entries are the history's "log."
 * actions and "win.dial". @log is borrowed and outlives it. */
UiRowMenu *ui_log_menu_new (GtkWidget *page, DeskLog *log);

G_END_DECLS
