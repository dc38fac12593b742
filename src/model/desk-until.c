/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-until.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "model/desk-moment.h"

#define MORNING 8
#define EVENING 18
#define MINUTE (60 * (gint64)G_USEC_PER_SEC)
#define LONGEST_MINUTES (366 * 24 * 60)

void
desk_until_free (DeskUntil *until)
{
  g_free (until->label);
  g_free (until);
}

static GDateTime *
new_time (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, zone);
}

/* That hour of the day that is @days after @at's. */
static gint64
find_time (GDateTime *at, GTimeZone *zone, int days, int hour, int minute)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (at, days);
  g_autoptr (GDateTime) time = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                                                g_date_time_get_day_of_month (day), hour, minute, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
add (GPtrArray *choices, const char *label, gint64 ends_at)
{
  DeskUntil *until = g_new0 (DeskUntil, 1);

  until->label = g_strdup (label);
  until->ends_at = ends_at;
  g_ptr_array_add (choices, until);
}

GPtrArray *
desk_until_new_choices (gint64 now, GTimeZone *zone)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_until_free);
  g_autoptr (GDateTime) at = new_time (now, zone);
  gint64 evening = find_time (at, zone, 0, EVENING, 0);
  int weekday = g_date_time_get_day_of_week (at);

  add (choices, _ ("Until I change it"), 0);
  add (choices, _ ("For one hour"), now + 60 * MINUTE);
  if (evening - now > 60 * MINUTE)
    add (choices, _ ("Until this evening, 18:00"), evening);
  add (choices, _ ("Until tomorrow morning, 08:00"), find_time (at, zone, 1, MORNING, 0));
  if (weekday != G_DATE_SUNDAY)
    add (choices, _ ("Until Monday morning, 08:00"), find_time (at, zone, 8 - weekday, MORNING, 0));
  return choices;
}

static gint64
fail (const char *text, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _ ("“%s” is no time: 14:00, 2026-12-24 14:00, 90m, 2h or tomorrow"), text);
  return -1;
}

static gboolean
is_time (int hour, int minute)
{
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

gint64
desk_until_parse (const char *text, gint64 now, GTimeZone *zone, GError **error)
{
  g_autoptr (GDateTime) at = new_time (now, zone);
  int year, month, day, hour, minute, end = 0;
  char unit = '\0';
  gint64 found;

  if (g_str_equal (text, "tomorrow"))
    return find_time (at, zone, 1, MORNING, 0);
  if (sscanf (text, "%5d%c%n", &minute, &unit, &end) == 2 && text[end] == '\0'
      && (unit == 'm' || unit == 'h'))
    {
      gint64 minutes = unit == 'h' ? (gint64)minute * 60 : minute;

      return minutes > 0 && minutes <= LONGEST_MINUTES ? now + minutes * MINUTE : fail (text, error);
    }
  if (sscanf (text, "%2d:%2d%n", &hour, &minute, &end) == 2 && text[end] == '\0' && is_time (hour, minute))
    {
      found = find_time (at, zone, 0, hour, minute);
      return found > now ? found : find_time (at, zone, 1, hour, minute);
    }
  if (sscanf (text, "%4d-%2d-%2d %2d:%2d%n", &year, &month, &day, &hour, &minute, &end) == 5
      && text[end] == '\0' && is_time (hour, minute)
      && g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    {
      g_autoptr (GDateTime) time = g_date_time_new (zone, year, month, day, hour, minute, 0);

      found = g_date_time_to_unix (time) * G_USEC_PER_SEC;
      return found > now ? found : fail (text, error);
    }
  return fail (text, error);
}

char *
desk_until_to_words (gint64 ends_at, gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) at = new_time (now, zone), end = new_time (ends_at, zone);
  gint64 midnight = find_time (at, zone, 1, 0, 0), next = find_time (at, zone, 2, 0, 0);

  if (ends_at < midnight)
    return g_date_time_format (end, "%H:%M");
  if (ends_at < next)
    /* Translators: a time of tomorrow, as strftime() writes it. */
    return desk_moment_format (end, _ ("tomorrow, %H:%M"));
  /* Translators: a day and a time, as strftime() writes them. */
  return desk_moment_format (end, _ ("%a %-d %b, %H:%M"));
}
