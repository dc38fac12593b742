/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said to many: everyone hears what it asked for, in order, and who does not read harms nobody. */
#include "raw-client.h"

#include <string.h>
#include <sys/socket.h>

#include "sim/sim-call.h"
#include "sim/sim-pump.h"
#include "tests/lib/test-wait.h"

#define DESK "login_user=%s&login_password=%s&user=%s&status=true"

static void
test_frames (void)
{
  const gsize lengths[] = { 0, 125, 126, 8000, 65535, 65536, 300000 };
  const gsize headers[] = { 2, 2, 4, 4, 4, 10, 10 };
  SimTape tape = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = g_strnfill (lengths[i], 'x');
      SimSpan span = sim_tape_add_frame (&tape, text, lengths[i]);
      const guint8 *data = sim_span_get_data (&span);
      guint64 length = data[1];

      g_assert_cmpuint (span.end - span.begin, ==, headers[i] + lengths[i]);
      g_assert_cmpuint (data[0], ==, 0x81);
      for (gsize j = 2; j < headers[i]; j++)
        length = (j == 2 ? 0 : length << 8) | data[j];
      g_assert_cmpuint (length, ==, lengths[i]);
      g_assert_cmpuint (sim_span_frame_end (&span, span.begin), ==, span.begin);
      g_assert_cmpuint (sim_span_frame_end (&span, span.begin + 1), ==, span.end);
      sim_span_clear (&span);
    }
  sim_tape_clear (&tape);
}

static void
test_neighbours (void)
{
  SimTape tape = { NULL };
  SimSpan all = sim_tape_add_frame (&tape, "one", 3);
  SimSpan two = sim_tape_add_frame (&tape, "two", 3);
  SimSpan three = sim_tape_add_frame (&tape, "three", 5);
  SimSpan own = sim_span_new_frame ("two", 3);

  g_assert_false (sim_span_extend (&all, &three));
  g_assert_false (sim_span_extend (&all, &own));
  g_assert_true (sim_span_extend (&all, &two));
  g_assert_true (sim_span_extend (&all, &three));
  g_assert_cmpuint (all.end - all.begin, ==, 17);
  g_assert_cmpuint (sim_span_frame_end (&all, all.begin + 6), ==, all.begin + 10);
  sim_span_clear (&all);
  sim_span_clear (&two);
  sim_span_clear (&three);
  sim_span_clear (&own);
  sim_tape_clear (&tape);
}

static GSocketConnection *
connect_fd (int fd)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocket) socket = g_socket_new_from_fd (fd, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);

  return g_socket_connection_factory_create_connection (socket);
}

static void
read_some (GSocketConnection *connection, GByteArray *all)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  guint8 buffer[65536];
  gssize n;

  while ((n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (input), buffer,
                                                        sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (all, buffer, (guint) n);
}

typedef struct
{
  SimPump *pump;
  GSocketConnection *near, *far;
  SimWire *wire;
  GByteArray *got;
} Pair;

static void
pair_start (Pair *pair)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  pair->pump = sim_pump_new ();
  pair->near = connect_fd (fds[0]);
  pair->far = connect_fd (fds[1]);
  pair->wire = sim_wire_new (G_IO_STREAM (pair->near), g_socket_connection_get_socket (pair->near),
                             pair->pump);
  pair->got = g_byte_array_new ();
}

static void
pair_stop (Pair *pair)
{
  g_io_stream_close (G_IO_STREAM (pair->wire), NULL, NULL);
  g_assert_finalize_object (pair->wire);
  g_assert_finalize_object (pair->near);
  g_assert_finalize_object (pair->far);
  sim_pump_free (pair->pump);
  g_byte_array_unref (pair->got);
}

static gboolean
got (Pair *pair, gsize length)
{
  read_some (pair->far, pair->got);

  return pair->got->len >= length;
}

/* A pong while half of a frame is out comes after the other half. */
static void
test_pong (void)
{
  static const guint8 pong[] = { 0x8a, 0x00 };
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  SimSpan frame = sim_span_new_frame (text, 1024 * 1024);
  gsize length = frame.end;
  GPollableOutputStream *mouth;
  gssize n = -1;
  Pair pair;

  pair_start (&pair);
  mouth = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (G_IO_STREAM (pair.wire)));
  g_assert_true (sim_wire_find (G_IO_STREAM (pair.wire)) == pair.wire);
  g_assert_null (sim_wire_find (G_IO_STREAM (pair.near)));
  sim_wire_add (pair.wire, &frame, FALSE);
  sim_wire_flush (pair.wire);
  g_assert_cmpuint (sim_wire_get_queued (pair.wire), >, 0);
  g_assert_cmpuint (sim_wire_get_queued (pair.wire), <, length);
  g_assert_false (g_pollable_output_stream_is_writable (mouth));
  g_assert_cmpint (g_pollable_output_stream_write_nonblocking (mouth, pong, sizeof pong, NULL, NULL), ==, -1);
  while (n < 0)
    {
      got (&pair, 1);
      g_main_context_iteration (NULL, FALSE);
      n = g_pollable_output_stream_write_nonblocking (mouth, pong, sizeof pong, NULL, NULL);
    }
  test_wait_for (got (&pair, length + sizeof pong));
  g_assert_cmpuint (pair.got->len, ==, length + sizeof pong);
  g_assert_cmpmem (pair.got->data, length, sim_span_get_data (&frame), length);
  g_assert_cmpmem (pair.got->data + length, sizeof pong, pong, sizeof pong);
  sim_span_clear (&frame);
  pair_stop (&pair);
}

/* What is forgotten ends with a whole frame. */
static void
test_forget (void)
{
  g_autofree char *text = g_strnfill (1000, 'x');
  SimTape tape = { NULL };
  gsize size = 1004;
  Pair pair;

  pair_start (&pair);
  for (guint i = 0; i < 2000; i++)
    {
      SimSpan frame = sim_tape_add_frame (&tape, text, 1000);

      sim_wire_add (pair.wire, &frame, FALSE);
      sim_span_clear (&frame);
    }
  sim_wire_flush (pair.wire);
  g_assert_cmpuint (sim_wire_get_queued (pair.wire), >, size);
  sim_wire_forget (pair.wire);
  g_assert_cmpuint (sim_wire_get_queued (pair.wire), <, size);
  test_wait_for (got (&pair, 1) && sim_wire_get_queued (pair.wire) == 0);
  got (&pair, 1);
  g_assert_cmpuint (pair.got->len % size, ==, 0);
  g_assert_cmpuint (pair.got->len, <, 2000 * size);
  sim_tape_clear (&tape);
  pair_stop (&pair);
}

static RawClient *
open_desk (RawServer *server, const char *user, const char *users)
{
  g_autofree char *query = g_strdup_printf (DESK, user, user, users);
  RawClient *client = raw_client_open (server, query);

  raw_client_wait (client, "\"active\"");

  return client;
}

static guint
count (RawClient *client, guint from, const char *part)
{
  guint n = 0;

  for (guint i = from; i < client->frames->len; i++)
    for (const char *at = g_ptr_array_index (client->frames, i); (at = strstr (at, part)) != NULL; at++)
      n++;

  return n;
}

static void
test_views (void)
{
  RawServer server;
  RawClient *all, *twin, *one, *none;
  SimTraffic *traffic;
  guint before;

  raw_server_start (&server, NULL);
  traffic = sim_server_get_traffic (server.server);
  all = open_desk (&server, "1001", "*");
  twin = open_desk (&server, "1002", "*");
  one = open_desk (&server, "1003", "1005");
  none = open_desk (&server, "1012", "1011");

  /* One by one, each numbered. */
  before = all->frames->len;
  sim_traffic_flood (traffic, 1000, 8, 0, TRUE);
  test_wait_for (sim_traffic_get_changes (traffic) >= 43);
  /* All that are on a call hang up in one batch. */
  sim_traffic_flood (traffic, 0, 0, 0, FALSE);
  test_wait_for (count (all, before, "\"logid\"") == sim_traffic_get_changes (traffic));
  test_wait_for (count (twin, before, "\"logid\"") == sim_traffic_get_changes (traffic));
  for (guint i = before; i < all->frames->len; i++)
    {
      const char *text = g_ptr_array_index (all->frames, i);
      g_autofree char *number = g_strdup_printf ("\"logid\":\"%u\"", i - before + 1);

      g_assert_cmpstr (text, ==, g_ptr_array_index (twin->frames, i));
      g_assert_nonnull (strstr (text, number));
      g_assert_true (i + 1 == all->frames->len ? g_str_has_prefix (text, "[{") : *text == '{');
    }
  test_wait_for (count (one, 0, "\"user\":\"1005\"") == count (all, before, "\"user\":\"1005\""));
  g_assert_cmpuint (count (one, 0, "\"user\":\"1001\""), ==, 0);
  g_assert_cmpuint (count (one, 0, "\"logid\""), ==, count (one, 0, "\"user\":\"100"));
  g_assert_cmpuint (count (none, 0, "\"logid\""), ==, 0);

  raw_client_free (all);
  raw_client_free (twin);
  raw_client_free (one);
  raw_client_free (none);
  raw_server_stop (&server);
}

static gboolean
is_too_slow (SimPeer *peer)
{
  return soup_websocket_connection_get_state (sim_peer_get_connection (peer)) != SOUP_WEBSOCKET_STATE_OPEN;
}

/* An event of some size, and the one who reads has read it. */
static void
tell (RawServer *server, RawClient *reader, guint number)
{
  g_autofree char *log_id = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strnfill (2000, 'x');
  PalEvent event = { .kind = PAL_EVENT_STATUS };

  event.status = (PalStatusEvent) { .user = "1005", .talker_id = "1", .room_id = "1", .other_number = "1",
                                    .user_name = "", .other_name = name, .log_id = log_id, .role = "",
                                    .status = PAL_CALL_STATUS_HOLD, .phone_index = 1 };
  sim_world_emit (server->world, sim_world_get_tenant (server->world, NULL), &event);
  test_wait_for (count (reader, number, log_id) > 0);
}

static void
test_slow_one (void)
{
  SimOptions options = { .auto_answer = -1, .queue_limit = 32 };
  RawServer server;
  RawClient *slow, *other;
  SimPeer *peer;
  gsize most = 0;
  guint n = 0;

  raw_server_start (&server, &options);
  slow = open_desk (&server, "1002", "*");
  other = open_desk (&server, "1003", "*");
  peer = g_ptr_array_index (sim_server_get_peers (server.server), 0);
  g_object_ref (peer);
  sim_faults_inject (sim_server_get_faults (server.server), "half-open:user=1002", NULL);
  while (!is_too_slow (peer))
    {
      most = MAX (most, sim_output_get_queued (sim_peer_get_output (peer)));
      tell (&server, other, ++n);
    }
  g_assert_cmpuint (most, >, 16 * 1024);
  g_assert_cmpuint (most, <=, 32 * 1024);
  tell (&server, other, ++n);
  g_assert_cmpuint (count (other, 0, "\"logid\""), ==, n);
  g_assert_false (other->closed);

  /* It learns why when it reads again. */
  sim_faults_lift (sim_server_get_faults (server.server), NULL);
  g_assert_cmpuint (raw_client_wait_closed (slow), ==, 1008);
  g_assert_cmpuint (count (slow, 0, "\"logid\""), >, 0);
  test_wait_for (sim_server_get_peers (server.server)->len == 1);
  g_object_unref (peer);
  raw_client_free (slow);
  raw_client_free (other);
  raw_server_stop (&server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/broadcast/frames", test_frames);
  g_test_add_func ("/sim/broadcast/neighbours", test_neighbours);
  g_test_add_func ("/sim/broadcast/pong", test_pong);
  g_test_add_func ("/sim/broadcast/forget", test_forget);
  g_test_add_func ("/sim/broadcast/views", test_views);
  g_test_add_func ("/sim/broadcast/slow-one", test_slow_one);

  return g_test_run ();
}
