/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of contacts in virtual time, with a PBX that the test plays. */
#include "config.h"

#include "tests/model/edits.h"

#define MINUTE (60 * SECOND)
#define LISTED(id) "[{\"aid\":" id ",\"display_name\":\"x\"}]"
#define DONE(id) "{\"aid\":" id "}"

/* --- changes ------------------------------------------------------------------ */

static void
test_change (SessionFixture *fixture, gconstpointer data)
{
  DeskPhonebooks *phonebooks = desk_session_get_phonebooks (fixture->session);
  g_autoptr (DeskContact) contact = desk_phonebooks_ensure_contact (phonebooks, "7");
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1;b=2;$lang=ja", "a=3;b=2;$lang=ja");
  g_assert_true (desk_outbox_find (edits_outbox (fixture), "7") == edit);
  g_assert_cmpint (desk_contact_get_pending (contact), ==, DESK_CONTACT_PENDING_CHANGE);
  g_assert_cmpuint (desk_outbox_get_n_waiting (edits_outbox (fixture)), ==, 1);
  edits_assert_state (edit, DESK_EDIT_STATE_QUEUED);
  edits_answer_contact (fixture, "7", "a=1;b=4;$lang=ja;own=x");
  edits_assert_state (edit, DESK_EDIT_STATE_SENT);
  edits_answer (fixture, "setContact", "\"info\":{\"a\":\"3\",\"b\":\"4\",\"$lang\":\"ja\",\"own\":\"x\"}",
                DONE ("7"));
  edits_assert_state (edit, DESK_EDIT_STATE_SENT); /* to be read back */
  edits_answer_contact (fixture, "7", "a=3;b=4;$lang=ja;own=x;more=y");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
  g_assert_cmpstr (fixture->told->str, ==, "7 ");
  g_assert_cmpint (desk_contact_get_pending (contact), ==, DESK_CONTACT_PENDING_NONE);
  g_assert_cmpstr (pal_contact_info_get (desk_contact_get_info (contact), "a"), ==, "3");
  g_assert_null (desk_outbox_find (edits_outbox (fixture), "7"));
  g_assert_cmpuint (desk_outbox_get_n_waiting (edits_outbox (fixture)), ==, 0);
  g_assert_cmpuint (edits_count (fixture), ==, 1);
  edits_pass (fixture, 20 * SECOND);
  g_assert_cmpuint (edits_count (fixture), ==, 0);
}

static void
test_change_is_there (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1", "a=3");
  edits_answer_contact (fixture, "7", "a=3");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
  edits_expect_nothing (fixture);
}

static void
test_conflict (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;
  g_autoptr (GPtrArray) conflicting = NULL;
  g_autoptr (PalContactInfo) merged = NULL, chosen = edits_parse ("a=5;b=9");

  edits_start (fixture);
  edit = edits_change (fixture, "a=1;b=2", "a=3;b=9");
  edits_answer_contact (fixture, "7", "a=4;b=2");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFLICT);
  g_assert_cmpuint (desk_outbox_get_n_stuck (edits_outbox (fixture)), ==, 1);
  merged = desk_edit_dup_merged (edit, &conflicting);
  g_assert_cmpuint (conflicting->len, ==, 1);
  g_assert_cmpstr (conflicting->pdata[0], ==, "a");
  g_assert_cmpstr (pal_contact_info_get (merged, "b"), ==, "9");
  edits_pass (fixture, 10 * MINUTE);
  edits_expect_nothing (fixture);
  desk_edit_retry (edit);
  edits_expect_nothing (fixture);

  g_assert_true (desk_edit_resolve (edit, chosen));
  g_assert_cmpuint (desk_outbox_get_n_stuck (edits_outbox (fixture)), ==, 0);
  g_assert_false (desk_edit_resolve (edit, chosen));
  edits_answer_contact (fixture, "7", "a=4;b=2");
  edits_answer (fixture, "setContact", "\"info\":{\"a\":\"5\",\"b\":\"9\"}", "true");
  edits_answer_contact (fixture, "7", "a=5;b=9");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

static void
test_refused (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (PalContactInfo) other = edits_parse ("a=4");
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1", "a=3");
  edits_answer_contact (fixture, "7", "a=1");
  edits_refuse (fixture, "setContact", "Read-only phonebook");
  edits_assert_state (edit, DESK_EDIT_STATE_REFUSED);
  g_assert_cmpstr (desk_edit_get_reason (edit), ==, "Read-only phonebook");
  edits_pass (fixture, 10 * MINUTE);
  edits_expect_nothing (fixture);
  desk_edit_retry (edit);
  edits_answer_contact (fixture, "7", "a=1");
  edits_refuse (fixture, "setContact", "Read-only phonebook");
  g_assert_true (desk_edit_resolve (edit, other));
  edits_answer_contact (fixture, "7", "a=1");
  edits_answer (fixture, "setContact", "\"info\":{\"a\":\"4\"}", "true");
  edits_answer_contact (fixture, "7", "a=4");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

static void
test_not_kept (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1;b=2", "a=3;b=2");
  edits_answer_contact (fixture, "7", "a=1;b=2");
  edits_answer (fixture, "setContact", NULL, "true");
  edits_answer_contact (fixture, "7", "a=1;b=2");
  edits_assert_state (edit, DESK_EDIT_STATE_REFUSED);
  g_assert_nonnull (desk_edit_get_reason (edit));
  desk_edit_cancel (edit);
  g_assert_cmpuint (edits_count (fixture), ==, 0);

  edit = edits_change (fixture, "a=1;b=2", "a=123;b=2");
  edits_answer_contact (fixture, "7", "a=1;b=2");
  edits_answer (fixture, "setContact", NULL, "true");
  edits_answer_contact (fixture, "7", "a=12;b=2"); /* cut short */
  edits_assert_state (edit, DESK_EDIT_STATE_CONFLICT);
}

/* A PBX that adds what it is sent to what it has: a field is made blank instead. */
static void
test_removed_field (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1;b=2", "a=1");
  edits_answer_contact (fixture, "7", "a=1;b=2");
  edits_answer (fixture, "setContact", "\"info\":{\"a\":\"1\"}", "true");
  edits_answer_contact (fixture, "7", "a=1;b=2");
  edits_answer (fixture, "setContact", "\"info\":{\"a\":\"1\",\"b\":\"\"}", "true");
  edits_answer_contact (fixture, "7", "a=1;b=");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

/* What was sent without an answer is looked for, and sent again only when it can no longer be on its way. */
static void
test_lost (SessionFixture *fixture, gconstpointer data)
{
  gboolean has_arrived = data != NULL;
  DeskEdit *edit;
  g_autofree char *sent = NULL;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1", "a=3");
  edits_answer_contact (fixture, "7", "a=1");
  sent = pbx_expect (fixture, "setContact", NULL);
  edits_lose_line (fixture);
  edits_assert_state (edit, DESK_EDIT_STATE_SENT);
  edits_come_back (fixture);
  edits_pass (fixture, 2 * SECOND);
  edits_answer_contact (fixture, "7", has_arrived ? "a=3" : "a=1");
  if (!has_arrived)
    {
      edits_assert_state (edit, DESK_EDIT_STATE_SENT);
      g_assert_nonnull (desk_edit_get_reason (edit));
      edits_expect_nothing (fixture);
      edits_pass (fixture, DESK_OUTBOX_PATIENCE);
      edits_answer_contact (fixture, "7", "a=1");
      edits_answer (fixture, "setContact", NULL, "true");
      edits_answer_contact (fixture, "7", "a=3");
    }
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
  edits_expect_nothing (fixture);
}

static void
test_gone (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (PalContactInfo) again = edits_parse ("$firstname=Ann");
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "$firstname=An", "$firstname=Ann");
  edits_refuse (fixture, "getContact", "Contact not found: 7");
  edits_answer (fixture, "getContactList", "Friends", LISTED ("8"));
  edits_assert_state (edit, DESK_EDIT_STATE_CONFLICT);
  g_assert_null (desk_edit_get_theirs (edit));
  g_assert_true (desk_edit_resolve (edit, again));
  g_assert_cmpint (desk_edit_get_kind (edit), ==, DESK_EDIT_KIND_CREATE);
  edits_answer (fixture, "getContactList", "Ann", "[]");
  edits_answer (fixture, "setContact", NULL, DONE ("9"));
  edits_answer_contact (fixture, "9", "$firstname=Ann");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
  g_assert_cmpstr (fixture->told->str, ==, "9 ");
}

/* It is there, but cannot be read: that may pass, but not for ever. */
static void
test_unreadable (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1", "a=3");
  for (guint i = 0; i < 6; i++)
    {
      edits_refuse (fixture, "getContact", "Database busy");
      edits_answer (fixture, "getContactList", "Friends", LISTED ("7"));
      edits_pass (fixture, (gint64) SECOND << i);
    }
  edits_assert_state (edit, DESK_EDIT_STATE_REFUSED);
  g_assert_cmpstr (desk_edit_get_reason (edit), ==, "Database busy");
}

/* An answer about something else says nothing of the contact. */
static void
test_garbage (SessionFixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "null", "[]", "{}", "\"OK\"", "{\"aid\":8,\"info\":{}}" };
  DeskEdit *edit;

  G_STATIC_ASSERT (G_N_ELEMENTS (wrong) == 5); /* one more, and it is given up */

  edits_start (fixture);
  edit = edits_change (fixture, "a=1", "a=3");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      edits_answer (fixture, "getContact", NULL, wrong[i]);
      edits_assert_state (edit, DESK_EDIT_STATE_QUEUED);
      edits_pass (fixture, (gint64) SECOND << i);
    }
  g_assert_nonnull (desk_edit_get_reason (edit));
  edits_answer (fixture, "getContact", NULL, "{\"info\":{\"a\":\"3\"}}");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

/* --- order -------------------------------------------------------------------------- */

/* Two windows change the same contact; others do not wait for it. */
static void
test_one_at_a_time (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (PalContactInfo) none = edits_parse ("x=1"), some = edits_parse ("x=2");
  DeskEdit *first, *second;

  edits_start (fixture);
  first = edits_change (fixture, "a=1;b=2", "a=3;b=2");
  second = edits_change (fixture, "a=1;b=2", "a=1;b=4");
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("10%u", i);

      desk_outbox_change_from (edits_outbox (fixture), id, "Friends", FALSE, none, some);
    }
  g_assert_true (desk_outbox_find (edits_outbox (fixture), "7") == second);
  edits_answer_contact (fixture, "7", "a=1;b=2");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *other = pbx_expect (fixture, "getContact", "\"aid\":\"10"); /* never answered */
    }
  edits_answer (fixture, "setContact", "\"aid\":\"7\"", "true");
  edits_answer_contact (fixture, "7", "a=3;b=2");
  edits_assert_state (first, DESK_EDIT_STATE_CONFIRMED);
  edits_answer_contact (fixture, "103", "x=2");
  for (guint i = 4; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("10%u", i);

      edits_answer_contact (fixture, id, "x=2");
    }
  edits_answer_contact (fixture, "7", "a=3;b=2");
  edits_answer (fixture, "setContact", "\"info\":{\"a\":\"3\",\"b\":\"4\"}", "true");
  edits_answer_contact (fixture, "7", "a=3;b=4");
  edits_assert_state (second, DESK_EDIT_STATE_CONFIRMED);
}

/* --- new contacts and deletions --------------------------------------------------------- */

static void
test_create_lost (SessionFixture *fixture, gconstpointer data)
{
  gboolean has_arrived = data != NULL;
  DeskEdit *edit;
  g_autofree char *sent = NULL;

  edits_start (fixture);
  edit = edits_create (fixture, "$firstname=Ann;$lastname=Lee-Moor");
  edits_answer (fixture, "getContactList", "Lee-Moor", LISTED ("5"));
  sent = pbx_expect (fixture, "setContact", "\"display_name\":\"Ann Lee-Moor\"");
  edits_lose_line (fixture);
  edits_come_back (fixture);
  edits_pass (fixture, 2 * SECOND);
  edits_answer (fixture, "getContactList", "Lee-Moor", "[{\"aid\":5},{\"aid\":\"6\"},{\"aid\":8}]");
  edits_answer_contact (fixture, "8", has_arrived ? "$firstname=Ann;$lastname=Lee-Moor"
                                                 : "$firstname=Bob;$lastname=Lee-Moor");
  if (!has_arrived)
    {
      edits_answer_contact (fixture, "6", "$firstname=Cid;$lastname=Lee-Moor");
      edits_expect_nothing (fixture);
      edits_pass (fixture, DESK_OUTBOX_PATIENCE);
      edits_answer (fixture, "getContactList", "Lee-Moor", LISTED ("5"));
      edits_answer (fixture, "getContactList", "{\"phonebook\":\"Friends\",\"limit\":1000}",
                    "[{\"aid\":1,\"display_name\":\"Bob\"}]");
      edits_answer (fixture, "setContact", NULL, DONE ("8"));
      edits_answer_contact (fixture, "8", "$firstname=Ann;$lastname=Lee-Moor");
    }
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
  g_assert_cmpstr (desk_edit_get_contact_id (edit), ==, "8");
  edits_expect_nothing (fixture);
}

/* The search does not find it, and a colleague has made one of that name. */
static void
test_create_hidden (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;
  g_autofree char *sent = NULL;

  edits_start (fixture);
  edit = edits_create (fixture, "$firstname=Ann;note=x");
  edits_answer (fixture, "getContactList", "Ann", "[]");
  sent = pbx_expect (fixture, "setContact", NULL);
  edits_lose_line (fixture);
  edits_come_back (fixture);
  edits_pass (fixture, 2 * SECOND);
  edits_answer (fixture, "getContactList", "Ann", "[]");
  edits_pass (fixture, DESK_OUTBOX_PATIENCE);
  edits_answer (fixture, "getContactList", "Ann", "[]");
  edits_answer (fixture, "getContactList", NULL,
                "[{\"aid\":3,\"display_name\":\"Ann\"},{\"aid\":4,\"display_name\":\"Bob\"},"
                "{\"aid\":5,\"display_name\":\"Ann\"}]");
  edits_answer_contact (fixture, "5", "$firstname=Ann;note=y");
  edits_answer_contact (fixture, "3", "$firstname=Ann;note=x");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
  g_assert_cmpstr (desk_edit_get_contact_id (edit), ==, "3");
  edits_expect_nothing (fixture);
}

/* Old PBXs do not tell the id, and what is the same is made one after the other. */
static void
test_twins (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *first, *second;

  edits_start (fixture);
  first = edits_create (fixture, "$firstname=Ann");
  second = edits_create (fixture, "$firstname=Ann");
  edits_answer (fixture, "getContactList", "Ann", "[]");
  edits_answer (fixture, "setContact", NULL, "true");
  edits_answer (fixture, "getContactList", "Ann", LISTED ("8"));
  edits_answer_contact (fixture, "8", "$firstname=Ann");
  edits_assert_state (first, DESK_EDIT_STATE_CONFIRMED);
  edits_answer (fixture, "getContactList", "Ann", LISTED ("8"));
  edits_answer (fixture, "setContact", NULL, "true");
  edits_answer (fixture, "getContactList", "Ann", "[{\"aid\":8},{\"aid\":9}]");
  edits_answer_contact (fixture, "9", "$firstname=Ann");
  edits_assert_state (second, DESK_EDIT_STATE_CONFIRMED);
  g_assert_cmpstr (fixture->told->str, ==, "8 9 ");
}

/* A new one of that name is not as it was sent: the person sees both. */
static void
test_create_altered (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_create (fixture, "$firstname=Ann;note=long text");
  edits_answer (fixture, "getContactList", "Ann", "[]");
  edits_answer (fixture, "setContact", NULL, DONE ("8"));
  edits_answer_contact (fixture, "8", "$firstname=Ann;note=long");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFLICT);
  g_assert_nonnull (desk_edit_get_theirs (edit));
  g_assert_true (desk_outbox_find (edits_outbox (fixture), "8") == edit);
  desk_edit_retry (edit); /* that is another */
  edits_answer (fixture, "getContactList", "Ann", LISTED ("8"));
  edits_answer (fixture, "setContact", NULL, DONE ("9"));
  edits_answer_contact (fixture, "9", "$firstname=Ann;note=long text");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

static void
test_delete (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;
  g_autofree char *sent = NULL;

  edits_start (fixture);
  edit = edits_delete (fixture, "a=1");
  edits_answer_contact (fixture, "7", "a=2");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFLICT);
  g_assert_true (desk_edit_resolve (edit, NULL));
  edits_answer_contact (fixture, "7", "a=2");
  sent = pbx_expect (fixture, "deleteContact", "\"7\"");
  edits_lose_line (fixture);
  edits_come_back (fixture);
  edits_pass (fixture, 2 * SECOND);
  edits_refuse (fixture, "getContact", "?");
  edits_answer (fixture, "getContactList", NULL, "[]");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);

  edit = edits_delete (fixture, "a=1");
  edits_answer_contact (fixture, "7", "a=1");
  edits_answer (fixture, "deleteContact", NULL, "{\"succeeded\":[],\"failed\":[\"7\"]}");
  edits_answer_contact (fixture, "7", "a=1");
  edits_assert_state (edit, DESK_EDIT_STATE_REFUSED);
  desk_edit_retry (edit);
  edits_answer_contact (fixture, "7", "a=1");
  edits_answer (fixture, "deleteContact", NULL, "{\"succeeded\":[7],\"failed\":[]}");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

/* --- giving up -------------------------------------------------------------------------- */

static void
test_cancel (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskEdit) edit = NULL;
  g_autofree char *read = NULL;

  edits_start (fixture);
  edit = g_object_ref (edits_change (fixture, "a=1", "a=3"));
  read = pbx_expect (fixture, "getContact", NULL);
  desk_edit_cancel (edit);
  desk_edit_cancel (edit);
  g_assert_false (desk_edit_is_pending (edit));
  g_assert_cmpuint (edits_count (fixture), ==, 0);
  g_assert_null (desk_outbox_find (edits_outbox (fixture), "7"));
  edits_lose_line (fixture);
  edits_come_back (fixture);
  edits_pass (fixture, MINUTE);
  edits_expect_nothing (fixture);
}

static void
test_undo_change (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_change (fixture, "a=1;b=2", "a=3;b=2");
  edits_answer_contact (fixture, "7", "a=1;b=2");
  desk_edit_cancel (edit);
  g_assert_true (desk_edit_get_is_undoing (edit));
  edits_assert_state (edit, DESK_EDIT_STATE_SENT);
  edits_answer (fixture, "setContact", NULL, "true");
  edits_answer_contact (fixture, "7", "a=3;b=5");
  edits_assert_state (edit, DESK_EDIT_STATE_QUEUED);
  edits_answer_contact (fixture, "7", "a=3;b=5");
  edits_answer (fixture, "setContact", "\"info\":{\"a\":\"1\",\"b\":\"5\"}", "true");
  edits_answer_contact (fixture, "7", "a=1;b=5");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

static void
test_undo_create (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_create (fixture, "$firstname=Ann");
  edits_answer (fixture, "getContactList", "Ann", "[]");
  desk_edit_cancel (edit);
  edits_answer (fixture, "setContact", NULL, DONE ("8"));
  edits_answer_contact (fixture, "8", "$firstname=Ann");
  g_assert_cmpint (desk_edit_get_kind (edit), ==, DESK_EDIT_KIND_DELETE);
  edits_answer_contact (fixture, "8", "$firstname=Ann");
  edits_answer (fixture, "deleteContact", "\"8\"", "{\"succeeded\":[\"8\"],\"failed\":[]}");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

/* It never arrived: nothing is left of it. */
static void
test_undo_lost (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskEdit) edit = NULL;
  g_autofree char *sent = NULL;

  edits_start (fixture);
  edit = g_object_ref (edits_create (fixture, "$firstname=Ann"));
  edits_answer (fixture, "getContactList", "Ann", "[]");
  sent = pbx_expect (fixture, "setContact", NULL);
  edits_lose_line (fixture);
  desk_edit_cancel (edit);
  edits_come_back (fixture);
  edits_pass (fixture, 2 * SECOND);
  edits_answer (fixture, "getContactList", "Ann", "[]");
  g_assert_cmpuint (edits_count (fixture), ==, 1);
  edits_pass (fixture, DESK_OUTBOX_PATIENCE);
  edits_answer (fixture, "getContactList", "Ann", "[]");
  edits_answer (fixture, "getContactList", NULL, "[]");
  g_assert_cmpuint (edits_count (fixture), ==, 0);
  edits_expect_nothing (fixture);
}

static void
test_undo_delete (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  edit = edits_delete (fixture, "$firstname=Ann");
  edits_answer_contact (fixture, "7", "$firstname=Ann");
  desk_edit_cancel (edit);
  edits_answer (fixture, "deleteContact", NULL, "{\"succeeded\":[7],\"failed\":[]}");
  g_assert_cmpint (desk_edit_get_kind (edit), ==, DESK_EDIT_KIND_CREATE);
  edits_answer (fixture, "getContactList", "Ann", "[]");
  edits_answer (fixture, "setContact", NULL, DONE ("9"));
  edits_answer_contact (fixture, "9", "$firstname=Ann");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

/* --- on disk ----------------------------------------------------------------------------- */

/* What the copy of the contacts asks for is not looked at here. */
static void
stop_mirror (SessionFixture *fixture)
{
  desk_mirror_set_is_enabled (desk_session_get_mirror (fixture->session), FALSE);
}

static void
set_up_disk (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;

  fixture->database = store_database_new (":memory:");
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  session_fixture_set_up (fixture, NULL);
  stop_mirror (fixture);
}

static void
begin_again (SessionFixture *fixture)
{
  session_fixture_close (fixture);
  session_fixture_open (fixture);
  stop_mirror (fixture);
}

/* The program ends, and begins again offline: everything is there, and only then is asked for. */
static void
test_kept (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;
  g_autoptr (DeskEdit) again = NULL, waiting = NULL;
  g_autofree char *sent = NULL;

  edits_start (fixture);
  edit = edits_create (fixture, "$firstname=Ann;note=x");
  g_assert_cmpint (desk_edit_get_state (edit), <=, DESK_EDIT_STATE_QUEUED);
  test_wait_for (desk_edit_get_state (edit) == DESK_EDIT_STATE_QUEUED);
  edits_answer (fixture, "getContactList", "Ann", LISTED ("5"));
  test_wait_for (desk_edit_get_state (edit) == DESK_EDIT_STATE_SENT);
  sent = pbx_expect (fixture, "setContact", NULL);
  edit = edits_change (fixture, "a=1", "a=2");
  test_wait_for (desk_edit_get_state (edit) == DESK_EDIT_STATE_QUEUED);
  begin_again (fixture);

  test_wait_for (edits_count (fixture) == 2);
  again = g_list_model_get_item (G_LIST_MODEL (edits_outbox (fixture)), 0);
  waiting = g_list_model_get_item (G_LIST_MODEL (edits_outbox (fixture)), 1);
  edits_assert_state (again, DESK_EDIT_STATE_SENT);
  edits_assert_state (waiting, DESK_EDIT_STATE_QUEUED);
  g_assert_true (desk_outbox_find (edits_outbox (fixture), "7") == waiting);
  g_assert_cmpstr (pal_contact_info_get (desk_edit_get_mine (again), "note"), ==, "x");
  edits_start (fixture);
  edits_answer_contact (fixture, "7", "a=2");
  edits_answer (fixture, "getContactList", "Ann", "[{\"aid\":5},{\"aid\":6}]");
  edits_answer_contact (fixture, "6", "$firstname=Ann;note=x");
  edits_assert_state (again, DESK_EDIT_STATE_CONFIRMED);
  edits_assert_state (waiting, DESK_EDIT_STATE_CONFIRMED);
  begin_again (fixture);
  test_wait_for (edits_outbox (fixture)->is_loaded);
  g_assert_cmpuint (edits_count (fixture), ==, 0);
}

static void
test_no_disk (SessionFixture *fixture, gconstpointer data)
{
  DeskEdit *edit;

  edits_start (fixture);
  test_wait_for (edits_outbox (fixture)->is_loaded);
  store_database_close (fixture->database);
  edit = edits_change (fixture, "a=1", "a=2");
  test_wait_for (desk_edit_get_reason (edit) != NULL);
  edits_assert_state (edit, DESK_EDIT_STATE_SAVING);
  edits_expect_nothing (fixture);
  store_database_open (fixture->database, NULL);
  edits_pass (fixture, 11 * SECOND);
  test_wait_for (desk_edit_get_state (edit) == DESK_EDIT_STATE_QUEUED);
  edits_answer_contact (fixture, "7", "a=2");
  edits_assert_state (edit, DESK_EDIT_STATE_CONFIRMED);
}

#define ADD(name, func, data) \
  g_test_add ("/model/outbox/" name, SessionFixture, data, set_up, func, session_fixture_tear_down)

static void
set_up (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_set_up (fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("change", test_change, NULL);
  ADD ("change-is-there", test_change_is_there, NULL);
  ADD ("conflict", test_conflict, NULL);
  ADD ("refused", test_refused, NULL);
  ADD ("not-kept", test_not_kept, NULL);
  ADD ("removed-field", test_removed_field, NULL);
  ADD ("lost/arrived", test_lost, "");
  ADD ("lost/gone", test_lost, NULL);
  ADD ("gone", test_gone, NULL);
  ADD ("unreadable", test_unreadable, NULL);
  ADD ("garbage", test_garbage, NULL);
  ADD ("one-at-a-time", test_one_at_a_time, NULL);
  ADD ("create-lost/arrived", test_create_lost, "");
  ADD ("create-lost/gone", test_create_lost, NULL);
  ADD ("create-hidden", test_create_hidden, NULL);
  ADD ("twins", test_twins, NULL);
  ADD ("create-altered", test_create_altered, NULL);
  ADD ("delete", test_delete, NULL);
  ADD ("cancel", test_cancel, NULL);
  ADD ("undo/change", test_undo_change, NULL);
  ADD ("undo/create", test_undo_create, NULL);
  ADD ("undo/lost", test_undo_lost, NULL);
  ADD ("undo/delete", test_undo_delete, NULL);
  g_test_add ("/model/outbox/kept", SessionFixture, NULL, set_up_disk, test_kept, session_fixture_tear_down);
  g_test_add ("/model/outbox/no-disk", SessionFixture, NULL, set_up_disk, test_no_disk,
              session_fixture_tear_down);
  return g_test_run ();
}
