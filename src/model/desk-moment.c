/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-moment.h"

#include <glib/gi18n-lib.h>

static const char *const weekdays[7]
    = { NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
        NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
        NC_ ("weekday", "Sunday") };
static const char *const short_weekdays[7]
    = { NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
        NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
        NC_ ("short weekday", "Sun") };
static const char *const months[12]
    = { NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
        NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
        NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
        NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December") };
static const char *const short_months[12]
    = { NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"),
        NC_ ("short month", "Apr"), NC_ ("short month", "May"), NC_ ("short month", "Jun"),
        NC_ ("short month", "Jul"), NC_ ("short month", "Aug"), NC_ ("short month", "Sep"),
        NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec") };

const char *
desk_moment_get_weekday (GDateWeekday day)
{
  g_return_val_if_fail (g_date_valid_weekday (day), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", weekdays[day - G_DATE_MONDAY]);
}

const char *
desk_moment_get_short_weekday (GDateWeekday day)
{
  g_return_val_if_fail (g_date_valid_weekday (day), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "short weekday", short_weekdays[day - G_DATE_MONDAY]);
}

/* NULL for what is no name. */
static const char *
find_name (GDateTime *moment, char letter)
{
  GDateWeekday day = (GDateWeekday)g_date_time_get_day_of_week (moment);
  int month = g_date_time_get_month (moment) - 1;

  switch (letter)
    {
    case 'A':
      return desk_moment_get_weekday (day);
    case 'a':
      return desk_moment_get_short_weekday (day);
    case 'B':
      return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month]);
    case 'b':
      return g_dpgettext2 (GETTEXT_PACKAGE, "short month", short_months[month]);
    default:
      return NULL;
    }
}

char *
desk_moment_format (GDateTime *moment, const char *format)
{
  g_autoptr (GString) named = g_string_new (NULL);

  g_return_val_if_fail (moment != NULL && format != NULL, NULL);

  for (const char *at = format, *next; *at != '\0'; at = next)
    {
      const char *name = *at == '%' ? find_name (moment, at[1]) : NULL;

      /* A letter belongs to its %, and so does the second % of %%. */
      next = at + (*at == '%' && at[1] != '\0' ? 2 : 1);
      if (name != NULL)
        g_string_append (named, name);
      else
        g_string_append_len (named, at, next - at);
    }

  return g_date_time_format (moment, named->str);
}
