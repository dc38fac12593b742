/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The default world: a small office, as large as asked for. */
#include "sim/sim-world.h"

#include <string.h>

#include "sim/sim-contacts.h"
#include "sim/sim-mail.h"
#include "sim/sim-push.h"
#include "sim/sim-route.h"

static const char *const first_people[] = {
  "Office Manager", "Aiko Sato",    "Ben Okafor",   "Chie Mori",   "Dan Weiss",    "Eva Lind",
  "Farid Aziz",     "Grace Kim",    "Hiro Tanaka",  "Ines Costa",  "Jonas Weber",  "Kaori Yamada",
};

static const char *const departments[] = {
  "Administration", "Sales", "Sales", "Support", "Support", "Development",
  "Development",    "Logistics", "Accounting", "Marketing", "Purchasing", "Reception",
};

static const char *const given_names[] = {
  "Anna", "Bruno", "Carla", "David", "Elif", "Felix", "Gita", "Hugo", "Iris", "Jan", "Karin", "Liam",
  "Mina", "Noah", "Olga", "Pavel", "Qing", "Rosa", "Sven", "Tara", "Umar", "Vera", "Will", "Yara",
};

static const char *const family_names[] = {
  "Abe", "Brandt", "Chen", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanova", "Jensen",
    "Kowalski",
  "Lopez", "Murphy", "Nakata", "O'Brien", "Petrov", "Quist", "Rossi", "Schmidt", "Tan", "Ueda", "Virtanen",
  "Wójcik", "Young", "Zhang", "Ångström", "Müller", "Nguyễn", "Łukasik",
};

static const char *const japanese_family[] = {
  "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "斎藤",
};

static const char *const japanese_given[] = {
  "愛子", "翔太", "美咲", "健一", "陽菜", "大輔", "さくら", "拓也", "恵子", "浩", "由美子",
};

static char *
make_name (guint i)
{
  guint n = i - G_N_ELEMENTS (first_people);

  if (n % 5 == 3)
    return g_strdup_printf ("%s %s", japanese_family[n % G_N_ELEMENTS (japanese_family)],
                            japanese_given[n / 3 % G_N_ELEMENTS (japanese_given)]);

  return g_strdup_printf ("%s %s", given_names[n % G_N_ELEMENTS (given_names)],
                          family_names[n / 2 % G_N_ELEMENTS (family_names)]);
}

static void
add_user (SimTenant *tenant, guint i)
{
  g_autofree char *number = g_strdup_printf ("%u", 1001 + i);
  g_autofree char *name = i < G_N_ELEMENTS (first_people) ? g_strdup (first_people[i]) : make_name (i);
  SimExtension *user = sim_tenant_add_extension (tenant, number, "user");

  sim_extension_set (user, "name", name);
  sim_extension_set (user, "desc", departments[i % G_N_ELEMENTS (departments)]);
  sim_extension_set (user, "login.password", number);
  sim_extension_set (user, "password", number);
  if (i == 0)
    sim_extension_set (user, "admin", "true");
  sim_extension_set_phone (user, 1, number);
  sim_phone_set_registered (sim_extension_get_phone (user, 1), TRUE);
}

static void
add_group (SimTenant *tenant)
{
  SimExtension *group = sim_tenant_add_extension (tenant, "600", "ringgroup");

  sim_extension_set (group, "stype", "rr");
  sim_extension_set (group, "name", "Service desk");
  sim_extension_set (group, "desc", "Service desk");
  sim_extension_set (group, "phoneforward", "1004,1005,1008,1009");
  sim_extension_set (group, "switchmode", "cyclic");
  sim_extension_set (group, "ringertimes", "20");
  sim_extension_set (group, "queuingmax", "10");
  sim_extension_set (group, "queuingtime", "300");
}

static void
add_other_extensions (SimTenant *tenant)
{
  SimExtension *extension = sim_tenant_add_extension (tenant, "601", "ringgroup");

  sim_extension_set (extension, "stype", "sr");
  sim_extension_set (extension, "desc", "Sales");
  sim_extension_set (extension, "phoneforward", "1002,1003");
  sim_extension_set (extension, "ringertime", "90");

  extension = sim_tenant_add_extension (tenant, "800", "conditional");
  sim_extension_set (extension, "desc", "Opening hours");
  sim_extension_set (extension, "pln1_d_noanswerforward", "600");
  sim_extension_set (extension, "pln1_ptn1_timeschedule", "PA62W31DT09001730");
  sim_extension_set (extension, "pln1_ptn1_noanswerforward", "1012");
  g_free (extension->timers[0]);
  extension->timers[0] = g_strdup ("PA62W31DT09001730");

  extension = sim_tenant_add_extension (tenant, "900", "conference");
  sim_extension_set (extension, "desc", "Meeting room");
}

static void
add_note (SimTenant *tenant, const char *name, const char *description, int access, const char *text)
{
  SimNote *note = sim_tenant_add_note (tenant, name);

  g_free (note->description);
  g_free (note->text);
  note->description = g_strdup (description);
  note->text = g_strdup (text);
  note->access = access;
}

static void
add_did (SimTemplate *template, const char *name, const char *number, const char *to)
{
  sim_template_add_route (template, (const char *const[]){ "1", "-", name, "", "", "", number, to, NULL });
}

/* One that tenants see and change v1–v9 of, and one they do not. */
static void
add_templates (SimWorld *world)
{
  SimTemplate *dids = sim_template_add (world, "DID");
  SimTemplate *carrier = sim_template_add (world, "Carrier");

  dids->is_did = TRUE;
  dids->list = dids->edit = ((G_GUINT64_CONSTANT (1) << 9) - 1) << SIM_FIELD_V1 | 1 << SIM_FIELD_ENABLED;
  add_did (dids, "main", "0312345600", "600");
  add_did (dids, "sales", "0312345601", "601");
  sim_template_add_route (carrier, (const char *const[]){ "1", "-", "trunk", "secret", "", "",
                                                          "sip.carrier.example", "5060", NULL });
}

static void
add_push_applications (SimWorld *world)
{
  sim_push_application_add (world, SIM_PUSH_APNS, "phone", "org.example.phone", "Phone for iOS");
  sim_push_application_add (world, SIM_PUSH_FCM, "phone", "281002940274", "Phone for Android");
  sim_push_application_add (world, SIM_PUSH_WEB, "phone", "org.example.phone.web", "Phone in a browser");
  sim_push_application_add (world, SIM_PUSH_LPC, "phone", "org.example.phone", "Phone for iOS, local push");
}

static void
set_tenant_property (SimTenant *tenant, const char *name, guint value)
{
  g_hash_table_insert (tenant->properties, g_strdup (name), g_strdup_printf ("%u", value));
}

static void
add_mail (SimTenant *tenant, const char *number, int n_new, int n_read, int n_saved)
{
  SimExtension *user = sim_tenant_get_extension (tenant, number);

  if (user != NULL)
    sim_extension_set_mail (user, n_new, n_new, n_read, n_saved);
}

void
sim_world_fill_office (SimWorld *self, guint users, guint contacts)
{
  static const char *const parks[] = { "701", "702", "703", "704" };
  static const char *const lines[] = { "line/1", "line/2" };
  SimTenant *tenant = sim_world_add_tenant (self, "-");

  for (guint i = 0; i < MAX (users, G_N_ELEMENTS (first_people)); i++)
    add_user (tenant, i);
  add_group (tenant);
  add_other_extensions (tenant);
  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    g_ptr_array_add (tenant->parks, g_strdup (parks[i]));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_ptr_array_add (tenant->lines, g_strdup (lines[i]));

  add_note (tenant, "welcome", "For everybody", 2,
            "Welcome to the office.\nThe meeting room is extension 900.");
  add_note (tenant, "holidays", "Read only", 1, "12/29-1/3 closed");
  add_note (tenant, "passwords", "Administrators only", 0, "The safe is empty.");
  add_templates (self);
  add_push_applications (self);
  add_mail (tenant, "1002", 2, 3, 0);
  add_mail (tenant, "1005", 1, 0, 1);

  g_hash_table_insert (tenant->properties, g_strdup ("tenantid"), g_strdup ("-"));
  g_hash_table_insert (tenant->properties, g_strdup ("desc"), g_strdup ("The office"));
  set_tenant_property (tenant, "maxrecordingsessions", MAX (10, users));
  set_tenant_property (tenant, "maxusers", users + 100);
  set_tenant_property (tenant, "maxsessions", MAX (50, users));
  sim_contacts_fill (tenant, contacts);
}
