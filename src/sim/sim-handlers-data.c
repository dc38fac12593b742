/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vendor's programs ask beyond the guide: messages, tokens, and data they keep at the PBX. */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "sim/sim-mail.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 1000
#define MAX_DATA (1024 * 1024)
#define ERROR_NO_DATA ((SimError) -2000)

static void
write_message (SimWriter *reply, SimExtension *user, const SimMessage *message)
{
  SimExtension *from = sim_tenant_get_extension (user->tenant, message->from);

  sim_writer_begin (reply, NULL, '{');
  sim_writer_text (reply, "id", message->id);
  sim_writer_text (reply, "from", message->from);
  if (from != NULL)
    sim_writer_text (reply, "display_name", sim_extension_get (from, "name"));
  sim_writer_int (reply, "time", message->time);
  sim_writer_int (reply, "duration", message->seconds);
  sim_writer_text (reply, "status", message->is_new ? "new" : sim_message_state_to_word (message->state));
  sim_writer_end (reply, '}');
}

SIM_HANDLER (sim_handle_get_voicemails)
{
  SimExtension *user = sim_peer_get_extension (peer);
  const char *order = pal_params_get_text (params, "order");
  gboolean newest_first = order != NULL && g_ascii_strcasecmp (order, "desc") == 0;
  gint64 offset = pal_params_get_int (params, "offset", 0);
  gint64 limit = MIN (pal_params_get_int (params, "limit", DEFAULT_LIMIT), MAX_LIMIT);
  guint n;

  if (user == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "Mailbox not found.");
      return FALSE;
    }
  if (offset < 0 || limit < 0)
    return sim_refuse (error, SIM_ERROR_PARAMS, offset < 0 ? "offset" : "limit", "less than nothing");

  n = user->messages->len;
  sim_writer_begin (reply, NULL, '[');
  for (gint64 i = offset; i < n && limit > 0; i++, limit--)
    write_message (reply, user, g_ptr_array_index (user->messages, newest_first ? n - 1 - i : i));
  sim_writer_end (reply, ']');

  return TRUE;
}

/* Good for an hour, and the same for as long. */
static char *
make_token (SimPeer *peer, const char *purpose, const char *name)
{
  SimWorld *world = sim_peer_get_world (peer);
  g_autofree char *text =
    g_strdup_printf ("%s\n%s\n%s\n%" G_GINT64_FORMAT, purpose, sim_peer_get_tenant (peer)->name, name,
                     sim_clock_get_time (world->clock) / 3600000);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) world->system_password,
                                    strlen (world->system_password), text, -1);
}

SIM_HANDLER (sim_handle_get_token)
{
  g_autofree char *token = make_token (peer, "token", sim_peer_get_user (peer));

  sim_writer_begin (reply, NULL, '{');
  sim_writer_text (reply, "token", token);
  sim_writer_end (reply, '}');

  return TRUE;
}

static gboolean
has_phone (SimExtension *user, const char *id)
{
  for (guint i = 0; i < user->phones->len; i++)
    if (strcmp (((SimPhone *) g_ptr_array_index (user->phones, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

SIM_HANDLER (sim_handle_create_auth_header)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *username = pal_params_get_text (params, "username");
  g_autofree char *token = NULL;
  g_autofree char *header = NULL;
  gboolean found = FALSE;

  if (tenant == NULL)
    return FALSE;

  for (guint i = 0; i < tenant->order->len && !found; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);

      found = has_phone (user, username)
              && (sim_request_is_admin (peer) || user == sim_peer_get_extension (peer));
    }
  if (!found)
    return sim_refuse (error, SIM_ERROR_REFUSED, "username", "No permission.");

  token = make_token (peer, "sip", username);
  header = g_strconcat ("Bearer ", token, NULL);
  sim_writer_text (reply, NULL, header);

  return TRUE;
}

static char *
make_key (SimPeer *peer, const PalParams *params)
{
  return g_strdup_printf ("%s\n%s", sim_peer_get_user (peer), pal_params_get_text (params, "data_id"));
}

SIM_HANDLER (sim_handle_get_app_data)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  g_autofree char *key = make_key (peer, params);
  const char *data = tenant != NULL ? g_hash_table_lookup (tenant->app_data, key) : NULL;

  if (tenant == NULL)
    return FALSE;
  if (data == NULL)
    return sim_refuse (error, ERROR_NO_DATA, "data_id", "Data not found.");

  sim_writer_text (reply, NULL, data);
  return TRUE;
}

SIM_HANDLER (sim_handle_set_app_data)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *id = pal_params_get_text (params, "data_id");
  const char *data = pal_params_get_text (params, "data");

  if (tenant == NULL)
    return FALSE;
  if (*id == '\0' || strlen (data) > MAX_DATA)
    return sim_refuse (error, SIM_ERROR_PARAMS, *id == '\0' ? "data_id" : "data",
                       "empty, or more than %d bytes", MAX_DATA);

  g_hash_table_insert (tenant->app_data, make_key (peer, params), g_strdup (data));
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}
