/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-waits.h"

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
save (StoreDatabase *database, const char *account, const StoreWait *wait)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_table_save_async (&store_waits, database, account, NULL, wait, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_table_save_finish (&store_waits, database, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
load (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *waits;

  store_table_load_async (&store_waits, database, account, NULL, keep_cb, &result);
  wait_for (&result);
  waits = store_table_load_finish (&store_waits, database, result, &error);
  g_assert_no_error (error);
  return waits;
}

static void
drop (StoreDatabase *database, const char *account, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_table_remove_async (&store_waits, database, account, id, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_table_remove_finish (&store_waits, database, result, &error));
  g_assert_no_error (error);
}

static void
forget (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_database_forget_async (database, account, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_database_forget_finish (database, result, &error));
  g_assert_no_error (error);
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
test_kept (void)
{
  StoreDatabase *database = open_new ();
  const StoreWait caller = { "b", "1004", "千絵 森", 2, "701", "r9", "t9", "0312345678", "Mori 'Ltd.'", FALSE,
                             G_GINT64_CONSTANT (1750000000000000), G_GINT64_CONSTANT (1750003600000000) };
  const StoreWait call = { .id = "c", .target = "1005", .kind = 1, .is_automatic = TRUE, .booked_at = 5,
                           .expires_at = 7 };
  g_autoptr (GPtrArray) waits = NULL;
  const StoreWait *first, *second;

  save (database, "x", &caller);
  save (database, "x", &call);
  waits = load (database, "x");
  g_assert_cmpuint (waits->len, ==, 2);
  first = waits->pdata[0];
  second = waits->pdata[1];
  g_assert_cmpstr (first->id, ==, "c");
  g_assert_cmpstr (first->target, ==, "1005");
  g_assert_null (first->target_name);
  g_assert_null (first->slot);
  g_assert_null (first->caller_name);
  g_assert_true (first->is_automatic);
  g_assert_cmpint (first->kind, ==, 1);
  g_assert_cmpstr (second->target_name, ==, "千絵 森");
  g_assert_cmpstr (second->slot, ==, "701");
  g_assert_cmpstr (second->room_id, ==, "r9");
  g_assert_cmpstr (second->talker_id, ==, "t9");
  g_assert_cmpstr (second->caller_number, ==, "0312345678");
  g_assert_cmpstr (second->caller_name, ==, "Mori 'Ltd.'");
  g_assert_false (second->is_automatic);
  g_assert_cmpint (second->booked_at, ==, caller.booked_at);
  g_assert_cmpint (second->expires_at, ==, caller.expires_at);
  g_assert_finalize_object (database);
}

static void
test_replaced_and_removed (void)
{
  StoreDatabase *database = open_new ();
  StoreWait wait = { .id = "a", .target = "1004", .booked_at = 1, .expires_at = 2 };
  g_autoptr (GPtrArray) one = NULL, none = NULL, others = NULL, nobodys = NULL;

  save (database, "x", &wait);
  save (database, "y", &wait);
  wait.slot = (char *)"702";
  save (database, "x", &wait);
  one = load (database, "x");
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (((StoreWait *)one->pdata[0])->slot, ==, "702");

  drop (database, "x", "a");
  drop (database, "x", "a");
  none = load (database, "x");
  g_assert_cmpuint (none->len, ==, 0);
  others = load (database, "y");
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_null (((StoreWait *)others->pdata[0])->slot);
  forget (database, "y");
  nobodys = load (database, "y");
  g_assert_cmpuint (nobodys->len, ==, 0);
  g_assert_finalize_object (database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/waits/kept", test_kept);
  g_test_add_func ("/store/waits/replaced-and-removed", test_replaced_and_removed);
  return g_test_run ();
}
