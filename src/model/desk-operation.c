/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-operation-private.h"

#include "model/desk-enum-types.h"

struct _DeskOperation
{
  GObject parent_instance;

  /* owned */
  char *target, *subject;
  GError *error;

  DeskVerb verb;
  gboolean is_running;
};

G_DEFINE_FINAL_TYPE (DeskOperation, desk_operation, G_TYPE_OBJECT)
G_DEFINE_QUARK (desk-error, desk_error)

enum
{
  PROP_0,
  PROP_VERB,
  PROP_TARGET,
  PROP_IS_RUNNING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskOperation *
desk_operation_new (DeskVerb verb, const char *subject, const char *target)
{
  DeskOperation *self = g_object_new (DESK_TYPE_OPERATION, NULL);

  self->verb = verb;
  self->target = g_strdup (target);
  self->subject = g_strdup (subject);
  self->is_running = TRUE;
  return self;
}

DeskVerb
desk_operation_get_verb (DeskOperation *self)
{
  g_return_val_if_fail (DESK_IS_OPERATION (self), DESK_VERB_DIAL);
  return self->verb;
}

const char *
desk_operation_get_target (DeskOperation *self)
{
  g_return_val_if_fail (DESK_IS_OPERATION (self), NULL);
  return self->target;
}

const char *
desk_operation_get_subject (DeskOperation *self)
{
  g_return_val_if_fail (DESK_IS_OPERATION (self), NULL);
  return self->subject;
}

gboolean
desk_operation_get_is_running (DeskOperation *self)
{
  g_return_val_if_fail (DESK_IS_OPERATION (self), FALSE);
  return self->is_running;
}

const GError *
desk_operation_get_error (DeskOperation *self)
{
  g_return_val_if_fail (DESK_IS_OPERATION (self), NULL);
  return self->error;
}

void
desk_operation_end (DeskOperation *self, const GError *error)
{
  if (!self->is_running)
    return;
  self->is_running = FALSE;
  if (error != NULL)
    {
      self->error = g_error_copy (error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RUNNING]);
}

static void
desk_operation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskOperation *self = DESK_OPERATION (object);

  switch (id)
    {
    case PROP_VERB: g_value_set_enum (value, self->verb); break;
    case PROP_TARGET: g_value_set_string (value, self->target); break;
    case PROP_IS_RUNNING: g_value_set_boolean (value, self->is_running); break;
    case PROP_ERROR: g_value_set_boxed (value, self->error); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_operation_finalize (GObject *object)
{
  DeskOperation *self = DESK_OPERATION (object);

  g_free (self->target);
  g_free (self->subject);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (desk_operation_parent_class)->finalize (object);
}

static void
desk_operation_class_init (DeskOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_operation_get_property;
  object_class->finalize = desk_operation_finalize;

  properties[PROP_VERB] = g_param_spec_enum ("verb", NULL, NULL, DESK_TYPE_VERB,
                                             DESK_VERB_DIAL, flags);
  properties[PROP_TARGET] = g_param_spec_string ("target", NULL, NULL, NULL, flags);
  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_operation_init (DeskOperation *self)
{
}
