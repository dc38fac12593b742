/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-wait-item.h"

#include "model/desk-enum-types.h"

G_DEFINE_FINAL_TYPE (DeskWait, desk_wait, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TARGET,
  PROP_TARGET_NAME,
  PROP_KIND,
  PROP_STATE,
  PROP_SLOT,
  PROP_CALLER_NAME,
  PROP_CALLER_NUMBER,
  PROP_POSITION,
  PROP_SINCE,
  PROP_EXPIRES_AT,
  PROP_IS_AUTOMATIC,
  PROP_IS_STALE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskWait *
desk_wait_new (const DeskWaitStart *start, gint64 now, gint64 real)
{
  DeskWait *self = g_object_new (DESK_TYPE_WAIT, NULL);

  self->id = start->id != NULL ? g_strdup (start->id) : g_uuid_string_random ();
  self->target = g_strdup (start->target);
  self->target_name = g_strdup (start->target_name != NULL ? start->target_name : start->target);
  self->kind = start->kind;
  self->slot = g_strdup (start->slot);
  self->talker_id = g_strdup (start->talker_id);
  self->caller_number = g_strdup (start->caller_number);
  self->caller_name = g_strdup (start->caller_name);
  self->is_automatic = start->is_automatic;
  self->booked_at = start->booked_at > 0 ? start->booked_at : real;
  self->ends_at = start->expires_at > 0 ? start->expires_at : real + DESK_WAIT_LASTS;
  self->since = now - MAX (real - self->booked_at, 0);
  self->expires_at = now + self->ends_at - real;
  return self;
}

gboolean
desk_wait_is_over (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), TRUE);
  return self->state > DESK_WAIT_STATE_FIRING;
}

void
desk_wait_set_state (DeskWait *self, DeskWaitState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
desk_wait_set_position (DeskWait *self, guint position)
{
  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

void
desk_wait_set_stale (DeskWait *self, gboolean is_stale)
{
  if (self->is_stale == is_stale)
    return;
  self->is_stale = is_stale;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_STALE]);
}

const char *
desk_wait_get_id (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), NULL);
  return self->id;
}

const char *
desk_wait_get_target (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), NULL);
  return self->target;
}

const char *
desk_wait_get_target_name (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), NULL);
  return self->target_name;
}

DeskWaitKind
desk_wait_get_kind (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), DESK_WAIT_TELL);
  return self->kind;
}

DeskWaitState
desk_wait_get_state (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), DESK_WAIT_STATE_DONE);
  return self->state;
}

const char *
desk_wait_get_slot (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), NULL);
  return self->slot;
}

const char *
desk_wait_get_caller_name (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), NULL);
  return self->caller_name;
}

const char *
desk_wait_get_caller_number (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), NULL);
  return self->caller_number;
}

guint
desk_wait_get_position (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), 0);
  return self->position;
}

gint64
desk_wait_get_since (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), 0);
  return self->since;
}

gint64
desk_wait_get_expires_at (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), 0);
  return self->expires_at;
}

gboolean
desk_wait_get_is_automatic (DeskWait *self)
{
  g_return_val_if_fail (DESK_IS_WAIT (self), FALSE);
  return self->is_automatic;
}

void
desk_wait_set_is_automatic (DeskWait *self, gboolean is_automatic)
{
  g_return_if_fail (DESK_IS_WAIT (self));

  if (self->is_automatic == !!is_automatic)
    return;
  self->is_automatic = !!is_automatic;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_AUTOMATIC]);
}

gboolean
desk_wait_get_is_asked (DeskWait *self)
{
  return self->asked_at != 0;
}

const char *
desk_wait_get_room_id (DeskWait *self)
{
  return self->trail != NULL ? self->trail->room_id : NULL;
}

const char *
desk_wait_get_talker_id (DeskWait *self)
{
  return self->talker_id;
}

gint64
desk_wait_get_booked_at (DeskWait *self)
{
  return self->booked_at;
}

gint64
desk_wait_get_ends_at (DeskWait *self)
{
  return self->ends_at;
}

static void
desk_wait_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskWait *self = DESK_WAIT (object);

  switch (id)
    {
    case PROP_ID: g_value_set_string (value, self->id); break;
    case PROP_TARGET: g_value_set_string (value, self->target); break;
    case PROP_TARGET_NAME: g_value_set_string (value, self->target_name); break;
    case PROP_KIND: g_value_set_enum (value, self->kind); break;
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_SLOT: g_value_set_string (value, self->slot); break;
    case PROP_CALLER_NAME: g_value_set_string (value, self->caller_name); break;
    case PROP_CALLER_NUMBER: g_value_set_string (value, self->caller_number); break;
    case PROP_POSITION: g_value_set_uint (value, self->position); break;
    case PROP_SINCE: g_value_set_int64 (value, self->since); break;
    case PROP_EXPIRES_AT: g_value_set_int64 (value, self->expires_at); break;
    case PROP_IS_AUTOMATIC: g_value_set_boolean (value, self->is_automatic); break;
    case PROP_IS_STALE: g_value_set_boolean (value, self->is_stale); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_wait_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_AUTOMATIC:
      desk_wait_set_is_automatic (DESK_WAIT (object), g_value_get_boolean (value));
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_wait_finalize (GObject *object)
{
  DeskWait *self = DESK_WAIT (object);

  g_free (self->id);
  g_free (self->target);
  g_free (self->target_name);
  g_free (self->slot);
  g_free (self->talker_id);
  g_free (self->caller_number);
  g_free (self->caller_name);
  g_clear_pointer (&self->trail, desk_trail_free);
  G_OBJECT_CLASS (desk_wait_parent_class)->finalize (object);
}

static void
desk_wait_class_init (DeskWaitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY, read = G_PARAM_READABLE | flags;

  object_class->get_property = desk_wait_get_property;
  object_class->set_property = desk_wait_set_property;
  object_class->finalize = desk_wait_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, read);
  properties[PROP_TARGET] = g_param_spec_string ("target", NULL, NULL, NULL, read);
  properties[PROP_TARGET_NAME] = g_param_spec_string ("target-name", NULL, NULL, NULL, read);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, DESK_TYPE_WAIT_KIND, DESK_WAIT_TELL, read);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_WAIT_STATE,
                                              DESK_WAIT_STATE_PARKING, read);
  properties[PROP_SLOT] = g_param_spec_string ("slot", NULL, NULL, NULL, read);
  properties[PROP_CALLER_NAME] = g_param_spec_string ("caller-name", NULL, NULL, NULL, read);
  properties[PROP_CALLER_NUMBER] = g_param_spec_string ("caller-number", NULL, NULL, NULL, read);
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, G_MININT64, G_MAXINT64, 0, read);
  properties[PROP_EXPIRES_AT] = g_param_spec_int64 ("expires-at", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                                    read);
  properties[PROP_IS_AUTOMATIC] = g_param_spec_boolean ("is-automatic", NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE | flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_wait_init (DeskWait *self)
{
}
