/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the models cost with many extensions: bench-model [N]. One line a figure; times in ms of CPU. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/desk-session-private.h"

/* Of this thread, so that other work on the machine does not count; µs. */
static gint64
cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
since (gint64 start)
{
  return (double) (cpu_time () - start) / 1000.0;
}

/* Runs the main loop until nothing is left to do for 600 ms; the longest turn. */
static double
longest_turn (void)
{
  double longest = 0;
  gint64 last = g_get_monotonic_time ();

  while (g_get_monotonic_time () - last < 600 * 1000)
    {
      gint64 start = cpu_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        continue;
      longest = MAX (longest, since (start));
      last = g_get_monotonic_time ();
    }
  return longest;
}

static PalEventBatch *
make_registrations (guint n)
{
  PalEventBatch *batch = pal_event_batch_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *user = g_strdup_printf ("%u", 10000 + i);
      PalEvent event = { .kind = PAL_EVENT_REGISTERED, .registered = { user, i % 7 != 0 } };

      pal_event_batch_append (batch, &event);
    }
  return batch;
}

static PalEventBatch *
make_statuses (guint n_users, guint n)
{
  static const int codes[] = { 65, 2, 35, 36, -1 };
  PalEventBatch *batch = pal_event_batch_new ();

  for (guint i = 0; i < n; i++)
    {
      guint who = (i / G_N_ELEMENTS (codes)) * 7919 % n_users;
      g_autofree char *user = g_strdup_printf ("%u", 10000 + who), *talker = g_strdup_printf ("%u", who);
      PalEvent event = { .kind = PAL_EVENT_STATUS, .status = {
        .user = user, .talker_id = talker, .room_id = "1", .other_number = "0312345678", .user_name = "",
        .other_name = "Mori Ltd.", .log_id = "", .role = "", .rec = "", .rescode = "", .disconnected_by = "",
        .q850code = "", .status = codes[i % G_N_ELEMENTS (codes)], .phone_index = 1 } };

      pal_event_batch_append (batch, &event);
    }
  return batch;
}

static void
bench_names (DeskSession *session, guint n)
{
  static const char *const names[] = { "Aiko Sato", "Ben Okafor", "佐藤 愛子", "モリ チエ", "Eva Lind", "Müller" };
  gint64 start = cpu_time ();
  double longest = 0;

  for (guint i = 0; i < n; i += 64)
    {
      gint64 step = cpu_time ();

      desk_presence_model_begin (session->colleagues);
      for (guint j = i; j < MIN (i + 64, n); j++)
        {
          g_autofree char *number = g_strdup_printf ("%u", 10000 + j);
          g_autofree char *name = g_strdup_printf ("%s %u", names[j % G_N_ELEMENTS (names)], (j * 7919) % n);

          desk_presence_model_set_name (session->colleagues,
                                        desk_presence_model_find (session->colleagues, number), name);
        }
      desk_presence_model_end (session->colleagues);
      longest = MAX (longest, since (step));
    }
  printf ("names: %.1f, longest step of 64: %.2f\n", since (start), longest);
  desk_presence_model_set_is_complete (session->colleagues, TRUE);
  printf ("  put in order: longest turn %.1f\n", longest_turn ());
}

static void
bench_typing (DeskSession *session, DeskColleagueList *list, const char *text)
{
  for (guint n = 1; n <= g_utf8_strlen (text, -1); n++)
    {
      g_autofree char *part = g_utf8_substring (text, 0, n);
      gint64 start = cpu_time ();

      desk_colleague_list_set_filter (list, part);
      double filter = since (start);
      start = cpu_time ();
      desk_finder_set_text (session->finder, part);
      printf ("typing %-6s filter %.2f (%u rows), finder %.2f\n", part, filter,
              g_list_model_get_n_items (G_LIST_MODEL (list)), since (start));
    }
  desk_colleague_list_set_filter (list, "");
  desk_finder_set_text (session->finder, "");
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 50000;
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  g_autoptr (DeskSession) session = NULL;
  g_autoptr (DeskColleagueList) list = NULL;
  g_autoptr (PalEventBatch) registrations = make_registrations (n);
  gint64 start;

  g_object_set (account, "user", "10000", NULL);
  session = desk_session_new (account, NULL, NULL, NULL);
  list = desk_colleague_list_new (session->colleagues);

  start = cpu_time ();
  desk_session_feed (session, registrations);
  printf ("%u registrations in one batch: %.1f (%.2f us each)\n", n, since (start), since (start) * 1000 / n);
  printf ("  longest turn after it: %.1f\n", longest_turn ());
  bench_names (session, n);
  bench_typing (session, list, "sato");
  bench_typing (session, list, "1002");
  bench_typing (session, list, "さとう");

  g_autoptr (PalEventBatch) statuses = make_statuses (n, 100000);
  start = cpu_time ();
  desk_session_feed (session, statuses);
  printf ("100000 statuses in one batch: %.2f us each\n", since (start) / 100);
  g_autoptr (PalEventBatch) few = make_statuses (n, 42);
  start = cpu_time ();
  for (guint i = 0; i < 1000; i++)
    desk_session_feed (session, few);
  printf ("42 statuses a batch: %.2f us each\n", since (start) / 42);

  start = cpu_time ();
  desk_colleague_list_set_sort (list, DESK_SORT_STATE);
  printf ("sort by state: %.2f\n", since (start));
  g_autoptr (PalEventBatch) other = make_statuses (n, 43);
  desk_session_feed (session, other);
  printf ("  changes by state: longest turn %.1f\n", longest_turn ());
  return 0;
}
