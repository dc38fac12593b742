/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-fold.h"

#include <string.h>

static gunichar
fold_kana (gunichar c)
{
  if ((c >= 0x30a1 && c <= 0x30f6) || c == 0x30fd || c == 0x30fe)
    return c - 0x60;
  return c;
}

/* Decomposed text without Latin accents; voiced marks of kana (U+3099, U+309A) are letters and stay. */
static char *
drop_accents (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 8);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x300 || c > 0x36f)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static char *
kana_to_hiragana (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 8);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, fold_kana (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

char *
desk_fold (const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *split = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (split, -1);
  g_autofree char *plain = drop_accents (folded);
  g_autofree char *joined = g_utf8_normalize (plain, -1, G_NORMALIZE_ALL_COMPOSE);

  return kana_to_hiragana (joined);
}

GRefString *
desk_fold_sort_key (const char *text)
{
  g_autofree char *valid = NULL, *composed = NULL, *kana = NULL;

  if (text != NULL && !g_str_is_ascii (text))
    {
      valid = g_utf8_make_valid (text, -1);
      composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
      kana = kana_to_hiragana (composed);
      text = kana;
    }
  g_autofree char *lower = g_utf8_casefold (text != NULL ? text : "", -1);
  g_autofree char *key = g_utf8_collate_key (lower, -1);

  return g_ref_string_new (key);
}

char **
desk_fold_words (const char *text)
{
  g_autofree char *folded = desk_fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      {
        g_strv_builder_add (builder, parts[i]);
        n++;
      }
  return n > 0 ? g_strv_builder_end (builder) : NULL;
}

gboolean
desk_fold_matches (const char *folded, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}
