/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a session comes up, learns who there is, and comes back. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "tests/lib/test-mirror.h"
#include "tests/model/session-fixture.h"

static void
refuse_permission (SessionFixture *fixture, const char *method)
{
  pbx_refuse (fixture, method, -1, "No permission.");
}

/* Signed in as an ordinary user among 1000, 1001, 1002. */
static gboolean
is_complete (SessionFixture *fixture)
{
  gboolean complete;

  g_object_get (desk_session_get_colleagues (fixture->session), "is-complete", &complete, NULL);
  return complete;
}

/* --- names ------------------------------------------------------------- */

static void
test_ordinary_road (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_start (fixture);
  g_assert_true (is_complete (fixture));
  session_fixture_check (fixture, "1000", "Ann", DESK_PRESENCE_FREE);
  session_fixture_check (fixture, "1001", "1001", DESK_PRESENCE_FREE);
  session_fixture_check (fixture, "1002", "Cid", DESK_PRESENCE_OFFLINE);
  g_assert_true (desk_extension_get_is_own (session_fixture_find (fixture, "1000")));
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "user=*"));

  /* Events bring a name, and whom somebody talks with. */
  pbx_status (fixture, "1001", 14, "r1", "t1", ",\"other_number\":\"1002\",\"user_display_name\":\"Ben\"");
  session_fixture_check (fixture, "1001", "Ben", DESK_PRESENCE_TALKING);
  g_assert_cmpstr (desk_extension_get_other (session_fixture_find (fixture, "1001")), ==, "Cid");
  /* Somebody new is asked for. */
  pbx_registered (fixture, "1003", TRUE);
  pbx_answer (fixture, "getExtensionProperties", "[\"1003\"]", "[[\"Dan\"]]");
  session_fixture_check (fixture, "1003", "Dan", DESK_PRESENCE_FREE);
}

static void
test_administrator_road (SessionFixture *fixture, gconstpointer data)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1009", TRUE);
  pbx_get_ready (fixture, TRUE);
  pbx_answer (fixture, "getExtensions", "\"..*\"", "[[\"1000\",\"Ann\"],[\"1001\",\"Ben\"],[\"1002\",null]]");
  test_wait_for (is_complete (fixture));
  session_fixture_check (fixture, "1001", "Ben", DESK_PRESENCE_UNKNOWN);
  session_fixture_check (fixture, "1002", "1002", DESK_PRESENCE_UNKNOWN);
  session_fixture_check (fixture, "1009", "1009", DESK_PRESENCE_FREE);
}

static void
test_administrator_refused (SessionFixture *fixture, gconstpointer data)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1001", TRUE);
  pbx_get_ready (fixture, TRUE);
  refuse_permission (fixture, "getExtensions");
  pbx_answer (fixture, "getExtensionProperties", "\"1001\"", "[[\"Ann\"],[\"Ben\"]]");
  session_fixture_check (fixture, "1001", "Ben", DESK_PRESENCE_FREE);
}

static void
test_chunks (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new ("[");

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  for (guint i = 0; i < 450; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 2000 + i);

      pbx_registered (fixture, number, TRUE);
      if (i < 200)
        g_string_append_printf (names, "%s[\"N%u\"]", i > 0 ? "," : "", i);
    }
  g_string_append (names, "]");
  pbx_get_ready (fixture, FALSE);
  pbx_answer (fixture, "getExtensionProperties", "\"2198\"]", names->str);
  pbx_answer (fixture, "getExtensionProperties", "\"2398\"]", names->str);
  g_assert_false (is_complete (fixture));
  pbx_answer (fixture, "getExtensionProperties", "\"2449\"]", names->str);
  g_assert_true (is_complete (fixture));
  session_fixture_check (fixture, "1000", "N0", DESK_PRESENCE_UNKNOWN);
  session_fixture_check (fixture, "2198", "N199", DESK_PRESENCE_FREE);
  session_fixture_check (fixture, "2399", "N0", DESK_PRESENCE_FREE);
}

static gboolean
is_denied (SessionFixture *fixture)
{
  gboolean denied;

  g_object_get (desk_session_get_colleagues (fixture->session), "is-denied", &denied, NULL);
  return denied;
}

static gboolean
asks_for (SessionFixture *fixture, const char *user)
{
  g_autofree char *pair = g_strconcat ("&user=", user, NULL);

  return strstr (fake_transport_get_url (fixture->line), pair) != NULL;
}

/* Logs in on line number @n; the PBX tells of @user or of nobody, and no more. */
static void
log_in_silently (SessionFixture *fixture, guint n, const char *user)
{
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, n);
  g_ptr_array_set_size (fixture->sent, 0);
  pbx_log_in (fixture);
  if (user != NULL)
    pbx_registered (fixture, user, TRUE);
  pbx_answer (fixture, "getExtensionProperties", "admin", "[\"false\",\"Ann\"]");
  session_fixture_advance (fixture, SECOND);
}

/* "Access users": nothing is heard of anybody, so only those who matter are asked for. */
static void
start_denied (SessionFixture *fixture)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in_silently (fixture, 1, NULL);
  g_assert_true (asks_for (fixture, "1000"));
  g_assert_false (is_denied (fixture));
  log_in_silently (fixture, 2, "1000");
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);
}

static void
test_denied (SessionFixture *fixture, gconstpointer data)
{
  start_denied (fixture);
  session_fixture_check (fixture, "1000", "1000", DESK_PRESENCE_FREE);
  g_assert_true (is_denied (fixture));
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, 2);
}

/* A colleague nobody tells of cannot be waited for. */
static void
test_denied_waits (SessionFixture *fixture, gconstpointer data)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (fixture->session);
  DeskWaitModel *waits = desk_session_get_waits (fixture->session);

  start_denied (fixture);
  desk_presence_model_ensure (colleagues, "1005");
  g_assert_null (desk_session_wait_for (fixture->session, "1005", DESK_WAIT_TELL, NULL));
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1006"), TRUE);
  g_assert_nonnull (desk_session_wait_for (fixture->session, "1006", DESK_WAIT_TELL, NULL));
  pbx_status (fixture, "1000", 14, "r1", "t1", ""); /* no other line for the time of a call */
  refuse_permission (fixture, "getTalkerInfo");
  session_fixture_advance (fixture, 10 * SECOND);
  g_assert_nonnull (desk_wait_model_find_for (waits, "1006", DESK_WAIT_TELL));
  pbx_status (fixture, "1000", -1, "r1", "t1", "");
  session_fixture_advance (fixture, 3 * SECOND);
  log_in_silently (fixture, 3, "1006");
  session_fixture_advance (fixture, 3 * SECOND);
  g_assert_null (desk_wait_model_find_for (waits, "1006", DESK_WAIT_TELL));
}

/* A favourite starred later needs another line, which is not for the time of a call. */
static void
test_denied_favourites (SessionFixture *fixture, gconstpointer data)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (fixture->session);

  start_denied (fixture);
  pbx_status (fixture, "1000", 14, "r1", "t1", "");
  refuse_permission (fixture, "getTalkerInfo");
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1005"), TRUE);
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1006"), TRUE);
  session_fixture_advance (fixture, 10 * SECOND);
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, 2);
  pbx_status (fixture, "1000", -1, "r1", "t1", "");
  session_fixture_advance (fixture, 3 * SECOND);
  log_in_silently (fixture, 3, "1005");
  g_assert_true (asks_for (fixture, "1000") && asks_for (fixture, "1005") && asks_for (fixture, "1006"));
  session_fixture_check (fixture, "1005", "1005", DESK_PRESENCE_FREE);
  g_assert_true (is_denied (fixture));

  /* The line breaks: the next one is for the same people. */
  fake_transport_drop (fixture->line, 1006, NULL);
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1007"), TRUE);
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  log_in_silently (fixture, 4, NULL);
  g_assert_true (asks_for (fixture, "1007"));
  g_assert_true (is_denied (fixture));
  session_fixture_advance (fixture, 3 * SECOND);
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, 4);
}

/* Nobody is on the phone and registrations are not told of: no refusal, and everybody stays watched. */
static void
test_silent (SessionFixture *fixture, gconstpointer data)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in_silently (fixture, 1, NULL);
  log_in_silently (fixture, 2, NULL);
  g_assert_true (asks_for (fixture, "*"));
  log_in_silently (fixture, 3, NULL);
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);
  g_assert_false (is_denied (fixture));

  /* Another line later is not doubted again … */
  fake_transport_drop (fixture->line, 1006, NULL);
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  log_in_silently (fixture, 4, NULL);
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);

  /* … until a call of mine is not told of either. */
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
  pbx_answer (fixture, "makeCall", NULL, "\"succeeded: 1\"");
  session_fixture_advance (fixture, 3 * SECOND);
  log_in_silently (fixture, 5, "1000");
  g_assert_true (asks_for (fixture, "1000"));
  g_assert_true (is_denied (fixture));
}

/* Some servers refuse the whole line instead; a second refusal is for good. */
static void
test_upgrade_refused (SessionFixture *fixture, gconstpointer data)
{
  desk_session_set_favourite (fixture->session, session_fixture_find (fixture, "1000"), TRUE);
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  fake_transport_refuse (fixture->line, pal_error_new_remote (PAL_ERROR_DENIED, 403, NULL, "refused"));
  test_settle ();
  g_assert_true (fake_transport_is_opening (fixture->line));
  g_assert_null (strstr (fake_transport_get_url (fixture->line), "user=*"));
  fake_transport_refuse (fixture->line, pal_error_new_remote (PAL_ERROR_DENIED, 403, NULL, "refused"));
  test_settle ();
  g_assert_false (fake_transport_is_opening (fixture->line));
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_STOPPED);
  g_assert_cmpint (desk_session_get_stop_reason (fixture->session), ==, PAL_STOP_REASON_DENIED);
  g_assert_nonnull (desk_session_get_reason (fixture->session));

  /* It was not for whom we asked about, then: whoever tries again asks for everybody first. */
  desk_session_use_here (fixture->session);
  test_settle ();
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "user=*"));
}

static void
test_system_administrator (SessionFixture *fixture, gconstpointer data)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  g_assert_null (strstr (fake_transport_get_url (fixture->line), "&user="));
  pbx_log_in (fixture);
  pbx_answer (fixture, "ping", NULL, "true");
  session_fixture_advance (fixture, SECOND);
  g_assert_cmpint (desk_session_get_role (fixture->session), ==, PAL_ROLE_SYSTEM);
  pbx_answer (fixture, "getExtensions", NULL, "[[\"1000\",\"Ann\"]]");
  test_wait_for (is_complete (fixture));
  session_fixture_check (fixture, "1000", "Ann", DESK_PRESENCE_UNKNOWN);
  g_assert_null (desk_session_dial (fixture->session, "1000"));
}

/* --- the line ---------------------------------------------------------- */

static void
test_reconnect (SessionFixture *fixture, gconstpointer data)
{
  DeskExtension *ann, *cid;
  DeskCall *call;
  TestMirror *rows, *calls;

  session_fixture_start (fixture);
  pbx_status (fixture, "1000", 14, "r1", "t1", ",\"other_number\":\"1002\"");
  pbx_status (fixture, "1001", 65, "r1", "t5", "");
  ann = session_fixture_find (fixture, "1000");
  cid = session_fixture_find (fixture, "1002");
  call = session_fixture_get_only_call (fixture);
  rows = test_mirror_new (G_LIST_MODEL (desk_session_get_colleagues (fixture->session)));
  calls = test_mirror_new (G_LIST_MODEL (desk_session_get_calls (fixture->session)));
  g_assert_false (desk_extension_get_is_stale (cid));

  fake_transport_drop (fixture->line, 1006, NULL);
  g_assert_true (desk_extension_get_is_stale (cid));
  g_assert_false (desk_call_can (call, DESK_VERB_HANG_UP));
  g_assert_cmpint (desk_session_get_stale_since (fixture->session), >, 0);
  session_fixture_check (fixture, "1001", "1001", DESK_PRESENCE_RINGING);

  g_ptr_array_set_size (fixture->sent, 0);
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_registered (fixture, "1001", TRUE);
  pbx_status (fixture, "1000", 35, "r1", "t1", ",\"other_number\":\"1002\"");
  g_assert_true (desk_extension_get_is_stale (cid));
  pbx_get_ready (fixture, FALSE);
  test_settle ();
  session_fixture_check (fixture, "1000", "Ann", DESK_PRESENCE_ON_HOLD);
  session_fixture_check (fixture, "1001", "1001", DESK_PRESENCE_FREE);
  session_fixture_check (fixture, "1002", "Cid", DESK_PRESENCE_UNKNOWN);
  g_assert_true (session_fixture_find (fixture, "1000") == ann
                 && session_fixture_find (fixture, "1002") == cid
                 && session_fixture_get_only_call (fixture) == call);
  g_assert_cmpint (desk_call_get_state (call), ==, DESK_CALL_STATE_HELD);
  g_assert_true (desk_call_can (call, DESK_VERB_RESUME));
  g_assert_cmpint (test_mirror_take_changes (rows), ==, 0);
  g_assert_cmpint (test_mirror_take_changes (calls), ==, 0);
  g_assert_false (desk_extension_get_is_stale (cid));
  g_assert_cmpint (desk_session_get_stale_since (fixture->session), ==, 0);
  test_mirror_free (rows);
  test_mirror_free (calls);
}

/* Signed in amid a call with somebody outside: the PBX is asked once, and what it says fills the gaps. */
/* --- any order, any slices --------------------------------------------- */

static void
append_random (PalEventBatch *batch)
{
  static const int codes[] = { 0, 1, 65, 2, 14, 16, 35, 36, 12, 77, -1, -1 };
  g_autofree char *user = g_strdup_printf ("%d", 1000 + g_test_rand_int_range (0, 6));
  g_autofree char *talker = g_strdup_printf ("t%d", g_test_rand_int_range (0, 20));
  g_autofree char *room = g_strdup_printf ("r%d", g_test_rand_int_range (0, 6));
  g_autofree char *other = g_strdup_printf ("%d", 1000 + g_test_rand_int_range (0, 9));
  PalEvent event = { .kind = PAL_EVENT_STATUS, .status = {
    .user = user, .talker_id = talker, .room_id = room, .other_number = g_test_rand_bit () ? other : NULL,
    .user_name = "", .other_name = g_test_rand_bit () ? "Mori" : "", .log_id = "", .rec = "", .rescode = "486",
    .role = g_test_rand_int_range (0, 4) == 0 ? "c" : "", .disconnected_by = "", .q850code = "",
    .status = codes[g_test_rand_int_range (0, G_N_ELEMENTS (codes))], .phone_index = -1 } };

  if (g_test_rand_int_range (0, 6) == 0)
    event = (PalEvent) { .kind = PAL_EVENT_REGISTERED, .registered = { user, g_test_rand_bit () } };
  pal_event_batch_append (batch, &event);
}

/* What is shown is what the legs say, whatever came before. */
static void
check_views (DeskSession *session)
{
  GListModel *calls = G_LIST_MODEL (session->calls);
  guint n_live = 0, n_legs = 0;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 1000 + i);
      DeskUser *user = desk_leg_table_find_user (session->legs, number);
      DeskExtension *extension = desk_presence_model_find (session->colleagues, number);
      const DeskLeg *leg;
      gint64 since;

      if (user == NULL)
        continue;
      g_assert_cmpint (desk_extension_get_presence (extension), ==,
                       desk_user_get_presence (user, &leg, &since));
      g_assert_cmpint (desk_extension_get_since (extension), ==, since);
      g_assert_cmpint (desk_extension_get_other (extension) != NULL, ==,
                       leg != NULL && (leg->other_number != NULL || leg->other_name != NULL));
      for (DeskLeg *each = user->legs; extension == session->own && each != NULL; each = each->next)
        n_legs += desk_call_model_find (session->calls, each->talker_id) != NULL
                  || each->state == DESK_LEG_CALLED || each->state == DESK_LEG_RINGING;
      for (DeskLeg *each = user->legs; extension == session->own && each != NULL; each = each->next)
        n_legs--;
    }
  g_assert_cmpint (n_legs, ==, 0); /* each leg of mine has a row, but for phones that ring beside another */
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);
      DeskLeg *leg = desk_leg_table_find (session->legs, desk_call_get_id (call));

      if (desk_call_get_state (call) == DESK_CALL_STATE_ENDED)
        continue;
      n_live++;
      g_assert_nonnull (leg);
      g_assert_cmpstr (leg->user->number, ==, "1000");
      const char *number = leg->waiting_number != NULL ? leg->waiting_number : leg->other_number;
      g_assert_cmpstr (desk_call_get_number (call), ==, number != NULL ? number : "");
      g_assert_cmpint (desk_call_get_since (call), ==, leg->since);
    }
  g_assert_true (n_live == 0 || desk_call_model_get_selected (session->calls) != NULL);
}

static void
test_random (SessionFixture *fixture, gconstpointer data)
{
  TestMirror *rows = test_mirror_new (G_LIST_MODEL (fixture->session->colleagues));
  TestMirror *calls = test_mirror_new (G_LIST_MODEL (fixture->session->calls));

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (PalEventBatch) batch = pal_event_batch_new ();

      for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
        append_random (batch);
      desk_session_feed (fixture->session, batch);
      pal_virtual_clock_advance (fixture->clock, g_test_rand_int_range (0, 3 * SECOND));
      check_views (fixture->session);
      test_mirror_check (rows);
      test_mirror_check (calls);
    }
  test_mirror_free (rows);
  test_mirror_free (calls);
  pal_virtual_clock_advance (fixture->clock, 5 * SECOND); /* no call that failed stays for good */
}

static void
set_up_with_database (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;

  fixture->database = store_database_new (":memory:");
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  session_fixture_set_up (fixture, user);
}

static void
test_personal (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskSession) other = NULL;
  DeskPresenceModel *colleagues;

  session_fixture_start (fixture);
  desk_session_set_favourite (fixture->session, session_fixture_find (fixture, "1002"), TRUE);
  desk_session_set_favourite (fixture->session, session_fixture_find (fixture, "1001"), TRUE);
  desk_session_set_alias (fixture->session, session_fixture_find (fixture, "1001"), "Benny");
  g_assert_true (desk_extension_get_is_favourite (session_fixture_find (fixture, "1002")));
  session_fixture_check (fixture, "1001", "Benny", DESK_PRESENCE_FREE);

  /* A later session of the same account knows them before any PBX is asked. */
  other = desk_session_new (fixture->account, fixture->database, fixture->clock, NULL);
  colleagues = desk_session_get_colleagues (other);
  test_wait_for (desk_presence_model_find (colleagues, "1001") != NULL
                 && desk_extension_get_alias (desk_presence_model_find (colleagues, "1001")) != NULL
                 && desk_presence_model_find (colleagues, "1002") != NULL);
  g_assert_true (desk_extension_get_is_favourite (desk_presence_model_find (colleagues, "1002")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                                      \
  g_test_add ("/model/session/" path, SessionFixture, NULL, session_fixture_set_up, func,                    \
              session_fixture_tear_down)
  ADD ("ordinary-road", test_ordinary_road);
  ADD ("administrator-road", test_administrator_road);
  ADD ("administrator-refused", test_administrator_refused);
  ADD ("chunks", test_chunks);
  ADD ("denied", test_denied);
  ADD ("denied-waits", test_denied_waits);
  ADD ("denied-favourites", test_denied_favourites);
  ADD ("silent", test_silent);
  ADD ("upgrade-refused", test_upgrade_refused);
  g_test_add ("/model/session/system-administrator", SessionFixture, "sa", session_fixture_set_up,
              test_system_administrator, session_fixture_tear_down);
  ADD ("reconnect", test_reconnect);
  ADD ("random", test_random);
  g_test_add ("/model/session/personal", SessionFixture, NULL, set_up_with_database, test_personal,
              session_fixture_tear_down);
#undef ADD
  return g_test_run ();
}
