/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why legs end, phones that are lost, and what makeCall's caller is told; the other ways of real servers. */
#include "recorder.h"

static void
end (Recorder *r)
{
  g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (r->tenant);

  for (guint i = 0; i < rooms->len; i++)
    sim_room_end (g_ptr_array_index (rooms, i), SIM_CAUSE_NORMAL, FALSE);
  g_assert_cmpuint (g_hash_table_size (r->tenant->legs), ==, 0);
  recorder_clear (r);
}

static void
make (Recorder *r, guint type, const char *from, const char *const *to)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = sim_call_make (r->tenant, from, to, type, 0, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
}

#define TO(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* The whole table of causes, once each. */
static void
test_causes (void)
{
  static const struct
  {
    SimManner manner;
    gboolean registered;
    const char *to, *code;
    gboolean rings;
  } rows[] = {
    { SIM_MANNER_BUSY, TRUE, "1003", "486/17 by 1", FALSE },
    { SIM_MANNER_DND, TRUE, "1003", "480/21 by 1", FALSE },
    { SIM_MANNER_IGNORE, TRUE, "1003", "480/19 by 1", TRUE },
    { SIM_MANNER_WAIT, FALSE, "1003", "480/20 by 1", FALSE },
    { SIM_MANNER_WAIT, TRUE, "4711", "404/1 by 1", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *last = g_strdup_printf ("1002:-1 r1 t1 >%s %s\n", rows[i].to, rows[i].code);
      g_autofree char *called = g_strdup_printf ("1003:-1 r1 t2 >1002 %s\n", rows[i].code);
      Recorder r;

      recorder_init (&r);
      recorder_manner (&r, "1003", rows[i].manner, 0);
      sim_phone_set_registered (recorder_phone (&r, "1003"), rows[i].registered);
      sim_call_dial (recorder_phone (&r, "1002"), rows[i].to, NULL);
      sim_clock_advance (r.clock, 30000);
      g_assert_true (g_str_has_suffix (r.lines->str, last));
      g_assert_true (!rows[i].rings || g_strstr_len (r.lines->str, -1, called) != NULL);
      end (&r);
    }
}

/* Refused at one phone it is refused at all: the caller learns it when the last has stopped. */
static void
test_several_causes (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  make (&r, 2, "1002", TO ("1003", "1004", "4711"));
  recorder_expect (&r, 100, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c", "1002:2 r1 t1 >1003 c",
                   "1003:0 r1 t2 >1002 s", "1004:0 r1 t3 >1002 s", "1003:65 r1 t2 >1002 s",
                   "1004:-1 r1 t3 >1002 s 486/17 by 1");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:-1 r1 t2 >1002 s 603/21 by 1", "1002:-1 r1 t1 >1003 c 603/21 by 1");
  end (&r);
}

static void
test_make_unanswered (void)
{
  Recorder r;

  /* Type 2: the called one does not answer. */
  recorder_init (&r);
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  make (&r, 2, "1002", TO ("1003"));
  recorder_expect (&r, 40000, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c", "1002:2 r1 t1 >1003 c",
                   "1003:0 r1 t2 >1002 s", "1003:65 r1 t2 >1002 s", "1003:-1 r1 t2 >1002 s 480/19 by 1",
                   "1002:-1 r1 t1 >1003 c 480/19 by 1");
  make (&r, 2, "1002", TO ("4711"));
  recorder_expect (&r, 100, "1002:0 r2 t3 >4711 c", "1002:65 r2 t3 >4711 c", "1002:2 r2 t3 >4711 c",
                   "1002:-1 r2 t3 >4711 c 404/1 by 1");
  end (&r);

  /* Type 1: one answered, the other does not; the caller refuses; the caller gives up. */
  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  make (&r, 1, "1002", TO ("1003"));
  recorder_expect (&r, 40000, "1002:0 r1 t1 >1003 c", "1003:0 r1 t2 >1002 s", "1002:65 r1 t1 >1003 c",
                   "1003:65 r1 t2 >1002 s", "1003:2 r1 t2 >1002 s", "1002:-1 r1 t1 >1003 c 480/19 by 0",
                   "1003:-1 r1 t2 >1002 s 480/19 by 0");
  recorder_manner (&r, "1003", SIM_MANNER_WAIT, 0);
  make (&r, 1, "1002", TO ("1003"));
  recorder_expect (&r, 100, "1002:0 r2 t3 >1003 c", "1003:0 r2 t4 >1002 s", "1002:65 r2 t3 >1003 c",
                   "1003:65 r2 t4 >1002 s");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:-1 r2 t3 >1003 c 603/21 by 0", "1003:-1 r2 t4 >1002 s 487/16 by 0");
  end (&r);
}

/* The caller may be an outside phone: only the called user is told of. */
static void
test_make_from_outside (void)
{
  Recorder r;

  recorder_init (&r);
  g_hash_table_insert (r.tenant->outside, g_strdup ("0901234567"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  make (&r, 2, "0901234567", TO ("1003", "1004"));
  recorder_expect (&r, 1000, "1003:0 r1 t1 >0901234567 s", "1004:0 r1 t2 >0901234567 s",
                   "1003:65 r1 t1 >0901234567 s", "1004:65 r1 t2 >0901234567 s");
  sim_leg_answer (recorder_leg (&r, "1004"));
  recorder_expect (&r, 0, "1004:2 r1 t2 >0901234567 s", "1003:-1 r1 t1 >0901234567 s 200/26 by 1");
  end (&r);
}

static void
test_make_phone (void)
{
  Recorder r;
  SimExtension *user;
  g_autofree char *id = NULL;

  recorder_init (&r);
  user = recorder_user (&r, "1002");
  sim_extension_set (user, "pnumber", "1002,1002b");
  sim_phone_set_registered (sim_extension_get_phone (user, 2), TRUE);
  sim_extension_get_phone (user, 2)->manner = SIM_MANNER_AUTO;
  id = sim_call_make (r.tenant, "1002", TO ("1003"), 2, 2, TRUE, NULL, NULL);
  g_assert_cmpint (recorder_leg (&r, "1002")->phone->index, ==, 2);
  recorder_expect (&r, 400, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c", "1002:2 r1 t1 >1003 c",
                   "1003:0 r1 t2 >1002 s", "1003:65 r1 t2 >1002 s");
  recorder_refused (&r, sim_call_make (r.tenant, "1002", TO ("1003"), 2, 3, TRUE, NULL, &error), "no phone");
  recorder_refused (&r, sim_call_make (r.tenant, "4711", TO ("1003"), 2, 0, TRUE, NULL, &error),
                    "no such number 4711");
  end (&r);
}

static void
test_quirks (void)
{
  Recorder r;

  /* makeCall: the caller goes on in a new room, told by 16; 205 instead of 2. */
  recorder_init (&r);
  r.world->quirks = SIM_QUIRK_NEW_ROOM | SIM_QUIRK_ANSWER_205;
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  make (&r, 2, "1002", TO ("1003"));
  recorder_expect (&r, 100, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c", "1002:205 r1 t1 >1003 c",
                   "1003:0 r1 t2 >1002 s", "1003:65 r1 t2 >1002 s");
  sim_leg_answer (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:205 r2 t2 >1002 s", "1002:16 r2 t1 >1003 c");
  r.world->quirks = SIM_QUIRK_NO_END;
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1002:-1 r2 t1 >1003 c 200/16 by 1", "1003:-1 r2 t2 >1002 s 200/16 by 1");
  end (&r);

  recorder_init (&r);
  r.world->quirks = SIM_QUIRK_ANSWER_16;
  recorder_manner (&r, "1002", SIM_MANNER_ANSWER, 0);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  make (&r, 2, "1002", TO ("1003"));
  recorder_expect (&r, 200, "1002:0 r1 t1 >1003 c", "1002:65 r1 t1 >1003 c", "1002:2 r1 t1 >1003 c",
                   "1003:0 r1 t2 >1002 s", "1003:65 r1 t2 >1002 s", "1003:2 r1 t2 >1002 s",
                   "1002:16 r1 t1 >1003 c");
  end (&r);

  /* Dialling is always answered by 14. */
  recorder_init (&r);
  r.world->quirks = SIM_QUIRK_ANSWER_16 | SIM_QUIRK_NEW_ROOM;
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 200, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002",
                   "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003");
  end (&r);
}

/* A phone that leaves the net keeps its call for a while: it may come back. */
static void
test_lost_phone (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_talk (&r, "1002", "1003");
  sim_phone_set_registered (recorder_phone (&r, "1003"), FALSE);
  recorder_expect (&r, 29000, "1003 registered 0");
  sim_phone_set_registered (recorder_phone (&r, "1003"), TRUE);
  recorder_expect (&r, 60000, "1003 registered 1");
  sim_phone_set_registered (recorder_phone (&r, "1003"), FALSE);
  recorder_expect (&r, 30000, "1003 registered 0", "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002",
                   "1002:-1 r1 t1 >1003 408/102 by 0", "1003:-1 r1 t2 >1002 408/102 by 0");
  end (&r);
}

/* Each phone has its own calls. */
static void
test_lost_other_phone (void)
{
  Recorder r;
  SimExtension *user;

  recorder_init (&r);
  user = recorder_user (&r, "1003");
  sim_extension_set (user, "pnumber", "1003,1003b");
  recorder_talk (&r, "1002", "1003");
  sim_phone_set_registered (sim_extension_get_phone (user, 2), TRUE);
  sim_phone_set_registered (sim_extension_get_phone (user, 2), FALSE);
  recorder_expect (&r, 600000);
  g_assert_cmpuint (user->legs->len, ==, 1);
  end (&r);
}

/* A phone that is taken away, and a user who is, lose their calls at once. */
static void
test_removed_phone (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_talk (&r, "1002", "1003");
  sim_extension_set (recorder_user (&r, "1003"), "pnumber", "");
  recorder_expect (&r, 0, "1003 registered 0", "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002",
                   "1002:-1 r1 t1 >1003 408/102 by 0", "1003:-1 r1 t2 >1002 408/102 by 0");
  sim_call_dial (recorder_phone (&r, "1002"), "1004", NULL);
  recorder_expect (&r, 100, "1002:1 r2 t3 >1004", "1004:0 r2 t4 >1002", "1004:65 r2 t4 >1002");
  sim_tenant_remove_extension (r.tenant, recorder_user (&r, "1004"));
  recorder_expect (&r, 0, "1004 registered 0", "1004:-1 r2 t4 >1002 480/20 by 1",
                   "1002:-1 r2 t3 >1004 480/20 by 1");
  end (&r);
}

/* The one who transfers is lost, the transfer is not. */
static void
test_lost_in_transfer (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_talk (&r, "1002", "1003");
  g_assert_true (sim_transfer (recorder_leg (&r, "1002"), "1004", FALSE, NULL));
  sim_clock_advance (r.clock, 100);
  sim_leg_answer (recorder_leg (&r, "1004"));
  g_string_truncate (r.lines, 0);
  sim_phone_set_registered (recorder_phone (&r, "1002"), FALSE);
  recorder_expect (&r, 30000, "1002 registered 0", "1002:-1 r1 t1 >1004 408/102 by 0", "1003:14 r1 t2 >1004",
                   "1004:14 r1 t3 >1003");
  end (&r);
}

static void
test_delayed_end (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_talk (&r, "1002", "1003");
  sim_room_end_later (recorder_leg (&r, "1002")->room, 5000);
  recorder_expect (&r, 4999);
  recorder_expect (&r, 1, "1002:12 r1 t1 >1003", "1003:12 r1 t2 >1002", "1002:-1 r1 t1 >1003 200/16 by 0",
                   "1003:-1 r1 t2 >1002 200/16 by 0");
  end (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/ends/causes", test_causes);
  g_test_add_func ("/sim/ends/several-causes", test_several_causes);
  g_test_add_func ("/sim/ends/make-unanswered", test_make_unanswered);
  g_test_add_func ("/sim/ends/make-from-outside", test_make_from_outside);
  g_test_add_func ("/sim/ends/make-phone", test_make_phone);
  g_test_add_func ("/sim/ends/quirks", test_quirks);
  g_test_add_func ("/sim/ends/lost-phone", test_lost_phone);
  g_test_add_func ("/sim/ends/lost-other-phone", test_lost_other_phone);
  g_test_add_func ("/sim/ends/removed-phone", test_removed_phone);
  g_test_add_func ("/sim/ends/lost-in-transfer", test_lost_in_transfer);
  g_test_add_func ("/sim/ends/delayed-end", test_delayed_end);

  return g_test_run ();
}
