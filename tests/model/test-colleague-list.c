/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-presence-model-private.h"
#include "tests/lib/test-mirror.h"
#include "tests/lib/test-wait.h"

typedef struct
{
  DeskPresenceModel *model;
  DeskColleagueList *list;
  TestMirror *mirror;
} Fixture;

static void
add (Fixture *fixture, const char *number, const char *name)
{
  desk_presence_model_begin (fixture->model);
  desk_presence_model_set_name (fixture->model, desk_presence_model_ensure (fixture->model, number), name);
  desk_presence_model_end (fixture->model);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->model = desk_presence_model_new (NULL);
  fixture->list = desk_colleague_list_new (fixture->model);
  fixture->mirror = test_mirror_new (G_LIST_MODEL (fixture->list));
  add (fixture, "1004", "Dan Weiss");
  add (fixture, "1002", "ベン");
  add (fixture, "1001", "Aiko Sato");
  add (fixture, "1003", "chie mori");
  add (fixture, "1005", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_mirror_free (fixture->mirror);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->model);
}

static char *
numbers (Fixture *fixture)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      g_autoptr (DeskExtension) extension = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);
      DeskHeading heading = desk_extension_get_heading (extension);

      g_string_append_printf (out, "%s%s%s", out->len > 0 ? " " : "",
                              heading == DESK_HEADING_FAVOURITES ? "F:" : heading == DESK_HEADING_ALL ? "A:" : "",
                              desk_extension_get_number (extension) + 3);
    }
  return g_string_free (out, FALSE);
}

static void
check (Fixture *fixture, const char *expected)
{
  g_autofree char *is = numbers (fixture);

  g_assert_cmpstr (is, ==, expected);
  test_mirror_check (fixture->mirror);
}

static DeskExtension *
find (Fixture *fixture, const char *number)
{
  return desk_presence_model_find (fixture->model, number);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  check (fixture, "A:1 3 4 2 5");
  desk_presence_model_set_alias (fixture->model, find (fixture, "1001"), "Zoe");
  check (fixture, "A:3 4 1 2 5");
  desk_presence_model_set_alias (fixture->model, find (fixture, "1001"), NULL);
  add (fixture, "1000", "Bob");
  check (fixture, "A:1 0 3 4 2 5");
  desk_presence_model_remove (fixture->model, find (fixture, "1003"));
  check (fixture, "A:1 0 4 2 5");
}

static void
test_favourites (Fixture *fixture, gconstpointer data)
{
  guint n;

  desk_presence_model_set_favourite (fixture->model, find (fixture, "1004"), TRUE);
  desk_presence_model_set_favourite (fixture->model, find (fixture, "1001"), TRUE);
  check (fixture, "F:4 1 A:3 2 5");
  g_object_get (fixture->list, "n-favourites", &n, NULL);
  g_assert_cmpint (n, ==, 2);
  desk_colleague_list_set_filter (fixture->list, "sato");
  check (fixture, "F:1");
  desk_colleague_list_set_filter (fixture->list, "mori");
  check (fixture, "A:3");
  desk_colleague_list_set_filter (fixture->list, "");
  desk_presence_model_set_favourite (fixture->model, find (fixture, "1004"), FALSE);
  check (fixture, "F:1 A:3 4 2 5");
  desk_presence_model_set_favourite (fixture->model, find (fixture, "1001"), FALSE);
  check (fixture, "A:1 3 4 2 5");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  test_mirror_take_changes (fixture->mirror);
  desk_colleague_list_set_filter (fixture->list, "a");
  check (fixture, "A:1 4");
  g_assert_cmpint (test_mirror_take_changes (fixture->mirror), ==, 1);
  desk_colleague_list_set_filter (fixture->list, "an");
  check (fixture, "A:4");
  g_assert_cmpint (test_mirror_take_changes (fixture->mirror), ==, 1);
  desk_colleague_list_set_filter (fixture->list, "ANX");
  check (fixture, "");
  desk_colleague_list_set_filter (fixture->list, "1003");
  check (fixture, "A:3");
  desk_colleague_list_set_filter (fixture->list, "１００３");
  check (fixture, "A:3");
  desk_colleague_list_set_filter (fixture->list, "べ");
  check (fixture, "A:2");
  desk_colleague_list_set_filter (fixture->list, "ﾍﾞﾝ");
  check (fixture, "A:2");
  desk_colleague_list_set_filter (fixture->list, "mo chi");
  check (fixture, "A:3");
  /* "ﾍ" matches nobody; the mark that follows makes another letter of it. */
  desk_colleague_list_set_filter (fixture->list, "ﾍ");
  check (fixture, "");
  desk_colleague_list_set_filter (fixture->list, "ﾍﾞ");
  check (fixture, "A:2");
  desk_presence_model_set_alias (fixture->model, find (fixture, "1001"), "べつ");
  check (fixture, "A:1 2");
  desk_colleague_list_set_filter (fixture->list, NULL);
  check (fixture, "A:3 4 1 2 5");
}

static void
set_presence (Fixture *fixture, const char *number, DeskPresence presence)
{
  desk_presence_model_set_presence (fixture->model, find (fixture, number), presence, NULL, 0);
}

static void
test_by_state (Fixture *fixture, gconstpointer data)
{
  g_autofree char *is = NULL;

  set_presence (fixture, "1001", DESK_PRESENCE_OFFLINE);
  set_presence (fixture, "1003", DESK_PRESENCE_TALKING);
  set_presence (fixture, "1005", DESK_PRESENCE_FREE);
  desk_colleague_list_set_sort (fixture->list, DESK_SORT_STATE);
  check (fixture, "A:5 3 4 2 1");
  /* Later changes are gathered for half a second. */
  set_presence (fixture, "1001", DESK_PRESENCE_FREE);
  check (fixture, "A:5 3 4 2 1");
  test_mirror_take_changes (fixture->mirror);
  test_wait_for (test_mirror_take_changes (fixture->mirror) > 0);
  check (fixture, "A:1 5 3 4 2");
  desk_colleague_list_set_sort (fixture->list, DESK_SORT_NAME);
  check (fixture, "A:1 3 4 2 5");
}

static gboolean
is_in_order (Fixture *fixture)
{
  DeskExtension *last = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskExtension) extension = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      if (last != NULL
          && g_strcmp0 (desk_extension_get_sort_key (last), desk_extension_get_sort_key (extension)) > 0)
        return FALSE;
      last = extension;
    }
  return n == desk_list_get_size (DESK_LIST (fixture->model));
}

/* Many rows are put in order aside; what changes meanwhile is not lost. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  desk_presence_model_begin (fixture->model);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *number = g_strdup_printf ("2%04u", i), *name = g_strdup_printf ("User %u",
                                                                                       (i * 7919) % 5000);

      desk_presence_model_set_name (fixture->model, desk_presence_model_ensure (fixture->model, number),
                                    name);
    }
  desk_presence_model_end (fixture->model);
  /* Who shows them makes rows for all of them once, not at every piece that comes. */
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 5);
  desk_presence_model_set_is_complete (fixture->model, TRUE);
  desk_presence_model_set_name (fixture->model, find (fixture, "20001"), "Aaron");
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == 5005 && is_in_order (fixture));
  desk_presence_model_set_name (fixture->model, find (fixture, "20002"), "Aaaron");
  test_wait_for (is_in_order (fixture));
  desk_presence_model_remove (fixture->model, find (fixture, "20003"));
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == 5004 && is_in_order (fixture));
  test_settle ();
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  static const char *const syllables[] = { "ka", "サ", "to", "ri", "モ", "n", "e", "み" };

  for (guint round = 0; round < 500; round++)
    {
      g_autofree char *number = g_strdup_printf ("%d", g_test_rand_int_range (3000, 3060));
      DeskExtension *extension = find (fixture, number);

      desk_presence_model_begin (fixture->model);
      for (guint i = 0; i < 3; i++)
        {
          g_autofree char *name = g_strconcat (syllables[g_test_rand_int_range (0, 8)],
                                               syllables[g_test_rand_int_range (0, 8)], NULL);

          if (extension != NULL && i == 0 && g_test_rand_int_range (0, 4) == 0)
            desk_presence_model_remove (fixture->model, g_steal_pointer (&extension));
          else
            extension = desk_presence_model_ensure (fixture->model, number);
          if (extension == NULL)
            continue;
          desk_presence_model_set_name (fixture->model, extension, name);
          desk_presence_model_set_favourite (fixture->model, extension, g_test_rand_int_range (0, 5) == 0);
        }
      desk_presence_model_end (fixture->model);
      if (g_test_rand_int_range (0, 3) == 0)
        desk_colleague_list_set_filter (fixture->list, syllables[g_test_rand_int_range (0, 8)]);
      test_mirror_check (fixture->mirror);
    }
  desk_colleague_list_set_filter (fixture->list, "");
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==,
                   desk_list_get_size (DESK_LIST (fixture->model)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/model/colleague-list/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("order", test_order);
  ADD ("favourites", test_favourites);
  ADD ("filter", test_filter);
  ADD ("by-state", test_by_state);
  ADD ("many", test_many);
  ADD ("random", test_random);
  return g_test_run ();
}
