/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/places.h"

static StoreDatabase *
open_database (void)
{
  StoreDatabase *database = store_database_new (":memory:");

  g_assert_true (store_database_open (database, NULL));
  return database;
}

static void
test_mine (SessionFixture *fixture, gconstpointer data)
{
  DeskParkModel *parks = desk_session_get_parks (fixture->session);

  places_start (fixture);
  places_parked (fixture, "701", "r9", "t9");
  places_park_mine (fixture, "702", "r1", "t1", "0312345678");
  places_check_parks (fixture, "701(Unknown) 702!(0312345678)");
  g_assert_cmpint (desk_park_model_get_n_mine (parks), ==, 1);
  /* Mine before the older one of somebody else. */
  g_assert_cmpstr (desk_park_get_number (desk_park_model_get_oldest (parks)), ==, "702");

  /* Somebody fetched it, and the slot holds another's call. */
  places_unparked (fixture, "702");
  places_check_parks (fixture, "701(Unknown) 702");
  places_parked (fixture, "702", "r7", "t7");
  places_check_parks (fixture, "701(Unknown) 702(Unknown)");
  g_assert_cmpint (desk_park_model_get_n_mine (parks), ==, 0);
  g_assert_cmpstr (desk_park_get_number (desk_park_model_get_oldest (parks)), ==, "701");

  /* The slot is another's before mine arrives. */
  places_status (fixture, "1000", 14, "r2", "t2", "1002");
  test_settle ();
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_PARK,
                                      desk_call_model_find (desk_session_get_calls (fixture->session), "t2"),
                                      "703"));
  places_parked (fixture, "703", "r8", "t8");
  pbx_refuse (fixture, "park", -1, "in use");
  places_check_parks (fixture, "701(Unknown) 702(Unknown) 703(Unknown)");

  /* A slot that does not exist is not known by having been tried. */
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_PARK,
                                      desk_call_model_find (desk_session_get_calls (fixture->session), "t2"),
                                      "799"));
  pbx_refuse (fixture, "park", -1, "no such number");
  places_check_parks (fixture, "701(Unknown) 702(Unknown) 703(Unknown)");
}

/* The program is started again. */
static void
restart (SessionFixture *fixture)
{
  places_close_session (fixture);
  session_fixture_open (fixture);
  places_wait_for_database (fixture);
}

static void
test_mine_after_restart (SessionFixture *fixture, gconstpointer data)
{
  places_close_session (fixture);
  fixture->database = open_database ();
  session_fixture_open (fixture);
  places_start (fixture);
  places_park_mine (fixture, "701", "r1", "t1", "0312345678");
  places_park_mine (fixture, "702", "r2", "t2", "0387654321");
  places_park_mine (fixture, "703", "r3", "t3", "0311112222");
  places_parked (fixture, "704", "r4", "t4");
  places_line_taken (fixture, "line/1", "1002", "");
  places_queued (fixture, "600", "r5", TRUE);
  places_check_parks (fixture, "701!(0312345678) 702!(0387654321) 703!(0311112222) 704(Unknown)");

  /* Meanwhile 702 became free, and 703 another's. */
  restart (fixture);
  places_check_parks (fixture, "701 702 703 704");
  places_check_line (fixture, "line/1", DESK_LAMP_FREE, "");
  g_assert_nonnull (places_find_queue (fixture, "600"));
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  places_log_in (fixture);
  places_parked (fixture, "701", "r1", "other");
  places_parked (fixture, "703", "r6", "t6");
  pbx_get_ready (fixture, FALSE);
  places_check_parks (fixture, "701!(Unknown) 702 703(Unknown) 704");

  /* What was no longer true is forgotten for good. */
  restart (fixture);
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  places_log_in (fixture);
  places_parked (fixture, "701", "r1", "other");
  places_parked (fixture, "702", "r2", "other");
  places_parked (fixture, "703", "r3", "other");
  pbx_get_ready (fixture, FALSE);
  places_check_parks (fixture, "701!(Unknown) 702(Unknown) 703(Unknown) 704");
}

static void
check_next (SessionFixture *fixture, const char *expected)
{
  test_settle ();
  g_assert_cmpstr (desk_park_model_get_next_free (desk_session_get_parks (fixture->session)), ==, expected);
}

static void
test_next_free (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  check_next (fixture, NULL);
  g_object_set (fixture->account, "park-slots", "701-703", NULL);
  places_check_parks (fixture, "701 702 703");
  check_next (fixture, "701");
  places_parked (fixture, "704", "r1", "t1");
  places_unparked (fixture, "704");
  places_parked (fixture, "701", "r2", "t2");
  check_next (fixture, "702");
  /* They take turns, and those listed are meant. */
  places_park_mine (fixture, "702", "r3", "t3", "1001");
  check_next (fixture, "703");
  places_unparked (fixture, "702");
  check_next (fixture, "703");
  places_park_mine (fixture, "703", "r4", "t4", "1001");
  check_next (fixture, "702");
  places_unparked (fixture, "701");
  check_next (fixture, "701");
  g_object_set (fixture->account, "park-slots", NULL, NULL);
  check_next (fixture, "704");
  places_check_parks (fixture, "701 702 703!(1001) 704");
}

/* Who was sent to a slot hangs up on the way: the slot is not lost. */
static void
test_never_got_there (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;

  places_start (fixture);
  g_object_set (fixture->account, "park-slots", "701-702", NULL);
  places_status (fixture, "1000", 14, "r1", "t1", "1001");
  test_settle ();
  call = desk_call_model_find (desk_session_get_calls (fixture->session), "t1");
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_PARK, call, "701"));
  check_next (fixture, "702");
  pbx_answer (fixture, "park", "701", "\"ok\"");
  places_status (fixture, "1000", -1, "r1", "t1", "1001");
  places_parked (fixture, "702", "r2", "t2");
  check_next (fixture, "701");
}

#define ADD(path, func)                                                                                      \
  g_test_add ("/own-parks/" path, SessionFixture, NULL, session_fixture_set_up, func,                        \
              session_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("mine", test_mine);
  ADD ("after-restart", test_mine_after_restart);
  ADD ("next-free", test_next_free);
  ADD ("never-got-there", test_never_got_there);
  return g_test_run ();
}
