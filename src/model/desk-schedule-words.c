/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schedule in one sentence. Every clause is put around what is said before: each language has its order. */
#include "config.h"

#include "model/desk-schedule.h"

#include <glib/gi18n.h>

#include "model/desk-moment.h"

static char *
join_with (GPtrArray *texts, const char *comma, const char *and)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      if (i > 0)
        g_string_append (list, i + 1 == texts->len ? and : comma);
      g_string_append (list, g_ptr_array_index (texts, i));
    }

  return g_string_free (list, FALSE);
}

static char *
join (GPtrArray *texts)
{
  /* Translators: between the elements of a list, then before the last one */
  return join_with (texts, C_("list", ", "), C_("list", " and "));
}

/* From Monday on; three and more in a row are named by the first and the last one. */
static char *
describe_weekdays (guint days)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i <= 7; i++)
    {
      guint last = i;

      if ((days & 1u << i % 7) == 0)
        continue;
      while (last < 7 && (days & 1u << (last + 1) % 7) != 0)
        last++;
      if (last - i >= 2)
        {
          /* Translators: from one day of the week to another */
          g_ptr_array_add (names, g_strdup_printf (C_("weekdays", "%s to %s"), desk_moment_get_weekday (i),
                                                   desk_moment_get_weekday (last)));
          i = last;
        }
      else
        g_ptr_array_add (names, g_strdup (desk_moment_get_weekday (i)));
    }

  return join (names);
}

/* NULL when every week counts. */
static char *
describe_weeks (guint weeks)
{
  static const char *const words[] = { NC_("week", "first"), NC_("week", "second"), NC_("week", "third"),
                                       NC_("week", "fourth"), NC_("week", "fifth"), NC_("week", "last") };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (weeks == 0 || (weeks & 31) == 31)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((weeks & 1u << i) != 0)
      g_ptr_array_add (texts, g_strdup (g_dpgettext2 (NULL, "week", words[i])));

  /* Translators: within a list as in “the first, third and last Sunday”, then before its last element */
  return join_with (texts, C_("weeks", ", "), C_("weeks", " and "));
}

/* The first Sunday … Saturday of a month are its first seven days. */
static char *
describe_weeks_as_days (guint weeks)
{
  static const char *const words[] = { N_("days 1 to 7"), N_("days 8 to 14"), N_("days 15 to 21"),
                                       N_("days 22 to 28"), N_("days 29 to 31"), N_("the last seven days") };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((weeks & 1u << i) != 0)
      g_ptr_array_add (texts, g_strdup (_(words[i])));

  return join (texts);
}

char *
desk_schedule_describe_date (guint date)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc ((int) (date / 10000), (int) (date / 100 % 100),
                                                    (int) (date % 100), 0, 0, 0);

  /* Translators: a date with its year, for g_date_time_format() */
  return time != NULL ? desk_moment_format (time, _("%-d %B %Y")) : g_strdup_printf ("%08u", date);
}

static char *
name_day_of_year (guint month, guint day)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2000, (int) month, (int) day, 0, 0, 0);

  /* Translators: a day of any year, for g_date_time_format() */
  return time != NULL ? desk_moment_format (time, _("%-d %B")) : g_strdup_printf ("%u/%u", month, day);
}

/* 5 or 5–10, without saying that it is a day of the month. */
static char *
describe_month_days (const PalScheduleDate *date)
{
  if (date->kind == PAL_SCHEDULE_DATE_DAY)
    /* Translators: a day of the month in a list of such days */
    return g_strdup_printf (C_("day of the month", "%u"), date->from_day);

  /* Translators: from one day of the month to another, in a list of such days */
  return g_strdup_printf (C_("day of the month", "%u to %u"), date->from_day, date->to_day);
}

static char *
say_month_days (GPtrArray *names, gboolean is_one)
{
  g_autofree char *list = join (names);

  return g_strdup_printf (is_one ? _("day %s of the month") : _("days %s of the month"), list);
}

char *
desk_schedule_describe_pattern (const PalScheduleDate *date)
{
  g_autofree char *from = NULL, *to = NULL;

  g_return_val_if_fail (date != NULL, NULL);

  if (date->from_month == 0)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (names, describe_month_days (date));
      return say_month_days (names, date->kind == PAL_SCHEDULE_DATE_DAY);
    }

  from = name_day_of_year (date->from_month, date->from_day);
  if (date->kind == PAL_SCHEDULE_DATE_DATE)
    return g_steal_pointer (&from);
  to = name_day_of_year (date->to_month, date->to_day);

  /* Translators: from one day of the year to another */
  return g_strdup_printf (C_("dates", "%s to %s"), from, to);
}

/* Days of the month first, as one; NULL when there are none. */
static char *
describe_patterns (const PalSchedule *self, gboolean excluded)
{
  guint n_patterns;
  gboolean is_one = TRUE;
  g_autofree PalScheduleDate *patterns = pal_schedule_get_patterns (self, &n_patterns);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_patterns; i++)
    if (patterns[i].is_excluded == excluded && patterns[i].from_month == 0)
      {
        g_ptr_array_add (days, describe_month_days (&patterns[i]));
        is_one = days->len == 1 && patterns[i].kind == PAL_SCHEDULE_DATE_DAY;
      }
    else if (patterns[i].is_excluded == excluded)
      g_ptr_array_add (texts, desk_schedule_describe_pattern (&patterns[i]));
  if (days->len > 0)
    g_ptr_array_insert (texts, 0, say_month_days (days, is_one));

  return texts->len > 0 ? join (texts) : NULL;
}

char *
desk_schedule_describe_time (const PalScheduleTime *time)
{
  g_autofree char *from = NULL, *to = NULL;
  guint end;

  g_return_val_if_fail (time != NULL, NULL);

  end = time->to;
  /* Translators: an hour and its minute */
  from = g_strdup_printf (_("%u:%02u"), time->from / 60, time->from % 60);
  to = g_strdup_printf (_("%u:%02u"), end / 60, end % 60);
  if (time->to <= time->from)
    /* Translators: from a time of the day to one of the next day */
    return g_strdup_printf (_("%s–%s (next day)"), from, to);

  /* Translators: from a time of the day to another */
  return g_strdup_printf (C_("times", "%s–%s"), from, to);
}

/* NULL when it is all day. */
static char *
describe_times (const PalSchedule *self)
{
  guint n_times;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (self, &n_times);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (n_times == 0 || (n_times == 1 && times[0].from == 0 && times[0].to == 24 * 60))
    return NULL;

  for (guint i = 0; i < n_times; i++)
    g_ptr_array_add (texts, desk_schedule_describe_time (&times[i]));

  return join (texts);
}

/* The days of the week and the weeks, with which every sentence begins. */
static char *
describe_days (const PalSchedule *self, char **only, gboolean *said_every_day)
{
  guint days = pal_schedule_get_days (self);
  gboolean is_every_day = days == 0 || days == PAL_SCHEDULE_EVERY_DAY;
  g_autofree char *weeks = describe_weeks (pal_schedule_get_weeks (self));
  g_autofree char *names = NULL;

  if (weeks != NULL && is_every_day)
    {
      g_autofree char *list = describe_weeks_as_days (pal_schedule_get_weeks (self));

      /* Translators: %s is as in “days 1 to 7 and the last seven days” */
      return g_strdup_printf (_("on %s of the month"), list);
    }
  if (is_every_day && *only != NULL)
    {
      g_autofree char *list = g_steal_pointer (only);

      /* Translators: %s is a list of days, as in “24 December and 31 December” */
      return g_strdup_printf (_("on %s"), list);
    }
  *said_every_day = is_every_day;
  if (is_every_day)
    return g_strdup (_("every day"));

  names = describe_weekdays (days);
  /* Translators: as in “on the first and third Sunday of the month” */
  return weeks != NULL ? g_strdup_printf (_("on the %s %s of the month"), weeks, names) : g_steal_pointer (&names);
}

/* Each takes the sentence so far and gives back a longer one. */
static char *
add_times (const PalSchedule *self, char *sentence, gboolean is_every_day)
{
  g_autofree char *before = sentence;
  g_autofree char *times = describe_times (self);

  if (times == NULL)
    return g_strdup_printf (_("%s, all day"), before);
  if (is_every_day)
    return g_strdup_printf (_("every day, %s"), times);

  /* Translators: days, then times of the day */
  return g_strdup_printf (C_("days and times", "%s, %s"), before, times);
}

static char *
add_patterns (char *sentence, const char *only, const char *except)
{
  if (only != NULL)
    {
      g_autofree char *before = sentence;

      /* Translators: the sentence so far, a list of days */
      sentence = g_strdup_printf (_("%s, but only on %s"), before, only);
    }
  if (except != NULL)
    {
      g_autofree char *before = sentence;

      /* Translators: the sentence so far, a list of days */
      sentence = g_strdup_printf (_("%s, except %s"), before, except);
    }

  return sentence;
}

static char *
add_validity (const PalSchedule *self, char *sentence)
{
  g_autofree char *before = sentence, *from = NULL, *to = NULL;
  guint first, last;

  if (!pal_schedule_get_dates (self, &first, &last) || (first == 0 && last == 0))
    return g_steal_pointer (&before);

  from = first != 0 ? desk_schedule_describe_date (first) : NULL;
  to = last != 0 ? desk_schedule_describe_date (last) : NULL;
  if (first == last)
    return g_strdup_printf (_("%s, on %s alone"), before, from);
  if (from != NULL && to != NULL)
    /* Translators: the sentence so far, the first day, the last day */
    return g_strdup_printf (_("%s, from %s until %s"), before, from, to);

  return from != NULL ? g_strdup_printf (_("%s, from %s on"), before, from)
                      : g_strdup_printf (_("%s, until %s"), before, to);
}

char *
desk_schedule_to_phrase (const PalSchedule *self)
{
  g_autofree char *sentence = NULL, *only = NULL, *except = NULL;
  gboolean is_every_day = FALSE;

  if (!pal_schedule_validate (self, NULL))
    return NULL;

  only = describe_patterns (self, FALSE);
  except = describe_patterns (self, TRUE);
  sentence = describe_days (self, &only, &is_every_day);
  sentence = add_times (self, g_steal_pointer (&sentence), is_every_day);
  sentence = add_patterns (g_steal_pointer (&sentence), only, except);

  return add_validity (self, g_steal_pointer (&sentence));
}

char *
desk_schedule_to_words (const PalSchedule *self)
{
  g_autofree char *phrase = desk_schedule_to_phrase (self);
  char first[7] = "";

  if (phrase == NULL)
    return NULL;

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (phrase)), first);
  /* Translators: a sentence: its first letter, then the rest */
  return g_strdup_printf (_("%s%s."), first, g_utf8_next_char (phrase));
}
