/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-reply.h"

static PalReply *
read_reply (const char *json)
{
  g_autoptr (GError) error = NULL;
  PalReply *reply = pal_reply_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);

  return reply;
}

static PalReply *
read_result (const char *result)
{
  g_autofree char *json = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":\"1\"}", result);

  return read_reply (json);
}

static void
test_success (void)
{
  static const char *const results[] = {
    "true",
    "\"true\"",
    "\"OK\"",
    "null",
    "\"\"",
    "\"succeeded:\"",
    "\"Succeeded:\"",
    "\"succeeded: 12\"",
    "[]",
    "{}",
    "0",
    "false",
    "\"P2018010120181231A62W31DT09001730\"",
    "\"  ok \"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (PalReply) reply = read_result (results[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (pal_reply_check (reply, pal_method_get (PAL_METHOD_GET_PLAN_SWITCH_TIMER), &error));
      g_assert_no_error (error);
      g_assert_true (pal_reply_check (reply, NULL, NULL));
    }
}

static void
test_failure (void)
{
  static const struct
  {
    const char *members;
    PalMethodId method;
    PalError code;
    int remote_code;
    const char *remote_text;
  } cases[] = {
    { "\"result\":\"failed: Busy\"", PAL_METHOD_TRANSFER, PAL_ERROR_REMOTE, 0, "Busy" },
    { "\"result\":\"FAIL\"", PAL_METHOD_TRANSFER, PAL_ERROR_REMOTE, 0, "FAIL" },
    { "\"result\":\" Failed:\"", PAL_METHOD_TRANSFER, PAL_ERROR_REMOTE, 0, NULL },
    { "\"result\":\"Error: no device\"", PAL_METHOD_PN_MANAGE, PAL_ERROR_REMOTE, 0, "no device" },
    { "\"result\":\"No permission.\"", PAL_METHOD_PARK, PAL_ERROR_DENIED, 0, "No permission." },
    { "\"result\":false", PAL_METHOD_DELETE_EXTENSION, PAL_ERROR_REMOTE, 0, NULL },
    { "\"result\":\"false\"", PAL_METHOD_DELETE_EXTENSION, PAL_ERROR_REMOTE, 0, NULL },
    { "\"error\":{\"code\":-2022,\"message\":\"Login failed (4)\"}", PAL_METHOD_LOGIN,
      PAL_ERROR_LOGIN_REFUSED, -2022, "Login failed (4)" },
    { "\"error\":{\"message\":\"Login failed (4)\",\"code\":\"-2022\"}", PAL_METHOD_LOGIN,
      PAL_ERROR_LOGIN_REFUSED, -2022, "Login failed (4)" },
    { "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}", PAL_METHOD_PING,
      PAL_ERROR_UNKNOWN_METHOD, -32601, "Method not found" },
    { "\"error\":{\"code\":-32602,\"message\":\"tid\"}", PAL_METHOD_PARK, PAL_ERROR_INVALID_PARAMS, -32602,
      "tid" },
    { "\"error\":{\"code\":-2000,\"message\":\"none\"}", PAL_METHOD_GET_NOTE, PAL_ERROR_NOT_FOUND, -2000,
      "none" },
    { "\"error\":{\"code\":5,\"message\":\"No permission.\"}", PAL_METHOD_GET_NOTE, PAL_ERROR_DENIED, 5,
      "No permission." },
    { "\"error\":{\"code\":5,\"message\":\"username: No permission.\"}", PAL_METHOD_CREATE_AUTH_HEADER,
      PAL_ERROR_DENIED, 5, "username: No permission." },
    { "\"error\":{\"code\":5,\"message\":\"\\u3042\"}", PAL_METHOD_GET_NOTE, PAL_ERROR_REMOTE, 5,
      "\xe3\x81\x82" },
    { "\"error\":{\"code\":[1]}", PAL_METHOD_GET_NOTE, PAL_ERROR_REMOTE, 0, NULL },
    { "\"error\":\"out of order\"", PAL_METHOD_GET_NOTE, PAL_ERROR_REMOTE, 0, "out of order" },
    { "\"error\":null", PAL_METHOD_GET_NOTE, PAL_ERROR_REMOTE, 0, NULL },
    { "\"result\":null,\"error\":{\"code\":5}", PAL_METHOD_GET_NOTE, PAL_ERROR_REMOTE, 5, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{%s,\"id\":\"1\"}", cases[i].members);
      g_autoptr (PalReply) reply = read_reply (json);
      g_autoptr (GError) error = NULL;

      g_assert_false (pal_reply_check (reply, pal_method_get (cases[i].method), &error));
      g_assert_error (error, PAL_ERROR, (int) cases[i].code);
      g_assert_cmpint (pal_error_get_remote_code (error), ==, cases[i].remote_code);
      g_assert_cmpstr (pal_error_get_remote_text (error), ==, cases[i].remote_text);
      g_assert_true (error->message[0] != '\0');
    }
}

static void
test_result_wins (void)
{
  g_autoptr (PalReply) reply = read_reply ("{\"error\":{\"code\":1},\"result\":true,\"id\":\"1\"}");
  g_autoptr (PalReply) both_null = read_reply ("{\"error\":null,\"result\":null,\"id\":\"1\"}");

  g_assert_true (pal_reply_check (reply, NULL, NULL));
  g_assert_true (pal_reply_check (both_null, NULL, NULL));
}

static void
test_scalars (void)
{
  g_autoptr (PalReply) call = read_result ("\"succeeded: 48213 \"");
  g_autoptr (PalReply) loud = read_result ("\"Succeeded:7\"");
  g_autoptr (PalReply) plain = read_result ("\"succeeded:\"");
  g_autoptr (PalReply) number = read_result ("-1.50");
  g_autoptr (PalReply) truth = read_result ("true");
  g_autoptr (PalReply) list = read_result ("[ 1 ]");
  g_autoptr (PalReply) id = read_reply ("{\"id\":55,\"result\":null}");
  g_autoptr (PalReply) no_id = read_reply ("{\"id\":null,\"error\":{}}");
  const char *json;
  gsize length;

  g_assert_cmpstr (pal_reply_get_call_id (call), ==, "48213");
  g_assert_cmpstr (pal_reply_get_text (call), ==, "succeeded: 48213 ");
  g_assert_cmpstr (pal_reply_get_call_id (loud), ==, "7");
  g_assert_null (pal_reply_get_call_id (plain));
  g_assert_cmpstr (pal_reply_get_text (number), ==, "-1.50");
  g_assert_cmpstr (pal_reply_get_text (truth), ==, "true");
  g_assert_null (pal_reply_get_text (list));
  json = pal_reply_get_json (list, &length);
  g_assert_cmpmem (json, length, "[ 1 ]", 5);
  g_assert_cmpstr (pal_reply_get_id (list), ==, "1");
  g_assert_cmpstr (pal_reply_get_id (id), ==, "55");
  g_assert_cmpstr (pal_reply_get_id (no_id), ==, "");
  g_assert_null (pal_reply_get_json (no_id, &length));
  g_assert_cmpuint (length, ==, 0);
}

/* Rows as text: cells parted by a blank, named ones as name=text, `~` where there is no text. */
static char *
dump_rows (PalReplyIter *iter)
{
  GString *out = g_string_new (NULL);

  while (pal_reply_iter_next (iter))
    {
      g_string_append_c (out, '(');
      for (guint i = 0; i < pal_reply_iter_n_cells (iter); i++)
        {
          const char *name = pal_reply_iter_name (iter, i);
          const char *text = pal_reply_iter_text (iter, i);

          g_string_append_printf (out, "%s%s%s%s", i > 0 ? " " : "", name != NULL ? name : "",
                                  name != NULL ? "=" : "", text != NULL ? text : "~");
        }
      g_string_append (out, pal_reply_iter_is_scalar (iter) ? "!)" : ")");
    }

  return g_string_free (out, FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *result, *rows;
  } cases[] = {
    { "[]", "" },
    { "{}", "()" },
    { "null", "" },
    { "\"text\"", "(text!)" },
    { "5", "(5!)" },
    { "[\"1000\",1001,true,null,\"\\u3042\"]", "(1000!)(1001!)(true!)(~!)(\xe3\x81\x82!)" },
    { "[[\"1000\",\"A\"],[\"1001\",null,[1],{}],[]]", "(1000 A)(1001 ~ ~ ~)()" },
    { "[[\"A\"],\"No permission.\",[\"B\"]]", "(A)(No permission.!)(B)" },
    { "{\"aid\":6636,\"shared\":\"true\",\"info\":{\"x\":1}}", "(aid=6636 shared=true info=~)" },
    { "[{\"aid\":1},{\"aid\":\"2\",\"display_name\":\"\"}]", "(aid=1)(aid=2 display_name=)" },
    { "{\"a\\u0062\":1}", "(ab=1)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PalReply) reply = read_result (cases[i].result);
      g_auto (PalReplyIter) iter = { NULL };
      g_autofree char *rows = NULL;

      pal_reply_iter_init (&iter, reply);
      rows = dump_rows (&iter);
      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_false (pal_reply_iter_next (&iter));
    }
}

/* What answers about talkers: one object, an array of them, or a map. */
static void
test_shapes (void)
{
  static const struct
  {
    const char *result;
    PalReplyShape shape;
    const char *rows;
  } cases[] = {
    { "{\"talker_id\":\"11\",\"user\":\"1000\"}", PAL_REPLY_SHAPE_OBJECTS, "(talker_id=11 user=1000)" },
    { "[{\"talker_id\":11},{\"talker_id\":12}]", PAL_REPLY_SHAPE_OBJECTS, "(talker_id=11)(talker_id=12)" },
    { "{\"11\":{\"user\":\"1000\"},\"12\":{\"user\":\"1001\"},\"13\":{}}", PAL_REPLY_SHAPE_OBJECTS,
      "(user=1000)(user=1001)()" },
    { "{\"11\":{\"user\":\"1000\"}}", PAL_REPLY_SHAPE_OBJECT, "(11=~)" },
    { "{\"11\":{\"user\":\"1000\"},\"n\":1}", PAL_REPLY_SHAPE_OBJECTS, "(11=~ n=1)" },
    { "{}", PAL_REPLY_SHAPE_OBJECTS, "()" },
    { "null", PAL_REPLY_SHAPE_OBJECTS, "" },
    { "\"none\"", PAL_REPLY_SHAPE_OBJECTS, "(none!)" },
    { "[{\"enabled\":\"1\",\"name\":\"n1\"}]", PAL_REPLY_SHAPE_ROWS, "(enabled=1 name=n1)" },
    { "[[\"1\",\"t\",\"n1\"]]", PAL_REPLY_SHAPE_ROWS, "(1 t n1)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PalReply) reply = read_result (cases[i].result);
      g_auto (PalReplyIter) iter = { NULL };
      g_autofree char *rows = NULL;

      pal_reply_iter_init_shape (&iter, reply, cases[i].shape);
      rows = dump_rows (&iter);
      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_false (pal_reply_iter_next (&iter));
    }
}

static void
test_keys (void)
{
  g_autoptr (PalReply) reply = read_result ("{\"1\\u0031\":{\"a\":1},\"12\":{}}");
  g_auto (PalReplyIter) iter = { NULL };

  pal_reply_iter_init_shape (&iter, reply, PAL_REPLY_SHAPE_OBJECTS);
  g_assert_true (pal_reply_iter_next (&iter));
  g_assert_cmpstr (pal_reply_iter_key (&iter), ==, "11");
  g_assert_cmpstr (pal_reply_iter_get (&iter, "a"), ==, "1");
}

/* Some of the extensions asked about are not for us, or are not there. */
static void
test_denied_rows (void)
{
  g_autoptr (PalReply) reply
    = read_result ("[[\"A\"],\"No permission.\",\" NO PERMISSION\",[\"No permission.\"],\"x\",null]");
  static const gboolean expected[] = { FALSE, TRUE, TRUE, FALSE, FALSE, FALSE };
  g_auto (PalReplyIter) iter = { NULL };

  pal_reply_iter_init (&iter, reply);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (pal_reply_iter_next (&iter));
      g_assert_true (pal_reply_iter_is_denied (&iter) == expected[i]);
    }
  g_assert_true (pal_reply_check (reply, pal_method_get (PAL_METHOD_GET_EXTENSION_PROPERTIES), NULL));
}

/* The optional features have no documented shape. */
static void
test_names (void)
{
  static const char *const results[] = {
    "{\"pn\":\"true\",\"sdn\":true,\"x\":\"false\",\"y\":false,\"z\":null}",
    "[\"pn\",\"sdn\",null]",
    "\"pn, sdn\"",
    "\"pn sdn\"",
    "{\"pn\":1,\"x\":0,\"sdn\":\"2.0\"}",
  };
  g_autoptr (PalReply) nothing = read_result ("null");
  g_auto (GStrv) none = pal_reply_dup_names (nothing);

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (PalReply) reply = read_result (results[i]);
      g_auto (GStrv) names = pal_reply_dup_names (reply);
      g_autofree char *text = g_strjoinv (" ", names);

      g_assert_cmpstr (text, ==, "pn sdn");
    }
}

static void
test_inner (void)
{
  g_autoptr (PalReply) reply = read_result (
    "{\"aid\":1,\"info\":{\"$firstname\":\"A\",\"list\":[1,2]},\"ids\":[3,[4]],\"none\":null,\"aid\":2}");
  g_auto (PalReplyIter) iter = { NULL };
  g_auto (PalReplyIter) info = { NULL };
  g_auto (PalReplyIter) list = { NULL };
  g_auto (PalReplyIter) ids = { NULL };
  g_auto (PalReplyIter) nothing = { NULL };
  g_autofree char *ids_rows = NULL;
  g_autofree char *list_rows = NULL;

  pal_reply_iter_init (&iter, reply);
  g_clear_pointer (&reply, pal_reply_unref);
  g_assert_true (pal_reply_iter_next (&iter));
  g_assert_cmpstr (pal_reply_iter_get (&iter, "aid"), ==, "2");
  g_assert_null (pal_reply_iter_get (&iter, "missing"));
  g_assert_null (pal_reply_iter_text (&iter, 99));
  g_assert_null (pal_reply_iter_name (&iter, 99));
  g_assert_false (pal_reply_iter_open (&iter, "aid", &nothing));
  g_assert_false (pal_reply_iter_open (&iter, "none", &nothing));
  g_assert_false (pal_reply_iter_open (&iter, "missing", &nothing));

  g_assert_true (pal_reply_iter_open (&iter, "info", &info));
  g_assert_true (pal_reply_iter_next (&info));
  g_assert_cmpstr (pal_reply_iter_get (&info, "$firstname"), ==, "A");
  g_assert_true (pal_reply_iter_open (&info, "list", &list));
  list_rows = dump_rows (&list);
  g_assert_cmpstr (list_rows, ==, "(1!)(2!)");

  g_assert_true (pal_reply_iter_open_cell (&iter, 2, &ids));
  ids_rows = dump_rows (&ids);
  g_assert_cmpstr (ids_rows, ==, "(3!)(4)");
}

static void
assert_tree (const char *result, const char *expected)
{
  g_autoptr (PalReply) reply = read_result (result);
  g_autoptr (JsonNode) tree = pal_reply_dup_tree (reply);
  g_autofree char *json = json_to_string (tree, FALSE);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_tree (void)
{
  g_autoptr (PalReply) failure = read_reply ("{\"error\":{\"code\":5},\"id\":\"1\"}");
  g_autoptr (JsonNode) tree = pal_reply_dup_tree (failure);

  assert_tree ("[1,\"a\",{\"b\":[true,false,null,{}]},[]]", "[1,\"a\",{\"b\":[true,false,null,{}]},[]]");
  assert_tree ("{\"a\":1,\"a\":2}", "{\"a\":2}");
  assert_tree ("-1.5", "-1.5");
  assert_tree ("\"\\ud800\\u0000x\"", "\"\xef\xbf\xbd\xef\xbf\xbdx\"");
  assert_tree ("null", "null");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (tree), "code"), ==, 5);
}

static void
tree_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_tree_async (void)
{
  g_autoptr (GString) large = g_string_new ("[0");
  const char *results[] = { "[0]", NULL };

  while (large->len < 200000)
    g_string_append (large, ",[\"1000\",\"A\"]");
  g_string_append_c (large, ']');
  results[1] = large->str;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (PalReply) reply = read_result (results[i]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) tree = NULL;

      pal_reply_dup_tree_async (reply, NULL, tree_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      tree = pal_reply_dup_tree_finish (reply, result, &error);
      g_assert_no_error (error);
      g_assert_true (JSON_NODE_HOLDS_ARRAY (tree));
    }
}

static void
test_tree_cancelled (void)
{
  g_autoptr (PalReply) reply = read_result ("[0]");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pal_reply_dup_tree_async (reply, cancellable, tree_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (pal_reply_dup_tree_finish (reply, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_not_replies (void)
{
  static const char *const texts[] = { "", "{", "{}", "[]", "1", "{\"id\":\"1\"}", "{\"result\":1}",
                                       "{\"method\":\"notify_park\"}", "{\"id\":\"1\",\"result\":}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pal_reply_new_from_json (texts[i], -1, &error));
      g_assert_error (error, PAL_ERROR, PAL_ERROR_PROTOCOL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reply/success", test_success);
  g_test_add_func ("/reply/failure", test_failure);
  g_test_add_func ("/reply/result-wins", test_result_wins);
  g_test_add_func ("/reply/scalars", test_scalars);
  g_test_add_func ("/reply/rows", test_rows);
  g_test_add_func ("/reply/shapes", test_shapes);
  g_test_add_func ("/reply/keys", test_keys);
  g_test_add_func ("/reply/denied-rows", test_denied_rows);
  g_test_add_func ("/reply/names", test_names);
  g_test_add_func ("/reply/inner", test_inner);
  g_test_add_func ("/reply/tree", test_tree);
  g_test_add_func ("/reply/tree-async", test_tree_async);
  g_test_add_func ("/reply/tree-cancelled", test_tree_cancelled);
  g_test_add_func ("/reply/not-replies", test_not_replies);

  return g_test_run ();
}
