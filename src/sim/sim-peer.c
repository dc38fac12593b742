/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-peer.h"

#include <string.h>

#include "sim/sim-event.h"
#include "sim/sim-login.h"
#include "sim/sim-snapshot.h"

#define CLOSE_DELAY 500 /* ms between a refusal and the close */

typedef enum { STATE_NEW, STATE_CHALLENGED, STATE_LOGGED_IN, STATE_RUNNING, STATE_REFUSED } SimPeerState;

struct _SimPeer
{
  GObject parent_instance;

  /* borrowed */
  SimTenant *tenant;

  /* owned */
  SimWorld *world;
  SimFaults *faults;
  SoupWebsocketConnection *connection;
  SimSubscription *subscription;
  SimOutput *output;
  SimSnapshot *snapshot;
  char *nonce, *url;
  GArray *notes;          /* guint, the events of this batch it hears of; NULL when none */
  GQueue delayed;         /* SimSpan */
  SimSpan swapped;        /* an event held back until the next; no chunk when none */

  PalRole role;
  SimPeerState state;
  gboolean filter_access;
  guint close_timer, delay_timer;
};

enum
{
  SIGNAL_LOGGED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimPeer, sim_peer, G_TYPE_OBJECT)

static void
span_free (gpointer data)
{
  sim_span_clear (data);
  g_free (data);
}

static void
send_delayed_cb (gpointer user_data)
{
  SimPeer *self = user_data;
  SimSpan *frame = g_queue_pop_head (&self->delayed);

  self->delay_timer = 0;
  if (!g_queue_is_empty (&self->delayed))
    self->delay_timer = sim_clock_add (self->world->clock, 1, send_delayed_cb, self);
  sim_output_send_shared (self->output, frame);
  span_free (frame);
}

static void
delay_frame (SimPeer *self, const SimFault *delay, const SimSpan *frame)
{
  SimSpan *copy = g_new (SimSpan, 1);

  *copy = sim_span_copy (frame);
  g_queue_push_tail (&self->delayed, copy);
  if (self->delay_timer == 0)
    self->delay_timer = sim_clock_add (self->world->clock,
                                       delay != NULL ? sim_fault_get_int (delay, "ms", 1000) : 1,
                                       send_delayed_cb, self);
}

static void
send_frame (SimPeer *self, const SimSpan *frame)
{
  const SimFault *delay = sim_faults_find (self->faults, "delay");

  if (delay != NULL || !g_queue_is_empty (&self->delayed))
    delay_frame (self, delay, frame);
  else
    sim_output_send_shared (self->output, frame);
}

void
sim_peer_send_reply (SimPeer *self, GString *text)
{
  const SimFault *delay = sim_faults_find (self->faults, "delay");

  if (delay != NULL || !g_queue_is_empty (&self->delayed))
    {
      SimSpan frame = sim_span_new_frame (text->str, text->len);

      delay_frame (self, delay, &frame);
      sim_span_clear (&frame);
    }
  else
    sim_output_send (self->output, text->str, text->len);
  g_string_free (text, TRUE);
}

static const char *
event_user (const PalEvent *event)
{
  switch ((int) event->kind)
    {
    case PAL_EVENT_STATUS:
      return event->status.user;
    case PAL_EVENT_REGISTERED:
      return event->registered.user;
    case PAL_EVENT_VOICEMAIL:
      return event->voicemail.user;
    case PAL_EVENT_CALL_RECORDING:
      return event->recording.user;
    default:
      return NULL;
    }
}

static void
send_swapped (SimPeer *self)
{
  if (self->swapped.chunk == NULL)
    return;

  send_frame (self, &self->swapped);
  sim_span_clear (&self->swapped);
}

void
sim_peer_send_shared (SimPeer *self, const PalEvent *event, const SimSpan *frame)
{
  /* Nobody gets past a login whose first word waits for a second. */
  if (event != NULL && event_user (event) != NULL && self->swapped.chunk == NULL
      && sim_faults_find (self->faults, "out-of-order") != NULL)
    {
      self->swapped = sim_span_copy (frame);
      return;
    }
  if (event != NULL && sim_faults_find (self->faults, "duplicate") != NULL)
    send_frame (self, frame);
  send_frame (self, frame);
  send_swapped (self);
}

void
sim_peer_send_event (SimPeer *self, const PalEvent *event)
{
  g_autoptr(GString) text = g_string_sized_new (400);
  SimSpan frame;

  sim_event_append (text, event);
  frame = sim_span_new_frame (text->str, text->len);
  sim_peer_send_shared (self, event, &frame);
  sim_span_clear (&frame);
}

static void
lifted_cb (SimFaults *faults, const SimFault *fault, SimPeer *self)
{
  if (strcmp (fault->name, "out-of-order") == 0)
    send_swapped (self);
}

gboolean
sim_peer_may_see (SimPeer *self, const PalEvent *event)
{
  const char *user = event_user (event);

  if (!sim_subscription_wants (self->subscription, self->subscription->login_user, event))
    return FALSE;

  return user == NULL || !self->filter_access || self->role != PAL_ROLE_USER
         || sim_login_may_access (sim_peer_get_extension (self), user);
}

gboolean
sim_peer_hears_of (SimPeer *self, SimTenant *tenant)
{
  const char *named = self->subscription->tenant;

  return tenant == self->tenant || (self->role == PAL_ROLE_SYSTEM && (named == NULL || *named == '\0'));
}

gboolean
sim_peer_hears (SimPeer *self, SimTenant *tenant, const PalEvent *event)
{
  gboolean for_all = event->kind == PAL_EVENT_SERVER_STATUS;

  if (self->state != STATE_RUNNING || (!for_all && !sim_peer_hears_of (self, tenant)))
    return FALSE;
  /* What a snapshot still has to tell comes with it. */
  if (self->snapshot != NULL && !sim_snapshot_has_told (self->snapshot, event->kind))
    return FALSE;
  if (!sim_peer_may_see (self, event))
    return FALSE;
  if (self->snapshot != NULL)
    sim_snapshot_catch_up (self->snapshot, event->kind);

  return TRUE;
}

void
sim_peer_note (SimPeer *self, guint number)
{
  if (self->notes == NULL)
    self->notes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->notes, number);
}

GBytes *
sim_peer_take_notes (SimPeer *self)
{
  gsize length;
  gpointer data;

  if (self->notes == NULL)
    return NULL;

  data = g_array_steal (self->notes, &length);
  g_clear_pointer (&self->notes, g_array_unref);

  return g_bytes_new_take (data, length * sizeof (guint));
}

static void
close_cb (gpointer user_data)
{
  SimPeer *self = user_data;

  self->close_timer = 0;
  sim_output_close (self->output, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, "login failed");
}

void
sim_peer_stop (SimPeer *self)
{
  SimExtension *user = sim_peer_get_extension (self);

  if (self->state == STATE_RUNNING && user != NULL && user->attended > 0)
    user->attended--;
  self->state = STATE_REFUSED;
  g_clear_pointer (&self->snapshot, sim_snapshot_free);
  sim_clock_cancel (self->world->clock, &self->close_timer);
  sim_clock_cancel (self->world->clock, &self->delay_timer);
  g_queue_clear_full (&self->delayed, span_free);
}

static void
sim_peer_dispose (GObject *object)
{
  SimPeer *self = SIM_PEER (object);

  if (self->world != NULL)
    sim_peer_stop (self);
  g_clear_object (&self->output);
  g_clear_object (&self->connection);
  g_clear_object (&self->faults);
  g_clear_object (&self->world);

  G_OBJECT_CLASS (sim_peer_parent_class)->dispose (object);
}

static void
sim_peer_finalize (GObject *object)
{
  SimPeer *self = SIM_PEER (object);

  g_clear_pointer (&self->notes, g_array_unref);
  sim_span_clear (&self->swapped);
  g_clear_pointer (&self->subscription, sim_subscription_free);
  g_free (self->nonce);
  g_free (self->url);

  G_OBJECT_CLASS (sim_peer_parent_class)->finalize (object);
}

static void
sim_peer_class_init (SimPeerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_peer_dispose;
  object_class->finalize = sim_peer_finalize;

  signals[SIGNAL_LOGGED_IN] = g_signal_new ("logged-in", SIM_TYPE_PEER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL,
                                            G_TYPE_NONE, 0);
}

static void
sim_peer_init (SimPeer *self)
{
  g_queue_init (&self->delayed);
}

SimPeer *
sim_peer_new (SimWorld *world,
              SimFaults *faults,
              SoupWebsocketConnection *connection,
              SimWire *wire,
              SimSubscription *subscription,
              const char *url,
              gboolean filter_access)
{
  SimPeer *self = g_object_new (SIM_TYPE_PEER, NULL);

  self->world = g_object_ref (world);
  self->faults = g_object_ref (faults);
  self->connection = g_object_ref (connection);
  self->output = sim_output_new (connection, wire);
  self->subscription = subscription;
  self->url = g_strdup (url);
  self->filter_access = filter_access;
  g_signal_connect_object (faults, "lifted", G_CALLBACK (lifted_cb), self, 0);

  return self;
}

static void
refuse (SimPeer *self)
{
  self->state = STATE_REFUSED;
  sim_clock_cancel (self->world->clock, &self->close_timer);
  self->close_timer = sim_clock_add (self->world->clock, CLOSE_DELAY, close_cb, self);
}

static gboolean
check (SimPeer *self, const char *proof, GError **error)
{
  self->role = sim_login_check (self->world, self->subscription, self->nonce, proof, &self->tenant, error);
  if (self->role == PAL_ROLE_NONE)
    return FALSE;

  if (!self->filter_access && self->role == PAL_ROLE_USER
      && !sim_login_check_access (self->tenant, self->subscription, error))
    {
      self->role = PAL_ROLE_NONE;
      return FALSE;
    }
  self->state = STATE_LOGGED_IN;

  return TRUE;
}

static void
send_challenge (SimPeer *self)
{
  PalEvent event = { .kind = PAL_EVENT_LOGIN_PASSWORD_REQUIRED };

  self->nonce = sim_login_make_nonce ();
  self->state = STATE_CHALLENGED;
  event.password_required.nonce = self->nonce;
  if (sim_faults_find (self->faults, "no-nonce") == NULL)
    sim_peer_send_event (self, &event);
}

void
sim_peer_greet (SimPeer *self)
{
  g_autoptr(GError) error = NULL;
  GString *text;

  if (self->subscription->login_password == NULL)
    {
      send_challenge (self);
      return;
    }
  if (check (self, NULL, &error))
    {
      sim_peer_start (self);
      return;
    }

  text = g_string_new (NULL);
  sim_login_append_refusal (text, error);
  sim_peer_send_reply (self, text);
  refuse (self);
}

gboolean
sim_peer_log_in (SimPeer *self, const char *proof, GError **error)
{
  PalEvent early = { .kind = PAL_EVENT_REGISTERED };

  if (self->state == STATE_LOGGED_IN || self->state == STATE_RUNNING)
    return TRUE;
  if (self->state != STATE_CHALLENGED)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
      return FALSE;
    }
  if (sim_faults_find (self->faults, "early-notification") != NULL)
    {
      early.registered.user = self->subscription->login_user;
      early.registered.registered = TRUE;
      sim_peer_send_event (self, &early);
    }
  if (check (self, proof, error))
    return TRUE;

  refuse (self);
  return FALSE;
}

void
sim_peer_start (SimPeer *self)
{
  SimExtension *user = sim_peer_get_extension (self);
  PalEvent event = { .kind = PAL_EVENT_SERVER_STATUS };

  if (self->state != STATE_LOGGED_IN)
    return;

  self->state = STATE_RUNNING;
  if (user != NULL)
    user->attended++;
  event.server_status.active = self->world->active;
  event.server_status.status = self->world->active ? "active" : "inactive";
  sim_peer_send_event (self, &event);
  self->snapshot = sim_snapshot_new (self);
  g_signal_emit (self, signals[SIGNAL_LOGGED_IN], 0);
}

gboolean
sim_peer_is_logged_in (SimPeer *self)
{
  return self->state == STATE_LOGGED_IN || self->state == STATE_RUNNING;
}

PalRole
sim_peer_get_role (SimPeer *self)
{
  return self->role;
}

SimTenant *
sim_peer_get_tenant (SimPeer *self)
{
  return self->tenant;
}

SimExtension *
sim_peer_get_extension (SimPeer *self)
{
  if (self->tenant == NULL || self->role == PAL_ROLE_SYSTEM)
    return NULL;

  return sim_tenant_get_extension (self->tenant, self->subscription->login_user);
}

const char *
sim_peer_get_user (SimPeer *self)
{
  return self->subscription->login_user;
}

const char *
sim_peer_get_url (SimPeer *self)
{
  return self->url;
}

const SimSubscription *
sim_peer_get_subscription (SimPeer *self)
{
  return self->subscription;
}

SimWorld *
sim_peer_get_world (SimPeer *self)
{
  return self->world;
}

SimFaults *
sim_peer_get_faults (SimPeer *self)
{
  return self->faults;
}

SimOutput *
sim_peer_get_output (SimPeer *self)
{
  return self->output;
}

SoupWebsocketConnection *
sim_peer_get_connection (SimPeer *self)
{
  return self->connection;
}
