/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random deeds at palsim, a process of its own, and verbs of a session that is signed in there; the line
 * breaks now and then. After each run the session shows what the control socket says is true. A run is its
 * seed. */
#include "config.h"

#include "model/desk-session-private.h"
#include "palsim-process.h"
#include "tests/lib/test-wait.h"

#define OWN "1001"
#define QUICK_RUNS 10
#define ALL_RUNS 100
#define N_DEEDS 14
#define PATIENCE (20 * G_USEC_PER_SEC) /* for the line to come back and the events to come */

typedef struct
{
  PalsimProcess *palsim;
  StoreAccount *account;
  DeskSession *session;
  GRand *rand;
  guint32 seed;
} Online;

static const char *const people[] = { "1001", "1002", "1003", "1004", "1005" };
static const char *const numbers[]
    = { "1001", "1002", "1003", "1004", "1005", "0312345678", "601", "8", "4711" };
static const char *const slots[] = { "701", "702" };

#define CHOOSE(self, words) words[g_rand_int_range ((self)->rand, 0, G_N_ELEMENTS (words))]

/* --- deeds ----------------------------------------------------------------- */

static void
do_phone (Online *self)
{
  static const char *const deeds[]
      = { "answer", "answer", "answer",   "hangup",   "hold", "resume", "cancel-transfer", "conference",
          "dial",   "dial",   "transfer", "transfer", "park", "record", "register" };
  const char *deed = CHOOSE (self, deeds), *number = CHOOSE (self, numbers);
  const char *user = CHOOSE (self, people);
  gboolean yes = g_rand_boolean (self->rand);

  if (g_str_equal (deed, "park"))
    number = CHOOSE (self, slots);
  g_test_message ("phone of %s: %s %s %d", user, deed, number, yes);
  palsim_process_try (
      self->palsim,
      "{\"cmd\":\"phone\",\"user\":\"%s\",\"do\":\"%s\",\"number\":\"%s\",\"blind\":%s,\"on\":%s}", user,
      deed, number, yes ? "true" : "false", yes ? "true" : "false");
}

static void
do_verb (Online *self)
{
  DeskCallModel *calls = desk_session_get_calls (self->session);
  guint n = desk_list_get_size (DESK_LIST (calls));
  DeskCall *call
      = n > 0 ? desk_list_peek (DESK_LIST (calls), (guint)g_rand_int_range (self->rand, 0, (gint32)n)) : NULL;
  DeskVerb verb = (DeskVerb)g_rand_int_range (self->rand, 0, DESK_VERB_DIAL + 1);
  const char *target = verb == DESK_VERB_PARK         ? CHOOSE (self, slots)
                       : verb == DESK_VERB_SEND_TONES ? "1"
                                                      : CHOOSE (self, numbers);

  if (verb == DESK_VERB_DIAL)
    desk_session_dial (self->session, target);
  else if (call != NULL && desk_session_run (self->session, verb, call, target) != NULL)
    g_test_message ("own verb %d on %s, %s", verb, desk_call_get_id (call), target);
}

static void
do_one (Online *self)
{
  switch (g_rand_int_range (self->rand, 0, 40))
    {
    case 0:
      g_test_message ("drop");
      palsim_process_try (self->palsim, "{\"cmd\":\"fault\",\"spec\":\"drop\"}");
      break;
    case 1:
    case 2:
    case 3:
      palsim_process_try (self->palsim,
                          "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"0901234567\",\"to\":\"%s\"}",
                          CHOOSE (self, people));
      break;
    case 4:
      palsim_process_try (self->palsim, "{\"cmd\":\"advance\",\"ms\":%d}",
                          g_rand_int_range (self->rand, 0, 40000));
      break;
    default:
      if (g_rand_int_range (self->rand, 0, 3) == 0)
        do_verb (self);
      else
        do_phone (self);
    }
}

/* --- comparing ------------------------------------------------------------- */

static gboolean
is_answered (int status)
{
  return status == PAL_CALL_STATUS_ANSWER_SUCCESS || status == PAL_CALL_STATUS_ANSWER_CALLEE;
}

static gboolean
fits (const DeskLeg *leg, const char *state, int status, gboolean is_originator)
{
  if (g_str_equal (state, "calling"))
    return leg->state == (is_originator ? DESK_LEG_DIALLING : DESK_LEG_CALLED);
  if (g_str_equal (state, "ringing"))
    return leg->state
           == (is_originator || status == PAL_CALL_STATUS_INCOMING ? DESK_LEG_DIALLING : DESK_LEG_RINGING);
  if (g_str_equal (state, "dialling"))
    return leg->state == DESK_LEG_DIALLING;
  if (g_str_equal (state, "waiting"))
    return leg->state
           == (status == PAL_CALL_STATUS_HOLD            ? DESK_LEG_HELD
               : is_originator && !is_answered (status) ? DESK_LEG_DIALLING
                                                         : DESK_LEG_TALKING);
  if (g_str_equal (state, "talking"))
    return leg->state == DESK_LEG_TALKING;
  if (g_str_equal (state, "held"))
    return leg->state == DESK_LEG_HELD;
  return desk_leg_is_up (leg); /* parked */
}

/* What is different about a leg, or NULL. */
static char *
compare_leg (Online *self, JsonObject *truth)
{
  const char *id = json_object_get_string_member (truth, "talker_id");
  const char *state = json_object_get_string_member (truth, "state");
  const char *role = json_object_get_string_member (truth, "role");
  int status = (int)json_object_get_int_member (truth, "status");
  const DeskLeg *leg = desk_leg_table_find (self->session->legs, id);
  DeskCall *call = desk_call_model_find (desk_session_get_calls (self->session), id);

  if (leg == NULL)
    return g_strdup_printf ("no leg %s, %s", id, state);
  if (!fits (leg, state, status, role[0] == 'c'))
    return g_strdup_printf ("leg %s is %s (%d), not %d", id, state, status, leg->state);
  if (g_strcmp0 (leg->room_id, json_object_get_string_member (truth, "room_id")) != 0)
    return g_strdup_printf ("leg %s is in another room than %s", id, leg->room_id);
  if (leg->is_recording != (guint)json_object_get_boolean_member (truth, "recording"))
    return g_strdup_printf ("leg %s: recording", id);
  if (g_str_equal (leg->user->number, OWN) && desk_leg_is_up (leg)
      && (call == NULL || desk_call_get_is_recording (call) != (gboolean)leg->is_recording))
    return g_strdup_printf ("leg %s: no call, or another", id);
  return NULL;
}

static char *
compare_user (Online *self, JsonObject *truth)
{
  const char *number = json_object_get_string_member (truth, "user");
  JsonArray *legs = json_object_get_array_member (truth, "legs");
  DeskUser *user = desk_leg_table_find_user (self->session->legs, number);
  DeskExtension *row = desk_presence_model_find (desk_session_get_colleagues (self->session), number);
  DeskPresence expected;
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (legs); i++)
    {
      char *difference = compare_leg (self, json_array_get_object_element (legs, i));

      if (difference != NULL)
        return difference;
    }
  for (const DeskLeg *leg = user != NULL ? user->legs : NULL; leg != NULL; leg = leg->next)
    n++;
  if (n != json_array_get_length (legs))
    return g_strdup_printf ("%s has %u legs", number, n);
  if (n > 0 || json_object_get_null_member (truth, "registered"))
    return NULL;
  expected
      = json_object_get_boolean_member (truth, "registered") ? DESK_PRESENCE_FREE : DESK_PRESENCE_OFFLINE;
  if (row == NULL || desk_extension_get_presence (row) != expected)
    return g_strdup_printf ("%s is not shown as %d", number, expected);
  return NULL;
}

static char *
compare (Online *self)
{
  g_autoptr (JsonObject) world = NULL;
  JsonArray *users;

  if (desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY)
    return g_strdup ("not ready");
  world = palsim_process_control (self->palsim, "{\"cmd\":\"world\"}");
  users = json_object_get_array_member (world, "users");
  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      char *difference = compare_user (self, json_array_get_object_element (users, i));

      if (difference != NULL)
        return difference;
    }
  return NULL;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Turns the main loop until there is no difference any more. */
static void
settle (Online *self)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  guint tick = g_timeout_add (20, tick_cb, NULL);
  g_autofree char *difference = NULL;

  while ((difference = compare (self)) != NULL)
    {
      if (g_get_monotonic_time () > end)
        g_error ("seed %u: %s", self->seed, difference);
      g_free (difference);
      desk_session_try_now (self->session);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

/* --- runs -------------------------------------------------------------------- */

static void
run (Online *self, guint32 seed)
{
  self->seed = seed;
  self->rand = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  for (guint i = 0; i < N_DEEDS; i++)
    {
      do_one (self);
      if (g_rand_boolean (self->rand))
        test_settle ();
    }
  settle (self);
  g_rand_free (self->rand);
}

static void
test_runs (void)
{
  const char *arguments[] = { "--users", "12", "--seed", "7", NULL };
  Online self = { .palsim = palsim_process_start (PALSIM, arguments) };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    palsim_process_try (self.palsim, "{\"cmd\":\"phone\",\"user\":\"%s\",\"do\":\"wait\"}", people[i]);
  self.account = store_account_new (NULL);
  g_object_set (self.account, "url", palsim_process_get_url (self.palsim), "user", OWN, NULL);
  self.session = desk_session_new (self.account, NULL, NULL, NULL);
  desk_session_sign_in (self.session, OWN);
  settle (&self);
  for (guint32 seed = 1; seed <= (g_test_slow () ? ALL_RUNS : QUICK_RUNS); seed++)
    run (&self, seed);
  desk_session_sign_out (self.session);
  test_settle ();
  g_assert_finalize_object (self.session);
  g_object_unref (self.account);
  palsim_process_stop (self.palsim);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/online", test_runs);
  return g_test_run ();
}
