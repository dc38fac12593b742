/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-finder.h"
#include "model/desk-fold.h"

#include <string.h>

static void
check_same (const char *a, const char *b)
{
  g_autofree char *left = desk_fold (a), *right = desk_fold (b);

  g_assert_cmpstr (left, ==, right);
}

static void
test_fold (void)
{
  check_same ("SATO", "sato");
  check_same ("Ｓａｔｏ", "sato");
  check_same ("サトウ", "さとう");
  check_same ("ｻﾄｳ", "さとう");
  check_same ("ｶﾞｽ", "がす");
  check_same ("ガス", "がす");
  check_same ("ヴァイオリン", "ゔぁいおりん");
  check_same ("René", "rene");
  check_same ("STRASSE", "straße");
  check_same ("１００３", "1003");
  check_same (NULL, "");

  g_autofree char *ga = desk_fold ("が"), *ka = desk_fold ("か");
  g_assert_cmpstr (ga, !=, ka);

  g_autofree char *bad = desk_fold ("a\xff" "b");
  g_assert_true (g_utf8_validate (bad, -1, NULL));
}

static void
test_words (void)
{
  g_auto (GStrv) words = desk_fold_words ("  Sato　アイコ ");
  g_auto (GStrv) none = desk_fold_words ("   ");
  g_autofree char *name = desk_fold ("Aiko サトウ sato あいこ");

  g_assert_null (none);
  g_assert_cmpint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[1], ==, "あいこ");
  g_assert_true (desk_fold_matches (name, (const char *const *) words));
  g_assert_false (desk_fold_matches ("sato", (const char *const *) words));
}

static int
order (const char *a, const char *b)
{
  GRefString *left = desk_fold_sort_key (a), *right = desk_fold_sort_key (b);
  int result = strcmp (left, right);

  g_ref_string_release (left);
  g_ref_string_release (right);
  return result;
}

static void
test_sort_key (void)
{
  g_assert_cmpint (order ("adam", "Berta"), <, 0);
  g_assert_cmpint (order ("Berta", "carl"), <, 0);
  g_assert_cmpint (order ("サトウ", "さとう"), ==, 0);
  g_assert_cmpint (order ("アベ", "さとう"), <, 0);
  g_assert_cmpint (order ("あべ", "サトウ"), <, 0);
}

static void
check_number (const char *typed, const char *expected)
{
  g_autofree char *number = desk_number_normalize (typed);

  g_assert_cmpstr (number, ==, expected);
}

static void
test_number (void)
{
  check_number ("03-1234 5678", "0312345678");
  check_number ("(03) 1234/5678", "0312345678");
  check_number ("+81 3 1234", "+8131234");
  check_number ("８０－１", "801");
  check_number ("*86", "*86");
  check_number ("#1", "#1");
  check_number ("1+2", NULL);
  check_number ("12a", NULL);
  check_number ("さとう", NULL);
  check_number ("  -- ", NULL);
  check_number ("+", NULL);
  check_number (NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/fold/fold", test_fold);
  g_test_add_func ("/model/fold/words", test_words);
  g_test_add_func ("/model/fold/sort-key", test_sort_key);
  g_test_add_func ("/model/number", test_number);
  return g_test_run ();
}
