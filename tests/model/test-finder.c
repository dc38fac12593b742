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

static void
put (Fixture *fixture, DeskMatchKind kind, const char *key, const char *title, const char *number)
{
  const char *names[] = { title, NULL }, *numbers[] = { number, NULL };
  const DeskCatalogueRow row
      = { .kind = kind, .key = key, .title = title, .names = names, .numbers = numbers };

  desk_catalogue_put (desk_finder_get_catalogue (fixture->finder), &row);
}

/* Kind and key of all that is found: "colleague:1001 contact:c1". */
static void
check_all (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GPtrArray) matches = desk_finder_search (fixture->finder, text, 12);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "", desk_match_get_kind_name (matches->pdata[i]),
                            desk_match_get_key (matches->pdata[i]));
  g_assert_cmpstr (out->str, ==, expected);
}

static void
put_all (Fixture *fixture)
{
  put (fixture, DESK_MATCH_CONTACT, "c1", "Mori Ltd.", "03-1234-5678");
  put (fixture, DESK_MATCH_CONTACT, "c2", "Sato Trading", "+1 212 555 0100");
  put (fixture, DESK_MATCH_CONTACT, "c3", "佐藤 愛子", "090-1111-2222");
  put (fixture, DESK_MATCH_CONTACT, "c4", "No Number", NULL);
  put (fixture, DESK_MATCH_SHORT_DIAL, "77", "Taxi", "77");
  put (fixture, DESK_MATCH_PARK, "701", "Park slot 701", "701");
  put (fixture, DESK_MATCH_COMMAND, "win.page(2)", "Calls", NULL);
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *found;
  } rows[] = {
    /* a colleague who is free, one who talks, one from a phonebook, one in whose name it only stands */
    { "sato", "colleague:1003 colleague:1001 contact:c2 colleague:1004" },
    { "mori", "contact:c1" },
    { "st", "contact:c2" },
    { "佐藤", "contact:c3" },
    { "佐愛", "contact:c3" },
    { "愛", "contact:c3" },
    { "taxi", "short-dial:77" },
    { "77", "short-dial:77" }, /* the code itself */
    { "701", "number:701 park:701" },   /* nothing is to be done there: dialled as typed */
    { "calls", "command:win.page(2)" },
    { "0312345678", "contact:c1" },
    { "5678", "number:5678 contact:c1" },
    { "0100", "number:0100 contact:c2" },
    { "number", "contact:c4" },
    { "zz", "" },
  };

  put_all (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      check_all (fixture, rows[i].text, rows[i].found);
    }
  desk_catalogue_drop (desk_finder_get_catalogue (fixture->finder), DESK_MATCH_CONTACT, "c1");
  check_all (fixture, "mori", "");
  put (fixture, DESK_MATCH_CONTACT, "c2", "Mori Trading", "+1 212 555 0100");
  check_all (fixture, "mori", "contact:c2");
  desk_catalogue_drop_all (desk_finder_get_catalogue (fixture->finder), DESK_MATCH_CONTACT);
  check_all (fixture, "mori", "");
}

/* A source that only knows how all is now. */
static void
test_rounds (Fixture *fixture, gconstpointer data)
{
  DeskCatalogue *catalogue = desk_finder_get_catalogue (fixture->finder);
  guint position = 0, size = 0;

  put_all (fixture);
  check_all (fixture, "mori", "contact:c1");
  size = desk_catalogue_get_size (catalogue);
  desk_catalogue_begin_round (catalogue, DESK_MATCH_CONTACT);
  put (fixture, DESK_MATCH_CONTACT, "c2", "Sato Trading", "+1 212 555 0100");
  put (fixture, DESK_MATCH_CONTACT, "c4", "Now With", "5550199");
  put (fixture, DESK_MATCH_CONTACT, "c5", "Mori Akira", "5550111");
  check_all (fixture, "mori", "contact:c5 contact:c1");
  while (desk_catalogue_sweep (catalogue, DESK_MATCH_CONTACT, &position, 3))
    ;
  check_all (fixture, "mori", "contact:c5");
  check_all (fixture, "5550199", "contact:c4");
  check_all (fixture, "st", "contact:c2");
  check_all (fixture, "taxi", "short-dial:77");
  g_assert_cmpuint (desk_catalogue_get_size (catalogue), ==, size - 1);
}

static void
test_targets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DeskFinder) picker = NULL;
  g_autoptr (GPtrArray) matches = NULL;

  put_all (fixture);
  picker = desk_finder_new_for_target (fixture->finder);
  matches = desk_finder_search (picker, "701", 12);
  g_assert_cmpuint (matches->len, ==, 1); /* the number as typed, no slot */
  g_clear_pointer (&matches, g_ptr_array_unref);
  matches = desk_finder_search (picker, "number", 12);
  g_assert_cmpuint (matches->len, ==, 0); /* who has none is nobody to be called */
}

/* Often and lately called ones come first, but never before the number itself. */
static void
test_usage (Fixture *fixture, gconstpointer data)
{
  const char *const recents[] = { "1005", "0312345678", "1004", "1001", NULL };
  const guint uses[] = { 1, 3, 40, 7 };

  put_all (fixture);
  check_all (fixture, "o", "colleague:1002");
  desk_catalogue_set_recents (desk_finder_get_catalogue (fixture->finder), recents, uses);
  check_all (fixture, "sato", "colleague:1001 colleague:1003 colleague:1004 contact:c2");
  check_all (fixture, "mori", "contact:c1");
  check_all (fixture, "5678", "number:5678 contact:c1");
  check_all (fixture, "100",
             "colleague:100 colleague:1004 colleague:1001 colleague:1005 colleague:1002 colleague:1003 colleague:21001"
             " contact:c2");
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *number = g_strdup_printf ("8%03u", i);

      desk_catalogue_add_recent (desk_finder_get_catalogue (fixture->finder), number);
    }
  check_all (fixture, "8005", "number:8005"); /* forgotten */
  check_all (fixture, "8055", "recent:8055");
}

static void
test_explanations (Fixture *fixture, gconstpointer data)
{
  const char *const recents[] = { "1002", "1001", NULL };
  const guint uses[] = { 1, 7 };
  g_autoptr (GPtrArray) matches = NULL;
  g_autofree char *first = NULL, *second = NULL;

  desk_catalogue_set_recents (desk_finder_get_catalogue (fixture->finder), recents, uses);
  desk_presence_model_set_favourite (fixture->model, desk_presence_model_find (fixture->model, "1003"), TRUE);
  matches = desk_finder_search (fixture->finder, "sato", 12);
  first = desk_match_dup_explanation (matches->pdata[0]);
  second = desk_match_dup_explanation (matches->pdata[1]);
  g_assert_cmpstr (first, ==,
                   "a whole word 60.00 × called 7 times 2.50 × 1 call to another since 1.50 × talking 0.75 = 168.75");
  g_assert_cmpstr (second, ==, "a whole word 60.00 × free 1.00 × a favourite 1.10 = 66.00");
}

/* Presence changes move nothing while a row is looked at, and count for the next key. */
static void
test_presence (Fixture *fixture, gconstpointer data)
{
  check (fixture, "sato", "1003 1001 1004");
  add (fixture, "1003", "Sato Ken", DESK_PRESENCE_OFFLINE);
  add (fixture, "1001", "Aiko Sato", DESK_PRESENCE_FREE);
  check (fixture, "sato", "1003 1001 1004");
  check (fixture, "sat", "1001 1003 1004");
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
  ADD ("kinds", test_kinds);
  ADD ("rounds", test_rounds);
  ADD ("targets", test_targets);
  ADD ("usage", test_usage);
  ADD ("explanations", test_explanations);
  ADD ("presence", test_presence);
  return g_test_run ();
}
