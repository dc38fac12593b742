/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the parts of a schedule say. How open questions are answered stands in pal-schedule-choices.c. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-schedule-date.h"
#include "pal/protocol/pal-schedule-private.h"
#include "pal/protocol/pal-schedule-reason.h"

/* @n digits as a number; FALSE when something else stands there. */
static gboolean
read_digits (const char *text, guint n, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (guint) (text[i] - '0');
    }

  return TRUE;
}

static gboolean
is_date (guint date)
{
  return date == 0 || g_date_valid_dmy (date % 100, date / 100 % 100, (GDateYear) (date / 10000));
}

static const char *
read_dates (PalScheduleReading *self, const char *text)
{
  const char *problem = N_ ("P must be followed by the first and the last day as yyyymmddyyyymmdd");
  gsize length = strlen (text);

  if (length == 0)
    return NULL;
  if ((length != 8 && length != 16) || !read_digits (text, 8, &self->first)
      || (length == 16 && !read_digits (text + 8, 8, &self->last)))
    return problem;
  if (!is_date (self->first) || !is_date (self->last))
    return problem;

  return self->last != 0 && self->first > self->last ? N_ ("the last day after P lies before the first one") : NULL;
}

static gboolean
read_mask (const char *text, guint most, guint *mask)
{
  gsize length = strlen (text);

  if (length <= 8 && read_digits (text, (guint) length, mask) && *mask <= most)
    return TRUE;

  *mask = 0;
  return FALSE;
}

/* One or two digits, 1 to @most. */
static gboolean
read_small (const char **text, guint most, guint *number)
{
  guint length = 0;

  while (g_ascii_isdigit ((*text)[length]))
    length++;
  if (length < 1 || length > 2 || !read_digits (*text, length, number))
    return FALSE;
  *text += length;

  return *number >= 1 && *number <= most;
}

/* DD or MM/DD; the month is 0 in the first. */
static gboolean
read_day (const char **text, guint *month, guint *day)
{
  *month = 0;
  if (!read_small (text, 31, day))
    return FALSE;
  if (**text != '/')
    return TRUE;

  (*text)++;
  *month = *day;
  /* Of a year that has a 29th of February. */
  return *month <= 12 && read_small (text, 31, day)
         && g_date_valid_dmy ((GDateDay) *day, (GDateMonth) *month, 2000);
}

gboolean
pal_schedule_date_parse (const char *text, PalScheduleDate *date)
{
  g_return_val_if_fail (text != NULL && date != NULL, FALSE);

  *date = (PalScheduleDate) { .is_excluded = *text == '!' };
  if (date->is_excluded)
    text++;
  if (!read_day (&text, &date->from_month, &date->from_day))
    return FALSE;

  date->kind = date->from_month != 0 ? PAL_SCHEDULE_DATE_DATE : PAL_SCHEDULE_DATE_DAY;
  date->to_month = date->from_month;
  date->to_day = date->from_day;
  if (*text != '-')
    return *text == '\0';

  text++;
  date->kind = date->from_month != 0 ? PAL_SCHEDULE_DATE_DATES : PAL_SCHEDULE_DATE_DAYS;
  return read_day (&text, &date->to_month, &date->to_day) && *text == '\0'
         && (date->to_month != 0) == (date->from_month != 0);
}

/* Blanks around an element are nobody's business. */
static const char *
read_patterns (PalScheduleReading *self, const char *text)
{
  g_auto (GStrv) elements = NULL;
  const char *problem = NULL;

  if (*text == '\0')
    return NULL;

  elements = g_strsplit (text, ",", -1);
  for (guint i = 0; elements[i] != NULL; i++)
    {
      PalScheduleDate date;

      if (pal_schedule_date_parse (g_strstrip (elements[i]), &date))
        g_array_append_val (self->patterns, date);
      else
        problem = N_ ("D must be followed by days such as 5, 5-10, 12/24 or !12/29-1/3");
    }

  return problem;
}

/* hhmm; 2400 ends a day, and 2359 is its last minute and belongs to it. */
static gboolean
read_time (const char *text, gboolean is_end, guint *minutes)
{
  guint number;

  if (!read_digits (text, 4, &number) || number % 100 > 59 || number > 2400 || (number == 2400 && !is_end))
    return FALSE;

  *minutes = number / 100 * 60 + number % 100;
  if (is_end && (number == 2359 || number == 0))
    *minutes = PAL_SCHEDULE_MINUTES_A_DAY;

  return TRUE;
}

static const char *
read_times (PalScheduleReading *self, const char *text)
{
  const char *problem = N_ ("T must be followed by times as hhmmhhmm");
  gsize length = strlen (text);
  gboolean is_good = length % 8 == 0;

  for (gsize i = 0; i + 8 <= length; i += 8)
    {
      PalScheduleTime time;

      if (read_time (text + i, FALSE, &time.from) && read_time (text + i + 4, TRUE, &time.to))
        g_array_append_val (self->times, time);
      else
        is_good = FALSE;
    }

  return is_good ? NULL : problem;
}

static const char *
read_part (PalScheduleReading *self, char letter, const char *text)
{
  switch (letter)
    {
    case 'P':
      return read_dates (self, text);
    case 'A':
      return read_mask (text, PAL_SCHEDULE_EVERY_DAY, &self->days)
             ? NULL : N_ ("A must be followed by the sum of the days of the week, 0 to 127");
    case 'W':
      return read_mask (text, PAL_SCHEDULE_ALL_WEEKS, &self->weeks)
             ? NULL : N_ ("W must be followed by the sum of the weeks, 0 to 63");
    case 'D':
      return read_patterns (self, text);
    default:
      return read_times (self, text);
    }
}

/* Of a part that stands twice the first one counts for those who look at it alone. */
PalScheduleReading *
pal_schedule_reading_new (const PalSchedule *self)
{
  PalScheduleReading *reading = g_new0 (PalScheduleReading, 1);
  gboolean is_seen[5] = { FALSE };
  const char *text;
  char letter;

  reading->patterns = g_array_new (FALSE, FALSE, sizeof (PalScheduleDate));
  reading->times = g_array_new (FALSE, FALSE, sizeof (PalScheduleTime));
  for (guint i = 0; letter = pal_schedule_get_nth_part (self, i, &text), text != NULL; i++)
    {
      const char *known = letter != 0 ? strchr (PAL_SCHEDULE_PARTS, letter) : NULL;
      gsize place = known != NULL ? (gsize) (known - PAL_SCHEDULE_PARTS) : 0;

      if (letter == 0)
        reading->problem = N_ ("a schedule begins with P, A, W, D or T");
      else if (known == NULL)
        reading->problem = N_ ("a schedule has no other parts than P, A, W, D and T");
      else if (is_seen[place])
        reading->problem = reading->problems[place] = N_ ("a part of the schedule stands twice");
      else
        reading->problems[place] = read_part (reading, letter, text);
      if (known != NULL)
        is_seen[place] = TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (reading->problems) && reading->problem == NULL; i++)
    reading->problem = reading->problems[i];

  return reading;
}

void
pal_schedule_reading_free (PalScheduleReading *self)
{
  g_array_unref (self->patterns);
  g_array_unref (self->times);
  g_free (self);
}
