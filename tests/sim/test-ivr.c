/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that answer themselves: attendants, group switches, scripts and flows, callbacks, meetings. */
#include "recorder.h"

#include <string.h>

static SimExtension *
add (Recorder *r, const char *number, const char *type, const char *stype)
{
  SimExtension *extension = sim_tenant_add_extension (r->tenant, number, type);

  if (stype != NULL)
    sim_extension_set (extension, "stype", stype);

  return extension;
}

static void
set (Recorder *r, const char *number, const char *property, const char *value)
{
  sim_extension_set (sim_tenant_get_extension (r->tenant, number), property, value);
}

/* 1002 hears the attendant 820. */
static void
begin (Recorder *r)
{
  recorder_init (r);
  add (r, "820", "ivr", "aa");
  sim_call_dial (recorder_phone (r, "1002"), "820", NULL);
  recorder_expect (r, 1000, "1002:1 r1 t1 >820", "1002:14 r1 t1 >820");
}

static void
press (Recorder *r, const char *digits)
{
  g_assert_true (sim_leg_send_digits (recorder_leg (r, "1002"), digits));
}

static void
test_attendant (void)
{
  Recorder r;

  begin (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 2000);
  press (&r, "10");
  recorder_expect (&r, 5000);
  press (&r, "0");
  press (&r, "3");
  recorder_expect (&r, 100, "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  recorder_expect (&r, 2000, "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003");
  recorder_expect (&r, 600000);
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 1",
                   "1003:-1 r1 t2 >1002 200/16 by 1");
  recorder_clear (&r);
}

/* Fewer digits than possible: by # or by waiting. */
static void
test_attendant_short (void)
{
  Recorder r;

  begin (&r);
  set (&r, "820", "ex.dtmfwaittimesec", "20,5");
  press (&r, "601#");
  recorder_expect (&r, 0, "1002:0 r1 t2 >1002", "1003:0 r1 t3 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_clear (&r);

  begin (&r);
  set (&r, "601", "phoneforward", "1003");
  set (&r, "820", "ex.dtmfwaittimesec", "20,5");
  press (&r, "601");
  recorder_expect (&r, 4999);
  recorder_expect (&r, 1, "1003:0 r1 t2 >1002");
  recorder_clear (&r);

  begin (&r);
  set (&r, "820", "ex.digitmaxlength", "3");
  set (&r, "601", "phoneforward", "1003");
  press (&r, "601");
  recorder_expect (&r, 0, "1003:0 r1 t2 >1002");
  recorder_clear (&r);
}

/* Wrong numbers, nothing at all, nobody there: then the operator, then the end. */
static void
test_attendant_retries (void)
{
  Recorder r;

  begin (&r);
  set (&r, "820", "ex.maxretry", "3");
  set (&r, "820", "ex.dtmfwaittimesec", "10");
  set (&r, "820", "ex.calltimesec", "7");
  set (&r, "820", "ex.autotransfer", "1005");
  press (&r, "4711");
  recorder_expect (&r, 0);
  press (&r, "1003");
  recorder_expect (&r, 6999, "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  recorder_expect (&r, 1, "1003:-1 r1 t2 >1002 480/19 by 0");
  recorder_expect (&r, 9999);
  recorder_expect (&r, 100, "1005:0 r1 t3 >1002", "1005:65 r1 t3 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:-1 r1 t3 >1002 603/21 by 1", "1002:12 r1 t1 >820",
                   "1002:-1 r1 t1 >820 200/16 by 1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

static void
test_attendant_busy (void)
{
  Recorder r;

  begin (&r);
  recorder_manner (&r, "1003", SIM_MANNER_BUSY, 0);
  press (&r, "1003");
  recorder_expect (&r, 1000, "1003:0 r1 t2 >1002", "1003:-1 r1 t2 >1002 486/17 by 1");
  press (&r, "1004");
  recorder_expect (&r, 0, "1004:0 r1 t3 >1002");
  recorder_clear (&r);
}

static void
test_attendant_unregistered (void)
{
  Recorder r;

  begin (&r);
  sim_phone_set_registered (recorder_phone (&r, "1003"), FALSE);
  set (&r, "1003", "noanswerforward.voicemail", "true");
  recorder_expect (&r, 0, "1003 registered 0");
  press (&r, "1003");
  recorder_expect (&r, 1000);
  set (&r, "820", "ex.useronly", "true");
  press (&r, "1003");
  recorder_expect (&r, 1000, "1002:14 r1 t1 >8");
  recorder_clear (&r);
}

static void
test_speed_dial (void)
{
  Recorder r;

  begin (&r);
  set (&r, "820", "ex.speeddial", "1==1003\n2=1004\n^9.+$=1005");
  press (&r, "2");
  recorder_expect (&r, 0, "1004:0 r1 t2 >1002");
  recorder_clear (&r);

  begin (&r);
  set (&r, "820", "ex.speeddial", "1==1003,2=1004,^9.+$=1005");
  press (&r, "1#");
  recorder_expect (&r, 0, "1003:0 r1 t2 >1002");
  recorder_clear (&r);

  begin (&r);
  set (&r, "820", "ex.speeddial", "1==1003\n2=1004\n^9.+$=1005");
  press (&r, "1006");
  recorder_expect (&r, 0, "1006:0 r1 t2 >1002");
  recorder_clear (&r);

  begin (&r);
  set (&r, "820", "ex.speeddial", "1==1003\n2=1004\n^9.+$=1005");
  press (&r, "9876");
  recorder_expect (&r, 0, "1005:0 r1 t2 >1002");
  recorder_clear (&r);
}

/* The caller leaves while the attendant calls somebody. */
static void
test_attendant_left (void)
{
  Recorder r;

  begin (&r);
  press (&r, "1003");
  recorder_expect (&r, 100, "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  sim_clock_advance (r.clock, 60000);
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  g_assert_cmpuint (g_hash_table_size (r.tenant->legs), ==, 0);
  recorder_clear (&r);
}

static void
test_members (void)
{
  Recorder r;
  SimExtension *ivr;

  recorder_init (&r);
  ivr = add (&r, "821", "ivr", "fm");
  sim_extension_set (ivr, "fm.targetusers", "600,601");
  sim_call_dial (recorder_phone (&r, "1004"), "821", NULL);
  recorder_expect (&r, 10000, "1004:1 r1 t1 >821", "1004:14 r1 t1 >821", "1004:12 r1 t1 >821",
                   "1004:-1 r1 t1 >821 200/16 by 1");
  sim_call_from_outside (r.tenant, "0312345678", "601", NULL);
  recorder_expect (&r, 0, "1002:0 r2 t2 >0312345678", "1003:0 r2 t3 >0312345678", "1004:0 r2 t4 >0312345678");
  sim_world_reset_calls (r.world);
  sim_call_dial (recorder_phone (&r, "1004"), "821", NULL);
  recorder_expect (&r, 10000, "1004:1 r3 t5 >821", "1004:14 r3 t5 >821", "1004:12 r3 t5 >821",
                   "1004:-1 r3 t5 >821 200/16 by 1");
  g_assert_cmpstr (sim_extension_get (sim_tenant_get_extension (r.tenant, "601"), "phoneforward"), ==,
                   "1002,1003");
  g_assert_cmpstr (sim_extension_get (sim_tenant_get_extension (r.tenant, "600"), "phoneforward"), ==,
                   "1005,1008,1009");
  recorder_clear (&r);
}

static void
test_programs (void)
{
  Recorder r;
  SimExtension *script, *flow;

  recorder_init (&r);
  script = add (&r, "822", "ivr", "scr");
  g_assert_null (sim_call_dial (recorder_phone (&r, "1002"), "822", NULL));
  recorder_expect (&r, 0, "1002:1 r1 t1 >822", "1002:-1 r1 t1 >822 404/1 by 1");
  sim_extension_set (script, "ivr.script.note", "welcome");
  sim_call_dial (recorder_phone (&r, "1002"), "822", NULL);
  recorder_expect (&r, 31000, "1002:1 r2 t2 >822", "1002:-1 r2 t2 >822 480/19 by 1");
  sim_extension_set (script, "ivr.script.autoanswer", "true");
  sim_call_dial (recorder_phone (&r, "1002"), "822", NULL);
  recorder_expect (&r, 31000, "1002:1 r3 t3 >822", "1002:14 r3 t3 >822");
  flow = add (&r, "823", "ivr", "fl");
  g_assert_null (sim_call_dial (recorder_phone (&r, "1003"), "823", NULL));
  sim_extension_set (flow, "ivr.flow.name", "greeting");
  sim_extension_set (flow, "ivr.flow.autoanswer", "true");
  g_string_truncate (r.lines, 0);
  sim_call_dial (recorder_phone (&r, "1003"), "823", NULL);
  recorder_expect (&r, 1000, "1003:1 r5 t5 >823", "1003:14 r5 t5 >823");
  recorder_clear (&r);
}

static void
test_callback (void)
{
  Recorder r;
  SimExtension *callback;

  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  recorder_manner (&r, "1006", SIM_MANNER_ANSWER, 0);
  callback = add (&r, "830", "callback", NULL);
  sim_extension_set (callback, "callback.callee", "1006");
  sim_extension_set (callback, "ringertime", "12");
  sim_extension_set (callback, "noanswerforward", "1005");
  sim_call_dial (recorder_phone (&r, "1002"), "830", NULL);
  recorder_expect (&r, 5000, "1002:1 r1 t1 >830");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >830 487/16 by 0");
  recorder_expect (&r, 2000, "1002:0 r2 t2 >1006 c", "1002:65 r2 t2 >1006 c", "1002:2 r2 t2 >1006 c",
                   "1006:0 r2 t3 >1002 s", "1006:65 r2 t3 >1002 s", "1006:2 r2 t3 >1002 s",
                   "1002:14 r2 t2 >1006 c");
  sim_world_reset_calls (r.world);
  sim_call_dial (recorder_phone (&r, "1002"), "830", NULL);
  recorder_expect (&r, 11999, "1002:1 r3 t4 >830");
  recorder_expect (&r, 1, "1005:0 r3 t5 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  g_string_truncate (r.lines, 0);
  recorder_expect (&r, 5000);
  sim_call_dial (recorder_phone (&r, "1002"), "830", NULL);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_clear (&r);
}

static void
test_meeting (void)
{
  Recorder r;

  recorder_init (&r);
  sim_call_dial (recorder_phone (&r, "1002"), "900", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >900", "1002:14 r1 t1 >900");
  sim_call_dial (recorder_phone (&r, "1003"), "900", NULL);
  recorder_expect (&r, 1000, "1003:1 r2 t2 >900", "1003:14 r2 t2 >900", "1003:14 r1 t2 >900");
  g_assert_true (recorder_leg (&r, "1003")->room == recorder_leg (&r, "1002")->room);
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 1);
  sim_call_dial (recorder_phone (&r, "1004"), "900", NULL);
  sim_clock_advance (r.clock, 1000);
  g_assert_true (recorder_leg (&r, "1004")->room == recorder_leg (&r, "1002")->room);
  g_string_truncate (r.lines, 0);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  sim_clock_advance (r.clock, 1000);
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1003")->legs->len, ==, 1);
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1004")->legs->len, ==, 1);
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

static void
test_meeting_members (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "900", "phoneforward", "1003,1004,1005,1002");
  set (&r, "900", "conf.accept", "1002,03*");
  set (&r, "900", "exit.on.host.disconnected", "true");
  set (&r, "1005", "pln1_d_busyforward", "1006");
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 500);
  recorder_manner (&r, "1004", SIM_MANNER_ANSWER, 1000);
  recorder_manner (&r, "1005", SIM_MANNER_BUSY, 0);
  g_assert_null (sim_call_dial (recorder_phone (&r, "1008"), "900", NULL));
  recorder_expect (&r, 0, "1008:1 r1 t1 >900", "1008:-1 r1 t1 >900 603/21 by 1");
  sim_call_dial (recorder_phone (&r, "1002"), "900", NULL);
  recorder_expect (&r, 1000, "1002:1 r2 t2 >900", "1002:14 r2 t2 >900", "1003:0 r2 t3 >900",
                   "1004:0 r2 t4 >900", "1005:0 r2 t5 >900", "1003:65 r2 t3 >900", "1004:65 r2 t4 >900",
                   "1005:-1 r2 t5 >900 486/17 by 1", "1003:2 r2 t3 >900");
  recorder_expect (&r, 1000, "1004:2 r2 t4 >900");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  sim_clock_advance (r.clock, 1000);
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1004")->legs->len, ==, 1);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  sim_clock_advance (r.clock, 1000);
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1004")->legs->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

/* Who picks up what rings for the meeting takes part instead; the others still ring. */
static void
test_meeting_pickup (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "900", "phoneforward", "1003,1004");
  sim_call_dial (recorder_phone (&r, "1002"), "900", NULL);
  sim_clock_advance (r.clock, 1000);
  g_string_truncate (r.lines, 0);
  sim_call_dial (recorder_phone (&r, "1005"), "*1003", NULL);
  recorder_expect (&r, 1000, "1005:1 r1 t4 >900", "1005:14 r1 t4 >900", "1003:-1 r1 t2 >900 200/26 by 1");
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1004")->legs->len, ==, 1);
  recorder_clear (&r);
}

/* Who is transferred to a meeting that goes on is in it when the transfer is over, not in another one. */
static void
test_meeting_transfer (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "900", "phoneforward", "1005");
  sim_call_dial (recorder_phone (&r, "1002"), "900", NULL);
  sim_clock_advance (r.clock, 1000);
  sim_leg_fail (recorder_leg (&r, "1005"), SIM_CAUSE_DECLINED);
  recorder_talk (&r, "1003", "1004");
  g_assert_true (sim_transfer (recorder_leg (&r, "1003"), "900", FALSE, NULL));
  sim_clock_advance (r.clock, 1000);
  g_assert_cmpuint (recorder_user (&r, "1005")->legs->len, ==, 0);
  g_assert_true (recorder_leg (&r, "1003")->room != recorder_leg (&r, "1002")->room);
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  sim_clock_advance (r.clock, 1000);
  g_assert_true (recorder_leg (&r, "1004")->room == recorder_leg (&r, "1002")->room);
  g_assert_true (sim_leg_hears (recorder_leg (&r, "1004"), recorder_leg (&r, "1002")));
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 1);
  recorder_clear (&r);
}

/* Whom a meeting calls is not the one a member consults. */
static void
test_meeting_consultation (void)
{
  Recorder r;
  SimRoom *room;

  recorder_init (&r);
  set (&r, "900", "phoneforward", "1005");
  sim_call_dial (recorder_phone (&r, "1002"), "900", NULL);
  room = recorder_leg (&r, "1002")->room;
  sim_leg_answer (g_ptr_array_index (room->legs, 1)); /* and no time for it to call anybody */
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "8", FALSE, NULL));
  sim_clock_advance (r.clock, 1000);
  g_assert_cmpstr (room->consulted->number, ==, "8");
  g_string_truncate (r.lines, 0);
  sim_leg_answer (recorder_leg (&r, "1005"));
  g_assert_cmpstr (room->consulted->number, ==, "8");
  g_assert_cmpstr (recorder_leg (&r, "1002")->other, ==, "8");
  recorder_clear (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/ivr/attendant", test_attendant);
  g_test_add_func ("/sim/ivr/attendant-short", test_attendant_short);
  g_test_add_func ("/sim/ivr/attendant-retries", test_attendant_retries);
  g_test_add_func ("/sim/ivr/attendant-busy", test_attendant_busy);
  g_test_add_func ("/sim/ivr/attendant-unregistered", test_attendant_unregistered);
  g_test_add_func ("/sim/ivr/speed-dial", test_speed_dial);
  g_test_add_func ("/sim/ivr/attendant-left", test_attendant_left);
  g_test_add_func ("/sim/ivr/members", test_members);
  g_test_add_func ("/sim/ivr/programs", test_programs);
  g_test_add_func ("/sim/ivr/callback", test_callback);
  g_test_add_func ("/sim/ivr/meeting", test_meeting);
  g_test_add_func ("/sim/ivr/meeting-members", test_meeting_members);
  g_test_add_func ("/sim/ivr/meeting-pickup", test_meeting_pickup);
  g_test_add_func ("/sim/ivr/meeting-consultation", test_meeting_consultation);
  g_test_add_func ("/sim/ivr/meeting-transfer", test_meeting_transfer);

  return g_test_run ();
}
