/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-schedule.h"

G_BEGIN_DECLS

/* The coming days of a timer, a column each: when it is on, and in another tone those it leaves out. The arrows go
 * from day to day; the day's words are the tooltip and what a screen reader says. */
#define UI_TYPE_DAYS_AHEAD (ui_days_ahead_get_type ())
G_DECLARE_FINAL_TYPE (UiDaysAhead, ui_days_ahead, UI, DAYS_AHEAD, GtkWidget)

GtkWidget *ui_days_ahead_new  (void);
/* @schedule NULL: never on. @from in the zone of the PBX. */
void       ui_days_ahead_show (UiDaysAhead *self, const PalSchedule *schedule, GDateTime *from);

G_END_DECLS
