/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>
#include <libical/ical.h>
#include <string.h>

#include "model/desk-calendar.h"

#define MOST_STEPS 20000 /* of one rule: a daily one of fifty years */

typedef struct
{
  icaltimetype from, until; /* dates */
  DeskCalendarFunc each;
  gpointer data;
  guint n_faults;
} Reading;

static gint64
get_number (icaltimetype time)
{
  return time.year * 10000 + time.month * 100 + time.day;
}

static icaltimetype
make_date (guint number)
{
  icaltimetype date = icaltime_null_date ();

  date.year = (int)(number / 10000);
  date.month = (int)(number / 100 % 100);
  date.day = (int)(number % 100);
  return date;
}

/* --- one event ------------------------------------------------------------------------- */

/* How long it lasts, in seconds. A day, where it is one and says nothing. */
static gint64
get_length (icalcomponent *event, icaltimetype start)
{
  icalproperty *end = icalcomponent_get_first_property (event, ICAL_DTEND_PROPERTY);
  icalproperty *duration = icalcomponent_get_first_property (event, ICAL_DURATION_PROPERTY);
  gint64 length = start.is_date ? 24 * 60 * 60 : 0;

  if (duration != NULL)
    length = icaldurationtype_as_int (icalproperty_get_duration (duration));
  else if (end != NULL)
    {
      icaltimetype until = icalcomponent_get_dtend (event);

      length = (gint64)icaltime_as_timet_with_zone (until, until.zone)
               - (gint64)icaltime_as_timet_with_zone (start, start.zone);
    }
  return MAX (length, start.is_date ? 24 * 60 * 60 : 0);
}

/* On the same day of every year, for ever. */
static gboolean
is_yearly (struct icalrecurrencetype rule)
{
  gboolean has_day = rule.by_day[0] != ICAL_RECURRENCE_ARRAY_MAX;

  return rule.freq == ICAL_YEARLY_RECURRENCE && rule.interval <= 1 && rule.count == 0 && !has_day
         && icaltime_is_null_time (rule.until) && rule.by_year_day[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule.by_week_no[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule.by_set_pos[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

static gboolean
is_excepted (icalcomponent *event, icaltimetype start)
{
  for (icalproperty *property = icalcomponent_get_first_property (event, ICAL_EXDATE_PROPERTY);
       property != NULL; property = icalcomponent_get_next_property (event, ICAL_EXDATE_PROPERTY))
    {
      icaltimetype date = icalproperty_get_exdate (property);

      if (icaltime_compare_date_only (date, start) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
tell (Reading *reading, icalcomponent *event, icaltimetype start, gint64 length, gboolean yearly)
{
  const char *summary = icalcomponent_get_summary (event);
  gboolean has_zone = !start.is_date && (icaltime_is_utc (start) || start.zone != NULL);
  DeskCalendarEvent told = { .summary = summary != NULL ? summary : "", .is_yearly = yearly };
  icaltimetype end = start;

  icaltime_adjust (&end, 0, 0, 0, (int)(start.is_date ? 0 : CLAMP (length, 0, G_MAXINT / 2)));
  if (start.is_date)
    icaltime_adjust (&end, (int)(length / (24 * 60 * 60)), 0, 0, 0);
  if (icaltime_compare_date_only (start, reading->until) > 0
      || icaltime_compare_date_only (end, reading->from) < 0 || is_excepted (event, start))
    return;
  told.is_date = !has_zone;
  if (has_zone)
    {
      told.begin = (gint64)icaltime_as_timet_with_zone (start, start.zone);
      told.end = told.begin + length;
    }
  else
    {
      told.begin = get_number (start);
      /* Times of no zone: the days they touch. */
      if (!start.is_date && (end.hour > 0 || end.minute > 0 || get_number (end) == told.begin))
        icaltime_adjust (&end, 1, 0, 0, 0);
      told.end = get_number (end);
    }
  reading->each (&told, reading->data);
}

static void
read_rule (Reading *reading, icalcomponent *event, icaltimetype start, gint64 length, icalproperty *property)
{
  struct icalrecurrencetype rule = icalproperty_get_rrule (property);
  icalrecur_iterator *iterator;
  icaltimetype next;
  guint n = 0;

  if (rule.freq == ICAL_NO_RECURRENCE || rule.freq < ICAL_DAILY_RECURRENCE) /* every hour is no holiday */
    {
      reading->n_faults++;
      return;
    }
  iterator = icalrecur_iterator_new (rule, start);
  if (iterator == NULL)
    {
      reading->n_faults++;
      return;
    }
  for (next = icalrecur_iterator_next (iterator); !icaltime_is_null_time (next) && n < MOST_STEPS
                                                  && icaltime_compare_date_only (next, reading->until) <= 0;
       next = icalrecur_iterator_next (iterator), n++)
    {
      next.zone = start.zone;
      tell (reading, event, next, length, is_yearly (rule));
    }
  icalrecur_iterator_free (iterator);
}

static void
read_event (Reading *reading, icalcomponent *event)
{
  icaltimetype start = icalcomponent_get_dtstart (event);
  icalproperty *rule = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  gint64 length;

  if (icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED)
    return;
  if (icaltime_is_null_time (start) || !icaltime_is_valid_time (start))
    {
      reading->n_faults++;
      return;
    }
  length = get_length (event, start);
  if (rule != NULL)
    read_rule (reading, event, start, length, rule);
  else
    tell (reading, event, start, length, FALSE);
  for (icalproperty *date = icalcomponent_get_first_property (event, ICAL_RDATE_PROPERTY); date != NULL;
       date = icalcomponent_get_next_property (event, ICAL_RDATE_PROPERTY))
    {
      struct icaldatetimeperiodtype value = icalproperty_get_rdate (date);

      if (!icaltime_is_null_time (value.time))
        tell (reading, event, value.time, length, FALSE);
    }
}

static gboolean
module_read (const char *text, guint from, guint until, DeskCalendarFunc each, gpointer data, guint *n_faults)
{
  Reading reading = { make_date (from), make_date (until), each, data, 0 };
  icalcomponent *calendar;
  gboolean is_calendar = FALSE;

  icalerror_set_errors_are_fatal (FALSE);
  calendar = icalparser_parse_string (text);
  *n_faults = 0;
  if (calendar == NULL)
    return FALSE;
  is_calendar = icalcomponent_isa (calendar) == ICAL_VCALENDAR_COMPONENT
                || icalcomponent_get_first_component (calendar, ICAL_VCALENDAR_COMPONENT) != NULL;
  if (icalcomponent_isa (calendar) == ICAL_VCALENDAR_COMPONENT)
    for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
      read_event (&reading, event);
  else
    for (icalcomponent *one = icalcomponent_get_first_component (calendar, ICAL_VCALENDAR_COMPONENT);
         one != NULL; one = icalcomponent_get_next_component (calendar, ICAL_VCALENDAR_COMPONENT))
      for (icalcomponent *event = icalcomponent_get_first_component (one, ICAL_VEVENT_COMPONENT);
           event != NULL; event = icalcomponent_get_next_component (one, ICAL_VEVENT_COMPONENT))
        read_event (&reading, event);
  icalcomponent_free (calendar);
  *n_faults = reading.n_faults;
  return is_calendar;
}

static const DeskCalendar module = {
  .version = DESK_CALENDAR_VERSION,
  .read = module_read,
};

G_MODULE_EXPORT const DeskCalendar *
sidetone_calendar (void);

const DeskCalendar *
sidetone_calendar (void)
{
  return &module;
}
