/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our reading and writing against tests/golden/wire, which was written by hand. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "pal/protocol/pal-enum-types.h"
#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-message.h"

static JsonNode *
load (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.json", GOLDEN_DIR, name);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

static void
assert_same_tree (JsonNode *a, JsonNode *b, const char *where)
{
  g_autofree char *left = json_to_string (a, FALSE);
  g_autofree char *right = json_to_string (b, FALSE);

  if (!json_node_equal (a, b))
    g_error ("%s: %s, not %s", where, left, right);
}

static void
assert_same_json (const char *a, const char *b, const char *where)
{
  g_autoptr (JsonNode) left = json_from_string (a, NULL);
  g_autoptr (JsonNode) right = json_from_string (b, NULL);

  g_assert_nonnull (left);
  g_assert_nonnull (right);
  assert_same_tree (left, right, where);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_string_member (object, name) : NULL;
}

static PalRole
get_role (JsonObject *exchange)
{
  const char *role = get_text (exchange, "role");

  if (role == NULL)
    return PAL_ROLE_NONE;

  return strcmp (role, "user") == 0    ? PAL_ROLE_USER
         : strcmp (role, "admin") == 0 ? PAL_ROLE_ADMIN
                                       : PAL_ROLE_SYSTEM;
}

static void
set_param (PalParams *params, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node))
    pal_params_set_text (params, name, json_node_get_string (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) values = NULL;

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        g_strv_builder_add (builder, json_array_get_string_element (json_node_get_array (node), i));
      values = g_strv_builder_end (builder);
      pal_params_set_list (params, name, (const char *const *) values);
    }
  else
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *value;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &member, &value))
        pal_params_set_member (params, name, member, json_node_get_string (value));
    }
}

static PalParams *
make_params (const PalMethod *method, JsonObject *set)
{
  PalParams *params = pal_params_new (method->id);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, set);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    set_param (params, name, node);

  return params;
}

static void
assert_param (const PalParams *params, const char *name, JsonNode *node)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));

  if (pal_method_find_param (method, name)->type == PAL_PARAM_TYPE_JSON)
    assert_same_json (pal_params_get_text (params, name), json_node_get_string (node), name);
  else if (JSON_NODE_HOLDS_VALUE (node))
    g_assert_cmpstr (pal_params_get_text (params, name), ==, json_node_get_string (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      const char *const *values = pal_params_get_list (params, name);
      JsonArray *array = json_node_get_array (node);

      g_assert_nonnull (values);
      g_assert_cmpuint (g_strv_length ((char **) values), ==, json_array_get_length (array));
      for (guint i = 0; i < json_array_get_length (array); i++)
        g_assert_cmpstr (values[i], ==, json_array_get_string_element (array, i));
    }
  else
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));
      g_autofree const char **names = pal_params_get_members (params, name);

      g_assert_cmpuint (g_strv_length ((char **) names), ==, g_list_length (members));
      for (GList *l = members; l != NULL; l = l->next)
        g_assert_cmpstr (pal_params_get_member (params, name, l->data), ==,
                         json_object_get_string_member (json_node_get_object (node), l->data));
    }
}

static void
check_written (const PalMethod *method, JsonObject *exchange)
{
  g_autoptr (PalParams) params = make_params (method, json_object_get_object_member (exchange, "set"));
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (JsonNode) written = NULL;
  g_autoptr (GError) error = NULL;
  gboolean valid = pal_params_validate (params, get_role (exchange), &error);

  if (json_object_has_member (exchange, "denied"))
    {
      g_assert_error (error, PAL_ERROR, PAL_ERROR_DENIED);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (valid);

  pal_message_write_request (
      out, get_text (json_object_get_object_member (exchange, "request"), "id")[0] - '0', params);
  written = json_from_string (out->str, &error);
  g_assert_no_error (error);
  assert_same_tree (written, json_object_get_member (exchange, "request"), method->name);
}

static gboolean
read_request (const PalRequest *request, gpointer user_data)
{
  JsonObject *exchange = user_data;
  const PalMethod *method = pal_method_lookup_len (request->method, request->method_length);
  g_autoptr (PalParams) params = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *expected = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_assert_nonnull (method);
  params = pal_params_read (method->id, request->params, request->params_length, &error);
  if (json_object_has_member (exchange, "unreadable"))
    {
      g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
      g_assert_cmpstr (pal_error_get_parameter (error), ==, get_text (exchange, "unreadable"));
      return TRUE;
    }
  g_assert_no_error (error);

  if (!json_object_has_member (exchange, "read") && !json_object_has_member (exchange, "set"))
    return TRUE;

  expected
      = json_object_get_object_member (exchange, json_object_has_member (exchange, "read") ? "read" : "set");
  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &node))
    assert_param (params, name, node);

  /* Nothing else was read: all that is expected, set anew, is written the same. */
  {
    g_autoptr (PalParams) again = make_params (method, expected);
    g_autoptr (GString) a = g_string_new (NULL);
    g_autoptr (GString) b = g_string_new (NULL);

    pal_params_write (params, a);
    pal_params_write (again, b);
    g_assert_cmpuint (a->len > 0, ==, b->len > 0);
    if (a->len > 0)
      assert_same_json (a->str, b->str, method->name);
  }

  return TRUE;
}

static void
check_read (const PalMethod *method, JsonObject *exchange)
{
  g_autofree char *text = json_to_string (json_object_get_member (exchange, "request"), TRUE);
  g_autoptr (GBytes) frame = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  gboolean is_batch;

  pal_message_read_requests (frame, &is_batch, read_request, exchange, &error);
  g_assert_no_error (error);
  g_assert_false (is_batch);
}

static void
assert_cell (PalReplyIter *iter, guint cell, const char *name, JsonNode *expected)
{
  const char *text = JSON_NODE_HOLDS_NULL (expected) ? NULL : json_node_get_string (expected);

  g_assert_cmpstr (name != NULL ? pal_reply_iter_get (iter, name) : pal_reply_iter_text (iter, cell), ==,
                   text);
}

static void
check_rows (const PalReply *reply, const PalMethod *method, JsonArray *rows)
{
  g_auto (PalReplyIter) iter = { NULL };

  pal_reply_iter_init_shape (&iter, reply, method->shape);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);

      g_assert_true (pal_reply_iter_next (&iter));
      if (JSON_NODE_HOLDS_ARRAY (row))
        {
          JsonArray *cells = json_node_get_array (row);

          g_assert_cmpuint (pal_reply_iter_n_cells (&iter), ==, json_array_get_length (cells));
          for (guint j = 0; j < json_array_get_length (cells); j++)
            assert_cell (&iter, j, NULL, json_array_get_element (cells, j));
        }
      else
        {
          g_autoptr (GList) names = json_object_get_members (json_node_get_object (row));

          g_assert_cmpuint (pal_reply_iter_n_cells (&iter), ==, g_list_length (names));
          for (GList *l = names; l != NULL; l = l->next)
            assert_cell (&iter, 0, l->data, json_object_get_member (json_node_get_object (row), l->data));
        }
    }
  g_assert_false (pal_reply_iter_next (&iter));
}

static void
check_reply (const PalMethod *method, JsonObject *exchange)
{
  g_autofree char *text = json_to_string (json_object_get_member (exchange, "reply"), FALSE);
  g_autoptr (GEnumClass) codes = g_type_class_ref (PAL_TYPE_ERROR);
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  const char *check = get_text (exchange, "check");

  reply = pal_reply_new_from_json (text, -1, &error);
  g_assert_no_error (error);
  pal_reply_check (reply, method, &error);

  if (strcmp (check, "ok") == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, PAL_ERROR, g_enum_get_value_by_nick (codes, check)->value);
  if (json_object_has_member (exchange, "words"))
    g_assert_cmpstr (pal_error_get_remote_text (error), ==, get_text (exchange, "words"));
  if (json_object_has_member (exchange, "text"))
    g_assert_cmpstr (pal_reply_get_text (reply), ==, get_text (exchange, "text"));
  g_assert_cmpstr (pal_reply_get_call_id (reply), ==, get_text (exchange, "call_id"));
  if (json_object_has_member (exchange, "rows"))
    check_rows (reply, method, json_object_get_array_member (exchange, "rows"));
}

static void
test_method (gconstpointer data)
{
  const PalMethod *method = data;
  g_autoptr (JsonNode) root = load (method->name);
  JsonArray *exchanges = json_node_get_array (root);
  guint n_written = 0, n_good = 0;

  for (guint i = 0; i < json_array_get_length (exchanges); i++)
    {
      JsonObject *exchange = json_array_get_object_element (exchanges, i);

      g_assert_nonnull (get_text (exchange, "note"));
      if (json_object_has_member (exchange, "set"))
        check_written (method, exchange);
      if (json_object_has_member (exchange, "request"))
        check_read (method, exchange);
      if (json_object_has_member (exchange, "reply"))
        check_reply (method, exchange);
      n_written += json_object_has_member (exchange, "set") && json_object_has_member (exchange, "request");
      n_good += g_strcmp0 (get_text (exchange, "check"), "ok") == 0;
    }

  g_assert_cmpuint (n_written, >, 0);
  g_assert_cmpuint (n_good, >, 0);
}

typedef struct
{
  JsonObject *expected;
  guint n_found;
} Comparison;

static void
expect_text (Comparison *comparison, const char *name, const char *text)
{
  if (!json_object_has_member (comparison->expected, name))
    {
      g_assert_true (text == NULL || *text == '\0');
      return;
    }

  comparison->n_found++;
  g_assert_cmpstr (text, ==, json_object_get_string_member (comparison->expected, name));
}

static void
expect_number (Comparison *comparison, const char *name, gint64 number, gint64 missing)
{
  g_autofree char *text = number != missing ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  expect_text (comparison, name, text);
}

static void
expect_truth (Comparison *comparison, const char *name, gboolean truth)
{
  expect_text (comparison, name, truth ? "true" : NULL);
}

static void
expect_status (Comparison *c, const PalStatusEvent *status)
{
  expect_text (c, "user", status->user);
  expect_number (c, "status", status->status, PAL_CALL_STATUS_INVALID);
  expect_text (c, "other_number", status->other_number);
  expect_text (c, "room_id", status->room_id);
  expect_text (c, "talker_id", status->talker_id);
  expect_text (c, "user_name", status->user_name);
  expect_text (c, "other_name", status->other_name);
  expect_number (c, "time", status->time, 0);
  expect_text (c, "log_id", status->log_id);
  expect_text (c, "rescode", status->rescode);
  expect_text (c, "disconnected_by", status->disconnected_by);
  expect_text (c, "q850code", status->q850code);
  expect_text (c, "role", status->role);
  expect_text (c, "rec", status->rec);
  expect_number (c, "phone_index", status->phone_index, -1);
}

static void
expect_shared (Comparison *c, const PalEvent *event)
{
  if (event->kind == PAL_EVENT_PARK)
    {
      expect_text (c, "park", event->park.park);
      expect_text (c, "room_id", event->park.room_id);
      expect_text (c, "talker_id", event->park.talker_id);
      expect_number (c, "time", event->park.time, 0);
      expect_truth (c, "on", event->park.on);
    }
  else if (event->kind == PAL_EVENT_LINE)
    {
      expect_text (c, "line", event->line.line);
      expect_text (c, "line_talker", event->line.line_talker);
      expect_text (c, "line_talker_id", event->line.line_talker_id);
      expect_text (c, "assigned_talker_id", event->line.assigned_talker_id);
      expect_text (c, "room_id", event->line.room_id);
      expect_truth (c, "on", event->line.on);
    }
  else
    {
      expect_text (c, "extension", event->queue.extension);
      expect_text (c, "room_id", event->queue.room_id);
      expect_truth (c, "on", event->queue.on);
    }
}

static void
expect_event (Comparison *c, const PalEvent *event)
{
  switch (event->kind)
    {
    case PAL_EVENT_STATUS:
      expect_status (c, &event->status);
      break;
    case PAL_EVENT_PARK:
    case PAL_EVENT_LINE:
    case PAL_EVENT_QUEUE:
      expect_shared (c, event);
      break;
    case PAL_EVENT_REGISTERED:
      expect_text (c, "user", event->registered.user);
      expect_truth (c, "registered", event->registered.registered);
      break;
    case PAL_EVENT_VOICEMAIL:
      expect_text (c, "user", event->voicemail.user);
      expect_number (c, "n_new", event->voicemail.n_new, -1);
      expect_number (c, "n_unread", event->voicemail.n_unread, -1);
      expect_number (c, "n_read", event->voicemail.n_read, -1);
      expect_number (c, "n_saved", event->voicemail.n_saved, -1);
      break;
    case PAL_EVENT_CALL_RECORDING:
      expect_text (c, "user", event->recording.user);
      expect_text (c, "talker_id", event->recording.talker_id);
      expect_truth (c, "on", event->recording.on);
      break;
    case PAL_EVENT_SERVER_STATUS:
      expect_text (c, "status", event->server_status.status);
      expect_truth (c, "active", event->server_status.active);
      break;
    case PAL_EVENT_PAL:
      expect_number (c, "code", event->pal.code, -1);
      expect_text (c, "message", event->pal.message);
      break;
    case PAL_EVENT_LOGIN_PASSWORD_REQUIRED:
      expect_text (c, "nonce", event->password_required.nonce);
      break;
    case PAL_EVENT_UNKNOWN:
    default:
      g_assert_not_reached ();
    }
}

static void
test_event (gconstpointer data)
{
  const char *name = data;
  g_autoptr (JsonNode) root = load (name);
  JsonArray *cases = json_node_get_array (root);

  g_assert_cmpuint (json_array_get_length (cases), >, 0);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *golden = json_array_get_object_element (cases, i);
      g_autofree char *text = json_to_string (json_object_get_member (golden, "frame"), i % 2 == 0);
      g_autoptr (GError) error = NULL;
      g_autoptr (PalEvent) event = pal_event_new_from_json (text, -1, &error);
      Comparison comparison = { json_object_get_object_member (golden, "event"), 0 };

      g_assert_no_error (error);
      g_assert_cmpstr (pal_event_kind_get_name (event->kind), ==, name);
      expect_event (&comparison, event);
      g_assert_cmpuint (comparison.n_found, ==, json_object_get_size (comparison.expected));
    }
}

/* A file that belongs to no row would be tested by nobody. */
static void
test_no_strays (void)
{
  g_autoptr (GDir) folder = g_dir_open (GOLDEN_DIR, 0, NULL);
  const char *name;
  guint n_files = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n_files += g_str_has_suffix (name, ".json");
  g_assert_cmpuint (n_files, ==, PAL_N_METHODS + PAL_N_EVENTS - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      const PalMethod *method = pal_method_get (i);
      g_autofree char *path = g_strconcat ("/golden/method/", method->name, NULL);

      g_test_add_data_func (path, method, test_method);
    }
  for (guint i = PAL_EVENT_UNKNOWN + 1; i < PAL_N_EVENTS; i++)
    {
      const char *name = pal_event_kind_get_name (i);
      g_autofree char *path = g_strconcat ("/golden/event/", name, NULL);

      g_test_add_data_func (path, name, test_event);
    }
  g_test_add_func ("/golden/no-strays", test_no_strays);

  return g_test_run ();
}
