/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-colleague-order.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

/* What a worker may look at: the key is held, the number never changes while the extension is held. */
typedef struct
{
  GRefString *key;      /* owned */
  const char *number;   /* of the extension */
  DeskExtension *extension; /* of rows */
} Entry;

struct _DeskColleagueSort
{
  GPtrArray *rows; /* owned */
  GArray *entries; /* of Entry, of the rows prepared */
};

static int
compare_entries (const void *a, const void *b)
{
  const Entry *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : strcmp (left->number, right->number);
}

static int
compare_extensions (DeskExtension *a, DeskExtension *b)
{
  int order = strcmp (desk_extension_get_sort_key (a), desk_extension_get_sort_key (b));

  return order != 0 ? order : strcmp (desk_extension_get_number (a), desk_extension_get_number (b));
}

guint
desk_colleague_order_search (GPtrArray *order, DeskExtension *extension)
{
  guint low = 0, high = order->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_extensions (order->pdata[middle], extension) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
desk_colleague_order_insert (GPtrArray *order, DeskExtension *extension)
{
  g_ptr_array_insert (order, (int) desk_colleague_order_search (order, extension), g_object_ref (extension));
}

gboolean
desk_colleague_order_remove (GPtrArray *order, DeskExtension *extension)
{
  return g_ptr_array_remove (order, extension);
}

static void
clear_entry (gpointer data)
{
  g_ref_string_release (((Entry *) data)->key);
}

DeskColleagueSort *
desk_colleague_sort_new (GPtrArray *rows)
{
  DeskColleagueSort *self = g_new0 (DeskColleagueSort, 1);

  self->rows = rows;
  self->entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), rows->len);
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

void
desk_colleague_sort_free (DeskColleagueSort *self)
{
  g_array_unref (self->entries);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

gboolean
desk_colleague_sort_prepare (DeskColleagueSort *self, guint n)
{
  guint end = self->entries->len + MIN (n, self->rows->len - self->entries->len);

  for (guint i = self->entries->len; i < end; i++)
    {
      DeskExtension *extension = self->rows->pdata[i];
      Entry entry = { g_ref_string_acquire (desk_extension_get_sort_key (extension)),
                      desk_extension_get_number (extension), extension };

      desk_extension_get_fold (extension);
      g_array_append_val (self->entries, entry);
    }
  return end < self->rows->len;
}

/* Any thread: pointers change places, keys are released, no extension is touched. */
static void
sort (DeskColleagueSort *self)
{
  if (self->entries->len > 1)
    qsort (self->entries->data, self->entries->len, sizeof (Entry), compare_entries);
  for (guint i = 0; i < self->entries->len; i++)
    self->rows->pdata[i] = g_array_index (self->entries, Entry, i).extension;
  g_array_set_size (self->entries, 0);
}

static void
sort_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  sort (task_data);
  g_task_return_boolean (task, TRUE);
}

void
desk_colleague_sort_run_async (DeskColleagueSort *self, GAsyncReadyCallback callback, gpointer user_data)
{
  /* Never cancelled: what the worker holds must come back to this thread. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, desk_colleague_sort_run_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_set_task_data (task, self, (GDestroyNotify) desk_colleague_sort_free);
  g_task_run_in_thread (task, sort_thread);
}

GPtrArray *
desk_colleague_sort_run_finish (GAsyncResult *result)
{
  DeskColleagueSort *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, desk_colleague_sort_run_async), NULL);
  self = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&self->rows);
}

GPtrArray *
desk_colleague_sort_run (DeskColleagueSort *self)
{
  GPtrArray *order;

  desk_colleague_sort_prepare (self, self->rows->len);
  sort (self);
  order = g_steal_pointer (&self->rows);
  desk_colleague_sort_free (self);
  return order;
}
