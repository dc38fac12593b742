/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-line-private.h"

#include "model/desk-enum-types.h"

struct _DeskLine
{
  GObject parent_instance;

  /* owned */
  char *id, *room_id, *talker, *talker_id;
  char *who, *other_number;
  DeskChanges changes;

  gint64 since;
  DeskLamp lamp;
  gboolean is_on;
};

G_DEFINE_FINAL_TYPE (DeskLine, desk_line, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_LAMP,
  PROP_WHO,
  PROP_OTHER_NUMBER,
  PROP_SINCE,
  PROP_ROOM_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskLine *
desk_line_new (const char *id, DeskFlush *flush)
{
  DeskLine *self = g_object_new (DESK_TYPE_LINE, NULL);

  self->id = g_strdup (id);
  desk_changes_init (&self->changes, flush);
  return self;
}

/* @property 0: nobody is told. */
static void
take_text (DeskLine *self, char **text, const char *value, guint property)
{
  desk_changes_take_text (&self->changes, self, properties, property, text,
                          value != NULL && value[0] != '\0' ? value : NULL);
}

void
desk_line_take (DeskLine *self, const PalLineEvent *event)
{
  self->is_on = TRUE;
  take_text (self, &self->room_id, event->room_id, PROP_ROOM_ID);
  take_text (self, &self->talker, event->line_talker, 0);
  take_text (self, &self->talker_id, event->line_talker_id, 0);
}

void
desk_line_free (DeskLine *self)
{
  self->is_on = FALSE;
  take_text (self, &self->room_id, NULL, PROP_ROOM_ID);
  take_text (self, &self->talker, NULL, 0);
  take_text (self, &self->talker_id, NULL, 0);
}

void
desk_line_show (DeskLine *self, DeskLamp lamp, gint64 since)
{
  if (self->lamp == lamp)
    return;
  self->lamp = lamp;
  desk_changes_mark (&self->changes, self, properties, PROP_LAMP);
  if (self->since == since)
    return;
  self->since = since;
  desk_changes_mark (&self->changes, self, properties, PROP_SINCE);
}

void
desk_line_set_who (DeskLine *self, const char *number, const char *name)
{
  take_text (self, &self->other_number, number, PROP_OTHER_NUMBER);
  take_text (self, &self->who, name, PROP_WHO);
}

gboolean
desk_line_get_is_on (DeskLine *self)
{
  return self->is_on;
}

const char *
desk_line_get_talker (DeskLine *self)
{
  return self->talker;
}

const char *
desk_line_get_talker_id (DeskLine *self)
{
  return self->talker_id;
}

const char *
desk_line_get_id (DeskLine *self)
{
  g_return_val_if_fail (DESK_IS_LINE (self), NULL);
  return self->id;
}

DeskLamp
desk_line_get_lamp (DeskLine *self)
{
  g_return_val_if_fail (DESK_IS_LINE (self), DESK_LAMP_FREE);
  return self->lamp;
}

const char *
desk_line_get_who (DeskLine *self)
{
  g_return_val_if_fail (DESK_IS_LINE (self), NULL);
  return self->who != NULL ? self->who : "";
}

const char *
desk_line_get_other_number (DeskLine *self)
{
  g_return_val_if_fail (DESK_IS_LINE (self), NULL);
  return self->other_number;
}

gint64
desk_line_get_since (DeskLine *self)
{
  g_return_val_if_fail (DESK_IS_LINE (self), 0);
  return self->since;
}

const char *
desk_line_get_room_id (DeskLine *self)
{
  g_return_val_if_fail (DESK_IS_LINE (self), NULL);
  return self->room_id;
}

static void
desk_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskLine *self = DESK_LINE (object);

  switch (id)
    {
    case PROP_ID: g_value_set_string (value, self->id); break;
    case PROP_LAMP: g_value_set_enum (value, self->lamp); break;
    case PROP_WHO: g_value_set_string (value, desk_line_get_who (self)); break;
    case PROP_OTHER_NUMBER: g_value_set_string (value, self->other_number); break;
    case PROP_SINCE: g_value_set_int64 (value, self->since); break;
    case PROP_ROOM_ID: g_value_set_string (value, self->room_id); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_line_finalize (GObject *object)
{
  DeskLine *self = DESK_LINE (object);

  desk_changes_clear (&self->changes);
  g_free (self->id);
  g_free (self->room_id);
  g_free (self->talker);
  g_free (self->talker_id);
  g_free (self->who);
  g_free (self->other_number);
  G_OBJECT_CLASS (desk_line_parent_class)->finalize (object);
}

static void
desk_line_class_init (DeskLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_line_get_property;
  object_class->finalize = desk_line_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_LAMP] = g_param_spec_enum ("lamp", NULL, NULL, DESK_TYPE_LAMP, DESK_LAMP_FREE, flags);
  properties[PROP_WHO] = g_param_spec_string ("who", NULL, NULL, "", flags);
  properties[PROP_OTHER_NUMBER] = g_param_spec_string ("other-number", NULL, NULL, NULL, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ROOM_ID] = g_param_spec_string ("room-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_line_init (DeskLine *self)
{
}
