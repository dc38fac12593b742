/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-websocket.h"
#include "pal/protocol/pal-error.h"
#include "tests/lib/raw-server.h"
#include "tests/lib/test-wait.h"

#define SECRET "login_user=1000&login_password=canary-in-the-mine"

/* The real transport against a server that misbehaves; the connect timer is in virtual time. */
typedef struct
{
  RawServer *server;
  PalVirtualClock *clock;
  PalTransport *transport;
  guint n_frames, n_alive, n_closed, close_code;
  GError *error; /* of the close, or of the open */
} Fixture;

typedef struct
{
  RawServerManner manner;
  guint status;
  PalError error;
} Setting;

static void
frame_cb (PalTransport *transport, GBytes *frame, Fixture *fixture)
{
  fixture->n_frames++;
}

static void
alive_cb (PalTransport *transport, Fixture *fixture)
{
  fixture->n_alive++;
}

static void
closed_cb (PalTransport *transport, guint code, const GError *error, Fixture *fixture)
{
  fixture->n_closed++;
  fixture->close_code = code;
  if (error != NULL)
    fixture->error = g_error_copy (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Setting *setting = data;

  fixture->server = raw_server_new (setting->manner, setting->status);
  fixture->clock = pal_virtual_clock_new ();
  fixture->transport = pal_websocket_new (PAL_CLOCK (fixture->clock));
  g_signal_connect (fixture->transport, "frame", G_CALLBACK (frame_cb), fixture);
  g_signal_connect (fixture->transport, "alive", G_CALLBACK (alive_cb), fixture);
  g_signal_connect (fixture->transport, "closed", G_CALLBACK (closed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_settle ();
  g_assert_finalize_object (fixture->transport);
  test_settle ();
  raw_server_free (fixture->server);
  g_assert_cmpuint (pal_virtual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_clear_error (&fixture->error);
}

static void
begin (Fixture *fixture, const char *scheme, GCancellable *cancellable, GAsyncResult **result)
{
  const char *known = raw_server_get_url (fixture->server);
  g_autofree char *url = g_strconcat (scheme, strstr (known, "://"), "?" SECRET, NULL);

  pal_transport_open_async (fixture->transport, url, NULL, cancellable, test_store_result_cb, result);
}

/* No error tells what stands in the address. */
static void
assert_failed (Fixture *fixture, GAsyncResult *result, GQuark domain, int code)
{
  g_assert_false (pal_transport_open_finish (fixture->transport, result, &fixture->error));
  g_assert_error (fixture->error, domain, code);
  g_assert_null (strstr (fixture->error->message, "canary"));
  g_assert_null (strstr (fixture->error->message, "login_user"));
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  g_object_unref (result);
}

static void
open_line (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture, "ws", NULL, &result);
  test_wait_for (result != NULL);
  pal_transport_open_finish (fixture->transport, result, &error);
  g_assert_no_error (error);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const Setting *setting = data;
  GAsyncResult *result = NULL;

  begin (fixture, "ws", NULL, &result);
  test_wait_for (result != NULL);
  assert_failed (fixture, result, PAL_ERROR, setting->error);
  if (setting->manner == RAW_SERVER_STATUS)
    g_assert_cmpint (pal_error_get_remote_code (fixture->error), ==, (int) setting->status);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  pal_transport_open_async (fixture->transport, "ws://127.0.0.1:1/pbx/ws?" SECRET, NULL, NULL, test_store_result_cb,
                            &result);
  test_wait_for (result != NULL);
  assert_failed (fixture, result, PAL_ERROR, PAL_ERROR_TRANSPORT);
}

static void
test_no_address (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  pal_transport_open_async (fixture->transport, "?" SECRET, NULL, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  assert_failed (fixture, result, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
}

/* Nothing comes, also not in TLS: our own timer ends it. */
static void
test_silent (Fixture *fixture, gconstpointer scheme)
{
  GAsyncResult *result = NULL;

  begin (fixture, scheme, NULL, &result);
  pal_virtual_clock_advance (fixture->clock, PAL_WEBSOCKET_CONNECT_TIMEOUT - 1);
  test_settle ();
  g_assert_null (result);
  pal_virtual_clock_advance (fixture->clock, 1);
  test_wait_for (result != NULL);
  assert_failed (fixture, result, PAL_ERROR, PAL_ERROR_TRANSPORT);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;

  begin (fixture, "ws", cancellable, &result);
  test_settle ();
  g_cancellable_cancel (cancellable);
  test_wait_for (result != NULL);
  assert_failed (fixture, result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_closed_while_opening (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  begin (fixture, "ws", NULL, &result);
  test_settle ();
  pal_transport_close (fixture->transport, 1000, NULL);
  test_wait_for (result != NULL);
  assert_failed (fixture, result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  g_assert_false (pal_transport_send (fixture->transport, "{}", 2));
  open_line (fixture);
  g_assert_true (pal_transport_send (fixture->transport, "{}", 2));
  pal_transport_close (fixture->transport, 1000, "done");
  g_assert_false (pal_transport_send (fixture->transport, "{}", 2));
  test_settle ();
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  /* and again */
  open_line (fixture);
  g_assert_true (pal_transport_send (fixture->transport, "{}", 2));
}

static void
test_pong (Fixture *fixture, gconstpointer data)
{
  open_line (fixture);
  pal_transport_check (fixture->transport);
  test_wait_for (fixture->n_alive > 0);
  g_assert_cmpuint (raw_server_get_n_pings (fixture->server), >, 0);
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  const Setting *setting = data;

  open_line (fixture);
  test_wait_for (fixture->n_closed > 0);
  g_assert_error (fixture->error, PAL_ERROR, (int) setting->error);
  g_assert_cmpuint (fixture->close_code, ==, setting->status);
  g_assert_cmpuint (fixture->n_frames, ==, 0);
  test_settle ();
  g_assert_cmpuint (fixture->n_closed, ==, 1);
}

static gint64
memory (void)
{
  g_autofree char *text = NULL;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);

  return g_ascii_strtoll (strchr (text, ' '), NULL, 10) * 4096;
}

static void
test_fragments (Fixture *fixture, gconstpointer data)
{
  gint64 before = memory ();

  open_line (fixture);
  test_wait_for (fixture->n_closed > 0);
  g_assert_error (fixture->error, PAL_ERROR, PAL_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->close_code, ==, 1009);
  g_test_message ("%" G_GUINT64_FORMAT " MiB sent, %" G_GINT64_FORMAT " MiB taken",
                  raw_server_get_n_sent (fixture->server) >> 20, (memory () - before) >> 20);
  /* the limit, the doublings of libsoup's buffer, and what comes between two looks */
  g_assert_cmpint (memory () - before, <, G_GINT64_CONSTANT (256) * 1024 * 1024);
}

static void
cut_cb (PalTransport *transport, GBytes *frame, Fixture *fixture)
{
  if (fixture->n_frames >= 1000)
    pal_transport_close (transport, 1008, "enough");
}

/* libsoup reads until the socket is empty, which never happens: the end must come from within. */
static void
test_flood (Fixture *fixture, gconstpointer data)
{
  g_signal_connect (fixture->transport, "frame", G_CALLBACK (cut_cb), fixture);
  open_line (fixture);
  test_wait_for (fixture->n_frames > 0);
  test_settle ();
  g_assert_cmpuint (fixture->n_frames, ==, 1000);
  g_assert_cmpuint (fixture->n_closed, ==, 0);
}

static void
unref_cb (PalTransport *transport, GBytes *frame, Fixture *fixture)
{
  g_signal_handlers_disconnect_by_data (transport, fixture);
  g_object_unref (g_steal_pointer (&fixture->transport));
}

static void
test_unref_inside (Fixture *fixture, gconstpointer data)
{
  gpointer watch = fixture->transport;

  g_signal_connect (fixture->transport, "frame", G_CALLBACK (unref_cb), fixture);
  g_object_add_weak_pointer (watch, &watch);
  open_line (fixture);
  test_wait_for (fixture->transport == NULL);
  test_wait_for (watch == NULL);
  test_settle ();
  fixture->transport = pal_websocket_new (PAL_CLOCK (fixture->clock));
}

static void
add (const char *path, const Setting *setting, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, setting, set_up, test, tear_down);
}

static void
test_silent_plain (Fixture *fixture, gconstpointer data)
{
  test_silent (fixture, "ws");
}

static void
test_silent_tls (Fixture *fixture, gconstpointer data)
{
  test_silent (fixture, "wss");
}

int
main (int argc, char *argv[])
{
  static const Setting closes = { RAW_SERVER_CLOSE, 0, PAL_ERROR_TRANSPORT };
  static const Setting forbidden = { RAW_SERVER_STATUS, 403, PAL_ERROR_DENIED };
  static const Setting not_found = { RAW_SERVER_STATUS, 404, PAL_ERROR_DENIED };
  static const Setting unauthorised = { RAW_SERVER_STATUS, 401, PAL_ERROR_DENIED };
  static const Setting redirect = { RAW_SERVER_STATUS, 302, PAL_ERROR_TRANSPORT };
  static const Setting page = { RAW_SERVER_STATUS, 200, PAL_ERROR_TRANSPORT };
  static const Setting down = { RAW_SERVER_STATUS, 503, PAL_ERROR_TRANSPORT };
  static const Setting bad_accept = { RAW_SERVER_BAD_ACCEPT, 0, PAL_ERROR_TRANSPORT };
  static const Setting no_http = { RAW_SERVER_NO_HTTP, 0, PAL_ERROR_TRANSPORT };
  static const Setting silent = { RAW_SERVER_SILENT, 0, 0 };
  static const Setting upgrade = { RAW_SERVER_UPGRADE, 0, 0 };
  static const Setting pong = { RAW_SERVER_PONG, 0, 0 };
  static const Setting utf8 = { RAW_SERVER_BAD_UTF8, 1007, PAL_ERROR_PROTOCOL };
  static const Setting reserved = { RAW_SERVER_RESERVED, 1002, PAL_ERROR_PROTOCOL };
  static const Setting reset = { RAW_SERVER_RESET, 0, PAL_ERROR_TRANSPORT };
  static const Setting fragments = { RAW_SERVER_FRAGMENTS, 0, 0 };
  static const Setting flood = { RAW_SERVER_FLOOD, 0, 0 };

  g_test_init (&argc, &argv, NULL);
  add ("/pal/websocket/closes", &closes, test_refused);
  add ("/pal/websocket/forbidden", &forbidden, test_refused);
  add ("/pal/websocket/not-found", &not_found, test_refused);
  add ("/pal/websocket/unauthorised", &unauthorised, test_refused);
  add ("/pal/websocket/redirect", &redirect, test_refused);
  add ("/pal/websocket/page", &page, test_refused);
  add ("/pal/websocket/down", &down, test_refused);
  add ("/pal/websocket/bad-accept", &bad_accept, test_refused);
  add ("/pal/websocket/no-http", &no_http, test_refused);
  add ("/pal/websocket/nobody", &upgrade, test_nobody);
  add ("/pal/websocket/no-address", &upgrade, test_no_address);
  add ("/pal/websocket/silent", &silent, test_silent_plain);
  add ("/pal/websocket/silent-tls", &silent, test_silent_tls);
  add ("/pal/websocket/cancelled", &silent, test_cancelled);
  add ("/pal/websocket/closed-while-opening", &silent, test_closed_while_opening);
  add ("/pal/websocket/send", &upgrade, test_send);
  add ("/pal/websocket/pong", &pong, test_pong);
  add ("/pal/websocket/bad-utf8", &utf8, test_broken);
  add ("/pal/websocket/reserved", &reserved, test_broken);
  add ("/pal/websocket/reset", &reset, test_broken);
  /* ASan and valgrind keep what was freed and are far slower than the loopback: nothing to measure there. */
  if (g_getenv ("TEST_INSTRUMENTED") == NULL)
    add ("/pal/websocket/fragments", &fragments, test_fragments);
  add ("/pal/websocket/flood", &flood, test_flood);
  add ("/pal/websocket/unref-inside", &flood, test_unref_inside);

  return g_test_run ();
}
