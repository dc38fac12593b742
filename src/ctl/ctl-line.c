/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-line.h"

/* Seconds, when --timeout says nothing. */
#define CONNECT_TIMEOUT 20
#define RAW_TIMEOUT 30

typedef struct
{
  CtlEventFunc func;
  gpointer data;
} EventClosure;

static void
events_cb (PalClient *client, PalEventBatch *batch, EventClosure *closure)
{
  for (guint i = 0; i < pal_event_batch_get_size (batch); i++)
    closure->func (pal_event_batch_get (batch, i), closure->data);
}

static void
closure_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

gboolean
ctl_line_wait (CtlConditionFunc condition, gpointer user_data, guint seconds)
{
  gboolean is_late = FALSE, is_met = condition (user_data);
  guint timeout = g_timeout_add_seconds (seconds, timeout_cb, &is_late);

  while (!is_met && !is_late)
    {
      g_main_context_iteration (NULL, TRUE);
      is_met = condition (user_data);
    }
  g_source_remove (timeout);

  return is_met;
}

static char **
choose_users (CtlContext *ctx, CtlSubscription subscription)
{
  const char *own[] = { store_account_get_user (ctx->account), NULL };
  const char *everyone[] = { "*", NULL };

  if (ctl_account_is_system (ctx))
    return NULL; /* sa is told of no users */
  if (ctx->users != NULL)
    return g_strdupv ((char **)ctx->users);

  return g_strdupv ((char **)(subscription == CTL_SUBSCRIBE_OWN ? own : everyone));
}

static PalEndpoint *
make_endpoint (CtlContext *ctx, CtlSubscription subscription)
{
  const char *tenant = ctl_account_is_system (ctx) ? NULL : ctl_account_get_tenant (ctx);
  const char *user = store_account_get_user (ctx->account);
  PalEndpoint *endpoint = pal_endpoint_new (store_account_get_url (ctx->account), tenant, user);
  const char *fingerprint = ctx->options.fingerprint;

  if (ctx->options.url_login || store_account_get_url_login (ctx->account))
    endpoint->login_mode = PAL_LOGIN_MODE_URL;
  if (fingerprint == NULL)
    fingerprint = store_account_get_fingerprint (ctx->account);
  g_free (endpoint->fingerprint);
  endpoint->fingerprint = g_strdup (fingerprint);

  /* No phone index: this login must never take the place of another. */
  endpoint->phone_index = 0;
  if (subscription == CTL_SUBSCRIBE_ALL)
    pal_endpoint_watch_all (endpoint);
  if (subscription != CTL_SUBSCRIBE_NOTHING)
    {
      g_strfreev (endpoint->users);
      endpoint->users = choose_users (ctx, subscription);
      endpoint->status = TRUE;
      endpoint->registered = subscription != CTL_SUBSCRIBE_OWN;
      endpoint->recording = subscription != CTL_SUBSCRIBE_USERS;
      if (ctx->parks != NULL)
        {
          g_strfreev (endpoint->parks);
          endpoint->parks = g_strdupv ((char **)ctx->parks);
        }
    }

  return endpoint;
}

static gboolean
is_line_acceptable (CtlContext *ctx, const PalEndpoint *endpoint)
{
  if (pal_endpoint_is_encrypted (endpoint) || pal_endpoint_is_loopback (endpoint) || ctx->options.plain
      || store_account_get_plain_accepted (ctx->account))
    return TRUE;

  ctl_say (_("%s is not encrypted: everyone on the way can read along. Say --plain to accept that."),
           endpoint->url);
  return FALSE;
}

static CtlExit
explain_certificate (CtlContext *ctx, PalStopReason reason)
{
  GTlsCertificateFlags errors = 0;
  GTlsCertificate *certificate = pal_client_get_peer_certificate (ctx->client, &errors);
  g_autofree char *fingerprint = certificate != NULL ? pal_certificate_dup_fingerprint (certificate) : NULL;

  if (fingerprint == NULL)
    {
      const GError *error = pal_client_get_reason (ctx->client);

      ctl_say (_("The certificate of the server cannot be trusted: %s"),
               error != NULL ? error->message : "");
      return CTL_EXIT_CANNOT_CONNECT;
    }

  if (reason == PAL_STOP_REASON_CERTIFICATE_CHANGED)
    ctl_say (_ (
        "The server shows another certificate than the trusted one. It may have been renewed, or somebody "
        "stands in between: ask its administrator."));
  else
    ctl_say (_("The certificate of the server cannot be verified: ask its administrator whether this is "
                "its own."));
  ctl_say (_("Fingerprint (SHA-256): %s"), fingerprint);
  if (ctx->is_saved)
    ctl_say (_("To trust it: palctl accounts trust %s %s"), store_account_get_id (ctx->account),
             fingerprint);
  else
    ctl_say (_("To trust it: --fingerprint %s"), fingerprint);

  return CTL_EXIT_CANNOT_CONNECT;
}

static CtlExit
explain_stop (CtlContext *ctx, PalStopReason reason, const char *words)
{
  switch (reason)
    {
    case PAL_STOP_REASON_PASSWORD:
      ctl_say (_("The user name or the password is wrong: %s"), words);
      return CTL_EXIT_LOGIN_REFUSED;
    case PAL_STOP_REASON_SECOND_FACTOR:
      ctl_say (_("The PBX wants a second factor at login, which is not possible here: %s"), words);
      return CTL_EXIT_LOGIN_REFUSED;
    case PAL_STOP_REASON_CERTIFICATE:
    case PAL_STOP_REASON_CERTIFICATE_CHANGED:
      return explain_certificate (ctx, reason);
    case PAL_STOP_REASON_ANOTHER_LOGIN:
      ctl_say (_("Another login of the same user took the place of this one: %s"), words);
      return CTL_EXIT_CANNOT_CONNECT;
    case PAL_STOP_REASON_DENIED:
      ctl_say (
          _("The PBX does not let this computer or this user in; its administrator can change the “Valid "
             "WebSocket Client IP Pattern”, the PAL option and “Access users”: %s"),
          words);
      return CTL_EXIT_CANNOT_CONNECT;
    case PAL_STOP_REASON_INSECURE:
      ctl_say (_("A password in the address goes only over wss or to this machine: %s"), words);
      return CTL_EXIT_USAGE;
    case PAL_STOP_REASON_NONE:
    default:
      ctl_say ("%s", words);
      return CTL_EXIT_CANNOT_CONNECT;
    }
}

CtlExit
ctl_line_explain (CtlContext *ctx)
{
  const GError *error = pal_client_get_reason (ctx->client);
  const char *words = error != NULL ? error->message : _("the line was closed");

  if (pal_client_get_state (ctx->client) == PAL_CLIENT_STATE_STOPPED)
    return explain_stop (ctx, pal_client_get_stop_reason (ctx->client), words);

  ctl_say (_("Cannot connect to %s: %s"), store_account_get_url (ctx->account), words);
  return error != NULL && error->code == PAL_ERROR_TIMEOUT && error->domain == PAL_ERROR
             ? CTL_EXIT_TIMED_OUT
             : CTL_EXIT_CANNOT_CONNECT;
}

/* Connecting < Authenticating < Syncing < Ready, as the enumeration has them. The role is waited for as well,
 * or it would depend on the moment whether we or the PBX refuse a call. */
static gboolean
has_reached (PalClient *client, PalClientState state, PalClientState until)
{
  return state >= until && state <= PAL_CLIENT_STATE_READY
         && (state == PAL_CLIENT_STATE_READY || pal_client_get_role (client) != PAL_ROLE_NONE);
}

/* The first attempt is over: it waits, there is no network, or only a person can help. */
static gboolean
has_failed (PalClientState state)
{
  return state == PAL_CLIENT_STATE_WAITING || state == PAL_CLIENT_STATE_OFFLINE
         || state == PAL_CLIENT_STATE_STOPPED;
}

typedef struct
{
  PalClient *client;
  PalClientState until;
} Wanted;

static gboolean
is_decided (gpointer user_data)
{
  const Wanted *wanted = user_data;
  PalClientState state = pal_client_get_state (wanted->client);

  return has_failed (state) || has_reached (wanted->client, state, wanted->until);
}

CtlExit
ctl_line_wait_for (CtlContext *ctx, CtlConditionFunc condition, gpointer user_data)
{
  guint seconds = ctx->options.timeout > 0 ? (guint) ctx->options.timeout : CONNECT_TIMEOUT;

  if (ctl_line_wait (condition, user_data, seconds))
    return CTL_EXIT_DONE;

  ctl_say (_("%s did not let us in within %u s"), store_account_get_url (ctx->account), seconds);
  return CTL_EXIT_TIMED_OUT;
}

static CtlExit
wait_for_state (CtlContext *ctx, PalClientState until)
{
  Wanted wanted = { ctx->client, until };
  CtlExit exit = ctl_line_wait_for (ctx, is_decided, &wanted);

  if (exit != CTL_EXIT_DONE)
    return exit;

  return has_failed (pal_client_get_state (ctx->client)) ? ctl_line_explain (ctx) : CTL_EXIT_DONE;
}

CtlExit
ctl_line_open (CtlContext *ctx,
               CtlSubscription subscription,
               PalClientState until,
               CtlEventFunc func,
               gpointer user_data)
{
  g_autoptr (PalEndpoint) endpoint = make_endpoint (ctx, subscription);
  char *password;

  if (!is_line_acceptable (ctx, endpoint))
    return CTL_EXIT_USAGE;

  password = ctl_password_find (ctx);
  if (password == NULL)
    return CTL_EXIT_USAGE;

  ctx->client = pal_client_new (NULL, NULL);
  pal_client_set_endpoint (ctx->client, endpoint);
  pal_client_set_password (ctx->client, password);
  ctl_wipe (password);

  if (func != NULL)
    {
      EventClosure *closure = g_new0 (EventClosure, 1);

      closure->func = func;
      closure->data = user_data;
      ctx->events_handler = g_signal_connect_data (ctx->client, "events", G_CALLBACK (events_cb), closure, closure_free, 0);
    }

  pal_client_start (ctx->client);
  return wait_for_state (ctx, until);
}

void
ctl_line_mute (CtlContext *ctx)
{
  if (ctx->events_handler != 0)
    g_signal_handler_disconnect (ctx->client, ctx->events_handler);
  ctx->events_handler = 0;
}

void
ctl_line_set_tenant (CtlContext *ctx, PalParams *params)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));
  const char *tenant = ctl_account_get_tenant (ctx);

  if (ctl_account_is_system (ctx) && tenant != NULL && tenant[0] != '\0'
      && !pal_params_has (params, "tenant") && pal_method_find_param (method, "tenant") != NULL)
    pal_params_set_text (params, "tenant", tenant);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* Waits for *result, and for no longer than --timeout says. */
static gboolean
wait_for_result (CtlContext *ctx, GAsyncResult **result, GCancellable *cancellable)
{
  gboolean is_late = FALSE;
  guint timeout = 0;

  if (ctx->options.timeout > 0)
    timeout = g_timeout_add_seconds ((guint)ctx->options.timeout, timeout_cb, &is_late);
  while (*result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      if (is_late)
        g_cancellable_cancel (cancellable);
    }
  g_clear_handle_id (&timeout, g_source_remove);

  return !is_late;
}

/* A wait we ended ourselves is a timeout. */
static void
propagate (CtlContext *ctx, gboolean is_in_time, GError *local, GError **error)
{
  if (!is_in_time && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_error (error, PAL_ERROR, PAL_ERROR_TIMEOUT, _("There was no answer within %d s"),
                   ctx->options.timeout);
      g_error_free (local);
    }
  else
    {
      g_propagate_error (error, local);
    }
}

PalReply *
ctl_line_try (CtlContext *ctx, PalParams *params, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;
  gboolean is_in_time;
  PalReply *reply;

  pal_client_call_async (ctx->client, params, cancellable, keep_cb, &result);
  is_in_time = wait_for_result (ctx, &result, cancellable);
  reply = pal_client_call_finish (ctx->client, result, &local);
  if (reply == NULL)
    propagate (ctx, is_in_time, local, error);

  return reply;
}

PalReply *
ctl_line_call_raw (CtlContext *ctx, const char *method, const char *json, CtlExit *exit)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint seconds = MAX ((guint)ctx->options.timeout + 1, RAW_TIMEOUT);
  GError *local = NULL;
  gboolean is_in_time;
  PalReply *reply;

  pal_client_call_raw_async (ctx->client, method, json, seconds, cancellable, keep_cb, &result);
  is_in_time = wait_for_result (ctx, &result, cancellable);
  reply = pal_client_call_raw_finish (ctx->client, result, &local);
  if (reply != NULL)
    return reply;

  propagate (ctx, is_in_time, local, &error);
  ctl_say ("%s: %s", method, error->message);
  *exit = ctl_error_to_exit (error);

  return NULL;
}

CtlExit
ctl_error_to_exit (const GError *error)
{
  if (error->domain != PAL_ERROR)
    return CTL_EXIT_REFUSED;

  switch ((PalError)error->code)
    {
    case PAL_ERROR_TRANSPORT:
    case PAL_ERROR_TLS:
    case PAL_ERROR_PROTOCOL:
    case PAL_ERROR_DISCONNECTED:
      return CTL_EXIT_CANNOT_CONNECT;
    case PAL_ERROR_TIMEOUT:
      return CTL_EXIT_TIMED_OUT;
    case PAL_ERROR_LOGIN_REFUSED:
      return CTL_EXIT_LOGIN_REFUSED;
    case PAL_ERROR_INVALID_PARAMS:
    case PAL_ERROR_UNKNOWN_METHOD:
      /* Ours before sending, or the PBX's. */
      return pal_error_get_remote_code (error) != 0 ? CTL_EXIT_REFUSED : CTL_EXIT_USAGE;
    case PAL_ERROR_DENIED:
    case PAL_ERROR_NOT_FOUND:
    case PAL_ERROR_BUSY:
    case PAL_ERROR_REMOTE:
    default:
      return CTL_EXIT_REFUSED;
    }
}

PalReply *
ctl_line_call (CtlContext *ctx, PalParams *params, CtlExit *exit)
{
  g_autoptr (GError) error = NULL;
  PalReply *reply = ctl_line_try (ctx, params, &error);

  if (reply != NULL)
    return reply;

  ctl_say ("%s: %s", pal_method_get (pal_params_get_method (params))->name, error->message);
  *exit = ctl_error_to_exit (error);

  return NULL;
}
