/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-phonebook-private.h"

#include <glib/gi18n.h>

struct _DeskPhonebook
{
  GObject parent_instance;

  /* owned */
  char *name, *title, *reason;

  gboolean is_shared, is_new, can_edit, can_delete;
};

G_DEFINE_FINAL_TYPE (DeskPhonebook, desk_phonebook, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_TITLE,
  PROP_IS_SHARED,
  PROP_IS_NEW,
  PROP_CAN_EDIT,
  PROP_CAN_DELETE,
  PROP_REASON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_flag (DeskPhonebook *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

DeskPhonebook *
desk_phonebook_new (const char *name, gboolean is_shared, gboolean is_new)
{
  DeskPhonebook *self = g_object_new (DESK_TYPE_PHONEBOOK, NULL);

  self->name = g_strdup (name);
  self->title = g_strdup (name);
  if (*g_strstrip (self->title) == '\0')
    {
      g_free (self->title);
      self->title = g_strdup (is_shared ? _("Shared contacts") : _("My contacts"));
    }
  self->is_shared = is_shared;
  self->is_new = is_new;
  return self;
}

void
desk_phonebook_set_new (DeskPhonebook *self, gboolean is_new)
{
  set_flag (self, &self->is_new, is_new, PROP_IS_NEW);
}

void
desk_phonebook_set_allowed (DeskPhonebook *self, gboolean can_edit, gboolean can_delete, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) != 0)
    {
      g_free (self->reason);
      self->reason = g_strdup (reason);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
    }
  set_flag (self, &self->can_edit, can_edit, PROP_CAN_EDIT);
  set_flag (self, &self->can_delete, can_delete, PROP_CAN_DELETE);
}

const char *
desk_phonebook_get_name (DeskPhonebook *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOK (self), NULL);
  return self->name;
}

const char *
desk_phonebook_get_title (DeskPhonebook *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOK (self), NULL);
  return self->title;
}

gboolean
desk_phonebook_get_is_shared (DeskPhonebook *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOK (self), FALSE);
  return self->is_shared;
}

gboolean
desk_phonebook_get_is_new (DeskPhonebook *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOK (self), FALSE);
  return self->is_new;
}

gboolean
desk_phonebook_get_can_edit (DeskPhonebook *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOK (self), FALSE);
  return self->can_edit;
}

gboolean
desk_phonebook_get_can_delete (DeskPhonebook *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOK (self), FALSE);
  return self->can_delete;
}

const char *
desk_phonebook_get_reason (DeskPhonebook *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOK (self), NULL);
  return self->reason;
}

static void
desk_phonebook_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskPhonebook *self = DESK_PHONEBOOK (object);

  switch (id)
    {
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_TITLE: g_value_set_string (value, self->title); break;
    case PROP_IS_SHARED: g_value_set_boolean (value, self->is_shared); break;
    case PROP_IS_NEW: g_value_set_boolean (value, self->is_new); break;
    case PROP_CAN_EDIT: g_value_set_boolean (value, self->can_edit); break;
    case PROP_CAN_DELETE: g_value_set_boolean (value, self->can_delete); break;
    case PROP_REASON: g_value_set_string (value, self->reason); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_phonebook_finalize (GObject *object)
{
  DeskPhonebook *self = DESK_PHONEBOOK (object);

  g_free (self->name);
  g_free (self->title);
  g_free (self->reason);
  G_OBJECT_CLASS (desk_phonebook_parent_class)->finalize (object);
}

static void
desk_phonebook_class_init (DeskPhonebookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_phonebook_get_property;
  object_class->finalize = desk_phonebook_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_IS_SHARED] = g_param_spec_boolean ("is-shared", NULL, NULL, FALSE, flags);
  properties[PROP_IS_NEW] = g_param_spec_boolean ("is-new", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_EDIT] = g_param_spec_boolean ("can-edit", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_DELETE] = g_param_spec_boolean ("can-delete", NULL, NULL, FALSE, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_phonebook_init (DeskPhonebook *self)
{
}
