/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waits: booking them, doing what they wait for, keeping them, saying what became of them. */
#include "config.h"

#include "model/desk-session-private.h"

#include <glib/gi18n.h>

#include "model/desk-wait-item.h"
#include "store/store-waits.h"

/* --- what is said -------------------------------------------------------- */

static char *
word_caller_end (DeskErrands *self, DeskWait *wait)
{
  const char *caller = desk_wait_get_caller_name (wait), *target = desk_wait_get_target_name (wait);
  gboolean is_parked = desk_wait_model_is_parked (self->waits, wait);

  switch (desk_wait_get_state (wait))
    {
    case DESK_WAIT_STATE_DONE:
      return desk_wait_get_is_asked (wait)
               ? g_strdup_printf (_ ("%s talks with %s now"), caller, target)
               : g_strdup_printf (_ ("%s was picked up and no longer waits for %s"), caller, target);
    case DESK_WAIT_STATE_LOST:
      return g_strdup_printf (_ ("%s hung up while waiting for %s"), caller, target);
    case DESK_WAIT_STATE_EXPIRED:
      return is_parked ? g_strdup_printf (_ ("%s did not become free; %s still waits at %s"), target, caller,
                                          desk_wait_get_slot (wait))
                       : g_strdup_printf (_ ("%s did not become free; no longer waiting"), target);
    case DESK_WAIT_STATE_FAILED:
      return is_parked ? g_strdup_printf (_ ("%s did not take the call; %s still waits at %s"), target,
                                          caller,
                                          desk_wait_get_slot (wait))
                       : g_strdup_printf (_ ("%s could not be brought to %s"), caller, target);
    case DESK_WAIT_STATE_PARKING:
    case DESK_WAIT_STATE_WAITING:
    case DESK_WAIT_STATE_FIRING:
    default:
      return NULL;
    }
}

static void
wait_ended_cb (DeskSession *session, DeskWait *wait)
{
  DeskErrands *self = session->errands;
  g_autofree char *text = NULL;

  if (desk_wait_get_kind (wait) == DESK_WAIT_TRANSFER)
    text = word_caller_end (self, wait);
  else if (desk_wait_get_state (wait) == DESK_WAIT_STATE_EXPIRED)
    text = g_strdup_printf (_ ("%s did not become free; no longer waiting"),
                            desk_wait_get_target_name (wait));
  if (text != NULL)
    desk_session_message (self->session, text);
}

static void
wait_ready_cb (DeskSession *session, DeskWait *wait)
{
  DeskErrands *self = session->errands;
  g_autofree char *text = NULL;

  if (desk_wait_get_kind (wait) == DESK_WAIT_CALL && !desk_wait_get_is_automatic (wait))
    return; /* whoever asks whether to call says it as well */
  if (desk_wait_get_kind (wait) == DESK_WAIT_TRANSFER)
    text = g_strdup_printf (_ ("%s is free: bringing %s"), desk_wait_get_target_name (wait),
                            desk_wait_get_caller_name (wait));
  else
    text = g_strdup_printf (_ ("%s is free now"), desk_wait_get_target_name (wait));
  if (desk_wait_get_kind (wait) == DESK_WAIT_TELL)
    {
      desk_session_say (self->session, text);
      desk_notices_take_free (self->session->notices, wait);
    }
  else
    {
      desk_session_message (self->session, text);
    }
}

/* --- what is kept -------------------------------------------------------- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_table_save_finish (&store_waits, STORE_DATABASE (source), result, &error))
    g_message ("keeping a wait: %s", error->message);
}

static void
wait_kept_cb (DeskSession *session, DeskWait *wait)
{
  DeskErrands *self = session->errands;
  StoreWait row = {
    .id = (char *) desk_wait_get_id (wait),
    .target = (char *) desk_wait_get_target (wait),
    .target_name = (char *) desk_wait_get_target_name (wait),
    .kind = (int) desk_wait_get_kind (wait),
    .slot = (char *) desk_wait_get_slot (wait),
    .room_id = (char *) desk_wait_get_room_id (wait),
    .talker_id = (char *) desk_wait_get_talker_id (wait),
    .caller_number = (char *) desk_wait_get_caller_number (wait),
    .caller_name = (char *) desk_wait_get_caller_name (wait),
    .is_automatic = desk_wait_get_is_automatic (wait),
    .booked_at = desk_wait_get_booked_at (wait),
    .expires_at = desk_wait_get_ends_at (wait),
  };

  if (self->session->database != NULL)
    store_table_save_async (&store_waits, self->session->database,
                            store_account_get_id (self->session->account),
                            NULL, &row, NULL, kept_cb, NULL);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_table_remove_finish (&store_waits, STORE_DATABASE (source), result, &error))
    g_message ("forgetting a wait: %s", error->message);
}

static void
wait_dropped_cb (DeskSession *session, DeskWait *wait)
{
  DeskErrands *self = session->errands;
  if (self->session->database != NULL)
    store_table_remove_async (&store_waits, self->session->database,
                              store_account_get_id (self->session->account),
                              desk_wait_get_id (wait), NULL, removed_cb, NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_waits, STORE_DATABASE (source), result, &error);

  if (rows == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("reading waits: %s", error->message);
  if (session->errands == NULL || rows == NULL)
    return;
  for (guint i = 0; i < rows->len; i++)
    {
      const StoreWait *row = rows->pdata[i];
      const DeskWaitStart start = {
        .id = row->id, .target = row->target, .kind = (DeskWaitKind) row->kind, .slot = row->slot,
        .target_name = row->target_name,
        .room_id = row->room_id, .talker_id = row->talker_id, .caller_number = row->caller_number,
        .caller_name = row->caller_name, .is_automatic = row->is_automatic, .booked_at = row->booked_at,
        .expires_at = row->expires_at,
      };

      if (row->kind >= DESK_WAIT_TELL && row->kind <= DESK_WAIT_TRANSFER)
        desk_wait_model_book (session->errands->waits, &start, DESK_WAIT_STATE_WAITING);
    }
}

void
desk_errands_load (DeskErrands *self)
{
  if (self->session->database != NULL)
    store_table_load_async (&store_waits, self->session->database,
                            store_account_get_id (self->session->account),
                            self->session->cancellable, loaded_cb, g_object_ref (self->session));
}

/* --- waits: what is done -------------------------------------------------- */

static void
follow_caller (DeskErrands *self, DeskWait *wait, DeskOperation *operation)
{
  const DeskFlightStart start = {
    .room_id = desk_wait_get_room_id (wait), .party_id = desk_wait_get_talker_id (wait),
    .name = desk_wait_get_caller_name (wait), .number = desk_wait_get_caller_number (wait),
    .target = desk_wait_get_target (wait), .target_name = desk_wait_get_target_name (wait),
    .is_watched = TRUE,
  };
  DeskErrand *errand = desk_errands_ensure (self, operation);

  errand->flight = g_object_ref (desk_flight_model_prepare (self->flights, &start));
}

/* Who may forward sends the parked call itself; who may not has it ring here, and sends it on from here. */
static DeskOperation *
bring_caller (DeskErrands *self, DeskWait *wait)
{
  DeskOperation *operation;

  if (!desk_session_may (self->session, DESK_VERB_FORWARD))
    return desk_session_ask (self->session, DESK_VERB_RETRIEVE, desk_wait_get_slot (wait), NULL);
  operation = desk_session_ask (self->session, DESK_VERB_FORWARD, desk_wait_get_room_id (wait),
                                desk_wait_get_target (wait));
  if (operation != NULL)
    follow_caller (self, wait, operation);
  return operation;
}

static void
wait_fire_cb (DeskSession *session, DeskWait *wait)
{
  DeskErrands *self = session->errands;
  DeskOperation *operation = desk_wait_get_kind (wait) == DESK_WAIT_TRANSFER
                               ? bring_caller (self, wait)
                               : desk_session_dial (self->session, desk_wait_get_target (wait));

  if (operation == NULL)
    desk_wait_model_end (self->waits, wait, DESK_WAIT_STATE_FAILED);
  else
    desk_errands_ensure (self, operation)->wait = g_object_ref (wait);
}

/* The caller rings at my phone on the way to the colleague. */
static void
send_on (DeskErrands *self, DeskWait *wait)
{
  g_autoptr (DeskWait) kept = g_object_ref (wait); /* a listener may cancel it */
  DeskTrailCount count = desk_trail_count (wait->trail);
  DeskCall *call = desk_call_model_find (self->session->calls, count.own_id);
  DeskVerb verb;

  if (call == NULL)
    return;
  if (!wait->was_deflected && desk_call_can (call, DESK_VERB_DEFLECT))
    verb = DESK_VERB_DEFLECT;
  else if (!wait->was_sent && desk_call_can (call, DESK_VERB_TRANSFER))
    verb = DESK_VERB_TRANSFER;
  else
    return;
  if (verb == DESK_VERB_DEFLECT)
    wait->was_deflected = TRUE;
  else
    wait->was_sent = TRUE;

  DeskOperation *operation = desk_session_run (self->session, verb, call, desk_wait_get_target (wait));

  if (operation != NULL)
    desk_errands_ensure (self, operation)->wait = g_object_ref (wait);
}

void
desk_errands_end_wait (DeskErrands *self, DeskWait *wait, DeskVerb verb, const GError *error)
{
  if (verb == DESK_VERB_PARK && error == NULL)
    desk_wait_model_parked (self->waits, wait);
  else if (verb == DESK_VERB_PARK)
    desk_wait_model_unparked (self->waits, wait);
  else if (verb == DESK_VERB_DIAL)
    desk_wait_model_end (self->waits, wait, error == NULL ? DESK_WAIT_STATE_DONE : DESK_WAIT_STATE_FAILED);
  else if (error != NULL && verb != DESK_VERB_DEFLECT) /* after that it can be picked up and sent on */
    desk_wait_model_end (self->waits, wait, DESK_WAIT_STATE_FAILED);
}

void
desk_errands_send_on (DeskErrands *self)
{
  DeskList *list = DESK_LIST (self->waits);

  desk_wait_model_set_needs_phone (self->waits, !desk_session_may (self->session, DESK_VERB_FORWARD));
  for (guint i = 0; i < desk_list_get_size (list); i++)
    {
      DeskWait *wait = desk_list_peek (list, i);

      if (wait->kind == DESK_WAIT_TRANSFER && wait->state == DESK_WAIT_STATE_FIRING && wait->trail != NULL)
        send_on (self, wait);
    }
}

static gboolean
is_told (const char *number, gpointer user_data)
{
  return desk_watch_is_told_of (user_data, number);
}

void
desk_errands_connect_waits (DeskErrands *self)
{
  static const struct { const char *name; GCallback callback; } handlers[] = {
    { "ready", G_CALLBACK (wait_ready_cb) }, { "ended", G_CALLBACK (wait_ended_cb) },
    { "kept", G_CALLBACK (wait_kept_cb) }, { "dropped", G_CALLBACK (wait_dropped_cb) },
    { "fire", G_CALLBACK (wait_fire_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->waits, handlers[i].name, handlers[i].callback, self->session,
                             G_CONNECT_SWAPPED);
  desk_wait_model_set_told (self->waits, is_told, self->session);
}

/* --- booking --------------------------------------------------------------- */

DeskWait *
desk_session_wait_at (DeskSession *self, const char *target, DeskCall *call, const char *slot)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);
  g_return_val_if_fail (target != NULL && slot != NULL, NULL);

  /* To park is told at once, and a listener may end the call: what is borrowed does not live so long. */
  g_autofree char *whom = g_strdup (target);
  g_autofree char *whom_name = g_strdup (desk_errands_name (self->errands, target));
  g_autofree char *where = g_strdup (slot);
  g_autofree char *room_id = g_strdup (desk_call_get_room_id (call));
  g_autofree char *number = g_strdup (desk_call_get_number (call));
  g_autofree char *name = g_strdup (desk_call_get_name (call));
  const DeskWaitStart start = {
    .target = whom, .target_name = whom_name, .kind = DESK_WAIT_TRANSFER, .slot = where, .room_id = room_id,
    .caller_number = number, .caller_name = name,
  };
  DeskOperation *operation = desk_session_run (self, DESK_VERB_PARK, call, where);
  DeskWait *wait;

  if (operation == NULL)
    return NULL;
  wait = desk_wait_model_book (self->errands->waits, &start, DESK_WAIT_STATE_PARKING);
  if (wait != NULL) /* no listener cancelled it */
    desk_errands_ensure (self->errands, operation)->wait = g_object_ref (wait);
  return wait;
}

DeskWait *
desk_session_wait_for (DeskSession *self, const char *target, DeskWaitKind kind, DeskCall *call)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  const DeskWaitStart start = { .target = target, .target_name = desk_errands_name (self->errands, target),
                                .kind = kind };
  DeskWait *known = desk_wait_model_find_for (self->errands->waits, target, kind);
  const char *slot;

  DeskExtension *extension = desk_presence_model_find (self->colleagues, target);

  if (extension == NULL || extension == self->own || !desk_watch_asks_for (self, target))
    return NULL; /* nothing would be told of when it is free */
  if (kind != DESK_WAIT_TRANSFER)
    return known != NULL ? known
                         : desk_wait_model_book (self->errands->waits, &start, DESK_WAIT_STATE_WAITING);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);
  slot = desk_park_model_get_next_free (desk_session_get_parks (self));
  if (slot == NULL)
    {
      desk_session_message (self, _ ("No park slot is known to be free"));
      return NULL;
    }
  return desk_session_wait_at (self, target, call, slot);
}

gboolean
desk_session_confirm_wait (DeskSession *self, DeskWait *wait)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), FALSE);
  g_return_val_if_fail (DESK_IS_WAIT (wait), FALSE);

  return desk_wait_model_confirm (self->errands->waits, wait);
}
