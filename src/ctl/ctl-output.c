/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-output.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
is_harmful (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_SURROGATE;
}

static void
append_escaped (GString *out, const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_harmful (c) || (keep_lines && (c == '\n' || c == '\t')))
        g_string_append_unichar (out, c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c < 0x100)
        g_string_append_printf (out, "\\x%02x", c);
      else
        g_string_append_printf (out, "\\u{%x}", c);
    }
}

char *
ctl_escape (const char *text)
{
  GString *out = g_string_new (NULL);

  append_escaped (out, text, FALSE);
  return g_string_free (out, FALSE);
}

static void
put (const char *text, gsize length)
{
  fwrite (text, 1, length, stdout);
}

void
ctl_print_text (const char *text)
{
  gsize length = strlen (text);

  if (isatty (STDOUT_FILENO))
    {
      g_autoptr (GString) out = g_string_new (NULL);

      append_escaped (out, text, TRUE);
      put (out->str, out->len);
    }
  else
    {
      put (text, length);
    }
  if (length == 0 || text[length - 1] != '\n')
    putchar ('\n');
}

/* Such characters can only stand inside strings, where \u… says the same. */
void
ctl_print_json (const char *json, gssize length)
{
  const char *end = json + (length >= 0 ? (gsize)length : strlen (json));
  const char *plain = json;

  for (const char *p = json; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char (p);

      if ((c < 0x7f) || !is_harmful (c))
        continue;
      put (plain, p - plain);
      if (c >= 0x10000)
        printf ("\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
      else
        printf ("\\u%04x", c);
      plain = g_utf8_next_char (p);
    }
  put (plain, end - plain);
  putchar ('\n');
}

void
ctl_print (const char *format, ...)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  append_escaped (out, text, TRUE);
  put (out->str, out->len);
  putchar ('\n');
}

void
ctl_say (const char *format, ...)
{
  g_autoptr (GString) out = g_string_new ("palctl: ");
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  append_escaped (out, text, FALSE);
  g_string_append_c (out, '\n');
  fflush (stdout);
  fwrite (out->str, 1, out->len, stderr);
}
