/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holidays of calendar files: days, spans, rules, zones, and files that are none. */
#include "config.h"

#include <string.h>

#include "exchange/desk-holidays.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:1\r\n" lines "\r\nEND:VEVENT\r\n"

/* "!12/25=Christmas* !1/1=…": a * for those of every year. In Tokyo, on 24 November 2026, at noon. */
static char *
read_in (const char *text, gssize length, const char *zone_name, guint *n_faults, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 11, 24, 12, 0, 0);
  g_autoptr (GListModel) list
      = desk_holidays_parse (text, length < 0 ? strlen (text) : (gsize)length, now, n_faults, error);
  g_autoptr (GString) told = g_string_new (NULL);

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DeskHoliday) holiday = g_list_model_get_item (list, i);
      g_autofree char *element = desk_holiday_dup_element (holiday);

      g_string_append_printf (told, "%s%s=%s%s", i > 0 ? " " : "", element, desk_holiday_get_name (holiday),
                              desk_holiday_get_is_yearly (holiday) ? "*" : "");
    }
  return g_string_free (g_steal_pointer (&told), FALSE);
}

static void
test_days (void)
{
  static const struct
  {
    const char *text, *expected;
    guint n_faults;
  } cases[] = {
    { HEAD EVENT ("SUMMARY:Christmas\r\nDTSTART;VALUE=DATE:20261225") TAIL, "!12/25=Christmas", 0 },
    { HEAD EVENT ("SUMMARY:A\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226") TAIL, "!12/25=A",
      0 },
    { HEAD EVENT ("SUMMARY:Holidays\r\nDTSTART;VALUE=DATE:20261229\r\nDTEND;VALUE=DATE:20270104") TAIL,
      "!12/29-1/3=Holidays", 0 },
    { HEAD EVENT ("SUMMARY:B\r\nDTSTART;VALUE=DATE:20261229\r\nDURATION:P2D") TAIL, "!12/29-12/30=B", 0 },
    /* Rules: for ever on one day; a weekday of a month moves; until, interval and count end. */
    { HEAD EVENT ("SUMMARY:New Year\r\nDTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=YEARLY") TAIL,
      "!1/1=New Year*", 0 },
    { HEAD EVENT ("SUMMARY:Labour\r\nDTSTART;VALUE=DATE:19980907\r\nRRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1MO")
          TAIL,
      "!9/6=Labour", 0 },
    { HEAD EVENT ("SUMMARY:Gone\r\nDTSTART;VALUE=DATE:19980907\r\nRRULE:FREQ=YEARLY;UNTIL=20200101")
          EVENT ("SUMMARY:X\r\nDTSTART;VALUE=DATE:20270101") TAIL,
      "!1/1=X", 0 },
    { HEAD EVENT (
          "SUMMARY:Not\r\nDTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20270101")
          EVENT ("SUMMARY:X\r\nDTSTART;VALUE=DATE:20270102") TAIL,
      "!1/2=X", 0 },
    { HEAD EVENT ("SUMMARY:R\r\nDTSTART;VALUE=DATE:20200101\r\nRDATE;VALUE=DATE:20270105") TAIL, "!1/5=R",
      0 },
    /* What is over, cancelled, said twice, of a year from now. */
    { HEAD EVENT ("SUMMARY:Old\r\nDTSTART;VALUE=DATE:20251225") EVENT (
          "SUMMARY:A\r\nDTSTART;VALUE=DATE:20261224") EVENT ("SUMMARY:B\r\nDTSTART;VALUE=DATE:20261224")
          EVENT ("SUMMARY:Far\r\nDTSTART;VALUE=DATE:20271224")
              EVENT ("SUMMARY:C\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20261226") TAIL,
      "!12/24=A", 0 },
    /* Times: of UTC, of a zone, of none. 20:00 of 31 December in London is the new year in Tokyo. */
    { HEAD EVENT ("SUMMARY:U\r\nDTSTART:20261231T200000Z\r\nDTEND:20261231T210000Z") TAIL, "!1/1=U", 0 },
    { HEAD EVENT ("SUMMARY:Z\r\nDTSTART;TZID=Europe/London:20261231T200000\r\nDURATION:PT1H") TAIL, "!1/1=Z",
      0 },
    { HEAD EVENT ("SUMMARY:F\r\nDTSTART:20261231T200000\r\nDTEND:20270101T010000") TAIL, "!12/31-1/1=F", 0 },
    { HEAD EVENT ("SUMMARY:M\r\nDTSTART:20261231T200000\r\nDTEND:20270101T000000") TAIL, "!12/31=M", 0 },
    { HEAD EVENT ("SUMMARY:\\, 天皇誕生日\r\nDTSTART;VALUE=DATE:20270223") TAIL,
      "!2/23=, 天皇誕生日", 0 },
    /* What is no day of a timer is counted. */
    { HEAD EVENT ("SUMMARY:H\r\nDTSTART:19700101T000000Z\r\nRRULE:FREQ=SECONDLY") EVENT ("SUMMARY:N")
          EVENT ("SUMMARY:Long\r\nDTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20270601")
              EVENT ("SUMMARY:X\r\nDTSTART;VALUE=DATE:20270102") TAIL,
      "!1/2=X", 3 },
    /* Two calendars in one file; lines that end with LF alone; a fold. */
    { HEAD EVENT ("SUMMARY:A\r\nDTSTART;VALUE=DATE:20261225")
          TAIL HEAD EVENT ("SUMMARY:B\r\nDTSTART;VALUE=DATE:20261226") TAIL,
      "!12/25=A !12/26=B", 0 },
    { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Two\n  "
      "words\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\nEND:VCALENDAR\n",
      "!12/25=Two words", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_faults;
      g_autofree char *told = read_in (cases[i].text, -1, "Asia/Tokyo", &n_faults, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (told, ==, cases[i].expected);
      g_assert_cmpuint (n_faults, ==, cases[i].n_faults);
    }
}

/* Files that people have by that name, and others. */
static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    int code;
  } cases[] = {
    { "", -1, G_IO_ERROR_INVALID_DATA },
    { "BEGIN:VCARD\r\nEND:VCARD\r\n", -1, G_IO_ERROR_INVALID_DATA },
    { "<!DOCTYPE html><html></html>", -1, G_IO_ERROR_INVALID_DATA },
    { "\0\0\0\1\2\3", 6, G_IO_ERROR_INVALID_DATA },
    { HEAD TAIL, -1, G_IO_ERROR_NOT_FOUND },
    { HEAD EVENT ("SUMMARY:Old\r\nDTSTART;VALUE=DATE:20001225") TAIL, -1, G_IO_ERROR_NOT_FOUND },
    { HEAD "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225", -1, G_IO_ERROR_INVALID_DATA } /* cut off */,
    { HEAD EVENT ("DTSTART;VALUE=DATE:99999999") TAIL, -1, G_IO_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_faults;
      g_autofree char *told = read_in (cases[i].text, cases[i].length, "Asia/Tokyo", &n_faults, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_null (told);
      g_assert_error (error, G_IO_ERROR, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/holidays/days", test_days);
  g_test_add_func ("/exchange/holidays/bad", test_bad);
  return g_test_run ();
}
