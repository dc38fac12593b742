/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-control.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/sim-server-private.h"

typedef struct
{
  SimControl *control;       /* borrowed; the list below ends us first */
  GSocketConnection *connection;
  GDataInputStream *input;
  GCancellable *cancellable;
  char *answer;
} SimControlClient;

struct _SimControl
{
  GObject parent_instance;

  /* borrowed */
  SimServer *server;

  /* owned */
  GSocketService *service;
  GCancellable *cancellable;
  char *path;                /* once the socket there is ours */
};

G_DEFINE_FINAL_TYPE (SimControl, sim_control, G_TYPE_OBJECT)

static void
client_free (SimControlClient *client)
{
  g_object_unref (client->connection);
  g_object_unref (client->input);
  g_object_unref (client->cancellable);
  g_free (client->answer);
  g_free (client);
}

static void read_line (SimControlClient *client);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SimControlClient *client = user_data;

  g_clear_pointer (&client->answer, g_free);
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    client_free (client);
  else
    read_line (client);
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SimControlClient *client = user_data;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_autofree char *answer = NULL;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (client->connection));

  if (line == NULL || g_cancellable_is_cancelled (client->cancellable))
    {
      client_free (client);
      return;
    }

  answer = sim_server_control (client->control->server, line);
  client->answer = g_strconcat (answer, "\n", NULL);
  /* Who asks and does not read waits alone. */
  g_output_stream_write_all_async (output, client->answer, strlen (client->answer), G_PRIORITY_DEFAULT,
                                   client->cancellable, written_cb, client);
}

static void
read_line (SimControlClient *client)
{
  g_data_input_stream_read_line_async (client->input, G_PRIORITY_DEFAULT, client->cancellable, line_cb,
                                       client);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, SimControl *self)
{
  SimControlClient *client = g_new0 (SimControlClient, 1);

  client->control = self;
  client->connection = g_object_ref (connection);
  client->input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  client->cancellable = g_object_ref (self->cancellable);
  read_line (client);

  return TRUE;
}

static void
sim_control_dispose (GObject *object)
{
  SimControl *self = SIM_CONTROL (object);

  g_cancellable_cancel (self->cancellable);
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);
  if (self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (sim_control_parent_class)->dispose (object);
}

static void
sim_control_finalize (GObject *object)
{
  SimControl *self = SIM_CONTROL (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (sim_control_parent_class)->finalize (object);
}

static void
sim_control_class_init (SimControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_control_dispose;
  object_class->finalize = sim_control_finalize;
}

static void
sim_control_init (SimControl *self)
{
  self->cancellable = g_cancellable_new ();
}

/* What an earlier run left goes; what is no socket stays. */
static gboolean
make_way (const char *path, GError **error)
{
  GStatBuf found;

  if (g_lstat (path, &found) != 0)
    return TRUE;
  if (S_ISSOCK (found.st_mode) && g_unlink (path) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is there and is no socket of ours", path);
  return FALSE;
}

/* Only for who runs the PBX: whoever talks here is asked for no password. The mode is that of the socket from
 * its first moment, whatever the umask. */
static GSocket *
listen_at (const char *path, GError **error)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_DEFAULT, error);

  if (socket == NULL || !make_way (path, error))
    return NULL;
  if (fchmod (g_socket_get_fd (socket), S_IRUSR | S_IWUSR) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
      return NULL;
    }
  if (!g_socket_bind (socket, address, FALSE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

SimControl *
sim_control_new (SimServer *server, const char *path, GError **error)
{
  g_autoptr(SimControl) self = g_object_new (SIM_TYPE_CONTROL, NULL);
  g_autoptr(GSocket) socket = listen_at (path, error);

  if (socket == NULL)
    return NULL;

  self->server = server;
  self->path = g_strdup (path);
  self->service = g_socket_service_new ();
  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), socket, NULL, error))
    return NULL;
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  g_socket_service_start (self->service);

  return g_steal_pointer (&self);
}
