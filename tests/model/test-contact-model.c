/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of contacts: what is asked of the PBX, and what becomes of the answers. */
#include "config.h"

#include "tests/lib/test-mirror.h"
#include "tests/model/contact-pbx.h"

static guint
get_n (DeskContactModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
count_changes_cb (GListModel *list, guint position, guint removed, guint added, GString *told)
{
  g_string_append_printf (told, "%s%u-%u+%u", told->len > 0 ? " " : "", position, removed, added);
}

/* --- how many ------------------------------------------------------------------ */

static guint
count_rounds (DeskCount *count, guint n)
{
  guint places[DESK_COUNT_PROBES], open, rounds = 0;

  while ((open = desk_count_next (count, places)) > 0)
    {
      rounds++;
      g_assert_cmpuint (open, <=, DESK_COUNT_PROBES);
      for (guint i = 0; i < open; i++)
        desk_count_take (count, places[i], places[i] < n);
    }
  g_assert_true (desk_count_is_settled (count));
  g_assert_cmpuint (count->low, ==, n);
  return rounds;
}

static void
test_count (void)
{
  for (guint n = 0; n < 3000000; n += 1 + n / 40)
    {
      DeskCount count;

      desk_count_begin (&count, 0);
      desk_count_take_page (&count, 0, 100, MIN (n, 100));
      g_assert_cmpuint (count_rounds (&count, n), <=, n < 100 ? 0 : 16);
      for (int more = -1; more <= 1; more++)
        {
          if (n == 0 || (int) n + more < 0)
            continue;
          desk_count_begin (&count, n);
          g_assert_cmpuint (count_rounds (&count, (guint) ((int) n + more)), <=, 2);
        }
      desk_count_begin (&count, n / 3); /* it is quite another by now */
      count_rounds (&count, n);
      desk_count_begin (&count, n * 2);
      count_rounds (&count, n);
    }
}

static void
test_count_endless (void)
{
  guint places[DESK_COUNT_PROBES], open;
  DeskCount count;

  desk_count_begin (&count, 0);
  while ((open = desk_count_next (&count, places)) > 0)
    while (open-- > 0)
      desk_count_take (&count, places[open], TRUE);
  g_assert_cmpuint (count.low, ==, DESK_COUNT_MAX);
}

/* --- pages ------------------------------------------------------------------------ */

static void
test_empty (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;

  pbx->n = 0;
  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_WAITING);
  contact_pbx_settle (pbx);
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_READY);
  g_assert_true (desk_contact_model_get_is_counted (model));
  g_assert_cmpuint (get_n (model), ==, 0);
  g_assert_cmpuint (pbx->n_probes, ==, 0);
}

/* Opened before there is a line. */
static void
test_early (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = contact_pbx_open (pbx, NULL, FALSE);

  g_assert_true (desk_contact_model_get_is_stale (model));
  contact_pbx_start (pbx);
  g_assert_false (desk_contact_model_get_is_stale (model));
  contact_pbx_settle (pbx);
  g_assert_cmpuint (get_n (model), ==, 1000);
  contact_pbx_check_pages (pbx, "0");
}

static void
test_first_page (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;
  g_autoptr (DeskContact) contact = NULL;

  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  g_assert_true (contact_pbx_answer (pbx));
  g_assert_cmpuint (get_n (model), ==, 100);
  g_assert_false (desk_contact_model_get_is_counted (model));
  contact_pbx_assert_name (model, 0, "Contact 1");
  contact = g_list_model_get_item (G_LIST_MODEL (model), 99);
  g_assert_cmpstr (desk_contact_get_id (contact), ==, "100");
  g_assert_cmpstr (desk_contact_get_phonebook (contact), ==, "Company");
  g_assert_true (desk_contact_get_is_shared (contact));
  g_assert_cmpint (desk_contact_get_state (contact), ==, DESK_CONTACT_STATE_NAMED);
  contact_pbx_settle (pbx);
  g_assert_cmpuint (get_n (model), ==, 1000);
  g_assert_true (desk_contact_model_get_is_counted (model));
  contact_pbx_check_pages (pbx, "0");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 1000));
}

static void
note_id_cb (DeskContact *contact, GParamSpec *pspec, GString *told)
{
  g_string_append (told, desk_contact_get_id (contact));
}

static void
test_looked_at (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;
  g_autoptr (DeskContact) contact = NULL;

  pbx->n = 100000;
  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  contact_pbx_check_pages (pbx, "0");
  g_assert_cmpuint (get_n (model), ==, 100000);
  g_assert_cmpuint (pbx->n_probes, <, 48);

  contact = g_list_model_get_item (G_LIST_MODEL (model), 70042);
  g_assert_null (desk_contact_get_id (contact));
  g_assert_cmpint (desk_contact_get_state (contact), ==, DESK_CONTACT_STATE_AWAITED);
  g_signal_connect (contact, "notify::id", G_CALLBACK (note_id_cb), pbx->session.told);
  g_signal_connect (model, "items-changed", G_CALLBACK (count_changes_cb), pbx->session.told);
  contact_pbx_settle (pbx);
  g_assert_cmpstr (pbx->session.told->str, ==, "70043"); /* and nothing of the list */
  g_assert_cmpstr (desk_contact_get_display_name (contact), ==, "Contact 70043");
  contact_pbx_assert_name (model, 70042, "Contact 70043");
  contact_pbx_check_pages (pbx, "70000");
  g_assert_cmpuint (desk_contact_model_find (model, "70043"), ==, 70042);
  g_assert_cmpuint (desk_contact_model_find (model, "50000"), ==, G_MAXUINT);
}

/* A hand on the scroll bar: of what it has passed by long ago nothing is asked. */
static void
test_scrolled_past (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;

  pbx->n = 100000;
  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  contact_pbx_check_pages (pbx, "0");
  for (guint i = 1; i < 100000; i += 50)
    g_free (contact_pbx_dup_name (model, i));
  contact_pbx_settle (pbx);
  /* Two are under way; then the last ones, the very last first. */
  contact_pbx_check_pages (pbx, "100 200 99900 99800 99700 99600 99500 99400 99300 99200");
  contact_pbx_assert_name (model, 99999, "Contact 100000");
  g_assert_cmpuint (model->n_pages, <=, DESK_CONTACT_MAX_PAGES);
  g_assert_cmpuint (g_hash_table_size (contact_pbx_get_phonebooks (pbx)->known), <=,
                    DESK_CONTACT_MAX_PAGES * DESK_CONTACT_PAGE);
}

static void
test_bounded (ContactPbx *pbx, gconstpointer user)
{
  DeskPhonebooks *phonebooks;
  DeskContactModel *model;

  pbx->n = 20000;
  contact_pbx_start (pbx);
  phonebooks = contact_pbx_get_phonebooks (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  for (guint i = 0; i < 20000; i += 100)
    {
      g_free (contact_pbx_dup_name (model, i));
      contact_pbx_settle (pbx);
    }
  g_assert_cmpuint (pbx->pages->len, ==, 200);
  g_assert_cmpuint (model->n_pages, ==, DESK_CONTACT_MAX_PAGES);
  g_assert_cmpuint (g_hash_table_size (phonebooks->known), ==, DESK_CONTACT_MAX_PAGES * DESK_CONTACT_PAGE);
  g_assert_finalize_object (model);
  test_settle ();
  g_assert_cmpuint (g_hash_table_size (phonebooks->known), ==, 0);
}

/* One that gives the same rows wherever one begins. */
static void
test_mindless (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;

  pbx->is_mindless = TRUE;
  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  g_assert_cmpuint (get_n (model), ==, 100);
  g_assert_true (desk_contact_model_get_is_counted (model));
}

/* --- searching -------------------------------------------------------------------- */

static void
test_search (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;
  g_autofree char *request = NULL;

  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  desk_contact_model_set_search_text (model, "mo");
  session_fixture_advance (&pbx->session, DESK_CONTACT_PAUSE / 2);
  desk_contact_model_set_search_text (model, " mori  ltd ");
  session_fixture_advance (&pbx->session, DESK_CONTACT_PAUSE / 2);
  g_assert_null (pbx_take (&pbx->session, "getContactList"));
  g_assert_cmpuint (get_n (model), ==, 1000);
  session_fixture_advance (&pbx->session, DESK_CONTACT_PAUSE);
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_WAITING);
  request = pbx_expect (&pbx->session, "getContactList", "\"search_text\":\"mori ltd\"");
  g_ptr_array_insert (pbx->session.sent, 0, g_steal_pointer (&request));
  contact_pbx_settle (pbx);
  g_assert_cmpuint (get_n (model), ==, 3);
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_READY);

  desk_contact_model_set_search_text (model, "mori ltd");
  session_fixture_advance (&pbx->session, DESK_CONTACT_PAUSE);
  g_assert_null (pbx_take (&pbx->session, "getContactList"));
  desk_contact_model_set_search_text (model, "");
  contact_pbx_settle (pbx);
  g_assert_cmpuint (get_n (model), ==, 1000);
}

/* What was found for what is not searched any more comes too late. */
static void
test_late_answer (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;

  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  desk_contact_model_set_search_text (model, "a");
  session_fixture_advance (&pbx->session, DESK_CONTACT_PAUSE);
  desk_contact_model_set_search_text (model, "ab");
  session_fixture_advance (&pbx->session, DESK_CONTACT_PAUSE);
  pbx->n_found = 7;
  g_assert_true (contact_pbx_answer (pbx)); /* of "a" */
  test_settle ();
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_WAITING);
  g_assert_cmpuint (get_n (model), ==, 1000);
  pbx->n_found = 2;
  contact_pbx_settle (pbx);
  g_assert_cmpuint (get_n (model), ==, 2);
}

/* --- changes, failures, other lines ---------------------------------------------------- */

static void
test_reconnect (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;
  g_autoptr (DeskContact) selected = NULL;

  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  for (guint i = 0; i < 1000; i += 100)
    {
      g_free (contact_pbx_dup_name (model, i));
      contact_pbx_settle (pbx);
    }
  selected = g_list_model_get_item (G_LIST_MODEL (model), 850);
  g_array_set_size (pbx->pages, 0);
  g_signal_connect (model, "items-changed", G_CALLBACK (count_changes_cb), pbx->session.told);
  pbx->mark = "!";
  pbx->removed = 990;
  contact_pbx_reconnect (pbx);
  contact_pbx_settle (pbx);
  contact_pbx_check_pages (pbx, "800 900 700 600"); /* as they were looked at last */
  g_assert_cmpuint (get_n (model), ==, 999);
  g_assert_cmpstr (desk_contact_get_display_name (selected), ==, "Contact 851!");
  g_assert_cmpuint (desk_contact_model_find (model, "851"), ==, 850);
  g_assert_cmpstr (pbx->session.told->str, ==, "989-10+10 999-1+0");
  contact_pbx_assert_name (model, 989, "Contact 991!");
  contact_pbx_assert_name (model, 0, ""); /* forgotten, and asked for again */
  contact_pbx_settle (pbx);
  contact_pbx_assert_name (model, 0, "Contact 1!");
}

static void
test_stale (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;

  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  fake_transport_drop (pbx->session.line, 1006, NULL);
  g_assert_true (desk_contact_model_get_is_stale (model));
  contact_pbx_assert_name (model, 0, "Contact 1");
  contact_pbx_assert_name (model, 500, "");
  g_assert_cmpuint (get_n (model), ==, 1000);
  g_array_set_size (pbx->pages, 0);
  contact_pbx_reconnect (pbx);
  contact_pbx_settle (pbx);
  contact_pbx_check_pages (pbx, "500 0");
  contact_pbx_assert_name (model, 500, "Contact 501");
}

static void
test_failure (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;

  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  pbx_refuse (&pbx->session, "getContactList", -1, "Out of order");
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_FAILED);
  g_assert_cmpstr (desk_contact_model_get_reason (model), ==, "Out of order");
  desk_contact_model_retry (model);
  contact_pbx_settle (pbx);
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_READY);
  g_assert_null (desk_contact_model_get_reason (model));
  g_assert_cmpuint (get_n (model), ==, 1000);

  g_free (contact_pbx_dup_name (model, 300));
  pbx_refuse (&pbx->session, "getContactList", -1, "Out of order");
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_FAILED);
  g_free (contact_pbx_dup_name (model, 301)); /* it is not asked for again unasked */
  g_assert_null (pbx_take (&pbx->session, "getContactList"));
  desk_contact_model_retry (model);
  contact_pbx_settle (pbx);
  contact_pbx_assert_name (model, 300, "Contact 301");
  g_assert_cmpint (desk_contact_model_get_state (model), ==, DESK_LOADING_READY);
}

static void
test_noted (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;
  g_autoptr (DeskContact) contact = NULL;
  DeskPhonebooks *phonebooks;

  contact_pbx_start (pbx);
  phonebooks = contact_pbx_get_phonebooks (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  contact_pbx_settle (pbx);
  desk_phonebooks_set_pending (phonebooks, "551", DESK_CONTACT_PENDING_CHANGE);
  contact = g_list_model_get_item (G_LIST_MODEL (model), 550);
  g_assert_cmpint (desk_contact_get_pending (contact), ==, DESK_CONTACT_PENDING_NONE);
  contact_pbx_settle (pbx);
  g_assert_cmpint (desk_contact_get_pending (contact), ==, DESK_CONTACT_PENDING_CHANGE);
  desk_phonebooks_set_pending (phonebooks, "551", DESK_CONTACT_PENDING_NONE);
  g_assert_cmpint (desk_contact_get_pending (contact), ==, DESK_CONTACT_PENDING_NONE);

  pbx->removed = 551;
  desk_phonebooks_note_changes (phonebooks);
  desk_phonebooks_note_changes (phonebooks);
  g_assert_cmpuint (get_n (model), ==, 1000);
  g_array_set_size (pbx->pages, 0);
  session_fixture_advance (&pbx->session, SECOND);
  contact_pbx_settle (pbx);
  contact_pbx_check_pages (pbx, "500 0");
  g_assert_cmpuint (get_n (model), ==, 999);
  contact_pbx_assert_name (model, 550, "Contact 552");
  g_assert_cmpuint (desk_contact_model_find (model, "551"), ==, G_MAXUINT);
}

/* What listeners are told adds up to what is there, whatever happens on the PBX and when. */
static void
test_adds_up (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) model = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  TestMirror *mirror;

  pbx->n = 300; /* all of which are shown */
  contact_pbx_start (pbx);
  model = contact_pbx_open (pbx, "Company", TRUE);
  mirror = test_mirror_new (G_LIST_MODEL (model));
  for (guint i = 0; i < 300; i++)
    {
      switch (g_rand_int_range (rand, 0, 7))
        {
        case 0: pbx->n = (guint) g_rand_int_range (rand, 0, 401); break;
        case 1: pbx->removed = (guint) g_rand_int_range (rand, 0, (gint32) pbx->n + 1); break;
        case 2: desk_phonebooks_note_changes (contact_pbx_get_phonebooks (pbx)); break;
        case 3: desk_contact_model_set_search_text (model, g_rand_boolean (rand) ? "a" : ""); break;
        case 4: session_fixture_advance (&pbx->session, SECOND / 3); break;
        default:
          for (int n = g_rand_int_range (rand, 0, 8); n > 0 && contact_pbx_answer (pbx); n--)
            ;
        }
      test_mirror_check (mirror);
    }
  desk_contact_model_set_search_text (model, "");
  desk_phonebooks_note_changes (contact_pbx_get_phonebooks (pbx));
  session_fixture_advance (&pbx->session, SECOND);
  contact_pbx_settle (pbx);
  test_mirror_check (mirror);
  contact_pbx_settle (pbx);
  g_assert_cmpuint (get_n (model), ==, pbx->n - (pbx->removed != 0));
  test_mirror_free (mirror);
}

#define add(name, func) g_test_add ("/contact-model/" name, ContactPbx, NULL, contact_pbx_set_up, func, contact_pbx_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contact-model/count", test_count);
  g_test_add_func ("/contact-model/count-endless", test_count_endless);
  add ("empty", test_empty);
  add ("early", test_early);
  add ("first-page", test_first_page);
  add ("looked-at", test_looked_at);
  add ("scrolled-past", test_scrolled_past);
  add ("bounded", test_bounded);
  add ("mindless", test_mindless);
  add ("search", test_search);
  add ("late-answer", test_late_answer);
  add ("reconnect", test_reconnect);
  add ("stale", test_stale);
  add ("failure", test_failure);
  add ("noted", test_noted);
  add ("adds-up", test_adds_up);
  return g_test_run ();
}
