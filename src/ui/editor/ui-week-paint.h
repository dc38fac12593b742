/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pal/protocol/pal-schedule.h"

G_BEGIN_DECLS

#define UI_WEEK_MINUTES (24 * 60)

/* Where all of a week grid is. Days are rows 0 to 6, Monday first. */
typedef struct
{
  float left, top;        /* of the first row */
  float width;            /* of a day */
  float row, height;      /* from row to row; of a row */
  gboolean is_rtl;
} UiWeekPlaces;

typedef struct
{
  const PalScheduleTime *times;
  guint n_times;
  guint days;             /* bit 0 is Sunday */
  gboolean is_all_day;
  int now_row, now_minute; /* -1: none */
  int held;               /* the range that is being moved, or -1 */
} UiWeekShown;

gboolean ui_week_has_row   (const UiWeekShown *shown, guint row);
float    ui_week_get_x     (const UiWeekPlaces *places, guint minute);
int      ui_week_get_minute (const UiWeekPlaces *places, double x); /* may be outside the day */
int      ui_week_get_row   (const UiWeekPlaces *places, double y);   /* -1: none */
/* The part of a range in a row: what began there, and what passes midnight into it. FALSE: nothing. */
gboolean ui_week_get_rect  (const UiWeekPlaces *places, const UiWeekShown *shown, guint i, guint row,
                            gboolean is_of_yesterday, graphene_rect_t *rect);
char    *ui_week_time_to_text (guint minute); /* "09:00", "24:00" */
void     ui_week_paint     (GtkWidget *widget, GtkSnapshot *snapshot, const UiWeekPlaces *places,
                            const UiWeekShown *shown);

G_END_DECLS
