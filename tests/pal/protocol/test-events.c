/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-message.h"

static PalEvent *
read_event (const char *json)
{
  g_autoptr (GError) error = NULL;
  PalEvent *event = pal_event_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (event);

  return event;
}

static void
test_status (void)
{
  g_autoptr (PalEvent) event = read_event (
      "{\"jsonrpc\":\"2.0\",\"method\":\"notify_status\",\"params\":{\"user\":\"1000\",\"status\":\"-1\","
      "\"other_number\":\"2000\",\"room_id\":\"282000000230\",\"talker_id\":\"1416\",\"time\":1587451427817,"
      "\"user_display_name\":\"\xe5\xb1\xb1\xe7\x94\xb0\",\"other_user_display_name\":\"A "
      "\\\"B\\\"\",\"logid\":\"7\","
      "\"rescode\":404,\"disconnected_by\":\"1\",\"q850code\":16,\"role\":\"c\",\"phone_idx\":\"2\",\"rec\":"
      "\"ab12\"}}");
  const PalStatusEvent *status = &event->status;

  g_assert_cmpint (event->kind, ==, PAL_EVENT_STATUS);
  g_assert_cmpstr (status->user, ==, "1000");
  g_assert_cmpint (status->status, ==, PAL_CALL_STATUS_DISCONNECT);
  g_assert_cmpstr (status->other_number, ==, "2000");
  g_assert_cmpstr (status->room_id, ==, "282000000230");
  g_assert_cmpstr (status->talker_id, ==, "1416");
  g_assert_cmpint (status->time, ==, G_GINT64_CONSTANT (1587451427817));
  g_assert_cmpstr (status->user_name, ==, "\xe5\xb1\xb1\xe7\x94\xb0");
  g_assert_cmpstr (status->other_name, ==, "A \"B\"");
  g_assert_cmpstr (status->log_id, ==, "7");
  g_assert_cmpstr (status->rescode, ==, "404");
  g_assert_cmpstr (status->disconnected_by, ==, "1");
  g_assert_cmpstr (status->q850code, ==, "16");
  g_assert_cmpstr (status->role, ==, "c");
  g_assert_cmpint (status->phone_index, ==, 2);
  g_assert_cmpstr (status->rec, ==, "ab12");
}

static void
test_missing (void)
{
  g_autoptr (PalEvent) event = read_event ("{\"method\":\"notify_status\",\"params\":{}}");
  g_autoptr (PalEvent) bare = read_event ("{\"method\":\"notify_voicemail\"}");

  g_assert_cmpstr (event->status.user, ==, "");
  g_assert_cmpint (event->status.status, ==, PAL_CALL_STATUS_INVALID);
  g_assert_null (event->status.other_number);
  g_assert_cmpstr (event->status.rec, ==, "");
  g_assert_cmpint (event->status.time, ==, 0);
  g_assert_cmpint (event->status.phone_index, ==, -1);
  g_assert_cmpint (bare->kind, ==, PAL_EVENT_VOICEMAIL);
  g_assert_cmpint (bare->voicemail.n_new, ==, -1);
}

static void
test_loose (void)
{
  g_autoptr (PalEvent) numbers
      = read_event (" { \"id\" : null , \"params\" : { \"x\" : [ { } ] , \"status\" : 14 , \"user\" : 1000 , "
                    "\"talker_id\" : 1416.0 ,"
                    " \"time\" : \"1587451427817\" , \"other_display_name\" : \"B\" , \"phone_id\" : 3 , "
                    "\"room_id\" : null ,"
                    " \"logid\" : { \"a\" : 1 } , \"role\" : true } , \"method\" : \"notify_status\" } ");
  g_autoptr (PalEvent) truth
      = read_event ("{\"method\":\"notify_registered\",\"params\":{\"user\":\"1\",\"registered\":true}}");
  g_autoptr (PalEvent) text
      = read_event ("{\"method\":\"notify_registered\",\"params\":{\"registered\":\"True\",\"user\":\"1\"}}");
  g_autoptr (PalEvent) no = read_event (
      "{\"method\":\"notify_registered\",\"params\":{\"registered\":\"false\",\"user\":\"1\"}}");
  g_autoptr (PalEvent) counts = read_event (
      "{\"method\":\"notify_voicemail\",\"params\":{\"user\":\"1\",\"new\":\"2\",\"saved\":0}}");
  g_autoptr (PalEvent) array = read_event ("{\"method\":\"notify_park\",\"params\":[1,2]}");
  g_autoptr (PalEvent) zero
      = read_event ("{\"id\":0,\"method\":\"notify_park\",\"params\":{\"park\":777,\"status\":1}}");
  g_autoptr (PalEvent) escaped = read_event (
      "{\"meth\\u006fd\":\"notify_p\\u0061rk\",\"params\":{\"p\\u0061rk\":\"7\\u0000\\ud800\"}}");

  g_assert_cmpint (numbers->status.status, ==, 14);
  g_assert_cmpstr (numbers->status.user, ==, "1000");
  g_assert_cmpstr (numbers->status.talker_id, ==, "1416.0");
  g_assert_cmpint (numbers->status.time, ==, G_GINT64_CONSTANT (1587451427817));
  g_assert_cmpstr (numbers->status.other_name, ==, "B");
  g_assert_cmpint (numbers->status.phone_index, ==, 3);
  g_assert_cmpstr (numbers->status.room_id, ==, "");
  g_assert_cmpstr (numbers->status.log_id, ==, "");
  g_assert_cmpstr (numbers->status.role, ==, "true");
  g_assert_true (truth->registered.registered);
  g_assert_true (text->registered.registered);
  g_assert_cmpstr (text->registered.user, ==, "1");
  g_assert_false (no->registered.registered);
  g_assert_cmpint (counts->voicemail.n_new, ==, 2);
  g_assert_cmpint (counts->voicemail.n_unread, ==, -1);
  g_assert_cmpint (counts->voicemail.n_saved, ==, 0);
  g_assert_cmpint (array->kind, ==, PAL_EVENT_PARK);
  g_assert_cmpstr (array->park.park, ==, "");
  g_assert_cmpstr (zero->park.park, ==, "777");
  g_assert_true (zero->park.on);
  g_assert_cmpint (escaped->kind, ==, PAL_EVENT_PARK);
  g_assert_cmpstr (escaped->park.park, ==, "7\xef\xbf\xbd\xef\xbf\xbd");
}

/* What no clock can say is not said: whoever counts in µs would overflow. */
static void
test_impossible_times (void)
{
  static const char *const times[] = { "9223372036854775807", "-9223372036854775807", "-1", "253402300800000", "1e18",
                                       "1e400", "\"NaN\"", "\"Infinity\"", "\"0x7f\"", "\"1,5\"", "99999999999999999999999" };
  g_autoptr (PalEvent) last = read_event ("{\"method\":\"notify_park\",\"params\":{\"time\":253402300799999}}");

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"method\":\"notify_park\",\"params\":{\"time\":%s}}", times[i]);
      g_autoptr (PalEvent) event = read_event (json);

      g_assert_cmpint (event->park.time, ==, 0);
    }
  g_assert_cmpint (last->park.time, ==, G_GINT64_CONSTANT (253402300799999));
}

/* Of two members with one name the last counts, wherever they stand. */
static void
test_twice (void)
{
  static const char *const texts[] = {
    "{\"method\":\"notify_park\",\"params\":{\"park\":\"1\",\"room_id\":\"9\"},\"params\":{\"park\":\"2\"}}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notify_park\",\"params\":{\"park\":\"1\",\"room_id\":\"9\"},\"params\":{\"park\":2}}",
    "{\"params\":{\"park\":\"1\",\"room_id\":\"9\"},\"params\":{\"park\":\"2\"},\"method\":\"notify_park\"}",
    "{\"params\":{\"park\":\"1\",\"room_id\":\"9\"},\"method\":\"notify_park\",\"params\":{\"park\":\"2\"}}",
    "{\"method\":\"notify_park\",\"id\":1,\"params\":{\"park\":\"1\"},\"id\":null,\"params\":{\"park\":\"1\",\"park\":\"2\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PalEvent) event = read_event (texts[i]);

      g_assert_cmpint (event->kind, ==, PAL_EVENT_PARK);
      g_assert_cmpstr (event->park.park, ==, "2");
      g_assert_cmpstr (event->park.room_id, ==, "");
    }
}

static void
test_unknown (void)
{
  g_autoptr (PalEvent) event = read_event ("{\"method\":\"notify_weather\",\"params\":{\"rain\":true}}");
  g_autoptr (PalEvent) status
      = read_event ("{\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"Active\"}}");
  g_autofree char *json = pal_event_to_json (event);

  g_assert_cmpint (event->kind, ==, PAL_EVENT_UNKNOWN);
  g_assert_cmpstr (event->unknown.method, ==, "notify_weather");
  g_assert_cmpstr (json, ==, "{\"method\":\"notify_weather\",\"params\":{}}");
  g_assert_true (status->server_status.active);
}

static void
test_not_events (void)
{
  static const char *const texts[] = {
    "",
    "{}",
    "[]",
    "1",
    "nonsense",
    "{\"id\":\"1\",\"result\":true}",
    "{\"id\":\"1\",\"method\":\"notify_park\",\"params\":{\"park\":\"1\"}}",
    "{\"method\":\"notify_park\",\"params\":{\"park\":\"1\"},\"id\":7}",
    "{\"method\":\"notify_park\",\"params\":{}} x",
    "{\"method\":7,\"params\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PalEvent) event = pal_event_new_from_json (texts[i], -1, &error);

      g_assert_null (event);
      g_assert_error (error, PAL_ERROR, PAL_ERROR_PROTOCOL);
    }
}

/* Every kind goes to JSON and comes back the same. */
static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "{\"method\":\"notify_status\",\"params\":{\"user\":\"1\",\"status\":\"35\",\"other_number\":\"2\","
    "\"room_id\":\"3\",\"talker_id\":\"4\","
    "\"time\":5,\"user_display_name\":\"6\",\"other_user_display_name\":\"7\",\"logid\":\"8\",\"phone_idx\":"
    "1}}",
    "{\"method\":\"notify_registered\",\"params\":{\"user\":\"1\",\"registered\":\"true\"}}",
    "{\"method\":\"notify_park\",\"params\":{\"room_id\":\"1\",\"talker_id\":\"2\",\"time\":3,\"park\":\"4\","
    "\"status\":\"on\"}}",
    "{\"method\":\"notify_line\",\"params\":{\"line\":\"1\",\"status\":\"off\",\"line_talker_id\":\"2\","
    "\"line_talker\":\"3\","
    "\"assigned_talker_id\":\"4\",\"room_id\":\"5\"}}",
    "{\"method\":\"notify_queue\",\"params\":{\"extension\":\"1\",\"status\":\"on\",\"room_id\":\"2\"}}",
    "{\"method\":\"notify_voicemail\",\"params\":{\"user\":\"1\",\"new\":2,\"unread\":3,\"read\":4,\"saved\":"
    "5}}",
    "{\"method\":\"notify_callrecording\",\"params\":{\"user\":\"1\",\"talker_id\":\"2\",\"status\":\"on\"}}",
    "{\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"inactive\"}}",
    "{\"method\":\"notify_pal\",\"params\":{\"code\":1,\"message\":\"ANOTHER_LOGIN\"}}",
    "{\"method\":\"login_password_required\",\"params\":{\"nonce\":\"abc\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PalEvent) event = read_event (texts[i]);
      g_autofree char *json = pal_event_to_json (event);
      const char *name = pal_event_kind_get_name (event->kind);

      g_assert_cmpstr (json, ==, texts[i]);
      g_assert_cmpint (event->kind, ==, i + 1);
      g_assert_cmpint (pal_event_kind_lookup (name, strlen (name)), ==, event->kind);
    }
}

static void
test_batch (void)
{
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  g_autofree char *big = g_strnfill (100000, 'x');
  PalEvent event = { .kind = PAL_EVENT_PARK, .park = { .park = "1", .room_id = "r", .talker_id = "" } };

  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < 2000; i++)
        {
          g_autofree char *number = g_strdup_printf ("%u", i);

          event.park.park = i == 1000 ? big : number;
          pal_event_batch_append (batch, &event);
        }
      g_assert_cmpuint (pal_event_batch_get_size (batch), ==, 2000);
      g_assert_cmpstr (pal_event_batch_get (batch, 0)->park.park, ==, "0");
      g_assert_cmpstr (pal_event_batch_get (batch, 1999)->park.park, ==, "1999");
      g_assert_cmpstr (pal_event_batch_get (batch, 1000)->park.park, ==, big);
      g_assert_cmpstr (pal_event_batch_get (batch, 1999)->park.talker_id, ==, "");
      pal_event_batch_reset (batch);
      g_assert_cmpuint (pal_event_batch_get_size (batch), ==, 0);
    }
}

static void
read_frame (const char *text, PalEventBatch *batch)
{
  g_autoptr (GBytes) frame = g_bytes_new (text, strlen (text));
  PalReply *reply = NULL;
  PalMessageReader reader;
  PalMessageKind kind;

  pal_message_reader_init (&reader, frame);
  while ((kind = pal_message_reader_next (&reader, batch, &reply, NULL)) == PAL_MESSAGE_EVENT)
    ;
  pal_message_reader_clear (&reader);
  g_assert_cmpint (kind, ==, PAL_MESSAGE_END);
}

/* The reader learns the order of members; another order, a stranger, a blank or an escape must not confuse
 * what it learned. */
static void
test_orders (void)
{
  static const char *const members[] = {
    "\"user\":\"1000\"",
    "\"status\":\"14\"",
    "\"other_user_display_name\":\"\xe4\xbd\x90\xe8\x97\xa4 of the long name office\"",
    "\"time\":1587451427817",
    "\"stranger\":[{\"user\":\"no\"}]",
    " \"talker_id\" : \"14\\u0031\\/6\" ",
    "\"user_display_name\":\"\"",
    "\"phone_idx\":0",
  };
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  guint order[G_N_ELEMENTS (members)];

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    order[i] = i;

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) frame
          = g_string_new ("{\"jsonrpc\":\"2.0\",\"method\":\"notify_status\",\"params\":{");
      const PalStatusEvent *status;

      for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        {
          guint other = round % 3 == 0 ? (guint) g_rand_int_range (random, i, G_N_ELEMENTS (order)) : i;
          guint swap = order[i];

          order[i] = order[other];
          order[other] = swap;
          g_string_append_printf (frame, "%s%s", i > 0 ? "," : "", members[order[i]]);
        }
      g_string_append (frame, "}}");

      pal_event_batch_reset (batch);
      read_frame (frame->str, batch);
      status = &pal_event_batch_get (batch, 0)->status;
      g_assert_cmpstr (status->user, ==, "1000");
      g_assert_cmpint (status->status, ==, 14);
      g_assert_cmpstr (status->other_name, ==, "\xe4\xbd\x90\xe8\x97\xa4 of the long name office");
      g_assert_cmpint (status->time, ==, G_GINT64_CONSTANT (1587451427817));
      g_assert_cmpstr (status->talker_id, ==, "141/6");
      g_assert_cmpstr (status->user_name, ==, "");
      g_assert_cmpint (status->phone_index, ==, 0);
      g_assert_cmpstr (status->room_id, ==, "");
      g_assert_null (status->other_number);
    }
}

/* A batch in use allocates nothing: the same memory comes again. */
static void
test_reuse (void)
{
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  const char *first;

  read_frame ("{\"method\":\"notify_park\",\"params\":{\"park\":\"777\"}}", batch);
  first = pal_event_batch_get (batch, 0)->park.park;
  pal_event_batch_reset (batch);
  read_frame ("{\"method\":\"notify_park\",\"params\":{\"park\":\"778\"}}", batch);
  g_assert_true (first == pal_event_batch_get (batch, 0)->park.park);
  g_assert_cmpstr (first, ==, "778");
}

static void
test_boxed (void)
{
  GValue value = G_VALUE_INIT;
  g_autoptr (PalEvent) event
      = read_event ("{\"method\":\"notify_queue\",\"params\":{\"extension\":\"700\"}}");

  g_value_init (&value, PAL_TYPE_EVENT);
  g_value_set_boxed (&value, event);
  g_assert_cmpstr (((PalEvent *) g_value_get_boxed (&value))->queue.extension, ==, "700");
  g_value_unset (&value);

  g_value_init (&value, PAL_TYPE_EVENT_BATCH);
  g_value_take_boxed (&value, pal_event_batch_new ());
  g_value_unset (&value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/events/status", test_status);
  g_test_add_func ("/events/missing", test_missing);
  g_test_add_func ("/events/loose", test_loose);
  g_test_add_func ("/events/impossible-times", test_impossible_times);
  g_test_add_func ("/events/twice", test_twice);
  g_test_add_func ("/events/unknown", test_unknown);
  g_test_add_func ("/events/not-events", test_not_events);
  g_test_add_func ("/events/round-trip", test_round_trip);
  g_test_add_func ("/events/batch", test_batch);
  g_test_add_func ("/events/orders", test_orders);
  g_test_add_func ("/events/reuse", test_reuse);
  g_test_add_func ("/events/boxed", test_boxed);

  return g_test_run ();
}
