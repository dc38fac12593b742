/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks wrong in a schedule, though the PBX may take it. */
#include "config.h"

#include "model/desk-schedule.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTES (24 * 60)

void
desk_schedule_warning_free (DeskScheduleWarning *self)
{
  g_free (self->text);
  g_free (self);
}

static void
warn (GPtrArray *warnings, DeskScheduleWarningKind kind, char part, char *text)
{
  DeskScheduleWarning *warning = g_new0 (DeskScheduleWarning, 1);

  warning->kind = kind;
  warning->part = part;
  warning->text = text;
  g_ptr_array_add (warnings, warning);
}

static void
check_dates (const PalSchedule *self, GDateTime *now, GPtrArray *warnings)
{
  int year, month, day;
  guint first, last;
  gboolean is_good = pal_schedule_get_dates (self, &first, &last);

  g_date_time_get_ymd (now, &year, &month, &day);
  if (!is_good && last != 0 && first > last)
    {
      g_autofree char *from = desk_schedule_describe_date (first);
      g_autofree char *to = desk_schedule_describe_date (last);

      warn (warnings, DESK_SCHEDULE_WARNING_ENDS_BEFORE_BEGINS, 'P',
            g_strdup_printf (_("It ends on %s, before it begins on %s."), to, from));
    }
  else if (is_good && last != 0 && last < (guint) (year * 10000 + month * 100 + day)
           && !pal_schedule_is_active (self, now))
    {
      g_autofree char *to = desk_schedule_describe_date (last);

      warn (warnings, DESK_SCHEDULE_WARNING_PAST, 'P', g_strdup_printf (_("It is over since %s."), to));
    }
}

/* Each problem once: that of a part, or that of a text which is none. */
static void
check_text (const PalSchedule *self, GPtrArray *warnings)
{
  gboolean is_told = warnings->len > 0;

  for (const char *part = PAL_SCHEDULE_PARTS; *part != '\0'; part++)
    {
      g_autoptr (GError) error = NULL;

      if (pal_schedule_validate_part (self, *part, &error) || (*part == 'P' && is_told))
        continue;
      /* Translators: %s says what is wrong, as in “A must be followed by …” */
      warn (warnings, DESK_SCHEDULE_WARNING_UNREADABLE, *part,
            g_strdup_printf (_("It cannot be read: %s."), error->message));
    }
  if (warnings->len == 0)
    {
      g_autoptr (GError) error = NULL;

      if (!pal_schedule_validate (self, &error))
        warn (warnings, DESK_SCHEDULE_WARNING_UNREADABLE, 0,
              g_strdup_printf (_("It cannot be read: %s."), error->message));
    }
}

/* From its first day on, when that is to come. */
static gboolean
is_ever_on (const PalSchedule *self, GDateTime *now)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GPtrArray) switches = NULL;
  guint first, last;

  pal_schedule_get_dates (self, &first, &last);
  if (first != 0)
    from = g_date_time_new (g_date_time_get_timezone (now), (int) (first / 10000), (int) (first / 100 % 100),
                            (int) (first % 100), 0, 0, 0);
  if (from == NULL || g_date_time_compare (from, now) < 0)
    {
      g_clear_pointer (&from, g_date_time_unref);
      from = g_date_time_ref (now);
    }
  if (pal_schedule_is_active (self, from))
    return TRUE;
  switches = desk_schedule_find_switches (self, from, 1);

  return switches->len > 0;
}

/* It is the first part without which there would be such a time that is named. */
static void
check_never (const PalSchedule *self, GDateTime *now, GPtrArray *warnings)
{
  char part = 0;

  if (is_ever_on (self, now))
    return;

  for (const char *letter = "DWA"; *letter != '\0' && part == 0; letter++)
    {
      g_autoptr (PalSchedule) other = pal_schedule_copy (self);

      pal_schedule_set_part (other, *letter, NULL);
      if (is_ever_on (other, now))
        part = *letter;
    }
  warn (warnings, DESK_SCHEDULE_WARNING_NEVER, part,
        g_strdup (part == 'D'   ? _("It is never on: no day fits its dates.")
                  : part == 'W' ? _("It is never on: no day fits its weeks of the month.")
                  : part == 'A' ? _("It is never on: no day fits its days of the week.")
                                : _("It is never on: no day fits all its parts.")));
}

/* Whether two stretches of a circle have something in common; ends belong to neither. */
static gboolean
meet (guint from, guint to, guint other_from, guint other_to, guint circle)
{
  guint length = to > from ? to - from : to + circle - from;
  guint other_length = other_to > other_from ? other_to - other_from : other_to + circle - other_from;

  return (other_from + circle - from) % circle < length
         || (from + circle - other_from) % circle < other_length;
}

static void
check_times (const PalSchedule *self, GPtrArray *warnings)
{
  guint n_times;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (self, &n_times);

  for (guint i = 0; i < n_times; i++)
    {
      g_autofree char *text = desk_schedule_describe_time (&times[i]);

      if (times[i].from == times[i].to)
        warn (warnings, DESK_SCHEDULE_WARNING_ENDS_BEFORE_BEGINS, 'T',
              g_strdup_printf (_("%s ends when it begins, and lasts 24 hours."), text));
      for (guint j = i + 1; j < n_times; j++)
        {
          g_autofree char *other = desk_schedule_describe_time (&times[j]);

          if (meet (times[i].from, times[i].to, times[j].from, times[j].to, MINUTES))
            warn (warnings, DESK_SCHEDULE_WARNING_OVERLAP, 'T',
                  g_strdup_printf (_("%s and %s overlap."), text, other));
        }
    }
}

/* Days of the year as if each month had 31 days: only the order counts. */
static gboolean
dates_meet (const PalScheduleDate *one, const PalScheduleDate *two)
{
  guint circle = one->from_month != 0 ? 12 * 31 : 31;

  if (one->is_excluded != two->is_excluded || (one->from_month != 0) != (two->from_month != 0))
    return FALSE;

  return meet (one->from_month * 31 + one->from_day, one->to_month * 31 + one->to_day + 1,
               two->from_month * 31 + two->from_day, two->to_month * 31 + two->to_day + 1, circle);
}

static void
check_patterns (const PalSchedule *self, GPtrArray *warnings)
{
  guint n_patterns;
  g_autofree PalScheduleDate *patterns = pal_schedule_get_patterns (self, &n_patterns);

  for (guint i = 0; i < n_patterns; i++)
    {
      g_autofree char *text = desk_schedule_describe_pattern (&patterns[i]);

      if (patterns[i].kind == PAL_SCHEDULE_DATE_DAYS && patterns[i].to_day < patterns[i].from_day)
        warn (warnings, DESK_SCHEDULE_WARNING_ENDS_BEFORE_BEGINS, 'D',
              g_strdup_printf (_("In “%s” the end comes first; it is taken to pass the end of the month."), text));
      for (guint j = i + 1; j < n_patterns; j++)
        {
          g_autofree char *other = desk_schedule_describe_pattern (&patterns[j]);

          if (dates_meet (&patterns[i], &patterns[j]))
            warn (warnings, DESK_SCHEDULE_WARNING_OVERLAP, 'D',
                  g_strdup_printf (_("%s and %s overlap."), text, other));
        }
    }
}

GPtrArray *
desk_schedule_check (const PalSchedule *self, GDateTime *now)
{
  GPtrArray *warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_schedule_warning_free);

  g_return_val_if_fail (self != NULL && now != NULL, warnings);

  check_dates (self, now, warnings);
  check_text (self, warnings);
  if (warnings->len == 0)
    check_never (self, now, warnings);
  check_times (self, warnings);
  check_patterns (self, warnings);

  return warnings;
}
