/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-database.h"

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static StoreDatabase *
open_new (void)
{
  g_autoptr (GError) error = NULL;
  StoreDatabase *database = store_database_new (":memory:");

  store_database_open (database, &error);
  g_assert_no_error (error);
  return database;
}

static void
add (StoreDatabase *database, const char *account, StorePlaceKind kind, const char *number)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_places_add_async (database, account, kind, number, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_places_add_finish (database, result, &error));
  g_assert_no_error (error);
}

static void
own (StoreDatabase *database, const char *account, const char *number, const char *room_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_places_own_async (database, account, number, room_id, "t1", NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_places_own_finish (database, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
load (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *places;

  store_places_load_async (database, account, NULL, keep_cb, &result);
  wait_for (&result);
  places = store_places_load_finish (database, result, &error);
  g_assert_no_error (error);
  return places;
}

/* "park:701(r1/t1) line:line/1 …", as the database orders them. */
static void
check (StoreDatabase *database, const char *account, const char *expected)
{
  g_autoptr (GPtrArray) places = load (database, account);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const names[] = { "park", "line", "queue" };

  for (guint i = 0; i < places->len; i++)
    {
      const StorePlace *place = places->pdata[i];

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", names[place->kind], place->number);
      if (place->room_id[0] != '\0')
        g_string_append_printf (text, "(%s/%s)", place->room_id, place->talker_id);
      else
        g_assert_cmpstr (place->talker_id, ==, "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_kept (void)
{
  g_autoptr (StoreDatabase) database = open_new ();
  g_autoptr (GAsyncResult) result = NULL;

  add (database, "a", STORE_PLACE_PARK, "701");
  add (database, "a", STORE_PLACE_PARK, "701");
  add (database, "a", STORE_PLACE_LINE, "701");
  add (database, "a", STORE_PLACE_QUEUE, "600");
  add (database, "b", STORE_PLACE_PARK, "9");
  check (database, "a", "line:701 park:701 queue:600");

  own (database, "a", "701", "r1");
  own (database, "a", "702", "r2");
  check (database, "a", "line:701 park:701(r1/t1) park:702(r2/t1) queue:600");
  add (database, "a", STORE_PLACE_PARK, "701"); /* named again: still mine */
  own (database, "a", "701", "r3");
  own (database, "a", "702", NULL);
  check (database, "a", "line:701 park:701(r3/t1) park:702 queue:600");
  check (database, "b", "park:9");

  store_database_forget_async (database, "a", NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_database_forget_finish (database, result, NULL));
  check (database, "a", "");
  check (database, "b", "park:9");
}

static void
test_limit (void)
{
  g_autoptr (StoreDatabase) database = open_new ();
  g_autoptr (GPtrArray) places = NULL;

  for (guint i = 0; i < 1005; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      store_places_add_async (database, "a", STORE_PLACE_PARK, number, NULL, NULL, NULL);
    }
  add (database, "a", STORE_PLACE_LINE, "line/1");
  places = load (database, "a");
  g_assert_cmpint (places->len, ==, 1001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/places/kept", test_kept);
  g_test_add_func ("/store/places/limit", test_limit);
  return g_test_run ();
}
