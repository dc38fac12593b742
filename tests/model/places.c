/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/places.h"

#include <string.h>

void
places_open_session (Fixture *fixture)
{
  fixture->clock = pal_virtual_clock_new ();
  fixture->line = fake_transport_new ();
  fixture->sent = g_ptr_array_new_with_free_func (g_free);
  fixture->session = desk_session_new (fixture->account, fixture->database, fixture->clock, fixture->line);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* All that was asked of the database has been done: it works in order. */
void
places_wait_for_database (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (fixture->database == NULL)
    return;
  store_places_load_async (fixture->database, "a", NULL, keep_cb, &result);
  test_wait_for (result != NULL);
  places = store_places_load_finish (fixture->database, result, NULL);
}

void
places_close_session (Fixture *fixture)
{
  places_wait_for_database (fixture);
  desk_session_sign_out (fixture->session);
  test_settle ();
  g_assert_finalize_object (fixture->session);
  test_settle ();
  g_assert_finalize_object (fixture->line);
  g_assert_cmpint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_ptr_array_unref (fixture->sent);
}

void
places_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->account = store_account_new ("a");
  g_object_set (fixture->account, "url", "wss://pbx.example/pbx/ws", "user", "1000", NULL);
  places_open_session (fixture);
}

void
places_tear_down (Fixture *fixture, gconstpointer data)
{
  places_close_session (fixture);
  g_clear_object (&fixture->database);
  g_assert_finalize_object (fixture->account);
}

/* The oldest request of @method not answered yet; takes it. */
char *
places_take (Fixture *fixture, const char *method)
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

void
places_answer (Fixture *fixture, const char *method, const char *part, const char *member)
{
  g_autofree char *request = places_take (fixture, method);
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

void
places_notify (Fixture *fixture, const char *method, const char *members)
{
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":{%s}}", method,
                         members);
}

void
places_status (Fixture *fixture, const char *user, int code, const char *room, const char *talker,
               const char *other)
{
  g_autofree char *members
      = g_strdup_printf ("\"user\":\"%s\",\"status\":\"%d\",\"room_id\":\"%s\",\"talker_id\":\"%s\","
                         "\"other_number\":\"%s\"",
                         user, code, room, talker, other);

  places_notify (fixture, "notify_status", members);
}

void
places_parked (Fixture *fixture, const char *number, const char *room, const char *talker)
{
  g_autofree char *members
      = g_strdup_printf ("\"park\":\"%s\",\"status\":\"on\",\"room_id\":\"%s\",\"talker_id\":\"%s\"",
                         number, room,
                         talker);

  places_notify (fixture, "notify_park", members);
}

void
places_unparked (Fixture *fixture, const char *number)
{
  g_autofree char *members = g_strdup_printf ("\"park\":\"%s\",\"status\":\"off\"", number);

  places_notify (fixture, "notify_park", members);
}

void
places_line_taken (Fixture *fixture, const char *line, const char *user, const char *room)
{
  g_autofree char *members
      = g_strdup_printf ("\"line\":\"%s\",\"status\":\"on\",\"line_talker\":\"%s\",\"room_id\":\"%s\"",
                         line, user,
                         room);

  places_notify (fixture, "notify_line", members);
}

void
places_line_freed (Fixture *fixture, const char *line)
{
  g_autofree char *members = g_strdup_printf ("\"line\":\"%s\",\"status\":\"off\"", line);

  places_notify (fixture, "notify_line", members);
}

void
places_queued (Fixture *fixture, const char *group, const char *room, gboolean is_on)
{
  g_autofree char *members = g_strdup_printf ("\"extension\":\"%s\",\"status\":\"%s\",\"room_id\":\"%s\"",
                                              group,
                                              is_on ? "on" : "off", room);

  places_notify (fixture, "notify_queue", members);
}

void
places_advance (Fixture *fixture, gint64 by)
{
  pal_virtual_clock_advance (fixture->clock, by);
  test_settle ();
}

void
places_log_in (Fixture *fixture)
{
  fake_transport_open (fixture->line);
  places_notify (fixture, "login_password_required", "\"nonce\":\"abc\"");
  places_answer (fixture, "login", NULL, "\"result\":true");
  places_notify (fixture, "notify_serverstatus", "\"status\":\"active\"");
  places_notify (fixture, "notify_registered", "\"user\":\"1000\",\"registered\":\"true\"");
}

void
places_get_ready (Fixture *fixture, const char *is_admin)
{
  g_autofree char *member = g_strdup_printf ("\"result\":[\"%s\",\"Ann\"]", is_admin);

  places_answer (fixture, "getExtensionProperties", "admin", member);
  places_advance (fixture, SECOND);
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);
}

void
places_start (Fixture *fixture)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  places_log_in (fixture);
  places_get_ready (fixture, "false");
  places_answer (fixture, "getExtensionProperties", "1000", "\"result\":[[\"Ann\"]]");
}

/* "701 702* …": the numbers in order, with what is to be known of each. */
char *
places_describe_parks (Fixture *fixture)
{
  GListModel *parks = G_LIST_MODEL (desk_session_get_parks (fixture->session));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parks); i++)
    {
      g_autoptr (DeskPark) park = g_list_model_get_item (parks, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", desk_park_get_number (park));
      if (desk_park_get_is_taken (park))
        g_string_append_printf (text, "%s(%s)", desk_park_get_is_mine (park) ? "!" : "",
                                desk_park_get_name (park));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
places_check_parks (Fixture *fixture, const char *expected)
{
  g_autofree char *seen = NULL;

  test_settle ();
  seen = places_describe_parks (fixture);
  g_assert_cmpstr (seen, ==, expected);
}

void
places_check_line (Fixture *fixture, const char *id, DeskLamp lamp, const char *who)
{
  DeskLine *line;

  test_settle ();
  line = desk_line_model_find (desk_session_get_lines (fixture->session), id);
  g_assert_nonnull (line);
  g_assert_cmpint (desk_line_get_lamp (line), ==, lamp);
  g_assert_cmpstr (desk_line_get_who (line), ==, who);
}

DeskQueue *
places_find_queue (Fixture *fixture, const char *number)
{
  test_settle ();
  return desk_queue_model_find (desk_session_get_queues (fixture->session), number);
}

/* A conversation of mine in @room is parked at @number, by this program. */
void
places_park_mine (Fixture *fixture, const char *number, const char *room, const char *talker,
                  const char *other)
{
  DeskCall *call;

  places_status (fixture, "1000", 14, room, talker, other);
  test_settle ();
  call = desk_call_model_find (desk_session_get_calls (fixture->session), talker);
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_PARK, call, number));
  places_answer (fixture, "park", number, "\"result\":\"ok\"");
  places_status (fixture, "1000", -1, room, talker, other);
  places_parked (fixture, number, room, "other");
}
