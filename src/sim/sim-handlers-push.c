/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Push notification: devices that register, and what is sent to them. What goes wrong is told in the result,
 * as the guide says. */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "sim/sim-push.h"

#define VOIP_USER_SUFFIX "@voip"
#define VOIP_APPLICATION_SUFFIX ".voip"
#define MAX_SENT 100 /* messages kept a device */

/* One pnmanage, checked. */
typedef struct
{
  SimTenant *tenant;
  const PalParams *params;
  char *username;            /* without the suffix */
  const char *application;
  gboolean is_voip;
  gboolean adds;
  guint n_services;
  SimPushService services[SIM_PUSH_LPC];
} SimPushRequest;

static gboolean reply_error (SimWriter *reply, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Answered, though not done: always TRUE. */
static gboolean
reply_error (SimWriter *reply, const char *format, ...)
{
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  text = g_strconcat ("Error: ", why, NULL);
  sim_writer_text (reply, NULL, text);

  return TRUE;
}

static SimPhone *
find_phone (SimTenant *tenant, const char *id)
{
  for (guint i = 0; i < tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);

      for (guint j = 0; j < user->phones->len; j++)
        {
          SimPhone *phone = g_ptr_array_index (user->phones, j);

          if (strcmp (phone->id, id) == 0)
            return phone;
        }
    }

  return NULL;
}

/* The phone with this SIP user id when the session may speak for it. */
static SimPhone *
find_own_phone (SimPeer *peer, SimTenant *tenant, const char *id)
{
  SimPhone *phone = find_phone (tenant, id);

  return phone != NULL && (sim_request_is_admin (peer) || phone->owner == sim_peer_get_extension (peer))
           ? phone : NULL;
}

SIM_HANDLER (sim_handle_get_pn_application_info)
{
  const char *name = pal_params_get_text (params, "appname");
  g_autofree char *word = g_strdup_printf ("%" G_GINT64_FORMAT, pal_params_get_int (params, "service_id", 0));
  SimPushService service = sim_push_service_from_word (word);
  SimPushApplication *application;

  if (service == SIM_PUSH_NONE)
    return sim_refuse (error, SIM_ERROR_PARAMS, "service_id", "no service has the number %s", word);
  application = sim_push_application_find (world, service, name);
  if (application == NULL)
    return sim_refuse (error, SIM_ERROR_REFUSED, "appname", "no application of this service is called “%s”",
                       name);

  sim_writer_begin (reply, NULL, '{');
  sim_writer_text (reply, "appid", application->id);
  sim_writer_text (reply, "desc", application->desc);
  sim_writer_end (reply, '}');

  return TRUE;
}

static gboolean
read_command (SimPushRequest *request, SimWriter *reply)
{
  const char *command = pal_params_get_text (request->params, "command");

  request->adds = strcmp (command, "add") == 0 || strcmp (command, "set") == 0;
  if (request->adds || strcmp (command, "remove") == 0)
    return TRUE;

  reply_error (reply, "command: neither add nor remove: %s", command);
  return FALSE;
}

static gboolean
read_services (SimPushRequest *request, SimWriter *reply)
{
  const char *const *words = pal_params_get_list (request->params, "service_id");

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      SimPushService service = sim_push_service_from_word (words[i]);

      if (service == SIM_PUSH_NONE || request->n_services == G_N_ELEMENTS (request->services))
        {
          reply_error (reply, "service_id: no such service, or too many: %s", words[i]);
          return FALSE;
        }
      request->services[request->n_services++] = service;
    }
  if (request->adds && request->n_services == 0)
    {
      reply_error (reply, "service_id is missing");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_user (SimPushRequest *request, SimPeer *peer, SimWriter *reply)
{
  const char *username = pal_params_get_text (request->params, "username");
  gsize length = strlen (username);

  request->is_voip = g_str_has_suffix (username, VOIP_USER_SUFFIX);
  if (request->is_voip)
    length -= strlen (VOIP_USER_SUFFIX);
  request->username = g_strndup (username, length);
  if (find_own_phone (peer, request->tenant, request->username) != NULL)
    return TRUE;

  reply_error (reply, "username: not a phone of yours: %s", username);
  return FALSE;
}

/* What the guide wants for each service. */
static const char *
find_missing (SimPushRequest *request, SimPushService service)
{
  static const char *const of_web[] = { "endpoint", "key", "auth_secret", NULL };
  static const char *const of_others[] = { "device_id", NULL };
  const char *const *names = service == SIM_PUSH_WEB ? of_web : of_others;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = pal_params_get_text (request->params, names[i]);

      if (value == NULL || *value == '\0')
        return names[i];
    }

  return NULL;
}

static gboolean
check_members (SimPushRequest *request, SimWriter *reply)
{
  request->application = pal_params_get_text (request->params, "application_id");
  if (request->application != NULL && g_str_has_suffix (request->application, VOIP_APPLICATION_SUFFIX))
    request->is_voip = TRUE;
  if (!request->adds)
    return TRUE;
  if (request->application == NULL || *request->application == '\0')
    {
      reply_error (reply, "application_id is missing");
      return FALSE;
    }

  for (guint i = 0; i < request->n_services; i++)
    {
      SimPushService service = request->services[i];
      const char *missing = find_missing (request, service);

      if (missing != NULL)
        reply_error (reply, "%s is missing", missing);
      else if (sim_push_application_find_id (request->tenant->world, service, request->application) == NULL)
        reply_error (reply, "application_id: no application of this service: %s", request->application);
      else
        continue;
      return FALSE;
    }

  return TRUE;
}

static void
set_text (char **text, const PalParams *params, const char *name)
{
  g_free (*text);
  *text = g_strdup (pal_params_get_text (params, name));
}

static void
add_device (SimPushRequest *request, SimPushService service, gboolean is_voip)
{
  SimWorld *world = request->tenant->world;
  const char *id = sim_push_application_find_id (world, service, request->application)->id;
  SimPushDevice *device = sim_push_device_ensure (request->tenant, request->username, service, id, is_voip);

  set_text (&device->device, request->params, "device_id");
  if (is_voip && pal_params_has (request->params, "device_id_voip"))
    set_text (&device->device, request->params, "device_id_voip");
  set_text (&device->endpoint, request->params, "endpoint");
  set_text (&device->key, request->params, "key");
  set_text (&device->auth_secret, request->params, "auth_secret");
  set_text (&device->user_agent, request->params, "user_agent");
}

static gboolean
is_meant (SimPushRequest *request, SimPushDevice *device)
{
  gboolean of_service = request->n_services == 0;

  for (guint i = 0; i < request->n_services; i++)
    of_service |= request->services[i] == device->service;

  return of_service && strcmp (device->username, request->username) == 0
         && (!request->is_voip || device->is_voip)
         && (request->application == NULL || *request->application == '\0'
             || g_str_has_prefix (request->application, device->application));
}

static guint
remove_devices (SimPushRequest *request)
{
  GPtrArray *devices = request->tenant->push_devices;
  guint n = 0;

  for (guint i = devices->len; i > 0; i--)
    if (is_meant (request, g_ptr_array_index (devices, i - 1)))
      {
        g_ptr_array_remove_index (devices, i - 1);
        n++;
      }

  return n;
}

static gboolean
manage (SimPushRequest *request, SimWriter *reply)
{
  if (!request->adds)
    {
      if (remove_devices (request) == 0)
        return reply_error (reply, "no device is registered");
    }
  else
    {
      for (guint i = 0; i < request->n_services; i++)
        {
          add_device (request, request->services[i], request->is_voip);
          if (!request->is_voip && pal_params_get_boolean (request->params, "add_voip", FALSE))
            add_device (request, request->services[i], TRUE);
        }
    }
  sim_writer_text (reply, NULL, "Succeeded:");

  return TRUE;
}

SIM_HANDLER (sim_handle_pn_manage)
{
  SimPushRequest request = { .tenant = sim_request_tenant (peer, params, error), .params = params };
  gboolean answered = TRUE;

  if (request.tenant == NULL)
    return FALSE;

  if (read_command (&request, reply) && read_services (&request, reply) && read_user (&request, peer, reply)
      && check_members (&request, reply))
    answered = manage (&request, reply);
  g_free (request.username);

  return answered;
}

static char *
write_message (SimWorld *world, const PalParams *params)
{
  static const char *const texts[] = { "title", "message", "button", "sound_file", "image_file" };
  static const char *const numbers[] = { "expires", "counter", "priority" };
  GString *out = g_string_new (NULL);
  SimWriter writer;

  sim_writer_init (&writer, out);
  sim_writer_begin (&writer, NULL, '{');
  sim_writer_int (&writer, "time", sim_clock_get_time (world->clock));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (pal_params_has (params, texts[i]))
      sim_writer_text (&writer, texts[i], pal_params_get_text (params, texts[i]));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (pal_params_has (params, numbers[i]))
      sim_writer_int (&writer, numbers[i], pal_params_get_int (params, numbers[i], 0));
  sim_writer_end (&writer, '}');

  return g_string_free (out, FALSE);
}

static guint
send_to (SimTenant *tenant, const char *phone, const char *message)
{
  guint n = 0;

  for (guint i = 0; i < tenant->push_devices->len; i++)
    {
      SimPushDevice *device = g_ptr_array_index (tenant->push_devices, i);

      if (device->is_voip || strcmp (device->username, phone) != 0)
        continue;
      if (device->sent->len == MAX_SENT)
        g_ptr_array_remove_index (device->sent, 0);
      g_ptr_array_add (device->sent, g_strdup (message));
      n++;
    }

  return n;
}

SIM_HANDLER (sim_handle_pn_send)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *username = pal_params_get_text (params, "username");
  gboolean by_phone = g_strcmp0 (pal_params_get_text (params, "type"), "phone_id") == 0;
  g_autofree char *message = NULL;
  g_autofree char *text = NULL;
  SimExtension *user;
  SimPhone *phone;
  guint n = 0;

  if (tenant == NULL)
    return FALSE;
  if (pal_params_get_int (params, "expires", 0) < 0)
    return sim_refuse (error, SIM_ERROR_PARAMS, "expires", "less than nothing");

  phone = by_phone ? find_own_phone (peer, tenant, username) : NULL;
  user = by_phone ? NULL : sim_tenant_get_extension (tenant, username);
  if (user != NULL && (!user->is_user
                       || (!sim_request_is_admin (peer) && user != sim_peer_get_extension (peer))))
    user = NULL;
  if (phone == NULL && user == NULL)
    return reply_error (reply, "username: not yours, or unknown: %s", username);

  message = write_message (world, params);
  if (phone != NULL)
    n = send_to (tenant, phone->id, message);
  for (guint i = 0; user != NULL && i < user->phones->len; i++)
    n += send_to (tenant, ((SimPhone *) g_ptr_array_index (user->phones, i))->id, message);
  if (n == 0)
    return reply_error (reply, "no device is registered for %s", username);
  text = g_strdup_printf ("Succeeded: %u", n);
  sim_writer_text (reply, NULL, text);

  return TRUE;
}
