/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The library of calendars, in a loadable module, as desk-module.h is for phone numbers and cards. */

#define DESK_CALENDAR_VERSION 1 /* counted up with every change of DeskCalendar */
#define DESK_CALENDAR_SYMBOL "sidetone_calendar"

/* One occurrence of an event. */
typedef struct
{
  const char *summary;  /* never NULL */
  gboolean is_date;     /* whole days, or of no zone: begin and end are yyyymmdd; else seconds since 1970 */
  gint64 begin, end;    /* the end is no part of it; never before the beginning */
  gboolean is_yearly;   /* by its rule it comes on the same day of every year */
} DeskCalendarEvent;

typedef void (*DeskCalendarFunc) (const DeskCalendarEvent *event, gpointer data);

typedef struct
{
  guint version;
  /* Those that touch the days @from to @until (yyyymmdd); FALSE: this is no calendar. *n_faults: events without a
   * reading, which are left out. */
  gboolean (*read) (const char *text, guint from, guint until, DeskCalendarFunc each, gpointer data, guint *n_faults);
} DeskCalendar;

/* Blocks while it loads: never on the main loop. NULL with an error of DESK_MODULE_ERROR, the same every time. */
const DeskCalendar *desk_calendar_load (GError **error);

G_END_DECLS
