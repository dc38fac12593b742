/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-edits.h"
#include "tests/lib/test-wait.h"

static gint64
add (StoreDatabase *database, const char *account, const StoreEdit *edit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  store_table_add_async (&store_edits, database, account, edit, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  id = store_table_add_finish (&store_edits, database, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
save (StoreDatabase *database, const char *account, const StoreEdit *edit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_table_save_async (&store_edits, database, account, NULL, edit, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_assert_true (store_table_save_finish (&store_edits, database, result, &error));
  g_assert_no_error (error);
}

static void
drop (StoreDatabase *database, const char *account, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  store_table_remove_async (&store_edits, database, account, key, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_assert_true (store_table_remove_finish (&store_edits, database, result, &error));
  g_assert_no_error (error);
}

static void
forget (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_database_forget_async (database, account, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_assert_true (store_database_forget_finish (database, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
load (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *edits;

  store_table_load_async (&store_edits, database, account, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  edits = store_table_load_finish (&store_edits, database, result, &error);
  g_assert_no_error (error);
  return edits;
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

/* Of the edits: "2 5". */
static char *
ids_of (GPtrArray *edits)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < edits->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", ((StoreEdit *) edits->pdata[i])->id);
  return g_string_free (ids, FALSE);
}

static void
test_kept (void)
{
  StoreDatabase *database = open_new ();
  StoreEdit change = { .kind = 1, .state = 2, .contact_id = (char *) "6636", .phonebook = (char *) "電話帳 'x'",
                       .is_shared = TRUE, .undo = 2, .base = (char *) "[('$lang', 'ja')]",
                       .mine = (char *) "[('a', '')]", .theirs = (char *) "[]", .before = (char *) "['1']",
                       .reason = (char *) "No permission.", .made_at = G_GINT64_CONSTANT (1750000000000000),
                       .sent_at = 7 };
  StoreEdit create = { .phonebook = (char *) "", .made_at = 3 };
  g_autoptr (GPtrArray) edits = NULL;
  const StoreEdit *first, *second;

  change.id = add (database, "x", &create);
  save (database, "x", &change);
  add (database, "x", &create);
  edits = load (database, "x");
  g_assert_cmpuint (edits->len, ==, 2);
  first = edits->pdata[0];
  second = edits->pdata[1];
  g_assert_cmpint (first->id, ==, change.id);
  g_assert_cmpint (first->kind, ==, 1);
  g_assert_cmpint (first->state, ==, 2);
  g_assert_cmpstr (first->contact_id, ==, "6636");
  g_assert_cmpstr (first->phonebook, ==, "電話帳 'x'");
  g_assert_true (first->is_shared);
  g_assert_cmpint (first->undo, ==, 2);
  g_assert_cmpstr (first->base, ==, change.base);
  g_assert_cmpstr (first->mine, ==, change.mine);
  g_assert_cmpstr (first->theirs, ==, change.theirs);
  g_assert_cmpstr (first->before, ==, change.before);
  g_assert_cmpstr (first->reason, ==, change.reason);
  g_assert_cmpint (first->made_at, ==, change.made_at);
  g_assert_cmpint (first->sent_at, ==, 7);
  g_assert_cmpint (second->id, >, first->id);
  g_assert_null (second->contact_id);
  g_assert_null (second->base);
  g_assert_null (second->reason);
  g_assert_false (second->is_shared);
  g_assert_cmpint (second->undo, ==, 0);
  g_assert_finalize_object (database);
}

static void
test_order_and_accounts (void)
{
  StoreDatabase *database = open_new ();
  StoreEdit edit = { .phonebook = (char *) "Personal" };
  g_autoptr (GPtrArray) mine = NULL, others = NULL, none = NULL;
  g_autofree char *ids = NULL, *expected = NULL;
  gint64 a = add (database, "x", &edit), b = add (database, "x", &edit), c = add (database, "x", &edit), d;

  edit.id = add (database, "y", &edit);
  edit.made_at = 5;
  save (database, "x", &edit); /* not its own */
  drop (database, "x", c);
  drop (database, "x", c);
  drop (database, "y", a);
  edit.id = c;
  save (database, "x", &edit); /* gone */
  edit.id = 0;
  d = add (database, "x", &edit);
  mine = load (database, "x");
  ids = ids_of (mine);
  expected = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, a, b, d);
  g_assert_cmpstr (ids, ==, expected);
  g_assert_cmpint (d, >, c);
  others = load (database, "y");
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpint (((StoreEdit *) others->pdata[0])->made_at, ==, 0);
  forget (database, "x");
  none = load (database, "x");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_finalize_object (database);
}

static void
test_closed (void)
{
  g_autoptr (StoreDatabase) database = store_database_new (":memory:");
  StoreEdit edit = { .phonebook = (char *) "Personal" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_table_add_async (&store_edits, database, "x", &edit, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_assert_cmpint (store_table_add_finish (&store_edits, database, result, &error), ==, 0);
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/edits/kept", test_kept);
  g_test_add_func ("/store/edits/order-and-accounts", test_order_and_accounts);
  g_test_add_func ("/store/edits/closed", test_closed);
  return g_test_run ();
}
