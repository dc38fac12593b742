/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The call log at palsim in a process of its own: after every kind of call the lines are what the simulator
 * says became of my legs. I am 1002; 0312345678 is outside. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "model/desk-log-model.h"
#include "model/desk-session.h"
#include "palsim-process.h"
#include "tests/lib/test-wait.h"

#define ME "1002"
#define OUTSIDE "0312345678"

typedef struct
{
  PalsimProcess *palsim;
  StoreAccount *account;
  StoreDatabase *database;
  DeskSession *session;
  DeskLogModel *model;
  GPtrArray *messages;
  char *directory, *path;
} Fixture;

static void
phone (Fixture *fixture, const char *user, const char *deed, const char *more)
{
  json_object_unref (palsim_process_control (
    fixture->palsim, "{\"cmd\":\"phone\",\"user\":\"%s\",\"do\":\"%s\"%s}", user, deed, more));
}

static void
call (Fixture *fixture, const char *from, const char *to)
{
  json_object_unref (palsim_process_control (
    fixture->palsim, "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"%s\",\"to\":\"%s\"}", from, to));
}

static void
outside (Fixture *fixture, const char *how)
{
  json_object_unref (palsim_process_control (
    fixture->palsim, "{\"cmd\":\"call\",\"do\":\"outside\",\"number\":\"" OUTSIDE "\",\"how\":\"%s\"}", how));
}

static void
message_cb (DeskSession *session, const char *text, Fixture *fixture)
{
  g_ptr_array_add (fixture->messages, g_strdup (text));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const people[] = { "1001", "1002", "1003", "1004" };
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("log-online-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "sidetone.db", NULL);
  fixture->palsim = palsim_process_start (PALSIM, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    phone (fixture, people[i], "wait", "");
  fixture->messages = g_ptr_array_new_with_free_func (g_free);
  fixture->account = store_account_new (NULL);
  g_object_set (fixture->account, "url", palsim_process_get_url (fixture->palsim), "user", ME, "park-slots",
                "701,702", NULL);
  fixture->database = store_database_new (fixture->path);
  store_database_open (fixture->database, &error);
  g_assert_no_error (error);
  fixture->session = desk_session_new (fixture->account, fixture->database, NULL, NULL);
  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), fixture);
  fixture->model = desk_log_model_new (desk_session_get_log (fixture->session));
  desk_session_sign_in (fixture->session, ME);
  test_wait_for (desk_session_get_state (fixture->session) == PAL_CLIENT_STATE_READY);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = { "sidetone.db", "sidetone.db-wal", "sidetone.db-shm", "sidetone.db.lock" };

  desk_session_sign_out (fixture->session);
  store_database_close (fixture->database);
  test_settle ();
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->database);
  g_assert_finalize_object (fixture->account);
  palsim_process_stop (fixture->palsim);
  g_ptr_array_unref (fixture->messages);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static DeskLogEntry *
entry (Fixture *fixture, guint i)
{
  g_autoptr (DeskLogEntry) found = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);

  return found; /* kept by the model */
}

static guint
n_entries (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
}

static gboolean
is_over (Fixture *fixture, guint n)
{
  return n_entries (fixture) == n && desk_log_entry_get_outcome (entry (fixture, 0)) != DESK_OUTCOME_OPEN;
}

static gboolean
has_answered (Fixture *fixture, guint n)
{
  return n_entries (fixture) == n && desk_log_entry_get_is_answered (entry (fixture, 0));
}

/* What became of a leg, as the simulator says. */
static void
compare (DeskLogEntry *line, JsonObject *leg)
{
  JsonArray *states = json_object_get_array_member (leg, "states");
  JsonArray *others = json_object_get_array_member (leg, "others");
  const char *rec = json_object_get_string_member_with_default (leg, "rec", NULL);
  gboolean has_talked = FALSE;

  for (guint i = 0; i < json_array_get_length (states); i++)
    has_talked |= g_str_equal (json_array_get_string_element (states, i), "talking");
  g_assert_cmpstr (desk_log_entry_get_number (line), ==, json_array_get_string_element (others, 0));
  g_assert_cmpint (desk_log_entry_get_direction (line) == DESK_DIRECTION_OUTGOING, ==,
                   json_object_get_boolean_member (leg, "caller"));
  g_assert_cmpint (desk_log_entry_get_is_answered (line), ==, has_talked);
  g_assert_cmpint (desk_log_entry_get_rescode (line), ==,
                   atoi (json_object_get_string_member (leg, "rescode")));
  g_assert_cmpint (desk_log_entry_get_is_recorded (line), ==, rec != NULL && *rec != '\0');
  g_assert_cmpint (desk_log_entry_get_ended_at (line), >=, desk_log_entry_get_started_at (line));
  g_assert_cmpint (desk_log_entry_get_duration (line), >=, 0);
  if (has_talked)
    g_assert_cmpint (ABS (desk_log_entry_get_ended_at (line) - desk_log_entry_get_answered_at (line)
                          - desk_log_entry_get_duration (line) * 1000), <, G_USEC_PER_SEC);
}

static void
compare_all (Fixture *fixture)
{
  g_autoptr (JsonObject) truth = palsim_process_control (fixture->palsim,
                                                         "{\"cmd\":\"legs\",\"user\":\"" ME "\"}");
  JsonArray *legs = json_object_get_array_member (truth, "ended");

  g_assert_cmpuint (json_array_get_length (legs), ==, n_entries (fixture));
  for (guint i = 0; i < n_entries (fixture); i++)
    {
      JsonObject *match = NULL;

      for (guint j = 0; j < json_array_get_length (legs) && match == NULL; j++)
        if (g_str_equal (json_object_get_string_member (json_array_get_object_element (legs, j), "talker_id"),
                         desk_log_entry_get_talker_id (entry (fixture, i))))
          match = json_array_get_object_element (legs, j);
      g_assert_nonnull (match);
      compare (entry (fixture, i), match);
    }
}

#define OUTCOME(expected) \
  g_assert_cmpint (desk_log_entry_get_outcome (entry (fixture, 0)), ==, DESK_OUTCOME_##expected)

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  /* answered, recorded */
  call (fixture, OUTSIDE, ME);
  test_wait_for (n_entries (fixture) == n + 1);
  phone (fixture, ME, "answer", "");
  test_wait_for (has_answered (fixture, n + 1));
  phone (fixture, ME, "record", ",\"on\":true");
  test_wait_for (desk_log_entry_get_is_recorded (entry (fixture, 0)));
  phone (fixture, ME, "hangup", "");
  n++;
  test_wait_for (is_over (fixture, n));
  OUTCOME (ANSWERED);
  g_assert_nonnull (desk_log_entry_get_recording (entry (fixture, 0)));

  /* missed; then declined */
  call (fixture, OUTSIDE, ME);
  test_wait_for (n_entries (fixture) == n + 1);
  outside (fixture, "hangup");
  n++;
  test_wait_for (is_over (fixture, n));
  OUTCOME (MISSED);
  call (fixture, OUTSIDE, ME);
  test_wait_for (n_entries (fixture) == n + 1);
  phone (fixture, ME, "hangup", "");
  n++;
  test_wait_for (is_over (fixture, n));
  OUTCOME (DECLINED);
  g_assert_cmpuint (desk_log_get_n_missed (desk_session_get_log (fixture->session)), ==, 1);

  /* called back: nothing is missed any more */
  outside (fixture, "answer");
  g_assert_nonnull (desk_session_dial (fixture->session, OUTSIDE));
  test_wait_for (n_entries (fixture) == n + 1);
  phone (fixture, ME, "answer", "");
  test_wait_for (has_answered (fixture, n + 1));
  test_wait_for (desk_log_get_n_missed (desk_session_get_log (fixture->session)) == 0);
  phone (fixture, ME, "hangup", "");
  n++;
  test_wait_for (is_over (fixture, n));

  /* dialled on the phone, and busy */
  phone (fixture, "1003", "busy", "");
  phone (fixture, ME, "dial", ",\"number\":\"1003\"");
  n++;
  test_wait_for (is_over (fixture, n));
  OUTCOME (UNREACHED);
  g_assert_cmpint (desk_log_entry_get_rescode (entry (fixture, 0)), ==, 486);
  compare_all (fixture);
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  /* transferred unasked by the phone, parked by the phone */
  call (fixture, OUTSIDE, ME);
  test_wait_for (n_entries (fixture) == n + 1);
  phone (fixture, ME, "answer", "");
  test_wait_for (has_answered (fixture, n + 1));
  phone (fixture, ME, "transfer", ",\"number\":\"1004\",\"blind\":true");
  n++;
  test_wait_for (is_over (fixture, n));
  phone (fixture, "1004", "answer", "");
  test_wait_for (g_strcmp0 (desk_log_entry_get_sent_to (entry (fixture, 0)), "1004") == 0);
  g_assert_false (desk_log_entry_get_is_parked (entry (fixture, 0)));
  phone (fixture, "1004", "hangup", "");

  call (fixture, "1001", ME);
  test_wait_for (n_entries (fixture) == n + 1);
  phone (fixture, ME, "answer", "");
  test_wait_for (has_answered (fixture, n + 1));
  phone (fixture, ME, "park", ",\"number\":\"701\"");
  n++;
  test_wait_for (is_over (fixture, n));
  test_wait_for (desk_log_entry_get_is_parked (entry (fixture, 0)));
  g_assert_cmpstr (desk_log_entry_get_sent_to (entry (fixture, 0)), ==, "701");
  g_assert_cmpstr (desk_log_entry_get_number (entry (fixture, 0)), ==, "1001");
  phone (fixture, "1001", "hangup", "");

  /* it rings at all of the ring group, and a colleague takes it */
  call (fixture, OUTSIDE, "601");
  test_wait_for (n_entries (fixture) == n + 1);
  phone (fixture, "1003", "answer", "");
  n++;
  test_wait_for (is_over (fixture, n));
  OUTCOME (ELSEWHERE);
  test_wait_for (g_strcmp0 (desk_log_entry_get_taken_by (entry (fixture, 0)), "1003") == 0);
  phone (fixture, "1003", "hangup", "");
  compare_all (fixture);
}

/* --- the disk is full ------------------------------------------------------------------ */

static void
set_room (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* It is said once; calls go on; what could not be written is, as soon as there is room. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  signal (SIGXFSZ, SIG_IGN);
  set_room (1);
  call (fixture, OUTSIDE, ME);
  test_wait_for (desk_log_get_error (desk_session_get_log (fixture->session)) != NULL);
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (fixture->session))) == 1);
  g_assert_cmpuint (fixture->messages->len, ==, 1);
  g_assert_nonnull (strstr (fixture->messages->pdata[0], "not being logged"));
  phone (fixture, ME, "answer", "");
  phone (fixture, ME, "hangup", "");
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (fixture->session))) == 0);
  g_assert_cmpuint (n_entries (fixture), ==, 0);
  set_room (RLIM_INFINITY);
  call (fixture, OUTSIDE, ME);
  test_wait_for (n_entries (fixture) == 2);
  outside (fixture, "hangup");
  test_wait_for (is_over (fixture, 2));
  g_assert_null (desk_log_get_error (desk_session_get_log (fixture->session)));
  g_assert_cmpuint (fixture->messages->len, ==, 1);
  compare_all (fixture);
}

#define ADD(name, func) g_test_add ("/model/log-online/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kinds", test_kinds);
  ADD ("others", test_others);
  ADD ("full-disk", test_full_disk);
  return g_test_run ();
}
