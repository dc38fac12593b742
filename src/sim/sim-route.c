/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Route templates and their routes; what a direct number leads to. */
#include "sim/sim-route.h"

#include <string.h>

static const char *const first_names[] = { "enabled", "tenant", "name", "password", "reserved1", "reserved2" };

void
sim_template_free (gpointer data)
{
  SimTemplate *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->routes);
  g_free (self);
}

SimTemplate *
sim_template_find (SimWorld *world, const char *name)
{
  for (guint i = 0; i < world->templates->len; i++)
    {
      SimTemplate *self = g_ptr_array_index (world->templates, i);

      if (strcmp (self->name, name) == 0)
        return self;
    }

  return NULL;
}

SimTemplate *
sim_template_add (SimWorld *world, const char *name)
{
  SimTemplate *self = g_new0 (SimTemplate, 1);

  self->name = g_strdup (name);
  self->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (world->templates, self);

  return self;
}

char **
sim_template_add_route (SimTemplate *self, const char *const *values)
{
  char **route = g_new0 (char *, SIM_N_FIELDS + 1);
  gboolean more = TRUE;

  for (guint i = 0; i < SIM_N_FIELDS; i++)
    {
      more = more && values[i] != NULL;
      route[i] = g_strdup (more ? values[i] : "");
    }
  g_ptr_array_add (self->routes, route);

  return route;
}

char **
sim_template_find_route (SimTemplate *self, const char *name, guint *index)
{
  for (guint i = 0; i < self->routes->len; i++)
    {
      char **route = g_ptr_array_index (self->routes, i);

      if (strcmp (route[SIM_FIELD_NAME], name) == 0)
        {
          if (index != NULL)
            *index = i;
          return route;
        }
    }

  return NULL;
}

gboolean
sim_route_is_of (char **route, SimTenant *tenant)
{
  return sim_world_get_tenant (tenant->world, route[SIM_FIELD_TENANT]) == tenant;
}

gboolean
sim_template_is_of (SimTemplate *self, SimTenant *tenant)
{
  if (self->is_did)
    return TRUE;
  for (guint i = 0; i < self->routes->len; i++)
    if (sim_route_is_of (g_ptr_array_index (self->routes, i), tenant))
      return TRUE;

  return FALSE;
}

void
sim_route_set (char **route, guint field, const char *value)
{
  char *old = route[field];

  route[field] = g_strdup (value);
  g_free (old);
}

guint
sim_field_from_name (const char *name)
{
  static const char families[] = "vwx";
  const char *family = *name != '\0' ? strchr (families, *name) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (first_names); i++)
    if (strcmp (first_names[i], name) == 0)
      return i;
  if (family == NULL || name[1] < '1' || name[1] > '9' || name[2] != '\0')
    return SIM_N_FIELDS;

  return SIM_FIELD_V1 + (guint) (family - families) * 9 + (guint) (name[1] - '1');
}

char *
sim_field_to_name (guint field)
{
  if (field < G_N_ELEMENTS (first_names))
    return g_strdup (first_names[field]);

  return g_strdup_printf ("%c%u", "vwx"[(field - SIM_FIELD_V1) / 9], (field - SIM_FIELD_V1) % 9 + 1);
}

const char *
sim_did_resolve (SimTenant *tenant, const char *number)
{
  GPtrArray *templates = tenant->world->templates;

  for (guint i = 0; i < templates->len; i++)
    {
      SimTemplate *self = g_ptr_array_index (templates, i);

      for (guint j = 0; self->is_did && j < self->routes->len; j++)
        {
          char **route = g_ptr_array_index (self->routes, j);

          if (strcmp (route[SIM_FIELD_V1], number) == 0 && sim_text_is_true (route[SIM_FIELD_ENABLED])
              && *route[SIM_FIELD_V1 + 1] != '\0' && sim_route_is_of (route, tenant))
            return route[SIM_FIELD_V1 + 1];
        }
    }

  return NULL;
}
