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
    "{\"extension\":\"11\",\"phones\":[{\"id\":\"11a\"},"
    "{\"id\":\"11b\",\"registered\":false,\"index\":4,\"type\":\"Web Phone\"}],"
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
  g_assert_cmpstr (sim_extension_get (user, "p4_ptype"), ==, "Web Phone");
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

/* What of each struct of the world is in the file, and what is not: a field that stands in neither list was
 * forgotten in the file, or here. */
static const struct
{
  const char *header, *name, *kept, *left_out;
} records[] = {
  { "sim-world.h", "struct _SimPhone", "id index registered manner delay remote", "owner" },
  { "sim-world.h", "struct _SimExtension", "number properties phones timers messages",
    /* of the type, of the phones, of the messages; of calls and sessions */
    "tenant is_user registered n_new n_unread n_read n_saved legs attended hunt_next" },
  { "sim-world.h", "SimNote", "name description text access", "" },
  { "sim-world.h", "SimContact", "id owner phonebook info", "search display_name" },
  { "sim-world.h", "SimPhonebook", "name owner", "" },
  { "sim-world.h", "struct _SimTenant",
    "name properties extensions order notes phonebooks contacts contact_order parks lines outside push_devices "
    "app_data",
    "world contact_texts contact_starts contact_lists contacts_changed parked seized rooms legs" },
  { "sim-world.h", "struct _SimWorld",
    "tenants system_password templates push_applications next_contact next_message",
    /* of calls; the rest is said on the command line, or set for a test */
    "parent_instance clock rand history stories call_backs batching next_room next_talker next_log n_calls "
    "wall_offset auto_answer ring_timeout park_timeout loss_timeout quirks active" },
  { "sim-mail.h", "SimMessage", "id from time seconds state is_new", "" },
  { "sim-push.h", "SimPushApplication", "name service id desc", "" },
  { "sim-push.h", "SimPushDevice",
    "username service application device endpoint key auth_secret user_agent is_voip", "sent" },
  { "sim-route.h", "SimTemplate", "name is_did list edit routes", "" },
};

/* The text between the braces of a struct. */
static char *
find_members (const char *header, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "sim", header, NULL);
  gboolean is_tagged = g_str_has_prefix (name, "struct ");
  g_autofree char *edge = g_strdup_printf (is_tagged ? "\n%s\n{" : "} %s;", name);
  g_autofree char *text = NULL;
  const char *place, *end;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  place = strstr (text, edge);
  if (place == NULL)
    g_error ("%s has no %s", header, name);
  if (!is_tagged)
    return g_strndup (g_strrstr_len (text, place - text, "{") + 1,
                      (gsize) (place - g_strrstr_len (text, place - text, "{") - 1));

  place += strlen (edge);
  end = strstr (place, "\n};");
  return g_strndup (place, (gsize) (end - place));
}

static void
test_every_field (void)
{
  g_autoptr(GRegex) comment = g_regex_new ("/\\*.*?\\*/|\\[[0-9]+\\]", G_REGEX_DOTALL, 0, NULL);
  g_autoptr(GRegex) field = g_regex_new ("(\\w+)\\s*[;,]", 0, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autofree char *members = find_members (records[i].header, records[i].name);
      g_autofree char *code = g_regex_replace_literal (comment, members, -1, 0, "", 0, NULL);
      g_autofree char *all = g_strconcat (records[i].kept, " ", records[i].left_out, NULL);
      g_auto(GStrv) known = g_strsplit_set (g_strstrip (all), " ", -1);
      g_autoptr(GMatchInfo) match = NULL;
      guint n = 0;

      for (g_regex_match (field, code, 0, &match); g_match_info_matches (match); n++)
        {
          g_autofree char *name = g_match_info_fetch (match, 1);

          if (!g_strv_contains ((const char *const *) known, name))
            g_error ("%s: is %s in the world file?", records[i].name, name);
          g_match_info_next (match, NULL);
        }
      g_assert_cmpuint (n, ==, g_strv_length (known));
    }
}

typedef enum { TEXT, NUMBER, LARGE, BOOLEAN } Kind;

static void
change (gpointer record, gsize offset, Kind kind)
{
  gpointer place = (char *) record + offset;
  char **text = place;

  switch (kind)
    {
    case TEXT:
      g_free (*text);
      *text = g_strdup ("changed");
      break;
    case NUMBER:
      *(guint *) place += 1;
      break;
    case LARGE:
      *(guint64 *) place += 1;
      break;
    case BOOLEAN:
    default:
      *(gboolean *) place = !*(gboolean *) place;
    }
}

/* What is changed is changed in the file, and what is in the file is there when it was loaded. */
static void
assert_kept (SimWorld *world, const char *name, gpointer record, gsize offset, Kind kind)
{
  g_autofree char *before = sim_world_to_text (world);
  g_autofree char *after = NULL;

  change (record, offset, kind);
  after = sim_world_to_text (world);
  if (strcmp (before, after) == 0)
    g_error ("%s is not in the file", name);
  assert_same_after_loading (world);
}

#define KEPT(type, record, field, kind) \
  assert_kept (world, #type "." #field, record, G_STRUCT_OFFSET (type, field), kind)

/* All that a record holds itself; what hangs on it is in the other tests. */
static void
test_kept (void)
{
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();
  g_autoptr(SimWorld) world = sim_world_new (clock, 1);
  SimPushDevice *device;
  SimPhone *phone;
  SimMessage *message;
  SimTenant *tenant;
  SimTemplate *template;
  gpointer record;

  sim_world_fill_office (world, 12, 0);
  tenant = sim_world_get_tenant (world, NULL);
  KEPT (SimWorld, world, system_password, TEXT);
  KEPT (SimWorld, world, next_contact, LARGE);
  KEPT (SimWorld, world, next_message, LARGE);

  phone = sim_extension_get_phone (sim_tenant_get_extension (tenant, "1003"), 1);
  KEPT (SimPhone, phone, registered, BOOLEAN);
  KEPT (SimPhone, phone, id, TEXT);
  KEPT (SimPhone, phone, manner, NUMBER);
  KEPT (SimPhone, phone, delay, NUMBER);
  KEPT (SimPhone, phone, remote, NUMBER);
  KEPT (SimExtension, phone->owner, timers[0], TEXT);
  KEPT (SimExtension, phone->owner, timers[1], TEXT);

  message = sim_mail_add (phone->owner, "1", 1);
  KEPT (SimMessage, message, id, TEXT);
  KEPT (SimMessage, message, from, TEXT);
  KEPT (SimMessage, message, time, LARGE);
  KEPT (SimMessage, message, seconds, NUMBER);
  KEPT (SimMessage, message, is_new, BOOLEAN);
  KEPT (SimMessage, message, state, NUMBER);

  record = g_ptr_array_index (tenant->notes, 0);
  KEPT (SimNote, record, name, TEXT);
  KEPT (SimNote, record, description, TEXT);
  KEPT (SimNote, record, text, TEXT);
  record = g_ptr_array_index (tenant->notes, 1);
  KEPT (SimNote, record, access, NUMBER);
  record = sim_phonebook_add (tenant, "book", "1003");
  KEPT (SimPhonebook, record, name, TEXT);
  KEPT (SimPhonebook, record, owner, TEXT);

  device = sim_push_device_ensure (tenant, "1003", SIM_PUSH_APNS, "org.example.phone", FALSE);
  KEPT (SimPushDevice, device, username, TEXT);
  KEPT (SimPushDevice, device, service, NUMBER);
  KEPT (SimPushDevice, device, application, TEXT);
  KEPT (SimPushDevice, device, device, TEXT);
  KEPT (SimPushDevice, device, endpoint, TEXT);
  KEPT (SimPushDevice, device, key, TEXT);
  KEPT (SimPushDevice, device, auth_secret, TEXT);
  KEPT (SimPushDevice, device, user_agent, TEXT);
  KEPT (SimPushDevice, device, is_voip, BOOLEAN);
  record = sim_push_application_add (world, SIM_PUSH_APNS, "n", "i", "d");
  KEPT (SimPushApplication, record, name, TEXT);
  KEPT (SimPushApplication, record, service, NUMBER);
  KEPT (SimPushApplication, record, id, TEXT);
  KEPT (SimPushApplication, record, desc, TEXT);

  template = sim_template_find (world, "DID");
  KEPT (SimTemplate, template, is_did, BOOLEAN);
  KEPT (SimTemplate, template, list, LARGE);
  KEPT (SimTemplate, template, edit, LARGE);
  KEPT (SimTemplate, template, name, TEXT);
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
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"phones\":[{\"id\":\"a\",\"remote\":\"odd\"}]}]}]}",
      "phones[0].remote: " },
    { "{\"tenants\":[{\"extensions\":[{\"extension\":\"1\",\"phones\":[{\"id\":\"a,b\"}]}]}]}", "phones[0].index: " },
    { "{\"tenants\":[{\"properties\":{\"maxusers\":\"many\"}}]}", "tenants[0].properties.maxusers: " },
    { "{\"tenants\":[{\"properties\":{\"colour\":\"1\"}}]}", "tenants[0].properties.colour: " },
    { "{\"tenants\":[{\"tenant\":\"a\",\"properties\":{\"tenantid\":\"b\"}}]}", "tenants[0].properties.tenantid: " },
    { "{\"tenants\":[{}],\"next_contact\":0}", "next_contact: " },
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
  g_test_add_func ("/sim/world-file/every-field", test_every_field);
  g_test_add_func ("/sim/world-file/kept", test_kept);
  g_test_add_func ("/sim/world-file/sample", test_sample);
  g_test_add_func ("/sim/world-file/faults", test_faults);

  return g_test_run ();
}
