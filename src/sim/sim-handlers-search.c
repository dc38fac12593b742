/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extensions by their properties. */
#include "sim/sim-dispatch.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "sim/sim-json.h"

#define MAX_CONDITIONS 100

typedef enum { MATCH_STARTS, MATCH_ENDS, MATCH_EQUALS, MATCH_CONTAINS, MATCH_REGEX } SimMatch;

typedef struct
{
  char *property;
  char *text;
  SimMatch match;
  GRegex *regex;
} SimCondition;

static void
condition_free (gpointer data)
{
  SimCondition *condition = data;

  g_free (condition->property);
  g_free (condition->text);
  g_clear_pointer (&condition->regex, g_regex_unref);
  g_free (condition);
}

static gboolean
read_match (const char *word, SimMatch *match)
{
  static const char *const words[] = { "startswith", "endswith", "equals", "contains", "regex" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], word) == 0)
      {
        *match = (SimMatch) i;
        return TRUE;
      }

  return FALSE;
}

/* Regular expressions are for the whole value, as everywhere here. */
static gboolean
read_condition (GPtrArray *conditions, const char *parameter, JsonNode *node, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  const char *property, *text, *word;
  SimCondition *condition;
  JsonObject *object;
  SimMatch match;

  if (!JSON_NODE_HOLDS_OBJECT (node) || conditions->len == MAX_CONDITIONS)
    return sim_refuse (error, SIM_ERROR_PARAMS, parameter, "no object, or too many of them");

  object = json_node_get_object (node);
  property = sim_json_text (object, "property_name", NULL);
  text = sim_json_text (object, "text", NULL);
  word = sim_json_text (object, "type", "");
  if (property == NULL || text == NULL)
    return sim_refuse (error, SIM_ERROR_PARAMS, parameter, "property_name or text is missing");
  if (!read_match (word, &match))
    return sim_refuse (error, SIM_ERROR_PARAMS, parameter, "no type is called “%s”", word);

  condition = g_new0 (SimCondition, 1);
  g_ptr_array_add (conditions, condition);
  condition->property = g_strdup (property);
  condition->text = g_strdup (text);
  condition->match = match;
  if (match == MATCH_REGEX)
    {
      g_autofree char *whole = g_strdup_printf ("^(?:%s)$", text);

      condition->regex = g_regex_new (whole, 0, 0, &local_error);
      if (condition->regex == NULL)
        return sim_refuse (error, SIM_ERROR_PARAMS, parameter, "%s", local_error->message);
    }

  return TRUE;
}

/* NULL with an error; no conditions at all when the parameter is absent. */
static GPtrArray *
read_conditions (const PalParams *params, const char *parameter, GError **error)
{
  g_autoptr(GPtrArray) conditions = g_ptr_array_new_with_free_func (condition_free);
  const char *json = pal_params_get_text (params, parameter);
  g_autoptr(JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *array;

  if (json == NULL)
    return g_steal_pointer (&conditions);
  if (root == NULL)
    {
      sim_refuse (error, SIM_ERROR_PARAMS, parameter, "no JSON");
      return NULL;
    }

  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      if (!read_condition (conditions, parameter, root, error))
        return NULL;
      return g_steal_pointer (&conditions);
    }
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_condition (conditions, parameter, json_array_get_element (array, i), error))
      return NULL;

  return g_steal_pointer (&conditions);
}

static gboolean
fulfils (const SimCondition *condition, const char *value)
{
  switch (condition->match)
    {
    case MATCH_STARTS:
      return g_str_has_prefix (value, condition->text);
    case MATCH_ENDS:
      return g_str_has_suffix (value, condition->text);
    case MATCH_EQUALS:
      return strcmp (value, condition->text) == 0;
    case MATCH_CONTAINS:
      return strstr (value, condition->text) != NULL;
    case MATCH_REGEX:
    default:
      return g_regex_match (condition->regex, value, 0, NULL);
    }
}

static gboolean
extension_fulfils (SimExtension *extension, GPtrArray *conditions)
{
  for (guint i = 0; i < conditions->len; i++)
    {
      const SimCondition *condition = g_ptr_array_index (conditions, i);
      gboolean by_number = strcmp (condition->property, "extension") == 0;

      if (!fulfils (condition, by_number ? extension->number
                                         : sim_extension_get (extension, condition->property)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
tenant_fulfils (SimTenant *tenant, GPtrArray *conditions)
{
  for (guint i = 0; i < conditions->len; i++)
    {
      const SimCondition *condition = g_ptr_array_index (conditions, i);
      const char *value = g_hash_table_lookup (tenant->properties, condition->property);

      if (!fulfils (condition, value != NULL ? value : ""))
        return FALSE;
    }

  return TRUE;
}

static void
search (SimTenant *tenant, GPtrArray *conditions, const char *const *names, gint64 *limit, SimWriter *reply)
{
  for (guint i = 0; i < tenant->order->len && *limit != 0; i++)
    {
      SimExtension *extension = g_ptr_array_index (tenant->order, i);

      if (!extension_fulfils (extension, conditions))
        continue;
      *limit -= *limit > 0;
      if (names == NULL)
        {
          sim_writer_text (reply, NULL, extension->number);
          continue;
        }
      sim_writer_begin (reply, NULL, '[');
      sim_writer_text (reply, NULL, extension->number);
      for (guint j = 0; names[j] != NULL; j++)
        sim_writer_text (reply, NULL, sim_extension_get (extension, names[j]));
      sim_writer_end (reply, ']');
    }
}

/* The system administrator who names no tenant searches all that fulfil the tenant's conditions. */
SIM_HANDLER (sim_handle_search_extensions)
{
  g_autoptr(GPtrArray) conditions = read_conditions (params, "condition", error);
  g_autoptr(GPtrArray) of_tenant = conditions != NULL ? read_conditions (params, "tenant_condition", error)
                                                      : NULL;
  const char *const *names = pal_params_get_list (params, "property_names");
  gint64 limit = pal_params_get_int (params, "limit", -1);
  gboolean everywhere = sim_peer_get_role (peer) == PAL_ROLE_SYSTEM && !pal_params_has (params, "tenant");
  SimTenant *tenant = of_tenant != NULL ? sim_request_tenant (peer, params, error) : NULL;
  guint64 n_rows = 0;

  if (tenant == NULL)
    return FALSE;
  if (of_tenant->len > 0 && sim_peer_get_role (peer) != PAL_ROLE_SYSTEM)
    return sim_refuse (error, SIM_ERROR_REFUSED, "tenant_condition", "No permission.");
  if (limit < -1)
    return sim_refuse (error, SIM_ERROR_PARAMS, "limit", "less than -1");
  for (guint i = 0; i < world->tenants->len; i++)
    n_rows += ((SimTenant *) g_ptr_array_index (world->tenants, i))->order->len;
  if (!sim_request_check_size (limit < 0 ? n_rows : MIN ((guint64) limit, n_rows), params, error))
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < world->tenants->len; i++)
    {
      SimTenant *one = g_ptr_array_index (world->tenants, i);

      if ((one == tenant || everywhere) && tenant_fulfils (one, of_tenant))
        search (one, conditions, names, &limit, reply);
    }
  sim_writer_end (reply, ']');

  return TRUE;
}
