/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of the records of a world file. */
#include "sim/sim-world-record.h"

gboolean
sim_read_fail (const SimRecord *record, const char *member, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "%s%s%s: %s", record->place,
               *record->place != '\0' && member != NULL ? "." : "", member != NULL ? member : "", why);

  return FALSE;
}

gboolean
sim_read_text (const SimRecord *record, const char *member, const char *fallback, const char **text,
           GError **error)
{
  JsonNode *node = json_object_get_member (record->object, member);

  *text = fallback;
  if (node == NULL)
    return fallback != NULL || sim_read_fail (record, member, error, "is missing");
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return sim_read_fail (record, member, error, "is no text");

  *text = json_node_get_string (node);
  return TRUE;
}

gboolean
sim_read_boolean (
    const SimRecord *record, const char *member, gboolean fallback, gboolean *truth, GError **error)
{
  JsonNode *node = json_object_get_member (record->object, member);

  *truth = fallback;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return sim_read_fail (record, member, error, "is neither true nor false");

  *truth = json_node_get_boolean (node);
  return TRUE;
}

gboolean
sim_read_int (const SimRecord *record, const char *member, gint64 fallback, gint64 from, gint64 to,
          gint64 *number, GError **error)
{
  const char *text;

  *number = fallback;
  if (!json_object_has_member (record->object, member))
    return TRUE;
  if (!sim_read_text (record, member, NULL, &text, error))
    return FALSE;

  return g_ascii_string_to_signed (text, 10, from, to, number, NULL)
         || sim_read_fail (record, member, error, "“%s” is no whole number from %" G_GINT64_FORMAT " to %"
                  G_GINT64_FORMAT, text, from, to);
}

gboolean
sim_read_members (const SimRecord *record, const char *const *known, GError **error)
{
  g_autoptr(GList) members = NULL;

  if (record->object == NULL)
    return sim_read_fail (record, NULL, error, "is no object");

  members = json_object_get_members (record->object);
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return sim_read_fail (record, l->data, error, "means nothing here");

  return TRUE;
}

gboolean
sim_read_each (const SimRecord *record, const char *member, SimRecordFunc func, GError **error)
{
  JsonNode *node = json_object_get_member (record->object, member);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return sim_read_fail (record, member, error, "is no array");

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place
          = g_strdup_printf ("%s%s%s[%u]", record->place, *record->place != '\0' ? "." : "", member, i);
      SimRecord one = *record;

      one.place = place;
      one.node = json_array_get_element (array, i);
      one.object = JSON_NODE_HOLDS_OBJECT (one.node) ? json_node_get_object (one.node) : NULL;
      if (!func (&one, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
sim_read_map (const SimRecord *record, const char *member, SimMemberFunc func, GError **error)
{
  JsonNode *node = json_object_get_member (record->object, member);
  g_autofree char *place = g_strdup_printf ("%s.%s", record->place, member);
  g_autoptr(GList) names = NULL;
  SimRecord map = *record;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return sim_read_fail (record, member, error, "is no object");

  map.place = place;
  map.object = json_node_get_object (node);
  names = json_object_get_members (map.object);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = sim_json_text (map.object, l->data, NULL);

      if (value == NULL)
        return sim_read_fail (&map, l->data, error, "is no text");
      if (!func (&map, l->data, value, error))
        return FALSE;
    }

  return TRUE;
}
