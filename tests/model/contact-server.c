/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/contact-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define STEP (10 * G_TIME_SPAN_MILLISECOND)

static void
contact_free (gpointer data)
{
  char **contact = data;

  for (guint i = 0; i < 4; i++)
    g_free (contact[i]);
  g_free (contact);
}

static void
open_database (ContactServer *server)
{
  g_autoptr (GError) error = NULL;

  server->base.database = store_database_new (server->path);
  store_database_open (server->base.database, &error);
  g_assert_no_error (error);
}

void
contact_server_set_up (ContactServer *server, gconstpointer data)
{
  server->folder = g_dir_make_tmp ("mirror-XXXXXX", NULL);
  server->path = g_build_filename (server->folder, "data.db", NULL);
  server->contacts = g_ptr_array_new_with_free_func (contact_free);
  server->asked_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  server->page = 1000;
  open_database (server);
  server->base.account = store_account_new ("a");
  g_object_set (server->base.account, "url", "wss://pbx.example/pbx/ws", "user", "1000", "phone-index", 1,
                "number-rules", "country=JP", NULL);
  server->base.told = g_string_new (NULL);
  session_fixture_open (&server->base);
}

void
contact_server_tear_down (ContactServer *server, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  session_fixture_tear_down (&server->base, data);
  dir = g_dir_open (server->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (server->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (server->folder);
  g_free (server->path);
  g_free (server->folder);
  g_ptr_array_unref (server->contacts);
  g_array_unref (server->asked_at);
}

void
contact_server_kill (ContactServer *server)
{
  gint64 real = pal_clock_get_real (PAL_CLOCK (server->base.clock));

  store_database_close (server->base.database);
  test_settle ();
  session_fixture_close (&server->base);
  g_assert_finalize_object (server->base.database);
  open_database (server);
  session_fixture_open (&server->base);
  session_fixture_advance (&server->base, real - pal_clock_get_real (PAL_CLOCK (server->base.clock)));
}

void
contact_server_add (ContactServer *server, const char *id, const char *name, const char *book,
                    const char *info)
{
  char **contact = g_new0 (char *, 4);

  contact_server_drop (server, id);
  contact[0] = g_strdup (id);
  contact[1] = g_strdup (name);
  contact[2] = g_strdup (info);
  contact[3] = g_strdup (book);
  g_ptr_array_add (server->contacts, contact);
}

static char **
find (ContactServer *server, const char *id)
{
  for (guint i = 0; i < server->contacts->len; i++)
    {
      char **contact = server->contacts->pdata[i];

      if (g_str_equal (contact[0], id))
        return contact;
    }
  return NULL;
}

void
contact_server_drop (ContactServer *server, const char *id)
{
  g_ptr_array_remove (server->contacts, find (server, id));
}

/* What follows "name": in a request, without quotes. */
static char *
dup_member (const char *request, const char *name)
{
  g_autofree char *member = g_strdup_printf ("\"%s\":", name);
  const char *at = strstr (request, member);

  if (at == NULL)
    return NULL;
  at += strlen (member);
  return *at == '"' ? g_strndup (at + 1, strcspn (at + 1, "\"")) : g_strndup (at, strcspn (at, ",}"));
}

static void
reply (ContactServer *server, const char *request, const char *member, const char *json)
{
  const char *at = g_strrstr (request, "\"id\":\"") + strlen ("\"id\":\"");
  g_autofree char *id = g_strndup (at, strcspn (at, "\""));
  g_autofree char *text = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"%s\":%s,\"id\":\"%s\"}", member, json, id);

  fake_transport_frame (server->base.line, text);
}

static void
answer_list (ContactServer *server, const char *request)
{
  g_autofree char *offset = dup_member (request, "offset"), *words = dup_member (request, "search_text");
  g_autoptr (GString) rows = g_string_new ("[");
  guint skip = offset != NULL ? (guint) g_ascii_strtoull (offset, NULL, 10) : 0, n = 0;

  server->n_searches += words != NULL;
  server->n_lists += words == NULL;
  for (guint i = 0; i < server->contacts->len && n < server->page; i++)
    {
      char **contact = server->contacts->pdata[i];

      if (words != NULL && strstr (contact[2], words) == NULL)
        continue;
      if (skip > 0)
        {
          skip--;
          continue;
        }
      g_string_append_printf (rows,
                              "%s{\"aid\":%s,\"display_name\":\"%s\",\"phonebook\":\"%s\",\"user\":\"1000\"}",
                              n++ > 0 ? "," : "", contact[0], contact[1], contact[3]);
    }
  g_string_append_c (rows, ']');
  reply (server, request, "result", rows->str);
}

static void
answer_contact (ContactServer *server, const char *request)
{
  g_autofree char *id = dup_member (request, "aid"), *json = NULL;
  char **contact = find (server, id);

  server->n_gets++;
  if (server->fault != NULL)
    {
      reply (server, request, "error", server->fault);
      server->fault = NULL;
      return;
    }
  if (contact == NULL)
    {
      reply (server, request, "error", "{\"code\":-1,\"message\":\"Contact not found\"}");
      return;
    }
  json = g_strdup_printf ("{\"aid\":\"%s\",\"display_name\":\"%s\",\"phonebook\":\"%s\",\"info\":%s}",
                          contact[0],
                          contact[1], contact[3], contact[2]);
  reply (server, request, "result", json);
}

static void
wait_for_threads (ContactServer *server)
{
  DeskMirror *mirror = desk_session_get_mirror (server->base.session);
  DeskCaller *caller = desk_session_get_caller (server->base.session);

  while (mirror->is_storing || mirror->is_rebuilding || caller->is_looking)
    g_main_context_iteration (NULL, TRUE);
}

void
contact_server_turn (ContactServer *server)
{
  gint64 now = pal_clock_get_monotonic (PAL_CLOCK (server->base.clock));
  gboolean was_asked;

  do
    {
      g_autofree char *list = NULL, *contact = NULL;

      test_settle ();
      if (server->is_mute || !fake_transport_is_open (server->base.line))
        {
          wait_for_threads (server);
          return;
        }
      list = pbx_take (&server->base, "getContactList");
      contact = pbx_take (&server->base, "getContact\",");
      was_asked = list != NULL || contact != NULL;
      if (list != NULL)
        {
          g_array_append_val (server->asked_at, now);
          answer_list (server, list);
        }
      if (contact != NULL)
        {
          g_array_append_val (server->asked_at, now);
          answer_contact (server, contact);
        }
      wait_for_threads (server);
    }
  while (was_asked);
}

void
contact_server_advance (ContactServer *server, gint64 by)
{
  for (gint64 passed = 0; passed < by; passed += STEP)
    {
      contact_server_turn (server);
      session_fixture_advance (&server->base, STEP);
      if (passed % SECOND == 0 && fake_transport_is_open (server->base.line))
        fake_transport_pong (server->base.line);
    }
  contact_server_turn (server);
}

void
contact_server_finish (ContactServer *server)
{
  DeskMirror *mirror = desk_session_get_mirror (server->base.session);

  for (guint i = 0; !desk_mirror_get_is_complete (mirror) || mirror->is_dirty || mirror->is_running; i++)
    {
      g_assert_cmpuint (i, <, 4000);
      contact_server_advance (server, 10 * STEP);
    }
}

void
contact_server_sign_in (ContactServer *server)
{
  g_autofree char *names = pbx_take (&server->base, "nothing"); /* all that a former line was asked */

  g_ptr_array_set_size (server->base.sent, 0);
  desk_session_sign_in (server->base.session, "secret");
  test_settle ();
  pbx_log_in (&server->base);
  pbx_registered (&server->base, "1000", TRUE);
  pbx_registered (&server->base, "1002", TRUE);
  pbx_get_ready (&server->base, FALSE);
  names = pbx_take (&server->base, "getExtensionProperties");
  if (names != NULL)
    reply (server, names, "result", "[[\"Ann\"],[\"Cid\"]]");
}
