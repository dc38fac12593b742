/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The box and its counts, and the tones pressed in a call. */
#include "config.h"

#include <string.h>

#include "model/desk-tones.h"
#include "tests/model/session-fixture.h"

static void
notified_cb (DeskVoicemail *box, GParamSpec *pspec, SessionFixture *fixture)
{
  g_string_append_printf (fixture->told, "%s ", pspec->name);
}

static void
set_up (SessionFixture *fixture, gconstpointer user)
{
  session_fixture_set_up (fixture, user);
  if (desk_session_get_voicemail (fixture->session) != NULL)
    g_signal_connect (desk_session_get_voicemail (fixture->session), "notify", G_CALLBACK (notified_cb), fixture);
}

/* The snapshot of the new line tells @box, where that is not NULL. */
static void
log_in (SessionFixture *fixture, const char *box)
{
  g_ptr_array_set_size (fixture->sent, 0);
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  if (box != NULL)
    pbx_notify (fixture, "notify_voicemail", box);
  pbx_get_ready (fixture, FALSE);
}

static void
start (SessionFixture *fixture, const char *box)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture, box);
  pbx_answer (fixture, "getExtensionProperties", NULL, "[[\"Ann\"]]"); /* the names, once */
}

/* --- the box ------------------------------------------------------------- */

static void
check_box (SessionFixture *fixture, gboolean is_known, int n_new, int n_unread, int n_read, int n_saved)
{
  DeskVoicemail *box = desk_session_get_voicemail (fixture->session);

  g_assert_cmpint (desk_voicemail_get_is_known (box), ==, is_known);
  g_assert_cmpint (desk_voicemail_get_n_new (box), ==, n_new);
  g_assert_cmpint (desk_voicemail_get_n_unread (box), ==, n_unread);
  g_assert_cmpint (desk_voicemail_get_n_read (box), ==, n_read);
  g_assert_cmpint (desk_voicemail_get_n_saved (box), ==, n_saved);
}

static void
test_counts (SessionFixture *fixture, gconstpointer data)
{
  check_box (fixture, FALSE, -1, -1, -1, -1);
  start (fixture, NULL);
  check_box (fixture, FALSE, -1, -1, -1, -1);
  g_string_truncate (fixture->told, 0);

  pbx_notify (fixture, "notify_voicemail", "\"user\":\"1000\",\"new\":2,\"unread\":1,\"read\":3,\"saved\":0");
  check_box (fixture, TRUE, 2, 1, 3, 0);
  g_assert_cmpstr (fixture->told->str, ==, "n-new n-unread n-read n-saved is-known ");
  /* As text, and without saying whose. */
  pbx_notify (fixture, "notify_voicemail", "\"new\":\"0\",\"unread\":\"0\",\"read\":\"6\",\"saved\":\"1\"");
  check_box (fixture, TRUE, 0, 0, 6, 1);
  /* The same again is no news; neither is another's box. */
  g_string_truncate (fixture->told, 0);
  pbx_notify (fixture, "notify_voicemail", "\"new\":\"0\",\"unread\":\"0\",\"read\":\"6\",\"saved\":\"1\"");
  pbx_notify (fixture, "notify_voicemail", "\"user\":\"1001\",\"new\":9,\"unread\":9,\"read\":9,\"saved\":9");
  check_box (fixture, TRUE, 0, 0, 6, 1);
  g_assert_cmpstr (fixture->told->str, ==, "");
  /* Some say only what is new. */
  pbx_notify (fixture, "notify_voicemail", "\"new\":4");
  check_box (fixture, TRUE, 4, -1, -1, -1);
}

static void
test_another_line (SessionFixture *fixture, gconstpointer data)
{
  DeskVoicemail *box = desk_session_get_voicemail (fixture->session);

  start (fixture, "\"new\":2,\"unread\":2,\"read\":0,\"saved\":0");
  check_box (fixture, TRUE, 2, 2, 0, 0);
  g_assert_false (desk_voicemail_get_is_stale (box));
  /* What was heard last stays, marked as old. */
  fake_transport_drop (fixture->line, 1006, NULL);
  g_assert_true (desk_voicemail_get_is_stale (box));
  check_box (fixture, TRUE, 2, 2, 0, 0);
  session_fixture_advance (fixture, 10 * SECOND);
  log_in (fixture, "\"new\":3,\"unread\":3,\"read\":0,\"saved\":0");
  g_assert_false (desk_voicemail_get_is_stale (box));
  check_box (fixture, TRUE, 3, 3, 0, 0);
  /* A line that does not tell: the old counts may be wrong. */
  fake_transport_drop (fixture->line, 1006, NULL);
  session_fixture_advance (fixture, 10 * SECOND);
  log_in (fixture, NULL);
  check_box (fixture, FALSE, -1, -1, -1, -1);
}

static void
test_nobody (SessionFixture *fixture, gconstpointer data)
{
  g_assert_null (desk_session_get_voicemail (fixture->session));
}

/* --- tones ---------------------------------------------------------------- */

static DeskTones *
talk (SessionFixture *fixture)
{
  g_autoptr (DeskCall) call = NULL;

  start (fixture, NULL);
  pbx_notify (fixture, "notify_status",
              "\"user\":\"1000\",\"status\":\"1\",\"room_id\":\"r1\",\"talker_id\":\"t1\","
              "\"other_number\":\"8\"");
  pbx_notify (fixture, "notify_status",
              "\"user\":\"1000\",\"status\":\"14\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  call = g_list_model_get_item (G_LIST_MODEL (desk_session_get_calls (fixture->session)), 0);
  g_assert_cmpint (desk_call_get_state (call), ==, DESK_CALL_STATE_TALKING);
  return desk_session_get_tones (fixture->session, call);
}

/* Twice is two tones; each waits for the one before it. */
static void
test_tones (SessionFixture *fixture, gconstpointer data)
{
  DeskTones *tones = talk (fixture);
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (fixture->session));

  g_assert_true (desk_session_get_tones (fixture->session, call) == tones);
  g_assert_true (desk_tones_press (tones, "1"));
  g_assert_true (desk_tones_press (tones, "1"));
  g_assert_true (desk_tones_press (tones, "a#b"));
  g_assert_false (desk_tones_press (tones, "x"));
  g_assert_cmpint (desk_tones_get_n_waiting (tones), ==, 3);
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP)); /* nothing else is held up */
  for (guint i = 0; i < 3; i++)
    {
      pbx_answer (fixture, "sendDTMF", i < 2 ? "\"signal\":\"1\"" : "\"signal\":\"#\"", "\"\"");
      g_assert_cmpint (strlen (desk_tones_get_sent (tones)), ==, i + 1);
    }
  g_assert_cmpstr (desk_tones_get_sent (tones), ==, "11#");
  g_assert_cmpint (desk_tones_get_n_waiting (tones), ==, 0);
  g_assert_null (pbx_take (fixture, "sendDTMF"));
}

static void
test_tones_end (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskTones) tones = g_object_ref (talk (fixture));

  /* On hold nobody hears them: what waited is not sent later. */
  g_assert_true (desk_tones_press (tones, "12"));
  pbx_notify (fixture, "notify_status",
              "\"user\":\"1000\",\"status\":\"35\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  g_assert_cmpint (desk_tones_get_n_waiting (tones), ==, 1);
  g_assert_false (desk_tones_press (tones, "3"));
  pbx_answer (fixture, "sendDTMF", "\"signal\":\"1\"", "\"\"");
  pbx_notify (fixture, "notify_status",
              "\"user\":\"1000\",\"status\":\"36\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  g_assert_null (pbx_take (fixture, "sendDTMF"));
  g_assert_cmpstr (desk_tones_get_sent (tones), ==, "1");

  /* A PBX without tones. */
  g_assert_true (desk_tones_press (tones, "45"));
  pbx_refuse (fixture, "sendDTMF", -32601, "Method not found.");
  g_assert_null (pbx_take (fixture, "sendDTMF"));
  g_assert_cmpstr (desk_tones_get_sent (tones), ==, "1");
  g_assert_false (desk_session_may (fixture->session, DESK_VERB_SEND_TONES));
  g_assert_false (desk_tones_can_press (tones));

  pbx_notify (fixture, "notify_status",
              "\"user\":\"1000\",\"status\":\"-1\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  g_assert_false (desk_tones_press (tones, "6"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, user, function)                                                                            \
  g_test_add ("/model/" path, SessionFixture, user, set_up, function, session_fixture_tear_down)
  ADD ("voicemail/counts", NULL, test_counts);
  ADD ("voicemail/another-line", NULL, test_another_line);
  ADD ("voicemail/nobody", "sa", test_nobody);
  ADD ("tones/in-order", NULL, test_tones);
  ADD ("tones/end", NULL, test_tones_end);
#undef ADD
  return g_test_run ();
}
