/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-message.h"

#define MAX_MESSAGE 500 /* bytes of an error */
#define MAX_NAME 64
#define MAX_CELLS 1000000 /* values in one answer */
#define MAX_BATCH (16 << 20) /* bytes of the answers to one frame */

/* A method that is not here is answered as unknown. */
static const SimHandler handlers[PAL_N_METHODS] = {
  [PAL_METHOD_BARGE] = sim_handle_barge,
  [PAL_METHOD_CALL_FORWARD] = sim_handle_call_forward,
  [PAL_METHOD_CANCEL_TRANSFER] = sim_handle_cancel_transfer,
  [PAL_METHOD_CONFERENCE] = sim_handle_conference,
  [PAL_METHOD_CREATE_EXTENSION] = sim_handle_create_extension,
  [PAL_METHOD_CREATE_TENANT] = sim_handle_create_tenant,
  [PAL_METHOD_DELETE_CONTACT] = sim_handle_delete_contact,
  [PAL_METHOD_DELETE_EXTENSION] = sim_handle_delete_extension,
  [PAL_METHOD_DELETE_NOTE] = sim_handle_delete_note,
  [PAL_METHOD_DISCONNECT] = sim_handle_disconnect,
  [PAL_METHOD_GET_CONTACT] = sim_handle_get_contact,
  [PAL_METHOD_GET_CONTACT_LIST] = sim_handle_get_contact_list,
  [PAL_METHOD_GET_EXTENSION_PROPERTIES] = sim_handle_get_extension_properties,
  [PAL_METHOD_GET_EXTENSIONS] = sim_handle_get_extensions,
  [PAL_METHOD_GET_NOTE] = sim_handle_get_note,
  [PAL_METHOD_GET_NOTE_NAMES] = sim_handle_get_note_names,
  [PAL_METHOD_GET_OPTIONS] = sim_handle_get_options,
  [PAL_METHOD_GET_PHONEBOOKS] = sim_handle_get_phonebooks,
  [PAL_METHOD_GET_PLAN_SWITCH_TIMER] = sim_handle_get_plan_switch_timer,
  [PAL_METHOD_GET_PRODUCT_INFO] = sim_handle_get_product_info,
  [PAL_METHOD_GET_TALKER_INFO] = sim_handle_get_talker_info,
  [PAL_METHOD_GET_TENANT_PROPERTIES] = sim_handle_get_tenant_properties,
  [PAL_METHOD_HOLD] = sim_handle_hold,
  [PAL_METHOD_LINE] = sim_handle_line,
  [PAL_METHOD_LOGIN] = sim_handle_login,
  [PAL_METHOD_MAKE_CALL] = sim_handle_make_call,
  [PAL_METHOD_PARK] = sim_handle_park,
  [PAL_METHOD_PING] = sim_handle_ping,
  [PAL_METHOD_REMOTE_CONTROL] = sim_handle_remote_control,
  [PAL_METHOD_SEND_DTMF] = sim_handle_send_dtmf,
  [PAL_METHOD_SET_CONTACT] = sim_handle_set_contact,
  [PAL_METHOD_SET_EXTENSION_PROPERTIES] = sim_handle_set_extension_properties,
  [PAL_METHOD_SET_NOTE] = sim_handle_set_note,
  [PAL_METHOD_SET_PLAN_SWITCH_TIMER] = sim_handle_set_plan_switch_timer,
  [PAL_METHOD_SET_TENANT_PROPERTIES] = sim_handle_set_tenant_properties,
  [PAL_METHOD_START_RECORDING] = sim_handle_start_recording,
  [PAL_METHOD_STOP_RECORDING] = sim_handle_stop_recording,
  [PAL_METHOD_TRANSFER] = sim_handle_transfer,
  [PAL_METHOD_UNHOLD] = sim_handle_unhold,
  [PAL_METHOD_UNPARK] = sim_handle_unpark,
  [PAL_METHOD_CREATE_AUTH_HEADER] = sim_handle_create_auth_header,
  [PAL_METHOD_GET_APP_DATA] = sim_handle_get_app_data,
  [PAL_METHOD_GET_PN_APPLICATION_INFO] = sim_handle_get_pn_application_info,
  [PAL_METHOD_GET_TOKEN] = sim_handle_get_token,
  [PAL_METHOD_GET_VOICEMAILS] = sim_handle_get_voicemails,
  [PAL_METHOD_PN_MANAGE] = sim_handle_pn_manage,
  [PAL_METHOD_PN_SEND] = sim_handle_pn_send,
  [PAL_METHOD_SEARCH_EXTENSIONS] = sim_handle_search_extensions,
  [PAL_METHOD_SET_APP_DATA] = sim_handle_set_app_data,
  [PAL_METHOD_DELETE_ROUTE_VARIABLES] = sim_handle_delete_route_variables,
  [PAL_METHOD_GET_ALL_DIDS] = sim_handle_get_all_dids,
  [PAL_METHOD_GET_ROUTE_TEMPLATE_NAMES] = sim_handle_get_route_template_names,
  [PAL_METHOD_GET_ROUTE_VARIABLES] = sim_handle_get_route_variables,
  [PAL_METHOD_INSERT_ROUTE_VARIABLES] = sim_handle_insert_route_variables,
  [PAL_METHOD_SET_DID] = sim_handle_set_did,
  [PAL_METHOD_UPDATE_ROUTE_VARIABLES] = sim_handle_update_route_variables,
};

typedef struct
{
  SimPeer *peer;
  GPtrArray *replies;   /* GString */
  guint n_requests;
  gsize n_bytes;        /* of all replies */
} SimFrameRead;

SimHandler
sim_dispatch_get_handler (PalMethodId id)
{
  return id < PAL_N_METHODS ? handlers[id] : NULL;
}

gboolean
sim_refuse (GError **error, SimError code, const char *parameter, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SIM_ERROR, (int) code, "%s: %s", parameter, text);

  return FALSE;
}

gboolean
sim_refuse_permission (GError **error)
{
  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
  return FALSE;
}

/* The guide lists it, so the system administrator has to say it. Vendor clients leave it out of what the
 * guide does not have. */
static gboolean
needs_tenant (const PalParams *params)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));
  const PalParam *tenant = pal_method_find_param (method, "tenant");

  return (method->flags & PAL_METHOD_BEYOND_GUIDE) == 0 && tenant != NULL
         && (tenant->flags & PAL_PARAM_BEYOND_GUIDE) == 0;
}

SimTenant *
sim_request_tenant (SimPeer *peer, const PalParams *params, GError **error)
{
  const char *name = pal_params_get_text (params, "tenant");
  SimTenant *tenant = sim_peer_get_tenant (peer);

  if (sim_peer_get_role (peer) != PAL_ROLE_SYSTEM)
    {
      if (tenant == NULL)
        sim_refuse_permission (error);
      return tenant;
    }

  if (name != NULL)
    {
      tenant = sim_world_get_tenant (sim_peer_get_world (peer), name);
      if (tenant == NULL)
        sim_refuse (error, SIM_ERROR_REFUSED, "tenant", "no tenant is called “%s”", name);
    }
  else if (needs_tenant (params) && sim_peer_get_subscription (peer)->tenant == NULL)
    {
      sim_refuse (error, SIM_ERROR_PARAMS, "tenant", "the system administrator has to say which");
      return NULL;
    }

  return tenant;
}

gboolean
sim_text_is_name (const char *text)
{
  static const char others[] = "-_.+*#@";
  gsize length = strlen (text);

  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr (others, *at) == NULL)
      return FALSE;

  return length > 0 && length <= MAX_NAME;
}

SimExtension *
sim_request_extension (SimPeer *peer, const PalParams *params, const char *name, GError **error)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *number = pal_params_get_text (params, name);
  SimExtension *extension;

  if (tenant == NULL)
    return NULL;

  extension = sim_tenant_get_extension (tenant, number);
  if (extension == NULL)
    sim_refuse (error, SIM_ERROR_REFUSED, name, "Extension not found: %s", number != NULL ? number : "");

  return extension;
}

gboolean
sim_request_is_admin (SimPeer *peer)
{
  return sim_peer_get_role (peer) >= PAL_ROLE_ADMIN;
}

/* Two lists within their own bounds may make a product that is out of all bounds. */
gboolean
sim_request_check_size (guint64 n_rows, const PalParams *params, GError **error)
{
  const char *const *names = pal_params_get_list (params, "property_names");
  guint64 n_names = names != NULL ? g_strv_length ((char **) names) : 0;

  return n_rows * n_names <= MAX_CELLS
         || sim_refuse (error, SIM_ERROR_PARAMS, "property_names", "too many values are asked for");
}

void
sim_reply_succeeded (SimWriter *reply, const char *id)
{
  g_autofree char *text = id != NULL ? g_strdup_printf ("succeeded: %s", id) : g_strdup ("succeeded:");

  sim_writer_text (reply, NULL, text);
}

void
sim_reply_failed (SimWriter *reply, const char *why)
{
  g_autofree char *text = g_strdup_printf ("failed: %s", why);

  sim_writer_text (reply, NULL, text);
}

/* The error asked for by a fault, for this method or for every one. */
static gboolean
is_faulty (SimPeer *peer, const char *name, const PalMethod *method, GError **error)
{
  const SimFault *fault = sim_faults_find (sim_peer_get_faults (peer), name);
  const char *wanted = fault != NULL ? sim_fault_get (fault, "method") : NULL;
  const char *message;

  if (fault == NULL || (wanted != NULL && strcmp (wanted, method->name) != 0)
      || (wanted == NULL && method->id == PAL_METHOD_LOGIN))
    return FALSE;

  message = sim_fault_get (fault, "message");
  g_set_error_literal (error, SIM_ERROR, (int) sim_fault_get_int (fault, "code", -2000),
                       message != NULL ? message : "Injected failure");

  return TRUE;
}

/* Its extension was deleted while it was signed in. */
static gboolean
is_orphan (SimPeer *peer)
{
  return sim_peer_get_role (peer) != PAL_ROLE_SYSTEM && sim_peer_get_extension (peer) == NULL;
}

static gboolean
call (SimPeer *peer, const PalRequest *request, const PalMethod *method, SimWriter *reply, GError **error)
{
  g_autoptr(PalParams) params = NULL;
  g_autoptr(GError) local_error = NULL;

  if (request->method == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REQUEST, "Invalid Request");
      return FALSE;
    }
  if (method == NULL || handlers[method->id] == NULL
      || (method->id == PAL_METHOD_PING && sim_faults_find (sim_peer_get_faults (peer), "no-ping") != NULL))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_METHOD, "Method not found");
      return FALSE;
    }
  if (method->id != PAL_METHOD_LOGIN
      && (!sim_peer_is_logged_in (peer) || sim_peer_get_role (peer) < method->role || is_orphan (peer)))
    return sim_refuse_permission (error);
  if (is_faulty (peer, "error", method, error))
    return FALSE;

  params = pal_params_read (method->id, request->params, request->params_length, &local_error);
  if (params == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, local_error->message);
      return FALSE;
    }

  return handlers[method->id] (sim_peer_get_world (peer), peer, params, reply, error);
}

/* What a request said is not thrown back in full. */
static void
append_error (GString *out, const GError *error)
{
  g_autofree char *message = g_strndup (error->message, MAX_MESSAGE);
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  SimWriter writer;

  sim_writer_init (&writer, out);
  sim_writer_begin (&writer, NULL, '{');
  sim_writer_int (&writer, "code", error->code);
  sim_writer_text (&writer, "message", valid);
  sim_writer_end (&writer, '}');
}

static GString *
answer (SimPeer *peer, const PalRequest *request, const PalMethod *method, gboolean is_too_much)
{
  GString *text = g_string_sized_new (256);
  g_autoptr(GError) error = NULL;
  gsize start;
  SimWriter writer;

  g_string_append (text, "{\"jsonrpc\":\"2.0\",\"result\":");
  start = text->len;
  sim_writer_init (&writer, text);
  if (is_too_much)
    g_set_error_literal (&error, SIM_ERROR, SIM_ERROR_REFUSED, "too much is asked for in one message");
  if (error != NULL || !call (peer, request, method, &writer, &error))
    {
      g_string_assign (text, "{\"jsonrpc\":\"2.0\",\"error\":");
      append_error (text, error);
    }
  else
    g_assert (text->len > start);
  g_string_append (text, ",\"id\":");
  if (request->id != NULL)
    g_string_append_len (text, request->id, request->id_length);
  else
    g_string_append (text, "null");
  g_string_append_c (text, '}');

  return text;
}

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

static gboolean
has_no_id (const PalRequest *request)
{
  return request->id == NULL || (request->id_length == 4 && strncmp (request->id, "null", 4) == 0);
}

static gboolean
request_cb (const PalRequest *request, gpointer user_data)
{
  SimFrameRead *read = user_data;
  const PalMethod *method = pal_method_lookup_len (request->method, request->method_length);
  GString *text = answer (read->peer, request, method, read->n_bytes > MAX_BATCH);
  g_autoptr(GError) fault = NULL;

  read->n_requests++;
  read->n_bytes += text->len;
  if (method != NULL)
    sim_peer_get_world (read->peer)->n_requests[method->id]++;
  /* What is no request cannot ask for silence. An id of null is none. */
  if ((has_no_id (request) && request->method != NULL)
      || (method != NULL && is_faulty (read->peer, "never-answer", method, &fault)))
    free_text (text);
  else
    g_ptr_array_add (read->replies, text);

  return TRUE;
}

static void
send_refusal (SimPeer *peer, SimError code, const char *message)
{
  g_autoptr(GError) error = g_error_new_literal (SIM_ERROR, code, message);
  GString *text = g_string_new ("{\"jsonrpc\":\"2.0\",\"error\":");

  append_error (text, error);
  g_string_append (text, ",\"id\":null}");
  sim_peer_send_reply (peer, text);
}

static void
send_replies (SimPeer *peer, GPtrArray *replies, gboolean is_batch)
{
  GString *text;

  if (replies->len == 0)
    return;
  if (!is_batch)
    {
      sim_peer_send_reply (peer, g_ptr_array_steal_index (replies, 0));
      return;
    }

  text = g_string_new ("[");
  for (guint i = 0; i < replies->len; i++)
    {
      GString *reply = g_ptr_array_index (replies, i);

      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append_len (text, reply->str, reply->len);
    }
  g_string_append_c (text, ']');
  sim_peer_send_reply (peer, text);
}

void
sim_dispatch_frame (SimPeer *peer, GBytes *frame)
{
  g_autoptr(GPtrArray) replies = g_ptr_array_new_with_free_func (free_text);
  g_autoptr(SimPeer) held = g_object_ref (peer);
  SimFrameRead read = { peer, replies, 0, 0 };
  g_autoptr(GError) error = NULL;
  gboolean is_batch = FALSE;

  if (!pal_message_read_requests (frame, &is_batch, request_cb, &read, &error))
    {
      g_debug ("a frame that is no request: %s", error->message);
      send_refusal (peer, SIM_ERROR_PARSE, "Parse error");
      return;
    }
  if (read.n_requests == 0)
    send_refusal (peer, SIM_ERROR_REQUEST, "Invalid Request");
  send_replies (peer, replies, is_batch);
  sim_peer_start (peer);
}
