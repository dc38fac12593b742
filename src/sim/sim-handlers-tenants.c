/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tenants and their properties: the system administrator's. */
#include "sim/sim-dispatch.h"

#include <string.h>

#define UNLIMITED "-1"

static const char *const tenant_properties[] = {
  "tenantid", "desc", "maxrecordingsessions", "maxusers", "maxsessions", NULL
};

static void
set (SimTenant *tenant, const char *name, const char *value)
{
  g_hash_table_insert (tenant->properties, g_strdup (name), g_strdup (value));
}

SIM_HANDLER (sim_handle_create_tenant)
{
  const char *name = pal_params_get_text (params, "tenant");
  SimTenant *tenant;

  if (!sim_text_is_name (name) || sim_world_get_tenant (world, name) != NULL)
    return sim_refuse (error, SIM_ERROR_REFUSED, "tenant", "“%s” exists already, or is no name", name);

  tenant = sim_world_add_tenant (world, name);
  set (tenant, "tenantid", name);
  set (tenant, "maxrecordingsessions", UNLIMITED);
  set (tenant, "maxusers", UNLIMITED);
  set (tenant, "maxsessions", UNLIMITED);
  sim_writer_boolean (reply, NULL, TRUE);

  return TRUE;
}

SIM_HANDLER (sim_handle_get_tenant_properties)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *const *names = pal_params_get_list (params, "property_names");

  if (tenant == NULL)
    return FALSE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!g_strv_contains (tenant_properties, names[i]))
      return sim_refuse (error, SIM_ERROR_PARAMS, "property_names", "no property is called “%s”", names[i]);

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (tenant->properties, names[i]);

      sim_writer_text (reply, NULL, value != NULL ? value : "");
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

static gboolean
check_property (SimTenant *tenant, const char *name, const char *value, GError **error)
{
  SimTenant *other;
  gint64 number;

  if (!g_strv_contains (tenant_properties, name))
    return sim_refuse (error, SIM_ERROR_PARAMS, "properties", "no property is called “%s”", name);
  if (g_str_has_prefix (name, "max"))
    return g_ascii_string_to_signed (value, 10, -1, G_MAXINT, &number, NULL)
           || sim_refuse (error, SIM_ERROR_PARAMS, "properties", "%s: “%s” is no number, nor -1", name, value);
  if (strcmp (name, "tenantid") != 0 || strcmp (tenant->name, value) == 0)
    return TRUE;

  /* The first tenant answers to "-" besides its name. */
  other = *value != '\0' ? sim_world_get_tenant (tenant->world, value) : NULL;
  if (*value == '\0' || (other != NULL && other != tenant))
    return sim_refuse (error, SIM_ERROR_REFUSED, "properties", "tenantid: “%s” exists already, or is no name",
                       value);

  return TRUE;
}

SIM_HANDLER (sim_handle_set_tenant_properties)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  g_autofree const char **names = pal_params_get_members (params, "properties");

  if (tenant == NULL)
    return FALSE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!check_property (tenant, names[i], pal_params_get_member (params, "properties", names[i]), error))
      return FALSE;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *value = pal_params_get_member (params, "properties", names[i]);

      set (tenant, names[i], value);
      if (strcmp (names[i], "tenantid") == 0)
        sim_tenant_rename (tenant, value);
    }
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}
