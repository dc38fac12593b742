/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-schedule-date.h"
#include "pal/protocol/pal-schedule-reason.h"
#include "pal/protocol/pal-schedule.h"

/* An instrumented build is ten times slower. */
#define N_TEXTS (g_getenv ("TEST_INSTRUMENTED") != NULL ? 50000u : 1000000u)

static gboolean
is_active (const char *text, const char *when)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (text);
  guint year, month, day, hour, minute;

  g_assert_cmpint (sscanf (when, "%u-%u-%u %u:%u", &year, &month, &day, &hour, &minute), ==, 5);
  return pal_schedule_is_active_at (schedule, year, month, day, hour, minute);
}

static void
check_active (gconstpointer data)
{
  /* schedule, then times at which it holds (+) and does not (-). 2024-04-07 and 2018-07-01 are Sundays. */
  static const char *const rows[][12] = {
    { "", "+2024-04-07 00:00", "+1999-12-31 23:59" },
    { "PAWDT", "+2024-04-07 12:34" },
    { "PA0W0DT", "+2024-04-07 12:34" },
    { "T0830133023300030", "-2024-04-07 08:29", "+2024-04-07 08:30", "+2024-04-07 13:29", "-2024-04-07 13:30",
      "-2024-04-07 23:29", "+2024-04-07 23:30", "+2024-04-08 00:00", "+2024-04-08 00:29",
      "-2024-04-08 00:30" },
    { "P2018010120181231A62W31DT09001730", "+2018-07-02 09:00", "+2018-07-06 17:29", "-2018-07-06 17:30",
      "-2018-07-01 12:00", "-2018-07-07 12:00", "-2017-12-29 12:00", "+2018-01-01 12:00", "+2018-12-31 12:00",
      "-2019-01-01 12:00", "+2018-07-30 12:00" },
    { "P2024040120250331A127W31D!12/29-1/3T09001200", "+2024-12-28 09:00", "-2024-12-29 09:00",
      "-2024-12-31 11:00", "-2025-01-01 10:00", "-2025-01-03 10:00", "+2025-01-04 11:59",
      "-2025-01-04 12:00", "+2025-03-31 10:00", "-2025-04-01 10:00", "-2024-03-31 10:00" },
    { "A1W1T00002359", "+2024-04-07 00:00", "+2024-04-07 23:59", "-2024-04-14 12:00", "-2024-04-01 12:00",
      "-2024-04-08 00:00", "+2024-09-01 12:00" },
    { "A64", "+2024-04-06 12:00", "-2024-04-07 12:00", "-2024-04-05 12:00" },
    { "W16", "+2024-04-29 12:00", "+2024-04-30 12:00", "-2024-04-28 12:00" },
    { "W32", "+2024-04-30 12:00", "+2024-04-24 12:00", "-2024-04-23 12:00", "+2024-02-23 12:00",
      "-2024-02-22 12:00" },
    { "D5,10,15,20,25", "+2024-04-05 12:00", "+2024-06-25 12:00", "-2024-04-06 12:00" },
    { "D5-10,15-20", "-2024-04-04 12:00", "+2024-04-05 12:00", "+2024-04-10 12:00", "-2024-04-11 12:00",
      "+2024-04-17 12:00", "-2024-04-21 12:00" },
    { "D5/10,5/20,6/10,6/20", "+2024-05-10 12:00", "-2024-05-11 12:00", "+2024-06-20 12:00",
      "-2024-07-20 12:00" },
    { "D5/10-6/20,8/10-8/20", "-2024-05-09 12:00", "+2024-05-31 12:00", "+2024-06-20 12:00",
      "-2024-06-21 12:00", "+2024-08-15 12:00" },
    { "D25-5", "+2024-04-25 12:00", "+2024-04-30 12:00", "+2024-05-01 12:00", "+2024-05-05 12:00",
      "-2024-05-06 12:00", "-2024-05-24 12:00" },
    { "D12/29-1/3", "+2024-12-31 12:00", "+2025-01-02 12:00", "-2025-01-04 12:00", "-2024-12-28 12:00" },
    { "D1-15,!10", "+2024-04-09 12:00", "-2024-04-10 12:00", "+2024-04-11 12:00", "-2024-04-16 12:00" },
    { "D!10, !20", "+2024-04-09 12:00", "-2024-04-10 12:00", "-2024-04-20 12:00" },
    { "D!2/29", "-2024-02-29 12:00", "+2024-03-01 12:00" },
    { "D!10,20", "-2024-04-10 12:00", "+2024-04-20 12:00", "-2024-04-21 12:00" },
    { "P20240401", "-2024-03-31 23:59", "+2024-04-01 00:00", "+2099-01-01 00:00" },
    { "P2024040100000000", "-2024-03-31 23:59", "+2099-01-01 00:00" },
    { "P0000000020240401", "+2000-01-01 00:00", "+2024-04-01 23:59", "-2024-04-02 00:00" },
    /* What passes midnight belongs to the day it began: Friday night, the last night of March. */
    { "A32T22000600", "+2024-04-05 22:00", "+2024-04-06 05:59", "-2024-04-06 06:00", "-2024-04-05 05:00",
      "-2024-04-06 22:00" },
    { "P2024033120240331T22000600", "+2024-03-31 23:00", "+2024-04-01 05:00", "-2024-03-31 05:00" },
    { "T22002400", "+2024-04-07 23:59", "-2024-04-08 00:00", "-2024-04-07 21:59" },
    { "T22000000", "+2024-04-07 23:59", "-2024-04-08 00:00" },
    { "T00000000", "+2024-04-07 00:00", "+2024-04-07 23:59" },
    { "T12001200", "+2024-04-07 12:00", "+2024-04-07 11:59", "+2024-04-07 23:00" },
    /* In another order. */
    { "T09001200A1", "+2024-04-07 09:00", "-2024-04-08 09:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 1; rows[i][j] != NULL; j++)
      if (is_active (rows[i][0], rows[i][j] + 1) != (rows[i][j][0] == '+'))
        g_error ("“%s” at %s", rows[i][0], rows[i][j]);

  g_assert_false (is_active ("", "2023-2-29 12:00"));
  g_assert_false (is_active ("", "2023-13-1 12:00"));
}

static void
check_date_time (gconstpointer data)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new ("A2T09001000");
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (9 * 3600);
  /* A Monday morning in Tokyo that is still Sunday elsewhere. */
  g_autoptr (GDateTime) when = g_date_time_new (zone, 2024, 4, 8, 9, 30, 0);
  g_autoptr (GDateTime) elsewhere = g_date_time_to_utc (when);

  g_assert_true (pal_schedule_is_active (schedule, when));
  g_assert_false (pal_schedule_is_active (schedule, elsewhere));
}

static void
check_malformed (gconstpointer data)
{
  static const char *const bad[] = {
    "x", " ", "0830", "xT08301330", "p20240401", "P2024", "P20241301", "P20230229", "P2024040120240331",
    "P202404012024040", "P20240401x", "P 20240401", "A128", "A-1", "A1.5", "A999999999999", "Ax", "W64",
    "W1 ", "D32", "D0", "D1/", "D/1", "D13/1", "D2/30", "D5-", "D5-6/20", "D6/20-5", "D!!5", "D5;6", "D5,,6",
    "D5,", "D1/2/3", "D005", "T0830", "T08301", "T24000100", "T08602400", "T08302401", "T2500", "T0830133",
    "T08301330x", "T08301330T1", "A1A2", "A1T08301330A1", "A1\nT08301330", "T０８３０１３３０",
  };
  static const char *const good[] = { "A", "PAWDT", "A0", "A007" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (PalSchedule) schedule = pal_schedule_new (bad[i]);
      g_autofree char *text = pal_schedule_to_text (schedule);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (text, ==, bad[i]);
      if (pal_schedule_validate (schedule, &error))
        g_error ("“%s” was taken", bad[i]);
      g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
      g_assert_false (pal_schedule_is_active_at (schedule, 2024, 4, 7, 8, 30));
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (PalSchedule) schedule = pal_schedule_new (good[i]);

      g_assert_true (pal_schedule_validate (schedule, NULL));
    }
}

static void
check_parts (gconstpointer data)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new ("P2018010120181231A62W31DT0830133023300030");
  g_autofree PalScheduleTime *times = NULL;
  guint first, last, n_times;

  g_assert_true (pal_schedule_get_dates (schedule, &first, &last));
  g_assert_cmpuint (first, ==, 20180101);
  g_assert_cmpuint (last, ==, 20181231);
  g_assert_cmpuint (pal_schedule_get_days (schedule), ==, 62);
  g_assert_cmpuint (pal_schedule_get_weeks (schedule), ==, 31);
  g_assert_cmpstr (pal_schedule_get_part (schedule, 'D'), ==, "");
  times = pal_schedule_get_times (schedule, &n_times);
  g_assert_cmpuint (n_times, ==, 2);
  g_assert_cmpuint (times[0].from, ==, 8 * 60 + 30);
  g_assert_cmpuint (times[0].to, ==, 13 * 60 + 30);
  g_assert_cmpuint (times[1].from, ==, 23 * 60 + 30);
  g_assert_cmpuint (times[1].to, ==, 30);
}

static void
assert_text (const PalSchedule *schedule, const char *expected)
{
  g_autofree char *text = pal_schedule_to_text (schedule);

  g_assert_cmpstr (text, ==, expected);
}

static void
check_set (gconstpointer data)
{
  const PalScheduleTime times[] = { { 540, 1050 }, { 1410, 30 }, { 0, 1440 } };
  g_autoptr (PalSchedule) schedule = pal_schedule_new ("");
  g_autoptr (PalSchedule) odd = pal_schedule_new ("note:T08301330A1");
  g_autoptr (PalSchedule) copy = NULL;

  pal_schedule_set_times (schedule, times, G_N_ELEMENTS (times));
  assert_text (schedule, "T090017302330003000002359");
  pal_schedule_set_days (schedule, 62);
  pal_schedule_set_part (schedule, 'D', "!12/29-1/3");
  pal_schedule_set_weeks (schedule, 31);
  pal_schedule_set_dates (schedule, 20240401, 0);
  assert_text (schedule, "P2024040100000000A62W31D!12/29-1/3T090017302330003000002359");
  copy = pal_schedule_copy (schedule);
  pal_schedule_set_dates (schedule, 0, 0);
  pal_schedule_set_part (schedule, 'D', NULL);
  pal_schedule_set_times (schedule, NULL, 0);
  assert_text (schedule, "PA62W31T");
  assert_text (copy, "P2024040100000000A62W31D!12/29-1/3T090017302330003000002359");

  /* What is not understood and the order stay. */
  pal_schedule_set_days (odd, 2);
  assert_text (odd, "note:T08301330A2");
  pal_schedule_set_weeks (odd, 1);
  assert_text (odd, "note:W1T08301330A2");
}

static char *
make_text (void)
{
  static const char alphabet[] = "PAWDTPAWDT0123456789!/-, x\n\xc3\xa4";
  guint length = (guint) g_test_rand_int_range (0, 40);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append_c (text, alphabet[g_test_rand_int_range (0, (gint32) sizeof alphabet - 1)]);

  return g_string_free (text, FALSE);
}

static char *
make_good (void)
{
  GString *text = g_string_new (NULL);

  if (g_test_rand_bit ())
    g_string_append_printf (text, "P%04d%02d%02d", g_test_rand_int_range (1990, 2100),
                            g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29));
  if (g_test_rand_bit ())
    g_string_append_printf (text, "A%d", g_test_rand_int_range (0, 128));
  if (g_test_rand_bit ())
    g_string_append_printf (text, "W%d", g_test_rand_int_range (0, 64));
  if (g_test_rand_bit ())
    g_string_append_printf (text, "D%s%d/%d-%d/%d,%d", g_test_rand_bit () ? "!" : "",
                            g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29),
                            g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29),
                            g_test_rand_int_range (1, 32));
  if (g_test_rand_bit ())
    g_string_append_printf (text, "T%02d%02d%02d%02d", g_test_rand_int_range (0, 24),
                            g_test_rand_int_range (0, 60), g_test_rand_int_range (0, 24),
                            g_test_rand_int_range (0, 60));

  return g_string_free (text, FALSE);
}

/* Any text comes back as it was; what has a reading means the same after each part was read and set again. */
static void
check_round_trip (gconstpointer data)
{
  guint n_good = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = i % 2 == 0 ? make_text () : make_good ();
      g_autoptr (PalSchedule) schedule = pal_schedule_new (text);
      g_autoptr (PalSchedule) again = pal_schedule_copy (schedule);
      g_autofree PalScheduleTime *times = NULL;
      guint first, last, n_times;

      assert_text (schedule, text);
      if (!pal_schedule_validate (schedule, NULL))
        {
          g_assert_cmpint (i % 2, ==, 0);
          continue;
        }

      n_good++;
      g_assert_true (pal_schedule_get_dates (schedule, &first, &last));
      pal_schedule_set_dates (again, first, last);
      pal_schedule_set_days (again, pal_schedule_get_days (schedule));
      pal_schedule_set_weeks (again, pal_schedule_get_weeks (schedule));
      times = pal_schedule_get_times (schedule, &n_times);
      pal_schedule_set_times (again, times, n_times);
      g_assert_true (pal_schedule_validate (again, NULL));
      for (guint j = 0; j < 5; j++)
        {
          guint year = (guint) g_test_rand_int_range (1990, 2100);
          guint month = (guint) g_test_rand_int_range (1, 13);
          guint day = (guint) g_test_rand_int_range (1, 32), hour = (guint) g_test_rand_int_range (0, 24);
          guint minute = (guint) g_test_rand_int_range (0, 60);

          g_assert_cmpint (pal_schedule_is_active_at (schedule, year, month, day, hour, minute), ==,
                           pal_schedule_is_active_at (again, year, month, day, hour, minute));
        }
    }
  g_assert_cmpuint (n_good, >=, 10000);
}

/* xorshift: quick, and the seed that the test prints gives the same texts again. */
static guint64
next_random (guint64 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;

  return *state;
}

/* Half of the texts are made of what schedules are made of, the others of any bytes. */
static void
fill_text (guint64 *state, char *text, guint most)
{
  static const char alphabet[64] = "PAWDTPAWDTPAWDT01234567890123456789012345678901!!//--,,, xXZn\n\"\xc3";
  guint64 bits = next_random (state);
  gboolean is_any = (bits & 1) != 0;
  guint length = (guint) (bits >> 8) % most;

  for (guint i = 0; i < length; i++)
    {
      if (i % 8 == 0)
        bits = next_random (state);
      text[i] = is_any ? (char) (bits % 255 + 1) : alphabet[bits % 64];
      bits >>= 8;
    }
  text[length] = '\0';
}

/* Sets every part to what it says: nothing changes, however it is written. */
static void
set_all_again (PalSchedule *schedule)
{
  guint first, last, n_times, n_patterns;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (schedule, &n_times);
  g_autofree PalScheduleDate *patterns = pal_schedule_get_patterns (schedule, &n_patterns);

  pal_schedule_get_dates (schedule, &first, &last);
  pal_schedule_set_dates (schedule, first, last);
  pal_schedule_set_days (schedule, pal_schedule_get_days (schedule));
  pal_schedule_set_weeks (schedule, pal_schedule_get_weeks (schedule));
  pal_schedule_set_patterns (schedule, patterns, n_patterns);
  pal_schedule_set_times (schedule, times, n_times);
}

/* A million of them; each part by itself gives the text again, too. */
static void
check_million (gconstpointer data)
{
  guint64 state = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int () | 1;
  const guint n_texts = N_TEXTS;
  guint n_good = 0;

  for (guint i = 0; i < n_texts; i++)
    {
      char text[48];
      g_autoptr (PalSchedule) schedule = NULL;
      g_autofree char *again = NULL;

      fill_text (&state, text, sizeof text);
      schedule = pal_schedule_new (text);
      if (pal_schedule_validate (schedule, NULL))
        {
          n_good++;
          set_all_again (schedule);
        }
      again = pal_schedule_to_text (schedule);
      if (strcmp (again, text) != 0)
        g_error ("“%s” became “%s”", text, again);
    }
  g_test_message ("%u of %u have a reading", n_good, n_texts);
  g_assert_cmpuint (n_good, >, n_texts / 1000);
}

/* The reading of each choice that was made is what its row says. */
static void
check_choices (gconstpointer data)
{
  guint n_choices;
  const PalScheduleChoice *choices = pal_schedule_get_choices (&n_choices);
  g_autofree char *page = pal_schedule_choices_to_markdown (), *expected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_choices, >=, 20);
  for (guint i = 0; i < n_choices; i++)
    {
      g_assert_true (*choices[i].on == '\0' || is_active (choices[i].schedule, choices[i].on));
      g_assert_false (*choices[i].off != '\0' && is_active (choices[i].schedule, choices[i].off));
      g_assert_true (*choices[i].on != '\0' || *choices[i].off != '\0');
    }

  if (g_getenv ("RECORD") != NULL)
    g_file_set_contents (SCHEDULES_PAGE, page, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (SCHEDULES_PAGE, &expected, NULL, &error);
  g_assert_no_error (error);
  if (strcmp (page, expected) != 0)
    g_error ("src/pal/protocol/SCHEDULES.md is not what the table says; write it anew by RECORD=1");
}

/* 2026-11-23 is a Monday. */
static void
check_reasons (gconstpointer data)
{
  static const struct
  {
    const char *text, *when;
    gboolean is_active;
    PalScheduleReasonKind kind;
    char part;
    int place;
    gboolean is_of_yesterday;
  } rows[] = {
    { "", "2026-11-23T12:00:00Z", TRUE, PAL_SCHEDULE_REASON_NOTHING, 0, -1 },
    { "A2", "2026-11-23T12:00:00Z", TRUE, PAL_SCHEDULE_REASON_NOTHING, 0, -1 },
    { "A4", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_DAYS, 'A', -1 },
    { "A2W1", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_WEEKS, 'W', -1 },
    { "A4W1", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_DAYS, 'A', -1 },
    { "P20261124", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_DATES, 'P', 0 },
    { "P2026010120261122", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_DATES, 'P', 1 },
    { "P2026010120261122A4T09001000", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_DATES, 'P', 1 },
    { "D5,23,24", "2026-11-23T12:00:00Z", TRUE, PAL_SCHEDULE_REASON_INCLUDED, 'D', 1 },
    { "D5,24", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_INCLUDED, 'D', -1 },
    { "D!5,!20-25", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_EXCLUDED, 'D', 1 },
    { "D23,!23", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_EXCLUDED, 'D', 1 },
    { "T0900100011001300", "2026-11-23T12:00:00Z", TRUE, PAL_SCHEDULE_REASON_TIMES, 'T', 1 },
    { "T0900100011001200", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_TIMES, 'T', -1 },
    { "A4T0900100011001200", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_DAYS, 'A', -1 },
    /* The night from Sunday to Monday. */
    { "A1T0900100022000600", "2026-11-23T03:00:00Z", TRUE, PAL_SCHEDULE_REASON_TIMES, 'T', 1, TRUE },
    { "A2T22000600", "2026-11-23T03:00:00Z", FALSE, PAL_SCHEDULE_REASON_DAYS, 'A', -1, TRUE },
    { "A2T22000600", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_TIMES, 'T', -1 },
    { "A4T22000600", "2026-11-23T23:00:00Z", FALSE, PAL_SCHEDULE_REASON_DAYS, 'A', -1 },
    { "T09", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_UNREADABLE, 'T', -1 },
    { "A200T09", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_UNREADABLE, 'A', -1 },
    { "A2X9", "2026-11-23T12:00:00Z", FALSE, PAL_SCHEDULE_REASON_UNREADABLE, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PalSchedule) schedule = pal_schedule_new (rows[i].text);
      g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (rows[i].when, NULL);
      PalScheduleReason reason;

      g_test_message ("“%s” at %s", rows[i].text, rows[i].when);
      g_assert_cmpint (pal_schedule_is_active_why (schedule, when, &reason), ==, rows[i].is_active);
      g_assert_cmpint (reason.kind, ==, rows[i].kind);
      g_assert_cmpint (reason.part, ==, rows[i].part);
      g_assert_cmpint (reason.place, ==, rows[i].place);
      g_assert_cmpint (reason.is_of_yesterday, ==, rows[i].is_of_yesterday);
    }
}

/* What one does not know stays where it is, and does not keep one from reading and setting the rest. */
static void
check_unknown (gconstpointer data)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new ("note A62X1;2T09001730Zz");
  const PalScheduleDate dates[] = {
    { PAL_SCHEDULE_DATE_DATES, TRUE, 12, 29, 1, 3 }, { PAL_SCHEDULE_DATE_DAY, FALSE, 0, 5, 0, 5 },
    { PAL_SCHEDULE_DATE_DAYS, FALSE, 0, 5, 0, 10 },  { PAL_SCHEDULE_DATE_DATE, TRUE, 12, 24, 12, 24 },
  };
  g_autofree PalScheduleDate *read = NULL;
  const char *text;
  guint n;

  g_assert_false (pal_schedule_validate (schedule, NULL));
  g_assert_true (pal_schedule_validate_part (schedule, 'A', NULL));
  g_assert_true (pal_schedule_validate_part (schedule, 'T', NULL));
  g_assert_cmpuint (pal_schedule_get_days (schedule), ==, 62);
  g_assert_cmpint (pal_schedule_get_nth_part (schedule, 0, &text), ==, 0);
  g_assert_cmpstr (text, ==, "note ");
  g_assert_cmpint (pal_schedule_get_nth_part (schedule, 2, &text), ==, 'X');
  g_assert_cmpstr (text, ==, "1;2");
  g_assert_cmpint (pal_schedule_get_nth_part (schedule, 5, &text), ==, 0);
  g_assert_null (text);
  pal_schedule_set_patterns (schedule, dates, G_N_ELEMENTS (dates));
  pal_schedule_set_days (schedule, 1);
  assert_text (schedule, "note A1X1;2D!12/29-1/3,5,5-10,!12/24T09001730Zz");
  read = pal_schedule_get_patterns (schedule, &n);
  g_assert_cmpmem (read, n * sizeof *read, dates, sizeof dates);
  pal_schedule_set_part (schedule, 'D', "05, !01/02");
  g_clear_pointer (&read, g_free);
  read = pal_schedule_get_patterns (schedule, &n);
  pal_schedule_set_patterns (schedule, read, n);
  assert_text (schedule, "note A1X1;2D05, !01/02T09001730Zz");
  pal_schedule_set_patterns (schedule, read + 1, 1);
  assert_text (schedule, "note A1X1;2D!1/2T09001730Zz");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/pal/protocol/schedule/active", NULL, check_active);
  g_test_add_data_func ("/pal/protocol/schedule/date-time", NULL, check_date_time);
  g_test_add_data_func ("/pal/protocol/schedule/malformed", NULL, check_malformed);
  g_test_add_data_func ("/pal/protocol/schedule/parts", NULL, check_parts);
  g_test_add_data_func ("/pal/protocol/schedule/set", NULL, check_set);
  g_test_add_data_func ("/pal/protocol/schedule/round-trip", NULL, check_round_trip);

  g_test_add_data_func ("/pal/protocol/schedule/million", NULL, check_million);
  g_test_add_data_func ("/pal/protocol/schedule/choices", NULL, check_choices);
  g_test_add_data_func ("/pal/protocol/schedule/reasons", NULL, check_reasons);
  g_test_add_data_func ("/pal/protocol/schedule/unknown", NULL, check_unknown);

  return g_test_run ();
}
