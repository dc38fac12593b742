/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-park-private.h"

#include <string.h>

#define MAX_LISTED 1000 /* slots of one list */
#define MAX_DIGITS 18

int
desk_number_compare (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          const char *run_a = a + strspn (a, "0"), *run_b = b + strspn (b, "0");
          gsize n_a = strspn (run_a, "0123456789"), n_b = strspn (run_b, "0123456789");
          int order = n_a != n_b ? (n_a < n_b ? -1 : 1) : memcmp (run_a, run_b, n_a);

          if (order != 0)
            return order;
          a = run_a + n_a;
          b = run_b + n_b;
        }
      else if (*a != *b)
        {
          return (guchar) *a < (guchar) *b ? -1 : 1;
        }
      else
        {
          a++;
          b++;
        }
    }
  return (*a != '\0') - (*b != '\0');
}

/* Web phones write a slot whose name has unusual characters as "~" and four hexadecimal digits for each of them. */
char *
desk_park_dup_label (const char *number)
{
  gsize length = strlen (number);
  g_autoptr (GString) label = g_string_new (NULL);

  if (number[0] != '~' || length == 1 || length % 4 != 1)
    return g_strdup (number);
  for (const char *at = number + 1; *at != '\0'; at += 4)
    {
      gunichar c = 0;

      for (guint i = 0; i < 4; i++)
        {
          if (!g_ascii_isxdigit (at[i]))
            return g_strdup (number);
          c = c * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
        }
      if (!g_unichar_validate (c) || !g_unichar_isprint (c))
        return g_strdup (number);
      g_string_append_unichar (label, c);
    }
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static gboolean
is_digits (const char *text)
{
  gsize n = strspn (text, "0123456789");

  return n > 0 && n <= MAX_DIGITS && text[n] == '\0';
}

static void
add_range (GPtrArray *numbers, const char *first, const char *last)
{
  guint64 from = g_ascii_strtoull (first, NULL, 10), to = g_ascii_strtoull (last, NULL, 10);

  for (guint64 i = from; i <= to && numbers->len < MAX_LISTED; i++)
    g_ptr_array_add (numbers, g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int) strlen (first), i));
}

static void
add_part (GPtrArray *numbers, const char *part)
{
  g_auto (GStrv) ends = g_strsplit (part, "-", 2);

  if (part[0] == '\0')
    return;
  if (ends[0] != NULL && ends[1] != NULL)
    {
      g_strstrip (ends[0]);
      g_strstrip (ends[1]);
      if (is_digits (ends[0]) && is_digits (ends[1]))
        {
          add_range (numbers, ends[0], ends[1]);
          return;
        }
    }
  if (numbers->len < MAX_LISTED)
    g_ptr_array_add (numbers, g_strdup (part));
}

char **
desk_park_parse_slots (const char *text)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", ",;\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    add_part (numbers, g_strstrip (parts[i]));
  for (guint i = 0; i < numbers->len;)
    if (g_hash_table_contains (seen, numbers->pdata[i]))
      g_ptr_array_remove_index (numbers, i);
    else
      g_hash_table_add (seen, numbers->pdata[i++]);
  g_ptr_array_add (numbers, NULL);
  return (char **) g_ptr_array_steal (numbers, NULL);
}
