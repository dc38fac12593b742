/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places a person lists, for the PBX does not: park slots and shared lines. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-listing.h"

#define MAX_LISTED 1000 /* of one list */
#define MAX_DIGITS 18

#define SEPARATORS ",;\n"

static gboolean
is_digits (const char *text)
{
  gsize n = strspn (text, "0123456789");

  return n > 0 && n <= MAX_DIGITS && text[n] == '\0';
}

static char **
end_once (GPtrArray *numbers)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < numbers->len;)
    if (g_hash_table_contains (seen, numbers->pdata[i]))
      g_ptr_array_remove_index (numbers, i);
    else
      g_hash_table_add (seen, numbers->pdata[i++]);
  g_ptr_array_add (numbers, NULL);
  return (char **) g_ptr_array_steal (numbers, NULL);
}

/* The two ends of "701-704"; FALSE when it is no range. */
static gboolean
read_range (const char *part, char **first, char **last)
{
  g_auto (GStrv) ends = g_strsplit (part, "-", 2);

  if (ends[0] == NULL || ends[1] == NULL)
    return FALSE;
  *first = g_strdup (g_strstrip (ends[0]));
  *last = g_strdup (g_strstrip (ends[1]));
  return TRUE;
}

static void
add_part (GPtrArray *numbers, const char *part)
{
  g_autofree char *first = NULL, *last = NULL;

  if (part[0] != '\0' && read_range (part, &first, &last) && is_digits (first) && is_digits (last))
    {
      guint64 from = g_ascii_strtoull (first, NULL, 10), to = g_ascii_strtoull (last, NULL, 10);

      for (guint64 i = from; i <= to && numbers->len < MAX_LISTED; i++)
        g_ptr_array_add (numbers, g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int) strlen (first), i));
    }
  else if (part[0] != '\0' && numbers->len < MAX_LISTED)
    {
      g_ptr_array_add (numbers, g_strdup (part));
    }
}

char **
desk_listing_parse_slots (const char *text)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", SEPARATORS, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    add_part (numbers, g_strstrip (parts[i]));
  return end_once (numbers);
}

char **
desk_listing_parse_lines (const char *text)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", SEPARATORS, -1);

  for (guint i = 0; parts[i] != NULL && ids->len < MAX_LISTED; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_ptr_array_add (ids, g_strdup (parts[i]));
  return end_once (ids);
}

/* --- what a person typed ----------------------------------------------- */

/* Whatever kind of digits, commas and dashes the keyboard made. */
static char *
to_plain (const char *text)
{
  static const struct
  {
    const char *typed, *meant;
  } other[] = { { "\343\200\201", "," } /* ideographic comma */, { "\342\200\223", "-" } /* en dash */,
                { "\342\210\222", "-" } /* minus */,           { "\343\200\234", "-" } /* wave dash */,
                { "\342\200\220", "-" } /* hyphen */ };
  g_autofree char *same_width = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) plain = g_string_new (same_width != NULL ? same_width : text);

  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    g_string_replace (plain, other[i].typed, other[i].meant, 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static gboolean
check_word (const char *part, GError **error)
{
  for (const char *at = part; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isgraph (g_utf8_get_char (at)))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     _ ("“%s”: put a comma between two entries."), part);
        return FALSE;
      }
  return TRUE;
}

/* A slot's number, or a range of them; with how many they are. */
static gboolean
check_slot (const char *part, guint64 *n, GError **error)
{
  g_autofree char *first = NULL, *last = NULL;
  guint64 from, to;

  *n = 1;
  if (!read_range (part, &first, &last))
    return check_word (part, error);
  if (!is_digits (first) || !is_digits (last))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” is no range of numbers, such as 701-704."), part);
      return FALSE;
    }
  from = g_ascii_strtoull (first, NULL, 10);
  to = g_ascii_strtoull (last, NULL, 10);
  if (from > to)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” ends before it begins."), part);
      return FALSE;
    }
  *n = to - from + 1;
  return TRUE;
}

static gboolean
check_line (const char *part, guint64 *n, GError **error)
{
  *n = 1;
  return check_word (part, error);
}

static char *
tidy (const char *text, gboolean (*check) (const char *part, guint64 *n, GError **error), GError **error)
{
  g_autofree char *plain = to_plain (text != NULL ? text : "");
  g_auto (GStrv) parts = g_strsplit_set (plain, SEPARATORS, -1);
  g_autoptr (GString) tidied = g_string_new (NULL);
  guint64 n_all = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint64 n;

      if (g_strstrip (parts[i])[0] == '\0')
        continue;
      if (!check (parts[i], &n, error))
        return NULL;
      n_all += MIN (n, MAX_LISTED + 1);
      g_string_append_printf (tidied, "%s%s", tidied->len > 0 ? ", " : "", parts[i]);
    }
  if (n_all > MAX_LISTED)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("These are more than %d."), MAX_LISTED);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&tidied), FALSE);
}

char *
desk_listing_tidy_slots (const char *text, GError **error)
{
  return tidy (text, check_slot, error);
}

char *
desk_listing_tidy_lines (const char *text, GError **error)
{
  return tidy (text, check_line, error);
}
