/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Push notification: who may register, and what arrives. */
#include "sessions.h"

#define PHONE "\"username\":\"1002\""
#define IOS "\"service_id\":\"1\",\"application_id\":\"org.example.phone\""
#define WEB "\"service_id\":\"13\",\"application_id\":\"org.example.phone.web\""

static void
test_application (Sessions *f, gconstpointer data)
{
  expect (desk, GET_PN_APPLICATION_INFO, "{\"appname\":\"phone\",\"service_id\":2}",
          "{\"appid\":\"281002940274\",\"desc\":\"Phone for Android\"}");
  expect (desk, GET_PN_APPLICATION_INFO, "{\"appname\":\"phone\",\"service_id\":\"12\"}", "281002940274");
  expect (desk, GET_PN_APPLICATION_INFO, "{\"appname\":\"fridge\",\"service_id\":2}", "appname: ");
  expect (desk, GET_PN_APPLICATION_INFO, "{\"appname\":\"phone\",\"service_id\":99}", "service_id");
}

static void
test_refused (Sessions *f, gconstpointer data)
{
  expect (desk, PN_MANAGE, "{\"command\":\"eat\"," PHONE "," IOS "}", "\"result\":\"Error: command");
  expect (desk, PN_MANAGE, "{\"command\":\"add\"," PHONE ",\"device_id\":\"d\"}", "Error: service_id");
  expect (desk, PN_MANAGE, "{\"command\":\"add\"," PHONE ",\"service_id\":[\"1\",\"77\"],\"device_id\":\"d\"}",
          "Error: service_id");
  expect (desk, PN_MANAGE, "{\"command\":\"add\",\"username\":\"1003\"," IOS ",\"device_id\":\"d\"}",
          "Error: username");
  expect (desk, PN_MANAGE, "{\"command\":\"add\"," PHONE "," IOS "}", "Error: device_id");
  expect (desk, PN_MANAGE, "{\"command\":\"add\"," PHONE "," WEB ",\"endpoint\":\"e\",\"key\":\"k\"}",
          "Error: auth_secret");
  expect (desk, PN_MANAGE, "{\"command\":\"add\"," PHONE ",\"service_id\":1,\"device_id\":\"d\"}",
          "Error: application_id");
  expect (desk, PN_MANAGE,
          "{\"command\":\"add\"," PHONE ",\"service_id\":1,\"application_id\":\"nobody\",\"device_id\":\"d\"}",
          "Error: application_id");
  expect (desk, PN_MANAGE, "{\"command\":\"remove\"," PHONE "}", "Error: no device");
  expect_control ("{\"cmd\":\"push\"}", "\"devices\":[]");
}

static void
test_register (Sessions *f, gconstpointer data)
{
  expect (desk, PN_MANAGE, "{\"command\":\"add\"," PHONE "," IOS ",\"device_id\":\"d1\"}",
          "\"result\":\"Succeeded:\"");
  expect (desk, PN_MANAGE, "{\"command\":\"set\"," PHONE "," IOS ",\"device_id\":\"d2\"}", "Succeeded:");
  expect_control ("{\"cmd\":\"push\"}", "\"device_id\":\"d2\"");
  expect_control ("{\"cmd\":\"push\"}", "!\"d1\"");
  expect (admin, PN_MANAGE,
          "{\"command\":\"set\",\"username\":\"1003\",\"service_id\":[\"11\",\"4\"],"
          "\"application_id\":\"org.example.phone\",\"device_id\":\"m\",\"add_voip\":true,"
          "\"device_id_voip\":\"v\"}", "Succeeded:");
  expect_control ("{\"cmd\":\"push\"}", "\"device_id\":\"v\",\"voip\":true");
  g_assert_cmpuint (sessions_tenant (f)->push_devices->len, ==, 5);
  /* The older form of the web phones. */
  expect (desk, PN_MANAGE,
          "{\"command\":\"add\",\"username\":\"1002@voip\",\"service_id\":\"1\","
          "\"application_id\":\"org.example.phone.voip\",\"device_id\":\"x\"}", "Succeeded:");
  g_assert_cmpuint (sessions_tenant (f)->push_devices->len, ==, 6);
  expect (desk, PN_MANAGE, "{\"command\":\"remove\"," PHONE "}", "Succeeded:");
  g_assert_cmpuint (sessions_tenant (f)->push_devices->len, ==, 4);
  expect (admin, PN_MANAGE, "{\"command\":\"remove\",\"username\":\"1003\",\"service_id\":\"4\"}",
          "Succeeded:");
  g_assert_cmpuint (sessions_tenant (f)->push_devices->len, ==, 2);
}

static void
test_send (Sessions *f, gconstpointer data)
{
  expect (desk, PN_SEND, "{\"username\":\"1002\",\"type\":\"user\",\"message\":\"hi\"}", "Error: no device");
  expect (desk, PN_MANAGE, "{\"command\":\"add\"," PHONE "," IOS ",\"device_id\":\"d\"}", "Succeeded:");
  expect (desk, PN_MANAGE,
          "{\"command\":\"add\"," PHONE "," WEB ",\"endpoint\":\"e\",\"key\":\"k\",\"auth_secret\":\"s\"}",
          "Succeeded:");
  expect (desk, PN_SEND,
          "{\"username\":\"1002\",\"type\":\"user\",\"title\":\"T\",\"message\":\"h\\\"i\",\"counter\":\"3\","
          "\"priority\":10}", "\"Succeeded: 2\"");
  expect_control ("{\"cmd\":\"push\"}", "\"title\":\"T\",\"message\":\"h\\\"i\",\"counter\":3,\"priority\":10}]");
  expect (admin, PN_SEND, "{\"username\":\"1002\",\"type\":\"phone_id\",\"message\":\"again\"}",
          "\"Succeeded: 2\"");
  expect (desk, PN_SEND, "{\"username\":\"1001\",\"type\":\"user\",\"message\":\"no\"}", "Error: username");
  expect (desk, PN_SEND, "{\"username\":\"1001\",\"type\":\"phone_id\",\"message\":\"no\"}", "Error: username");
  expect (desk, PN_SEND, "{\"username\":\"1002\",\"type\":\"user\",\"priority\":11}", "priority");
  expect (desk, PN_SEND, "{\"username\":\"1002\",\"type\":\"user\",\"expires\":-1}", "expires");
  /* Whose extension goes, whose devices go. */
  expect (admin, DELETE_EXTENSION, "{\"extension\":\"1002\"}", "true");
  expect_control ("{\"cmd\":\"push\"}", "\"devices\":[]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sessions_add ("/sim/push/application", test_application);
  sessions_add ("/sim/push/refused", test_refused);
  sessions_add ("/sim/push/register", test_register);
  sessions_add ("/sim/push/send", test_send);

  return g_test_run ();
}
