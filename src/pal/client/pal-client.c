/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-client.h"

#include "pal/client/pal-client-private.h"
#include "pal/client/pal-websocket.h"
#include "pal/protocol/pal-enum-types.h"
#include "pal/protocol/pal-intl.h"

/**
 * PalClient:
 *
 * One signed-in connection to a PBX that comes back by itself.
 *
 * A client is given an endpoint and a password, is started, and from then on keeps a connection until it is
 * stopped: it signs in, finds out who it is, hands on what the PBX tells, sends requests, notices a dead line
 * and tries again with growing pauses. When only a person can help (a refused password, a certificate, a
 * login elsewhere), it stops and says why.
 *
 * Everything happens in the thread-default main context of the thread that starts it.
 */

G_DEFINE_FINAL_TYPE (PalClient, pal_client, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_STOP_REASON,
  PROP_ROLE,
  PROP_CLOCK,
  N_PROPS
};

enum
{
  SIGNAL_EVENTS,
  SIGNAL_LOG,
  N_SIGNALS
};

#define READABLE (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

void
pal_client_set_state (PalClient      *self,
                      PalClientState  state,
                      PalStopReason   stop_reason,
                      GError         *reason,
                      gint64          retry_at)
{
  gboolean state_changes = self->state != state;
  gboolean stop_reason_changes = self->stop_reason != stop_reason;

  self->state = state;
  self->stop_reason = stop_reason;
  self->retry_at = retry_at;
  g_clear_error (&self->reason);
  self->reason = reason;
  if (reason != NULL)
    g_debug ("State %d: %s", state, reason->message);

  g_object_freeze_notify (G_OBJECT (self));
  if (state_changes)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  if (stop_reason_changes)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STOP_REASON]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
pal_client_set_role (PalClient *self, PalRole role)
{
  if (self->role == role)
    return;
  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROLE]);
}

/* Both are as they shall be before anybody hears of either: a listener may change them again. */
void
pal_client_set_role_and_state (PalClient      *self,
                               PalRole         role,
                               PalClientState  state,
                               PalStopReason   stop_reason,
                               GError         *reason)
{
  g_object_freeze_notify (G_OBJECT (self));
  pal_client_set_role (self, role);
  pal_client_set_state (self, state, stop_reason, reason, 0);
  g_object_thaw_notify (G_OBJECT (self));
}

void
pal_client_emit_events (PalClient *self, PalEventBatch *batch)
{
  g_signal_emit (self, signals[SIGNAL_EVENTS], 0, batch);
}

gboolean
pal_client_is_logging (PalClient *self)
{
  return g_signal_has_handler_pending (self, signals[SIGNAL_LOG], 0, FALSE);
}

void
pal_client_log (PalClient *self, const char *direction, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_LOG], 0, direction, text);
}

static void
frame_cb (PalTransport *transport, GBytes *frame, gpointer user_data)
{
  pal_client_feed_frame (user_data, frame);
}

static void
alive_cb (PalTransport *transport, PalClient *self)
{
  self->heard = pal_clock_get_monotonic (self->clock);
}

static void
closed_cb (PalTransport *transport, guint code, const GError *error, PalClient *self)
{
  if (!self->line_open)
    return;
  g_clear_error (&self->lost_error);
  if (error != NULL)
    self->lost_error = g_error_copy (error);
  else if (code == 1008 && !self->was_ready)
    self->lost_error = pal_error_new_remote (PAL_ERROR_DENIED, code, NULL, "%s",
                                             _("The PBX refuses connections from here."));
  else
    self->lost_error = pal_error_new_remote (PAL_ERROR_DISCONNECTED, code, NULL, "%s",
                                             _("The PBX closed the connection."));

  /* what came before the end is read before the end */
  if (!pal_client_feed_is_empty (self))
    self->lost_pending = TRUE;
  else
    pal_client_lose (self, g_steal_pointer (&self->lost_error));
}

static void
pal_client_constructed (GObject *object)
{
  G_OBJECT_CLASS (pal_client_parent_class)->constructed (object);

  pal_client_feed_init (PAL_CLIENT (object));
}

static void
pal_client_dispose (GObject *object)
{
  PalClient *self = PAL_CLIENT (object);

  self->wanted = FALSE;
  if (self->transport != NULL)
    {
      pal_client_drop_line (self, 1001, NULL);
      pal_transport_set_sink (self->transport, NULL, self);
      g_signal_handlers_disconnect_by_data (self->transport, self);
    }
  self->state = PAL_CLIENT_STATE_OFFLINE;
  g_clear_pointer (&self->rpc, pal_rpc_free);
  pal_client_feed_free (self);
  if (self->wakeups != NULL)
    g_signal_handlers_disconnect_by_data (self->wakeups, self);
  g_clear_object (&self->wakeups);
  g_clear_object (&self->transport);
  g_clear_object (&self->clock);
  g_clear_object (&self->peer_certificate);
  g_clear_pointer (&self->password, pal_secret_free);

  G_OBJECT_CLASS (pal_client_parent_class)->dispose (object);
}

static void
pal_client_finalize (GObject *object)
{
  PalClient *self = PAL_CLIENT (object);

  g_clear_pointer (&self->endpoint, pal_endpoint_free);
  g_clear_pointer (&self->current, pal_endpoint_free);
  g_clear_error (&self->reason);
  g_clear_error (&self->lost_error);
  g_string_free (self->out, TRUE);

  G_OBJECT_CLASS (pal_client_parent_class)->finalize (object);
}

static void
pal_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PalClient *self = PAL_CLIENT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STOP_REASON:
      g_value_set_enum (value, self->stop_reason);
      break;
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pal_client_class_init (PalClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = pal_client_constructed;
  object_class->dispose = pal_client_dispose;
  object_class->finalize = pal_client_finalize;
  object_class->get_property = pal_client_get_property;

  /**
   * PalClient:state:
   *
   * Where the connection stands.
   */
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PAL_TYPE_CLIENT_STATE, PAL_CLIENT_STATE_OFFLINE,
                                         READABLE);
  /**
   * PalClient:stop-reason:
   *
   * Why it is %PAL_CLIENT_STATE_STOPPED.
   */
  props[PROP_STOP_REASON] = g_param_spec_enum ("stop-reason", NULL, NULL, PAL_TYPE_STOP_REASON, PAL_STOP_REASON_NONE,
                                               READABLE);
  /**
   * PalClient:role:
   *
   * Who is signed in.
   */
  props[PROP_ROLE] = g_param_spec_enum ("role", NULL, NULL, PAL_TYPE_ROLE, PAL_ROLE_NONE,
                                        READABLE);
  /**
   * PalClient:clock:
   *
   * The clock of all its timers.
   */
  props[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, PAL_TYPE_CLOCK,
                                           READABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PalClient::events:
   * @self: a client
   * @batch: what the PBX told, in order
   *
   * One batch a slice of reading; from the login on, also while Syncing. Take a reference to keep a batch.
   */
  signals[SIGNAL_EVENTS] = g_signal_new ("events", PAL_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         g_cclosure_marshal_VOID__BOXED,
                                         G_TYPE_NONE, 1, PAL_TYPE_EVENT_BATCH | G_SIGNAL_TYPE_STATIC_SCOPE);
  g_signal_set_va_marshaller (signals[SIGNAL_EVENTS], PAL_TYPE_CLIENT, g_cclosure_marshal_VOID__BOXEDv);
  /**
   * PalClient::log:
   * @self: a client
   * @direction: `send` or `receive`
   * @text: one message with its secrets masked
   *
   * The traffic; built only while somebody listens.
   */
  signals[SIGNAL_LOG] = g_signal_new ("log", PAL_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                      G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static double
any_random (gpointer user_data)
{
  return g_random_double ();
}

static void
pal_client_init (PalClient *self)
{
  self->random = any_random;
  self->out = g_string_sized_new (256);
}

PalClient *
pal_client_new (PalClock *clock, PalTransport *transport)
{
  PalClient *self;

  g_return_val_if_fail (clock == NULL || PAL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (transport == NULL || PAL_IS_TRANSPORT (transport), NULL);

  self = g_object_new (PAL_TYPE_CLIENT, NULL);
  self->clock = clock != NULL ? g_object_ref (clock) : pal_clock_new_system ();
  self->watches = transport == NULL;
  self->transport = transport != NULL ? g_object_ref (transport) : pal_websocket_new (self->clock);
  self->rpc = pal_rpc_new (self->clock, G_OBJECT (self));
  pal_transport_set_sink (self->transport, frame_cb, self);
  g_signal_connect_object (self->transport, "alive", G_CALLBACK (alive_cb), self, 0);
  g_signal_connect_object (self->transport, "closed", G_CALLBACK (closed_cb), self, 0);

  return self;
}

void
pal_client_set_endpoint (PalClient *self, const PalEndpoint *endpoint)
{
  PalEndpoint *copy;

  g_return_if_fail (PAL_IS_CLIENT (self));

  copy = endpoint != NULL ? pal_endpoint_copy (endpoint) : NULL;
  if (copy == NULL || self->endpoint == NULL || g_strcmp0 (copy->url, self->endpoint->url) != 0)
    self->was_ready = FALSE;
  g_clear_pointer (&self->endpoint, pal_endpoint_free);
  self->endpoint = copy;
}

const PalEndpoint *
pal_client_get_endpoint (PalClient *self)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), NULL);

  return self->endpoint;
}

void
pal_client_set_password (PalClient *self, const char *password)
{
  char *copy;

  g_return_if_fail (PAL_IS_CLIENT (self));

  copy = g_strdup (password);
  pal_secret_free (self->password);
  self->password = copy;
}

PalClientState
pal_client_get_state (PalClient *self)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), PAL_CLIENT_STATE_OFFLINE);

  return self->state;
}

PalStopReason
pal_client_get_stop_reason (PalClient *self)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), PAL_STOP_REASON_NONE);

  return self->stop_reason;
}

const GError *
pal_client_get_reason (PalClient *self)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), NULL);

  return self->reason;
}

gint64
pal_client_get_retry_at (PalClient *self)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), 0);

  return self->retry_at;
}

PalRole
pal_client_get_role (PalClient *self)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), PAL_ROLE_NONE);

  return self->role;
}

PalClock *
pal_client_get_clock (PalClient *self)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), NULL);

  return self->clock;
}

GTlsCertificate *
pal_client_get_peer_certificate (PalClient *self, GTlsCertificateFlags *errors)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), NULL);

  if (errors != NULL)
    *errors = self->peer_certificate != NULL ? self->peer_errors : 0;

  return self->peer_certificate;
}

gboolean
pal_client_can (PalClient *self, PalMethodId method)
{
  g_return_val_if_fail (PAL_IS_CLIENT (self), FALSE);
  g_return_val_if_fail ((guint) method < PAL_N_METHODS, FALSE);

  if (method == PAL_METHOD_LOGIN || self->role == PAL_ROLE_NONE)
    return FALSE;

  switch ((PalClientKnowledge) self->known[method])
    {
    case PAL_CLIENT_METHOD_WORKS:
      return TRUE;
    case PAL_CLIENT_METHOD_MISSING:
    case PAL_CLIENT_METHOD_DENIED:
      return FALSE;
    case PAL_CLIENT_METHOD_UNTRIED:
    default:
      return pal_method_get (method)->role <= self->role;
    }
}

void
pal_client_set_random (PalClient *self, double (*random) (gpointer user_data), gpointer user_data)
{
  self->random = random;
  self->random_data = user_data;
}
