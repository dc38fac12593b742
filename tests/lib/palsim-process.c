/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "palsim-process.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

struct _PalsimProcess
{
  GSubprocess *process;
  GSocketConnection *connection;
  GDataInputStream *answers;
  char *folder, *socket, *url;
};

static void
connect_control (PalsimProcess *self)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (self->socket);
  g_autoptr(GError) error = NULL;

  self->connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  self->answers = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)));
}

/* A test that fails ends at once: palsim goes with it, or who runs the tests waits for its last word. */
static void
die_with_parent_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

PalsimProcess *
palsim_process_start (const char *program, const char *const *arguments)
{
  PalsimProcess *self = g_new0 (PalsimProcess, 1);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) argv = NULL;

  self->folder = g_dir_make_tmp ("palsim-XXXXXX", &error);
  g_assert_no_error (error);
  self->socket = g_build_filename (self->folder, "control", NULL);

  g_strv_builder_add_many (builder, program, "--listen", "127.0.0.1:0", "--control", self->socket, NULL);
  if (arguments != NULL)
    g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent_cb, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->url = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->url);
  connect_control (self);

  return self;
}

void
palsim_process_stop (PalsimProcess *self)
{
  g_clear_object (&self->answers);
  g_clear_object (&self->connection);
  g_subprocess_send_signal (self->process, SIGCONT);
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  g_unlink (self->socket);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->socket);
  g_free (self->url);
  g_free (self);
}

const char *
palsim_process_get_url (PalsimProcess *self)
{
  return self->url;
}

void
palsim_process_signal (PalsimProcess *self, int signal_number)
{
  g_subprocess_send_signal (self->process, signal_number);
}

static JsonObject *
ask (PalsimProcess *self, const char *request)
{
  g_autofree char *line = g_strconcat (request, "\n", NULL);
  g_autofree char *answer = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                             line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line_utf8 (self->answers, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  root = json_from_string (answer, &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (root));
}

JsonObject *
palsim_process_control (PalsimProcess *self, const char *format, ...)
{
  g_autofree char *request = NULL;
  JsonObject *object;
  va_list args;

  va_start (args, format);
  request = g_strdup_vprintf (format, args);
  va_end (args);
  object = ask (self, request);
  if (json_object_has_member (object, "error"))
    g_error ("palsim refused %s: %s", request, json_object_get_string_member (object, "error"));

  return object;
}

gboolean
palsim_process_try (PalsimProcess *self, const char *format, ...)
{
  g_autofree char *request = NULL;
  g_autoptr(JsonObject) object = NULL;
  va_list args;

  va_start (args, format);
  request = g_strdup_vprintf (format, args);
  va_end (args);
  object = ask (self, request);

  return !json_object_has_member (object, "error");
}
