/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call log of a million calls: bench-log FOLDER [ROWS] fills a store there, then opens it, filters and
 * searches, and prints what each took, the longest turn of the main loop meanwhile, and the memory. */
#include <stdio.h>

#include "bench-probe.h"
#include "model/desk-session-private.h"
#include "store/store-log-private.h"

typedef struct
{
  gint64 longest; /* µs of one turn */
  gboolean is_done;
} Turns;

static void
turn_cb (gint64 wall, gint64 cpu, gpointer user_data)
{
  Turns *turns = user_data;

  turns->longest = MAX (turns->longest, cpu);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gpointer
fill (StoreDatabase *database, gpointer rows, GError **error)
{
  static const char sql[]
    = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST (?1 AS INTEGER))"
      " INSERT INTO log (" STORE_LOG_COLUMNS ") SELECT i << 20, 'a', 0, CASE i % 5 WHEN 0 THEN 2 ELSE 1 END,"
      " i % 3 = 1, i % 5 > 0, i % 5000 > 0, i % 50 = 7, 0,"
      " '03' || (10000000 + i % 90000), 'Name ' || (i % 90000), NULL, '3' || (10000000 + i % 90000),"
      " 'name ' || (i % 90000) || char (10) || '03' || (10000000 + i % 90000)"
      " || CASE WHEN i = 17 THEN ' needle' ELSE '' END,"
      " CASE WHEN i % 40 = 3 THEN '600' END, NULL, NULL, NULL, NULL, NULL, NULL, 't' || i, 'r' || i,"
      " 1600000000000000 + i * 60000000, 1600000005000000 + i * 60000000, 1600000055000000 + i * 60000000,"
      " 50000, 0, 200, 16, 1 FROM n";

  return GINT_TO_POINTER (store_database_execute (database, error, sql, (const char *) rows, NULL));
}

static StoreDatabase *
open_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  StoreDatabase *database = store_database_new (path);

  if (!store_database_open (database, &error))
    g_error ("%s", error->message);
  return database;
}

static void
make_log (const char *path, const char *rows)
{
  g_autoptr (StoreDatabase) database = open_database (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_database_run_async (database, fill, STORE_WORK_WRITE, fill, g_strdup (rows), g_free, NULL, NULL,
                            keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (store_database_run_finish (database, fill, result, &error) == NULL)
    g_error ("%s", error->message);
  store_database_close (database);
}

/* One step and what comes of it, until the model is at rest. */
static void
watch (DeskLogModel *model, const char *what, gint64 begun, guint first)
{
  Turns turns = { 0 };
  BenchStall *stall = bench_stall_start (turn_cb, &turns);
  gint64 shown = 0;

  while (desk_log_model_get_is_loading (model))
    {
      g_main_context_iteration (NULL, TRUE);
      if (shown == 0 && g_list_model_get_n_items (G_LIST_MODEL (model)) >= first)
        shown = g_get_monotonic_time ();
    }
  bench_stall_stop (stall);
  printf ("%-28s %8.1f ms  longest turn %5.2f ms  rows %u\n", what, (double) (g_get_monotonic_time () - begun) / 1000,
          (double) turns.longest / 1000, g_list_model_get_n_items (G_LIST_MODEL (model)));
}

static void
search (DeskLogModel *model, const char *text)
{
  g_autofree char *what = g_strdup_printf ("search “%s”", text);
  gint64 begun = g_get_monotonic_time ();

  desk_log_model_set_search (model, text);
  watch (model, what, begun, 1);
}

static void
filter (DeskLogModel *model, DeskLogFilter filter, const char *what)
{
  gint64 begun = g_get_monotonic_time ();

  desk_log_model_set_filter (model, filter);
  watch (model, what, begun, 1);
}

static void
scroll (DeskLogModel *model, guint pages)
{
  gint64 begun = g_get_monotonic_time ();
  Turns turns = { 0 };
  BenchStall *stall = bench_stall_start (turn_cb, &turns);

  for (guint i = 0; i < pages; i++)
    {
      desk_log_model_load_older (model);
      while (desk_log_model_get_is_loading (model))
        g_main_context_iteration (NULL, TRUE);
    }
  bench_stall_stop (stall);
  printf ("%-28s %8.2f ms  longest turn %5.2f ms\n", "a page further, mean",
          (double) (g_get_monotonic_time () - begun) / 1000 / pages, (double) turns.longest / 1000);
}

/* A call is to be written while a search for nothing goes on. */
static void
write_meanwhile (DeskLogModel *model, StoreDatabase *database)
{
  g_autoptr (StoreLogRow) row = store_log_row_new ();
  gint64 worst = 0;

  row->id = G_MAXINT64 / 2;
  row->started_at = 1;
  desk_log_model_set_search (model, "nothing");
  while (desk_log_model_get_is_loading (model))
    {
      g_autoptr (GAsyncResult) result = NULL;
      gint64 begun = g_get_monotonic_time ();

      store_log_save_async (database, "a", row, 0, NULL, keep_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      store_log_change_free (store_log_change_finish (database, result, NULL));
      worst = MAX (worst, g_get_monotonic_time () - begun);
    }
  printf ("%-28s %8.1f ms at most\n", "writing during a search", (double) worst / 1000);
}

static void
measure (const char *path)
{
  g_autoptr (StoreAccount) account = store_account_new ("a");
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (StoreDatabase) database = open_database (path);
  g_autoptr (DeskSession) session = NULL;
  g_autoptr (DeskLogModel) model = NULL;
  guint before;

  printf ("%-28s %8.1f ms\n", "the store opens, checked", (double) (g_get_monotonic_time () - begun) / 1000);
  g_object_set (account, "url", "wss://pbx.example/pbx/ws", "user", "1000", NULL);
  session = desk_session_new (account, database, NULL, NULL);
  before = bench_read_pss ("Pss_Anon");
  begun = g_get_monotonic_time ();
  model = desk_log_model_new (desk_session_get_log (session));
  watch (model, "the log opens", begun, 1);
  filter (model, DESK_LOG_FILTER_MISSED, "missed");
  filter (model, DESK_LOG_FILTER_UNRETURNED, "missed and not returned");
  filter (model, DESK_LOG_FILTER_OUTGOING, "outgoing");
  filter (model, DESK_LOG_FILTER_RECORDED, "recorded");
  filter (model, DESK_LOG_FILTER_ALL, "all");
  search (model, "name 4711");
  search (model, "0310012345");
  search (model, "needle");
  search (model, "");
  scroll (model, 300);
  write_meanwhile (model, database);
  printf ("%-28s %8u KiB more\n", "memory", bench_read_pss ("Pss_Anon") - before);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  gint64 begun = g_get_monotonic_time ();

  if (argc < 2)
    {
      fprintf (stderr, "bench-log FOLDER [ROWS]\n");
      return 2;
    }
  path = g_build_filename (argv[1], "log.db", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      make_log (path, argc > 2 ? argv[2] : "1000000");
      printf ("%-28s %8.1f ms\n", "made", (double) (g_get_monotonic_time () - begun) / 1000);
    }
  measure (path);
  return 0;
}
