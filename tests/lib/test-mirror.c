/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/lib/test-mirror.h"

struct _TestMirror
{
  GListModel *model;
  GPtrArray *items; /* owned */
  guint n_changes;
};

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, TestMirror *self)
{
  self->n_changes++;
  g_assert_cmpint (position + removed, <=, self->items->len);
  g_assert_cmpint (g_list_model_get_n_items (model), ==, self->items->len - removed + added);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->items, (int) (position + i), g_list_model_get_item (model, position + i));
}

TestMirror *
test_mirror_new (GListModel *model)
{
  TestMirror *self = g_new0 (TestMirror, 1);

  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->items, g_list_model_get_item (model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

void
test_mirror_free (TestMirror *self)
{
  test_mirror_check (self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_free (self);
}

guint
test_mirror_take_changes (TestMirror *self)
{
  guint n = self->n_changes;

  self->n_changes = 0;
  return n;
}

void
test_mirror_check (TestMirror *self)
{
  g_assert_cmpint (g_list_model_get_n_items (self->model), ==, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == self->items->pdata[i]);
    }
}
