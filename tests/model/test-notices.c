/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What deserves to be told outside the window, and when it no longer does. */
#include "config.h"

#include <string.h>

#include "model/desk-notices.h"
#include "model/desk-plain.h"
#include "tests/model/places.h"

/* "+incoming:t1 -incoming:t1 " */
static void
notice_cb (DeskNotices *notices, DeskNotice *notice, SessionFixture *fixture)
{
  g_string_append_printf (fixture->told, "+%s ", desk_notice_get_id (notice));
  g_assert_true (desk_notices_find (notices, desk_notice_get_id (notice)) == notice);
}

static void
withdrawn_cb (DeskNotices *notices, const char *id, SessionFixture *fixture)
{
  g_string_append_printf (fixture->told, "-%s ", id);
  g_assert_null (desk_notices_find (notices, id));
}

static DeskNotices *
notices_of (SessionFixture *fixture)
{
  return desk_session_get_notices (fixture->session);
}

static void
set_up (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_set_up (fixture, data);
  g_signal_connect (notices_of (fixture), "notice", G_CALLBACK (notice_cb), fixture);
  g_signal_connect (notices_of (fixture), "withdrawn", G_CALLBACK (withdrawn_cb), fixture);
}

/* What was said since the last time. */
static void
expect (SessionFixture *fixture, const char *expected)
{
  test_settle ();
  g_assert_cmpstr (fixture->told->str, ==, expected);
  g_string_truncate (fixture->told, 0);
}

static void
expect_text (SessionFixture *fixture, const char *id, const char *title, const char *body)
{
  DeskNotice *notice = desk_notices_find (notices_of (fixture), id);

  g_assert_nonnull (notice);
  g_assert_cmpstr (desk_notice_get_title (notice), ==, title);
  g_assert_cmpstr (desk_notice_get_body (notice), ==, body);
}

static void
ring (SessionFixture *fixture, const char *room, const char *talker, const char *other, const char *name)
{
  g_autofree char *more
      = g_strdup_printf (",\"other_number\":\"%s\",\"other_display_name\":\"%s\"", other, name);

  pbx_status (fixture, "1000", 65, room, talker, more);
}

static void
end (SessionFixture *fixture, const char *room, const char *talker, const char *more)
{
  pbx_status (fixture, "1000", -1, room, talker, more);
}

static void
reconnect (SessionFixture *fixture)
{
  fake_transport_drop (fixture->line, 1006, NULL);
  session_fixture_advance (fixture, 10 * SECOND);
  places_log_in (fixture);
}

/* Time goes by on a line that lives. */
static void
pass (SessionFixture *fixture, guint seconds)
{
  for (guint i = 0; i < seconds; i += 5)
    {
      if (i > 0)
        fake_transport_pong (fixture->line);
      session_fixture_advance (fixture, MIN (5, seconds - i) * SECOND);
    }
  fake_transport_pong (fixture->line);
}

/* --- calls ---------------------------------------------------------------------- */

static void
test_incoming (SessionFixture *fixture, gconstpointer data)
{
  DeskNotice *notice;

  places_start (fixture);
  places_queued (fixture, "600", "r1", TRUE);
  ring (fixture, "r1", "t1", "0312345678", "Mori Ltd.");
  expect (fixture, "+incoming:t1 ");
  expect_text (fixture, "incoming:t1", "Mori Ltd. · 0312345678 · 600", "Incoming call through a queue");
  notice = desk_notices_find (notices_of (fixture), "incoming:t1");
  g_assert_cmpstr (desk_notice_get_call_id (notice), ==, "t1");
  g_assert_cmpstr (desk_notice_get_subject (notice), ==, "t1");
  g_assert_true (desk_notice_can (notice, DESK_DEED_ANSWER) && desk_notice_can (notice, DESK_DEED_DECLINE)
                 && desk_notice_can (notice, DESK_DEED_OPEN));
  g_assert_false (desk_notice_can (notice, DESK_DEED_CALL_BACK));

  /* Said again it is no news; answered it is over. */
  ring (fixture, "r1", "t1", "0312345678", "Mori Ltd.");
  expect (fixture, "");
  places_status (fixture, "1000", 2, "r1", "t1", "0312345678");
  expect (fixture, "-incoming:t1 ");
  end (fixture, "r1", "t1", "");
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "");

  /* Rings and is answered within one slice: nothing to tell; a second caller while I talk is told. */
  fake_transport_feed (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"notify_status\",\"params\":{\"user\":\"1000\","
                       "\"status\":\"65\",\"room_id\":\"r2\",\"talker_id\":\"t2\",\"other_number\":\"1001\"}}", -1);
  fake_transport_feed (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"notify_status\",\"params\":{\"user\":\"1000\","
                       "\"status\":\"2\",\"room_id\":\"r2\",\"talker_id\":\"t2\",\"other_number\":\"1001\"}}", -1);
  expect (fixture, "");
  ring (fixture, "r3", "t3", "1002", "");
  expect (fixture, "+incoming:t3 ");
  expect_text (fixture, "incoming:t3", "1002", "Incoming call");
  end (fixture, "r3", "t3", "");
  expect (fixture, "-incoming:t3 ");
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "+missed:1002 ");
}

static void
test_missed (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  ring (fixture, "r1", "t1", "0355", "Chie");
  end (fixture, "r1", "t1", ",\"rescode\":\"487\"");
  expect (fixture, "+incoming:t1 -incoming:t1 ");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+missed:0355 ");
  expect_text (fixture, "missed:0355", "Chie · 0355", "Missed call");
  g_assert_true (desk_notice_can (desk_notices_find (notices_of (fixture), "missed:0355"), DESK_DEED_CALL_BACK));
  /* The same number again counts on. */
  ring (fixture, "r2", "t2", "0355", "Chie");
  end (fixture, "r2", "t2", "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+incoming:t2 -incoming:t2 +missed:0355 ");
  expect_text (fixture, "missed:0355", "Chie · 0355", "2 missed calls");
  /* Called back: done. */
  places_status (fixture, "1000", 1, "r3", "t3", "0355");
  expect (fixture, "");
  places_status (fixture, "1000", 14, "r3", "t3", "0355");
  expect (fixture, "-missed:0355 ");
  end (fixture, "r3", "t3", "");
  /* Without a number there is nobody to call back. */
  ring (fixture, "r4", "t4", "", "");
  end (fixture, "r4", "t4", "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+incoming:t4 -incoming:t4 +missed:t4 ");
  expect_text (fixture, "missed:t4", "Unknown", "Missed call");
  g_assert_false (desk_notice_can (desk_notices_find (notices_of (fixture), "missed:t4"), DESK_DEED_CALL_BACK));
}

/* Who refuses a call, or sees somebody else answer it, has not missed it. */
static void
test_not_missed (SessionFixture *fixture, gconstpointer data)
{
  const char *const refusals[] = { ",\"rescode\":\"486\"", ",\"rescode\":\"603\"", ",\"q850code\":\"26\"" };

  places_start (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      ring (fixture, "r1", "t1", "0355", "");
      end (fixture, "r1", "t1", refusals[i]);
      session_fixture_advance (fixture, 5 * SECOND);
      expect (fixture, "+incoming:t1 -incoming:t1 ");
    }
  /* Declined here. */
  ring (fixture, "r2", "t2", "0355", "");
  g_assert_true (desk_notices_act (notices_of (fixture), DESK_DEED_DECLINE, "t2", NULL));
  g_assert_true (desk_notices_act (notices_of (fixture), DESK_DEED_DECLINE, "t2", NULL)); /* a second press */
  pbx_answer (fixture, "disconnect", "t2", "\"ok\"");
  end (fixture, "r2", "t2", "");
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "+incoming:t2 -incoming:t2 ");
  g_assert_null (pbx_take (fixture, "disconnect"));
  /* A colleague's phone rang too, and was faster; told of only after mine stopped. */
  ring (fixture, "r3", "t3", "0355", "");
  places_status (fixture, "1001", 65, "r3", "t4", "0355");
  end (fixture, "r3", "t3", "");
  expect (fixture, "+incoming:t3 -incoming:t3 ");
  session_fixture_advance (fixture, 10 * SECOND);
  expect (fixture, "");
  places_status (fixture, "1001", 2, "r3", "t4", "0355");
  pass (fixture, 100);
  expect (fixture, "");
  places_status (fixture, "1001", -1, "r3", "t4", "0355");
  /* Nobody was: all of them missed it. */
  ring (fixture, "r5", "t5", "0355", "");
  places_status (fixture, "1001", 65, "r5", "t6", "0355");
  end (fixture, "r5", "t5", "");
  session_fixture_advance (fixture, 10 * SECOND);
  expect (fixture, "+incoming:t5 -incoming:t5 ");
  places_status (fixture, "1001", -1, "r5", "t6", "0355");
  expect (fixture, "+missed:0355 ");
  /* The colleague who calls me and then talks to my voicemail did miss me. */
  places_status (fixture, "1001", 1, "r7", "t7", "1000");
  ring (fixture, "r7", "t8", "1001", "");
  end (fixture, "r7", "t8", "");
  places_status (fixture, "1001", 14, "r7", "t7", "8");
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "+incoming:t8 -incoming:t8 +missed:1001 ");
}

/* Several of my phones for one call are one notice, also when one gives up before the other. */
static void
test_phones (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  ring (fixture, "r1", "t2", "0355", "");
  expect (fixture, "+incoming:t1 ");
  end (fixture, "r1", "t1", "");
  expect (fixture, "");
  g_assert_true (desk_notices_act (notices_of (fixture), DESK_DEED_ANSWER, "t1", NULL));
  pbx_answer (fixture, "remoteControl", "t2", "\"ok\"");
  places_status (fixture, "1000", 2, "r1", "t2", "0355");
  expect (fixture, "-incoming:t1 ");
  end (fixture, "r1", "t2", "");
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "");
}

/* My own click-to-call is no incoming call; its notice is for picking up the phone. */
static void
test_own (SessionFixture *fixture, gconstpointer data)
{
  const char *ringing = "\"user\":\"1000\",\"status\":\"65\",\"room_id\":\"r1\",\"talker_id\":\"t1\","
                        "\"other_number\":\"1004\",\"role\":\"c\"";

  places_start (fixture);
  pbx_notify (fixture, "notify_status", ringing);
  expect (fixture, "+own:t1 ");
  expect_text (fixture, "own:t1", "1004", "Your phone rings: pick it up to make the call");
  pbx_notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"2\",\"room_id\":\"r1\",\"talker_id\":\"t1\","
                                           "\"other_number\":\"1004\",\"role\":\"c\"");
  expect (fixture, "-own:t1 ");
  places_status (fixture, "1000", -1, "r1", "t1", "1004");
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "");
  /* Who looks at the window sees it there. */
  desk_notices_set_attention (notices_of (fixture), DESK_ATTENTION_WINDOW);
  pbx_notify (fixture, "notify_status", ringing);
  expect (fixture, "");
}

/* --- the line ------------------------------------------------------------------- */

static void
test_reconnect (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  ring (fixture, "r2", "t2", "0366", "");
  places_park_mine (fixture, "701", "r3", "t3", "0377");
  expect (fixture, "+incoming:t1 +incoming:t2 ");
  pass (fixture, 120);
  expect (fixture, "+parked:701:other ");
  /* Away and back: what still is is not told again; what is gone is withdrawn, and not said to be missed. */
  reconnect (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  places_parked (fixture, "701", "r3", "other");
  expect (fixture, "");
  pbx_get_ready (fixture, FALSE);
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "-incoming:t2 ");
  places_unparked (fixture, "701");
  expect (fixture, "-parked:701:other ");
  /* No line for longer than a phone rings. */
  fake_transport_drop (fixture->line, 1006, NULL);
  session_fixture_advance (fixture, 10 * SECOND);
  expect (fixture, "");
  g_assert_false (desk_notices_act (notices_of (fixture), DESK_DEED_ANSWER, "t1", NULL));
  session_fixture_advance (fixture, 60 * SECOND);
  expect (fixture, "-incoming:t1 ");
}

static void
test_sign_out (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  ring (fixture, "r2", "t2", "0366", "");
  end (fixture, "r2", "t2", "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+incoming:t1 +incoming:t2 -incoming:t2 +missed:0366 ");
  desk_session_sign_out (fixture->session);
  expect (fixture, "-incoming:t1 "); /* that it was missed stays true */
  g_assert_cmpuint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
}

/* --- what is wanted, and seen --------------------------------------------------- */

static void
test_wanted (SessionFixture *fixture, gconstpointer data)
{
  DeskNotices *notices = notices_of (fixture);

  places_start (fixture);
  desk_notices_set_wanted (notices, DESK_NOTICE_ALL & ~DESK_NOTICE_BIT (DESK_NOTICE_INCOMING));
  ring (fixture, "r1", "t1", "0355", "");
  expect (fixture, "");
  desk_notices_set_wanted (notices, DESK_NOTICE_ALL);
  expect (fixture, "+incoming:t1 ");
  desk_notices_set_wanted (notices, 0);
  expect (fixture, "-incoming:t1 ");
  desk_notices_set_wanted (notices, DESK_NOTICE_ALL);
  expect (fixture, "");
  end (fixture, "r1", "t1", "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+missed:0355 ");
  /* Incoming is told to everybody; missed not to who sees the calls, who has seen those before, too. */
  desk_notices_set_attention (notices, DESK_ATTENTION_WINDOW);
  expect (fixture, "");
  desk_notices_set_attention (notices, DESK_ATTENTION_CALLS);
  expect (fixture, "-missed:0355 ");
  ring (fixture, "r2", "t2", "0355", "");
  end (fixture, "r2", "t2", "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+incoming:t2 -incoming:t2 ");
  desk_notices_set_attention (notices, DESK_ATTENTION_AWAY);
  ring (fixture, "r3", "t3", "0355", "");
  end (fixture, "r3", "t3", "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+incoming:t3 -incoming:t3 +missed:0355 ");
  expect_text (fixture, "missed:0355", "0355", "Missed call");
  g_assert_cmpuint (desk_notices_get_n (notices), ==, 1);
}

static void
test_voicemail (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  pbx_notify (fixture, "notify_voicemail", "\"new\":2,\"unread\":2");
  expect (fixture, "+voicemail ");
  expect_text (fixture, "voicemail", "2 new messages in your voicemail", "Nobody has listened to it yet");
  pbx_notify (fixture, "notify_voicemail", "\"new\":2,\"unread\":2");
  expect (fixture, "");
  pbx_notify (fixture, "notify_voicemail", "\"new\":3,\"unread\":2");
  expect (fixture, "+voicemail ");
  reconnect (fixture);
  pbx_notify (fixture, "notify_voicemail", "\"new\":3,\"unread\":2");
  pbx_get_ready (fixture, FALSE);
  expect (fixture, "");
  pbx_notify (fixture, "notify_voicemail", "\"new\":1,\"unread\":0");
  expect (fixture, "-voicemail ");
  pbx_notify (fixture, "notify_voicemail", "\"new\":0,\"unread\":0");
  expect (fixture, "");
}

static void
test_parked (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  places_start (fixture);
  places_park_mine (fixture, "701", "r1", "t1", "0355");
  places_parked (fixture, "702", "r2", "somebody");
  pass (fixture, 119);
  expect (fixture, "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "+parked:701:other "); /* the other one is not mine */
  expect_text (fixture, "parked:701:other", "0355 · 701", "Still waits where you parked the call");
  pass (fixture, 1000);
  expect (fixture, "");
  g_assert_false (desk_notices_act (notices_of (fixture), DESK_DEED_RETRIEVE, "702", &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_GONE);
  g_assert_true (desk_notices_act (notices_of (fixture), DESK_DEED_RETRIEVE, "701", NULL));
  pbx_answer (fixture, "unpark", "701", "\"ok\"");
  places_unparked (fixture, "701");
  expect (fixture, "-parked:701:other ");
}

/* A colleague who was waited for: news when that was all, a question when I wanted to call. */
static void
test_free (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DeskWait *wait;
  g_autofree char *id = NULL;
  g_autofree char *told = NULL, *withdrawn = NULL;

  places_start (fixture);
  places_status (fixture, "1001", 14, "r1", "t1", "0355");
  g_assert_nonnull (desk_session_wait_for (fixture->session, "1001", DESK_WAIT_TELL, NULL));
  places_status (fixture, "1001", -1, "r1", "t1", "0355");
  pass (fixture, 10);
  expect (fixture, "+free:1001 ");
  expect_text (fixture, "free:1001", "1001", "Is free now");
  g_assert_true (desk_notice_can (desk_notices_find (notices_of (fixture), "free:1001"), DESK_DEED_CALL_BACK));

  places_status (fixture, "1001", 14, "r2", "t2", "0355");
  wait = desk_session_wait_for (fixture->session, "1001", DESK_WAIT_CALL, NULL);
  g_assert_nonnull (wait);
  id = g_strdup (desk_wait_get_id (wait));
  told = g_strdup_printf ("+free:%s ", id);
  withdrawn = g_strdup_printf ("-free:%s ", id);
  places_status (fixture, "1001", -1, "r2", "t2", "0355");
  pass (fixture, 10);
  expect (fixture, told);
  /* Busy again before I agreed. */
  places_status (fixture, "1001", 14, "r3", "t3", "0355");
  expect (fixture, withdrawn);
  g_assert_false (desk_notices_act (notices_of (fixture), DESK_DEED_CONFIRM, id, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_GONE);
  places_status (fixture, "1001", -1, "r3", "t3", "0355");
  pass (fixture, 10);
  expect (fixture, told);
  g_assert_true (desk_notices_act (notices_of (fixture), DESK_DEED_CONFIRM, id, NULL));
  pbx_answer (fixture, "makeCall", "1001", "\"ok\"");
  pass (fixture, 5);
  expect (fixture, withdrawn);
}

static void
test_message (SessionFixture *fixture, gconstpointer data)
{
  places_start (fixture);
  desk_session_message (fixture->session, "<b>Mori & Sons</b> was lost");
  expect (fixture, "+message:0 ");
  expect_text (fixture, "message:0", "<b>Mori & Sons</b> was lost", "");
  desk_notices_set_attention (notices_of (fixture), DESK_ATTENTION_WINDOW);
  desk_session_message (fixture->session, "and again");
  expect (fixture, "");
}

static void
test_deeds (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (desk_notices_act (notices_of (fixture), DESK_DEED_ANSWER, "t1", &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_NOT_READY);
  g_clear_error (&error);
  places_start (fixture);
  g_assert_false (desk_notices_act (notices_of (fixture), DESK_DEED_ANSWER, "t1", &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_GONE);
  g_clear_error (&error);
  places_status (fixture, "1000", 2, "r1", "t1", "0355");
  g_assert_false (desk_notices_act (notices_of (fixture), DESK_DEED_DECLINE, "t1", &error)); /* I talk with him */
  g_assert_error (error, DESK_ERROR, DESK_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (desk_notices_act (notices_of (fixture), DESK_DEED_CONFIRM, "no such wait", &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_GONE);
  expect (fixture, "");
}

/* --- texts of others ------------------------------------------------------------- */

static void
check_line (const char *text, guint max, const char *expected)
{
  g_autofree char *line = desk_plain_line (text, max);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_plain (void)
{
  const char *const parts[] = { "Chie", "", "1004", "Chie", " Sales\n", NULL };
  g_autofree char *joined = desk_plain_join (parts, 80);

  check_line (NULL, 10, "");
  check_line ("  Chie \t\r\n Mori  ", 80, "Chie Mori");
  check_line ("a\x01\x7f\xc2\x85z", 80, "az");
  check_line ("evil \xe2\x80\xae" "gnp.exe\xe2\x81\xa6!", 80, "evil gnp.exe!");
  check_line ("森\xe3\x80\x80千恵", 80, "森 千恵");
  check_line ("👩\xe2\x80\x8d💻 می\xe2\x80\x8cخواهم", 80, "👩\xe2\x80\x8d💻 می\xe2\x80\x8cخواهم");
  check_line ("\xff\xfe<b>&amp;", 80, "\xef\xbf\xbd\xef\xbf\xbd<b>&amp;");
  check_line ("123456789", 9, "123456789");
  check_line ("1234567890", 9, "12345678…");
  check_line ("1234567 xyz", 9, "1234567…");
  check_line ("1234567e\xcc\x81\xcc\x81xyz", 9, "1234567…");
  g_assert_cmpstr (joined, ==, "Chie · 1004 · Sales");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/model/notices/" path, SessionFixture, NULL, set_up, function, session_fixture_tear_down)
  ADD ("incoming", test_incoming);
  ADD ("missed", test_missed);
  ADD ("not-missed", test_not_missed);
  ADD ("phones", test_phones);
  ADD ("own", test_own);
  ADD ("reconnect", test_reconnect);
  ADD ("sign-out", test_sign_out);
  ADD ("wanted", test_wanted);
  ADD ("voicemail", test_voicemail);
  ADD ("parked", test_parked);
  ADD ("free", test_free);
  ADD ("message", test_message);
  ADD ("deeds", test_deeds);
#undef ADD
  g_test_add_func ("/model/notices/plain", test_plain);
  return g_test_run ();
}
