/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/desk-schedule.h"

typedef struct
{
  const char *text, *words; /* NULL: it has no reading */
  const char *next;         /* from 23 November 2026, a Monday, 08:00 on */
} Row;

static const Row rows[] = {
  { "", "Every day, all day.", "2026-11-23 08:00 …" },
  { "T09001200", "Every day, 9:00–12:00.", "2026-11-23 09:00 2026-11-23 12:00" },
  { "A62T08301730", "Monday to Friday, 8:30–17:30.", "2026-11-23 08:30 2026-11-23 17:30" },
  { "A65", "Saturday and Sunday, all day.", "2026-11-28 00:00 2026-11-30 00:00" },
  { "A43T23300030", "Monday, Wednesday, Friday and Sunday, 23:30–0:30 (next day).", "2026-11-23 23:30 2026-11-24 00:30" },
  { "T22000900", "Every day, 22:00–9:00 (next day).", "2026-11-23 08:00 2026-11-23 09:00" },
  { "T0830133015002400", "Every day, 8:30–13:30 and 15:00–24:00.", "2026-11-23 08:30 2026-11-23 13:30" },
  { "A1W5T10001100", "On the first and third Sunday of the month, 10:00–11:00.",
    "2026-12-06 10:00 2026-12-06 11:00" },
  { "P2027010120271231A62W31T09001730",
    "Monday to Friday, 9:00–17:30, from 1 January 2027 until 31 December 2027.",
    "2027-01-01 09:00 2027-01-01 17:30" },
  { "P2026010120260131", "Every day, all day, from 1 January 2026 until 31 January 2026.", NULL },
  { "D!12/29-1/3,24T09001200", "On day 24 of the month, 9:00–12:00, except 29 December to 3 January.",
    "2026-11-24 09:00 2026-11-24 12:00" },
  { "D5-10", "On days 5 to 10 of the month, all day.", "2026-12-05 00:00 2026-12-11 00:00" },
  { "T09", NULL, NULL },
  { "frob", NULL, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PalSchedule) schedule = pal_schedule_new (row->text);
  g_autoptr (GDateTime) from = g_date_time_new_utc (2026, 11, 23, 8, 0, 0);
  g_autofree char *words = desk_schedule_to_words (schedule);
  g_autoptr (GDateTime) start = NULL, end = NULL;
  g_autofree char *first = NULL, *last = NULL, *next = NULL;

  g_assert_cmpstr (words, ==, row->words);

  start = desk_schedule_find_next (schedule, from, 60, &end);
  g_assert_true ((start == NULL) == (row->next == NULL));
  if (start == NULL)
    return;
  first = g_date_time_format (start, "%Y-%m-%d %H:%M");
  last = end != NULL ? g_date_time_format (end, "%Y-%m-%d %H:%M") : g_strdup ("…");
  next = g_strconcat (first, " ", last, NULL);
  g_assert_cmpstr (next, ==, row->next);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desk/schedule/%u", i);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  return g_test_run ();
}
