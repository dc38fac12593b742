/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-csv.h"

#include <string.h>

gboolean
desk_csv_is_formula (const char *text)
{
  gunichar first = g_utf8_get_char_validated (text, -1);

  if (strchr ("=+-@\t\r\n|%", *text) != NULL)
    return *text != '\0';
  /* the wide forms of = + - @ */
  return first == 0xff1d || first == 0xff0b || first == 0xff0d || first == 0xff20;
}

static gboolean
needs_quotes (const char *text)
{
  return strpbrk (text, "\",\r\n") != NULL || g_ascii_isspace (*text)
         || (*text != '\0' && g_ascii_isspace (text[strlen (text) - 1]));
}

void
desk_csv_append_field (GString *out, const char *text, DeskCsvCare care)
{
  gboolean is_first = out->len == 0 || out->str[out->len - 1] == '\n';
  gboolean is_protected = text != NULL && care == DESK_CSV_PROTECTED && desk_csv_is_formula (text);

  /* A field that ends with a line end is quoted: a line end is always that of a row. */
  if (!is_first)
    g_string_append_c (out, ',');
  if (text == NULL || *text == '\0')
    {
      if (is_first)
        g_string_append (out, "\"\"");
      return;
    }
  if (!needs_quotes (text))
    {
      g_string_append_printf (out, "%s%s", is_protected ? "'" : "", text);
      return;
    }
  g_string_append (out, is_protected ? "\"'" : "\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
desk_csv_end_row (GString *out)
{
  g_string_append (out, "\r\n");
}
