/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-copies.h"

GPtrArray *
desk_copies_list (DeskMirror *mirror, const char *phonebook, gboolean is_shared)
{
  DeskMirrorTable *table;
  g_autoptr (GArray) sorted = NULL;
  GPtrArray *known;

  g_return_val_if_fail (DESK_IS_MIRROR (mirror), NULL);
  if (!desk_mirror_get_is_fresh (mirror))
    return NULL;
  table = desk_mirror_get_table (mirror);
  sorted = desk_mirror_get_sorted (mirror, phonebook, is_shared);
  known = g_ptr_array_new_with_free_func (desk_known_free);
  for (guint i = 0; i < sorted->len; i++)
    {
      DeskMirrorEntry entry;

      desk_mirror_table_get (table, g_array_index (sorted, guint32, i), &entry);
      g_ptr_array_add (known, desk_known_new (entry.id, entry.name, entry.phonebook, entry.is_shared));
    }
  return known;
}

typedef struct
{
  DeskMirror *mirror;
  GPtrArray *known;
  DeskProgress progress;
  gpointer user_data;
  guint next;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->mirror);
  g_ptr_array_unref (reading->known);
  g_free (reading);
}

static DeskKnown *
get_next (Reading *reading)
{
  return reading->known->pdata[reading->next];
}

static void read_next (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  DeskKnown *known = reading->known->pdata[reading->next++];

  known->info = desk_mirror_load_finish (DESK_MIRROR (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (reading->progress != NULL)
    reading->progress (reading->next, reading->known->len, reading->user_data);
  read_next (g_steal_pointer (&task));
}

/* Takes the task over. */
static void
read_next (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  while (reading->next < reading->known->len && get_next (reading)->info != NULL)
    reading->next++;
  if (reading->next < reading->known->len && desk_mirror_get_is_fresh (reading->mirror))
    {
      desk_mirror_load_async (reading->mirror, get_next (reading)->id,
                              g_task_get_cancellable (task), read_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
desk_copies_read_async (DeskMirror *mirror, GPtrArray *known, DeskProgress progress,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->mirror = g_object_ref (mirror);
  reading->known = g_ptr_array_ref (known);
  reading->progress = progress;
  reading->user_data = user_data;
  g_task_set_source_tag (task, desk_copies_read_async);
  g_task_set_task_data (task, reading, reading_free);
  read_next (task);
}

gboolean
desk_copies_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
