/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong on the way to the PBX, with the simulator in another process: the session comes back or
 * says why, its memory stays bounded, and afterwards its models equal the simulator's world. In real time:
 * the deadlines of a dead line are part of what is shown. */
#include <signal.h>
#include <string.h>

#include "model/desk-session.h"
#include "palsim-process.h"

#define OWN "1001"
#define SOAK_ROUNDS 40
#define MAX_GROWTH (96 * 1024) /* KiB above the quiet session, at the worst moment */

typedef struct
{
  PalsimProcess *palsim;
  StoreAccount *account;
  DeskSession *session;
  guint n_waiting, n_stopped;
  gboolean is_hasty; /* presses “try now” instead of sitting out the back-off */
  char *last_reason;
} Fixture;

typedef struct
{
  const char *name;
  const char *inject;       /* control requests, %s none */
  const char *heal;         /* or NULL: heals by itself */
  int stop_signal;          /* instead of a request */
  guint seconds;            /* until the session must have noticed */
  gboolean must_notice;     /* leaves Ready and says why */
  gboolean is_quiet;        /* no calls meanwhile: their frames would break off the message that never ends */
} Fault;

static const Fault faults[] = {
  { "drop", "{\"cmd\":\"fault\",\"spec\":\"drop\"}", NULL, 0, 5, TRUE },
  { "half-open", "{\"cmd\":\"fault\",\"spec\":\"half-open\"}", "{\"cmd\":\"lift\"}", 0, 28, TRUE },
  { "stopped-process", NULL, NULL, SIGSTOP, 28, TRUE },
  { "garbage", "{\"cmd\":\"fault\",\"spec\":\"garbage\"}", NULL, 0, 5, FALSE },
  { "big-frame", "{\"cmd\":\"fault\",\"spec\":\"big-frame:mb=64\"}", NULL, 0, 10, TRUE },
  { "endless-fragments", "{\"cmd\":\"fault\",\"spec\":\"endless-fragments\"}", "{\"cmd\":\"lift\"}", 0, 20, TRUE,
    TRUE },
  { "deep-nesting", "{\"cmd\":\"fault\",\"spec\":\"deep-nesting:depth=100000\"}", NULL, 0, 5, TRUE },
  { "flood", "{\"cmd\":\"fault\",\"spec\":\"flood\"}", "{\"cmd\":\"lift\"}", 0, 6, FALSE },
  { "restart", "{\"cmd\":\"restart\",\"ms\":1500}", NULL, 0, 5, TRUE },
  { "trickle", "{\"cmd\":\"fault\",\"spec\":\"trickle\"}", "{\"cmd\":\"lift\"}", 0, 28, FALSE },
  { "late-snapshot", "{\"cmd\":\"fault\",\"spec\":\"late-snapshot:ms=1500,new=1\"}", "{\"cmd\":\"lift\"}", 0, 1, FALSE },
  { "piecemeal-snapshot", "{\"cmd\":\"fault\",\"spec\":\"piecemeal-snapshot:new=1\"}", "{\"cmd\":\"lift\"}", 0, 1, FALSE },
};

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Iterates until @check holds; FALSE when @seconds have passed. */
static gboolean
wait_until (Fixture *fixture, gboolean (*check) (Fixture *), double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  guint tick = g_timeout_add (50, tick_cb, NULL);
  gboolean holds;

  while (!(holds = check (fixture)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);

  return holds;
}

static gint64
read_status (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, key);
  g_assert_nonnull (line);

  return g_ascii_strtoll (line + strlen (key), NULL, 10);
}

static gboolean
is_ready (Fixture *fixture)
{
  return desk_session_get_state (fixture->session) == PAL_CLIENT_STATE_READY;
}

static gboolean
has_noticed (Fixture *fixture)
{
  return fixture->n_waiting > 0 || fixture->n_stopped > 0;
}

static gboolean
never (Fixture *fixture)
{
  return FALSE;
}

/* The truth of a user's legs as the colleagues page would have to show it. */
static DeskPresence
expect_presence (JsonObject *user)
{
  static const struct { const char *state; DeskPresence presence; } map[] = {
    { "calling", DESK_PRESENCE_RINGING }, { "ringing", DESK_PRESENCE_RINGING },
    { "dialling", DESK_PRESENCE_DIALLING }, { "waiting", DESK_PRESENCE_DIALLING },
    { "talking", DESK_PRESENCE_TALKING }, { "held", DESK_PRESENCE_ON_HOLD },
  };
  JsonArray *legs = json_object_get_array_member (user, "legs");

  g_assert_cmpuint (json_array_get_length (legs), <=, 1); /* nothing in these worlds makes a second call */
  for (guint i = 0; i < json_array_get_length (legs); i++)
    for (guint j = 0; j < G_N_ELEMENTS (map); j++)
      if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (legs, i), "state"),
                     map[j].state) == 0)
        return map[j].presence;

  if (json_object_get_null_member (user, "registered"))
    return DESK_PRESENCE_UNKNOWN;
  return json_object_get_boolean_member (user, "registered") ? DESK_PRESENCE_FREE : DESK_PRESENCE_OFFLINE;
}

static guint
compare (Fixture *fixture, gboolean is_loud)
{
  g_autoptr(JsonObject) world = palsim_process_control (fixture->palsim, "{\"cmd\":\"world\"}");
  JsonArray *users = json_object_get_array_member (world, "users");
  DeskPresenceModel *colleagues = desk_session_get_colleagues (fixture->session);
  guint n_different = 0, n_own_legs = 0;

  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      JsonObject *user = json_array_get_object_element (users, i);
      const char *number = json_object_get_string_member (user, "user");
      DeskExtension *row = desk_presence_model_find (colleagues, number);
      DeskPresence expected = expect_presence (user);

      if (strcmp (number, OWN) == 0)
        n_own_legs = json_array_get_length (json_object_get_array_member (user, "legs"));
      if (row != NULL && desk_extension_get_presence (row) == expected &&
          !desk_extension_get_is_stale (row) &&
          strcmp (desk_extension_get_name (row), json_object_get_string_member (user, "name")) == 0)
        continue;
      n_different++;
      if (is_loud)
        g_printerr ("%s: world %d, model %d, name %s\n", number, expected,
                    row != NULL ? (int) desk_extension_get_presence (row) : -1,
                    row != NULL ? desk_extension_get_name (row) : "-");
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (colleagues)) != json_array_get_length (users))
    n_different++;
  if (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (fixture->session))) != n_own_legs)
    n_different++;

  return n_different;
}

static gboolean
is_equal (Fixture *fixture)
{
  return is_ready (fixture) && compare (fixture, FALSE) == 0;
}

static void
state_cb (DeskSession *session, GParamSpec *pspec, Fixture *fixture)
{
  PalClientState state = desk_session_get_state (session);
  const GError *reason = desk_session_get_reason (session);

  if (state != PAL_CLIENT_STATE_WAITING && state != PAL_CLIENT_STATE_STOPPED)
    return;

  g_assert_nonnull (reason);
  g_assert_cmpuint (strlen (reason->message), >, 0);
  g_free (fixture->last_reason);
  fixture->last_reason = g_strdup (reason->message);
  if (state == PAL_CLIENT_STATE_WAITING)
    fixture->n_waiting++;
  else
    fixture->n_stopped++;
}

static void
do_control (Fixture *fixture, const char *request)
{
  json_object_unref (palsim_process_control (fixture->palsim, "%s", request));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *arguments[] = { "--users", "40", "--seed", "7", "--auto-answer", "1", NULL };

  fixture->palsim = palsim_process_start (PALSIM, arguments);
  fixture->account = store_account_new (NULL);
  g_object_set (fixture->account, "url", palsim_process_get_url (fixture->palsim), "user", OWN, NULL);
  fixture->session = desk_session_new (fixture->account, NULL, NULL, NULL);
  g_signal_connect (fixture->session, "notify::state", G_CALLBACK (state_cb), fixture);
  desk_session_sign_in (fixture->session, OWN);
  g_assert_true (wait_until (fixture, is_equal, 10));
  do_control (fixture, "{\"cmd\":\"traffic\",\"calls\":600}");
  wait_until (fixture, never, 1.5);
  fixture->n_waiting = fixture->n_stopped = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desk_session_sign_out (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_clear_object (&fixture->account);
  g_clear_pointer (&fixture->palsim, palsim_process_stop);
  g_free (fixture->last_reason);
}

static void
inject (Fixture *fixture, const Fault *fault)
{
  if (fault->is_quiet)
    {
      do_control (fixture, "{\"cmd\":\"traffic\",\"calls\":0}");
      wait_until (fixture, never, 3);
    }

  if (fault->stop_signal != 0)
    palsim_process_signal (fixture->palsim, fault->stop_signal);
  else
    do_control (fixture, fault->inject);

  if (g_str_has_suffix (fault->name, "-snapshot"))
    do_control (fixture, "{\"cmd\":\"fault\",\"spec\":\"drop\"}");
}

/* What must hold for every fault: noticed in time and said, healed, and then equal to the world. */
static void
suffer (Fixture *fixture, const Fault *fault)
{
  gint64 quiet = read_status ("VmRSS:"), begin = g_get_monotonic_time (), noticed, peak;

  fixture->n_waiting = fixture->n_stopped = 0;
  inject (fixture, fault);
  wait_until (fixture, has_noticed, fault->seconds);
  noticed = g_get_monotonic_time () - begin;
  if (fault->must_notice)
    {
      g_assert_true (has_noticed (fixture));
      g_assert_cmpuint (fixture->n_stopped, ==, 0);
    }

  if (fault->stop_signal != 0)
    palsim_process_signal (fixture->palsim, SIGCONT);
  if (fault->heal != NULL)
    do_control (fixture, fault->heal);

  for (guint i = 0; fixture->is_hasty && i < 40 && !wait_until (fixture, is_ready, 1); i++)
    desk_session_try_now (fixture->session);
  g_assert_true (wait_until (fixture, is_ready, 40));
  do_control (fixture, "{\"cmd\":\"traffic\",\"calls\":0}");
  if (!wait_until (fixture, is_equal, 20))
    {
      compare (fixture, TRUE);
      g_test_fail_printf ("the models differ from the world");
    }

  peak = read_status ("VmHWM:");
  g_test_message ("%s: noticed after %.1f s (%s), back and equal after %.1f s, memory %+" G_GINT64_FORMAT " KiB",
                  fault->name, noticed / 1e6,
                  fixture->last_reason != NULL ? fixture->last_reason : "never left Ready",
                  (g_get_monotonic_time () - begin) / 1e6, peak - quiet);
  g_assert_cmpint (peak - quiet, <, MAX_GROWTH);
}

static void
test_fault (Fixture *fixture, gconstpointer data)
{
  suffer (fixture, data);
}

static guint
count_files (void)
{
  g_autoptr(GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* One session through many faults in an order of chance: nothing grows. */
static void
test_soak (Fixture *fixture, gconstpointer data)
{
  gint64 memory = 0;
  guint n_files = 0;

  fixture->is_hasty = TRUE;
  for (guint i = 0; i < SOAK_ROUNDS; i++)
    {
      const Fault *fault = &faults[g_test_rand_int_range (0, G_N_ELEMENTS (faults))];

      if (fault->seconds > 20)
        continue; /* those that wait for a dead line have tests of their own */
      do_control (fixture, "{\"cmd\":\"traffic\",\"calls\":600}");
      suffer (fixture, fault);
      if (i == SOAK_ROUNDS / 3)
        {
          memory = read_status ("VmRSS:");
          n_files = count_files ();
        }
    }

  g_test_message ("after %d rounds: memory %+" G_GINT64_FORMAT " KiB, files %+d", SOAK_ROUNDS,
                  read_status ("VmRSS:") - memory, (int) count_files () - (int) n_files);
  g_assert_cmpint (read_status ("VmRSS:") - memory, <, 16 * 1024);
  g_assert_cmpuint (count_files (), <=, n_files + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", faults[i].name, NULL);

      g_test_add (path, Fixture, &faults[i], set_up, test_fault, tear_down);
    }
  g_test_add ("/faults/soak", Fixture, NULL, set_up, test_soak, tear_down);

  return g_test_run ();
}
