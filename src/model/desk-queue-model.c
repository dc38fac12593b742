/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-queue-private.h"

#include "model/desk-park-private.h"

struct _DeskQueueModel
{
  DeskList parent_instance;

  /* owned */
  DeskFlush *flush;
  DeskChanges changes;
  GHashTable *rooms;  /* room id (of the item) -> DeskWaiting */
  GHashTable *opened; /* queues with an open batch */

  guint generation, n_waiting;
};

G_DEFINE_FINAL_TYPE (DeskQueueModel, desk_queue_model, DESK_TYPE_LIST)

enum
{
  PROP_0,
  PROP_N_WAITING,
  N_PROPS
};

enum
{
  SEEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

DeskQueueModel *
desk_queue_model_new (DeskFlush *flush)
{
  DeskQueueModel *self = g_object_new (DESK_TYPE_QUEUE_MODEL, NULL);

  self->flush = flush != NULL ? desk_flush_ref (flush) : NULL;
  desk_changes_init (&self->changes, flush);
  return self;
}

DeskQueue *
desk_queue_model_find (DeskQueueModel *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_QUEUE_MODEL (self), NULL);
  return number != NULL ? desk_list_find (DESK_LIST (self), number) : NULL;
}

static DeskQueue *
add (DeskQueueModel *self, const char *number)
{
  g_autoptr (DeskQueue) queue = desk_queue_new (number, self->flush);

  desk_list_append (DESK_LIST (self), desk_queue_get_number (queue), queue);
  return queue; /* the list has it */
}

void
desk_queue_model_remember (DeskQueueModel *self, const char *number)
{
  if (desk_queue_model_find (self, number) == NULL)
    add (self, number);
}

static DeskQueue *
see (DeskQueueModel *self, const char *number)
{
  DeskQueue *queue = desk_queue_model_find (self, number);

  if (queue == NULL)
    {
      queue = add (self, number);
      g_signal_emit (self, signals[SEEN], 0, queue);
    }
  return queue;
}

static void
open_queue (DeskQueueModel *self, DeskQueue *queue)
{
  if (g_hash_table_add (self->opened, g_object_ref (queue)))
    desk_list_begin_batch (DESK_LIST (queue));
}

static GHashTable *
make_opened (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* Their listeners may begin and end a slice of their own. */
static void
close_queues (DeskQueueModel *self)
{
  g_autoptr (GHashTable) opened = g_steal_pointer (&self->opened);
  GHashTableIter iter;
  gpointer queue;

  self->opened = make_opened ();
  g_hash_table_iter_init (&iter, opened);
  while (g_hash_table_iter_next (&iter, &queue, NULL))
    {
      desk_list_end_batch (queue);
      desk_queue_update (queue);
    }
}

void
desk_queue_model_settle (DeskQueueModel *self)
{
  guint n = g_hash_table_size (self->rooms);

  if (g_hash_table_size (self->opened) > 0)
    close_queues (self);
  if (self->n_waiting == n)
    return;
  self->n_waiting = n;
  desk_changes_mark (&self->changes, self, properties, PROP_N_WAITING);
}

static void
leave (DeskQueueModel *self, DeskQueue *queue, DeskWaiting *waiting)
{
  const char *room_id = desk_waiting_get_room_id (waiting);

  open_queue (self, queue);
  if (g_hash_table_lookup (self->rooms, room_id) == waiting)
    g_hash_table_remove (self->rooms, room_id);
  desk_list_remove (DESK_LIST (queue), room_id);
}

DeskWaiting *
desk_queue_model_enter (DeskQueueModel *self, const PalQueueEvent *event, gint64 now)
{
  DeskQueue *queue = see (self, event->extension);
  DeskWaiting *known = desk_list_find (DESK_LIST (queue), event->room_id);

  if (known != NULL)
    {
      desk_waiting_set_generation (known, self->generation);
      return NULL;
    }

  g_autoptr (DeskWaiting) waiting = desk_waiting_new (event->extension, event->room_id, now, self->flush);
  DeskWaiting *elsewhere = desk_queue_model_find_room (self, event->room_id);

  /* A call waits in one queue at a time. */
  if (elsewhere != NULL)
    leave (self, desk_queue_model_find (self, desk_waiting_get_queue (elsewhere)), elsewhere);
  desk_waiting_set_generation (waiting, self->generation);
  open_queue (self, queue);
  desk_list_append (DESK_LIST (queue), desk_waiting_get_room_id (waiting), waiting);
  g_hash_table_insert (self->rooms, (gpointer) desk_waiting_get_room_id (waiting), waiting);
  return waiting; /* the queue has it */
}

void
desk_queue_model_leave (DeskQueueModel *self, const PalQueueEvent *event)
{
  DeskQueue *queue = see (self, event->extension);
  DeskWaiting *waiting = desk_list_find (DESK_LIST (queue), event->room_id);

  if (waiting != NULL)
    leave (self, queue, waiting);
}

DeskWaiting *
desk_queue_model_find_room (DeskQueueModel *self, const char *room_id)
{
  return room_id != NULL ? g_hash_table_lookup (self->rooms, room_id) : NULL;
}

void
desk_queue_model_begin_snapshot (DeskQueueModel *self)
{
  self->generation++;
}

void
desk_queue_model_end_snapshot (DeskQueueModel *self)
{
  g_autoptr (GList) all = g_hash_table_get_values (self->rooms);

  for (GList *at = all; at != NULL; at = at->next)
    if (desk_waiting_get_generation (at->data) != self->generation)
      leave (self, desk_queue_model_find (self, desk_waiting_get_queue (at->data)), at->data);
}

void
desk_queue_model_foreach_waiting (DeskQueueModel *self, GFunc func, gpointer user_data)
{
  g_autoptr (GList) all = g_hash_table_get_values (self->rooms);

  g_list_foreach (all, func, user_data);
}

DeskWaiting *
desk_queue_model_get_oldest (DeskQueueModel *self)
{
  g_return_val_if_fail (DESK_IS_QUEUE_MODEL (self), NULL);

  DeskWaiting *oldest = NULL;

  for (guint i = 0; i < desk_list_get_size (DESK_LIST (self)); i++)
    {
      DeskList *queue = desk_list_peek (DESK_LIST (self), i);
      DeskWaiting *first = desk_list_get_size (queue) > 0 ? desk_list_peek (queue, 0) : NULL;

      if (first != NULL
          && (oldest == NULL || desk_waiting_get_since (first) < desk_waiting_get_since (oldest)))
        oldest = first;
    }
  return oldest;
}

guint
desk_queue_model_get_n_waiting (DeskQueueModel *self)
{
  g_return_val_if_fail (DESK_IS_QUEUE_MODEL (self), 0);
  return self->n_waiting;
}

static void
desk_queue_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskQueueModel *self = DESK_QUEUE_MODEL (object);

  switch (id)
    {
    case PROP_N_WAITING: g_value_set_uint (value, self->n_waiting); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_queue_model_finalize (GObject *object)
{
  DeskQueueModel *self = DESK_QUEUE_MODEL (object);

  g_hash_table_unref (self->opened);
  g_hash_table_unref (self->rooms);
  desk_changes_clear (&self->changes);
  g_clear_pointer (&self->flush, desk_flush_unref);
  G_OBJECT_CLASS (desk_queue_model_parent_class)->finalize (object);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return desk_number_compare (desk_queue_get_number ((DeskQueue *) a),
                              desk_queue_get_number ((DeskQueue *) b));
}

static void
desk_queue_model_class_init (DeskQueueModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_queue_model_get_property;
  object_class->finalize = desk_queue_model_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_QUEUE;
  DESK_LIST_CLASS (klass)->compare = compare;

  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SEEN] = g_signal_new ("seen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, DESK_TYPE_QUEUE);
}

static void
desk_queue_model_init (DeskQueueModel *self)
{
  self->rooms = g_hash_table_new (g_str_hash, g_str_equal);
  self->opened = make_opened ();
}
