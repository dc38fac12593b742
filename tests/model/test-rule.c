/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules say, whom they fit, and that names and numbers stay where they belong. */
#include "config.h"

#include <string.h>

#include "model/desk-rule-private.h"
#include "tests/lib/naughty.h"

static DeskRuleSpec
url (const char *target)
{
  return (DeskRuleSpec){ .event = DESK_RULE_RINGS, .action = DESK_RULE_URL, .target = target };
}

static DeskRuleSpec
command (const char *target)
{
  return (DeskRuleSpec){ .event = DESK_RULE_RINGS, .action = DESK_RULE_COMMAND, .target = target };
}

static const DeskRuleFacts mori = { .event = DESK_RULE_ENDED, .number = "+81312345678", .name = "Mori & Söhne / 100%",
                                    .queue = "Sales", .slot = "701", .duration = 83, .n_messages = 2 };

static void
expect (DeskRuleSpec spec, const DeskRuleFacts *facts, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskFiring) firing = desk_firing_new (&spec, facts, "r", &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (desk_firing_get_rule_id (firing), ==, "r");
  if (spec.action == DESK_RULE_URL)
    {
      g_assert_null (desk_firing_get_argv (firing));
      g_assert_cmpstr (desk_firing_get_url (firing), ==, expected);
      return;
    }
  g_assert_null (desk_firing_get_url (firing));
  joined = g_strjoinv ("|", (char **) desk_firing_get_argv (firing));
  g_assert_cmpstr (joined, ==, expected);
}

static void
expect_not (DeskRuleSpec spec, const DeskRuleFacts *facts, int code)
{
  g_autoptr (GError) error = NULL;
  DeskFiring *firing = desk_firing_new (&spec, facts, NULL, &error);

  if (error == NULL)
    g_test_message ("%s", spec.target);
  g_assert_null (firing);
  g_assert_error (error, DESK_RULE_ERROR, code);
  g_assert_cmpint (strlen (error->message), >, 10);
}

static void
test_url (void)
{
  const DeskRuleFacts none = { .event = DESK_RULE_RINGS };

  expect (url ("https://crm.example/find?n=%number%&who=%name%#%queue%"), &mori,
          "https://crm.example/find?n=%2B81312345678&who=Mori%20%26%20S%C3%B6hne%20%2F%20100%25#Sales");
  expect (url ("HTTP://[::1]:8080/a%20b/%name%/%duration%/%slot%/%messages%/%direction%/%event%"), &mori,
          "HTTP://[::1]:8080/a%20b/Mori%20%26%20S%C3%B6hne%20%2F%20100%25/83/701/2/incoming/ended");
  expect (url ("https://a.example/?n=%number%"), &none, "https://a.example/?n=");
  expect (url ("https://a.example"), &none, "https://a.example");
}

static void
test_url_invalid (void)
{
  const char *const targets[] = {
    "", "crm.example/%number%", "file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/", "%name%",
    "https:%name%", "https://", "https:///x", "https://%name%/", "https://%name%.example/", "https://a.example%name%/",
    "https://a.example:%number%/", "https://a.example\\%name%", "https://me:secret@a.example/", "https://%name%@a.example/",
    "https://a.example/%nobody%", "https://a.example/a b", "https://a.example/%zz", "https://a.example/\n",
    "https://a.example:99999/", "tel:%number%", "httpsx://a.example/", " https://a.example/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    expect_not (url (targets[i]), &mori, DESK_RULE_ERROR_INVALID);
}

static void
test_url_steps (void)
{
  const char *const names[] = { ".", "..", "%2e%2e", "../..", "..\\.." };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const DeskRuleFacts facts = { .name = names[i] };

      if (i < 2)
        expect_not (url ("https://a.example/b/%name%"), &facts, DESK_RULE_ERROR_REFUSED);
      else
        {
          DeskRuleSpec spec = url ("https://a.example/b/%name%");
          g_autoptr (DeskFiring) firing = desk_firing_new (&spec, &facts, NULL, NULL);

          g_assert_cmpint (strchr (desk_firing_get_url (firing) + strlen ("https://a.example/b/"), '/') == NULL, ==, TRUE);
        }
    }
}

static void
test_command (void)
{
  const DeskRuleFacts odd = { .number = "$(id) `id` ; rm -rf ~ | x", .name = "%number% \"q\" 'q' \\\n--evil" };

  expect (command ("notify-send 'Call from %name%' %number%"), &mori,
          "notify-send|Call from Mori & Söhne / 100%|+81312345678");
  expect (command ("'/opt/my tool' --n=%number% \"\" %name%"), &odd,
          "/opt/my tool|--n=$(id) `id` ; rm -rf ~ | x||%number% \"q\" 'q' \\ --evil");
  expect (command ("sh -c 'echo \"$1\"' sh %number%"), &mori, "sh|-c|echo \"$1\"|sh|+81312345678");
  expect (command ("x %name%"), &(const DeskRuleFacts){ .name = NULL }, "x|");
}

static void
test_command_invalid (void)
{
  const char *const targets[] = {
    "", "   ", "'open", "%name%", "/bin/%name% x", "'' x", "x %nobody%", "x\ny", "sh -c 'echo %name%'", "/bin/bash -lc %name%",
    "env sh -c %name%", "python3 -c %name%", "perl -we %name%", "ssh host %name%", "env FOO=1 ssh host x%name%",
    "awk '{print \"%name%\"}'", "su -c %name%",
  };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    expect_not (command (targets[i]), &mori, DESK_RULE_ERROR_INVALID);
}

static void
test_options (void)
{
  const DeskRuleFacts facts = { .number = "--exec=x", .name = "-rf" }, blank = { .name = " \u200b\t-rf" };

  expect_not (command ("x %name%"), &facts, DESK_RULE_ERROR_REFUSED);
  expect_not (command ("x %slot%%number%"), &facts, DESK_RULE_ERROR_REFUSED);
  expect_not (command ("x %name%"), &blank, DESK_RULE_ERROR_REFUSED);
  expect_not (command ("x %name% --"), &facts, DESK_RULE_ERROR_REFUSED);
  expect (command ("x -- %name% %number%"), &facts, "x|--|-rf|--exec=x");
  expect (command ("x -n%name% n%name% --n=%number%"), &facts, "x|-n-rf|n-rf|--n=--exec=x");
}

/* --- whoever calls ---------------------------------------------------------------- */

static void
check_harmless (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      GUnicodeType type = g_unichar_type (c);

      g_assert_false (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR
                      || (type == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d));
    }
}

static void
check_url (const char *text, const DeskRuleFacts *facts)
{
  DeskRuleSpec spec = url ("https://crm.example:8443/p/%name%/q?n=%number%#f%name%");
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskFiring) firing = desk_firing_new (&spec, facts, NULL, &error);
  g_autoptr (GUri) uri = NULL;
  g_auto (GStrv) parts = NULL;

  if (firing == NULL)
    {
      g_assert_error (error, DESK_RULE_ERROR, DESK_RULE_ERROR_REFUSED);
      g_assert_true (strspn (text, ".") == strlen (text));
      return;
    }
  uri = g_uri_parse (desk_firing_get_url (firing), G_URI_FLAGS_ENCODED, NULL);
  g_assert_nonnull (uri);
  g_assert_cmpstr (g_uri_get_scheme (uri), ==, "https");
  g_assert_cmpstr (g_uri_get_host (uri), ==, "crm.example");
  g_assert_cmpint (g_uri_get_port (uri), ==, 8443);
  g_assert_null (g_uri_get_userinfo (uri));
  parts = g_strsplit (g_uri_get_path (uri), "/", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  g_assert_true (g_str_has_prefix (g_uri_get_query (uri), "n=") && strchr (g_uri_get_query (uri), '&') == NULL);
  for (const char *at = desk_firing_get_url (firing); *at != '\0'; at++)
    g_assert_true (g_ascii_isgraph (*at) && strchr ("\"'<>\\^`{|}", *at) == NULL);
}

static void
check_argv (const DeskRuleFacts *facts)
{
  DeskRuleSpec spec = command ("tool --from=%name% -- %name% 'a %number% b'");
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskFiring) firing = desk_firing_new (&spec, facts, NULL, &error);
  const char *const *argv;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  argv = desk_firing_get_argv (firing);
  g_assert_cmpuint (g_strv_length ((char **) argv), ==, 5);
  g_assert_cmpstr (argv[0], ==, "tool");
  g_assert_true (g_str_has_prefix (argv[1], "--from="));
  g_assert_cmpstr (argv[2], ==, "--");
  g_assert_true (g_str_has_prefix (argv[4], "a ") && g_str_has_suffix (argv[4], " b"));
  for (guint i = 0; argv[i] != NULL; i++)
    check_harmless (argv[i]);
  line = desk_firing_dup_text (firing);
  check_harmless (line);
}

static void
check_bare (const DeskRuleFacts *facts)
{
  DeskRuleSpec spec = command ("tool %name% %number%");
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskFiring) firing = desk_firing_new (&spec, facts, NULL, &error);
  const char *const *argv = firing != NULL ? desk_firing_get_argv (firing) : NULL;

  if (firing == NULL)
    {
      g_assert_error (error, DESK_RULE_ERROR, DESK_RULE_ERROR_REFUSED);
      return;
    }
  g_assert_cmpuint (g_strv_length ((char **) argv), ==, 3);
  g_assert_true (argv[1][0] != '-' && argv[2][0] != '-');
}

static void
test_naughty (void)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);

  g_assert_cmpuint (g_strv_length (texts), >=, 515);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      const DeskRuleFacts facts = { .name = texts[i], .number = texts[i], .queue = texts[i] };
      const DeskRuleSpec spec = { .number = texts[i], .queue = texts[i] };

      check_url (texts[i], &facts);
      check_argv (&facts);
      check_bare (&facts);
      desk_rule_matches (&spec, &facts);
    }
}

/* --- whom they fit ------------------------------------------------------------------ */

static void
test_matches (void)
{
  static const struct
  {
    const char *number, *queue;
    DeskRuleCaller caller;
    DeskRulePlace place;
    gboolean expected;
  } cases[] = {
    { NULL, NULL, 0, 0, TRUE },
    { "", " , ", 0, 0, TRUE },
    { "03*", NULL, 0, 0, TRUE },
    { "03-1234-5678", NULL, 0, 0, TRUE },
    { "03", NULL, 0, 0, FALSE },
    { "06*, 03 12*", NULL, 0, 0, TRUE },
    { "06*,+81*", NULL, 0, 0, FALSE },
    { "03????????", NULL, 0, 0, TRUE },
    { NULL, "sales", 0, 0, TRUE },
    { NULL, "SAL*", 0, 0, TRUE },
    { NULL, "support", 0, 0, FALSE },
    { NULL, NULL, DESK_RULE_CALLER_KNOWN, 0, TRUE },
    { NULL, NULL, DESK_RULE_CALLER_UNKNOWN, 0, FALSE },
    { NULL, NULL, 0, DESK_RULE_PLACE_EXTERNAL, TRUE },
    { NULL, NULL, 0, DESK_RULE_PLACE_INTERNAL, FALSE },
    { "03*", "sales", DESK_RULE_CALLER_KNOWN, DESK_RULE_PLACE_INTERNAL, FALSE },
  };
  const DeskRuleFacts facts = { .event = DESK_RULE_RINGS, .number = "03 (1234) 5678", .name = "Mori", .queue = "Ｓales",
                                .is_known = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DeskRuleSpec spec = { .event = DESK_RULE_RINGS, .number = cases[i].number, .queue = cases[i].queue,
                            .caller = cases[i].caller, .place = cases[i].place };

      g_test_message ("%u", i);
      g_assert_cmpint (desk_rule_matches (&spec, &facts), ==, cases[i].expected);
      spec.event = DESK_RULE_MISSED;
      g_assert_false (desk_rule_matches (&spec, &facts));
    }
}

static void
test_row (void)
{
  for (guint i = 0; i < DESK_N_RULE_EVENTS; i++)
    {
      const DeskRuleSpec spec = { i, "03*", "q", i % DESK_N_RULE_CALLERS, i % DESK_N_RULE_PLACES,
                                  i % DESK_N_RULE_ACTIONS, "https://a.example/" };
      g_autoptr (StoreRule) row = desk_rule_dup_row (&spec);
      g_autoptr (DeskRule) rule = NULL;
      const DeskRuleSpec *again;

      row->id = g_strdup ("x");
      rule = desk_rule_new (row);
      again = desk_rule_get_spec (rule);
      g_assert_cmpint (again->event, ==, spec.event);
      g_assert_cmpstr (again->number, ==, spec.number);
      g_assert_cmpstr (again->queue, ==, spec.queue);
      g_assert_cmpint (again->caller, ==, spec.caller);
      g_assert_cmpint (again->place, ==, spec.place);
      g_assert_cmpint (again->action, ==, spec.action);
      g_assert_cmpstr (again->target, ==, spec.target);
      g_free (row->event);
      row->event = g_strdup ("of another day");
      g_assert_null (desk_rule_new (row));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/rule/url", test_url);
  g_test_add_func ("/model/rule/url-invalid", test_url_invalid);
  g_test_add_func ("/model/rule/url-steps", test_url_steps);
  g_test_add_func ("/model/rule/command", test_command);
  g_test_add_func ("/model/rule/command-invalid", test_command_invalid);
  g_test_add_func ("/model/rule/options", test_options);
  g_test_add_func ("/model/rule/naughty", test_naughty);
  g_test_add_func ("/model/rule/matches", test_matches);
  g_test_add_func ("/model/rule/row", test_row);
  return g_test_run ();
}
