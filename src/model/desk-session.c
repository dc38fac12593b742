/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-session-private.h"

#include "model/desk-findable.h"
#include "model/desk-number-road.h"
#include "model/desk-places.h"
#include "model/desk-slices.h"
#include "pal/protocol/pal-enum-types.h"

G_DEFINE_FINAL_TYPE (DeskSession, desk_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_STOP_REASON,
  PROP_ROLE,
  PROP_OWN,
  PROP_ACCOUNT,
  PROP_COLLEAGUES,
  PROP_CALLS,
  PROP_FINDER,
  PROP_PARKS,
  PROP_LINES,
  PROP_QUEUES,
  PROP_VOICEMAIL,
  PROP_MONITOR,
  PROP_WAITS,
  PROP_FLIGHTS,
  PROP_VOICEMAIL_NUMBER,
  PROP_LOG,
  N_PROPS
};

enum
{
  OPERATION_FAILED,
  MESSAGE,
  TEXT_NOT_SENT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

void
desk_session_say (DeskSession *self, const char *text)
{
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

void
desk_session_message (DeskSession *self, const char *text)
{
  desk_session_say (self, text);
  if (self->notices != NULL)
    desk_notices_take_message (self->notices, text);
}

void
desk_session_emit_failed (DeskSession *self, DeskOperation *operation)
{
  g_signal_emit (self, signals[OPERATION_FAILED], 0, operation);
}

void
desk_session_emit_text_not_sent (DeskSession *self, const char *extension, const char *text)
{
  g_signal_emit (self, signals[TEXT_NOT_SENT], 0, extension, text);
}

/* --- the line ---------------------------------------------------------- */

static void
become_ready (DeskSession *self)
{
  gint64 now = pal_clock_get_monotonic (self->clock);

  desk_session_begin (self);
  desk_leg_table_end_snapshot (self->legs, now);
  desk_places_end_snapshot (self, now);
  desk_session_end (self);
  if (self->voicemail != NULL)
    desk_voicemail_end_snapshot (self->voicemail);
  desk_session_set_stale (self, FALSE);
  desk_session_start_sweep (self);
  desk_verbs_update_allowed (self);
  desk_talkers_look (self);
  desk_errands_set_ready (self->errands, TRUE);
  desk_notices_set_stale (self->notices, FALSE);
  desk_rules_set_ready (self->rules, TRUE);
  desk_log_set_ready (self->log, TRUE);
  desk_parts_set_ready (self, TRUE);
  if (self->retry == NULL && !self->has_heard && desk_watch_settle (self))
    return;
  self->is_refused = self->is_narrow;
  desk_presence_model_set_is_denied (self->colleagues, self->is_narrow);
  desk_directory_load (self->directory);
}

static void
state_cb (DeskSession *self)
{
  PalClientState state = pal_client_get_state (self->client);
  /* The PBX was stopped and started behind an open line: how things stand now is told only on a new one. */
  gboolean is_restarted = state == PAL_CLIENT_STATE_SYNCING && self->last_state == PAL_CLIENT_STATE_WAITING;

  self->last_state = state;
  if (is_restarted)
    desk_watch_again (self);
  if (state == PAL_CLIENT_STATE_CONNECTING)
    desk_watch_forget (self); /* this line asks for them */
  if (state == PAL_CLIENT_STATE_SYNCING)
    {
      self->has_heard = FALSE;
      desk_slices_cancel (&self->sweep_job);
      desk_leg_table_begin_snapshot (self->legs);
      desk_places_begin_snapshot (self);
      if (self->voicemail != NULL)
        desk_voicemail_begin_snapshot (self->voicemail);
      desk_errands_begin_snapshot (self->errands);
    }
  if (state == PAL_CLIENT_STATE_READY)
    become_ready (self);
  else
    {
      desk_parts_set_ready (self, FALSE);
      desk_directory_stop (self->directory);
      desk_session_set_stale (self, TRUE);
      desk_errands_set_ready (self->errands, FALSE);
      desk_log_set_ready (self->log, FALSE);
      desk_verbs_drop (self);
      desk_rules_set_ready (self->rules, FALSE);
      desk_notices_set_stale (self->notices, TRUE);
      if (state == PAL_CLIENT_STATE_STOPPED)
        desk_notices_clear (self->notices);
    }
  if (state == PAL_CLIENT_STATE_STOPPED
      && pal_client_get_stop_reason (self->client) == PAL_STOP_REASON_DENIED)
    desk_watch_refused (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
stop_reason_cb (DeskSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STOP_REASON]);
}

static void
role_cb (DeskSession *self)
{
  desk_verbs_update_allowed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

static void
events_cb (DeskSession *self, PalEventBatch *batch)
{
  desk_session_feed (self, batch);
}

static void
loaded_cb (DeskSession *self)
{
  desk_session_begin (self);
  desk_leg_table_touch_busy (self->legs);
  desk_places_rename (self);
  desk_session_end (self);
}

static void
calls_changed_cb (DeskSession *self, guint position, guint removed, guint added)
{
  self->n_calls_seen += added;
  if (removed > 0)
    desk_tones_forget_ended (self);
}

static void
row_removed_cb (DeskSession *self, DeskExtension *extension)
{
  DeskUser *user = desk_leg_table_find_user (self->legs, desk_extension_get_number (extension));

  if (user == NULL)
    return;
  user->view = NULL;
  user->is_dropped = TRUE;
}

static void
make_own (DeskSession *self)
{
  const char *user = store_account_get_user (self->account);

  if (desk_watch_is_system (self) || user == NULL || user[0] == '\0')
    return;
  self->own = desk_presence_model_ensure (self->colleagues, user);
  desk_extension_set_own (self->own, TRUE);
  desk_leg_table_set_own (self->legs, user);
  self->voicemail = desk_voicemail_new (user, self->flush);
}

static void
connect_parts (DeskSession *self)
{
  g_signal_connect_object (self->client, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "notify::stop-reason", G_CALLBACK (stop_reason_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "notify::role", G_CALLBACK (role_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "events", G_CALLBACK (events_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->directory, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->colleagues, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
}

DeskSession *
desk_session_new (StoreAccount *account, StoreDatabase *database, gpointer clock, gpointer transport)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (account), NULL);

  DeskSession *self = g_object_new (DESK_TYPE_SESSION, NULL);

  g_set_object (&self->account, account);
  g_set_object (&self->database, database);
  desk_session_begin_numbers (self);
  self->client = pal_client_new (clock, transport);
  self->clock = g_object_ref (pal_client_get_clock (self->client));
  desk_flush_set_stale (self->flush, TRUE);
  self->calls = desk_call_model_new (self->flush, self->clock);
  desk_call_model_set_phone (self->calls, (int) store_account_get_phone_index (account));
  self->directory = desk_directory_new (self->client, self->colleagues, store_account_get_tenant (account));
  connect_parts (self);
  make_own (self);
  self->errands = desk_errands_new (self);
  self->rules = desk_rules_new (self);
  self->groups = desk_groups_new (self);
  self->short_dials = desk_short_dials_new (self);
  self->notices = desk_notices_new (self);
  desk_personal_load (self);
  desk_places_load (self);
  desk_errands_load (self->errands);
  self->log = desk_log_new (self);
  desk_parts_begin (self);
  desk_findable_begin (self);
  return self;
}

void
desk_session_sign_in (DeskSession *self, const char *password)
{
  g_return_if_fail (DESK_IS_SESSION (self));

  self->is_narrow = self->is_refused = self->is_silent = FALSE;
  desk_presence_model_set_is_denied (self->colleagues, FALSE);
  desk_watch_update (self);
  pal_client_set_password (self->client, password);
  pal_client_start (self->client);
}

void
desk_session_sign_out (DeskSession *self)
{
  g_return_if_fail (DESK_IS_SESSION (self));
  desk_watch_forget (self);
  desk_watch_cancel (self);
  desk_rules_set_ready (self->rules, FALSE);
  desk_notices_clear (self->notices);
  pal_client_stop (self->client);
}

void
desk_session_try_now (DeskSession *self)
{
  g_return_if_fail (DESK_IS_SESSION (self));
  pal_client_try_now (self->client);
}

void
desk_session_use_here (DeskSession *self)
{
  g_return_if_fail (DESK_IS_SESSION (self));
  desk_watch_update (self);
  pal_client_start (self->client);
}

StoreAccount *
desk_session_get_account (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->account;
}

PalClientState
desk_session_get_state (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), PAL_CLIENT_STATE_OFFLINE);
  /* A second attempt follows by itself. */
  return self->retry != NULL ? PAL_CLIENT_STATE_CONNECTING : pal_client_get_state (self->client);
}

PalStopReason
desk_session_get_stop_reason (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), PAL_STOP_REASON_NONE);
  return self->retry != NULL ? PAL_STOP_REASON_NONE : pal_client_get_stop_reason (self->client);
}

const GError *
desk_session_get_reason (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return pal_client_get_reason (self->client);
}

gint64
desk_session_get_retry_at (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), 0);
  return pal_client_get_retry_at (self->client);
}

gint64
desk_session_get_stale_since (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), 0);
  return self->stale_since;
}

gint64
desk_session_get_now (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), 0);
  return pal_clock_get_monotonic (self->clock);
}

PalClient *
desk_session_get_client (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);

  return self->client;
}

PalRole
desk_session_get_role (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), PAL_ROLE_NONE);
  return pal_client_get_role (self->client);
}

gboolean
desk_session_can (DeskSession *self, PalMethodId method)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), FALSE);
  return pal_client_can (self->client, method);
}

GTlsCertificate *
desk_session_get_peer_certificate (DeskSession *self, GTlsCertificateFlags *errors)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return pal_client_get_peer_certificate (self->client, errors);
}

char *
desk_session_dup_peer_fingerprint (DeskSession *self)
{
  GTlsCertificate *certificate;

  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  certificate = pal_client_get_peer_certificate (self->client, NULL);
  return certificate != NULL ? pal_certificate_dup_fingerprint (certificate) : NULL;
}

void
desk_session_trust_peer (DeskSession *self)
{
  g_return_if_fail (DESK_IS_SESSION (self));

  g_autofree char *fingerprint = desk_session_dup_peer_fingerprint (self);

  if (fingerprint == NULL)
    return;
  g_object_set (self->account, "fingerprint", fingerprint, NULL);
  desk_watch_update (self);
  pal_client_start (self->client);
}

DeskPresenceModel *
desk_session_get_colleagues (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->colleagues;
}

DeskCallModel *
desk_session_get_calls (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->calls;
}

DeskFinder *
desk_session_get_finder (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->finder;
}

DeskParkModel *
desk_session_get_parks (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parks;
}

DeskLineModel *
desk_session_get_lines (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->lines;
}

DeskQueueModel *
desk_session_get_queues (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->queues;
}

DeskMonitor *
desk_session_get_monitor (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->monitor;
}

DeskVoicemail *
desk_session_get_voicemail (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->voicemail;
}

void
desk_session_set_voicemail_number (DeskSession *self, const char *number)
{
  g_return_if_fail (DESK_IS_SESSION (self));
  if (g_strcmp0 (self->voicemail_number, number) == 0)
    return;
  g_free (self->voicemail_number);
  self->voicemail_number = g_strdup (number);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VOICEMAIL_NUMBER]);
}

DeskLog *
desk_session_get_log (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->log;
}

static void
desk_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskSession *self = DESK_SESSION (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->client != NULL ? desk_session_get_state (self) : 0);
      break;
    case PROP_STOP_REASON:
      g_value_set_enum (value, self->client != NULL ? desk_session_get_stop_reason (self) : 0);
      break;
    case PROP_ROLE: g_value_set_enum (value, self->client != NULL ? desk_session_get_role (self) : 0); break;
    case PROP_OWN: g_value_set_object (value, self->own); break;
    case PROP_ACCOUNT: g_value_set_object (value, self->account); break;
    case PROP_COLLEAGUES: g_value_set_object (value, self->colleagues); break;
    case PROP_CALLS: g_value_set_object (value, self->calls); break;
    case PROP_FINDER: g_value_set_object (value, self->finder); break;
    case PROP_PARKS: g_value_set_object (value, self->parks); break;
    case PROP_LINES: g_value_set_object (value, self->lines); break;
    case PROP_QUEUES: g_value_set_object (value, self->queues); break;
    case PROP_MONITOR: g_value_set_object (value, self->monitor); break;
    case PROP_VOICEMAIL: g_value_set_object (value, self->voicemail); break;
    case PROP_WAITS: g_value_set_object (value, desk_session_get_waits (self)); break;
    case PROP_FLIGHTS: g_value_set_object (value, desk_session_get_flights (self)); break;
    case PROP_LOG: g_value_set_object (value, self->log); break;
    case PROP_VOICEMAIL_NUMBER: g_value_set_string (value, self->voicemail_number); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_VOICEMAIL_NUMBER:
      desk_session_set_voicemail_number (DESK_SESSION (object), g_value_get_string (value));
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_session_dispose (GObject *object)
{
  DeskSession *self = DESK_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  desk_parts_end (self);
  if (self->log != NULL)
    desk_log_close (self->log);
  g_clear_object (&self->log);
  desk_watch_forget (self);
  desk_watch_cancel (self);
  desk_slices_cancel (&self->stale_job);
  desk_slices_cancel (&self->sweep_job);
  g_clear_pointer (&self->stale_rows, g_ptr_array_unref);
  if (self->notices != NULL)
    desk_notices_drop (self->notices);
  g_clear_object (&self->notices);
  if (self->rules != NULL)
    desk_rules_drop (self->rules);
  g_clear_object (&self->rules);
  g_clear_object (&self->groups);
  g_clear_object (&self->short_dials);
  desk_verbs_clear (self);
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  self->own = NULL;
  g_hash_table_remove_all (self->tones);
  g_clear_object (&self->monitor);
  g_clear_object (&self->voicemail);
  g_clear_pointer (&self->errands, desk_errands_free);
  g_clear_object (&self->directory);
  desk_findable_end (self);
  g_clear_object (&self->finder);
  desk_session_end_numbers (self);
  desk_places_clear (self);
  g_clear_object (&self->calls);
  g_clear_object (&self->colleagues);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->database);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (desk_session_parent_class)->dispose (object);
}

static void
desk_session_finalize (GObject *object)
{
  DeskSession *self = DESK_SESSION (object);

  g_ptr_array_unref (self->operations);
  g_hash_table_unref (self->tones);
  desk_leg_table_free (self->legs);
  desk_traces_free (self->traces);
  desk_flush_unref (self->flush);
  g_free (self->voicemail_number);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (desk_session_parent_class)->finalize (object);
}

static void
desk_session_class_init (DeskSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_session_get_property;
  object_class->set_property = desk_session_set_property;
  object_class->dispose = desk_session_dispose;
  object_class->finalize = desk_session_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PAL_TYPE_CLIENT_STATE,
                                              PAL_CLIENT_STATE_OFFLINE, flags);
  properties[PROP_STOP_REASON] = g_param_spec_enum ("stop-reason", NULL, NULL, PAL_TYPE_STOP_REASON,
                                                    PAL_STOP_REASON_NONE, flags);
  properties[PROP_ROLE] = g_param_spec_enum ("role", NULL, NULL, PAL_TYPE_ROLE, PAL_ROLE_NONE, flags);
  properties[PROP_OWN] = g_param_spec_object ("own", NULL, NULL, DESK_TYPE_EXTENSION, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, STORE_TYPE_ACCOUNT, flags);
  properties[PROP_COLLEAGUES] = g_param_spec_object ("colleagues", NULL, NULL, DESK_TYPE_PRESENCE_MODEL,
                                                     flags);
  properties[PROP_CALLS] = g_param_spec_object ("calls", NULL, NULL, DESK_TYPE_CALL_MODEL, flags);
  properties[PROP_FINDER] = g_param_spec_object ("finder", NULL, NULL, DESK_TYPE_FINDER, flags);
  properties[PROP_PARKS] = g_param_spec_object ("parks", NULL, NULL, DESK_TYPE_PARK_MODEL, flags);
  properties[PROP_LINES] = g_param_spec_object ("lines", NULL, NULL, DESK_TYPE_LINE_MODEL, flags);
  properties[PROP_QUEUES] = g_param_spec_object ("queues", NULL, NULL, DESK_TYPE_QUEUE_MODEL, flags);
  properties[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, DESK_TYPE_MONITOR, flags);
  properties[PROP_VOICEMAIL] = g_param_spec_object ("voicemail", NULL, NULL, DESK_TYPE_VOICEMAIL, flags);
  properties[PROP_WAITS] = g_param_spec_object ("waits", NULL, NULL, DESK_TYPE_WAIT_MODEL, flags);
  properties[PROP_FLIGHTS] = g_param_spec_object ("flights", NULL, NULL, DESK_TYPE_FLIGHT_MODEL, flags);
  properties[PROP_VOICEMAIL_NUMBER] = g_param_spec_string ("voicemail-number", NULL, NULL, NULL,
                                                           flags | G_PARAM_WRITABLE);
  properties[PROP_LOG] = g_param_spec_object ("log", NULL, NULL, DESK_TYPE_LOG, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPERATION_FAILED] = g_signal_new ("operation-failed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, DESK_TYPE_OPERATION);
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TEXT_NOT_SENT] = g_signal_new ("text-not-sent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
desk_session_init (DeskSession *self)
{
  self->cancellable = g_cancellable_new ();
  self->flush = desk_flush_new ();
  self->legs = desk_leg_table_new ();
  self->colleagues = desk_presence_model_new (self->flush);
  self->finder = desk_finder_new (self->colleagues);
  desk_places_init (self);
  self->tones = desk_tones_new_table ();
  self->monitor = g_object_new (DESK_TYPE_MONITOR, NULL);
  desk_verbs_init (self);
}
