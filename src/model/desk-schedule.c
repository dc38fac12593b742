/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a schedule goes on and off: days are walked by the calendar, moments made where something changes. */
#include "config.h"

#include "model/desk-schedule.h"

#include <string.h>

#define MINUTES (24 * 60)
#define SECONDS (24 * 60 * 60)
#define JULIAN_OF_1970 719163
#define END_OF_TIME G_GINT64_CONSTANT (253402214399) /* a day before the year 10000 */
/* No longer can a 29th of February keep away from a day of the week, a year such as 2100 included. */
#define HORIZON (41 * 366)

typedef struct
{
  /* borrowed */
  const PalSchedule *schedule;
  /* owned */
  PalScheduleTime *times;
  guint n_times;
  gboolean passes_midnight;
  GArray *ranges;              /* of the day that was looked at last */
} Walk;

static void
walk_begin (Walk *walk, const PalSchedule *schedule)
{
  walk->schedule = schedule;
  walk->times = pal_schedule_get_times (schedule, &walk->n_times);
  walk->passes_midnight = FALSE;
  for (guint i = 0; i < walk->n_times; i++)
    walk->passes_midnight |= walk->times[i].to <= walk->times[i].from;
  walk->ranges = g_array_new (FALSE, FALSE, sizeof (PalScheduleTime));
}

static void
walk_end (Walk *walk)
{
  g_free (walk->times);
  g_array_unref (walk->ranges);
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const PalScheduleTime *left = a, *right = b;

  return left->from != right->from ? (int) left->from - (int) right->from : (int) left->to - (int) right->to;
}

static void
add_range (GArray *ranges, guint from, guint to)
{
  PalScheduleTime range = { from, to };

  g_array_append_val (ranges, range);
}

/* What touches becomes one. */
static void
merge_ranges (GArray *ranges)
{
  guint n = 0;

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      const PalScheduleTime next = g_array_index (ranges, PalScheduleTime, i);
      PalScheduleTime *last = n > 0 ? &g_array_index (ranges, PalScheduleTime, n - 1) : NULL;

      if (last != NULL && next.from <= last->to)
        last->to = MAX (last->to, next.to);
      else
        g_array_index (ranges, PalScheduleTime, n++) = next;
    }
  g_array_set_size (ranges, n);
}

/* When it is on that day, by the clock; whether times begin on it. */
static gboolean
list_ranges (Walk *walk, const GDate *date, PalScheduleReason *reason)
{
  gboolean holds = pal_schedule_holds_on (walk->schedule, date, reason);
  gboolean held = FALSE;

  g_array_set_size (walk->ranges, 0);
  if (walk->passes_midnight && g_date_get_julian (date) > 1)
    {
      GDate before = *date;

      g_date_subtract_days (&before, 1);
      held = pal_schedule_holds_on (walk->schedule, &before, NULL);
    }
  if (holds && walk->n_times == 0)
    add_range (walk->ranges, 0, MINUTES);
  for (guint i = 0; i < walk->n_times && (holds || held); i++)
    {
      const PalScheduleTime *time = &walk->times[i];
      gboolean passes = time->to <= time->from;

      if (holds)
        add_range (walk->ranges, time->from, passes ? MINUTES : time->to);
      if (held && passes)
        add_range (walk->ranges, 0, time->to);
    }
  if (walk->ranges->len > 1)
    merge_ranges (walk->ranges);

  return holds;
}

static void
list_ranges_of (Walk *walk, gint64 day) /* since 1970 */
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_1970));
  list_ranges (walk, &date, NULL);
}

static gboolean
stays (Walk *walk, gint64 day, gboolean is_on)
{
  const PalScheduleTime *range;

  list_ranges_of (walk, day);
  if (walk->ranges->len == 0)
    return !is_on;
  range = &g_array_index (walk->ranges, PalScheduleTime, 0);

  return is_on && range->from == 0 && range->to == MINUTES;
}

static gint64
get_offset (GTimeZone *zone, gint64 at)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at));
}

/* The first moment after @from, not later than @to, at which the clock does not go on as it did at @from. */
static gint64
find_jump (GTimeZone *zone, gint64 from, gint64 to)
{
  gint64 offset = get_offset (zone, from);

  if (get_offset (zone, to - 1) == offset)
    return to;
  for (to--; to - from > 1;)
    {
      gint64 middle = from + (to - from) / 2;

      if (get_offset (zone, middle) == offset)
        from = middle;
      else
        to = middle;
    }

  return to;
}

static gboolean
is_on_at (const GArray *ranges, gint64 second)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const PalScheduleTime *range = &g_array_index (ranges, PalScheduleTime, i);

      if (second >= range->from * 60 && second < range->to * 60)
        return TRUE;
    }

  return FALSE;
}

static void
add_switch (GPtrArray *switches, GTimeZone *zone, gint64 at, gboolean is_on)
{
  DeskScheduleSwitch *new = g_new0 (DeskScheduleSwitch, 1);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);

  new->at = g_date_time_to_timezone (utc, zone);
  new->is_on = is_on;
  g_ptr_array_add (switches, new);
}

/* A stretch of one day in which the clock does not jump, from @begin to @end. */
static gboolean
walk_stretch (Walk *walk, GTimeZone *zone, gint64 begin, gint64 end, gint64 midnight, gboolean is_on,
              GPtrArray *switches)
{
  if (is_on_at (walk->ranges, begin - midnight) != is_on)
    add_switch (switches, zone, begin, is_on = !is_on);
  for (guint i = 0; i < walk->ranges->len; i++)
    {
      const PalScheduleTime *range = &g_array_index (walk->ranges, PalScheduleTime, i);
      const gint64 ends[] = { midnight + range->from * 60, midnight + range->to * 60 };

      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        if (ends[j] > begin && ends[j] < end)
          add_switch (switches, zone, ends[j], is_on = j == 0);
    }

  return is_on;
}

static gint64
count_day (gint64 second)
{
  return second >= 0 ? second / SECONDS : -((SECONDS - 1 - second) / SECONDS);
}

static gint64
get_last (GPtrArray *switches)
{
  return g_date_time_to_unix (((DeskScheduleSwitch *) switches->pdata[switches->len - 1])->at);
}

static GPtrArray *
find_switches (const PalSchedule *self, GDateTime *from, guint n, guint days)
{
  GPtrArray *switches = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_schedule_switch_free);
  GTimeZone *zone = g_date_time_get_timezone (from);
  gint64 at = g_date_time_to_unix (from), last = MIN (at + (gint64) days * SECONDS, END_OF_TIME);
  gboolean is_on = pal_schedule_is_active (self, from);
  Walk walk;

  if (!pal_schedule_validate (self, NULL))
    return switches;

  walk_begin (&walk, self);
  while (switches->len < n && at <= last)
    {
      gint64 offset = get_offset (zone, at);
      gint64 day = count_day (at + offset), midnight = day * SECONDS - offset, end;
      gint64 n_same = 0, n_left = (last - at) / SECONDS + 4;

      while (n_same < n_left && stays (&walk, day + n_same, is_on))
        n_same++;
      /* A day's length of room on both sides, for clocks that jump. */
      if (n_same >= 4)
        {
          at = midnight + (n_same - 2) * SECONDS;
          continue;
        }
      list_ranges_of (&walk, day);
      end = find_jump (zone, at, midnight + SECONDS);
      is_on = walk_stretch (&walk, zone, at, end, midnight, is_on, switches);
      at = end;
    }
  walk_end (&walk);
  while (switches->len > n || (switches->len > 0 && get_last (switches) > last))
    g_ptr_array_remove_index (switches, switches->len - 1);

  return switches;
}

void
desk_schedule_switch_free (DeskScheduleSwitch *self)
{
  g_date_time_unref (self->at);
  g_free (self);
}

GPtrArray *
desk_schedule_find_switches (const PalSchedule *self, GDateTime *from, guint n)
{
  g_return_val_if_fail (self != NULL && from != NULL, NULL);

  return find_switches (self, from, n, HORIZON);
}

static GDateTime *
find_first (const PalSchedule *self, GDateTime *from, guint days)
{
  g_autoptr (GPtrArray) switches = find_switches (self, from, 1, days);

  return switches->len > 0 ? g_date_time_ref (((DeskScheduleSwitch *) switches->pdata[0])->at) : NULL;
}

GDateTime *
desk_schedule_find_next (const PalSchedule *self, GDateTime *from, guint days, GDateTime **end)
{
  g_autoptr (GDateTime) start = NULL;

  *end = NULL;
  if (!pal_schedule_validate (self, NULL))
    return NULL;

  start = pal_schedule_is_active (self, from) ? g_date_time_ref (from) : find_first (self, from, days);
  if (start != NULL)
    *end = find_first (self, start, days);

  return g_steal_pointer (&start);
}

/* The ranges stand behind the days, in the same block. */
static DeskScheduleDay *
pack_days (const GArray *days, const GArray *ranges)
{
  gsize n_bytes = days->len * sizeof (DeskScheduleDay);
  DeskScheduleDay *packed = g_malloc (n_bytes + ranges->len * sizeof (PalScheduleTime));
  PalScheduleTime *next = (PalScheduleTime *) (packed + days->len);

  if (days->len > 0)
    memcpy (packed, days->data, n_bytes);
  if (ranges->len > 0)
    memcpy (next, ranges->data, ranges->len * sizeof (PalScheduleTime));
  for (guint i = 0; i < days->len; i++)
    {
      packed[i].ranges = next;
      next += packed[i].n_ranges;
    }

  return packed;
}

DeskScheduleDay *
desk_schedule_preview (const PalSchedule *self, GDateTime *from, guint n_days)
{
  g_autoptr (GArray) days = NULL, ranges = NULL;
  int year, month, day;
  GDate date;
  Walk walk;

  g_return_val_if_fail (self != NULL && from != NULL, NULL);

  days = g_array_sized_new (FALSE, FALSE, sizeof (DeskScheduleDay), n_days);
  ranges = g_array_new (FALSE, FALSE, sizeof (PalScheduleTime));
  g_date_time_get_ymd (from, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  walk_begin (&walk, self);
  for (guint i = 0; i < n_days; i++)
    {
      DeskScheduleDay new = { .date = date };

      new.holds = list_ranges (&walk, &date, &new.reason);
      new.n_ranges = walk.ranges->len;
      g_array_append_val (days, new);
      if (walk.ranges->len > 0)
        g_array_append_vals (ranges, walk.ranges->data, walk.ranges->len);
      g_date_add_days (&date, 1);
    }
  walk_end (&walk);

  return pack_days (days, ranges);
}
