/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-call.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* One live call of mine: who, how long, and the verbs that are possible now. The verbs are the window's
 * "win.call-…" actions with the id of the call. */
#define UI_TYPE_CALL_ROW (ui_call_row_get_type ())
G_DECLARE_FINAL_TYPE (UiCallRow, ui_call_row, UI, CALL_ROW, GtkWidget)

GtkWidget *ui_call_row_new          (DeskCall *call, UiTicker *ticker);
DeskCall  *ui_call_row_get_call     (UiCallRow *self);
void       ui_call_row_set_selected (UiCallRow *self, gboolean is_selected);
void       ui_call_row_set_compact  (UiCallRow *self, gboolean is_compact); /* verbs below, without words */

/* "Incoming call", "On hold", "Busy". */
char      *ui_call_dup_state_text   (DeskCall *call);

G_END_DECLS
