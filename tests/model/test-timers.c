/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timers: read, edited, saved and read back; what others did meanwhile; a line that goes and comes. */
#include "config.h"

#include <string.h>

#include "model/desk-timers.h"
#include "model/desk-zone.h"
#include "tests/model/session-fixture.h"

static DeskTimer *
get_mine (SessionFixture *fixture, guint number)
{
  DeskTimer *timer = desk_timers_find (desk_session_get_timers (fixture->session), "1000", number);

  g_assert_nonnull (timer);
  return timer;
}

static DeskTimer *
start (SessionFixture *fixture, const char *answer)
{
  DeskTimer *timer;

  session_fixture_start (fixture);
  timer = get_mine (fixture, 1);
  desk_timer_fetch (timer);
  pbx_answer (fixture, "getPlanSwitchTimer", "\"extension\":\"1000\",\"number\":\"1\"", answer);
  test_settle ();
  return timer;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GString *told = user_data;
  g_autoptr (GError) error = NULL;

  if (desk_timer_save_finish (DESK_TIMER (source), result, &error))
    g_string_append (told, "saved ");
  else
    g_string_append_printf (told, "%s:%d ", g_quark_to_string (error->domain), error->code);
}

static void
save (SessionFixture *fixture, DeskTimer *timer)
{
  g_string_truncate (fixture->told, 0);
  desk_timer_save_async (timer, NULL, saved_cb, fixture->told);
}

static void
test_saved (SessionFixture *fixture, gconstpointer user)
{
  DeskTimer *timer = start (fixture, "\"A62T09001730\"");
  g_autoptr (PalSchedule) schedule = desk_timer_dup_schedule (timer);

  g_assert_true (desk_timer_get_is_mine (timer));
  g_assert_cmpint (desk_timer_get_state (timer), ==, DESK_LOADING_READY);
  g_assert_cmpstr (desk_timer_get_text (timer), ==, "A62T09001730");
  g_assert_false (desk_timer_get_is_dirty (timer));
  pal_schedule_set_days (schedule, 127);
  desk_timer_set_schedule (timer, schedule);
  g_assert_true (desk_timer_get_is_dirty (timer));
  g_assert_cmpstr (desk_timer_get_server_text (timer), ==, "A62T09001730");

  save (fixture, timer);
  g_assert_true (desk_timer_get_is_saving (timer));
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"A62T09001730\"");
  pbx_answer (fixture, "setPlanSwitchTimer", "\"schedule\":\"A127T09001730\"", "\"OK\"");
  g_assert_cmpstr (fixture->told->str, ==, ""); /* OK is not enough */
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"A127T09001730\"");
  test_settle ();
  g_assert_cmpstr (fixture->told->str, ==, "saved ");
  g_assert_false (desk_timer_get_is_saving (timer));
  g_assert_false (desk_timer_get_is_dirty (timer));
  g_assert_cmpstr (desk_timer_get_server_text (timer), ==, "A127T09001730");
}

/* What is written while it is saved goes on upon what was saved. */
static void
test_written_meanwhile (SessionFixture *fixture, gconstpointer user)
{
  DeskTimer *timer = start (fixture, "\"T09001730\"");

  desk_timer_set_text (timer, "T10001100");
  save (fixture, timer);
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"T09001730\"");
  desk_timer_set_text (timer, "T10001200");
  pbx_answer (fixture, "setPlanSwitchTimer", "T10001100", "\"OK\"");
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"T10001100\"");
  test_settle ();
  g_assert_cmpstr (fixture->told->str, ==, "saved ");
  g_assert_cmpstr (desk_timer_get_text (timer), ==, "T10001200");
  g_assert_cmpstr (desk_timer_get_server_text (timer), ==, "T10001100");
  g_assert_true (desk_timer_get_is_dirty (timer));
  g_assert_false (desk_timer_get_has_moved (timer));
}

static void
test_reverted (SessionFixture *fixture, gconstpointer user)
{
  DeskTimer *timer = start (fixture, "\"T09001730\"");

  desk_timer_set_text (timer, "T1");
  desk_timer_set_text (timer, "T09001730"); /* back by hand */
  g_assert_false (desk_timer_get_is_dirty (timer));
  desk_timer_set_text (timer, "");
  g_assert_true (desk_timer_get_is_dirty (timer));
  desk_timer_revert (timer);
  g_assert_cmpstr (desk_timer_get_text (timer), ==, "T09001730");
  g_assert_false (desk_timer_get_is_dirty (timer));
}

/* What somebody else set is shown first, and written over only then. */
static void
test_moved (SessionFixture *fixture, gconstpointer user)
{
  DeskTimer *timer = start (fixture, "\"T09001730\"");

  desk_timer_set_text (timer, "T10001100");
  save (fixture, timer);
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"T08001200\"");
  test_settle ();
  g_assert_cmpstr (fixture->told->str, ==, "desk-timer-error:0 ");
  g_assert_null (pbx_take (fixture, "setPlanSwitchTimer"));
  g_assert_true (desk_timer_get_has_moved (timer));
  g_assert_cmpstr (desk_timer_get_server_text (timer), ==, "T08001200");
  g_assert_cmpstr (desk_timer_get_text (timer), ==, "T10001100");
  g_assert_error (desk_timer_get_refusal (timer), DESK_TIMER_ERROR, DESK_TIMER_ERROR_MOVED);

  save (fixture, timer);
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"T08001200\"");
  pbx_answer (fixture, "setPlanSwitchTimer", "T10001100", "\"OK\"");
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"T10001100\"");
  test_settle ();
  g_assert_cmpstr (fixture->told->str, ==, "saved ");
  g_assert_false (desk_timer_get_has_moved (timer));
  g_assert_null (desk_timer_get_refusal (timer));
}

static void
test_another (SessionFixture *fixture, gconstpointer user)
{
  DeskTimer *timer = start (fixture, "\"\"");

  desk_timer_set_text (timer, "T10001100");
  save (fixture, timer);
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"\"");
  pbx_answer (fixture, "setPlanSwitchTimer", NULL, "\"OK\"");
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"\"");
  test_settle ();
  g_assert_cmpstr (fixture->told->str, ==, "desk-timer-error:1 ");
  g_assert_true (desk_timer_get_is_dirty (timer));
}

static void
test_refused (SessionFixture *fixture, gconstpointer user)
{
  DeskTimer *timer = start (fixture, "\"\""), *other;

  desk_timer_set_text (timer, "X");
  save (fixture, timer);
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"\"");
  pbx_refuse (fixture, "setPlanSwitchTimer", -1, "Bad schedule");
  test_settle ();
  g_assert_nonnull (desk_timer_get_refusal (timer));
  g_assert_cmpstr (desk_timer_get_text (timer), ==, "X");
  desk_timer_revert (timer);
  g_assert_null (desk_timer_get_refusal (timer));

  g_assert_null (desk_timers_ensure (desk_session_get_timers (fixture->session), "", 1));
  other = desk_timers_ensure (desk_session_get_timers (fixture->session), "800", 2);
  desk_timer_fetch (other);
  pbx_refuse (fixture, "getPlanSwitchTimer", -1, "No permission.");
  test_settle ();
  g_assert_cmpint (desk_timer_get_state (other), ==, DESK_LOADING_FAILED);
  g_assert_nonnull (strstr (desk_timer_get_failure (other)->message, "No permission."));
  g_assert_null (desk_timer_get_server_text (other));
}

static void
reconnect (SessionFixture *fixture, gboolean is_admin)
{
  fake_transport_drop (fixture->line, 1006, NULL);
  g_ptr_array_set_size (fixture->sent, 0);
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_get_ready (fixture, is_admin);
}

/* Edits stay, and stand against what the PBX has by then. */
static void
test_stale (SessionFixture *fixture, gconstpointer user)
{
  DeskTimer *timer = start (fixture, "\"T09001730\"");

  desk_timer_set_text (timer, "T10001100");
  save (fixture, timer);
  reconnect (fixture, FALSE);
  g_assert_true (g_str_has_prefix (fixture->told->str, g_quark_to_string (PAL_ERROR)));
  g_assert_false (desk_timer_get_is_saving (timer));
  pbx_answer (fixture, "getPlanSwitchTimer", NULL, "\"T08001200\"");
  test_settle ();
  g_assert_cmpstr (desk_timer_get_text (timer), ==, "T10001100");
  g_assert_true (desk_timer_get_has_moved (timer));

  fake_transport_drop (fixture->line, 1006, NULL);
  test_settle ();
  g_assert_true (desk_timer_get_is_stale (timer));
  g_assert_cmpstr (desk_timer_get_text (timer), ==, "T10001100");
  save (fixture, timer);
  test_settle ();
  g_assert_true (g_str_has_prefix (fixture->told->str, g_quark_to_string (PAL_ERROR)));
  desk_timer_set_text (timer, "T08001200"); /* the edits come to what the PBX has */
  g_assert_false (desk_timer_get_is_dirty (timer));
  g_assert_false (desk_timer_get_has_moved (timer));
}

static void
check_list (SessionFixture *fixture, const char *expected)
{
  GListModel *list = G_LIST_MODEL (desk_session_get_timers (fixture->session));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DeskTimer) timer = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s/%u%s ", desk_timer_get_extension (timer), desk_timer_get_number (timer),
                              desk_timer_get_name (timer));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_schedules (SessionFixture *fixture, gconstpointer user)
{
  DeskTimers *timers;

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_get_ready (fixture, TRUE);
  pbx_answer (fixture, "getExtensions", "user", "[]");
  timers = desk_session_get_timers (fixture->session);
  check_list (fixture, "1000/1 1000/2 ");
  desk_timers_ensure (timers, "900", 1);
  desk_timers_load (timers);
  pbx_answer (fixture, "getExtensions", "conditional", "[[\"8000\",\"\",\"Far\"],[\"801\",\"Night\",\"\"],[\"800\"]]");
  test_settle ();
  g_assert_cmpint (desk_timers_get_state (timers), ==, DESK_LOADING_READY);
  check_list (fixture, "1000/1 1000/2 800/1 800/2 801/1Night 801/2Night 8000/1Far 8000/2Far 900/1 900/2 ");
  desk_timer_set_text (desk_timers_find (timers, "801", 2), "T09001000");
  g_assert_cmpint (desk_timers_count_dirty (timers), ==, 1);

  reconnect (fixture, TRUE); /* 8000 is gone; what was written in one that is gone is not */
  pbx_answer (fixture, "getExtensions", "conditional", "[[\"800\"]]");
  test_settle ();
  check_list (fixture, "1000/1 1000/2 800/1 800/2 801/1Night 801/2Night 900/1 900/2 ");
}

static void
test_zone (SessionFixture *fixture, gconstpointer user)
{
  g_auto (GStrv) names = desk_zone_list_names ();
  g_autoptr (GDateTime) now = NULL;
  DeskTimers *timers;

  session_fixture_start (fixture);
  timers = desk_session_get_timers (fixture->session);
  g_assert_null (desk_timers_get_zone_name (timers));
  desk_timers_set_time_zone (timers, "Asia/Tokyo");
  now = desk_timers_dup_now (timers);
  g_assert_cmpstr (store_account_get_time_zone (fixture->account), ==, "Asia/Tokyo");
  if (desk_zone_is_known ("Asia/Tokyo"))
    g_assert_cmpint (g_date_time_get_utc_offset (now), ==, 9 * G_TIME_SPAN_HOUR);
  g_assert_false (desk_zone_is_known ("Mars/Olympus"));
  desk_timers_set_time_zone (timers, "Mars/Olympus");
  g_assert_nonnull (desk_timers_get_time_zone (timers));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                                      \
  g_test_add ("/model/timers/" path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)
  ADD ("saved", test_saved);
  ADD ("written-meanwhile", test_written_meanwhile);
  ADD ("reverted", test_reverted);
  ADD ("moved", test_moved);
  ADD ("another", test_another);
  ADD ("refused", test_refused);
  ADD ("stale", test_stale);
  ADD ("schedules", test_schedules);
  ADD ("zone", test_zone);
  return g_test_run ();
}
