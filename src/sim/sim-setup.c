/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the options of the command line, or a world file, to a world. */
#include "sim/sim-server-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "sim/sim-json.h"

static void
load_extension (SimTenant *tenant, JsonObject *object)
{
  const char *number = sim_json_text (object, "extension", NULL);
  const char *type = sim_json_text (object, "type", "user");
  SimExtension *extension;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (number == NULL)
    return;

  extension = sim_tenant_get_extension (tenant, number);
  if (extension == NULL)
    extension = sim_tenant_add_extension (tenant, number, type);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (JSON_NODE_HOLDS_VALUE (node) && strcmp (name, "extension") != 0 && strcmp (name, "registered") != 0)
      sim_extension_set (extension, name, sim_json_text (object, name, ""));
  for (guint i = 0; i < extension->phones->len; i++)
    sim_phone_set_registered (g_ptr_array_index (extension->phones, i),
                              sim_json_boolean (object, "registered", TRUE));
}

static void
load_texts (GPtrArray *into, JsonObject *object, const char *member)
{
  JsonArray *array = sim_json_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = json_array_get_string_element (array, i);

      if (text != NULL)
        g_ptr_array_add (into, g_strdup (text));
    }
}

static void
load_tenant (SimWorld *world, JsonObject *object)
{
  const char *name = sim_json_text (object, "tenant", "-");
  SimTenant *tenant = world->tenants->len > 0 ? sim_world_get_tenant (world, name) : NULL;
  JsonArray *extensions = sim_json_array (object, "extensions");

  if (tenant == NULL)
    tenant = sim_world_add_tenant (world, name);
  for (guint i = 0; extensions != NULL && i < json_array_get_length (extensions); i++)
    {
      JsonNode *node = json_array_get_element (extensions, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        load_extension (tenant, json_node_get_object (node));
    }
  load_texts (tenant->parks, object, "parks");
  load_texts (tenant->lines, object, "lines");
}

gboolean
sim_world_load (SimWorld *self, const char *path, GError **error)
{
  g_autoptr(JsonNode) root = sim_json_load (path, error);
  JsonArray *tenants;

  if (root == NULL)
    return FALSE;

  tenants = sim_json_array (json_node_get_object (root), "tenants");
  if (tenants == NULL || json_array_get_length (tenants) == 0)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "%s: no “tenants”", path);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (tenants); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (tenants, i)))
      load_tenant (self, json_array_get_object_element (tenants, i));

  return TRUE;
}

SimWorld *
sim_server_make_world (const SimOptions *options, SimClock *clock, GError **error)
{
  g_autoptr(SimWorld) world = sim_world_new (clock, options->seed);

  world->auto_answer = options->auto_answer;
  if (options->world == NULL)
    sim_world_fill_office (world, options->users, options->contacts);
  else if (!sim_world_load (world, options->world, error))
    return NULL;

  return g_steal_pointer (&world);
}
