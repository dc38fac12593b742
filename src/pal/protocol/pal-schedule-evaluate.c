/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a schedule holds, and what decides it. */
#include "config.h"

#include "pal/protocol/pal-schedule-date.h"
#include "pal/protocol/pal-schedule-private.h"
#include "pal/protocol/pal-schedule-reason.h"

static gboolean
decide (PalScheduleReason *reason, PalScheduleReasonKind kind, char part, int place, gboolean holds)
{
  *reason = (PalScheduleReason) { .kind = kind, .part = part, .place = place };

  return holds;
}

/* An end before its beginning passes the end of the month, or of the year. */
gboolean
pal_schedule_date_matches (const PalScheduleDate *date, guint month, guint day)
{
  guint number = date->from_month != 0 ? month * 100 + day : day;
  guint from = date->from_month * 100 + date->from_day, to = date->to_month * 100 + date->to_day;

  return from <= to ? number >= from && number <= to : number >= from || number <= to;
}

/* What is included restricts, what is excluded is taken away. */
static gboolean
pattern_holds (const PalScheduleReading *reading, const GDate *date, PalScheduleReason *reason)
{
  guint month = g_date_get_month (date), day = g_date_get_day (date);
  gboolean includes = FALSE;
  int included = -1;

  for (guint i = 0; i < reading->patterns->len; i++)
    {
      const PalScheduleDate *pattern = &g_array_index (reading->patterns, PalScheduleDate, i);
      gboolean matches = pal_schedule_date_matches (pattern, month, day);

      if (pattern->is_excluded && matches)
        return decide (reason, PAL_SCHEDULE_REASON_EXCLUDED, 'D', (int) i, FALSE);
      includes |= !pattern->is_excluded;
      if (!pattern->is_excluded && matches && included < 0)
        included = (int) i;
    }
  if (includes)
    return decide (reason, PAL_SCHEDULE_REASON_INCLUDED, 'D', included, included >= 0);

  return decide (reason, PAL_SCHEDULE_REASON_NOTHING, 0, -1, TRUE);
}

static gboolean
day_holds (const PalScheduleReading *reading, const GDate *date, PalScheduleReason *reason)
{
  guint year = g_date_get_year (date), month = g_date_get_month (date);
  guint number = year * 10000 + month * 100 + g_date_get_day (date);

  if (number < reading->first || (reading->last != 0 && number > reading->last))
    return decide (reason, PAL_SCHEDULE_REASON_DATES, 'P', number < reading->first ? 0 : 1, FALSE);
  if (reading->days != 0 && (reading->days & pal_schedule_day_to_bit (g_date_get_weekday (date))) == 0)
    return decide (reason, PAL_SCHEDULE_REASON_DAYS, 'A', -1, FALSE);
  if (reading->weeks != 0 && (reading->weeks & pal_schedule_date_to_weeks (date)) == 0)
    return decide (reason, PAL_SCHEDULE_REASON_WEEKS, 'W', -1, FALSE);

  return pattern_holds (reading, date, reason);
}

/* What is wrong comes first in the order of the parts; what belongs to none of them has no letter. */
static gboolean
decide_unreadable (const PalScheduleReading *reading, PalScheduleReason *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reading->problems); i++)
    if (reading->problems[i] != NULL)
      return decide (reason, PAL_SCHEDULE_REASON_UNREADABLE, PAL_SCHEDULE_PARTS[i], -1, FALSE);

  return decide (reason, PAL_SCHEDULE_REASON_UNREADABLE, 0, -1, FALSE);
}

gboolean
pal_schedule_holds_on (const PalSchedule *self, const GDate *date, PalScheduleReason *reason)
{
  const PalScheduleReading *reading;
  PalScheduleReason any;

  g_return_val_if_fail (self != NULL && date != NULL && g_date_valid (date), FALSE);

  reading = pal_schedule_get_reading (self);
  if (reason == NULL)
    reason = &any;
  if (reading->problem != NULL)
    return decide_unreadable (reading, reason);

  return day_holds (reading, date, reason);
}

/* The range that @now lies in, -1 for none: of those that began today, or the day before. */
static int
find_time (const PalScheduleReading *reading, guint now, gboolean of_yesterday)
{
  for (guint i = 0; i < reading->times->len; i++)
    {
      const PalScheduleTime *time = &g_array_index (reading->times, PalScheduleTime, i);
      gboolean passes = time->to <= time->from;

      if (of_yesterday ? passes && now < time->to : now >= time->from && (now < time->to || passes))
        return (int) i;
    }

  return -1;
}

static gboolean
is_active (const PalScheduleReading *reading, const GDate *date, guint now, PalScheduleReason *reason)
{
  int today = find_time (reading, now, FALSE), yesterday = find_time (reading, now, TRUE);
  gboolean holds = day_holds (reading, date, reason);

  if (holds && reading->times->len == 0)
    return TRUE;
  if (holds && today >= 0)
    return decide (reason, PAL_SCHEDULE_REASON_TIMES, 'T', today, TRUE);

  if (yesterday >= 0 && g_date_get_julian (date) > 1)
    {
      PalScheduleReason before;
      GDate day = *date;

      g_date_subtract_days (&day, 1);
      if (day_holds (reading, &day, &before))
        decide (reason, PAL_SCHEDULE_REASON_TIMES, 'T', yesterday, TRUE);
      else if (today < 0)
        *reason = before;
      else
        return FALSE;
      reason->is_of_yesterday = TRUE;
      return reason->kind == PAL_SCHEDULE_REASON_TIMES;
    }

  return holds ? decide (reason, PAL_SCHEDULE_REASON_TIMES, 'T', -1, FALSE) : FALSE;
}

static gboolean
is_active_on (const PalSchedule *self, const GDate *date, guint now, PalScheduleReason *reason)
{
  const PalScheduleReading *reading = pal_schedule_get_reading (self);

  return reading->problem != NULL ? decide_unreadable (reading, reason)
                                  : is_active (reading, date, now, reason);
}

gboolean
pal_schedule_is_active_at (const PalSchedule *self, guint year, guint month, guint day, guint hour,
                           guint minute)
{
  PalScheduleReason reason;
  GDate date;

  g_return_val_if_fail (self != NULL, FALSE);

  if (day > 31 || month > 12 || year > 9999
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return is_active_on (self, &date, hour * 60 + minute, &reason);
}

gboolean
pal_schedule_is_active_why (const PalSchedule *self, GDateTime *when, PalScheduleReason *reason)
{
  PalScheduleReason any;
  int year, month, day, now;
  GDate date;

  g_return_val_if_fail (self != NULL && when != NULL, FALSE);

  g_date_time_get_ymd (when, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  now = g_date_time_get_hour (when) * 60 + g_date_time_get_minute (when);

  return is_active_on (self, &date, (guint) now, reason != NULL ? reason : &any);
}

gboolean
pal_schedule_is_active (const PalSchedule *self, GDateTime *when)
{
  return pal_schedule_is_active_why (self, when, NULL);
}
