/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The route template of the world: a DID template whose v1–v9 a tenant may list and edit. */
#include "sim/sim-dispatch.h"

#include <string.h>

#define TEMPLATE "DID"
#define N_FIELDS 33
#define N_REQUIRED 7
#define FIELD_ENABLED 0
#define FIELD_TENANT 1
#define FIELD_NAME 2
#define FIELD_PASSWORD 3
#define FIELD_V1 6
#define FIELD_W1 15

static gboolean
check_template (const PalParams *params, GError **error)
{
  const char *name = pal_params_get_text (params, "template");

  if (strcmp (name, TEMPLATE) == 0)
    return TRUE;

  g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "Template not found: %s", name);
  return FALSE;
}

static char **
find_row (SimWorld *world, const char *name, guint *index)
{
  for (guint i = 0; i < world->template_rows->len; i++)
    {
      char **row = g_ptr_array_index (world->template_rows, i);

      if (strcmp (row[FIELD_NAME], name) == 0)
        {
          if (index != NULL)
            *index = i;
          return row;
        }
    }

  return NULL;
}

static void
replace (char **row, guint field, const char *value)
{
  g_free (row[field]);
  row[field] = g_strdup (value);
}

SIM_HANDLER (sim_handle_get_route_template_names)
{
  sim_writer_begin (reply, NULL, '[');
  sim_writer_text (reply, NULL, TEMPLATE);
  sim_writer_end (reply, ']');

  return TRUE;
}

/* A tenant sees what its fields allow: never the password, and v1–v9 of the variables. */
static void
write_rows (SimWorld *world, SimTenant *tenant, gboolean everything, SimWriter *reply)
{
  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < world->template_rows->len; i++)
    {
      char **row = g_ptr_array_index (world->template_rows, i);

      if (strcmp (row[FIELD_TENANT], tenant->name) != 0)
        continue;
      sim_writer_begin (reply, NULL, '[');
      for (guint j = 0; j < N_FIELDS; j++)
        sim_writer_text (reply, NULL, everything || (j != FIELD_PASSWORD && j < FIELD_W1) ? row[j] : "");
      sim_writer_end (reply, ']');
    }
  sim_writer_end (reply, ']');
}

SIM_HANDLER (sim_handle_get_all_dids)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);

  if (tenant == NULL)
    return FALSE;

  write_rows (world, tenant, FALSE, reply);
  return TRUE;
}

SIM_HANDLER (sim_handle_get_route_variables)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);

  if (tenant == NULL || !check_template (params, error))
    return FALSE;

  write_rows (world, tenant, TRUE, reply);
  return TRUE;
}

/* The values of a request as a whole row; NULL with an error. */
static char **
make_row (const PalParams *params, GError **error)
{
  const char *const *values = pal_params_get_list (params, "values");
  guint n = values != NULL ? g_strv_length ((char **) values) : 0;
  char **row;

  if (n < N_REQUIRED || n > N_FIELDS || *values[FIELD_NAME] == '\0')
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS,
                           "Values 0 to 6, and a route name, are required");
      return NULL;
    }

  row = g_new0 (char *, N_FIELDS + 1);
  for (guint i = 0; i < N_FIELDS; i++)
    row[i] = g_strdup (i < n ? values[i] : "");

  return row;
}

SIM_HANDLER (sim_handle_insert_route_variables)
{
  g_auto(GStrv) row = NULL;

  if (!check_template (params, error) || (row = make_row (params, error)) == NULL)
    return FALSE;
  if (find_row (world, row[FIELD_NAME], NULL) != NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "Route exists already: %s", row[FIELD_NAME]);
      return FALSE;
    }

  g_ptr_array_add (world->template_rows, g_steal_pointer (&row));
  sim_writer_boolean (reply, NULL, TRUE);

  return TRUE;
}

SIM_HANDLER (sim_handle_update_route_variables)
{
  g_auto(GStrv) row = NULL;
  char **old;
  guint index = 0;

  if (!check_template (params, error) || (row = make_row (params, error)) == NULL)
    return FALSE;
  old = find_row (world, row[FIELD_NAME], &index);
  if (old == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "Route not found: %s", row[FIELD_NAME]);
      return FALSE;
    }

  if (!pal_params_get_boolean (params, "update_password", FALSE))
    replace (row, FIELD_PASSWORD, old[FIELD_PASSWORD]);
  g_strfreev (old);
  world->template_rows->pdata[index] = g_steal_pointer (&row);
  sim_writer_boolean (reply, NULL, TRUE);

  return TRUE;
}

SIM_HANDLER (sim_handle_delete_route_variables)
{
  guint index = 0;

  if (!check_template (params, error))
    return FALSE;
  if (find_row (world, pal_params_get_text (params, "name"), &index) == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "Route not found: %s",
                   pal_params_get_text (params, "name"));
      return FALSE;
    }

  g_ptr_array_remove_index (world->template_rows, index);
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}

static gboolean
has_closed_variable (const PalParams *params)
{
  for (guint i = 1; i <= 9; i++)
    {
      char w[] = { 'w', (char) ('0' + i), '\0' }, x[] = { 'x', (char) ('0' + i), '\0' };

      if (pal_params_has (params, w) || pal_params_has (params, x))
        return TRUE;
    }

  return FALSE;
}

SIM_HANDLER (sim_handle_set_did)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *enabled = pal_params_get_text (params, "enabled");
  char **row;

  if (tenant == NULL || !check_template (params, error))
    return FALSE;
  row = find_row (world, pal_params_get_text (params, "name"), NULL);
  if (row == NULL || strcmp (row[FIELD_TENANT], tenant->name) != 0)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "Route not found: %s",
                   pal_params_get_text (params, "name"));
      return FALSE;
    }
  if (has_closed_variable (params))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
      return FALSE;
    }

  if (enabled != NULL)
    replace (row, FIELD_ENABLED, enabled);
  for (guint i = 1; i <= 9; i++)
    {
      char name[] = { 'v', (char) ('0' + i), '\0' };

      if (pal_params_has (params, name))
        replace (row, FIELD_V1 + i - 1, pal_params_get_text (params, name));
    }
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}
