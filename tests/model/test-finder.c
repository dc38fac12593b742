/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/desk-finder-private.h"
#include "model/desk-presence-model-private.h"
#include "tests/lib/test-mirror.h"

typedef struct
{
  DeskPresenceModel *model;
  DeskFinder *finder;
  TestMirror *mirror;
} Fixture;

static void
add (Fixture *fixture, const char *number, const char *name, DeskPresence presence)
{
  DeskExtension *extension = desk_presence_model_ensure (fixture->model, number);

  desk_presence_model_set_name (fixture->model, extension, name);
  desk_presence_model_set_presence (fixture->model, extension, presence, NULL, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->model = desk_presence_model_new (NULL);
  fixture->finder = desk_finder_new (fixture->model);
  fixture->mirror = test_mirror_new (G_LIST_MODEL (fixture->finder));
  add (fixture, "100", "Reception", DESK_PRESENCE_FREE);
  add (fixture, "1001", "Aiko Sato", DESK_PRESENCE_TALKING);
  add (fixture, "1002", "Ben Okafor", DESK_PRESENCE_FREE);
  add (fixture, "1003", "Sato Ken", DESK_PRESENCE_FREE);
  add (fixture, "1004", "Misato Abe", DESK_PRESENCE_FREE);
  add (fixture, "1005", "サトウ", DESK_PRESENCE_OFFLINE);
  add (fixture, "21001", "Zoe", DESK_PRESENCE_FREE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_mirror_free (fixture->mirror);
  g_assert_finalize_object (fixture->finder);
  g_assert_finalize_object (fixture->model);
}

/* "#1" is the number typed, "r1" a recent, else a colleague. */
static void
check (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  desk_finder_set_text (fixture->finder, text);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->finder)); i++)
    {
      g_autoptr (DeskMatch) match = g_list_model_get_item (G_LIST_MODEL (fixture->finder), i);
      DeskMatchKind kind = desk_match_get_kind (match);

      g_string_append_printf (out, "%s%s%s", out->len > 0 ? " " : "",
                              kind == DESK_MATCH_NUMBER ? "#" : kind == DESK_MATCH_RECENT ? "r" : "",
                              desk_match_get_number (match));
      g_assert_true ((desk_match_get_extension (match) != NULL) == (kind == DESK_MATCH_COLLEAGUE)
                     || kind == DESK_MATCH_RECENT);
    }
  g_assert_cmpstr (out->str, ==, expected);
  test_mirror_check (fixture->mirror);
}

static void
test_ranking (Fixture *fixture, gconstpointer data)
{
  check (fixture, "sato", "1003 1001 1004"); /* word before infix, free before busy */
  check (fixture, "sato k", "1003"); /* a letter alone begins a word */
  check (fixture, "sat", "1003 1001 1004");
  check (fixture, "さと", "1005");
  check (fixture, "ｻﾄ", "1005");
  check (fixture, "100", "100 1002 1003 1004 1001 1005 21001");
  check (fixture, "1001", "1001 21001");
  check (fixture, "10", "#10 100 1002 1003 1004 1001 1005 21001");
  check (fixture, "03-1234", "#031234");
  check (fixture, "nobody", "");
  check (fixture, "", "");
}

static void
test_recents (Fixture *fixture, gconstpointer data)
{
  const char *const recents[] = { "0312345678", "1002", NULL };

  desk_catalogue_set_recents (desk_finder_get_catalogue (fixture->finder), recents, NULL);
  check (fixture, "x", "");
  check (fixture, "", "r0312345678 r1002");
  check (fixture, "0312", "#0312 r0312345678");
  check (fixture, "1002", "1002");
  desk_catalogue_add_recent (desk_finder_get_catalogue (fixture->finder), "1002");
  check (fixture, "", "r1002 r0312345678");
}

static void
test_own_and_changes (Fixture *fixture, gconstpointer data)
{
  desk_extension_set_own (desk_presence_model_find (fixture->model, "1002"), TRUE);
  check (fixture, "ben", "");
  check (fixture, "z", "21001");
  add (fixture, "1006", "Zoltan", DESK_PRESENCE_FREE);
  check (fixture, "zo", "21001 1006");
  desk_presence_model_set_alias (fixture->model, desk_presence_model_find (fixture->model, "1003"), "Zorro");
  check (fixture, "zor", "1003");
}

/* Typing letter by letter finds what the whole text finds. */
static void
test_growing (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "sato ken", "1001", "0 3 a", "misato", "03-1 x", "re cep" };

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", g_test_rand_int_range (1100, 9999));
      g_autofree char *name = g_strdup_printf ("%c%c %c%c", g_test_rand_int_range ('a', 'f'),
                                               g_test_rand_int_range ('a', 'f'),
                                               g_test_rand_int_range ('p', 't'), g_test_rand_int_range ('a',
                                                                                                        'f'));

      add (fixture, number, name, (DeskPresence) g_test_rand_int_range (0, 7));
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (DeskFinder) fresh = desk_finder_new (fixture->model);

      desk_finder_set_text (fixture->finder, "");
      for (guint n = 1; n <= strlen (texts[i]); n++)
        {
          g_autofree char *part = g_strndup (texts[i], n);

          desk_finder_set_text (fixture->finder, part);
        }
      desk_finder_set_text (fresh, texts[i]);
      g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (fresh)), ==,
                       g_list_model_get_n_items (G_LIST_MODEL (fixture->finder)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/model/finder/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("ranking", test_ranking);
  ADD ("recents", test_recents);
  ADD ("own-and-changes", test_own_and_changes);
  ADD ("growing", test_growing);
  return g_test_run ();
}
