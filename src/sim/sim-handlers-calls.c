/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Call control: success and failure are texts in the result. */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "sim/sim-call.h"

/* Users act on calls they take part in; administrators on every one of their tenant. */
static gboolean
may_touch (SimPeer *peer, SimRoom *room)
{
  if (sim_request_is_admin (peer))
    return TRUE;

  for (guint i = 0; i < room->legs->len; i++)
    if (strcmp (((SimLeg *) g_ptr_array_index (room->legs, i))->number, sim_peer_get_user (peer)) == 0)
      return TRUE;

  return FALSE;
}

/* NULL when the reply already says why not, or with an error. */
static SimLeg *
find_leg (SimPeer *peer, const PalParams *params, const char *name, SimWriter *reply, GError **error)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimLeg *leg;

  if (tenant == NULL)
    return NULL;

  leg = sim_tenant_get_leg (tenant, pal_params_get_text (params, name));
  if (leg == NULL)
    sim_reply_failed (reply, "no such talker");
  else if (!may_touch (peer, leg->room))
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
  else
    return leg;

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

SIM_HANDLER (sim_handle_make_call)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *from = pal_params_get_text (params, "from");
  const char *user = pal_params_get_text (params, "user");
  const char *const *to = pal_params_get_list (params, "to");
  g_autofree char *log_id = NULL;
  GError *reason = NULL;

  if (tenant == NULL)
    return FALSE;
  if (!sim_request_is_admin (peer)
      && (strcmp (from, sim_peer_get_user (peer)) != 0 || (user != NULL && strcmp (user, from) != 0)))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
      return FALSE;
    }
  if (to == NULL || to[0] == NULL || *to[0] == '\0')
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "Nobody to call");
      return FALSE;
    }

  log_id = sim_call_make (tenant, from, to, g_strcmp0 (pal_params_get_text (params, "type"), "1") == 0 ? 1
                          : 2,
                          (guint) CLAMP (pal_params_get_int (params, "phone", 0), 0, 4),
                          pal_params_get_boolean (params, "auto_answer", FALSE),
                          pal_params_get_text (params, "line"), &reason);
  if (log_id == NULL)
    return answer_reason (reply, FALSE, reason);

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
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
      return FALSE;
    }
  if (room != NULL && delay > 0)
    sim_room_end_later (room, delay);
  say (reply, room != NULL, "no such room");
  if (room != NULL && delay <= 0)
    sim_room_end (room, SIM_CAUSE_NORMAL, FALSE);

  return TRUE;
}

SIM_HANDLER (sim_handle_disconnect)
{
  SimLeg *leg;

  if (!pal_params_has (params, "tid"))
    return disconnect_room (world, peer, params, reply, error);

  leg = find_leg (peer, params, "tid", reply, error);
  if (leg == NULL)
    return NO_LEG;

  sim_leg_hang_up (leg);
  say (reply, TRUE, NULL);

  return TRUE;
}

SIM_HANDLER (sim_handle_remote_control)
{
  SimLeg *leg = find_leg (peer, params, "talker_id", reply, error);

  if (leg == NULL)
    return NO_LEG;

  if (leg->phone == NULL)
    sim_reply_failed (reply, "not a phone of this PBX");
  else
    {
      if (g_strcmp0 (pal_params_get_text (params, "action"), "hold") == 0)
        sim_leg_hold (leg);
      else
        sim_leg_talk (leg);
      say (reply, TRUE, NULL);
    }

  return TRUE;
}

SIM_HANDLER (sim_handle_hold)
{
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);

  if (leg == NULL)
    return NO_LEG;

  say (reply, sim_leg_hold (leg), "the talker does not talk");
  return TRUE;
}

SIM_HANDLER (sim_handle_unhold)
{
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);

  if (leg == NULL)
    return NO_LEG;

  say (reply, leg->state == SIM_LEG_HELD && sim_leg_talk (leg), "the talker is not on hold");
  return TRUE;
}

SIM_HANDLER (sim_handle_start_recording)
{
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);

  if (leg == NULL)
    return NO_LEG;

  say (reply, sim_leg_record (leg, TRUE), "the talker does not talk or is recorded already");
  return TRUE;
}

SIM_HANDLER (sim_handle_stop_recording)
{
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);

  if (leg == NULL)
    return NO_LEG;

  say (reply, sim_leg_record (leg, FALSE), "the talker is not recorded");
  return TRUE;
}

SIM_HANDLER (sim_handle_send_dtmf)
{
  SimLeg *leg = find_leg (peer, params, "talker_id", reply, error);

  if (leg == NULL)
    return NO_LEG;

  say (reply, leg->state == SIM_LEG_TALKING, "the talker does not talk");
  return TRUE;
}

SIM_HANDLER (sim_handle_park)
{
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);
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
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
      return FALSE;
    }

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
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);
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
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  done = sim_transfer_cancel (leg, &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_conference)
{
  SimLeg *leg = find_leg (peer, params, "talker_id", reply, error);
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  done = sim_conference (leg, &reason);
  return answer_reason (reply, done, reason);
}

SIM_HANDLER (sim_handle_barge)
{
  SimLeg *leg = find_leg (peer, params, "tid", reply, error);
  SimExtension *user;
  GError *reason = NULL;
  gboolean done;

  if (leg == NULL)
    return NO_LEG;

  user = sim_request_extension (peer, params, "user", error);
  if (user == NULL)
    return FALSE;

  done = sim_barge (leg, user, &reason);
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
  if (event.phone_index > 0)
    sim_writer_int (reply, "phone_idx", event.phone_index);
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
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
      return FALSE;
    }
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
