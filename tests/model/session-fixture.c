/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/session-fixture.h"

#include <string.h>

void
session_fixture_open (SessionFixture *fixture)
{
  fixture->clock = pal_virtual_clock_new ();
  fixture->line = fake_transport_new ();
  fixture->sent = g_ptr_array_new_with_free_func (g_free);
  fixture->session = desk_session_new (fixture->account, fixture->database, fixture->clock, fixture->line);
}

void
session_fixture_close (SessionFixture *fixture)
{
  desk_session_sign_out (fixture->session);
  test_settle ();
  g_assert_finalize_object (fixture->session);
  test_settle ();
  /* What a thread reads for a part comes back to it. */
  test_wait_for (G_OBJECT (fixture->line)->ref_count == 1);
  g_assert_finalize_object (fixture->line);
  g_assert_cmpint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_ptr_array_unref (fixture->sent);
}

void
session_fixture_set_up (SessionFixture *fixture, gconstpointer user)
{
  fixture->account = store_account_new ("a");
  g_object_set (fixture->account, "url", "wss://pbx.example/pbx/ws", "user", user != NULL ? user : "1000",
                "phone-index", 1, NULL);
  fixture->told = g_string_new (NULL);
  session_fixture_open (fixture);
}

void
session_fixture_tear_down (SessionFixture *fixture, gconstpointer user)
{
  if (fixture->database != NULL)
    store_database_close (fixture->database); /* and with it what is still being read for a session */
  test_settle ();
  session_fixture_close (fixture);
  if (fixture->database != NULL)
    g_assert_finalize_object (fixture->database);
  g_assert_finalize_object (fixture->account);
  g_string_free (fixture->told, TRUE);
}

void
session_fixture_advance (SessionFixture *fixture, gint64 by)
{
  pal_virtual_clock_advance (fixture->clock, by);
  test_settle ();
}

char *
pbx_take (SessionFixture *fixture, const char *method)
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

char *
pbx_expect (SessionFixture *fixture, const char *method, const char *part)
{
  char *text = pbx_take (fixture, method);

  if (text == NULL)
    {
      g_ptr_array_add (fixture->sent, NULL);
      g_error ("%s was not sent, but %s", method, g_strjoinv (" ", (char **)fixture->sent->pdata));
    }
  if (part != NULL && strstr (text, part) == NULL)
    g_error ("no %s in %s", part, text);
  return text;
}

static void
reply (SessionFixture *fixture, const char *request, const char *member)
{
  const char *at = g_strrstr (request, "\"id\":\"") + strlen ("\"id\":\"");
  g_autofree char *id = g_strndup (at, strcspn (at, "\""));

  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",%s,\"id\":\"%s\"}", member, id);
}

void
pbx_answer (SessionFixture *fixture, const char *method, const char *part, const char *result)
{
  g_autofree char *request = pbx_expect (fixture, method, part);
  g_autofree char *member = g_strconcat ("\"result\":", result, NULL);

  reply (fixture, request, member);
}

void
pbx_refuse (SessionFixture *fixture, const char *method, int code, const char *message)
{
  g_autofree char *request = pbx_expect (fixture, method, NULL);
  g_autofree char *member = g_strdup_printf ("\"error\":{\"code\":%d,\"message\":\"%s\"}", code, message);

  reply (fixture, request, member);
}

void
pbx_notify (SessionFixture *fixture, const char *method, const char *members)
{
  fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":{%s}}", method,
                         members);
}

void
pbx_status (SessionFixture *fixture,
            const char *user,
            int code,
            const char *room,
            const char *talker,
            const char *more)
{
  g_autofree char *members = g_strdup_printf ("\"user\":\"%s\",\"status\":\"%d\",\"room_id\":\"%s\","
                                              "\"talker_id\":\"%s\"%s",
                                              user, code, room, talker, more);

  pbx_notify (fixture, "notify_status", members);
}

void
pbx_registered (SessionFixture *fixture, const char *user, gboolean is_registered)
{
  g_autofree char *members
      = g_strdup_printf ("\"user\":\"%s\",\"registered\":\"%s\"", user, is_registered ? "true" : "false");

  pbx_notify (fixture, "notify_registered", members);
}

void
pbx_log_in (SessionFixture *fixture)
{
  fake_transport_open (fixture->line);
  pbx_notify (fixture, "login_password_required", "\"nonce\":\"abc\"");
  pbx_answer (fixture, "login", NULL, "true");
  pbx_notify (fixture, "notify_serverstatus", "\"status\":\"active\"");
}

void
pbx_get_ready (SessionFixture *fixture, gboolean is_admin)
{
  pbx_answer (fixture, "getExtensionProperties", "admin",
              is_admin ? "[\"true\",\"Ann\"]" : "[\"false\",\"Ann\"]");
  session_fixture_advance (fixture, SECOND);
  g_assert_cmpint (desk_session_get_state (fixture->session), ==, PAL_CLIENT_STATE_READY);
}

void
session_fixture_start (SessionFixture *fixture)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_registered (fixture, "1001", TRUE);
  pbx_registered (fixture, "1002", FALSE);
  pbx_get_ready (fixture, FALSE);
  pbx_answer (fixture, "getExtensionProperties", "[\"1000\",\"1001\",\"1002\"]",
              "[[\"Ann\"],\"No permission.\",[\"Cid\"]]");
}

DeskExtension *
session_fixture_find (SessionFixture *fixture, const char *number)
{
  return desk_presence_model_find (desk_session_get_colleagues (fixture->session), number);
}

void
session_fixture_check (SessionFixture *fixture, const char *number, const char *name, DeskPresence presence)
{
  g_assert_nonnull (session_fixture_find (fixture, number));
  g_assert_cmpstr (desk_extension_get_name (session_fixture_find (fixture, number)), ==, name);
  g_assert_cmpint (desk_extension_get_presence (session_fixture_find (fixture, number)), ==, presence);
}

DeskCall *
session_fixture_get_only_call (SessionFixture *fixture)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (fixture->session));
  g_autoptr (DeskCall) call = NULL;

  g_assert_cmpint (g_list_model_get_n_items (calls), ==, 1);
  call = g_list_model_get_item (calls, 0);
  return call; /* kept by the model */
}
