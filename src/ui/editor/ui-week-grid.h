/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pal/protocol/pal-schedule.h"

G_BEGIN_DECLS

/* The week of a timer: a row a day, its name a button that chooses it, and the times of the day. There is one list of
 * times for all chosen days, so what is drawn, moved or stretched in one row is in all of them, at once and visibly.
 * ::times-changed (the person did it; ui_week_grid_get_times() has them), ::days-changed (guint: bit 0 is Sunday),
 * ::edit (guint: wants the times of that range written). */
#define UI_TYPE_WEEK_GRID (ui_week_grid_get_type ())
G_DECLARE_FINAL_TYPE (UiWeekGrid, ui_week_grid, UI, WEEK_GRID, GtkWidget)

GtkWidget             *ui_week_grid_new          (void);
/* @is_all_day: without times it holds all day, else never. */
void                   ui_week_grid_show         (UiWeekGrid *self, guint days, const PalScheduleTime *times, guint n_times,
                                                  gboolean is_all_day);
void                   ui_week_grid_set_now      (UiWeekGrid *self, GDateTime *now); /* NULL: no mark */
void                   ui_week_grid_set_editable (UiWeekGrid *self, gboolean is_editable);
const PalScheduleTime *ui_week_grid_get_times    (UiWeekGrid *self, guint *n_times);
void                   ui_week_grid_focus_range  (UiWeekGrid *self, guint i);

G_END_DECLS
