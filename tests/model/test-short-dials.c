/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that stand for numbers: which may be had, and that they stay. */
#include "config.h"

#include "model/desk-short-dials.h"
#include "tests/lib/test-mirror.h"
#include "tests/model/session-fixture.h"

static void
set_up (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->database = store_database_new (":memory:");
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  session_fixture_set_up (fixture, NULL);
}

static DeskShortDials *
dials_of (SessionFixture *fixture)
{
  return desk_session_get_short_dials (fixture->session);
}

static void
save (SessionFixture *fixture, DeskShortDial *dial, const char *code, const char *number, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (desk_short_dials_save (dials_of (fixture), dial, code, number, name, &error));
  g_assert_no_error (error);
}

/* "1=0312345678 (Taxi) " */
static void
check (DeskShortDials *dials, const char *expected)
{
  g_autoptr (GString) is = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (dials)); i++)
    {
      g_autoptr (DeskShortDial) dial = g_list_model_get_item (G_LIST_MODEL (dials), i);
      g_autofree char *code = NULL, *number = NULL, *name = NULL;

      g_object_get (dial, "code", &code, "number", &number, "name", &name, NULL);
      g_string_append_printf (is, "%s=%s (%s) ", code, number, name);
      g_assert_true (desk_short_dials_find (dials, code) == dial);
    }
  g_assert_cmpstr (is->str, ==, expected);
}

static void
check_kept (SessionFixture *fixture, const char *expected)
{
  g_autoptr (DeskSession) other = NULL;

  check (dials_of (fixture), expected);
  other = desk_session_new (fixture->account, fixture->database, fixture->clock, NULL);
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_short_dials (other)))
                 == g_list_model_get_n_items (G_LIST_MODEL (dials_of (fixture))));
  check (desk_session_get_short_dials (other), expected);
}

static void
test_kept (SessionFixture *fixture, gconstpointer data)
{
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (dials_of (fixture)));

  save (fixture, NULL, "12", "03-1234-5678", "Taxi\n1");
  save (fixture, NULL, "２", "+81 3 5555 0000", "");
  save (fixture, NULL, "*1", "1002", "chief");
  check_kept (fixture, "2=+81355550000 () *1=1002 (chief) 12=0312345678 (Taxi 1) ");
  g_assert_null (desk_short_dials_find (dials_of (fixture), "1"));
  g_assert_null (desk_short_dials_find (dials_of (fixture), "taxi"));
  g_assert_null (desk_short_dials_find (dials_of (fixture), NULL));
  g_assert_nonnull (desk_short_dials_find (dials_of (fixture), "１２"));

  /* Another code, then another number, for the same. */
  save (fixture, desk_short_dials_find (dials_of (fixture), "12"), "3", "0312345678", "Taxi");
  save (fixture, desk_short_dials_find (dials_of (fixture), "3"), "3", "0312345679", "Taxi");
  desk_short_dials_remove (dials_of (fixture), desk_short_dials_find (dials_of (fixture), "*1"));
  check_kept (fixture, "2=+81355550000 () 3=0312345679 (Taxi) ");
  test_mirror_check (mirror);
  test_mirror_free (mirror);
}

static void
test_refused (SessionFixture *fixture, gconstpointer data)
{
  const char *const pairs[][2] = {
    { "", "0312345678" },  { "taxi", "0312345678" }, { "1a", "0312345678" }, { "+81", "0312345678" },
    { "1234567890123", "0312345678" }, { "110", "0312345678" }, { "119", "0312345678" }, { "911", "0312345678" },
    { "7", "0355550000" }, { "1002", "0312345678" }, { "8", "" }, { "8", "Jane" }, { "8", "sip:a@b" }, { "8", "8" },
  };

  session_fixture_start (fixture);
  save (fixture, NULL, "7", "0399990000", "");
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (desk_short_dials_check (dials_of (fixture), NULL, pairs[i][0], pairs[i][1], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
      g_assert_false (desk_short_dials_save (dials_of (fixture), NULL, pairs[i][0], pairs[i][1], "", &error));
      g_assert_nonnull (error);
    }
  check_kept (fixture, "7=0399990000 () ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                                      \
  g_test_add ("/model/short-dials/" path, SessionFixture, NULL, set_up, func, session_fixture_tear_down)
  ADD ("kept", test_kept);
  ADD ("refused", test_refused);
  return g_test_run ();
}
