/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates with the names of days and months, in English and in Japanese (by LANGUAGE). */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "model/desk-moment.h"

static const char *const weekdays[7][2] = {
  { "Monday Mon", "月曜日 月" },   { "Tuesday Tue", "火曜日 火" }, { "Wednesday Wed", "水曜日 水" },
  { "Thursday Thu", "木曜日 木" }, { "Friday Fri", "金曜日 金" },  { "Saturday Sat", "土曜日 土" },
  { "Sunday Sun", "日曜日 日" },
};

static const char *const months[12][2] = {
  { "January Jan", "1月 1月" },   { "February Feb", "2月 2月" },   { "March Mar", "3月 3月" },
  { "April Apr", "4月 4月" },     { "May May", "5月 5月" },        { "June Jun", "6月 6月" },
  { "July Jul", "7月 7月" },      { "August Aug", "8月 8月" },     { "September Sep", "9月 9月" },
  { "October Oct", "10月 10月" }, { "November Nov", "11月 11月" }, { "December Dec", "12月 12月" },
};

/* A Tuesday. The Japanese words stand for translated formats. */
static const struct
{
  const char *format, *english, *japanese;
} formats[] = {
  { "%-m/%-d(%a) %H:%M", "11/24(Tue) 09:05", "11/24(火) 09:05" },
  { "%A, %-d %B %Y", "Tuesday, 24 November 2026", "火曜日, 24 11月 2026" },
  { "%A%b%a%B", "TuesdayNovTueNovember", "火曜日11月火11月" },
  { "%%a %%%a %%%%B %%-d", "%a %Tue %%B %-d", "%a %火 %%B %-d" },
  { "%F %T", "2026-11-24 09:05:00", "2026-11-24 09:05:00" },
  { "A day in May: aAbB", "A day in May: aAbB", "A day in May: aAbB" },
  { "午前9時", "午前9時", "午前9時" },
  { "%a %", "Tue ", "火 " }, /* an end that is none is left out, and not read past */
  { "", "", "" },
};

static gboolean
is_japanese (void)
{
  return g_strcmp0 (g_getenv ("LANGUAGE"), "ja") == 0;
}

static void
test_weekdays (void)
{
  for (int day = 1; day <= 7; day++)
    {
      g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, 11, 22 + day, 12, 0, 0);
      g_autofree char *names = desk_moment_format (moment, "%A %a");
      g_autofree char *got = g_strdup_printf ("%s %s", desk_moment_get_weekday ((GDateWeekday)day),
                                              desk_moment_get_short_weekday ((GDateWeekday)day));

      g_assert_cmpstr (names, ==, weekdays[day - 1][is_japanese ()]);
      g_assert_cmpstr (got, ==, names);
    }
}

static void
test_months (void)
{
  for (int month = 1; month <= 12; month++)
    {
      g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, month, 1, 0, 0, 0);
      g_autofree char *names = desk_moment_format (moment, "%B %b");

      g_assert_cmpstr (names, ==, months[month - 1][is_japanese ()]);
    }
}

static void
test_formats (void)
{
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, 11, 24, 9, 5, 0);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = desk_moment_format (moment, formats[i].format);

      g_assert_cmpstr (text, ==, is_japanese () ? formats[i].japanese : formats[i].english);
    }
}

/* As the windows say it. */
static void
test_translated (void)
{
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, 11, 24, 9, 5, 0);
  g_autofree char *near = desk_moment_format (moment, _ ("%a %-d %b, %H:%M"));
  g_autofree char *far = desk_moment_format (moment, _ ("%A, %-d %B %Y"));

  g_assert_cmpstr (near, ==, is_japanese () ? "11月24日(火) 09:05" : "Tue 24 Nov, 09:05");
  g_assert_cmpstr (far, ==, is_japanese () ? "2026年11月24日（火曜日）" : "Tuesday, 24 November 2026");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PO_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/moment/weekdays", test_weekdays);
  g_test_add_func ("/desk/moment/months", test_months);
  g_test_add_func ("/desk/moment/formats", test_formats);
  g_test_add_func ("/desk/moment/translated", test_translated);

  return g_test_run ();
}
