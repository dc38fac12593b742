/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes: what is sent when, and what is never overwritten unseen. */
#include "config.h"

#include "tests/lib/test-mirror.h"
#include "tests/model/notes-pbx.h"

/* --- the list ------------------------------------------------------------------------- */

static void
test_list (SessionFixture *fixture, gconstpointer user)
{
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (notes_pbx_get (fixture)));

  session_fixture_start (fixture);
  g_assert_null (pbx_take (fixture, "getNoteNames")); /* nobody has looked */
  desk_notes_reload (notes_pbx_get (fixture));
  g_assert_cmpint (desk_notes_get_state (notes_pbx_get (fixture)), ==, DESK_LOADING_WAITING);
  pbx_answer (fixture, "getNoteNames", NULL, "[\"b\",\"a\",\"b\",\"\",\"c\"]");
  test_settle ();
  g_assert_cmpint (desk_notes_get_state (notes_pbx_get (fixture)), ==, DESK_LOADING_READY);
  notes_pbx_check_names (fixture, "a b c");
  test_mirror_check (mirror);
  test_mirror_take_changes (mirror);
  desk_notes_reload (notes_pbx_get (fixture));
  pbx_answer (fixture, "getNoteNames", NULL, "[\"a\",\"b\",\"c\"]");
  test_settle ();
  g_assert_cmpuint (test_mirror_take_changes (mirror), ==, 0);
  desk_notes_reload (notes_pbx_get (fixture));
  pbx_answer (fixture, "getNoteNames", NULL, "[\"a\",\"aa\",\"c\"]");
  test_settle ();
  notes_pbx_check_names (fixture, "a aa c");
  g_assert_cmpuint (test_mirror_take_changes (mirror), ==, 1);
  test_mirror_check (mirror);
  desk_notes_reload (notes_pbx_get (fixture));
  notes_pbx_refuse (fixture, "getNoteNames", "Out of order");
  g_assert_cmpint (desk_notes_get_state (notes_pbx_get (fixture)), ==, DESK_LOADING_FAILED);
  g_assert_cmpstr (desk_notes_get_reason (notes_pbx_get (fixture)), ==, "Out of order");
  notes_pbx_check_names (fixture, "a aa c");
  g_assert_false (desk_notes_get_is_stale (notes_pbx_get (fixture)));
  notes_pbx_lose_line (fixture);
  g_assert_true (desk_notes_get_is_stale (notes_pbx_get (fixture)));
  test_mirror_free (mirror);
}

static void
test_access (SessionFixture *fixture, gconstpointer user)
{
  g_autofree char *reason = NULL;

  notes_pbx_start (fixture, "text", 1);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "text", FALSE);
  g_assert_cmpint (desk_note_get_access (notes_pbx_get_rota (fixture)), ==, DESK_NOTE_ACCESS_READ);
  g_assert_cmpstr (desk_note_get_description (notes_pbx_get_rota (fixture)), ==, "Who is on");
  g_assert_false (desk_note_can_edit (notes_pbx_get_rota (fixture), &reason));
  g_assert_cmpstr (reason, ==, "Read only: administrators alone may change this note.");
  desk_note_set_role (notes_pbx_get_rota (fixture), PAL_ROLE_ADMIN);
  g_assert_true (desk_note_can_edit (notes_pbx_get_rota (fixture), NULL));
  desk_note_set_role (notes_pbx_get_rota (fixture), PAL_ROLE_USER);
  desk_notes_open (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_answer (fixture, "text", 2);
  g_assert_true (desk_note_can_edit (notes_pbx_get_rota (fixture), NULL));
  desk_notes_open (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_refuse (fixture, "getNote", "No permission.");
  g_assert_cmpint (desk_note_get_state (notes_pbx_get_rota (fixture)), ==, DESK_NOTE_STATE_REFUSED);
  g_assert_cmpstr (desk_note_get_reason (notes_pbx_get_rota (fixture)), ==, "No permission.");
  desk_notes_open (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_refuse (fixture, "getNote", GONE);
  g_assert_cmpint (desk_note_get_state (notes_pbx_get_rota (fixture)), ==, DESK_NOTE_STATE_GONE);
}

/* --- saving --------------------------------------------------------------------------- */

static void
test_save (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "Mon: Ann\n", 2);
  notes_pbx_begin_save (fixture, "Mon: Bo\n");
  notes_pbx_check_nothing_sent (fixture); /* before the look */
  notes_pbx_answer (fixture, "Mon: Ann\n", 2);
  pbx_answer (fixture, "setNote", "\"note\":\"Mon: Bo\\n\"", "\"OK\"");
  notes_pbx_check (fixture, DESK_NOTE_SAVING_RUNNING, "Mon: Bo\n", TRUE);
  notes_pbx_answer (fixture, "Mon: Bo\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "Mon: Bo\n", FALSE);
  g_assert_cmpuint (desk_notes_get_n_drafts (notes_pbx_get (fixture)), ==, 0);
}

static void
test_same_words (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "b\n");
  notes_pbx_answer (fixture, "b\n", 2); /* somebody wrote just that */
  notes_pbx_check_nothing_sent (fixture);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "b\n", FALSE);
  desk_note_set_text (notes_pbx_get_rota (fixture), "c\n");
  desk_note_set_text (notes_pbx_get_rota (fixture), "b\n"); /* and back */
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "b\n", FALSE);
}

static void
test_conflict (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (DeskPassages) passages = NULL;
  g_autofree char *merged = NULL;
  gboolean is_gone;

  notes_pbx_start (fixture, "a\nb\nc\n", 2);
  notes_pbx_begin_save (fixture, "a\nb\nmine\n");
  notes_pbx_answer (fixture, "theirs\nb\nc\n", 2);
  notes_pbx_check_nothing_sent (fixture);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_CONFLICT, "a\nb\nmine\n", TRUE);
  g_assert_true (desk_note_get_is_behind (notes_pbx_get_rota (fixture)));
  passages = desk_notes_merge (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), &is_gone);
  g_assert_false (is_gone);
  g_assert_cmpuint (desk_passages_count (passages, DESK_PASSAGE_CONFLICT), ==, 0);
  merged = desk_passages_dup_text (passages, DESK_SIDE_MINE, NULL);
  g_assert_cmpstr (merged, ==, "theirs\nb\nmine\n");
  desk_notes_resolve (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), merged);
  notes_pbx_answer (fixture, "third\nb\nc\n", 2); /* and again meanwhile */
  notes_pbx_check_nothing_sent (fixture);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_CONFLICT, "theirs\nb\nmine\n", TRUE);
  desk_notes_resolve (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), "third\nb\nmine\n");
  notes_pbx_answer (fixture, "third\nb\nc\n", 2);
  pbx_answer (fixture, "setNote", "third\\nb\\nmine", "\"OK\"");
  notes_pbx_answer (fixture, "third\nb\nmine\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "third\nb\nmine\n", FALSE);
}

/* Theirs was chosen: nothing is to be sent. */
static void
test_theirs (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "mine\n");
  notes_pbx_answer (fixture, "theirs\n", 2);
  desk_notes_resolve (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), "theirs\n");
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "theirs\n", FALSE);
  g_assert_null (pbx_take (fixture, "getNote"));
}

static void
test_deleted_meanwhile (SessionFixture *fixture, gconstpointer user)
{
  gboolean is_gone;
  g_autoptr (DeskPassages) passages = NULL;

  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "mine\n");
  notes_pbx_refuse (fixture, "getNote", GONE);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_CONFLICT, "mine\n", TRUE);
  passages = desk_notes_merge (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), &is_gone);
  g_assert_true (is_gone);
  desk_notes_resolve (notes_pbx_get (fixture), notes_pbx_get_rota (fixture), "mine\n");
  notes_pbx_refuse (fixture, "getNote", GONE);
  pbx_answer (fixture, "setNote", "\"useraccess\":2", "\"OK\"");
  notes_pbx_answer (fixture, "mine\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "mine\n", FALSE);
}

static void
test_refused (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "mine\n");
  notes_pbx_answer (fixture, "a\n", 2);
  notes_pbx_refuse (fixture, "setNote", "No permission.");
  notes_pbx_check (fixture, DESK_NOTE_SAVING_FAILED, "mine\n", TRUE);
  g_assert_cmpstr (desk_note_get_reason (notes_pbx_get_rota (fixture)), ==,
                   "The PBX refused: No permission.");
  g_assert_false (desk_note_can_edit (notes_pbx_get_rota (fixture), NULL));
  desk_note_revert (notes_pbx_get_rota (fixture));
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "a\n", FALSE);
}

static void
test_only_said (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "mine\n");
  notes_pbx_answer (fixture, "a\n", 2);
  pbx_answer (fixture, "setNote", NULL, "\"OK\"");
  notes_pbx_answer (fixture, "a\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_FAILED, "mine\n", TRUE);
  g_assert_cmpstr (desk_note_get_reason (notes_pbx_get_rota (fixture)), ==,
                   "The PBX said yes, but the note is as it was.");
}

/* What was typed while it was saved goes on. */
static void
test_typing_on (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "ab\n");
  notes_pbx_answer (fixture, "a\n", 2);
  desk_note_set_text (notes_pbx_get_rota (fixture), "abc\n");
  pbx_answer (fixture, "setNote", "\"ab\\n\"", "\"OK\"");
  notes_pbx_answer (fixture, "ab\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "abc\n", TRUE);
  g_assert_false (desk_note_get_is_behind (notes_pbx_get_rota (fixture)));
  desk_notes_save (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_answer (fixture, "ab\n", 2);
  pbx_answer (fixture, "setNote", "\"abc\\n\"", "\"OK\"");
  notes_pbx_answer (fixture, "abc\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "abc\n", FALSE);
}

static void
test_offline (SessionFixture *fixture, gconstpointer user)
{
  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_lose_line (fixture);
  desk_note_set_text (notes_pbx_get_rota (fixture), "mine\n");
  desk_notes_save (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_check (fixture, DESK_NOTE_SAVING_FAILED, "mine\n", TRUE);
  g_assert_cmpstr (desk_note_get_reason (notes_pbx_get_rota (fixture)), ==,
                   "There is no connection to the PBX. What you wrote is kept.");
  notes_pbx_come_back (fixture);
  notes_pbx_check_nothing_sent (fixture); /* by itself */
  desk_notes_save (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_answer (fixture, "a\n", 2);
  pbx_answer (fixture, "setNote", NULL, "\"OK\"");
  notes_pbx_answer (fixture, "mine\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "mine\n", FALSE);
}

/* --- answers that are lost ----------------------------------------------------------------- */

static void
lose_answer (SessionFixture *fixture)
{
  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "mine\n");
  notes_pbx_answer (fixture, "a\n", 2);
  g_free (pbx_expect (fixture, "setNote", NULL));
  notes_pbx_lose_line (fixture);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_UNCERTAIN, "mine\n", TRUE);
  desk_notes_save (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  desk_note_revert (notes_pbx_get_rota (fixture)); /* it may be on the PBX */
  notes_pbx_check (fixture, DESK_NOTE_SAVING_UNCERTAIN, "mine\n", TRUE);
  notes_pbx_come_back (fixture);
  notes_pbx_check_nothing_sent (fixture);
}

static void
test_lost_arrived (SessionFixture *fixture, gconstpointer user)
{
  lose_answer (fixture);
  notes_pbx_answer (fixture, "mine\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "mine\n", FALSE);
  notes_pbx_check_nothing_sent (fixture);
}

static void
test_lost_not_arrived (SessionFixture *fixture, gconstpointer user)
{
  lose_answer (fixture);
  notes_pbx_answer (fixture, "a\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_FAILED, "mine\n", TRUE);
  notes_pbx_check_nothing_sent (fixture);
  desk_notes_save (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  notes_pbx_answer (fixture, "a\n", 2);
  pbx_answer (fixture, "setNote", NULL, "\"OK\"");
  notes_pbx_answer (fixture, "mine\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "mine\n", FALSE);
}

static void
test_lost_and_changed (SessionFixture *fixture, gconstpointer user)
{
  lose_answer (fixture);
  notes_pbx_answer (fixture, "theirs\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_CONFLICT, "mine\n", TRUE);
  notes_pbx_check_nothing_sent (fixture);
}

/* No answer comes, though the line stands. */
static void
test_lost_in_time (SessionFixture *fixture, gconstpointer user)
{
  g_autofree char *sent = NULL;

  notes_pbx_start (fixture, "a\n", 2);
  notes_pbx_begin_save (fixture, "mine\n");
  notes_pbx_answer (fixture, "a\n", 2);
  sent = pbx_expect (fixture, "setNote", NULL);
  for (guint i = 0;
       i < 120 && desk_note_get_saving (notes_pbx_get_rota (fixture)) == DESK_NOTE_SAVING_RUNNING; i++)
    {
      g_autofree char *ping = pbx_take (fixture, "ping");

      if (ping != NULL)
        {
          g_ptr_array_insert (fixture->sent, 0, g_steal_pointer (&ping));
          pbx_answer (fixture, "ping", NULL, "true");
        }
      session_fixture_advance (fixture, SECOND);
    }
  notes_pbx_check (fixture, DESK_NOTE_SAVING_UNCERTAIN, "mine\n", TRUE);
  notes_pbx_answer (fixture, "mine\n", 2);
  notes_pbx_check (fixture, DESK_NOTE_SAVING_NONE, "mine\n", FALSE);
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
    { "list", test_list, NULL },
    { "access", test_access, NULL },
    { "save", test_save, NULL },
    { "same words", test_same_words, NULL },
    { "conflict", test_conflict, NULL },
    { "theirs", test_theirs, NULL },
    { "deleted meanwhile", test_deleted_meanwhile, NULL },
    { "refused", test_refused, NULL },
    { "only said", test_only_said, NULL },
    { "typing on", test_typing_on, NULL },
    { "offline", test_offline, NULL },
    { "lost, arrived", test_lost_arrived, NULL },
    { "lost, not arrived", test_lost_not_arrived, NULL },
    { "lost and changed", test_lost_and_changed, NULL },
    { "lost in time", test_lost_in_time, NULL },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/model/notes/", tests[i].path, NULL);

      g_test_add (path, SessionFixture, tests[i].user, notes_pbx_set_up, tests[i].run,
                  session_fixture_tear_down);
    }
  return g_test_run ();
}
