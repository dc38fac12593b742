/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the control socket can be asked. */
#include "sim/sim-server-private.h"

#include <string.h>

#include "sim/sim-act.h"
#include "sim/sim-json.h"
#include "sim/sim-scenario.h"
#include "sim/sim-truth.h"
#include "sim/sim-world-file.h"

typedef gboolean (*SimControlFunc) (SimServer *server, JsonObject *request, SimWriter *reply, GError **error);

static SimTenant *
find_tenant (SimServer *server, JsonObject *request, GError **error)
{
  SimTenant *tenant = sim_world_get_tenant (sim_server_get_world (server),
                                            sim_json_text (request, "tenant", NULL));

  if (tenant == NULL)
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "no such tenant");

  return tenant;
}

static gboolean
control_world (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimTenant *tenant = find_tenant (server, request, error);

  if (tenant == NULL)
    return FALSE;

  sim_truth_write_tenant (reply, tenant);
  return TRUE;
}

static gboolean
control_calls (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  sim_truth_write_calls (reply, sim_server_get_world (server));
  return TRUE;
}

/* Those of one user, leg by leg. */
static gboolean
control_legs (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimTenant *tenant = find_tenant (server, request, error);
  SimExtension *user = tenant != NULL
                         ? sim_tenant_get_extension (tenant, sim_json_text (request, "user", NULL)) : NULL;

  if (user == NULL)
    {
      if (tenant != NULL)
        g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "no such user");
      return FALSE;
    }

  sim_truth_write_legs (reply, tenant, user);
  return TRUE;
}

static gboolean
control_cue (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimScenario *scenario = sim_server_get_scenario (server);

  if (scenario != NULL)
    return sim_scenario_cue (scenario, sim_json_text (request, "name", ""), error);

  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "no scenario is played");
  return FALSE;
}

static gboolean
control_fault (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  return sim_faults_inject (sim_server_get_faults (server), sim_json_text (request, "spec", ""), error);
}

static gboolean
control_lift (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  sim_faults_lift (sim_server_get_faults (server), sim_json_text (request, "name", NULL));
  return TRUE;
}

static gboolean
control_phone (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  return sim_act (sim_server_get_world (server), request, error);
}

/* Without a zone: it is that of the place. */
static gboolean
control_wall_time (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimWorld *world = sim_server_get_world (server);
  const char *text = sim_json_text (request, "is", NULL);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;
  g_autofree char *now = NULL;

  if (text != NULL && time == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "“%s” is no date and time", text);
      return FALSE;
    }
  if (time == NULL)
    time = sim_world_get_wall_time (world);
  else
    sim_world_set_wall_time (world, time);
  now = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  sim_writer_text (reply, "is", now);

  return TRUE;
}

static gboolean
control_advance (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimClock *clock = sim_server_get_world (server)->clock;

  sim_clock_advance (clock, sim_json_int (request, "ms", 0));
  sim_writer_int (reply, "time", sim_clock_get_time (clock));

  return TRUE;
}

static gboolean
control_peers (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  GPtrArray *peers = sim_server_get_peers (server);
  GPtrArray *urls = sim_server_get_urls (server);

  sim_writer_begin (reply, "peers", '[');
  for (guint i = 0; i < peers->len; i++)
    {
      SimPeer *peer = g_ptr_array_index (peers, i);

      sim_writer_begin (reply, NULL, '{');
      sim_writer_text (reply, "user", sim_peer_get_user (peer));
      sim_writer_text (reply, "url", sim_peer_get_url (peer));
      sim_writer_boolean (reply, "logged_in", sim_peer_is_logged_in (peer));
      sim_writer_int (reply, "queued", (gint64) sim_output_get_queued (sim_peer_get_output (peer)));
      sim_writer_end (reply, '}');
    }
  sim_writer_end (reply, ']');
  sim_writer_begin (reply, "urls", '[');
  for (guint i = 0; i < urls->len; i++)
    sim_writer_text (reply, NULL, g_ptr_array_index (urls, i));
  sim_writer_end (reply, ']');

  return TRUE;
}

/* Those that never came are left out. */
static gboolean
control_requests (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  const SimWorld *world = sim_server_get_world (server);

  sim_writer_begin (reply, "requests", '{');
  for (guint i = 0; i < PAL_N_METHODS; i++)
    if (world->n_requests[i] > 0)
      sim_writer_int (reply, pal_method_get (i)->name, (gint64) world->n_requests[i]);
  sim_writer_end (reply, '}');

  return TRUE;
}

static gboolean
control_server (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  const char *status = sim_json_text (request, "status", "active");

  sim_world_set_active (sim_server_get_world (server), strcmp (status, "active") == 0);
  return TRUE;
}

static gboolean
control_flood (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimTraffic *traffic = sim_server_get_traffic (server);

  if (json_object_has_member (request, "rate"))
    sim_traffic_flood (traffic, (guint) CLAMP (sim_json_int (request, "rate", 0), 0, 1000000),
                       (guint) CLAMP (sim_json_int (request, "users", 0), 0, G_MAXINT),
                       sim_json_int (request, "ms", 0), sim_json_boolean (request, "numbered", FALSE));
  sim_writer_int (reply, "changes", (gint64) sim_traffic_get_changes (traffic));

  return TRUE;
}

static gboolean
control_traffic (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  sim_traffic_set_calls (sim_server_get_traffic (server), sim_json_double (request, "calls", 0));
  return TRUE;
}

static gboolean
control_restart (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  sim_server_restart (server, (guint) CLAMP (sim_json_int (request, "ms", 200), 0, G_MAXINT),
                      sim_json_boolean (request, "keep", FALSE));
  return TRUE;
}

static gboolean
control_property (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimTenant *tenant = sim_world_get_tenant (sim_server_get_world (server),
                                            sim_json_text (request, "tenant", NULL));
  SimExtension *user = tenant != NULL
                         ? sim_tenant_get_extension (tenant, sim_json_text (request, "user", NULL)) : NULL;
  const char *name = sim_json_text (request, "name", NULL);

  if (user == NULL || name == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "no such user, or no “name”");
      return FALSE;
    }

  if (json_object_has_member (request, "value"))
    sim_extension_set (user, name, sim_json_text (request, "value", NULL));
  sim_writer_text (reply, "value", sim_extension_get (user, name));

  return TRUE;
}

/* Without a file the answer has the document, as text. */
static gboolean
control_save (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  const char *path = sim_json_text (request, "file", NULL);
  g_autofree char *text = NULL;

  if (path != NULL)
    return sim_world_save (sim_server_get_world (server), path, error);

  text = sim_world_to_text (sim_server_get_world (server));
  sim_writer_text (reply, "document", text);

  return TRUE;
}

static gboolean
control_push (SimServer *server, JsonObject *request, SimWriter *reply, GError **error)
{
  SimTenant *tenant = find_tenant (server, request, error);

  if (tenant == NULL)
    return FALSE;

  sim_truth_write_push (reply, tenant);
  return TRUE;
}

static const struct
{
  const char *name;
  SimControlFunc func;
} requests[] = {
  { "world", control_world },     { "calls", control_calls },   { "fault", control_fault },
  { "lift", control_lift },       { "phone", control_phone },   { "call", control_phone },
  { "advance", control_advance }, { "peers", control_peers },   { "server", control_server },
  { "flood", control_flood },     { "traffic", control_traffic }, { "restart", control_restart },
  { "property", control_property }, { "save", control_save },     { "push", control_push },
  { "wall-time", control_wall_time }, { "legs", control_legs },   { "cue", control_cue },
  { "requests", control_requests },
};

static gboolean
run (SimServer *server, const char *text, SimWriter *reply, GError **error)
{
  g_autoptr(JsonNode) root = sim_json_parse (text, error);
  const char *name;

  if (root == NULL)
    return FALSE;

  name = sim_json_text (json_node_get_object (root), "cmd", "");
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    if (strcmp (requests[i].name, name) == 0)
      return requests[i].func (server, json_node_get_object (root), reply, error);

  g_set_error (error, SIM_ERROR, SIM_ERROR_METHOD, "no request is called “%s”", name);
  return FALSE;
}

char *
sim_server_control (SimServer *self, const char *request)
{
  GString *text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  SimWriter writer;

  sim_writer_init (&writer, text);
  sim_writer_begin (&writer, NULL, '{');
  sim_writer_boolean (&writer, "ok", TRUE);
  if (!run (self, request, &writer, &error))
    {
      g_string_truncate (text, 0);
      sim_writer_init (&writer, text);
      sim_writer_begin (&writer, NULL, '{');
      sim_writer_boolean (&writer, "ok", FALSE);
      sim_writer_text (&writer, "error", error != NULL ? error->message : "it changed nothing");
    }
  sim_writer_end (&writer, '}');

  return g_string_free (text, FALSE);
}
