/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extensions, tenants and timers. */
#include "effects.h"

static void
effect_create_extension (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  Peer *other = office_sign_in (office, "1002");
  Peer *newcomer;
  g_autofree char *type = NULL;
  g_autofree char *box = NULL;
  g_autoptr (GError) error = NULL;

  error = peer_call_refused (other, PAL_METHOD_GET_EXTENSION_PROPERTIES, "extension=1100",
                             "property_names=type", NULL);
  g_assert_false (office_can_sign_in (office, NULL, "1100", "secret"));
  peer_do (admin, PAL_METHOD_CREATE_EXTENSION, "extension=1100", "type=user", "password=4711",
           "login_password=secret", NULL);
  g_assert_false (office_can_sign_in (office, NULL, "1100", "4711"));
  newcomer = office_sign_in_with (office, NULL, "1100", "secret");
  type = peer_get_property (other, "1100", "type");
  g_assert_cmpstr (type, ==, "user");
  box = peer_get_property (admin, "1100", "password");
  g_assert_cmpstr (box, ==, "4711");

  /* It can be called as soon as a phone of it is there. */
  office_phone (office, "1100", "register");
  office_phone (office, "1100", "wait");
  office_dial (office, "1002", "1100");
  office_advance (office, 1000);
  peer_wait_status (newcomer, "1100", PAL_CALL_STATUS_STARTRINGING);
}

static void
effect_delete_extension (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  Peer *other = office_sign_in (office, "1002");
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  g_assert_true (office_can_sign_in (office, NULL, "1007", "1007"));
  peer_do (admin, PAL_METHOD_DELETE_EXTENSION, "extension=1007", NULL);
  g_assert_false (office_can_sign_in (office, NULL, "1007", "1007"));
  error = peer_call_refused (other, PAL_METHOD_GET_EXTENSION_PROPERTIES, "extension=1007",
                             "property_names=name", NULL);
  left = peer_read (admin, PAL_METHOD_GET_EXTENSIONS, "pattern=100.", NULL);
  proof_lacks (left, "1007");
  again = peer_call_refused (admin, PAL_METHOD_DELETE_EXTENSION, "extension=1007", NULL);
  office_dial (office, "1002", "1007");
  peer_wait_status (other, "1002", PAL_CALL_STATUS_DISCONNECT);
}

static void
effect_create_tenant (Office *office)
{
  Peer *system = office_sign_in (office, "sa");
  Peer *tenant_user;
  g_autofree char *mine = NULL;
  g_autofree char *office_users = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) before = NULL;
  g_autoptr (GError) again = NULL;

  before = peer_call_refused (system, PAL_METHOD_CREATE_EXTENSION, "tenant=acme", "extension=2001",
                              "type=user", "login_password=2001", NULL);
  peer_do (system, PAL_METHOD_CREATE_TENANT, "tenant=acme", NULL);
  again = peer_call_refused (system, PAL_METHOD_CREATE_TENANT, "tenant=acme", NULL);
  id = peer_read (system, PAL_METHOD_GET_TENANT_PROPERTIES, "tenant=acme", "property_names=tenantid", NULL);
  g_assert_cmpstr (id, ==, "[\"acme\"]");
  peer_do (system, PAL_METHOD_CREATE_EXTENSION, "tenant=acme", "extension=2001", "type=user",
           "login_password=2001", NULL);
  tenant_user = office_sign_in_with (office, "acme", "2001", "2001");
  mine = peer_get_property (tenant_user, "2001", "type");
  g_assert_cmpstr (mine, ==, "user");
  office_users = peer_read (system, PAL_METHOD_GET_EXTENSIONS, "tenant=acme", "pattern=..*", NULL);
  g_assert_cmpstr (office_users, ==, "[\"2001\"]");
}

static void
effect_set_tenant_properties (Office *office)
{
  Peer *system = office_sign_in (office, "sa");
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *values = NULL;
  g_autoptr (GError) error = NULL;

  peer_do (system, PAL_METHOD_SET_TENANT_PROPERTIES, "tenant=-", "properties.maxusers=13",
           "properties.desc=Full house", NULL);
  peer_do (admin, PAL_METHOD_CREATE_EXTENSION, "extension=1100", "type=user", "login_password=x", NULL);
  error = peer_call_refused (admin, PAL_METHOD_CREATE_EXTENSION, "extension=1101", "type=user",
                             "login_password=x", NULL);
  g_assert_error (error, PAL_ERROR, PAL_ERROR_REMOTE);
  values = peer_read (system, PAL_METHOD_GET_TENANT_PROPERTIES, "tenant=-", "property_names=maxusers,desc",
                      NULL);
  g_assert_cmpstr (values, ==, "[\"13\",\"Full house\"]");
}

static void
effect_set_extension_properties (Office *office)
{
  Peer *owner = office_sign_in (office, "1003");
  Peer *other = office_sign_in (office, "1002");
  Peer *target = office_sign_in (office, "1006");
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  /* Another reads it; another may not write it. */
  peer_do (owner, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1003", "properties.name=Benjamin", NULL);
  name = peer_get_property (other, "1003", "name");
  g_assert_cmpstr (name, ==, "Benjamin");
  error = peer_call_refused (other, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1003",
                             "properties.name=Nobody", NULL);

  /* It changes where a call goes. */
  peer_do (owner, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1003",
           "properties.pln1_d_noanswerforward=1006", "properties.pln1_d_ringertime=5", NULL);
  office_phone (office, "1003", "ignore");
  office_phone (office, "1006", "wait");
  office_dial (office, "1002", "1003");
  office_advance (office, 1000);
  peer_wait_status (target, "1003", PAL_CALL_STATUS_STARTRINGING);
  office_advance (office, 10000);
  peer_wait_status (target, "1006", PAL_CALL_STATUS_STARTRINGING);

  /* It changes who may sign in. */
  peer_do (owner, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1003", "properties.login.password=new",
           NULL);
  g_assert_false (office_can_sign_in (office, NULL, "1003", "1003"));
  g_assert_true (office_can_sign_in (office, NULL, "1003", "new"));
}

/* A timer that always holds switches to the second plan: what that says happens at the next call. */
static void
effect_set_plan_switch_timer (Office *office)
{
  Peer *owner = office_sign_in (office, "1003");
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *timer = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const PalEvent *event;

  peer_do (owner, PAL_METHOD_SET_EXTENSION_PROPERTIES, "extension=1003", "properties.pln1_d_ringertime=5",
           "properties.pln1_d_noanswerforward=1006", "properties.pln2_d_ringertime=5",
           "properties.pln2_d_noanswerforward=1007", NULL);
  office_phone (office, "1003", "ignore");
  office_phone (office, "1006", "wait");
  office_phone (office, "1007", "wait");

  office_dial (office, "1002", "1003");
  office_advance (office, 10000);
  peer_wait_status (admin, "1006", PAL_CALL_STATUS_STARTRINGING);
  office_phone (office, "1002", "hangup");
  peer_wait_status (admin, "1002", PAL_CALL_STATUS_DISCONNECT);

  peer_do (owner, PAL_METHOD_SET_PLAN_SWITCH_TIMER, "extension=1003", "schedule=PA127W31DT00002359", NULL);
  timer = peer_read (admin, PAL_METHOD_GET_PLAN_SWITCH_TIMER, "extension=1003", "number=1", NULL);
  g_assert_cmpstr (timer, ==, "\"PA127W31DT00002359\"");
  office_dial (office, "1002", "1003");
  office_advance (office, 10000);
  event = peer_wait_status (admin, "1007", PAL_CALL_STATUS_STARTRINGING);
  g_assert_cmpstr (event->status.other_number, ==, "1002");

  /* The other timer is another. */
  peer_do (owner, PAL_METHOD_SET_PLAN_SWITCH_TIMER, "extension=1003", "number=2", "schedule=PA127W31DT01000200", NULL);
  second = peer_read (admin, PAL_METHOD_GET_PLAN_SWITCH_TIMER, "extension=1003", "number=2", NULL);
  g_assert_cmpstr (second, ==, "\"PA127W31DT01000200\"");
  first = peer_read (admin, PAL_METHOD_GET_PLAN_SWITCH_TIMER, "extension=1003", "number=1", NULL);
  g_assert_cmpstr (first, ==, timer);
}

void
effects_add_settings (void)
{
  proof_add ("effect", PAL_METHOD_CREATE_EXTENSION, effect_create_extension);
  proof_add ("effect", PAL_METHOD_DELETE_EXTENSION, effect_delete_extension);
  proof_add ("effect", PAL_METHOD_CREATE_TENANT, effect_create_tenant);
  proof_add ("effect", PAL_METHOD_SET_TENANT_PROPERTIES, effect_set_tenant_properties);
  proof_add ("effect", PAL_METHOD_SET_EXTENSION_PROPERTIES, effect_set_extension_properties);
  proof_add ("effect", PAL_METHOD_SET_PLAN_SWITCH_TIMER, effect_set_plan_switch_timer);
}
