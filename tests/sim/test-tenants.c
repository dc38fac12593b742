/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several tenants on one PBX, and what their properties allow. */
#include "sessions.h"

#include <string.h>

#include "sim/sim-call.h"
#include "tests/lib/test-wait.h"

static void
test_create (Sessions *f, gconstpointer data)
{
  RawClient *client;

  expect (admin, CREATE_TENANT, "{\"tenant\":\"branch\"}", "No permission.");
  expect (system, CREATE_TENANT, "{\"tenant\":\"\"}", "tenant: ");
  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "\"result\":true");
  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "tenant: ");
  expect (system, CREATE_EXTENSION,
          "{\"tenant\":\"branch\",\"extension\":\"1002\",\"password\":\"1\",\"login_password\":\"pw\","
          "\"type\":\"user\"}", "\"result\":true");
  expect (system, SET_EXTENSION_PROPERTIES,
          "{\"tenant\":\"branch\",\"extension\":\"1002\",\"properties\":{\"name\":\"Other\",\"admin\":\"true\"}}",
          "\"OK\"");
  expect (system, GET_EXTENSIONS, "{\"tenant\":\"branch\",\"pattern\":\".*\",\"limit\":-1}",
          "\"result\":[\"1002\"]");
  client = sessions_open (f, "tenant=branch&login_user=1002&login_password=pw");
  expect_of (client, GET_EXTENSIONS, "{\"tenant\":\"-\",\"pattern\":\".*\",\"limit\":-1}",
             "\"result\":[\"1002\"]");
  /* Same number, another tenant: another person. */
  expect_of (client, GET_EXTENSION_PROPERTIES, "{\"extension\":\"1002\",\"property_names\":[\"name\"]}",
             "[\"Other\"]");
  expect (desk, GET_EXTENSION_PROPERTIES,
          "{\"tenant\":\"branch\",\"extension\":\"1002\",\"property_names\":[\"name\"]}", "[\"Aiko Sato\"]");
  expect_of (client, GET_NOTE_NAMES, "{}", "\"result\":[]");
  expect_of (client, SET_NOTE, "{\"name\":\"n\",\"note\":\"branch\"}", "\"OK\"");
  expect (admin, GET_NOTE, "{\"name\":\"n\"}", "name: ");
  expect_of (client, SET_APP_DATA, "{\"data_id\":\"x\",\"data\":1}", "\"OK\"");
  expect (desk, GET_APP_DATA, "{\"data_id\":\"x\"}", "-2000");
  raw_client_free (client);
}

static void
test_named (Sessions *f, gconstpointer data)
{
  RawClient *client;

  for (int id = 0; id < PAL_N_DOCUMENTED_METHODS; id++)
    {
      const PalMethod *method = pal_method_get (id);
      const PalParam *tenant = pal_method_find_param (method, "tenant");
      g_autofree char *request = g_strdup_printf ("\"m%d\"", id);
      /* Enough that nothing else is missing. */
      g_autofree char *params = g_strdup_printf (
        "{\"user\":\"1002\",\"tid\":\"1\",\"rid\":\"1\",\"room_id\":\"1\",\"listen\":\"true\",\"speak\":\"true\","
        "\"extension\":\"1002\",\"type\":\"%s\",\"name\":\"n\",\"template\":\"DID\",\"values\":[\"1\"],"
        "\"pattern\":\".*\",\"limit\":1,\"property_names\":[\"desc\"],\"properties\":{\"desc\":\"x\"},\"note\":\"x\","
        "\"number\":\"1\",\"schedule\":\"\",\"from\":\"1\",\"to\":[\"2\"],\"action\":\"talk\"}",
        id == PAL_METHOD_MAKE_CALL ? "1" : "user");
      const char *reply = raw_client_call (f->system, request, id, params);
      gboolean needed = tenant != NULL && (tenant->flags & PAL_PARAM_BEYOND_GUIDE) == 0;

      if (needed != (strstr (reply, "tenant: ") != NULL))
        g_error ("%s was answered %s", method->name, reply);
    }

  expect (system, GET_EXTENSIONS, "{\"tenant\":\"-\",\"pattern\":\"1001\",\"limit\":-1}", "[\"1001\"]");
  expect (system, GET_EXTENSIONS, "{\"tenant\":\"\",\"pattern\":\"1001\",\"limit\":-1}", "[\"1001\"]");
  expect (system, GET_EXTENSIONS, "{\"tenant\":\"nowhere\",\"pattern\":\"1001\",\"limit\":-1}", "nowhere");
  client = sessions_open (f, SESSION_SYSTEM "&tenant=-");
  expect_of (client, GET_EXTENSIONS, "{\"pattern\":\"1001\",\"limit\":-1}", "[\"1001\"]");
  raw_client_free (client);
}

static void
test_properties (Sessions *f, gconstpointer data)
{
  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "\"result\":true");
  expect (system, GET_TENANT_PROPERTIES, "{\"tenant\":\"branch\",\"property_names\":[\"tenantid\",\"maxusers\"]}",
          "[\"branch\",\"-1\"]");
  expect (system, GET_TENANT_PROPERTIES, "{\"tenant\":\"branch\",\"property_names\":[\"colour\"]}",
          "property_names: ");
  expect (system, SET_TENANT_PROPERTIES,
          "{\"tenant\":\"branch\",\"properties\":{\"desc\":\"Osaka\",\"maxusers\":\"many\"}}", "properties: ");
  expect (system, GET_TENANT_PROPERTIES, "{\"tenant\":\"branch\",\"property_names\":[\"desc\"]}", "[\"\"]");
  expect (system, SET_TENANT_PROPERTIES,
          "{\"tenant\":\"branch\",\"properties\":{\"desc\":\"Osaka\",\"maxusers\":1}}", "\"OK\"");
  expect (system, GET_TENANT_PROPERTIES,
          "{\"tenant\":\"branch\",\"property_names\":[\"desc\",\"maxusers\",\"maxsessions\"]}",
          "[\"Osaka\",\"1\",\"-1\"]");
  expect (system, CREATE_EXTENSION, "{\"tenant\":\"branch\",\"extension\":\"1\",\"type\":\"user\"}", "true");
  expect (system, CREATE_EXTENSION, "{\"tenant\":\"branch\",\"extension\":\"2\",\"type\":\"user\"}", "maxusers");
  expect (system, CREATE_EXTENSION, "{\"tenant\":\"branch\",\"extension\":\"3\",\"type\":\"ringgroup\"}", "true");
  expect (system, SET_TENANT_PROPERTIES, "{\"tenant\":\"branch\",\"properties\":{\"tenantid\":\"-\"}}",
          "tenantid");
  expect (system, INSERT_ROUTE_VARIABLES,
          "{\"template\":\"DID\",\"values\":[\"1\",\"branch\",\"b\",\"\",\"\",\"\",\"0666\"]}", "true");
  expect (system, SET_TENANT_PROPERTIES, "{\"tenant\":\"branch\",\"properties\":{\"tenantid\":\"osaka\"}}",
          "\"OK\"");
  expect (system, GET_EXTENSIONS, "{\"tenant\":\"osaka\",\"pattern\":\"1\",\"limit\":-1}", "[\"1\"]");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"osaka\",\"template\":\"DID\"}", "\"osaka\",\"b\"");
}

static void
test_limits (Sessions *f, gconstpointer data)
{
  SimTenant *tenant = sessions_tenant (f);

  expect_control ("{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"always-answer\",\"delay\":1}", "true");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1005\",\"do\":\"always-answer\",\"delay\":1}", "true");
  expect (system, SET_TENANT_PROPERTIES,
          "{\"tenant\":\"-\",\"properties\":{\"maxsessions\":\"1\",\"maxrecordingsessions\":\"1\"}}", "\"OK\"");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1002\",\"do\":\"dial\",\"number\":\"1003\"}", "true");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1004\",\"do\":\"dial\",\"number\":\"1005\"}", "maxsessions");
  expect (admin, MAKE_CALL, "{\"user\":\"1004\",\"from\":\"1004\",\"to\":[\"1005\"],\"type\":\"2\"}",
          "maxsessions");
  expect (system, SET_TENANT_PROPERTIES, "{\"tenant\":\"-\",\"properties\":{\"maxsessions\":\"2\"}}", "\"OK\"");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1004\",\"do\":\"dial\",\"number\":\"1005\"}", "true");
  test_wait_for (sim_tenant_get_extension (tenant, "1005")->legs->len == 1
                 && ((SimLeg *) sim_tenant_get_extension (tenant, "1005")->legs->pdata[0])->state
                      == SIM_LEG_TALKING);
  test_wait_for (((SimLeg *) sim_tenant_get_extension (tenant, "1003")->legs->pdata[0])->state
                 == SIM_LEG_TALKING);
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1002\",\"do\":\"record\",\"on\":true}", "true");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1004\",\"do\":\"record\",\"on\":true}", "\"ok\":false");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1002\",\"do\":\"record\",\"on\":false}", "true");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1004\",\"do\":\"record\",\"on\":true}", "\"ok\":true");
}

static void
test_direct_number (Sessions *f, gconstpointer data)
{
  const char *dial = "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"0312345678\",\"to\":\"0312345600\"}";

  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"v2\":\"1004\"}", "\"OK\"");
  expect_control (dial, "\"ok\":true");
  g_assert_cmpuint (sim_tenant_get_extension (sessions_tenant (f), "1004")->legs->len, ==, 1);
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"enabled\":\"0\"}", "\"OK\"");
  expect_control (dial, "\"ok\":false");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sessions_add ("/sim/tenants/create", test_create);
  sessions_add ("/sim/tenants/named", test_named);
  sessions_add ("/sim/tenants/properties", test_properties);
  sessions_add ("/sim/tenants/limits", test_limits);
  sessions_add ("/sim/tenants/direct-number", test_direct_number);

  return g_test_run ();
}
