/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that change hands. */
#include "effects.h"

#include <string.h>

#define HEARS_NOBODY "\"hears\":[]"

static char *
member (const char *name, const char *value)
{
  return g_strconcat (name, "=", value, NULL);
}

static char *
read_room (Peer *peer, const char *room)
{
  g_autofree char *rid = member ("room_id", room);

  return peer_read (peer, PAL_METHOD_GET_TALKER_INFO, rid, NULL);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at++)
    n++;

  return n;
}

/* How often a talker is named: once as itself, and by each who hears it. */
static guint
count_mentions (const char *room, const char *talker)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", talker);

  return count (room, quoted);
}

static void
effect_park (Office *office)
{
  Peer *parker = office_sign_in (office, "1002");
  Peer *watcher = office_sign_in (office, "1001");
  g_autofree char *tid = NULL;
  g_autoptr (GError) error = NULL;
  const PalEvent *event;
  Talk talk = { NULL };

  office_begin_talk (office, watcher, &talk);
  tid = member ("tid", talk.caller);
  error = peer_call_refused (parker, PAL_METHOD_PARK, tid, "number=799", NULL);
  peer_do (parker, PAL_METHOD_PARK, tid, "number=701", NULL);
  event = peer_wait_kind (watcher, PAL_EVENT_PARK, "\"701\"");
  g_assert_true (event->park.on);
  g_assert_cmpstr (event->park.talker_id, ==, talk.callee);

  /* Whoever dials the number has the call. */
  office_dial (office, "1005", "701");
  g_assert_false (peer_wait_kind (watcher, PAL_EVENT_PARK, "\"701\"")->park.on);
  event = peer_wait_status (watcher, "1005", PAL_CALL_STATUS_ANSWER_SUCCESS);
  g_assert_cmpstr (event->status.other_number, ==, "1003");
  talk_clear (&talk);
}

static void
effect_unpark (Office *office)
{
  Peer *watcher = office_sign_in (office, "1001");
  Peer *fetcher = office_sign_in (office, "1005");
  g_autofree char *tid = NULL;
  g_autofree char *room = NULL;
  g_autoptr (GError) error = NULL;
  Talk talk = { NULL };

  error = peer_call_refused (fetcher, PAL_METHOD_UNPARK, "user=1005", "number=702", NULL);
  office_begin_talk (office, watcher, &talk);
  tid = member ("tid", talk.caller);
  peer_do (watcher, PAL_METHOD_PARK, tid, "number=702", NULL);
  peer_wait_kind (watcher, PAL_EVENT_PARK, "\"702\"");
  office_phone (office, "1005", "wait");
  peer_do (fetcher, PAL_METHOD_UNPARK, "user=1005", "number=702", NULL);
  g_assert_false (peer_wait_kind (watcher, PAL_EVENT_PARK, "\"702\"")->park.on);
  office_advance (office, 1000);
  office_phone (office, "1005", "answer");
  room = g_strdup (peer_wait_status (watcher, "1005", PAL_CALL_STATUS_CALL_SUCCESS)->status.room_id);
  g_free (tid);
  tid = read_room (watcher, room);
  proof_contains (tid, "\"other_number\":\"1005\"");
  proof_contains (tid, "\"other_number\":\"1003\"");
  talk_clear (&talk);
}

/* 1002, who talks with 1003, asks 1005, who answers. */
static void
begin_consultation (Office *office, Peer *caller, Peer *watcher, Talk *talk)
{
  g_autofree char *tid = NULL;

  office_begin_talk (office, watcher, talk);
  office_phone (office, "1005", "wait");
  tid = member ("tid", talk->caller);
  peer_do (caller, PAL_METHOD_TRANSFER, "user=1005", tid, NULL);
  office_advance (office, 1000);
  peer_wait_status (watcher, "1005", PAL_CALL_STATUS_STARTRINGING);
  office_phone (office, "1005", "answer");
  peer_wait_status (watcher, "1005", PAL_CALL_STATUS_CALL_SUCCESS);
}

static void
effect_transfer (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *callee = office_sign_in (office, "1003");
  Peer *target = office_sign_in (office, "1005");
  g_autofree char *tid = NULL;
  g_autofree char *room = NULL;
  Talk talk = { NULL }, second = { NULL };

  /* Blind: the one who transfers is out at once. */
  office_begin_talk (office, callee, &talk);
  office_phone (office, "1005", "wait");
  tid = member ("tid", talk.caller);
  peer_do (caller, PAL_METHOD_TRANSFER, "user=1005", tid, "mode=blind", NULL);
  peer_wait_status (callee, "1002", PAL_CALL_STATUS_DISCONNECT);
  office_advance (office, 1000);
  peer_wait_status (target, "1005", PAL_CALL_STATUS_STARTRINGING);
  office_phone (office, "1005", "answer");
  peer_wait_status (target, "1005", PAL_CALL_STATUS_CALL_SUCCESS);
  room = read_room (callee, talk.room);
  proof_contains (room, "\"1005\"");
  proof_lacks (room, "\"1002\"");
  office_phone (office, "1003", "hangup");
  peer_wait_status (target, "1005", PAL_CALL_STATUS_DISCONNECT);

  /* Attended: by hanging up. */
  begin_consultation (office, caller, target, &second);
  office_phone (office, "1002", "hangup");
  peer_wait_status (target, "1002", PAL_CALL_STATUS_DISCONNECT);
  g_assert_cmpstr (peer_wait_status (target, "1005", PAL_CALL_STATUS_ANSWER_SUCCESS)->status.other_number, ==, "1003");
  talk_clear (&talk);
  talk_clear (&second);
}

static void
effect_cancel_transfer (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *callee = office_sign_in (office, "1003");
  g_autofree char *tid = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *room = NULL;
  Talk talk = { NULL };

  begin_consultation (office, caller, callee, &talk);
  waiting = read_room (callee, talk.room);
  proof_contains (waiting, HEARS_NOBODY);
  tid = member ("tid", talk.caller);
  peer_do (caller, PAL_METHOD_CANCEL_TRANSFER, tid, NULL);
  peer_wait_status (callee, "1005", PAL_CALL_STATUS_DISCONNECT);
  room = read_room (callee, talk.room);
  proof_contains (room, "\"user\":\"1002\"");
  proof_contains (room, "\"user\":\"1003\"");
  proof_lacks (room, "\"user\":\"1005\"");
  proof_lacks (room, HEARS_NOBODY);
  talk_clear (&talk);
}

static void
effect_conference (Office *office)
{
  Peer *caller = office_sign_in (office, "1002");
  Peer *callee = office_sign_in (office, "1003");
  g_autofree char *tid = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *left = NULL;
  Talk talk = { NULL };

  /* The first party waits and hears nobody; then everybody hears the two others. */
  begin_consultation (office, caller, callee, &talk);
  before = read_room (callee, talk.room);
  proof_contains (before, HEARS_NOBODY);
  tid = member ("talker_id", talk.caller);
  peer_do (caller, PAL_METHOD_CONFERENCE, tid, NULL);
  after = read_room (callee, talk.room);
  g_assert_cmpuint (count (after, "\"talker_id\""), ==, 3);
  g_assert_cmpuint (count_mentions (after, talk.caller), ==, 3);
  g_assert_cmpuint (count_mentions (after, talk.callee), ==, 3);

  /* Two go on when one leaves. */
  office_phone (office, "1002", "hangup");
  peer_wait_status (callee, "1002", PAL_CALL_STATUS_DISCONNECT);
  left = read_room (callee, talk.room);
  g_assert_cmpuint (count (left, "\"talker_id\""), ==, 2);
  talk_clear (&talk);
}

/* 1005 joins the talk of the two in some way, is heard by so many and hears so many, and goes. */
static void
join (Office *office, Peer *admin, const Talk *talk, const char *listen, const char *speak, guint n_hearing,
      gboolean hears)
{
  g_autofree char *tid = member ("tid", talk->caller);
  g_autofree char *room = NULL;
  g_autofree char *talker = NULL;

  peer_do (admin, PAL_METHOD_BARGE, "user=1005", tid, listen, speak, NULL);
  office_advance (office, 1000);
  peer_wait_status (admin, "1005", PAL_CALL_STATUS_STARTRINGING);
  office_phone (office, "1005", "answer");
  talker = g_strdup (peer_wait_status (admin, "1005", PAL_CALL_STATUS_CALL_SUCCESS)->status.talker_id);
  room = read_room (admin, talk->room);
  g_assert_cmpuint (count (room, "\"talker_id\""), ==, 3);
  proof_contains (room, "\"user\":\"1005\"");
  g_assert_cmpuint (count_mentions (room, talker), ==, 1 + n_hearing);
  g_assert_cmpuint (count_mentions (room, talk->caller), ==, hears ? 3 : 2);
  office_phone (office, "1005", "hangup");
  peer_wait_status (admin, "1005", PAL_CALL_STATUS_DISCONNECT);
}

static void
effect_barge (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *tid = NULL;
  g_autoptr (GError) error = NULL;
  Talk talk = { NULL };

  peer_do (admin, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1002", "properties.allowjoin=true", NULL);
  peer_do (admin, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1003", "properties.allowjoin=true", NULL);
  peer_do (admin, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1005", "properties.canjoin=false", NULL);
  office_begin_talk (office, admin, &talk);
  tid = member ("tid", talk.caller);
  error = peer_call_refused (admin, PAL_METHOD_BARGE, "user=1005", tid, "listen=true", "speak=false", NULL);
  peer_do (admin, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1005", "properties.canjoin=true", NULL);

  office_phone (office, "1005", "wait");
  join (office, admin, &talk, "listen=true", "speak=false", 0, TRUE);
  join (office, admin, &talk, "listen=true", "speak=true", 2, TRUE);
  join (office, admin, &talk, "listen=true", "speak=tutor", 1, TRUE);
  join (office, admin, &talk, "listen=false", "speak=true", 2, FALSE);
  talk_clear (&talk);
}

static void
effect_call_forward (Office *office)
{
  static const char *const agents[] = { "1004", "1005", "1008", "1009" };
  Peer *admin = office_sign_in (office, "1001");
  Peer *target = office_sign_in (office, "1006");
  g_autofree char *rid = NULL;
  const PalEvent *event;

  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    office_phone (office, agents[i], "wait");
  office_phone (office, "1006", "wait");
  office_call_from_outside (office, "0312345678", "600");
  event = peer_wait_kind (admin, PAL_EVENT_QUEUE, "\"on\"");
  rid = member ("rid", event->queue.room_id);
  peer_do (admin, PAL_METHOD_CALL_FORWARD, rid, "user=1006", NULL);
  office_advance (office, 1000);
  event = peer_wait_status (target, "1006", PAL_CALL_STATUS_STARTRINGING);
  g_assert_cmpstr (event->status.other_number, ==, "0312345678");
  peer_wait_kind (admin, PAL_EVENT_QUEUE, "\"off\"");
  office_phone (office, "1006", "answer");
  peer_wait_status (target, "1006", PAL_CALL_STATUS_CALL_SUCCESS);
}

void
effects_add_hands (void)
{
  proof_add ("effect", PAL_METHOD_PARK, effect_park);
  proof_add ("effect", PAL_METHOD_UNPARK, effect_unpark);
  proof_add ("effect", PAL_METHOD_TRANSFER, effect_transfer);
  proof_add ("effect", PAL_METHOD_CANCEL_TRANSFER, effect_cancel_transfer);
  proof_add ("effect", PAL_METHOD_CONFERENCE, effect_conference);
  proof_add ("effect", PAL_METHOD_BARGE, effect_barge);
  proof_add ("effect", PAL_METHOD_CALL_FORWARD, effect_call_forward);
}
