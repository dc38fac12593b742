/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that change hands: park, transfer, conference, queue, barge, forward; recording and lines. */
#include "recorder.h"

#include <string.h>

/* 1002 talks with 1003, both quiet about it. */
static void
begin_talk (Recorder *r)
{
  recorder_init (r);
  recorder_manner (r, "1003", SIM_MANNER_ANSWER, 0);
  recorder_manner (r, "1004", SIM_MANNER_ANSWER, 1000);
  sim_call_dial (recorder_phone (r, "1002"), "1003", NULL);
  recorder_expect (r, 1000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002",
                   "1003:2 r1 t2 >1002",
                   "1002:14 r1 t1 >1003");
}

static void
test_park (void)
{
  Recorder r;
  g_autoptr(GError) error = NULL;

  begin_talk (&r);
  g_assert_false (sim_park (recorder_leg (&r, "1002"), "799", &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_REFUSED);
  g_assert_true (sim_park (recorder_leg (&r, "1002"), "701", NULL));
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  g_assert_nonnull (sim_unpark (r.tenant, sim_tenant_get_extension (r.tenant, "1004"), "701", NULL));
  recorder_expect (&r, 2000, "park 701 off", "1004:0 r1 t3 >1003", "1004:65 r1 t3 >1003",
                   "1004:2 r1 t3 >1003",
                   "1003:21 r1 t2 >1004");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1004", "1004:12 r1 t3 >1003", "1003:-1 r1 t2 >1004 200/16 by 0",
                   "1004:-1 r1 t3 >1003 200/16 by 0");
  recorder_clear (&r);
}

static void
test_park_dialled (void)
{
  Recorder r;

  begin_talk (&r);
  sim_park (recorder_leg (&r, "1003"), "702", NULL);
  recorder_expect (&r, 0, "1002:30 r1 t1 >1003", "1003:-1 r1 t2 >1002 200/16 by 0", "park 702 on r1 t1");
  sim_call_dial (recorder_phone (&r, "1005"), "702", NULL);
  recorder_expect (&r, 0, "park 702 off", "1005:1 r1 t3 >1002", "1005:14 r1 t3 >1002", "1002:21 r1 t1 >1005");
  recorder_clear (&r);
}

static void
test_park_gone (void)
{
  Recorder r;

  begin_talk (&r);
  sim_park (recorder_leg (&r, "1002"), "701", NULL);
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "park 701 off", "1003:-1 r1 t2 >1002 200/16 by 1");
  recorder_clear (&r);
}

static void
test_park_not_fetched (void)
{
  Recorder r;

  begin_talk (&r);
  sim_park (recorder_leg (&r, "1002"), "701", NULL);
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  sim_unpark (r.tenant, sim_tenant_get_extension (r.tenant, "1005"), "701", NULL);
  recorder_expect (&r, 30000, "park 701 off", "1005:0 r1 t3 >1003", "1005:65 r1 t3 >1003",
                   "1005:-1 r1 t3 >1003 480/19 by 1", "1003:30 r1 t2 >1002", "park 701 on r1 t2");
  recorder_clear (&r);
}

static void
test_blind (void)
{
  Recorder r;

  begin_talk (&r);
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1004", TRUE, NULL));
  recorder_expect (&r, 2000, "1004:0 r1 t3 >1003", "1002:-1 r1 t1 >1003 200/16 by 0", "1004:65 r1 t3 >1003",
                   "1004:2 r1 t3 >1003", "1003:14 r1 t2 >1004");
  recorder_clear (&r);
}

static void
test_blind_fails (void)
{
  Recorder r;

  begin_talk (&r);
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  sim_transfer (recorder_leg (&r, "1002"), "1004", TRUE, NULL);
  recorder_expect (&r, 2000, "1004:0 r1 t3 >1003", "1002:-1 r1 t1 >1003 200/16 by 0",
                   "1004:-1 r1 t3 >1003 486/17 by 1", "1002:0 r1 t4 >1003", "1002:48 r1 t4 >1003",
                   "1002:65 r1 t4 >1003", "1002:2 r1 t4 >1003", "1003:14 r1 t2 >1002");
  recorder_clear (&r);
}

static void
begin_consultation (Recorder *r)
{
  begin_talk (r);
  g_assert_true (sim_transfer (recorder_leg (r, "1002"), "1004", FALSE, NULL));
  recorder_expect (r, 2000, "1004:0 r1 t3 >1002", "1002:35 r1 t1 >1003", "1004:65 r1 t3 >1002",
                   "1004:2 r1 t3 >1002", "1002:47 r1 t1 >1004", "1002:16 r1 t1 >1004");
}

static void
test_attended (void)
{
  Recorder r;

  begin_consultation (&r);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >1004 200/16 by 0", "1003:14 r1 t2 >1004", "1004:14 r1 t3 >1003");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1004", "1004:12 r1 t3 >1003", "1003:-1 r1 t2 >1004 200/16 by 1",
                   "1004:-1 r1 t3 >1003 200/16 by 1");
  recorder_clear (&r);
}

static void
test_attended_cancelled (void)
{
  Recorder r;

  begin_consultation (&r);
  g_assert_true (sim_transfer_cancel (recorder_leg (&r, "1002"), NULL));
  recorder_expect (&r, 0, "1004:12 r1 t3 >1002", "1004:-1 r1 t3 >1002 200/16 by 0", "1002:36 r1 t1 >1003");
  g_assert_false (sim_transfer_cancel (recorder_leg (&r, "1002"), NULL));
  recorder_clear (&r);
}

static void
test_attended_early (void)
{
  Recorder r;

  begin_talk (&r);
  sim_transfer (recorder_leg (&r, "1002"), "1004", FALSE, NULL);
  recorder_expect (&r, 100, "1004:0 r1 t3 >1002", "1002:35 r1 t1 >1003", "1004:65 r1 t3 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 2000, "1002:-1 r1 t1 >1003 200/16 by 0", "1004:2 r1 t3 >1003", "1003:14 r1 t2 >1004");
  recorder_clear (&r);
}

static void
test_conference (void)
{
  Recorder r;

  begin_consultation (&r);
  g_assert_true (sim_conference (recorder_leg (&r, "1002"), NULL));
  recorder_expect (&r, 0, "1002:36 r1 t1");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1", "1002:-1 r1 t1 200/16 by 0", "1003:14 r1 t2 >1004",
                   "1004:14 r1 t3 >1003");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1004", "1004:12 r1 t3 >1003", "1003:-1 r1 t2 >1004 200/16 by 1",
                   "1004:-1 r1 t3 >1003 200/16 by 1");
  recorder_clear (&r);
}

static void
test_queue (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1005", SIM_MANNER_ANSWER, 1000);
  sim_call_from_outside (r.tenant, "0312345678", "600", NULL);
  recorder_expect (&r, 19000, "queue 600 on r1", "1004:0 r1 t1 >0312345678", "1004:65 r1 t1 >0312345678");
  recorder_expect (&r, 4000, "1004:-1 r1 t1 >0312345678 480/19 by 1", "1005:0 r1 t2 >0312345678",
                   "1005:65 r1 t2 >0312345678", "1005:2 r1 t2 >0312345678", "queue 600 off r1");
  recorder_clear (&r);
}

static void
test_queue_gives_up (void)
{
  Recorder r;

  recorder_init (&r);
  sim_call_dial (recorder_phone (&r, "1002"), "600", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >600", "queue 600 on r1", "1004:0 r1 t2 >1002",
                   "1004:65 r1 t2 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1004:-1 r1 t2 >1002 487/16 by 0", "1002:-1 r1 t1 >600 487/16 by 0",
                   "queue 600 off r1");
  recorder_clear (&r);
}

static void
test_barge (void)
{
  Recorder r;

  begin_talk (&r);
  g_assert_true (sim_barge (recorder_leg (&r, "1003"), sim_tenant_get_extension (r.tenant, "1004"), TRUE,
                             SIM_SPEAK_NOT, NULL));
  recorder_expect (&r, 2000, "1004:0 r1 t3 >1003", "1004:65 r1 t3 >1003", "1004:2 r1 t3 >1003");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:12 r1 t3 >1003", "1004:-1 r1 t3 >1003 200/16 by 1");
  sim_extension_set (sim_tenant_get_extension (r.tenant, "1003"), "allowjoin", "false");
  g_assert_false (sim_barge (recorder_leg (&r, "1003"), sim_tenant_get_extension (r.tenant, "1004"), TRUE,
                             SIM_SPEAK_NOT, NULL));
  recorder_clear (&r);
}

static void
test_forward (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1004", SIM_MANNER_ANSWER, 500);
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  recorder_expect (&r, 100, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678");
  g_assert_true (sim_call_forward (recorder_leg (&r, "1003")->room, (const char *const[]){ "1004", NULL },
                                   NULL));
  recorder_expect (&r, 1000, "1003:-1 r1 t1 >0312345678 200/26 by 1", "1004:0 r1 t2 >0312345678",
                   "1004:65 r1 t2 >0312345678", "1004:2 r1 t2 >0312345678");
  recorder_clear (&r);
}

static void
test_recording (void)
{
  Recorder r;

  begin_talk (&r);
  g_assert_true (sim_leg_record (recorder_leg (&r, "1002"), TRUE, NULL));
  g_assert_false (sim_leg_record (recorder_leg (&r, "1002"), TRUE, NULL));
  recorder_expect (&r, 0, "recording 1002 t1 on");
  g_assert_true (sim_leg_record (recorder_leg (&r, "1002"), FALSE, NULL));
  recorder_expect (&r, 0, "recording 1002 t1 off");
  recorder_clear (&r);
}

static void
test_line (void)
{
  Recorder r;
  g_autofree char *id = NULL;

  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  g_assert_true (sim_line_seize (r.tenant, "line/1", "1002", TRUE, NULL));
  recorder_expect (&r, 0, "line line/1 on 1002");
  g_assert_false (sim_line_seize (r.tenant, "line/1", "1003", TRUE, NULL));
  g_assert_false (sim_line_seize (r.tenant, "line/9", "1003", TRUE, NULL));
  id = sim_call_make (r.tenant, "1002", (const char *const[]){ "1003", NULL }, 2, 0, FALSE, "line/1", NULL);
  recorder_expect (&r, 0, "1002:0 r1 t1 >1003 c", "line line/1 on 1002 r1 t1");
  g_assert_null (sim_call_make (r.tenant, "1004", (const char *const[]){ "1003", NULL }, 2, 0, FALSE, "line/1",
                                NULL));
  g_assert_null (sim_call_make (r.tenant, "1004", (const char *const[]){ "1003", NULL }, 2, 0, FALSE, "line/9",
                                NULL));
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >1003 c 603/21 by 0", "line line/1 off ");
  recorder_clear (&r);
}

static void
test_voicemail (void)
{
  Recorder r;
  SimExtension *user;

  recorder_init (&r);
  user = sim_tenant_get_extension (r.tenant, "1003");
  sim_extension_set (user, "noanswerforward.voicemail", "true");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 31000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002",
                   "1003:-1 r1 t2 >1002 480/19 by 1", "1002:14 r1 t1 >8");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >8", "1002:-1 r1 t1 >8 200/16 by 0");
  g_assert_cmpint (user->n_new, ==, 1);
  sim_call_dial (recorder_phone (&r, "1003"), "8", NULL);
  recorder_expect (&r, 1000, "1003:1 r2 t3 >8", "1003:14 r2 t3 >8");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r2 t3 >8", "1003:-1 r2 t3 >8 200/16 by 0");
  g_assert_cmpint (user->n_new, ==, 0);
  g_assert_cmpint (user->n_read, ==, 1);
  recorder_clear (&r);
}

static void
test_queue_too_long (void)
{
  Recorder r;
  SimExtension *group;

  recorder_init (&r);
  group = sim_tenant_get_extension (r.tenant, "600");
  sim_extension_set (group, "phoneforward", "1004");
  sim_extension_set (group, "queuingtime", "10");
  sim_extension_set (group, "noanswerforward", "1006");
  sim_call_from_outside (r.tenant, "0312345678", "600", NULL);
  recorder_expect (&r, 21000, "queue 600 on r1", "1004:0 r1 t1 >0312345678", "1004:65 r1 t1 >0312345678",
                   "1004:-1 r1 t1 >0312345678 480/19 by 1", "queue 600 off r1", "1006:0 r1 t2 >0312345678",
                   "1006:65 r1 t2 >0312345678");
  recorder_expect (&r, 30000, "1006:-1 r1 t2 >0312345678 480/19 by 1");
  recorder_clear (&r);
}

/* The transferred party leaves during the consultation: the other two just talk. */
static void
test_attended_alone (void)
{
  Recorder r;
  GError *error = NULL;

  begin_talk (&r);
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1004", FALSE, NULL));
  recorder_expect (&r, 2000, "1004:0 r1 t3 >1002", "1002:35 r1 t1 >1003", "1004:65 r1 t3 >1002",
                   "1004:2 r1 t3 >1002", "1002:47 r1 t1 >1004", "1002:16 r1 t1 >1004");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1002", "1003:-1 r1 t2 >1002 200/16 by 1");
  g_assert_false (sim_transfer_cancel (recorder_leg (&r, "1002"), &error));
  g_clear_error (&error);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1004", "1004:12 r1 t3 >1002", "1002:-1 r1 t1 >1004 200/16 by 0",
                   "1004:-1 r1 t3 >1002 200/16 by 0");
  recorder_clear (&r);
}

/* The only agent, called by the queue, loses the phone that rings: it must not be called again. */
static void
test_queue_loses_agent (void)
{
  Recorder r;
  SimExtension *agent;

  recorder_init (&r);
  agent = sim_tenant_get_extension (r.tenant, "1004");
  sim_extension_set (sim_tenant_get_extension (r.tenant, "600"), "phoneforward", "1004,1005");
  sim_extension_set (sim_tenant_get_extension (r.tenant, "1005"), "pnumber", "");
  recorder_expect (&r, 0, "1005 registered 0");
  sim_call_from_outside (r.tenant, "0312345678", "600", NULL);
  recorder_expect (&r, 100, "queue 600 on r1", "1004:0 r1 t1 >0312345678", "1004:65 r1 t1 >0312345678");
  sim_extension_set (agent, "pnumber", "");
  recorder_expect (&r, 5000, "1004 registered 0", "1004:-1 r1 t1 >0312345678 480/20 by 1");
  sim_extension_set (agent, "pnumber", "1004");
  sim_phone_set_registered (sim_extension_get_phone (agent, 1), TRUE);
  recorder_manner (&r, "1004", SIM_MANNER_WAIT, 0);
  recorder_expect (&r, 2100, "1004 registered 1", "1004:0 r1 t2 >0312345678", "1004:65 r1 t2 >0312345678");
  sim_tenant_remove_extension (r.tenant, agent);
  recorder_expect (&r, 5000, "1004 registered 0", "1004:-1 r1 t2 >0312345678 480/20 by 1");
  recorder_clear (&r);
}

/* Whoever reaches a queue by makeCall or by a transfer waits there as others do. */
static void
test_queue_by_request (void)
{
  Recorder r;
  g_autofree char *id = NULL;
  GError *error = NULL;

  recorder_init (&r);
  sim_extension_set (sim_tenant_get_extension (r.tenant, "600"), "phoneforward", "1004");
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  sim_call_dial (recorder_phone (&r, "1004"), "1003", NULL);
  recorder_expect (&r, 100, "1004:1 r1 t1 >1003", "1003:0 r1 t2 >1004", "1003:65 r1 t2 >1004",
                   "1003:2 r1 t2 >1004", "1004:14 r1 t1 >1003");
  id = sim_call_make (r.tenant, "1002", (const char *const[]){ "600", NULL }, 2, 0, FALSE, NULL, NULL);
  recorder_expect (&r, 40000, "1002:0 r2 t3 >600 c", "1002:65 r2 t3 >600 c", "1002:2 r2 t3 >600 c",
                   "queue 600 on r2");
  g_assert_true (sim_transfer (recorder_leg (&r, "1004"), "600", FALSE, &error));
  recorder_expect (&r, 3000, "queue 600 on r1", "1004:35 r1 t1 >1003");
  g_assert_true (sim_transfer_cancel (recorder_leg (&r, "1004"), &error));
  recorder_expect (&r, 0, "queue 600 off r1", "1004:36 r1 t1 >1003");
  g_assert_true (sim_transfer (recorder_leg (&r, "1004"), "600", TRUE, &error));
  recorder_expect (&r, 2100, "queue 600 on r1", "1004:-1 r1 t1 >1003 200/16 by 0", "1004:0 r2 t4 >1002 s",
                   "1004:65 r2 t4 >1002 s");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r2 t4 >1002 s", "queue 600 off r2", "1002:14 r2 t3 >1004 c");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 2100, "1002:12 r2 t3 >1004 c", "1004:12 r2 t4 >1002 s", "1002:-1 r2 t3 >1004 c 200/16 by 1",
                   "1004:-1 r2 t4 >1002 s 200/16 by 1", "1004:0 r1 t5 >1003", "1004:65 r1 t5 >1003");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t5 >1003", "queue 600 off r1", "1003:14 r1 t2 >1004");
  recorder_clear (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/hands/park", test_park);
  g_test_add_func ("/sim/hands/park-dialled", test_park_dialled);
  g_test_add_func ("/sim/hands/park-gone", test_park_gone);
  g_test_add_func ("/sim/hands/park-not-fetched", test_park_not_fetched);
  g_test_add_func ("/sim/hands/blind", test_blind);
  g_test_add_func ("/sim/hands/blind-fails", test_blind_fails);
  g_test_add_func ("/sim/hands/attended", test_attended);
  g_test_add_func ("/sim/hands/attended-cancelled", test_attended_cancelled);
  g_test_add_func ("/sim/hands/attended-early", test_attended_early);
  g_test_add_func ("/sim/hands/conference", test_conference);
  g_test_add_func ("/sim/hands/queue", test_queue);
  g_test_add_func ("/sim/hands/queue-gives-up", test_queue_gives_up);
  g_test_add_func ("/sim/hands/barge", test_barge);
  g_test_add_func ("/sim/hands/forward", test_forward);
  g_test_add_func ("/sim/hands/recording", test_recording);
  g_test_add_func ("/sim/hands/line", test_line);

  g_test_add_func ("/sim/hands/voicemail", test_voicemail);
  g_test_add_func ("/sim/hands/queue-too-long", test_queue_too_long);
  g_test_add_func ("/sim/hands/attended-alone", test_attended_alone);
  g_test_add_func ("/sim/hands/queue-loses-agent", test_queue_loses_agent);
  g_test_add_func ("/sim/hands/queue-by-request", test_queue_by_request);

  return g_test_run ();
}
