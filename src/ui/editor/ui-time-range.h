/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What keyboard and screen reader have of a range of times that its week grid paints: one, whatever days it holds on.
 * Actions: range.begin-earlier, -later, range.end-earlier, -later, range.earlier, -later (both ends), range.remove,
 * range.edit. ::changed (int begin, int end: minutes to move them by), ::remove, ::edit. */
#define UI_TYPE_TIME_RANGE (ui_time_range_get_type ())
G_DECLARE_FINAL_TYPE (UiTimeRange, ui_time_range, UI, TIME_RANGE, GtkWidget)

GtkWidget *ui_time_range_new      (void);
void       ui_time_range_describe (UiTimeRange *self, const char *words);

G_END_DECLS
