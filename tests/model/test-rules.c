/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens, and what the rules make of it: once, not too often, and never for what was there before. */
#include "config.h"

#include <string.h>

#include "model/desk-rules.h"
#include "tests/model/places.h"

static DeskRules *
rules_of (SessionFixture *fixture)
{
  return desk_session_get_rules (fixture->session);
}

/* "rings/0355/Chie/incoming/0/600//0 " */
static void
fire_cb (DeskRules *rules, DeskFiring *firing, SessionFixture *fixture)
{
  const char *const *argv = desk_firing_get_argv (firing);

  if (argv != NULL)
    g_string_append_printf (fixture->told, "%s ", argv[1]);
  else
    g_string_append_printf (fixture->told, "%s ", desk_firing_get_url (firing));
}

static void
message_cb (DeskSession *session, const char *text, SessionFixture *fixture)
{
  g_string_append_printf (fixture->told, "(%s) ", text);
}

static void
set_up (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_set_up (fixture, data);
  g_signal_connect (rules_of (fixture), "fire", G_CALLBACK (fire_cb), fixture);
  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), fixture);
}

static DeskRule *
add (SessionFixture *fixture, const DeskRuleSpec *spec)
{
  g_autoptr (GError) error = NULL;
  DeskRule *rule = desk_rules_save (rules_of (fixture), NULL, spec, &error);

  g_assert_no_error (error);
  return rule;
}

/* One for each event, of everything that can be said of it. */
static void
add_all (SessionFixture *fixture)
{
  for (DeskRuleEvent event = 0; event < DESK_N_RULE_EVENTS; event++)
    add (fixture, &(DeskRuleSpec){ .event = event, .action = DESK_RULE_COMMAND,
                                   .target = "x %event%/%number%/%name%/%direction%/%duration%/%queue%/%slot%/%messages%" });
}

static void
expect (SessionFixture *fixture, const char *expected)
{
  test_settle ();
  g_assert_cmpstr (fixture->told->str, ==, expected);
  g_string_truncate (fixture->told, 0);
}

static void
ring (SessionFixture *fixture, const char *room, const char *talker, const char *other, const char *name)
{
  g_autofree char *more
      = g_strdup_printf (",\"other_number\":\"%s\",\"other_display_name\":\"%s\"", other, name);

  pbx_status (fixture, "1000", 65, room, talker, more);
}

static void
pass (SessionFixture *fixture, guint seconds)
{
  for (guint i = 0; i < seconds; i += 5)
    {
      if (i > 0)
        fake_transport_pong (fixture->line);
      session_fixture_advance (fixture, MIN (5, seconds - i) * SECOND);
    }
  fake_transport_pong (fixture->line);
}

static void
reconnect (SessionFixture *fixture)
{
  fake_transport_drop (fixture->line, 1006, NULL);
  session_fixture_advance (fixture, 10 * SECOND);
  places_log_in (fixture);
}

static void
test_incoming (SessionFixture *fixture, gconstpointer data)
{
  add_all (fixture);
  places_start (fixture);
  places_queued (fixture, "600", "r1", TRUE);
  ring (fixture, "r1", "t1", "0355", "Mori -- Ltd.");
  expect (fixture, "rings/0355/Mori -- Ltd./incoming/0/600//0 ");
  ring (fixture, "r1", "t1", "0355", "Mori -- Ltd.");
  expect (fixture, "");
  places_status (fixture, "1000", 2, "r1", "t1", "0355");
  test_settle ();
  g_assert_true (g_str_has_prefix (fixture->told->str, "answered/0355/"));
  g_string_truncate (fixture->told, 0);
  pass (fixture, 83);
  places_status (fixture, "1000", 35, "r1", "t1", "0355");
  places_status (fixture, "1000", 36, "r1", "t1", "0355");
  expect (fixture, "");
  places_status (fixture, "1000", -1, "r1", "t1", "0355");
  test_settle ();
  g_assert_true (g_str_has_prefix (fixture->told->str, "ended/0355/"));
  g_assert_nonnull (strstr (fixture->told->str, "/incoming/83/600//0 "));
  g_string_truncate (fixture->told, 0);
  pass (fixture, 100);
  expect (fixture, "");
}

static void
test_missed (SessionFixture *fixture, gconstpointer data)
{
  /* Rules work whatever the person wants to be told of. */
  desk_notices_set_wanted (desk_session_get_notices (fixture->session), 0);
  add_all (fixture);
  places_start (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  places_status (fixture, "1000", -1, "r1", "t1", "0355");
  expect (fixture, "rings/0355//incoming/0///0 ");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "missed/0355//incoming/0///0 ");
  desk_notices_set_wanted (desk_session_get_notices (fixture->session), DESK_NOTICE_ALL);
  pass (fixture, 20);
  expect (fixture, "");
  /* Nobody called by number. */
  ring (fixture, "r2", "t2", "", "");
  expect (fixture, "rings///incoming/0///0 ");
}

static void
test_dialled (SessionFixture *fixture, gconstpointer data)
{
  add_all (fixture);
  places_start (fixture);
  pbx_notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"65\",\"room_id\":\"r1\",\"talker_id\":\"t1\","
                                        "\"other_number\":\"0355\",\"role\":\"c\"");
  expect (fixture, "dialled/0355//outgoing/0///0 ");
  pbx_notify (fixture, "notify_status", "\"user\":\"1000\",\"status\":\"2\",\"room_id\":\"r1\",\"talker_id\":\"t1\","
                                        "\"other_number\":\"0355\",\"role\":\"c\"");
  test_settle ();
  g_assert_false (g_str_has_prefix (fixture->told->str, "dialled"));
  g_string_truncate (fixture->told, 0);
  places_status (fixture, "1000", -1, "r1", "t1", "0355");
  test_settle ();
  g_string_truncate (fixture->told, 0);
  pass (fixture, 15);
  /* Nobody answers: it was dialled, and that is all. */
  places_status (fixture, "1000", 1, "r3", "t3", "0366");
  expect (fixture, "dialled/0366//outgoing/0///0 ");
  places_status (fixture, "1000", -1, "r3", "t3", "0366");
  pass (fixture, 15);
  expect (fixture, "");
}

static void
test_parked_and_voicemail (SessionFixture *fixture, gconstpointer data)
{
  add_all (fixture);
  places_start (fixture);
  pbx_notify (fixture, "notify_voicemail", "\"new\":2,\"unread\":2");
  expect (fixture, "");
  pbx_notify (fixture, "notify_voicemail", "\"new\":3,\"unread\":2");
  expect (fixture, "voicemail///incoming/0///3 ");
  pbx_notify (fixture, "notify_voicemail", "\"new\":1,\"unread\":2");
  expect (fixture, "");
  places_park_mine (fixture, "701", "r1", "t1", "0355");
  test_settle ();
  g_string_truncate (fixture->told, 0);
  pass (fixture, 119);
  expect (fixture, "");
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "parked-long/0355//incoming/0//701/0 ");
  pass (fixture, 600);
  expect (fixture, "");
}

/* What a new line tells of is no news, and what became of the rest meanwhile nobody saw. */
static void
test_snapshots (SessionFixture *fixture, gconstpointer data)
{
  add_all (fixture);
  desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  places_log_in (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  places_status (fixture, "1000", 2, "r2", "t2", "0366");
  pbx_notify (fixture, "notify_voicemail", "\"new\":2,\"unread\":2");
  pbx_get_ready (fixture, FALSE);
  session_fixture_advance (fixture, SECOND);
  expect (fixture, "");
  ring (fixture, "r3", "t3", "0377", "");
  expect (fixture, "rings/0377//incoming/0///0 ");
  reconnect (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  ring (fixture, "r4", "t4", "0388", "");
  places_status (fixture, "1000", 2, "r3", "t3", "0377");
  pbx_notify (fixture, "notify_voicemail", "\"new\":4,\"unread\":2");
  pbx_get_ready (fixture, FALSE);
  session_fixture_advance (fixture, 5 * SECOND);
  expect (fixture, "");
  /* What goes on from here is news. */
  places_status (fixture, "1000", 2, "r4", "t4", "0388");
  test_settle ();
  g_assert_true (g_str_has_prefix (fixture->told->str, "answered/0388/"));
  g_string_truncate (fixture->told, 0);
  pbx_notify (fixture, "notify_voicemail", "\"new\":5,\"unread\":2");
  expect (fixture, "voicemail///incoming/0///5 ");
}

static void
test_limit (SessionFixture *fixture, gconstpointer data)
{
  add (fixture, &(DeskRuleSpec){ .event = DESK_RULE_RINGS, .action = DESK_RULE_COMMAND, .target = "x %number%" });
  places_start (fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *room = g_strdup_printf ("r%u", i), *talker = g_strdup_printf ("t%u", i);
      g_autofree char *number = g_strdup_printf ("%u", 5000 + i);

      ring (fixture, room, talker, number, "");
      test_settle ();
    }
  expect (fixture, "5000 5001 5002 5003 5004 (Too much happens at once: some rules were left out) ");
  pass (fixture, 10);
  ring (fixture, "s1", "u1", "0355", "");
  expect (fixture, "0355 ");
}

static void
test_conditions (SessionFixture *fixture, gconstpointer data)
{
  const DeskRuleSpec specs[] = {
    { .caller = DESK_RULE_CALLER_KNOWN, .action = DESK_RULE_COMMAND, .target = "x known:%number%" },
    { .caller = DESK_RULE_CALLER_UNKNOWN, .action = DESK_RULE_COMMAND, .target = "x unknown:%number%" },
    { .place = DESK_RULE_PLACE_INTERNAL, .action = DESK_RULE_COMMAND, .target = "x inside:%number%" },
    { .place = DESK_RULE_PLACE_EXTERNAL, .action = DESK_RULE_URL, .target = "https://a.example/%number%" },
    { .number = "03*", .action = DESK_RULE_COMMAND, .target = "x 03" },
    { .queue = "600", .action = DESK_RULE_COMMAND, .target = "x queue" },
  };
  DeskRule *first;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    add (fixture, &specs[i]);
  session_fixture_start (fixture);
  ring (fixture, "r1", "t1", "1002", "");
  expect (fixture, "known:1002 inside:1002 ");
  session_fixture_advance (fixture, 11 * SECOND);
  fake_transport_pong (fixture->line);
  ring (fixture, "r2", "t2", "0355", "");
  expect (fixture, "unknown:0355 https://a.example/0355 03 ");
  session_fixture_advance (fixture, 11 * SECOND);
  fake_transport_pong (fixture->line);
  /* Those switched off, and those that are gone, do nothing. */
  first = g_list_model_get_item (desk_rules_get_list (rules_of (fixture)), 0);
  desk_rules_set_enabled (rules_of (fixture), first, FALSE);
  g_object_unref (first);
  first = g_list_model_get_item (desk_rules_get_list (rules_of (fixture)), 2);
  desk_rules_remove (rules_of (fixture), first);
  desk_rules_remove (rules_of (fixture), first);
  g_object_unref (first);
  ring (fixture, "r3", "t3", "1002", "");
  expect (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (desk_rules_get_list (rules_of (fixture))), ==, 5);
}

static void
test_refused (SessionFixture *fixture, gconstpointer data)
{
  add (fixture, &(DeskRuleSpec){ .event = DESK_RULE_RINGS, .action = DESK_RULE_COMMAND, .target = "x %name%" });
  places_start (fixture);
  ring (fixture, "r1", "t1", "0355", "--help");
  test_settle ();
  g_assert_true (g_str_has_prefix (fixture->told->str, "(A rule was left out: "));
}

/* A listener may let go of the session, and change the rules. */
static void
meddle_cb (DeskRules *rules, DeskFiring *firing, SessionFixture *fixture)
{
  g_autoptr (DeskRule) rule = g_list_model_get_item (desk_rules_get_list (rules), 0);

  if (rule != NULL)
    desk_rules_remove (rules, rule);
  desk_session_sign_out (fixture->session);
}

static void
test_meddling (SessionFixture *fixture, gconstpointer data)
{
  add (fixture, &(DeskRuleSpec){ .event = DESK_RULE_RINGS, .action = DESK_RULE_COMMAND, .target = "x 1" });
  add (fixture, &(DeskRuleSpec){ .event = DESK_RULE_RINGS, .action = DESK_RULE_COMMAND, .target = "x 2" });
  g_signal_connect (rules_of (fixture), "fire", G_CALLBACK (meddle_cb), fixture);
  places_start (fixture);
  ring (fixture, "r1", "t1", "0355", "");
  expect (fixture, "1 "); /* signed out, nothing more is done */
}

static void
test_trial (SessionFixture *fixture, gconstpointer data)
{
  const DeskRuleSpec spec = { .event = DESK_RULE_ENDED, .action = DESK_RULE_COMMAND, .target = "x %number%/%duration%" };
  const DeskRuleSpec wrong = { .event = DESK_RULE_ENDED, .action = DESK_RULE_URL, .target = "file:///%number%" };
  g_autoptr (DeskFiring) firing = desk_rules_try (rules_of (fixture), &spec, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (desk_firing_get_rule_id (firing));
  desk_rules_fire (rules_of (fixture), firing); /* also without a line */
  expect (fixture, "0312345678/83 ");
  g_assert_null (desk_rules_try (rules_of (fixture), &wrong, &error));
  g_assert_error (error, DESK_RULE_ERROR, DESK_RULE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (desk_rules_save (rules_of (fixture), NULL, &wrong, &error));
  g_assert_error (error, DESK_RULE_ERROR, DESK_RULE_ERROR_INVALID);
}

/* They are there again the next time. */
static void
test_kept (void)
{
  SessionFixture fixture = { 0 };
  DeskRuleSpec spec = { .event = DESK_RULE_RINGS, .number = "03*", .action = DESK_RULE_COMMAND, .target = "x 1" };
  g_autofree char *id = NULL;
  DeskRule *rule;

  fixture.database = store_database_new (":memory:");
  g_assert_true (store_database_open (fixture.database, NULL));
  session_fixture_set_up (&fixture, NULL);
  id = g_strdup (desk_rule_get_id (add (&fixture, &spec)));
  add (&fixture, &spec);
  spec.target = "x 2";
  rule = desk_rules_save (rules_of (&fixture), desk_rules_find (rules_of (&fixture), id), &spec, NULL);
  desk_rules_set_enabled (rules_of (&fixture), rule, FALSE);
  places_wait_for_database (&fixture);
  session_fixture_close (&fixture);
  session_fixture_open (&fixture);
  places_wait_for_database (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (desk_rules_get_list (rules_of (&fixture))), ==, 2);
  rule = g_list_model_get_item (desk_rules_get_list (rules_of (&fixture)), 0);
  g_assert_cmpstr (desk_rule_get_id (rule), ==, id);
  g_assert_false (desk_rule_get_is_enabled (rule));
  g_assert_cmpstr (desk_rule_get_spec (rule)->target, ==, "x 2");
  g_assert_cmpstr (desk_rule_get_spec (rule)->number, ==, "03*");
  g_object_unref (rule);
  session_fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/model/rules/" path, SessionFixture, NULL, set_up, function, session_fixture_tear_down)
  ADD ("incoming", test_incoming);
  ADD ("missed", test_missed);
  ADD ("dialled", test_dialled);
  ADD ("parked-and-voicemail", test_parked_and_voicemail);
  ADD ("snapshots", test_snapshots);
  ADD ("limit", test_limit);
  ADD ("conditions", test_conditions);
  ADD ("refused", test_refused);
  ADD ("meddling", test_meddling);
  ADD ("trial", test_trial);
#undef ADD
  g_test_add_func ("/model/rules/kept", test_kept);
  return g_test_run ();
}
