/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties through a running server: every row of the table is set, read back and refused. */
#include "raw-client.h"

#include <string.h>

#include "pal/protocol/pal-properties.h"

#define DESK "login_user=1002&login_password=1002"
#define ADMIN "login_user=1001&login_password=1001"
#define SYSTEM "login_user=sa&login_password=sa&tenant=-"

typedef struct
{
  RawServer server;
  RawClient *desk, *admin, *system;
  guint last_id;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  raw_server_start (&f->server, NULL);
  f->desk = raw_client_open (&f->server, DESK);
  f->admin = raw_client_open (&f->server, ADMIN);
  f->system = raw_client_open (&f->server, SYSTEM);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  raw_client_free (f->desk);
  raw_client_free (f->admin);
  raw_client_free (f->system);
  raw_server_stop (&f->server);
}

static const char *
call (Fixture *f, RawClient *client, PalMethodId method, const char *params)
{
  g_autofree char *id = g_strdup_printf ("\"q%u\"", ++f->last_id);

  return raw_client_call (client, id, method, params);
}

static void
expect_ (Fixture *f, RawClient *client, PalMethodId method, const char *params, const char *part,
         const char *place)
{
  const char *reply = call (f, client, method, params);

  if (strstr (reply, part) == NULL)
    g_error ("%s: %s: expected %s, was answered %s", place, params, part, reply);
}

#define expect(client, method, params, part) \
  expect_ (f, f->client, PAL_METHOD_##method, params, part, G_STRLOC)

static void
expect_set (Fixture *f, const char *number, const char *key, const char *json, const char *part)
{
  g_autofree char *params = g_strdup_printf ("{\"extension\":\"%s\",\"properties\":{\"desc\":\"changed\","
                                             "\"%s\":%s}}", number, key, json);

  expect_ (f, f->admin, PAL_METHOD_SET_EXTENSION_PROPERTIES, params, part, key);
}

static void
expect_get (Fixture *f, const char *number, const char *key, const char *value)
{
  g_autofree char *params = g_strdup_printf ("{\"extension\":\"%s\",\"property_names\":[\"%s\"]}", number, key);
  g_autofree char *part = g_strdup_printf ("\"result\":[\"%s\"]", value);

  expect_ (f, f->admin, PAL_METHOD_GET_EXTENSION_PROPERTIES, params, part, key);
}

/* What is sent as JSON, how it is read back, and what is refused. */
typedef struct
{
  const char *sent, *read, *bad;
} Sample;

static Sample
get_sample (const PalPropertyTable *table, const PalProperty *row)
{
  if (strcmp (row->key, "pnumber") == 0)
    return (Sample) { "\"a1, b2,,d4\"", "a1,b2,,d4", "\"a,b,c,d,e\"" };
  if (strcmp (row->key, "maxsessioncount") == 0)
    return (Sample) { "3", "3", "7" };

  switch (row->kind)
    {
    case PAL_PROPERTY_KIND_NUMBER:
      return (Sample) { "\" 07\"", "7", "\"seven\"" };
    case PAL_PROPERTY_KIND_BOOLEAN:
      return strcmp (row->default_value, "true") == 0 ? (Sample) { "\"False\"", "false", "\"maybe\"" }
                                                      : (Sample) { "true", "true", "2" };
    case PAL_PROPERTY_KIND_CHOICE:
      if (strcmp (row->key, "type") == 0 || strcmp (row->key, "stype") == 0)
        return (Sample) { NULL, row->default_value, "\"nothing\"" };
      return (Sample) { NULL, row->choices[1], "\"purple\"" };
    case PAL_PROPERTY_KIND_EXTENSION:
      return (Sample) { "1003", "1003", "\"1001,1002\"" };
    case PAL_PROPERTY_KIND_EXTENSION_LIST:
      return (Sample) { "[1003,\"1004\"]", "1003,1004", "\"1003;1004\"" };
    case PAL_PROPERTY_KIND_PHONE_LIST:
      return (Sample) { "\"0312345678, +81 3 1234 5678\"", "0312345678,+81 3 1234 5678", "\"a\\tb\"" };
    case PAL_PROPERTY_KIND_NUMBER_LIST:
      return (Sample) { "\"10, 020\"", "10,20", "\"10,x\"" };
    case PAL_PROPERTY_KIND_SCHEDULE:
      return (Sample) { "\"PA62W31DT09001730\"", "PA62W31DT09001730", "\"on Mondays\"" };
    case PAL_PROPERTY_KIND_PATTERN:
      return (Sample) { "\"3*\"", "3*", "\"(\"" };
    case PAL_PROPERTY_KIND_PATTERN_LIST:
      return (Sample) { "\"3*, 0[0-9]+\"", "3*,0[0-9]+", "\"3*,(\"" };
    case PAL_PROPERTY_KIND_EMAIL_LIST:
      return (Sample) { "\"a@example.org, b@example.org\"", "a@example.org,b@example.org", "\"nobody\"" };
    case PAL_PROPERTY_KIND_TEXT:
    case PAL_PROPERTY_KIND_SECRET:
    default:
      return (Sample) { "\"some text\"", "some text", "{\"a\":1}" };
    }
}

static void
check_key (Fixture *f, const PalPropertyTable *table, const PalProperty *row,
           const PalPropertyIndexes *indexes)
{
  Sample sample = get_sample (table, row);
  g_autofree char *key = pal_property_make_key (row, indexes);
  g_autofree char *upper = sample.sent == NULL ? g_ascii_strup (sample.read, -1) : NULL;
  g_autofree char *sent = upper != NULL ? g_strdup_printf ("\"%s\"", upper) : g_strdup (sample.sent);
  g_autofree char *named = g_strdup_printf ("properties: %s: ", key);

  expect_set (f, "650", "desc", "\"before\"", "\"OK\"");
  expect_set (f, "650", key, sample.bad, named);
  expect_set (f, "650", key, "{}", key);
  expect_get (f, "650", "desc", "before");
  if (strcmp (row->key, "desc") != 0 && strncmp (row->key, "pnumber", 7) != 0)
    expect_get (f, "650", key, row->default_value);
  expect_set (f, "650", key, sent, "\"OK\"");
  expect_get (f, "650", key, sample.read);
  expect_set (f, "650", key, sample.bad, "-32602");
  expect_set (f, "650", key, "null", "\"OK\"");
  expect_get (f, "650", key, strcmp (row->key, "desc") == 0 ? "changed" : sample.read);
}

static void
check_row (Fixture *f, const PalPropertyTable *table, const PalProperty *row)
{
  guint n_plans = strstr (row->key, "pln[n]") != NULL ? 2 : 1;
  guint n_schedules = strstr (row->key, "ptn[n]") != NULL ? 2 : 1;
  gboolean has_phone = strstr (row->key, "_p[n]") != NULL || g_str_has_prefix (row->key, "p[n]")
                       || strcmp (row->key, "pnumber[n]") == 0;
  PalPropertyIndexes at;

  for (at.plan = 1; at.plan <= n_plans; at.plan++)
    for (at.schedule = 1; at.schedule <= n_schedules; at.schedule++)
      for (at.phone = 1; at.phone <= (has_phone ? PAL_PROPERTY_MAX_PHONE : 1); at.phone++)
        check_key (f, table, row, &at);
}

/* @data is the number of a table. */
static void
test_table (Fixture *f, gconstpointer data)
{
  const PalPropertyTable *table = pal_property_table_get (GPOINTER_TO_UINT (data));
  g_autofree char *params = g_strdup_printf ("{\"extension\":\"650\",\"type\":\"%s\"}", table->type);

  expect_ (f, f->admin, PAL_METHOD_CREATE_EXTENSION, params, "\"result\":true", table->label);
  if (table->subtype != NULL)
    {
      g_autofree char *subtype = g_strdup_printf ("\"%s\"", table->subtype);

      expect_get (f, "650", "stype", strcmp (table->type, "ivr") == 0 ? "aa" : "sr");
      expect_set (f, "650", "stype", subtype, "\"OK\"");
    }
  for (guint i = 0; i < table->n_rows; i++)
    check_row (f, table, &table->rows[i]);
}

static void
test_tenant (Fixture *f, gconstpointer data)
{
  const PalPropertyTable *table = pal_property_table_find ("tenant", NULL);

  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "\"result\":true");
  for (guint i = 1; i < table->n_rows; i++)
    {
      const PalProperty *row = &table->rows[i];
      Sample sample = get_sample (table, row);
      g_autofree char *good = g_strdup_printf ("{\"tenant\":\"branch\",\"properties\":{\"%s\":%s}}", row->key,
                                               sample.sent);
      g_autofree char *bad = g_strdup_printf ("{\"tenant\":\"branch\",\"properties\":{\"desc\":\"x\",\"%s\":%s}}",
                                              row->key, sample.bad);
      g_autofree char *get = g_strdup_printf ("{\"tenant\":\"branch\",\"property_names\":[\"%s\"]}", row->key);
      g_autofree char *read = g_strdup_printf ("[\"%s\"]", sample.read);

      expect_ (f, f->system, PAL_METHOD_SET_TENANT_PROPERTIES, good, "\"OK\"", row->key);
      expect_ (f, f->system, PAL_METHOD_SET_TENANT_PROPERTIES, bad, row->key, row->key);
      expect_ (f, f->system, PAL_METHOD_GET_TENANT_PROPERTIES, get, read, row->key);
    }
  expect (system, GET_TENANT_PROPERTIES, "{\"tenant\":\"branch\",\"property_names\":[\"desc\"]}",
          "[\"some text\"]");
}

static void
test_roles (Fixture *f, gconstpointer data)
{
  static const char *const reserved[] = { "admin\":\"true", "userclass\":\"x", "type\":\"user", "access.users\":\"*" };
  static const char *const secrets[] = { "login.password", "password" };

  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    {
      g_autofree char *params = g_strdup_printf ("{\"extension\":\"1002\",\"properties\":{\"name\":\"x\",\"%s\"}}",
                                                 reserved[i]);

      expect_ (f, f->desk, PAL_METHOD_SET_EXTENSION_PROPERTIES, params, "No permission.", reserved[i]);
      expect_ (f, f->admin, PAL_METHOD_SET_EXTENSION_PROPERTIES, params, "\"OK\"", reserved[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *own = g_strdup_printf ("{\"extension\":\"1002\",\"property_names\":[\"%s\"]}", secrets[i]);
      g_autofree char *other = g_strdup_printf ("{\"extension\":\"1003\",\"property_names\":[\"name\",\"%s\"]}",
                                                secrets[i]);
      g_autofree char *both = g_strdup_printf ("{\"extension\":[\"1002\",\"1003\"],\"property_names\":[\"%s\"]}",
                                               secrets[i]);

      expect_ (f, f->desk, PAL_METHOD_GET_EXTENSION_PROPERTIES, own, "[\"1002\"]", secrets[i]);
      expect_ (f, f->desk, PAL_METHOD_GET_EXTENSION_PROPERTIES, other, "No permission.", secrets[i]);
      expect_ (f, f->desk, PAL_METHOD_GET_EXTENSION_PROPERTIES, both, "[[\"1002\"],\"No permission.\"]",
               secrets[i]);
      expect_ (f, f->admin, PAL_METHOD_GET_EXTENSION_PROPERTIES, both, "[[\"1002\"],[\"1003\"]]", secrets[i]);
    }
  expect (system, GET_EXTENSION_PROPERTIES,
          "{\"tenant\":\"-\",\"extension\":\"1003\",\"property_names\":[\"login.password\"]}", "[\"1003\"]");
  expect (desk, SET_EXTENSION_PROPERTIES, "{\"extension\":\"600\",\"properties\":{\"desc\":\"x\"}}",
          "No permission.");
}

/* The lists of the guide are "not comprehensive". */
static void
test_unknown (Fixture *f, gconstpointer data)
{
  expect_get (f, "1002", "some.thing", "");
  expect_set (f, "1002", "some.thing", "\" as it came \"", "\"OK\"");
  expect_get (f, "1002", "some.thing", " as it came ");
  expect_set (f, "1002", "pln0_d_ringertime", "\"x\"", "\"OK\"");
  expect_set (f, "1002", "", "\"x\"", "-32602");
  /* Of another type: kept, but of the kind it has there. */
  expect_set (f, "1002", "ringertimes", "\"10,x\"", "properties: ringertimes: ");
  expect_set (f, "1002", "ringertimes", "\"10,20\"", "\"OK\"");
  expect_get (f, "1002", "ringertimes", "10,20");
  expect_set (f, "600", "language", "\"de\"", "properties: language: ");
}

static void
test_types (Fixture *f, gconstpointer data)
{
  expect_set (f, "1003", "type", "\"User\"", "\"OK\"");
  expect_get (f, "1003", "type", "user");
  expect_set (f, "1003", "type", "\"ivr\"", "properties: type: ");
  expect_get (f, "1003", "type", "user");

  /* createExtension knows no subtype; what comes with a new one is read by its table. */
  expect (admin, CREATE_EXTENSION, "{\"extension\":\"660\",\"type\":\"ringgroup\"}", "\"result\":true");
  expect_get (f, "660", "stype", "sr");
  expect_get (f, "660", "ringertime", "90");
  expect_get (f, "660", "ringertimes", "");
  expect_set (f, "660", "stype", "\"fl\"", "properties: stype: ");
  expect (admin, SET_EXTENSION_PROPERTIES,
          "{\"extension\":\"660\",\"properties\":{\"switchmode\":\"Ascending\",\"stype\":\"rr\"}}", "\"OK\"");
  expect (admin, GET_EXTENSION_PROPERTIES,
          "{\"extension\":\"660\",\"property_names\":[\"stype\",\"switchmode\",\"ringertimes\",\"ringertime\"]}",
          "[\"rr\",\"ascending\",\"20\",\"\"]");
  /* An empty value is what nobody has set up. */
  expect_set (f, "660", "switchmode", "\"\"", "\"OK\"");
  expect_get (f, "660", "switchmode", "cyclic");
  expect_set (f, "660", "stype", "\"\"", "\"OK\"");
  expect_get (f, "660", "stype", "sr");
}

static void
test_phones (Fixture *f, gconstpointer data)
{
  SimExtension *user;

  expect_get (f, "1004", "pnumber", "1004,,,");
  expect_set (f, "1004", "p3_ptype", "\"Web Phone\"", "\"OK\"");
  expect_set (f, "1004", "pnumber3", "\"-_1004_phone3_webphone\"", "\"OK\"");
  expect_get (f, "1004", "pnumber", "1004,,-_1004_phone3_webphone,");
  user = sim_tenant_get_extension (sim_world_get_tenant (f->server.world, NULL), "1004");
  g_assert_cmpuint (user->phones->len, ==, 2);
  g_assert_true (sim_extension_get_phone (user, 3)->registered);
  expect_get (f, "1004", "p3_ptype", "Web Phone");
  expect_get (f, "1004", "p1_ptype", "Type 1");

  expect_set (f, "1004", "pnumber2", "\"a,b\"", "properties: pnumber2: ");
  expect_set (f, "1004", "pnumber", "\",x,\"", "\"OK\"");
  expect_get (f, "1004", "pnumber", ",x,,");
  expect_get (f, "1004", "pnumber2", "x");
  expect_get (f, "1004", "pnumber3", "");
  g_assert_cmpuint (user->phones->len, ==, 1);
  /* The last phone goes: nobody is there any more. */
  expect_set (f, "1004", "pnumber2", "\"\"", "\"OK\"");
  expect_get (f, "1004", "pnumber", ",,,");
  g_assert_false (user->registered);
}

static void
test_timers (Fixture *f, gconstpointer data)
{
  expect (admin, SET_PLAN_SWITCH_TIMER, "{\"extension\":\"600\",\"schedule\":\"A1\"}", "extension: ");
  expect (admin, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"900\"}", "extension: ");
  expect (desk, SET_PLAN_SWITCH_TIMER, "{\"extension\":\"1003\",\"schedule\":\"A1\"}", "No permission.");
  expect (desk, SET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\",\"schedule\":\"A1T0900\"}", "schedule: ");
  expect (desk, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\"}", "\"result\":\"\"");
  expect (desk, SET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\",\"number\":2,\"schedule\":\"A1T09001200\"}", "\"OK\"");
  expect (desk, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\",\"number\":\"2\"}", "\"A1T09001200\"");
  expect (desk, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\"}", "\"result\":\"\"");
  expect (desk, SET_PLAN_SWITCH_TIMER, "{\"extension\":\"1002\",\"number\":\"3\",\"schedule\":\"A1\"}", "number");
  expect (admin, SET_PLAN_SWITCH_TIMER, "{\"extension\":\"800\",\"schedule\":\"\"}", "\"OK\"");
  expect (admin, GET_PLAN_SWITCH_TIMER, "{\"extension\":\"800\"}", "\"result\":\"\"");
}

#define add(name, func) g_test_add ("/sim/properties/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  const PalPropertyTable *table;

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; (table = pal_property_table_get (i)) != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sim/properties/table/%s%s", table->type,
                                               table->subtype != NULL ? table->subtype : "");

      if (strcmp (table->type, "tenant") != 0)
        g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_table, tear_down);
    }
  add ("tenant", test_tenant);
  add ("roles", test_roles);
  add ("unknown", test_unknown);
  add ("types", test_types);
  add ("phones", test_phones);
  add ("timers", test_timers);

  return g_test_run ();
}
