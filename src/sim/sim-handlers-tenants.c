/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tenants and their properties: the system administrator's. */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "pal/protocol/pal-properties.h"

static const PalProperty *
find_property (const char *name)
{
  return pal_property_lookup ("tenant", NULL, name, NULL);
}

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
    if (find_property (names[i]) == NULL)
      return sim_refuse (error, SIM_ERROR_PARAMS, "property_names", "no property is called “%s”", names[i]);

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (tenant->properties, names[i]);

      sim_writer_text (reply, NULL, value != NULL ? value : find_property (names[i])->default_value);
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

/* The value as it is kept, or NULL. */
static char *
read_value (SimTenant *tenant, const char *name, const char *value, GError **error)
{
  const PalProperty *row = find_property (name);
  g_autofree char *read = NULL;
  g_autoptr(GError) reason = NULL;
  SimTenant *other;

  if (row == NULL)
    sim_refuse (error, SIM_ERROR_PARAMS, "properties", "no property is called “%s”", name);
  else if ((read = pal_property_read (row, name, value, &reason)) == NULL)
    sim_refuse (error, SIM_ERROR_PARAMS, "properties", "%s", reason->message);
  if (read == NULL || strcmp (name, "tenantid") != 0 || strcmp (tenant->name, read) == 0)
    return g_steal_pointer (&read);

  /* The first tenant answers to "-" besides its name. */
  other = sim_world_get_tenant (tenant->world, read);
  if (!sim_text_is_name (read) || (other != NULL && other != tenant))
    {
      sim_refuse (error, SIM_ERROR_REFUSED, "properties", "tenantid: “%s” exists already, or is no name", read);
      return NULL;
    }

  return g_steal_pointer (&read);
}

SIM_HANDLER (sim_handle_set_tenant_properties)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  g_autofree const char **names = pal_params_get_members (params, "properties");
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (tenant == NULL)
    return FALSE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *value = pal_params_get_member (params, "properties", names[i]);

      g_ptr_array_add (values, read_value (tenant, names[i], value, error));
      if (g_ptr_array_index (values, i) == NULL)
        return FALSE;
    }
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      if (*value == '\0')
        g_hash_table_remove (tenant->properties, names[i]);
      else
        set (tenant, names[i], value);
      if (strcmp (names[i], "tenantid") == 0)
        sim_tenant_rename (tenant, value);
    }
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}
