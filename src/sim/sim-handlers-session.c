/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Login, ping and what the server says of itself. */
#include "sim/sim-dispatch.h"

#define VERSION "3.8.4.9"

SIM_HANDLER (sim_handle_login)
{
  if (!sim_peer_log_in (peer, pal_params_get_text (params, "login_password"), error))
    return FALSE;

  sim_writer_boolean (reply, NULL, TRUE);
  return TRUE;
}

SIM_HANDLER (sim_handle_ping)
{
  sim_writer_text (reply, NULL, "pong");
  return TRUE;
}

/* "Line 1:line/1,…", as web phones want it. */
static void
write_lines (SimWriter *reply, SimTenant *tenant)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < tenant->lines->len; i++)
    g_string_append_printf (lines, "%sLine %u:%s", i > 0 ? "," : "", i + 1,
                            (const char *) g_ptr_array_index (tenant->lines, i));
  sim_writer_text (reply, "webphone.resource-line", lines->str);
}

static void
write_webphone (SimWriter *reply, SimTenant *tenant)
{
  static const struct { const char *key, *value; } settings[] = {
    { "webphone.allusers", "true" },
    { "webphone.call.hold", "true" },
    { "webphone.call.park", "true" },
    { "webphone.call.record", "true" },
    { "webphone.call.transfer", "true" },
    { "webphone.dtmf.send.pal", "true" },
    { "webphone.pal.mfa", "false" },
    { "webphone.pal.ping_interval", "20000" },
    { "webphone.pal.ping_timeout", "30000" },
    { "webphone.phonebook.personal.editable", "true" },
    { "webphone.recents.max", "200" },
    { "webphone.users.max", "1000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    sim_writer_text (reply, settings[i].key, settings[i].value);
  write_lines (reply, tenant);
}

SIM_HANDLER (sim_handle_get_product_info)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  guint users = 0;

  if (tenant == NULL)
    return FALSE;

  for (guint i = 0; i < world->tenants->len; i++)
    users += ((SimTenant *) g_ptr_array_index (world->tenants, i))->order->len;

  sim_writer_begin (reply, NULL, '{');
  sim_writer_text (reply, "sip.tcp.port", "5060");
  sim_writer_text (reply, "sip.udp.port", "5060");
  sim_writer_text (reply, "pbx.port", "18080");
  sim_writer_int (reply, "users", users);
  sim_writer_int (reply, "concurrent", 50);
  sim_writer_text (reply, "product_id", "PALSIM");
  sim_writer_text (reply, "license_status", "active");
  sim_writer_text (reply, "options", "xye");
  sim_writer_text (reply, "pal.notify_registered", "true");
  sim_writer_text (reply, "version", VERSION);
  if (pal_params_get_boolean (params, "webphone", FALSE))
    write_webphone (reply, tenant);
  sim_writer_end (reply, '}');

  return TRUE;
}

SIM_HANDLER (sim_handle_get_options)
{
  sim_writer_begin (reply, NULL, '{');
  sim_writer_text (reply, "pn", "true");
  sim_writer_text (reply, "sdn", "true");
  sim_writer_end (reply, '}');

  return TRUE;
}
