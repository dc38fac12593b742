/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-arguments.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ctl/ctl-context.h"
#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-properties.h"

#define MAX_TEXT (16 * 1024 * 1024)

static gboolean
refuse (GError **error, const char *name, const char *words)
{
  g_propagate_error (error, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, name, "%s: %s", name, words));
  return FALSE;
}

/* As the table of users has it; what no table knows, by its name. */
static gboolean
is_secret_property (const char *key)
{
  const PalProperty *property = pal_property_lookup ("user", NULL, key, NULL);

  if (property != NULL)
    return property->kind == PAL_PROPERTY_KIND_SECRET;

  return strstr (key, "password") != NULL;
}

gboolean
ctl_arguments_is_secret (const PalMethod *method, const char *name)
{
  const PalParam *param = pal_method_find_param (method, name);
  const char *dot = strchr (name, '.');

  /* Of a map only some members are. */
  if (param != NULL)
    return param->type != PAL_PARAM_TYPE_MAP && (param->flags & PAL_PARAM_SECRET) != 0;

  return dot != NULL && is_secret_property (dot + 1);
}

static gboolean
read_secret (PalParams *params, const char *name, const char *shown, const char *value, GError **error)
{
  g_autofree char *argument = NULL;
  gboolean done;
  char *secret;

  if (value[0] != '@')
    {
      g_propagate_error (error, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, name,
                         _("“%s” is a secret, and arguments can be seen by everyone on this machine: give it as "
                           "%s=@FILE"), shown, shown));
      return FALSE;
    }

  secret = ctl_read_secret_file (value + 1, error);
  if (secret == NULL)
    return FALSE;

  argument = g_strconcat (name, "=", secret, NULL);
  done = pal_params_set_from_argument (params, argument, error);
  explicit_bzero (argument, strlen (argument));
  ctl_wipe (secret);

  return done;
}

/* A value of an array or object as the text it is sent as; NULL for null and for what holds others. */
static char *
dup_scalar (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  return json_to_string (node, FALSE);
}

static JsonNode *
parse (const char *name, const char *json, JsonNodeType type, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  if (node != NULL && json_node_get_node_type (node) == type)
    return g_steal_pointer (&node);

  refuse (error, name, type == JSON_NODE_ARRAY ? _("this is no JSON array") : _("this is no JSON object"));
  return NULL;
}

static gboolean
read_map (PalParams *params, const char *name, const char *json, GError **error)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));
  g_autoptr (JsonNode) node = parse (name, json, JSON_NODE_OBJECT, error);
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (node == NULL)
    return FALSE;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      g_autofree char *full = g_strconcat (name, ".", member, NULL);
      g_autofree char *text = dup_scalar (value);

      if (ctl_arguments_is_secret (method, full))
        return refuse (error, full, _("a secret is given as NAME=@FILE"));
      if (text == NULL)
        return refuse (error, full, _("must be a text, a number or a truth"));
      pal_params_set_member (params, name, member, text);
    }

  return TRUE;
}

/* At commas; empty elements count where their place means something. */
static char **
split_list (const PalParam *param, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0' || (param->flags & PAL_PARAM_COMMA_LIST) == 0)
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

static char **
read_elements (const PalParam *param, const char *name, const char *value, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (value[0] != '[')
    return split_list (param, value);

  node = parse (name, value, JSON_NODE_ARRAY, error);
  if (node == NULL)
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = dup_scalar (json_array_get_element (array, i));

      if (text == NULL)
        {
          refuse (error, name, _("each element must be a text, a number or a truth"));
          return NULL;
        }
      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

/* A list given again goes on. */
static gboolean
read_list (PalParams *params, const PalParam *param, const char *name, const char *value, GError **error)
{
  const char *const *before = pal_params_get_list (params, name);
  g_auto (GStrv) elements = read_elements (param, name, value, error);
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) all = NULL;
  gboolean is_one = (param->flags & PAL_PARAM_ONE_OR_LIST) != 0 && value[0] != '[';

  if (elements == NULL)
    return FALSE;
  if (before == NULL && is_one && g_strv_length (elements) == 1)
    {
      pal_params_set_text (params, name, elements[0]);
      return TRUE;
    }

  builder = g_strv_builder_new ();
  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    g_strv_builder_add (builder, before[i]);
  g_strv_builder_addv (builder, (const char **)elements);
  all = g_strv_builder_end (builder);
  pal_params_set_list (params, name, (const char *const *)all);

  return TRUE;
}

static gboolean
read_word (PalParams *params, const char *word, gsize prefix, GError **error)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));
  const char *equals = strchr (word, '=');
  g_autofree char *name = g_strndup (word, equals != NULL ? (gsize)(equals - word) : 0);
  const PalParam *param = pal_method_find_param (method, name);

  if (equals != NULL && ctl_arguments_is_secret (method, name))
    return read_secret (params, name, name + prefix, equals + 1, error);
  if (equals != NULL && param != NULL && param->type == PAL_PARAM_TYPE_LIST)
    return read_list (params, param, name, equals + 1, error);
  if (equals != NULL && param != NULL && param->type == PAL_PARAM_TYPE_MAP && equals[1] == '{')
    return read_map (params, name, equals + 1, error);
  if (!pal_params_set_from_argument (params, word, error))
    return FALSE;

  /* With two fallbacks the same: it has a reading. */
  if (param != NULL && param->type == PAL_PARAM_TYPE_BOOLEAN
      && pal_params_get_boolean (params, name, TRUE) == pal_params_get_boolean (params, name, FALSE))
    pal_params_set_boolean (params, name, pal_params_get_boolean (params, name, FALSE));

  return TRUE;
}

gboolean
ctl_arguments_read (PalParams *params, const char *prefix, char **words, GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_strconcat (prefix != NULL ? prefix : "", words[i], NULL);

      if (!read_word (params, word, prefix != NULL ? strlen (prefix) : 0, error))
        return FALSE;
    }

  return TRUE;
}

char *
ctl_arguments_read_text (const char *word, gboolean *is_argument, GError **error)
{
  *is_argument = word[0] != '@' && !g_str_equal (word, "-");
  if (*is_argument)
    return g_strdup (word);

  return ctl_read_text_file (word[0] == '@' ? word + 1 : word, MAX_TEXT, error);
}

gboolean
ctl_arguments_check_open (const PalMethod *method, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GList) names = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;

  names = json_object_get_members (json_node_get_object (node));
  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (node), link->data);

      if (method != NULL ? ctl_arguments_is_secret (method, link->data) : is_secret_property (link->data))
        return refuse (error, link->data, _("a secret may not stand among the arguments: say --raw @FILE"));
      if (JSON_NODE_HOLDS_OBJECT (value))
        {
          g_autofree char *text = json_to_string (value, FALSE);

          if (!ctl_arguments_check_open (NULL, text, error))
            return FALSE;
        }
    }

  return TRUE;
}
