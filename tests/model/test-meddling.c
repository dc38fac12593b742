/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listeners that act: whatever is told, somebody may at once hang up, park, wait, cancel or sign out. */
#include "config.h"

#include <string.h>

#include "model/desk-tones.h"
#include "tests/model/places.h"

#define N_ROUNDS 1500

typedef struct
{
  SessionFixture *fixture;
  guint depth;
  gboolean is_off; /* signed out by a listener */
} Meddler;

static const char *
pick (const char *const *texts, guint n)
{
  return texts[g_test_rand_int_range (0, (gint32) n)];
}

#define PICK(...) \
  pick ((const char *const[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const char *const[]) { __VA_ARGS__ })))
#define USER PICK ("1000", "1000", "1001", "1002", "1003")
#define ROOM PICK ("r1", "r2", "r3")
#define TALKER PICK ("t1", "t2", "t3", "t4", "t5", "t6")
#define SLOT PICK ("701", "702", "line/1")

static void
run_on_call (DeskSession *session)
{
  DeskList *calls = DESK_LIST (session->calls);
  guint n = desk_list_get_size (calls);
  DeskVerb verb = (DeskVerb) g_test_rand_int_range (0, DESK_VERB_SEND_TONES + 1);
  DeskCall *call;

  if (n == 0)
    return;
  call = desk_list_peek (calls, (guint) g_test_rand_int_range (0, (gint32) n));
  switch (g_test_rand_int_range (0, 4))
    {
    case 0: desk_tones_press (desk_session_get_tones (session, call), "12"); break;
    case 1: desk_session_wait_at (session, USER, call, SLOT); break;
    case 2: desk_session_park_with_text (session, call, SLOT, USER, "text"); break;
    default: desk_session_run (session, verb, call, verb == DESK_VERB_PARK ? SLOT : USER); break;
    }
}

static void
meddle_with_waits (DeskSession *session)
{
  DeskList *waits = DESK_LIST (desk_session_get_waits (session));
  DeskWait *wait;

  if (desk_list_get_size (waits) == 0 || g_test_rand_int_range (0, 3) == 0)
    {
      desk_session_wait_for (session, USER, g_test_rand_bit () ? DESK_WAIT_TELL : DESK_WAIT_CALL, NULL);
      return;
    }
  wait = desk_list_peek (waits, (guint) g_test_rand_int_range (0, (gint32) desk_list_get_size (waits)));
  if (g_test_rand_bit ())
    desk_wait_model_cancel (desk_session_get_waits (session), wait);
  else
    desk_session_confirm_wait (session, wait);
}

static void
meddle_with_flights (DeskSession *session)
{
  DeskList *flights = DESK_LIST (desk_session_get_flights (session));
  DeskFlight *flight;

  if (desk_list_get_size (flights) == 0)
    return;
  flight = desk_list_peek (flights, 0);
  if (g_test_rand_bit ())
    desk_flight_model_dismiss (desk_session_get_flights (session), flight);
  else
    desk_session_reclaim (session, flight);
}

static void
meddle (Meddler *self)
{
  DeskSession *session = self->fixture->session;

  if (self->depth > 2 || self->is_off || g_test_rand_int_range (0, 4) != 0)
    return;
  self->depth++;
  switch (g_test_rand_int_range (0, 60))
    {
    case 0:
      self->is_off = TRUE;
      desk_session_sign_out (session);
      break;
    case 1: case 2: case 3: case 4: case 5: meddle_with_waits (session); break;
    case 6: case 7: case 8: meddle_with_flights (session); break;
    case 9: case 10: desk_session_dial (session, USER); break;
    case 11: desk_session_retrieve_oldest (session); break;
    case 12: desk_session_pick_up (session, ROOM); break;
    case 13: desk_session_ask (session, DESK_VERB_SEIZE, "line/1", NULL); break;
    case 14: g_object_set (session->account, "park-slots", g_test_rand_bit () ? "701-705" : NULL, NULL); break;
    default: run_on_call (session); break;
    }
  self->depth--;
}

static void
items_cb (Meddler *self)
{
  meddle (self);
}

static void watch (Meddler *self, gpointer list);

static void
list_cb (GListModel *list, guint position, guint removed, guint added, Meddler *self)
{
  for (guint i = position; i < position + added && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (G_IS_LIST_MODEL (item))
        watch (self, item);
      else
        g_signal_connect_swapped (item, "notify", G_CALLBACK (items_cb), self);
    }
  meddle (self);
}

static void
watch (Meddler *self, gpointer list)
{
  g_signal_connect (list, "items-changed", G_CALLBACK (list_cb), self);
  g_signal_connect_swapped (list, "notify", G_CALLBACK (items_cb), self);
}

static void
append_random (PalEventBatch *batch)
{
  static const int codes[] = { 0, 1, 2, 14, 16, 21, 30, 35, 36, 65, 17, 18, -1, -1, -1 };
  PalEvent event;

  switch (g_test_rand_int_range (0, 14))
    {
    case 0:
    case 1:
      event = (PalEvent) { .kind = PAL_EVENT_PARK, .park = { SLOT, ROOM, TALKER, 0, g_test_rand_bit () } };
      break;
    case 2:
      event = (PalEvent) { .kind = PAL_EVENT_LINE,
                           .line = { .line = "line/1", .line_talker = USER, .room_id = ROOM,
                                     .line_talker_id = TALKER, .on = g_test_rand_bit () } };
      break;
    case 3:
      event = (PalEvent) { .kind = PAL_EVENT_QUEUE, .queue = { .extension = PICK ("600", "601"), .room_id = ROOM,
                                                               .on = g_test_rand_bit () } };
      break;
    case 4:
      event = (PalEvent) { .kind = PAL_EVENT_REGISTERED, .registered = { USER, g_test_rand_bit () } };
      break;
    case 5:
      event = (PalEvent) { .kind = PAL_EVENT_CALL_RECORDING,
                           .recording = { .user = USER, .talker_id = TALKER, .on = g_test_rand_bit () } };
      break;
    default:
      event = (PalEvent) { .kind = PAL_EVENT_STATUS, .status = {
        .user = USER, .status = codes[g_test_rand_int_range (0, G_N_ELEMENTS (codes))], .room_id = ROOM,
        .talker_id = TALKER, .other_number = PICK ("1000", "1001", "1002", "0312345678", ""), .other_name = "",
        .user_name = "", .role = PICK ("", "c", "s"), .phone_index = -1, .log_id = "", .rescode = "",
        .q850code = "" } };
    }
  pal_event_batch_append (batch, &event);
}

/* Some of what was asked is answered, in some way. */
static void
answer_some (SessionFixture *fixture)
{
  char *text;

  while ((text = fake_transport_take (fixture->line)) != NULL)
    g_ptr_array_add (fixture->sent, text);
  for (guint i = fixture->sent->len; i-- > 0;)
    {
      const char *at = g_strrstr (fixture->sent->pdata[i], "\"id\":\"");
      g_autofree char *id = at != NULL ? g_strndup (at + 6, strcspn (at + 6, "\"")) : NULL;

      if (id != NULL && desk_session_get_state (fixture->session) == PAL_CLIENT_STATE_READY
          && g_test_rand_int_range (0, 4) != 0)
        fake_transport_printf (fixture->line, "{\"jsonrpc\":\"2.0\",\"result\":\"%s\",\"id\":\"%s\"}",
                               PICK ("succeeded: 1", "ok", "failed: no"), id);
      g_ptr_array_remove_index (fixture->sent, i);
    }
}

static void
come_back (Meddler *self)
{
  SessionFixture *fixture = self->fixture;

  if (self->is_off)
    desk_session_sign_in (fixture->session, "secret");
  test_settle ();
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  while (fake_transport_take (fixture->line) != NULL)
    ;
  g_ptr_array_set_size (fixture->sent, 0);
  self->depth = 9; /* nobody acts until it is ready */
  places_log_in (fixture);
  pbx_get_ready (fixture, TRUE);
  self->depth = 0;
  self->is_off = FALSE;
}

static void
test_meddling (SessionFixture *fixture, gconstpointer data)
{
  Meddler self = { .fixture = fixture };
  DeskSession *session = fixture->session;
  gpointer lists[] = { session->calls, session->parks, session->lines, session->queues, session->colleagues,
                       desk_session_get_waits (session), desk_session_get_flights (session) };

  g_signal_connect_swapped (session, "message", G_CALLBACK (items_cb), &self);
  g_signal_connect_swapped (session, "operation-failed", G_CALLBACK (items_cb), &self);
  self.is_off = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    watch (&self, lists[i]);
  come_back (&self);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (PalEventBatch) batch = pal_event_batch_new ();

      for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
        append_random (batch);
      desk_session_feed (session, batch);
      answer_some (fixture);
      session_fixture_advance (fixture, g_test_rand_int_range (0, 3 * SECOND));
      if (desk_session_get_state (session) == PAL_CLIENT_STATE_READY && g_test_rand_int_range (0, 40) == 0)
        fake_transport_drop (fixture->line, 1006, NULL);
      if (self.is_off || desk_session_get_state (session) != PAL_CLIENT_STATE_READY)
        come_back (&self);
    }
  self.is_off = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_handlers_disconnect_by_data (lists[i], &self);
  session_fixture_advance (fixture, (gint64)4000 * SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/meddling", SessionFixture, NULL, session_fixture_set_up, test_meddling,
              session_fixture_tear_down);
  return g_test_run ();
}
