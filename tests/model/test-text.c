/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-text.h"

static void
check (const char *text, const char *name, const char *number, const char *slot, const char *expected)
{
  g_autofree char *found = desk_text_expand (text, name, number, slot);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_expand (void)
{
  check ("%c (%n) waits at %s", "Mori Ltd.", "0312345678", "701", "Mori Ltd. (0312345678) waits at 701");
  check ("no marks", "Mori", "1", "2", "no marks");
  check ("", "Mori", "1", "2", "");
  check ("%c%n%s", "a", "b", "c", "abc");
  check ("100 %% of %c", "Mori", NULL, NULL, "100 % of Mori");
  check ("%森 %c", "森 商店", NULL, NULL, "%森 森 商店");
}

/* A value is never looked at again, and what is no mark stays. */
static void
test_literal (void)
{
  check ("%c", "%n%s%%", "1", "2", "%n%s%%");
  check ("%x %C %", "Mori", "1", "2", "%x %C %");
  check ("%%c", "Mori", "1", "2", "%c");
  check ("%%%c", "Mori", "1", "2", "%Mori");
}

static void
test_one_line (void)
{
  check ("  %c\n at\t %s \r\n", "Mori\nLtd.", NULL, "701", "Mori Ltd. at 701");
  check ("%c at %s, please", "Mori", NULL, NULL, "Mori at , please");
  check ("%c %n %s", NULL, NULL, NULL, "");
}

static void
check_moved (const char *text, const char *from, const char *to, const char *expected)
{
  g_autofree char *found = desk_text_move_slot (text, from, to);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_move_slot (void)
{
  check_moved ("Mori waits at 701!", "701", "702", "Mori waits at 702!");
  check_moved ("701", "701", "702", "702");
  check_moved ("森さんが701で待っています", "701", "702", "森さんが702で待っています");
  check_moved ("call 0701 or 7012", "701", "702", "call 0701 or 7012");
  check_moved ("waits at …, please", "…", "702", "waits at 702, please");
  check_moved ("waits", "701", NULL, "waits");
  check_moved ("waits", NULL, "702", "waits");
}

static void
test_templates (void)
{
  const char *const own[] = { "mine", "%c", NULL }, *const none[] = { NULL };
  g_auto (GStrv) mine = desk_text_dup_templates (own), house = desk_text_dup_templates (none);
  g_auto (GStrv) unset = desk_text_dup_templates (NULL);

  g_assert_cmpstrv (mine, own);
  g_assert_cmpstrv (house, unset);
  check (house[0], "Mori", "0312345678", "701", "Mori (0312345678) is waiting for you at 701");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/text/expand", test_expand);
  g_test_add_func ("/model/text/literal", test_literal);
  g_test_add_func ("/model/text/move-slot", test_move_slot);
  g_test_add_func ("/model/text/one-line", test_one_line);
  g_test_add_func ("/model/text/templates", test_templates);
  return g_test_run ();
}
