/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The box and its counts, and the tones pressed in a call. */
#include "config.h"

#include <string.h>

#include "model/desk-session-private.h"
#include "model/desk-tones.h"
#include "pal/protocol/pal-error.h"
#include "tests/lib/fake-transport.h"
#include "tests/lib/test-wait.h"

typedef struct
{
  PalVirtualClock *clock;
  FakeTransport *line;
  StoreAccount *account;
  DeskSession *session;
  GPtrArray *sent;    /* texts not yet answered */
  GString *notified;  /* properties of the box, in order */
} Fixture;

static void
notified_cb (DeskVoicemail *box, GParamSpec *pspec, Fixture *fixture)
{
  g_string_append_printf (fixture->notified, "%s ", pspec->name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *user = data != NULL ? data : "1000";

  fixture->clock = pal_virtual_clock_new ();
  fixture->line = fake_transport_new ();
  fixture->account = store_account_new (NULL);
  g_object_set (fixture->account, "url", "wss://pbx.example/pbx/ws", "user", user, "phone-index", 1, NULL);
  fixture->session = desk_session_new (fixture->account, NULL, fixture->clock, fixture->line);
  fixture->sent = g_ptr_array_new_with_free_func (g_free);
  fixture->notified = g_string_new (NULL);
  if (desk_session_get_voicemail (fixture->session) != NULL)
    g_signal_connect (desk_session_get_voicemail (fixture->session), "notify", G_CALLBACK (notified_cb), fixture);
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
  g_string_free (fixture->notified, TRUE);
}

/* --- the PBX's side ---------------------------------------------------- */

/* The oldest request of @method that was not answered; NULL when there is none. */
static char *
take (Fixture *fixture, const char *method)
{
  g_autofree char *member = g_strdup_printf ("\"method\":\"%s\"", method);
  char *text;

  test_settle ();
  while ((text = fake_transport_take (fixture->line)) != NULL)
    g_ptr_array_add (fixture->sent, text);
  for (guint i = 0; i < fixture->sent->len; i++)
    if (strstr (fixture->sent->pdata[i], member) != NULL)
      return g_ptr_array_steal_index (fixture->sent, i);
  return NULL;
}

/* FALSE when it was not asked. */
static gboolean
try_reply (Fixture *fixture, const char *method, const char *part, const char *member)
{
  g_autofree char *text = take (fixture, method);
  g_autofree char *id = NULL;
  const char *at;

  if (text == NULL)
    return FALSE;
  if (part != NULL)
    g_assert_nonnull (strstr (text, part));
  at = g_strrstr (text, "\"id\":\"") + strlen ("\"id\":\"");
  id = g_strndup (at, strcspn (at, "\""));
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",%s,\"id\":\"%s\"}", member, id);
  return TRUE;
}

static void
reply (Fixture *fixture, const char *method, const char *part, const char *member)
{
  g_assert_true (try_reply (fixture, method, part, member));
}

static void
notify (Fixture *fixture, const char *method, const char *members)
{
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":{%s}}", method,
                         members);
}

/* The snapshot of the new line tells @box, where that is not NULL. */
static void
log_in (Fixture *fixture, const char *box)
{
  g_ptr_array_set_size (fixture->sent, 0);
  fake_transport_open (fixture->line);
  notify (fixture, "login_password_required", "\"nonce\":\"abc\"");
  reply (fixture, "login", NULL, "\"result\":\"true\"");
  notify (fixture, "notify_serverstatus", "\"status\":\"active\"");
  notify (fixture, "notify_registered", "\"user\":\"1000\",\"registered\":\"true\"");
  if (box != NULL)
    notify (fixture, "notify_voicemail", box);
  reply (fixture, "getExtensionProperties", "admin", "\"result\":[\"false\",\"Ann\"]");
  pal_virtual_clock_advance (fixture->clock, G_USEC_PER_SEC);
  test_settle ();
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);
  try_reply (fixture, "getExtensionProperties", NULL, "\"result\":[[\"Ann\"]]"); /* names: once */
}

static void
start (Fixture *fixture, const char *box)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture, box);
}

/* --- the box ------------------------------------------------------------- */

static void
check_box (Fixture *fixture, gboolean is_known, int n_new, int n_unread, int n_read, int n_saved)
{
  DeskVoicemail *box = desk_session_get_voicemail (fixture->session);

  g_assert_cmpint (desk_voicemail_get_is_known (box), ==, is_known);
  g_assert_cmpint (desk_voicemail_get_n_new (box), ==, n_new);
  g_assert_cmpint (desk_voicemail_get_n_unread (box), ==, n_unread);
  g_assert_cmpint (desk_voicemail_get_n_read (box), ==, n_read);
  g_assert_cmpint (desk_voicemail_get_n_saved (box), ==, n_saved);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  check_box (fixture, FALSE, -1, -1, -1, -1);
  start (fixture, NULL);
  check_box (fixture, FALSE, -1, -1, -1, -1);
  g_string_truncate (fixture->notified, 0);

  notify (fixture, "notify_voicemail", "\"user\":\"1000\",\"new\":2,\"unread\":1,\"read\":3,\"saved\":0");
  check_box (fixture, TRUE, 2, 1, 3, 0);
  g_assert_cmpstr (fixture->notified->str, ==, "n-new n-unread n-read n-saved is-known ");
  /* As text, and without saying whose. */
  notify (fixture, "notify_voicemail", "\"new\":\"0\",\"unread\":\"0\",\"read\":\"6\",\"saved\":\"1\"");
  check_box (fixture, TRUE, 0, 0, 6, 1);
  /* The same again is no news; neither is another's box. */
  g_string_truncate (fixture->notified, 0);
  notify (fixture, "notify_voicemail", "\"new\":\"0\",\"unread\":\"0\",\"read\":\"6\",\"saved\":\"1\"");
  notify (fixture, "notify_voicemail", "\"user\":\"1001\",\"new\":9,\"unread\":9,\"read\":9,\"saved\":9");
  check_box (fixture, TRUE, 0, 0, 6, 1);
  g_assert_cmpstr (fixture->notified->str, ==, "");
  /* Some say only what is new. */
  notify (fixture, "notify_voicemail", "\"new\":4");
  check_box (fixture, TRUE, 4, -1, -1, -1);
}

static void
test_another_line (Fixture *fixture, gconstpointer data)
{
  DeskVoicemail *box = desk_session_get_voicemail (fixture->session);

  start (fixture, "\"new\":2,\"unread\":2,\"read\":0,\"saved\":0");
  check_box (fixture, TRUE, 2, 2, 0, 0);
  g_assert_false (desk_voicemail_get_is_stale (box));
  /* What was heard last stays, marked as old. */
  fake_transport_drop (fixture->line, 1006, NULL);
  g_assert_true (desk_voicemail_get_is_stale (box));
  check_box (fixture, TRUE, 2, 2, 0, 0);
  pal_virtual_clock_advance (fixture->clock, 10 * G_USEC_PER_SEC);
  test_settle ();
  log_in (fixture, "\"new\":3,\"unread\":3,\"read\":0,\"saved\":0");
  g_assert_false (desk_voicemail_get_is_stale (box));
  check_box (fixture, TRUE, 3, 3, 0, 0);
  /* A line that does not tell: the old counts may be wrong. */
  fake_transport_drop (fixture->line, 1006, NULL);
  pal_virtual_clock_advance (fixture->clock, 10 * G_USEC_PER_SEC);
  test_settle ();
  log_in (fixture, NULL);
  check_box (fixture, FALSE, -1, -1, -1, -1);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_assert_null (desk_session_get_voicemail (fixture->session));
}

/* --- tones ---------------------------------------------------------------- */

static DeskTones *
talk (Fixture *fixture)
{
  g_autoptr (DeskCall) call = NULL;

  start (fixture, NULL);
  notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"1\",\"room_id\":\"r1\",\"talker_id\":\"t1\","
                                    "\"other_number\":\"8\"");
  notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"14\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  call = g_list_model_get_item (G_LIST_MODEL (desk_session_get_calls (fixture->session)), 0);
  g_assert_cmpint (desk_call_get_state (call), ==, DESK_CALL_STATE_TALKING);
  return desk_session_get_tones (fixture->session, call);
}

/* Twice is two tones; each waits for the one before it. */
static void
test_tones (Fixture *fixture, gconstpointer data)
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
      reply (fixture, "sendDTMF", i < 2 ? "\"signal\":\"1\"" : "\"signal\":\"#\"", "\"result\":\"\"");
      g_assert_cmpint (strlen (desk_tones_get_sent (tones)), ==, i + 1);
    }
  g_assert_cmpstr (desk_tones_get_sent (tones), ==, "11#");
  g_assert_cmpint (desk_tones_get_n_waiting (tones), ==, 0);
  g_assert_null (take (fixture, "sendDTMF"));
}

static void
test_tones_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DeskTones) tones = g_object_ref (talk (fixture));

  /* On hold nobody hears them: what waited is not sent later. */
  g_assert_true (desk_tones_press (tones, "12"));
  notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"35\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  g_assert_cmpint (desk_tones_get_n_waiting (tones), ==, 1);
  g_assert_false (desk_tones_press (tones, "3"));
  reply (fixture, "sendDTMF", "\"signal\":\"1\"", "\"result\":\"\"");
  notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"36\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  g_assert_null (take (fixture, "sendDTMF"));
  g_assert_cmpstr (desk_tones_get_sent (tones), ==, "1");

  /* A PBX without tones. */
  g_assert_true (desk_tones_press (tones, "45"));
  reply (fixture, "sendDTMF", "\"signal\":\"4\"", "\"error\":{\"code\":-32601,\"message\":\"Method not found.\"}");
  g_assert_null (take (fixture, "sendDTMF"));
  g_assert_cmpstr (desk_tones_get_sent (tones), ==, "1");
  g_assert_false (desk_session_may (fixture->session, DESK_VERB_SEND_TONES));
  g_assert_false (desk_tones_can_press (tones));

  notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"-1\",\"room_id\":\"r1\",\"talker_id\":\"t1\"");
  g_assert_false (desk_tones_press (tones, "6"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, user, function) \
  g_test_add ("/model/" path, Fixture, user, set_up, function, tear_down)
  ADD ("voicemail/counts", NULL, test_counts);
  ADD ("voicemail/another-line", NULL, test_another_line);
  ADD ("voicemail/nobody", "sa", test_nobody);
  ADD ("tones/in-order", NULL, test_tones);
  ADD ("tones/end", NULL, test_tones_end);
#undef ADD
  return g_test_run ();
}
