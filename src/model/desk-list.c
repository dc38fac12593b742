/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-list.h"

/* Beyond this many runs of removed rows one splice over all of them is cheaper. */
#define MAX_RUNS 16
/* Beyond this many new rows of a sorted list likewise. */
#define MAX_SINGLE 16

typedef struct
{
  GArray *rows;      /* owned items: the shown ones, then those of the open batch */
  GHashTable *index; /* key (of the item) -> item */
  guint n_shown;
  guint depth;
  GHashTable *gone;  /* items removed in the open batch */
} DeskListPrivate;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (DeskList, desk_list, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (DeskList)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

#define PRIV(self) ((DeskListPrivate *) desk_list_get_instance_private (self))
#define ITEM(priv, i) (g_array_index ((priv)->rows, gpointer, i))

static GType
list_get_item_type (GListModel *model)
{
  return DESK_LIST_GET_CLASS (model)->item_type;
}

static guint
list_get_n_items (GListModel *model)
{
  return PRIV (DESK_LIST (model))->n_shown;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  DeskListPrivate *priv = PRIV (DESK_LIST (model));

  return position < priv->n_shown ? g_object_ref (ITEM (priv, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

static gboolean
is_gone (DeskListPrivate *priv, guint position)
{
  return g_hash_table_contains (priv->gone, ITEM (priv, position));
}

/* Drops the gone rows from @start up to @end, and tells when they were shown. */
static void
compact (DeskList *self, guint start, guint end, gboolean tell)
{
  DeskListPrivate *priv = PRIV (self);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_object_unref);
  guint to = start;

  for (guint from = start; from < end; from++)
    {
      if (g_hash_table_remove (priv->gone, ITEM (priv, from)))
        g_ptr_array_add (dropped, ITEM (priv, from));
      else
        ITEM (priv, to++) = ITEM (priv, from);
    }
  if (to == end)
    return;
  g_array_remove_range (priv->rows, to, end - to);
  if (tell)
    {
      priv->n_shown -= end - to;
      g_list_model_items_changed (G_LIST_MODEL (self), start, end - start, to - start);
    }
}

static void
remove_shown (DeskList *self)
{
  DeskListPrivate *priv = PRIV (self);
  guint first = G_MAXUINT, last = 0, n_runs = 0;

  for (guint i = 0; i < priv->n_shown; i++)
    if (is_gone (priv, i))
      {
        if (first == G_MAXUINT)
          first = i;
        if (n_runs == 0 || last + 1 != i)
          n_runs++;
        last = i;
      }
  if (n_runs == 0)
    return;
  if (n_runs > MAX_RUNS)
    {
      compact (self, first, last + 1, TRUE);
      return;
    }
  for (guint end = last + 1; end > first;)
    {
      guint start = end - 1;

      while (start > 0 && is_gone (priv, start - 1))
        start--;
      compact (self, start, end, TRUE);
      for (end = start; end > first && !is_gone (priv, end - 1);)
        end--;
    }
}

void
desk_list_begin_batch (DeskList *self)
{
  PRIV (self)->depth++;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return DESK_LIST_GET_CLASS (user_data)->compare (*(const gconstpointer *) a, *(const gconstpointer *) b);
}

static guint
find_place (DeskList *self, gpointer item)
{
  DeskListPrivate *priv = PRIV (self);
  guint low = 0, high = priv->n_shown;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (DESK_LIST_GET_CLASS (self)->compare (ITEM (priv, middle), item) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
show_sorted (DeskList *self)
{
  DeskListPrivate *priv = PRIV (self);
  guint n_old = priv->n_shown, n_added = priv->rows->len - n_old;

  if (n_added > MAX_SINGLE)
    {
      g_array_sort_with_data (priv->rows, compare_rows, self);
      priv->n_shown = priv->rows->len;
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, priv->n_shown);
      return;
    }
  while (priv->rows->len > priv->n_shown)
    {
      gpointer item = ITEM (priv, priv->n_shown);
      guint place = find_place (self, item);

      g_array_remove_index (priv->rows, priv->n_shown);
      g_array_insert_val (priv->rows, place, item);
      priv->n_shown++;
      g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
    }
}

static void
show_appended (DeskList *self)
{
  DeskListPrivate *priv = PRIV (self);
  guint position = priv->n_shown;

  priv->n_shown = priv->rows->len;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, priv->n_shown - position);
}

void
desk_list_end_batch (DeskList *self)
{
  DeskListPrivate *priv = PRIV (self);

  g_return_if_fail (priv->depth > 0);
  if (priv->depth > 1)
    {
      priv->depth--;
      return;
    }

  g_object_ref (self);
  while (g_hash_table_size (priv->gone) > 0) /* a listener may remove more */
    {
      compact (self, priv->n_shown, priv->rows->len, FALSE);
      remove_shown (self);
    }
  priv->depth--;

  if (priv->rows->len > priv->n_shown)
    {
      if (DESK_LIST_GET_CLASS (self)->compare != NULL)
        show_sorted (self);
      else
        show_appended (self);
    }
  g_object_unref (self);
}

gpointer
desk_list_find (DeskList *self, const char *key)
{
  return g_hash_table_lookup (PRIV (self)->index, key);
}

guint
desk_list_get_size (DeskList *self)
{
  return PRIV (self)->n_shown;
}

gpointer
desk_list_peek (DeskList *self, guint position)
{
  DeskListPrivate *priv = PRIV (self);

  g_return_val_if_fail (position < priv->n_shown, NULL);
  return ITEM (priv, position);
}

gpointer *
desk_list_get_rows (DeskList *self, guint *n)
{
  DeskListPrivate *priv = PRIV (self);

  *n = priv->n_shown;
  return (gpointer *) (gpointer) priv->rows->data;
}

void
desk_list_append (DeskList *self, const char *key, gpointer item)
{
  DeskListPrivate *priv = PRIV (self);

  g_return_if_fail (!g_hash_table_contains (priv->index, key));
  desk_list_begin_batch (self);
  g_object_ref (item);
  g_array_append_val (priv->rows, item);
  g_hash_table_insert (priv->index, (gpointer) key, item);
  desk_list_end_batch (self);
}

gboolean
desk_list_remove (DeskList *self, const char *key)
{
  DeskListPrivate *priv = PRIV (self);
  gpointer item = g_hash_table_lookup (priv->index, key);

  if (item == NULL)
    return FALSE;
  desk_list_begin_batch (self);
  g_hash_table_remove (priv->index, key);
  g_hash_table_add (priv->gone, item);
  desk_list_end_batch (self);
  return TRUE;
}

static void
desk_list_dispose (GObject *object)
{
  DeskListPrivate *priv = PRIV (DESK_LIST (object));

  /* Rows stay readable for late listeners until finalize, but hold nothing any more. */
  g_hash_table_remove_all (priv->index);
  g_hash_table_remove_all (priv->gone);
  priv->n_shown = 0;
  for (guint i = 0; i < priv->rows->len; i++)
    g_object_unref (ITEM (priv, i));
  g_array_set_size (priv->rows, 0);
  G_OBJECT_CLASS (desk_list_parent_class)->dispose (object);
}

static void
desk_list_finalize (GObject *object)
{
  DeskListPrivate *priv = PRIV (DESK_LIST (object));

  g_array_unref (priv->rows);
  g_hash_table_unref (priv->index);
  g_hash_table_unref (priv->gone);
  G_OBJECT_CLASS (desk_list_parent_class)->finalize (object);
}

static void
desk_list_class_init (DeskListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_list_dispose;
  object_class->finalize = desk_list_finalize;
  klass->item_type = G_TYPE_OBJECT;
}

static void
desk_list_init (DeskList *self)
{
  DeskListPrivate *priv = PRIV (self);

  priv->rows = g_array_new (FALSE, FALSE, sizeof (gpointer));
  priv->index = g_hash_table_new (g_str_hash, g_str_equal);
  priv->gone = g_hash_table_new (NULL, NULL);
}
