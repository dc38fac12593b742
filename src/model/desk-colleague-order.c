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
  DeskExtension *extension; /* owned */
} Entry;

typedef struct
{
  Entry *entries;
  guint n;
} Entries;

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

static Entries *
entries_new (GPtrArray *rows)
{
  Entries *self = g_new0 (Entries, 1);

  self->n = rows->len;
  self->entries = g_new (Entry, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      DeskExtension *extension = rows->pdata[i];

      self->entries[i].key = g_ref_string_acquire (desk_extension_get_sort_key (extension));
      self->entries[i].number = desk_extension_get_number (extension);
      self->entries[i].extension = g_object_ref (extension);
    }
  return self;
}

static void
entries_sort (Entries *self)
{
  if (self->n > 1)
    qsort (self->entries, self->n, sizeof (Entry), compare_entries);
}

/* Empties it, so that nothing is left to be released in the worker. */
static GPtrArray *
entries_take (Entries *self)
{
  GPtrArray *order = g_ptr_array_new_full (self->n, g_object_unref);

  for (guint i = 0; i < self->n; i++)
    {
      g_ptr_array_add (order, self->entries[i].extension);
      g_ref_string_release (self->entries[i].key);
    }
  g_clear_pointer (&self->entries, g_free);
  self->n = 0;
  return order;
}

static void
entries_free (gpointer data)
{
  Entries *self = data;

  g_free (self->entries);
  g_free (self);
}

static void
sort_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  entries_sort (task_data);
  g_task_return_boolean (task, TRUE);
}

void
desk_colleague_order_sort_async (GPtrArray *rows, GAsyncReadyCallback callback, gpointer user_data)
{
  /* Never cancelled: what the worker holds must come back to this thread. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, desk_colleague_order_sort_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_set_task_data (task, entries_new (rows), entries_free);
  g_task_run_in_thread (task, sort_thread);
}

GPtrArray *
desk_colleague_order_sort_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, desk_colleague_order_sort_async), NULL);

  return entries_take (g_task_get_task_data (G_TASK (result)));
}

GPtrArray *
desk_colleague_order_sort (GPtrArray *rows)
{
  Entries *entries = entries_new (rows);
  GPtrArray *order;

  entries_sort (entries);
  order = entries_take (entries);
  entries_free (entries);
  return order;
}
