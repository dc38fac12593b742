/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include "exchange/desk-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-module.h"

#define SAMPLE (64 * 1024)

static void
fault_free (gpointer data)
{
  DeskFault *fault = data;

  g_free (fault->reason);
  g_free (fault);
}

GPtrArray *
desk_faults_new (void)
{
  return g_ptr_array_new_with_free_func (fault_free);
}

void
desk_faults_add (GPtrArray *faults, guint line, const char *format, ...)
{
  DeskFault *fault = g_new (DeskFault, 1);
  va_list arguments;

  va_start (arguments, format);
  fault->line = line;
  fault->reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (faults, fault);
}

const char *
desk_next_line (const char *text, const char *end)
{
  while (text < end && *text != '\n' && *text != '\r')
    text++;
  if (text + 1 < end && text[0] == '\r' && text[1] == '\n')
    text++;
  return text < end ? text + 1 : end;
}

/* --- what it is ------------------------------------------------------------------- */

typedef struct
{
  const char *bytes, *charset;
  gsize length;
} Mark;

static const Mark marks[] = {
  { "\xef\xbb\xbf", "UTF-8", 3 },
  { "\xff\xfe\0\0", "UTF-32LE", 4 },
  { "\0\0\xfe\xff", "UTF-32BE", 4 },
  { "\xff\xfe", "UTF-16LE", 2 },
  { "\xfe\xff", "UTF-16BE", 2 },
};

/* Separators and line ends have a zero byte beside them in UTF-16, always on the same side. */
static const char *
guess_wide (const char *bytes, gsize length)
{
  gsize n[2] = { 0, 0 }, sample = MIN (length, SAMPLE) & ~(gsize) 1;

  for (gsize i = 0; i < sample; i++)
    n[i % 2] += bytes[i] == 0;
  if (n[1] * 10 > sample && n[0] * 8 <= n[1])
    return "UTF-16LE";
  if (n[0] * 10 > sample && n[1] * 8 <= n[0])
    return "UTF-16BE";
  return NULL;
}

/* Whether most of the lines that are not plain ASCII are UTF-8. */
static gboolean
is_mostly_utf8 (const char *bytes, gsize length)
{
  const char *end = bytes + length;
  guint n_good = 0, n_bad = 0;

  for (const char *next; bytes < end; bytes = next)
    {
      gboolean is_ascii = TRUE;

      next = desk_next_line (bytes, end);
      for (const char *p = bytes; p < next; p++)
        is_ascii &= (guchar) *p < 0x80 && *p != '\0';
      if (is_ascii)
        continue;
      if (g_utf8_validate (bytes, next - bytes, NULL))
        n_good++;
      else if (memchr (bytes, '\0', (gsize) (next - bytes)) == NULL)
        n_bad++;
    }
  return n_bad <= n_good;
}

/* How many lines are not what the encoding allows. */
static guint
count_bad (const char *bytes, gsize length, const char *charset)
{
  const char *end = bytes + MIN (length, SAMPLE);
  GIConv converter = g_iconv_open ("UTF-8", charset);
  guint n_bad = 0;

  if (converter == (GIConv) -1)
    return G_MAXUINT;
  for (const char *next; bytes < end; bytes = next)
    {
      g_autofree char *line = NULL;

      next = desk_next_line (bytes, end);
      line = g_convert_with_iconv (bytes, next - bytes, converter, NULL, NULL, NULL);
      n_bad += line == NULL;
    }
  g_iconv_close (converter);
  return n_bad;
}

static char *
guess_narrow (const char *bytes, gsize length)
{
  const DeskContacts *contacts = desk_module_load (NULL);
  g_autofree char *guess = contacts != NULL ? contacts->guess_charset (bytes, MIN (length, SAMPLE)) : NULL;
  guint n_guess, n_japanese;

  /* Microsoft's Shift_JIS has all of the other and what people write with it. */
  if (guess != NULL && (g_ascii_strcasecmp (guess, "SHIFT_JIS") == 0 || *guess == '\0'))
    g_clear_pointer (&guess, g_free);
  n_japanese = count_bad (bytes, length, "CP932");
  n_guess = guess != NULL ? count_bad (bytes, length, guess) : G_MAXUINT;
  if (guess != NULL && n_guess <= n_japanese)
    return g_steal_pointer (&guess);
  return g_strdup (n_japanese <= count_bad (bytes, length, "WINDOWS-1252") ? "CP932" : "WINDOWS-1252");
}

static char *
find_charset (const char *bytes, gsize length)
{
  const char *wide = guess_wide (bytes, length);

  if (wide != NULL)
    return g_strdup (wide);
  if (memmem (bytes, length, "\x1b$B", 3) != NULL || memmem (bytes, length, "\x1b$@", 3) != NULL)
    return g_strdup ("ISO-2022-JP");
  /* Telephones say it in their cards. */
  if (!g_utf8_validate (bytes, (gssize) length, NULL) && memmem (bytes, length, "CHARSET=SHIFT_JIS:", 18) != NULL)
    return g_strdup ("CP932");
  if (is_mostly_utf8 (bytes, length))
    return g_strdup ("UTF-8");
  return guess_narrow (bytes, length);
}

/* --- what it says ------------------------------------------------------------------- */

static const char *
past_mark (const char *text)
{
  return g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
}

/* @from is UTF-8 or nearly. */
static void
add_line (GString *text, const char *from, gsize length, guint line, GPtrArray *faults)
{
  g_autofree char *valid = NULL;

  if (g_utf8_validate (from, (gssize) length, NULL))
    {
      g_string_append_len (text, from, (gssize) length);
      return;
    }
  desk_faults_add (faults, line, _ ("It holds bytes that are no letters of the file's encoding."));
  valid = g_utf8_make_valid (from, (gssize) length);
  g_string_append (text, valid);
}

/* Narrow encodings: line by line, so that a bad one is one. */
static char *
decode_lines (const char *bytes, gsize length, const char *charset, GPtrArray *faults)
{
  gboolean is_utf8 = strcmp (charset, "UTF-8") == 0;
  GIConv converter = is_utf8 ? (GIConv) -1 : g_iconv_open ("UTF-8", charset);
  GString *text = g_string_sized_new (length + length / 2);
  const char *end = bytes + length;
  guint line = 1;

  for (const char *next; bytes < end; bytes = next, line++)
    {
      g_autofree char *converted = NULL;
      gsize n;

      next = desk_next_line (bytes, end);
      if (converter != (GIConv) -1)
        converted = g_convert_with_iconv (bytes, next - bytes, converter, NULL, &n, NULL);
      if (converted != NULL)
        add_line (text, converted, n, line, faults);
      else
        add_line (text, bytes, (gsize) (next - bytes), line, faults);
    }
  if (converter != (GIConv) -1)
    g_iconv_close (converter);
  return g_string_free (text, FALSE);
}

static char *
decode_wide (const char *bytes, gsize length, const char *charset, GPtrArray *faults)
{
  gsize unit = strstr (charset, "32") != NULL ? 4 : 2;
  g_autofree char *text = NULL;
  GString *out = g_string_sized_new (length);
  const char *end, *next;
  guint line = 1;
  gsize n;

  text = g_convert_with_fallback (bytes, (gssize) (length - length % unit), "UTF-8", charset, "\xef\xbf\xbd", NULL, &n,
                                  NULL);
  if (text == NULL)
    {
      /* Half of a pair somewhere: letter by letter. */
      GString *letters = g_string_sized_new (length);

      for (gsize i = 0; i + unit <= length; i += unit)
        {
          gsize size = unit;
          g_autofree char *letter = g_convert (bytes + i, (gssize) size, "UTF-8", charset, NULL, &n, NULL);

          if (letter == NULL && unit == 2 && i + 4 <= length)
            {
              letter = g_convert (bytes + i, 4, "UTF-8", charset, NULL, &n, NULL);
              size = letter != NULL ? 4 : unit;
            }
          if (letter != NULL)
            g_string_append_len (letters, letter, (gssize) n);
          else
            g_string_append_c (letters, '\xff');
          i += size - unit;
        }
      n = letters->len;
      text = g_string_free (letters, FALSE);
    }
  for (const char *p = text; p < text + n; p = next, line++)
    {
      end = text + n;
      next = desk_next_line (p, end);
      add_line (out, p, (gsize) (next - p), line, faults);
    }
  if (length % unit != 0)
    desk_faults_add (faults, n == 0 || text[n - 1] == '\n' || text[n - 1] == '\r' ? line : line - 1, _ ("The file ends in the middle of a letter."));
  return g_string_free (out, FALSE);
}

char *
desk_decode (const char *bytes, gsize length, char **charset, GPtrArray *faults, GError **error)
{
  g_autofree char *found = NULL, *text = NULL;
  gsize skip = 0;

  if (length > DESK_FILE_MAX_SIZE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("The file is too large."));
      return NULL;
    }
  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (bytes, marks[i].bytes, marks[i].length) == 0)
      {
        found = g_strdup (marks[i].charset);
        skip = marks[i].length;
      }
  if (found == NULL)
    found = find_charset (bytes, length);
  if (g_str_has_prefix (found, "UTF-16") || g_str_has_prefix (found, "UTF-32"))
    text = decode_wide (bytes + skip, length - skip, found, faults);
  else
    text = decode_lines (bytes + skip, length - skip, found, faults);
  if (charset != NULL)
    *charset = g_steal_pointer (&found);
  return g_strdup (past_mark (text));
}
