/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that are made, ended and controlled. */
#include "effects.h"

static char *
member (const char *name, const char *value)
{
  return g_strconcat (name, "=", value, NULL);
}

static void
effect_make_call (Office *office)
{
  Peer *maker = office_sign_in (office, "1002");
  Peer *other = office_sign_in (office, "1004");
  Peer *called = office_sign_in (office, "1003");
  g_autoptr (PalReply) reply = NULL;
  const PalEvent *event;

  /* First the one, then the other. */
  office_phone (office, "1002", "wait");
  office_phone (office, "1003", "wait");
  reply = peer_call (maker, PAL_METHOD_MAKE_CALL, "from=1002", "to=1003", "type=2", NULL);
  office_advance (office, 100);
  g_assert_false (peer_has_kind (called, PAL_EVENT_STATUS, "\"user\":\"1003\""));
  office_phone (office, "1002", "answer");
  office_advance (office, 100);
  event = peer_wait_status (called, "1003", PAL_CALL_STATUS_STARTRINGING);
  g_assert_cmpstr (event->status.other_number, ==, "1002");
  g_assert_cmpstr (event->status.log_id, ==, pal_reply_get_call_id (reply));
  office_phone (office, "1003", "answer");
  peer_wait_status (called, "1003", PAL_CALL_STATUS_CALL_SUCCESS);
  office_phone (office, "1002", "hangup");
  peer_wait_status (called, "1003", PAL_CALL_STATUS_DISCONNECT);

  /* Both at once; a phone that is told so answers by itself. */
  peer_do (maker, PAL_METHOD_MAKE_CALL, "from=1002", "to=1003", "type=1", NULL);
  office_advance (office, 100);
  peer_wait_status (called, "1003", PAL_CALL_STATUS_STARTRINGING);
  office_phone (office, "1002", "hangup");
  peer_wait_status (called, "1003", PAL_CALL_STATUS_DISCONNECT);
  peer_do (other, PAL_METHOD_MAKE_CALL, "from=1004", "to=1003", "type=2", "auto_answer=true", NULL);
  office_advance (office, 1000);
  peer_wait_status (called, "1003", PAL_CALL_STATUS_STARTRINGING);
}

static void
effect_disconnect (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  Peer *caller = office_sign_in (office, "1002");
  Peer *callee = office_sign_in (office, "1003");
  g_autofree char *tid = NULL;
  g_autofree char *rid = NULL;
  g_autoptr (GError) error = NULL;
  Talk first = { NULL }, second = { NULL };

  office_begin_talk (office, callee, &first);
  tid = member ("tid", first.caller);
  peer_do (caller, PAL_METHOD_DISCONNECT, tid, NULL);
  peer_wait_status (callee, "1003", PAL_CALL_STATUS_DISCONNECT);

  peer_forget (callee);
  office_begin_talk (office, callee, &second);
  rid = member ("rid", second.room);
  error = peer_call_refused (caller, PAL_METHOD_DISCONNECT, rid, NULL);
  g_assert_error (error, PAL_ERROR, PAL_ERROR_DENIED);
  peer_do (admin, PAL_METHOD_DISCONNECT, rid, "delay=3", NULL);
  office_advance (office, 1);
  g_assert_false (peer_has_kind (callee, PAL_EVENT_STATUS, "\"status\":\"-1\""));
  office_advance (office, 10000);
  peer_wait_status (callee, "1003", PAL_CALL_STATUS_DISCONNECT);
  talk_clear (&first);
  talk_clear (&second);
}

/* What @peer reads about the caller. */
static char *
read_talk (Peer *peer, const Talk *talk)
{
  g_autofree char *rid = member ("room_id", talk->room);
  g_autofree char *tid = member ("talker_id", talk->caller);

  return peer_read (peer, PAL_METHOD_GET_TALKER_INFO, rid, tid, NULL);
}

static void
effect_hold (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *callee = office_sign_in (office, "1003");
  g_autofree char *tid = NULL;
  g_autofree char *held = NULL;
  g_autofree char *talking = NULL;
  Talk talk = { NULL };

  office_begin_talk (office, callee, &talk);
  tid = member ("tid", talk.caller);
  peer_do (caller, PAL_METHOD_HOLD, tid, NULL);
  peer_wait_status (callee, "1002", PAL_CALL_STATUS_HOLD);
  held = read_talk (callee, &talk);
  proof_contains (held, "\"35\"");

  peer_do (caller, PAL_METHOD_REMOTE_CONTROL, tid, "action=talk", NULL);
  peer_wait_status (callee, "1002", PAL_CALL_STATUS_UNHOLD);
  talking = read_talk (callee, &talk);
  proof_contains (talking, "\"36\"");
  talk_clear (&talk);
}

static void
effect_unhold (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *callee = office_sign_in (office, "1003");
  g_autofree char *tid = NULL;
  g_autoptr (GError) error = NULL;
  Talk talk = { NULL };

  office_begin_talk (office, callee, &talk);
  tid = member ("tid", talk.callee);
  error = peer_call_refused (callee, PAL_METHOD_UNHOLD, tid, NULL);
  office_phone (office, "1003", "hold");
  peer_wait_status (caller, "1003", PAL_CALL_STATUS_HOLD);
  peer_do (callee, PAL_METHOD_UNHOLD, tid, NULL);
  peer_wait_status (caller, "1003", PAL_CALL_STATUS_UNHOLD);
  talk_clear (&talk);
}

static void
effect_remote_control (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *callee = office_sign_in (office, "1003");
  g_autofree char *tid = NULL;
  const PalEvent *event;

  office_phone (office, "1003", "wait");
  office_dial (office, "1002", "1003");
  office_advance (office, 100);
  event = peer_wait_status (callee, "1003", PAL_CALL_STATUS_STARTRINGING);
  tid = member ("talker_id", event->status.talker_id);
  peer_do (callee, PAL_METHOD_REMOTE_CONTROL, tid, "action=talk", NULL);
  peer_wait_status (caller, "1002", PAL_CALL_STATUS_ANSWER_SUCCESS);
  peer_do (callee, PAL_METHOD_REMOTE_CONTROL, tid, "action=hold", NULL);
  peer_wait_status (caller, "1003", PAL_CALL_STATUS_HOLD);
}

static void
effect_start_recording (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *watcher = office_sign_in (office, "1001");
  g_autofree char *tid = NULL;
  g_autoptr (GError) error = NULL;
  const PalEvent *event;
  Talk talk = { NULL };

  office_begin_talk (office, watcher, &talk);
  tid = member ("tid", talk.caller);
  peer_do (caller, PAL_METHOD_START_RECORDING, tid, NULL);
  event = peer_wait_kind (watcher, PAL_EVENT_CALL_RECORDING, "\"on\"");
  g_assert_cmpstr (event->recording.user, ==, "1002");
  g_assert_cmpstr (event->recording.talker_id, ==, talk.caller);
  error = peer_call_refused (caller, PAL_METHOD_START_RECORDING, tid, NULL);
  talk_clear (&talk);
}

static void
effect_stop_recording (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *watcher = office_sign_in (office, "1001");
  g_autofree char *tid = NULL;
  g_autoptr (GError) error = NULL;
  const PalEvent *event;
  Talk talk = { NULL };

  office_begin_talk (office, watcher, &talk);
  tid = member ("tid", talk.caller);
  error = peer_call_refused (caller, PAL_METHOD_STOP_RECORDING, tid, NULL);
  office_phone (office, "1002", "record");
  peer_wait_kind (watcher, PAL_EVENT_CALL_RECORDING, "\"on\"");
  peer_do (caller, PAL_METHOD_STOP_RECORDING, tid, NULL);
  event = peer_wait_kind (watcher, PAL_EVENT_CALL_RECORDING, "\"off\"");
  g_assert_cmpstr (event->recording.talker_id, ==, talk.caller);
  talk_clear (&talk);
}

/* The auto attendant hears the keys and calls whom they name. */
static void
effect_send_dtmf (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  Peer *caller = office_sign_in (office, "1002");
  Peer *called = office_sign_in (office, "1005");
  g_autofree char *tid = NULL;

  peer_do (admin, PAL_METHOD_CREATE_EXTENSION, "extension=650", "type=ivr", NULL);
  peer_do (admin, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=650", "properties.stype=aa",
           "properties.ex.digitmaxlength=4", NULL);
  office_phone (office, "1005", "wait");
  office_dial (office, "1002", "650");
  office_advance (office, 1000);
  tid = member ("talker_id", peer_wait_status (caller, "1002", PAL_CALL_STATUS_ANSWER_SUCCESS)->status.talker_id);
  peer_do (caller, PAL_METHOD_SEND_DTMF, tid, "signal=1005", NULL);
  office_advance (office, 1000);
  g_assert_cmpstr (peer_wait_status (called, "1005", PAL_CALL_STATUS_STARTRINGING)->status.other_number, ==, "1002");
}

static void
effect_line (Office *office)
{
  Peer *holder = office_sign_in (office, "1002");
  Peer *other = office_sign_in (office, "1003");
  g_autoptr (GError) error = NULL;
  const PalEvent *event;

  peer_do (holder, PAL_METHOD_LINE, "line=line/1", "status=on", NULL);
  event = peer_wait_kind (other, PAL_EVENT_LINE, "\"on\"");
  g_assert_cmpstr (event->line.line, ==, "line/1");
  g_assert_cmpstr (event->line.line_talker, ==, "1002");
  error = peer_call_refused (other, PAL_METHOD_MAKE_CALL, "from=1003", "to=0312345678", "line=line/1", NULL);
  peer_do (holder, PAL_METHOD_LINE, "line=line/1", "status=off", NULL);
  peer_wait_kind (other, PAL_EVENT_LINE, "\"off\"");
  peer_has_kind (holder, PAL_EVENT_LINE, "\"off\"");
  peer_do (other, PAL_METHOD_MAKE_CALL, "from=1003", "to=0312345678", "line=line/1", NULL);
  event = peer_wait_kind (holder, PAL_EVENT_LINE, "\"on\"");
  g_assert_cmpstr (event->line.line_talker, ==, "1003");
}

void
effects_add_calls (void)
{
  proof_add ("effect", PAL_METHOD_MAKE_CALL, effect_make_call);
  proof_add ("effect", PAL_METHOD_DISCONNECT, effect_disconnect);
  proof_add ("effect", PAL_METHOD_HOLD, effect_hold);
  proof_add ("effect", PAL_METHOD_UNHOLD, effect_unhold);
  proof_add ("effect", PAL_METHOD_REMOTE_CONTROL, effect_remote_control);
  proof_add ("effect", PAL_METHOD_START_RECORDING, effect_start_recording);
  proof_add ("effect", PAL_METHOD_STOP_RECORDING, effect_stop_recording);
  proof_add ("effect", PAL_METHOD_SEND_DTMF, effect_send_dtmf);
  proof_add ("effect", PAL_METHOD_LINE, effect_line);
}
