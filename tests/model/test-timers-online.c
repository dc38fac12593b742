/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timers at palsim in a process of its own: what one saves, another reads; who may not, is told so. */
#include "config.h"

#include <string.h>

#include "model/desk-session-private.h"
#include "model/desk-timers.h"
#include "palsim-process.h"
#include "tests/lib/test-wait.h"

typedef struct
{
  PalsimProcess *palsim;
} Fixture;

static DeskSession *
sign_in (Fixture *fixture, const char *user)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  DeskSession *session;

  g_object_set (account, "url", palsim_process_get_url (fixture->palsim), "user", user, "phone-index", 1, NULL);
  session = desk_session_new (account, NULL, NULL, NULL);
  desk_session_sign_in (session, user);
  test_wait_for (desk_session_get_state (session) == PAL_CLIENT_STATE_READY);
  return session;
}

static void
sign_out (DeskSession *session)
{
  desk_session_sign_out (session);
  test_wait_for_end_of (session);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **told = user_data;
  g_autoptr (GError) error = NULL;

  *told = desk_timer_save_finish (DESK_TIMER (source), result, &error) ? g_strdup ("saved")
                                                                       : g_strdup (error->message);
}

static char *
save (DeskTimer *timer)
{
  char *told = NULL;

  desk_timer_save_async (timer, NULL, saved_cb, &told);
  test_wait_for (told != NULL);
  return told;
}

static DeskTimer *
fetch (DeskSession *session, const char *extension, guint number)
{
  DeskTimer *timer = desk_timers_ensure (desk_session_get_timers (session), extension, number);

  desk_timer_fetch (timer);
  test_wait_for (desk_timer_get_state (timer) != DESK_LOADING_WAITING);
  return timer;
}

static void
test_online (void)
{
  Fixture fixture = { palsim_process_start (PALSIM, NULL) };
  DeskSession *user = sign_in (&fixture, "1002"), *admin = sign_in (&fixture, "1001");
  DeskTimer *mine = fetch (user, "1002", 2), *other = fetch (user, "800", 1);
  DeskTimer *seen = fetch (admin, "1002", 2), *schedule;
  g_autofree char *told = NULL, *again = NULL, *bad = NULL;

  g_assert_cmpstr (desk_timer_get_text (mine), ==, "");
  g_assert_cmpint (desk_timer_get_state (other), ==, DESK_LOADING_FAILED);
  desk_timer_set_text (mine, "A62W31D!12/29-1/3T09001730");
  told = save (mine);
  g_assert_cmpstr (told, ==, "saved");

  /* The administrator knew an older one. */
  desk_timer_set_text (seen, "T10001100");
  again = save (seen);
  g_assert_error (desk_timer_get_refusal (seen), DESK_TIMER_ERROR, DESK_TIMER_ERROR_MOVED);
  g_assert_cmpstr (desk_timer_get_server_text (seen), ==, "A62W31D!12/29-1/3T09001730");
  desk_timer_set_text (mine, "Tnever");
  bad = save (mine);
  g_assert_cmpstr (bad, !=, "saved");
  g_assert_cmpstr (desk_timer_get_server_text (mine), ==, "A62W31D!12/29-1/3T09001730");

  desk_timers_load (desk_session_get_timers (admin));
  test_wait_for (desk_timers_get_state (desk_session_get_timers (admin)) == DESK_LOADING_READY);
  schedule = desk_timers_find (desk_session_get_timers (admin), "800", 1);
  g_assert_nonnull (schedule);
  desk_timer_fetch (schedule);
  test_wait_for (desk_timer_get_state (schedule) == DESK_LOADING_READY);
  g_assert_cmpstr (desk_timer_get_text (schedule), !=, "");
  sign_out (user);
  sign_out (admin);
  palsim_process_stop (fixture.palsim);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/timers/online", test_online);
  return g_test_run ();
}
