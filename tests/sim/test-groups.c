/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups: who of them rings, in which order, and what becomes of the calls that wait. */
#include "recorder.h"

#include <string.h>

static void
set (Recorder *r, const char *number, const char *property, const char *value)
{
  sim_extension_set (sim_tenant_get_extension (r->tenant, number), property, value);
}

static void
call (Recorder *r, const char *from, const char *to)
{
  g_assert_nonnull (sim_call_from_outside (r->tenant, from, to, NULL));
}

static void
test_all (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "601", "ringertime", "15");
  set (&r, "601", "noanswerforward", "1006");
  set (&r, "1002", "pln1_d_noanswerforward", "1007");
  set (&r, "1002", "pln1_d_ringertime", "10");
  call (&r, "0312345678", "601");
  recorder_expect (&r, 9999, "1002:0 r1 t1 >0312345678", "1003:0 r1 t2 >0312345678",
                   "1002:65 r1 t1 >0312345678", "1003:65 r1 t2 >0312345678");
  recorder_expect (&r, 1, "1002:-1 r1 t1 >0312345678 480/19 by 1");
  recorder_expect (&r, 4999);
  recorder_expect (&r, 100, "1003:-1 r1 t2 >0312345678 480/19 by 1", "1006:0 r1 t3 >0312345678",
                   "1006:65 r1 t3 >0312345678");
  recorder_clear (&r);
}

static void
test_all_answered (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 1000);
  sim_call_dial (recorder_phone (&r, "1005"), "601", NULL);
  recorder_expect (&r, 2000, "1005:1 r1 t1 >601", "1002:0 r1 t2 >1005", "1003:0 r1 t3 >1005",
                   "1002:65 r1 t2 >1005", "1003:65 r1 t3 >1005", "1003:2 r1 t3 >1005",
                   "1002:-1 r1 t2 >1005 200/26 by 1", "1005:14 r1 t1 >1003");
  recorder_expect (&r, 200000);
  recorder_clear (&r);
}

static void
test_all_busy (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_BUSY, 0);
  recorder_manner (&r, "1003", SIM_MANNER_BUSY, 0);
  set (&r, "1003", "busyforward.voicemail", "true");
  sim_call_dial (recorder_phone (&r, "1005"), "601", NULL);
  recorder_expect (&r, 1000, "1005:1 r1 t1 >601", "1002:0 r1 t2 >1005", "1003:0 r1 t3 >1005",
                   "1002:-1 r1 t2 >1005 486/17 by 1", "1003:-1 r1 t3 >1005 486/17 by 1",
                   "1005:-1 r1 t1 >601 486/17 by 1");
  recorder_clear (&r);
}

static void
test_cyclic (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004,1005,1008");
  call (&r, "0311111111", "600");
  recorder_expect (&r, 100, "queue 600 on r1", "1004:0 r1 t1 >0311111111", "1004:65 r1 t1 >0311111111");
  sim_leg_answer (recorder_leg (&r, "1004"));
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  g_string_truncate (r.lines, 0);
  call (&r, "0322222222", "600");
  recorder_expect (&r, 0, "queue 600 on r2", "1005:0 r2 t2 >0322222222");
  call (&r, "0333333333", "600");
  recorder_expect (&r, 0, "queue 600 on r3", "1008:0 r3 t3 >0333333333");
  recorder_clear (&r);
}

static void
test_ascending (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004,1005,1008");
  set (&r, "600", "switchmode", "ascending");
  set (&r, "600", "ringertimes", "5,8");
  call (&r, "0311111111", "600");
  recorder_expect (&r, 100, "queue 600 on r1", "1004:0 r1 t1 >0311111111", "1004:65 r1 t1 >0311111111");
  recorder_expect (&r, 5000, "1004:-1 r1 t1 >0311111111 480/19 by 1", "1005:0 r1 t2 >0311111111",
                   "1005:65 r1 t2 >0311111111");
  recorder_expect (&r, 8000, "1005:-1 r1 t2 >0311111111 480/19 by 1", "1008:0 r1 t3 >0311111111",
                   "1008:65 r1 t3 >0311111111");
  call (&r, "0322222222", "600");
  recorder_expect (&r, 0, "queue 600 on r2", "1004:0 r2 t4 >0322222222");
  recorder_clear (&r);
}

static void
test_try_once (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004,1005");
  set (&r, "600", "ringertimes", "5");
  set (&r, "600", "round.tryonce", "true");
  set (&r, "600", "noanswerforward", "1006");
  call (&r, "0311111111", "600");
  recorder_expect (&r, 10000, "queue 600 on r1", "1004:0 r1 t1 >0311111111", "1004:65 r1 t1 >0311111111",
                   "1004:-1 r1 t1 >0311111111 480/19 by 1", "1005:0 r1 t2 >0311111111",
                   "1005:65 r1 t2 >0311111111", "1005:-1 r1 t2 >0311111111 480/19 by 1", "queue 600 off r1",
                   "1006:0 r1 t3 >0311111111");
  recorder_clear (&r);
}

static void
test_round_and_round (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004");
  set (&r, "600", "ringertimes", "5");
  set (&r, "600", "queuingtime", "12");
  set (&r, "600", "queuingcallinterval", "1000");
  call (&r, "0311111111", "600");
  recorder_expect (&r, 5000, "queue 600 on r1", "1004:0 r1 t1 >0311111111", "1004:65 r1 t1 >0311111111",
                   "1004:-1 r1 t1 >0311111111 480/19 by 1");
  recorder_expect (&r, 999);
  recorder_expect (&r, 1, "1004:0 r1 t2 >0311111111");
  recorder_expect (&r, 5000, "1004:65 r1 t2 >0311111111", "1004:-1 r1 t2 >0311111111 480/19 by 1");
  recorder_expect (&r, 1000, "queue 600 off r1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

/* Also while somebody rings. */
static void
test_time_is_over (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004,1005");
  set (&r, "600", "ringertimes", "10");
  set (&r, "600", "queuingtime", "12");
  set (&r, "600", "noanswerforward", "1006");
  call (&r, "0311111111", "600");
  recorder_expect (&r, 11999, "queue 600 on r1", "1004:0 r1 t1 >0311111111", "1004:65 r1 t1 >0311111111",
                   "1004:-1 r1 t1 >0311111111 480/19 by 1", "1005:0 r1 t2 >0311111111",
                   "1005:65 r1 t2 >0311111111");
  recorder_expect (&r, 1, "1005:-1 r1 t2 >0311111111 480/19 by 1", "queue 600 off r1",
                   "1006:0 r1 t3 >0311111111");
  recorder_clear (&r);
}

/* The group's ringer time is that of members who have none of their own, however long it is. */
static void
test_long_ringing (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "601", "ringertime", "60");
  set (&r, "601", "phoneforward", "1002,0398765432");
  g_hash_table_insert (r.tenant->outside, g_strdup ("0398765432"), GINT_TO_POINTER (SIM_MANNER_IGNORE));
  call (&r, "0312345678", "601");
  recorder_expect (&r, 59999, "1002:0 r1 t1 >0312345678", "1002:65 r1 t1 >0312345678");
  g_assert_cmpuint (g_hash_table_size (r.tenant->legs), ==, 3);
  recorder_expect (&r, 1, "1002:-1 r1 t1 >0312345678 480/19 by 1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  set (&r, "600", "phoneforward", "1004");
  set (&r, "600", "ringertimes", "45");
  set (&r, "600", "round.tryonce", "true");
  call (&r, "0312345678", "600");
  recorder_expect (&r, 44999, "queue 600 on r2", "1004:0 r2 t2 >0312345678", "1004:65 r2 t2 >0312345678");
  recorder_expect (&r, 1, "1004:-1 r2 t2 >0312345678 480/19 by 1", "queue 600 off r2");
  recorder_clear (&r);
}

/* Groups that are all members of each other are not gone through in every order there is. */
static void
test_mesh (void)
{
  g_autoptr(GString) all = g_string_new ("1002");
  Recorder r;

  recorder_init (&r);
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (all, ",%u", 6700 + i);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 6700 + i);

      sim_tenant_add_extension (r.tenant, number, "ringgroup");
      set (&r, number, "stype", i % 2 == 0 ? "rr" : "sr");
      set (&r, number, "phoneforward", all->str);
    }
  call (&r, "0312345678", "6701");
  sim_leg_answer (recorder_leg (&r, "1002"));
  g_assert_cmpuint (recorder_user (&r, "1002")->legs->len, ==, 1);
  recorder_clear (&r);
}

/* makeCall from a group: one of its members after the other, or after a while, until one is there. */
static void
test_from_group (void)
{
  g_autofree char *first = NULL, *second = NULL;
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004,1005");
  set (&r, "600", "queuingcallinterval", "1000");
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  first = sim_call_make (r.tenant, "600", (const char *const[]){ "1003", NULL }, 2, 0, FALSE, "line/1", NULL);
  recorder_expect (&r, 1999, "1004:0 r1 t1 >1003 c", "line line/1 on  r1",
                   "1004:-1 r1 t1 >1003 c 486/17 by 0", "1005:0 r1 t2 >1003 c", "1005:65 r1 t2 >1003 c");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r1 t2 >1003 c", "line line/1 on 1005 r1 t2", "1003:0 r1 t3 >600 s");
  sim_leg_hang_up (recorder_leg (&r, "1005"));
  g_string_truncate (r.lines, 0);
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);

  set (&r, "601", "phoneforward", "1006");
  set (&r, "1006", "pln1_d_p1_delay", "3");
  second = sim_call_make (r.tenant, "601", (const char *const[]){ "1003", NULL }, 1, 0, FALSE, NULL, NULL);
  recorder_expect (&r, 3000, "1003:0 r2 t4 >601 s", "1003:65 r2 t4 >601 s", "1006:0 r2 t5 >1003 c");
  sim_leg_hang_up (recorder_leg (&r, "1006"));
  recorder_expect (&r, 0, "1006:-1 r2 t5 >1003 c 603/21 by 0", "1003:-1 r2 t4 >601 s 487/16 by 0");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

/* The room for calls that wait is limited. */
static void
test_full (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004");
  set (&r, "600", "queuingmax", "1");
  call (&r, "0311111111", "600");
  recorder_expect (&r, 0, "queue 600 on r1", "1004:0 r1 t1 >0311111111");
  sim_call_dial (recorder_phone (&r, "1002"), "600", NULL);
  recorder_expect (&r, 0, "1002:1 r2 t2 >600", "1002:-1 r2 t2 >600 486/17 by 1");
  set (&r, "600", "noanswerforward", "1006");
  sim_call_dial (recorder_phone (&r, "1002"), "600", NULL);
  recorder_expect (&r, 0, "1002:1 r3 t3 >600", "1006:0 r3 t4 >1002");
  recorder_clear (&r);
}

static void
test_no_queue (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004,1005");
  set (&r, "600", "queuingmax", "0");
  set (&r, "600", "ringertimes", "5");
  sim_call_dial (recorder_phone (&r, "1004"), "1010", NULL);
  g_string_truncate (r.lines, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "600", NULL);
  recorder_expect (&r, 5000, "1002:1 r2 t3 >600", "1005:0 r2 t4 >1002", "1010:65 r1 t2 >1004",
                   "1005:65 r2 t4 >1002", "1005:-1 r2 t4 >1002 480/19 by 1",
                   "1002:-1 r2 t3 >600 480/19 by 1");
  recorder_clear (&r);
}

/* Calls that wait are served in the order they came. */
static void
test_order (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004");
  recorder_manner (&r, "1010", SIM_MANNER_ANSWER, 0);
  sim_call_dial (recorder_phone (&r, "1004"), "1010", NULL);
  sim_clock_advance (r.clock, 1000);
  call (&r, "0311111111", "600");
  sim_clock_advance (r.clock, 1900);
  call (&r, "0322222222", "600");
  g_string_truncate (r.lines, 0);
  sim_leg_hang_up (recorder_leg (&r, "1010"));
  g_string_truncate (r.lines, 0);
  call (&r, "0333333333", "600");
  sim_clock_advance (r.clock, 0);
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1004")->legs->len, ==, 1);
  g_assert_cmpstr (recorder_leg (&r, "1004")->other, ==, "0311111111");
  sim_leg_answer (recorder_leg (&r, "1004"));
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  sim_clock_advance (r.clock, 2000);
  g_assert_cmpstr (recorder_leg (&r, "1004")->other, ==, "0322222222");
  recorder_clear (&r);
}

/* A member whose phones do not ring does not hold up the others; a group may be in a group. */
static void
test_absent_member (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "600", "phoneforward", "1004,nobody,601");
  set (&r, "600", "ringertimes", "5");
  sim_phone_set_registered (recorder_phone (&r, "1004"), FALSE);
  recorder_expect (&r, 0, "1004 registered 0");
  call (&r, "0311111111", "600");
  recorder_expect (&r, 100, "queue 600 on r1", "1002:0 r1 t1 >0311111111", "1003:0 r1 t2 >0311111111",
                   "1002:65 r1 t1 >0311111111", "1003:65 r1 t2 >0311111111");
  recorder_expect (&r, 4800);
  sim_leg_answer (recorder_leg (&r, "1003"));
  recorder_expect (&r, 20000, "1003:2 r1 t2 >0311111111", "1002:-1 r1 t1 >0311111111 200/26 by 1",
                   "queue 600 off r1");
  recorder_clear (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/groups/all", test_all);
  g_test_add_func ("/sim/groups/all-answered", test_all_answered);
  g_test_add_func ("/sim/groups/all-busy", test_all_busy);
  g_test_add_func ("/sim/groups/cyclic", test_cyclic);
  g_test_add_func ("/sim/groups/ascending", test_ascending);
  g_test_add_func ("/sim/groups/try-once", test_try_once);
  g_test_add_func ("/sim/groups/round-and-round", test_round_and_round);
  g_test_add_func ("/sim/groups/time-is-over", test_time_is_over);
  g_test_add_func ("/sim/groups/long-ringing", test_long_ringing);
  g_test_add_func ("/sim/groups/mesh", test_mesh);
  g_test_add_func ("/sim/groups/from-group", test_from_group);
  g_test_add_func ("/sim/groups/full", test_full);
  g_test_add_func ("/sim/groups/no-queue", test_no_queue);
  g_test_add_func ("/sim/groups/order", test_order);
  g_test_add_func ("/sim/groups/absent-member", test_absent_member);

  return g_test_run ();
}
