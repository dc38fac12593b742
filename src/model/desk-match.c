/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-finder-private.h"

#include "model/desk-enum-types.h"

struct _DeskMatch
{
  GObject parent_instance;

  /* owned */
  char *title, *subtitle, *number;
  DeskExtension *extension;

  DeskMatchKind kind;
};

G_DEFINE_FINAL_TYPE (DeskMatch, desk_match, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_NUMBER,
  PROP_EXTENSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskMatch *
desk_match_new (DeskMatchKind kind, const char *title, const char *subtitle, const char *number,
                DeskExtension *extension)
{
  DeskMatch *self = g_object_new (DESK_TYPE_MATCH, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->number = g_strdup (number);
  g_set_object (&self->extension, extension);
  return self;
}

DeskMatchKind
desk_match_get_kind (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), DESK_MATCH_NUMBER);
  return self->kind;
}

const char *
desk_match_get_title (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->title;
}

const char *
desk_match_get_number (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->number;
}

DeskExtension *
desk_match_get_extension (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->extension;
}

static void
desk_match_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskMatch *self = DESK_MATCH (object);

  switch (id)
    {
    case PROP_KIND: g_value_set_enum (value, self->kind); break;
    case PROP_TITLE: g_value_set_string (value, self->title); break;
    case PROP_SUBTITLE: g_value_set_string (value, self->subtitle); break;
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_EXTENSION: g_value_set_object (value, self->extension); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_match_dispose (GObject *object)
{
  g_clear_object (&DESK_MATCH (object)->extension);
  G_OBJECT_CLASS (desk_match_parent_class)->dispose (object);
}

static void
desk_match_finalize (GObject *object)
{
  DeskMatch *self = DESK_MATCH (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->number);
  G_OBJECT_CLASS (desk_match_parent_class)->finalize (object);
}

static void
desk_match_class_init (DeskMatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_match_get_property;
  object_class->dispose = desk_match_dispose;
  object_class->finalize = desk_match_finalize;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, DESK_TYPE_MATCH_KIND, DESK_MATCH_COLLEAGUE,
                                             flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_EXTENSION] = g_param_spec_object ("extension", NULL, NULL, DESK_TYPE_EXTENSION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_match_init (DeskMatch *self)
{
}
