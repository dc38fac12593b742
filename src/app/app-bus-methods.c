/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-bus-methods.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/app-dialer.h"
#include "model/desk-link.h"
#include "model/desk-monitor.h"
#include "model/desk-tones.h"
#include "pal/protocol/pal-error.h"
#include "ui/ui-error-text.h"

#define MAX_SLOT 40
#define MAX_TONES 40 /* that wait at once */

typedef struct
{
  const char *name;
  DeskOperation *(*run) (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error);
  DeskVerb verb;
} MethodRow;

/* clang-format off */
static const GDBusErrorEntry error_names[] = {
  { APP_BUS_ERROR_NOT_CONNECTED, "org.sidetone.Sidetone1.Error.NotConnected" },
  { APP_BUS_ERROR_NO_SUCH_CALL, "org.sidetone.Sidetone1.Error.NoSuchCall" },
  { APP_BUS_ERROR_NOT_POSSIBLE, "org.sidetone.Sidetone1.Error.NotPossible" },
  { APP_BUS_ERROR_PHONE_IGNORED, "org.sidetone.Sidetone1.Error.PhoneIgnored" },
  { APP_BUS_ERROR_REFUSED, "org.sidetone.Sidetone1.Error.Refused" },
  { APP_BUS_ERROR_TIMED_OUT, "org.sidetone.Sidetone1.Error.TimedOut" },
  { APP_BUS_ERROR_FAILED, "org.sidetone.Sidetone1.Error.Failed" },
  { APP_BUS_ERROR_NOT_A_NUMBER, "org.sidetone.Sidetone1.Error.NotANumber" },
  { APP_BUS_ERROR_DECLINED, "org.sidetone.Sidetone1.Error.Declined" },
  { APP_BUS_ERROR_BUSY, "org.sidetone.Sidetone1.Error.Busy" },
};
/* clang-format on */

GQuark
app_bus_error_quark (void)
{
  static gsize quark = 0;

  g_dbus_error_register_error_domain ("app-bus-error-quark", &quark, error_names, G_N_ELEMENTS (error_names));
  return (GQuark)quark;
}

static void
set_not_possible (GError **error)
{
  g_set_error_literal (error, APP_BUS_ERROR, APP_BUS_ERROR_NOT_POSSIBLE, _ ("This is not possible now"));
}

/* A reference of one's own to what a verb gave; without an operation it was not possible. */
static DeskOperation *
begun (DeskOperation *operation, GError **error)
{
  if (operation != NULL)
    return g_object_ref (operation);
  set_not_possible (error);
  return NULL;
}

/* Borrowed; sets the error when there is none. */
static DeskCall *
find_call (DeskSession *session, DeskVerb verb, const char *id, GError **error)
{
  DeskCallModel *calls = desk_session_get_calls (session);
  DeskCall *call = NULL;

  if (*id != '\0')
    call = desk_list_find (DESK_LIST (calls), id);
  else if (verb == DESK_VERB_ANSWER || verb == DESK_VERB_DEFLECT)
    call = desk_call_model_get_ringing (calls);
  if (*id == '\0' && call == NULL)
    call = desk_call_model_get_selected (calls);
  if (call == NULL)
    g_set_error_literal (error, APP_BUS_ERROR, APP_BUS_ERROR_NO_SUCH_CALL, _ ("There is no such call"));
  return call;
}

/* (s call), (s call, s target) */
static DeskOperation *
run_on_call (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  const char *id, *target = NULL;
  DeskCall *call;

  g_variant_get_child (parameters, 0, "&s", &id);
  if (desk_verb_wants_target (verb))
    g_variant_get_child (parameters, 1, "&s", &target);
  call = find_call (place->session, verb, id, error);
  if (call == NULL)
    return NULL;
  if (target != NULL && *target == '\0')
    {
      set_not_possible (error);
      return NULL;
    }
  return begun (desk_session_run (place->session, verb, call, target), error);
}

/* The name of a park slot, as far as it can be told from a code or from nonsense. */
static gboolean
check_slot (const char *slot, GError **error)
{
  gsize length = strlen (slot);

  if (length <= MAX_SLOT && strspn (slot, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_./") == length)
    return TRUE;
  set_not_possible (error);
  return FALSE;
}

static DeskOperation *
park (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  const char *id, *slot;
  DeskCall *call;

  g_variant_get (parameters, "(&s&s)", &id, &slot);
  call = find_call (place->session, verb, id, error);
  if (call == NULL || !check_slot (slot, error))
    return NULL;
  return begun (*slot != '\0' ? desk_session_run (place->session, verb, call, slot)
                              : desk_session_park_next (place->session, call),
                error);
}

static DeskOperation *
retrieve (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  const char *slot;

  g_variant_get (parameters, "(&s)", &slot);
  if (!check_slot (slot, error))
    return NULL;
  return begun (*slot != '\0' ? desk_session_ask (place->session, verb, slot, NULL)
                              : desk_session_retrieve_oldest (place->session),
                error);
}

static DeskOperation *
pick_up (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  g_autofree char *prefix = NULL;
  DeskExtension *colleague;
  DeskQueue *queue;
  const char *number;

  g_variant_get (parameters, "(&s)", &number);
  queue = desk_queue_model_find (desk_session_get_queues (place->session), number);
  if (queue != NULL && desk_queue_get_oldest_room (queue) != NULL)
    return begun (desk_session_pick_up (place->session, desk_queue_get_oldest_room (queue)), error);
  colleague = desk_presence_model_find (desk_session_get_colleagues (place->session), number);
  prefix = g_settings_get_string (place->settings, "pickup-prefix");
  if (colleague != NULL && desk_session_can_pick_up_from (place->session, colleague, prefix))
    return begun (desk_session_pick_up_from (place->session, colleague, prefix), error);
  set_not_possible (error);
  return NULL;
}

/* Done when the wait is booked: what comes of it may take an hour. */
static DeskOperation *
wait_for (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  const char *id, *extension;
  DeskCall *call;

  g_variant_get (parameters, "(&s&s)", &id, &extension);
  call = find_call (place->session, verb, id, error);
  if (call != NULL && desk_session_wait_for (place->session, extension, DESK_WAIT_TRANSFER, call) == NULL)
    set_not_possible (error);
  return NULL;
}

static DeskOperation *
reclaim (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  GListModel *flights = G_LIST_MODEL (desk_session_get_flights (place->session));

  for (guint i = g_list_model_get_n_items (flights); i-- > 0;)
    {
      g_autoptr (DeskFlight) flight = g_list_model_get_item (flights, i);

      if (desk_flight_get_can_reclaim (flight))
        return begun (desk_session_reclaim (place->session, flight), error);
    }
  set_not_possible (error);
  return NULL;
}

/* What is so already is done. */
static DeskOperation *
record (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  const char *id;
  gboolean is_on;
  DeskCall *call;

  g_variant_get (parameters, "(&sb)", &id, &is_on);
  call = find_call (place->session, verb, id, error);
  if (call == NULL || desk_call_get_is_recording (call) == is_on)
    return NULL;
  return begun (
      desk_session_run (place->session, is_on ? DESK_VERB_RECORD : DESK_VERB_STOP_RECORDING, call, NULL),
      error);
}

static DeskOperation *
send_tones (const AppBusPlace *place, DeskVerb verb, GVariant *parameters, GError **error)
{
  const char *id, *text;
  DeskTones *tones;
  DeskCall *call;
  gsize length;

  g_variant_get (parameters, "(&s&s)", &id, &text);
  call = find_call (place->session, verb, id, error);
  if (call == NULL)
    return NULL;
  tones = desk_session_get_tones (place->session, call);
  length = strlen (text);
  if (strspn (text, G_CSET_DIGITS "*#") < length
      || length + desk_tones_get_n_waiting (tones) > MAX_TONES || !desk_tones_press (tones, text))
    set_not_possible (error);
  return NULL;
}

/* clang-format off */
static const MethodRow rows[] = {
  { "Answer", run_on_call, DESK_VERB_ANSWER },
  { "HangUp", run_on_call, DESK_VERB_HANG_UP },
  { "Hold", run_on_call, DESK_VERB_HOLD },
  { "Resume", run_on_call, DESK_VERB_RESUME },
  { "Transfer", run_on_call, DESK_VERB_TRANSFER },
  { "Deflect", run_on_call, DESK_VERB_DEFLECT },
  { "Consult", run_on_call, DESK_VERB_CONSULT },
  { "CompleteTransfer", run_on_call, DESK_VERB_COMPLETE },
  { "CancelTransfer", run_on_call, DESK_VERB_CANCEL },
  { "Join", run_on_call, DESK_VERB_JOIN },
  { "Reclaim", reclaim, DESK_VERB_DIAL },
  { "Park", park, DESK_VERB_PARK },
  { "Retrieve", retrieve, DESK_VERB_RETRIEVE },
  { "PickUp", pick_up, DESK_VERB_FORWARD },
  { "WaitFor", wait_for, DESK_VERB_PARK },
  { "Record", record, DESK_VERB_RECORD },
  { "SendTones", send_tones, DESK_VERB_SEND_TONES },
};
/* clang-format on */

static const MethodRow *
find_row (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].name, name))
      return &rows[i];
  return NULL;
}

static gboolean
is_ready (const AppBusPlace *place)
{
  return place->session != NULL && desk_session_get_state (place->session) == PAL_CLIENT_STATE_READY;
}

/* A call may go there without the person being asked: nobody pays, nothing is switched. */
static gboolean
is_of_the_house (const AppBusPlace *place, const char *target)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (place->session);
  g_autofree char *voicemail = g_settings_get_string (place->settings, "voicemail-prefix");

  return desk_presence_model_find (colleagues, target) != NULL
         || desk_queue_model_find (desk_session_get_queues (place->session), target) != NULL
         || (*voicemail != '\0' && g_str_has_prefix (target, voicemail)
             && desk_presence_model_find (colleagues, target + strlen (voicemail)) != NULL);
}

gboolean
app_bus_wants_consent (const AppBusPlace *place, const char *name, GVariant *parameters,
                       AppBusSending *sending)
{
  const MethodRow *row = find_row (name);
  const char *id;

  if (row == NULL || row->run != run_on_call || !desk_verb_wants_target (row->verb) || !is_ready (place))
    return FALSE;
  g_variant_get (parameters, "(&s&s)", &id, &sending->target);
  sending->verb = row->verb;
  sending->call = find_call (place->session, row->verb, id, NULL);
  return sending->call != NULL && desk_call_can (sending->call, row->verb) && *sending->target != '\0'
         && !is_of_the_house (place, sending->target);
}

DeskOperation *
app_bus_run_method (const AppBusPlace *place, const char *name, GVariant *parameters, GError **error)
{
  const MethodRow *row = find_row (name);

  if (!is_ready (place))
    {
      g_set_error_literal (error, APP_BUS_ERROR, APP_BUS_ERROR_NOT_CONNECTED, _ ("Not connected"));
      return NULL;
    }
  if (row != NULL)
    return row->run (place, row->verb, parameters, error);
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD, "%s", name);
  return NULL;
}

GVariant *
app_bus_make_reply (const char *name, DeskOperation *operation)
{
  return g_str_equal (name, "Park") ? g_variant_new ("(s)", desk_operation_get_target (operation)) : NULL;
}

static AppBusError
judge (const GError *error)
{
  if (g_error_matches (error, DESK_ERROR, DESK_ERROR_PHONE_IGNORED))
    return APP_BUS_ERROR_PHONE_IGNORED;
  if (g_error_matches (error, DESK_ERROR, DESK_ERROR_NOT_READY)
      || g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    return APP_BUS_ERROR_NOT_CONNECTED;
  if (g_error_matches (error, PAL_ERROR, PAL_ERROR_TIMEOUT))
    return APP_BUS_ERROR_TIMED_OUT;
  if (error->domain == PAL_ERROR)
    return APP_BUS_ERROR_REFUSED;
  if (error->domain == DESK_LINK_ERROR || g_error_matches (error, DESK_ERROR, DESK_ERROR_BAD_NUMBER))
    return APP_BUS_ERROR_NOT_A_NUMBER;
  if (error->domain == APP_DIAL_ERROR)
    return error->code == APP_DIAL_ERROR_BUSY ? APP_BUS_ERROR_BUSY : APP_BUS_ERROR_DECLINED;
  return APP_BUS_ERROR_FAILED;
}

GError *
app_bus_make_error (const GError *error)
{
  gboolean has_words = error->domain == DESK_LINK_ERROR || error->domain == APP_DIAL_ERROR;
  g_autofree char *words = has_words ? NULL : ui_error_to_text (error);

  return g_error_new_literal (APP_BUS_ERROR, (int)judge (error), words != NULL ? words : error->message);
}
