/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export asks the PBX for nothing that is here. */
#include "config.h"

#include "exchange/desk-copies.h"
#include "tests/model/contact-server.h"

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  desk_copies_read_finish (result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
progress (guint n_done, guint n_total, gpointer user_data)
{
  g_assert_cmpuint (n_done, <=, n_total);
}

static void
read_all (DeskMirror *mirror, GPtrArray *known)
{
  gboolean is_done = FALSE;

  desk_copies_read_async (mirror, known, progress, NULL, read_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_copies (ContactServer *server, gconstpointer data)
{
  DeskMirror *mirror = desk_session_get_mirror (server->base.session);
  g_autoptr (GPtrArray) all = NULL, book = NULL, other = NULL;
  DeskKnown *known;
  guint n;

  contact_server_add (server, "1", "zoe", "Friends", "{\"$firstname\":\"zoe\",\"$tel_work\":\"03-1234-5678\"}");
  contact_server_add (server, "2", "Bob", "Office", "{\"$nickname\":\"Bob\",\"Badge\":\"12\"}");
  contact_server_add (server, "3", "Ann", "Office", "{\"$nickname\":\"Ann\"}");
  g_assert_null (desk_copies_list (mirror, NULL, FALSE));
  contact_server_sign_in (server);
  g_assert_null (desk_copies_list (mirror, NULL, FALSE));
  contact_server_finish (server);
  n = server->n_gets + server->n_lists;

  all = desk_copies_list (mirror, NULL, FALSE);
  book = desk_copies_list (mirror, "Office", FALSE);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (book->len, ==, 2);
  read_all (mirror, book);
  known = book->pdata[1];
  g_assert_cmpstr (known->id, ==, "2");
  g_assert_cmpstr (known->display_name, ==, "Bob");
  g_assert_cmpstr (pal_contact_info_get (known->info, "Badge"), ==, "12");

  /* Who is not here is left to the PBX. */
  other = g_ptr_array_new_with_free_func (desk_known_free);
  g_ptr_array_add (other, desk_known_new ("9", NULL, NULL, FALSE));
  g_ptr_array_add (other, desk_known_new ("1", NULL, NULL, FALSE));
  read_all (mirror, other);
  g_assert_null (((DeskKnown *) other->pdata[0])->info);
  known = other->pdata[1];
  g_assert_cmpstr (pal_contact_info_get (known->info, "$tel_work"), ==, "03-1234-5678");
  contact_server_turn (server);
  g_assert_cmpuint (server->n_gets + server->n_lists, ==, n);

  /* What may have changed meanwhile is not taken for what there is. */
  desk_mirror_refresh (mirror);
  server->is_mute = TRUE;
  contact_server_advance (server, G_TIME_SPAN_SECOND);
  server->is_mute = FALSE;
  contact_server_drop (server, "3");
  contact_server_finish (server);
  g_ptr_array_unref (g_steal_pointer (&book));
  book = desk_copies_list (mirror, "Office", FALSE);
  g_assert_cmpuint (book->len, ==, 1);
  desk_mirror_set_is_enabled (mirror, FALSE);
  g_assert_null (desk_copies_list (mirror, NULL, FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/exchange/copies", ContactServer, NULL, contact_server_set_up, test_copies, contact_server_tear_down);
  return g_test_run ();
}
