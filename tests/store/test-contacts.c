/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy of the contacts, round by round, and what the person chose. */
#include "config.h"

#include <glib/gstdio.h>

#include "store/store-contacts.h"
#include "store/store-database-private.h"
#include "store/store-words.h"

typedef struct
{
  StoreDatabase *database;
  char *folder, *path;
} Fixture;

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

#define WAIT(call, finish) \
  ({ \
    g_autoptr (GAsyncResult) result_ = NULL; \
    g_autoptr (GError) error_ = NULL; \
    call; \
    __typeof__ (finish (database, wait_for (&result_), &error_)) value_ \
        = finish (database, wait_for (&result_), &error_); \
    g_assert_no_error (error_); \
    value_; \
  })
#define ARGUMENTS NULL, keep_cb, &result_
#define CHOICES_LOADED(database, result, error) \
  store_words_load_finish (&store_choices, database, result, error)
#define CHOICE_SET(database, result, error) store_words_set_finish (&store_choices, database, result, error)

static StoreDatabase *
open_at (const char *path)
{
  g_autoptr (GError) error = NULL;
  StoreDatabase *database = store_database_new (path);

  store_database_open (database, &error);
  g_assert_no_error (error);
  return database;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("contacts-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "data.db", NULL);
  fixture->database = open_at (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_finalize_object (fixture->database);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* "id name book" each, "-" for no book, "+book" for a shared one. */
static GPtrArray *
make_page (const char *const *rows)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify)store_contact_free);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (rows[i], " ", 3);
      StoreContact *contact = store_contact_new (parts[0], parts[1]);

      contact->is_shared = parts[2][0] == '+';
      contact->phonebook = parts[2][0] == '-' ? NULL : g_strdup (parts[2] + contact->is_shared);
      g_ptr_array_add (page, contact);
    }
  return page;
}

#define PAGE(...) ((const char *const[]) { __VA_ARGS__, NULL })

static void
check_state (StoreContactsState *taken, const char *expected)
{
  g_autofree StoreContactsState *state = taken;
  g_autofree char *text = g_strdup_printf ("round %u at %u%s: %u, %u fetched, %u wanted", state->round,
                                           state->offset, state->is_listing ? " listing" : "", state->n_total,
                                           state->n_fetched, state->n_wanted);

  g_assert_cmpstr (text, ==, expected);
}

static void
add_page (StoreDatabase *database, guint round, guint offset, const char *const *rows, const char *expected)
{
  g_autoptr (GPtrArray) page = make_page (rows);

  check_state (WAIT (store_contacts_add_page_async (database, "x", round, offset, page->len, page, ARGUMENTS),
                     store_contacts_add_page_finish),
               expected);
}

static void
end_round (StoreDatabase *database, gint64 now, gint64 old, const char *expected)
{
  check_state (WAIT (store_contacts_end_round_async (database, "x", now, old, ARGUMENTS),
                     store_contacts_end_round_finish),
               expected);
}

static StoreContact *
make_full (const char *id, const char *name, gint64 fetched_at)
{
  static const char info[] = "$nickname\0Ann";
  StoreContact *contact = store_contact_new (id, name);

  contact->phonebook = g_strdup ("Office");
  contact->language = g_strdup ("ja");
  contact->extra = g_strdup ("Mori Ltd.");
  contact->info = g_bytes_new_static (info, sizeof info);
  contact->fetched_at = fetched_at;
  store_contact_add_phone (contact, "345678", "$tel_work", "03-1234-5678");
  store_contact_add_phone (contact, id, "$tel_ext", id);
  return contact;
}

static void
save (StoreDatabase *database, StoreContact *contact, const char *gone, const char *expected)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify)store_contact_free);
  const char *const ids[] = { gone, NULL };

  if (contact != NULL)
    g_ptr_array_add (contacts, contact);
  check_state (WAIT (store_contacts_save_async (database, "x", contacts, gone != NULL ? ids : NULL,
                                                ARGUMENTS),
                     store_contacts_save_finish),
               expected);
}

static void
check_wanted (StoreDatabase *database, const char *expected)
{
  g_autoptr (GPtrArray) wanted = WAIT (store_contacts_list_wanted_async (database, "x", 10, ARGUMENTS),
                                       store_contacts_list_wanted_finish);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < wanted->len; i++)
    {
      const StoreContact *contact = wanted->pdata[i];

      g_string_append_printf (text, "%s%s:%d", i > 0 ? " " : "", contact->id, contact->want);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
check_found (StoreDatabase *database, const char *key, const char *expected)
{
  const char *const keys[] = { key, "nobody", NULL };
  g_autoptr (GPtrArray) found = WAIT (store_contacts_find_async (database, "x", keys, ARGUMENTS),
                                      store_contacts_find_finish);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((StoreContact *)found->pdata[i])->id);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_rounds (Fixture *fixture, gconstpointer data)
{
  StoreDatabase *database = fixture->database;

  check_state (WAIT (store_contacts_get_state_async (database, "x", ARGUMENTS),
                     store_contacts_get_state_finish),
               "round 0 at 0: 0, 0 fetched, 0 wanted");
  add_page (database, 1, 0, PAGE ("1 Ann Office", "2 Ben -"), "round 1 at 2 listing: 2, 0 fetched, 2 wanted");
  add_page (database, 1, 2, PAGE ("3 Cid +All"), "round 1 at 3 listing: 3, 0 fetched, 3 wanted");
  end_round (database, 100, 50, "round 1 at 0: 3, 0 fetched, 3 wanted");
  save (database, make_full ("1", "Ann", 100), NULL, "round 1 at 0: 3, 1 fetched, 2 wanted");
  save (database, make_full ("2", "Ben", 10), "3", "round 1 at 0: 2, 2 fetched, 0 wanted");
  check_wanted (database, "");

  /* Another name, a new one, one that is no longer named, and one that is old. */
  save (database, make_full ("4", "Dan", 100), NULL, "round 1 at 0: 3, 3 fetched, 0 wanted");
  add_page (database, 2, 0, PAGE ("1 Anna Office", "2 Ben -", "5 Eva Office"),
            "round 2 at 3 listing: 4, 2 fetched, 2 wanted");
  end_round (database, 200, 50, "round 2 at 0: 4, 2 fetched, 4 wanted");
  check_wanted (database, "1:1 5:1 4:2 2:3");

  /* Named again: no longer doubtful. */
  add_page (database, 3, 0, PAGE ("1 Anna Office", "2 Ben -", "5 Eva Office", "4 Dan Office"),
            "round 3 at 4 listing: 4, 2 fetched, 3 wanted");
  check_wanted (database, "1:1 5:1 2:3");
}

static void
test_found_and_kept (Fixture *fixture, gconstpointer data)
{
  StoreDatabase *database = fixture->database;
  g_autoptr (StoreContact) kept = NULL, nobody = NULL;
  gsize size;

  save (database, make_full ("1", "Ann", 100), NULL, "round 0 at 0: 1, 1 fetched, 0 wanted");
  save (database, make_full ("2", "Ben", 100), NULL, "round 0 at 0: 2, 2 fetched, 0 wanted");
  check_found (database, "345678", "1 2");
  check_found (database, "2", "2");
  check_found (database, "3", "");

  /* Opened again, as after an end without a word. */
  store_database_close (database);
  g_assert_finalize_object (database);
  database = fixture->database = open_at (fixture->path);
  kept = WAIT (store_contacts_get_async (database, "x", "1", ARGUMENTS), store_contacts_get_finish);
  g_assert_cmpstr (kept->name, ==, "Ann");
  g_assert_cmpstr (kept->language, ==, "ja");
  g_assert_cmpstr (kept->extra, ==, "Mori Ltd.");
  g_assert_cmpstr (kept->phones, ==, "345678\t$tel_work\t03-1234-5678\n1\t$tel_ext\t1");
  g_assert_cmpstr (g_bytes_get_data (kept->info, &size), ==, "$nickname");
  g_assert_cmpuint (size, ==, sizeof "$nickname\0Ann");
  nobody = WAIT (store_contacts_get_async (database, "x", "9", ARGUMENTS), store_contacts_get_finish);
  g_assert_null (nobody);

  save (database, NULL, "1", "round 0 at 0: 1, 1 fetched, 0 wanted");
  check_found (database, "345678", "2");
  /* A number that goes is no longer found. */
  save (database, ({ StoreContact *bare = store_contact_new ("2", "Ben"); bare->fetched_at = 5; bare; }),
        NULL,
        "round 0 at 0: 1, 1 fetched, 0 wanted");
  check_found (database, "345678", "");
  g_assert_true (WAIT (store_contacts_clear_async (database, "x", ARGUMENTS), store_contacts_clear_finish));
  check_state (WAIT (store_contacts_get_state_async (database, "x", ARGUMENTS),
                     store_contacts_get_state_finish),
               "round 0 at 0: 0, 0 fetched, 0 wanted");
}

static void
count_cb (const StoreContact *contact, gpointer data)
{
  g_string_append_printf (data, "%s%s ", contact->name, contact->is_shared ? "+" : "");
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
test_visited (Fixture *fixture, gconstpointer data)
{
  StoreDatabase *database = fixture->database;
  GString *names;

  add_page (database, 1, 0, PAGE ("1 Ann Office", "2 Ben +All"),
            "round 1 at 2 listing: 2, 0 fetched, 2 wanted");
  names = WAIT (store_contacts_visit_async (database, "x", count_cb, g_string_new (NULL), free_string,
                                            ARGUMENTS),
                store_contacts_visit_finish);
  g_assert_cmpstr (names->str, ==, "Ann Ben+ ");
  g_string_free (names, TRUE);
}

static void
check_choice (StoreDatabase *database, const char *account, const char *number, const char *expected)
{
  g_autoptr (GHashTable) choices = WAIT (
    store_words_load_async (&store_choices, database, account, ARGUMENTS), CHOICES_LOADED);

  g_assert_cmpstr (g_hash_table_lookup (choices, number), ==, expected);
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  StoreDatabase *database = fixture->database;

  WAIT (store_words_set_async (&store_choices, database, "x", "0312345678", "contact:7", ARGUMENTS),
        CHOICE_SET);
  WAIT (store_words_set_async (&store_choices, database, "x", "0312345678", "contact:8", ARGUMENTS),
        CHOICE_SET);
  check_choice (database, "x", "0312345678", "contact:8");
  check_choice (database, "y", "0312345678", NULL);
  /* Emptied is not forgotten: only the copy goes. */
  WAIT (store_contacts_clear_async (database, "x", ARGUMENTS), store_contacts_clear_finish);
  check_choice (database, "x", "0312345678", "contact:8");
  WAIT (store_words_set_async (&store_choices, database, "x", "0312345678", NULL, ARGUMENTS), CHOICE_SET);
  check_choice (database, "x", "0312345678", NULL);
  WAIT (store_words_set_async (&store_choices, database, "x", "1", "contact:1", ARGUMENTS), CHOICE_SET);
  save (database, make_full ("1", "Ann", 100), NULL, "round 0 at 0: 1, 1 fetched, 0 wanted");
  WAIT (store_database_forget_async (database, "x", ARGUMENTS), store_database_forget_finish);
  check_choice (database, "x", "1", NULL);
  check_found (database, "345678", "");
}

/* From every schema there was: the tables are there afterwards. */
static void
test_migrations (void)
{
  for (guint version = 0; version <= store_migrations_get_newest (); version++)
    {
      g_autoptr (GError) error = NULL;
      sqlite3 *db = NULL;

      g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
      store_migrations_run (db, ":memory:", version, &error);
      g_assert_no_error (error);
      store_migrations_run (db, ":memory:", store_migrations_get_newest (), &error);
      g_assert_no_error (error);
      g_assert_cmpint (sqlite3_exec (db,
                                     "SELECT info FROM contacts; SELECT key FROM contact_phones;"
                                     "SELECT round FROM contact_rounds; SELECT match FROM caller_choices",
                                     NULL, NULL, NULL),
                       ==, SQLITE_OK);
      sqlite3_close (db);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/contacts/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("rounds", test_rounds);
  ADD ("found-and-kept", test_found_and_kept);
  ADD ("visited", test_visited);
  ADD ("choices", test_choices);
  g_test_add_func ("/store/contacts/migrations", test_migrations);
  return g_test_run ();
}
