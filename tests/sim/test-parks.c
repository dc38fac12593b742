/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact events of parking and of shared lines. 1002 (t1) talks with 1003 (t2) in r1. */
#include "recorder.h"

static void
begin (Recorder *r)
{
  recorder_init (r);
  sim_call_dial (recorder_phone (r, "1002"), "1003", NULL);
  recorder_expect (r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_answer (recorder_leg (r, "1003"));
  recorder_expect (r, 0, "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003");
}

static void
begin_parked (Recorder *r, const char *number)
{
  begin (r);
  g_assert_true (sim_park (recorder_leg (r, "1002"), number, NULL));
}

static void
end (Recorder *r)
{
  g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (r->tenant);

  for (guint i = 0; i < rooms->len; i++)
    sim_room_end (g_ptr_array_index (rooms, i), SIM_CAUSE_NORMAL, FALSE);
  g_assert_cmpuint (g_hash_table_size (r->tenant->legs), ==, 0);
  g_assert_cmpuint (g_hash_table_size (r->tenant->parked), ==, 0);
  recorder_clear (r);
}

static void
test_unpark (void)
{
  Recorder r;

  begin_parked (&r, "701");
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  g_assert_nonnull (sim_unpark (r.tenant, recorder_user (&r, "1004"), "701", NULL));
  recorder_expect (&r, 100, "park 701 off", "1004:0 r1 t3 >1003", "1004:65 r1 t3 >1003");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 600000, "1004:2 r1 t3 >1003", "1003:21 r1 t2 >1004");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1004", "1004:12 r1 t3 >1003", "1003:-1 r1 t2 >1004 200/16 by 1",
                   "1004:-1 r1 t3 >1003 200/16 by 1");
  end (&r);
}

/* makeCall to a park number: the own phone is called, then fetches the call as if it had dialled. */
static void
test_made (void)
{
  static const char *const to[] = { "701", NULL };
  Recorder r;
  g_autofree char *id = NULL;

  begin_parked (&r, "701");
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  id = sim_call_make (r.tenant, "1004", to, 1, 0, FALSE, NULL, NULL);
  recorder_expect (&r, 100, "1004:0 r2 t3 >701 c", "1004:65 r2 t3 >701 c");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 600000, "1004:2 r2 t3 >701 c", "park 701 off", "1004:14 r1 t3 >1003 c",
                   "1003:21 r1 t2 >1004");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 1);
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1004", "1004:12 r1 t3 >1003 c", "1003:-1 r1 t2 >1004 200/16 by 0",
                   "1004:-1 r1 t3 >1003 c 200/16 by 0");
  end (&r);
}

static void
test_dialled (void)
{
  Recorder r;

  begin_parked (&r, "702");
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 702 on r1 t2");
  g_assert_nonnull (sim_call_dial (recorder_phone (&r, "1005"), "702", NULL));
  recorder_expect (&r, 0, "park 702 off", "1005:1 r1 t3 >1003", "1005:14 r1 t3 >1003", "1003:21 r1 t2 >1005");
  /* Nobody is there any more. */
  sim_call_dial (recorder_phone (&r, "1006"), "702", NULL);
  recorder_expect (&r, 0, "1006:1 r2 t4 >702", "1006:-1 r2 t4 >702 404/1 by 1");
  end (&r);
}

static void
test_refused (void)
{
  Recorder r;

  begin_parked (&r, "701");
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  recorder_talk (&r, "1004", "1005");
  recorder_refused (&r, sim_park (recorder_leg (&r, "1004"), "701", &error), "in use");
  recorder_refused (&r, sim_park (recorder_leg (&r, "1004"), "799", &error), "no park number 799");
  recorder_refused (&r, sim_park (recorder_leg (&r, "1003"), "702", &error), "nobody to park");
  recorder_refused (&r, sim_unpark (r.tenant, recorder_user (&r, "1006"), "702", &error), "nobody is parked");
  sim_phone_set_registered (recorder_phone (&r, "1006"), FALSE);
  recorder_expect (&r, 0, "1006 registered 0");
  recorder_refused (&r, sim_unpark (r.tenant, recorder_user (&r, "1006"), "701", &error), "no phone of 1006");
  end (&r);
}

static void
test_hangs_up (void)
{
  Recorder r;

  begin_parked (&r, "701");
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "park 701 off", "1003:-1 r1 t2 >1002 200/16 by 1");
  end (&r);

  begin_parked (&r, "701");
  sim_unpark (r.tenant, recorder_user (&r, "1004"), "701", NULL);
  recorder_expect (&r, 100, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2",
                   "park 701 off", "1004:0 r1 t3 >1003", "1004:65 r1 t3 >1003");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:-1 r1 t2 >1002 200/16 by 0", "1004:-1 r1 t3 >1003 487/16 by 0");
  end (&r);
}

/* Who was to fetch it does not: it stays where it was. */
static void
test_not_fetched (void)
{
  Recorder r;

  begin_parked (&r, "701");
  sim_unpark (r.tenant, recorder_user (&r, "1005"), "701", NULL);
  recorder_expect (&r, 30000, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2",
                   "park 701 off", "1005:0 r1 t3 >1003", "1005:65 r1 t3 >1003",
                   "1005:-1 r1 t3 >1003 480/19 by 1", "1003:30 r1 t2 >1002", "park 701 on r1 t2");
  end (&r);
}

/* After the time it returns to who parked it; after three times nobody wants it. */
static void
test_returns (void)
{
  Recorder r;

  begin_parked (&r, "701");
  recorder_expect (&r, 119000, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  recorder_expect (&r, 1100, "park 701 off", "1002:0 r1 t3 >1003", "1002:65 r1 t3 >1003");
  sim_leg_answer (recorder_leg (&r, "1002"));
  recorder_expect (&r, 600000, "1002:2 r1 t3 >1003", "1003:21 r1 t2 >1002");
  end (&r);

  begin_parked (&r, "701");
  r.world->park_timeout = 60000;
  recorder_expect (&r, 120100, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2",
                   "park 701 off", "1002:0 r1 t3 >1003", "1002:65 r1 t3 >1003");
  recorder_expect (&r, 90000, "1002:-1 r1 t3 >1003 480/19 by 1", "1003:30 r1 t2 >1002", "park 701 on r1 t2",
                   "park 701 off", "1002:0 r1 t4 >1003", "1002:65 r1 t4 >1003");
  recorder_expect (&r, 120000, "1002:-1 r1 t4 >1003 480/19 by 1", "1003:30 r1 t2 >1002", "park 701 on r1 t2",
                   "park 701 off", "1002:0 r1 t5 >1003", "1002:65 r1 t5 >1003",
                   "1002:-1 r1 t5 >1003 480/19 by 1", "1003:-1 r1 t2 >1002 480/19 by 1");
  end (&r);
}

/* Nobody to return to: it waits as long as it may. */
static void
test_no_return (void)
{
  Recorder r;

  begin_parked (&r, "701");
  sim_phone_set_registered (recorder_phone (&r, "1002"), FALSE);
  recorder_expect (&r, 359000, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2",
                   "1002 registered 0");
  recorder_expect (&r, 1000, "park 701 off", "1003:-1 r1 t2 >1002 480/19 by 0");
  end (&r);

  begin (&r);
  r.world->park_timeout = 0;
  sim_park (recorder_leg (&r, "1002"), "701", NULL);
  recorder_expect (&r, 86400000, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0",
                   "park 701 on r1 t2");
  end (&r);
}

/* The parked one held the other itself: that hold is over. */
static void
test_held (void)
{
  Recorder r;

  begin (&r);
  sim_leg_hold (recorder_leg (&r, "1002"));
  sim_leg_hold (recorder_leg (&r, "1003"));
  sim_park (recorder_leg (&r, "1002"), "701", NULL);
  recorder_expect (&r, 0, "1002:35 r1 t1 >1003", "1003:35 r1 t2 >1002", "1003:36 r1 t2 >1002",
                   "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  end (&r);
}

static void
make (Recorder *r, const char *from, const char *to, const char *line)
{
  g_autofree char *id = sim_call_make (r->tenant, from, (const char *const[]){ to, NULL }, 2, 0, FALSE, line,
                                       NULL);

  g_assert_nonnull (id);
}

/* A line is taken, called from, and free again. */
static void
test_line (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  g_assert_true (sim_line_seize (r.tenant, "line/1", "1002", TRUE, NULL));
  recorder_expect (&r, 0, "line line/1 on 1002");
  g_assert_true (sim_line_seize (r.tenant, "line/1", "1002", TRUE, NULL));
  recorder_expect (&r, 0);
  recorder_refused (&r, sim_line_seize (r.tenant, "line/1", "1003", TRUE, &error), "in use");
  recorder_refused (&r, sim_line_seize (r.tenant, "line/1", "1003", FALSE, &error), "in use");
  recorder_refused (&r, sim_line_seize (r.tenant, "line/9", "1003", TRUE, &error), "no line line/9");
  recorder_refused (&r, sim_call_make (r.tenant, "1004", (const char *const[]){ "1003", NULL }, 2, 0, FALSE,
                                       "line/1", &error), "in use");
  make (&r, "1002", "1003", "line/1");
  recorder_expect (&r, 200, "1002:0 r1 t1 >1003 c", "line line/1 on 1002 r1 t1", "1002:65 r1 t1 >1003 c",
                   "1002:2 r1 t1 >1003 c", "1003:0 r1 t2 >1002 s", "1003:65 r1 t2 >1002 s");
  recorder_refused (&r, sim_line_seize (r.tenant, "line/1", "1002", FALSE, &error), "in use");
  sim_leg_answer (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:2 r1 t2 >1002 s", "1002:14 r1 t1 >1003 c");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003 c", "1003:12 r1 t2 >1002 s",
                   "1002:-1 r1 t1 >1003 c 200/16 by 0",
                   "1003:-1 r1 t2 >1002 s 200/16 by 0", "line line/1 off ");
  g_assert_true (sim_line_seize (r.tenant, "line/1", "1002", TRUE, NULL));
  g_assert_true (sim_line_seize (r.tenant, "line/1", "1002", FALSE, NULL));
  g_assert_true (sim_line_seize (r.tenant, "line/1", "1002", FALSE, NULL));
  recorder_expect (&r, 0, "line line/1 on 1002", "line line/1 off ");
  end (&r);
}

static void
test_line_of_nobody (void)
{
  Recorder r;

  recorder_init (&r);
  g_assert_true (sim_line_seize (r.tenant, "line/2", "1004", TRUE, NULL));
  sim_phone_set_registered (recorder_phone (&r, "1004"), FALSE);
  recorder_expect (&r, 0, "line line/2 on 1004", "1004 registered 0");
  sim_tenant_remove_extension (r.tenant, recorder_user (&r, "1004"));
  recorder_expect (&r, 0, "line line/2 off ");
  g_assert_true (sim_line_seize (r.tenant, "line/2", "1002", TRUE, NULL));
  recorder_expect (&r, 0, "line line/2 on 1002");
  end (&r);
}

/* The call that is parked at its line stays on that line, and another fetches it there. */
static void
test_line_parked (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  g_hash_table_insert (r.tenant->outside, g_strdup ("0312345678"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  make (&r, "1002", "0312345678", "line/2");
  recorder_expect (&r, 1000, "1002:0 r1 t1 >0312345678 c", "line line/2 on 1002 r1 t1",
                   "1002:65 r1 t1 >0312345678 c", "1002:2 r1 t1 >0312345678 c", "1002:14 r1 t1 >0312345678 c");
  g_assert_true (sim_park (recorder_leg (&r, "1002"), "line/2", NULL));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >0312345678 c 200/16 by 0", "line line/2 on  r1",
                   "park line/2 on r1 t2");
  recorder_refused (&r, sim_line_seize (r.tenant, "line/2", "1004", TRUE, &error), "in use");
  g_assert_nonnull (sim_call_dial (recorder_phone (&r, "1004"), "line/2", NULL));
  recorder_expect (&r, 0, "park line/2 off", "1004:1 r1 t3 >0312345678", "1004:14 r1 t3 >0312345678",
                   "line line/2 on 1004 r1 t3");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:12 r1 t3 >0312345678",
                   "1004:-1 r1 t3 >0312345678 200/16 by 0", "line line/2 off ");
  end (&r);
}

/* Another call parked at a line occupies it; one already in use is none to park at. */
static void
test_park_at_line (void)
{
  Recorder r;

  begin (&r);
  g_assert_true (sim_line_seize (r.tenant, "line/1", "1004", TRUE, NULL));
  recorder_expect (&r, 0, "line line/1 on 1004");
  recorder_refused (&r, sim_park (recorder_leg (&r, "1002"), "line/1", &error), "in use");
  g_assert_true (sim_park (recorder_leg (&r, "1002"), "line/2", NULL));
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park line/2 on r1 t2",
                   "line line/2 on  r1");
  g_assert_nonnull (sim_unpark (r.tenant, recorder_user (&r, "1005"), "line/2", NULL));
  recorder_expect (&r, 100, "park line/2 off", "1005:0 r1 t3 >1003", "1005:65 r1 t3 >1003");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r1 t3 >1003", "1003:21 r1 t2 >1005", "line line/2 on 1005 r1 t3");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2 >1005", "1005:12 r1 t3 >1003", "1003:-1 r1 t2 >1005 200/16 by 0",
                   "1005:-1 r1 t3 >1003 200/16 by 0", "line line/2 off ");
  end (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/parks/unpark", test_unpark);
  g_test_add_func ("/sim/parks/dialled", test_dialled);
  g_test_add_func ("/sim/parks/made", test_made);
  g_test_add_func ("/sim/parks/refused", test_refused);
  g_test_add_func ("/sim/parks/hangs-up", test_hangs_up);
  g_test_add_func ("/sim/parks/not-fetched", test_not_fetched);
  g_test_add_func ("/sim/parks/returns", test_returns);
  g_test_add_func ("/sim/parks/no-return", test_no_return);
  g_test_add_func ("/sim/parks/held", test_held);
  g_test_add_func ("/sim/parks/line", test_line);
  g_test_add_func ("/sim/parks/line-of-nobody", test_line_of_nobody);
  g_test_add_func ("/sim/parks/line-parked", test_line_parked);
  g_test_add_func ("/sim/parks/park-at-line", test_park_at_line);

  return g_test_run ();
}
