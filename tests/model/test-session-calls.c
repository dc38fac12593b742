/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of a session: the verbs, what is refused, and calls met midway. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "tests/model/session-fixture.h"

static void
failed_cb (DeskSession *session, DeskOperation *operation, SessionFixture *fixture)
{
  g_string_append_printf (fixture->told, "%d:%d ", desk_operation_get_verb (operation),
                          desk_operation_get_error (operation)->code);
}

static void
set_up (SessionFixture *fixture, gconstpointer user)
{
  session_fixture_set_up (fixture, user);
  g_signal_connect (fixture->session, "operation-failed", G_CALLBACK (failed_cb), fixture);
}

static void
refuse_permission (SessionFixture *fixture, const char *method)
{
  pbx_refuse (fixture, method, -1, "No permission.");
}

static void
test_outgoing (SessionFixture *fixture, gconstpointer data)
{
  DeskOperation *dial;

  session_fixture_start (fixture);
  dial = desk_session_dial (fixture->session, "1002");
  g_assert_true (desk_operation_get_is_running (dial));
  g_assert_null (desk_session_dial (fixture->session, "1001"));
  g_object_add_weak_pointer (G_OBJECT (dial), (gpointer *)&dial);
  pbx_answer (fixture, "makeCall", "\"to\":[\"1002\"]", "\"succeeded: 77\"");
  g_assert_nonnull (dial);
  pbx_status (fixture, "1000", 0, "r1", "t1", ",\"role\":\"c\",\"other_number\":\"1002\"");
  g_assert_null (dial);
  g_assert_cmpstr (desk_call_get_name (session_fixture_get_only_call (fixture)), ==, "Cid");
  g_assert_cmpint (desk_call_get_state (session_fixture_get_only_call (fixture)), ==,
                   DESK_CALL_STATE_DIALLING);
  g_assert_cmpint (desk_call_get_direction (session_fixture_get_only_call (fixture)), ==,
                   DESK_DIRECTION_OUTGOING);
  pbx_status (fixture, "1000", 2, "r1", "t1", ",\"role\":\"c\"");
  pbx_status (fixture, "1002", 65, "r1", "t2", ",\"role\":\"s\",\"other_number\":\"1000\"");
  pbx_status (fixture, "1002", 2, "r1", "t2", ",\"role\":\"s\"");
  g_assert_cmpint (desk_call_get_state (session_fixture_get_only_call (fixture)), ==,
                   DESK_CALL_STATE_TALKING);
  session_fixture_check (fixture, "1000", "Ann", DESK_PRESENCE_TALKING);
  session_fixture_check (fixture, "1002", "Cid", DESK_PRESENCE_TALKING);
  g_assert_cmpstr (desk_extension_get_other (session_fixture_find (fixture, "1002")), ==, "Ann");

  /* Hold: the answer ends the request, the notification changes the state. */
  g_assert_nonnull (
      desk_session_run (fixture->session, DESK_VERB_HOLD, session_fixture_get_only_call (fixture), NULL));
  g_assert_false (desk_call_can (session_fixture_get_only_call (fixture), DESK_VERB_HANG_UP));
  g_assert_null (
      desk_session_run (fixture->session, DESK_VERB_HOLD, session_fixture_get_only_call (fixture), NULL));
  pbx_status (fixture, "1000", 35, "r1", "t1", "");
  g_assert_cmpint (desk_call_get_state (session_fixture_get_only_call (fixture)), ==, DESK_CALL_STATE_HELD);
  g_assert_nonnull (desk_call_get_pending (session_fixture_get_only_call (fixture)));
  pbx_answer (fixture, "remoteControl", "\"hold\"", "\"succeeded:\"");
  g_assert_null (desk_call_get_pending (session_fixture_get_only_call (fixture)));

  g_assert_nonnull (
      desk_session_run (fixture->session, DESK_VERB_RESUME, session_fixture_get_only_call (fixture), NULL));
  pbx_answer (fixture, "remoteControl", "\"talk\"", "\"succeeded:\"");
  g_assert_nonnull (desk_call_get_pending (session_fixture_get_only_call (fixture)));
  pbx_status (fixture, "1000", 36, "r1", "t1", "");
  g_assert_null (desk_call_get_pending (session_fixture_get_only_call (fixture)));

  g_assert_nonnull (
      desk_session_run (fixture->session, DESK_VERB_HANG_UP, session_fixture_get_only_call (fixture), NULL));
  pbx_answer (fixture, "disconnect", "\"t1\"", "\"succeeded:\"");
  pbx_status (fixture, "1000", -1, "r1", "t1", "");
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (fixture->session))), ==,
                   0);
  session_fixture_check (fixture, "1000", "Ann", DESK_PRESENCE_FREE);
  g_assert_cmpstr (fixture->told->str, ==, "");
}

static void
test_incoming (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_start (fixture);
  pbx_status (fixture, "1000", 0, "r1", "t1", ",\"other_number\":\"0312345678\"");
  pbx_status (fixture, "1000", 65, "r1", "t1", ",\"other_user_display_name\":\"Mori Ltd.\"");
  g_assert_cmpstr (desk_call_get_name (session_fixture_get_only_call (fixture)), ==, "Mori Ltd.");
  g_assert_nonnull (
      desk_session_run (fixture->session, DESK_VERB_ANSWER, session_fixture_get_only_call (fixture), NULL));
  pbx_answer (fixture, "remoteControl", "\"talk\"", "\"succeeded:\"");
  pbx_status (fixture, "1000", 2, "r1", "t1", "");
  g_assert_cmpint (desk_call_get_state (session_fixture_get_only_call (fixture)), ==,
                   DESK_CALL_STATE_TALKING);
  pbx_notify (fixture, "notify_callrecording", "\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":\"on\"");
  g_assert_true (desk_call_get_is_recording (session_fixture_get_only_call (fixture)));
}

static void
test_phone_ignores (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *expected = g_strdup_printf ("%d:%d ", DESK_VERB_ANSWER, DESK_ERROR_PHONE_IGNORED);

  session_fixture_start (fixture);
  pbx_status (fixture, "1000", 65, "r1", "t1", "");
  desk_session_run (fixture->session, DESK_VERB_ANSWER, session_fixture_get_only_call (fixture), NULL);
  pbx_answer (fixture, "remoteControl", NULL, "\"succeeded:\"");
  session_fixture_advance (fixture, 4 * SECOND);
  g_assert_false (desk_call_can (session_fixture_get_only_call (fixture), DESK_VERB_ANSWER));
  session_fixture_advance (fixture, SECOND);
  g_assert_true (desk_call_can (session_fixture_get_only_call (fixture), DESK_VERB_ANSWER));
  g_assert_cmpstr (fixture->told->str, ==, expected);
}

/* Recording shows by events alone: without one, nobody is left to believe that it is on. */
static void
test_no_effect (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *expected = g_strdup_printf ("%d:%d %d:%d ", DESK_VERB_RECORD, DESK_ERROR_NO_EFFECT,
                                               DESK_VERB_HANG_UP, DESK_ERROR_NO_EFFECT);
  DeskCall *call;

  session_fixture_start (fixture);
  pbx_status (fixture, "1000", 14, "r1", "t1", "");
  call = session_fixture_get_only_call (fixture);
  desk_session_run (fixture->session, DESK_VERB_RECORD, call, NULL);
  pbx_answer (fixture, "startRecording", NULL, "\"succeeded:\"");
  session_fixture_advance (fixture, 5 * SECOND);
  g_assert_true (desk_call_can (call, DESK_VERB_RECORD));
  desk_session_run (fixture->session, DESK_VERB_HANG_UP, call, NULL);
  pbx_answer (fixture, "disconnect", NULL, "\"succeeded:\"");
  session_fixture_advance (fixture, 5 * SECOND);
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP));
  /* Sent away: who has it rings, and until then it may stay. */
  desk_session_run (fixture->session, DESK_VERB_TRANSFER, call, "1001");
  pbx_answer (fixture, "transfer", NULL, "\"succeeded:\"");
  session_fixture_advance (fixture, 5 * SECOND);
  g_assert_cmpstr (fixture->told->str, ==, expected);
}

static void
test_refusals (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  g_assert_null (desk_session_dial (fixture->session, "1002"));
  g_string_append_printf (expected, "%d:%d ", DESK_VERB_DIAL, DESK_ERROR_NOT_READY);
  session_fixture_start (fixture);
  g_assert_null (desk_session_dial (fixture->session, "Cid"));
  g_string_append_printf (expected, "%d:%d ", DESK_VERB_DIAL, DESK_ERROR_BAD_NUMBER);
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
  pbx_answer (fixture, "makeCall", NULL, "\"failed: no phone\"");
  g_string_append_printf (expected, "%d:%d ", DESK_VERB_DIAL, PAL_ERROR_REMOTE);
  g_assert_cmpstr (fixture->told->str, ==, expected->str);
  /* And it may be tried again. */
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
  pbx_answer (fixture, "makeCall", NULL, "\"succeeded: 1\"");
  session_fixture_advance (fixture, 2 * SECOND);
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
}

static void
test_midway (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;
  g_autofree char *again = NULL;

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_status (fixture, "1000", 35, "r1", "t1", "");
  pbx_notify (fixture, "notify_callrecording", "\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":\"on\"");
  pbx_get_ready (fixture, FALSE);
  call = session_fixture_get_only_call (fixture);
  g_assert_cmpstr (desk_call_get_number (call), ==, "");
  g_assert_true (desk_call_get_is_recording (call));
  pbx_answer (fixture, "getTalkerInfo", "\"room_id\":\"r1\"",
              "[{\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":\"35\",\"other_number\":\"0312345678\","
              "\"other_user_display_name\":\"Mori Ltd.\"},"
              "{\"user\":\"0312345678\",\"talker_id\":77,\"status\":\"2\",\"other_number\":\"1000\"}]");
  g_assert_cmpstr (desk_call_get_name (call), ==, "Mori Ltd.");
  g_assert_cmpstr (desk_call_get_number (call), ==, "0312345678");
  g_assert_cmpint (desk_call_get_direction (call), ==, DESK_DIRECTION_OUTGOING);
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_false (desk_call_get_is_conference (call));
  pbx_status (fixture, "1000", 36, "r1", "t1", "");
  pbx_status (fixture, "1000", 35, "r1", "t1", "");
  again = pbx_take (fixture, "getTalkerInfo");
  g_assert_null (again);
}

/* Who waits was called by a group, and shows its number. */
static void
test_midway_group (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1001", TRUE);
  pbx_status (fixture, "1000", 16, "r1", "t1", ",\"other_number\":\"1001\"");
  pbx_status (fixture, "1001", 2, "r1", "t3", ",\"other_number\":\"1000\"");
  pbx_get_ready (fixture, FALSE);
  call = session_fixture_get_only_call (fixture);
  pbx_answer (fixture, "getTalkerInfo", "\"room_id\":\"r1\"",
              "[{\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":16,\"other_number\":\"1001\"},"
              "{\"user\":\"0312345678\",\"talker_id\":\"t2\",\"status\":2,\"other_number\":\"600\"},"
              "{\"user\":\"1001\",\"talker_id\":\"t3\",\"status\":2,\"other_number\":\"1000\"}]");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_CONSULTING);
  g_assert_cmpstr (desk_call_get_transfer_to (call), ==, "1001");
}

/* Signed in amid a transfer, and amid a conference with somebody outside. */
static void
test_midway_transfer (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1001", TRUE);
  pbx_status (fixture, "1000", 16, "r1", "t1", ",\"other_number\":\"1001\"");
  pbx_status (fixture, "1001", 2, "r1", "t3", ",\"other_number\":\"1000\"");
  pbx_get_ready (fixture, FALSE);
  call = session_fixture_get_only_call (fixture);
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  pbx_answer (fixture, "getTalkerInfo", "\"room_id\":\"r1\"",
              "{\"t1\":{\"user\":\"1000\",\"status\":16,\"other_number\":\"1001\"},"
              "\"t2\":{\"user\":\"0312345678\",\"status\":2,\"other_number\":\"1000\",\"user_display_name\":"
              "\"Mori\"},"
              "\"t3\":{\"user\":\"1001\",\"status\":2,\"other_number\":\"1000\"}}");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_CONSULTING);
  g_assert_cmpstr (desk_call_get_transfer_to (call), ==, "1001");
  g_assert_cmpstr (desk_call_get_name (call), ==, "Mori");
  g_assert_true (desk_call_can (call, DESK_VERB_COMPLETE));
  g_assert_true (desk_call_can (call, DESK_VERB_JOIN));

  desk_session_run (fixture->session, DESK_VERB_JOIN, call, NULL);
  pbx_answer (fixture, "conference", NULL, "\"succeeded:\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_true (desk_call_get_is_conference (call));
  g_assert_cmpuint (g_strv_length ((char **)desk_call_get_members (call)), ==, 2);
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP) && desk_call_can (call, DESK_VERB_HOLD));
  g_assert_false (desk_call_can (call, DESK_VERB_TRANSFER) || desk_call_can (call, DESK_VERB_CONSULT)
                  || desk_call_can (call, DESK_VERB_PARK));
  pbx_status (fixture, "1000", 36, "r1", "t1", "");
  g_assert_true (desk_call_get_is_conference (call));
  /* He outside leaves. */
  pbx_status (fixture, "1000", 14, "r1", "t1", ",\"other_number\":\"1001\"");
  g_assert_false (desk_call_get_is_conference (call));
  g_assert_null (desk_call_get_members (call));
  g_assert_cmpstr (desk_call_get_number (call), ==, "1001");
}

/* I barge into a talk of others: a call of mine, of which nobody can be handed on. */
static void
test_barge (SessionFixture *fixture, gconstpointer data)
{
  DeskMonitor *monitor = desk_session_get_monitor (fixture->session);
  DeskCall *call;

  session_fixture_start (fixture);
  pbx_status (fixture, "1001", 14, "r1", "t1", ",\"other_number\":\"1002\"");
  pbx_status (fixture, "1002", 2, "r1", "t2", ",\"other_number\":\"1001\"");
  pbx_status (fixture, "1000", 65, "r1", "t3", ",\"other_number\":\"1001\"");
  call = session_fixture_get_only_call (fixture);
  g_assert_false (desk_call_get_is_monitor (call));
  pbx_status (fixture, "1000", 2, "r1", "t3", ",\"other_number\":\"1001\"");
  g_assert_true (desk_call_get_is_monitor (call));
  g_assert_false (desk_call_get_is_conference (call));
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP));
  g_assert_false (desk_call_can (call, DESK_VERB_TRANSFER) || desk_call_can (call, DESK_VERB_PARK));

  /* Nobody here asked for it: it is marked all the same, for as long as it lasts. */
  g_assert_true (desk_monitor_get_call (monitor) == call && desk_monitor_get_is_found (monitor));
  pbx_status (fixture, "1000", -1, "r1", "t3", "");
  g_assert_false (desk_monitor_get_is_on (monitor) || desk_monitor_get_is_found (monitor));
}

/* I fetch whom somebody parked, and no event told that he was: the PBX is asked what I am there. */
static void
test_no_barge (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;

  session_fixture_start (fixture);
  pbx_status (fixture, "1001", 14, "r1", "t1", ",\"other_number\":\"1002\"");
  pbx_status (fixture, "1000", 65, "r1", "t3", ",\"other_number\":\"1001\"");
  pbx_status (fixture, "1000", 2, "r1", "t3", ",\"other_number\":\"1001\"");
  call = session_fixture_get_only_call (fixture);
  pbx_answer (fixture, "getTalkerInfo", "\"r1\"",
              "{\"t1\":{\"user\":\"1001\",\"talker_id\":\"t1\",\"status\":\"14\",\"other_number\":\"1000\"},"
              "\"t3\":{\"user\":\"1000\",\"talker_id\":\"t3\",\"status\":\"2\",\"other_number\":\"1001\"}}");
  g_assert_false (desk_call_get_is_monitor (call));
  g_assert_true (desk_call_can (call, DESK_VERB_TRANSFER));
  g_assert_false (desk_monitor_get_is_on (desk_session_get_monitor (fixture->session)));
}

/* The PBX says yes, and my phone never rings: that does not stand in the way of the next attempt. */
static void
test_barge_in_vain (SessionFixture *fixture, gconstpointer data)
{
  DeskMonitor *monitor = desk_session_get_monitor (fixture->session);
  DeskExtension *bo;

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_get_ready (fixture, TRUE);
  pbx_status (fixture, "1001", 14, "r1", "t1", ",\"other_number\":\"1002\"");
  pbx_status (fixture, "1002", 2, "r1", "t2", ",\"other_number\":\"1001\"");
  bo = session_fixture_find (fixture, "1001");
  g_assert_nonnull (desk_session_run_with (fixture->session, bo, DESK_VERB_LISTEN));
  pbx_answer (fixture, "barge", "\"t1\"", "\"succeeded:\"");
  g_assert_false (desk_session_can_with (fixture->session, bo, DESK_VERB_LISTEN));
  session_fixture_advance (fixture, 11 * SECOND);
  g_assert_true (desk_session_can_with (fixture->session, bo, DESK_VERB_LISTEN));

  /* A call of mine with him is no monitor now. */
  pbx_status (fixture, "1000", 65, "r1", "t3", ",\"other_number\":\"1001\"");
  g_assert_false (desk_monitor_get_is_on (monitor));
  pbx_status (fixture, "1000", -1, "r1", "t3", "");
  g_assert_nonnull (desk_session_run_with (fixture->session, bo, DESK_VERB_LISTEN));
  pbx_answer (fixture, "barge", "\"t1\"", "\"succeeded:\"");
  pbx_status (fixture, "1000", 65, "r1", "t4", ",\"other_number\":\"1001\"");
  session_fixture_advance (fixture, 30 * SECOND);
  g_assert_true (desk_monitor_get_is_on (monitor) && !desk_monitor_get_is_found (monitor));
}

/* A queue's call keeps saying where it came from; what the other side does is told by its leg. */
static void
test_context (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;

  session_fixture_start (fixture);
  pbx_notify (fixture, "notify_queue", "\"extension\":\"700\",\"status\":\"on\",\"room_id\":\"r1\"");
  pbx_status (fixture, "1000", 65, "r1", "t1", ",\"other_number\":\"1001\"");
  call = session_fixture_get_only_call (fixture);
  g_assert_cmpstr (desk_call_get_context (call), ==, "700");
  pbx_notify (fixture, "notify_queue", "\"extension\":\"700\",\"status\":\"off\",\"room_id\":\"r1\"");
  pbx_status (fixture, "1000", 2, "r1", "t1", "");
  pbx_status (fixture, "1001", 14, "r1", "t2", ",\"other_number\":\"1000\"");
  g_assert_cmpstr (desk_call_get_context (call), ==, "700");
  g_assert_cmpint (desk_call_get_other_state (call), ==, DESK_OTHER_TALKING);
  pbx_status (fixture, "1001", 35, "r1", "t2", "");
  g_assert_cmpint (desk_call_get_other_state (call), ==, DESK_OTHER_HOLDING);
}

/* The PBX says no: there is no transfer to cancel, and the call is an ordinary one. */
static void
test_consult_refused (SessionFixture *fixture, gconstpointer data)
{
  DeskCall *call;

  session_fixture_start (fixture);
  pbx_status (fixture, "1000", 65, "r1", "t1", ",\"other_number\":\"0312345678\"");
  pbx_status (fixture, "1000", 2, "r1", "t1", "");
  call = session_fixture_get_only_call (fixture);
  desk_session_run (fixture->session, DESK_VERB_CONSULT, call, "1001");
  pbx_answer (fixture, "transfer", "\"attended\"", "\"failed: busy\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_null (desk_call_get_pending (call));

  /* Over before the answer came: nothing is on, and nothing hangs. */
  desk_session_run (fixture->session, DESK_VERB_CONSULT, call, "1002");
  pbx_status (fixture, "1000", 35, "r1", "t1", "");
  pbx_status (fixture, "1002", 65, "r1", "t3", ",\"other_number\":\"1000\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_CALLING);
  pbx_status (fixture, "1002", -1, "r1", "t3", "");
  pbx_status (fixture, "1000", 48, "r1", "t1", "");
  pbx_status (fixture, "1000", 36, "r1", "t1", "");
  pbx_answer (fixture, "transfer", NULL, "\"succeeded:\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_null (desk_call_get_pending (call));

  desk_session_run (fixture->session, DESK_VERB_CONSULT, call, "1002");
  pbx_answer (fixture, "transfer", NULL, "\"succeeded:\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_CALLING);
  desk_session_run (fixture->session, DESK_VERB_CANCEL, call, NULL);
  refuse_permission (fixture, "cancelTransfer");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP));
}

static void
test_drop_while_pending (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_start (fixture);
  pbx_status (fixture, "1000", 14, "r1", "t1", "");
  desk_session_run (fixture->session, DESK_VERB_HOLD, session_fixture_get_only_call (fixture), NULL);
  fake_transport_drop (fixture->line, 1006, NULL);
  test_settle ();
  g_assert_null (desk_call_get_pending (session_fixture_get_only_call (fixture)));
  g_assert_cmpstr (fixture->told->str, !=, "");
}

static void
let_go_cb (DeskExtension *extension, GParamSpec *pspec, DeskSession **session)
{
  g_clear_object (session);
}

/* Whoever hears of a change may close the window, and with it the session. */
static void
test_let_go (SessionFixture *fixture, gconstpointer data)
{
  DeskSession *other = desk_session_new (fixture->account, NULL, fixture->clock, NULL);
  DeskPresenceModel *colleagues = g_object_ref (desk_session_get_colleagues (other));

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 2000 + i);

      desk_presence_model_ensure (colleagues, number);
    }
  g_signal_connect (desk_presence_model_find (colleagues, "2003"), "notify::is-stale", G_CALLBACK (let_go_cb),
                    &other);
  desk_session_set_stale (other, FALSE);
  test_wait_for (other == NULL);
  g_object_unref (colleagues);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                                      \
  g_test_add ("/model/session/" path, SessionFixture, NULL, set_up, func, session_fixture_tear_down)
  ADD ("midway", test_midway);
  ADD ("midway-transfer", test_midway_transfer);
  ADD ("midway-group", test_midway_group);
  ADD ("consult-refused", test_consult_refused);
  ADD ("barge", test_barge);
  ADD ("barge-in-vain", test_barge_in_vain);
  ADD ("no-barge", test_no_barge);
  ADD ("context", test_context);
  ADD ("outgoing", test_outgoing);
  ADD ("incoming", test_incoming);
  ADD ("phone-ignores", test_phone_ignores);
  ADD ("no-effect", test_no_effect);
  ADD ("refusals", test_refusals);
  ADD ("let-go", test_let_go);
  ADD ("drop-while-pending", test_drop_while_pending);
#undef ADD
  return g_test_run ();
}
