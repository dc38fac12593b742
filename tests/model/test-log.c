/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of a session with a store: what is shown is on disk, filters, windows, work lists. */
#include "config.h"

#include <string.h>

#include "model/desk-log-private.h"
#include "tests/lib/test-mirror.h"
#include "tests/lib/test-wait.h"
#include "tests/model/session-fixture.h"

#define OUTSIDE "0312345678"

/* --- the program, and what it shows ------------------------------------------------ */

static DeskLog *
log_of (SessionFixture *fixture)
{
  return desk_session_get_log (fixture->session);
}

static StoreDatabase *
open_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  StoreDatabase *database = store_database_new (path);

  store_database_open (database, &error);
  g_assert_no_error (error);
  return database;
}

static void
set_up (SessionFixture *fixture, gconstpointer data)
{
  fixture->database = open_database (":memory:");
  session_fixture_set_up (fixture, NULL);
  pal_virtual_clock_advance (fixture->clock, 1000 * (gint64) SECOND);
}

static void
tear_down (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_tear_down (fixture, NULL);
}

static gboolean
is_idle (DeskLogModel *model)
{
  return !desk_log_model_get_is_loading (model);
}

static DeskLogModel *
open_model (SessionFixture *fixture)
{
  DeskLogModel *model = desk_log_model_new (log_of (fixture));

  test_wait_for (is_idle (model));
  return model;
}

static guint
size_of (DeskLogModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static DeskLogEntry *
entry (DeskLogModel *model, guint i)
{
  g_autoptr (DeskLogEntry) found = g_list_model_get_item (G_LIST_MODEL (model), i);

  g_assert_nonnull (found);
  return found; /* kept by the model */
}

static void
ring (SessionFixture *fixture, const char *room, const char *talker, const char *number)
{
  g_autofree char *more = g_strdup_printf (",\"other_number\":\"%s\"", number);

  pbx_status (fixture, "1000", PAL_CALL_STATUS_STARTRINGING, room, talker, more);
}

static void
answer (SessionFixture *fixture, const char *room, const char *talker, const char *number)
{
  g_autofree char *more = g_strdup_printf (",\"other_number\":\"%s\"", number);

  pbx_status (fixture, "1000", PAL_CALL_STATUS_CALL_SUCCESS, room, talker, more);
}

static void
end (SessionFixture *fixture, const char *room, const char *talker, const char *reason)
{
  pbx_status (fixture, "1000", PAL_CALL_STATUS_DISCONNECT, room, talker, reason);
}

#define GIVEN_UP ",\"rescode\":\"487\",\"q850code\":\"16\""
#define NORMAL ",\"rescode\":\"200\",\"q850code\":\"16\""

static void
miss (SessionFixture *fixture, const char *room, const char *talker, const char *number)
{
  ring (fixture, room, talker, number);
  session_fixture_advance (fixture, 3 * SECOND);
  end (fixture, room, talker, GIVEN_UP);
}

/* --- tests ---------------------------------------------------------------------------- */

static void
test_one_call (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogModel) model = NULL;
  TestMirror *mirror;

  session_fixture_start (fixture);
  model = open_model (fixture);
  mirror = test_mirror_new (G_LIST_MODEL (model));
  ring (fixture, "r1", "t1", "1002");
  test_wait_for (size_of (model) == 1);
  g_assert_cmpint (desk_log_entry_get_outcome (entry (model, 0)), ==, DESK_OUTCOME_OPEN);
  g_assert_cmpstr (desk_log_entry_get_name (entry (model, 0)), ==, "Cid");
  g_assert_true (desk_log_entry_get_starts_day (entry (model, 0)));
  session_fixture_advance (fixture, 2 * SECOND);
  answer (fixture, "r1", "t1", "1002");
  test_wait_for (desk_log_entry_get_is_answered (entry (model, 0)));
  session_fixture_advance (fixture, 10 * SECOND);
  end (fixture, "r1", "t1", NORMAL);
  test_wait_for (desk_log_entry_get_outcome (entry (model, 0)) == DESK_OUTCOME_ANSWERED);
  g_assert_cmpint (desk_log_entry_get_duration (entry (model, 0)), ==, 10000);
  g_assert_cmpint (desk_log_entry_get_ended_at (entry (model, 0)), ==,
                   desk_log_entry_get_started_at (entry (model, 0)) + 12 * SECOND);
  test_mirror_check (mirror);
  test_mirror_free (mirror);
}

static void
test_missed (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogModel) all = NULL, work = NULL;

  session_fixture_start (fixture);
  all = open_model (fixture);
  work = open_model (fixture);
  desk_log_model_set_filter (work, DESK_LOG_FILTER_UNRETURNED);
  test_wait_for (is_idle (work));
  miss (fixture, "r1", "t1", OUTSIDE);
  miss (fixture, "r2", "t2", "1002");
  miss (fixture, "r3", "t3", "+81-3-1234-5678"); /* the same person */
  miss (fixture, "r4", "t4", "09011112222");
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 4);
  g_assert_cmpuint (size_of (work), ==, 4);

  /* called, and nobody answers: no return */
  pbx_status (fixture, "1000", PAL_CALL_STATUS_INCOMING, "r5", "t5", ",\"other_number\":\"" OUTSIDE "\"");
  end (fixture, "r5", "t5", ",\"rescode\":\"486\"");
  test_wait_for (size_of (all) == 5);
  g_assert_cmpuint (desk_log_get_n_missed (log_of (fixture)), ==, 4);
  pbx_status (fixture, "1000", PAL_CALL_STATUS_INCOMING, "r6", "t6", ",\"other_number\":\"" OUTSIDE "\"");
  pbx_status (fixture, "1000", PAL_CALL_STATUS_ANSWER_SUCCESS, "r6", "t6", ",\"other_number\":\"" OUTSIDE "\"");
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 2);
  test_wait_for (size_of (work) == 2);
  g_assert_true (desk_log_entry_get_is_done (entry (all, 5)));
  end (fixture, "r6", "t6", NORMAL);

  /* they call again */
  ring (fixture, "r7", "t7", "1002");
  answer (fixture, "r7", "t7", "1002");
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 1);
  end (fixture, "r7", "t7", NORMAL);

  /* by hand, and back */
  g_autoptr (DeskLogEntry) last = g_object_ref (entry (work, 0));
  desk_log_set_done (log_of (fixture), last, TRUE);
  test_wait_for (size_of (work) == 0);
  g_assert_cmpuint (desk_log_get_n_missed (log_of (fixture)), ==, 0);
  desk_log_set_done (log_of (fixture), last, FALSE);
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 1);
  desk_log_set_all_done (log_of (fixture));
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 0);
}

static void
test_search (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogModel) model = NULL;
  static const struct { const char *search; guint n; } searches[] = {
    { "cid", 1 }, { "CID", 1 }, { "03-1234", 1 }, { "1234 ", 1 }, { "%", 0 }, { "zzz", 0 }, { "", 2 },
  };

  session_fixture_start (fixture);
  miss (fixture, "r1", "t1", OUTSIDE);
  miss (fixture, "r2", "t2", "1002");
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 2);
  model = open_model (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      desk_log_model_set_search (model, searches[i].search);
      test_wait_for (is_idle (model));
      g_assert_cmpuint (size_of (model), ==, searches[i].n);
    }
}

static void
test_ignored (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogModel) model = NULL;
  g_auto (GStrv) ignored = NULL;

  session_fixture_start (fixture);
  model = open_model (fixture);
  desk_log_ignore (log_of (fixture), OUTSIDE, TRUE);
  test_wait_for (desk_log_is_ignored (log_of (fixture), "03-1234-5678"));
  ignored = desk_log_list_ignored (log_of (fixture));
  g_assert_cmpuint (g_strv_length (ignored), ==, 1);
  g_assert_cmpstr (ignored[0], ==, OUTSIDE);
  miss (fixture, "r1", "t1", OUTSIDE);
  /* the number comes after the call */
  pbx_status (fixture, "1000", PAL_CALL_STATUS_STARTRINGING, "r2", "t2", "");
  test_wait_for (size_of (model) == 1);
  ring (fixture, "r2", "t2", OUTSIDE);
  test_wait_for (size_of (model) == 0);
  end (fixture, "r2", "t2", GIVEN_UP);
  desk_log_ignore (log_of (fixture), OUTSIDE, FALSE);
  test_wait_for (!desk_log_is_ignored (log_of (fixture), OUTSIDE));
  miss (fixture, "r3", "t3", OUTSIDE);
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 1);
  g_assert_cmpuint (size_of (model), ==, 1);
}

static void
put_row (SessionFixture *fixture, const StoreLogRow *row)
{
  g_autoptr (GAsyncResult) result = NULL;

  store_log_save_async (fixture->database, store_account_get_id (fixture->account), row, 0, NULL,
                        test_store_result_cb, &result);
  test_wait_for (result != NULL);
  store_log_change_free (store_log_change_finish (fixture->database, result, NULL));
}

static void
put_rows (SessionFixture *fixture, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (StoreLogRow) row = store_log_row_new ();

      row->id = i;
      row->outcome = STORE_LOG_ANSWERED;
      row->started_at = i * 3600 * (gint64) SECOND;
      row->folded = g_strdup (i % 100 == 0 ? "rare" : "often");
      put_row (fixture, row);
    }
}

static void
test_removed (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogModel) model = NULL;
  g_autoptr (StoreLogRow) old = store_log_row_new ();

  session_fixture_start (fixture);
  old->id = 1;
  old->outcome = STORE_LOG_MISSED;
  old->started_at = pal_clock_get_real (PAL_CLOCK (fixture->clock)) - 3 * 24 * 3600 * (gint64) SECOND;
  put_row (fixture, old);
  model = open_model (fixture);
  g_assert_cmpuint (size_of (model), ==, 1);
  miss (fixture, "r2", "t2", "1002");
  miss (fixture, "r3", "t3", "1001");
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 3);
  desk_log_remove (log_of (fixture), entry (model, 0));
  test_wait_for (size_of (model) >= 2 && desk_log_get_n_missed (log_of (fixture)) == 2);
  desk_log_set_retention_days (log_of (fixture), 2);
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 1);
  test_wait_for (is_idle (model));
  ring (fixture, "r4", "t4", OUTSIDE);
  desk_log_remove_all (log_of (fixture));
  test_wait_for (desk_log_get_n_missed (log_of (fixture)) == 0 && is_idle (model) && size_of (model) == 1);
  g_assert_cmpint (desk_log_entry_get_outcome (entry (model, 0)), ==, DESK_OUTCOME_OPEN);
}

/* A time without the line is told, and no call is made up; a short one is not worth a line. */
static void
test_gap (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogModel) model = NULL;
  gint64 lost;

  session_fixture_start (fixture);
  model = open_model (fixture);
  ring (fixture, "r1", "t1", OUTSIDE);
  answer (fixture, "r1", "t1", OUTSIDE);
  test_wait_for (size_of (model) == 1);
  lost = pal_clock_get_real (PAL_CLOCK (fixture->clock));
  fake_transport_drop (fixture->line, 1006, NULL);
  session_fixture_advance (fixture, 60 * SECOND);
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_get_ready (fixture, FALSE);
  test_wait_for (size_of (model) == 2);
  g_assert_true (desk_log_entry_get_is_gap (entry (model, 0)));
  g_assert_cmpint (desk_log_entry_get_started_at (entry (model, 0)), ==, lost);
  g_assert_cmpint (desk_log_entry_get_ended_at (entry (model, 0)), >=, lost + 60 * SECOND);
  g_assert_cmpint (desk_log_entry_get_ended_at (entry (model, 0)), <=,
                   pal_clock_get_real (PAL_CLOCK (fixture->clock)));
  test_wait_for (desk_log_entry_get_outcome (entry (model, 1)) == DESK_OUTCOME_ANSWERED);
  g_assert_cmpint (desk_log_entry_get_ended_at (entry (model, 1)), ==, 0);
  g_assert_cmpint (desk_log_entry_get_duration (entry (model, 1)), ==, -1);
}

/* From the newest to the oldest and back: every row once, never more than a window of them. */
static void
test_window (SessionFixture *fixture, gconstpointer data)
{
  const guint n = DESK_LOG_MODEL_WINDOW + 450;
  guint n_days = 0;
  g_autoptr (DeskLogModel) model = NULL;
  gint64 expected = n;
  TestMirror *mirror;

  put_rows (fixture, n);
  model = open_model (fixture);
  mirror = test_mirror_new (G_LIST_MODEL (model));
  g_assert_cmpint (desk_log_entry_get_id (entry (model, 0)), ==, n);
  for (gint64 last = n; desk_log_model_get_has_older (model);)
    {
      desk_log_model_load_older (model);
      test_wait_for (is_idle (model));
      g_assert_cmpuint (size_of (model), <=, DESK_LOG_MODEL_WINDOW);
      expected = desk_log_entry_get_id (entry (model, size_of (model) - 1));
      g_assert_cmpint (expected, <, last);
      last = expected;
    }
  g_assert_cmpint (expected, ==, 1);
  g_assert_true (desk_log_model_get_has_newer (model));
  while (desk_log_model_get_has_newer (model))
    {
      desk_log_model_load_newer (model);
      test_wait_for (is_idle (model));
      for (guint i = 1; i < size_of (model); i++)
        g_assert_cmpint (desk_log_entry_get_id (entry (model, i - 1)), ==,
                         desk_log_entry_get_id (entry (model, i)) + 1);
    }
  g_assert_cmpint (desk_log_entry_get_id (entry (model, 0)), ==, n);
  test_mirror_check (mirror);
  test_mirror_free (mirror);
  for (guint i = 0; i < size_of (model); i++)
    n_days += desk_log_entry_get_starts_day (entry (model, i));
  g_assert_cmpuint (n_days, >=, size_of (model) / 24);
  g_assert_cmpuint (n_days, <=, size_of (model) / 24 + 2);
  desk_log_model_set_search (model, "rare");
  test_wait_for (is_idle (model));
  g_assert_cmpuint (size_of (model), ==, n / 100);
}

static void
test_reader (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogReader) reader = NULL;
  gint64 expected = 100;
  guint n = 1;

  put_rows (fixture, 1250);
  reader = desk_log_reader_new (log_of (fixture), DESK_LOG_FILTER_ALL, "rare");
  while (n > 0)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) entries = NULL;

      desk_log_reader_next_async (reader, NULL, test_store_result_cb, &result);
      test_wait_for (result != NULL);
      entries = desk_log_reader_next_finish (reader, result, NULL);
      n = entries->len;
      for (guint i = 0; i < n; i++, expected += 100)
        g_assert_cmpint (desk_log_entry_get_id (entries->pdata[i]), ==, expected);
    }
  g_assert_cmpint (expected, ==, 1300);
}

/* The next start: a call that goes on, one that does not, and how long nobody looked. */
static void
test_started_again (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (StoreDatabase) database = g_object_ref (fixture->database);
  g_autoptr (DeskLogModel) model = NULL;
  gint64 answered;

  session_fixture_start (fixture);
  ring (fixture, "r1", "t1", OUTSIDE);
  answer (fixture, "r1", "t1", OUTSIDE);
  answered = pal_clock_get_real (PAL_CLOCK (fixture->clock));
  ring (fixture, "r2", "t2", "1002");
  model = open_model (fixture);
  test_wait_for (size_of (model) == 2);
  g_clear_object (&model);
  session_fixture_advance (fixture, SECOND);
  session_fixture_close (fixture);
  session_fixture_open (fixture);
  pal_virtual_clock_advance (fixture->clock, 2000 * (gint64) SECOND);
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  answer (fixture, "r1", "t1", OUTSIDE);
  pbx_get_ready (fixture, FALSE);
  end (fixture, "r1", "t1", NORMAL);
  model = open_model (fixture);
  test_wait_for (size_of (model) == 3 && desk_log_entry_get_ended_at (entry (model, 2)) != 0);
  g_assert_true (desk_log_entry_get_is_gap (entry (model, 0)));
  g_assert_cmpint (desk_log_entry_get_outcome (entry (model, 1)), ==, DESK_OUTCOME_UNSEEN);
  g_assert_cmpint (desk_log_entry_get_outcome (entry (model, 2)), ==, DESK_OUTCOME_ANSWERED);
  g_assert_cmpint (desk_log_entry_get_answered_at (entry (model, 2)), ==, answered);
}

/* --- a folder that cannot be written ------------------------------------------------------ */

static void
set_up_unusable (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  fixture->database = store_database_new ("/nonexistent/sidetone.db");
  store_database_open_async (fixture->database, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_assert_false (store_database_open_finish (fixture->database, result, NULL));
  session_fixture_set_up (fixture, NULL);
}

static void
message_cb (DeskSession *session, const char *text, SessionFixture *fixture)
{
  g_string_append (fixture->told, text);
}

/* It is said, once; there is no log, and calls are as ever. */
static void
test_unusable (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskLogModel) model = NULL;
  gsize said;

  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), fixture);
  test_wait_for (desk_log_get_error (log_of (fixture)) != NULL);
  g_assert_nonnull (strstr (fixture->told->str, desk_log_get_error (log_of (fixture))));
  said = fixture->told->len;
  session_fixture_start (fixture);
  model = open_model (fixture);
  ring (fixture, "r1", "t1", OUTSIDE);
  g_assert_cmpint (desk_call_get_state (session_fixture_get_only_call (fixture)), ==,
                   DESK_CALL_STATE_RINGING);
  answer (fixture, "r1", "t1", OUTSIDE);
  g_assert_cmpint (desk_call_get_state (session_fixture_get_only_call (fixture)), ==,
                   DESK_CALL_STATE_TALKING);
  end (fixture, "r1", "t1", NORMAL);
  test_settle ();
  g_assert_cmpuint (size_of (model), ==, 0);
  g_assert_cmpuint (fixture->told->len, ==, said);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/model/log/" name, SessionFixture, NULL, set_up, func, tear_down)
  ADD ("one-call", test_one_call);
  ADD ("missed", test_missed);
  ADD ("search", test_search);
  ADD ("ignored", test_ignored);
  ADD ("removed", test_removed);
  ADD ("gap", test_gap);
  ADD ("window", test_window);
  ADD ("reader", test_reader);
  ADD ("started-again", test_started_again);
  g_test_add ("/model/log/unusable", SessionFixture, NULL, set_up_unusable, test_unusable, tear_down);
  return g_test_run ();
}
