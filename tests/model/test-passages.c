/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three versions of a text. A | is a line end, a ~ one of Windows, a ^ one of old. */
#include "config.h"

#include <string.h>

#include "model/desk-passages.h"

typedef struct
{
  const char *name, *base, *mine, *theirs;
  guint n_conflicts;
  const char *with_mine, *with_theirs, *with_both; /* NULL: as with mine */
} Case;

static const Case cases[] = {
  /* nobody, or one of the two */
  { "nothing at all", "", "", "", 0, "" },
  { "nobody", "a|b|c|", "a|b|c|", "a|b|c|", 0, "a|b|c|" },
  { "nobody, without an end", "a|b", "a|b", "a|b", 0, "a|b" },
  { "I changed the middle", "a|b|c|", "a|X|c|", "a|b|c|", 0, "a|X|c|" },
  { "they changed the middle", "a|b|c|", "a|b|c|", "a|Y|c|", 0, "a|Y|c|" },
  { "I began it", "", "a|b|", "", 0, "a|b|" },
  { "they began it", "", "", "a|b|", 0, "a|b|" },
  { "I emptied it", "a|b|", "", "a|b|", 0, "" },
  { "they emptied it", "a|b|", "a|b|", "", 0, "" },
  { "I put a line first", "a|b|", "X|a|b|", "a|b|", 0, "X|a|b|" },
  { "they put a line last", "a|b|", "a|b|", "a|b|Y|", 0, "a|b|Y|" },
  { "I took a line out", "a|b|c|", "a|c|", "a|b|c|", 0, "a|c|" },
  /* both, in different places */
  { "first and last", "a|b|c|", "X|b|c|", "a|b|Y|", 0, "X|b|Y|" },
  { "last and first", "a|b|c|", "a|b|X|", "Y|b|c|", 0, "Y|b|X|" },
  { "before and after", "b|", "a|b|", "b|c|", 0, "a|b|c|" },
  { "a line goes, another comes", "a|b|c|d|", "b|c|d|", "a|b|c|d|e|", 0, "b|c|d|e|" },
  { "one line of three between", "a|b|c|d|e|", "a|X|c|d|e|", "a|b|c|Y|e|", 0, "a|X|c|Y|e|" },
  { "two places each", "a|b|c|d|e|f|g|", "A|b|c|d|E|f|g|", "a|b|C|d|e|f|G|", 0, "A|b|C|d|E|f|G|" },
  { "both take out, apart", "a|b|c|d|e|", "b|c|d|e|", "a|b|c|d|", 0, "b|c|d|" },
  { "I turn two about, they add", "a|b|c|d|", "b|a|c|d|", "a|b|c|d|e|", 0, "b|a|c|d|e|" },
  { "equal lines", "-|a|-|b|-|", "-|A|-|b|-|", "-|a|-|B|-|", 0, "-|A|-|B|-|" },
  { "blank lines", "||a|||b||", "||X|||b||", "||a|||Y||", 0, "||X|||Y||" },
  /* both alike */
  { "the same change", "a|b|c|", "a|X|c|", "a|X|c|", 0, "a|X|c|" },
  { "the same new line", "a|b|", "a|X|b|", "a|X|b|", 0, "a|X|b|" },
  { "the same line out", "a|b|c|", "a|c|", "a|c|", 0, "a|c|" },
  { "the same text begun", "", "a|", "a|", 0, "a|" },
  { "both emptied", "a|b|", "", "", 0, "" },
  { "the same change, and one more", "a|b|c|d|", "a|X|c|d|", "a|X|c|Y|", 0, "a|X|c|Y|" },
  /* both, differently */
  { "the same line", "a|b|c|", "a|X|c|", "a|Y|c|", 1, "a|X|c|", "a|Y|c|", "a|Y|X|c|" },
  { "the only line", "a|", "X|", "Y|", 1, "X|", "Y|", "Y|X|" },
  { "the only line, without an end", "a", "X", "Y", 1, "X", "Y", "Y|X" },
  { "two beginnings", "", "X|", "Y|", 1, "X|", "Y|", "Y|X|" },
  { "both put a line last", "a|", "a|X|", "a|Y|", 1, "a|X|", "a|Y|", "a|Y|X|" },
  { "both put a line first", "a|", "X|a|", "Y|a|", 1, "X|a|", "Y|a|", "Y|X|a|" },
  { "I take out what they change", "a|b|c|", "a|c|", "a|Y|c|", 1, "a|c|", "a|Y|c|", "a|Y|c|" },
  { "they take out what I change", "a|b|c|", "a|X|c|", "a|c|", 1, "a|X|c|", "a|c|", "a|X|c|" },
  { "they emptied it, I went on", "a|b|", "a|b|X|", "", 1, "a|b|X|", "", "a|b|X|" },
  { "neighbours", "a|b|c|d|", "a|X|c|d|", "a|b|Y|d|", 1, "a|X|c|d|", "a|b|Y|d|", "a|b|Y|X|c|d|" },
  { "two quarrels", "a|b|c|d|e|", "A|b|c|d|E|", "1|b|c|d|5|", 2, "A|b|c|d|E|", "1|b|c|d|5|",
    "1|A|b|c|d|5|E|" },
  { "a quarrel, and a change of each", "a|b|c|d|e|f|g|", "X|b|c|D|e|f|g|", "a|b|c|d2|e|f|Y|", 1,
    "X|b|c|D|e|f|Y|", "X|b|c|d2|e|f|Y|", "X|b|c|d2|D|e|f|Y|" },
  { "begun and ended alike", "a|", "b|X|c|", "b|Y|c|", 1, "b|X|c|", "b|Y|c|", "b|Y|X|c|" },
  { "both wrote below", "a", "a|X", "a|Y", 1, "a|X", "a|Y", "a|Y|X" },
  /* line ends */
  { "those of Windows stay", "a~b~c~", "a~X~c~", "a~b~Y~", 1, "a~X~c~", "a~b~Y~", "a~b~Y~X~c~" },
  { "those of Windows stay, apart", "a~b~c~d~", "X~b~c~d~", "a~b~c~Y~", 0, "X~b~c~Y~" },
  { "they turn to Windows", "a|b|c|", "a|X|c|", "a~b~c~", 0, "a~X~c~" },
  { "I turn to Windows", "a|b|c|", "a~b~c~", "a|b|Y|", 0, "a~b~Y~" },
  { "both turn to Windows", "a|b|c|", "X~b~c~", "a~b~Y~", 0, "X~b~Y~" },
  { "old line ends", "a^b^c^", "X^b^c^", "a^b^Y^", 0, "X^b^Y^" },
  { "I end the last line", "a|b", "a|b|", "Y|b", 0, "Y|b|" },
  { "they end the last line and go on", "a|b", "X|b", "a|b|c|", 0, "X|b|c|" },
  { "I take its end, they go on", "a|b|", "a|b", "a|b|c|", 0, "a|b|c|" },
  { "mixed ends stay where they are", "a|b~c|", "a|b~c|d|", "a|b~c|", 0, "a|b~c|d|" },
  /* texts that look like something else */
  { "marks of other programs", "<<<<<<<|=======|>>>>>>>|", "<<<<<<< X|=======|>>>>>>>|",
    "<<<<<<<|=======|>>>>>>> Y|", 0, "<<<<<<< X|=======|>>>>>>> Y|" },
  { "other scripts", "早番|遅番|夜勤|", "早番 佐藤|遅番|夜勤|", "早番|遅番|夜勤 森|", 0,
    "早番 佐藤|遅番|夜勤 森|" },
  { "blanks count", "a|b|", "a |b|", "a|b|", 0, "a |b|" },
  { "a line moved, another changed", "a|b|c|d|e|f|", "d|a|b|c|e|f|", "a|b|c|d|e|F|", 0, "d|a|b|c|e|F|" },
};

static char *
spell (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "|", "\n", 0);
  g_string_replace (out, "~", "\r\n", 0);
  g_string_replace (out, "^", "\r", 0);
  return g_string_free (out, FALSE);
}

static void
check_text (DeskPassages *passages, DeskSide side, const char *expected)
{
  g_autofree char *text = desk_passages_dup_text (passages, side, NULL), *wanted = spell (expected);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *base = spell (row->base), *mine = spell (row->mine), *theirs = spell (row->theirs);
  g_autoptr (DeskPassages) passages = desk_passages_new (base, mine, theirs);
  g_autoptr (GArray) ends = NULL;
  g_autofree char *text = desk_passages_dup_text (passages, DESK_SIDE_BOTH, &ends);

  g_assert_cmpuint (desk_passages_count (passages, DESK_PASSAGE_CONFLICT), ==, row->n_conflicts);
  check_text (passages, DESK_SIDE_MINE, row->with_mine);
  check_text (passages, DESK_SIDE_THEIRS, row->with_theirs != NULL ? row->with_theirs : row->with_mine);
  check_text (passages, DESK_SIDE_BOTH, row->with_both != NULL ? row->with_both : row->with_mine);
  g_assert_cmpuint (ends->len, ==, desk_passages_get_n (passages));
  if (ends->len > 0)
    g_assert_cmpuint (g_array_index (ends, gsize, ends->len - 1), ==, strlen (text));
}

/* --- texts by chance ---------------------------------------------------------------- */

static char *
make_text (GRand *random, guint n_words, guint n_lines)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (out, "w%d\n", g_rand_int_range (random, 0, (int)n_words));
  return g_string_free (out, FALSE);
}

static char *
change_text (GRand *random, const char *text, double share)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      if (g_rand_double (random) < share)
        g_string_append_printf (out, "new%u\n", g_rand_int (random));
      if (g_rand_double (random) >= share)
        g_string_append_printf (out, "%s\n", lines[i]);
    }
  return g_string_free (out, FALSE);
}

/* Every line of mine is in the result with mine, each of theirs in the one with theirs, unless the other
 * side alone took it out; a side that changed nothing leaves all to the other. */
static void
test_chance (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint)g_test_rand_int ());

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *base = make_text (random, 1 + i % 40, i % 60);
      g_autofree char *mine = change_text (random, base, 0.1), *theirs = change_text (random, base, 0.1);
      g_autoptr (DeskPassages) both = desk_passages_new (base, mine, theirs);
      g_autoptr (DeskPassages) turned = desk_passages_new (base, theirs, mine);
      g_autoptr (DeskPassages) alone = desk_passages_new (base, mine, base);
      g_autoptr (DeskPassages) alike = desk_passages_new (base, mine, mine);
      g_autofree char *text = desk_passages_dup_text (both, DESK_SIDE_MINE, NULL);
      g_autofree char *other = desk_passages_dup_text (turned, DESK_SIDE_THEIRS, NULL);
      g_auto (GStrv) lines = g_strsplit (mine, "\n", -1);
      g_autofree char *all = desk_passages_dup_text (both, DESK_SIDE_BOTH, NULL);

      check_text (alone, DESK_SIDE_THEIRS, mine);
      check_text (alike, DESK_SIDE_BOTH, mine);
      g_assert_cmpstr (text, ==, other);
      for (guint n = 0; lines[n] != NULL; n++)
        if (g_str_has_prefix (lines[n], "new"))
          g_assert_nonnull (strstr (all, lines[n]));
    }
}

/* A megabyte each; the last two have hardly a line in common. Under ASan, which looks at the whole rest of a
 * text for every line taken off it, a tenth has to do. */
static void
test_large (void)
{
  const guint n = g_getenv ("TEST_INSTRUMENTED") != NULL ? 15000 : 150000;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *base = make_text (random, 100000, n), *few = make_text (random, 3, 2 * n);
  g_autofree char *mine = change_text (random, base, 0.01), *theirs = change_text (random, base, 0.01);
  g_autofree char *odd = change_text (random, few, 0.5);
  g_autoptr (DeskPassages) passages = desk_passages_new (base, mine, theirs);
  g_autoptr (DeskPassages) strange = desk_passages_new (few, odd, base);
  g_autofree char *kept = desk_passages_dup_text (strange, DESK_SIDE_MINE, NULL);

  g_assert_cmpuint (strlen (base), >, n * 16 / 3);
  g_assert_cmpuint (desk_passages_count (passages, DESK_PASSAGE_MINE), >, n / 150);
  g_assert_cmpuint (strlen (kept), >=, strlen (odd) / 2);
}

static void
test_ends (void)
{
  static const char *const rows[][3] = {
    { "a\nb\n", "x\r\ny\r\n", "a\r\nb\r\n" }, { "a\r\nb", "x\ny\n", "a\nb" },         { "a\nb", "x", "a\nb" },
    { "a\nb", "x\ny\r\n", "a\nb" },           { "a\rb\r\nc", "\r\n", "a\r\nb\r\nc" }, { "", "x\r\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = desk_passages_adopt_ends (rows[i][0], rows[i][1]);

      g_assert_cmpstr (text, ==, rows[i][2]);
      g_assert_true (desk_passages_is_same (text, rows[i][0]));
    }
  g_assert_false (desk_passages_is_same ("a\n", "a"));
  g_assert_false (desk_passages_is_same ("a\n\n", "a\n"));
  g_assert_false (desk_passages_is_same ("a", "b"));
  g_assert_true (desk_passages_is_same (NULL, NULL));
  g_assert_false (desk_passages_is_same (NULL, ""));
  g_assert_true (desk_passages_is_same ("a\r\n\rb\n", "a\n\r\nb\r"));
  g_assert_false (desk_passages_is_same ("a\r\nb", "a\r\rb"));
  g_assert_false (desk_passages_is_same ("a\r\n", "a\r\r\n"));
}

static void
test_longest (void)
{
  g_assert_cmpuint (desk_passages_measure_longest (""), ==, 0);
  g_assert_cmpuint (desk_passages_measure_longest ("\n\n"), ==, 0);
  g_assert_cmpuint (desk_passages_measure_longest ("abc"), ==, 3);
  g_assert_cmpuint (desk_passages_measure_longest ("a\r\nabcd\rab\n"), ==, 4);
  g_assert_cmpuint (desk_passages_measure_longest ("日本\nabc\n日本語文"), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model/passages/case %s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/model/passages/chance", test_chance);
  g_test_add_func ("/model/passages/large", test_large);
  g_test_add_func ("/model/passages/ends", test_ends);
  g_test_add_func ("/model/passages/longest", test_longest);
  return g_test_run ();
}
