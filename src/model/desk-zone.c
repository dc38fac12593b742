/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-zone.h"

#include <string.h>

/* Lines of "JP<tab>+353916+1394441<tab>Asia/Tokyo<tab>…": some 20 KB. */
#define TABLE "/usr/share/zoneinfo/zone1970.tab"

gboolean
desk_zone_is_known (const char *name)
{
  g_autoptr (GTimeZone) zone = name != NULL && *name != '\0' ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL;
}

GTimeZone *
desk_zone_of_account (StoreAccount *account)
{
  const char *name = store_account_get_time_zone (account);
  GTimeZone *zone = name != NULL && *name != '\0' ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
desk_zone_list_names (void)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_file_get_contents (TABLE, &text, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 4);

      if (lines[i][0] != '#' && g_strv_length (cells) >= 3)
        g_ptr_array_add (names, g_strdup (cells[2]));
    }
  if (names->len > 0)
    g_ptr_array_add (names, g_strdup ("UTC"));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
