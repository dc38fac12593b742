/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy of the contacts: how it is made, goes on, and is kept up to date, in virtual time. */
#include "config.h"

#include "tests/model/contact-server.h"

#include <time.h>

#include "model/desk-catalogue.h"
#include "model/desk-local.h"
#include "model/desk-short-dials.h"

#define MANY 2000

static DeskMirror *
get_mirror (ContactServer *server)
{
  return desk_session_get_mirror (server->base.session);
}

static char *
dup_names (ContactServer *server, const char *book)
{
  DeskMirrorTable *table = desk_mirror_get_table (get_mirror (server));
  g_autoptr (GArray) sorted = desk_mirror_get_sorted (get_mirror (server), book, FALSE);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < sorted->len; i++)
    {
      DeskMirrorEntry entry;

      desk_mirror_table_get (table, g_array_index (sorted, guint32, i), &entry);
      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", entry.name);
    }
  return g_string_free (names, FALSE);
}

static void
check_names (ContactServer *server, const char *book, const char *expected)
{
  g_autofree char *names = dup_names (server, book);

  g_assert_cmpstr (names, ==, expected);
}

static void
add_three (ContactServer *server)
{
  contact_server_add (server, "1", "zoe", "Friends",
                      "{\"$firstname\":\"zoe\",\"$tel_work\":\"03-1234-5678\"}");
  contact_server_add (server, "2", "サトウ", "Office",
                      "{\"$lang\":\"ja\",\"$lastname\":\"サトウ\",\"$company\":\"森\"}");
  contact_server_add (server, "3", "Ann", "Office", "{\"$nickname\":\"Ann\",\"$tel_ext\":\"1003\"}");
}

static void
test_made (ContactServer *server, gconstpointer data)
{
  DeskMirror *mirror = get_mirror (server);
  DeskMirrorEntry entry;
  guint position;

  add_three (server);
  g_assert_true (desk_mirror_get_is_enabled (mirror));
  g_assert_cmpint (desk_mirror_get_n_total (mirror), ==, -1);
  contact_server_sign_in (server);
  contact_server_finish (server);
  g_assert_cmpuint (desk_mirror_get_n_known (mirror), ==, 3);
  g_assert_cmpint (desk_mirror_get_n_total (mirror), ==, 3);
  g_assert_cmpfloat (desk_mirror_get_progress (mirror), ==, 1);
  g_assert_null (desk_mirror_get_error (mirror));
  check_names (server, NULL, "Ann,zoe,サトウ");
  check_names (server, "Office", "Ann,サトウ");
  check_names (server, "Nothing", "");

  g_assert_true (desk_mirror_table_find (desk_mirror_get_table (mirror), "1", &position));
  desk_mirror_table_get (desk_mirror_get_table (mirror), position, &entry);
  g_assert_cmpstr (entry.sort_key, ==, "ZOE");
  g_assert_cmpstr (entry.phones, ==, "0312345678");
  g_assert_cmpstr (entry.phonebook, ==, "Friends");
  g_assert_true (desk_mirror_table_find (desk_mirror_get_table (mirror), "2", &position));
  desk_mirror_table_get (desk_mirror_get_table (mirror), position, &entry);
  g_assert_cmpstr (entry.sort_key, ==, "さとう");
  g_assert_cmpstr (entry.folded, ==, "さとう");
  g_assert_cmpstr (entry.extra, ==, "森");
  g_assert_false (desk_mirror_table_find (desk_mirror_get_table (mirror), "9", &position));
}

static char *
dup_found (ContactServer *server, const char *text)
{
  DeskFinder *finder = desk_session_get_finder (server->base.session);
  g_autoptr (GPtrArray) matches = desk_finder_search (finder, text, 12);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    if (desk_match_get_kind (matches->pdata[i]) == DESK_MATCH_CONTACT)
      g_string_append_printf (found, "%s%s", found->len > 0 ? "," : "",
                              desk_match_get_key (matches->pdata[i]));
  return g_string_free (found, FALSE);
}

/* What was read in comes in slices, with pauses between the rounds. */
static void
wait_found (ContactServer *server, const char *text, const char *expected)
{
  gint64 end = g_get_monotonic_time () + 20 * SECOND;

  for (;;)
    {
      g_autofree char *found = dup_found (server, text);

      if (g_str_equal (found, expected))
        return;
      if (g_get_monotonic_time () > end)
        g_error ("“%s” finds “%s” instead of “%s”", text, found, expected);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* By name, reading, company and number, however the number is written. */
static void
test_found (ContactServer *server, gconstpointer data)
{
  add_three (server);
  contact_server_add (server, "4", "Bob", "Office",
                      "{\"$nickname\":\"Bob\",\"$tel_mobile\":\"+81 90-4444-4646\"}");
  contact_server_sign_in (server);
  contact_server_finish (server);
  wait_found (server, "zoe", "1");
  wait_found (server, "bob", "4");
  wait_found (server, "さとう", "2");
  wait_found (server, "森", "2");
  wait_found (server, "03-1234", "1");
  wait_found (server, "+81312345678", "1");
  wait_found (server, "+8131", "1");
  wait_found (server, "09044444646", "4");
  wait_found (server, "4646", "4");
  wait_found (server, "090444", "4");
  wait_found (server, "1003", "3");

  contact_server_drop (server, "4");
  contact_server_add (server, "3", "Anna", "Office", "{\"$nickname\":\"Anna\"}");
  desk_mirror_refresh (get_mirror (server));
  contact_server_finish (server);
  wait_found (server, "bob", "");
  wait_found (server, "anna", "3");
  wait_found (server, "1003", "");
  wait_found (server, "zoe", "1");
}

/* --- while nobody is signed in ---------------------------------------------------- */

static char *
describe (GPtrArray *matches)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      DeskMatch *match = matches->pdata[i];
      g_autofree char *why = desk_match_dup_explanation (match);

      g_string_append_printf (text, "%s %s “%s” %s %s\n", desk_match_get_kind_name (match), desk_match_get_key (match),
                              desk_match_get_title (match), desk_match_get_number (match), why);
    }
  return g_string_free (text, FALSE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GPtrArray **) user_data = desk_local_search_finish (DESK_LOCAL (source), result);
}

static guint
check_same (ContactServer *server, DeskLocal *local, const char *text)
{
  g_autoptr (GPtrArray) all = desk_finder_search (desk_session_get_finder (server->base.session), text, 12);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *expected = describe (all), *told = NULL;

  desk_local_search_async (local, text, 12, NULL, found_cb, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);
  told = describe (found);
  g_assert_cmpstr (told, ==, expected);
  return found->len;
}

/* What is found of the copy without a session is what a session finds: in the same order, for the same
 * reasons. */
static void
test_local (ContactServer *server, gconstpointer data)
{
  const char *const texts[] = { "zo", "zoe", "z", "oe", "z7", "zoe 7", "03", "0312", "+8131", "1234", "12345678",
                                "さと", "森", "trading", "46", "4646", "taxi", "0312340007", "0312340300",
                                "nobody at all", "?", NULL };
  g_autoptr (DeskLocal) local = NULL;
  DeskSession *session;
  guint n = 0;

  add_three (server);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", 1000 + i);
      g_autofree char *name = g_strdup_printf ("Zoe %u Trading", i * 7 % 400);
      g_autofree char *info = g_strdup_printf ("{\"$nickname\":\"%s\",\"$tel_work\":\"+81 3-1234-%04u\"}", name, i);

      contact_server_add (server, id, name, "Office", info);
    }
  contact_server_sign_in (server);
  contact_server_finish (server);
  session = server->base.session;
  g_assert_true (desk_short_dials_save (desk_session_get_short_dials (session), NULL, "46", "0311114646", "Taxi",
                                        NULL));
  desk_session_dial (session, "0312340300");
  wait_found (server, "+81312340399", "1399");
  contact_server_turn (server);
  local = desk_local_new (server->base.database, server->base.account);
  for (guint i = 0; texts[i] != NULL; i++)
    n += check_same (server, local, texts[i]);
  g_assert_cmpuint (n, >, 100);
  g_assert_cmpuint (desk_catalogue_get_size (desk_local_get_catalogue (local)), <, 50);
  g_assert_finalize_object (g_steal_pointer (&local));
}

/* Done, it does nothing until a round is due. */
static void
test_idle (ContactServer *server, gconstpointer data)
{
  guint n;

  add_three (server);
  contact_server_sign_in (server);
  contact_server_finish (server);
  g_assert_false (desk_mirror_get_is_running (get_mirror (server)));
  n = server->asked_at->len;
  contact_server_advance (server, 20 * SECOND);
  g_assert_cmpuint (server->asked_at->len, ==, n);
  g_assert_cmpint (get_mirror (server)->timer, !=, 0); /* the one that waits for the next round */
  g_assert_cmpint (get_mirror (server)->rebuild_timer, ==, 0);
}

static void
test_changes (ContactServer *server, gconstpointer data)
{
  add_three (server);
  contact_server_sign_in (server);
  contact_server_finish (server);
  contact_server_drop (server, "2");
  contact_server_add (server, "3", "Anna", "Office", "{\"$nickname\":\"Anna\"}");
  contact_server_add (server, "4", "Bob", "Office", "{\"$nickname\":\"Bob\"}");
  server->n_gets = server->n_lists = 0;
  desk_mirror_refresh (get_mirror (server));
  contact_server_finish (server);
  check_names (server, NULL, "Anna,Bob,zoe");
  g_assert_cmpuint (server->n_lists, ==, 2); /* the page, and that there is no other */
  g_assert_cmpuint (server->n_gets, ==, 3);  /* not zoe, of whom the list says nothing new */
}

/* Faster than agreed never, however quick the PBX is. */
static void
check_rate (ContactServer *server)
{
  const guint at_most = 20;

  for (guint i = 1 /* after signing in */; i + at_most < server->asked_at->len; i++)
    g_assert_cmpint (g_array_index (server->asked_at, gint64, i + at_most)
                         - g_array_index (server->asked_at, gint64, i),
                     >=, SECOND - SECOND / 100); /* they are seen every 10 ms */
}

static void
add_many (ContactServer *server, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", 1000 + i), *name = g_strdup_printf ("Name %u", i);
      g_autofree char *info = g_strdup_printf ("{\"$nickname\":\"%s\",\"$tel_work\":\"03-55%02u-%04u\"}",
                                               name,
                                               i % 100, i % 10000);
      char **contact = g_new0 (char *, 4);

      contact[0] = g_steal_pointer (&id);
      contact[1] = g_steal_pointer (&name);
      contact[2] = g_steal_pointer (&info);
      contact[3] = g_strdup ("Office");
      g_ptr_array_add (server->contacts, contact);
    }
}

static void
test_pace_and_resume (ContactServer *server, gconstpointer data)
{
  guint before;

  add_many (server, 200);
  server->page = 90;
  contact_server_sign_in (server);
  contact_server_advance (server, 6 * SECOND);
  check_rate (server);
  g_assert_cmpuint (server->n_lists, ==, 4);
  before = server->n_gets;
  g_assert_cmpuint (before, >, 90);
  g_assert_cmpuint (before, <, 130);
  g_assert_false (desk_mirror_get_is_complete (get_mirror (server)));

  /* Killed: what was on disk is not asked for again, nor is the list. */
  server->n_gets = server->n_lists = 0;
  g_array_set_size (server->asked_at, 0);
  contact_server_kill (server);
  contact_server_sign_in (server);
  contact_server_finish (server);
  g_assert_cmpuint (server->n_lists, ==, 0);
  g_assert_cmpuint (server->n_gets + before, >=, 200);
  g_assert_cmpuint (server->n_gets + before, <, 200 + DESK_MIRROR_BATCH + 3);
  check_rate (server);
  g_assert_cmpuint (desk_mirror_get_n_known (get_mirror (server)), ==, 200);
}

/* Killed while the list was read: it goes on at the page it was at. */
static void
test_resumed_list (ContactServer *server, gconstpointer data)
{
  add_many (server, 100);
  server->page = 30;
  contact_server_sign_in (server);
  while (server->n_lists < 2)
    contact_server_advance (server, SECOND / 100);
  contact_server_kill (server);
  server->n_lists = 0;
  contact_server_sign_in (server);
  contact_server_finish (server);
  g_assert_cmpuint (server->n_lists, ==, 3);
  g_assert_cmpuint (desk_mirror_get_n_known (get_mirror (server)), ==, 100);
}

static void
test_reconnect (ContactServer *server, gconstpointer data)
{
  add_many (server, 40);
  contact_server_sign_in (server);
  contact_server_advance (server, SECOND);
  g_assert_true (desk_mirror_get_is_running (get_mirror (server)));
  desk_session_sign_out (server->base.session);
  contact_server_turn (server);
  g_assert_false (desk_mirror_get_is_running (get_mirror (server)));
  g_assert_cmpint (get_mirror (server)->timer, ==, 0);
  contact_server_sign_in (server);
  contact_server_finish (server);
  g_assert_cmpuint (desk_mirror_get_n_known (get_mirror (server)), ==, 40);
  g_assert_cmpuint (server->n_gets, <=, 42);
}

/* One that may not be read is named all the same; a PBX that is busy is left alone for a while. */
static void
test_faults (ContactServer *server, gconstpointer data)
{
  add_three (server);
  contact_server_sign_in (server);
  server->fault = "{\"code\":-32000,\"message\":\"internal\"}";
  contact_server_finish (server);
  check_names (server, NULL, "Ann,zoe,サトウ");
  g_assert_cmpuint (server->n_gets, ==, 3);
  g_assert_cmpuint (desk_mirror_get_n_known (get_mirror (server)), ==, 3);

  /* Without an answer it asks again, later. */
  contact_server_add (server, "7", "Lost", "Office", "{\"$nickname\":\"Lost\"}");
  server->is_mute = TRUE;
  desk_mirror_refresh (get_mirror (server));
  contact_server_advance (server, SECOND);
  server->is_mute = FALSE;
  g_ptr_array_set_size (server->base.sent, 0);
  g_assert_true (desk_mirror_get_is_running (get_mirror (server)));
  desk_session_sign_out (server->base.session);
  contact_server_turn (server);
  contact_server_sign_in (server);
  desk_mirror_refresh (get_mirror (server));
  contact_server_finish (server);
  check_names (server, "Office", "Ann,Lost,サトウ");
}

/* A PBX without the method is asked once. */
static void
test_refused (ContactServer *server, gconstpointer data)
{
  contact_server_sign_in (server);
  test_wait_for (get_mirror (server)->is_loaded);
  pbx_refuse (&server->base, "getContactList", -32601, "Method not found");
  contact_server_advance (server, 5 * SECOND);
  g_assert_cmpuint (server->asked_at->len, ==, 0);
  g_assert_false (desk_mirror_get_is_running (get_mirror (server)));
  g_assert_nonnull (desk_mirror_get_error (get_mirror (server)));
}

static void
test_yields (ContactServer *server, gconstpointer data)
{
  guint n;

  add_many (server, 40);
  contact_server_sign_in (server);
  contact_server_advance (server, SECOND / 2);
  n = server->asked_at->len;
  g_assert_cmpuint (n, >, 4);
  desk_mirror_yield (get_mirror (server));
  contact_server_advance (server, SECOND - SECOND / 20);
  g_assert_cmpuint (server->asked_at->len, <=, n + 1);
  contact_server_advance (server, SECOND / 2);
  g_assert_cmpuint (server->asked_at->len, >, n + 4);
}

/* What was confirmed elsewhere is there at once, and an older answer does not undo it. */
static void
test_taken (ContactServer *server, gconstpointer data)
{
  g_autoptr (PalContactInfo) info = pal_contact_info_new (), kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  add_three (server);
  contact_server_sign_in (server);
  contact_server_finish (server);
  pal_contact_info_set (info, "$nickname", "Zed");
  pal_contact_info_set (info, "$tel_mobile", "090 1111 2222");
  desk_mirror_take (get_mirror (server), "8", NULL, "Office", FALSE, info);
  desk_mirror_drop (get_mirror (server), "1");
  contact_server_advance (server, SECOND);
  contact_server_finish (server);
  check_names (server, NULL, "Ann,Zed,サトウ");
  desk_mirror_load_async (get_mirror (server), "8", NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  kept = desk_mirror_load_finish (get_mirror (server), result, NULL);
  g_assert_true (pal_contact_info_equal (kept, info));
}

static void
test_switched_off (ContactServer *server, gconstpointer data)
{
  DeskMirror *mirror = get_mirror (server);

  add_three (server);
  contact_server_sign_in (server);
  contact_server_finish (server);
  desk_mirror_set_is_enabled (mirror, FALSE);
  check_names (server, NULL, "");
  g_assert_cmpuint (desk_mirror_get_n_known (mirror), ==, 0);
  g_assert_cmpint (mirror->timer, ==, 0);
  desk_mirror_set_is_enabled (mirror, TRUE);
  test_wait_for (mirror->is_loaded);
  contact_server_finish (server);
  check_names (server, NULL, "Ann,zoe,サトウ");
  g_assert_cmpuint (server->n_gets, ==, 6);
}

static void
test_language (ContactServer *server, gconstpointer data)
{
  contact_server_add (server, "1", "ア", "Office", "{\"$nickname\":\"ア\"}");
  contact_server_add (server, "2", "い", "Office", "{\"$nickname\":\"い\"}");
  contact_server_sign_in (server);
  contact_server_finish (server);
  check_names (server, NULL, "い,ア");
  desk_mirror_set_language (get_mirror (server), "ja");
  contact_server_advance (server, SECOND);
  contact_server_finish (server);
  check_names (server, NULL, "ア,い");
}

/* 2,000 contacts cost little time of the main loop, and little memory. */
static void
test_many (ContactServer *server, gconstpointer data)
{
  gsize size;

  add_many (server, MANY);
  contact_server_sign_in (server);
  contact_server_finish (server);
  g_assert_cmpuint (desk_mirror_get_n_known (get_mirror (server)), ==, MANY);
  g_assert_cmpuint (server->n_gets, ==, MANY);
  check_rate (server);
  size = desk_mirror_table_get_size (desk_mirror_get_table (get_mirror (server)));
  g_assert_cmpuint (size / MANY, <, 200);
}

/* Of this thread, whatever else the machine does. */
static gint64
get_own_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* The table of 100,000 is made beside the main loop, which never stands still for it. */
static void
test_hundred_thousand (ContactServer *server, gconstpointer data)
{
  DeskMirror *mirror = get_mirror (server);
  DeskCatalogue *catalogue = desk_finder_get_catalogue (desk_session_get_finder (server->base.session));
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) store_contact_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DeskLocal) local = NULL;
  gint64 longest = 0, begun = g_get_monotonic_time ();

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i), *name = g_strdup_printf ("Name %u of 100,000", i);
      g_autofree char *number = g_strdup_printf ("03-55%02u-%04u", i % 100, i % 10000);
      StoreContact *contact = store_contact_new (id, name);

      store_contact_add_phone (contact, number + 4, "$tel_work", number);
      contact->fetched_at = 1;
      g_ptr_array_add (contacts, contact);
    }
  store_contacts_save_async (server->base.database, "a", contacts, NULL, NULL, test_store_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_free (store_contacts_save_finish (server->base.database, result, NULL));
  g_test_minimized_result ((double) (g_get_monotonic_time () - begun) / 1e6, "100,000 saved");

  begun = g_get_monotonic_time ();
  mirror->rebuild_at = 0;
  desk_mirror_spoil (mirror);
  while (mirror->is_rebuilding || desk_catalogue_get_size (catalogue) < 100000)
    {
      gint64 before = get_own_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        continue;
      longest = MAX (longest, get_own_time () - before);
    }
  g_test_minimized_result ((double) (g_get_monotonic_time () - begun) / 1e6, "100,000 in a table, and found");
  g_test_minimized_result ((double) longest / 1e3, "ms of the main loop at most");
  g_assert_cmpuint (desk_mirror_table_get_n (desk_mirror_get_table (mirror)), ==, 100000);
  g_assert_cmpuint (desk_mirror_table_get_size (desk_mirror_get_table (mirror)), <, 20 << 20);
  g_assert_cmpint (longest, <, 16 * G_TIME_SPAN_MILLISECOND);

  /* The same without a session: little is in memory, and the first answer is there while somebody types. */
  begun = g_get_monotonic_time ();
  local = desk_local_new (server->base.database, server->base.account);
  g_assert_cmpuint (check_same (server, local, "nam 9999"), >, 0);
  g_test_minimized_result ((double) (g_get_monotonic_time () - begun) / 1e6, "the first search of 100,000 in the store");
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * SECOND);
  g_assert_cmpuint (desk_catalogue_get_size (desk_local_get_catalogue (local)), <, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/model/mirror/" name, ContactServer, NULL, contact_server_set_up, func, contact_server_tear_down)
  ADD ("made", test_made);
  ADD ("found", test_found);
  ADD ("local", test_local);
  ADD ("idle", test_idle);
  ADD ("changes", test_changes);
  ADD ("pace-and-resume", test_pace_and_resume);
  ADD ("resumed-list", test_resumed_list);
  ADD ("reconnect", test_reconnect);
  ADD ("faults", test_faults);
  ADD ("refused", test_refused);
  ADD ("yields", test_yields);
  ADD ("taken", test_taken);
  ADD ("switched-off", test_switched_off);
  ADD ("language", test_language);
  ADD ("many", test_many);
  if (g_test_slow ())
    ADD ("hundred-thousand", test_hundred_thousand);
  return g_test_run ();
}
