/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no fault although it looks like one: parameters nobody knows, numbers for texts, texts for truths,
 * texts of any kind where people write what they like. And what must not take long. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-params.h"

#include "bad-requests.h"
#include "line.h"
#include "palsim-process.h"

#define SECONDS (g_getenv ("TEST_INSTRUMENTED") ? 60 : 5)

typedef struct
{
  PalsimProcess *palsim;
  Line *line;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->palsim = palsim_process_start (PALSIM, NULL);
  fixture->line = line_open (palsim_process_get_url (fixture->palsim), "1001");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  line_close (fixture->line);
  palsim_process_stop (fixture->palsim);
}

/* The whole answer as an object; it comes, and in time. */
static JsonObject *
ask (Fixture *fixture, PalMethodId method, const char *params)
{
  const char *reply = line_ask (fixture->line, method, params, SECONDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (reply == NULL)
    g_error ("%s: no answer to %.300s", pal_method_get (method)->name, params);
  root = json_from_string (reply, &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (root));
}

/* The result of a request that must succeed. */
static JsonNode *
ask_well (Fixture *fixture, PalMethodId method, const char *params)
{
  g_autoptr (JsonObject) reply = ask (fixture, method, params);

  if (!json_object_has_member (reply, "result"))
    {
      JsonObject *error = json_object_get_object_member (reply, "error");

      g_error ("%s: %.300s: %s", pal_method_get (method)->name, params,
               json_object_get_string_member (error, "message"));
    }

  return json_node_ref (json_object_get_member (reply, "result"));
}

static void
ask_text (Fixture *fixture, PalMethodId method, const char *params, const char *start)
{
  g_autoptr (JsonNode) result = ask_well (fixture, method, params);
  g_autofree char *text = json_to_string (result, FALSE);

  if (!g_str_has_prefix (text, start))
    g_error ("%s: %s was answered by %s, not by %s", pal_method_get (method)->name, params, text, start);
}

static void
ask_badly (Fixture *fixture, PalMethodId method, const char *params, const char *parameter)
{
  g_autoptr (JsonObject) reply = ask (fixture, method, params);
  const char *message;

  if (!json_object_has_member (reply, "error"))
    g_error ("%s: %s should have been refused", pal_method_get (method)->name, params);
  message = json_object_get_string_member (json_object_get_object_member (reply, "error"), "message");
  if (strstr (message, parameter) == NULL)
    g_error ("%s: %s: “%s” does not name %s", pal_method_get (method)->name, params, message, parameter);
}

/* A server ignores them; a client of ours has mistyped. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  ask_text (fixture, PAL_METHOD_GET_NOTE_NAMES,
            "{\"nonesuch\":{\"a\":[1,{\"b\":null}]},\"filter\":\"wel*\",\"FILTER\":\"x\",\"\":1}", "[\"welcome\"]");
  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      g_autoptr (PalParams) params = pal_params_new (i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) argument = NULL;

      pal_params_set_text (params, "nonesuch", "1");
      g_assert_false (pal_params_validate (params, PAL_ROLE_NONE, &error));
      g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
      g_assert_cmpstr (pal_error_get_parameter (error), ==, "nonesuch");
      g_assert_false (pal_params_set_from_argument (params, "nonesuch=1", &argument));
      g_assert_nonnull (strstr (argument->message, "nonesuch"));
    }
}

/* Before anything is sent: nobody listens at this address. */
static void
test_palctl (void)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, PALCTL, "--url", "ws://127.0.0.1:1/pbx/ws",
                              "--user", "1001", "call", "park", "tid=1", "number=701", "nonesuch=1", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
  g_assert_nonnull (strstr (said, "nonesuch"));
}

static void
test_numbers_and_truths (Fixture *fixture, gconstpointer data)
{
  static const char *const truths[] = { "true", "\"true\"", "\"TRUE\"", "\"True\"", "1", "\"1\"", "\"on\"" };
  static const char *const lies[] = { "false", "\"false\"", "\"False\"", "0", "\"0\"", "\"off\"" };

  ask_text (fixture, PAL_METHOD_GET_EXTENSION_PROPERTIES, "{\"extension\":1002,\"property_names\":\"name\"}",
            "[\"Aiko Sato\"]");
  ask_text (fixture, PAL_METHOD_GET_EXTENSION_PROPERTIES, "{\"extension\":[1002],\"property_names\":[\"name\"]}",
            "[[\"Aiko Sato\"]]");
  ask_text (fixture, PAL_METHOD_GET_EXTENSIONS, "{\"pattern\":\"100.\",\"limit\":\"1\"}", "[\"1001\"]");
  ask_text (fixture, PAL_METHOD_GET_EXTENSIONS, "{\"pattern\":1003,\"limit\":-1.0}", "[\"1003\"]");
  ask_text (fixture, PAL_METHOD_SET_NOTE, "{\"name\":7,\"note\":8.50,\"useraccess\":\"2\"}", "\"OK\"");
  ask_text (fixture, PAL_METHOD_GET_NOTE, "{\"name\":\"7\"}", "{\"useraccess\":2,");
  ask_text (fixture, PAL_METHOD_SET_EXTENSION_PROPERTIES,
            "{\"extension\":1002,\"properties\":{\"desc\":12,\"allowjoin\":true,\"name\":null}}", "\"OK\"");
  ask_text (fixture, PAL_METHOD_GET_EXTENSION_PROPERTIES,
            "{\"extension\":\"1002\",\"property_names\":[\"desc\",\"allowjoin\",\"name\"]}",
            "[\"12\",\"true\",\"Aiko Sato\"]");
  ask_badly (fixture, PAL_METHOD_SET_NOTE, "{\"name\":\"7\",\"note\":\"x\",\"useraccess\":3}", "useraccess");

  for (guint i = 0; i < G_N_ELEMENTS (truths); i++)
    {
      g_autofree char *params = g_strdup_printf ("{\"webphone\":%s}", truths[i]);
      g_autoptr (JsonNode) result = ask_well (fixture, PAL_METHOD_GET_PRODUCT_INFO, params);

      g_assert_true (json_object_has_member (json_node_get_object (result), "webphone.allusers"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *params = g_strdup_printf ("{\"webphone\":%s}", lies[i]);
      g_autoptr (JsonNode) result = ask_well (fixture, PAL_METHOD_GET_PRODUCT_INFO, params);

      g_assert_false (json_object_has_member (json_node_get_object (result), "webphone.allusers"));
    }
}

/* What JSON says the text is; what cannot be a text is U+FFFD. */
static char *
read_text (const char *json)
{
  g_autoptr (GString) text = g_string_new (json);
  g_autoptr (JsonNode) node = NULL;

  g_string_replace (text, "\\u0000", "\xef\xbf\xbd", 0);
  g_string_replace (text, "\\udc00", "\xef\xbf\xbd", 0);
  if (strstr (json, "\\ud83d\\ude00") == NULL)
    g_string_replace (text, "\\ud800", "\xef\xbf\xbd", 0);
  node = json_from_string (text->str, NULL);

  return json_node_dup_string (node);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  for (const char *const *text = bad_texts (); *text != NULL; text++)
    {
      g_autofree char *note = g_strdup_printf ("{\"name\":\"kept\",\"note\":%s,\"description\":%s}", *text, *text);
      g_autofree char *name = g_strdup_printf ("{\"extension\":\"1002\",\"properties\":{\"name\":%s}}", *text);
      g_autofree char *wanted = read_text (*text);
      g_autoptr (JsonNode) got_note = NULL;
      g_autoptr (JsonNode) got_name = NULL;

      ask_text (fixture, PAL_METHOD_SET_NOTE, note, "\"OK\"");
      got_note = ask_well (fixture, PAL_METHOD_GET_NOTE, "{\"name\":\"kept\"}");
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (got_note), "note"), ==, wanted);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (got_note), "description"), ==, wanted);
      ask_text (fixture, PAL_METHOD_SET_EXTENSION_PROPERTIES, name, "\"OK\"");
      got_name = ask_well (fixture, PAL_METHOD_GET_EXTENSION_PROPERTIES,
                           "{\"extension\":\"1002\",\"property_names\":[\"name\"]}");
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (got_name), 0), ==, wanted);
    }
}

/* No pattern keeps the others waiting, however long a number it meets. */
static void
test_patterns (Fixture *fixture, gconstpointer data)
{
  static const char *const bombs[] = {
    "(1+)+[xy]", "(1|1)*[xy]", "(1|11)*[xy]", "((1*)*)*[xy]", "(.*)*(.*)*(.*)*(.*)*[xy]",
    "((((((((((1?)*)*)*)*)*)*)*)*)*)*[xy]", "(1*)*(1*)*(1*)*(1*)*[^1]", "(?:(?:(?:1{1,9}){1,9}){1,9}){1,9}[xy]",
    "(?=(1+))(?=(1+))\\\\1\\\\2[xy]", "(?R)*", "((?1))", "1{65536}", "(?:1{1000}){1000}", "(?<a>1)(?&a)*[xy]",
    "(?<a>1|11|1(?&a))*[xy]", "[", "(", "*", "\\\\", "(?<=1*)x",
  };
  g_autoptr (GString) nested = g_string_new (NULL);

  ask_text (fixture, PAL_METHOD_CREATE_EXTENSION,
            "{\"extension\":\"1111111111111111111111111111111111111111111111111111111111111111\",\"type\":\"user\"}", "true");
  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autofree char *params = g_strdup_printf ("{\"pattern\":\"%s\"}", bombs[i]);

      json_object_unref (ask (fixture, PAL_METHOD_GET_EXTENSIONS, params));
    }
  for (guint i = 0; i < 20000; i++)
    g_string_append_c (nested, '(');
  g_string_prepend (nested, "{\"pattern\":\"");
  g_string_append (nested, "\"}");
  ask_badly (fixture, PAL_METHOD_GET_EXTENSIONS, nested->str, "pattern");
  ask_text (fixture, PAL_METHOD_GET_EXTENSIONS, "{\"pattern\":\"1002\"}", "[\"1002\"]");
}

/* Nobody gets in by a strange word, and nobody outside may ask anything. */
static void
test_login (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = {
    "{}", "{\"login_password\":null}", "{\"login_password\":{}}", "{\"login_password\":[]}",
    "{\"login_password\":true}", "{\"login_password\":0}", "{\"login_password\":\"\"}",
    "{\"login_password\":[\"1001\"]}", "{\"login_password\":\"1001\"}", "[\"1001\"]", "null", NULL
  };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; others[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (others[i]));
  for (const char *const *text = bad_texts (); *text != NULL; text++)
    g_ptr_array_add (all, g_strdup_printf ("{\"login_password\":%s}", *text));

  for (guint i = 0; i < all->len; i++)
    {
      Line *line = line_open_unsigned (palsim_process_get_url (fixture->palsim), "1001");
      const char *outside = line_ask (line, PAL_METHOD_GET_NOTE, "{\"name\":\"passwords\"}", SECONDS);
      const char *reply;

      g_assert_nonnull (outside);
      g_assert_null (strstr (outside, "\"result\""));
      reply = line_ask (line, PAL_METHOD_LOGIN, g_ptr_array_index (all, i), SECONDS);
      if (reply != NULL && strstr (reply, "\"error\"") == NULL)
        g_error ("login with %s: %s", (char *) g_ptr_array_index (all, i), reply);
      line_close (line);
    }
  ask_text (fixture, PAL_METHOD_GET_EXTENSIONS, "{\"pattern\":\"1002\"}", "[\"1002\"]");
}

static void
show (Fixture *fixture, const char *frame, const char *answer)
{
  g_autoptr (GBytes) bytes = g_bytes_new (frame, strlen (frame));
  const char *got = line_show (fixture->line, bytes);

  if (strstr (got, answer) == NULL)
    g_error ("%.200s was answered by %.300s, not by %s", frame, got, answer);
}

/* Frames that are JSON and no request, or more than one. */
static void
test_frames (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new ("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1,\"params\":");
  g_autoptr (GString) batch = g_string_new ("[");

  show (fixture, "{", "-32700");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":{,\"id\":1}", "-32700");
  show (fixture, "1", "-32600");
  show (fixture, "[]", "-32600");
  show (fixture, "[1]", "-32600");
  show (fixture, "{}", "-32600");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":1,\"id\":1}", "-32600");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"nonesuch\",\"id\":1}", "-32601");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"\",\"id\":1}", "-32601");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"ping\\u0000\",\"id\":1}", "-32601");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"getNote\",\"params\":[\"welcome\"],\"id\":1}", "-32602");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"getNote\",\"params\":\"welcome\",\"id\":1}", "-32602");
  show (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":\"\\ud800\\u0000\"}", "\"result\"");
  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "{\"a\":[");
  show (fixture, deep->str, "-32700");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (batch, "%s{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":%u}", i > 0 ? "," : "", i);
  g_string_append_c (batch, ']');
  show (fixture, batch->str, "\"id\":4999}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/loose-input/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add_func ("/loose-input/palctl", test_palctl);
  g_test_add ("/loose-input/numbers-and-truths", Fixture, NULL, set_up, test_numbers_and_truths, tear_down);
  g_test_add ("/loose-input/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/loose-input/patterns", Fixture, NULL, set_up, test_patterns, tear_down);
  g_test_add ("/loose-input/login", Fixture, NULL, set_up, test_login, tear_down);
  g_test_add ("/loose-input/frames", Fixture, NULL, set_up, test_frames, tear_down);

  return g_test_run ();
}
