/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A tree of a result for those who want one. Built from our own scanner: json-glib's parser takes bad JSON,
 * recurses without a limit and refuses a whole message for one lone surrogate. */
#include "config.h"

#include "pal/protocol/pal-reply-private.h"

#define LARGE (64 * 1024) /* bytes above which a worker builds the tree */

static JsonNode *
number_to_node (const PalSlice *slice)
{
  g_autofree char *text = pal_slice_dup (slice);
  JsonNode *node = json_node_alloc ();
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return json_node_init_int (node, number);

  return json_node_init_double (node, g_ascii_strtod (text, NULL));
}

static JsonNode *
token_to_node (PalToken token, const PalSlice *slice)
{
  g_autofree char *text = NULL;
  JsonNode *node;

  switch (token)
    {
    case PAL_TOKEN_OBJECT:
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
      return node;
    case PAL_TOKEN_ARRAY:
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, json_array_new ());
      return node;
    case PAL_TOKEN_TEXT:
      text = pal_slice_dup (slice);
      return json_node_init_string (json_node_alloc (), text);
    case PAL_TOKEN_NUMBER:
      return number_to_node (slice);
    case PAL_TOKEN_TRUE:
    case PAL_TOKEN_FALSE:
      return json_node_init_boolean (json_node_alloc (), token == PAL_TOKEN_TRUE);
    case PAL_TOKEN_ERROR:
    case PAL_TOKEN_END:
    case PAL_TOKEN_PAUSE:
    case PAL_TOKEN_CLOSE:
    case PAL_TOKEN_NAME:
    case PAL_TOKEN_NULL:
    default:
      return json_node_init_null (json_node_alloc ());
    }
}

static JsonNode *
build_tree (const char *json, gsize length)
{
  JsonNode *parents[PAL_SCAN_MAX_DEPTH];
  g_autofree char *name = NULL;
  JsonNode *root = NULL;
  PalSlice slice;
  PalToken token;
  PalScan scan;

  pal_scan_init (&scan, json, length);
  while ((token = pal_scan_next (&scan, &slice)) > PAL_TOKEN_PAUSE)
    {
      gboolean is_container = token == PAL_TOKEN_OBJECT || token == PAL_TOKEN_ARRAY;
      guint depth = scan.depth - (is_container ? 1 : 0);
      JsonNode *node;

      if (token == PAL_TOKEN_CLOSE)
        continue;
      if (token == PAL_TOKEN_NAME)
        {
          g_free (name);
          name = pal_slice_dup (&slice);
          continue;
        }

      node = token_to_node (token, &slice);
      if (is_container)
        parents[depth] = node;

      if (depth == 0)
        root = node;
      else if (JSON_NODE_HOLDS_OBJECT (parents[depth - 1]))
        json_object_set_member (json_node_get_object (parents[depth - 1]), name, node);
      else
        json_array_add_element (json_node_get_array (parents[depth - 1]), node);
    }

  return root != NULL ? root : json_node_new (JSON_NODE_NULL);
}

JsonNode *
pal_reply_dup_tree (const PalReply *self)
{
  const PalSlice *json = self->result.text != NULL ? &self->result : &self->error;

  return build_tree (json->text, json->text != NULL ? json->length : 0);
}

static void
dup_tree_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, pal_reply_dup_tree (data), (GDestroyNotify) json_node_unref);
}

void
pal_reply_dup_tree_async (PalReply *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, pal_reply_dup_tree_async);
  g_task_set_task_data (task, pal_reply_ref (self), (GDestroyNotify) pal_reply_unref);
  if (MAX (self->result.length, self->error.length) > LARGE)
    g_task_run_in_thread (task, dup_tree_thread);
  else
    g_task_return_pointer (task, pal_reply_dup_tree (self), (GDestroyNotify) json_node_unref);
}

JsonNode *
pal_reply_dup_tree_finish (PalReply *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == pal_reply_dup_tree_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
