/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What sections 5.21 and 7.5 of the guide leave open about schedules, and what is made of it here. */
#include "config.h"

#include "pal/protocol/pal-schedule-private.h"
#include "pal/protocol/pal-schedule-reason.h"

/* 2024-04-07 is a Sunday. Each row is tried by the tests. */
static const PalScheduleChoice choices[] = {
  { "Which day of the week is the lowest bit of A?",
    "Sunday is 1, Monday 2, … Saturday 64: the guide says that the right side holds the higher digit, and calendars "
    "of the PBX begin with Sunday.", "A1", "2024-04-07 12:00", "2024-04-08 12:00" },
  { "Which weeks are there?",
    "Bits 1 to 16 are the first to the fifth. 32 is read as the last and kept, but never offered: the guide does not "
    "know it.", "W32", "2024-04-24 12:00", "2024-04-23 12:00" },
  { "Is the second week the second row of the calendar?",
    "No: the second Sunday, Monday … of the month, thus its days 8 to 14.", "W2", "2024-04-08 12:00",
    "2024-04-07 12:00" },
  { "What does A0 or W0 mean?", "Nothing is ticked, and nothing restricted.", "A0W0", "2024-04-07 12:00", "" },
  { "What does a part mean that is empty or missing?", "It restricts nothing.", "PAWDT", "2024-04-07 12:00", "" },
  { "Must the parts stand in the order of the guide?",
    "Any order is read and kept; a new part is written where the guide has it.", "T09001200A1", "2024-04-07 09:00",
    "2024-04-08 09:00" },
  { "What of a part that stands twice, or has another letter?",
    "The text is kept, but has no reading as a whole, and never holds.", "A1A2", "", "2024-04-07 12:00" },
  { "Does P need two dates?",
    "One date is the first day. Zeros stand for an open end.", "P0000000020240407", "2024-04-07 23:59",
    "2024-04-08 00:00" },
  { "What if the last day of P lies before the first one?", "There is no reading.", "P2024040720240401", "",
    "2024-04-07 12:00" },
  { "Do A and W restrict the days that D includes?",
    "Yes: a day must be one of A, one of W and one that D includes.", "A1D7,8", "2024-04-07 12:00",
    "2024-04-08 12:00" },
  { "What if a day is included and excluded?", "What is excluded is taken away, wherever it stands.", "D!7,1-10",
    "2024-04-06 12:00", "2024-04-07 12:00" },
  { "Does one ! count for the whole list?", "For its own element only; it is written before each.", "D!6,7",
    "2024-04-07 12:00", "2024-04-06 12:00" },
  { "What if a range of days ends before it begins?",
    "12/29-1/3 passes new year, 25-5 the end of the month. A range of days or dates holds both its ends.",
    "D25-5", "2024-04-30 12:00", "2024-04-06 12:00" },
  { "What does a day mean in a month that does not have it?", "Nothing: 31 is no day of April, 2/29 one of leap years.",
    "D31", "2024-03-31 12:00", "2024-04-30 12:00" },
  { "Is the end of a time part of it?", "No: 1200 is the first minute that is not. 2359 alone is, as the end of the day.",
    "T09001200", "2024-04-07 11:59", "2024-04-07 12:00" },
  { "How is the end of the day written?", "2359, 2400 and 0000 are read; 2359 is written.", "T22002400",
    "2024-04-07 23:59", "2024-04-07 00:00" },
  { "What if a time ends before it begins?", "It passes midnight, and belongs to the day on which it began.",
    "A1T22000600", "2024-04-08 05:59", "2024-04-07 05:59" },
  { "What if a time ends when it begins?", "It lasts 24 hours.", "A1T09000900", "2024-04-08 08:59",
    "2024-04-07 08:59" },
  { "Whose clock counts?",
    "That of the PBX. An hour that the clock jumps over is left out, one that comes twice counts twice.",
    "T02300300", "2024-04-07 02:30", "2024-04-07 03:00" },
  { "How is a timer taken away?",
    "By an empty text: there is no timer then, and no plan is chosen by it. As the time of a schedule, an empty text "
    "restricts nothing.", "", "2024-04-07 12:00", "" },
};

guint
pal_schedule_day_to_bit (GDateWeekday weekday)
{
  static const guint bits[] = {
    [G_DATE_SUNDAY] = 1,    [G_DATE_MONDAY] = 2,  [G_DATE_TUESDAY] = 4,   [G_DATE_WEDNESDAY] = 8,
    [G_DATE_THURSDAY] = 16, [G_DATE_FRIDAY] = 32, [G_DATE_SATURDAY] = 64,
  };

  return bits[weekday];
}

guint
pal_schedule_date_to_weeks (const GDate *date)
{
  guint day = g_date_get_day (date);
  guint length = g_date_get_days_in_month (g_date_get_month (date), g_date_get_year (date));

  return 1u << (day - 1) / 7 | (day + 7 > length ? PAL_SCHEDULE_LAST_WEEK : 0);
}

const PalScheduleChoice *
pal_schedule_get_choices (guint *n_choices)
{
  *n_choices = G_N_ELEMENTS (choices);

  return choices;
}

char *
pal_schedule_choices_to_markdown (void)
{
  GString *out = g_string_new (
    "# What the guide leaves open about schedules\n\n"
    "Sections 5.21 and 7.5 of the guide give the form `P<start-end-date>A<days-of-week>W<weeks>D<date-pattern>T<times>` "
    "and no more.\nThis page is written from the table in `pal-schedule-choices.c`; the text of a schedule itself is "
    "always shown next to what is made of it.\n\n"
    "| Question | Choice | Example | On | Off |\n| --- | --- | --- | --- | --- |\n");

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_string_append_printf (out, "| %s | %s | `%s` | %s | %s |\n", choices[i].question, choices[i].choice,
                            *choices[i].schedule != '\0' ? choices[i].schedule : " ", choices[i].on, choices[i].off);

  return g_string_free (out, FALSE);
}
