/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-flight-item.h"

#include "model/desk-enum-types.h"

G_DEFINE_FINAL_TYPE (DeskFlight, desk_flight, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_NUMBER,
  PROP_TARGET,
  PROP_TARGET_NAME,
  PROP_STATE,
  PROP_SINCE,
  PROP_ROOM_ID,
  PROP_CAN_RECLAIM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskFlight *
desk_flight_new (const DeskFlightStart *start, guint serial, const char *own)
{
  DeskFlight *self = g_object_new (DESK_TYPE_FLIGHT, NULL);

  self->id = g_strdup_printf ("%u", serial);
  self->name = g_strdup (start->name);
  self->number = g_strdup (start->number);
  self->target = g_strdup (start->target);
  self->target_name = g_strdup (start->target_name != NULL ? start->target_name : start->target);
  self->state = start->is_watched ? DESK_FLIGHT_CALLING : DESK_FLIGHT_UNKNOWN;
  self->trail = desk_trail_new (start->room_id, start->party_id, start->number, own);
  desk_trail_ignore (self->trail, start->own);
  return self;
}

gboolean
desk_flight_is_over (DeskFlight *self)
{
  return self->state != DESK_FLIGHT_CALLING && self->state != DESK_FLIGHT_UNKNOWN;
}

void
desk_flight_set_state (DeskFlight *self, DeskFlightState state, gint64 now)
{
  gboolean could_reclaim = desk_flight_get_can_reclaim (self);

  if (self->state == state)
    return;
  self->state = state;
  self->since = now;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE]);
  if (could_reclaim != desk_flight_get_can_reclaim (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_RECLAIM]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
desk_flight_told_room (DeskFlight *self)
{
  self->has_moved = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM_ID]);
}

const char *
desk_flight_get_id (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), NULL);
  return self->id;
}

const char *
desk_flight_get_name (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), NULL);
  return self->name;
}

const char *
desk_flight_get_number (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), NULL);
  return self->number;
}

const char *
desk_flight_get_target (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), NULL);
  return self->target;
}

const char *
desk_flight_get_target_name (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), NULL);
  return self->target_name;
}

DeskFlightState
desk_flight_get_state (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), DESK_FLIGHT_UNKNOWN);
  return self->state;
}

gint64
desk_flight_get_since (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), 0);
  return self->since;
}

const char *
desk_flight_get_room_id (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), NULL);
  return self->trail->room_id;
}

gboolean
desk_flight_get_can_reclaim (DeskFlight *self)
{
  g_return_val_if_fail (DESK_IS_FLIGHT (self), FALSE);

  g_autofree char *number = desk_number_normalize (self->number);

  return self->state == DESK_FLIGHT_LOST && number != NULL;
}

static void
desk_flight_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskFlight *self = DESK_FLIGHT (object);

  switch (id)
    {
    case PROP_ID: g_value_set_string (value, self->id); break;
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_TARGET: g_value_set_string (value, self->target); break;
    case PROP_TARGET_NAME: g_value_set_string (value, self->target_name); break;
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_SINCE: g_value_set_int64 (value, self->since); break;
    case PROP_ROOM_ID: g_value_set_string (value, self->trail->room_id); break;
    case PROP_CAN_RECLAIM: g_value_set_boolean (value, desk_flight_get_can_reclaim (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_flight_finalize (GObject *object)
{
  DeskFlight *self = DESK_FLIGHT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->number);
  g_free (self->target);
  g_free (self->target_name);
  g_clear_pointer (&self->trail, desk_trail_free);
  G_OBJECT_CLASS (desk_flight_parent_class)->finalize (object);
}

static void
desk_flight_class_init (DeskFlightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_flight_get_property;
  object_class->finalize = desk_flight_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_TARGET] = g_param_spec_string ("target", NULL, NULL, NULL, flags);
  properties[PROP_TARGET_NAME] = g_param_spec_string ("target-name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_FLIGHT_STATE,
                                              DESK_FLIGHT_CALLING, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ROOM_ID] = g_param_spec_string ("room-id", NULL, NULL, NULL, flags);
  properties[PROP_CAN_RECLAIM] = g_param_spec_boolean ("can-reclaim", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_flight_init (DeskFlight *self)
{
}
