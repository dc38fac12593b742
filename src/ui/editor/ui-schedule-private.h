/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/ui-days-ahead.h"
#include "ui/editor/ui-schedule-editor.h"
#include "ui/editor/ui-week-grid.h"

G_BEGIN_DECLS

#define UI_N_WEEKS 6

/* The editor's own; ui-schedule-rows.c has its lists of times, dates and warnings. */
struct _UiScheduleEditor
{
  GtkBox parent_instance;

  gboolean is_showing; /* what changes now was not done by the person */

  /* template children */
  GtkLabel *sentence, *now_label, *next_label, *grid_hint;
  UiWeekGrid *grid;
  UiDaysAhead *days_ahead;
  AdwPreferencesGroup *times_group, *dates_group, *warnings_group;
  AdwActionRow *validity_row, *server_row;
  GtkWidget *clear_validity_button, *weeks_box;
  AdwEntryRow *raw_row;

  /* borrowed from the tree */
  GtkWidget *weeks[UI_N_WEEKS];
  GPtrArray *time_rows, *date_rows, *warning_rows;

  /* owned */
  char *text, *server_text;
  char *shown_dates; /* the part D that date_rows are of, or NULL */
  GDateTime *now;
};

/* The person did something. */
void ui_schedule_editor_take      (UiScheduleEditor *self, const PalSchedule *schedule);

/* ui-schedule-rows.c */
void ui_schedule_editor_show_rows (UiScheduleEditor *self, const PalSchedule *schedule);

G_END_DECLS
