/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-finder.h"

/* Marks people write between digits. */
static gboolean
is_filler (gunichar c)
{
  return g_unichar_isspace (c) || c == '-' || c == '.' || c == '/' || c == '(' || c == ')'
         || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30fc || c == 0x00ad;
}

char *
desk_number_normalize (const char *typed)
{
  if (typed == NULL)
    return NULL;

  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autofree char *text = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) && g_unichar_digit_value (c) >= 0)
        g_string_append_c (out, (char) ('0' + g_unichar_digit_value (c)));
      else if (c == '*' || c == '#' || (c == '+' && out->len == 0))
        g_string_append_c (out, (char) c);
      else if (!is_filler (c))
        return NULL;
    }
  if (out->len == 0 || g_str_equal (out->str, "+"))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
