/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A PalClient from the open line to Ready: Authenticating, then Syncing. */
#include "config.h"

#include <string.h>

#include "pal/client/pal-client-private.h"
#include "pal/protocol/pal-intl.h"

#define LOGIN_FAILED -2022
#define INTERNAL_ERROR -32603
#define INVALID_REQUEST -32600
#define PARSE_ERROR -32700
#define PROBE_TIMEOUT (5 * G_USEC_PER_SEC)
#define SYSTEM_USER "sa"

/* The answers to our own requests: a line that is gone is dealt with elsewhere. */
static gboolean
is_void (const GError *error)
{
  return g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED);
}

static void
become_ready (PalClient *self)
{
  guint64 generation = self->generation;

  pal_client_clear_timer (self, &self->sync_timer);
  pal_client_clear_timer (self, &self->sync_limit_timer);
  self->was_ready = TRUE;
  self->ready_since = pal_clock_get_monotonic (self->clock);
  pal_client_set_role_and_state (self, self->role != PAL_ROLE_NONE ? self->role : PAL_ROLE_USER,
                                 PAL_CLIENT_STATE_READY, PAL_STOP_REASON_NONE, NULL);
  if (generation == self->generation)
    pal_client_probe_ping (self);
}

static void
quiet_cb (gpointer user_data)
{
  g_autoptr (PalClient) self = g_object_ref (user_data);
  gint64 now = pal_clock_get_monotonic (self->clock);
  gint64 since = pal_client_feed_is_empty (self) ? MAX (self->synced_call, self->last_event) : now;

  self->sync_timer = 0;
  if (now - since >= PAL_CLIENT_QUIET)
    become_ready (self);
  else
    pal_client_start_timer (self, &self->sync_timer, since + PAL_CLIENT_QUIET - now, quiet_cb);
}

static void
sync_limit_cb (gpointer user_data)
{
  g_autoptr (PalClient) self = g_object_ref (user_data);

  self->sync_limit_timer = 0;
  become_ready (self);
}

void
pal_client_note_event (PalClient *self)
{
  if (self->state == PAL_CLIENT_STATE_SYNCING)
    self->last_event = pal_clock_get_monotonic (self->clock);
}

static void
probe_answered (PalClient *self)
{
  if (self->state != PAL_CLIENT_STATE_SYNCING || self->synced_call != 0)
    return;
  self->synced_call = pal_clock_get_monotonic (self->clock);
  pal_client_start_timer (self, &self->sync_timer, PAL_CLIENT_QUIET, quiet_cb);
}

static gboolean
is_true (const char *text)
{
  return text != NULL &&
         (g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "on") == 0 || g_str_equal (text, "1"));
}

/* The values in the order asked for: flat, as one row of an array, or as members. */
static gboolean
reads_admin (const PalReply *reply)
{
  g_auto (PalReplyIter) iter = { 0 };
  const char *admin;

  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter))
    return FALSE;
  admin = pal_reply_iter_get (&iter, "admin");

  return is_true (admin != NULL ? admin : pal_reply_iter_text (&iter, 0));
}

static void
role_probed_cb (PalReply *reply, GError *error, gpointer user_data)
{
  PalClient *self = user_data;

  if (is_void (error))
    return;
  pal_client_set_role (self, reply != NULL && reads_admin (reply) ? PAL_ROLE_ADMIN : PAL_ROLE_USER);
  probe_answered (self);
}

static void
system_probed_cb (PalReply *reply, GError *error, gpointer user_data)
{
  if (!is_void (error))
    probe_answered (user_data);
}

/* Who are we? The same call tells when the snapshot may be over. */
static void
send_probe (PalClient *self)
{
  static const char *const names[] = { "admin", "name", NULL };
  g_autoptr (PalParams) params = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_system = g_strcmp0 (self->current->user, SYSTEM_USER) == 0;

  if (is_system)
    {
      pal_client_set_role (self, PAL_ROLE_SYSTEM);
      params = pal_params_new (PAL_METHOD_PING);
    }
  else
    {
      params = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
      pal_params_set_text (params, "extension", self->current->user);
      pal_params_set_list (params, "property_names", names);
    }
  if (!pal_client_request (self, params, PAL_CLIENT_LOGIN_TIMEOUT, NULL,
                           is_system ? system_probed_cb : role_probed_cb, self, &error))
    g_debug ("The first request could not be sent: %s", error->message); /* the time limit ends Syncing */
}

static void
finish_login (PalClient *self)
{
  guint64 generation = self->generation;

  pal_client_clear_timer (self, &self->login_timer);
  self->synced_call = 0;
  self->last_event = 0;
  memset (self->known, PAL_CLIENT_METHOD_UNTRIED, sizeof self->known);
  pal_client_start_timer (self, &self->sync_limit_timer, PAL_CLIENT_MAX_SYNC, sync_limit_cb);
  pal_client_set_state (self, PAL_CLIENT_STATE_SYNCING, PAL_STOP_REASON_NONE, NULL, 0);
  if (generation == self->generation)
    pal_client_feed_replay (self);
  if (generation == self->generation)
    send_probe (self);
}

static void
be_refused (PalClient *self, const GError *error, gboolean answers_login)
{
  int code = pal_error_get_remote_code (error);
  const char *text = pal_error_get_remote_text (error);

  if (code == PARSE_ERROR || code == INVALID_REQUEST || code == INTERNAL_ERROR)
    pal_client_lose (self, pal_error_new_remote (PAL_ERROR_REMOTE, code, text, "%s",
                                                 _("The PBX could not deal with the login.")));
  else if (answers_login || code == LOGIN_FAILED)
    pal_client_give_up (self, PAL_STOP_REASON_PASSWORD,
                        pal_error_new_remote (PAL_ERROR_LOGIN_REFUSED, code, text, "%s",
                                              _("The PBX refused the user or the password.")));
  else
    pal_client_give_up (self, PAL_STOP_REASON_DENIED,
                        pal_error_new_remote (PAL_ERROR_DENIED, code, text, "%s", _("The PBX refused the login.")));
}

static void
second_factor_cb (PalReply *reply, GError *error, gpointer user_data)
{
  PalClient *self = user_data;
  g_auto (PalReplyIter) iter = { 0 };

  if (is_void (error) || self->login.state != PAL_LOGIN_STATE_ACTIVE)
    return;
  if (reply != NULL)
    {
      pal_reply_iter_init (&iter, reply);
      if (pal_reply_iter_next (&iter) && is_true (pal_reply_iter_get (&iter, "webphone.pal.mfa")))
        {
          pal_client_give_up (self, PAL_STOP_REASON_SECOND_FACTOR,
                              g_error_new (PAL_ERROR, PAL_ERROR_LOGIN_REFUSED, "%s",
                                           _("The PBX asks for a second factor.")));
          return;
        }
    }
  if (pal_login_give_up (&self->login) == PAL_LOGIN_DONE)
    finish_login (self);
  else
    pal_client_lose (self, g_error_new (PAL_ERROR, PAL_ERROR_TIMEOUT, "%s",
                                        _("The PBX did not say that the login succeeded.")));
}

static void
login_timeout_cb (gpointer user_data)
{
  g_autoptr (PalClient) self = g_object_ref (user_data);
  g_autoptr (PalParams) params = NULL;

  self->login_timer = 0;
  if (self->login.state == PAL_LOGIN_STATE_ACTIVE)
    {
      /* a tenant with a second factor keeps silent, but answers this */
      params = pal_params_new (PAL_METHOD_GET_PRODUCT_INFO);
      if (pal_client_request (self, params, PROBE_TIMEOUT, NULL, second_factor_cb, self, NULL))
        return;
    }
  pal_client_lose (self, g_error_new (PAL_ERROR, PAL_ERROR_TIMEOUT, "%s", _("The PBX did not go on with the login.")));
}

void
pal_client_begin_login (PalClient *self)
{
  gboolean in_url = self->current->login_mode == PAL_LOGIN_MODE_URL;

  pal_login_begin (&self->login, in_url ? PAL_LOGIN_MODE_URL : PAL_LOGIN_MODE_CHALLENGE);
  pal_client_begin_alive (self);
  pal_client_start_timer (self, &self->login_timer, PAL_CLIENT_LOGIN_TIMEOUT, login_timeout_cb);
  pal_client_set_state (self, PAL_CLIENT_STATE_AUTHENTICATING, PAL_STOP_REASON_NONE, NULL, 0);
}

static void
logged_in_cb (PalReply *reply, GError *error, gpointer user_data)
{
  PalClient *self = user_data;

  if (is_void (error))
    return;
  if (error != NULL && self->login.state == PAL_LOGIN_STATE_REPLY)
    {
      if (g_error_matches (error, PAL_ERROR, PAL_ERROR_TIMEOUT))
        pal_client_lose (self, g_error_copy (error));
      else
        be_refused (self, error, TRUE);
    }
  else if (error == NULL && pal_login_take_result (&self->login) == PAL_LOGIN_WAIT)
    pal_client_start_timer (self, &self->login_timer, PAL_CLIENT_LOGIN_TIMEOUT, login_timeout_cb);
}

void
pal_client_take_nonce (PalClient *self, const char *nonce)
{
  g_autoptr (PalParams) params = NULL;
  PalLoginAction action = pal_login_take_nonce (&self->login, nonce);
  GError *error = NULL;
  char *answer;

  if (action == PAL_LOGIN_BAD_NONCE)
    pal_client_lose (self, g_error_new (PAL_ERROR, PAL_ERROR_PROTOCOL, "%s", _("The PBX sent a faulty login challenge.")));
  if (action != PAL_LOGIN_ANSWER)
    return;
  if (self->password == NULL) /* taken back since the line was opened */
    {
      pal_client_give_up (self, PAL_STOP_REASON_PASSWORD, pal_client_new_no_password ());
      return;
    }

  pal_client_clear_timer (self, &self->login_timer);
  params = pal_params_new (PAL_METHOD_LOGIN);
  answer = pal_login_dup_answer (self->current->user, nonce, self->password);
  pal_params_set_text (params, "login_password", answer);
  pal_secret_free (answer);
  if (!pal_client_request (self, params, PAL_CLIENT_LOGIN_TIMEOUT, NULL, logged_in_cb, self, &error))
    pal_client_lose (self, error);
}

static void
become_inactive (PalClient *self)
{
  pal_client_clear_timer (self, &self->login_timer);
  pal_client_clear_timer (self, &self->sync_timer);
  pal_client_clear_timer (self, &self->sync_limit_timer);
  pal_client_set_state (self, PAL_CLIENT_STATE_WAITING, PAL_STOP_REASON_NONE,
                        g_error_new (PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s", _("The PBX is stopped.")), 0);
}

void
pal_client_take_activity (PalClient *self, gboolean active)
{
  switch (pal_login_take_activity (&self->login, active))
    {
    case PAL_LOGIN_DONE:
      finish_login (self);
      break;
    case PAL_LOGIN_INACTIVE:
      become_inactive (self);
      break;
    case PAL_LOGIN_NOTHING:
    case PAL_LOGIN_ANSWER:
    case PAL_LOGIN_WAIT:
    case PAL_LOGIN_BAD_NONCE:
    default:
      break;
    }
}

/* An error that belongs to no request: the refusal of a login, or a complaint. */
void
pal_client_take_error (PalClient *self, PalReply *reply)
{
  g_autoptr (GError) error = NULL;

  if (pal_reply_check (reply, pal_method_get (PAL_METHOD_LOGIN), &error))
    return;
  if (self->login.state == PAL_LOGIN_STATE_DONE || self->login.state == PAL_LOGIN_STATE_INACTIVE)
    g_debug ("The PBX complains (%d)", pal_error_get_remote_code (error));
  else
    be_refused (self, error, FALSE);
}
