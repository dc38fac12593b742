/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-merge.h"

#include <string.h>

/* What counts of a value. */
static char *
dup_plain (const char *value)
{
  g_auto (GStrv) lines = NULL;

  if (value == NULL)
    return g_strdup ("");
  if (strchr (value, '\r') == NULL)
    return g_strstrip (g_strdup (value));
  lines = g_strsplit (value, "\r\n", -1);
  return g_strstrip (g_strjoinv ("\n", lines));
}

static gboolean
is_same_value (const char *a, const char *b)
{
  g_autofree char *plain_a = NULL, *plain_b = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  plain_a = dup_plain (a);
  plain_b = dup_plain (b);
  return g_str_equal (plain_a, plain_b);
}

static const char *
get (const PalContactInfo *info, const char *id)
{
  return info != NULL ? pal_contact_info_get (info, id) : NULL;
}

/* The ids of all fields of several versions, each once, in the order of the first that has it. */
static GPtrArray *
list_fields (const PalContactInfo *const *versions, guint n_versions)
{
  GPtrArray *ids = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_versions; i++)
    for (guint j = 0; versions[i] != NULL && j < pal_contact_info_get_n (versions[i]); j++)
      {
        const char *value, *id = pal_contact_info_get_nth (versions[i], j, &value);

        if (g_hash_table_add (known, (gpointer) id))
          g_ptr_array_add (ids, (gpointer) id);
      }
  return ids;
}

gboolean
desk_merge_is_same (const PalContactInfo *a, const PalContactInfo *b)
{
  const PalContactInfo *const versions[] = { a, b };
  g_autoptr (GPtrArray) ids = list_fields (versions, G_N_ELEMENTS (versions));

  for (guint i = 0; i < ids->len; i++)
    if (!is_same_value (get (a, ids->pdata[i]), get (b, ids->pdata[i])))
      return FALSE;
  return TRUE;
}

static PalContactInfo *
copy (const PalContactInfo *info)
{
  return info != NULL ? pal_contact_info_copy (info) : pal_contact_info_new ();
}

PalContactInfo *
desk_merge (const PalContactInfo *base, const PalContactInfo *mine, const PalContactInfo *theirs,
            GPtrArray **conflicting)
{
  const PalContactInfo *const versions[] = { mine, base };
  g_autoptr (GPtrArray) ids = list_fields (versions, G_N_ELEMENTS (versions));
  g_autoptr (GPtrArray) both = g_ptr_array_new_with_free_func (g_free);
  PalContactInfo *merged = copy (theirs);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = ids->pdata[i], *was = get (base, id), *wanted = get (mine, id), *is = get (theirs, id);

      if (is_same_value (wanted, was) || is_same_value (wanted, is))
        continue;
      pal_contact_info_set (merged, id, wanted);
      if (!is_same_value (is, was))
        g_ptr_array_add (both, g_strdup (id));
    }
  if (conflicting != NULL)
    *conflicting = g_steal_pointer (&both);
  return merged;
}

PalContactInfo *
desk_merge_undo (const PalContactInfo *base, const PalContactInfo *mine, const PalContactInfo *theirs)
{
  const PalContactInfo *const versions[] = { mine, base };
  g_autoptr (GPtrArray) ids = list_fields (versions, G_N_ELEMENTS (versions));
  PalContactInfo *undone = copy (theirs);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = ids->pdata[i], *was = get (base, id), *wanted = get (mine, id);

      if (!is_same_value (wanted, was) && is_same_value (wanted, get (theirs, id)))
        pal_contact_info_set (undone, id, was);
    }
  return undone;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
desk_merge_dup_key (const PalContactInfo *info)
{
  const PalContactInfo *const versions[] = { info };
  g_autoptr (GPtrArray) ids = list_fields (versions, G_N_ELEMENTS (versions));
  GString *key = g_string_new (NULL);

  g_ptr_array_sort (ids, compare_texts);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *plain = dup_plain (get (info, ids->pdata[i]));

      if (plain[0] != '\0')
        g_string_append_printf (key, "%s\n%s\n", (const char *) ids->pdata[i], plain);
    }
  return g_string_free (key, FALSE);
}
