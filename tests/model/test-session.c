/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/desk-session-private.h"
#include "pal/protocol/pal-error.h"
#include "tests/lib/fake-transport.h"
#include "tests/lib/test-mirror.h"
#include "tests/lib/test-wait.h"

#define SECOND G_USEC_PER_SEC

typedef struct
{
  PalVirtualClock *clock;
  FakeTransport *line;
  StoreAccount *account;
  StoreDatabase *database;
  DeskSession *session;
  GPtrArray *sent; /* texts not yet answered */
  GString *failures;
} Fixture;

static void
failed_cb (DeskSession *session, DeskOperation *operation, Fixture *fixture)
{
  g_string_append_printf (fixture->failures, "%d:%d ", desk_operation_get_verb (operation),
                          desk_operation_get_error (operation)->code);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = pal_virtual_clock_new ();
  fixture->line = fake_transport_new ();
  fixture->account = store_account_new (NULL);
  g_object_set (fixture->account, "url", "wss://pbx.example/pbx/ws", "user", data != NULL ? data : "1000",
                "phone-index", 1, NULL);
  fixture->session = desk_session_new (fixture->account, fixture->database, fixture->clock, fixture->line);
  fixture->sent = g_ptr_array_new_with_free_func (g_free);
  fixture->failures = g_string_new (NULL);
  g_signal_connect (fixture->session, "operation-failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desk_session_sign_out (fixture->session);
  test_settle ();
  g_assert_finalize_object (fixture->session);
  test_settle ();
  g_assert_finalize_object (fixture->line);
  g_assert_cmpint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->account);
  g_ptr_array_unref (fixture->sent);
  g_string_free (fixture->failures, TRUE);
}

/* --- the PBX's side ---------------------------------------------------- */

/* The oldest request of @method not answered yet; takes it. */
static char *
take (Fixture *fixture, const char *method)
{
  g_autofree char *member = g_strdup_printf ("\"method\":\"%s\"", method);
  char *text;

  while ((text = fake_transport_take (fixture->line)) != NULL)
    g_ptr_array_add (fixture->sent, text);
  for (guint i = 0; i < fixture->sent->len; i++)
    if (strstr (fixture->sent->pdata[i], member) != NULL)
      return g_ptr_array_steal_index (fixture->sent, i);
  return NULL;
}

static char *
expect (Fixture *fixture, const char *method, const char *part)
{
  char *text = take (fixture, method);

  if (text == NULL)
    {
      g_ptr_array_add (fixture->sent, NULL);
      g_error ("%s was not sent, but %s", method, g_strjoinv (" ", (char **) fixture->sent->pdata));
    }
  if (part != NULL && strstr (text, part) == NULL)
    g_error ("no %s in %s", part, text);
  return text;
}

static void
reply (Fixture *fixture, const char *request, const char *member)
{
  const char *at = g_strrstr (request, "\"id\":\"") + strlen ("\"id\":\"");
  g_autofree char *id = g_strndup (at, strcspn (at, "\""));

  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",%s,\"id\":\"%s\"}", member, id);
}

static void
answer (Fixture *fixture, const char *method, const char *part, const char *result)
{
  g_autofree char *request = expect (fixture, method, part);
  g_autofree char *member = g_strconcat ("\"result\":", result, NULL);

  reply (fixture, request, member);
}

static void
refuse (Fixture *fixture, const char *method)
{
  g_autofree char *request = expect (fixture, method, NULL);

  reply (fixture, request, "\"error\":{\"code\":-1,\"message\":\"No permission.\"}");
}

static void
notify (Fixture *fixture, const char *method, const char *members)
{
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":{%s}}", method,
                         members);
}

static void
status (Fixture *fixture, const char *user, int code, const char *talker, const char *more)
{
  g_autofree char *members = g_strdup_printf ("\"user\":\"%s\",\"status\":\"%d\",\"room_id\":\"r1\","
                                              "\"talker_id\":\"%s\"%s", user, code, talker, more);

  notify (fixture, "notify_status", members);
}

static void
registered (Fixture *fixture, const char *user, gboolean is_registered)
{
  g_autofree char *members = g_strdup_printf ("\"user\":\"%s\",\"registered\":\"%s\"", user,
                                              is_registered ? "true" : "false");

  notify (fixture, "notify_registered", members);
}

static void
advance (Fixture *fixture, gint64 by)
{
  pal_virtual_clock_advance (fixture->clock, by);
  test_settle ();
}

static void
log_in (Fixture *fixture)
{
  fake_transport_open (fixture->line);
  notify (fixture, "login_password_required", "\"nonce\":\"abc\"");
  answer (fixture, "login", NULL, "true");
  notify (fixture, "notify_serverstatus", "\"status\":\"active\"");
}

static void
get_ready (Fixture *fixture, gboolean is_admin)
{
  answer (fixture, "getExtensionProperties", "admin",
          is_admin ? "[\"true\",\"Ann\"]" : "[\"false\",\"Ann\"]");
  advance (fixture, SECOND);
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);
}

/* Signed in as an ordinary user among 1000, 1001, 1002. */
static void
start (Fixture *fixture)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture);
  registered (fixture, "1000", TRUE);
  registered (fixture, "1001", TRUE);
  registered (fixture, "1002", FALSE);
  get_ready (fixture, FALSE);
  answer (fixture, "getExtensionProperties", "[\"1000\",\"1001\",\"1002\"]",
          "[[\"Ann\"],\"No permission.\",[\"Cid\"]]");
}

static DeskExtension *
find (Fixture *fixture, const char *number)
{
  return desk_presence_model_find (desk_session_get_colleagues (fixture->session), number);
}

static void
check_row (Fixture *fixture, const char *number, const char *name, DeskPresence presence)
{
  g_assert_nonnull (find (fixture, number));
  g_assert_cmpstr (desk_extension_get_name (find (fixture, number)), ==, name);
  g_assert_cmpint (desk_extension_get_presence (find (fixture, number)), ==, presence);
}

static DeskCall *
only_call (Fixture *fixture)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (fixture->session));
  g_autoptr (DeskCall) call = NULL;

  g_assert_cmpint (g_list_model_get_n_items (calls), ==, 1);
  call = g_list_model_get_item (calls, 0);
  return call; /* kept by the model */
}

static gboolean
is_complete (Fixture *fixture)
{
  gboolean complete;

  g_object_get (desk_session_get_colleagues (fixture->session), "is-complete", &complete, NULL);
  return complete;
}

/* --- names ------------------------------------------------------------- */

static void
test_ordinary_road (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  g_assert_true (is_complete (fixture));
  check_row (fixture, "1000", "Ann", DESK_PRESENCE_FREE);
  check_row (fixture, "1001", "1001", DESK_PRESENCE_FREE);
  check_row (fixture, "1002", "Cid", DESK_PRESENCE_OFFLINE);
  g_assert_true (desk_extension_get_is_own (find (fixture, "1000")));
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "user=*"));

  /* Events bring a name, and whom somebody talks with. */
  status (fixture, "1001", 14, "t1", ",\"other_number\":\"1002\",\"user_display_name\":\"Ben\"");
  check_row (fixture, "1001", "Ben", DESK_PRESENCE_TALKING);
  g_assert_cmpstr (desk_extension_get_other (find (fixture, "1001")), ==, "Cid");
  /* Somebody new is asked for. */
  registered (fixture, "1003", TRUE);
  answer (fixture, "getExtensionProperties", "[\"1003\"]", "[[\"Dan\"]]");
  check_row (fixture, "1003", "Dan", DESK_PRESENCE_FREE);
}

static void
test_administrator_road (Fixture *fixture, gconstpointer data)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture);
  registered (fixture, "1009", TRUE);
  get_ready (fixture, TRUE);
  answer (fixture, "getExtensions", "\"..*\"", "[[\"1000\",\"Ann\"],[\"1001\",\"Ben\"],[\"1002\",null]]");
  test_wait_for (is_complete (fixture));
  check_row (fixture, "1001", "Ben", DESK_PRESENCE_UNKNOWN);
  check_row (fixture, "1002", "1002", DESK_PRESENCE_UNKNOWN);
  check_row (fixture, "1009", "1009", DESK_PRESENCE_FREE);
}

static void
test_administrator_refused (Fixture *fixture, gconstpointer data)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture);
  registered (fixture, "1001", TRUE);
  get_ready (fixture, TRUE);
  refuse (fixture, "getExtensions");
  answer (fixture, "getExtensionProperties", "\"1001\"", "[[\"Ann\"],[\"Ben\"]]");
  check_row (fixture, "1001", "Ben", DESK_PRESENCE_FREE);
}

static void
test_chunks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new ("[");

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture);
  for (guint i = 0; i < 450; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 2000 + i);

      registered (fixture, number, TRUE);
      if (i < 200)
        g_string_append_printf (names, "%s[\"N%u\"]", i > 0 ? "," : "", i);
    }
  g_string_append (names, "]");
  get_ready (fixture, FALSE);
  answer (fixture, "getExtensionProperties", "\"2198\"]", names->str);
  answer (fixture, "getExtensionProperties", "\"2398\"]", names->str);
  g_assert_false (is_complete (fixture));
  answer (fixture, "getExtensionProperties", "\"2449\"]", names->str);
  g_assert_true (is_complete (fixture));
  check_row (fixture, "1000", "N0", DESK_PRESENCE_UNKNOWN);
  check_row (fixture, "2198", "N199", DESK_PRESENCE_FREE);
  check_row (fixture, "2399", "N0", DESK_PRESENCE_FREE);
}

static gboolean
is_denied (Fixture *fixture)
{
  gboolean denied;

  g_object_get (desk_session_get_colleagues (fixture->session), "is-denied", &denied, NULL);
  return denied;
}

static gboolean
asks_for (Fixture *fixture, const char *user)
{
  g_autofree char *pair = g_strconcat ("&user=", user, NULL);

  return strstr (fake_transport_get_url (fixture->line), pair) != NULL;
}

/* Logs in on line number @n; the PBX tells of @user or of nobody, and no more. */
static void
log_in_silently (Fixture *fixture, guint n, const char *user)
{
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, n);
  g_ptr_array_set_size (fixture->sent, 0);
  log_in (fixture);
  if (user != NULL)
    registered (fixture, user, TRUE);
  answer (fixture, "getExtensionProperties", "admin", "[\"false\",\"Ann\"]");
  advance (fixture, SECOND);
}

/* "Access users": nothing is heard of anybody, so only those who matter are asked for. */
static void
start_denied (Fixture *fixture)
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
test_denied (Fixture *fixture, gconstpointer data)
{
  start_denied (fixture);
  check_row (fixture, "1000", "1000", DESK_PRESENCE_FREE);
  g_assert_true (is_denied (fixture));
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, 2);
}

/* A colleague nobody tells of cannot be waited for. */
static void
test_denied_waits (Fixture *fixture, gconstpointer data)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (fixture->session);
  DeskWaitModel *waits = desk_session_get_waits (fixture->session);

  start_denied (fixture);
  desk_presence_model_ensure (colleagues, "1005");
  g_assert_null (desk_session_wait_for (fixture->session, "1005", DESK_WAIT_TELL, NULL));
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1006"), TRUE);
  g_assert_nonnull (desk_session_wait_for (fixture->session, "1006", DESK_WAIT_TELL, NULL));
  status (fixture, "1000", 14, "t1", ""); /* no other line for the time of a call */
  refuse (fixture, "getTalkerInfo");
  advance (fixture, 10 * SECOND);
  g_assert_nonnull (desk_wait_model_find_for (waits, "1006", DESK_WAIT_TELL));
  status (fixture, "1000", -1, "t1", "");
  advance (fixture, 3 * SECOND);
  log_in_silently (fixture, 3, "1006");
  advance (fixture, 3 * SECOND);
  g_assert_null (desk_wait_model_find_for (waits, "1006", DESK_WAIT_TELL));
}

/* A favourite starred later needs another line, which is not for the time of a call. */
static void
test_denied_favourites (Fixture *fixture, gconstpointer data)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (fixture->session);

  start_denied (fixture);
  status (fixture, "1000", 14, "t1", "");
  refuse (fixture, "getTalkerInfo");
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1005"), TRUE);
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1006"), TRUE);
  advance (fixture, 10 * SECOND);
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, 2);
  status (fixture, "1000", -1, "t1", "");
  advance (fixture, 3 * SECOND);
  log_in_silently (fixture, 3, "1005");
  g_assert_true (asks_for (fixture, "1000") && asks_for (fixture, "1005") && asks_for (fixture, "1006"));
  check_row (fixture, "1005", "1005", DESK_PRESENCE_FREE);
  g_assert_true (is_denied (fixture));

  /* The line breaks: the next one is for the same people. */
  fake_transport_drop (fixture->line, 1006, NULL);
  desk_session_set_favourite (fixture->session, desk_presence_model_ensure (colleagues, "1007"), TRUE);
  while (!fake_transport_is_opening (fixture->line))
    advance (fixture, SECOND);
  log_in_silently (fixture, 4, NULL);
  g_assert_true (asks_for (fixture, "1007"));
  g_assert_true (is_denied (fixture));
  advance (fixture, 3 * SECOND);
  g_assert_cmpint (fake_transport_get_n_opens (fixture->line), ==, 4);
}

/* Nobody is on the phone and registrations are not told of: no refusal, and everybody stays watched. */
static void
test_silent (Fixture *fixture, gconstpointer data)
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
    advance (fixture, SECOND);
  log_in_silently (fixture, 4, NULL);
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);

  /* … until a call of mine is not told of either. */
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
  answer (fixture, "makeCall", NULL, "\"succeeded: 1\"");
  advance (fixture, 3 * SECOND);
  log_in_silently (fixture, 5, "1000");
  g_assert_true (asks_for (fixture, "1000"));
  g_assert_true (is_denied (fixture));
}

/* Some servers refuse the whole line instead; a second refusal is for good. */
static void
test_upgrade_refused (Fixture *fixture, gconstpointer data)
{
  desk_session_set_favourite (fixture->session, find (fixture, "1000"), TRUE);
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
test_system_administrator (Fixture *fixture, gconstpointer data)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  g_assert_null (strstr (fake_transport_get_url (fixture->line), "&user="));
  log_in (fixture);
  answer (fixture, "ping", NULL, "true");
  advance (fixture, SECOND);
  g_assert_cmpint (desk_session_get_role (fixture->session), ==, PAL_ROLE_SYSTEM);
  answer (fixture, "getExtensions", NULL, "[[\"1000\",\"Ann\"]]");
  test_wait_for (is_complete (fixture));
  check_row (fixture, "1000", "Ann", DESK_PRESENCE_UNKNOWN);
  g_assert_null (desk_session_dial (fixture->session, "1000"));
}

/* --- calls ------------------------------------------------------------- */

static void
test_outgoing (Fixture *fixture, gconstpointer data)
{
  DeskOperation *dial;

  start (fixture);
  dial = desk_session_dial (fixture->session, "1002");
  g_assert_true (desk_operation_get_is_running (dial));
  g_assert_null (desk_session_dial (fixture->session, "1001"));
  g_object_add_weak_pointer (G_OBJECT (dial), (gpointer *) &dial);
  answer (fixture, "makeCall", "\"to\":[\"1002\"]", "\"succeeded: 77\"");
  g_assert_nonnull (dial);
  status (fixture, "1000", 0, "t1", ",\"role\":\"c\",\"other_number\":\"1002\"");
  g_assert_null (dial);
  g_assert_cmpstr (desk_call_get_name (only_call (fixture)), ==, "Cid");
  g_assert_cmpint (desk_call_get_state (only_call (fixture)), ==, DESK_CALL_STATE_DIALLING);
  g_assert_cmpint (desk_call_get_direction (only_call (fixture)), ==, DESK_DIRECTION_OUTGOING);
  status (fixture, "1000", 2, "t1", ",\"role\":\"c\"");
  status (fixture, "1002", 65, "t2", ",\"role\":\"s\",\"other_number\":\"1000\"");
  status (fixture, "1002", 2, "t2", ",\"role\":\"s\"");
  g_assert_cmpint (desk_call_get_state (only_call (fixture)), ==, DESK_CALL_STATE_TALKING);
  check_row (fixture, "1000", "Ann", DESK_PRESENCE_TALKING);
  check_row (fixture, "1002", "Cid", DESK_PRESENCE_TALKING);
  g_assert_cmpstr (desk_extension_get_other (find (fixture, "1002")), ==, "Ann");

  /* Hold: the answer ends the request, the notification changes the state. */
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_HOLD, only_call (fixture), NULL));
  g_assert_false (desk_call_can (only_call (fixture), DESK_VERB_HANG_UP));
  g_assert_null (desk_session_run (fixture->session, DESK_VERB_HOLD, only_call (fixture), NULL));
  status (fixture, "1000", 35, "t1", "");
  g_assert_cmpint (desk_call_get_state (only_call (fixture)), ==, DESK_CALL_STATE_HELD);
  g_assert_nonnull (desk_call_get_pending (only_call (fixture)));
  answer (fixture, "remoteControl", "\"hold\"", "\"succeeded:\"");
  g_assert_null (desk_call_get_pending (only_call (fixture)));

  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_RESUME, only_call (fixture), NULL));
  answer (fixture, "remoteControl", "\"talk\"", "\"succeeded:\"");
  g_assert_nonnull (desk_call_get_pending (only_call (fixture)));
  status (fixture, "1000", 36, "t1", "");
  g_assert_null (desk_call_get_pending (only_call (fixture)));

  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_HANG_UP, only_call (fixture), NULL));
  answer (fixture, "disconnect", "\"t1\"", "\"succeeded:\"");
  status (fixture, "1000", -1, "t1", "");
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (fixture->session))), ==,
                   0);
  check_row (fixture, "1000", "Ann", DESK_PRESENCE_FREE);
  g_assert_cmpstr (fixture->failures->str, ==, "");
}

static void
test_incoming (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  status (fixture, "1000", 0, "t1", ",\"other_number\":\"0312345678\"");
  status (fixture, "1000", 65, "t1", ",\"other_user_display_name\":\"Mori Ltd.\"");
  g_assert_cmpstr (desk_call_get_name (only_call (fixture)), ==, "Mori Ltd.");
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_ANSWER, only_call (fixture), NULL));
  answer (fixture, "remoteControl", "\"talk\"", "\"succeeded:\"");
  status (fixture, "1000", 2, "t1", "");
  g_assert_cmpint (desk_call_get_state (only_call (fixture)), ==, DESK_CALL_STATE_TALKING);
  notify (fixture, "notify_callrecording", "\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":\"on\"");
  g_assert_true (desk_call_get_is_recording (only_call (fixture)));
}

static void
test_phone_ignores (Fixture *fixture, gconstpointer data)
{
  g_autofree char *expected = g_strdup_printf ("%d:%d ", DESK_VERB_ANSWER, DESK_ERROR_PHONE_IGNORED);

  start (fixture);
  status (fixture, "1000", 65, "t1", "");
  desk_session_run (fixture->session, DESK_VERB_ANSWER, only_call (fixture), NULL);
  answer (fixture, "remoteControl", NULL, "\"succeeded:\"");
  advance (fixture, 4 * SECOND);
  g_assert_false (desk_call_can (only_call (fixture), DESK_VERB_ANSWER));
  advance (fixture, SECOND);
  g_assert_true (desk_call_can (only_call (fixture), DESK_VERB_ANSWER));
  g_assert_cmpstr (fixture->failures->str, ==, expected);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  g_assert_null (desk_session_dial (fixture->session, "1002"));
  g_string_append_printf (expected, "%d:%d ", DESK_VERB_DIAL, DESK_ERROR_NOT_READY);
  start (fixture);
  g_assert_null (desk_session_dial (fixture->session, "Cid"));
  g_string_append_printf (expected, "%d:%d ", DESK_VERB_DIAL, DESK_ERROR_BAD_NUMBER);
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
  answer (fixture, "makeCall", NULL, "\"failed: no phone\"");
  g_string_append_printf (expected, "%d:%d ", DESK_VERB_DIAL, PAL_ERROR_REMOTE);
  g_assert_cmpstr (fixture->failures->str, ==, expected->str);
  /* And it may be tried again. */
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
  answer (fixture, "makeCall", NULL, "\"succeeded: 1\"");
  advance (fixture, 2 * SECOND);
  g_assert_nonnull (desk_session_dial (fixture->session, "1002"));
}

/* --- the line ---------------------------------------------------------- */

static void
test_reconnect (Fixture *fixture, gconstpointer data)
{
  DeskExtension *ann, *cid;
  DeskCall *call;
  TestMirror *rows, *calls;

  start (fixture);
  status (fixture, "1000", 14, "t1", ",\"other_number\":\"1002\"");
  status (fixture, "1001", 65, "t5", "");
  ann = find (fixture, "1000");
  cid = find (fixture, "1002");
  call = only_call (fixture);
  rows = test_mirror_new (G_LIST_MODEL (desk_session_get_colleagues (fixture->session)));
  calls = test_mirror_new (G_LIST_MODEL (desk_session_get_calls (fixture->session)));
  g_assert_false (desk_extension_get_is_stale (cid));

  fake_transport_drop (fixture->line, 1006, NULL);
  g_assert_true (desk_extension_get_is_stale (cid));
  g_assert_false (desk_call_can (call, DESK_VERB_HANG_UP));
  g_assert_cmpint (desk_session_get_stale_since (fixture->session), >, 0);
  check_row (fixture, "1001", "1001", DESK_PRESENCE_RINGING);

  g_ptr_array_set_size (fixture->sent, 0);
  while (!fake_transport_is_opening (fixture->line))
    advance (fixture, SECOND);
  log_in (fixture);
  registered (fixture, "1000", TRUE);
  registered (fixture, "1001", TRUE);
  status (fixture, "1000", 35, "t1", ",\"other_number\":\"1002\"");
  g_assert_true (desk_extension_get_is_stale (cid));
  get_ready (fixture, FALSE);
  test_settle ();
  check_row (fixture, "1000", "Ann", DESK_PRESENCE_ON_HOLD);
  check_row (fixture, "1001", "1001", DESK_PRESENCE_FREE);
  check_row (fixture, "1002", "Cid", DESK_PRESENCE_UNKNOWN);
  g_assert_true (find (fixture, "1000") == ann && find (fixture,
                                                        "1002") == cid && only_call (fixture) == call);
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
static void
test_midway (Fixture *fixture, gconstpointer data)
{
  DeskCall *call;
  g_autofree char *again = NULL;

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture);
  registered (fixture, "1000", TRUE);
  status (fixture, "1000", 35, "t1", "");
  notify (fixture, "notify_callrecording", "\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":\"on\"");
  get_ready (fixture, FALSE);
  call = only_call (fixture);
  g_assert_cmpstr (desk_call_get_number (call), ==, "");
  g_assert_true (desk_call_get_is_recording (call));
  answer (fixture, "getTalkerInfo", "\"room_id\":\"r1\"",
          "[{\"user\":\"1000\",\"talker_id\":\"t1\",\"status\":\"35\",\"other_number\":\"0312345678\","
          "\"other_user_display_name\":\"Mori Ltd.\"},"
          "{\"user\":\"0312345678\",\"talker_id\":77,\"status\":\"2\",\"other_number\":\"1000\"}]");
  g_assert_cmpstr (desk_call_get_name (call), ==, "Mori Ltd.");
  g_assert_cmpstr (desk_call_get_number (call), ==, "0312345678");
  g_assert_cmpint (desk_call_get_direction (call), ==, DESK_DIRECTION_OUTGOING);
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_false (desk_call_get_is_conference (call));
  status (fixture, "1000", 36, "t1", "");
  status (fixture, "1000", 35, "t1", "");
  again = take (fixture, "getTalkerInfo");
  g_assert_null (again);
}

/* Signed in amid a transfer, and amid a conference with somebody outside. */
static void
test_midway_transfer (Fixture *fixture, gconstpointer data)
{
  DeskCall *call;

  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture);
  registered (fixture, "1001", TRUE);
  status (fixture, "1000", 16, "t1", ",\"other_number\":\"1001\"");
  status (fixture, "1001", 2, "t3", ",\"other_number\":\"1000\"");
  get_ready (fixture, FALSE);
  call = only_call (fixture);
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  answer (fixture, "getTalkerInfo", "\"room_id\":\"r1\"",
          "{\"t1\":{\"user\":\"1000\",\"status\":16,\"other_number\":\"1001\"},"
          "\"t2\":{\"user\":\"0312345678\",\"status\":2,\"other_number\":\"1000\",\"user_display_name\":\"Mori\"},"
          "\"t3\":{\"user\":\"1001\",\"status\":2,\"other_number\":\"1000\"}}");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_CONSULTING);
  g_assert_cmpstr (desk_call_get_transfer_to (call), ==, "1001");
  g_assert_cmpstr (desk_call_get_name (call), ==, "Mori");
  g_assert_true (desk_call_can (call, DESK_VERB_COMPLETE));
  g_assert_true (desk_call_can (call, DESK_VERB_JOIN));

  desk_session_run (fixture->session, DESK_VERB_JOIN, call, NULL);
  answer (fixture, "conference", NULL, "\"succeeded:\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_true (desk_call_get_is_conference (call));
  g_assert_cmpuint (g_strv_length ((char **) desk_call_get_members (call)), ==, 2);
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP) && desk_call_can (call, DESK_VERB_HOLD));
  g_assert_false (desk_call_can (call, DESK_VERB_TRANSFER) || desk_call_can (call, DESK_VERB_CONSULT)
                  || desk_call_can (call, DESK_VERB_PARK));
  status (fixture, "1000", 36, "t1", "");
  g_assert_true (desk_call_get_is_conference (call));
  /* He outside leaves. */
  status (fixture, "1000", 14, "t1", ",\"other_number\":\"1001\"");
  g_assert_false (desk_call_get_is_conference (call));
  g_assert_null (desk_call_get_members (call));
  g_assert_cmpstr (desk_call_get_number (call), ==, "1001");
}

/* I barge into a talk of others: a call of mine, of which nobody can be handed on. */
static void
test_barge (Fixture *fixture, gconstpointer data)
{
  DeskCall *call;

  start (fixture);
  status (fixture, "1001", 14, "t1", ",\"other_number\":\"1002\"");
  status (fixture, "1002", 2, "t2", ",\"other_number\":\"1001\"");
  status (fixture, "1000", 65, "t3", ",\"other_number\":\"1001\"");
  call = only_call (fixture);
  g_assert_false (desk_call_get_is_monitor (call));
  status (fixture, "1000", 2, "t3", ",\"other_number\":\"1001\"");
  g_assert_true (desk_call_get_is_monitor (call));
  g_assert_false (desk_call_get_is_conference (call));
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP));
  g_assert_false (desk_call_can (call, DESK_VERB_TRANSFER) || desk_call_can (call, DESK_VERB_PARK));
}

/* A queue's call keeps saying where it came from; what the other side does is told by its leg. */
static void
test_context (Fixture *fixture, gconstpointer data)
{
  DeskCall *call;

  start (fixture);
  notify (fixture, "notify_queue", "\"extension\":\"700\",\"status\":\"on\",\"room_id\":\"r1\"");
  status (fixture, "1000", 65, "t1", ",\"other_number\":\"1001\"");
  call = only_call (fixture);
  g_assert_cmpstr (desk_call_get_context (call), ==, "700");
  notify (fixture, "notify_queue", "\"extension\":\"700\",\"status\":\"off\",\"room_id\":\"r1\"");
  status (fixture, "1000", 2, "t1", "");
  status (fixture, "1001", 14, "t2", ",\"other_number\":\"1000\"");
  g_assert_cmpstr (desk_call_get_context (call), ==, "700");
  g_assert_cmpint (desk_call_get_other_state (call), ==, DESK_OTHER_TALKING);
  status (fixture, "1001", 35, "t2", "");
  g_assert_cmpint (desk_call_get_other_state (call), ==, DESK_OTHER_HOLDING);
}

/* The PBX says no: there is no transfer to cancel, and the call is an ordinary one. */
static void
test_consult_refused (Fixture *fixture, gconstpointer data)
{
  DeskCall *call;

  start (fixture);
  status (fixture, "1000", 65, "t1", ",\"other_number\":\"0312345678\"");
  status (fixture, "1000", 2, "t1", "");
  call = only_call (fixture);
  desk_session_run (fixture->session, DESK_VERB_CONSULT, call, "1001");
  answer (fixture, "transfer", "\"attended\"", "\"failed: busy\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_null (desk_call_get_pending (call));

  /* Over before the answer came: nothing is on, and nothing hangs. */
  desk_session_run (fixture->session, DESK_VERB_CONSULT, call, "1002");
  status (fixture, "1000", 35, "t1", "");
  status (fixture, "1002", 65, "t3", ",\"other_number\":\"1000\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_CALLING);
  status (fixture, "1002", -1, "t3", "");
  status (fixture, "1000", 48, "t1", "");
  status (fixture, "1000", 36, "t1", "");
  answer (fixture, "transfer", NULL, "\"succeeded:\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_null (desk_call_get_pending (call));

  desk_session_run (fixture->session, DESK_VERB_CONSULT, call, "1002");
  answer (fixture, "transfer", NULL, "\"succeeded:\"");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_CALLING);
  desk_session_run (fixture->session, DESK_VERB_CANCEL, call, NULL);
  refuse (fixture, "cancelTransfer");
  g_assert_cmpint (desk_call_get_transfer (call), ==, DESK_TRANSFER_NONE);
  g_assert_true (desk_call_can (call, DESK_VERB_HANG_UP));
}

static void
test_drop_while_pending (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  status (fixture, "1000", 14, "t1", "");
  desk_session_run (fixture->session, DESK_VERB_HOLD, only_call (fixture), NULL);
  fake_transport_drop (fixture->line, 1006, NULL);
  test_settle ();
  g_assert_null (desk_call_get_pending (only_call (fixture)));
  g_assert_cmpstr (fixture->failures->str, !=, "");
}

static void
let_go_cb (DeskExtension *extension, GParamSpec *pspec, DeskSession **session)
{
  g_clear_object (session);
}

/* Whoever hears of a change may close the window, and with it the session. */
static void
test_let_go (Fixture *fixture, gconstpointer data)
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
test_random (Fixture *fixture, gconstpointer data)
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
set_up_with_database (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->database = store_database_new (":memory:");
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  set_up (fixture, data);
}

static void
tear_down_with_database (Fixture *fixture, gconstpointer data)
{
  store_database_close (fixture->database); /* and with it what is still being read for a session */
  test_settle ();
  tear_down (fixture, data);
  g_assert_finalize_object (fixture->database);
}

static void
test_personal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DeskSession) other = NULL;
  DeskPresenceModel *colleagues;

  start (fixture);
  desk_session_set_favourite (fixture->session, find (fixture, "1002"), TRUE);
  desk_session_set_favourite (fixture->session, find (fixture, "1001"), TRUE);
  desk_session_set_alias (fixture->session, find (fixture, "1001"), "Benny");
  g_assert_true (desk_extension_get_is_favourite (find (fixture, "1002")));
  check_row (fixture, "1001", "Benny", DESK_PRESENCE_FREE);

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
#define ADD(path, func) g_test_add ("/model/session/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("ordinary-road", test_ordinary_road);
  ADD ("administrator-road", test_administrator_road);
  ADD ("administrator-refused", test_administrator_refused);
  ADD ("chunks", test_chunks);
  ADD ("denied", test_denied);
  ADD ("denied-waits", test_denied_waits);
  ADD ("denied-favourites", test_denied_favourites);
  ADD ("silent", test_silent);
  ADD ("upgrade-refused", test_upgrade_refused);
  ADD ("midway", test_midway);
  ADD ("midway-transfer", test_midway_transfer);
  ADD ("consult-refused", test_consult_refused);
  ADD ("barge", test_barge);
  ADD ("context", test_context);
  g_test_add ("/model/session/system-administrator", Fixture, "sa", set_up, test_system_administrator,
              tear_down);
  ADD ("outgoing", test_outgoing);
  ADD ("incoming", test_incoming);
  ADD ("phone-ignores", test_phone_ignores);
  ADD ("refusals", test_refusals);
  ADD ("reconnect", test_reconnect);
  ADD ("let-go", test_let_go);
  ADD ("drop-while-pending", test_drop_while_pending);
  ADD ("random", test_random);
  g_test_add ("/model/session/personal", Fixture, NULL, set_up_with_database, test_personal,
              tear_down_with_database);
  return g_test_run ();
}
