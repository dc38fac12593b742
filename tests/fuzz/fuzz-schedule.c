/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a schedule: it comes back as it was, what it says can be set again, and it can be asked. */
#include "model/desk-schedule.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
expect_text (const PalSchedule *schedule, const char *text)
{
  g_autofree char *again = pal_schedule_to_text (schedule);

  g_assert_cmpstr (again, ==, text);
}

/* What is set to what it says stays as it is written; what is written from it alone means the same. */
static void
set_again (PalSchedule *schedule, PalSchedule *other)
{
  guint first, last, n_times, n_patterns;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (schedule, &n_times);
  g_autofree PalScheduleDate *patterns = pal_schedule_get_patterns (schedule, &n_patterns);
  PalSchedule *both[] = { schedule, other };

  pal_schedule_get_dates (schedule, &first, &last);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      pal_schedule_set_dates (both[i], first, last);
      pal_schedule_set_days (both[i], pal_schedule_get_days (schedule));
      pal_schedule_set_weeks (both[i], pal_schedule_get_weeks (schedule));
      pal_schedule_set_patterns (both[i], patterns, n_patterns);
      pal_schedule_set_times (both[i], times, n_times);
    }
}

static void
ask (const PalSchedule *schedule, const PalSchedule *other, guint seed)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (0);

  for (guint i = 0; i < 8; i++, seed = seed * 1103515245 + 12345)
    {
      gint64 second = (gint64) (seed >> 1) * 2;
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (second);
      g_autoptr (GDateTime) when = g_date_time_to_timezone (utc, zone);
      PalScheduleReason reason;
      gboolean is_on = pal_schedule_is_active_why (schedule, when, &reason);

      g_assert_cmpint (is_on, ==, pal_schedule_is_active (other, when));
      if (reason.kind == PAL_SCHEDULE_REASON_UNREADABLE)
        g_assert_false (pal_schedule_validate (schedule, NULL));
    }
}

/* Switches take turns, and what is said is never nothing. */
static void
explain (const PalSchedule *schedule)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 10, 24, 12, 0, 0);
  g_autoptr (GPtrArray) switches = desk_schedule_find_switches (schedule, now, 6);
  g_autoptr (GPtrArray) warnings = desk_schedule_check (schedule, now);
  g_autofree char *words = desk_schedule_to_words (schedule);
  g_autofree char *state = desk_schedule_describe_now (schedule, now);
  g_autofree DeskScheduleDay *days = desk_schedule_preview (schedule, now, DESK_SCHEDULE_PREVIEW_DAYS);
  gboolean is_on = pal_schedule_is_active (schedule, now);

  for (guint i = 0; i < switches->len; i++)
    {
      const DeskScheduleSwitch *turn = g_ptr_array_index (switches, i);

      g_assert_cmpint (turn->is_on, ==, !is_on);
      is_on = turn->is_on;
      g_assert_cmpint (pal_schedule_is_active (schedule, turn->at), ==, is_on);
    }
  g_assert_true (g_utf8_validate (state, -1, NULL));
  g_assert_cmpint (words != NULL, ==, pal_schedule_validate (schedule, NULL));
  g_assert_true (words != NULL || warnings->len > 0);
  for (guint i = 0; i < DESK_SCHEDULE_PREVIEW_DAYS; i++)
    for (guint j = 0; j < days[i].n_ranges; j++)
      g_assert_cmpuint (days[i].ranges[j].from, <, days[i].ranges[j].to);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (PalSchedule) schedule = pal_schedule_new (text);
  g_autoptr (PalSchedule) copy = pal_schedule_copy (schedule);
  g_autoptr (PalSchedule) other = pal_schedule_new ("");
  const char *part;
  guint n_bytes = 0;

  for (guint i = 0;; i++)
    {
      gboolean has_letter = pal_schedule_get_nth_part (schedule, i, &part) != 0;

      if (part == NULL)
        break;
      n_bytes += (has_letter ? 1 : 0) + (guint) strlen (part);
    }
  g_assert_cmpuint (n_bytes, ==, strlen (text));
  expect_text (schedule, text);
  expect_text (copy, text);
  if (pal_schedule_validate (schedule, NULL))
    {
      set_again (schedule, other);
      expect_text (schedule, text);
      g_assert_true (pal_schedule_validate (other, NULL));
      ask (schedule, other, (guint) size * 2654435761u + (size > 0 ? data[size / 2] : 0));
    }
  else
    set_again (schedule, other);
  /* Looking forty years ahead takes long: one text in eight. */
  if (size % 8 == 0)
    explain (schedule);

  return 0;
}
