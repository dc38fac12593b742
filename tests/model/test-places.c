/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/desk-session-private.h"
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
} Fixture;

static void
open_session (Fixture *fixture)
{
  fixture->clock = pal_virtual_clock_new ();
  fixture->line = fake_transport_new ();
  fixture->sent = g_ptr_array_new_with_free_func (g_free);
  fixture->session = desk_session_new (fixture->account, fixture->database, fixture->clock, fixture->line);
}

static void
close_session (Fixture *fixture)
{
  desk_session_sign_out (fixture->session);
  test_settle ();
  g_assert_finalize_object (fixture->session);
  test_settle ();
  g_assert_finalize_object (fixture->line);
  g_assert_cmpint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_ptr_array_unref (fixture->sent);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->account = store_account_new ("a");
  g_object_set (fixture->account, "url", "wss://pbx.example/pbx/ws", "user", "1000", NULL);
  open_session (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_session (fixture);
  g_assert_finalize_object (fixture->account);
}

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

static void
answer (Fixture *fixture, const char *method, const char *part, const char *member)
{
  g_autofree char *request = take (fixture, method);
  g_autofree char *id = NULL;
  const char *at;

  if (request == NULL)
    g_error ("%s was not sent", method);
  if (part != NULL && strstr (request, part) == NULL)
    g_error ("no %s in %s", part, request);
  at = g_strrstr (request, "\"id\":\"") + strlen ("\"id\":\"");
  id = g_strndup (at, strcspn (at, "\""));
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",%s,\"id\":\"%s\"}", member, id);
}

static void
notify (Fixture *fixture, const char *method, const char *members)
{
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":{%s}}", method, members);
}

static void
status (Fixture *fixture, const char *user, int code, const char *room, const char *talker, const char *other)
{
  g_autofree char *members
      = g_strdup_printf ("\"user\":\"%s\",\"status\":\"%d\",\"room_id\":\"%s\",\"talker_id\":\"%s\","
                         "\"other_number\":\"%s\"",
                         user, code, room, talker, other);

  notify (fixture, "notify_status", members);
}

static void
parked (Fixture *fixture, const char *number, const char *room, const char *talker)
{
  g_autofree char *members
      = g_strdup_printf ("\"park\":\"%s\",\"status\":\"on\",\"room_id\":\"%s\",\"talker_id\":\"%s\"", number, room,
                         talker);

  notify (fixture, "notify_park", members);
}

static void
unparked (Fixture *fixture, const char *number)
{
  g_autofree char *members = g_strdup_printf ("\"park\":\"%s\",\"status\":\"off\"", number);

  notify (fixture, "notify_park", members);
}

static void
line_taken (Fixture *fixture, const char *line, const char *user, const char *room)
{
  g_autofree char *members
      = g_strdup_printf ("\"line\":\"%s\",\"status\":\"on\",\"line_talker\":\"%s\",\"room_id\":\"%s\"", line, user,
                         room);

  notify (fixture, "notify_line", members);
}

static void
line_freed (Fixture *fixture, const char *line)
{
  g_autofree char *members = g_strdup_printf ("\"line\":\"%s\",\"status\":\"off\"", line);

  notify (fixture, "notify_line", members);
}

static void
queued (Fixture *fixture, const char *group, const char *room, gboolean is_on)
{
  g_autofree char *members = g_strdup_printf ("\"extension\":\"%s\",\"status\":\"%s\",\"room_id\":\"%s\"", group,
                                              is_on ? "on" : "off", room);

  notify (fixture, "notify_queue", members);
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
  answer (fixture, "login", NULL, "\"result\":true");
  notify (fixture, "notify_serverstatus", "\"status\":\"active\"");
  notify (fixture, "notify_registered", "\"user\":\"1000\",\"registered\":\"true\"");
}

static void
get_ready (Fixture *fixture, const char *is_admin)
{
  g_autofree char *member = g_strdup_printf ("\"result\":[\"%s\",\"Ann\"]", is_admin);

  answer (fixture, "getExtensionProperties", "admin", member);
  advance (fixture, SECOND);
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);
}

static void
start (Fixture *fixture)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  log_in (fixture);
  get_ready (fixture, "false");
  answer (fixture, "getExtensionProperties", "1000", "\"result\":[[\"Ann\"]]");
}

/* "701 702* …": the numbers in order, with what is to be known of each. */
static char *
describe_parks (Fixture *fixture)
{
  GListModel *parks = G_LIST_MODEL (desk_session_get_parks (fixture->session));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parks); i++)
    {
      g_autoptr (DeskPark) park = g_list_model_get_item (parks, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", desk_park_get_number (park));
      if (desk_park_get_is_taken (park))
        g_string_append_printf (text, "%s(%s)", desk_park_get_is_mine (park) ? "!" : "", desk_park_get_name (park));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_parks (Fixture *fixture, const char *expected)
{
  g_autofree char *seen = NULL;

  test_settle ();
  seen = describe_parks (fixture);
  g_assert_cmpstr (seen, ==, expected);
}

static void
check_line (Fixture *fixture, const char *id, DeskLamp lamp, const char *who)
{
  DeskLine *line;

  test_settle ();
  line = desk_line_model_find (desk_session_get_lines (fixture->session), id);
  g_assert_nonnull (line);
  g_assert_cmpint (desk_line_get_lamp (line), ==, lamp);
  g_assert_cmpstr (desk_line_get_who (line), ==, who);
}

static DeskQueue *
find_queue (Fixture *fixture, const char *number)
{
  test_settle ();
  return desk_queue_model_find (desk_session_get_queues (fixture->session), number);
}

/* --- slots ------------------------------------------------------------- */

static void
test_asked_for (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "park=*"));
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "line=*"));
  g_assert_nonnull (strstr (fake_transport_get_url (fixture->line), "queue=*"));
}

static void
test_slots (Fixture *fixture, gconstpointer data)
{
  DeskParkModel *parks = desk_session_get_parks (fixture->session);
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (parks));

  start (fixture);
  /* An outside caller: the far side of who parked it. */
  status (fixture, "1001", 14, "r1", "t1", "0312345678");
  status (fixture, "1001", -1, "r1", "t1", "0312345678");
  parked (fixture, "702", "r1", "t2");
  check_parks (fixture, "702(0312345678)");
  g_assert_cmpint (desk_park_model_get_n_taken (parks), ==, 1);
  g_assert_cmpstr (desk_park_get_room_id (desk_park_model_find (parks, "702")), ==, "r1");

  /* A colleague: whose leg it is. */
  status (fixture, "1000", 2, "r2", "t3", "1002");
  parked (fixture, "1701", "r2", "t3");
  parked (fixture, "701", "r3", "t9");
  check_parks (fixture, "701(Unknown) 702(0312345678) 1701(Ann)");
  unparked (fixture, "702");
  unparked (fixture, "703");
  check_parks (fixture, "701(Unknown) 702 703 1701(Ann)");
  g_assert_cmpint (desk_park_model_get_n_taken (parks), ==, 2);
  g_assert_cmpint (desk_park_get_since (desk_park_model_find (parks, "702")), ==, 0);
  test_mirror_check (mirror);
  test_mirror_free (mirror);
}

/* --- lines ------------------------------------------------------------- */

static void
test_lamps (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  line_taken (fixture, "line/1", "1002", "");
  check_line (fixture, "line/1", DESK_LAMP_OTHER, "1002");
  line_freed (fixture, "line/1");
  check_line (fixture, "line/1", DESK_LAMP_FREE, "");
  line_taken (fixture, "line/1", "1000", "");
  check_line (fixture, "line/1", DESK_LAMP_MINE, "");

  /* Somebody calls over it. */
  line_taken (fixture, "line/2", "", "r5");
  check_line (fixture, "line/2", DESK_LAMP_RINGING, "");
  status (fixture, "1000", 65, "r5", "t5", "0399998888");
  check_line (fixture, "line/2", DESK_LAMP_RINGING, "0399998888");
  status (fixture, "1000", 2, "r5", "t5", "0399998888");
  check_line (fixture, "line/2", DESK_LAMP_MINE, "0399998888");
  status (fixture, "1000", -1, "r5", "t5", "0399998888");
  parked (fixture, "line/2", "r5", "t6");
  check_line (fixture, "line/2", DESK_LAMP_PARKED, "0399998888");
  unparked (fixture, "line/2");
  line_freed (fixture, "line/2");
  check_line (fixture, "line/2", DESK_LAMP_FREE, "");
  check_parks (fixture, ""); /* a line is no slot */
}

/* --- queues ------------------------------------------------------------ */

static void
test_queues (Fixture *fixture, gconstpointer data)
{
  DeskQueueModel *queues = desk_session_get_queues (fixture->session);
  g_autoptr (DeskWaiting) first = NULL;
  DeskQueue *queue;

  start (fixture);
  status (fixture, "1001", 14, "r1", "t1", "600");
  queued (fixture, "600", "r1", TRUE);
  advance (fixture, SECOND);
  queued (fixture, "600", "r2", TRUE);
  status (fixture, "1005", 65, "r2", "t2", "0311112222");
  queue = find_queue (fixture, "600");
  g_assert_cmpint (desk_queue_get_n_waiting (queue), ==, 2);
  g_assert_cmpint (desk_queue_model_get_n_waiting (queues), ==, 2);
  g_assert_cmpstr (desk_queue_get_oldest_room (queue), ==, "r1");
  first = g_list_model_get_item (G_LIST_MODEL (queue), 0);
  g_assert_cmpstr (desk_waiting_get_name (first), ==, "1001");
  g_assert_true (desk_queue_model_get_oldest (queues) == first);
  g_assert_cmpint (desk_queue_get_oldest_since (queue), ==, desk_waiting_get_since (first));

  queued (fixture, "600", "r1", FALSE);
  test_settle ();
  g_assert_cmpstr (desk_queue_get_oldest_room (queue), ==, "r2");
  g_assert_cmpstr (desk_waiting_get_name (desk_queue_model_get_oldest (queues)), ==, "0311112222");
  queued (fixture, "600", "r2", FALSE);
  test_settle ();
  g_assert_cmpint (desk_queue_get_n_waiting (queue), ==, 0);
  g_assert_cmpint (desk_queue_get_oldest_since (queue), ==, 0);
  g_assert_null (desk_queue_get_oldest_room (queue));
}

/* --- a new line -------------------------------------------------------- */

static void
test_reconnect (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  parked (fixture, "701", "r1", "t1");
  parked (fixture, "702", "r2", "t2");
  line_taken (fixture, "line/1", "1002", "");
  line_taken (fixture, "line/2", "1003", "");
  queued (fixture, "600", "r3", TRUE);
  queued (fixture, "600", "r4", TRUE);
  test_settle ();
  fake_transport_drop (fixture->line, 1006, NULL);
  while (!fake_transport_is_opening (fixture->line))
    advance (fixture, SECOND);
  check_parks (fixture, "701(Unknown) 702(Unknown)");
  g_ptr_array_set_size (fixture->sent, 0);
  log_in (fixture);
  parked (fixture, "702", "r2", "t2");
  line_taken (fixture, "line/2", "1003", "");
  queued (fixture, "600", "r4", TRUE);
  get_ready (fixture, "false");
  check_parks (fixture, "701 702(Unknown)");
  check_line (fixture, "line/1", DESK_LAMP_FREE, "");
  check_line (fixture, "line/2", DESK_LAMP_OTHER, "1003");
  g_assert_cmpint (desk_queue_get_n_waiting (find_queue (fixture, "600")), ==, 1);
}

/* --- numbers ----------------------------------------------------------- */

static void
check_list (const char *text, const char *expected)
{
  g_auto (GStrv) numbers = desk_park_parse_slots (text);
  g_autofree char *joined = g_strjoinv (" ", numbers);

  g_assert_cmpstr (joined, ==, expected);
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

#define ADD(path, func) g_test_add ("/places/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("asked-for", test_asked_for);
  ADD ("slots", test_slots);
  ADD ("lamps", test_lamps);
  ADD ("queues", test_queues);
  ADD ("reconnect", test_reconnect);
  g_test_add_func ("/places/numbers", test_numbers);
  return g_test_run ();
}
