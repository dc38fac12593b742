/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-queue-private.h"

struct _DeskQueue
{
  DeskList parent_instance;

  /* owned */
  char *number, *name, *oldest_room;
  DeskChanges changes;

  gint64 oldest_since;
  guint n_waiting;
};

G_DEFINE_FINAL_TYPE (DeskQueue, desk_queue, DESK_TYPE_LIST)

enum
{
  PROP_0,
  PROP_NUMBER,
  PROP_NAME,
  PROP_N_WAITING,
  PROP_OLDEST_SINCE,
  PROP_OLDEST_ROOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskQueue *
desk_queue_new (const char *number, DeskFlush *flush)
{
  DeskQueue *self = g_object_new (DESK_TYPE_QUEUE, NULL);

  self->number = g_strdup (number);
  desk_changes_init (&self->changes, flush);
  return self;
}

static void
mark (DeskQueue *self, guint property)
{
  desk_changes_mark (&self->changes, self, properties, property);
}

static void
take_text (DeskQueue *self, char **text, const char *value, guint property)
{
  desk_changes_take_text (&self->changes, self, properties, property, text,
                          value != NULL && value[0] != '\0' ? value : NULL);
}

void
desk_queue_set_name (DeskQueue *self, const char *name)
{
  take_text (self, &self->name, name, PROP_NAME);
}

void
desk_queue_update (DeskQueue *self)
{
  guint n = desk_list_get_size (DESK_LIST (self));
  DeskWaiting *oldest = n > 0 ? desk_list_peek (DESK_LIST (self), 0) : NULL;
  gint64 since = oldest != NULL ? desk_waiting_get_since (oldest) : 0;

  if (self->n_waiting != n)
    {
      self->n_waiting = n;
      mark (self, PROP_N_WAITING);
    }
  if (self->oldest_since != since)
    {
      self->oldest_since = since;
      mark (self, PROP_OLDEST_SINCE);
    }
  take_text (self, &self->oldest_room, oldest != NULL ? desk_waiting_get_room_id (oldest) : NULL,
             PROP_OLDEST_ROOM);
}

const char *
desk_queue_get_number (DeskQueue *self)
{
  g_return_val_if_fail (DESK_IS_QUEUE (self), NULL);
  return self->number;
}

const char *
desk_queue_get_name (DeskQueue *self)
{
  g_return_val_if_fail (DESK_IS_QUEUE (self), NULL);
  return self->name != NULL ? self->name : self->number;
}

guint
desk_queue_get_n_waiting (DeskQueue *self)
{
  g_return_val_if_fail (DESK_IS_QUEUE (self), 0);
  return self->n_waiting;
}

gint64
desk_queue_get_oldest_since (DeskQueue *self)
{
  g_return_val_if_fail (DESK_IS_QUEUE (self), 0);
  return self->oldest_since;
}

const char *
desk_queue_get_oldest_room (DeskQueue *self)
{
  g_return_val_if_fail (DESK_IS_QUEUE (self), NULL);
  return self->oldest_room;
}

static void
desk_queue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskQueue *self = DESK_QUEUE (object);

  switch (id)
    {
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_NAME: g_value_set_string (value, desk_queue_get_name (self)); break;
    case PROP_N_WAITING: g_value_set_uint (value, self->n_waiting); break;
    case PROP_OLDEST_SINCE: g_value_set_int64 (value, self->oldest_since); break;
    case PROP_OLDEST_ROOM: g_value_set_string (value, self->oldest_room); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_queue_finalize (GObject *object)
{
  DeskQueue *self = DESK_QUEUE (object);

  desk_changes_clear (&self->changes);
  g_free (self->number);
  g_free (self->name);
  g_free (self->oldest_room);
  G_OBJECT_CLASS (desk_queue_parent_class)->finalize (object);
}

static void
desk_queue_class_init (DeskQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_queue_get_property;
  object_class->finalize = desk_queue_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_WAITING;

  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_OLDEST_SINCE] = g_param_spec_int64 ("oldest-since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_OLDEST_ROOM] = g_param_spec_string ("oldest-room", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_queue_init (DeskQueue *self)
{
}
