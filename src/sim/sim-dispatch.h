/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-params.h"
#include "sim/sim-peer.h"
#include "sim/sim-writer.h"

G_BEGIN_DECLS

/* Writes exactly one value as the result, or returns FALSE with an error of SIM_ERROR. */
typedef gboolean (*SimHandler) (SimWorld *world, SimPeer *peer, const PalParams *params, SimWriter *reply,
                                GError **error);

SimHandler sim_dispatch_get_handler (PalMethodId id); /* NULL: not known to this server */
/* Answers one frame of requests. */
void       sim_dispatch_frame       (SimPeer *peer, GBytes *frame);

/* The tenant a request is about: the peer's own, or the one named by the system administrator. */
SimTenant    *sim_request_tenant    (SimPeer *peer, const PalParams *params, GError **error);
SimExtension *sim_request_extension (SimPeer *peer, const PalParams *params, const char *name,
                                     GError **error);
gboolean      sim_request_is_admin  (SimPeer *peer);
/* Whether an answer of so many rows of the properties asked for can be given. */
gboolean      sim_request_check_size (guint64 n_rows, const PalParams *params, GError **error);
/* Letters, digits and -_.+*#@, not too many: what extensions and tenants may be called. */
gboolean      sim_text_is_name      (const char *text);
/* An error whose text begins with the parameter at fault; always FALSE. */
gboolean      sim_refuse            (GError **error, SimError code, const char *parameter, const char *format,
                                     ...) G_GNUC_PRINTF (4, 5);
gboolean      sim_refuse_permission (GError **error); /* "No permission."; always FALSE */
void          sim_reply_succeeded   (SimWriter *reply, const char *id);   /* "succeeded:" */
void          sim_reply_failed      (SimWriter *reply, const char *why);  /* "failed: …" */

#define SIM_HANDLER(name) \
  gboolean name (SimWorld *world, SimPeer *peer, const PalParams *params, SimWriter *reply, GError **error)

SIM_HANDLER (sim_handle_barge);
SIM_HANDLER (sim_handle_call_forward);
SIM_HANDLER (sim_handle_cancel_transfer);
SIM_HANDLER (sim_handle_conference);
SIM_HANDLER (sim_handle_create_auth_header);
SIM_HANDLER (sim_handle_create_extension);
SIM_HANDLER (sim_handle_create_tenant);
SIM_HANDLER (sim_handle_delete_contact);
SIM_HANDLER (sim_handle_delete_extension);
SIM_HANDLER (sim_handle_delete_note);
SIM_HANDLER (sim_handle_delete_route_variables);
SIM_HANDLER (sim_handle_disconnect);
SIM_HANDLER (sim_handle_get_all_dids);
SIM_HANDLER (sim_handle_get_app_data);
SIM_HANDLER (sim_handle_get_contact);
SIM_HANDLER (sim_handle_get_contact_list);
SIM_HANDLER (sim_handle_get_extension_properties);
SIM_HANDLER (sim_handle_get_extensions);
SIM_HANDLER (sim_handle_get_note);
SIM_HANDLER (sim_handle_get_note_names);
SIM_HANDLER (sim_handle_get_options);
SIM_HANDLER (sim_handle_get_phonebooks);
SIM_HANDLER (sim_handle_get_plan_switch_timer);
SIM_HANDLER (sim_handle_get_pn_application_info);
SIM_HANDLER (sim_handle_get_product_info);
SIM_HANDLER (sim_handle_get_route_template_names);
SIM_HANDLER (sim_handle_get_route_variables);
SIM_HANDLER (sim_handle_get_talker_info);
SIM_HANDLER (sim_handle_get_tenant_properties);
SIM_HANDLER (sim_handle_get_token);
SIM_HANDLER (sim_handle_get_voicemails);
SIM_HANDLER (sim_handle_hold);
SIM_HANDLER (sim_handle_insert_route_variables);
SIM_HANDLER (sim_handle_line);
SIM_HANDLER (sim_handle_login);
SIM_HANDLER (sim_handle_make_call);
SIM_HANDLER (sim_handle_park);
SIM_HANDLER (sim_handle_ping);
SIM_HANDLER (sim_handle_pn_manage);
SIM_HANDLER (sim_handle_pn_send);
SIM_HANDLER (sim_handle_remote_control);
SIM_HANDLER (sim_handle_search_extensions);
SIM_HANDLER (sim_handle_send_dtmf);
SIM_HANDLER (sim_handle_set_app_data);
SIM_HANDLER (sim_handle_set_contact);
SIM_HANDLER (sim_handle_set_did);
SIM_HANDLER (sim_handle_set_extension_properties);
SIM_HANDLER (sim_handle_set_note);
SIM_HANDLER (sim_handle_set_plan_switch_timer);
SIM_HANDLER (sim_handle_set_tenant_properties);
SIM_HANDLER (sim_handle_start_recording);
SIM_HANDLER (sim_handle_stop_recording);
SIM_HANDLER (sim_handle_transfer);
SIM_HANDLER (sim_handle_unhold);
SIM_HANDLER (sim_handle_unpark);
SIM_HANDLER (sim_handle_update_route_variables);

G_END_DECLS
