/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/notes-pbx.h"

#include "tests/lib/naughty.h"

void
notes_pbx_set_up (SessionFixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;

  fixture->database = store_database_new (":memory:");
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  session_fixture_set_up (fixture, user);
}

DeskNotes *
notes_pbx_get (SessionFixture *fixture)
{
  return desk_session_get_notes (fixture->session);
}

DeskNote *
notes_pbx_get_rota (SessionFixture *fixture)
{
  DeskNote *note = desk_notes_find (notes_pbx_get (fixture), "Rota");

  g_assert_nonnull (note);
  return note;
}

void
notes_pbx_answer (SessionFixture *fixture, const char *text, int access)
{
  g_autofree char *json = naughty_dup_json (text);
  g_autofree char *result = g_strdup_printf (
      "{\"useraccess\":%d,\"description\":\"Who is on\",\"name\":\"Rota\",\"note\":%s}", access, json);

  pbx_answer (fixture, "getNote", "\"name\":\"Rota\"", result);
  test_settle ();
}

void
notes_pbx_refuse (SessionFixture *fixture, const char *method, const char *words)
{
  pbx_refuse (fixture, method, -1, words);
  test_settle ();
}

/* Signed in, the list is there, one note is open. */
void
notes_pbx_start (SessionFixture *fixture, const char *text, int access)
{
  session_fixture_start (fixture);
  desk_notes_reload (notes_pbx_get (fixture));
  pbx_answer (fixture, "getNoteNames", NULL, "[\"Rota\",\"Hours\"]");
  test_settle ();
  desk_notes_open (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  g_assert_cmpint (desk_note_get_state (notes_pbx_get_rota (fixture)), ==, DESK_NOTE_STATE_LOADING);
  notes_pbx_answer (fixture, text, access);
}

void
notes_pbx_lose_line (SessionFixture *fixture)
{
  fake_transport_drop (fixture->line, 1006, NULL);
  g_ptr_array_set_size (fixture->sent, 0);
  test_settle ();
}

void
notes_pbx_come_back (SessionFixture *fixture)
{
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_get_ready (fixture, FALSE);
  pbx_answer (fixture, "getNoteNames", NULL, "[\"Rota\",\"Hours\"]");
  test_settle ();
}

void
notes_pbx_check (SessionFixture *fixture, DeskNoteSaving saving, const char *text, gboolean is_dirty)
{
  DeskNote *note = notes_pbx_get_rota (fixture);

  g_assert_cmpint (desk_note_get_saving (note), ==, saving);
  g_assert_cmpstr (desk_note_get_text (note), ==, text);
  g_assert_cmpint (desk_note_get_is_dirty (note), ==, is_dirty);
}

void
notes_pbx_check_nothing_sent (SessionFixture *fixture)
{
  g_autofree char *request = pbx_take (fixture, "setNote");

  g_assert_null (request);
}

void
notes_pbx_check_names (SessionFixture *fixture, const char *expected)
{
  GListModel *list = G_LIST_MODEL (notes_pbx_get (fixture));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DeskNote) note = g_list_model_get_item (list, i);

      g_string_append_printf (names, "%s%s%s", i > 0 ? " " : "", desk_note_get_name (note),
                              desk_note_get_is_dirty (note) ? "*" : "");
    }
  g_assert_cmpstr (names->str, ==, expected);
}

void
notes_pbx_begin_save (SessionFixture *fixture, const char *text)
{
  desk_note_set_text (notes_pbx_get_rota (fixture), text);
  desk_notes_save (notes_pbx_get (fixture), notes_pbx_get_rota (fixture));
  g_assert_cmpint (desk_note_get_saving (notes_pbx_get_rota (fixture)), ==, DESK_NOTE_SAVING_RUNNING);
}
