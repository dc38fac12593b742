/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-park-private.h"

struct _DeskPark
{
  GObject parent_instance;

  /* owned */
  char *number, *label, *name, *other_number, *room_id, *talker_id;
  DeskChanges changes;

  gint64 since;
  gboolean is_taken, is_mine;
};

G_DEFINE_FINAL_TYPE (DeskPark, desk_park, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NUMBER,
  PROP_LABEL,
  PROP_IS_TAKEN,
  PROP_IS_MINE,
  PROP_NAME,
  PROP_OTHER_NUMBER,
  PROP_SINCE,
  PROP_ROOM_ID,
  PROP_TALKER_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskPark *
desk_park_new (const char *number, DeskFlush *flush)
{
  DeskPark *self = g_object_new (DESK_TYPE_PARK, NULL);

  self->number = g_strdup (number);
  self->label = desk_park_dup_label (number);
  desk_changes_init (&self->changes, flush);
  return self;
}

static void
mark (DeskPark *self, guint property)
{
  desk_changes_mark (&self->changes, self, properties, property);
}

static void
take_text (DeskPark *self, char **text, const char *value, guint property)
{
  desk_changes_take_text (&self->changes, self, properties, property, text,
                          value != NULL && value[0] != '\0' ? value : NULL);
}

static void
set_since (DeskPark *self, gint64 since)
{
  if (self->since == since)
    return;
  self->since = since;
  mark (self, PROP_SINCE);
}

static void
set_is_taken (DeskPark *self, gboolean is_taken)
{
  if (self->is_taken == is_taken)
    return;
  self->is_taken = is_taken;
  mark (self, PROP_IS_TAKEN);
}

void
desk_park_take (DeskPark *self, const char *room_id, const char *talker_id, gint64 since)
{
  set_is_taken (self, TRUE);
  take_text (self, &self->room_id, room_id, PROP_ROOM_ID);
  take_text (self, &self->talker_id, talker_id, PROP_TALKER_ID);
  set_since (self, since);
}

void
desk_park_free (DeskPark *self)
{
  set_is_taken (self, FALSE);
  take_text (self, &self->room_id, NULL, PROP_ROOM_ID);
  take_text (self, &self->talker_id, NULL, PROP_TALKER_ID);
  set_since (self, 0);
  desk_park_set_who (self, NULL, NULL);
  desk_park_set_is_mine (self, FALSE);
}

void
desk_park_set_is_mine (DeskPark *self, gboolean is_mine)
{
  if (self->is_mine == !!is_mine)
    return;
  self->is_mine = !!is_mine;
  mark (self, PROP_IS_MINE);
}

void
desk_park_set_who (DeskPark *self, const char *number, const char *name)
{
  take_text (self, &self->other_number, number, PROP_OTHER_NUMBER);
  take_text (self, &self->name, name, PROP_NAME);
}

const char *
desk_park_get_number (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), NULL);
  return self->number;
}

const char *
desk_park_get_label (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), NULL);
  return self->label;
}

gboolean
desk_park_get_is_taken (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), FALSE);
  return self->is_taken;
}

gboolean
desk_park_get_is_mine (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), FALSE);
  return self->is_mine;
}

const char *
desk_park_get_name (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), NULL);
  return self->name != NULL ? self->name : "";
}

const char *
desk_park_get_other_number (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), NULL);
  return self->other_number;
}

gint64
desk_park_get_since (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), 0);
  return self->since;
}

const char *
desk_park_get_room_id (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), NULL);
  return self->room_id;
}

const char *
desk_park_get_talker_id (DeskPark *self)
{
  g_return_val_if_fail (DESK_IS_PARK (self), NULL);
  return self->talker_id;
}

static void
desk_park_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskPark *self = DESK_PARK (object);

  switch (id)
    {
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_LABEL: g_value_set_string (value, self->label); break;
    case PROP_IS_TAKEN: g_value_set_boolean (value, self->is_taken); break;
    case PROP_IS_MINE: g_value_set_boolean (value, self->is_mine); break;
    case PROP_NAME: g_value_set_string (value, desk_park_get_name (self)); break;
    case PROP_OTHER_NUMBER: g_value_set_string (value, self->other_number); break;
    case PROP_SINCE: g_value_set_int64 (value, self->since); break;
    case PROP_ROOM_ID: g_value_set_string (value, self->room_id); break;
    case PROP_TALKER_ID: g_value_set_string (value, self->talker_id); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_park_finalize (GObject *object)
{
  DeskPark *self = DESK_PARK (object);

  desk_changes_clear (&self->changes);
  g_free (self->number);
  g_free (self->label);
  g_free (self->name);
  g_free (self->other_number);
  g_free (self->room_id);
  g_free (self->talker_id);
  G_OBJECT_CLASS (desk_park_parent_class)->finalize (object);
}

static void
desk_park_class_init (DeskParkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_park_get_property;
  object_class->finalize = desk_park_finalize;

  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_IS_TAKEN] = g_param_spec_boolean ("is-taken", NULL, NULL, FALSE, flags);
  properties[PROP_IS_MINE] = g_param_spec_boolean ("is-mine", NULL, NULL, FALSE, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_OTHER_NUMBER] = g_param_spec_string ("other-number", NULL, NULL, NULL, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ROOM_ID] = g_param_spec_string ("room-id", NULL, NULL, NULL, flags);
  properties[PROP_TALKER_ID] = g_param_spec_string ("talker-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_park_init (DeskPark *self)
{
}
