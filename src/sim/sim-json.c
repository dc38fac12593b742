/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-json.h"

#include "sim/sim-world.h"

static void make_texts (JsonNode *node);

static void
member_cb (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  make_texts (node);
}

static void
element_cb (JsonArray *array, guint index, JsonNode *node, gpointer user_data)
{
  make_texts (node);
}

/* Whole numbers become texts: whoever wants a number reads it from the text, and a text that is lent lives as
 * long as the document. */
static void
make_texts (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), member_cb, NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), element_cb, NULL);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

      json_node_set_string (node, text);
    }
}

JsonNode *
sim_json_parse (const char *text, GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, -1, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARSE, "not a JSON object");
      return NULL;
    }

  make_texts (root);
  return json_parser_steal_root (parser);
}

JsonNode *
sim_json_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  JsonNode *root;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  root = sim_json_parse (text, error);
  if (root == NULL)
    g_prefix_error (error, "%s: ", path);

  return root;
}

static JsonNode *
value (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

const char *
sim_json_text (JsonObject *object, const char *member, const char *fallback)
{
  JsonNode *node = value (object, member);

  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? "true" : "false";

  return fallback;
}

double
sim_json_double (JsonObject *object, const char *member, double fallback)
{
  JsonNode *node = value (object, member);

  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtod (json_node_get_string (node), NULL);

  return json_node_get_double (node);
}

gint64
sim_json_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = value (object, member);

  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtoll (json_node_get_string (node), NULL, 10);

  return json_node_get_int (node);
}

gboolean
sim_json_boolean (JsonObject *object, const char *member, gboolean fallback)
{
  const char *text = sim_json_text (object, member, NULL);

  return text != NULL ? sim_text_is_true (text) : fallback;
}

JsonArray *
sim_json_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
