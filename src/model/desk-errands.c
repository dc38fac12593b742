/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-session-private.h"

#include <glib/gi18n.h>

static void
errand_free (gpointer data)
{
  DeskErrand *errand = data;

  g_clear_object (&errand->flight);
  g_clear_object (&errand->wait);
  g_free (errand->extension);
  g_free (errand->text);
  g_free (errand);
}

DeskErrand *
desk_errands_ensure (DeskErrands *self, DeskOperation *operation)
{
  DeskErrand *errand = g_hash_table_lookup (self->errands, operation);

  if (errand != NULL)
    return errand;
  errand = g_new0 (DeskErrand, 1);
  g_hash_table_insert (self->errands, g_object_ref (operation), errand);
  return errand;
}

static const char *
own_number (DeskErrands *self)
{
  return self->session->own != NULL ? desk_extension_get_number (self->session->own) : NULL;
}

const char *
desk_errands_name (DeskErrands *self, const char *number)
{
  DeskExtension *extension = desk_presence_model_find (self->session->colleagues, number);

  return extension != NULL ? desk_extension_get_name (extension) : number;
}

static void
flight_ended_cb (DeskSession *session, DeskFlight *flight)
{
  const char *name = desk_flight_get_name (flight), *target = desk_flight_get_target_name (flight);
  g_autofree char *text = NULL;

  if (desk_wait_model_has_room (session->errands->waits, desk_flight_get_room_id (flight)))
    return; /* the wait says it */
  if (desk_flight_get_state (flight) == DESK_FLIGHT_LOST)
    text = g_strdup_printf (_ ("%s was lost: %s did not answer"), name, target);
  else if (desk_flight_get_state (flight) == DESK_FLIGHT_RETURNED)
    text = g_strdup_printf (_ ("%s comes back: %s did not answer"), name, target);
  if (text != NULL)
    desk_session_message (session, text);
}

/* --- flights ------------------------------------------------------------- */

/* Where this verb sends the call unasked; NULL: it does not. */
static const char *
find_destination (DeskOperation *operation, const DeskLeg *leg)
{
  DeskVerb verb = desk_operation_get_verb (operation);

  if (verb == DESK_VERB_TRANSFER || verb == DESK_VERB_DEFLECT)
    return desk_operation_get_target (operation);
  return verb == DESK_VERB_COMPLETE && leg->transfer == DESK_TRANSFER_CALLING ? leg->transfer_to : NULL;
}

static void
see_room (DeskErrands *self, const DeskLeg *leg)
{
  for (const DeskLeg *at = leg->room != NULL ? leg->room->legs : NULL; at != NULL; at = at->next_in_room)
    desk_flight_model_see (self->flights, at);
}

void
desk_errands_begin (DeskErrands *self, DeskOperation *operation)
{
  DeskVerb verb = desk_operation_get_verb (operation);
  const char *subject = desk_operation_get_subject (operation), *target;
  DeskCall *call = DESK_VERB_IS_ON_CALL (verb) ? desk_call_model_find (self->session->calls, subject) : NULL;
  const DeskLeg *leg = call != NULL ? desk_leg_table_find (self->session->legs, subject) : NULL;

  if (leg == NULL || leg->room_id == NULL || (target = find_destination (operation, leg)) == NULL)
    return;

  const DeskLeg *other = desk_leg_find_other (leg);
  const DeskFlightStart start = {
    .room_id = leg->room_id, .party_id = other != NULL ? other->talker_id : NULL,
    .name = desk_call_get_name (call), .number = desk_call_get_number (call),
    .target = target, .target_name = desk_errands_name (self, target), .own = leg->user,
    .is_watched = desk_leg_table_find_user (self->session->legs, target) != NULL,
  };

  desk_errands_ensure (self, operation)->flight
    = g_object_ref (desk_flight_model_prepare (self->flights, &start));
  see_room (self, leg);
}

DeskOperation *
desk_session_reclaim (DeskSession *self, DeskFlight *flight)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (DESK_IS_FLIGHT (flight), NULL);

  DeskOperation *operation;

  if (!desk_flight_get_can_reclaim (flight))
    return NULL;
  operation = desk_session_dial (self, desk_flight_get_number (flight));
  if (operation != NULL)
    desk_errands_ensure (self->errands, operation)->flight = g_object_ref (flight);
  return operation;
}

static void
end_flight_step (DeskErrands *self, DeskFlight *flight, DeskVerb verb, const GError *error)
{
  if (verb == DESK_VERB_DIAL && error == NULL)
    desk_flight_model_dismiss (self->flights, flight);
  else if (verb != DESK_VERB_DIAL && error == NULL)
    desk_flight_model_start (self->flights, flight);
  else if (verb != DESK_VERB_DIAL)
    desk_flight_model_forget (self->flights, flight);
}

void
desk_errands_end (DeskErrands *self, DeskOperation *operation, const GError *error)
{
  DeskVerb verb = desk_operation_get_verb (operation);
  g_autoptr (DeskOperation) kept = g_object_ref (operation);
  gpointer key, value;

  if (!g_hash_table_steal_extended (self->errands, operation, &key, &value))
    return;
  g_object_unref (key);

  DeskErrand *errand = value;

  if (errand->flight != NULL)
    end_flight_step (self, errand->flight, verb, error);
  if (errand->wait != NULL)
    desk_errands_end_wait (self, errand->wait, verb, error);
  if (errand->text != NULL)
    desk_errands_end_text (self, operation, errand, error);
  errand_free (errand);
}

DeskWaitModel *
desk_session_get_waits (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->errands != NULL ? self->errands->waits : NULL;
}

DeskFlightModel *
desk_session_get_flights (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->errands != NULL ? self->errands->flights : NULL;
}

/* --- what is told ----------------------------------------------------------- */

static void
see_leg (DeskErrands *self, const DeskLeg *leg)
{
  desk_wait_model_see (self->waits, leg);
  desk_flight_model_see (self->flights, leg);
}

static gboolean
is_idle (DeskErrands *self)
{
  return desk_wait_model_is_idle (self->waits) && desk_flight_model_is_idle (self->flights);
}

void
desk_errands_see (DeskErrands *self, GPtrArray *dirty, GPtrArray *gone)
{
  if (is_idle (self))
    return;
  for (guint i = 0; i < gone->len; i++)
    see_leg (self, gone->pdata[i]);
  for (guint i = 0; i < dirty->len; i++)
    for (const DeskLeg *leg = ((DeskUser *) dirty->pdata[i])->legs; leg != NULL; leg = leg->next)
      see_leg (self, leg);
}

void
desk_errands_check (DeskErrands *self)
{
  if (is_idle (self))
    return;
  desk_errands_send_on (self);
  desk_flight_model_check (self->flights);
  desk_wait_model_check (self->waits);
}

void
desk_errands_see_park (DeskErrands *self, const PalParkEvent *event)
{
  desk_wait_model_see_park (self->waits, event);
  desk_flight_model_see_park (self->flights, event);
}

void
desk_errands_begin_snapshot (DeskErrands *self)
{
  desk_wait_model_begin_snapshot (self->waits);
}

void
desk_errands_set_ready (DeskErrands *self, gboolean is_ready)
{
  desk_wait_model_set_ready (self->waits, is_ready);
  desk_flight_model_set_ready (self->flights, is_ready);
  if (is_ready)
    desk_errands_check (self);
}

DeskErrands *
desk_errands_new (DeskSession *session)
{
  DeskErrands *self = g_new0 (DeskErrands, 1);

  self->session = session;
  self->errands = g_hash_table_new_full (NULL, NULL, g_object_unref, errand_free);
  self->waits = desk_wait_model_new (session->clock, session->legs, own_number (self));
  self->flights = desk_flight_model_new (session->clock);
  desk_flight_model_set_own (self->flights, own_number (self));
  desk_errands_connect_waits (self);
  g_signal_connect_object (self->flights, "ended", G_CALLBACK (flight_ended_cb), session, G_CONNECT_SWAPPED);
  return self;
}

void
desk_errands_free (DeskErrands *self)
{
  g_signal_handlers_disconnect_by_data (self->waits, self->session);
  g_signal_handlers_disconnect_by_data (self->flights, self->session);
  g_object_run_dispose (G_OBJECT (self->waits)); /* a window may hold them longer than the leg table lives */
  g_object_run_dispose (G_OBJECT (self->flights));
  g_object_unref (self->waits);
  g_object_unref (self->flights);
  g_hash_table_unref (self->errands);
  g_free (self);
}
