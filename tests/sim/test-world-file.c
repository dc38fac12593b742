/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A world goes into a file and comes back. */
#include "sessions.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sim/sim-contacts.h"
#include "sim/sim-mail.h"
#include "sim/sim-push.h"
#include "sim/sim-route.h"
#include "sim/sim-world-file.h"

static SimWorld *
load (SimClock *clock, const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("palsim-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "world.json", NULL);
  g_autoptr(SimWorld) world = sim_world_new (clock, 1);
  gboolean done;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  done = sim_world_load (world, path, error);
  if (!done)
    g_assert_true (g_str_has_prefix ((*error)->message, path));
  g_unlink (path);
  g_rmdir (folder);

  return done ? g_steal_pointer (&world) : NULL;
}

static void
assert_same_after_loading (SimWorld *world)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = sim_world_to_text (world);
  g_autoptr(SimWorld) again = load (world->clock, before, &error);
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  after = sim_world_to_text (again);
  g_assert_cmpstr (after, ==, before);
}

static void
test_office (void)
{
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();
  g_autoptr(SimWorld) world = sim_world_new (clock, 1);

  sim_world_fill_office (world, 30, 500);
  assert_same_after_loading (world);
}

/* Everything that requests can change is in the file. */
static void
test_changed (Sessions *f, gconstpointer data)
{
  SimTenant *tenant = sessions_tenant (f);
  SimExtension *user = sim_tenant_get_extension (tenant, "1003");
  g_autofree char *before = sim_world_to_text (f->server.world);
  g_autofree char *after = NULL;

  expect (system, CREATE_TENANT, "{\"tenant\":\"branch\"}", "true");
  expect (system, CREATE_EXTENSION,
          "{\"tenant\":\"branch\",\"extension\":\"1\",\"type\":\"user\",\"login_password\":\"é\\\"\"}", "true");
  expect (desk, SET_EXTENSION_PROPERTIES,
          "{\"extension\":\"1002\",\"properties\":{\"pnumber\":\"1002,,x3,\",\"p3_ptype\":\"Web Phone\"}}", "OK");
  expect (desk, SET_PLAN_SWITCH_TIMER,
          "{\"extension\":\"1002\",\"number\":2,\"schedule\":\"PA1WDT09001000\"}", "OK");
  expect (desk, SET_NOTE, "{\"name\":\"mine\",\"useraccess\":1,\"note\":\"a\\nb\"}", "OK");
  expect (desk, SET_CONTACT, "{\"phonebook\":\"New\",\"info\":{\"$lastname\":\"山田\",\"Hobby\":\"Go\"}}", "aid");
  expect (desk, SET_APP_DATA, "{\"data_id\":\"d\",\"data\":{\"a\":[1,null,\"x\"]}}", "OK");
  expect (desk, PN_MANAGE,
          "{\"command\":\"add\",\"username\":\"1002\",\"service_id\":3,\"application_id\":\"org.example.phone.web\","
          "\"endpoint\":\"e\",\"key\":\"k\",\"auth_secret\":\"s\",\"user_agent\":\"u\"}", "Succeeded:");
  expect (admin, SET_DID, "{\"template\":\"DID\",\"name\":\"main\",\"enabled\":\"0\",\"v9\":\"nine\"}", "OK");
  expect_control ("{\"cmd\":\"phone\",\"do\":\"outside\",\"number\":\"0398765432\",\"how\":\"busy\"}", "true");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1004\",\"do\":\"unregister\"}", "true");
  expect_control ("{\"cmd\":\"phone\",\"user\":\"1005\",\"do\":\"always-answer\",\"delay\":7}", "true");
  sim_mail_add (user, "0312345678", 33);
  sim_mail_set_state (user, sim_mail_add (user, "1004", 5), SIM_MESSAGE_SAVED);
  assert_same_after_loading (f->server.world);
  after = sim_world_to_text (f->server.world);
  g_assert_cmpstr (after, !=, before);
  expect_control ("{\"cmd\":\"save\"}", "\"document\":\"{\\\"system_password\\\":\\\"sa\\\"");
  expect_control ("{\"cmd\":\"save\",\"file\":\"/nowhere/at/all\"}", "\"ok\":false");
}

static void
test_by_hand (void)
{
  static const char text[] =
    "{\"tenants\":[{\"tenant\":\"small\",\"extensions\":["
    "{\"extension\":10,\"name\":\"Ann\",\"login.password\":\"pw\",\"admin\":true},"
    "{\"extension\":\"11\",\"phones\":[{\"id\":\"11a\"},{\"id\":\"11b\",\"registered\":false,\"index\":4}],"
    "\"messages\":[{\"from\":\"10\",\"new\":true},{\"state\":\"saved\"}]},"
    "{\"extension\":\"60\",\"type\":\"ringgroup\",\"properties\":{\"stype\":\"sr\",\"phoneforward\":\"10,11\"}}],"
    "\"parks\":[\"70\",71],\"outside\":{\"0123\":\"busy\"},"
    "\"contacts\":[{\"aid\":50,\"phonebook\":\"B\",\"info\":{\"$company\":\"ACME\"}},"
    "{\"phonebook\":\"B\",\"user\":\"10\",\"info\":{}}]}],"
    "\"templates\":[{\"template\":\"T\",\"did\":true,\"list\":[\"enabled\",\"v1\",\"x9\"],"
    "\"routes\":[[1,\"small\",\"r\",\"\",\"\",\"\",\"0999\",\"10\"]]}]}";
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SimWorld) world = load (clock, text, &error);
  SimTenant *tenant;
  SimExtension *user;

  g_assert_no_error (error);
  tenant = sim_world_get_tenant (world, "small");
  user = sim_tenant_get_extension (tenant, "10");
  g_assert_cmpstr (sim_extension_get_phone (user, 1)->id, ==, "10");
  g_assert_true (user->registered);
  g_assert_true (sim_extension_is_on (user, "admin"));
  user = sim_tenant_get_extension (tenant, "11");
  g_assert_cmpstr (sim_extension_get_phone (user, 4)->id, ==, "11b");
  g_assert_cmpint (user->n_new, ==, 1);
  g_assert_cmpint (user->n_unread, ==, 1);
  g_assert_cmpint (user->n_saved, ==, 1);
  g_assert_cmpuint (tenant->parks->len, ==, 2);
  g_assert_cmpstr (sim_did_resolve (tenant, "0999"), ==, "10");
  g_assert_cmpstr (sim_contact_find (tenant, "50")->display_name, ==, "ACME");
  g_assert_cmpstr (sim_contact_add (tenant, NULL, "B", NULL)->id, ==, "6637");
  g_assert_cmpuint (tenant->phonebooks->len, ==, 2);
  assert_same_after_loading (world);
}

/* The one that is installed. */
static void
test_sample (void)
{
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "worlds", "two-tenants.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(SimWorld) world = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  world = load (clock, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sim_did_resolve (sim_world_get_tenant (world, "osaka"), "0612340000"), ==, "100");
  assert_same_after_loading (world);
}

static void
test_faults (void)
{
  static const struct { const char *text, *place; } cases[] = {
    { "", "" },
    { "[]", "no" },
    { "{}", "tenants: " },
    { "{\"tenants\":[]}", "tenants: " },
    { "{\"tenants\":{}}", "tenants: " },
    { "{\"tenants\":[7]}", "tenants[0]: " },
    { "{\"tenants\":[{}],\"colour\":1}", "colour: " },
    { "{\"tenants\":[{\"tenant\":\"a\"},{\"tenant\":\"a\"}]}", "tenants[1].tenant: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\"},{}]}]}", "tenants[0].extensions[1].extension: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"type\":\"x\"}]}]}", "extensions[0].type: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\"},{\"extension\":1}]}]}", "extensions[1].extension: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"phones\":[{\"id\":\"a\",\"index\":5}]}]}]}",
      "extensions[0].phones[0].index: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"phones\":[{\"id\":\"a\",\"manner\":\"odd\"}]}]}]}",
      "phones[0].manner: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"messages\":[{\"state\":\"gone\"}]}]}]}",
      "messages[0].state: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"properties\":{\"name\":[]}}]}]}",
      "extensions[0].properties.name: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"timers\":[1,2,3]}]}]}", "timers: " },
    { "{\"tenants\":[{\"notes\":[{\"name\":\"n\",\"useraccess\":3}]}]}", "notes[0].useraccess: " },
    { "{\"tenants\":[{\"contacts\":[{\"phonebook\":\"b\"}]}]}", "contacts[0].info: " },
    { "{\"tenants\":[{\"parks\":[{}]}]}", "parks[0]: " },
    { "{\"tenants\":[{\"outside\":{\"03\":\"sad\"}}]}", "tenants[0].outside.03: " },
    { "{\"tenants\":[{\"push_devices\":[{\"username\":\"1\",\"service_id\":9}]}]}", "push_devices[0].service_id: " },
    { "{\"tenants\":[{}],\"templates\":[{\"template\":\"t\",\"list\":[\"v10\"]}]}", "templates[0].list: " },
    { "{\"tenants\":[{}],\"templates\":[{\"template\":\"t\",\"routes\":[[\"1\"]]}]}", "templates[0].routes[0]: " },
    { "{\"tenants\":[{}],\"templates\":[{\"template\":\"t\",\"routes\":[[\"1\",\"x\",\"n\"]]}]}",
      "templates[0].routes[0]: " },
    { "{\"tenants\":[{}],\"push_applications\":[{\"appname\":\"a\",\"service_id\":1}]}",
      "push_applications[0].appid: " },
  };
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      SimWorld *world = load (clock, cases[i].text, &error);

      g_assert_null (world);
      if (strstr (error->message, cases[i].place) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/world-file/office", test_office);
  sessions_add ("/sim/world-file/changed", test_changed);
  g_test_add_func ("/sim/world-file/by-hand", test_by_hand);
  g_test_add_func ("/sim/world-file/sample", test_sample);
  g_test_add_func ("/sim/world-file/faults", test_faults);

  return g_test_run ();
}
