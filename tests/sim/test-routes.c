/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Route templates, and what a tenant may see and change of them. */
#include "sessions.h"

#include "sim/sim-route.h"

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

static void
test_insert (Sessions *f, gconstpointer data)
{
  g_autoptr(GString) values = g_string_new (NULL);

  for (guint n = 1; n <= SIM_N_FIELDS + 1; n++)
    {
      g_autofree char *params = NULL;
      g_autofree char *name = g_strdup_printf ("n%u", n);

      g_string_assign (values, "\"1\"");
      for (guint i = 1; i < n; i++)
        g_string_append_printf (values, ",\"%s\"", i == SIM_FIELD_TENANT ? "-" : i == SIM_FIELD_NAME ? name : "v");
      params = g_strdup_printf ("{\"template\":\"Carrier\",\"values\":[%s]}", values->str);
      expect (system, INSERT_ROUTE_VARIABLES, params, n < 7 || n > 33 ? "values: " : "\"result\":true");
    }
  g_assert_cmpuint (sim_template_find (f->server.world, "Carrier")->routes->len, ==, 1 + 33 - 7 + 1);
  expect (system, INSERT_ROUTE_VARIABLES,
          "{\"template\":\"Carrier\",\"values\":[\"1\",\"-\",\"n7\",\"\",\"\",\"\",\"\"]}", "exists already");
  expect (system, INSERT_ROUTE_VARIABLES,
          "{\"template\":\"Carrier\",\"values\":[\"yes\",\"-\",\"a\",\"\",\"\",\"\",\"\"]}", "values: ");
  expect (system, INSERT_ROUTE_VARIABLES,
          "{\"template\":\"Carrier\",\"values\":[\"1\",\"nowhere\",\"a\",\"\",\"\",\"\",\"\"]}", "nowhere");
  expect (system, INSERT_ROUTE_VARIABLES,
          "{\"template\":\"Carrier\",\"values\":[\"1\",\"-\",\"\",\"\",\"\",\"\",\"\"]}", "values: ");
  expect (system, INSERT_ROUTE_VARIABLES, "{\"template\":\"X\",\"values\":[1,2,3,4,5,6,7]}", "template: ");
  expect (admin, INSERT_ROUTE_VARIABLES, "{\"template\":\"DID\",\"values\":[]}", "No permission.");
}

static void
test_update (Sessions *f, gconstpointer data)
{
  expect (system, UPDATE_ROUTE_VARIABLES,
          "{\"template\":\"Carrier\",\"update_password\":false,"
          "\"values\":[\"0\",\"-\",\"trunk\",\"new\",\"\",\"\",\"host\"]}", "\"result\":true");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"-\",\"template\":\"Carrier\"}",
          "[[\"0\",\"-\",\"trunk\",\"secret\",\"\",\"\",\"host\",\"5060\",");
  expect (system, UPDATE_ROUTE_VARIABLES,
          "{\"template\":\"Carrier\",\"update_password\":\"true\","
          "\"values\":[\"1\",\"-\",\"trunk\",\"new\",\"\",\"\",\"host\"]}", "\"result\":true");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"-\",\"template\":\"Carrier\"}", "\"trunk\",\"new\"");
  expect (system, UPDATE_ROUTE_VARIABLES,
          "{\"template\":\"Carrier\",\"values\":[\"1\",\"-\",\"other\",\"\",\"\",\"\",\"\"]}", "values: ");
  expect (system, DELETE_ROUTE_VARIABLES, "{\"template\":\"Carrier\",\"name\":\"other\"}", "name: ");
  expect (system, DELETE_ROUTE_VARIABLES, "{\"template\":\"Carrier\",\"name\":\"trunk\"}", "\"OK\"");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"-\",\"template\":\"Carrier\"}", "\"result\":[]");
  expect (system, GET_ROUTE_TEMPLATE_NAMES, "{\"tenant\":\"-\"}", "\"result\":[\"DID\"]");
}

static void
test_of_tenants (Sessions *f, gconstpointer data)
{
  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "true");
  expect (system, INSERT_ROUTE_VARIABLES,
          "{\"template\":\"DID\",\"values\":[\"1\",\"branch\",\"b\",\"\",\"\",\"\",\"0666\",\"1\"]}", "true");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"branch\",\"template\":\"DID\"}", "!main");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"branch\",\"template\":\"DID\"}", "[[\"1\",\"branch\",\"b\"");
  expect (system, GET_ROUTE_TEMPLATE_NAMES, "{\"tenant\":\"branch\"}", "[\"DID\"]");
  expect (admin, GET_ALL_DIDS, "{}", "!\"b\"");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"b\",\"v2\":\"2\"}", "name: ");
  expect (desk, GET_ALL_DIDS, "{}", "No permission.");
}

static void
test_permission_per_field (Sessions *f, gconstpointer data)
{
  SimTemplate *dids = sim_template_find (f->server.world, "DID");

  dids->list = BIT (SIM_FIELD_V1) | BIT (SIM_FIELD_X1 + 8);
  dids->edit = BIT (SIM_FIELD_V1 + 1) | BIT (SIM_FIELD_X1 + 8);
  expect (system, UPDATE_ROUTE_VARIABLES,
          "{\"template\":\"DID\",\"update_password\":true,"
          "\"values\":[\"1\",\"-\",\"main\",\"hush\",\"\",\"\",\"0312345600\",\"600\"]}", "true");
  /* v2 is not listed, but may be set; enabled neither. */
  expect (admin, GET_ALL_DIDS, "{}", "[\"\",\"-\",\"main\",\"\",\"\",\"\",\"0312345600\",\"\",\"\"");
  expect (admin, GET_ALL_DIDS, "{}", "!hush");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"v2\":\"601\",\"x9\":\"nine\",\"v1\":\"1\"}",
          "v1: No permission.");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"-\",\"template\":\"DID\"}", "\"0312345600\",\"600\"");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"enabled\":\"0\"}", "enabled: No permission.");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"v2\":\"601\",\"x9\":\"nine\"}", "\"OK\"");
  expect (system, GET_ROUTE_VARIABLES, "{\"tenant\":\"-\",\"template\":\"DID\"}", "\"0312345600\",\"601\"");
  expect (admin, GET_ALL_DIDS, "{}", "\"nine\"]");
  expect (admin, SET_DID, "{\"template\":\"Carrier\",\"name\":\"trunk\",\"v1\":\"1\"}", "template: ");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"enabled\":\"maybe\"}", "enabled");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sessions_add ("/sim/routes/insert", test_insert);
  sessions_add ("/sim/routes/update", test_update);
  sessions_add ("/sim/routes/of-tenants", test_of_tenants);
  sessions_add ("/sim/routes/permission-per-field", test_permission_per_field);

  return g_test_run ();
}
