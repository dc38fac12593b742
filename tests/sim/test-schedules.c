/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans, their schedules and timers, and the extensions that switch them: whom a call reaches when. */
#include "recorder.h"

#include <string.h>

#include "sim/sim-plan.h"

static void
set (Recorder *r, const char *number, const char *property, const char *value)
{
  sim_extension_set (sim_tenant_get_extension (r->tenant, number), property, value);
}

static void
set_time (Recorder *r, int month, int day, int hour, int minute)
{
  g_autoptr(GDateTime) time = g_date_time_new_utc (2026, month, day, hour, minute, 0);

  sim_world_set_wall_time (r->world, time);
}

static void
set_timer (Recorder *r, const char *number, guint index, const char *schedule)
{
  SimExtension *extension = sim_tenant_get_extension (r->tenant, number);

  g_free (extension->timers[index]);
  extension->timers[index] = g_strdup (schedule);
}

/* The one who rings when @from calls @to; "" when it is nobody. */
static void
expect_reaches (Recorder *r, const char *from, const char *to, const char *who)
{
  SimExtension *caller = sim_tenant_get_extension (r->tenant, from);
  g_autofree char *reached = g_strdup ("");
  SimRoom *room;

  if (caller != NULL)
    room = sim_call_dial (recorder_phone (r, from), to, NULL);
  else
    room = sim_call_from_outside (r->tenant, from, to, NULL);
  for (guint i = 0; room != NULL && i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (!leg->is_caller)
        {
          g_free (reached);
          reached = g_strdup (leg->number);
        }
    }
  g_assert_cmpstr (reached, ==, who);
  if (room != NULL)
    sim_room_end (room, SIM_CAUSE_CANCELLED, FALSE);
}

static SimExtension *
add_schedule (Recorder *r)
{
  SimExtension *schedule = sim_tenant_add_extension (r->tenant, "810", "conditional");

  sim_extension_set (schedule, "pln1_d_noanswerforward", "1002");

  return schedule;
}

static void
test_times (void)
{
  Recorder r;

  recorder_init (&r);
  set_timer (&r, "800", 0, "");
  set_time (&r, 1, 5, 9, 0); /* a Monday */
  expect_reaches (&r, "0312345678", "800", "1012");
  set_time (&r, 1, 5, 8, 59);
  expect_reaches (&r, "0312345678", "800", "1004");
  set_time (&r, 1, 4, 12, 0);
  expect_reaches (&r, "0312345678", "800", "1005");
  set_time (&r, 1, 6, 17, 29);
  expect_reaches (&r, "0312345678", "800", "1012");
  sim_clock_advance (r.clock, 60000);
  expect_reaches (&r, "0312345678", "800", "1008");
  recorder_clear (&r);
}

static void
test_route (void)
{
  Recorder r;
  SimExtension *schedule;

  recorder_init (&r);
  schedule = add_schedule (&r);
  sim_extension_set (schedule, "pln1_ptn1_callerroute", "external");
  sim_extension_set (schedule, "pln1_ptn1_noanswerforward", "1003");
  expect_reaches (&r, "0312345678", "810", "1003");
  expect_reaches (&r, "1005", "810", "1002");
  sim_extension_set (schedule, "pln1_ptn1_callerroute", "internal");
  expect_reaches (&r, "0312345678", "810", "1002");
  expect_reaches (&r, "1005", "810", "1003");
  sim_extension_set (schedule, "pln1_ptn1_callerroute", "any");
  expect_reaches (&r, "0312345678", "810", "1003");
  recorder_clear (&r);
}

static void
test_filter (void)
{
  Recorder r;
  SimExtension *schedule;

  recorder_init (&r);
  schedule = add_schedule (&r);
  sim_extension_set (schedule, "pln1_ptn1_filtertext", "03*");
  sim_extension_set (schedule, "pln1_ptn1_noanswerforward", "1003");
  sim_extension_set (schedule, "pln1_ptn2_filtertext", "0(6|9)\\d+");
  sim_extension_set (schedule, "pln1_ptn2_filtertype", "unmatch");
  sim_extension_set (schedule, "pln1_ptn2_noanswerforward", "1004");
  expect_reaches (&r, "0312345678", "810", "1003");
  expect_reaches (&r, "0612345678", "810", "1002");
  expect_reaches (&r, "0712345678", "810", "1004");
  sim_extension_set (schedule, "pln1_ptn1_filtertype", "unmatch");
  expect_reaches (&r, "0312345678", "810", "1004");
  expect_reaches (&r, "0612345678", "810", "1003");
  g_assert_true (sim_plan_matches ("1?", "12"));
  g_assert_false (sim_plan_matches ("1?", "123"));
  g_assert_false (sim_plan_matches ("1[0-9]", "123"));
  recorder_clear (&r);
}

/* A user's schedules have all that the default one has. */
static void
test_user (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1003", "pln1_ptn1_filtertext", "1005");
  set (&r, "1003", "pln1_ptn1_p1_enabled", "false");
  set (&r, "1003", "pln1_ptn1_noanswerforward", "1006");
  set (&r, "1003", "pln1_d_noanswerforward", "1007");
  expect_reaches (&r, "1005", "1003", "1006");
  expect_reaches (&r, "1004", "1003", "1003");
  set (&r, "1003", "pln1_ptn1_p1_enabled", "true");
  set (&r, "1003", "pln1_ptn1_ringertime", "3");
  sim_call_dial (recorder_phone (&r, "1005"), "1003", NULL);
  g_string_truncate (r.lines, 0);
  recorder_expect (&r, 3000, "1003:65 r3 t6 >1005", "1003:-1 r3 t6 >1005 480/19 by 1", "1006:0 r3 t7 >1005");
  recorder_clear (&r);
}

static void
test_timers (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1003", "pln2_d_p1_enabled", "false");
  set (&r, "1003", "pln2_d_noanswerforward", "1006");
  set (&r, "1003", "pln3_d_p1_enabled", "false");
  set (&r, "1003", "pln3_d_noanswerforward", "1007");
  set_timer (&r, "1003", 0, "T12001300");
  set_timer (&r, "1003", 1, "T12301800");
  set_time (&r, 1, 5, 11, 0);
  expect_reaches (&r, "1005", "1003", "1003");
  set_time (&r, 1, 5, 12, 45);
  expect_reaches (&r, "1005", "1003", "1006");
  set_time (&r, 1, 5, 13, 0);
  expect_reaches (&r, "1005", "1003", "1007");
  set_timer (&r, "1003", 1, "");
  expect_reaches (&r, "1005", "1003", "1003");
  recorder_clear (&r);
}

static void
dial_and_wait (Recorder *r, const char *user, const char *number)
{
  g_assert_nonnull (sim_call_dial (recorder_phone (r, user), number, NULL));
  sim_clock_advance (r->clock, 10000);
  g_assert_cmpuint (sim_tenant_get_extension (r->tenant, user)->legs->len, ==, 0);
}

static void
test_switch (void)
{
  Recorder r;
  SimExtension *ivr;

  recorder_init (&r);
  set (&r, "1003", "pln2_d_p1_enabled", "false");
  set (&r, "1003", "pln2_d_noanswerforward", "1006");
  ivr = sim_tenant_add_extension (r.tenant, "820", "ivr");
  sim_extension_set (ivr, "stype", "ptn");
  sim_extension_set (ivr, "ptn.index", "2");
  sim_extension_set (ivr, "ptn.toggle", "true");
  expect_reaches (&r, "1005", "1003", "1003");
  dial_and_wait (&r, "1003", "820");
  g_assert_cmpuint (sim_plan_get_active (sim_tenant_get_extension (r.tenant, "1003")), ==, 2);
  expect_reaches (&r, "1005", "1003", "1006");
  dial_and_wait (&r, "1003", "820");
  expect_reaches (&r, "1005", "1003", "1003");
  sim_extension_set (ivr, "ptn.toggle", "false");
  dial_and_wait (&r, "1003", "820");
  dial_and_wait (&r, "1003", "820");
  expect_reaches (&r, "1005", "1003", "1006");
  recorder_clear (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/schedules/times", test_times);
  g_test_add_func ("/sim/schedules/route", test_route);
  g_test_add_func ("/sim/schedules/filter", test_filter);
  g_test_add_func ("/sim/schedules/user", test_user);
  g_test_add_func ("/sim/schedules/timers", test_timers);
  g_test_add_func ("/sim/schedules/switch", test_switch);

  return g_test_run ();
}
