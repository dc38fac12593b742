/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* One live call of mine: who, how long, and the verbs that are possible now, beside it or, where it is narrow,
 * below it. A colleague who is dropped on it gets the call (asked first; with Ctrl at once); dragged away it is a
 * DeskCall. */
#define UI_TYPE_CALL_ROW (ui_call_row_get_type ())
G_DECLARE_FINAL_TYPE (UiCallRow, ui_call_row, UI, CALL_ROW, GtkWidget)

GtkWidget *ui_call_row_new          (DeskSession *session, DeskCall *call, UiTicker *ticker);
DeskCall  *ui_call_row_get_call     (UiCallRow *self);
void       ui_call_row_set_selected (UiCallRow *self, gboolean is_selected);
/* The button of a verb, NULL when it has none now. */
GtkWidget *ui_call_row_get_button   (UiCallRow *self, DeskVerb verb);

G_END_DECLS
