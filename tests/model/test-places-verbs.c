/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-urgency.h"
#include "tests/model/places.h"

static DeskLine *
find_line (SessionFixture *fixture, const char *id)
{
  test_settle ();
  return desk_line_model_find (desk_session_get_lines (fixture->session), id);
}

static void
press (SessionFixture *fixture, const char *id, const char *method, const char *part)
{
  DeskLine *line = find_line (fixture, id);

  g_assert_nonnull (desk_session_press_line (fixture->session, line));
  g_assert_null (desk_session_press_line (fixture->session, line)); /* a second press does nothing */
  pbx_answer (fixture, method, part, "\"ok\"");
  g_assert_null (desk_session_press_line (fixture->session, line)); /* until it shows */
  g_assert_null (pbx_take (fixture, method));
}

static void
test_press (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  places_line_freed (fixture, "line/1");
  places_line_freed (fixture, "line/2");
  press (fixture, "line/1", "line", "\"on\"");
  places_line_taken (fixture, "line/1", "1000", "");
  places_check_line (fixture, "line/1", DESK_LAMP_MINE, "");

  /* Another one: the first is given back. */
  g_assert_nonnull (desk_session_press_line (fixture->session, find_line (fixture, "line/2")));
  pbx_answer (fixture, "line", "line/1\",\"status\":\"off\"", "\"ok\"");
  pbx_answer (fixture, "line", "line/2\",\"status\":\"on\"", "\"ok\"");
  places_line_freed (fixture, "line/1");
  places_line_taken (fixture, "line/2", "1000", "");
  test_settle ();

  /* What is dialled now goes over it. */
  g_assert_nonnull (desk_session_dial (fixture->session, "0312345678"));
  pbx_answer (fixture, "makeCall", "\"line\":\"line/2\"", "\"succeeded: 1\"");
  places_line_taken (fixture, "line/2", "1000", "r1");
  places_status (fixture, "1000", 14, "r1", "t1", "0312345678");
  places_check_line (fixture, "line/2", DESK_LAMP_MINE, "0312345678");
  press (fixture, "line/2", "park", "\"number\":\"line/2\"");
  places_status (fixture, "1000", -1, "r1", "t1", "0312345678");
  places_parked (fixture, "line/2", "r1", "t2");
  places_line_taken (fixture, "line/2", "", "r1");
  places_check_line (fixture, "line/2", DESK_LAMP_PARKED_BY_ME, "0312345678");
  press (fixture, "line/2", "unpark", "\"number\":\"line/2\"");
  places_unparked (fixture, "line/2");
  places_line_taken (fixture, "line/2", "1000", "r1");
  places_status (fixture, "1000", 65, "r1", "t3", "0312345678");
  places_check_line (fixture, "line/2", DESK_LAMP_RINGING, "0312345678");
  press (fixture, "line/2", "remoteControl", "t3");
  places_status (fixture, "1000", 2, "r1", "t3", "0312345678");
  places_status (fixture, "1000", -1, "r1", "t3", "0312345678");
  places_line_taken (fixture, "line/2", "1000", "");
  places_check_line (fixture, "line/2", DESK_LAMP_MINE, "");
  press (fixture, "line/2", "line", "\"off\"");
  places_line_taken (fixture, "line/2", "1003", "");
  g_assert_null (desk_session_press_line (fixture->session, find_line (fixture, "line/2")));
}

static void
test_pick_up (SessionFixture *fixture, gconstpointer data)
{
  DeskSession *session = fixture->session;

  desk_session_sign_in (session, "secret");
  test_settle ();
  places_log_in (fixture);
  pbx_get_ready (fixture, TRUE);
  places_queued (fixture, "600", "r1", TRUE);
  places_parked (fixture, "701", "r2", "t2");
  test_settle ();
  g_assert_nonnull (desk_session_pick_up (session, desk_queue_get_oldest_room (places_find_queue (fixture,
                                                                                                  "600"))));
  g_assert_null (desk_session_pick_up (session, "r1"));
  pbx_answer (fixture, "callforward", "[\"1000\"]", "\"ok\"");
  g_assert_null (desk_session_pick_up (session, "r1"));
  places_queued (fixture, "600", "r1", FALSE);
  test_settle ();

  g_assert_nonnull (desk_session_retrieve_oldest (session));
  pbx_answer (fixture, "unpark", "701", "\"ok\"");
  g_assert_null (desk_session_retrieve_oldest (session));
  places_unparked (fixture, "701");
  test_settle ();
  g_assert_null (desk_session_retrieve_oldest (session));
}

static void
check_urgent (SessionFixture *fixture, DeskUrgencyKind kind, const char *id)
{
  DeskUrgencyKind found;
  const char *found_id;

  test_settle ();
  g_assert_true (desk_session_find_most_urgent (fixture->session, &found, &found_id));
  g_assert_cmpint (found, ==, kind);
  g_assert_cmpstr (found_id, ==, id);
}

static void
test_urgency (SessionFixture *fixture, gconstpointer data)
{
  DeskUrgencyKind kind;
  const char *id;

  places_start (fixture);
  g_assert_false (desk_session_find_most_urgent (fixture->session, &kind, &id));
  places_queued (fixture, "600", "r1", TRUE);
  check_urgent (fixture, DESK_URGENCY_QUEUED, "r1");
  places_parked (fixture, "701", "r2", "t2");
  check_urgent (fixture, DESK_URGENCY_PARKED, "701");
  places_park_mine (fixture, "702", "r3", "t3", "1001");
  check_urgent (fixture, DESK_URGENCY_PARKED, "702");
  places_status (fixture, "1000", 65, "r4", "t4", "1003");
  check_urgent (fixture, DESK_URGENCY_RINGING, "t4");
  places_status (fixture, "1000", 2, "r4", "t4", "1003");
  places_status (fixture, "1000", 35, "r4", "t4", "1003");
  check_urgent (fixture, DESK_URGENCY_HELD, "t4");
  session_fixture_advance (fixture, 31 * SECOND); /* who queues turns amber first */
  check_urgent (fixture, DESK_URGENCY_QUEUED, "r1");
  session_fixture_advance (fixture, 90 * SECOND);
  check_urgent (fixture, DESK_URGENCY_HELD, "t4");

  g_assert_cmpint (desk_urgency_of (DESK_URGENCY_HELD, 0), ==, DESK_URGENCY_CALM);
  g_assert_cmpint (desk_urgency_of (DESK_URGENCY_HELD, 60 * SECOND), ==, DESK_URGENCY_AMBER);
  g_assert_cmpint (desk_urgency_of (DESK_URGENCY_HELD, 120 * SECOND), ==, DESK_URGENCY_RED);
  g_assert_cmpint (desk_urgency_get_age (DESK_URGENCY_RINGING, DESK_URGENCY_RED), ==, 20 * SECOND);
}

#define ADD(path, func)                                                                                      \
  g_test_add ("/places-verbs/" path, SessionFixture, NULL, session_fixture_set_up, func,                     \
              session_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("press", test_press);
  ADD ("pick-up", test_pick_up);
  ADD ("urgency", test_urgency);
  return g_test_run ();
}
