/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/places.h"

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* All that was asked of the database has been done: it works in order. */
void
places_wait_for_database (SessionFixture *fixture)
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
places_close_session (SessionFixture *fixture)
{
  places_wait_for_database (fixture);
  session_fixture_close (fixture);
}

void
places_status (SessionFixture *fixture,
               const char *user,
               int code,
               const char *room,
               const char *talker,
               const char *other)
{
  g_autofree char *more = g_strdup_printf (",\"other_number\":\"%s\"", other);

  pbx_status (fixture, user, code, room, talker, more);
}

void
places_parked (SessionFixture *fixture, const char *number, const char *room, const char *talker)
{
  g_autofree char *members
      = g_strdup_printf ("\"park\":\"%s\",\"status\":\"on\",\"room_id\":\"%s\",\"talker_id\":\"%s\"",
                         number, room,
                         talker);

  pbx_notify (fixture, "notify_park", members);
}

void
places_unparked (SessionFixture *fixture, const char *number)
{
  g_autofree char *members = g_strdup_printf ("\"park\":\"%s\",\"status\":\"off\"", number);

  pbx_notify (fixture, "notify_park", members);
}

void
places_line_taken (SessionFixture *fixture, const char *line, const char *user, const char *room)
{
  g_autofree char *members
      = g_strdup_printf ("\"line\":\"%s\",\"status\":\"on\",\"line_talker\":\"%s\",\"room_id\":\"%s\"",
                         line, user,
                         room);

  pbx_notify (fixture, "notify_line", members);
}

void
places_line_freed (SessionFixture *fixture, const char *line)
{
  g_autofree char *members = g_strdup_printf ("\"line\":\"%s\",\"status\":\"off\"", line);

  pbx_notify (fixture, "notify_line", members);
}

void
places_queued (SessionFixture *fixture, const char *group, const char *room, gboolean is_on)
{
  g_autofree char *members = g_strdup_printf ("\"extension\":\"%s\",\"status\":\"%s\",\"room_id\":\"%s\"",
                                              group,
                                              is_on ? "on" : "off", room);

  pbx_notify (fixture, "notify_queue", members);
}

void
places_log_in (SessionFixture *fixture)
{
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
}

void
places_start (SessionFixture *fixture)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  places_log_in (fixture);
  pbx_get_ready (fixture, FALSE);
  pbx_answer (fixture, "getExtensionProperties", "1000", "[[\"Ann\"]]");
}

/* "701 702* …": the numbers in order, with what is to be known of each. */
char *
places_describe_parks (SessionFixture *fixture)
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
places_check_parks (SessionFixture *fixture, const char *expected)
{
  g_autofree char *seen = NULL;

  test_settle ();
  seen = places_describe_parks (fixture);
  g_assert_cmpstr (seen, ==, expected);
}

void
places_check_line (SessionFixture *fixture, const char *id, DeskLamp lamp, const char *who)
{
  DeskLine *line;

  test_settle ();
  line = desk_line_model_find (desk_session_get_lines (fixture->session), id);
  g_assert_nonnull (line);
  g_assert_cmpint (desk_line_get_lamp (line), ==, lamp);
  g_assert_cmpstr (desk_line_get_who (line), ==, who);
}

DeskQueue *
places_find_queue (SessionFixture *fixture, const char *number)
{
  test_settle ();
  return desk_queue_model_find (desk_session_get_queues (fixture->session), number);
}

/* A conversation of mine in @room is parked at @number, by this program. */
void
places_park_mine (
    SessionFixture *fixture, const char *number, const char *room, const char *talker, const char *other)
{
  DeskCall *call;

  places_status (fixture, "1000", 14, room, talker, other);
  test_settle ();
  call = desk_call_model_find (desk_session_get_calls (fixture->session), talker);
  g_assert_nonnull (desk_session_run (fixture->session, DESK_VERB_PARK, call, number));
  pbx_answer (fixture, "park", number, "\"ok\"");
  places_status (fixture, "1000", -1, room, talker, other);
  places_parked (fixture, number, room, "other");
}
