/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-plain.h"

#include <string.h>

#define ELLIPSIS "…"
#define BETWEEN " · "
#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR
         || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static gboolean
is_kept (gunichar c)
{
  if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER)
    return TRUE;
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT: /* bidi controls are among them */
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
      return FALSE;
    default:
      return (c & 0xfffe) != 0xfffe && (c < 0xfdd0 || c > 0xfdef); /* noncharacters */
    }
}

/* Of the character before it. */
static gboolean
is_part (gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_iszerowidth (c);
}

/* A character and its marks are not parted. */
static void
cut (GString *line, guint max_chars)
{
  const char *end;

  if (g_utf8_strlen (line->str, (gssize) line->len) <= (glong) max_chars)
    return;
  end = g_utf8_offset_to_pointer (line->str, (glong) max_chars - 1);
  while (end > line->str && is_part (g_utf8_get_char (end)))
    end = g_utf8_prev_char (end);
  while (end > line->str && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  g_string_truncate (line, (gsize) (end - line->str));
  g_string_append (line, ELLIPSIS);
}

char *
desk_plain_line (const char *text, guint max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *line = g_string_new (NULL);
  gboolean is_after_blank = FALSE;

  g_return_val_if_fail (max_chars > 0, g_string_free (line, FALSE));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_blank (c))
        is_after_blank = line->len > 0;
      else if (is_kept (c))
        {
          if (is_after_blank)
            g_string_append_c (line, ' ');
          is_after_blank = FALSE;
          g_string_append_unichar (line, c);
        }
    }
  cut (line, max_chars);
  return g_string_free (line, FALSE);
}

char *
desk_plain_join (const char *const *parts, guint max_chars)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *line = desk_plain_line (parts[i], max_chars);

      if (*line == '\0' || g_ptr_array_find_with_equal_func (said, line, g_str_equal, NULL))
        g_free (line);
      else
        g_ptr_array_add (said, line);
    }
  g_ptr_array_add (said, NULL);
  joined = g_strjoinv (BETWEEN, (char **) said->pdata);
  return desk_plain_line (joined, max_chars);
}
