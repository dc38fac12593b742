/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-log-model.h"

G_BEGIN_DECLS

/* The call log on the page of the calls: filter, search, the lines by day, and what can be done with them. Its
 * actions are "log.…"; exporting is the application's ("app.export-log": format, filter, search).
 * Property: filter (DeskLogFilter). */
#define UI_TYPE_HISTORY (ui_history_get_type ())
G_DECLARE_FINAL_TYPE (UiHistory, ui_history, UI, HISTORY, AdwBin)

void  ui_history_set_log    (UiHistory *self, DeskLog *log);
void  ui_history_focus      (UiHistory *self);
void  ui_history_find       (UiHistory *self); /* the keyboard goes to the search */
char *ui_history_dup_chosen (UiHistory *self); /* the number of the line the keyboard is at, or NULL */

G_END_DECLS
