/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/profile-pbx.h"

#include <json-glib/json-glib.h>

DeskProfiles *
profile_pbx_get_profiles (ProfilePbx *pbx)
{
  return desk_session_get_profiles (pbx->server.base.session);
}

static void
message_cb (ProfilePbx *pbx, const char *text)
{
  g_autofree char *before = pbx->saying;

  pbx->saying = g_strconcat (before != NULL ? before : "", text, "\n", NULL);
}

void
profile_pbx_listen (ProfilePbx *pbx)
{
  g_signal_connect_swapped (pbx->server.base.session, "message", G_CALLBACK (message_cb), pbx);
}

void
profile_pbx_set_up (ProfilePbx *pbx, gconstpointer data)
{
  contact_server_set_up (&pbx->server, NULL);
  pbx->server.is_mute = TRUE; /* it has no contacts */
  pbx->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  pbx->refuse_from = pbx->refuse_at = pbx->lose_at = pbx->forget_at = -1;
  profile_pbx_listen (pbx);
}

void
profile_pbx_tear_down (ProfilePbx *pbx, gconstpointer data)
{
  contact_server_turn (&pbx->server);
  contact_server_tear_down (&pbx->server, NULL);
  g_hash_table_unref (pbx->values);
  g_free (pbx->saying);
}

void
profile_pbx_put (ProfilePbx *pbx, const char *key, const char *value)
{
  g_hash_table_replace (pbx->values, g_strdup (key), g_strdup (value));
}

const char *
profile_pbx_get (ProfilePbx *pbx, const char *key)
{
  const char *value = g_hash_table_lookup (pbx->values, key);

  return value != NULL ? value : "";
}

/* --- what it answers ------------------------------------------------------- */

static void
say (ProfilePbx *pbx, JsonObject *request, const char *member)
{
  fake_transport_printf (pbx->server.base.line, "{\"jsonrpc\":\"2.0\",%s,\"id\":\"%s\"}", member,
                         json_object_get_string_member (request, "id"));
}

static void
answer_get (ProfilePbx *pbx, JsonObject *request, JsonObject *params)
{
  g_autoptr (GString) text = g_string_new ("\"result\":[");
  JsonArray *names = json_object_get_array_member (params, "property_names");

  if (JSON_NODE_HOLDS_ARRAY (json_object_get_member (params, "extension"))) /* who is called what */
    {
      say (pbx, request, "\"result\":[[\"Ann\"]]");
      return;
    }
  for (guint i = 0; i < json_array_get_length (names); i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "",
                            profile_pbx_get (pbx, json_array_get_string_element (names, i)));
  g_string_append_c (text, ']');
  say (pbx, request, text->str);
}

static void
do_set (ProfilePbx *pbx, JsonObject *params)
{
  JsonObject *properties;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (!json_object_has_member (params, "properties"))
    {
      g_autofree char *timer = g_strdup_printf ("timer%s", json_object_get_string_member (params, "number"));

      profile_pbx_put (pbx, timer, json_object_get_string_member (params, "schedule"));
      return;
    }
  properties = json_object_get_object_member (params, "properties");
  json_object_iter_init (&iter, properties);
  while (json_object_iter_next (&iter, &key, &node))
    profile_pbx_put (pbx, key, json_node_get_string (node));
}

static gboolean
counts_down (int *n)
{
  return *n >= 0 && (*n)-- == 0;
}

static void
lose_line (ProfilePbx *pbx)
{
  if (pbx->drops_line)
    fake_transport_drop (pbx->server.base.line, 1006,
                         g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "gone"));
}

static void
answer_set (ProfilePbx *pbx, JsonObject *request, JsonObject *params)
{
  pbx->n_sets++;
  if (pbx->refuse_from == 0 || counts_down (&pbx->refuse_at))
    say (pbx, request, "\"error\":{\"code\":-1,\"message\":\"No permission.\"}");
  else if (counts_down (&pbx->forget_at))
    lose_line (pbx);
  else if (counts_down (&pbx->lose_at))
    {
      do_set (pbx, params);
      lose_line (pbx);
    }
  else
    {
      if (!pbx->is_deaf)
        do_set (pbx, params);
      say (pbx, request, "\"result\":\"OK\"");
    }
  if (pbx->refuse_from > 0)
    pbx->refuse_from--;
}

static gboolean
answer_one (ProfilePbx *pbx, const char *method, void (*answer) (ProfilePbx *, JsonObject *, JsonObject *))
{
  g_autofree char *text = pbx_take (&pbx->server.base, method);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *request;

  if (text == NULL)
    return FALSE;
  node = json_from_string (text, NULL);
  request = json_node_get_object (node);
  answer (pbx, request, json_object_get_object_member (request, "params"));
  return TRUE;
}

static void
answer_timer (ProfilePbx *pbx, JsonObject *request, JsonObject *params)
{
  g_autofree char *timer = g_strdup_printf ("timer%s", json_object_get_string_member (params, "number"));
  g_autofree char *member = g_strdup_printf ("\"result\":\"%s\"", profile_pbx_get (pbx, timer));

  say (pbx, request, member);
}

void
profile_pbx_turn (ProfilePbx *pbx)
{
  test_settle ();
  while (fake_transport_is_open (pbx->server.base.line)
         && (answer_one (pbx, "getExtensionProperties", answer_get)
             || answer_one (pbx, "setExtensionProperties", answer_set)
             || answer_one (pbx, "getPlanSwitchTimer", answer_timer)
             || answer_one (pbx, "setPlanSwitchTimer", answer_set)))
    test_settle ();
}
