/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-rules.h"

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
save (StoreDatabase *database, const char *account, const StoreRule *rule)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_table_save_async (&store_rules, database, account, NULL, rule, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_table_save_finish (&store_rules, database, result, &error));
  g_assert_no_error (error);
}

static void
drop (StoreDatabase *database, const char *account, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_table_remove_async (&store_rules, database, account, id, NULL, keep_cb, &result);
  wait_for (&result);
  g_assert_true (store_table_remove_finish (&store_rules, database, result, &error));
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

static GPtrArray *
load (StoreDatabase *database, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rules;

  store_table_load_async (&store_rules, database, account, NULL, keep_cb, &result);
  wait_for (&result);
  rules = store_table_load_finish (&store_rules, database, result, &error);
  g_assert_no_error (error);
  return rules;
}

/* "b a": the ids in order. */
static void
assert_ids (StoreDatabase *database, const char *account, const char *expected)
{
  g_autoptr (GPtrArray) rules = load (database, account);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((StoreRule *)rules->pdata[i])->id);
  g_assert_cmpstr (ids->str, ==, expected);
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
assert_same (const StoreRule *a, const StoreRule *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpint (a->position, ==, b->position);
  g_assert_cmpint (a->is_enabled, ==, b->is_enabled);
  g_assert_cmpstr (a->event, ==, b->event);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->queue, ==, b->queue);
  g_assert_cmpstr (a->caller, ==, b->caller);
  g_assert_cmpstr (a->place, ==, b->place);
  g_assert_cmpstr (a->action, ==, b->action);
  g_assert_cmpstr (a->target, ==, b->target);
}

static void
test_round_trip (void)
{
  StoreDatabase *database = open_new ();
  const StoreRule full = { "f", G_GINT64_CONSTANT (5000000000), TRUE, "rings", "03*, +81*", "受付 'x'", "known",
                           "external", "command", "'a b' %name% \"\n\"" };
  const StoreRule bare = { .id = "b", .position = -1, .event = "missed", .caller = "any", .place = "any",
                           .action = "url", .target = "https://a.example/?n=%number%" };
  g_autoptr (GPtrArray) rules = NULL;

  save (database, "x", &full);
  save (database, "x", &bare);
  rules = load (database, "x");
  g_assert_cmpuint (rules->len, ==, 2);
  assert_same (rules->pdata[0], &bare);
  assert_same (rules->pdata[1], &full);
  g_assert_finalize_object (database);
}

static void
test_changed (void)
{
  StoreDatabase *database = open_new ();
  StoreRule rule = { .event = "rings", .caller = "any", .place = "any", .action = "url", .target = "" };
  const char *const ids[] = { "c", "a", "b" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      rule.id = (char *)ids[i];
      rule.position = i;
      save (database, "x", &rule);
    }
  save (database, "y", &rule);
  assert_ids (database, "x", "c a b");
  rule.position = -5;
  save (database, "x", &rule);
  assert_ids (database, "x", "b c a");
  drop (database, "x", "c");
  drop (database, "x", "c");
  assert_ids (database, "x", "b a");
  assert_ids (database, "y", "b");
  forget (database, "x");
  assert_ids (database, "x", "");
  assert_ids (database, "y", "b");
  g_assert_finalize_object (database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/rules/round-trip", test_round_trip);
  g_test_add_func ("/store/rules/changed", test_changed);
  return g_test_run ();
}
