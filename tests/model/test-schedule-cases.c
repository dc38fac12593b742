/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedules of tests/golden/schedules.txt, which were written by hand. */
#include "model/desk-schedule.h"

#include <string.h>

#define N_CASES_AT_LEAST 200
#define N_MINUTES (2 * 24 * 60)

typedef struct
{
  GTimeZone *zone;
  const char *where;           /* the line, for complaints */
  PalSchedule *schedule;
} Case;

/* 11-23T09:00, 2027-01-01T00:00 or 10-25T02:30+0100. */
static GDateTime *
read_moment (const Case *row, const char *text)
{
  g_autofree char *full = text[4] == '-' ? g_strdup (text) : g_strconcat ("2026-", text, NULL);
  g_autoptr (GDateTime) moment = NULL;
  GString *iso = g_string_new (full);
  g_autofree char *owned = NULL;

  g_string_insert (iso, 16, ":00");
  owned = g_string_free (iso, FALSE);
  moment = g_date_time_new_from_iso8601 (owned, row->zone);
  if (moment == NULL)
    g_error ("%s: “%s” is no moment", row->where, text);

  return g_date_time_to_timezone (moment, row->zone);
}

static void
check_moments (const Case *row, const char *column)
{
  g_auto (GStrv) moments = g_strsplit (g_strstrip ((char *) column), " ", -1);

  for (guint i = 0; moments[i] != NULL; i++)
    {
      g_autoptr (GDateTime) moment = read_moment (row, moments[i] + 1);
      PalScheduleReason reason;
      gboolean is_on = pal_schedule_is_active_why (row->schedule, moment, &reason);

      if (is_on != (moments[i][0] == '+'))
        g_test_fail_printf ("%s: it is %s at %s (%d)", row->where, is_on ? "on" : "off", moments[i], reason.kind);
      g_assert_cmpint (pal_schedule_is_active (row->schedule, moment), ==, is_on);
    }
}

/* As @expected writes it: with the year or the offset only when that has them. */
static char *
write_switch (const DeskScheduleSwitch *turn, const char *expected)
{
  gboolean has_year = strlen (expected) > 5 && expected[5] == '-';
  gboolean has_offset = strlen (expected) > strlen (has_year ? "+2026-11-23T09:00" : "+11-23T09:00");
  g_autofree char *format = g_strconcat (turn->is_on ? "+" : "-", has_year ? "%Y-" : "", "%m-%dT%H:%M",
                                         has_offset ? "%z" : "", NULL);

  return g_date_time_format (turn->at, format);
}

static void
check_switches (const Case *row, const char *column)
{
  g_auto (GStrv) sides = g_strsplit (column, ">", 2);
  g_auto (GStrv) expected = g_strsplit (g_strstrip (sides[1]), " ", -1);
  g_autoptr (GDateTime) from = read_moment (row, g_strstrip (sides[0]));
  guint n = g_strv_length (expected);
  g_autoptr (GPtrArray) switches = desk_schedule_find_switches (row->schedule, from, n);

  for (guint i = 0; i < n; i++)
    {
      DeskScheduleSwitch *turn = i < switches->len ? g_ptr_array_index (switches, i) : NULL;
      g_autofree char *actual = turn != NULL ? write_switch (turn, expected[i]) : g_strdup (".");
      gboolean is_on = turn != NULL && turn->is_on;

      if (!g_str_equal (actual, expected[i]))
        g_test_fail_printf ("%s: %s, not %s", row->where, actual, expected[i]);
      g_assert_true (turn == NULL || pal_schedule_is_active (row->schedule, turn->at) == is_on);
    }
}

/* The days ahead say the same as the switches and the evaluator: at noon, and all that is on in them. */
static void
check_preview (const Case *row, const char *column)
{
  g_auto (GStrv) sides = g_strsplit (column, ">", 2);
  g_autoptr (GDateTime) from = read_moment (row, g_strstrip (sides[0]));
  g_autofree DeskScheduleDay *days = desk_schedule_preview (row->schedule, from, DESK_SCHEDULE_PREVIEW_DAYS);

  for (guint i = 0; i < DESK_SCHEDULE_PREVIEW_DAYS; i++)
    for (guint hour = 0; hour < 24; hour += 3)
      {
        guint year = g_date_get_year (&days[i].date), month = g_date_get_month (&days[i].date);
        guint day = g_date_get_day (&days[i].date);
        gboolean is_on = FALSE;

        for (guint j = 0; j < days[i].n_ranges; j++)
          is_on |= hour * 60 >= days[i].ranges[j].from && hour * 60 < days[i].ranges[j].to;
        if (pal_schedule_is_active_at (row->schedule, year, month, day, hour, 0) != is_on)
          g_test_fail_printf ("%s: the preview of %u-%02u-%02u at %u:00", row->where, year, month, day, hour);
      }
}

static void
check_case (GTimeZone *zone, const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, "|", 3);
  const char *text = g_strstrip (columns[0]);
  g_autoptr (PalSchedule) schedule = pal_schedule_new (g_str_equal (text, "\"\"") ? "" : text);
  const Case row = { zone, line, schedule };

  check_moments (&row, columns[1]);
  if (columns[2] == NULL)
    return;
  check_switches (&row, columns[2]);
  check_preview (&row, columns[2]);
}

static char **
read_lines (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (SCHEDULES_FILE, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strsplit (text, "\n", -1);
}

static void
test_cases (void)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_auto (GStrv) lines = read_lines ();
  guint n_cases = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "zone "))
      {
        g_clear_pointer (&zone, g_time_zone_unref);
        zone = g_time_zone_new_identifier (lines[i] + strlen ("zone "));
        if (zone == NULL)
          g_error ("no zone: %s", lines[i]);
      }
    else if (lines[i][0] != '\0' && lines[i][0] != '#')
      {
        check_case (zone, lines[i]);
        n_cases++;
      }
  g_test_message ("%u cases", n_cases);
  g_assert_cmpuint (n_cases, >=, N_CASES_AT_LEAST);
}

/* Minute by minute, without a thought of days and jumps: every change is a switch, there are no others. */
static void
walk_minutes (const PalSchedule *schedule, GDateTime *from)
{
  g_autoptr (GPtrArray) switches = desk_schedule_find_switches (schedule, from, 1000);
  g_autoptr (GDateTime) start = g_date_time_to_utc (from);
  GTimeZone *zone = g_date_time_get_timezone (from);
  gboolean is_on = pal_schedule_is_active (schedule, from);
  guint n = 0;

  for (gint64 minute = 1; minute <= N_MINUTES; minute++)
    {
      g_autoptr (GDateTime) utc = g_date_time_add (start, minute * G_TIME_SPAN_MINUTE);
      g_autoptr (GDateTime) at = g_date_time_to_timezone (utc, zone);
      DeskScheduleSwitch *turn;

      if (pal_schedule_is_active (schedule, at) == is_on)
        continue;
      is_on = !is_on;
      turn = n < switches->len ? g_ptr_array_index (switches, n) : NULL;
      g_assert_true (turn != NULL && turn->is_on == is_on && g_date_time_equal (turn->at, at));
      n++;
    }
  if (n < switches->len)
    {
      DeskScheduleSwitch *next = g_ptr_array_index (switches, n);

      g_assert_cmpint (g_date_time_difference (next->at, from), >, N_MINUTES * G_TIME_SPAN_MINUTE);
    }
}

static void
walk_night (const PalSchedule *schedule, guint n)
{
  static const struct
  {
    const char *zone;
    int month, day;
  } nights[] = {
    { "Europe/Berlin", 3, 28 },     { "Europe/Berlin", 10, 24 },      { "America/New_York", 3, 7 },
    { "America/New_York", 10, 31 }, { "Australia/Lord_Howe", 4, 4 }, { "America/Havana", 10, 31 },
    { "Asia/Tokyo", 11, 23 },
  };
  guint night = n % G_N_ELEMENTS (nights);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (nights[night].zone);
  g_autoptr (GDateTime) from = g_date_time_new (zone, 2026, nights[night].month, nights[night].day, 20, 0, 0);

  walk_minutes (schedule, from);
}

/* A share of the schedules of the file, in nights in which the clock jumps. */
static void
test_minutes (void)
{
  const guint share = g_getenv ("TEST_INSTRUMENTED") != NULL ? 31 : 3;
  g_auto (GStrv) lines = read_lines ();
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "|", 2);
      g_autoptr (PalSchedule) schedule = NULL;

      if (columns[0] == NULL || columns[1] == NULL || lines[i][0] == '#' || n++ % share != 0)
        continue;
      schedule = pal_schedule_new (g_strstrip (columns[0]));
      walk_night (schedule, n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/schedule/cases", test_cases);
  g_test_add_func ("/desk/schedule/minutes", test_minutes);

  return g_test_run ();
}
