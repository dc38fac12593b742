/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-extension-private.h"

#include <string.h>

#include "model/desk-enum-types.h"
#include "model/desk-fold.h"

G_DEFINE_FINAL_TYPE (DeskExtension, desk_extension, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NUMBER,
  PROP_NAME,
  PROP_PBX_NAME,
  PROP_ALIAS,
  PROP_PRESENCE,
  PROP_OTHER,
  PROP_MEMBERS,
  PROP_SINCE,
  PROP_IS_FAVOURITE,
  PROP_IS_OWN,
  PROP_IS_STALE,
  PROP_HEADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mark (DeskExtension *self, guint property)
{
  desk_changes_mark (&self->changes, self, properties, property);
}

DeskExtension *
desk_extension_new (const char *number, DeskFlush *flush)
{
  DeskExtension *self = g_object_new (DESK_TYPE_EXTENSION, NULL);

  self->number = g_strdup (number);
  desk_changes_init (&self->changes, flush);
  return self;
}

const char *
desk_extension_get_number (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), NULL);
  return self->number;
}

const char *
desk_extension_get_name (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), NULL);
  if (self->alias != NULL)
    return self->alias;
  return self->pbx_name != NULL ? self->pbx_name : self->number;
}

const char *
desk_extension_get_pbx_name (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), NULL);
  return self->pbx_name;
}

const char *
desk_extension_get_alias (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), NULL);
  return self->alias;
}

DeskPresence
desk_extension_get_presence (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), DESK_PRESENCE_UNKNOWN);
  return (DeskPresence) self->presence;
}

const char *
desk_extension_get_other (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), NULL);
  return self->other;
}

const char *const *
desk_extension_get_members (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), NULL);
  return (const char *const *) self->members;
}

gint64
desk_extension_get_since (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), 0);
  return self->since;
}

gboolean
desk_extension_get_is_favourite (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), FALSE);
  return self->favourite > 0;
}

guint
desk_extension_get_favourite (DeskExtension *self)
{
  return self->favourite;
}

gboolean
desk_extension_get_is_own (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), FALSE);
  return self->is_own;
}

gboolean
desk_extension_get_is_stale (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), FALSE);
  return self->changes.flush != NULL && desk_flush_get_stale (self->changes.flush);
}

DeskHeading
desk_extension_get_heading (DeskExtension *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION (self), DESK_HEADING_NONE);
  return (DeskHeading) self->heading;
}

const char *
desk_extension_get_fold (DeskExtension *self)
{
  if (self->fold == NULL)
    {
      g_autoptr (GString) text = g_string_new (self->pbx_name);

      if (self->alias != NULL)
        g_string_append_printf (text, "\n%s", self->alias);
      g_string_append_printf (text, "\n%s", self->number);
      self->fold = desk_fold (text->str);
    }
  return self->fold;
}

GRefString *
desk_extension_get_sort_key (DeskExtension *self)
{
  if (self->sort_key == NULL)
    {
      if (self->alias != NULL || self->pbx_name != NULL)
        self->sort_key = desk_fold_sort_key (desk_extension_get_name (self));
      else
        {
          /* Without a name: after all names, shorter numbers first. */
          g_autofree char *key = g_strdup_printf ("\xff%03zu%s", strlen (self->number), self->number);

          self->sort_key = g_ref_string_new (key);
        }
    }
  return self->sort_key;
}

static void
drop_keys (DeskExtension *self)
{
  g_clear_pointer (&self->fold, g_free);
  g_clear_pointer (&self->sort_key, g_ref_string_release);
}

/* Empty counts as none. */
static gboolean
replace_text (char **text, const char *value)
{
  if (value != NULL && value[0] == '\0')
    value = NULL;
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

gboolean
desk_extension_set_pbx_name (DeskExtension *self, const char *name)
{
  if (!replace_text (&self->pbx_name, name))
    return FALSE;
  drop_keys (self);
  mark (self, PROP_PBX_NAME);
  if (self->alias == NULL)
    mark (self, PROP_NAME);
  return TRUE;
}

gboolean
desk_extension_set_alias (DeskExtension *self, const char *alias)
{
  if (!replace_text (&self->alias, alias))
    return FALSE;
  drop_keys (self);
  mark (self, PROP_ALIAS);
  mark (self, PROP_NAME);
  return TRUE;
}

gboolean
desk_extension_set_favourite (DeskExtension *self, guint place)
{
  gboolean was = self->favourite > 0;

  if (self->favourite == place)
    return FALSE;
  self->favourite = place;
  if (was != (place > 0))
    mark (self, PROP_IS_FAVOURITE);
  return TRUE;
}

gboolean
desk_extension_set_presence (DeskExtension *self, DeskPresence presence, const char *other, gint64 since)
{
  gboolean changed = self->presence != presence;

  if (changed)
    {
      self->presence = presence;
      mark (self, PROP_PRESENCE);
    }
  if (replace_text (&self->other, other))
    mark (self, PROP_OTHER);
  if (self->since != since)
    {
      self->since = since;
      mark (self, PROP_SINCE);
    }
  return changed;
}

void
desk_extension_set_members (DeskExtension *self, char **members)
{
  g_auto (GStrv) old = self->members;
  gboolean is_same = old == NULL || members == NULL
                       ? old == members
                       : g_strv_equal ((const char *const *) old, (const char *const *) members);

  self->members = members;
  if (!is_same)
    mark (self, PROP_MEMBERS);
}

void
desk_extension_set_own (DeskExtension *self, gboolean is_own)
{
  if (self->is_own == (guint) !!is_own)
    return;
  self->is_own = !!is_own;
  mark (self, PROP_IS_OWN);
}

void
desk_extension_set_heading (DeskExtension *self, DeskHeading heading)
{
  if (self->heading == heading)
    return;
  self->heading = heading;
  mark (self, PROP_HEADING);
}

void
desk_extension_notify_stale (DeskExtension *self)
{
  mark (self, PROP_IS_STALE);
}

gboolean
desk_extension_touch (DeskExtension *self)
{
  if (self->is_touched)
    return FALSE;
  self->is_touched = TRUE;
  return TRUE;
}

void
desk_extension_untouch (DeskExtension *self)
{
  self->is_touched = FALSE;
}

guint
desk_extension_get_round (DeskExtension *self)
{
  return self->round;
}

void
desk_extension_set_round (DeskExtension *self, guint round)
{
  self->round = round;
}

static void
desk_extension_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskExtension *self = DESK_EXTENSION (object);

  switch (id)
    {
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_NAME: g_value_set_string (value, desk_extension_get_name (self)); break;
    case PROP_PBX_NAME: g_value_set_string (value, self->pbx_name); break;
    case PROP_ALIAS: g_value_set_string (value, self->alias); break;
    case PROP_PRESENCE: g_value_set_enum (value, self->presence); break;
    case PROP_OTHER: g_value_set_string (value, self->other); break;
    case PROP_MEMBERS: g_value_set_boxed (value, self->members); break;
    case PROP_SINCE: g_value_set_int64 (value, self->since); break;
    case PROP_IS_FAVOURITE: g_value_set_boolean (value, self->favourite > 0); break;
    case PROP_IS_OWN: g_value_set_boolean (value, self->is_own); break;
    case PROP_IS_STALE: g_value_set_boolean (value, desk_extension_get_is_stale (self)); break;
    case PROP_HEADING: g_value_set_enum (value, self->heading); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_extension_finalize (GObject *object)
{
  DeskExtension *self = DESK_EXTENSION (object);

  g_free (self->number);
  g_free (self->pbx_name);
  g_free (self->alias);
  g_free (self->other);
  g_strfreev (self->members);
  drop_keys (self);
  desk_changes_clear (&self->changes);
  G_OBJECT_CLASS (desk_extension_parent_class)->finalize (object);
}

static void
desk_extension_class_init (DeskExtensionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_extension_get_property;
  object_class->finalize = desk_extension_finalize;

  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PBX_NAME] = g_param_spec_string ("pbx-name", NULL, NULL, NULL, flags);
  properties[PROP_ALIAS] = g_param_spec_string ("alias", NULL, NULL, NULL, flags);
  properties[PROP_PRESENCE] = g_param_spec_enum ("presence", NULL, NULL, DESK_TYPE_PRESENCE,
                                                 DESK_PRESENCE_UNKNOWN, flags);
  properties[PROP_OTHER] = g_param_spec_string ("other", NULL, NULL, NULL, flags);
  properties[PROP_MEMBERS] = g_param_spec_boxed ("members", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_IS_FAVOURITE] = g_param_spec_boolean ("is-favourite", NULL, NULL, FALSE, flags);
  properties[PROP_IS_OWN] = g_param_spec_boolean ("is-own", NULL, NULL, FALSE, flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, FALSE, flags);
  properties[PROP_HEADING] = g_param_spec_enum ("heading", NULL, NULL, DESK_TYPE_HEADING, DESK_HEADING_NONE,
                                                flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_extension_init (DeskExtension *self)
{
  self->presence = DESK_PRESENCE_UNKNOWN;
}
