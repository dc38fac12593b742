/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact events of calls between phones, from and to the outside, and of calls made by request. */
#include "recorder.h"

#include <string.h>

static void
test_internal (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 2000);
  g_assert_nonnull (sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL));
  recorder_expect (&r, 0, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002");
  recorder_expect (&r, 100, "1003:65 r1 t2 >1002");
  recorder_expect (&r, 2000, "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003");
  recorder_expect (&r, 600000);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0",
                   "1003:-1 r1 t2 >1002 200/16 by 0");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  g_assert_cmpuint (g_hash_table_size (r.tenant->legs), ==, 0);
  recorder_clear (&r);
}

static void
test_callee_hangs_up (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002",
                   "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 1",
                   "1003:-1 r1 t2 >1002 200/16 by 1");
  recorder_clear (&r);
}

static void
test_busy (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_BUSY, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:-1 r1 t2 >1002 486/17 by 1",
                   "1002:-1 r1 t1 >1003 486/17 by 1");
  recorder_clear (&r);
}

static void
test_no_answer (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_IGNORE, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 29000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  recorder_expect (&r, 1000, "1003:-1 r1 t2 >1002 480/19 by 1", "1002:-1 r1 t1 >1003 480/19 by 1");
  recorder_clear (&r);
}

static void
test_gives_up (void)
{
  Recorder r;

  recorder_init (&r);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1003:-1 r1 t2 >1002 487/16 by 0", "1002:-1 r1 t1 >1003 487/16 by 0");
  recorder_clear (&r);
}

static void
test_refused (void)
{
  Recorder r;

  recorder_init (&r);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:-1 r1 t2 >1002 603/21 by 1", "1002:-1 r1 t1 >1003 603/21 by 1");
  recorder_clear (&r);
}

static void
test_nobody_there (void)
{
  Recorder r;

  recorder_init (&r);
  sim_phone_set_registered (recorder_phone (&r, "1003"), FALSE);
  recorder_expect (&r, 0, "1003 registered 0");
  g_assert_null (sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL));
  recorder_expect (&r, 0, "1002:1 r1 t1 >1003", "1002:-1 r1 t1 >1003 480/20 by 1");
  g_assert_null (sim_call_dial (recorder_phone (&r, "1002"), "4711", NULL));
  recorder_expect (&r, 0, "1002:1 r2 t2 >4711", "1002:-1 r2 t2 >4711 404/1 by 1");
  recorder_manner (&r, "1004", SIM_MANNER_DND, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1004", NULL);
  recorder_expect (&r, 100, "1002:1 r3 t3 >1004", "1004:0 r3 t4 >1002", "1004:-1 r3 t4 >1002 480/21 by 1",
                   "1002:-1 r3 t3 >1004 480/21 by 1");
  recorder_clear (&r);
}

static void
test_several_phones (void)
{
  Recorder r;
  SimExtension *user;

  recorder_init (&r);
  user = sim_tenant_get_extension (r.tenant, "1003");
  sim_extension_set (user, "pnumber", "1003,1003b,,1003d");
  g_assert_cmpstr (sim_extension_get (user, "pnumber"), ==, "1003,1003b,,1003d");
  sim_phone_set_registered (sim_extension_get_phone (user, 2), TRUE);
  sim_phone_set_registered (sim_extension_get_phone (user, 4), TRUE);
  sim_extension_get_phone (user, 4)->manner = SIM_MANNER_WAIT;
  sim_extension_get_phone (user, 2)->manner = SIM_MANNER_ANSWER;
  sim_extension_get_phone (user, 2)->delay = 3000;
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:0 r1 t3 >1002",
                   "1003:0 r1 t4 >1002",
                   "1003:65 r1 t2 >1002", "1003:65 r1 t3 >1002", "1003:65 r1 t4 >1002");
  recorder_expect (&r, 3000, "1003:2 r1 t3 >1002", "1003:-1 r1 t4 >1002 200/26 by 1",
                   "1003:-1 r1 t2 >1002 200/26 by 1", "1002:14 r1 t1 >1003");
  recorder_clear (&r);
}

static void
test_from_outside (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 1000);
  g_hash_table_insert (r.tenant->outside, g_strdup ("0312345678"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  g_assert_nonnull (sim_call_from_outside (r.tenant, "0312345678", "1003", NULL));
  recorder_expect (&r, 2000, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678",
                   "1003:2 r1 t1 >0312345678");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t1 >0312345678", "1003:-1 r1 t1 >0312345678 200/16 by 1");
  recorder_clear (&r);
}

static void
test_to_outside (void)
{
  Recorder r;

  recorder_init (&r);
  g_hash_table_insert (r.tenant->outside, g_strdup ("0312345678"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  sim_call_dial (recorder_phone (&r, "1002"), "0312345678", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >0312345678", "1002:14 r1 t1 >0312345678");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >0312345678", "1002:-1 r1 t1 >0312345678 200/16 by 0");
  recorder_clear (&r);
}

static void
make (Recorder *r, guint type, const char *const *to, gboolean auto_answer)
{
  g_autofree char *id = sim_call_make (r->tenant, "1002", to, type, 0, auto_answer, NULL, NULL);

  g_assert_nonnull (id);
}

static void
test_make_2 (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 1000);
  make (&r, 2, (const char *const[]){ "1003", NULL }, FALSE);
  recorder_expect (&r, 5000, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c");
  g_assert_true (sim_leg_talk (recorder_leg (&r, "1002")));
  recorder_expect (&r, 100, "1002:2 r1 t1 >1003 c", "1003:0 r1 t2 >1002 s", "1003:65 r1 t2 >1002 s");
  recorder_expect (&r, 1000, "1003:2 r1 t2 >1002 s", "1002:14 r1 t1 >1003 c");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003 c", "1003:12 r1 t2 >1002 s",
                   "1002:-1 r1 t1 >1003 c 200/16 by 0",
                   "1003:-1 r1 t2 >1002 s 200/16 by 0");
  recorder_clear (&r);
}

static void
test_make_2_auto (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_AUTO, 0);
  make (&r, 2, (const char *const[]){ "1003", NULL }, TRUE);
  recorder_expect (&r, 1000, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c", "1002:2 r1 t1 >1003 c",
                   "1003:0 r1 t2 >1002 s", "1003:65 r1 t2 >1002 s");
  recorder_clear (&r);
}

static void
test_make_2_refused (void)
{
  Recorder r;

  recorder_init (&r);
  make (&r, 2, (const char *const[]){ "1003", NULL }, FALSE);
  recorder_expect (&r, 100, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r1 t1 >1003 c 603/21 by 0");

  make (&r, 2, (const char *const[]){ "1003", NULL }, FALSE);
  recorder_expect (&r, 30000, "1002:0 r2 t2 >1003 c", "1002:65 r2 t2 >1003 c",
                   "1002:-1 r2 t2 >1003 c 480/19 by 0");
  recorder_clear (&r);
}

static void
test_make_1 (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 1000);
  make (&r, 1, (const char *const[]){ "1003", NULL }, FALSE);
  recorder_expect (&r, 100, "1002:0 r1 t1 >1003 c", "1003:0 r1 t2 >1002 s", "1002:65 r1 t1 >1003 c",
                   "1003:65 r1 t2 >1002 s");
  recorder_expect (&r, 1000, "1003:2 r1 t2 >1002 s");
  sim_leg_talk (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:2 r1 t1 >1003 c", "1002:14 r1 t1 >1003 c");

  recorder_clear (&r);
}

static void
test_make_1_caller_first (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 1000);
  make (&r, 1, (const char *const[]){ "1003", NULL }, FALSE);
  recorder_expect (&r, 100, "1002:0 r1 t1 >1003 c", "1003:0 r1 t2 >1002 s", "1002:65 r1 t1 >1003 c",
                   "1003:65 r1 t2 >1002 s");
  sim_leg_talk (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:2 r1 t1 >1003 c");
  recorder_expect (&r, 1000, "1003:2 r1 t2 >1002 s", "1002:14 r1 t1 >1003 c");
  recorder_clear (&r);
}

static void
test_make_several (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1004", SIM_MANNER_ANSWER, 500);
  make (&r, 2, (const char *const[]){ "1003", "1004", NULL }, FALSE);
  recorder_expect (&r, 100, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c");
  sim_leg_talk (recorder_leg (&r, "1002"));
  recorder_expect (&r, 1000, "1002:2 r1 t1 >1003 c", "1003:0 r1 t2 >1002 s", "1004:0 r1 t3 >1002 s",
                   "1003:65 r1 t2 >1002 s", "1004:65 r1 t3 >1002 s", "1004:2 r1 t3 >1002 s",
                   "1003:-1 r1 t2 >1002 s 200/26 by 1", "1002:14 r1 t1 >1004 c");
  recorder_clear (&r);
}

static void
test_hold (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  sim_clock_advance (r.clock, 1000);
  g_string_truncate (r.lines, 0);
  g_assert_true (sim_leg_hold (recorder_leg (&r, "1002")));
  recorder_expect (&r, 0, "1002:35 r1 t1 >1003");
  g_assert_false (sim_leg_hold (recorder_leg (&r, "1002")));
  recorder_expect (&r, 0);
  g_assert_true (sim_leg_talk (recorder_leg (&r, "1002")));
  recorder_expect (&r, 0, "1002:36 r1 t1 >1003");
  g_assert_false (sim_leg_talk (recorder_leg (&r, "1002")));
  recorder_expect (&r, 0);
  recorder_clear (&r);
}

static void
test_people (void)
{
  Recorder r;
  guint answered = 0;

  /* Left to themselves, people answer most calls, and every call ends. */
  recorder_init (&r);
  for (guint i = 0; i < 100; i++)
    {
      recorder_manner (&r, "1002", SIM_MANNER_AUTO, 0);
      recorder_manner (&r, "1003", SIM_MANNER_AUTO, 0);
      sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
      sim_clock_advance (r.clock, 200000);
      g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
      answered += strstr (r.lines->str, "1003:2 ") != NULL;
      g_string_truncate (r.lines, 0);
    }
  g_assert_cmpuint (answered, >, 60);
  g_assert_cmpuint (answered, <, 100);
  recorder_clear (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/calls/internal", test_internal);
  g_test_add_func ("/sim/calls/callee-hangs-up", test_callee_hangs_up);
  g_test_add_func ("/sim/calls/busy", test_busy);
  g_test_add_func ("/sim/calls/no-answer", test_no_answer);
  g_test_add_func ("/sim/calls/gives-up", test_gives_up);
  g_test_add_func ("/sim/calls/refused", test_refused);
  g_test_add_func ("/sim/calls/nobody-there", test_nobody_there);
  g_test_add_func ("/sim/calls/several-phones", test_several_phones);
  g_test_add_func ("/sim/calls/from-outside", test_from_outside);
  g_test_add_func ("/sim/calls/to-outside", test_to_outside);
  g_test_add_func ("/sim/calls/make-2", test_make_2);
  g_test_add_func ("/sim/calls/make-2-auto", test_make_2_auto);
  g_test_add_func ("/sim/calls/make-2-refused", test_make_2_refused);
  g_test_add_func ("/sim/calls/make-1", test_make_1);
  g_test_add_func ("/sim/calls/make-1-caller-first", test_make_1_caller_first);
  g_test_add_func ("/sim/calls/make-several", test_make_several);
  g_test_add_func ("/sim/calls/hold", test_hold);
  g_test_add_func ("/sim/calls/people", test_people);

  return g_test_run ();
}
