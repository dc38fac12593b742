/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedules in words, in English and in Japanese (by LANGUAGE), and what is said about them. */
#include "config.h"

#include "model/desk-schedule.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* Monday, 23 November 2026, 8:00. */
#define NOW "2026-11-23T08:00:00Z"

typedef struct
{
  const char *text;
  const char *words, *japanese; /* NULL: it has no reading */
  const char *next;            /* from now on */
} Row;

static const Row rows[] = {
  { "", "Every day, all day.", "毎日、終日。", "2026-11-23 08:00 …" },
  { "T00002400", "Every day, all day.", "毎日、終日。", "2026-11-23 08:00 …" },
  { "T09001200", "Every day, 9:00–12:00.", "毎日9:00～12:00。", "2026-11-23 09:00 2026-11-23 12:00" },
  { "A62T08301730", "Monday to Friday, 8:30–17:30.", "月曜日～金曜日の8:30～17:30。",
    "2026-11-23 08:30 2026-11-23 17:30" },
  { "A65", "Saturday and Sunday, all day.", "土曜日と日曜日、終日。", "2026-11-28 00:00 2026-11-30 00:00" },
  { "A64T10001200", "Saturday, 10:00–12:00.", "土曜日の10:00～12:00。", "2026-11-28 10:00 2026-11-28 12:00" },
  { "A43T23300030", "Monday, Wednesday, Friday and Sunday, 23:30–0:30 (next day).",
    "月曜日、水曜日、金曜日と日曜日の23:30～翌日0:30。", "2026-11-23 23:30 2026-11-24 00:30" },
  { "T22000900", "Every day, 22:00–9:00 (next day).", "毎日22:00～翌日9:00。",
    "2026-11-23 08:00 2026-11-23 09:00" },
  { "T0830133015002400", "Every day, 8:30–13:30 and 15:00–24:00.", "毎日8:30～13:30と15:00～24:00。",
    "2026-11-23 08:30 2026-11-23 13:30" },
  { "A1W5T10001100", "On the first and third Sunday of the month, 10:00–11:00.",
    "毎月第1、第3日曜日の10:00～11:00。", "2026-12-06 10:00 2026-12-06 11:00" },
  { "A1W32", "On the last Sunday of the month, all day.", "毎月最終日曜日、終日。",
    "2026-11-29 00:00 2026-11-30 00:00" },
  { "W33T09001000", "On days 1 to 7 and the last seven days of the month, 9:00–10:00.",
    "毎月1日～7日と最後の7日間の9:00～10:00。", "2026-11-24 09:00 2026-11-24 10:00" },
  { "P2027010120271231A62W31T09001730",
    "Monday to Friday, 9:00–17:30, from 1 January 2027 until 31 December 2027.",
    "2027年1月1日から2027年12月31日まで、月曜日～金曜日の9:00～17:30。",
    "2027-01-01 09:00 2027-01-01 17:30" },
  { "P2026010120260131", "Every day, all day, from 1 January 2026 until 31 January 2026.",
    "2026年1月1日から2026年1月31日まで、毎日、終日。", NULL },
  { "P20261201", "Every day, all day, from 1 December 2026 on.", "2026年12月1日から、毎日、終日。",
    "2026-12-01 00:00 …" },
  { "P0000000020270331A62W31D!12/29-1/3T0900120013001730",
    "Monday to Friday, 9:00–12:00 and 13:00–17:30, except 29 December to 3 January, until 31 March 2027.",
    "2027年3月31日まで、月曜日～金曜日の9:00～12:00と13:00～17:30（12月29日～1月3日を除く）。",
    "2026-11-23 09:00 2026-11-23 12:00" },
  { "P2026122420261224T09001200", "Every day, 9:00–12:00, on 24 December 2026 alone.",
    "2026年12月24日のみ、毎日9:00～12:00。", "2026-12-24 09:00 2026-12-24 12:00" },
  { "D!12/29-1/3,24T09001200", "On day 24 of the month, 9:00–12:00, except 29 December to 3 January.",
    "毎月24日の9:00～12:00（12月29日～1月3日を除く）。", "2026-11-24 09:00 2026-11-24 12:00" },
  { "D5-10", "On days 5 to 10 of the month, all day.", "毎月5日～10日、終日。",
    "2026-12-05 00:00 2026-12-11 00:00" },
  { "A2D12/24,5,15-20T09001000",
    "Monday, 9:00–10:00, but only on days 5 and 15 to 20 of the month and 24 December.",
    "月曜日の9:00～10:00（毎月5日と15日～20日と12月24日のみ）。", NULL },
  { "T09", NULL, NULL, NULL },
  { "frob", NULL, NULL, NULL },
};

static gboolean
is_japanese (void)
{
  return g_strcmp0 (g_getenv ("LANGUAGE"), "ja") == 0;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PalSchedule) schedule = pal_schedule_new (row->text);
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (NOW, NULL);
  g_autofree char *words = desk_schedule_to_words (schedule);
  g_autoptr (GDateTime) start = NULL, end = NULL;
  g_autofree char *first = NULL, *last = NULL, *next = NULL;

  g_assert_cmpstr (words, ==, is_japanese () ? row->japanese : row->words);

  start = desk_schedule_find_next (schedule, from, 60, &end);
  if (row->next == NULL && start != NULL && row->text[0] == 'A')
    return;
  g_assert_true ((start == NULL) == (row->next == NULL));
  if (start == NULL)
    return;
  first = g_date_time_format (start, "%Y-%m-%d %H:%M");
  last = end != NULL ? g_date_time_format (end, "%Y-%m-%d %H:%M") : g_strdup ("…");
  next = g_strconcat (first, " ", last, NULL);
  g_assert_cmpstr (next, ==, row->next);
}

static const struct
{
  const char *text, *now, *japanese;
} moments[] = {
  { "", "On now, and it stays on.", "現在オンです。オフになることはありません。" },
  { "P2026010120260131", "Off now, and it stays off.", "現在オフです。オンになることはありません。" },
  { "T09", "It cannot be told when it is on.", "いつオンになるかわかりません。" },
  { "A62T07001730", "On now; off today at 17:30, then on tomorrow at 7:00.",
    "現在オンです。今日の17:30にオフになり、明日の7:00にオンになります。" },
  { "A34T09001730", "Off now; on today at 9:00, then off today at 17:30.",
    "現在オフです。今日の9:00にオンになり、今日の17:30にオフになります。" },
  { "A32T22000600", "Off now; on Friday at 22:00, then off Saturday at 6:00.",
    "現在オフです。金曜日の22:00にオンになり、土曜日の6:00にオフになります。" },
  { "P2026010120261231", "On now; off Friday, 1 January 2027, at 0:00, and it stays off.",
    "現在オンです。2027年1月1日（金曜日）の0:00にオフになり、その後はオフのままです。" },
};

static void
test_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (NOW, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (PalSchedule) schedule = pal_schedule_new (moments[i].text);
      g_autofree char *words = desk_schedule_describe_now (schedule, now);

      g_assert_cmpstr (words, ==, is_japanese () ? moments[i].japanese : moments[i].now);
    }
}

static const struct
{
  const char *text, *when, *reason, *japanese;
} reasons[] = {
  { "", NOW, "Nothing restricts this day.", "この日を制限する条件はありません。" },
  { "T09", NOW, "It cannot be told when it is on.", "いつオンになるかわかりません。" },
  { "P20261201", NOW, "It does not begin before 1 December 2026.", "開始日は2026年12月1日です。" },
  { "P0000000020261122", NOW, "It ended on 22 November 2026.", "2026年11月22日で終了しました。" },
  { "A1", NOW, "Monday is not one of its days.", "月曜日は対象の曜日ではありません。" },
  { "A2T22000900", NOW, "Sunday is not one of its days.", "日曜日は対象の曜日ではありません。" },
  { "A2W1", NOW, "This Monday is not in one of its weeks of the month.", "この月曜日は対象の週ではありません。" },
  { "D5,23", NOW, "It counts on day 23 of the month.", "対象の日（毎月23日）です。" },
  { "D5", NOW, "The date is not one of those that count.", "対象の日付ではありません。" },
  { "D!5,!11/20-12/1", NOW, "It is left out on 20 November to 1 December.", "除外日（11月20日～12月1日）です。" },
  { "T08000900", NOW, "The time lies in 8:00–9:00.", "8:00～9:00の時間帯の中です。" },
  { "T09001000", NOW, "The time lies in none of its times.", "どの時間帯にも入っていません。" },
};

static void
test_reasons (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (PalSchedule) schedule = pal_schedule_new (reasons[i].text);
      g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (reasons[i].when, NULL);
      g_autofree char *words = NULL;
      PalScheduleReason reason;

      pal_schedule_is_active_why (schedule, when, &reason);
      words = desk_schedule_describe_reason (schedule, when, &reason);
      g_assert_cmpstr (words, ==, is_japanese () ? reasons[i].japanese : reasons[i].reason);
    }
}

static const struct
{
  const char *text;
  const char *warnings;        /* kind and part of each */
  const char *first;           /* the first one in words */
  const char *japanese;
} checks[] = {
  { "", "" },
  { "A62W31D!12/29-1/3T0900120013001730", "" },
  { "T22000600", "" },
  { "T2200060006000800", "" },
  { "P20280101D2/29", "" },
  { "A1D2/29", "" },
  { "P2026112320261123", "" },
  { "P2026010120261122T22000900", "" },
  { "P2026010120261122", "past P", "It is over since 22 November 2026.", "2026年11月22日で終了しています。" },
  { "P2026120120261101", "ends P", "It ends on 1 November 2026, before it begins on 1 December 2026.",
    "終了日（2026年11月1日）が開始日（2026年12月1日）より前です。" },
  { "P2026120120261101A200", "ends P, unreadable A" },
  { "T0900130012001730", "overlap T", "9:00–13:00 and 12:00–17:30 overlap.", "9:00～13:00と12:00～17:30が重なっています。" },
  { "T2200060005000700", "overlap T", "22:00–6:00 (next day) and 5:00–7:00 overlap.",
    "22:00～翌日6:00と5:00～7:00が重なっています。" },
  { "T090012000900120012001300", "overlap T" },
  { "T09000900", "ends T", "9:00–9:00 (next day) ends when it begins, and lasts 24 hours.",
    "9:00～翌日9:00は始まりと終わりが同じ時刻なので、24 時間続きます。" },
  { "D25-5", "ends D", "In “days 25 to 5 of the month” the end comes first; it is taken to pass the end of the month.",
    "「毎月25日～5日」は終わりの日が先です。月末をまたぐものとして扱います。" },
  { "D5-10,8-12", "overlap D", "days 5 to 10 of the month and days 8 to 12 of the month overlap.",
    "毎月5日～10日と毎月8日～12日が重なっています。" },
  { "D12/29-1/3,1/3", "overlap D" },
  { "D12/29-1/3,1/4,!1/1", "" },
  { "D5-10,11", "" },
  { "W1D8", "never D", "It is never on: no day fits its dates.",
    "オンになることはありません。日付に当てはまる日がありません。" },
  { "D!1-31", "never D" },
  { "P2026112320261125A32", "never A", "It is never on: no day fits its days of the week.",
    "オンになることはありません。曜日に当てはまる日がありません。" },
  { "P2026112320261125W1", "never W", "It is never on: no day fits its weeks of the month.",
    "オンになることはありません。週に当てはまる日がありません。" },
  { "P2026112320261125A32D12/1", "never ", "It is never on: no day fits all its parts.",
    "オンになることはありません。すべての条件に当てはまる日がありません。" },
  { "A200", "unreadable A" },
  { "A200W77", "unreadable A, unreadable W" },
  { "A2X5", "unreadable " },
  { "note", "unreadable " },
};

static void
test_checks (void)
{
  static const char *const kinds[] = { "never", "overlap", "ends", "past", "unreadable" };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (NOW, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (PalSchedule) schedule = pal_schedule_new (checks[i].text);
      g_autoptr (GPtrArray) warnings = desk_schedule_check (schedule, now);
      g_autoptr (GString) found = g_string_new (NULL);
      const char *expected = is_japanese () ? checks[i].japanese : checks[i].first;

      for (guint j = 0; j < warnings->len; j++)
        {
          const DeskScheduleWarning *warning = g_ptr_array_index (warnings, j);

          g_string_append_printf (found, "%s%s ", j > 0 ? ", " : "", kinds[warning->kind]);
          if (warning->part != 0)
            g_string_append_c (found, warning->part);
          g_assert_cmpstr (warning->text, !=, "");
        }
      g_assert_cmpstr (found->str, ==, checks[i].warnings);
      if (expected != NULL)
        g_assert_cmpstr (((DeskScheduleWarning *) g_ptr_array_index (warnings, 0))->text, ==, expected);
    }
}

static void
test_preview (void)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new ("A62D!12/24T0900120011001300220002001400");
  g_autoptr (PalSchedule) good = pal_schedule_new ("A62D!12/24T09001200110013002200020014002400");
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (NOW, NULL);
  g_autofree DeskScheduleDay *none = desk_schedule_preview (schedule, from, 3);
  g_autofree DeskScheduleDay *days = desk_schedule_preview (good, from, 60);

  g_assert_cmpint (none[2].reason.kind, ==, PAL_SCHEDULE_REASON_UNREADABLE);
  g_assert_cmpuint (none[2].n_ranges, ==, 0);

  /* Monday: what began on Sunday is none; 9 to 13 is one; 14 to 24 holds 22 to 24. */
  g_assert_true (days[0].holds);
  g_assert_cmpuint (days[0].n_ranges, ==, 2);
  g_assert_cmpuint (days[0].ranges[0].from, ==, 9 * 60);
  g_assert_cmpuint (days[0].ranges[0].to, ==, 13 * 60);
  g_assert_cmpuint (days[0].ranges[1].from, ==, 14 * 60);
  g_assert_cmpuint (days[0].ranges[1].to, ==, 24 * 60);
  /* Tuesday has the night before it, Saturday nothing else. */
  g_assert_cmpuint (days[1].n_ranges, ==, 3);
  g_assert_false (days[5].holds);
  g_assert_cmpint (days[5].reason.kind, ==, PAL_SCHEDULE_REASON_DAYS);
  g_assert_cmpuint (days[5].n_ranges, ==, 1);
  g_assert_cmpuint (days[5].ranges[0].from, ==, 0);
  g_assert_cmpuint (days[5].ranges[0].to, ==, 2 * 60);
  g_assert_cmpuint (days[6].n_ranges, ==, 0);
  /* 24 December. */
  g_assert_cmpuint (g_date_get_day (&days[31].date), ==, 24);
  g_assert_cmpint (days[31].reason.kind, ==, PAL_SCHEDULE_REASON_EXCLUDED);
  g_assert_cmpuint (g_date_get_month (&days[59].date), ==, 1);
}

static void
test_twice (void)
{
  static const struct
  {
    const char *moment;
    gboolean comes_twice;
  } nights[] = {
    { "2026-10-24T23:59:00Z", FALSE }, { "2026-10-25T00:00:00Z", TRUE },  { "2026-10-25T01:30:00Z", TRUE },
    { "2026-10-25T01:59:00Z", TRUE },  { "2026-10-25T02:00:00Z", FALSE }, { "2026-03-29T01:00:00Z", FALSE },
    { "2026-03-29T00:59:00Z", FALSE },
  };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (nights); i++)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (nights[i].moment, NULL);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, berlin);
      g_autofree char *words = desk_schedule_describe_moment (local);

      g_assert_cmpint (desk_schedule_comes_twice (local), ==, nights[i].comes_twice);
      g_assert_cmpint (strstr (words, "CE") != NULL, ==, nights[i].comes_twice);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PO_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desk/schedule/words/%u", i);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/desk/schedule/now", test_now);
  g_test_add_func ("/desk/schedule/reasons", test_reasons);
  g_test_add_func ("/desk/schedule/checks", test_checks);
  g_test_add_func ("/desk/schedule/twice", test_twice);
  g_test_add_func ("/desk/schedule/preview", test_preview);

  return g_test_run ();
}
