/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-urgency.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* Minutes and seconds since a moment, running with the window's ticker. */
#define UI_TYPE_CLOCK (ui_clock_get_type ())
G_DECLARE_FINAL_TYPE (UiClock, ui_clock, UI, CLOCK, GtkWidget)

void ui_clock_set_ticker  (UiClock *self, UiTicker *ticker);
void ui_clock_set_since   (UiClock *self, gint64 since); /* monotonic µs; 0 shows nothing */
/* Somebody waits: it turns amber, then red. DESK_N_URGENCY_KINDS: it does not. */
void ui_clock_set_urgency (UiClock *self, DeskUrgencyKind kind);

G_END_DECLS
