/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-park-private.h"

#include <string.h>

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
