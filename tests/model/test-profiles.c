/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing profiles: applied, refused halfway, lost on the way, ended in time, and undone. */
#include "config.h"

#include <string.h>

#include "tests/model/profile-pbx.h"

#define HOUR (3600 * (gint64)SECOND)

/* --- what is done ---------------------------------------------------------- */

static gboolean
is_loaded (ProfilePbx *pbx)
{
  return profile_pbx_get_profiles (pbx)->is_loaded;
}

static void
sign_in (ProfilePbx *pbx)
{
  SessionFixture *base = &pbx->server.base;
  g_autofree char *rest = pbx_take (base, "nothing"); /* all that a former line was asked */

  test_wait_for (is_loaded (pbx));
  g_ptr_array_set_size (base->sent, 0);
  desk_session_sign_in (base->session, "secret");
  test_settle ();
  pbx_log_in (base);
  pbx_registered (base, "1000", TRUE);
  pbx_get_ready (base, FALSE);
  profile_pbx_turn (pbx);
}

static gboolean
is_idle (ProfilePbx *pbx)
{
  profile_pbx_turn (pbx);
  return !desk_profiles_get_is_busy (profile_pbx_get_profiles (pbx));
}

static void
come_back (ProfilePbx *pbx)
{
  g_autofree char *rest = pbx_take (&pbx->server.base, "nothing"); /* all that the former line was asked */

  g_ptr_array_set_size (pbx->server.base.sent, 0);
  while (!fake_transport_is_opening (pbx->server.base.line))
    session_fixture_advance (&pbx->server.base, SECOND);
  pbx_log_in (&pbx->server.base);
  pbx_registered (&pbx->server.base, "1000", TRUE);
  pbx_get_ready (&pbx->server.base, FALSE);
  profile_pbx_turn (pbx);
}

static DeskProfile *
make (ProfilePbx *pbx, const char *name, const char *key, const char *value, ...)
{
  g_autoptr (GPtrArray) changes = desk_profile_changes_new ();
  g_autoptr (GError) error = NULL;
  DeskProfile *profile;
  va_list more;

  va_start (more, value);
  for (; key != NULL;
       key = va_arg (more, const char *), value = key != NULL ? va_arg (more, const char *) : NULL)
    g_ptr_array_add (changes, desk_profile_change_new (key, value));
  va_end (more);
  profile = desk_profiles_save (profile_pbx_get_profiles (pbx), NULL, name, changes, &error);
  g_assert_no_error (error);
  return profile;
}

/* Night: three things, of which the timer is a call of its own. */
static DeskProfile *
make_night (ProfilePbx *pbx)
{
  profile_pbx_put (pbx, "pln1_d_ringertime", "30");
  profile_pbx_put (pbx, "busyforward.voicemail", "True");
  profile_pbx_put (pbx, "timer1", "");
  return make (pbx, "Night", "pln1_d_ringertime", "60", "busyforward.voicemail", "true", "timer1", "A127",
               NULL);
}

static void
check_night (ProfilePbx *pbx, const char *ringing, const char *timer)
{
  g_assert_cmpstr (profile_pbx_get (pbx, "pln1_d_ringertime"), ==, ringing);
  g_assert_cmpstr (profile_pbx_get (pbx, "busyforward.voicemail"), ==,
                   "True"); /* was so, and is not touched */
  g_assert_cmpstr (profile_pbx_get (pbx, "timer1"), ==, timer);
}

static gboolean
has_come (ProfilePbx *pbx, GAsyncResult **result)
{
  profile_pbx_turn (pbx);
  return *result != NULL;
}

static void
check_outcome (ProfilePbx *pbx, GAsyncResult **result, DeskProfileResult expected, const char *part)
{
  g_autoptr (DeskProfileOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  test_wait_for (has_come (pbx, result));
  outcome = desk_profiles_outcome_finish (profile_pbx_get_profiles (pbx), *result, &error);
  g_assert_no_error (error);
  if (outcome->result != expected || strstr (outcome->text, part) == NULL)
    g_error ("%d: %s", outcome->result, outcome->text);
  g_clear_object (result);
}

static void
apply (ProfilePbx *pbx, DeskProfile *profile, gint64 ends_at, DeskProfileResult expected, const char *part)
{
  GAsyncResult *result = NULL;

  desk_profiles_apply_async (profile_pbx_get_profiles (pbx), profile, ends_at, test_store_result_cb, &result);
  check_outcome (pbx, &result, expected, part);
}

static void
undo (ProfilePbx *pbx, DeskProfileResult expected, const char *part)
{
  GAsyncResult *result = NULL;

  desk_profiles_undo_async (profile_pbx_get_profiles (pbx), test_store_result_cb, &result);
  check_outcome (pbx, &result, expected, part);
}

static void
check_said (ProfilePbx *pbx, const char *part)
{
  if (part == NULL ? pbx->saying != NULL : pbx->saying == NULL || strstr (pbx->saying, part) == NULL)
    g_error ("said: %s", pbx->saying);
  g_clear_pointer (&pbx->saying, g_free);
}

/* Time on a line that lives. */
static void
pass (ProfilePbx *pbx, gint64 by)
{
  for (gint64 passed = 0; passed < by; passed += 4 * SECOND)
    {
      session_fixture_advance (&pbx->server.base, MIN (4 * SECOND, by - passed));
      if (fake_transport_is_open (pbx->server.base.line))
        fake_transport_pong (pbx->server.base.line);
      profile_pbx_turn (pbx);
    }
  test_wait_for (is_idle (pbx));
}

static void
end_program (ProfilePbx *pbx)
{
  contact_server_turn (&pbx->server);
  contact_server_kill (&pbx->server);
  g_clear_pointer (&pbx->saying, g_free);
  profile_pbx_listen (pbx);
}

static void
restart (ProfilePbx *pbx)
{
  end_program (pbx);
  sign_in (pbx);
  test_wait_for (is_idle (pbx));
}

static gint64
now (ProfilePbx *pbx)
{
  return pal_clock_get_real (PAL_CLOCK (pbx->server.base.clock));
}

static void
check_current (ProfilePbx *pbx, const char *name)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  DeskProfile *current;

  desk_profiles_refresh_async (profile_pbx_get_profiles (pbx), test_store_result_cb, &result);
  test_wait_for (has_come (pbx, &result));
  g_assert_true (desk_profiles_refresh_finish (profile_pbx_get_profiles (pbx), result, &error));
  g_assert_no_error (error);
  g_object_unref (result);
  g_assert_true (desk_profiles_get_is_known (profile_pbx_get_profiles (pbx)));
  current = desk_profiles_get_current (profile_pbx_get_profiles (pbx));
  g_assert_cmpstr (current != NULL ? desk_profile_get_name (current) : NULL, ==, name);
}

/* --- the cases ------------------------------------------------------------- */

static void
test_apply (ProfilePbx *pbx, gconstpointer data)
{
  DeskProfile *night;

  sign_in (pbx);
  night = make_night (pbx);
  check_current (pbx, NULL);
  apply (pbx, night, 0, DESK_PROFILE_DONE, "“Night” is on.");
  check_night (pbx, "60", "A127");
  g_assert_cmpint (pbx->n_sets, ==, 2); /* all properties in one call */
  check_current (pbx, "Night");
  g_assert_cmpstr (desk_profiles_get_undo_name (profile_pbx_get_profiles (pbx)), ==, "Night");
  apply (pbx, night, 0, DESK_PROFILE_NOTHING, "is on already");
  undo (pbx, DESK_PROFILE_DONE, "all is as it was before");
  check_night (pbx, "30", "");
  check_current (pbx, NULL);
  g_assert_null (desk_profiles_get_undo_name (profile_pbx_get_profiles (pbx)));
  g_assert_cmpint (pbx->n_sets, ==, 4);
  /* What is on is what the PBX has, whoever made it so. */
  profile_pbx_put (pbx, "pln1_d_ringertime", "60");
  profile_pbx_put (pbx, "timer1", "A127");
  check_current (pbx, "Night");
}

static void
test_preview (ProfilePbx *pbx, gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const DeskProfileRow *row;

  sign_in (pbx);
  desk_profiles_preview_async (profile_pbx_get_profiles (pbx), make_night (pbx), test_store_result_cb,
                               &result);
  test_wait_for (has_come (pbx, &result));
  rows = desk_profiles_preview_finish (profile_pbx_get_profiles (pbx), result, NULL);
  g_object_unref (result);
  g_assert_cmpint (rows->len, ==, 3);
  row = rows->pdata[0];
  g_assert_cmpint (row->state, ==, DESK_PROFILE_ROW_CHANGE);
  g_assert_cmpstr (row->before, ==, "30");
  g_assert_cmpstr (row->after, ==, "60");
  row = rows->pdata[1];
  g_assert_cmpint (row->state, ==, DESK_PROFILE_ROW_SAME);
  row = rows->pdata[2];
  g_assert_cmpint (row->state, ==, DESK_PROFILE_ROW_CHANGE);
  g_assert_cmpint (pbx->n_sets, ==, 0);
}

static void
test_refused (ProfilePbx *pbx, gconstpointer data)
{
  sign_in (pbx);
  pbx->refuse_from = 0;
  apply (pbx, make_night (pbx), 0, DESK_PROFILE_REFUSED, "was refused: No permission. Nothing was changed");
  check_night (pbx, "30", "");
  g_assert_cmpint (pbx->n_sets, ==, 1);
  g_assert_null (desk_profiles_get_undo_name (profile_pbx_get_profiles (pbx)));
}

/* The properties are taken, the timer is not. */
static void
test_halfway (ProfilePbx *pbx, gconstpointer data)
{
  sign_in (pbx);
  pbx->refuse_at = 1;
  apply (pbx, make_night (pbx), 0, DESK_PROFILE_REFUSED, "taken back");
  check_night (pbx, "30", "");
  g_assert_cmpint (pbx->n_sets, ==, 3);
  check_current (pbx, NULL);
}

/* And what was taken cannot be given back either. */
static void
test_stuck (ProfilePbx *pbx, gconstpointer data)
{
  sign_in (pbx);
  pbx->refuse_from = 1;
  apply (pbx, make_night (pbx), 0, DESK_PROFILE_STUCK,
         "could not be taken back either: No permission. Now it is so: "
         "Ringing time (Plan 1): 60.");
  check_night (pbx, "60", "");
  g_assert_cmpint (pbx->n_sets, ==, 3);
  g_assert_nonnull (desk_profiles_get_problem (profile_pbx_get_profiles (pbx)));
  /* It is not tried again by itself, not by another start either; the person may. */
  pbx->refuse_from = -1;
  restart (pbx);
  g_assert_cmpint (pbx->n_sets, ==, 3);
  g_assert_nonnull (desk_profiles_get_problem (profile_pbx_get_profiles (pbx)));
  undo (pbx, DESK_PROFILE_DONE, "all is as it was before");
  check_night (pbx, "30", "");
  g_assert_null (desk_profiles_get_problem (profile_pbx_get_profiles (pbx)));
}

static void
test_differs (ProfilePbx *pbx, gconstpointer data)
{
  sign_in (pbx);
  pbx->is_deaf = TRUE;
  apply (pbx, make_night (pbx), 0, DESK_PROFILE_DIFFERS,
         "said yes to “Night”, but it has: Ringing time (Plan 1): 30; Timer 1: Not set.");
  g_assert_null (desk_profiles_get_undo_name (profile_pbx_get_profiles (pbx)));
}

/* The answer is lost, with the line or without; what was asked for was done, or was not, or in part. */
static void
test_lost (ProfilePbx *pbx, gconstpointer data)
{
  gboolean was_done = strchr (data, 'd') != NULL, is_second = strchr (data, '2') != NULL;
  DeskProfile *night;
  GAsyncResult *result = NULL;

  sign_in (pbx);
  night = make_night (pbx);
  pbx->drops_line = strchr (data, 'l') != NULL;
  *(was_done ? &pbx->lose_at : &pbx->forget_at) = is_second ? 1 : 0;
  desk_profiles_apply_async (profile_pbx_get_profiles (pbx), night, 0, test_store_result_cb, &result);
  while (result == NULL)
    {
      profile_pbx_turn (pbx);
      if (pbx->n_sets > 0)
        session_fixture_advance (&pbx->server.base, SECOND);
      if (fake_transport_is_open (pbx->server.base.line))
        fake_transport_pong (pbx->server.base.line);
      g_main_context_iteration (NULL, FALSE);
    }
  if (pbx->drops_line)
    {
      check_outcome (pbx, &result, DESK_PROFILE_UNSURE, "not known yet");
      come_back (pbx);
      pass (pbx, DESK_PROFILES_PATIENCE);
      check_said (pbx, was_done && is_second   ? "“Night” is on."
                       : was_done || is_second ? "taken back"
                                               : "has nothing of it");
    }
  else
    check_outcome (pbx, &result, was_done && is_second ? DESK_PROFILE_DONE : DESK_PROFILE_REFUSED, "Night");
  check_night (pbx, was_done && is_second ? "60" : "30", was_done && is_second ? "A127" : "");
  /* Sent once each, and what had been done sent back. */
  g_assert_cmpint (pbx->n_sets, ==, was_done == is_second ? (is_second ? 2 : 1) : is_second ? 3 : 2);
}

/* Killed when the PBX had done it and had not said so. */
static void
test_killed (ProfilePbx *pbx, gconstpointer data)
{
  DeskProfile *night;

  sign_in (pbx);
  night = make_night (pbx);
  pbx->lose_at = 1;
  desk_profiles_apply_async (profile_pbx_get_profiles (pbx), night, now (pbx) + HOUR, NULL, NULL);
  while (pbx->n_sets < 2)
    {
      profile_pbx_turn (pbx);
      g_main_context_iteration (NULL, FALSE);
    }
  end_program (pbx);
  sign_in (pbx);
  test_wait_for (is_idle (pbx));
  check_said (pbx, "“Night” is on.");
  g_assert_cmpint (pbx->n_sets, ==, 2);
  check_current (pbx, "Night");
  /* And its time is still known. */
  pass (pbx, HOUR);
  check_said (pbx, "all is as it was before");
  check_night (pbx, "30", "");
}

static void
test_expiry (ProfilePbx *pbx, gconstpointer data)
{
  sign_in (pbx);
  apply (pbx, make_night (pbx), now (pbx) + 2 * HOUR, DESK_PROFILE_DONE, "on");
  pass (pbx, HOUR);
  check_night (pbx, "60", "A127");
  g_assert_cmpint (desk_profiles_get_ends_at (profile_pbx_get_profiles (pbx)), >, now (pbx));
  restart (pbx);
  check_night (pbx, "60", "A127");
  check_said (pbx, NULL);
  /* Somebody else changed one of them: that one stays. */
  profile_pbx_put (pbx, "pln1_d_ringertime", "45");
  pass (pbx, HOUR);
  check_said (pbx, "Left as somebody changed it meanwhile: Ringing time (Plan 1): 45.");
  check_night (pbx, "45", "");
  g_assert_null (desk_profiles_get_undo_name (profile_pbx_get_profiles (pbx)));
}

/* The time is over while nobody is there. */
static void
test_expired_away (ProfilePbx *pbx, gconstpointer data)
{
  sign_in (pbx);
  apply (pbx, make_night (pbx), now (pbx) + HOUR, DESK_PROFILE_DONE, "on");
  end_program (pbx);
  session_fixture_advance (&pbx->server.base, 3 * HOUR);
  check_night (pbx, "60", "A127");
  sign_in (pbx);
  test_wait_for (is_idle (pbx));
  check_night (pbx, "30", "");
  check_said (pbx, "“Night” is over");
}

/* One upon another: the lower one ends first, the upper one then leads to the bottom. */
static void
test_layers (ProfilePbx *pbx, gconstpointer data)
{
  DeskProfile *night, *loud;

  sign_in (pbx);
  night = make_night (pbx);
  loud = make (pbx, "Loud", "pln1_d_ringertime", "90", NULL);
  apply (pbx, night, now (pbx) + HOUR, DESK_PROFILE_DONE, "on");
  apply (pbx, loud, now (pbx) + 2 * HOUR, DESK_PROFILE_DONE, "on");
  check_night (pbx, "90", "A127");
  pass (pbx, HOUR);
  check_night (pbx, "90", "");
  check_current (pbx, "Loud");
  restart (pbx);
  pass (pbx, HOUR);
  check_night (pbx, "30", "");
}

static void
test_not_possible (ProfilePbx *pbx, gconstpointer data)
{
  GAsyncResult *result = NULL, *second = NULL;
  g_autoptr (GError) error = NULL, busy = NULL, offline = NULL;

  test_wait_for (is_loaded (pbx));
  desk_profiles_apply_async (profile_pbx_get_profiles (pbx), make_night (pbx), 0, test_store_result_cb,
                             &result);
  test_wait_for (result != NULL);
  g_assert_null (desk_profiles_outcome_finish (profile_pbx_get_profiles (pbx), result, &offline));
  g_assert_error (offline, DESK_ERROR, DESK_ERROR_NOT_READY);
  g_clear_object (&result);

  sign_in (pbx);
  /* The program cannot know the number of my mobile. */
  desk_profiles_apply_async (profile_pbx_get_profiles (pbx),
                             desk_profiles_find (profile_pbx_get_profiles (pbx), "mobile"), 0,
                             test_store_result_cb, &result);
  test_wait_for (has_come (pbx, &result));
  g_assert_null (desk_profiles_outcome_finish (profile_pbx_get_profiles (pbx), result, &error));
  g_assert_cmpstr (error->message, ==, "Give a value for “Other phones that ring” first.");
  g_clear_object (&result);

  desk_profiles_apply_async (profile_pbx_get_profiles (pbx),
                             desk_profiles_find (profile_pbx_get_profiles (pbx), "night"), 0,
                             test_store_result_cb, &result);
  desk_profiles_undo_async (profile_pbx_get_profiles (pbx), test_store_result_cb, &second);
  check_outcome (pbx, &result, DESK_PROFILE_DONE, "on");
  test_wait_for (has_come (pbx, &second));
  g_assert_null (desk_profiles_outcome_finish (profile_pbx_get_profiles (pbx), second, &busy));
  g_assert_error (busy, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_object (&second);
}

static char *
dup_names (ProfilePbx *pbx)
{
  GListModel *list = G_LIST_MODEL (profile_pbx_get_profiles (pbx));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DeskProfile) profile = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s,", desk_profile_get_name (profile));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_refused_save (ProfilePbx *pbx, const char *name, const char *key, const char *value)
{
  g_autoptr (GPtrArray) changes = desk_profile_changes_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (changes, desk_profile_change_new (key, value));
  g_assert_null (desk_profiles_save (profile_pbx_get_profiles (pbx), NULL, name, changes, &error));
  g_assert_nonnull (error);
}

static void
test_kept (ProfilePbx *pbx, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = NULL;
  DeskProfile *mobile;
  g_autofree char *before = NULL, *after = NULL;
  DeskProfileChange *change;

  sign_in (pbx);
  make (pbx, " Lunch ", "pln1_d_ringertime", "0", NULL);
  mobile = desk_profiles_find (profile_pbx_get_profiles (pbx), "MOBILE");
  changes = desk_profile_changes_copy (desk_profile_get_changes (mobile));
  change = desk_profile_changes_find (changes, "pln1_d_phoneforward");
  change->value = g_strdup ("09012345678");
  g_assert_nonnull (desk_profiles_save (profile_pbx_get_profiles (pbx), mobile, "Mobile", changes, NULL));
  desk_profiles_remove (profile_pbx_get_profiles (pbx),
                        desk_profiles_find (profile_pbx_get_profiles (pbx), "holiday"));
  check_refused_save (pbx, "lunch", "pln1_d_ringertime", "1");
  check_refused_save (pbx, " ", "pln1_d_ringertime", "1");
  check_refused_save (pbx, "A", "pln1_d_ringertime", "soon");
  check_refused_save (pbx, "A", "login.password", "secret");
  check_refused_save (pbx, "A", "admin", "true");
  check_refused_save (pbx, "A", "type", "user");
  before = dup_names (pbx);
  g_assert_cmpstr (before, ==, "Desk,Mobile,Do not disturb,Lunch,");
  restart (pbx);
  after = dup_names (pbx);
  g_assert_cmpstr (after, ==, before);
  mobile = desk_profiles_find (profile_pbx_get_profiles (pbx), "mobile");
  g_assert_null (desk_profile_find_missing (mobile));
  change = desk_profile_changes_find (desk_profile_get_changes (mobile), "pln1_d_phoneforward");
  g_assert_cmpstr (change->value, ==, "09012345678");
}

static void
test_none (void)
{
  SessionFixture fixture = { 0 };

  session_fixture_set_up (&fixture, "sa");
  g_assert_null (desk_session_get_profiles (fixture.session));
  session_fixture_tear_down (&fixture, "sa");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function, data)                                                                            \
  g_test_add ("/profiles/" name, ProfilePbx, data, profile_pbx_set_up, function, profile_pbx_tear_down)
  ADD ("apply", test_apply, NULL);
  ADD ("preview", test_preview, NULL);
  ADD ("refused", test_refused, NULL);
  ADD ("halfway", test_halfway, NULL);
  ADD ("stuck", test_stuck, NULL);
  ADD ("differs", test_differs, NULL);
  ADD ("lost/not done", test_lost, "1");
  ADD ("lost/done", test_lost, "1d");
  ADD ("lost/second not done", test_lost, "2");
  ADD ("lost/second done", test_lost, "2d");
  ADD ("lost/with line", test_lost, "1l");
  ADD ("lost/done with line", test_lost, "1dl");
  ADD ("lost/second with line", test_lost, "2l");
  ADD ("lost/second done with line", test_lost, "2dl");
  ADD ("killed", test_killed, NULL);
  ADD ("expiry", test_expiry, NULL);
  ADD ("expired away", test_expired_away, NULL);
  ADD ("layers", test_layers, NULL);
  ADD ("not possible", test_not_possible, NULL);
  ADD ("kept", test_kept, NULL);
  g_test_add_func ("/profiles/none", test_none);

  return g_test_run ();
}
