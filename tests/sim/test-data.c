/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages, tokens, data of programs, searches for extensions: beyond the guide. And notes. */
#include "sessions.h"

#include <string.h>

#include "sim/sim-mail.h"

static void
test_voicemails (Sessions *f, gconstpointer data)
{
  SimExtension *user = sim_tenant_get_extension (sessions_tenant (f), "1002");
  RawClient *watching = sessions_open (f, SESSION_DESK "&voicemail=self");
  SimMessage *message;

  sim_extension_set_mail (user, 0, 0, 0, 0);
  expect (desk, GET_VOICEMAILS, "{}", "\"result\":[]");
  sim_mail_add (user, "0312345678", 9);
  message = sim_mail_add (user, "1004", 21);
  raw_client_wait (watching, "\"new\":2,\"unread\":2,\"read\":0,\"saved\":0");
  expect (desk, GET_VOICEMAILS, "{\"order\":\"desc\",\"limit\":1}", "\"from\":\"1004\",\"display_name\":\"");
  expect (desk, GET_VOICEMAILS, "{\"order\":\"desc\",\"limit\":1}", "\"duration\":21,\"status\":\"new\"}]");
  expect (desk, GET_VOICEMAILS, "{\"offset\":1}", "!0312345678");
  expect (desk, GET_VOICEMAILS, "{\"offset\":2}", "\"result\":[]");
  expect (desk, GET_VOICEMAILS, "{\"offset\":-1}", "offset: ");
  sim_mail_set_state (user, message, SIM_MESSAGE_SAVED);
  raw_client_wait (watching, "\"new\":1,\"unread\":1,\"read\":0,\"saved\":1");
  sim_mail_listen (user);
  raw_client_wait (watching, "\"new\":0,\"unread\":0,\"read\":1,\"saved\":1");
  expect (desk, GET_VOICEMAILS, "{}", "\"status\":\"read\"");
  sim_mail_delete (user, message);
  raw_client_wait (watching, "\"new\":0,\"unread\":0,\"read\":1,\"saved\":0");
  expect (system, GET_VOICEMAILS, "{}", "\"error\"");
  sim_extension_set_mail (user, 3, 1, 2, 1);
  g_assert_cmpint (user->n_new, ==, 3);
  g_assert_cmpint (user->n_unread, ==, 3);
  g_assert_cmpuint (user->messages->len, ==, 6);
  raw_client_free (watching);
}

static void
test_tokens (Sessions *f, gconstpointer data)
{
  expect (desk, GET_TOKEN, "{}", "{\"token\":\"");
  expect (desk, CREATE_AUTH_HEADER, "{\"username\":\"1002\"}", "\"Bearer ");
  expect (desk, CREATE_AUTH_HEADER, "{\"username\":\"1003\"}", "No permission.");
  expect (admin, CREATE_AUTH_HEADER, "{\"username\":\"1003\"}", "\"Bearer ");
  expect (admin, CREATE_AUTH_HEADER, "{\"username\":\"4711\"}", "username: ");
}

static void
test_app_data (Sessions *f, gconstpointer data)
{
  expect (desk, GET_APP_DATA, "{\"data_id\":\"x\"}", "\"code\":-2000");
  expect (desk, SET_APP_DATA, "{\"data_id\":\"x\",\"data\":{\"a\":[1,2]}}", "\"OK\"");
  expect (desk, GET_APP_DATA, "{\"data_id\":\"x\"}", "\"{\\\"a\\\":[1,2]}\"");
  expect (admin, GET_APP_DATA, "{\"data_id\":\"x\"}", "\"code\":-2000");
  expect (desk, SET_APP_DATA, "{\"data_id\":\"x\",\"data\":\"y\"}", "\"OK\"");
  expect (desk, GET_APP_DATA, "{\"data_id\":\"x\"}", "\"\\\"y\\\"\"");
  expect (desk, SET_APP_DATA, "{\"data_id\":\"x\"}", "data");
  expect (desk, SET_APP_DATA, "{\"data_id\":\"\",\"data\":1}", "data_id: ");
}

static void
test_search (Sessions *f, gconstpointer data)
{
#define SEARCH(property, type, text) \
  "{\"condition\":{\"property_name\":\"" property "\",\"type\":\"" type "\",\"text\":\"" text "\"}}"
  expect (desk, SEARCH_EXTENSIONS, SEARCH ("name", "equals", "Aiko Sato"), "No permission.");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "equals", "Aiko Sato"), "\"result\":[\"1002\"]");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "startswith", "Aiko"), "[\"1002\"]");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "endswith", "Sato"), "[\"1002\"]");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "contains", "iko S"), "[\"1002\"]");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "regex", "A.*o"), "[\"1002\"]");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "regex", "Aiko"), "\"result\":[]");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "regex", "("), "condition: ");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("name", "like", "x"), "condition: ");
  expect (admin, SEARCH_EXTENSIONS, SEARCH ("type", "equals", "ringgroup"), "[\"600\",\"601\"]");
  expect (admin, SEARCH_EXTENSIONS, "{\"condition\":7}", "condition: ");
  expect (admin, SEARCH_EXTENSIONS, "{\"condition\":{\"property_name\":\"name\"}}", "condition: ");
  expect (admin, SEARCH_EXTENSIONS,
          "{\"condition\":[{\"property_name\":\"extension\",\"type\":\"startswith\",\"text\":\"100\"},"
          "{\"property_name\":\"desc\",\"type\":\"equals\",\"text\":\"Sales\"}],"
          "\"property_names\":[\"name\"],\"limit\":1}", "\"result\":[[\"1002\",\"Aiko Sato\"]]");
  expect (admin, SEARCH_EXTENSIONS, "{\"condition\":[],\"limit\":2}", "[\"1001\",\"1002\"]");
  expect (admin, SEARCH_EXTENSIONS, "{\"condition\":[],\"tenant_condition\":[],\"limit\":-2}", "limit: ");
  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "true");
  expect (system, CREATE_EXTENSION, "{\"tenant\":\"branch\",\"extension\":\"77\",\"type\":\"user\"}", "true");
  expect (system, SEARCH_EXTENSIONS,
          "{\"condition\":[],\"tenant_condition\":{\"property_name\":\"tenantid\",\"type\":\"equals\","
          "\"text\":\"branch\"}}", "\"result\":[\"77\"]");
  expect (system, SEARCH_EXTENSIONS, "{\"tenant\":\"branch\",\"condition\":[]}", "\"result\":[\"77\"]");
  expect (admin, SEARCH_EXTENSIONS,
          "{\"condition\":[],\"tenant_condition\":{\"property_name\":\"tenantid\",\"type\":\"equals\","
          "\"text\":\"branch\"}}", "tenant_condition: ");
}

/* What each access level lets a user do; an administrator does it all. */
static void
test_notes (Sessions *f, gconstpointer data)
{
  for (int access = 0; access <= 2; access++)
    {
      g_autofree char *make =
        g_strdup_printf ("{\"name\":\"n\",\"useraccess\":%d,\"note\":\"a\",\"description\":\"d\"}", access);

      expect (admin, SET_NOTE, make, "\"OK\"");
      expect (desk, GET_NOTE_NAMES, "{\"filter\":\"?\"}", access >= 1 ? "[\"n\"]" : "\"result\":[]");
      expect (desk, GET_NOTE, "{\"name\":\"n\"}", access >= 1 ? "\"note\":\"a\"" : "No permission.");
      expect (desk, SET_NOTE, "{\"name\":\"n\",\"note\":\"b\"}", access == 2 ? "\"OK\"" : "No permission.");
      expect (admin, GET_NOTE, "{\"name\":\"n\"}", access == 2 ? "\"note\":\"b\"" : "\"note\":\"a\"");
      expect (admin, GET_NOTE, "{\"name\":\"n\"}", "\"description\":\"d\"");
      expect (desk, DELETE_NOTE, "{\"name\":\"n\"}", access == 2 ? "true" : "No permission.");
      expect (admin, DELETE_NOTE, "{\"name\":\"n\"}", access == 2 ? "name: " : "true");
    }
  expect (admin, SET_NOTE, "{\"name\":\"n\",\"useraccess\":3,\"note\":\"a\"}", "useraccess");
  expect (admin, SET_NOTE, "{\"name\":\"\",\"note\":\"a\"}", "name: ");
  expect (system, GET_NOTE_NAMES, "{\"tenant\":\"-\"}", "passwords");
}

/* No answer, though it is done: an id of null asks for none. */
static void
test_no_id (Sessions *f, gconstpointer data)
{
  guint n = f->desk->frames->len;

  raw_client_send (f->desk, "{\"method\":\"setNote\",\"params\":{\"name\":\"q\",\"note\":\"1\"},\"id\":null}");
  raw_client_send (f->desk, "[{\"method\":\"nothing\",\"id\":null},{\"method\":\"ping\",\"id\":\"last\"}]");
  raw_client_wait (f->desk, "\"last\"");
  g_assert_cmpuint (f->desk->frames->len, ==, n + 1);
  expect (desk, GET_NOTE, "{\"name\":\"q\"}", "\"note\":\"1\"");
}

static void
test_product_info (Sessions *f, gconstpointer data)
{
  expect (desk, GET_PRODUCT_INFO, "{}", "!webphone");
  expect (desk, GET_PRODUCT_INFO, "{\"webphone\":\"true\"}",
          "\"webphone.resource-line\":\"Line 1:line/1,Line 2:line/2\"");
  expect (system, GET_PRODUCT_INFO, "{\"webphone\":true}", "\"webphone.pal.ping_interval\":\"20000\"");
  expect (desk, GET_OPTIONS, "{}", "{\"pn\":\"true\",\"sdn\":\"true\"}");
}

/* The users a login may hear of: by number, by pattern; refused or left out. */
static void
test_access_users (Sessions *f, gconstpointer data)
{
  RawClient *client;

  expect (admin, SET_EXTENSION_PROPERTIES,
          "{\"extension\":\"1002\",\"properties\":{\"access.users\":\"1003, 101?\"}}", "\"OK\"");
  client = sessions_open (f, SESSION_DESK "&user=1003&user=1011&status=true");
  raw_client_free (client);
  client = raw_client_open (&f->server, SESSION_DESK "&user=1003&user=1004&status=true");
  raw_client_wait (client, "No permission.");
  g_assert_cmpuint (raw_client_wait_closed (client), ==, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION);
  raw_client_free (client);
  client = raw_client_open (&f->server, SESSION_DESK "&user=*&status=true");
  raw_client_wait (client, "No permission.");
  raw_client_free (client);
  client = raw_client_open (&f->server, SESSION_SYSTEM "&tenant=nowhere");
  raw_client_wait (client, "Login failed (4)");
  raw_client_free (client);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sessions_add ("/sim/data/voicemails", test_voicemails);
  sessions_add ("/sim/data/tokens", test_tokens);
  sessions_add ("/sim/data/app-data", test_app_data);
  sessions_add ("/sim/data/search", test_search);
  sessions_add ("/sim/data/notes", test_notes);
  sessions_add ("/sim/data/product-info", test_product_info);
  sessions_add ("/sim/data/access-users", test_access_users);
  sessions_add ("/sim/data/no-id", test_no_id);

  return g_test_run ();
}
