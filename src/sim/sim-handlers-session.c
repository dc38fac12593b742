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

SIM_HANDLER (sim_handle_get_product_info)
{
  guint users = 0;

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
    {
      sim_writer_text (reply, "webphone.allusers", "true");
      sim_writer_text (reply, "webphone.pal.mfa", "false");
      sim_writer_text (reply, "webphone.phonebook.personal.editable", "true");
      sim_writer_text (reply, "webphone.resource-line", "Line 1:line/1,Line 2:line/2");
    }
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
