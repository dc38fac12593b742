/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-line-private.h"

#include "model/desk-park-private.h"

typedef struct
{
  DeskLine *line; /* owned */
  guint generation;
  guint is_seen : 1;   /* the PBX named it, now or in former days */
  guint is_listed : 1; /* by the person */
} Entry;

struct _DeskLineModel
{
  DeskList parent_instance;

  /* owned */
  DeskFlush *flush;
  GHashTable *entries; /* id (of the line) -> Entry */
  GHashTable *rooms;   /* room id -> Entry, borrowed */

  guint generation;
};

G_DEFINE_FINAL_TYPE (DeskLineModel, desk_line_model, DESK_TYPE_LIST)

enum
{
  SEEN,
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->line);
  g_free (entry);
}

DeskLineModel *
desk_line_model_new (DeskFlush *flush)
{
  DeskLineModel *self = g_object_new (DESK_TYPE_LINE_MODEL, NULL);

  self->flush = flush != NULL ? desk_flush_ref (flush) : NULL;
  return self;
}

static Entry *
ensure (DeskLineModel *self, const char *id)
{
  Entry *entry = g_hash_table_lookup (self->entries, id);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->line = desk_line_new (id, self->flush);
  g_hash_table_insert (self->entries, (gpointer) desk_line_get_id (entry->line), entry);
  desk_list_append (DESK_LIST (self), desk_line_get_id (entry->line), entry->line);
  return entry;
}

static void
see (DeskLineModel *self, Entry *entry)
{
  if (entry->is_seen)
    return;
  entry->is_seen = TRUE;
  g_signal_emit (self, signals[SEEN], 0, entry->line);
}

static void
forget_room (DeskLineModel *self, Entry *entry)
{
  const char *room_id = desk_line_get_room_id (entry->line);

  if (room_id != NULL && g_hash_table_lookup (self->rooms, room_id) == entry)
    g_hash_table_remove (self->rooms, room_id);
}

DeskLine *
desk_line_model_take (DeskLineModel *self, const PalLineEvent *event)
{
  Entry *entry = ensure (self, event->line);

  forget_room (self, entry);
  desk_line_take (entry->line, event);
  if (event->room_id[0] != '\0')
    g_hash_table_insert (self->rooms, g_strdup (event->room_id), entry);
  entry->generation = self->generation;
  see (self, entry);
  return entry->line;
}

DeskLine *
desk_line_model_free (DeskLineModel *self, const char *id)
{
  Entry *entry = ensure (self, id);

  forget_room (self, entry);
  desk_line_free (entry->line);
  see (self, entry);
  return entry->line;
}

DeskLine *
desk_line_model_remember (DeskLineModel *self, const char *id)
{
  Entry *entry = ensure (self, id);

  entry->is_seen = TRUE;
  return entry->line;
}

static void
drop (DeskLineModel *self, Entry *entry)
{
  g_autofree char *id = g_strdup (desk_line_get_id (entry->line));

  desk_list_remove (DESK_LIST (self), id);
  g_hash_table_remove (self->entries, id);
  g_signal_emit (self, signals[DROPPED], 0, id);
}

void
desk_line_model_set_listed (DeskLineModel *self, const char *const *ids)
{
  g_autoptr (GList) entries = g_hash_table_get_values (self->entries);

  for (GList *at = entries; at != NULL; at = at->next)
    ((Entry *) at->data)->is_listed = FALSE;
  desk_list_begin_batch (DESK_LIST (self));
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    ensure (self, ids[i])->is_listed = TRUE;
  for (GList *at = entries; at != NULL; at = at->next)
    {
      Entry *entry = at->data;

      if (!entry->is_listed && !entry->is_seen)
        drop (self, entry);
    }
  desk_list_end_batch (DESK_LIST (self));
}

void
desk_line_model_begin_snapshot (DeskLineModel *self)
{
  self->generation++;
}

void
desk_line_model_end_snapshot (DeskLineModel *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (entry->generation == self->generation)
        continue;
      forget_room (self, entry);
      desk_line_free (entry->line);
    }
}

void
desk_line_model_foreach (DeskLineModel *self, GFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    func (((Entry *) value)->line, user_data);
}

DeskLine *
desk_line_model_find (DeskLineModel *self, const char *id)
{
  g_return_val_if_fail (DESK_IS_LINE_MODEL (self), NULL);

  Entry *entry = id != NULL ? g_hash_table_lookup (self->entries, id) : NULL;

  return entry != NULL ? entry->line : NULL;
}

DeskLine *
desk_line_model_find_room (DeskLineModel *self, const char *room_id)
{
  Entry *entry = room_id != NULL ? g_hash_table_lookup (self->rooms, room_id) : NULL;

  return entry != NULL ? entry->line : NULL;
}

static void
desk_line_model_finalize (GObject *object)
{
  DeskLineModel *self = DESK_LINE_MODEL (object);

  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->entries);
  g_clear_pointer (&self->flush, desk_flush_unref);
  G_OBJECT_CLASS (desk_line_model_parent_class)->finalize (object);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return desk_number_compare (desk_line_get_id ((DeskLine *) a), desk_line_get_id ((DeskLine *) b));
}

static void
desk_line_model_class_init (DeskLineModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_line_model_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_LINE;
  DESK_LIST_CLASS (klass)->compare = compare;

  signals[SEEN] = g_signal_new ("seen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, DESK_TYPE_LINE);
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_line_model_init (DeskLineModel *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
