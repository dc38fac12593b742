/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* Below every page: one row for each live call of mine. */
#define UI_TYPE_CALL_BAR (ui_call_bar_get_type ())
G_DECLARE_FINAL_TYPE (UiCallBar, ui_call_bar, UI, CALL_BAR, GtkWidget)

void ui_call_bar_set_session (UiCallBar *self, DeskSession *session, UiTicker *ticker);
/* The keyboard goes to what can be done with that call. */
void ui_call_bar_focus (UiCallBar *self, DeskCall *call);

G_END_DECLS
