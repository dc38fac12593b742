/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact events of transfers: blind, attended, and all the ways they end. In all of them 1002 (t1) talks
 * with 1003 (t2) in r1 and transfers to 1004. */
#include "recorder.h"

static void
begin (Recorder *r)
{
  recorder_init (r);
  g_assert_nonnull (sim_call_dial (recorder_phone (r, "1002"), "1003", NULL));
  recorder_expect (r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_answer (recorder_leg (r, "1003"));
  recorder_expect (r, 0, "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003");
}

static void
begin_blind (Recorder *r)
{
  begin (r);
  g_assert_true (sim_transfer (recorder_leg (r, "1002"), "1004", TRUE, NULL));
  recorder_expect (r, 100, "1004:0 r1 t3 >1003", "1002:-1 r1 t1 >1003 200/16 by 0", "1004:65 r1 t3 >1003");
}

static void
begin_consulting (Recorder *r)
{
  begin (r);
  g_assert_true (sim_transfer (recorder_leg (r, "1002"), "1004", FALSE, NULL));
  recorder_expect (r, 100, "1004:0 r1 t3 >1002", "1002:35 r1 t1 >1003", "1004:65 r1 t3 >1002");
}

static void
begin_consulted (Recorder *r)
{
  begin_consulting (r);
  sim_leg_answer (recorder_leg (r, "1004"));
  recorder_expect (r, 0, "1004:2 r1 t3 >1002", "1002:47 r1 t1 >1004", "1002:16 r1 t1 >1004");
}

static void
end (Recorder *r)
{
  while (g_hash_table_size (r->tenant->rooms) > 0)
    {
      g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (r->tenant);

      sim_room_end (g_ptr_array_index (rooms, 0), SIM_CAUSE_NORMAL, FALSE);
    }
  g_assert_cmpuint (g_hash_table_size (r->tenant->legs), ==, 0);
  recorder_clear (r);
}

static void
test_blind (void)
{
  Recorder r;

  begin_blind (&r);
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t3 >1003", "1003:14 r1 t2 >1004");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1004", "1004:12 r1 t3 >1003", "1003:-1 r1 t2 >1004 200/16 by 1",
                   "1004:-1 r1 t3 >1003 200/16 by 1");
  end (&r);
}

/* Nobody answers: who transferred is rung again, and has the call back. */
static void
test_blind_unanswered (void)
{
  Recorder r;

  begin_blind (&r);
  recorder_expect (&r, 30000, "1004:-1 r1 t3 >1003 480/19 by 1", "1002:0 r1 t4 >1003", "1002:48 r1 t4 >1003",
                   "1002:65 r1 t4 >1003");
  sim_leg_answer (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:2 r1 t4 >1003", "1003:14 r1 t2 >1002");
  end (&r);
}

static void
test_blind_refused (void)
{
  Recorder r;

  begin_blind (&r);
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 100, "1004:-1 r1 t3 >1003 603/21 by 1", "1002:0 r1 t4 >1003", "1002:48 r1 t4 >1003",
                   "1002:65 r1 t4 >1003");
  /* The second time nobody is left to try. */
  recorder_expect (&r, 30000, "1002:-1 r1 t4 >1003 480/19 by 1", "1003:12 r1 t2 >1002",
                   "1003:-1 r1 t2 >1002 480/19 by 1");
  end (&r);
}

static void
test_blind_busy (void)
{
  Recorder r;

  begin (&r);
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  sim_phone_set_registered (recorder_phone (&r, "1002"), FALSE);
  recorder_expect (&r, 0, "1002 registered 0");
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1004", TRUE, NULL));
  /* No phone to go back to: the call ends. */
  recorder_expect (&r, 100, "1004:0 r1 t3 >1003", "1002:-1 r1 t1 >1003 200/16 by 0",
                   "1004:-1 r1 t3 >1003 486/17 by 1", "1003:12 r1 t2 >1002",
                   "1003:-1 r1 t2 >1002 486/17 by 1");
  end (&r);
}

static void
test_blind_given_up (void)
{
  Recorder r;

  begin_blind (&r);
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1002", "1003:-1 r1 t2 >1002 200/16 by 0",
                   "1004:-1 r1 t3 >1003 487/16 by 0");
  end (&r);
}

/* Outside numbers and groups do as well; who transfers may be the one who was called. */
static void
test_blind_elsewhere (void)
{
  Recorder r;

  begin (&r);
  g_hash_table_insert (r.tenant->outside, g_strdup ("0312345678"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  g_assert_true (sim_transfer (recorder_leg (&r, "1003"), "0312345678", TRUE, NULL));
  recorder_expect (&r, 1000, "1003:-1 r1 t2 >1002 200/16 by 1", "1002:14 r1 t1 >0312345678");
  end (&r);

  begin (&r);
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "8", TRUE, NULL));
  recorder_expect (&r, 5000, "1002:-1 r1 t1 >1003 200/16 by 0", "1003:14 r1 t2 >8");
  end (&r);

  begin (&r);
  sim_extension_set (recorder_user (&r, "601"), "phoneforward", "1004,1005");
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "601", TRUE, NULL));
  recorder_expect (&r, 100, "1004:0 r1 t3 >1003", "1005:0 r1 t4 >1003", "1002:-1 r1 t1 >1003 200/16 by 0",
                   "1004:65 r1 t3 >1003", "1005:65 r1 t4 >1003");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r1 t4 >1003", "1004:-1 r1 t3 >1003 200/26 by 1", "1003:14 r1 t2 >1005");
  end (&r);
}

/* On hold the transferred one stays on hold; the hold is its own. */
static void
test_blind_held (void)
{
  Recorder r;

  begin (&r);
  sim_leg_hold (recorder_leg (&r, "1003"));
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1004", TRUE, NULL));
  recorder_expect (&r, 100, "1003:35 r1 t2 >1002", "1004:0 r1 t3 >1003", "1002:-1 r1 t1 >1003 200/16 by 0",
                   "1004:65 r1 t3 >1003");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t3 >1003", "1003:35 r1 t2 >1004");
  end (&r);
}

/* A phone that rings sends the call elsewhere. */
static void
test_deflected (void)
{
  Recorder r;

  recorder_init (&r);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  recorder_refused (&r, sim_transfer (recorder_leg (&r, "1003"), "4711", TRUE, &error), "no such number 4711");
  recorder_refused (&r, sim_transfer (recorder_leg (&r, "1003"), "1004", FALSE, &error), "no call");
  recorder_refused (&r, sim_transfer (recorder_leg (&r, "1002"), "1004", TRUE, &error), "no call");
  g_assert_true (sim_transfer (recorder_leg (&r, "1003"), "1004", TRUE, NULL));
  recorder_expect (&r, 100, "1004:0 r1 t3 >1002", "1003:-1 r1 t2 >1002 200/26 by 1", "1004:65 r1 t3 >1002");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t3 >1002", "1002:14 r1 t1 >1004");
  end (&r);
}

static void
test_attended (void)
{
  Recorder r;

  begin_consulted (&r);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >1004 200/16 by 0", "1003:14 r1 t2 >1004", "1004:14 r1 t3 >1003");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1004", "1004:12 r1 t3 >1003", "1003:-1 r1 t2 >1004 200/16 by 0",
                   "1004:-1 r1 t3 >1003 200/16 by 0");
  end (&r);
}

static void
test_attended_new_room (void)
{
  Recorder r;

  begin_consulted (&r);
  r.world->quirks = SIM_QUIRK_NEW_ROOM;
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >1004 200/16 by 0", "1003:16 r2 t2 >1004", "1004:16 r2 t3 >1003");
  g_assert_true (sim_tenant_get_room (r.tenant, recorder_leg (&r, "1003")->room->id)
                 == recorder_leg (&r, "1004")->room);
  end (&r);

  begin (&r);
  r.world->quirks = SIM_QUIRK_NEW_ROOM;
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1004", TRUE, NULL));
  recorder_expect (&r, 100, "1004:0 r1 t3 >1003", "1002:-1 r1 t1 >1003 200/16 by 0", "1004:65 r1 t3 >1003");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r2 t3 >1003", "1003:16 r2 t2 >1004");
  end (&r);
}

/* Hanging up before the answer leaves a blind transfer behind. */
static void
test_attended_early (void)
{
  Recorder r;

  begin_consulting (&r);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >1003 200/16 by 0");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t3 >1003", "1003:14 r1 t2 >1004");
  end (&r);

  begin_consulting (&r);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 30000, "1002:-1 r1 t1 >1003 200/16 by 0", "1004:-1 r1 t3 >1003 480/19 by 1",
                   "1002:0 r1 t4 >1003", "1002:48 r1 t4 >1003", "1002:65 r1 t4 >1003");
  sim_leg_answer (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:2 r1 t4 >1003", "1003:14 r1 t2 >1002");
  end (&r);
}

static void
test_attended_cancelled (void)
{
  Recorder r;

  begin_consulting (&r);
  /* Going on is what cancelling is for. */
  g_assert_false (sim_leg_talk (recorder_leg (&r, "1002")));
  g_assert_true (sim_transfer_cancel (recorder_leg (&r, "1002"), NULL));
  recorder_expect (&r, 60000, "1004:-1 r1 t3 >1002 487/16 by 0", "1002:36 r1 t1 >1003");
  recorder_refused (&r, sim_transfer_cancel (recorder_leg (&r, "1002"), &error), "no transfer");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 1",
                   "1003:-1 r1 t2 >1002 200/16 by 1");
  end (&r);

  begin_consulted (&r);
  g_assert_true (sim_transfer_cancel (recorder_leg (&r, "1003"), NULL));
  recorder_expect (&r, 0, "1004:12 r1 t3 >1002", "1004:-1 r1 t3 >1002 200/16 by 0", "1002:36 r1 t1 >1003");
  end (&r);
}

/* The other end does not want to talk, or no longer: the first call comes back. */
static void
test_attended_refused (void)
{
  Recorder r;

  begin_consulting (&r);
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:-1 r1 t3 >1002 603/21 by 1", "1002:48 r1 t1 >1003", "1002:36 r1 t1 >1003");
  end (&r);

  begin_consulting (&r);
  recorder_expect (&r, 30000, "1004:-1 r1 t3 >1002 480/19 by 1", "1002:48 r1 t1 >1003",
                   "1002:36 r1 t1 >1003");
  end (&r);

  begin_consulted (&r);
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:12 r1 t3 >1002", "1004:-1 r1 t3 >1002 200/16 by 1", "1002:36 r1 t1 >1003");
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1005", FALSE, NULL));
  end (&r);
}

/* Who was to be transferred leaves. */
static void
test_attended_alone (void)
{
  Recorder r;

  begin_consulted (&r);
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1002", "1003:-1 r1 t2 >1002 200/16 by 1");
  recorder_refused (&r, sim_transfer_cancel (recorder_leg (&r, "1002"), &error), "no transfer");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1004", "1004:12 r1 t3 >1002", "1002:-1 r1 t1 >1004 200/16 by 0",
                   "1004:-1 r1 t3 >1002 200/16 by 0");
  end (&r);

  begin_consulting (&r);
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1002", "1003:-1 r1 t2 >1002 200/16 by 1");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t3 >1002", "1002:14 r1 t1 >1004");
  end (&r);

  begin_consulting (&r);
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1002", "1003:-1 r1 t2 >1002 200/16 by 1",
                   "1002:-1 r1 t1 >1003 487/16 by 0", "1004:-1 r1 t3 >1002 487/16 by 0");
  end (&r);
}

/* A queue takes it: who transfers waits there, or leaves the other to wait. */
static void
test_attended_queue (void)
{
  Recorder r;

  begin (&r);
  sim_extension_set (recorder_user (&r, "600"), "phoneforward", "1004");
  sim_phone_set_registered (recorder_phone (&r, "1004"), FALSE);
  recorder_expect (&r, 0, "1004 registered 0");
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "600", FALSE, NULL));
  recorder_expect (&r, 3000, "queue 600 on r1", "1002:35 r1 t1 >1003");
  sim_phone_set_registered (recorder_phone (&r, "1004"), TRUE);
  recorder_expect (&r, 3000, "1004 registered 1", "1004:0 r1 t3 >1002", "1004:65 r1 t3 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >1003 200/16 by 0", "1004:2 r1 t3 >1003", "queue 600 off r1",
                   "1003:14 r1 t2 >1004");
  end (&r);
}

static void
test_refused (void)
{
  Recorder r;

  begin (&r);
  sim_phone_set_registered (recorder_phone (&r, "1005"), FALSE);
  recorder_expect (&r, 0, "1005 registered 0");
  for (int blind = 0; blind < 2; blind++)
    {
      SimLeg *leg = recorder_leg (&r, "1002");

      recorder_refused (&r, sim_transfer (leg, "4711", blind, &error), "no such number 4711");
      recorder_refused (&r, sim_transfer (leg, "", blind, &error), "no such number");
      recorder_refused (&r, sim_transfer (leg, "1005", blind, &error), "no phone of 1005");
      recorder_refused (&r, sim_transfer (leg, "1002", blind, &error), "oneself");
    }
  end (&r);

  begin_consulting (&r);
  for (int blind = 0; blind < 2; blind++)
    {
      recorder_refused (&r, sim_transfer (recorder_leg (&r, "1002"), "1006", blind, &error), "going on");
      recorder_refused (&r, sim_transfer (recorder_leg (&r, "1003"), "1006", blind, &error), "going on");
    }
  recorder_refused (&r, sim_conference (recorder_leg (&r, "1002"), &error), "no consultation");
  recorder_refused (&r, sim_park (recorder_leg (&r, "1002"), "701", &error), "nobody to park");
  end (&r);

  begin_blind (&r);
  recorder_refused (&r, sim_transfer (recorder_leg (&r, "1003"), "1006", TRUE, &error), "no call");
  recorder_refused (&r, sim_transfer_cancel (recorder_leg (&r, "1003"), &error), "no transfer");
  end (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/transfers/blind", test_blind);
  g_test_add_func ("/sim/transfers/blind-unanswered", test_blind_unanswered);
  g_test_add_func ("/sim/transfers/blind-refused", test_blind_refused);
  g_test_add_func ("/sim/transfers/blind-busy", test_blind_busy);
  g_test_add_func ("/sim/transfers/blind-given-up", test_blind_given_up);
  g_test_add_func ("/sim/transfers/blind-elsewhere", test_blind_elsewhere);
  g_test_add_func ("/sim/transfers/blind-held", test_blind_held);
  g_test_add_func ("/sim/transfers/deflected", test_deflected);
  g_test_add_func ("/sim/transfers/attended", test_attended);
  g_test_add_func ("/sim/transfers/attended-new-room", test_attended_new_room);
  g_test_add_func ("/sim/transfers/attended-early", test_attended_early);
  g_test_add_func ("/sim/transfers/attended-cancelled", test_attended_cancelled);
  g_test_add_func ("/sim/transfers/attended-refused", test_attended_refused);
  g_test_add_func ("/sim/transfers/attended-alone", test_attended_alone);
  g_test_add_func ("/sim/transfers/attended-queue", test_attended_queue);
  g_test_add_func ("/sim/transfers/refused", test_refused);

  return g_test_run ();
}
