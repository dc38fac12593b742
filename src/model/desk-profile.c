/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-profile.h"

#include <glib/gi18n-lib.h>

struct _DeskProfile
{
  GObject parent_instance;

  /* owned */
  char *id, *name;
  GPtrArray *changes;

  gboolean is_on;
};

G_DEFINE_FINAL_TYPE (DeskProfile, desk_profile, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_IS_ON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define N_OFFERED_CHANGES 6

/* All of them say the same things: each takes the place of another wholly, and it can be told which is on. */
typedef struct
{
  const char *id, *name;
  const char *values[N_OFFERED_CHANGES]; /* NULL: for the person to say */
} Offer;

static const char *const offered_keys[N_OFFERED_CHANGES] = {
  "pln1_d_p1_enabled",         "pln1_d_phoneforward",   "maxsessioncount",
  "noanswerforward.voicemail", "busyforward.voicemail", "greetingtype",
};

static const Offer offers[] = {
  { "desk", N_ ("Desk"), { "true", "", "-1", "true", "true", "3" } },
  { "mobile", N_ ("Mobile"), { "true", NULL, "-1", "true", "true", "3" } },
  { "dnd", N_ ("Do not disturb"), { "false", "", "0", "true", "true", "3" } },
  { "holiday", N_ ("Holiday"), { "false", "", "-1", "true", "true", "2" } },
};

const char *
desk_profile_get_id (DeskProfile *self)
{
  g_return_val_if_fail (DESK_IS_PROFILE (self), NULL);
  return self->id;
}

const char *
desk_profile_get_name (DeskProfile *self)
{
  g_return_val_if_fail (DESK_IS_PROFILE (self), NULL);
  return self->name;
}

gboolean
desk_profile_get_is_on (DeskProfile *self)
{
  g_return_val_if_fail (DESK_IS_PROFILE (self), FALSE);
  return self->is_on;
}

GPtrArray *
desk_profile_get_changes (DeskProfile *self)
{
  g_return_val_if_fail (DESK_IS_PROFILE (self), NULL);
  return self->changes;
}

const char *
desk_profile_find_missing (DeskProfile *self)
{
  g_return_val_if_fail (DESK_IS_PROFILE (self), NULL);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const DeskProfileChange *change = self->changes->pdata[i];

      if (change->value == NULL)
        return change->key;
    }
  return NULL;
}

void
desk_profile_set_is_on (DeskProfile *self, gboolean is_on)
{
  if (self->is_on == is_on)
    return;
  self->is_on = is_on;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ON]);
}

void
desk_profile_change (DeskProfile *self, const char *name, GPtrArray *changes)
{
  g_autoptr (GPtrArray) copy = desk_profile_changes_copy (changes);

  g_ptr_array_unref (self->changes);
  self->changes = g_steal_pointer (&copy);
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

DeskProfile *
desk_profile_new (const char *id, const char *name, GPtrArray *changes)
{
  DeskProfile *self = g_object_new (DESK_TYPE_PROFILE, NULL);

  self->id = g_strdup (id);
  desk_profile_change (self, name, changes);
  return self;
}

DeskProfile *
desk_profile_new_offered (guint index)
{
  g_autoptr (GPtrArray) changes = desk_profile_changes_new ();

  if (index >= G_N_ELEMENTS (offers))
    return NULL;
  for (guint i = 0; i < N_OFFERED_CHANGES; i++)
    g_ptr_array_add (changes, desk_profile_change_new (offered_keys[i], offers[index].values[i]));
  return desk_profile_new (offers[index].id, _ (offers[index].name), changes);
}

static void
desk_profile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskProfile *self = DESK_PROFILE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_IS_ON:
      g_value_set_boolean (value, self->is_on);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_profile_finalize (GObject *object)
{
  DeskProfile *self = DESK_PROFILE (object);

  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->changes);

  G_OBJECT_CLASS (desk_profile_parent_class)->finalize (object);
}

static void
desk_profile_class_init (DeskProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_profile_get_property;
  object_class->finalize = desk_profile_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_IS_ON] = g_param_spec_boolean ("is-on", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_profile_init (DeskProfile *self)
{
  self->changes = desk_profile_changes_new ();
}
