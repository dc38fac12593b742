/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-client-private.h"
#include "tests/lib/client-fixture.h"

#define REGISTERED "{\"method\":\"notify_registered\",\"params\":{\"user\":\"%s\",\"registered\":\"true\"}}"
#define N_MANY 5000

static void
set_up (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_set_up (fixture, NULL);
  client_fixture_ready (fixture);
}

static void
feed_one (ClientFixture *fixture, guint i)
{
  char text[200];

  g_snprintf (text, sizeof text, "{\"method\":\"notify_registered\",\"params\":{\"user\":\"%u\",\"registered\":\"true\"}}", i);
  fake_transport_feed (fixture->line, text, -1);
}

static void
assert_many (ClientFixture *fixture, guint n)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (expected, "%u ", i);
  g_assert_cmpstr (fixture->events->str, ==, expected->str);
}

/* What comes within a turn of the main loop is handed on together, a little later. */
static void
test_batch (ClientFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    feed_one (fixture, i);
  g_assert_cmpuint (fixture->n_batches, ==, 0);
  test_settle ();
  g_assert_cmpuint (fixture->n_batches, ==, 1);
  assert_many (fixture, 100);
}

/* More than a slice: the rest is queued and read a slice a turn; others get their turn in between. */
static void
test_slices (ClientFixture *fixture, gconstpointer data)
{
  guint n_turns = 0;

  pal_virtual_clock_set_step (fixture->clock, 1000);
  for (guint i = 0; i < N_MANY; i++)
    feed_one (fixture, i);
  g_assert_cmpuint (fixture->client->feed.frames.length, >, N_MANY - 200);
  while (g_main_context_iteration (NULL, FALSE))
    n_turns++;
  g_assert_cmpuint (n_turns, >, 50);
  assert_many (fixture, N_MANY);
  g_assert_true (pal_client_feed_is_empty (fixture->client));
}

/* One frame may be longer than a slice: reading stops within it and goes on later. */
static void
test_long_frame (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) frame = g_string_new ("[");
  guint n_turns = 0;

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (frame, "%s{\"method\":\"notify_registered\",\"params\":{\"user\":\"%u\",\"registered\":\"true\"}}",
                            i > 0 ? "," : "", i);
  g_string_append_c (frame, ']');
  pal_virtual_clock_set_step (fixture->clock, 1000);
  fake_transport_feed (fixture->line, frame->str, frame->len);
  g_assert_true (fixture->client->feed.reading);
  feed_one (fixture, N_MANY);
  while (g_main_context_iteration (NULL, FALSE))
    n_turns++;
  g_assert_cmpuint (n_turns, >, 50);
  assert_many (fixture, N_MANY + 1);
}

/* An answer never overtakes what was told before it. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_string_append ((GString *) user_data, "answer ");
}

static void
test_order (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_NOTE_NAMES);
  g_autofree char *id = NULL;
  g_autofree char *answer = NULL;

  pal_client_call_async (fixture->client, params, NULL, answered_cb, fixture->events);
  id = client_fixture_expect (fixture, "getNoteNames");
  answer = g_strdup_printf ("{\"result\":[],\"id\":\"%s\"}", id);
  feed_one (fixture, 1);
  feed_one (fixture, 2);
  fake_transport_feed (fixture->line, answer, -1);
  test_settle ();
  feed_one (fixture, 3);
  test_settle ();
  g_assert_cmpstr (fixture->events->str, ==, "1 2 answer 3 ");
}

/* What came before the end is read before the end. */
static void
test_end_after_queue (ClientFixture *fixture, gconstpointer data)
{
  pal_virtual_clock_set_step (fixture->clock, 1000);
  for (guint i = 0; i < 300; i++)
    feed_one (fixture, i);
  fake_transport_drop (fixture->line, 1001, NULL);
  assert_many (fixture, 300);
  client_fixture_assert (fixture, "W");
}

static void
stop_cb (PalClient *client, PalEventBatch *batch, gpointer user_data)
{
  pal_client_stop (client);
}

/* A receiver may stop the client in the middle of a frame. */
static void
test_stop_inside (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) frame = g_string_new ("[");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (frame, "%s" REGISTERED, i > 0 ? "," : "", "a");
  g_string_append_c (frame, ']');
  g_signal_connect (fixture->client, "events", G_CALLBACK (stop_cb), NULL);
  fake_transport_feed (fixture->line, frame->str, frame->len);
  test_settle ();
  g_assert_cmpuint (fixture->n_batches, ==, 1);
  client_fixture_assert (fixture, "O");
}

static void
unref_cb (PalClient *client, PalEventBatch *batch, ClientFixture *fixture)
{
  g_signal_handlers_disconnect_by_data (client, fixture);
  g_object_unref (g_steal_pointer (&fixture->client));
}

static void
test_unref_inside (ClientFixture *fixture, gconstpointer data)
{
  gpointer watch = fixture->client;

  g_object_add_weak_pointer (watch, &watch);
  g_signal_connect (fixture->client, "events", G_CALLBACK (unref_cb), fixture);
  feed_one (fixture, 1);
  feed_one (fixture, 2);
  test_settle ();
  g_assert_null (watch);
}

/* A receiver may keep a batch. */
static void
keep_cb (PalClient *client, PalEventBatch *batch, PalEventBatch **kept)
{
  if (*kept == NULL)
    *kept = pal_event_batch_ref (batch);
}

static void
test_keep (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (PalEventBatch) kept = NULL;

  g_signal_connect (fixture->client, "events", G_CALLBACK (keep_cb), &kept);
  feed_one (fixture, 7);
  test_settle ();
  feed_one (fixture, 8);
  test_settle ();
  g_assert_cmpuint (pal_event_batch_get_size (kept), ==, 1);
  g_assert_cmpstr (pal_event_batch_get (kept, 0)->registered.user, ==, "7");
}

/* A peer that never lets go, or lets too much pile up, is cut off. */
static void
test_flood_of_time (ClientFixture *fixture, gconstpointer data)
{
  pal_virtual_clock_set_step (fixture->clock, 1000);
  for (guint i = 0; i < 100000 && fake_transport_is_open (fixture->line); i++)
    feed_one (fixture, i);
  g_assert_false (fake_transport_is_open (fixture->line));
  g_assert_cmpuint (fake_transport_get_close_code (fixture->line), ==, 1008);
  client_fixture_assert (fixture, "W");
  g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, PAL_ERROR_PROTOCOL);
  g_assert_true (pal_client_feed_is_empty (fixture->client));
}

static void
test_flood_of_bytes (ClientFixture *fixture, gconstpointer data)
{
  gsize size = 8 * 1024 * 1024;
  g_autofree char *frame = g_malloc (size);

  memset (frame, ' ', size);
  memcpy (frame, "[]", 2);
  pal_virtual_clock_set_step (fixture->clock, 10000);
  feed_one (fixture, 1);
  for (guint i = 0; i < 40 && fake_transport_is_open (fixture->line); i++)
    fake_transport_feed (fixture->line, i < 20 ? "[]" : frame, i < 20 ? 2 : (gssize) size);
  g_assert_cmpuint (fake_transport_get_close_code (fixture->line), ==, 1008);
  client_fixture_assert (fixture, "W");
}

/* Small frames take more memory than their bytes. */
static void
test_flood_of_frames (ClientFixture *fixture, gconstpointer data)
{
  guint n_frames = 0;

  pal_virtual_clock_set_step (fixture->clock, 10000);
  for (guint i = 0; i < 100; i++)
    feed_one (fixture, i);
  g_assert_cmpuint (fixture->client->feed.frames.length, >, 0);
  pal_virtual_clock_set_step (fixture->clock, 0);
  for (; n_frames < 1000000 && fake_transport_is_open (fixture->line); n_frames++)
    fake_transport_feed (fixture->line, "[]", 2);
  g_assert_cmpuint (fake_transport_get_close_code (fixture->line), ==, 1008);
  g_assert_cmpuint (n_frames, >, 300000); /* news of every kind about 50,000 users is no flood */
  client_fixture_assert (fixture, "W");
}

static void
dawdle_cb (PalClient *client, PalEventBatch *batch, ClientFixture *fixture)
{
  pal_virtual_clock_advance (fixture->clock, 3 * S);
}

static gboolean
feed_three_cb (gpointer fixture)
{
  for (guint i = 0; i < 3 * PAL_CLIENT_BATCH; i++)
    feed_one (fixture, i);

  return G_SOURCE_REMOVE;
}

/* The time a receiver takes is not held against the PBX. */
static void
test_slow_receiver (ClientFixture *fixture, gconstpointer data)
{
  g_signal_connect (fixture->client, "events", G_CALLBACK (dawdle_cb), fixture);
  g_idle_add (feed_three_cb, fixture);
  test_settle ();
  client_fixture_assert (fixture, "");
  assert_many (fixture, 3 * PAL_CLIENT_BATCH);
}

/* A big answer is read a piece a turn, with a look at the clock after each. */
static void
test_big_answer (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_NOTE_NAMES);
  g_autoptr (GString) answer = g_string_new ("{\"result\":[\"\"");
  g_autofree char *id = NULL;
  guint n_turns = 0;

  pal_client_call_async (fixture->client, params, NULL, answered_cb, fixture->events);
  id = client_fixture_expect (fixture, "getNoteNames");
  while (answer->len < 8 * 1024 * 1024)
    g_string_append (answer, ",[\"1000\",{\"name\":\"Ann\"}]");
  g_string_append_printf (answer, "],\"id\":\"%s\"}", id);
  pal_virtual_clock_set_step (fixture->clock, 2000);
  fake_transport_feed (fixture->line, answer->str, answer->len);
  for (; fixture->events->len == 0; n_turns++)
    g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (n_turns, >=, 10);
}

static void
test_early_flood (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) frame = g_string_new ("[");

  pal_client_stop (fixture->client);
  client_fixture_assert (fixture, "O");
  client_fixture_connect (fixture);
  for (guint i = 0; i < PAL_CLIENT_MAX_EARLY + 10; i++)
    g_string_append_printf (frame, "%s" REGISTERED, i > 0 ? "," : "", "a");
  g_string_append_c (frame, ']');
  fake_transport_feed (fixture->line, frame->str, frame->len);
  test_settle ();
  client_fixture_assert (fixture, "W");
  g_assert_cmpuint (fake_transport_get_close_code (fixture->line), ==, 1008);
}

/* Garbage ends the line with a reason; what stood before it is delivered. */
static void
test_garbage (ClientFixture *fixture, gconstpointer data)
{
  static const char *const frames[] = {
    "{", "[", "nonsense", "{\"a\":1,}", "{'a':1}", "[1]x", "1", "null", "\"text\"", "\"\\ud800\"", "\xff\xfe", "{\"method\":\"\x01\"}",
  };
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i <= G_N_ELEMENTS (frames); i++)
    {
      feed_one (fixture, 1);
      fake_transport_feed (fixture->line, i < G_N_ELEMENTS (frames) ? frames[i] : deep->str, -1);
      test_settle ();
      client_fixture_assert (fixture, "W");
      g_assert_error (pal_client_get_reason (fixture->client), PAL_ERROR, PAL_ERROR_PROTOCOL);
      g_assert_cmpuint (fake_transport_get_close_code (fixture->line), ==, 1002);
      pal_client_stop (fixture->client);
      client_fixture_assert (fixture, "O");
      client_fixture_ready (fixture);
    }
}

/* Odd, but no reason to hang up. */
static void
test_odd (ClientFixture *fixture, gconstpointer data)
{
  static const char *const frames[] = {
    "", "[]", "{}", "[{}]", "[[]]", "{\"method\":1}", "{\"method\":\"notify_new_thing\"}",
    "{\"method\":\"notify_registered\"}", "{\"method\":\"notify_registered\",\"params\":[]}",
    "{\"id\":\"7\",\"method\":\"askUs\"}", "{\"error\":{\"code\":-1,\"message\":\"complaint\"},\"id\":null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      fake_transport_frame (fixture->line, frames[i]);
      if (fixture->states->len > 0)
        g_test_message ("frame %u: %s", i, frames[i]);
      client_fixture_assert (fixture, "");
    }
}

static void
add (const char *path, void (*test) (ClientFixture *fixture, gconstpointer data))
{
  g_test_add (path, ClientFixture, NULL, set_up, test, client_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/pal/feed/batch", test_batch);
  add ("/pal/feed/slices", test_slices);
  add ("/pal/feed/long-frame", test_long_frame);
  add ("/pal/feed/order", test_order);
  add ("/pal/feed/end-after-queue", test_end_after_queue);
  add ("/pal/feed/stop-inside", test_stop_inside);
  add ("/pal/feed/unref-inside", test_unref_inside);
  add ("/pal/feed/keep", test_keep);
  add ("/pal/feed/flood-of-time", test_flood_of_time);
  add ("/pal/feed/flood-of-bytes", test_flood_of_bytes);
  add ("/pal/feed/flood-of-frames", test_flood_of_frames);
  add ("/pal/feed/slow-receiver", test_slow_receiver);
  add ("/pal/feed/big-answer", test_big_answer);
  add ("/pal/feed/early-flood", test_early_flood);
  add ("/pal/feed/garbage", test_garbage);
  add ("/pal/feed/odd", test_odd);

  return g_test_run ();
}
