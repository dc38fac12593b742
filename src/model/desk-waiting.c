/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-queue-private.h"

struct _DeskWaiting
{
  GObject parent_instance;

  /* owned */
  char *queue, *room_id, *number, *name;
  DeskChanges changes;

  gint64 since;
  guint generation; /* of the snapshot that named it */
};

G_DEFINE_FINAL_TYPE (DeskWaiting, desk_waiting, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ROOM_ID,
  PROP_QUEUE,
  PROP_NAME,
  PROP_NUMBER,
  PROP_SINCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskWaiting *
desk_waiting_new (const char *queue, const char *room_id, gint64 since, DeskFlush *flush)
{
  DeskWaiting *self = g_object_new (DESK_TYPE_WAITING, NULL);

  self->queue = g_strdup (queue);
  self->room_id = g_strdup (room_id);
  self->since = since;
  desk_changes_init (&self->changes, flush);
  return self;
}

static void
take_text (DeskWaiting *self, char **text, const char *value, guint property)
{
  desk_changes_take_text (&self->changes, self, properties, property, text,
                          value != NULL && value[0] != '\0' ? value : NULL);
}

void
desk_waiting_set_who (DeskWaiting *self, const char *number, const char *name)
{
  take_text (self, &self->number, number, PROP_NUMBER);
  take_text (self, &self->name, name, PROP_NAME);
}

void
desk_waiting_set_generation (DeskWaiting *self, guint generation)
{
  self->generation = generation;
}

guint
desk_waiting_get_generation (DeskWaiting *self)
{
  return self->generation;
}

const char *
desk_waiting_get_room_id (DeskWaiting *self)
{
  g_return_val_if_fail (DESK_IS_WAITING (self), NULL);
  return self->room_id;
}

const char *
desk_waiting_get_queue (DeskWaiting *self)
{
  g_return_val_if_fail (DESK_IS_WAITING (self), NULL);
  return self->queue;
}

const char *
desk_waiting_get_name (DeskWaiting *self)
{
  g_return_val_if_fail (DESK_IS_WAITING (self), NULL);
  return self->name != NULL ? self->name : "";
}

const char *
desk_waiting_get_number (DeskWaiting *self)
{
  g_return_val_if_fail (DESK_IS_WAITING (self), NULL);
  return self->number;
}

gint64
desk_waiting_get_since (DeskWaiting *self)
{
  g_return_val_if_fail (DESK_IS_WAITING (self), 0);
  return self->since;
}

static void
desk_waiting_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskWaiting *self = DESK_WAITING (object);

  switch (id)
    {
    case PROP_ROOM_ID: g_value_set_string (value, self->room_id); break;
    case PROP_QUEUE: g_value_set_string (value, self->queue); break;
    case PROP_NAME: g_value_set_string (value, desk_waiting_get_name (self)); break;
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_SINCE: g_value_set_int64 (value, self->since); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_waiting_finalize (GObject *object)
{
  DeskWaiting *self = DESK_WAITING (object);

  desk_changes_clear (&self->changes);
  g_free (self->queue);
  g_free (self->room_id);
  g_free (self->number);
  g_free (self->name);
  G_OBJECT_CLASS (desk_waiting_parent_class)->finalize (object);
}

static void
desk_waiting_class_init (DeskWaitingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_waiting_get_property;
  object_class->finalize = desk_waiting_finalize;

  properties[PROP_ROOM_ID] = g_param_spec_string ("room-id", NULL, NULL, NULL, flags);
  properties[PROP_QUEUE] = g_param_spec_string ("queue", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_waiting_init (DeskWaiting *self)
{
}
