/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are made, deleted, and written: nothing a person wrote is lost. */
#include "config.h"

#include "tests/lib/naughty.h"
#include "tests/model/notes-pbx.h"

/* --- new ones, and away with them --------------------------------------------------------------- */

static void
create (SessionFixture *fixture, const char *name, GAsyncResult **result)
{
  desk_notes_create_async (notes_pbx_get (fixture), name, "Who is on", DESK_NOTE_ACCESS_READ,
                           test_store_result_cb, result);
  test_settle ();
}

static void
check_creation (SessionFixture *fixture, GAsyncResult **result, int code)
{
  g_autoptr (GError) error = NULL;
  DeskNote *note;

  test_wait_for (*result != NULL);
  note = desk_notes_create_finish (notes_pbx_get (fixture), *result, &error);
  g_clear_object (result);
  if (code < 0)
    {
      g_assert_no_error (error);
      g_assert_true (note == notes_pbx_get_rota (fixture));
    }
  else
    g_assert_error (error, DESK_NOTES_ERROR, code);
}

static void
start_empty (SessionFixture *fixture)
{
  session_fixture_start (fixture);
  desk_notes_reload (notes_pbx_get (fixture));
  pbx_answer (fixture, "getNoteNames", NULL, "[\"Hours\"]");
  test_settle ();
}

static void
test_create (SessionFixture *fixture, gconstpointer user)
{
  GAsyncResult *result = NULL;

  start_empty (fixture);
  create (fixture, "  \n ", &result);
  check_creation (fixture, &result, DESK_NOTES_ERROR_NAME);
  create (fixture, "a\nb", &result);
  check_creation (fixture, &result, DESK_NOTES_ERROR_NAME);
  create (fixture, "Hours", &result);
  check_creation (fixture, &result, DESK_NOTES_ERROR_EXISTS);

  create (fixture, "Rota", &result); /* one that was made since the list was read */
  notes_pbx_answer (fixture, "theirs", 2);
  check_creation (fixture, &result, DESK_NOTES_ERROR_EXISTS);
  notes_pbx_check_nothing_sent (fixture);
  notes_pbx_check_names (fixture, "Hours");

  create (fixture, "Rota", &result); /* one that I may not see */
  notes_pbx_refuse (fixture, "getNote", "No permission.");
  check_creation (fixture, &result, DESK_NOTES_ERROR_FAILED);
  notes_pbx_check_names (fixture, "Hours");

  create (fixture, " Rota ", &result);
  notes_pbx_refuse (fixture, "getNote", GONE);
  pbx_answer (fixture, "setNote", "\"useraccess\":1,\"note\":\"\"", "\"OK\"");
  notes_pbx_answer (fixture, "", 1);
  check_creation (fixture, &result, -1);
  notes_pbx_check_names (fixture, "Hours Rota");
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "", FALSE);
}

static void
test_create_refused (SessionFixture *fixture, gconstpointer user)
{
  GAsyncResult *result = NULL;

  start_empty (fixture);
  create (fixture, "Rota", &result);
  notes_pbx_refuse (fixture, "getNote", GONE);
  notes_pbx_refuse (fixture, "setNote", "No permission.");
  check_creation (fixture, &result, DESK_NOTES_ERROR_FAILED);
  notes_pbx_check_names (fixture, "Hours");
  g_assert_cmpuint (desk_notes_get_n_drafts (notes_pbx_get (fixture)), ==, 0);
}

static void
test_create_lost (SessionFixture *fixture, gconstpointer user)
{
  GAsyncResult *result = NULL;

  start_empty (fixture);
  create (fixture, "Rota", &result);
  notes_pbx_refuse (fixture, "getNote", GONE);
  g_free (pbx_expect (fixture, "setNote", NULL));
  notes_pbx_lose_line (fixture);
  check_creation (fixture, &result, DESK_NOTES_ERROR_FAILED);
  notes_pbx_check_names (fixture, "Hours Rota*");
  notes_pbx_come_back (fixture);
  notes_pbx_answer (fixture, "", 1);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "", FALSE);
}

static void
check_deletion (SessionFixture *fixture, GAsyncResult **result, int code)
{
  g_autoptr (GError) error = NULL;

  test_wait_for (*result != NULL);
  g_assert_cmpint (desk_notes_delete_finish (notes_pbx_get (fixture), *result, &error), ==, code < 0);
  g_clear_object (result);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, DESK_NOTES_ERROR, code);
}

static void
test_delete (SessionFixture *fixture, gconstpointer user)
{
  GAsyncResult *result = NULL;

  notes_pbx_start (fixture, "a\n", 2);
  desk_notes_delete_async (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), test_store_result_cb,
                           &result);
  notes_pbx_answer (fixture, "theirs\n", 2);
  check_deletion (fixture, &result, DESK_NOTES_ERROR_CHANGED);
  g_assert_null (pbx_take (fixture, "deleteNote"));
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "theirs\n", FALSE);

  desk_notes_delete_async (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), test_store_result_cb,
                           &result);
  notes_pbx_answer (fixture, "theirs\n", 2);
  notes_pbx_refuse (fixture, "deleteNote", "No permission.");
  check_deletion (fixture, &result, DESK_NOTES_ERROR_FAILED);

  desk_notes_delete_async (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), test_store_result_cb,
                           &result);
  notes_pbx_answer (fixture, "theirs\n", 2);
  pbx_answer (fixture, "deleteNote", NULL, "true");
  notes_pbx_answer (fixture, "theirs\n", 2);
  check_deletion (fixture, &result, DESK_NOTES_ERROR_FAILED);

  desk_note_set_text (notes_pbx_get_rota (fixture), "mine");
  desk_notes_delete_async (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), test_store_result_cb,
                           &result);
  notes_pbx_answer (fixture, "theirs\n", 2);
  pbx_answer (fixture, "deleteNote", "\"name\":\"Rota\"", "true");
  notes_pbx_refuse (fixture, "getNote", GONE);
  check_deletion (fixture, &result, -1);
  notes_pbx_check_names (fixture, "Hours");
  g_assert_cmpuint (desk_notes_get_n_drafts (notes_pbx_get (fixture)), ==, 0);
}

/* --- drafts ---------------------------------------------------------------------------------------- */

/* The program is started again beside this one, on the same database. */
static DeskSession *
start_again (SessionFixture *fixture)
{
  DeskSession *other = desk_session_new (fixture->account, fixture->database, fixture->clock, NULL);
  GAsyncResult *result = NULL;

  /* What is asked of the store after the drafts is answered after them. */
  store_table_load_async (&store_drafts, fixture->database, "none", NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_object_unref (result);
  test_settle ();
  return other;
}

static void
check_draft (SessionFixture *fixture, const char *text)
{
  g_autoptr (DeskSession) other = start_again (fixture);
  DeskNotes *notes = desk_session_get_notes (other);
  DeskNote *note = desk_notes_find (notes, "Rota");

  g_assert_cmpuint (desk_notes_get_n_drafts (notes), ==, text != NULL);
  if (text != NULL)
    {
      g_assert_cmpstr (desk_note_get_text (note), ==, text);
      g_assert_true (desk_note_get_is_restored (note));
      g_assert_cmpint (desk_note_get_written_at (note), >, 0);
    }
  else
    g_assert_null (note);
}

static void
test_draft (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\nb\nc\n", 2);
  desk_note_set_text (notes_pbx_get_rota (fixture), "a\nb\nc1\n");
  g_assert_false (desk_note_get_is_restored (notes_pbx_get_rota (fixture)));
  session_fixture_advance (fixture, SECOND / 4);
  desk_note_set_text (notes_pbx_get_rota (fixture), "a\nb\nc12\n"); /* who types on and on waits no longer */
  session_fixture_advance (fixture, SECOND / 4);
  check_draft (fixture, "a\nb\nc12\n");
  desk_note_set_text (notes_pbx_get_rota (fixture), "a\nb\nc123\n");
  session_fixture_advance (fixture, SECOND);
  check_draft (fixture, "a\nb\nc123\n");
  desk_note_revert (notes_pbx_get_rota (fixture));
  session_fixture_advance (fixture, SECOND);
  check_draft (fixture, NULL);

  desk_note_set_text (notes_pbx_get_rota (fixture), "a\nb\nmine\n");
  session_fixture_advance (fixture, SECOND);
  desk_notes_save (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_answer (fixture, "a\nb\nc\n", 2);
  pbx_answer (fixture, "setNote", NULL, "\"OK\"");
  check_draft (fixture, "a\nb\nmine\n"); /* until it is seen on the PBX */
  notes_pbx_answer (fixture, "a\nb\nmine\n", 2);
  session_fixture_advance (fixture, SECOND);
  check_draft (fixture, NULL);
}

/* After a start the draft still knows what it was written upon. */
static void
test_draft_conflict (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (DeskPassages) passages = NULL;
  g_autofree char *merged = NULL;

  notes_pbx_start (fixture, "a\nb\nc\n", 2);
  desk_note_set_text (notes_pbx_get_rota (fixture), "a\nb\nmine\n");
  session_fixture_advance (fixture, SECOND);
  g_clear_object (&fixture->session); /* as a new program does */
  fixture->session = start_again (fixture);
  g_assert_cmpstr (desk_note_get_text (notes_pbx_get_rota (fixture)), ==, "a\nb\nmine\n");
  {
    DeskNoteVersion theirs = { .text = (char *)"theirs\nb\nc\n",
                               .description = (char *)"Who is on",
                               .access = DESK_NOTE_ACCESS_WRITE };

    desk_note_take_server (notes_pbx_get_rota (fixture), &theirs);
  }
  g_assert_true (desk_note_get_is_behind (notes_pbx_get_rota (fixture)));
  passages = desk_notes_merge (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), NULL);
  merged = desk_passages_dup_text (passages, DESK_SIDE_MINE, NULL);
  g_assert_cmpstr (merged, ==, "theirs\nb\nmine\n");
}

/* --- texts -------------------------------------------------------------------------------------------- */

static void
test_ends (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\r\nb\r\n", 2);
  desk_note_set_text (notes_pbx_get_rota (fixture), "a\nb\n"); /* a widget made them so */
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "a\r\nb\r\n", FALSE);
  notes_pbx_begin_save (fixture, "a\nb\nc\n");
  notes_pbx_answer (fixture, "a\r\nb\r\n", 2);
  pbx_answer (fixture, "setNote", "\"a\\r\\nb\\r\\nc\\r\\n\"", "\"OK\"");
  notes_pbx_answer (fixture, "a\nb\nc\n", 2); /* this PBX has its own idea of them */
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "a\nb\nc\n", FALSE);
}

static void
test_naughty (SessionFixture *fixture, gconstpointer user)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);

  notes_pbx_start (fixture, "", 2);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u %s", i, texts[i]), *json = naughty_dup_json (text);
      g_autofree char *before = g_strdup (desk_note_get_server_text (notes_pbx_get_rota (fixture)));

      notes_pbx_begin_save (fixture, text);
      notes_pbx_answer (fixture, before, 2);
      pbx_answer (fixture, "setNote", NULL, "\"OK\"");
      notes_pbx_answer (fixture, text, 2);
      notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, text, FALSE);
    }
}

static void
test_large (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *before = NULL;

  while (text->len < 1024 * 1024)
    g_string_append_printf (text, "Line %zu: 当番\n", text->len);
  before = g_strdup (text->str);
  notes_pbx_start (fixture, before, 2);
  g_string_append (text, "mine\n");
  notes_pbx_begin_save (fixture, text->str);
  notes_pbx_answer (fixture, before, 2);
  pbx_answer (fixture, "setNote", NULL, "\"OK\"");
  notes_pbx_answer (fixture, text->str, 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, text->str, FALSE);
}

/* --- sa ---------------------------------------------------------------------------- */

static void
test_system (SessionFixture *fixture, gconstpointer user)
{
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  pbx_log_in (fixture);
  pbx_answer (fixture, "ping", NULL, "true");
  session_fixture_advance (fixture, SECOND);
  g_assert_cmpint (desk_session_get_role (fixture->session), ==, PAL_ROLE_SYSTEM);
  g_assert_true (desk_notes_get_asks_tenant (notes_pbx_get (fixture)));
  desk_notes_reload (notes_pbx_get (fixture));
  test_settle ();
  g_assert_null (pbx_take (fixture, "getNoteNames"));
  desk_notes_set_tenant (notes_pbx_get (fixture), "east");
  test_settle ();
  pbx_answer (fixture, "getNoteNames", "\"tenant\":\"east\"", "[\"Rota\"]");
  test_settle ();
  desk_notes_open (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  test_settle ();
  pbx_answer (fixture, "getNote", "\"tenant\":\"east\"",
              "{\"useraccess\":\"0\",\"name\":\"Rota\",\"note\":\"x\"}");
  test_settle ();
  g_assert_true (desk_note_can_edit (notes_pbx_get_rota (fixture), NULL));
  desk_note_set_text (notes_pbx_get_rota (fixture), "mine");
  desk_notes_set_tenant (notes_pbx_get (fixture), "west");
  notes_pbx_check_names (fixture, "");
  g_assert_cmpuint (desk_notes_get_n_drafts (notes_pbx_get (fixture)), ==, 1);
  desk_notes_set_tenant (notes_pbx_get (fixture), "east");
  notes_pbx_check_names (fixture, "Rota*");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (SessionFixture *fixture, gconstpointer user);
    const char *user;
  } tests[] = {
    { "create", test_create, NULL },
    { "create refused", test_create_refused, NULL },
    { "create lost", test_create_lost, NULL },
    { "delete", test_delete, NULL },
    { "draft", test_draft, NULL },
    { "draft conflict", test_draft_conflict, NULL },
    { "ends", test_ends, NULL },
    { "naughty", test_naughty, NULL },
    { "large", test_large, NULL },
    { "system", test_system, "sa" },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/model/note-drafts/", tests[i].path, NULL);

      g_test_add (path, SessionFixture, tests[i].user, notes_pbx_set_up, tests[i].run,
                  session_fixture_tear_down);
    }
  return g_test_run ();
}
