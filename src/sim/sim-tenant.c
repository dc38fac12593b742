/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tenant's properties allow. */
#include "sim/sim-world.h"

#include <string.h>

#include "sim/sim-call.h"
#include "sim/sim-route.h"

/* -1: no limit. */
static gint64
get_limit (SimTenant *self, const char *name)
{
  const char *text = g_hash_table_lookup (self->properties, name);

  return text != NULL && *text != '\0' ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static gboolean
check (SimTenant *self, const char *name, guint n, GError **error)
{
  gint64 limit = get_limit (self, name);

  if (limit < 0 || n < limit)
    return TRUE;

  g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "%s of the tenant is %" G_GINT64_FORMAT, name, limit);
  return FALSE;
}

gboolean
sim_tenant_may_add_user (SimTenant *self, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < self->order->len; i++)
    n += ((SimExtension *) g_ptr_array_index (self->order, i))->is_user;

  return check (self, "maxusers", n, error);
}

gboolean
sim_tenant_may_call (SimTenant *self, GError **error)
{
  return check (self, "maxsessions", g_hash_table_size (self->rooms), error);
}

gboolean
sim_tenant_may_record (SimTenant *self, GError **error)
{
  GHashTableIter iter;
  gpointer leg;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, NULL, &leg))
    n += ((SimLeg *) leg)->recording;

  return check (self, "maxrecordingsessions", n, error);
}

void
sim_tenant_rename (SimTenant *self, const char *name)
{
  GPtrArray *templates = self->world->templates;

  for (guint i = 0; i < templates->len; i++)
    {
      GPtrArray *routes = ((SimTemplate *) g_ptr_array_index (templates, i))->routes;

      for (guint j = 0; j < routes->len; j++)
        {
          char **route = g_ptr_array_index (routes, j);

          if (strcmp (route[SIM_FIELD_TENANT], self->name) == 0)
            sim_route_set (route, SIM_FIELD_TENANT, name);
        }
    }
  g_free (self->name);
  self->name = g_strdup (name);
}
