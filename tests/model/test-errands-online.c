/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waits, blind transfers that are followed, and texts, at palsim in a process of its own. The session's time
 * is virtual and runs faster than ours. 1004 is the busy colleague; the caller comes from outside. */
#include "config.h"

#include <string.h>

#include "model/desk-session-private.h"
#include "palsim-process.h"
#include "tests/lib/test-wait.h"

#define CALLER "0312345678"
#define TICK_MS 5
#define FASTER 6

typedef struct
{
  PalsimProcess *palsim;
  PalVirtualClock *clock;
  StoreAccount *account;
  StoreDatabase *database;
  DeskSession *session;
  GPtrArray *messages;
  GString *not_sent;
  guint ticker;
} Fixture;

/* --- the office ------------------------------------------------------------- */

static gboolean
tick_cb (gpointer user_data)
{
  pal_virtual_clock_advance (((Fixture *) user_data)->clock, FASTER * TICK_MS * 1000);
  return G_SOURCE_CONTINUE;
}

static void
message_cb (DeskSession *session, const char *text, Fixture *fixture)
{
  g_test_message ("said: %s", text);
  g_ptr_array_add (fixture->messages, g_strdup (text));
}

static void
not_sent_cb (DeskSession *session, const char *extension, const char *text, Fixture *fixture)
{
  g_string_append_printf (fixture->not_sent, "%s:%s ", extension, text);
}

static void
sign_in (Fixture *fixture)
{
  fixture->session = desk_session_new (fixture->account, fixture->database, fixture->clock, NULL);
  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), fixture);
  g_signal_connect (fixture->session, "text-not-sent", G_CALLBACK (not_sent_cb), fixture);
  desk_session_sign_in (fixture->session, store_account_get_user (fixture->account));
  test_wait_for (desk_session_get_state (fixture->session) == PAL_CLIENT_STATE_READY);
}

static void
sign_out (Fixture *fixture)
{
  desk_session_sign_out (fixture->session);
  test_wait_for_end_of (fixture->session);
  fixture->session = NULL;
}

static void
phone (Fixture *fixture, const char *user, const char *deed)
{
  json_object_unref (palsim_process_control (fixture->palsim, "{\"cmd\":\"phone\",\"user\":\"%s\",\"do\":\"%s\"}",
                                             user, deed));
}

static void
call (Fixture *fixture, const char *from, const char *to)
{
  json_object_unref (palsim_process_control (
    fixture->palsim, "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"%s\",\"to\":\"%s\"}", from, to));
}

static void
hang_up_outside (Fixture *fixture)
{
  json_object_unref (palsim_process_control (
    fixture->palsim, "{\"cmd\":\"call\",\"do\":\"outside\",\"number\":\"" CALLER "\",\"how\":\"hangup\"}"));
}

static void
set_up (Fixture *fixture, gconstpointer user)
{
  static const char *const people[] = { "1001", "1002", "1004", "1005" };
  g_autoptr (GError) error = NULL;

  fixture->palsim = palsim_process_start (PALSIM, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    phone (fixture, people[i], "wait");
  fixture->clock = pal_virtual_clock_new ();
  fixture->messages = g_ptr_array_new_with_free_func (g_free);
  fixture->not_sent = g_string_new (NULL);
  fixture->account = store_account_new (NULL);
  g_object_set (fixture->account, "url", palsim_process_get_url (fixture->palsim), "user", user,
                "park-slots", "701,702", NULL);
  fixture->database = store_database_new (":memory:");
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  fixture->ticker = g_timeout_add (TICK_MS, tick_cb, fixture);
  sign_in (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user)
{
  sign_out (fixture);
  g_source_remove (fixture->ticker);
  test_wait_for_end_of (fixture->database);
  g_assert_cmpuint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->account);
  palsim_process_stop (fixture->palsim);
  g_ptr_array_unref (fixture->messages);
  g_string_free (fixture->not_sent, TRUE);
}

static DeskPresence
presence (Fixture *fixture, const char *number)
{
  DeskExtension *row = desk_presence_model_find (desk_session_get_colleagues (fixture->session), number);

  return row != NULL ? desk_extension_get_presence (row) : DESK_PRESENCE_UNKNOWN;
}

static DeskCall *
my_call (Fixture *fixture)
{
  DeskList *calls = DESK_LIST (desk_session_get_calls (fixture->session));

  return desk_list_get_size (calls) > 0 ? desk_list_peek (calls, 0) : NULL;
}

static gboolean
is_my_call (Fixture *fixture, DeskCallState state)
{
  return my_call (fixture) != NULL && desk_call_get_state (my_call (fixture)) == state
         && desk_call_get_pending (my_call (fixture)) == NULL;
}

static void
make_busy (Fixture *fixture)
{
  call (fixture, "0399999999", "1004");
  test_wait_for (presence (fixture, "1004") == DESK_PRESENCE_RINGING);
  phone (fixture, "1004", "answer");
  test_wait_for (presence (fixture, "1004") == DESK_PRESENCE_TALKING);
}

static DeskCall *
take_call (Fixture *fixture)
{
  call (fixture, CALLER, store_account_get_user (fixture->account));
  test_wait_for (is_my_call (fixture, DESK_CALL_STATE_RINGING));
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_ANSWER, my_call (fixture), NULL));
  test_wait_for (is_my_call (fixture, DESK_CALL_STATE_TALKING));
  return my_call (fixture);
}

/* Has any message said it? */
static gboolean
was_said (Fixture *fixture, const char *part)
{
  for (guint i = 0; i < fixture->messages->len; i++)
    if (strstr (fixture->messages->pdata[i], part) != NULL)
      return TRUE;
  return FALSE;
}

/* --- waits --------------------------------------------------------------------- */

static DeskWait *
book_caller (Fixture *fixture)
{
  DeskWait *wait;

  make_busy (fixture);
  test_wait_for (desk_park_model_get_next_free (desk_session_get_parks (fixture->session)) != NULL);
  wait = desk_session_wait_for (fixture->session, "1004", DESK_WAIT_TRANSFER, take_call (fixture));
  g_assert_nonnull (wait);
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_PARKING);
  test_wait_for (desk_wait_get_state (wait) == DESK_WAIT_STATE_WAITING
                 && desk_wait_get_talker_id (wait) != NULL && my_call (fixture) == NULL);
  g_assert_cmpstr (desk_wait_get_caller_number (wait), ==, CALLER);
  return wait;
}

static void
test_brought (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskWait) wait = g_object_ref (book_caller (fixture));
  DeskExtension *row = desk_presence_model_find (desk_session_get_colleagues (fixture->session), "1004");

  phone (fixture, "1004", "hangup");
  test_wait_for (presence (fixture, "1004") == DESK_PRESENCE_RINGING);
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_FIRING);
  g_assert_cmpuint (desk_list_get_size (DESK_LIST (desk_session_get_calls (fixture->session))), <=, 1);
  phone (fixture, "1004", "answer");
  test_wait_for (desk_wait_get_state (wait) == DESK_WAIT_STATE_DONE);
  /* The name once the phonebook's copy has come. */
  g_assert_true (g_strv_contains ((const char *const[]){ CALLER, "Kenji Mori", NULL },
                                  desk_extension_get_other (row)));
  test_wait_for (my_call (fixture) == NULL);
  test_wait_for (was_said (fixture, "talks with"));
}

/* The colleague does not want the call: the caller is where he was, and it is not tried again. */
static void
test_not_taken (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskWait) wait = g_object_ref (book_caller (fixture));
  DeskParkModel *parks = desk_session_get_parks (fixture->session);

  phone (fixture, "1004", "hangup");
  test_wait_for (presence (fixture, "1004") == DESK_PRESENCE_RINGING);
  phone (fixture, "1004", "hangup");
  test_wait_for (desk_wait_get_state (wait) == DESK_WAIT_STATE_FAILED);
  g_assert_true (was_said (fixture, "still waits at"));
  g_assert_true (desk_park_get_is_taken (desk_park_model_find (parks, desk_wait_get_slot (wait))));
  test_wait_for (desk_wait_model_is_idle (desk_session_get_waits (fixture->session)));
  g_assert_cmpint (presence (fixture, "1004"), ==, DESK_PRESENCE_FREE);
}

static void
test_hung_up (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskWait) wait = g_object_ref (book_caller (fixture));

  hang_up_outside (fixture);
  test_wait_for (desk_wait_get_state (wait) == DESK_WAIT_STATE_LOST);
  g_assert_true (was_said (fixture, "hung up"));
}

/* The line is lost, and meanwhile the colleague becomes free. */
static void
test_reconnect (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskWait) wait = g_object_ref (book_caller (fixture));

  json_object_unref (palsim_process_control (fixture->palsim, "{\"cmd\":\"fault\",\"spec\":\"drop\"}"));
  test_wait_for (desk_session_get_state (fixture->session) != PAL_CLIENT_STATE_READY);
  phone (fixture, "1004", "hangup");
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_WAITING);
  test_wait_for (presence (fixture, "1004") == DESK_PRESENCE_RINGING);
  phone (fixture, "1004", "answer");
  test_wait_for (desk_wait_get_state (wait) == DESK_WAIT_STATE_DONE);
}

static DeskWait *
only_wait (Fixture *fixture)
{
  DeskList *waits = DESK_LIST (desk_session_get_waits (fixture->session));

  return desk_list_get_size (waits) == 1 ? desk_list_peek (waits, 0) : NULL;
}

/* The program is closed and started again. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  gboolean is_there = data == NULL || !g_str_equal (data, "1002");
  g_autofree char *slot = g_strdup (desk_wait_get_slot (book_caller (fixture)));
  g_autoptr (DeskWait) wait = NULL;

  sign_out (fixture);
  if (!is_there)
    hang_up_outside (fixture);
  sign_in (fixture);
  test_wait_for (only_wait (fixture) != NULL);
  wait = g_object_ref (only_wait (fixture));
  g_assert_cmpstr (desk_wait_get_slot (wait), ==, slot);
  g_assert_cmpstr (desk_wait_get_caller_number (wait), ==, CALLER);
  if (is_there)
    {
      phone (fixture, "1004", "hangup");
      test_wait_for (presence (fixture, "1004") == DESK_PRESENCE_RINGING);
      phone (fixture, "1004", "answer");
    }
  test_wait_for (desk_wait_get_state (wait)
                 == (is_there ? DESK_WAIT_STATE_DONE : DESK_WAIT_STATE_LOST));
  sign_out (fixture);
  sign_in (fixture);
  test_wait_for (desk_session_get_state (fixture->session) == PAL_CLIENT_STATE_READY);
  g_assert_null (only_wait (fixture));
}

static void
test_tell_and_call (Fixture *fixture, gconstpointer user)
{
  DeskWait *tell, *wanted;

  g_assert_null (desk_session_wait_for (fixture->session, "0312345678", DESK_WAIT_TELL, NULL));
  g_assert_null (desk_session_wait_for (fixture->session, user, DESK_WAIT_TELL, NULL));
  make_busy (fixture);
  tell = desk_session_wait_for (fixture->session, "1004", DESK_WAIT_TELL, NULL);
  g_assert_true (tell == desk_session_wait_for (fixture->session, "1004", DESK_WAIT_TELL, NULL));
  wanted = desk_session_wait_for (fixture->session, "1004", DESK_WAIT_CALL, NULL);
  g_assert_cmpuint (desk_wait_get_position (wanted), ==, 2);
  phone (fixture, "1004", "hangup");
  test_wait_for (desk_wait_get_state (wanted) == DESK_WAIT_STATE_FIRING);
  test_wait_for (desk_wait_get_state (tell) == DESK_WAIT_STATE_DONE);
  g_assert_null (my_call (fixture));
  g_assert_true (desk_session_confirm_wait (fixture->session, wanted));
  g_assert_false (desk_session_confirm_wait (fixture->session, wanted));
  test_wait_for (is_my_call (fixture, DESK_CALL_STATE_DIALLING));
  test_wait_for (desk_wait_get_state (wanted) == DESK_WAIT_STATE_DONE);
}

/* --- flights ------------------------------------------------------------------- */

static DeskFlight *
only_flight (Fixture *fixture)
{
  DeskList *flights = DESK_LIST (desk_session_get_flights (fixture->session));

  return desk_list_get_size (flights) == 1 ? desk_list_peek (flights, 0) : NULL;
}

static DeskFlight *
send_blind (Fixture *fixture, DeskVerb verb)
{
  if (verb == DESK_VERB_DEFLECT)
    {
      call (fixture, CALLER, store_account_get_user (fixture->account));
      test_wait_for (is_my_call (fixture, DESK_CALL_STATE_RINGING));
    }
  else
    take_call (fixture);
  g_assert_nonnull (desk_session_run (fixture->session, verb, my_call (fixture), "1004"));
  g_assert_null (only_flight (fixture));
  test_wait_for (only_flight (fixture) != NULL && presence (fixture, "1004") == DESK_PRESENCE_RINGING);
  g_assert_cmpint (desk_flight_get_state (only_flight (fixture)), ==, DESK_FLIGHT_CALLING);
  g_assert_cmpstr (desk_flight_get_number (only_flight (fixture)), ==, CALLER);
  return only_flight (fixture);
}

static void
test_flight (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskFlight) flight = g_object_ref (send_blind (fixture, DESK_VERB_TRANSFER));

  phone (fixture, "1004", "answer");
  test_wait_for (desk_flight_get_state (flight) == DESK_FLIGHT_ANSWERED);
  test_wait_for (only_flight (fixture) == NULL);
}

static void
test_flight_deflected (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskFlight) flight = g_object_ref (send_blind (fixture, DESK_VERB_DEFLECT));

  phone (fixture, "1004", "answer");
  test_wait_for (desk_flight_get_state (flight) == DESK_FLIGHT_ANSWERED);
}

static void
test_flight_returned (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskFlight) flight = g_object_ref (send_blind (fixture, DESK_VERB_TRANSFER));

  phone (fixture, "1004", "hangup");
  test_wait_for (desk_flight_get_state (flight) == DESK_FLIGHT_RETURNED);
  test_wait_for (is_my_call (fixture, DESK_CALL_STATE_RINGING));
}

static void
test_flight_lost (Fixture *fixture, gconstpointer user)
{
  g_autoptr (DeskFlight) flight = g_object_ref (send_blind (fixture, DESK_VERB_TRANSFER));

  g_assert_null (desk_session_reclaim (fixture->session, flight));
  hang_up_outside (fixture);
  test_wait_for (desk_flight_get_state (flight) == DESK_FLIGHT_LOST);
  g_assert_true (desk_flight_get_can_reclaim (flight));
  g_assert_nonnull (desk_session_reclaim (fixture->session, flight));
  test_wait_for (is_my_call (fixture, DESK_CALL_STATE_DIALLING));
  g_assert_cmpstr (desk_call_get_number (my_call (fixture)), ==, CALLER);
  test_wait_for (only_flight (fixture) == NULL);
}

/* --- texts ----------------------------------------------------------------------- */

static char *
pushed (Fixture *fixture)
{
  g_autoptr (JsonObject) reply = palsim_process_control (fixture->palsim, "{\"cmd\":\"push\",\"tenant\":\"-\"}");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, reply);
  return json_to_string (node, FALSE);
}

static void
register_device (Fixture *fixture, const char *username)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_PN_MANAGE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = NULL;

  pal_params_set_text (params, "command", "add");
  pal_params_set_text (params, "username", username);
  pal_params_set_text (params, "service_id", "1");
  pal_params_set_text (params, "application_id", "org.example.phone");
  pal_params_set_text (params, "device_id", "device");
  pal_client_call_async (fixture->session->client, params, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  reply = pal_client_call_finish (fixture->session->client, result, &error);
  g_assert_no_error (error);
}

/* In one gesture: the caller is parked, then the text goes. */
static void
test_text (Fixture *fixture, gconstpointer user)
{
  DeskCall *parked;

  register_device (fixture, "1005");
  parked = take_call (fixture);
  g_assert_nonnull (desk_session_park_with_text (fixture->session, parked, "701", "1005", "Mori at 701"));
  g_assert_null (desk_session_park_with_text (fixture->session, parked, "701", "1005", "Mori at 701"));
  for (;;)
    {
      g_autofree char *sent = pushed (fixture);

      if (strstr (sent, "Mori at 701") != NULL)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_null (my_call (fixture));
  g_assert_cmpstr (fixture->not_sent->str, ==, "");

  /* Nobody has a device there. */
  g_assert_nonnull (desk_session_send_text (fixture->session, "1004", "hello"));
  test_wait_for (fixture->not_sent->len > 0);
  g_assert_cmpstr (fixture->not_sent->str, ==, "1004:hello ");
}

/* The slot is taken: nothing is parked, and the text is not sent. */
static void
test_text_not_parked (Fixture *fixture, gconstpointer user)
{
  g_assert_nonnull (desk_session_park_with_text (fixture->session, take_call (fixture), "799", "1005", "no"));
  test_wait_for (fixture->not_sent->len > 0);
  g_assert_cmpstr (fixture->not_sent->str, ==, "1005:no ");
  g_assert_true (is_my_call (fixture, DESK_CALL_STATE_TALKING));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, user, func) g_test_add ("/model/errands/" name, Fixture, user, set_up, func, tear_down)
  ADD ("brought-by-administrator", "1001", test_brought);
  ADD ("brought-by-user", "1002", test_brought);
  ADD ("not-taken-administrator", "1001", test_not_taken);
  ADD ("not-taken-user", "1002", test_not_taken);
  ADD ("hung-up", "1002", test_hung_up);
  ADD ("reconnect", "1001", test_reconnect);
  ADD ("restart", "1001", test_restart);
  ADD ("restart-lost", "1002", test_restart);
  ADD ("tell-and-call", "1002", test_tell_and_call);
  ADD ("flight", "1002", test_flight);
  ADD ("flight-deflected", "1001", test_flight_deflected);
  ADD ("flight-returned", "1002", test_flight_returned);
  ADD ("flight-lost", "1002", test_flight_lost);
  ADD ("text", "1001", test_text);
  ADD ("text-not-parked", "1002", test_text_not_parked);
  return g_test_run ();
}
