/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The line of a PalClient: opening, losing, waiting, giving up. */
#include "config.h"

#include "pal/client/pal-client-private.h"
#include "pal/client/pal-websocket.h"
#include "pal/protocol/pal-intl.h"

#define CLOSE_NORMAL 1000
#define CLOSE_GOING_AWAY 1001

/* One try; the client may go or begin another one meanwhile. */
typedef struct
{
  GWeakRef client;
  guint64 generation;
} Opening;

void
pal_client_clear_timer (PalClient *self, guint *timer)
{
  if (*timer != 0)
    pal_clock_remove (self->clock, *timer);
  *timer = 0;
}

void
pal_client_start_timer (PalClient *self, guint *timer, gint64 delay, PalClockFunc func)
{
  pal_client_clear_timer (self, timer);
  *timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + delay, func, self);
}

/* Nothing of the line is left but the pending calls, which are failed after the state has changed. */
void
pal_client_drop_line (PalClient *self, guint code, const char *words)
{
  self->generation++;
  pal_client_clear_timer (self, &self->retry_timer);
  pal_client_clear_timer (self, &self->login_timer);
  pal_client_clear_timer (self, &self->sync_timer);
  pal_client_clear_timer (self, &self->sync_limit_timer);
  pal_client_clear_timer (self, &self->alive_timer);
  self->login.state = PAL_LOGIN_STATE_IDLE;
  self->lost_pending = FALSE;
  self->pinging = FALSE;
  pal_client_feed_clear (self);
  if (self->opening != NULL || self->line_open)
    {
      self->line_open = FALSE;
      if (self->opening != NULL)
        g_cancellable_cancel (self->opening);
      g_clear_object (&self->opening);
      pal_transport_close (self->transport, code, words);
    }
}

void
pal_client_fail_calls (PalClient *self)
{
  g_autoptr (GError) error = NULL;

  if (self->rpc == NULL || pal_rpc_get_n_pending (self->rpc) == 0)
    return;
  error = g_error_new (PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s",
                       _("The connection ended before the PBX answered."));
  pal_rpc_fail_all (self->rpc, error);
}

void
pal_client_give_up (PalClient *self, PalStopReason reason, GError *error)
{
  g_object_ref (self);
  self->wanted = FALSE;
  pal_client_drop_line (self, CLOSE_NORMAL, NULL);
  pal_client_set_role_and_state (self, PAL_ROLE_NONE, PAL_CLIENT_STATE_STOPPED, reason, error);
  pal_client_fail_calls (self);
  g_object_unref (self);
}

static void
retry_cb (gpointer user_data)
{
  PalClient *self = user_data;

  self->retry_timer = 0;
  pal_client_connect_now (self);
}

static void
wait_and_retry (PalClient *self, GError *error)
{
  gint64 now = pal_clock_get_monotonic (self->clock);
  gint64 delay;
  PalClientState state = PAL_CLIENT_STATE_WAITING;

  if (self->state == PAL_CLIENT_STATE_READY)
    pal_backoff_settle (&self->backoff, now - self->ready_since);
  delay = pal_backoff_next (&self->backoff, self->random (self->random_data));

  if (g_error_matches (error, PAL_ERROR, PAL_ERROR_TRANSPORT) && self->wakeups != NULL &&
      !pal_wakeups_has_network (self->wakeups) && !pal_endpoint_is_loopback (self->current))
    {
      state = PAL_CLIENT_STATE_OFFLINE;
      g_error_free (error);
      error = g_error_new (PAL_ERROR, PAL_ERROR_TRANSPORT, "%s", _("There is no network."));
    }

  pal_client_drop_line (self, CLOSE_GOING_AWAY, NULL);
  pal_client_start_timer (self, &self->retry_timer, delay, retry_cb);
  pal_client_set_state (self, state, PAL_STOP_REASON_NONE, error, now + delay);
  pal_client_fail_calls (self);
}

static PalStopReason
certificate_reason (PalClient *self)
{
  const char *pin = self->current->fingerprint;

  g_set_object (&self->peer_certificate,
                pal_transport_get_peer_certificate (self->transport, &self->peer_errors));
  if (pin != NULL && *pin != '\0' && self->peer_certificate != NULL &&
      !pal_tls_matches_fingerprint (self->peer_certificate, pin))
    return PAL_STOP_REASON_CERTIFICATE_CHANGED;

  return PAL_STOP_REASON_CERTIFICATE;
}

/* A PBX that is starting answers 404 for a while: no reason to give up on an address that has worked. */
static gboolean
is_final_denial (PalClient *self, const GError *error)
{
  return g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED) &&
         !(self->was_ready && pal_error_get_remote_code (error) == 404);
}

/* The line is gone: stop when only a person can help, else wait and come back. */
void
pal_client_lose (PalClient *self, GError *error)
{
  g_object_ref (self);
  if (!self->wanted)
    {
      g_error_free (error);
      pal_client_drop_line (self, CLOSE_GOING_AWAY, NULL);
      pal_client_set_state (self, PAL_CLIENT_STATE_OFFLINE, PAL_STOP_REASON_NONE, NULL, 0);
      pal_client_fail_calls (self);
    }
  else if (g_error_matches (error, PAL_ERROR, PAL_ERROR_TLS))
    pal_client_give_up (self, certificate_reason (self), error);
  else if (is_final_denial (self, error))
    pal_client_give_up (self, PAL_STOP_REASON_DENIED, error);
  else
    wait_and_retry (self, error);
  g_object_unref (self);
}

static void
opening_free (Opening *opening)
{
  g_weak_ref_clear (&opening->client);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (PalClient) self = g_weak_ref_get (&opening->client);
  g_autoptr (GError) error = NULL;
  gboolean success = pal_transport_open_finish (PAL_TRANSPORT (source), result, &error);

  /* given up meanwhile: the transport was closed then */
  if (self == NULL || opening->generation != self->generation)
    return;

  g_clear_object (&self->opening);
  if (success)
    {
      self->line_open = TRUE;
      pal_client_begin_login (self);
    }
  else
    pal_client_lose (self, g_steal_pointer (&error));
}

GError *
pal_client_new_no_password (void)
{
  return g_error_new (PAL_ERROR, PAL_ERROR_LOGIN_REFUSED, "%s", _("A password is needed."));
}

/* What keeps us from even trying; NULL when nothing does. */
static GError *
find_obstacle (PalClient *self, PalStopReason *reason)
{
  if (self->password == NULL)
    {
      *reason = PAL_STOP_REASON_PASSWORD;
      return pal_client_new_no_password ();
    }
  if (self->current->login_mode == PAL_LOGIN_MODE_URL && !pal_endpoint_is_encrypted (self->current) &&
      !pal_endpoint_is_loopback (self->current))
    {
      *reason = PAL_STOP_REASON_INSECURE;
      return g_error_new (PAL_ERROR, PAL_ERROR_LOGIN_REFUSED, "%s",
                          _("The password would cross the network unencrypted."));
    }

  return NULL;
}

/* An address may be typed with a password in it. */
static void
log_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);

  g_debug ("Connecting to %s", uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "an odd address");
}

void
pal_client_connect_now (PalClient *self)
{
  PalStopReason stop_reason = PAL_STOP_REASON_NONE;
  GError *obstacle;
  Opening *opening;
  char *url;
  guint64 generation;

  if (self->endpoint == NULL)
    {
      pal_client_stop (self);
      return;
    }
  pal_client_drop_line (self, CLOSE_GOING_AWAY, NULL);
  g_clear_pointer (&self->current, pal_endpoint_free);
  self->current = pal_endpoint_copy (self->endpoint);
  g_clear_object (&self->peer_certificate);
  obstacle = find_obstacle (self, &stop_reason);
  if (obstacle != NULL)
    {
      pal_client_give_up (self, stop_reason, obstacle);
      return;
    }

  g_object_ref (self);
  generation = self->generation;
  pal_client_set_state (self, PAL_CLIENT_STATE_CONNECTING, PAL_STOP_REASON_NONE, NULL, 0);
  pal_client_fail_calls (self);
  if (generation == self->generation)
    {
      opening = g_new0 (Opening, 1);
      g_weak_ref_init (&opening->client, self);
      opening->generation = generation;
      self->opening = g_cancellable_new ();
      url = pal_endpoint_build_url (self->current, self->password);
      log_host (self->current->url);
      pal_transport_open_async (self->transport, url, self->current->fingerprint, self->opening, opened_cb,
                                opening);
      pal_secret_free (url);
    }
  g_object_unref (self);
}

static void
woken_cb (PalWakeups *wakeups, PalClient *self)
{
  if (self->line_open)
    pal_client_doubt (self);
  else
    pal_client_try_now (self);
}

void
pal_client_set_wakeups (PalClient *self, PalWakeups *wakeups)
{
  if (self->wakeups != NULL)
    g_signal_handlers_disconnect_by_data (self->wakeups, self);
  g_set_object (&self->wakeups, wakeups);
  g_signal_connect_object (wakeups, "network-up", G_CALLBACK (woken_cb), self, 0);
  g_signal_connect_object (wakeups, "resumed", G_CALLBACK (woken_cb), self, 0);
}

void
pal_client_start (PalClient *self)
{
  g_return_if_fail (PAL_IS_CLIENT (self));
  g_return_if_fail (self->endpoint != NULL && self->endpoint->url != NULL && self->endpoint->user != NULL);

  if (self->transport == NULL ||
      (self->state != PAL_CLIENT_STATE_OFFLINE && self->state != PAL_CLIENT_STATE_STOPPED))
    return;
  if (self->watches && self->wakeups == NULL)
    {
      g_autoptr (PalWakeups) wakeups = pal_wakeups_new (NULL);

      pal_client_set_wakeups (self, wakeups);
    }
  self->wanted = TRUE;
  pal_backoff_reset (&self->backoff);
  pal_client_connect_now (self);
}

void
pal_client_stop (PalClient *self)
{
  g_return_if_fail (PAL_IS_CLIENT (self));

  if (self->transport == NULL)
    return;
  g_object_ref (self);
  self->wanted = FALSE;
  pal_client_drop_line (self, CLOSE_NORMAL, NULL);
  pal_client_set_role_and_state (self, PAL_ROLE_NONE, PAL_CLIENT_STATE_OFFLINE, PAL_STOP_REASON_NONE, NULL);
  pal_client_fail_calls (self);
  g_object_unref (self);
}

void
pal_client_try_now (PalClient *self)
{
  g_return_if_fail (PAL_IS_CLIENT (self));

  if (!self->wanted)
    return;
  switch (self->state)
    {
    case PAL_CLIENT_STATE_OFFLINE:
    case PAL_CLIENT_STATE_WAITING:
      pal_client_connect_now (self);
      break;
    case PAL_CLIENT_STATE_SYNCING:
    case PAL_CLIENT_STATE_READY:
      pal_client_doubt (self);
      break;
    case PAL_CLIENT_STATE_CONNECTING:
    case PAL_CLIENT_STATE_AUTHENTICATING:
    case PAL_CLIENT_STATE_STOPPED:
    default:
      break;
    }
}
