/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "store/store-log-private.h"

#define WRITTEN 40 /* rows in the tests of pages */

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static StoreDatabase *
open_at (const char *path)
{
  g_autoptr (GError) error = NULL;
  StoreDatabase *database = store_database_new (path);

  store_database_open (database, &error);
  g_assert_no_error (error);
  return database;
}

static StoreLogChange *
finish (StoreDatabase *database, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  StoreLogChange *change;

  wait_for (result);
  change = store_log_change_finish (database, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
  return change;
}

static StoreLogChange *
save (StoreDatabase *database, const StoreLogRow *row)
{
  g_autoptr (GAsyncResult) result = NULL;

  store_log_save_async (database, "a", row, row->ended_at, NULL, keep_cb, &result);
  return finish (database, &result);
}

static StoreLogStart *
start (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StoreLogStart *found;

  store_log_start_async (database, account, NULL, keep_cb, &result);
  wait_for (&result);
  found = store_log_start_finish (database, result, &error);
  g_assert_no_error (error);
  return found;
}

static StoreLogPage *
page (StoreDatabase *database, const StoreLogQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StoreLogPage *found;

  store_log_page_async (database, "a", query, NULL, keep_cb, &result);
  wait_for (&result);
  found = store_log_page_finish (database, result, &error);
  g_assert_no_error (error);
  return found;
}

/* "3 2 1": the ids on the page. */
static char *
ids_of (const StoreLogPage *found)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < found->rows->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            ((StoreLogRow *)found->rows->pdata[i])->id);
  return g_string_free (ids, FALSE);
}

static void
assert_page (StoreDatabase *database, StoreLogFilter filter, const char *word, const char *expected)
{
  StoreLogQuery query = { .filter = filter, .words = { (char *)word }, .limit = 100, .scan = 1000 };
  g_autoptr (StoreLogPage) found = page (database, &query);
  g_autofree char *ids = ids_of (found);

  g_assert_cmpstr (ids, ==, expected);
  g_assert_true (found->is_end);
}

static StoreLogRow *
make (gint64 id, StoreLogOutcome outcome, gboolean is_outgoing, const char *number)
{
  StoreLogRow *row = store_log_row_new ();

  row->id = id;
  row->outcome = outcome;
  row->is_outgoing = is_outgoing;
  row->is_answered = outcome == STORE_LOG_ANSWERED;
  row->number = g_strdup (number);
  row->key = g_strdup (number);
  row->folded = g_strdup (number);
  row->started_at = id * 10;
  return row;
}

static void
put (StoreDatabase *database, StoreLogRow *row)
{
  store_log_change_free (save (database, row));
  store_log_row_free (row);
}

static void
test_every_field (void)
{
  StoreDatabase *database = open_at (":memory:");
  StoreLogRow row = { .id = 7, .outcome = STORE_LOG_ANSWERED, .is_outgoing = TRUE, .is_answered = TRUE,
    .is_done = TRUE, .is_recorded = TRUE, .is_monitor = TRUE, .number = (char *)"0312345678",
    .name = (char *)"千絵 森 'Ltd.'", .pbx_name = (char *)"MORI", .key = (char *)"312345678",
    .folded = (char *)"千絵", .queue = (char *)"600", .queue_name = (char *)"Sales",
    .taken_by = (char *)"1003", .taken_by_name = (char *)"Ben", .sent_to = (char *)"701",
    .sent_to_name = (char *)"Slot", .recording = (char *)"r1",
    .talker_id = (char *)"t", .room_id = (char *)"r", .started_at = G_GINT64_CONSTANT (1750000000000001),
    .answered_at = 2, .ended_at = 3, .duration = G_GINT64_CONSTANT (5000000000), .pbx_answered = 5,
    .rescode = 486, .q850 = 17, .phone_index = 3 };
  StoreLogQuery query = { .limit = 1, .scan = 1 };
  g_autoptr (StoreLogPage) found = NULL;
  StoreLogRow *read;

  store_log_change_free (save (database, &row));
  found = page (database, &query);
  g_assert_cmpuint (found->rows->len, ==, 1);
  read = found->rows->pdata[0];
#define SAME_TEXT(member) g_assert_cmpstr (read->member, ==, row.member)
#define SAME(member) g_assert_cmpint (read->member, ==, row.member)
  SAME (id); SAME (kind); SAME (outcome); SAME (is_outgoing); SAME (is_answered); SAME (is_done);
  SAME (is_recorded);
  SAME (is_monitor); SAME (started_at); SAME (answered_at); SAME (ended_at); SAME (duration);
  SAME (pbx_answered);
  SAME (rescode); SAME (q850); SAME (phone_index);
  SAME_TEXT (number); SAME_TEXT (name); SAME_TEXT (pbx_name); SAME_TEXT (key); SAME_TEXT (folded);
  SAME_TEXT (queue);
  SAME_TEXT (queue_name); SAME_TEXT (taken_by); SAME_TEXT (taken_by_name); SAME_TEXT (sent_to);
  SAME_TEXT (sent_to_name); SAME_TEXT (recording); SAME_TEXT (talker_id); SAME_TEXT (room_id);
#undef SAME
#undef SAME_TEXT
  g_assert_finalize_object (database);
}

static void
fill (StoreDatabase *database)
{
  StoreLogRow *queued = make (6, STORE_LOG_ANSWERED, FALSE, "0666"), *gap = make (7, STORE_LOG_UNSEEN, FALSE, NULL);

  put (database, make (1, STORE_LOG_MISSED, FALSE, "0111"));
  put (database, make (2, STORE_LOG_MISSED, FALSE, "0222"));
  put (database, make (3, STORE_LOG_ANSWERED, TRUE, "0222"));
  put (database, make (4, STORE_LOG_MISSED, FALSE, "0222"));
  put (database, make (5, STORE_LOG_UNREACHED, TRUE, "0111"));
  queued->queue = g_strdup ("600");
  queued->is_recorded = TRUE;
  put (database, queued);
  gap->kind = STORE_LOG_GAP;
  gap->ended_at = 75;
  put (database, gap);
  put (database, make (8, STORE_LOG_OPEN, TRUE, "0888"));
}

static void
test_filters (void)
{
  StoreDatabase *database = open_at (":memory:");

  fill (database);
  assert_page (database, STORE_LOG_FILTER_ALL, NULL, "8 7 6 5 4 3 2 1");
  assert_page (database, STORE_LOG_FILTER_MISSED, NULL, "4 2 1");
  assert_page (database, STORE_LOG_FILTER_UNRETURNED, NULL, "4 1");
  assert_page (database, STORE_LOG_FILTER_INCOMING, NULL, "6 4 2 1");
  assert_page (database, STORE_LOG_FILTER_OUTGOING, NULL, "8 5 3");
  assert_page (database, STORE_LOG_FILTER_RECORDED, NULL, "6");
  assert_page (database, STORE_LOG_FILTER_QUEUE, NULL, "6");
  assert_page (database, STORE_LOG_FILTER_ALL, "22", "4 3 2");
  assert_page (database, STORE_LOG_FILTER_OUTGOING, "22", "3");
  assert_page (database, STORE_LOG_FILTER_ALL, "%", "");
  g_assert_finalize_object (database);
}

/* Whatever the filter: the row at hand is judged as the database does it. */
static void
test_matches (void)
{
  StoreDatabase *database = open_at (":memory:");
  StoreLogQuery query = { .limit = 100, .scan = 1000 };
  const char *words[] = { "22", NULL };
  g_autoptr (StoreLogPage) all = NULL;

  fill (database);
  all = page (database, &query);
  for (StoreLogFilter filter = 0; filter < STORE_LOG_N_FILTERS; filter++)
    for (guint i = 0; i < all->rows->len * 2; i++)
      {
        const StoreLogRow *row = all->rows->pdata[i / 2];
        StoreLogQuery narrow = { .filter = filter, .words = { i % 2 ? (char *)words[0] : NULL }, .limit = 100,
                                 .scan = 1000 };
        g_autoptr (StoreLogPage) found = page (database, &narrow);
        gboolean is_there = FALSE;

        for (guint j = 0; j < found->rows->len; j++)
          is_there |= ((StoreLogRow *)found->rows->pdata[j])->id == row->id;
        g_assert_cmpint (store_log_row_matches (row, filter, i % 2 ? words : NULL), ==, is_there);
      }
  g_assert_finalize_object (database);
}

/* Rows of one moment are neither lost nor told twice, in either direction; a search stops and goes on. */
static void
test_pages (void)
{
  StoreDatabase *database = open_at (":memory:");
  StoreLogQuery query = { .limit = 7, .scan = 5, .words = { (char *)"x" } };
  gint64 expected = WRITTEN;

  for (gint64 i = 1; i <= WRITTEN; i++)
    {
      StoreLogRow *row = make (i, STORE_LOG_ANSWERED, FALSE, i % 2 ? "x" : "y");

      row->started_at = i / 8;
      put (database, row);
    }
  for (guint turn = 0; turn < 2; turn++, query.is_newer = TRUE)
    {
      gboolean is_end = FALSE;

      expected = turn == 0 ? WRITTEN - 1 : 1;
      query.id = 0;
      while (!is_end)
        {
          g_autoptr (StoreLogPage) found = page (database, &query);

          for (guint i = 0; i < found->rows->len; i++, expected += turn == 0 ? -2 : 2)
            g_assert_cmpint (((StoreLogRow *)found->rows->pdata[i])->id, ==, expected);
          g_assert_cmpuint (found->rows->len, <=, 3);
          query.started_at = found->started_at;
          query.id = found->id;
          is_end = found->is_end;
        }
      g_assert_cmpint (expected, ==, turn == 0 ? -1 : WRITTEN + 1);
    }
  g_assert_finalize_object (database);
}

static void
test_returned (void)
{
  StoreDatabase *database = open_at (":memory:");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StoreLogChange) change = NULL;
  g_autoptr (StoreLogRow) back = make (9, STORE_LOG_ANSWERED, FALSE, "0222");
  g_autoptr (StoreLogRow) later = make (20, STORE_LOG_MISSED, FALSE, "0222");
  g_autoptr (StoreLogRow) hidden = make (21, STORE_LOG_MISSED, FALSE, "");
  g_autoptr (StoreLogRow) anybody = make (22, STORE_LOG_ANSWERED, FALSE, "");

  fill (database);
  store_log_change_free (save (database, later));
  store_log_change_free (save (database, hidden));
  change = save (database, back);
  g_assert_cmpuint (change->done->len, ==, 1);
  g_assert_cmpint (g_array_index (change->done, gint64, 0), ==, 4);
  g_assert_cmpuint (change->n_missed, ==, 3);
  g_clear_pointer (&change, store_log_change_free);
  change = save (database, anybody);
  g_assert_cmpuint (change->done->len, ==, 0);
  g_clear_pointer (&change, store_log_change_free);
  assert_page (database, STORE_LOG_FILTER_UNRETURNED, NULL, "21 20 1");

  store_log_done_async (database, "a", 21, TRUE, NULL, keep_cb, &result);
  change = finish (database, &result);
  g_assert_cmpuint (change->n_missed, ==, 2);
  g_clear_pointer (&change, store_log_change_free);
  store_log_done_async (database, "a", 21, FALSE, NULL, keep_cb, &result);
  change = finish (database, &result);
  g_assert_cmpuint (change->n_missed, ==, 3);
  g_clear_pointer (&change, store_log_change_free);
  store_log_done_async (database, "a", 0, TRUE, NULL, keep_cb, &result);
  change = finish (database, &result);
  g_assert_cmpuint (change->n_missed, ==, 0);
  g_assert_finalize_object (database);
}

static guint
drop (StoreDatabase *database, gint64 id, gint64 before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StoreLogChange) change = NULL;

  store_log_remove_async (database, "a", id, before, NULL, keep_cb, &result);
  change = finish (database, &result);
  return change->n_removed;
}

static void
test_removed (void)
{
  StoreDatabase *database = open_at (":memory:");

  fill (database);
  g_assert_cmpuint (drop (database, 5, 0), ==, 1);
  g_assert_cmpuint (drop (database, 5, 0), ==, 0);
  g_assert_cmpuint (drop (database, 0, 30), ==, 2);
  assert_page (database, STORE_LOG_FILTER_ALL, NULL, "8 7 6 4 3");
  g_assert_cmpuint (drop (database, 0, 0), ==, 4);
  g_assert_cmpuint (drop (database, 0, 0), ==, 0);
  assert_page (database, STORE_LOG_FILTER_ALL, NULL, "8"); /* it goes on */
  g_assert_finalize_object (database);
}

static void
test_start (void)
{
  StoreDatabase *database = open_at (":memory:");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StoreLogStart) first = NULL, second = NULL, other = NULL;

  first = start (database, "a");
  g_assert_cmpint (first->seen_at, ==, 0);
  g_assert_cmpuint (first->open->len, ==, 0);
  fill (database);
  store_log_seen_async (database, "a", 500, NULL, keep_cb, &result);
  store_log_change_free (finish (database, &result));
  store_log_seen_async (database, "a", 400, NULL, keep_cb, &result); /* a clock that was set back */
  store_log_change_free (finish (database, &result));
  store_log_ignore_async (database, "a", "k1", "0-111", NULL, keep_cb, &result);
  store_log_change_free (finish (database, &result));
  store_log_ignore_async (database, "a", "k2", "0-222", NULL, keep_cb, &result);
  store_log_change_free (finish (database, &result));
  store_log_ignore_async (database, "a", "k2", NULL, NULL, keep_cb, &result);
  store_log_change_free (finish (database, &result));

  second = start (database, "a");
  g_assert_cmpint (second->seen_at, ==, 500);
  g_assert_cmpuint (second->open->len, ==, 1);
  g_assert_cmpint (((StoreLogRow *)second->open->pdata[0])->id, ==, 8);
  g_assert_cmpuint (second->n_missed, ==, 2);
  g_assert_cmpuint (g_hash_table_size (second->ignored), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (second->ignored, "k1"), ==, "0-111");

  store_database_forget_async (database, "a", NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_database_forget_finish (database, result, NULL));
  g_clear_object (&result);
  other = start (database, "a");
  g_assert_cmpint (other->seen_at, ==, 0);
  g_assert_cmpuint (other->n_missed + other->open->len + g_hash_table_size (other->ignored), ==, 0);
  g_assert_finalize_object (database);
}

/* --- the power goes ------------------------------------------------------------ */

/* What was told of a row: it was open, then answered, then ended. */
#define STAGES 3

static void
tell (StoreDatabase *database, StoreLogRow *row, guint stage)
{
  StoreLogChange *change;

  row->is_answered = stage > 0;
  row->answered_at = stage > 0 ? row->started_at + 1 : 0;
  row->outcome = stage > 1 ? STORE_LOG_ANSWERED : STORE_LOG_OPEN;
  row->ended_at = stage > 1 ? row->started_at + 2 : 0;
  change = save (database, row);
  g_print ("%" G_GINT64_FORMAT " %u\n", row->id, stage);
  store_log_change_free (change);
}

/* Calls that overlap, as many as there is time for; on standard output what may be shown. */
static int
write_until_killed (const char *path)
{
  StoreDatabase *database = open_at (path);
  GQueue open = G_QUEUE_INIT;

  for (gint64 id = 1;; id++)
    {
      StoreLogRow *row = make (id, STORE_LOG_OPEN, id % 2, "0312345678");

      tell (database, row, 0);
      g_queue_push_tail (&open, row);
      if (g_queue_get_length (&open) < 4)
        continue;
      row = g_queue_pop_head (&open);
      tell (database, row, 1);
      tell (database, row, 2);
      store_log_row_free (row);
    }
  return 0;
}

static void
assert_intact (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *)sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
assert_told (StoreDatabase *database, GHashTable *told)
{
  StoreLogQuery query = { .limit = 100000, .scan = 100000 };
  g_autoptr (StoreLogPage) all = page (database, &query);

  for (guint i = 0; i < all->rows->len; i++)
    {
      const StoreLogRow *row = all->rows->pdata[i];
      guint stage = row->ended_at != 0 ? 2 : row->is_answered ? 1 : 0;

      /* nothing that was told is lost, and no end is there that was not */
      g_assert_cmpuint (stage, >=, GPOINTER_TO_UINT (g_hash_table_lookup (told, GINT_TO_POINTER (row->id))));
      g_assert_cmpint (row->outcome == STORE_LOG_OPEN, ==, stage < 2);
      g_hash_table_remove (told, GINT_TO_POINTER (row->id));
    }
  g_assert_cmpuint (g_hash_table_size (told), ==, 0);
}

static void
kill_at (const char *program, const char *path, guint after_us)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--write", path, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  g_autoptr (StoreDatabase) database = NULL;
  gint64 due = 0;
  char *line;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (line, " ", 2);
      gint64 id = g_ascii_strtoll (parts[0], NULL, 10);

      g_free (line);
      g_hash_table_insert (told, GINT_TO_POINTER (id), GUINT_TO_POINTER (g_ascii_strtoull (parts[1], NULL,
                                                                                           10)));
      if (due == 0)
        due = g_get_monotonic_time () + after_us;
      else if (g_get_monotonic_time () >= due)
        g_subprocess_send_signal (child, SIGKILL);
    }
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpuint (g_hash_table_size (told), >, 0);

  database = open_at (path);
  g_assert_null (store_database_get_damaged (database));
  assert_told (database, told);
  store_database_close (database);
  assert_intact (path);
}

static void
remove_all (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
}

static void
test_killed (gconstpointer program)
{
  g_autofree char *directory = g_dir_make_tmp ("store-log-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "sidetone.db", NULL);

  for (guint i = 0; i < (g_test_slow () ? 200u : 10u); i++)
    {
      if (i % 20 == 0)
        remove_all (directory); /* else it goes on with what is there, an old WAL too */
      kill_at (program, path, (guint)g_test_rand_int_range (0, g_test_slow () ? 200000 : 40000));
    }
  remove_all (directory);
  g_rmdir (directory);
}

/* --- the disk is full ----------------------------------------------------------- */

static void
set_room (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (void)
{
  g_autofree char *directory = g_dir_make_tmp ("store-log-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "sidetone.db", NULL);
  StoreDatabase *database = open_at (path);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  signal (SIGXFSZ, SIG_IGN);
  set_room (1024 * 1024);
  while (error == NULL)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (StoreLogRow) row = make (++id, STORE_LOG_MISSED, FALSE, "0312345678");
      g_autoptr (StoreLogChange) change = NULL;

      store_log_save_async (database, "a", row, 0, NULL, keep_cb, &result);
      wait_for (&result);
      change = store_log_change_finish (database, result, &error);
    }
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
  g_assert_cmpint (id, >, 10);
  set_room (RLIM_INFINITY);

  /* the same again, now that there is room */
  put (database, make (id, STORE_LOG_MISSED, FALSE, "0312345678"));
  store_database_close (database);
  g_assert_true (store_database_open (database, NULL));
  g_assert_null (store_database_get_damaged (database));
  g_autoptr (StoreLogStart) found = start (database, "a");
  g_assert_cmpuint (found->n_missed, ==, id);
  store_database_close (database);
  assert_intact (path);
  g_assert_finalize_object (database);
  remove_all (directory);
  g_rmdir (directory);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/log/every-field", test_every_field);
  g_test_add_func ("/store/log/filters", test_filters);
  g_test_add_func ("/store/log/matches", test_matches);
  g_test_add_func ("/store/log/pages", test_pages);
  g_test_add_func ("/store/log/returned", test_returned);
  g_test_add_func ("/store/log/removed", test_removed);
  g_test_add_func ("/store/log/start", test_start);
  g_test_add_data_func ("/store/log/killed", argv[0], test_killed);
  g_test_add_func ("/store/log/full-disk", test_full_disk);
  return g_test_run ();
}
