/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a schedule is on now, until when, and why. */
#include "config.h"

#include "model/desk-schedule.h"

#include <glib/gi18n.h>

#include "model/desk-moment.h"

static int
count_days (GDateTime *from, GDateTime *to)
{
  GDate first, second;
  int year, month, day;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_time_get_ymd (from, &year, &month, &day);
  g_date_set_dmy (&first, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_time_get_ymd (to, &year, &month, &day);
  g_date_set_dmy (&second, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_days_between (&first, &second);
}

static gint64
get_offset (GTimeZone *zone, gint64 at)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at));
}

gboolean
desk_schedule_comes_twice (GDateTime *moment)
{
  GTimeZone *zone = g_date_time_get_timezone (moment);
  gint64 at = g_date_time_to_unix (moment), offset = get_offset (zone, at);
  static const int hours[] = { -3, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      gint64 other = get_offset (zone, at + hours[i] * 3600);

      /* The clock shows the same where it goes by the other offset. */
      if (other != offset && get_offset (zone, at + offset - other) == other)
        return TRUE;
    }

  return FALSE;
}

char *
desk_schedule_describe_moment (GDateTime *moment)
{
  g_autofree char *weekday = NULL, *date = NULL, *time = NULL;

  g_return_val_if_fail (moment != NULL, NULL);

  weekday = desk_moment_format (moment, "%A");
  date = desk_moment_format (moment, _("%-d %B %Y"));
  /* Translators: times of the day, for g_date_time_format(); the first for an hour that comes twice, with the
   * name of summer time or winter time */
  time = g_date_time_format (moment, desk_schedule_comes_twice (moment) ? _("%-H:%M (%Z)") : _("%-H:%M"));

  /* Translators: the day of the week, the date, the time */
  return g_strdup_printf (C_("moment", "%s, %s, %s"), weekday, date, time);
}

/* “today at 17:30”, “Monday at 9:00”, “Wednesday, 3 March 2027, at 9:00”. */
static char *
describe_moment (GDateTime *now, GDateTime *moment)
{
  int days = count_days (now, moment);
  g_autofree char *weekday = desk_moment_format (moment, "%A");
  g_autofree char *time = g_date_time_format (moment, _("%-H:%M"));
  g_autofree char *date = desk_moment_format (moment, _("%-d %B %Y"));

  /* Translators: moments that end clauses as in “off today at 17:30” */
  if (days == 0)
    return g_strdup_printf (_("today at %s"), time);
  if (days == 1)
    return g_strdup_printf (_("tomorrow at %s"), time);
  if (days > 1 && days < 7)
    /* Translators: the day of the week, the time */
    return g_strdup_printf (C_("moment", "%s at %s"), weekday, time);

  /* Translators: the day of the week, the date, the time */
  return g_strdup_printf (C_("moment", "%s, %s, at %s"), weekday, date, time);
}

char *
desk_schedule_describe_now (const PalSchedule *self, GDateTime *now)
{
  g_autoptr (GPtrArray) switches = NULL;
  g_autofree char *first = NULL, *second = NULL;
  gboolean is_on;

  g_return_val_if_fail (self != NULL && now != NULL, NULL);

  if (!pal_schedule_validate (self, NULL))
    return g_strdup (_("It cannot be told when it is on."));

  is_on = pal_schedule_is_active (self, now);
  switches = desk_schedule_find_switches (self, now, 2);
  if (switches->len > 0)
    first = describe_moment (now, ((DeskScheduleSwitch *) g_ptr_array_index (switches, 0))->at);
  if (switches->len > 1)
    second = describe_moment (now, ((DeskScheduleSwitch *) g_ptr_array_index (switches, 1))->at);
  if (first == NULL)
    return g_strdup (is_on ? _("On now, and it stays on.") : _("Off now, and it stays off."));
  if (second == NULL)
    return g_strdup_printf (is_on ? _("On now; off %s, and it stays off.") : _("Off now; on %s, and it stays on."),
                            first);

  /* Translators: each %s is as in “tomorrow at 9:00” */
  return g_strdup_printf (is_on ? _("On now; off %s, then on %s.") : _("Off now; on %s, then off %s."), first, second);
}

static char *
describe_element (const PalSchedule *self, int place)
{
  guint n_patterns;
  g_autofree PalScheduleDate *patterns = pal_schedule_get_patterns (self, &n_patterns);

  return place >= 0 && (guint) place < n_patterns ? desk_schedule_describe_pattern (&patterns[place]) : NULL;
}

static char *
describe_range (const PalSchedule *self, int place)
{
  guint n_times;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (self, &n_times);

  return place >= 0 && (guint) place < n_times ? desk_schedule_describe_time (&times[place]) : NULL;
}

static char *
describe_validity (const PalSchedule *self, int place)
{
  g_autofree char *date = NULL;
  guint first, last;

  pal_schedule_get_dates (self, &first, &last);
  date = desk_schedule_describe_date (place == 0 ? first : last);

  return g_strdup_printf (place == 0 ? _("It does not begin before %s.") : _("It ended on %s."), date);
}

char *
desk_schedule_describe_reason (const PalSchedule *self, GDateTime *when, const PalScheduleReason *reason)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *element = NULL, *weekday = NULL;

  g_return_val_if_fail (self != NULL && when != NULL && reason != NULL, NULL);

  day = g_date_time_add_days (when, reason->is_of_yesterday ? -1 : 0);
  weekday = desk_moment_format (day, "%A");
  element = reason->part == 'T' ? describe_range (self, reason->place)
                                : describe_element (self, reason->place);
  switch (reason->kind)
    {
    case PAL_SCHEDULE_REASON_DATES:
      return describe_validity (self, reason->place);
    case PAL_SCHEDULE_REASON_DAYS:
      /* Translators: %s is a day of the week */
      return g_strdup_printf (_("%s is not one of its days."), weekday);
    case PAL_SCHEDULE_REASON_WEEKS:
      /* Translators: %s is a day of the week */
      return g_strdup_printf (_("This %s is not in one of its weeks of the month."), weekday);
    case PAL_SCHEDULE_REASON_INCLUDED:
      return element != NULL ? g_strdup_printf (_("It counts on %s."), element)
                             : g_strdup (_("The date is not one of those that count."));
    case PAL_SCHEDULE_REASON_EXCLUDED:
      return g_strdup_printf (_("It is left out on %s."), element);
    case PAL_SCHEDULE_REASON_TIMES:
      return element != NULL ? g_strdup_printf (_("The time lies in %s."), element)
                             : g_strdup (_("The time lies in none of its times."));
    case PAL_SCHEDULE_REASON_UNREADABLE:
      return g_strdup (_("It cannot be told when it is on."));
    case PAL_SCHEDULE_REASON_NOTHING:
    default:
      return g_strdup (_("Nothing restricts this day."));
    }
}
