/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The control socket, scenarios, traffic, and the server in a thread of its own. */
#include "raw-client.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/sim-call.h"
#include "sim/sim-scenario.h"
#include "tests/lib/test-wait.h"

static void
expect (SimServer *server, const char *request, const char *part)
{
  g_autofree char *answer = sim_server_control (server, request);

  if (strstr (answer, part) == NULL)
    g_error ("%s was answered by %s", request, answer);
}

static void
test_requests (void)
{
  RawServer r;

  raw_server_start (&r, NULL);
  expect (r.server, "no JSON", "\"ok\":false");
  expect (r.server, "[]", "\"ok\":false");
  expect (r.server, "{\"cmd\":\"sing\"}", "\"ok\":false");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"answer\"}", "does not ring");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"4711\",\"do\":\"answer\"}", "no such user");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"wait\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":1002,\"do\":\"dial\",\"number\":1003}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"world\"}", "\"state\":\"dialling\"");
  expect (r.server, "{\"cmd\":\"advance\",\"ms\":100}", "\"time\":");
  expect (r.server, "{\"cmd\":\"wall-time\",\"is\":\"2026-01-05T17:29:00\"}", "\"ok\":true");
  expect (r.server, "{\"cmd\":\"wall-time\"}", "\"is\":\"2026-01-05T17:29:");
  expect (r.server, "{\"cmd\":\"wall-time\",\"is\":\"noon\"}", "\"ok\":false");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1003\",\"phone\":1,\"do\":\"answer\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"world\"}", "\"state\":\"talking\"");
  expect (r.server, "{\"cmd\":\"calls\"}", "\"live\":[{\"room_id\":\"282000000230\"");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"hangup\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"calls\"}", "\"ended\":[{\"room_id\":\"282000000230\"");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"unregister\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"world\"}", "\"user\":\"1003\",\"name\":\"Ben Okafor\",\"registered\":false");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"remove-phone\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"world\"}", "\"user\":\"1003\",\"name\":\"Ben Okafor\",\"registered\":null");
  expect (r.server, "{\"cmd\":\"fault\",\"spec\":\"delay:ms=1\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"lift\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"fault\",\"spec\":\"nonsense\"}", "\"ok\":false");
  expect (r.server, "{\"cmd\":\"peers\"}", "\"peers\":[]");
  expect (r.server, "{\"cmd\":\"requests\"}", "\"requests\":{}");
  expect (r.server, "{\"cmd\":\"property\",\"user\":\"1002\",\"name\":\"language\",\"value\":\"ja\"}",
          "\"value\":\"ja\"");
  raw_server_stop (&r);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_socket (void)
{
  g_autofree char *folder = g_dir_make_tmp ("palsim-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "control", NULL);
  SimOptions options = { .auto_answer = -1, .control = path };
  RawServer r;

  raw_server_start (&r, &options);
  {
    g_autoptr(GSocketClient) client = g_socket_client_new ();
    g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
    g_autoptr(GSocketConnection) connection = NULL;
    g_autoptr(GDataInputStream) input = NULL;
    g_autoptr(GError) error = NULL;

    connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
    g_assert_no_error (error);
    input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
    for (guint i = 0; i < 3; i++)
      {
        g_autoptr(GAsyncResult) result = NULL;
        g_autofree char *line = NULL;

        g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                   "{\"cmd\":\"peers\"}\n", 16, NULL, NULL, &error);
        g_assert_no_error (error);
        g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, stored_cb, &result);
        test_wait_for (result != NULL);
        line = g_data_input_stream_read_line_finish (input, result, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (line, ==, "{\"ok\":true,\"peers\":[],\"urls\":[]}");
      }
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  }
  test_settle ();
  raw_server_stop (&r);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

/* Only its owner gets in, and what is no socket is not in its way. */
static void
test_socket_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("palsim-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "control", NULL);
  g_autofree char *text = NULL;
  SimOptions options = { .auto_answer = -1, .listen = (char *) "127.0.0.1:0", .control = path };
  g_autoptr(SimClock) clock = sim_clock_new_real ();
  g_autoptr(SimWorld) world = sim_server_make_world (&options, clock, NULL);
  g_autoptr(GError) error = NULL;
  mode_t old_mask = umask (0);
  SimServer *server;
  GStatBuf found;
  RawServer r;

  raw_server_start (&r, &options);
  g_assert_cmpint (g_lstat (path, &found), ==, 0);
  g_assert_cmpint (found.st_mode & 0777, ==, 0600);
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1002\",\"do\":\"add-phone\",\"id\":\"\"}", "\"ok\":false");
  raw_server_stop (&r);
  umask (old_mask);

  g_assert_true (g_file_set_contents (path, "a letter", -1, NULL));
  server = sim_server_new (world, &options);
  g_assert_false (sim_server_start (server, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_object_unref (server);
  test_settle ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "a letter");
  g_unlink (path);
  g_rmdir (folder);
}

/* One who asks and asks and does not read does not keep the PBX from its work. */
static void
test_socket_unread (void)
{
  g_autofree char *folder = g_dir_make_tmp ("palsim-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "control", NULL);
  SimOptions options = { .auto_answer = -1, .control = path, .contacts = 20000 };
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  RawServer r;
  RawClient *client;

  raw_server_start (&r, &options);
  {
    g_autoptr(GSocketClient) greedy = g_socket_client_new ();
    g_autoptr(GSocketConnection) connection =
      g_socket_client_connect (greedy, G_SOCKET_CONNECTABLE (address), NULL, NULL);

    g_assert_nonnull (connection);
    g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                              "{\"cmd\":\"save\"}\n", 15, NULL, NULL, NULL));
    test_settle ();
    client = raw_client_open (&r, "login_user=1002&login_password=1002");
    raw_client_wait (client, "\"active\"");
    raw_client_free (client);
  }
  test_settle ();
  raw_server_stop (&r);
  g_rmdir (folder);
}

static void
test_scenario (void)
{
  static const char text[] =
    "{\"repeat\":60,\"steps\":["
    "{\"at\":0,\"once\":true,\"do\":\"always-answer\",\"user\":\"1003\",\"delay\":1000},"
    "{\"at\":1,\"do\":\"call\",\"from\":\"0312345678\",\"to\":\"1003\"},"
    "{\"at\":2,\"do\":\"nonsense\"},"
    "{\"at\":10,\"do\":\"hangup\",\"user\":\"1003\"}]}";
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();
  g_autoptr(SimWorld) world = sim_world_new (clock, 1);
  g_autoptr(GError) error = NULL;
  SimScenario *scenario;
  SimExtension *user;

  sim_world_fill_office (world, 12, 0);
  user = sim_tenant_get_extension (sim_world_get_tenant (world, NULL), "1003");
  g_assert_null (sim_scenario_new_from_text (world, "{\"stages\":[]}", &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_PARAMS);
  scenario = sim_scenario_new_from_text (world, text, NULL);
  sim_scenario_start (scenario);
  for (guint i = 0; i < 3; i++)
    {
      sim_clock_advance (clock, 5000);
      g_assert_cmpuint (user->legs->len, ==, 1);
      sim_clock_advance (clock, 10000);
      g_assert_cmpuint (user->legs->len, ==, 0);
      sim_clock_advance (clock, 45000);
    }
  sim_scenario_stop (scenario);
  g_assert_finalize_object (scenario);
  sim_clock_advance (clock, 600000);
  g_assert_cmpuint (world->n_calls, ==, 3);
}

/* The only leg of 1003 that is gone: how long it rang and talked, in ms, within half a second. */
static void
expect_moments (SimServer *server, gint64 rang, gint64 talked)
{
  g_autofree char *answer = sim_server_control (server, "{\"cmd\":\"legs\",\"user\":\"1003\"}");
  g_autoptr(JsonNode) node = json_from_string (answer, NULL);
  JsonArray *legs = json_object_get_array_member (json_node_get_object (node), "ended");
  JsonObject *leg = json_array_get_object_element (legs, 0);
  gint64 started = json_object_get_int_member (leg, "started");
  gint64 answered = json_object_get_int_member (leg, "answered");

  g_assert_cmpuint (json_array_get_length (legs), ==, 1);
  g_assert_cmpint (ABS (answered - started - rang), <, 500);
  g_assert_cmpint (ABS (json_object_get_int_member (leg, "ended") - answered - talked), <, 500);
}

/* Steps that wait for a word; what a user's legs were is told when they are gone. */
static void
test_cues (void)
{
  static const char text[] = "{\"steps\":["
                             "{\"do\":\"outside\",\"number\":\"0312345678\",\"how\":\"wait\"},"
                             "{\"do\":\"wait\",\"user\":\"1003\"},"
                             "{\"cue\":\"early\",\"do\":\"call\",\"from\":\"0312345678\",\"to\":\"1003\"},"
                             "{\"cue\":\"early\",\"at\":5,\"do\":\"answer\",\"user\":\"1003\"},"
                             "{\"cue\":\"late\",\"do\":\"hold\",\"user\":\"1003\"},"
                             "{\"cue\":\"late\",\"do\":\"hangup\",\"user\":\"1003\"}]}";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "palsim-cues-XXXXXX", NULL);
  SimOptions options = { .auto_answer = -1, .scenario = path };
  int fd = g_mkstemp (path);
  RawServer r;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  raw_server_start (&r, &options);
  expect (r.server, "{\"cmd\":\"cue\",\"name\":\"never\"}", "nothing waits for");
  expect (r.server, "{\"cmd\":\"cue\",\"name\":\"late\"}", "does not talk");
  expect (r.server, "{\"cmd\":\"cue\",\"name\":\"early\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"advance\",\"ms\":1000}", "\"time\":");
  expect (r.server, "{\"cmd\":\"legs\",\"user\":\"1003\"}", "\"ended\":[],\"live\":[{");
  expect (r.server, "{\"cmd\":\"advance\",\"ms\":5000}", "\"time\":");
  expect (r.server, "{\"cmd\":\"cue\",\"name\":\"late\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"legs\",\"user\":\"1003\"}",
          "\"caller\":false,\"others\":[\"0312345678\"],\"states\":[\"calling\",\"ringing\",\"talking\",\"held\"],"
          "\"rec\":null,\"rescode\":\"200\",\"q850\":\"16\",\"by_callee\":true,\"started\":");
  expect_moments (r.server, 5000, 1000);
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1004\",\"do\":\"wait\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1005\",\"do\":\"dial\",\"number\":1004}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"phone\",\"user\":\"1005\",\"do\":\"hangup\"}", "{\"ok\":true}");
  expect (r.server, "{\"cmd\":\"legs\",\"user\":\"1004\"}", "\"answered\":0,\"ended\":");
  expect (r.server, "{\"cmd\":\"legs\",\"user\":\"nobody\"}", "no such user");
  raw_server_stop (&r);
  g_unlink (path);
}

/* The office of the demo lives for an hour, twice the same by the same seed, and somebody is always busy. */
static void
test_demo (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", "demo.json", NULL);
  guint64 calls[2];

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(SimClock) clock = sim_clock_new_virtual ();
      g_autoptr(SimWorld) world = sim_world_new (clock, 1);
      g_autoptr(GError) error = NULL;
      g_autoptr(SimScenario) scenario = NULL;
      guint busy = 0;

      sim_world_fill_office (world, 12, 0);
      scenario = sim_scenario_new_from_file (world, path, &error);
      g_assert_no_error (error);
      sim_scenario_start (scenario);
      for (guint i = 0; i < 360; i++)
        {
          sim_clock_advance (clock, 10000);
          busy += g_hash_table_size (sim_world_get_tenant (world, NULL)->rooms) > 0;
        }
      g_assert_cmpuint (busy, >, 250);
      calls[round] = world->n_calls;
    }
  g_assert_cmpuint (calls[0], >, 150);
  g_assert_cmpuint (calls[0], ==, calls[1]);
}

static void
test_traffic (void)
{
  RawServer r;
  g_autoptr(RawClient) client = NULL;
  guint frames;

  raw_server_start (&r, NULL);
  client = raw_client_open (&r, "login_user=1001&login_password=1001&user=*&status=true");
  raw_client_wait (client, "\"active\"");
  frames = client->frames->len;
  expect (r.server, "{\"cmd\":\"flood\",\"rate\":2000,\"users\":10}", "\"ok\":true");
  expect (r.server, "{\"cmd\":\"advance\",\"ms\":1000}", "\"ok\":true");
  /* The clock is a real one: what a slow machine did not get done in that second comes after it. */
  test_wait_for (sim_traffic_get_changes (sim_server_get_traffic (r.server)) >= 1900);
  test_wait_for (client->frames->len > frames + 10);
  g_assert_cmpint (((char *) g_ptr_array_index (client->frames, frames + 5))[0], ==, '[');
  expect (r.server, "{\"cmd\":\"flood\",\"rate\":0}", "\"ok\":true");
  expect (r.server, "{\"cmd\":\"calls\"}", "\"live\":[]");
  expect (r.server, "{\"cmd\":\"traffic\",\"calls\":60}", "\"ok\":true");
  expect (r.server, "{\"cmd\":\"advance\",\"ms\":60000}", "\"ok\":true");
  g_assert_cmpuint (r.world->n_calls, >, 20);
  /* Phones that answer and stay do not stay for ever. */
  r.world->auto_answer = 0;
  expect (r.server, "{\"cmd\":\"advance\",\"ms\":60000}", "\"ok\":true");
  expect (r.server, "{\"cmd\":\"traffic\",\"calls\":0}", "\"ok\":true");
  expect (r.server, "{\"cmd\":\"advance\",\"ms\":240000}", "\"ok\":true");
  expect (r.server, "{\"cmd\":\"calls\"}", "\"live\":[]");
  g_clear_pointer (&client, raw_client_free);
  raw_server_stop (&r);
}

static void
test_thread (void)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1 };
  SimOptions bad = { .listen = (char *) "nowhere:0", .auto_answer = -1 };
  g_autoptr(GError) error = NULL;
  g_autofree char *answer = NULL;
  SimThread *thread;

  g_assert_null (sim_thread_start (&bad, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_PARAMS);
  g_clear_error (&error);
  thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (sim_thread_get_url (thread), "ws://127.0.0.1:"));
  answer = sim_thread_control (thread, "{\"cmd\":\"peers\"}");
  g_assert_cmpstr (answer, ==, "{\"ok\":true,\"peers\":[],\"urls\":[]}");
  sim_thread_stop (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/control/requests", test_requests);
  g_test_add_func ("/sim/control/socket", test_socket);
  g_test_add_func ("/sim/control/socket-file", test_socket_file);
  g_test_add_func ("/sim/control/socket-unread", test_socket_unread);
  g_test_add_func ("/sim/control/scenario", test_scenario);
  g_test_add_func ("/sim/control/cues", test_cues);
  g_test_add_func ("/sim/control/demo", test_demo);
  g_test_add_func ("/sim/control/traffic", test_traffic);
  g_test_add_func ("/sim/control/thread", test_thread);

  return g_test_run ();
}
