/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of contacts in our order, once the copy on this machine is whole. */
#include "config.h"

#include "model/desk-contact-model-private.h"
#include "tests/lib/test-mirror.h"
#include "tests/model/contact-server.h"

static DeskContactModel *
open_all (ContactServer *server)
{
  return desk_contact_model_new (desk_session_get_phonebooks (server->base.session), NULL);
}

static char *
dup_names (DeskContactModel *model)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (DeskContact) contact = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", desk_contact_get_display_name (contact));
    }
  return g_string_free (names, FALSE);
}

static void
check (DeskContactModel *model, gboolean is_sorted, const char *expected)
{
  g_autofree char *names = dup_names (model);

  g_assert_cmpstr (names, ==, expected);
  g_assert_true (desk_contact_model_get_is_sorted (model) == is_sorted);
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_READY);
}

static void
add (ContactServer *server, const char *id, const char *name)
{
  g_autofree char *info = g_strdup_printf ("{\"$nickname\":\"%s\"}", name);

  contact_server_add (server, id, name, "Private", info);
}

static void
look_again (ContactServer *server)
{
  DeskMirror *mirror = desk_session_get_mirror (server->base.session);

  desk_mirror_refresh (mirror);
  contact_server_advance (server, 2 * SECOND);
  contact_server_finish (server);
}

static void
told_cb (GListModel *list, guint position, guint removed, guint added, GString *told)
{
  g_string_append_printf (told, "%u-%u+%u ", position, removed, added);
}

static void
test_follows (ContactServer *server, gconstpointer data)
{
  g_autoptr (DeskContactModel) model = NULL;
  g_autoptr (DeskContact) held = NULL;
  TestMirror *mirror;
  guint n_lists;

  add (server, "1", "zoe");
  add (server, "2", "Mia");
  add (server, "3", "Ann");
  contact_server_sign_in (server);
  model = open_all (server);
  mirror = test_mirror_new (G_LIST_MODEL (model));
  contact_server_turn (server);
  check (model, FALSE, "zoe,Mia,Ann");
  held = g_list_model_get_item (G_LIST_MODEL (model), 0);
  contact_server_finish (server);
  check (model, TRUE, "Ann,Mia,zoe");
  test_mirror_check (mirror);
  g_assert_cmpuint (desk_contact_model_find (model, "1"), ==, 2);
  g_assert_true (desk_contact_get_id (held) != NULL);

  g_signal_connect (model, "items-changed", G_CALLBACK (told_cb), server->base.told);
  add (server, "4", "Bob");
  contact_server_drop (server, "2");
  look_again (server);
  check (model, TRUE, "Ann,Bob,zoe");
  test_mirror_check (mirror);
  add (server, "1", "Zoe Z");
  look_again (server);
  check (model, TRUE, "Ann,Bob,Zoe Z");
  test_mirror_check (mirror);
  g_assert_cmpstr (desk_contact_get_display_name (held), ==, "Zoe Z");
  g_assert_cmpuint (desk_contact_model_find (model, "2"), ==, G_MAXUINT);

  /* Nothing of it is asked for on account of the list. */
  n_lists = server->n_lists;
  g_free (dup_names (model));
  contact_server_turn (server);
  g_assert_cmpuint (server->n_lists, ==, n_lists);
  test_mirror_free (mirror);
}

/* What the PBX finds comes in its order; what it finds is its own affair. */
static void
test_search (ContactServer *server, gconstpointer data)
{
  g_autoptr (DeskContactModel) model = NULL;

  add (server, "1", "zoe");
  add (server, "2", "Mia");
  add (server, "3", "Zoe Ann");
  add (server, "4", "Zoe Bee");
  contact_server_sign_in (server);
  contact_server_finish (server);
  model = open_all (server);
  check (model, TRUE, "Mia,zoe,Zoe Ann,Zoe Bee");
  desk_contact_model_set_search_text (model, "Zoe");
  session_fixture_advance (&server->base, DESK_CONTACT_PAUSE);
  g_assert_true (desk_contact_model_get_is_sorted (model)); /* what was there stays meanwhile */
  contact_server_turn (server);
  check (model, FALSE, "Zoe Ann,Zoe Bee");
  g_assert_cmpuint (server->n_searches, >, 0);
  desk_contact_model_set_search_text (model, "");
  check (model, TRUE, "Mia,zoe,Zoe Ann,Zoe Bee");
}

static void
test_switched_off (ContactServer *server, gconstpointer data)
{
  g_autoptr (DeskContactModel) model = NULL;

  add (server, "1", "zoe");
  add (server, "2", "Mia");
  contact_server_sign_in (server);
  contact_server_finish (server);
  model = open_all (server);
  check (model, TRUE, "Mia,zoe");
  desk_mirror_set_is_enabled (desk_session_get_mirror (server->base.session), FALSE);
  contact_server_advance (server, SECOND);
  check (model, FALSE, "zoe,Mia");
}

/* Without a line there is what was copied. */
static void
test_offline (ContactServer *server, gconstpointer data)
{
  g_autoptr (DeskContactModel) model = NULL;

  add (server, "1", "zoe");
  add (server, "2", "Mia");
  contact_server_sign_in (server);
  contact_server_finish (server);
  contact_server_kill (server);
  model = open_all (server);
  test_wait_for (desk_contact_model_get_is_sorted (model));
  check (model, TRUE, "Mia,zoe");
  g_assert_true (desk_contact_model_get_is_stale (model));
  contact_server_sign_in (server);
  contact_server_turn (server);
  check (model, TRUE, "Mia,zoe");
}

#define add_test(name, func) \
  g_test_add ("/contact-sorted/" name, ContactServer, NULL, contact_server_set_up, func, contact_server_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("follows", test_follows);
  add_test ("search", test_search);
  add_test ("switched-off", test_switched_off);
  add_test ("offline", test_offline);
  return g_test_run ();
}
