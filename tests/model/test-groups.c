/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of colleagues and the order of favourites: what they are, what is shown of them, that they stay. */
#include "config.h"

#include "model/desk-groups.h"
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

static DeskGroups *
groups_of (SessionFixture *fixture)
{
  return desk_session_get_groups (fixture->session);
}

static DeskGroup *
add (SessionFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  DeskGroup *group = desk_groups_add (groups_of (fixture), name, &error);

  g_assert_no_error (error);
  return group;
}

/* "Team:1001,1002 Night: " */
static char *
describe (DeskGroups *groups)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (groups)); i++)
    {
      g_autoptr (DeskGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), i);
      g_auto (GStrv) numbers = desk_group_dup_numbers (group);
      g_autofree char *joined = g_strjoinv (",", numbers);

      g_assert_cmpuint (desk_group_get_n_members (group), ==, g_strv_length (numbers));
      g_string_append_printf (out, "%s:%s ", desk_group_get_name (group), joined);
    }
  return g_string_free (out, FALSE);
}

static void
check (DeskGroups *groups, const char *expected)
{
  g_autofree char *is = describe (groups);

  g_assert_cmpstr (is, ==, expected);
}

/* A later session of the same account knows the same. */
static void
check_kept (SessionFixture *fixture, const char *expected)
{
  g_autoptr (DeskSession) other = NULL;

  check (groups_of (fixture), expected);
  other = desk_session_new (fixture->account, fixture->database, fixture->clock, NULL);
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_groups (other)))
                 == g_list_model_get_n_items (G_LIST_MODEL (groups_of (fixture))));
  check (desk_session_get_groups (other), expected);
}

static void
test_kept (SessionFixture *fixture, gconstpointer data)
{
  TestMirror *mirror = test_mirror_new (G_LIST_MODEL (groups_of (fixture)));
  DeskGroup *team = add (fixture, "Team"), *night = add (fixture, " Night\n"), *last = add (fixture, "最後");
  g_autoptr (GError) error = NULL;

  desk_groups_set_member (groups_of (fixture), team, "1002", TRUE);
  desk_groups_set_member (groups_of (fixture), team, "1001", TRUE);
  desk_groups_set_member (groups_of (fixture), team, "1001", TRUE);
  desk_groups_set_member (groups_of (fixture), night, "9999", TRUE);
  check_kept (fixture, "Team:1001,1002 Night:9999 最後: ");
  desk_groups_move (groups_of (fixture), last, 0);
  desk_groups_set_member (groups_of (fixture), team, "1002", FALSE);
  check_kept (fixture, "最後: Team:1001 Night:9999 ");
  desk_groups_move (groups_of (fixture), last, 100);
  g_assert_true (desk_groups_rename (groups_of (fixture), team, "Crew", &error));
  desk_groups_remove (groups_of (fixture), night);
  check_kept (fixture, "Crew:1001 最後: ");
  g_assert_true (desk_groups_find (groups_of (fixture), desk_group_get_id (team)) == team);
  test_mirror_check (mirror);
  test_mirror_free (mirror);
}

static void
test_names (SessionFixture *fixture, gconstpointer data)
{
  DeskGroup *team = add (fixture, "Team"), *other = add (fixture, "team");
  const char *const refused[] = { "", "  \n", "Team", " Team ", "\u202e" };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (desk_groups_add (groups_of (fixture), refused[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
      g_assert_false (desk_groups_rename (groups_of (fixture), other, refused[i], &error));
      g_assert_nonnull (error);
    }
  g_assert_true (desk_groups_rename (groups_of (fixture), team, "Team", NULL));
  check_kept (fixture, "Team: team: ");
}

static char *
shown (DeskColleagueList *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (DeskExtension) extension = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (desk_extension_get_heading (extension) != DESK_HEADING_NONE)
        g_string_append_c (out, '#');
      g_string_append_printf (out, "%s ", desk_extension_get_number (extension));
    }
  return g_string_free (out, FALSE);
}

static void
check_shown (DeskColleagueList *list, const char *expected)
{
  g_autofree char *is = shown (list);

  g_assert_cmpstr (is, ==, expected);
}

static void
test_scopes (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DeskColleagueList) list = NULL;
  TestMirror *mirror;
  DeskGroup *team = add (fixture, "Team");

  session_fixture_start (fixture);
  list = desk_colleague_list_new (desk_session_get_colleagues (fixture->session));
  mirror = test_mirror_new (G_LIST_MODEL (list));
  check_shown (list, "#1000 1002 1001 ");
  desk_session_set_favourite (fixture->session, session_fixture_find (fixture, "1002"), TRUE);
  check_shown (list, "#1002 #1000 1001 ");
  desk_colleague_list_set_scope (list, DESK_SCOPE_FAVOURITES, NULL);
  check_shown (list, "1002 ");
  desk_colleague_list_set_scope (list, DESK_SCOPE_GROUP, team);
  check_shown (list, "");
  desk_groups_set_member (groups_of (fixture), team, "1002", TRUE);
  desk_groups_set_member (groups_of (fixture), team, "1000", TRUE);
  desk_groups_set_member (groups_of (fixture), team, "1009", TRUE);
  check_shown (list, "1000 1002 ");
  /* One that comes later, and what is typed. */
  desk_session_set_alias (fixture->session,
                          desk_presence_model_ensure (desk_session_get_colleagues (fixture->session), "1009"),
                          "Aaron");
  test_settle ();
  check_shown (list, "1009 1000 1002 ");
  desk_colleague_list_set_filter (list, "cid");
  check_shown (list, "1002 ");
  desk_colleague_list_set_filter (list, "");
  desk_groups_set_member (groups_of (fixture), team, "1000", FALSE);
  check_shown (list, "1009 1002 ");
  desk_colleague_list_set_scope (list, DESK_SCOPE_ALL, NULL);
  check_shown (list, "#1002 #1009 1000 1001 ");
  test_mirror_check (mirror);
  test_mirror_free (mirror);
}

static void
check_favourites (DeskSession *session, const char *expected)
{
  g_autoptr (GPtrArray) favourites = desk_session_list_favourites (session);
  g_autoptr (GString) is = g_string_new (NULL);

  for (guint i = 0; i < favourites->len; i++)
    g_string_append_printf (is, "%s ", desk_extension_get_number (favourites->pdata[i]));
  g_assert_cmpstr (is->str, ==, expected);
}

static void
test_order (SessionFixture *fixture, gconstpointer data)
{
  const char *const numbers[] = { "1002", "7777", "1000", NULL };
  g_autoptr (DeskColleagueList) list = NULL;
  g_autoptr (DeskSession) other = NULL;

  session_fixture_start (fixture);
  list = desk_colleague_list_new (desk_session_get_colleagues (fixture->session));
  for (guint i = 0; i < 3; i++)
    desk_session_set_favourite (fixture->session,
                                session_fixture_find (fixture, (const char *[]){ "1000", "1001", "1002" }[i]), TRUE);
  check_favourites (fixture->session, "1000 1001 1002 ");
  desk_session_order_favourites (fixture->session, numbers);
  check_favourites (fixture->session, "1002 1000 1001 ");
  check_shown (list, "#1002 1000 1001 ");
  other = desk_session_new (fixture->account, fixture->database, fixture->clock, NULL);
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_colleagues (other))) == 3);
  check_favourites (other, "1002 1000 1001 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                                      \
  g_test_add ("/model/groups/" path, SessionFixture, NULL, set_up, func, session_fixture_tear_down)
  ADD ("kept", test_kept);
  ADD ("names", test_names);
  ADD ("scopes", test_scopes);
  ADD ("order", test_order);
  return g_test_run ();
}
