/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-message.h"
#include "pal/protocol/pal-params.h"

static void
assert_written (const PalParams *params, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  pal_params_write (params, out);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
assert_refused (const PalParams *params, PalRole role, PalError code, const char *parameter)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pal_params_validate (params, role, &error));
  g_assert_error (error, PAL_ERROR, (int) code);
  g_assert_cmpstr (pal_error_get_parameter (error), ==, parameter);
}

static void
assert_valid (const PalParams *params, PalRole role)
{
  g_autoptr (GError) error = NULL;

  pal_params_validate (params, role, &error);
  g_assert_no_error (error);
}

static PalParams *
read_params (PalMethodId method, const char *json)
{
  g_autoptr (GError) error = NULL;
  PalParams *params = pal_params_read (method, json, strlen (json), &error);

  g_assert_no_error (error);
  g_assert_nonnull (params);

  return params;
}

static void
assert_unreadable (PalMethodId method, const char *json, PalError code, const char *parameter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PalParams) params = pal_params_read (method, json, strlen (json), &error);

  g_assert_null (params);
  g_assert_error (error, PAL_ERROR, (int) code);
  g_assert_cmpstr (pal_error_get_parameter (error), ==, parameter);
}

static void
test_set_and_get (void)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_TRANSFER);

  pal_params_set_text (params, "to", "2000");
  pal_params_set_int (params, "talker_id", 1416);
  g_assert_cmpstr (pal_params_get_text (params, "user"), ==, "2000");
  g_assert_cmpstr (pal_params_get_text (params, "to"), ==, "2000");
  g_assert_cmpint (pal_params_get_int (params, "tid", -1), ==, 1416);
  g_assert_cmpint (pal_params_get_int (params, "mode", -1), ==, -1);
  g_assert_true (pal_params_has (params, "target"));
  g_assert_null (pal_params_get_text (params, "mode"));

  pal_params_set_text (params, "user", "2001");
  assert_written (params, "{\"user\":\"2001\",\"tid\":\"1416\"}");
  pal_params_set_text (params, "to", NULL);
  pal_params_set_text (params, "to", NULL);
  assert_written (params, "{\"tid\":\"1416\"}");
  g_assert_cmpint (pal_params_get_method (params), ==, PAL_METHOD_TRANSFER);
}

static void
test_write (void)
{
  g_autoptr (PalParams) call = pal_params_new (PAL_METHOD_MAKE_CALL);
  g_autoptr (PalParams) contacts = pal_params_new (PAL_METHOD_GET_CONTACT_LIST);
  g_autoptr (PalParams) one = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
  g_autoptr (PalParams) several = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
  g_autoptr (PalParams) contact = pal_params_new (PAL_METHOD_SET_CONTACT);
  g_autoptr (PalParams) none = pal_params_new (PAL_METHOD_PING);

  pal_params_set_text (call, "to", "2000, 2001");
  pal_params_set_boolean (call, "auto_answer", TRUE);
  pal_params_set_int (call, "type", 2);
  assert_written (call, "{\"to\":[\"2000\",\"2001\"],\"auto_answer\":\"true\",\"type\":\"2\"}");

  pal_params_set_text (contacts, "shared", "TRUE");
  pal_params_set_int (contacts, "offset", 20);
  pal_params_set_text (contacts, "limit", "100");
  assert_written (contacts, "{\"shared\":\"true\",\"offset\":20,\"limit\":100}");

  pal_params_set_text (one, "extension", "1,2");
  pal_params_set_text (one, "property_names", "name");
  assert_written (one, "{\"extension\":\"1,2\",\"property_names\":[\"name\"]}");
  g_assert_false (pal_params_is_list (one, "extension"));
  g_assert_cmpstr (pal_params_get_list (one, "extension")[0], ==, "1,2");

  pal_params_set_list (several, "extension", (const char *const[]) { "1", "2", NULL });
  assert_written (several, "{\"extension\":[\"1\",\"2\"]}");
  g_assert_true (pal_params_is_list (several, "extension"));
  g_assert_cmpstr (pal_params_get_text (several, "extension"), ==, "1");

  pal_params_set_member (contact, "info", "$firstname", "A\n\"B\"\x01\xff");
  pal_params_set_member (contact, "info", "x", "1");
  pal_params_set_member (contact, "info", "$firstname", "C\tD\x01\xff");
  pal_params_set_member (contact, "info", "x", NULL);
  assert_written (contact, "{\"info\":{\"$firstname\":\"C\\tD\\u0001\xef\xbf\xbd\"}}");
  g_assert_cmpstr (pal_params_get_member (contact, "info", "$firstname"), ==, "C\tD\x01\xef\xbf\xbd");
  g_assert_null (pal_params_get_member (contact, "info", "x"));

  assert_written (none, "");
}

static void
test_request (void)
{
  g_autoptr (PalParams) ping = pal_params_new (PAL_METHOD_PING);
  g_autoptr (PalParams) park = pal_params_new (PAL_METHOD_PARK);
  g_autoptr (GString) out = g_string_new (NULL);

  pal_message_write_request (out, 1, ping);
  g_assert_cmpstr (out->str, ==, "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":\"1\"}");

  g_string_truncate (out, 0);
  pal_params_set_text (park, "number", "777");
  pal_message_write_request (out, 18446744073709551615u, park);
  g_assert_cmpstr (out->str, ==,
                   "{\"jsonrpc\":\"2.0\",\"method\":\"park\",\"params\":{\"number\":\"777\"},"
                   "\"id\":\"18446744073709551615\"}");
}

static void
test_text (void)
{
  static const struct
  {
    const char *text, *json;
  } cases[] = {
    { NULL, "\"\"" },
    { "", "\"\"" },
    { "a\"\\/\b\x7f", "\"a\\\"\\\\/\\u0008\\u007f\"" },
    { "\xe5\xb1\xb1\xf0\x9d\x84\x9e", "\"\xe5\xb1\xb1\xf0\x9d\x84\x9e\"" },
    { "\xff\xfe", "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
    { "a\xed\xa0\x80z", "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      pal_message_append_text (out, cases[i].text);
      g_assert_cmpstr (out->str, ==, cases[i].json);
    }
}

static void
test_validate (void)
{
  g_autoptr (PalParams) barge = pal_params_new (PAL_METHOD_BARGE);
  g_autoptr (PalParams) end = pal_params_new (PAL_METHOD_DISCONNECT);
  g_autoptr (PalParams) call = pal_params_new (PAL_METHOD_MAKE_CALL);
  g_autoptr (PalParams) tenant = pal_params_new (PAL_METHOD_SET_TENANT_PROPERTIES);

  assert_refused (barge, PAL_ROLE_USER, PAL_ERROR_DENIED, NULL);
  assert_refused (barge, PAL_ROLE_ADMIN, PAL_ERROR_INVALID_PARAMS, "user");
  pal_params_set_text (barge, "user", "1");
  assert_refused (barge, PAL_ROLE_NONE, PAL_ERROR_INVALID_PARAMS, "tid");
  pal_params_set_text (barge, "target", "2");
  assert_valid (barge, PAL_ROLE_ADMIN);
  assert_valid (barge, PAL_ROLE_SYSTEM);
  pal_params_set_text (barge, "speak", "loud");
  assert_refused (barge, PAL_ROLE_ADMIN, PAL_ERROR_INVALID_PARAMS, "speak");
  pal_params_set_text (barge, "speak", "tutor");
  pal_params_set_text (barge, "listen", "maybe");
  assert_refused (barge, PAL_ROLE_ADMIN, PAL_ERROR_INVALID_PARAMS, "listen");
  pal_params_set_boolean (barge, "listen", TRUE);
  pal_params_set_text (barge, "volume", "11");
  assert_refused (barge, PAL_ROLE_ADMIN, PAL_ERROR_INVALID_PARAMS, "volume");

  assert_refused (end, PAL_ROLE_USER, PAL_ERROR_INVALID_PARAMS, "tid");
  pal_params_set_text (end, "rid", "5");
  assert_refused (end, PAL_ROLE_USER, PAL_ERROR_DENIED, "rid");
  assert_valid (end, PAL_ROLE_ADMIN);
  pal_params_set_text (end, "delay", "soon");
  assert_refused (end, PAL_ROLE_ADMIN, PAL_ERROR_INVALID_PARAMS, "delay");

  pal_params_set_text (call, "from", "1");
  pal_params_set_text (call, "to", ",");
  assert_refused (call, PAL_ROLE_USER, PAL_ERROR_INVALID_PARAMS, "to");
  pal_params_set_member (call, "to", "a", "b");
  assert_refused (call, PAL_ROLE_USER, PAL_ERROR_INVALID_PARAMS, "to");
  pal_params_set_text (call, "to", "2");
  pal_params_set_list (call, "type", (const char *const[]) { "1", NULL });
  assert_refused (call, PAL_ROLE_USER, PAL_ERROR_INVALID_PARAMS, "type");

  pal_params_set_text (tenant, "tenant", "t");
  pal_params_set_text (tenant, "properties", "desc");
  assert_refused (tenant, PAL_ROLE_SYSTEM, PAL_ERROR_INVALID_PARAMS, "properties");
  pal_params_set_member (tenant, "properties", "colour", "red");
  assert_refused (tenant, PAL_ROLE_SYSTEM, PAL_ERROR_INVALID_PARAMS, "properties");
  pal_params_set_member (tenant, "properties", "colour", NULL);
  pal_params_set_member (tenant, "properties", "desc", "red");
  assert_valid (tenant, PAL_ROLE_SYSTEM);
}

static void
test_arguments (void)
{
  static const char *const bad[] = { "", "=", "=1", "user", "colour=red", "properties=red", "user.x=1", "." };
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_SET_EXTENSION_PROPERTIES);
  g_autoptr (PalParams) call = pal_params_new (PAL_METHOD_MAKE_CALL);
  g_autoptr (PalParams) did = pal_params_new (PAL_METHOD_SET_DID);
  g_autoptr (PalParams) names = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);

  g_assert_true (pal_params_set_from_argument (params, "extension=1000", NULL));
  g_assert_true (pal_params_set_from_argument (params, "properties.login.password=a=b", NULL));
  assert_written (params, "{\"extension\":\"1000\",\"properties\":{\"login.password\":\"a=b\"}}");
  g_assert_true (pal_params_set_from_argument (call, "to=1,2 ,, 3", NULL));
  assert_written (call, "{\"to\":[\"1\",\"2\",\"3\"]}");
  g_assert_true (pal_params_set_from_argument (did, "v3=x=y", NULL));
  g_assert_true (pal_params_set_from_argument (did, "v4=", NULL));
  assert_written (did, "{\"v3\":\"x=y\",\"v4\":\"\"}");
  g_assert_true (pal_params_set_from_argument (names, "extension=1,2", NULL));
  g_assert_true (pal_params_set_from_argument (names, "property_names=name", NULL));
  assert_written (names, "{\"extension\":[\"1\",\"2\"],\"property_names\":[\"name\"]}");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pal_params_set_from_argument (params, bad[i], &error));
      g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
    }
}

static void
test_log (void)
{
  g_autoptr (PalParams) login = pal_params_new (PAL_METHOD_LOGIN);
  g_autoptr (PalParams) create = pal_params_new (PAL_METHOD_CREATE_EXTENSION);
  g_autoptr (PalParams) change = pal_params_new (PAL_METHOD_SET_EXTENSION_PROPERTIES);
  g_autofree char *a = NULL, *b = NULL, *c = NULL;

  pal_params_set_text (login, "login_password", "canary");
  pal_params_set_text (create, "extension", "1");
  pal_params_set_text (create, "password", "canary");
  pal_params_set_text (create, "login_password", "canary");
  pal_params_set_text (create, "pasword", "canary");
  pal_params_set_member (change, "properties", "login.password", "canary");
  a = pal_params_to_log (login);
  b = pal_params_to_log (create);
  c = pal_params_to_log (change);
  g_assert_cmpstr (a, ==, "{\"login_password\":\"***\"}");
  g_assert_cmpstr (
      b, ==, "{\"extension\":\"1\",\"password\":\"***\",\"login_password\":\"***\",\"pasword\":\"***\"}");
  g_assert_null (strstr (c, "canary"));
}

static void
test_read (void)
{
  g_autoptr (PalParams) call = read_params (
      PAL_METHOD_MAKE_CALL, " {\"from\":1000,\"to\":\"2000\",\"type\":2,\"phone\":1,\"auto_answer\":\"on\","
                            "\"x\":{\"y\":[]},\"tenant\":null} ");
  g_autoptr (PalParams) several
      = read_params (PAL_METHOD_MAKE_CALL, "{\"from\":\"1\",\"to\":[2000,\"2001\",true,null]}");
  g_autoptr (PalParams) commas = read_params (PAL_METHOD_MAKE_CALL, "{\"from\":\"1\",\"to\":\"2,3\"}");
  g_autoptr (PalParams) barge
      = read_params (PAL_METHOD_BARGE, "{\"user\":\"1\",\"target\":17,\"listen\":true,\"speak\":false}");
  g_autoptr (PalParams) transfer
      = read_params (PAL_METHOD_TRANSFER, "{\"to\":\"1\",\"talker_id\":\"2\",\"mode\":\"BLIND\"}");
  g_autoptr (PalParams) other
      = read_params (PAL_METHOD_TRANSFER, "{\"user\":[\"1\"],\"tid\":\"2\",\"mode\":\"other\"}");
  g_autoptr (PalParams) push = read_params (
      PAL_METHOD_PN_MANAGE, "{\"command\":\"set\",\"username\":\"u\",\"service_id\":[\"11\",4]}");
  g_autoptr (PalParams) contact
      = read_params (PAL_METHOD_SET_CONTACT, "{\"phonebook\":\"\",\"shared\":\"\",\"info\":{\"a\":1,\"b\":"
                                             "null,\"c\":[\"x\",\"y\"],\"d\":\"\\u3042\"}}");
  g_autoptr (PalParams) pages
      = read_params (PAL_METHOD_GET_CONTACT_LIST, "{\"offset\":\"20\",\"limit\":10.0}");
  g_autoptr (PalParams) nothing = read_params (PAL_METHOD_PING, "");
  g_autoptr (PalParams) null = read_params (PAL_METHOD_PING, "null");
  g_autofree const char **members = pal_params_get_members (contact, "info");

  g_assert_cmpstr (pal_params_get_text (call, "from"), ==, "1000");
  g_assert_cmpstr (pal_params_get_list (call, "to")[0], ==, "2000");
  g_assert_null (pal_params_get_list (call, "to")[1]);
  g_assert_cmpstr (pal_params_get_text (call, "type"), ==, "2");
  g_assert_true (pal_params_get_boolean (call, "auto_answer", FALSE));
  g_assert_false (pal_params_has (call, "tenant"));
  g_assert_false (pal_params_has (call, "x"));
  assert_written (several, "{\"from\":\"1\",\"to\":[\"2000\",\"2001\",\"true\",\"\"]}");
  assert_written (commas, "{\"from\":\"1\",\"to\":[\"2\",\"3\"]}");
  assert_written (barge, "{\"user\":\"1\",\"tid\":\"17\",\"listen\":\"true\",\"speak\":\"false\"}");
  assert_written (transfer, "{\"user\":\"1\",\"tid\":\"2\",\"mode\":\"blind\"}");
  assert_written (other, "{\"user\":\"1\",\"tid\":\"2\",\"mode\":\"other\"}");
  assert_written (push, "{\"command\":\"set\",\"username\":\"u\",\"service_id\":[\"11\",\"4\"]}");
  assert_written (contact,
                  "{\"phonebook\":\"\",\"info\":{\"a\":\"1\",\"c\":\"x,y\",\"d\":\"\xe3\x81\x82\"}}");
  g_assert_cmpuint (g_strv_length ((char **) members), ==, 3);
  assert_written (pages, "{\"offset\":20,\"limit\":10}");
  assert_written (nothing, "");
  assert_written (null, "");
}

static void
test_too_large (void)
{
  g_autofree char *words = g_strnfill (3100 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("{\"name\":\"%s\",\"note\":\"\"}", words);
  g_autofree char *list = g_strdup_printf ("{\"aid\":[1,\"%s\"]}", words);

  g_autoptr (GString) map = g_string_new ("{\"phonebook\":\"\",\"info\":{\"name\":1");

  for (guint i = 0; i < 200 * 1000; i++)
    g_string_append_printf (map, ",\"%x\":1", i);
  g_string_append (map, "}}");

  assert_unreadable (PAL_METHOD_SET_CONTACT, map->str, PAL_ERROR_INVALID_PARAMS, "info");
  assert_unreadable (PAL_METHOD_SET_NOTE, text, PAL_ERROR_INVALID_PARAMS, "name");
  assert_unreadable (PAL_METHOD_DELETE_CONTACT, list, PAL_ERROR_INVALID_PARAMS, "aid");
  assert_unreadable (PAL_METHOD_DELETE_CONTACT, "{\"aid\":[]}", PAL_ERROR_INVALID_PARAMS, "aid");
}

static void
test_unreadable (void)
{
  assert_unreadable (PAL_METHOD_PARK, "", PAL_ERROR_INVALID_PARAMS, "tid");
  assert_unreadable (PAL_METHOD_PARK, "{\"tid\":null,\"number\":\"1\"}", PAL_ERROR_INVALID_PARAMS, "tid");
  assert_unreadable (PAL_METHOD_PARK, "{\"tid\":{},\"number\":\"1\"}", PAL_ERROR_INVALID_PARAMS, "tid");
  assert_unreadable (PAL_METHOD_PARK, "{\"tid\":[1,2],\"number\":\"1\"}", PAL_ERROR_INVALID_PARAMS, "tid");
  assert_unreadable (PAL_METHOD_PARK, "[1]", PAL_ERROR_INVALID_PARAMS, NULL);
  assert_unreadable (PAL_METHOD_PARK, "\"x\"", PAL_ERROR_INVALID_PARAMS, NULL);
  assert_unreadable (PAL_METHOD_PARK, "{\"tid\":1,\"number\":2", PAL_ERROR_PROTOCOL, NULL);
  assert_unreadable (PAL_METHOD_PARK, "{\"tid\":1,\"number\":[2,}", PAL_ERROR_PROTOCOL, NULL);
  assert_unreadable (PAL_METHOD_PARK, "{} x", PAL_ERROR_PROTOCOL, NULL);
  assert_unreadable (PAL_METHOD_DISCONNECT, "{}", PAL_ERROR_INVALID_PARAMS, "tid");
  assert_unreadable (PAL_METHOD_MAKE_CALL, "{\"from\":1,\"to\":2,\"type\":3}", PAL_ERROR_INVALID_PARAMS,
                     "type");
  assert_unreadable (PAL_METHOD_MAKE_CALL, "{\"from\":1,\"to\":[[2]]}", PAL_ERROR_INVALID_PARAMS, "to");
  assert_unreadable (PAL_METHOD_MAKE_CALL, "{\"from\":1,\"to\":2,\"auto_answer\":\"perhaps\"}",
                     PAL_ERROR_INVALID_PARAMS, "auto_answer");
  assert_unreadable (PAL_METHOD_SET_CONTACT, "{\"phonebook\":\"\",\"info\":\"x\"}", PAL_ERROR_INVALID_PARAMS,
                     "info");
  assert_unreadable (PAL_METHOD_SET_CONTACT, "{\"phonebook\":\"\",\"info\":{\"a\":{\"b\":1}}}",
                     PAL_ERROR_INVALID_PARAMS, "info");
  assert_unreadable (PAL_METHOD_GET_CONTACT_LIST, "{\"limit\":\"many\"}", PAL_ERROR_INVALID_PARAMS, "limit");
}

static void
assert_read_as (PalMethodId method, const char *json, const char *expected)
{
  g_autoptr (PalParams) params = read_params (method, json);

  assert_written (params, expected);
}

/* How much and how many: refused by us, cut at the server where it is only too much. */
static void
test_ranges (void)
{
  static const char *const seven[] = { "1", "t", "n", "", "", "", "", NULL };
  g_autoptr (PalParams) list = pal_params_new (PAL_METHOD_GET_CONTACT_LIST);
  g_autoptr (PalParams) route = pal_params_new (PAL_METHOD_INSERT_ROUTE_VARIABLES);

  pal_params_set_int (list, "limit", 1000);
  assert_valid (list, PAL_ROLE_USER);
  pal_params_set_int (list, "limit", 1001);
  assert_refused (list, PAL_ROLE_USER, PAL_ERROR_INVALID_PARAMS, "limit");
  pal_params_set_int (list, "limit", 20);
  pal_params_set_int (list, "offset", -1);
  assert_refused (list, PAL_ROLE_USER, PAL_ERROR_INVALID_PARAMS, "offset");

  pal_params_set_text (route, "template", "temp1");
  pal_params_set_list (route, "values", seven + 1);
  assert_refused (route, PAL_ROLE_SYSTEM, PAL_ERROR_INVALID_PARAMS, "values");
  pal_params_set_list (route, "values", seven);
  assert_valid (route, PAL_ROLE_SYSTEM);

  assert_read_as (PAL_METHOD_GET_CONTACT_LIST, "{\"limit\":\"5000\",\"offset\":0}", "{\"limit\":1000,\"offset\":0}");
  assert_read_as (PAL_METHOD_GET_EXTENSIONS, "{\"pattern\":\"..*\",\"limit\":-1}",
                  "{\"pattern\":\"..*\",\"limit\":-1}");
  assert_unreadable (PAL_METHOD_GET_CONTACT_LIST, "{\"offset\":-1}", PAL_ERROR_INVALID_PARAMS, "offset");
  assert_unreadable (PAL_METHOD_INSERT_ROUTE_VARIABLES, "{\"template\":\"t\",\"values\":[1,2,3]}",
                     PAL_ERROR_INVALID_PARAMS, "values");
}

/* Yes and no in any spelling; names that are not the tenant's. */
static void
test_choices_read (void)
{
  assert_read_as (PAL_METHOD_BARGE, "{\"user\":1,\"tid\":2,\"speak\":\"ON\"}",
                  "{\"user\":\"1\",\"tid\":\"2\",\"speak\":\"true\"}");
  assert_read_as (PAL_METHOD_BARGE, "{\"user\":1,\"tid\":2,\"speak\":\"Tutor\"}",
                  "{\"user\":\"1\",\"tid\":\"2\",\"speak\":\"tutor\"}");
  assert_read_as (PAL_METHOD_SET_DID, "{\"template\":\"t\",\"name\":\"n\",\"enabled\":true}",
                  "{\"template\":\"t\",\"name\":\"n\",\"enabled\":\"1\"}");
  assert_read_as (PAL_METHOD_LINE, "{\"line\":\"l/1\",\"status\":false}",
                  "{\"line\":\"l/1\",\"status\":\"off\"}");
  assert_unreadable (PAL_METHOD_GET_PLAN_SWITCH_TIMER, "{\"extension\":1,\"number\":true}",
                     PAL_ERROR_INVALID_PARAMS, "number");
  assert_unreadable (PAL_METHOD_SET_NOTE, "{\"name\":\"n\",\"note\":\"\",\"useraccess\":true}",
                     PAL_ERROR_INVALID_PARAMS, "useraccess");
  assert_unreadable (PAL_METHOD_GET_TENANT_PROPERTIES, "{\"tenant\":\"t\",\"property_names\":[\"desc\",\"x\"]}",
                     PAL_ERROR_INVALID_PARAMS, "property_names");
  assert_unreadable (PAL_METHOD_SET_TENANT_PROPERTIES, "{\"tenant\":\"t\",\"properties\":{\"x\":1}}",
                     PAL_ERROR_INVALID_PARAMS, "properties");
}

/* Any JSON goes through as it stands; what is no JSON is not sent. */
static void
test_json (void)
{
  static const char *const values[] = { "{\"a\":[1,{\"b\":null}]}", "[]", "\"x\"", "0.50", "true", "false" };
  static const char *const broken[] = { "", "{", "{}{}", "x", "'a'", "[1,]", "01" };
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_SET_APP_DATA);

  pal_params_set_text (params, "data_id", "d");
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"data_id\":\"d\",\"data\":%s}", values[i]);

      pal_params_set_text (params, "data", values[i]);
      assert_valid (params, PAL_ROLE_USER);
      assert_written (params, json);
      assert_read_as (PAL_METHOD_SET_APP_DATA, json, json);
    }
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      pal_params_set_text (params, "data", broken[i]);
      assert_refused (params, PAL_ROLE_USER, PAL_ERROR_INVALID_PARAMS, "data");
    }
  assert_unreadable (PAL_METHOD_SET_APP_DATA, "{\"data_id\":\"d\",\"data\":null}", PAL_ERROR_INVALID_PARAMS, "data");
  assert_unreadable (PAL_METHOD_SET_APP_DATA, "{\"data_id\":\"d\",\"data\":{]}", PAL_ERROR_PROTOCOL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/params/set-and-get", test_set_and_get);
  g_test_add_func ("/params/write", test_write);
  g_test_add_func ("/params/request", test_request);
  g_test_add_func ("/params/text", test_text);
  g_test_add_func ("/params/validate", test_validate);
  g_test_add_func ("/params/arguments", test_arguments);
  g_test_add_func ("/params/log", test_log);
  g_test_add_func ("/params/read", test_read);
  g_test_add_func ("/params/unreadable", test_unreadable);
  g_test_add_func ("/params/too-large", test_too_large);
  g_test_add_func ("/params/ranges", test_ranges);
  g_test_add_func ("/params/choices-read", test_choices_read);
  g_test_add_func ("/params/json", test_json);

  return g_test_run ();
}
