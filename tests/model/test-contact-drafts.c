/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written in the form of a contact, and is there when the program comes again. */
#include "config.h"

#include "model/desk-contact-drafts.h"
#include "store/store-contact-drafts.h"
#include "tests/lib/naughty.h"
#include "tests/model/session-fixture.h"

static void
set_up (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;

  fixture->database = store_database_new (":memory:");
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  session_fixture_set_up (fixture, user);
}

static PalContactInfo *
make_info (const char *first_name, const char *company)
{
  PalContactInfo *info = pal_contact_info_new ();

  pal_contact_info_set (info, PAL_CONTACT_LANG, "en");
  pal_contact_info_set (info, "$firstname", first_name);
  pal_contact_info_set (info, "$company", company);
  return info;
}

/* What is asked of the store later is answered later. */
static void
wait_for_store (SessionFixture *fixture)
{
  GAsyncResult *result = NULL;

  store_table_load_async (&store_contact_drafts, fixture->database, "none", NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_object_unref (result);
  test_settle ();
}

/* As a program that was killed and is started again. */
static DeskSession *
start_again (SessionFixture *fixture)
{
  DeskSession *other = desk_session_new (fixture->account, fixture->database, fixture->clock, NULL);

  wait_for_store (fixture);
  return other;
}

static void
check_left (SessionFixture *fixture, guint n, const char *contact_id, PalContactInfo *mine)
{
  g_autoptr (DeskSession) other = start_again (fixture);
  GListModel *drafts = G_LIST_MODEL (desk_session_get_contact_drafts (other));
  g_autoptr (DeskContactDraft) draft = g_list_model_get_item (drafts, 0);

  g_assert_cmpuint (g_list_model_get_n_items (drafts), ==, n);
  if (n == 0)
    return;
  g_assert_cmpstr (desk_contact_draft_get_contact_id (draft), ==, contact_id);
  g_assert_true (pal_contact_info_equal (desk_contact_draft_get_mine (draft), mine));
  g_assert_cmpint (desk_contact_draft_get_written_at (draft), >, 0);
}

static void
test_writing (SessionFixture *fixture, gconstpointer user)
{
  DeskContactDrafts *drafts = desk_session_get_contact_drafts (fixture->session);
  g_autoptr (PalContactInfo) base = make_info ("Ann", NULL);
  g_autoptr (PalContactInfo) mine = make_info ("Ann", "Acme");
  g_autoptr (PalContactInfo) more = make_info ("Ann", "Acme & Co");
  g_autoptr (DeskContactDraft) draft = desk_contact_drafts_begin (drafts, "7", "Company", TRUE, base);

  session_fixture_advance (fixture, SECOND);
  check_left (fixture, 0, NULL, NULL); /* nothing was written */
  desk_contact_draft_write (draft, "Company", TRUE, mine);
  session_fixture_advance (fixture, SECOND / 4);
  desk_contact_draft_write (draft, "Company", TRUE, more); /* who types on and on waits no longer */
  session_fixture_advance (fixture, SECOND / 4);
  check_left (fixture, 1, "7", more);
  desk_contact_draft_write (draft, desk_contact_draft_get_phonebook (draft), TRUE, NULL);
  session_fixture_advance (fixture, SECOND);
  check_left (fixture, 0, NULL, NULL);
  desk_contact_draft_write (draft, "Company", TRUE, mine);
  desk_contact_draft_end (draft, NULL); /* before it was on disk */
  session_fixture_advance (fixture, SECOND);
  check_left (fixture, 0, NULL, NULL);
  desk_contact_draft_write (draft, "Company", TRUE, more); /* it is over */
  session_fixture_advance (fixture, SECOND);
  check_left (fixture, 0, NULL, NULL);
}

static void
test_saved (SessionFixture *fixture, gconstpointer user)
{
  DeskContactDrafts *drafts = desk_session_get_contact_drafts (fixture->session);
  g_autoptr (PalContactInfo) base = make_info ("Ann", NULL);
  g_autoptr (PalContactInfo) mine = make_info ("Ann", "Acme");
  g_autoptr (DeskContactDraft) draft = desk_contact_drafts_begin (drafts, NULL, "Company", FALSE, base);
  DeskEdit *edit;

  desk_contact_draft_write (draft, "Company", FALSE, mine);
  session_fixture_advance (fixture, SECOND);
  edit = desk_outbox_create (desk_session_get_outbox (fixture->session), "Company", FALSE, mine);
  g_assert_cmpint (desk_edit_get_state (edit), ==, DESK_EDIT_STATE_SAVING);
  desk_contact_draft_end (draft, edit);
  session_fixture_advance (fixture, SECOND);
  test_wait_for (desk_edit_get_state (edit) != DESK_EDIT_STATE_SAVING);
  check_left (fixture, 0, NULL, NULL);
}

/* The last keys before the program ends as it should. */
static void
test_ending (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (PalContactInfo) base = make_info (NULL, NULL);
  g_autoptr (PalContactInfo) mine = make_info ("Nora", NULL);
  DeskContactDrafts *drafts = desk_session_get_contact_drafts (fixture->session);
  g_autoptr (DeskContactDraft) draft = desk_contact_drafts_begin (drafts, NULL, NULL, FALSE, base);

  desk_contact_draft_write (draft, "Private", FALSE, mine);
  g_clear_object (&fixture->session);
  fixture->session = start_again (fixture);
  check_left (fixture, 1, NULL, mine);
}

static void
test_taking (SessionFixture *fixture, gconstpointer user)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);
  g_autoptr (PalContactInfo) base = make_info (NULL, NULL);
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_object_unref);
  DeskContactDrafts *drafts = desk_session_get_contact_drafts (fixture->session);
  g_autoptr (DeskContactDraft) first = NULL;
  g_autoptr (DeskContactDraft) seventh = NULL;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *valid = g_utf8_make_valid (texts[i], -1);
      g_autoptr (PalContactInfo) mine = make_info ("Ann", valid);

      g_ptr_array_add (written, desk_contact_drafts_begin (drafts, id, "Company", FALSE, base));
      desk_contact_draft_write (written->pdata[i], "Company", FALSE, mine);
    }
  session_fixture_advance (fixture, SECOND);
  g_clear_object (&fixture->session);
  fixture->session = start_again (fixture);
  drafts = desk_session_get_contact_drafts (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (drafts)), ==, written->len);
  seventh = desk_contact_drafts_take_of (drafts, "7");
  g_assert_true (pal_contact_info_equal (desk_contact_draft_get_mine (seventh),
                                         desk_contact_draft_get_mine (written->pdata[7])));
  g_assert_null (desk_contact_drafts_take_of (drafts, "7"));
  g_assert_null (desk_contact_drafts_take (drafts, seventh));
  first = g_list_model_get_item (G_LIST_MODEL (drafts), 0);
  g_object_unref (desk_contact_drafts_take (drafts, first));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (drafts)), ==, written->len - 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/contact-drafts/writing", SessionFixture, NULL, set_up, test_writing,
              session_fixture_tear_down);
  g_test_add ("/model/contact-drafts/saved", SessionFixture, NULL, set_up, test_saved,
              session_fixture_tear_down);
  g_test_add ("/model/contact-drafts/ending", SessionFixture, NULL, set_up, test_ending,
              session_fixture_tear_down);
  g_test_add ("/model/contact-drafts/taking", SessionFixture, NULL, set_up, test_taking,
              session_fixture_tear_down);
  return g_test_run ();
}
