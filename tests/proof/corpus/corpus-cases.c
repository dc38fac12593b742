/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "corpus-cases.h"

#include <string.h>

static void
case_free (gpointer data)
{
  CorpusCase *self = data;

  g_free (self->name);
  g_bytes_unref (self->text);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(CorpusCase *const *) a)->name, (*(CorpusCase *const *) b)->name);
}

GPtrArray *
corpus_cases_load (const char *folder, guint n)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      CorpusCase *one = g_new0 (CorpusCase, 1);
      char *text;
      gsize length;

      g_file_get_contents (path, &text, &length, &error);
      g_assert_no_error (error);
      one->name = g_strdup (name);
      one->text = g_bytes_new_take (text, length);
      g_ptr_array_add (cases, one);
    }
  g_assert_cmpuint (cases->len, >=, n);
  g_ptr_array_sort (cases, compare_names);

  return cases;
}

gboolean
corpus_case_is_good (const CorpusCase *self)
{
  return self->name[0] == 'y';
}

gboolean
corpus_case_is_bad (const CorpusCase *self)
{
  return self->name[0] == 'n';
}

GBytes *
corpus_case_wrap (const CorpusCase *self, const char *before, const char *after)
{
  GByteArray *array = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (self->text, &length);

  g_byte_array_append (array, (const guint8 *) before, strlen (before));
  if (length > 0)
    g_byte_array_append (array, data, length);
  g_byte_array_append (array, (const guint8 *) after, strlen (after));

  return g_byte_array_free_to_bytes (array);
}
