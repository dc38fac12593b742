/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-presence-model-private.h"
#include "tests/lib/test-mirror.h"

static void
add (DeskPresenceModel *model, const char *number)
{
  desk_presence_model_ensure (model, number);
}

static void
drop (DeskPresenceModel *model, const char *number)
{
  desk_presence_model_remove (model, desk_presence_model_find (model, number));
}

static void
test_batch (void)
{
  g_autoptr (DeskPresenceModel) model = desk_presence_model_new (NULL);
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (model));

  desk_presence_model_begin (model);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 100 + i);

      add (model, number);
    }
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  g_assert_nonnull (desk_presence_model_find (model, "105"));
  desk_presence_model_end (model);
  g_assert_cmpint (test_mirror_take_changes (mirror), ==, 1);

  /* Two runs leave, one row comes and one comes and goes: three splices. */
  desk_presence_model_begin (model);
  drop (model, "102");
  drop (model, "103");
  drop (model, "108");
  add (model, "200");
  add (model, "201");
  drop (model, "201");
  g_assert_null (desk_presence_model_find (model, "102"));
  desk_presence_model_end (model);
  g_assert_cmpint (test_mirror_take_changes (mirror), ==, 3);
  test_mirror_check (mirror);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 8);
  test_mirror_free (mirror);
}

static void
drop_another_cb (DeskPresenceModel *model)
{
  if (desk_presence_model_find (model, "101") != NULL)
    drop (model, "101");
}

/* A listener of a removal removes another row. */
static void
test_nested_removal (void)
{
  g_autoptr (DeskPresenceModel) model = desk_presence_model_new (NULL);
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (model));

  add (model, "100");
  add (model, "101");
  add (model, "102");
  g_signal_connect (model, "items-changed", G_CALLBACK (drop_another_cb), NULL);
  drop (model, "100");
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  test_mirror_check (mirror);
  g_signal_handlers_disconnect_by_func (model, drop_another_cb, NULL);
  test_mirror_free (mirror);
}

static void
test_random (void)
{
  g_autoptr (DeskPresenceModel) model = desk_presence_model_new (NULL);
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (model));
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint round = 0; round < 300; round++)
    {
      desk_presence_model_begin (model);
      for (guint i = 0; i < 60; i++)
        {
          char *number = g_strdup_printf ("%d", g_test_rand_int_range (0, 200));

          if (g_hash_table_contains (expected, number) && g_test_rand_bit ())
            {
              drop (model, number);
              g_hash_table_remove (expected, number);
              g_free (number);
              continue;
            }
          add (model, number);
          g_hash_table_add (expected, number);
        }
      desk_presence_model_end (model);
      test_mirror_check (mirror);
      g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, g_hash_table_size (expected));
    }
  test_mirror_free (mirror);
}

typedef struct
{
  guint n_name, n_presence, n_any;
} Counts;

static void
notify_cb (GObject *object, GParamSpec *pspec, Counts *counts)
{
  counts->n_any++;
  counts->n_name += g_str_equal (pspec->name, "name");
  counts->n_presence += g_str_equal (pspec->name, "presence");
}

static void
test_one_notify (void)
{
  g_autoptr (DeskPresenceModel) model = desk_presence_model_new (NULL);
  DeskExtension *extension = desk_presence_model_ensure (model, "1");
  Counts counts = { 0 };

  g_signal_connect (extension, "notify", G_CALLBACK (notify_cb), &counts);
  desk_presence_model_begin (model);
  for (guint i = 0; i < 5; i++)
    {
      desk_presence_model_set_name (model, extension, i % 2 ? "One" : "Eins");
      desk_presence_model_set_presence (model, extension,
                                        i % 2 ? DESK_PRESENCE_FREE : DESK_PRESENCE_TALKING, NULL, 0);
    }
  g_assert_cmpint (counts.n_any, ==, 0);
  desk_presence_model_end (model);
  g_assert_cmpint (counts.n_name, ==, 1);
  g_assert_cmpint (counts.n_presence, ==, 1);
  g_assert_cmpint (counts.n_any, ==, 3); /* name, pbx-name, presence */
  desk_presence_model_set_name (model, extension, "Eins");
  g_assert_cmpint (counts.n_any, ==, 3);
  g_signal_handlers_disconnect_by_data (extension, &counts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/list/batch", test_batch);
  g_test_add_func ("/model/list/nested-removal", test_nested_removal);
  g_test_add_func ("/model/list/random", test_random);
  g_test_add_func ("/model/list/one-notify", test_one_notify);
  return g_test_run ();
}
