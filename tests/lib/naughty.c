/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/lib/naughty.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
read_file (GStrvBuilder *builder, const char *tests_dir, const char *name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (tests_dir, "data", name, NULL);
  JsonArray *texts;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  texts = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (texts), >, 0);
  for (guint i = 0; i < json_array_get_length (texts); i++)
    g_strv_builder_add (builder, json_array_get_string_element (texts, i));
}

char **
naughty_dup_all (const char *tests_dir)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  read_file (builder, tests_dir, "blns.json");
  read_file (builder, tests_dir, "naughty.json");
  return g_strv_builder_end (builder);
}

char *
naughty_dup_json (const char *text)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_string (node, text);
  return json_to_string (node, FALSE);
}
