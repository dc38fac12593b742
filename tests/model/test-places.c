/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/desk-listing.h"
#include "tests/lib/test-mirror.h"
#include "tests/model/places.h"

/* --- slots ------------------------------------------------------------- */

static void
test_asked_for (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "park=*"));
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "line=*"));
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "queue=*"));
}

static void
test_slots (SessionFixture *fixture, gconstpointer data)
{
  DeskParkModel *parks = desk_session_get_parks (fixture->session);
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (parks));

  places_start (fixture);
  /* An outside caller: the far side of who parked it. */
  places_status (fixture, "1001", 14, "r1", "t1", "0312345678");
  places_status (fixture, "1001", -1, "r1", "t1", "0312345678");
  places_parked (fixture, "702", "r1", "t2");
  places_check_parks (fixture, "702(0312345678)");
  g_assert_cmpint (desk_park_model_get_n_taken (parks), ==, 1);
  g_assert_cmpstr (desk_park_get_room_id (desk_park_model_find (parks, "702")), ==, "r1");

  /* A colleague: whose leg it is. */
  places_status (fixture, "1000", 2, "r2", "t3", "1002");
  places_parked (fixture, "1701", "r2", "t3");
  places_parked (fixture, "701", "r3", "t9");
  places_check_parks (fixture, "701(Unknown) 702(0312345678) 1701(Ann)");
  places_unparked (fixture, "702");
  places_unparked (fixture, "703");
  places_check_parks (fixture, "701(Unknown) 702 703 1701(Ann)");
  g_assert_cmpint (desk_park_model_get_n_taken (parks), ==, 2);
  g_assert_cmpint (desk_park_get_since (desk_park_model_find (parks, "702")), ==, 0);
  test_mirror_check (mirror);
  test_mirror_free (mirror);
}

/* --- lines ------------------------------------------------------------- */

static void
test_lamps (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  places_line_taken (fixture, "line/1", "1002", "");
  places_check_line (fixture, "line/1", DESK_LAMP_OTHER, "1002");
  places_line_freed (fixture, "line/1");
  places_check_line (fixture, "line/1", DESK_LAMP_FREE, "");
  places_line_taken (fixture, "line/1", "1000", "");
  places_check_line (fixture, "line/1", DESK_LAMP_MINE, "");

  /* Somebody calls over it. */
  places_line_taken (fixture, "line/2", "", "r5");
  places_check_line (fixture, "line/2", DESK_LAMP_RINGING, "");
  places_status (fixture, "1000", 65, "r5", "t5", "0399998888");
  places_check_line (fixture, "line/2", DESK_LAMP_RINGING, "0399998888");
  places_status (fixture, "1000", 2, "r5", "t5", "0399998888");
  places_check_line (fixture, "line/2", DESK_LAMP_MINE, "0399998888");
  places_status (fixture, "1000", -1, "r5", "t5", "0399998888");
  places_parked (fixture, "line/2", "r5", "t6");
  places_check_line (fixture, "line/2", DESK_LAMP_PARKED, "0399998888");
  places_unparked (fixture, "line/2");
  places_line_freed (fixture, "line/2");
  places_check_line (fixture, "line/2", DESK_LAMP_FREE, "");
  places_check_parks (fixture, ""); /* a line is no slot */
}

/* --- queues ------------------------------------------------------------ */

static void
test_queues (SessionFixture *fixture, gconstpointer data)
{
  DeskQueueModel *queues = desk_session_get_queues (fixture->session);
  g_autoptr (DeskWaiting) first = NULL;
  DeskQueue *queue;

  places_start (fixture);
  places_status (fixture, "1001", 14, "r1", "t1", "600");
  places_queued (fixture, "600", "r1", TRUE);
  session_fixture_advance (fixture, SECOND);
  places_queued (fixture, "600", "r2", TRUE);
  places_status (fixture, "1005", 65, "r2", "t2", "0311112222");
  queue = places_find_queue (fixture, "600");
  g_assert_cmpint (desk_queue_get_n_waiting (queue), ==, 2);
  g_assert_cmpint (desk_queue_model_get_n_waiting (queues), ==, 2);
  g_assert_cmpstr (desk_queue_get_oldest_room (queue), ==, "r1");
  first = g_list_model_get_item (G_LIST_MODEL (queue), 0);
  g_assert_cmpstr (desk_waiting_get_name (first), ==, "1001");
  g_assert_true (desk_queue_model_get_oldest (queues) == first);
  g_assert_cmpint (desk_queue_get_oldest_since (queue), ==, desk_waiting_get_since (first));

  places_queued (fixture, "600", "r1", FALSE);
  test_settle ();
  g_assert_cmpstr (desk_queue_get_oldest_room (queue), ==, "r2");
  g_assert_cmpstr (desk_waiting_get_name (desk_queue_model_get_oldest (queues)), ==, "0311112222");
  places_queued (fixture, "600", "r2", FALSE);
  test_settle ();
  g_assert_cmpint (desk_queue_get_n_waiting (queue), ==, 0);
  g_assert_cmpint (desk_queue_get_oldest_since (queue), ==, 0);
  g_assert_null (desk_queue_get_oldest_room (queue));
}

/* --- what events do not tell ------------------------------------------- */

static DeskWaiting *
oldest (SessionFixture *fixture)
{
  test_settle ();
  return desk_queue_model_get_oldest (desk_session_get_queues (fixture->session));
}

static void
test_asked_names (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  places_parked (fixture, "701", "r1", "t2");
  places_queued (fixture, "600", "r2", TRUE);
  places_parked (fixture, "702", "r3", "t5");
  places_parked (fixture, "703", "r4", "t6");
  g_assert_null (pbx_take (fixture, "getTalkerInfo"));
  /* An event brings it meanwhile. */
  places_status (fixture, "1001", 2, "r4", "t6", "1002");
  session_fixture_advance (fixture, SECOND);
  pbx_answer (fixture, "getExtensionProperties", "1001", "[[\"Ben\"]]");
  pbx_answer (fixture, "getExtensionProperties", "[\"600\"],\"property_names\":[\"name\"]", "[[\"Sales\"]]");
  pbx_answer (
      fixture, "getTalkerInfo", "r1",
      "[{\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":\"14\"},"
      "{\"user\":\"0312345678\",\"talker_id\":\"t2\",\"user_display_name\":\"Mori\",\"status\":\"30\"}]");
  pbx_answer (fixture, "getTalkerInfo", "r2",
              "[{\"user\":\"1005\",\"talker_id\":\"t3\",\"status\":\"65\"},"
              "{\"user\":\"0387654321\",\"talker_id\":\"t4\",\"status\":\"14\"}]");
  pbx_refuse (fixture, "getTalkerInfo", -1, "No permission.");
  g_assert_null (pbx_take (fixture, "getTalkerInfo"));
  places_check_parks (fixture, "701(Mori) 702(Unknown) 703(Ben)");
  g_assert_cmpstr (desk_waiting_get_name (oldest (fixture)), ==, "0387654321");
  g_assert_cmpstr (desk_queue_get_name (places_find_queue (fixture, "600")), ==, "Sales");

  /* Once. */
  places_parked (fixture, "702", "r3", "t5");
  places_queued (fixture, "600", "r2", FALSE);
  places_queued (fixture, "600", "r2", TRUE);
  session_fixture_advance (fixture, SECOND);
  g_assert_null (pbx_take (fixture, "getTalkerInfo"));
  places_parked (fixture, "704", "r5", "t9");
  session_fixture_advance (fixture, SECOND);
  /* The session goes while an answer is due. */
}

/* --- a new line -------------------------------------------------------- */

static void
test_reconnect (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  places_parked (fixture, "701", "r1", "t1");
  places_parked (fixture, "702", "r2", "t2");
  places_line_taken (fixture, "line/1", "1002", "");
  places_line_taken (fixture, "line/2", "1003", "");
  places_queued (fixture, "600", "r3", TRUE);
  places_queued (fixture, "600", "r4", TRUE);
  test_settle ();
  fake_transport_drop (fixture->line, 1006, NULL);
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  places_check_parks (fixture, "701(Unknown) 702(Unknown)");
  g_ptr_array_set_size (fixture->sent, 0);
  places_log_in (fixture);
  places_parked (fixture, "702", "r2", "t2");
  places_line_taken (fixture, "line/2", "1003", "");
  places_queued (fixture, "600", "r4", TRUE);
  pbx_get_ready (fixture, FALSE);
  places_check_parks (fixture, "701 702(Unknown)");
  places_check_line (fixture, "line/1", DESK_LAMP_FREE, "");
  places_check_line (fixture, "line/2", DESK_LAMP_OTHER, "1003");
  g_assert_cmpint (desk_queue_get_n_waiting (places_find_queue (fixture, "600")), ==, 1);
}

/* What was asked for on the old line is asked again; by now another call may have the room's id. */
static void
test_reconnect_names (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  places_parked (fixture, "701", "r1", "t1");
  places_queued (fixture, "600", "r2", TRUE);
  session_fixture_advance (fixture, SECOND);
  pbx_answer (fixture, "getTalkerInfo", "r1",
              "[{\"user\":\"0312345678\",\"talker_id\":\"t1\","
              "\"user_display_name\":\"Mori\",\"status\":\"30\"}]");
  places_check_parks (fixture, "701(Mori)");
  fake_transport_drop (fixture->line, 1006, NULL); /* r2 was not answered */
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  while (fake_transport_take (fixture->line) != NULL)
    ;
  g_ptr_array_set_size (fixture->sent, 0);
  places_log_in (fixture);
  places_parked (fixture, "702", "r1", "t4"); /* it started again */
  places_queued (fixture, "600", "r2", TRUE);
  pbx_get_ready (fixture, FALSE);
  session_fixture_advance (fixture, SECOND);
  pbx_answer (fixture, "getTalkerInfo", "r1",
              "[{\"user\":\"0387654321\",\"talker_id\":\"t4\","
              "\"user_display_name\":\"Abe\",\"status\":\"30\"}]");
  pbx_answer (fixture, "getTalkerInfo", "r2",
              "[{\"user\":\"0399998888\",\"talker_id\":\"t6\","
              "\"status\":\"14\"}]");
  places_check_parks (fixture, "701 702(Abe)");
  g_assert_cmpstr (desk_waiting_get_name (oldest (fixture)), ==, "0399998888");
  pbx_answer (fixture, "getExtensionProperties", "[\"600\"],\"property_names\":[\"name\"]", "[[\"Sales\"]]");
  g_assert_cmpstr (desk_queue_get_name (places_find_queue (fixture, "600")), ==, "Sales");
}

/* --- numbers ----------------------------------------------------------- */

static void
check_list (const char *text, const char *expected)
{
  g_auto (GStrv) numbers = desk_listing_parse_slots (text);
  g_autofree char *joined = g_strjoinv (" ", numbers);

  g_assert_cmpstr (joined, ==, expected);
}

static void
check_tidy (char *(*tidy) (const char *text, GError **error), const char *typed, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tidied = tidy (typed, &error);

  g_assert_cmpstr (tidied, ==, expected);
  g_assert_true ((tidied == NULL) == g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
}

static void
test_typed (void)
{
  check_tidy (desk_listing_tidy_slots, " 701-704 ;710,", "701-704, 710");
  check_tidy (desk_listing_tidy_slots, "７０１－７０４、７１０", "701-704, 710");
  check_tidy (desk_listing_tidy_slots, "701–704", "701-704");
  check_tidy (desk_listing_tidy_slots, "*71, ~0025005e", "*71, ~0025005e");
  check_tidy (desk_listing_tidy_slots, "", "");
  check_tidy (desk_listing_tidy_slots, "704-701", NULL);
  check_tidy (desk_listing_tidy_slots, "701-", NULL);
  check_tidy (desk_listing_tidy_slots, "70l-704", NULL);
  check_tidy (desk_listing_tidy_slots, "701 702", NULL);
  check_tidy (desk_listing_tidy_slots, "1-1001", NULL);
  check_tidy (desk_listing_tidy_slots, "1-18446744073709551616", NULL);
  check_tidy (desk_listing_tidy_lines, "line/1,gaisen-6261/2", "line/1, gaisen-6261/2");
  check_tidy (desk_listing_tidy_lines, "line/1 line/2", NULL);
}

/* Free lines are there as soon as they are listed; a line is no slot. */
static void
test_listed (SessionFixture *fixture, gconstpointer data)
{
  DeskList *lines = DESK_LIST (desk_session_get_lines (fixture->session));

  g_object_set (fixture->account, "park-slots", "701-702", "shared-lines", "line/1, 702", NULL);
  places_start (fixture);
  places_check_parks (fixture, "701");
  g_assert_cmpuint (desk_list_get_size (lines), ==, 2);
  g_object_set (fixture->account, "shared-lines", "line/1, line/2", NULL);
  places_check_parks (fixture, "701 702");
  g_assert_cmpuint (desk_list_get_size (lines), ==, 2);
  g_assert_nonnull (desk_line_model_find (desk_session_get_lines (fixture->session), "line/2"));
  /* A number mistyped goes as it came; what the PBX named stays. */
  places_parked (fixture, "702", "r1", "t1");
  g_object_set (fixture->account, "park-slots", NULL, "shared-lines", NULL, NULL);
  places_check_parks (fixture, "702(Unknown)");
  g_assert_cmpuint (desk_list_get_size (lines), ==, 0);
}

/* A call says on which shared line it is, whichever of the two is told first. */
static void
test_line_of_call (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;

  places_start (fixture);
  pbx_status (fixture, "1000", 14, "r1", "t1", ",\"other_number\":\"0312345678\"");
  call = session_fixture_get_only_call (fixture);
  g_assert_cmpstr (desk_call_get_line (call), ==, "");
  pbx_notify (fixture, "notify_line", "\"line\":\"line/1\",\"status\":\"on\",\"room_id\":\"r1\","
                                      "\"line_talker\":\"1000\",\"line_talker_id\":\"t1\"");
  test_settle ();
  g_assert_cmpstr (desk_call_get_line (call), ==, "line/1");
  pbx_notify (fixture, "notify_line", "\"line\":\"line/1\",\"status\":\"off\"");
  pbx_notify (fixture, "notify_line", "\"line\":\"line/2\",\"status\":\"on\",\"room_id\":\"r2\"");
  pbx_status (fixture, "1000", 14, "r2", "t1", "");
  test_settle ();
  g_assert_cmpstr (desk_call_get_line (call), ==, "line/2");
}

static void
test_numbers (void)
{
  g_autofree char *label = desk_park_dup_label ("~0025005e");
  g_autofree char *plain = desk_park_dup_label ("701");
  g_autofree char *broken = desk_park_dup_label ("~00250");
  g_autofree char *unsafe = desk_park_dup_label ("~0000");

  g_assert_cmpstr (label, ==, "%^");
  g_assert_cmpstr (plain, ==, "701");
  g_assert_cmpstr (broken, ==, "~00250");
  g_assert_cmpstr (unsafe, ==, "~0000");

  check_list ("701-704, 777", "701 702 703 704 777");
  check_list (" 701 ,701,, 700-701; park-a", "701 700 park-a");
  check_list ("008-011", "008 009 010 011");
  check_list ("704-701", "");
  check_list (NULL, "");

  g_assert_cmpint (desk_number_compare ("701", "1701"), <, 0);
  g_assert_cmpint (desk_number_compare ("line/2", "line/10"), <, 0);
  g_assert_cmpint (desk_number_compare ("a", "b"), <, 0);
  g_assert_cmpint (desk_number_compare ("7", "7a"), <, 0);
}

#define ADD(path, func)                                                                                      \
  g_test_add ("/places/" path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("asked-for", test_asked_for);
  ADD ("slots", test_slots);
  ADD ("lamps", test_lamps);
  ADD ("queues", test_queues);
  ADD ("asked-names", test_asked_names);
  ADD ("reconnect", test_reconnect);
  ADD ("reconnect-names", test_reconnect_names);
  ADD ("listed", test_listed);
  ADD ("line-of-call", test_line_of_call);
  g_test_add_func ("/places/numbers", test_numbers);
  g_test_add_func ("/places/typed", test_typed);
  return g_test_run ();
}
