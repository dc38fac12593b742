/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pal/protocol/pal-schedule.h"

G_BEGIN_DECLS

/* One range of times, written: from, to, and a button that removes it. ::changed, ::remove. */
#define UI_TYPE_TIME_ROW (ui_time_row_get_type ())
G_DECLARE_FINAL_TYPE (UiTimeRow, ui_time_row, UI, TIME_ROW, AdwActionRow)

GtkWidget      *ui_time_row_new   (guint number); /* "Time 1" */
void            ui_time_row_show  (UiTimeRow *self, const PalScheduleTime *time);
PalScheduleTime ui_time_row_get   (UiTimeRow *self);
void            ui_time_row_focus (UiTimeRow *self);
/* "9", "930", "9:30", "24:00", in the digits of any script; FALSE when it is no time. */
gboolean        ui_time_row_parse (const char *text, guint *minute);

G_END_DECLS
