/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-server-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "sim/sim-broadcast.h"
#include "sim/sim-control.h"
#include "sim/sim-dispatch.h"
#include "sim/sim-fault-effects.h"
#include "sim/sim-pump.h"
#include "sim/sim-quirks.h"
#include "sim/sim-scenario.h"
#include "sim/sim-tap.h"

#define PATH "/pbx/ws"
#define MAX_INCOMING (4 * 1024 * 1024)
#define WEBSOCKET_VERSION "13"
#define UPGRADE_REQUIRED 426
#define MAX_URLS 10000
#define BACKLOG 1024 /* all desks come back at once after a restart */
#define KERNEL_BUFFER (256 * 1024) /* else it grows to megabytes for each that does not read */

struct _SimServer
{
  GObject parent_instance;

  /* owned */
  SimWorld *world;
  SimFaults *faults;
  SimFaultEffects *effects;
  SimTraffic *traffic;
  SimScenario *scenario;
  SimControl *control;
  SoupServer *soup;
  GSocketService *service;
  SimPump *pump;
  SimBroadcast *broadcast;
  GRegex *client_pattern;
  GTlsCertificate *certificate;
  GPtrArray *peers;
  GPtrArray *urls;
  GHashTable *by_connection; /* SoupWebsocketConnection → SimPeer, borrowed */
  GHashTable *taps;        /* SimPeer → SimTap */
  GInetSocketAddress *address;
  char *client_ip_pattern, *tls_certificate, *tls_key, *listen, *control_path, *scenario_path;
  char **fault_specs;
  char *url;

  gsize queue_limit; /* bytes */
  gboolean filter_access, verbose;
  guint restart_timer;
  double calls_per_minute;
};

G_DEFINE_FINAL_TYPE (SimServer, sim_server, G_TYPE_OBJECT)

static void
forget_peer (SimServer *self, SimPeer *peer)
{
  SimWire *wire = sim_wire_find (soup_websocket_connection_get_io_stream (sim_peer_get_connection (peer)));

  sim_ear_set_limit (sim_wire_get_ear (wire), 0, NULL, NULL);
  sim_peer_stop (peer);
  sim_fault_effects_remove_peer (self->effects, peer);
  g_hash_table_remove (self->taps, peer);
  g_hash_table_remove (self->by_connection, sim_peer_get_connection (peer));
}

static void
closed_cb (SoupWebsocketConnection *connection, SimServer *self)
{
  SimPeer *peer = g_hash_table_lookup (self->by_connection, connection);

  if (peer == NULL)
    return;
  if (self->verbose)
    g_printerr ("closed: %s\n", sim_peer_get_user (peer));
  forget_peer (self, peer);
  g_ptr_array_remove (self->peers, peer);
}

static void
message_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, SimServer *self)
{
  SimPeer *peer = g_hash_table_lookup (self->by_connection, connection);

  if (peer == NULL)
    return;
  if (type != SOUP_WEBSOCKET_DATA_TEXT)
    {
      sim_output_close (sim_peer_get_output (peer), SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA, "texts only");
      return;
    }
  if (self->verbose)
    g_printerr ("%s > %" G_GSIZE_FORMAT " bytes\n", sim_peer_get_user (peer), g_bytes_get_size (message));
  sim_dispatch_frame (peer, message);
}

/* The same user with the same phone takes the place of an older session. */
static void
logged_in_cb (SimPeer *peer, SimServer *self)
{
  const char *index = sim_peer_get_subscription (peer)->phone_index;
  PalEvent event = { .kind = PAL_EVENT_PAL };

  event.pal.code = 1;
  event.pal.message = "ANOTHER_LOGIN";
  for (guint i = 0; index != NULL && i < self->peers->len; i++)
    {
      SimPeer *other = g_ptr_array_index (self->peers, i);

      if (other != peer && sim_peer_is_logged_in (other)
          && sim_peer_get_tenant (other) == sim_peer_get_tenant (peer)
          && strcmp (sim_peer_get_user (other), sim_peer_get_user (peer)) == 0
          && g_strcmp0 (sim_peer_get_subscription (other)->phone_index, index) == 0)
        sim_peer_send_event (other, &event);
    }
}

static void
too_long_cb (gpointer peer)
{
  sim_output_close (sim_peer_get_output (peer), SOUP_WEBSOCKET_CLOSE_TOO_BIG, "too long");
}

static void
websocket_cb (SoupServer *soup,
              SoupServerMessage *message,
              const char *path,
              SoupWebsocketConnection *connection,
              gpointer user_data)
{
  SimServer *self = user_data;
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *url = g_strconcat (PATH, query != NULL ? "?" : NULL, query, NULL);
  SimWire *wire = sim_wire_find (soup_websocket_connection_get_io_stream (connection));
  SimPeer *peer = sim_peer_new (self->world, self->faults, connection, wire, sim_subscription_new (query),
                                url, self->filter_access);
  SimTap *tap = sim_tap_new (sim_wire_get_socket (wire));

  if (self->verbose)
    g_printerr ("open: %s\n", sim_peer_get_user (peer));
  sim_output_set_limit (sim_peer_get_output (peer), self->queue_limit);
  soup_websocket_connection_set_max_incoming_payload_size (connection, MAX_INCOMING);
  sim_ear_set_limit (sim_wire_get_ear (wire), MAX_INCOMING, too_long_cb, peer);
  g_signal_connect_object (connection, "message", G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (connection, "closed", G_CALLBACK (closed_cb), self, 0);
  g_signal_connect_object (peer, "logged-in", G_CALLBACK (logged_in_cb), self, 0);
  g_ptr_array_add (self->peers, peer);
  g_hash_table_insert (self->by_connection, connection, peer);
  g_hash_table_insert (self->taps, peer, tap);
  sim_fault_effects_add_peer (self->effects, peer, tap);
  sim_peer_greet (peer);
}

/* Before the upgrade: who may not even try. */
static void
early_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer user_data)
{
  SimServer *self = user_data;
  const SimFault *refuse = sim_faults_find (self->faults, "refuse");
  const char *host = soup_server_message_get_remote_host (message);
  const char *version = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                      "Sec-WebSocket-Version");

  g_ptr_array_add (self->urls, g_uri_to_string (soup_server_message_get_uri (message)));
  if (self->urls->len > MAX_URLS)
    g_ptr_array_remove_index (self->urls, 0);
  if (self->client_pattern != NULL && !g_regex_match (self->client_pattern, host != NULL ? host : "", 0,
                                                      NULL))
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
  else if (refuse != NULL)
    soup_server_message_set_status (message, (guint) sim_fault_get_int (refuse, "code", 503), NULL);
  else if (version != NULL && strcmp (version, WEBSOCKET_VERSION) != 0)
    {
      soup_server_message_set_status (message, UPGRADE_REQUIRED, NULL);
      soup_message_headers_append (soup_server_message_get_response_headers (message), "Sec-WebSocket-Version",
                                   WEBSOCKET_VERSION);
    }
}

static void
injected_cb (SimFaults *faults, const SimFault *fault, SimServer *self)
{
  if (strcmp (fault->name, "restart") == 0)
    sim_server_restart (self, (guint) sim_fault_get_int (fault, "ms", 1000),
                        sim_fault_get (fault, "keep") != NULL);
}

static void
sim_server_dispose (GObject *object)
{
  SimServer *self = SIM_SERVER (object);

  sim_server_stop (self);
  g_clear_object (&self->control);
  g_clear_object (&self->scenario);
  g_clear_object (&self->traffic);
  g_clear_object (&self->effects);
  g_clear_object (&self->faults);
  g_clear_object (&self->broadcast);
  g_clear_object (&self->world);

  G_OBJECT_CLASS (sim_server_parent_class)->dispose (object);
}

static void
sim_server_finalize (GObject *object)
{
  SimServer *self = SIM_SERVER (object);

  g_clear_pointer (&self->client_pattern, g_regex_unref);
  g_clear_object (&self->certificate);
  g_clear_object (&self->address);
  sim_pump_free (self->pump);
  g_hash_table_unref (self->taps);
  g_hash_table_unref (self->by_connection);
  g_ptr_array_unref (self->peers);
  g_ptr_array_unref (self->urls);
  g_free (self->client_ip_pattern);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_free (self->listen);
  g_free (self->control_path);
  g_free (self->scenario_path);
  g_strfreev (self->fault_specs);
  g_free (self->url);

  G_OBJECT_CLASS (sim_server_parent_class)->finalize (object);
}

static void
sim_server_class_init (SimServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_server_dispose;
  object_class->finalize = sim_server_finalize;
}

static void
sim_server_init (SimServer *self)
{
  self->faults = sim_faults_new ();
  self->peers = g_ptr_array_new_with_free_func (g_object_unref);
  self->urls = g_ptr_array_new_with_free_func (g_free);
  self->pump = sim_pump_new ();
  self->by_connection = g_hash_table_new (NULL, NULL);
  self->taps = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sim_tap_free);
  g_signal_connect_object (self->faults, "injected", G_CALLBACK (injected_cb), self, 0);
}

SimServer *
sim_server_new (SimWorld *world, const SimOptions *options)
{
  SimServer *self = g_object_new (SIM_TYPE_SERVER, NULL);

  self->world = g_object_ref (world);
  sim_quirks_follow (world, self->faults);
  self->broadcast = sim_broadcast_new (world, self->peers);
  self->effects = sim_fault_effects_new (self->faults, world->clock);
  self->traffic = sim_traffic_new (world);
  self->control_path = g_strdup (options->control);
  self->scenario_path = g_strdup (options->scenario);
  self->calls_per_minute = options->traffic;
  self->listen = g_strdup (options->listen != NULL ? options->listen : "127.0.0.1:18080");
  self->client_ip_pattern = g_strdup (options->client_ip_pattern);
  self->tls_certificate = g_strdup (options->tls_certificate);
  self->tls_key = g_strdup (options->tls_key);
  self->queue_limit = (gsize) options->queue_limit * 1024;
  self->filter_access = g_strcmp0 (options->access_users, "filter") == 0;
  self->fault_specs = g_strdupv (options->faults);
  self->verbose = options->verbose;

  return self;
}

/* libsoup is given the stream, not the port: so what goes out is ours, and the socket below is known. */
static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, SimServer *self)
{
  g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr(GIOStream) stream = g_object_ref (G_IO_STREAM (connection));
  g_autoptr(SimWire) wire = NULL;
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr(GError) error = NULL;

  if (self->certificate != NULL)
    {
      g_clear_object (&stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, &error);
    }
  if (remote == NULL || stream == NULL)
    return FALSE;

  g_socket_set_blocking (socket, FALSE);
  /* The second of two small frames does not wait for the first to be acknowledged. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_option (socket, SOL_SOCKET, SO_SNDBUF, KERNEL_BUFFER, NULL);
  wire = sim_wire_new (stream, socket, self->pump);
  if (!soup_server_accept_iostream (self->soup, G_IO_STREAM (wire), local, remote, &error))
    g_printerr ("palsim: a connection is lost: %s\n", error->message);

  return TRUE;
}

static gboolean
listen_on (SimServer *self, GError **error)
{
  g_autoptr(GSocketAddress) address = NULL;

  self->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), BACKLOG);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), G_SOCKET_ADDRESS (self->address),
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &address, error))
    return FALSE;

  /* The port that was picked is kept for a restart. */
  g_set_object (&self->address, G_INET_SOCKET_ADDRESS (address));
  self->soup = soup_server_new ("server-header", "palsim", NULL);
  soup_server_remove_websocket_extension (self->soup, SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  soup_server_add_early_handler (self->soup, PATH, early_cb, self, NULL);
  soup_server_add_websocket_handler (self->soup, PATH, NULL, NULL, websocket_cb, self, NULL);
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  g_socket_service_start (self->service);

  return TRUE;
}

static void
make_url (SimServer *self)
{
  GInetAddress *inet = g_inet_socket_address_get_address (self->address);
  g_autofree char *host = g_inet_address_to_string (inet);
  gboolean v6 = g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6;

  g_free (self->url);
  self->url = g_strdup_printf ("%s://%s%s%s:%d" PATH, self->certificate != NULL ? "wss" : "ws",
                               v6 ? "[" : "", host,
                               v6 ? "]" : "", g_inet_socket_address_get_port (self->address));
}

static gboolean
read_options (SimServer *self, GError **error)
{
  g_autoptr(GSocketConnectable) where = g_network_address_parse (self->listen, 18080, error);

  if (where == NULL)
    return FALSE;

  self->address = G_INET_SOCKET_ADDRESS (g_inet_socket_address_new_from_string (
    g_network_address_get_hostname (G_NETWORK_ADDRESS (where)),
    g_network_address_get_port (G_NETWORK_ADDRESS (where))));
  if (self->address == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "“%s” is no numeric address and port", self->listen);
      return FALSE;
    }
  if (self->client_ip_pattern != NULL)
    {
      self->client_pattern = g_regex_new (self->client_ip_pattern, 0, 0, error);
      if (self->client_pattern == NULL)
        return FALSE;
    }
  if (self->tls_certificate != NULL)
    {
      self->certificate = g_tls_certificate_new_from_files (
        self->tls_certificate, self->tls_key != NULL ? self->tls_key : self->tls_certificate, error);
      if (self->certificate == NULL)
        return FALSE;
    }
  for (guint i = 0; self->fault_specs != NULL && self->fault_specs[i] != NULL; i++)
    if (!sim_faults_inject (self->faults, self->fault_specs[i], error))
      return FALSE;

  return TRUE;
}

/* What runs beside the connections; a restart leaves it alone. */
static gboolean
start_life (SimServer *self, GError **error)
{
  if (self->control_path != NULL && self->control == NULL)
    {
      self->control = sim_control_new (self, self->control_path, error);
      if (self->control == NULL)
        return FALSE;
    }
  if (self->scenario_path != NULL && self->scenario == NULL)
    {
      self->scenario = sim_scenario_new_from_file (self->world, self->scenario_path, error);
      if (self->scenario == NULL)
        return FALSE;
      sim_scenario_start (self->scenario);
    }
  sim_traffic_set_calls (self->traffic, self->calls_per_minute);

  return TRUE;
}

gboolean
sim_server_start (SimServer *self, GError **error)
{
  g_return_val_if_fail (SIM_IS_SERVER (self), FALSE);
  g_return_val_if_fail (self->service == NULL, FALSE);

  if (self->address == NULL && !read_options (self, error))
    return FALSE;
  if (!listen_on (self, error))
    {
      g_clear_object (&self->service);
      return FALSE;
    }
  make_url (self);

  return start_life (self, error);
}

void
sim_server_drop (SimServer *self, SimPeer *peer)
{
  SimTap *tap = g_hash_table_lookup (self->taps, peer);

  if (tap != NULL)
    sim_tap_cut (tap);
}

static void
drop_all (SimServer *self)
{
  while (self->peers->len > 0)
    {
      g_autoptr(SimPeer) peer = g_object_ref (g_ptr_array_index (self->peers, 0));

      sim_server_drop (self, peer);
      g_signal_handlers_disconnect_by_data (sim_peer_get_connection (peer), self);
      forget_peer (self, peer);
      g_ptr_array_remove_index (self->peers, 0);
    }
}

void
sim_server_stop (SimServer *self)
{
  g_return_if_fail (SIM_IS_SERVER (self));

  if (self->world != NULL)
    sim_clock_cancel (self->world->clock, &self->restart_timer);
  drop_all (self);
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
}

static void
restart_cb (gpointer user_data)
{
  SimServer *self = user_data;
  g_autoptr(GError) error = NULL;

  self->restart_timer = 0;
  if (!sim_server_start (self, &error))
    {
      g_printerr ("palsim: cannot listen again: %s\n", error->message);
      self->restart_timer = sim_clock_add (self->world->clock, 200, restart_cb, self);
    }
}

void
sim_server_restart (SimServer *self, guint ms, gboolean keep)
{
  sim_server_stop (self);
  if (!keep)
    {
      sim_traffic_forget (self->traffic);
      sim_world_reset_calls (self->world);
    }
  self->restart_timer = sim_clock_add (self->world->clock, ms, restart_cb, self);
}

const char *
sim_server_get_url (SimServer *self)
{
  return self->url;
}

SimWorld *
sim_server_get_world (SimServer *self)
{
  return self->world;
}

SimFaults *
sim_server_get_faults (SimServer *self)
{
  return self->faults;
}

SimScenario *
sim_server_get_scenario (SimServer *self)
{
  return self->scenario;
}

SimTraffic *
sim_server_get_traffic (SimServer *self)
{
  return self->traffic;
}

GPtrArray *
sim_server_get_peers (SimServer *self)
{
  return self->peers;
}

GPtrArray *
sim_server_get_urls (SimServer *self)
{
  return self->urls;
}
