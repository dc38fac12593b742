/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/desk-index.h"

static void
check_text (const char *names, const char *numbers, const char *expected)
{
  g_auto (GStrv) some = g_strsplit (names, "|", -1), more = g_strsplit (numbers, "|", -1);
  g_autofree char *text
      = desk_index_make_text ((const char *const *) some, (const char *const *) more, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_texts (void)
{
  check_text ("Aiko Sato", "1001", " aiko sato\001as\n 1001");
  check_text ("Ｓａｔｏ　アイコ", "０３-1234", " sato あいこ\001sあ\n 031234");
  check_text ("O'Brien-Müller, (Jr.)|Sales", "+81 3 1|x-12", " o brien muller jr sales\001obmj\n +8131 x 12");
  check_text ("", "", "\n");
  check_text ("\001\n\x7f", "", "\n"); /* the marks cannot come from outside */
  check_text ("ジョン・スミス", "", " じょん すみす\001じす\n");
}

static DeskQuality
rate (const char *names, const char *numbers, const char *typed)
{
  g_auto (GStrv) some = g_strsplit (names, "|", -1), more = g_strsplit (numbers, "|", -1);
  g_autofree char *text
      = desk_index_make_text ((const char *const *) some, (const char *const *) more, NULL);
  g_autoptr (DeskIndex) index = desk_index_new ();
  g_autoptr (DeskQuery) query = desk_query_new (typed);

  g_assert_nonnull (query);
  return desk_index_rate (index, query, desk_index_add (index, text));
}

static void
test_qualities (void)
{
  static const struct
  {
    const char *names, *numbers, *typed;
    DeskQuality quality;
  } rows[] = {
    { "Aiko Sato", "1001", "1001", DESK_QUALITY_EXACT },
    { "Aiko Sato", "1001", "10", DESK_QUALITY_NUMBER_PREFIX },
    { "Aiko Sato", "1001", "00", DESK_QUALITY_DIGITS },
    { "Aiko Sato", "1001", "２", DESK_QUALITY_NONE },
    { "Aiko Sato", "1001", "１０", DESK_QUALITY_NUMBER_PREFIX },
    { "Aiko Sato", "03-1234-5678", "031234", DESK_QUALITY_NUMBER_PREFIX },
    { "Aiko Sato", "03-1234-5678", "(03) 1234 5678", DESK_QUALITY_EXACT },
    { "Aiko Sato", "03-1234-5678", "5678", DESK_QUALITY_DIGITS },
    { "Aiko Sato", "1001|0312345678", "0312345678", DESK_QUALITY_EXACT },
    { "Aiko Sato", "1001", "aiko", DESK_QUALITY_WORD },
    { "Aiko Sato", "1001", "SATO", DESK_QUALITY_WORD },
    { "Aiko Sato", "1001", "sato aiko", DESK_QUALITY_WORD },
    { "Aiko Sato", "1001", "ai", DESK_QUALITY_WORD_PREFIX },
    { "Aiko Sato", "1001", "sato ai", DESK_QUALITY_WORD_PREFIX },
    { "Aiko Sato", "1001", "a", DESK_QUALITY_WORD_PREFIX },
    { "Aiko Sato", "1001", "as", DESK_QUALITY_INITIALS },
    { "Aiko Sato", "1001", "ko", DESK_QUALITY_INFIX },
    { "Aiko Sato", "1001", "k", DESK_QUALITY_NONE },   /* one letter begins a word */
    { "Aiko Sato", "1001", "sa ko", DESK_QUALITY_INFIX }, /* the worst word counts */
    { "Aiko Sato", "1001", "aiko 1001", DESK_QUALITY_WORD },
    { "Aiko Sato", "1001", "aiko ben", DESK_QUALITY_NONE },
    { "Aiko Ben Chie", "1", "bc", DESK_QUALITY_NONE }, /* first letters from the first on */
    { "Aiko Ben Chie", "1", "abc", DESK_QUALITY_INITIALS },
    { "Assunta Lind", "1", "as", DESK_QUALITY_WORD_PREFIX },
    { "サトウ", "1", "さとう", DESK_QUALITY_WORD },
    { "サトウ", "1", "ｻﾄ", DESK_QUALITY_WORD_PREFIX },
    { "佐藤 愛子", "1", "佐藤", DESK_QUALITY_WORD },
    { "佐藤 愛子", "1", "佐愛", DESK_QUALITY_INITIALS },
    { "山田太郎", "1", "田", DESK_QUALITY_INFIX },
    { "山田太郎", "1", "山田", DESK_QUALITY_WORD_PREFIX },
    { "がぎぐ", "1", "ｶﾞ", DESK_QUALITY_WORD_PREFIX },
    { "Müller", "1", "muller", DESK_QUALITY_WORD },
    { "Muller", "1", "MÜLLER", DESK_QUALITY_WORD },
    { "Mori Ltd.", "1", "ltd", DESK_QUALITY_WORD },
    { "Room 101", "1", "101", DESK_QUALITY_WORD },
    { "Hot|Line", "1", "hl", DESK_QUALITY_NONE }, /* two names are not one */
    { "x", "*70#", "*70#", DESK_QUALITY_EXACT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      DeskQuality quality = rate (rows[i].names, rows[i].numbers, rows[i].typed);

      if (quality != rows[i].quality)
        g_error ("%s %s: “%s” is %d, not %d", rows[i].names, rows[i].numbers, rows[i].typed, quality,
                 rows[i].quality);
    }
}

static void
found_cb (guint row, DeskQuality quality, gpointer user_data)
{
  g_assert_true (g_hash_table_insert (user_data, GUINT_TO_POINTER (row), GUINT_TO_POINTER (quality)));
}

/* Both parts together find what looking at each row finds, each row once. */
static void
check_search (DeskIndex *index, const char *typed)
{
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr (DeskQuery) query = desk_query_new (typed);
  guint n = 0;

  g_assert_nonnull (query);
  desk_index_search (index, query, DESK_INDEX_BEGINNINGS, found_cb, found);
  desk_index_search (index, query, DESK_INDEX_INSIDE, found_cb, found);
  for (guint row = 0; row < desk_index_get_size (index); row++)
    {
      DeskQuality quality = desk_index_rate (index, query, row);
      gpointer seen;
      gboolean is_found = g_hash_table_lookup_extended (found, GUINT_TO_POINTER (row), NULL, &seen);

      g_assert_cmpint (is_found, ==, quality != DESK_QUALITY_NONE);
      if (is_found)
        g_assert_cmpuint (GPOINTER_TO_UINT (seen), ==, quality);
      n += is_found;
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (found));
}

static char *
make_text (void)
{
  static const char *const parts[] = { "sa", "to", "mi", "ken", "さ", "とう", "田", "é" };
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *number = g_strdup_printf ("0%d", g_test_rand_int_range (1, 99999));
  const char *names[2] = { NULL }, *numbers[] = { number, NULL };

  for (int i = g_test_rand_int_range (1, 5); i > 0; i--)
    g_string_append_printf (name, "%s%s", parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))],
                            g_test_rand_bit () ? " " : "");
  names[0] = name->str;
  return desk_index_make_text (names, numbers, NULL);
}

static void
test_changes (void)
{
  static const char *const typed[] = { "s", "sa", "sato", "to mi", "さ", "とう", "田", "1", "12", "012", "ke", "as", "e" };
  g_autoptr (DeskIndex) index = desk_index_new ();

  for (guint i = 0; i < 9000; i++)
    {
      g_autofree char *text = make_text ();

      g_assert_cmpuint (desk_index_add (index, text), ==, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    check_search (index, typed[i]);
  for (guint i = 0; i < 30000; i++)
    {
      guint row = (guint) g_test_rand_int_range (0, 9000);
      g_autofree char *text = make_text ();

      if (desk_index_get_text (index, row) == NULL)
        desk_index_add (index, text);
      else if (g_test_rand_bit ())
        desk_index_set (index, row, text);
      else
        desk_index_remove (index, row);
    }
  g_assert_cmpuint (desk_index_get_size (index), ==, 9000); /* holes are filled */
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    check_search (index, typed[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/index/texts", test_texts);
  g_test_add_func ("/model/index/qualities", test_qualities);
  g_test_add_func ("/model/index/changes", test_changes);
  return g_test_run ();
}
