/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-event.h"

#include "sim/sim-writer.h"

static void
write_optional (SimWriter *writer, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    sim_writer_text (writer, name, text);
}

static void
write_status (SimWriter *writer, const PalStatusEvent *event)
{
  char code[16];

  g_snprintf (code, sizeof code, "%d", event->status);
  sim_writer_text (writer, "user", event->user);
  sim_writer_text (writer, "status", code);
  write_optional (writer, "other_number", event->other_number);
  sim_writer_text (writer, "room_id", event->room_id);
  sim_writer_text (writer, "talker_id", event->talker_id);
  sim_writer_int (writer, "time", event->time);
  write_optional (writer, "user_display_name", event->user_name);
  write_optional (writer, "other_user_display_name", event->other_name);
  write_optional (writer, "other_display_name", event->other_name);
  write_optional (writer, "logid", event->log_id);
  write_optional (writer, "role", event->role);
  if (event->phone_index > 0)
    sim_writer_int (writer, "phone_idx", event->phone_index);
  if (event->status == PAL_CALL_STATUS_DISCONNECT)
    {
      write_optional (writer, "rescode", event->rescode);
      write_optional (writer, "disconnected_by", event->disconnected_by);
      write_optional (writer, "q850code", event->q850code);
      write_optional (writer, "rec", event->rec);
    }
}

static void
write_line (SimWriter *writer, const PalLineEvent *event)
{
  sim_writer_text (writer, "line", event->line);
  sim_writer_text (writer, "status", event->on ? "on" : "off");
  write_optional (writer, "line_talker", event->line_talker);
  write_optional (writer, "line_talker_id", event->line_talker_id);
  write_optional (writer, "assigned_talker_id", event->assigned_talker_id);
  write_optional (writer, "room_id", event->room_id);
}

static void
write_voicemail (SimWriter *writer, const PalVoicemailEvent *event)
{
  sim_writer_text (writer, "user", event->user);
  sim_writer_int (writer, "new", event->n_new);
  sim_writer_int (writer, "unread", event->n_unread);
  sim_writer_int (writer, "read", event->n_read);
  sim_writer_int (writer, "saved", event->n_saved);
}

static void
write_park (SimWriter *writer, const PalParkEvent *event)
{
  write_optional (writer, "room_id", event->room_id);
  write_optional (writer, "talker_id", event->talker_id);
  sim_writer_int (writer, "time", event->time);
  sim_writer_text (writer, "park", event->park);
  sim_writer_text (writer, "status", event->on ? "on" : "off");
}

static void
write_members (SimWriter *writer, const PalEvent *event)
{
  switch (event->kind)
    {
    case PAL_EVENT_STATUS:
      write_status (writer, &event->status);
      break;
    case PAL_EVENT_REGISTERED:
      sim_writer_text (writer, "user", event->registered.user);
      sim_writer_text (writer, "registered", event->registered.registered ? "true" : "false");
      break;
    case PAL_EVENT_PARK:
      write_park (writer, &event->park);
      break;
    case PAL_EVENT_LINE:
      write_line (writer, &event->line);
      break;
    case PAL_EVENT_QUEUE:
      sim_writer_text (writer, "extension", event->queue.extension);
      sim_writer_text (writer, "status", event->queue.on ? "on" : "off");
      sim_writer_text (writer, "room_id", event->queue.room_id);
      break;
    case PAL_EVENT_VOICEMAIL:
      write_voicemail (writer, &event->voicemail);
      break;
    case PAL_EVENT_CALL_RECORDING:
      sim_writer_text (writer, "user", event->recording.user);
      sim_writer_text (writer, "talker_id", event->recording.talker_id);
      sim_writer_text (writer, "status", event->recording.on ? "on" : "off");
      break;
    case PAL_EVENT_SERVER_STATUS:
      sim_writer_text (writer, "status", event->server_status.status);
      break;
    case PAL_EVENT_PAL:
      sim_writer_int (writer, "code", event->pal.code);
      sim_writer_text (writer, "message", event->pal.message);
      break;
    case PAL_EVENT_LOGIN_PASSWORD_REQUIRED:
      sim_writer_text (writer, "nonce", event->password_required.nonce);
      break;
    case PAL_EVENT_UNKNOWN:
    default:
      g_assert_not_reached ();
    }
}

void
sim_event_append (GString *out, const PalEvent *event)
{
  SimWriter writer;

  g_string_append (out, "{\"jsonrpc\":\"2.0\",\"method\":\"");
  g_string_append (out, pal_event_kind_get_name (event->kind));
  g_string_append (out, "\",\"params\":{");
  sim_writer_init (&writer, out);
  write_members (&writer, event);
  g_string_append (out, "}}");
}
