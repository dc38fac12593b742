/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Route templates: the system administrator's, and what tenants may see and change of them. */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "sim/sim-route.h"

#define N_REQUIRED 7

static SimTemplate *
find_template (SimWorld *world, const PalParams *params, GError **error)
{
  const char *name = pal_params_get_text (params, "template");
  SimTemplate *template = sim_template_find (world, name);

  if (template == NULL)
    sim_refuse (error, SIM_ERROR_REFUSED, "template", "no template is called “%s”", name);

  return template;
}

SIM_HANDLER (sim_handle_get_route_template_names)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);

  if (tenant == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < world->templates->len; i++)
    {
      SimTemplate *template = g_ptr_array_index (world->templates, i);

      if (sim_template_is_of (template, tenant))
        sim_writer_text (reply, NULL, template->name);
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

/* What a tenant may not see is empty; whose it is and what it is called anybody may know. */
static gboolean
is_listed (SimTemplate *template, guint field)
{
  return field == SIM_FIELD_TENANT || field == SIM_FIELD_NAME
         || (field != SIM_FIELD_PASSWORD && (template->list >> field & 1) != 0);
}

static void
write_routes (SimTemplate *template, SimTenant *tenant, gboolean everything, SimWriter *reply)
{
  for (guint i = 0; i < template->routes->len; i++)
    {
      char **route = g_ptr_array_index (template->routes, i);

      if (!sim_route_is_of (route, tenant))
        continue;
      sim_writer_begin (reply, NULL, '[');
      for (guint j = 0; j < SIM_N_FIELDS; j++)
        sim_writer_text (reply, NULL, everything || is_listed (template, j) ? route[j] : "");
      sim_writer_end (reply, ']');
    }
}

SIM_HANDLER (sim_handle_get_all_dids)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);

  if (tenant == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < world->templates->len; i++)
    {
      SimTemplate *template = g_ptr_array_index (world->templates, i);

      if (template->is_did)
        write_routes (template, tenant, FALSE, reply);
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

SIM_HANDLER (sim_handle_get_route_variables)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimTemplate *template = tenant != NULL ? find_template (world, params, error) : NULL;

  if (template == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  write_routes (template, tenant, TRUE, reply);
  sim_writer_end (reply, ']');

  return TRUE;
}

/* The values of a request when they make a route; NULL with an error. */
static const char *const *
get_values (SimWorld *world, const PalParams *params, GError **error)
{
  const char *const *values = pal_params_get_list (params, "values");
  guint n = values != NULL ? g_strv_length ((char **) values) : 0;

  if (n < N_REQUIRED || n > SIM_N_FIELDS)
    sim_refuse (error, SIM_ERROR_PARAMS, "values", "%u values; 7 to 33 are wanted", n);
  else if (strcmp (values[SIM_FIELD_ENABLED], "0") != 0 && strcmp (values[SIM_FIELD_ENABLED], "1") != 0)
    sim_refuse (error, SIM_ERROR_PARAMS, "values", "value 0, enabled, is neither 0 nor 1");
  else if (sim_world_get_tenant (world, values[SIM_FIELD_TENANT]) == NULL)
    sim_refuse (error, SIM_ERROR_REFUSED, "values", "value 1: no tenant is called “%s”",
                values[SIM_FIELD_TENANT]);
  else if (*values[SIM_FIELD_NAME] == '\0')
    sim_refuse (error, SIM_ERROR_PARAMS, "values", "value 2, the name of the route, is empty");
  else
    return values;

  return NULL;
}

SIM_HANDLER (sim_handle_insert_route_variables)
{
  SimTemplate *template = find_template (world, params, error);
  const char *const *values;

  if (template == NULL || (values = get_values (world, params, error)) == NULL)
    return FALSE;
  if (sim_template_find_route (template, values[SIM_FIELD_NAME], NULL) != NULL)
    return sim_refuse (error, SIM_ERROR_REFUSED, "values", "the route “%s” exists already",
                       values[SIM_FIELD_NAME]);

  sim_template_add_route (template, values);
  sim_writer_boolean (reply, NULL, TRUE);

  return TRUE;
}

static char **
find_route (SimTemplate *template, const char *parameter, const char *name, guint *index, GError **error)
{
  char **route = sim_template_find_route (template, name, index);

  if (route == NULL)
    sim_refuse (error, SIM_ERROR_REFUSED, parameter, "no route is called “%s”", name);

  return route;
}

/* Values that are not given stay as they are. */
SIM_HANDLER (sim_handle_update_route_variables)
{
  SimTemplate *template = find_template (world, params, error);
  gboolean with_password = pal_params_get_boolean (params, "update_password", FALSE);
  const char *const *values;
  char **route;

  if (template == NULL || (values = get_values (world, params, error)) == NULL)
    return FALSE;
  route = find_route (template, "values", values[SIM_FIELD_NAME], NULL, error);
  if (route == NULL)
    return FALSE;

  for (guint i = 0; values[i] != NULL; i++)
    if (i != SIM_FIELD_PASSWORD || with_password)
      sim_route_set (route, i, values[i]);
  sim_writer_boolean (reply, NULL, TRUE);

  return TRUE;
}

SIM_HANDLER (sim_handle_delete_route_variables)
{
  SimTemplate *template = find_template (world, params, error);
  guint index = 0;

  if (template == NULL
      || find_route (template, "name", pal_params_get_text (params, "name"), &index, error) == NULL)
    return FALSE;

  g_ptr_array_remove_index (template->routes, index);
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}

/* What setDid is to change, by field; FALSE with an error when one of them is closed to tenants. */
static gboolean
read_changes (SimTemplate *template, const PalParams *params, const char *changes[SIM_N_FIELDS],
              GError **error)
{
  for (guint field = 0; field < SIM_N_FIELDS; field++)
    {
      g_autofree char *name = sim_field_to_name (field);

      if ((field != SIM_FIELD_ENABLED && field < SIM_FIELD_V1) || !pal_params_has (params, name))
        continue;
      if ((template->edit >> field & 1) == 0)
        return sim_refuse (error, SIM_ERROR_REFUSED, name, "No permission.");
      changes[field] = pal_params_get_text (params, name);
    }

  return TRUE;
}

SIM_HANDLER (sim_handle_set_did)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimTemplate *template = tenant != NULL ? find_template (world, params, error) : NULL;
  const char *name = pal_params_get_text (params, "name");
  const char *changes[SIM_N_FIELDS] = { NULL };
  char **route;

  if (template == NULL)
    return FALSE;
  if (!template->is_did)
    return sim_refuse (error, SIM_ERROR_REFUSED, "template", "“%s” is not configured as DID", template->name);
  route = sim_template_find_route (template, name, NULL);
  if (route == NULL || !sim_route_is_of (route, tenant))
    return sim_refuse (error, SIM_ERROR_REFUSED, "name", "no route is called “%s”", name);
  if (!read_changes (template, params, changes, error))
    return FALSE;

  for (guint field = 0; field < SIM_N_FIELDS; field++)
    if (changes[field] != NULL)
      sim_route_set (route, field, changes[field]);
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}
