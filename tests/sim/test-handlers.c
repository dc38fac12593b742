/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the methods that keep data answer, by the words of the wire. */
#include "raw-client.h"

#include <string.h>

#define DESK "login_user=1002&login_password=1002"
#define ADMIN "login_user=1001&login_password=1001"
#define SYSTEM "login_user=sa&login_password=sa"

typedef struct
{
  RawServer server;
  RawClient *desk, *admin, *system;
  guint last_id;
} Fixture;

static RawClient *
open_session (Fixture *f, const char *query)
{
  RawClient *client = raw_client_open (&f->server, query);

  raw_client_wait (client, "\"active\"");
  return client;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  raw_server_start (&f->server, NULL);
  f->desk = open_session (f, DESK);
  f->admin = open_session (f, ADMIN);
  f->system = open_session (f, SYSTEM);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  raw_client_free (f->desk);
  raw_client_free (f->admin);
  raw_client_free (f->system);
  raw_server_stop (&f->server);
}

static void
expect_ (Fixture *f, RawClient *client, PalMethodId method, const char *params, const char *part,
         const char *place)
{
  g_autofree char *id = g_strdup_printf ("\"q%u\"", ++f->last_id);
  const char *reply = raw_client_call (client, id, method, params);

  if (strstr (reply, part) == NULL)
    g_error ("%s: expected %s, was answered %s", place, part, reply);
}

#define expect(client, method, params, part) \
  expect_ (f, f->client, PAL_METHOD_##method, params, part, G_STRLOC)

static char *
make_list (const char *element, guint n)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s\"%s\"", i > 0 ? "," : "", element);
  g_string_append_c (list, ']');

  return g_strdup (list->str);
}

/* What fits into a frame as two lists would not fit anywhere as their product. */
static void
test_product (Fixture *f, gconstpointer data)
{
  g_autofree char *numbers = make_list ("1001", 50 * 1000);
  g_autofree char *names = make_list ("name", 50 * 1000);
  g_autofree char *most = make_list ("a", 100 * 1000);
  g_autofree char *of_many = g_strdup_printf ("{\"extension\":%s,\"property_names\":%s}", numbers, names);
  g_autofree char *of_all = g_strdup_printf ("{\"pattern\":\".*\",\"property_names\":%s}", most);
  g_autofree char *found = g_strdup_printf ("{\"condition\":{\"property_name\":\"name\",\"text\":\"\","
                                            "\"type\":\"contains\"},\"property_names\":%s}", most);

  expect (admin, GET_EXTENSION_PROPERTIES, of_many, "-32602");
  expect (admin, GET_EXTENSIONS, of_all, "-32602");
  expect (admin, SEARCH_EXTENSIONS, found, "-32602");
  expect (admin, GET_EXTENSION_PROPERTIES, "{\"extension\":[\"1001\"],\"property_names\":[\"type\"]}", "[[\"user\"]]");
}

static void
test_extensions (Fixture *f, gconstpointer data)
{
  expect (desk, GET_EXTENSIONS, "{\"pattern\":\"..*\",\"limit\":-1}", "No permission.");
  expect (admin, GET_EXTENSIONS, "{\"pattern\":\"100[1-3]\",\"limit\":-1,\"type\":\"user\"}",
          "\"result\":[\"1001\",\"1002\",\"1003\"]");
  expect (admin, GET_EXTENSIONS, "{\"pattern\":\"10\",\"limit\":-1}", "\"result\":[]");
  expect (admin, GET_EXTENSIONS, "{\"pattern\":\"10..\",\"limit\":2,\"offset\":3}", "[\"1004\",\"1005\"]");
  expect (admin, GET_EXTENSIONS,
          "{\"pattern\":\"10..\",\"limit\":1,\"property_names\":[\"name\",\"nothing\"]}",
          "[[\"1001\",\"Office Manager\",\"\"]]");
  expect (admin, GET_EXTENSIONS, "{\"pattern\":\"(\",\"limit\":1}", "-32602");
  expect (desk, GET_EXTENSION_PROPERTIES,
          "{\"extension\":\"1002\",\"property_names\":[\"name\",\"pnumber\"]}",
          "[\"Aiko Sato\",\"1002,,,\"]");
  expect (desk, GET_EXTENSION_PROPERTIES, "{\"extension\":\"1003\",\"property_names\":[\"login.password\"]}",
          "No permission.");
  expect (desk, GET_EXTENSION_PROPERTIES,
          "{\"extension\":[\"1002\",\"1003\"],\"property_names\":[\"login.password\"]}",
          "[[\"1002\"],\"No permission.\"]");
  expect (admin, GET_EXTENSION_PROPERTIES, "{\"extension\":\"1003\",\"property_names\":[\"login.password\"]}",
          "[\"1003\"]");
  expect (admin, GET_EXTENSION_PROPERTIES, "{\"extension\":\"1\",\"property_names\":[\"name\"]}",
          "\"error\"");
  expect (desk, SET_EXTENSION_PROPERTIES, "{\"extension\":\"1002\",\"properties\":{\"name\":\"A. Sato\"}}",
          "\"OK\"");
  expect (desk, SET_EXTENSION_PROPERTIES, "{\"extension\":\"1002\",\"properties\":{\"admin\":\"true\"}}",
          "No permission.");
  expect (desk, SET_EXTENSION_PROPERTIES, "{\"extension\":\"1003\",\"properties\":{\"name\":\"x\"}}",
          "No permission.");
  expect (desk, GET_EXTENSION_PROPERTIES, "{\"extension\":\"1002\",\"property_names\":[\"name\",\"admin\"]}",
          "[\"A. Sato\",\"false\"]");
  expect (admin, CREATE_EXTENSION,
          "{\"extension\":\"2000\",\"password\":\"1\",\"login_password\":\"2\",\"type\":\"user\"}",
            "\"result\":true");
  expect (admin, CREATE_EXTENSION, "{\"extension\":\"2000\",\"type\":\"user\"}", "\"error\"");
  expect (admin, DELETE_EXTENSION, "{\"extension\":\"2000\"}", "\"result\":true");
  expect (admin, DELETE_EXTENSION, "{\"extension\":\"2000\"}", "\"result\":false");
}

static void
test_tenants (Fixture *f, gconstpointer data)
{
  expect (admin, CREATE_TENANT, "{\"tenant\":\"branch\"}", "No permission.");
  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "\"result\":true");
  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "\"error\"");
  expect (system, SET_TENANT_PROPERTIES, "{\"tenant\":\"branch\",\"properties\":{\"maxusers\":\"7\"}}",
          "\"OK\"");
  expect (system, GET_TENANT_PROPERTIES,
          "{\"tenant\":\"branch\",\"property_names\":[\"tenantid\",\"maxusers\"]}",
          "[\"branch\",\"7\"]");
  expect (system, GET_EXTENSIONS, "{\"tenant\":\"branch\",\"pattern\":\".*\",\"limit\":-1}", "\"result\":[]");
  expect (system, GET_EXTENSIONS, "{\"tenant\":\"nowhere\",\"pattern\":\".*\",\"limit\":-1}", "\"error\"");
  /* Everybody else's tenant parameter is ignored. */
  expect (admin, GET_EXTENSIONS, "{\"tenant\":\"branch\",\"pattern\":\"1001\",\"limit\":-1}", "[\"1001\"]");
}

static void
test_notes (Fixture *f, gconstpointer data)
{
  expect (desk, GET_NOTE_NAMES, "{}", "[\"welcome\",\"holidays\"]");
  expect (admin, GET_NOTE_NAMES, "{\"filter\":\"p*\"}", "[\"passwords\"]");
  expect (desk, GET_NOTE, "{\"name\":\"passwords\"}", "No permission.");
  expect (desk, SET_NOTE, "{\"name\":\"holidays\",\"note\":\"none\"}", "No permission.");
  expect (desk, SET_NOTE, "{\"name\":\"mine\",\"description\":\"d\",\"useraccess\":2,\"note\":\"a\\nb\"}",
          "\"OK\"");
  expect (desk, GET_NOTE, "{\"name\":\"mine\"}",
          "{\"useraccess\":2,\"description\":\"d\",\"name\":\"mine\",\"note\":\"a\\nb\"}");
  expect (desk, DELETE_NOTE, "{\"name\":\"mine\"}", "\"result\":true");
  expect (desk, DELETE_NOTE, "{\"name\":\"mine\"}", "\"error\"");
}

static void
test_contacts (Fixture *f, gconstpointer data)
{
  expect (desk, GET_PHONEBOOKS, "{}",
          "[{\"phonebook\":\"Company\",\"shared\":\"true\"},{\"phonebook\":\"Private\"}]");
  expect (admin, GET_PHONEBOOKS, "{}", "[{\"phonebook\":\"Company\",\"shared\":\"true\"}]");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"MORI kenji\"}",
          "[{\"aid\":6636,\"display_name\":\"Kenji Mori\",\"phonebook\":\"Company\"}]");
  expect (desk, GET_CONTACT_LIST, "{\"phonebook\":\"Private\",\"offset\":1,\"limit\":1}",
          "\"display_name\":\"Yui Sato\",\"phonebook\":\"Private\",\"user\":\"1002\"}]");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"コバヤシ\"}", "小林直子");
  expect (desk, SET_CONTACT, "{\"phonebook\":\"Company\",\"shared\":\"true\",\"info\":{\"$lastname\":\"X\"}}",
          "No permission.");
  expect (desk, SET_CONTACT,
          "{\"phonebook\":\"Private\",\"info\":{\"$lastname\":\"Ito\",\"$tel_work\":\"1\"}}",
          "{\"aid\":6641}");
  expect (desk, GET_CONTACT, "{\"aid\":6641}",
          "\"display_name\":\"Ito\",\"phonebook\":\"Private\",\"info\":{");
  expect (admin, GET_CONTACT, "{\"aid\":\"6641\"}", "\"error\"");
  expect (desk, SET_CONTACT,
          "{\"aid\":\"6641\",\"phonebook\":\"Private\",\"info\":{\"$company\":\"Ito KK\"}}",
          "{\"aid\":6641}");
  expect (desk, GET_CONTACT, "{\"aid\":\"6641\"}", "\"info\":{\"$company\":\"Ito KK\"}");
  expect (desk, DELETE_CONTACT, "{\"aid\":[\"6641\",\"6636\"]}",
          "{\"succeeded\":[\"6641\"],\"failed\":[\"6636\"]}");
}

static void
test_timers (Fixture *f, gconstpointer data)
{
  expect (desk, SET_PLAN_SWITCH_TIMER,
          "{\"extension\":\"1002\",\"number\":2,\"schedule\":\"PA1WDT09001000\"}",
          "\"OK\"");
  expect (desk, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\",\"number\":\"2\"}", "\"PA1WDT09001000\"");
  expect (desk, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\"}", "\"result\":\"\"");
  expect (desk, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"1003\"}", "No permission.");
  expect (admin, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"800\"}", "PA62W31DT09001730");
  expect (admin, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"600\"}", "\"error\"");
}

static void
test_routes (Fixture *f, gconstpointer data)
{
  expect (admin, GET_ROUTE_TEMPLATE_NAMES, "{}", "[\"DID\",\"Carrier\"]");
  expect (admin, GET_ALL_DIDS, "{}", "[\"1\",\"-\",\"main\",\"\",\"\",\"\",\"0312345600\",\"600\"");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"v2\":\"601\",\"enabled\":\"0\"}",
          "\"OK\"");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"w1\":\"1\"}", "No permission.");
  expect (admin, GET_ALL_DIDS, "{}", "[\"0\",\"-\",\"main\",\"\",\"\",\"\",\"0312345600\",\"601\"");
  expect (system, INSERT_ROUTE_VARIABLES,
          "{\"template\":\"DID\",\"values\":[\"1\",\"-\",\"new\",\"secret\",\"\",\"\",\"03\"]}",
            "\"result\":true");
  expect (system, INSERT_ROUTE_VARIABLES, "{\"template\":\"DID\",\"values\":[\"1\",\"-\"]}", "\"error\"");
  expect (system, UPDATE_ROUTE_VARIABLES,
          "{\"template\":\"DID\",\"update_password\":\"false\","
          "\"values\":[\"1\",\"-\",\"new\",\"x\",\"\",\"\",\"04\"]}",
          "\"result\":true");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"-\",\"template\":\"DID\"}",
          "[\"1\",\"-\",\"new\",\"secret\",\"\",\"\",\"04\"");
  expect (system, DELETE_ROUTE_VARIABLES, "{\"template\":\"DID\",\"name\":\"new\"}", "\"OK\"");
  expect (system, DELETE_ROUTE_VARIABLES, "{\"template\":\"DID\",\"name\":\"new\"}", "\"error\"");
}

/* Every answer is within its bounds; thousands in one message are not. */
static void
test_too_much (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (60000, 'x');
  g_autofree char *set = g_strdup_printf ("{\"name\":\"long\",\"description\":\"\",\"useraccess\":\"2\","
                                          "\"note\":\"%s\"}", text);
  g_autoptr(GString) batch = g_string_new ("[");

  expect (admin, SET_NOTE, set, "\"result\"");
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (batch, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":{\"name\":\"long\"},"
                                   "\"id\":\"b%u\"},", pal_method_get (PAL_METHOD_GET_NOTE)->name, i);
  g_string_truncate (batch, batch->len - 1);
  g_string_append_c (batch, ']');
  raw_client_send (f->desk, batch->str);
  const char *reply = raw_client_wait (f->desk, "\"id\":\"b0\"");
  g_assert_cmpuint (strlen (reply), <, 20000000);
  g_assert_nonnull (strstr (reply, "too much is asked for"));
  g_assert_nonnull (strstr (reply, "\"id\":\"b499\""));
  expect (desk, PING, "{}", "\"result\"");
}

/* Who is no more has no say any more. */
static void
test_deleted (Fixture *f, gconstpointer data)
{
  expect (system, DELETE_EXTENSION, "{\"tenant\":\"-\",\"extension\":\"1001\"}", "\"result\"");
  expect (admin, GET_EXTENSIONS, "{}", "No permission.");
}

#define ADD(name, func) g_test_add ("/sim/handlers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("product", test_product);
  ADD ("too-much", test_too_much);
  ADD ("deleted", test_deleted);
  ADD ("extensions", test_extensions);
  ADD ("tenants", test_tenants);
  ADD ("notes", test_notes);
  ADD ("contacts", test_contacts);
  ADD ("timers", test_timers);
  ADD ("routes", test_routes);

  return g_test_run ();
}
