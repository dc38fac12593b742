/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedules of tests/golden/schedules.txt, which were written by hand. */
#include "model/desk-schedule.h"

#include <string.h>

#define N_CASES_AT_LEAST 200

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

static void
test_cases (void)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_cases = 0;

  g_file_get_contents (SCHEDULES_FILE, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/schedule/cases", test_cases);

  return g_test_run ();
}
