/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three in a call and calls for others: conference, barging in, forwarding; who hears whom; tones; recording.
 * 1002 (t1) talks with 1003 (t2) in r1. */
#include "recorder.h"

#include <string.h>

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
consult (Recorder *r)
{
  begin (r);
  g_assert_true (sim_transfer (recorder_leg (r, "1002"), "1004", FALSE, NULL));
  sim_clock_advance (r->clock, 100);
  sim_leg_answer (recorder_leg (r, "1004"));
  recorder_expect (r, 0, "1004:0 r1 t3 >1002", "1002:35 r1 t1 >1003", "1004:65 r1 t3 >1002",
                   "1004:2 r1 t3 >1002", "1002:47 r1 t1 >1004", "1002:16 r1 t1 >1004");
}

static void
end (Recorder *r)
{
  g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (r->tenant);

  for (guint i = 0; i < rooms->len; i++)
    sim_room_end (g_ptr_array_index (rooms, i), SIM_CAUSE_NORMAL, FALSE);
  g_assert_cmpuint (g_hash_table_size (r->tenant->legs), ==, 0);
  recorder_clear (r);
}

static gboolean
hears (Recorder *r, const char *user, const char *other)
{
  return sim_leg_hears (recorder_leg (r, user), recorder_leg (r, other));
}

static void
test_conference (void)
{
  Recorder r;

  consult (&r);
  g_assert_true (hears (&r, "1002", "1004") && hears (&r, "1004", "1002"));
  g_assert_false (hears (&r, "1003", "1002") || hears (&r, "1003", "1004") || hears (&r, "1004", "1003"));
  g_assert_true (sim_conference (recorder_leg (&r, "1002"), NULL));
  recorder_expect (&r, 0, "1002:36 r1 t1");
  g_assert_true (hears (&r, "1003", "1002") && hears (&r, "1003", "1004") && hears (&r, "1004", "1003"));
  recorder_refused (&r, sim_conference (recorder_leg (&r, "1002"), &error), "no consultation");
  recorder_refused (&r, sim_transfer (recorder_leg (&r, "1002"), "1005", TRUE, &error), "conference");
  recorder_refused (&r, sim_park (recorder_leg (&r, "1002"), "701", &error), "nobody to park");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:12 r1 t2", "1003:-1 r1 t2 200/16 by 1", "1002:14 r1 t1 >1004",
                   "1004:14 r1 t3 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1004", "1004:12 r1 t3 >1002", "1002:-1 r1 t1 >1004 200/16 by 0",
                   "1004:-1 r1 t3 >1002 200/16 by 0");
  end (&r);
}

/* Who made the conference may leave it; who holds keeps holding. */
static void
test_conference_goes_on (void)
{
  Recorder r;

  consult (&r);
  sim_conference (recorder_leg (&r, "1003"), NULL);
  sim_leg_hold (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1002:36 r1 t1", "1004:35 r1 t3");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1", "1002:-1 r1 t1 200/16 by 0", "1003:14 r1 t2 >1004",
                   "1004:35 r1 t3 >1003");
  end (&r);
}

static void
barge (Recorder *r, gboolean listens, SimSpeak speaks)
{
  begin (r);
  g_assert_true (sim_barge (recorder_leg (r, "1003"), recorder_user (r, "1004"), listens, speaks, NULL));
  recorder_expect (r, 100, "1004:0 r1 t3 >1003", "1004:65 r1 t3 >1003");
  g_assert_false (hears (r, "1004", "1002"));
  sim_leg_answer (recorder_leg (r, "1004"));
  recorder_expect (r, 0, "1004:2 r1 t3 >1003");
}

static void
test_barge (void)
{
  Recorder r;

  barge (&r, TRUE, SIM_SPEAK_NOT);
  g_assert_true (hears (&r, "1004", "1002") && hears (&r, "1004", "1003"));
  g_assert_false (hears (&r, "1002", "1004") || hears (&r, "1003", "1004"));
  g_assert_true (hears (&r, "1002", "1003"));
  recorder_refused (&r, sim_barge (recorder_leg (&r, "1003"), recorder_user (&r, "1004"), TRUE, SIM_SPEAK_NOT,
                                   &error), "takes part");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:12 r1 t3 >1003", "1004:-1 r1 t3 >1003 200/16 by 1");
  end (&r);

  barge (&r, FALSE, SIM_SPEAK_TO_ALL);
  g_assert_false (hears (&r, "1004", "1002") || hears (&r, "1004", "1003"));
  g_assert_true (hears (&r, "1002", "1004") && hears (&r, "1003", "1004"));
  end (&r);

  barge (&r, TRUE, SIM_SPEAK_TO_ONE);
  g_assert_true (hears (&r, "1004", "1002") && hears (&r, "1003", "1004"));
  g_assert_false (hears (&r, "1002", "1004"));
  /* Held by one, it is silent there; the talk's end is the monitor's end. */
  sim_leg_hold (recorder_leg (&r, "1002"));
  g_assert_false (hears (&r, "1003", "1002") || hears (&r, "1004", "1002"));
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:35 r1 t1 >1003", "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002",
                   "1004:12 r1 t3 >1003", "1002:-1 r1 t1 >1003 200/16 by 0", "1003:-1 r1 t2 >1002 200/16 by 0",
                   "1004:-1 r1 t3 >1003 200/16 by 0");
  end (&r);
}

static void
test_barge_refused (void)
{
  Recorder r;

  begin (&r);
  sim_extension_set (recorder_user (&r, "1003"), "allowjoin", "false");
  recorder_refused (&r, sim_barge (recorder_leg (&r, "1003"), recorder_user (&r, "1004"), TRUE, SIM_SPEAK_NOT,
                                   &error), "not allowed");
  sim_extension_set (recorder_user (&r, "1004"), "canjoin", "false");
  recorder_refused (&r, sim_barge (recorder_leg (&r, "1002"), recorder_user (&r, "1004"), TRUE, SIM_SPEAK_NOT,
                                   &error), "not allowed");
  sim_phone_set_registered (recorder_phone (&r, "1005"), FALSE);
  recorder_expect (&r, 0, "1005 registered 0");
  recorder_refused (&r, sim_barge (recorder_leg (&r, "1002"), recorder_user (&r, "1005"), TRUE, SIM_SPEAK_NOT,
                                   &error), "no phone of 1005");
  sim_call_dial (recorder_phone (&r, "1006"), "1007", NULL);
  recorder_expect (&r, 100, "1006:1 r2 t3 >1007", "1007:0 r2 t4 >1006", "1007:65 r2 t4 >1006");
  recorder_refused (&r, sim_barge (recorder_leg (&r, "1006"), recorder_user (&r, "1008"), TRUE, SIM_SPEAK_NOT,
                                   &error), "no talk");
  end (&r);
}

/* Who does not answer, or declines, changes nothing for the talk; nor does a transfer meanwhile. */
static void
test_barge_unanswered (void)
{
  Recorder r;

  begin (&r);
  sim_barge (recorder_leg (&r, "1003"), recorder_user (&r, "1004"), TRUE, SIM_SPEAK_NOT, NULL);
  recorder_expect (&r, 30000, "1004:0 r1 t3 >1003", "1004:65 r1 t3 >1003", "1004:-1 r1 t3 >1003 480/19 by 1");
  sim_barge (recorder_leg (&r, "1003"), recorder_user (&r, "1004"), TRUE, SIM_SPEAK_NOT, NULL);
  recorder_expect (&r, 100, "1004:0 r1 t4 >1003", "1004:65 r1 t4 >1003");
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1005", FALSE, NULL));
  recorder_expect (&r, 100, "1005:0 r1 t5 >1002", "1002:35 r1 t1 >1003", "1005:65 r1 t5 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:-1 r1 t4 >1003 603/21 by 1");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r1 t5 >1002", "1002:47 r1 t1 >1005", "1002:16 r1 t1 >1005");
  end (&r);
}

static void
test_barge_parked (void)
{
  Recorder r;

  barge (&r, TRUE, SIM_SPEAK_NOT);
  g_assert_true (sim_park (recorder_leg (&r, "1002"), "701", NULL));
  recorder_expect (&r, 0, "1004:12 r1 t3 >1003", "1004:-1 r1 t3 >1003 200/16 by 0", "1003:30 r1 t2 >1002",
                   "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  end (&r);
}

static void
test_forward_talking (void)
{
  Recorder r;

  begin (&r);
  g_assert_true (sim_call_forward (recorder_leg (&r, "1002")->room,
                                   (const char *const[]){ "1004", "1005", NULL }, NULL));
  recorder_expect (&r, 100, "1003:-1 r1 t2 >1002 200/16 by 1", "1004:0 r1 t3 >1002", "1005:0 r1 t4 >1002",
                   "1004:65 r1 t3 >1002", "1005:65 r1 t4 >1002");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r1 t4 >1002", "1004:-1 r1 t3 >1002 200/26 by 1", "1002:14 r1 t1 >1005");
  end (&r);

  /* The outside party stays, whoever called. */
  recorder_init (&r);
  g_hash_table_insert (r.tenant->outside, g_strdup ("0312345678"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  sim_call_dial (recorder_phone (&r, "1002"), "0312345678", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >0312345678", "1002:14 r1 t1 >0312345678");
  g_assert_true (sim_call_forward (recorder_leg (&r, "1002")->room, (const char *const[]){ "1004", NULL },
                                   NULL));
  recorder_expect (&r, 30000, "1002:-1 r1 t1 >0312345678 200/16 by 1", "1004:0 r1 t2 >0312345678",
                   "1004:65 r1 t2 >0312345678", "1004:-1 r1 t2 >0312345678 480/19 by 1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  end (&r);
}

/* Who was held for a consultation is no longer. */
static void
test_forward_consulting (void)
{
  const char *users[] = { "1005", NULL };
  Recorder r;

  begin (&r);
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1004", FALSE, NULL));
  recorder_expect (&r, 0, "1004:0 r1 t3 >1002", "1002:35 r1 t1 >1003");
  g_assert_true (sim_call_forward (recorder_leg (&r, "1002")->room, users, NULL));
  recorder_expect (&r, 100, "1004:-1 r1 t3 >1002 200/26 by 1", "1003:-1 r1 t2 >1002 200/16 by 1",
                   "1002:36 r1 t1 >1003", "1005:0 r1 t4 >1002", "1005:65 r1 t4 >1002");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r1 t4 >1002", "1002:14 r1 t1 >1005");
  g_assert_true (hears (&r, "1002", "1005"));
  end (&r);
}

static void
test_forward_ringing (void)
{
  Recorder r;

  recorder_init (&r);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  g_assert_true (sim_call_forward (recorder_leg (&r, "1002")->room, (const char *const[]){ "1004", NULL },
                                   NULL));
  recorder_expect (&r, 100, "1003:-1 r1 t2 >1002 200/26 by 1", "1004:0 r1 t3 >1002", "1004:65 r1 t3 >1002");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t3 >1002", "1002:14 r1 t1 >1004");
  end (&r);
}

static void
test_forward_queued (void)
{
  Recorder r;
  GPtrArray *rooms;

  recorder_init (&r);
  sim_extension_set (recorder_user (&r, "600"), "phoneforward", "1004");
  sim_phone_set_registered (recorder_phone (&r, "1004"), FALSE);
  sim_call_from_outside (r.tenant, "0312345678", "600", NULL);
  recorder_expect (&r, 0, "1004 registered 0", "queue 600 on r1");
  rooms = sim_tenant_list_rooms (r.tenant);
  g_assert_true (sim_call_forward (g_ptr_array_index (rooms, 0), (const char *const[]){ "1005", NULL }, NULL));
  recorder_expect (&r, 100, "queue 600 off r1", "1005:0 r1 t1 >0312345678", "1005:65 r1 t1 >0312345678");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r1 t1 >0312345678");
  g_ptr_array_unref (rooms);
  end (&r);
}

static void
test_forward_parked (void)
{
  Recorder r;

  begin (&r);
  sim_park (recorder_leg (&r, "1002"), "701", NULL);
  recorder_expect (&r, 0, "1003:30 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0", "park 701 on r1 t2");
  g_assert_true (sim_call_forward (recorder_leg (&r, "1003")->room, (const char *const[]){ "1004", NULL },
                                   NULL));
  recorder_expect (&r, 30000, "park 701 off", "1004:0 r1 t3 >1003", "1004:65 r1 t3 >1003",
                   "1004:-1 r1 t3 >1003 480/19 by 1", "1003:30 r1 t2 >1002", "park 701 on r1 t2");
  sim_call_forward (recorder_leg (&r, "1003")->room, (const char *const[]){ "1004", NULL }, NULL);
  sim_clock_advance (r.clock, 100);
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 600000, "park 701 off", "1004:0 r1 t4 >1003", "1004:65 r1 t4 >1003",
                   "1004:2 r1 t4 >1003", "1003:21 r1 t2 >1004");
  end (&r);
}

static void
test_forward_refused (void)
{
  Recorder r;
  SimRoom *room;

  begin (&r);
  room = recorder_leg (&r, "1002")->room;
  sim_phone_set_registered (recorder_phone (&r, "1004"), FALSE);
  recorder_expect (&r, 0, "1004 registered 0");
  recorder_refused (&r, sim_call_forward (room, (const char *const[]){ "1005", "4711", NULL }, &error),
                    "no such user 4711");
  recorder_refused (&r, sim_call_forward (room, (const char *const[]){ "1004", NULL }, &error), "nobody can");
  recorder_refused (&r, sim_call_forward (room, (const char *const[]){ "1002", NULL }, &error), "nobody can");
  recorder_refused (&r, sim_call_forward (room, (const char *const[]){ NULL }, &error), "nobody can");
  end (&r);
}

static GString *heard;

static void
digits_cb (SimLeg *leg, const char *digits)
{
  g_string_append (heard, digits);
  if (strcmp (digits, "#") == 0)
    sim_leg_hang_up (leg);
}

static void
test_digits (void)
{
  Recorder r;

  heard = g_string_new (NULL);
  barge (&r, TRUE, SIM_SPEAK_NOT);
  recorder_leg (&r, "1003")->digits_func = digits_cb;
  g_assert_true (sim_leg_send_digits (recorder_leg (&r, "1002"), "12"));
  g_assert_cmpstr (recorder_leg (&r, "1003")->digits->str, ==, "12");
  g_assert_cmpstr (recorder_leg (&r, "1004")->digits->str, ==, "12");
  g_assert_null (recorder_leg (&r, "1002")->digits);
  /* Heard by nobody, and sent by nobody who holds. */
  g_assert_true (sim_leg_send_digits (recorder_leg (&r, "1004"), "9"));
  sim_leg_hold (recorder_leg (&r, "1002"));
  g_assert_false (sim_leg_send_digits (recorder_leg (&r, "1002"), "3"));
  sim_leg_talk (recorder_leg (&r, "1002"));
  g_string_truncate (r.lines, 0);
  g_assert_true (sim_leg_send_digits (recorder_leg (&r, "1002"), "#"));
  g_assert_cmpstr (heard->str, ==, "12#");
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002", "1004:12 r1 t3 >1003",
                   "1002:-1 r1 t1 >1003 200/16 by 1", "1003:-1 r1 t2 >1002 200/16 by 1",
                   "1004:-1 r1 t3 >1003 200/16 by 1");
  g_string_free (heard, TRUE);
  end (&r);
}

static void
test_recording (void)
{
  Recorder r;

  begin (&r);
  recorder_refused (&r, sim_leg_record (recorder_leg (&r, "1002"), FALSE, &error), "not recorded");
  g_assert_true (sim_leg_record (recorder_leg (&r, "1002"), TRUE, NULL));
  recorder_expect (&r, 0, "recording 1002 t1 on");
  recorder_refused (&r, sim_leg_record (recorder_leg (&r, "1002"), TRUE, &error), "already");
  g_assert_true (sim_leg_record (recorder_leg (&r, "1002"), FALSE, NULL));
  recorder_expect (&r, 0, "recording 1002 t1 off");
  g_hash_table_insert (r.tenant->properties, g_strdup ("maxrecordingsessions"), g_strdup ("1"));
  g_assert_true (sim_leg_record (recorder_leg (&r, "1003"), TRUE, NULL));
  recorder_expect (&r, 0, "recording 1003 t2 on");
  recorder_refused (&r, sim_leg_record (recorder_leg (&r, "1002"), TRUE, &error), "maxrecordingsessions");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0 rec",
                   "1003:-1 r1 t2 >1002 200/16 by 0 rec");
  end (&r);
}

/* A user's calls are recorded by themselves, from the answer on; all of them, or those a pattern names. */
static void
test_recording_always (void)
{
  Recorder r;

  recorder_init (&r);
  sim_extension_set (recorder_user (&r, "1002"), "recording", "true");
  sim_extension_set (recorder_user (&r, "1003"), "recording", "True");
  sim_extension_set (recorder_user (&r, "1003"), "recording.pattern", "03*, 1004");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_answer (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003", "recording 1002 t1 on");
  end (&r);

  recorder_init (&r);
  sim_extension_set (recorder_user (&r, "1003"), "recording", "True");
  sim_extension_set (recorder_user (&r, "1003"), "recording.pattern", "03*, 1004");
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  recorder_expect (&r, 100, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678");
  sim_leg_answer (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:2 r1 t1 >0312345678", "recording 1003 t1 on");
  end (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/joins/conference", test_conference);
  g_test_add_func ("/sim/joins/conference-goes-on", test_conference_goes_on);
  g_test_add_func ("/sim/joins/barge", test_barge);
  g_test_add_func ("/sim/joins/barge-refused", test_barge_refused);
  g_test_add_func ("/sim/joins/barge-unanswered", test_barge_unanswered);
  g_test_add_func ("/sim/joins/barge-parked", test_barge_parked);
  g_test_add_func ("/sim/joins/forward-talking", test_forward_talking);
  g_test_add_func ("/sim/joins/forward-consulting", test_forward_consulting);
  g_test_add_func ("/sim/joins/forward-ringing", test_forward_ringing);
  g_test_add_func ("/sim/joins/forward-queued", test_forward_queued);
  g_test_add_func ("/sim/joins/forward-parked", test_forward_parked);
  g_test_add_func ("/sim/joins/forward-refused", test_forward_refused);
  g_test_add_func ("/sim/joins/digits", test_digits);
  g_test_add_func ("/sim/joins/recording", test_recording);
  g_test_add_func ("/sim/joins/recording-always", test_recording_always);

  return g_test_run ();
}
