/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-subscription.h"

static gboolean
wants_status (const SimSubscription *self, const char *user)
{
  PalEvent event = { .kind = PAL_EVENT_STATUS };

  event.status.user = user;
  return sim_subscription_wants (self, "1002", &event);
}

static gboolean
wants_registered (const SimSubscription *self, const char *user)
{
  PalEvent event = { .kind = PAL_EVENT_REGISTERED };

  event.registered.user = user;
  return sim_subscription_wants (self, "1002", &event);
}

static gboolean
wants_park (const SimSubscription *self, const char *park)
{
  PalEvent event = { .kind = PAL_EVENT_PARK };

  event.park.park = park;
  return sim_subscription_wants (self, "1002", &event);
}

static void
test_all (void)
{
  g_autoptr(SimSubscription) self
    = sim_subscription_new ("tenant=-&login_user=1002&user=*&registered=True&status=TRUE&park=*&line=*");

  g_assert_cmpstr (self->tenant, ==, "-");
  g_assert_cmpstr (self->login_user, ==, "1002");
  g_assert_null (self->login_password);
  g_assert_true (self->all_users && self->all_parks && self->all_lines);
  g_assert_false (self->all_queues);
  g_assert_true (wants_status (self, "1002"));
  g_assert_true (wants_status (self, "1003"));
  g_assert_true (wants_registered (self, "1003"));
  g_assert_true (wants_park (self, "704"));
}

static void
test_odd (void)
{
  g_autoptr(SimSubscription) self = sim_subscription_new (
    "&&login_user=10%3002&=&x&login_password=p%20%26%3D%C3%A4"
    "&user=1003&&user=1004&user=&park=701&park=line%2F1"
    "&status=on&registered=false&voicemail=&unknown=7&phone_idx=4&");

  g_assert_cmpstr (self->login_user, ==, "10002");
  g_assert_cmpstr (self->login_password, ==, "p &=ä");
  g_assert_cmpstr (self->phone_index, ==, "4");
  g_assert_cmpuint (g_hash_table_size (self->users), ==, 2);
  g_assert_true (wants_status (self, "1003"));
  g_assert_false (wants_status (self, "1005"));
  g_assert_false (wants_status (self, "1002"));
  g_assert_false (wants_registered (self, "1003"));
  g_assert_true (wants_park (self, "line/1"));
  g_assert_false (wants_park (self, "702"));
}

static void
test_self (void)
{
  g_autoptr(SimSubscription) self
    = sim_subscription_new ("login_user=1002&user=*&registered=self&status=true");
  g_autoptr(SimSubscription) none = sim_subscription_new ("login_user=1002&status=true&voicemail=self");
  g_autoptr(SimSubscription) empty = sim_subscription_new (NULL);

  g_assert_true (wants_registered (self, "1002"));
  g_assert_false (wants_registered (self, "1003"));
  g_assert_true (wants_status (self, "1003"));
  /* Without any user: the own events only. */
  g_assert_true (wants_status (none, "1002"));
  g_assert_false (wants_status (none, "1003"));
  g_assert_false (wants_status (empty, "1002"));
}

/* A key that comes twice, keys of another case, encoded keys, blanks as in forms, spellings of true. */
static void
test_spellings (void)
{
  static const struct { const char *value; SimWant want; } cases[] = {
    { "true", SIM_WANT_USERS }, { "TRUE", SIM_WANT_USERS }, { "True", SIM_WANT_USERS }, { "1", SIM_WANT_USERS },
    { "on", SIM_WANT_USERS }, { "self", SIM_WANT_SELF }, { "Self", SIM_WANT_SELF },
    { "false", SIM_WANT_NOTHING }, { "0", SIM_WANT_NOTHING }, { "off", SIM_WANT_NOTHING },
    { "", SIM_WANT_NOTHING }, { "*", SIM_WANT_NOTHING },
  };
  g_autoptr(SimSubscription) self = sim_subscription_new (
    "login_user=1002&login_user=1003&login%5Fpassword=a+b%2Bc&status=true&status=false&Registered=true"
    "&QUEUE=*&ctype=2&phonetype=webphone&phone_idx=2&phone_idx=3&secure_login_password=true&user=*&user=1004");

  g_assert_cmpstr (self->login_user, ==, "1002");
  g_assert_cmpstr (self->login_password, ==, "a b+c");
  g_assert_cmpstr (self->phone_index, ==, "2");
  g_assert_cmpint (self->status, ==, SIM_WANT_USERS);
  g_assert_cmpint (self->registered, ==, SIM_WANT_NOTHING);
  g_assert_false (self->all_queues);
  g_assert_true (self->all_users);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *query = g_strdup_printf ("voicemail=%s&callrecording=%s", cases[i].value, cases[i].value);
      g_autoptr(SimSubscription) one = sim_subscription_new (query);

      g_assert_cmpint (one->voicemail, ==, cases[i].want);
      g_assert_cmpint (one->recording, ==, cases[i].want);
    }
}

static void
test_broken (void)
{
  g_autoptr(SimSubscription) self = sim_subscription_new ("login_user=%ff%fe&tenant=%zz&user=%00");

  g_assert_cmpstr (self->login_user, ==, "");
  g_assert_null (self->tenant);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/subscription/all", test_all);
  g_test_add_func ("/sim/subscription/odd", test_odd);
  g_test_add_func ("/sim/subscription/self", test_self);
  g_test_add_func ("/sim/subscription/spellings", test_spellings);
  g_test_add_func ("/sim/subscription/broken", test_broken);

  return g_test_run ();
}
