/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-schedule.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTES (24 * 60)

static char *
join (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  /* Translators: between the elements of a list */
  return g_strjoinv (_(", "), (char **) texts->pdata);
}

static char *
name_weekday (guint day) /* 0 is Sunday */
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2000, 1, 2 + (int) day, 0, 0, 0);

  return g_date_time_format (date, "%A");
}

static char *
name_date (guint date) /* yyyymmdd */
{
  g_autoptr (GDateTime) time = g_date_time_new_utc ((int) (date / 10000), (int) (date / 100 % 100),
                                                    (int) (date % 100), 0, 0, 0);

  /* Translators: a date with its year, for g_date_time_format() */
  return g_date_time_format (time, _("%-d %B %Y"));
}

static char *
name_day (guint month, guint day)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2000, (int) month, (int) day, 0, 0, 0);

  if (time == NULL)
    return g_strdup_printf ("%u/%u", month, day);
  /* Translators: a day of any year, for g_date_time_format() */
  return g_date_time_format (time, _("%-d %B"));
}

/* From Monday on; three and more in a row are named by the first and the last one. */
static char *
describe_weekdays (guint days)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  days &= PAL_SCHEDULE_EVERY_DAY;
  if (days == 0 || days == PAL_SCHEDULE_EVERY_DAY)
    return g_strdup (_("every day"));

  for (guint i = 1; i <= 7; i++)
    {
      guint last = i;

      if ((days & 1u << i % 7) == 0)
        continue;
      while (last < 7 && (days & 1u << (last + 1) % 7) != 0)
        last++;
      if (last - i >= 2)
        {
          g_autofree char *from = name_weekday (i % 7);
          g_autofree char *to = name_weekday (last % 7);

          /* Translators: from one day of the week to another */
          g_ptr_array_add (names, g_strdup_printf (_("%s to %s"), from, to));
          i = last;
        }
      else
        g_ptr_array_add (names, name_weekday (i % 7));
    }

  return join (names);
}

static char *
describe_times (const PalSchedule *self)
{
  guint n_times;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (self, &n_times);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (n_times == 0)
    return g_strdup (_("all day"));

  for (guint i = 0; i < n_times; i++)
    g_ptr_array_add (texts, g_strdup_printf ("%02u:%02u–%02u:%02u", times[i].from / 60, times[i].from % 60,
                                             times[i].to / 60, times[i].to % 60));

  return join (texts);
}

/* NULL when every week counts. */
static char *
describe_weeks (guint weeks)
{
  static const char *const words[]
    = { N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth"), N_("last") };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (weeks == 0 || (weeks & 31) == 31)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((weeks & 1u << i) != 0)
      g_ptr_array_add (texts, g_strdup (_(words[i])));
  list = join (texts);

  /* Translators: the first, third … such weekday of a month */
  return g_strdup_printf (_("only the %s such day of a month"), list);
}

static char *
describe_dates (const PalSchedule *self)
{
  g_autofree char *from = NULL, *to = NULL;
  guint first, last;

  if (!pal_schedule_get_dates (self, &first, &last) || (first == 0 && last == 0))
    return NULL;

  from = first != 0 ? name_date (first) : NULL;
  to = last != 0 ? name_date (last) : NULL;
  if (from != NULL && to != NULL)
    return g_strdup_printf (_("from %s until %s"), from, to);

  return from != NULL ? g_strdup_printf (_("from %s on"), from) : g_strdup_printf (_("until %s"), to);
}

static char *
describe_end (const char *text)
{
  const char *slash = strchr (text, '/');
  guint first = (guint) g_ascii_strtoull (text, NULL, 10);

  if (slash != NULL)
    return name_day (first, (guint) g_ascii_strtoull (slash + 1, NULL, 10));

  /* Translators: a day of any month */
  return g_strdup_printf (_("day %u"), first);
}

/* 5, 5-10, 12/24 or 12/29-1/3. */
static char *
describe_element (const char *element)
{
  const char *dash = strchr (element, '-');
  g_autofree char *from = describe_end (element);
  g_autofree char *to = dash != NULL ? describe_end (dash + 1) : NULL;

  return to != NULL ? g_strdup_printf ("%s–%s", from, to) : g_steal_pointer (&from);
}

static void
describe_pattern (const PalSchedule *self, GPtrArray *clauses)
{
  const char *text = pal_schedule_get_part (self, 'D');
  g_auto (GStrv) elements = g_strsplit (text != NULL ? text : "", ",", -1);
  g_autoptr (GPtrArray) included = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) excluded = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; elements[i] != NULL; i++)
    {
      const char *element = g_strstrip (elements[i]);

      if (element[0] == '!')
        g_ptr_array_add (excluded, describe_element (element + 1));
      else if (element[0] != '\0')
        g_ptr_array_add (included, describe_element (element));
    }
  if (included->len > 0)
    {
      g_autofree char *list = join (included);

      g_ptr_array_add (clauses, g_strdup_printf (_("only on %s"), list));
    }
  if (excluded->len > 0)
    {
      g_autofree char *list = join (excluded);

      g_ptr_array_add (clauses, g_strdup_printf (_("not on %s"), list));
    }
}

char *
desk_schedule_to_words (const PalSchedule *self)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *days = NULL, *times = NULL, *weeks = NULL, *dates = NULL;

  if (!pal_schedule_validate (self, NULL))
    return NULL;

  days = describe_weekdays (pal_schedule_get_days (self));
  times = describe_times (self);
  weeks = describe_weeks (pal_schedule_get_weeks (self));
  dates = describe_dates (self);
  /* Translators: days of the week, then times of the day */
  g_ptr_array_add (clauses, g_strdup_printf (_("%s, %s"), days, times));
  if (weeks != NULL)
    g_ptr_array_add (clauses, g_steal_pointer (&weeks));
  if (dates != NULL)
    g_ptr_array_add (clauses, g_steal_pointer (&dates));
  describe_pattern (self, clauses);
  g_ptr_array_add (clauses, NULL);

  /* Translators: between the clauses of a sentence */
  return g_strjoinv (_("; "), (char **) clauses->pdata);
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The minutes of a day at which something can begin or end. */
static GArray *
list_turns (const PalSchedule *self)
{
  guint n_times;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (self, &n_times);
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (int));
  int midnight = 0;

  g_array_append_val (turns, midnight);
  for (guint i = 0; i < n_times; i++)
    {
      int ends[] = { (int) times[i].from, (int) (times[i].to % MINUTES) };

      g_array_append_vals (turns, ends, G_N_ELEMENTS (ends));
    }
  g_array_sort (turns, compare_minutes);

  return turns;
}

/* The first turn after @from, not later than @days after it, at which it holds or does not. */
static GDateTime *
find_turn (const PalSchedule *self, GArray *turns, GDateTime *from, guint days, gboolean holds)
{
  for (guint day = 0; day <= days; day++)
    {
      g_autoptr (GDateTime) date = g_date_time_add_days (from, (int) day);
      int year, month, number;

      g_date_time_get_ymd (date, &year, &month, &number);
      for (guint i = 0; i < turns->len; i++)
        {
          int minute = g_array_index (turns, int, i);
          g_autoptr (GDateTime) turn = g_date_time_new (g_date_time_get_timezone (from), year, month, number,
                                                        minute / 60, minute % 60, 0);

          if (g_date_time_compare (turn, from) > 0 && pal_schedule_is_active (self, turn) == holds)
            return g_steal_pointer (&turn);
        }
    }

  return NULL;
}

GDateTime *
desk_schedule_find_next (const PalSchedule *self, GDateTime *from, guint days, GDateTime **end)
{
  g_autoptr (GArray) turns = list_turns (self);
  g_autoptr (GDateTime) start = NULL;

  *end = NULL;
  if (!pal_schedule_validate (self, NULL))
    return NULL;

  start = pal_schedule_is_active (self, from) ? g_date_time_ref (from)
                                              : find_turn (self, turns, from, days, TRUE);
  if (start != NULL)
    *end = find_turn (self, turns, start, days, FALSE);

  return g_steal_pointer (&start);
}
