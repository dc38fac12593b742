/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Call control: success and failure are texts in the result. */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "sim/sim-call.h"

/* Leave nobody waiting for longer. */
#define LONGEST_DELAY (24 * 60 * 60 * 1000) /* ms */

#define DIGITS "0123456789*#ABCDabcd"
#define MOST_DIGITS 32

/* Whose legs a user may name: the own ones, or everybody's in a call of the own. Administrators name all. */
typedef enum { SCOPE_OWN, SCOPE_CALL } SimScope;

static gboolean
is_own (SimPeer *peer, SimLeg *leg)
{
  return strcmp (leg->number, sim_peer_get_user (peer)) == 0
         || g_strcmp0 (leg->room->owner, sim_peer_get_user (peer)) == 0;
}

static gboolean
may_touch (SimPeer *peer, SimRoom *room)
{
  if (sim_request_is_admin (peer))
    return TRUE;

  for (guint i = 0; i < room->legs->len; i++)
    if (is_own (peer, g_ptr_array_index (room->legs, i)))
      return TRUE;

  return FALSE;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
  return FALSE;
}

/* NULL when the reply already says why not, or with an error. */
static SimLeg *
find_leg (SimPeer *peer, const PalParams *params, const char *name, SimScope scope, SimWriter *reply,
          GError **error)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimLeg *leg;

  if (tenant == NULL)
    return NULL;

  leg = sim_tenant_get_leg (tenant, pal_params_get_text (params, name));
  if (leg == NULL)
    sim_reply_failed (reply, "no such talker");
  else if (!may_touch (peer, leg->room)
           || (scope == SCOPE_OWN && !sim_request_is_admin (peer) && !is_own (peer, leg)))
    refuse (error);
  else
    return leg;

  return NULL;
}

/* The same for what is done with a call by one who is in it: whoever names the other party means the own
 * leg. Some clients send one, some the other. */
static SimLeg *
find_acting_leg (SimPeer *peer, const PalParams *params, const char *name, SimWriter *reply, GError **error)
{
  SimLeg *named = find_leg (peer, params, name, SCOPE_CALL, reply, error);

  if (named == NULL || strcmp (named->number, sim_peer_get_user (peer)) == 0)
    return named;

  for (guint i = 0; i < named->room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (named->room->legs, i);

      if (strcmp (leg->number, sim_peer_get_user (peer)) == 0 && !leg->is_monitor
          && (leg->state == SIM_LEG_TALKING || leg->state == SIM_LEG_HELD))
        return leg;
    }
  if (sim_request_is_admin (peer) || is_own (peer, named))
    return named;

  refuse (error);
  return NULL;
}

#define NO_LEG (error == NULL || *error == NULL) /* find_leg() wrote the answer, or there is an error */

static void
say (SimWriter *reply, gboolean done, const char *why_not)
{
  if (done)
    sim_reply_succeeded (reply, NULL);
  else
    sim_reply_failed (reply, why_not);
}

static gboolean
answer_reason (SimWriter *reply, gboolean done, GError *reason)
{
  say (reply, done, reason != NULL ? reason->message : "");
  g_clear_error (&reason);

  return TRUE;
}

/* A user calls from the own phones, or from an outside number for which the PBX answers to that user. */
static gboolean
may_call (SimPeer *peer, SimTenant *tenant, const char *owner, const char *from)
{
  const char *user = sim_peer_get_user (peer);

  return sim_request_is_admin (peer)
         || (strcmp (owner, user) == 0
             && (strcmp (from, user) == 0 || sim_tenant_get_extension (tenant, from) == NULL));
}

static gboolean
read_phone (const PalParams *params, guint *phone, GError **error)
{
  const char *text = pal_params_get_text (params, "phone");
  guint64 number = 0;

  if (text != NULL && *text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, 4, &number, NULL))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "phone: not one of 1 to 4");
      return FALSE;
    }
  *phone = (guint) number;

  return TRUE;
}

static GStrv
read_targets (const PalParams *params, GError **error)
{
  const char *const *to = pal_params_get_list (params, "to");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) targets = NULL;

  for (guint i = 0; to != NULL && to[i] != NULL; i++)
    if (*to[i] != '\0')
      g_strv_builder_add (builder, to[i]);
  targets = g_strv_builder_end (builder);
  if (targets[0] != NULL)
    return g_steal_pointer (&targets);

  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "to: nobody to call");
  return NULL;
}

static void
set_owner (SimTenant *tenant, const char *log_id, const char *owner)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, tenant->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimRoom *room = value;

      if (strcmp (room->log_id, log_id) == 0 && room->owner == NULL)
        room->owner = g_strdup (owner);
    }
}

SIM_HANDLER (sim_handle_make_call)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *from = pal_params_get_text (params, "from");
  const char *user = pal_params_get_text (params, "user");
  const char *owner = user != NULL && *user != '\0' ? user : from;
  g_auto(GStrv) to = NULL;
  g_autofree char *log_id = NULL;
  GError *reason = NULL;
  guint phone, type = g_strcmp0 (pal_params_get_text (params, "type"), "1") == 0 ? 1 : 2;

  if (tenant == NULL || !read_phone (params, &phone, error))
    return FALSE;
  to = read_targets (params, error);
  if (to == NULL)
    return FALSE;
  if (!may_call (peer, tenant, owner, from))
    return refuse (error);
  if (owner != from && sim_tenant_get_extension (tenant, owner) == NULL)
    return sim_refuse (error, SIM_ERROR_REFUSED, "user", "no such extension");

  log_id = sim_call_make (tenant, from, (const char *const *) to, type, phone,
                          pal_params_get_boolean (params, "auto_answer", FALSE),
                          pal_params_get_text (params, "line"), &reason);
  if (log_id == NULL)
    return answer_reason (reply, FALSE, reason);

  set_owner (tenant, log_id, owner);
  sim_reply_succeeded (reply, log_id);
  return TRUE;
}

static gboolean
disconnect_room (SimWorld *world, SimPeer *peer, const PalParams *params, SimWriter *reply, GError **error)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimRoom *room = tenant != NULL ? sim_tenant_get_room (tenant, pal_params_get_text (params, "rid")) : NULL;
  gint64 delay = pal_params_get_int (params, "delay", 0);

  if (tenant == NULL)
    return FALSE;
  if (!sim_request_is_admin (peer))
    return refuse (error);
  if (delay < 0 || delay > LONGEST_DELAY)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "delay: milliseconds, a day at most");
      return FALSE;
    }

  if (room != NULL && delay > 0)
    sim_room_end_later (room, delay);
  say (reply, room != NULL, "no such room");
  if (room != NULL && delay == 0)
    sim_room_end (room, SIM_CAUSE_NORMAL, FALSE);

  return TRUE;
}

SIM_HANDLER (sim_handle_disconnect)
{
  SimLeg *leg;

  if (!pal_params_has (params, "tid"))
    return disconnect_room (world, peer, params, reply, error);

  leg = find_leg (peer, params, "tid", SCOPE_OWN, reply, error);
  if (leg == NULL)
    return NO_LEG;

  sim_leg_hang_up (leg);
  say (reply, TRUE, NULL);

  return TRUE;
}

/* What a phone makes of it is its own business: the PBX only knows whether the phone took the request. */
SIM_HANDLER (sim_handle_remote_control)
{
  SimLeg *leg = find_leg (peer, params, "talker_id", SCOPE_OWN, reply, error);

  if (leg == NULL)
    return NO_LEG;

  if (leg->phone == NULL)
    sim_reply_failed (reply, "not a phone of this PBX");
  else if (!leg->phone->registered)
    sim_reply_failed (reply, "the phone is not registered");
  else if (leg->phone->remote == SIM_REMOTE_REFUSES)
    sim_reply_failed (reply, "not supported by the phone");
  else
    {
      say (reply, TRUE, NULL);
      if (leg->phone->remote == SIM_REMOTE_IGNORES)
        return TRUE;
      if (g_strcmp0 (pal_params_get_text (params, "action"), "hold") == 0)
        sim_leg_hold (leg);
      else
        sim_leg_talk (leg);
    }

  return TRUE;
}

SIM_HANDLER (sim_handle_hold)
{
  SimLeg *leg = find_leg (peer, params, "tid", SCOPE_OWN, reply, error);

  if (leg == NULL)
    return NO_LEG;

  say (reply, sim_leg_hold (leg), "the talker does not talk");
  return TRUE;
}

SIM_HANDLER (sim_handle_unhold)
{
  SimLeg *leg = find_leg (peer, params, "tid", SCOPE_OWN, reply, error);

  if (leg == NULL)
    return NO_LEG;

  say (reply, leg->state == SIM_LEG_HELD && sim_leg_talk (leg), "the talker is not on hold");
  return TRUE;
}

static gboolean
record (SimPeer *peer, const PalParams *params, gboolean on, SimWriter *reply, GError **error)
{
  SimLeg *leg = find_leg (peer, params, "tid", SCOPE_CALL, reply, error);
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  done = sim_leg_record (leg, on, &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_start_recording)
{
  return record (peer, params, TRUE, reply, error);
}

SIM_HANDLER (sim_handle_stop_recording)
{
  return record (peer, params, FALSE, reply, error);
}

SIM_HANDLER (sim_handle_send_dtmf)
{
  const char *signal = pal_params_get_text (params, "signal");
  SimLeg *leg = find_leg (peer, params, "talker_id", SCOPE_OWN, reply, error);

  if (leg == NULL)
    return NO_LEG;
  if (*signal == '\0' || strlen (signal) > MOST_DIGITS || signal[strspn (signal, DIGITS)] != '\0')
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "signal: keys are 0 to 9, *, # and A to D");
      return FALSE;
    }

  say (reply, sim_leg_send_digits (leg, signal), "the talker does not talk");
  return TRUE;
}

SIM_HANDLER (sim_handle_park)
{
  SimLeg *leg = find_acting_leg (peer, params, "tid", reply, error);
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  done = sim_park (leg, pal_params_get_text (params, "number"), &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_unpark)
{
  SimExtension *user = sim_request_extension (peer, params, "user", error);
  GError *reason = NULL;
  gboolean done;

  if (user == NULL)
    return FALSE;
  if (!sim_request_is_admin (peer) && strcmp (user->number, sim_peer_get_user (peer)) != 0)
    return refuse (error);

  done = sim_unpark (user->tenant, user, pal_params_get_text (params, "number"), &reason) != NULL;
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_line)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  GError *reason = NULL;
  gboolean done;

  if (tenant == NULL)
    return FALSE;

  done = sim_line_seize (tenant, pal_params_get_text (params, "line"), sim_peer_get_user (peer),
                         sim_text_is_true (pal_params_get_text (params, "status")), &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_transfer)
{
  SimLeg *leg = find_acting_leg (peer, params, "tid", reply, error);
  gboolean blind = g_strcmp0 (pal_params_get_text (params, "mode"), "blind") == 0;
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  done = sim_transfer (leg, pal_params_get_text (params, "user"), blind, &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_cancel_transfer)
{
  SimLeg *leg = find_acting_leg (peer, params, "tid", reply, error);
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  done = sim_transfer_cancel (leg, &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_conference)
{
  SimLeg *leg = find_acting_leg (peer, params, "talker_id", reply, error);
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  done = sim_conference (leg, &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_barge)
{
  SimLeg *leg = find_leg (peer, params, "tid", SCOPE_CALL, reply, error);
  const char *speak = pal_params_get_text (params, "speak");
  SimExtension *user;
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  user = sim_request_extension (peer, params, "user", error);
  if (user == NULL)
    return FALSE;

  done = sim_barge (leg, user, pal_params_get_boolean (params, "listen", TRUE),
                    g_strcmp0 (speak, "tutor") == 0 ? SIM_SPEAK_TO_ONE
                    : sim_text_is_true (speak) ? SIM_SPEAK_TO_ALL : SIM_SPEAK_NOT, &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_call_forward)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimRoom *room = tenant != NULL ? sim_tenant_get_room (tenant, pal_params_get_text (params, "rid")) : NULL;
  GError *reason = NULL;
  gboolean done;

  if (tenant == NULL)
    return FALSE;
  if (room == NULL)
    {
      sim_reply_failed (reply, "no such room");
      return TRUE;
    }

  done = sim_call_forward (room, pal_params_get_list (params, "user"), &reason);
  return answer_reason (reply, done, reason);
}

static const char *
get_attribute (SimLeg *leg)
{
  if (leg->state == SIM_LEG_PARKED)
    return "park";
  if (!leg->is_monitor)
    return "";

  return leg->speaks == SIM_SPEAK_TO_ALL ? "speak" : leg->speaks == SIM_SPEAK_TO_ONE ? "tutor" : "listen";
}

/* The members of notify_status, then what else the PBX knows of a talker. */
static void
write_talker (SimWriter *reply, SimLeg *leg)
{
  PalStatusEvent event;
  char status[16];

  sim_leg_fill_event (leg, &event);
  g_snprintf (status, sizeof status, "%d", event.status);
  sim_writer_begin (reply, NULL, '{');
  sim_writer_text (reply, "user", event.user);
  sim_writer_text (reply, "status", status);
  sim_writer_text (reply, "talker_id", event.talker_id);
  sim_writer_text (reply, "room_id", event.room_id);
  if (event.other_number != NULL)
    sim_writer_text (reply, "other_number", event.other_number);
  sim_writer_text (reply, "user_display_name", event.user_name);
  sim_writer_text (reply, "other_user_display_name", event.other_name);
  sim_writer_text (reply, "logid", event.log_id);
  sim_writer_int (reply, "time", leg->since);
  if (*event.role != '\0')
    sim_writer_text (reply, "role", event.role);
  if (event.phone_index > 0)
    sim_writer_int (reply, "phone_idx", event.phone_index);
  sim_writer_text (reply, "talker_attr", get_attribute (leg));
  sim_writer_text (reply, "talker_hold", leg->state == SIM_LEG_HELD ? "h" : "");
  sim_writer_text (reply, "callrecording", leg->recording ? "on" : "off");
  sim_writer_begin (reply, "hears", '[');
  for (guint i = 0; i < leg->room->legs->len; i++)
    if (sim_leg_hears (leg, g_ptr_array_index (leg->room->legs, i)))
      sim_writer_text (reply, NULL, ((SimLeg *) g_ptr_array_index (leg->room->legs, i))->talker_id);
  sim_writer_end (reply, ']');
  sim_writer_end (reply, '}');
}

SIM_HANDLER (sim_handle_get_talker_info)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimRoom *room = tenant != NULL ? sim_tenant_get_room (tenant, pal_params_get_text (params, "room_id"))
    : NULL;
  const char *talker = pal_params_get_text (params, "talker_id");
  SimLeg *leg = room != NULL && talker != NULL ? sim_tenant_get_leg (tenant, talker) : NULL;

  if (tenant == NULL)
    return FALSE;
  if (room == NULL || (talker != NULL && (leg == NULL || leg->room != room)))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "Talker not found");
      return FALSE;
    }
  if (!may_touch (peer, room))
    return refuse (error);
  if (leg != NULL)
    {
      write_talker (reply, leg);
      return TRUE;
    }

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < room->legs->len; i++)
    write_talker (reply, g_ptr_array_index (room->legs, i));
  sim_writer_end (reply, ']');

  return TRUE;
}
