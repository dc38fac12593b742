/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-leg-table.h"

#define SECOND G_USEC_PER_SEC
#define REAL (G_GINT64_CONSTANT (1750000000) * SECOND)

typedef struct
{
  DeskLegTable *table;
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->table = desk_leg_table_new ();
  fixture->now = 1000 * SECOND;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desk_leg_table_free (fixture->table);
}

static void
feed (Fixture *fixture, PalStatusEvent event)
{
  const char **texts[] = { &event.user, &event.talker_id, &event.room_id, &event.user_name, &event.other_name,
                           &event.log_id, &event.role, &event.rec, &event.rescode, &event.disconnected_by,
                           &event.q850code };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] == NULL)
      *texts[i] = "";
  if (event.phone_index == 0)
    event.phone_index = -1;
  desk_leg_table_status (fixture->table, &event, fixture->now, REAL + fixture->now);
}

/* user:status(room,talker) in the notation of the sequences; more members may follow. */
#define EV(who, code, room, talker, ...) \
  feed (fixture, (PalStatusEvent) { .user = who, .status = code, .room_id = room, .talker_id = talker, \
                                    ##__VA_ARGS__ })

static void
registered (Fixture *fixture, const char *user, gboolean is_registered)
{
  PalRegisteredEvent event = { user, is_registered };

  desk_leg_table_registered (fixture->table, &event, fixture->now);
}

static DeskPresence
presence (Fixture *fixture, const char *user)
{
  DeskUser *found = desk_leg_table_find_user (fixture->table, user);
  const DeskLeg *leg;
  gint64 since;

  return found != NULL ? desk_user_get_presence (found, &leg, &since) : DESK_PRESENCE_UNKNOWN;
}

#define SHOWS(user, expected) g_assert_cmpint (presence (fixture, user), ==, DESK_PRESENCE_##expected)

static void
test_internal_call (Fixture *fixture, gconstpointer data)
{
  registered (fixture, "A", TRUE);
  registered (fixture, "B", TRUE);
  SHOWS ("A", FREE);
  EV ("A", 1, "r1", "t1", .other_number = "B");
  SHOWS ("A", DIALLING);
  EV ("B", 0, "r1", "t2", .other_number = "A");
  SHOWS ("B", FREE);
  EV ("B", 65, "r1", "t2", .other_number = "A");
  SHOWS ("B", RINGING);
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t2")->other_number, ==, "A");
  EV ("B", 2, "r1", "t2");
  SHOWS ("B", TALKING);
  EV ("A", 14, "r1", "t1");
  SHOWS ("A", TALKING);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t1")->direction, ==, DESK_DIRECTION_OUTGOING);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t2")->direction, ==, DESK_DIRECTION_INCOMING);
  EV ("A", 12, "r1", "t1");
  SHOWS ("A", TALKING);
  EV ("A", -1, "r1", "t1", .rescode = "200", .q850code = "16");
  EV ("B", -1, "r1", "t2");
  SHOWS ("A", FREE);
  SHOWS ("B", FREE);
  g_assert_cmpint (desk_leg_table_get_gone (fixture->table)->len, ==, 2);
  desk_leg_table_settle (fixture->table);
  g_assert_cmpint (desk_leg_table_get_n_legs (fixture->table), ==, 0);
}

static void
test_several_phones (Fixture *fixture, gconstpointer data)
{
  registered (fixture, "B", TRUE);
  EV ("B", 65, "r1", "t2", .phone_index = 1);
  EV ("B", 65, "r1", "t3", .phone_index = 2);
  SHOWS ("B", RINGING);
  EV ("B", 2, "r1", "t2");
  SHOWS ("B", TALKING);
  EV ("B", -1, "r1", "t3");
  SHOWS ("B", TALKING);
  EV ("B", 35, "r1", "t2");
  SHOWS ("B", ON_HOLD);
  EV ("B", 65, "r9", "t4");
  SHOWS ("B", RINGING);
  EV ("B", -1, "r9", "t4");
  EV ("B", 36, "r1", "t2");
  SHOWS ("B", TALKING);
}

static void
test_make_call_from_first (Fixture *fixture, gconstpointer data)
{
  EV ("A", 0, "r1", "t1", .role = "c", .other_number = "B");
  SHOWS ("A", DIALLING);
  EV ("A", 65, "r1", "t1", .role = "c");
  SHOWS ("A", DIALLING);
  g_assert_true (desk_leg_table_find (fixture->table, "t1")->own_rings);
  EV ("A", 2, "r1", "t1", .role = "c");
  SHOWS ("A", DIALLING);
  g_assert_false (desk_leg_table_find (fixture->table, "t1")->own_rings);
  EV ("B", 0, "r2", "t2", .role = "s");
  EV ("B", 65, "r2", "t2", .role = "s");
  EV ("B", 2, "r2", "t2", .role = "s");
  SHOWS ("A", DIALLING);
  EV ("A", 16, "r2", "t1");
  SHOWS ("A", TALKING);
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->room_id, ==, "r2");
}

/* The other side's 2 in the originator's room is the originator's answer. */
static void
test_make_call_same_room (Fixture *fixture, gconstpointer data)
{
  EV ("A", 0, "r1", "t1", .role = "c");
  EV ("A", 2, "r1", "t1", .role = "c");
  EV ("B", 65, "r1", "t2", .role = "s");
  SHOWS ("A", DIALLING);
  fixture->now += SECOND;
  EV ("B", 2, "r1", "t2", .role = "s");
  SHOWS ("A", TALKING);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t1")->started, ==, fixture->now);
  EV ("A", 35, "r1", "t1");
  SHOWS ("A", ON_HOLD);
  EV ("B", 2, "r1", "t2", .role = "s");
  SHOWS ("A", ON_HOLD);
}

static void
test_make_call_both (Fixture *fixture, gconstpointer data)
{
  EV ("A", 0, "r1", "t1", .role = "c");
  EV ("A", 65, "r1", "t1", .role = "c");
  EV ("B", 0, "r1", "t2", .role = "s");
  EV ("B", 65, "r1", "t2", .role = "s");
  EV ("B", -1, "r1", "t2");
  EV ("A", -1, "r1", "t1");
  SHOWS ("A", UNKNOWN);
  g_assert_cmpint (desk_leg_table_get_n_legs (fixture->table), ==, 0);
}

static void
test_oddities (Fixture *fixture, gconstpointer data)
{
  EV ("A", 99, "r1", "t1");
  EV ("A", -1, "r1", "t1");
  EV ("A", 12, "r1", "t1");
  EV ("A", 1, "r1", "");
  EV ("A", PAL_CALL_STATUS_INVALID, "r1", "t1");
  g_assert_cmpint (desk_leg_table_get_n_legs (fixture->table), ==, 0);
  EV ("A", 205, "r1", "t1");
  SHOWS ("A", TALKING);
  EV ("A", 99, "r1", "t1");
  EV ("A", 30, "r1", "t1");
  EV ("A", 48, "r1", "t1");
  SHOWS ("A", TALKING);
  EV ("A", 16, "r7", "t1", .other_number = "9", .other_name = "Nine");
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->room_id, ==, "r7");
  /* A missing number does not take the known one away; a new one takes the old name away. */
  EV ("A", 36, "r7", "t1");
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->other_number, ==, "9");
  EV ("A", 36, "r7", "t1", .other_number = "8");
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->other_name, ==, NULL);
  /* The leg beats the registration. */
  registered (fixture, "A", FALSE);
  SHOWS ("A", TALKING);
  EV ("A", -1, "r7", "t1");
  SHOWS ("A", OFFLINE);
  /* The same leg under another user. */
  EV ("A", 1, "r1", "t5");
  EV ("B", 14, "r1", "t5");
  SHOWS ("A", OFFLINE);
  SHOWS ("B", TALKING);
}

/* A leg keeps its id while its call moves: what waits in a room is found in the new one. */
static void
test_room_moves (Fixture *fixture, gconstpointer data)
{
  EV ("A", 0, "r1", "t1", .role = "c", .other_number = "B");
  EV ("A", 2, "r1", "t1", .role = "c");
  EV ("A", 47, "r2", "t1");
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->room_id, ==, "r2");
  SHOWS ("A", DIALLING);
  EV ("C", 2, "r1", "t3", .role = "s");
  SHOWS ("A", DIALLING);
  EV ("B", 205, "r2", "t2", .role = "s");
  SHOWS ("A", TALKING);
  SHOWS ("B", TALKING);
  EV ("A", 36, "r9", "t1");
  EV ("A", 36, "", "t1");
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->room_id, ==, "r9");
  g_assert_cmpuint (desk_leg_table_get_n_legs (fixture->table), ==, 3);
}

/* 205 is a second 2: the originator's own is no answer either. */
static void
test_second_success (Fixture *fixture, gconstpointer data)
{
  EV ("A", 0, "r1", "t1", .role = "c");
  EV ("A", 205, "r1", "t1", .role = "c");
  SHOWS ("A", DIALLING);
  EV ("B", 65, "r1", "t2");
  EV ("B", 205, "r1", "t2");
  SHOWS ("A", TALKING);
  SHOWS ("B", TALKING);
}

/* 47 and 48 tell of a transfer and change no state; neither makes a leg of what was never seen. */
static void
test_transfer_codes (Fixture *fixture, gconstpointer data)
{
  EV ("C", 47, "r1", "t9");
  EV ("C", 48, "r1", "t9");
  g_assert_null (desk_leg_table_find (fixture->table, "t9"));

  EV ("A", 1, "r1", "t1", .other_number = "B");
  EV ("A", 14, "r1", "t1");
  EV ("A", 35, "r1", "t1");
  EV ("C", 0, "r1", "t3");
  EV ("C", 65, "r1", "t3");
  EV ("A", 47, "r1", "t1", .other_number = "C");
  SHOWS ("A", ON_HOLD);
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->other_number, ==, "C");
  EV ("A", 48, "r1", "t1", .other_number = "B");
  EV ("C", -1, "r1", "t3");
  SHOWS ("A", ON_HOLD);
  EV ("A", 36, "r1", "t1");
  SHOWS ("A", TALKING);
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t1")->other_number, ==, "B");
}

/* An attended transfer is done: the two who stay hear of each other by 16, in another room. */
static void
test_transfer_done (Fixture *fixture, gconstpointer data)
{
  EV ("A", 1, "r1", "t1", .other_number = "B");
  EV ("B", 65, "r1", "t2", .other_number = "A");
  EV ("B", 2, "r1", "t2");
  EV ("A", 14, "r1", "t1");
  EV ("C", 65, "r1", "t3", .other_number = "A");
  EV ("C", 2, "r1", "t3");
  EV ("A", 12, "r1", "t1");
  EV ("A", -1, "r1", "t1");
  EV ("B", 16, "r5", "t2", .other_number = "C");
  EV ("C", 16, "r5", "t3", .other_number = "B");
  SHOWS ("B", TALKING);
  SHOWS ("C", TALKING);
  g_assert_null (desk_leg_table_find (fixture->table, "t1"));
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t2")->room_id, ==, "r5");
  g_assert_cmpstr (desk_leg_table_find (fixture->table, "t3")->other_number, ==, "B");
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t2")->direction, ==, DESK_DIRECTION_INCOMING);
}

/* Parked and fetched: 30 and 21 change nothing by themselves. */
static void
test_park_codes (Fixture *fixture, gconstpointer data)
{
  EV ("B", 65, "r1", "t2", .other_number = "A");
  EV ("B", 2, "r1", "t2");
  EV ("B", 30, "r1", "t2");
  SHOWS ("B", TALKING);
  EV ("B", 21, "r1", "t2");
  SHOWS ("B", TALKING);
  EV ("B", 16, "r1", "t2", .other_number = "D");
  SHOWS ("B", TALKING);
}

static void
test_recording (Fixture *fixture, gconstpointer data)
{
  PalCallRecordingEvent on = { "A", "t1", TRUE }, unknown = { "A", "t9", TRUE };

  EV ("A", 14, "r1", "t1");
  desk_leg_table_recording (fixture->table, &on);
  desk_leg_table_recording (fixture->table, &unknown);
  g_assert_true (desk_leg_table_find (fixture->table, "t1")->is_recording);
}

static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  desk_leg_table_begin_snapshot (fixture->table);
  registered (fixture, "A", TRUE);
  registered (fixture, "B", FALSE);
  EV ("A", 14, "r1", "t1");
  EV ("C", 65, "r2", "t2");
  desk_leg_table_end_snapshot (fixture->table, fixture->now);
  g_assert_false (desk_leg_table_sweep (fixture->table, 100));
  SHOWS ("A", TALKING);
  SHOWS ("B", OFFLINE);
  SHOWS ("C", RINGING);
  EV ("C", 2, "r2", "t2");
  desk_leg_table_settle (fixture->table);

  /* Another line: t2 is named again, t1 is not; B is not named. */
  desk_leg_table_begin_snapshot (fixture->table);
  registered (fixture, "A", TRUE);
  EV ("C", 2, "r2", "t2");
  SHOWS ("A", TALKING);
  SHOWS ("B", OFFLINE);
  g_assert_cmpint (desk_leg_table_get_dirty (fixture->table)->len, ==, 0);
  desk_leg_table_end_snapshot (fixture->table, fixture->now);
  SHOWS ("A", FREE);
  SHOWS ("C", TALKING);
  g_assert_true (desk_leg_table_sweep (fixture->table, 1));
  g_assert_true (desk_leg_table_sweep (fixture->table, 1));
  g_assert_false (desk_leg_table_sweep (fixture->table, 1));
  SHOWS ("B", UNKNOWN);
  g_assert_cmpint (desk_leg_table_get_dirty (fixture->table)->len, ==, 2);
}

/* The called side is named before the originator, who would wait for ever. */
static void
test_snapshot_order (Fixture *fixture, gconstpointer data)
{
  desk_leg_table_begin_snapshot (fixture->table);
  EV ("B", 2, "r1", "t2", .role = "s");
  EV ("A", 2, "r1", "t1", .role = "c");
  SHOWS ("A", DIALLING);
  EV ("C", 2, "r2", "t3", .role = "c");
  EV ("D", 65, "r2", "t4", .role = "s");
  desk_leg_table_end_snapshot (fixture->table, fixture->now);
  SHOWS ("A", TALKING);
  SHOWS ("C", DIALLING);
}

/* The PBX starts again and counts its talkers anew: nothing of the old call may stay with the new one. */
static void
test_reused_ids (Fixture *fixture, gconstpointer data)
{
  PalCallRecordingEvent on = { "A", "t1", TRUE };
  DeskLeg *leg;

  EV ("A", 1, "r1", "t1", .other_number = "9");
  EV ("A", 14, "r1", "t1", .other_number = "9", .other_name = "Nine");
  EV ("B", 14, "r2", "t2", .other_number = "8");
  EV ("C", 14, "r3", "t3", .other_number = "7");
  desk_leg_table_recording (fixture->table, &on);
  desk_leg_table_settle (fixture->table);

  fixture->now += 60 * SECOND;
  desk_leg_table_begin_snapshot (fixture->table);
  EV ("A", 65, "r1", "t1", .other_number = "9");
  EV ("D", 2, "r2", "t2");
  EV ("C", 2, "r4", "t3", .other_number = "6");
  desk_leg_table_end_snapshot (fixture->table, fixture->now);
  leg = desk_leg_table_find (fixture->table, "t1");
  g_assert_cmpint (leg->direction, ==, DESK_DIRECTION_INCOMING);
  g_assert_cmpint (leg->started, ==, 0);
  g_assert_cmpstr (leg->other_name, ==, NULL);
  g_assert_false (leg->is_recording);
  SHOWS ("B", UNKNOWN);
  leg = desk_leg_table_find (fixture->table, "t2");
  g_assert_cmpstr (leg->other_number, ==, NULL);
  g_assert_cmpint (leg->started, ==, fixture->now);
  leg = desk_leg_table_find (fixture->table, "t3");
  g_assert_cmpint (leg->since, ==, fixture->now);
  desk_leg_table_settle (fixture->table);
  g_assert_cmpint (desk_leg_table_get_n_legs (fixture->table), ==, 3);
}

/* The PBX's clock is an hour fast: durations of the snapshot come right with the first live event. */
static void
test_clock_offset (Fixture *fixture, gconstpointer data)
{
  const gint64 hour = 3600;
  gint64 pbx = (REAL + fixture->now) / 1000 + hour * 1000;

  desk_leg_table_begin_snapshot (fixture->table);
  EV ("A", 14, "r1", "t1", .time = pbx - 60 * 1000);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t1")->since, ==, fixture->now);
  desk_leg_table_end_snapshot (fixture->table, fixture->now);
  fixture->now += 5 * SECOND;
  EV ("B", 65, "r2", "t2", .time = pbx + 5 * 1000);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t1")->since, ==, fixture->now - 65 * SECOND);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t2")->since, ==, fixture->now);

  /* From now on a snapshot is right at once; what seems to lie in the future is now. */
  desk_leg_table_begin_snapshot (fixture->table);
  EV ("C", 2, "r3", "t3", .time = pbx - 295 * 1000);
  EV ("D", 2, "r3", "t4", .time = pbx + 500 * 1000);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t3")->since, ==, fixture->now - 300 * SECOND);
  g_assert_cmpint (desk_leg_table_find (fixture->table, "t4")->since, ==, fixture->now);
}

/* --- against a naive reading of the rules ------------------------------ */

#define N_USERS 5
#define N_LEGS 12

typedef struct
{
  int user; /* -1: no leg */
  int lamp; /* DeskPresence, or -1 when none */
} NaiveLeg;

static const int naive_codes[] = { 0, 1, 65, 2, 14, 16, 205, 35, 36, 12, 30, 77, -1 };

static void
naive_feed (NaiveLeg *leg, int user, int code)
{
  gboolean is_creating = code == 0 || code == 1 || code == 65 || code == 2 || code == 14 || code == 16
                         || code == 205 || code == 35 || code == 36;

  if (code == -1)
    {
      leg->user = -1;
      return;
    }
  if (leg->user < 0)
    {
      if (!is_creating)
        return;
      leg->lamp = -1;
    }
  leg->user = user;
  if (code == 1)
    leg->lamp = DESK_PRESENCE_DIALLING;
  else if (code == 65)
    leg->lamp = DESK_PRESENCE_RINGING;
  else if (code == 2 || code == 14 || code == 16 || code == 205 || code == 36)
    leg->lamp = DESK_PRESENCE_TALKING;
  else if (code == 35)
    leg->lamp = DESK_PRESENCE_ON_HOLD;
}

static DeskPresence
naive_presence (const NaiveLeg *legs, int user, int registration)
{
  static const DeskPresence order[] = { DESK_PRESENCE_TALKING, DESK_PRESENCE_RINGING, DESK_PRESENCE_DIALLING,
                                        DESK_PRESENCE_ON_HOLD };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < N_LEGS; j++)
      if (legs[j].user == user && legs[j].lamp == (int) order[i])
        return order[i];
  return registration < 0 ? DESK_PRESENCE_UNKNOWN : registration ? DESK_PRESENCE_FREE : DESK_PRESENCE_OFFLINE;
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  NaiveLeg legs[N_LEGS];
  int registration[N_USERS];

  for (guint i = 0; i < N_LEGS; i++)
    legs[i].user = -1;
  for (guint i = 0; i < N_USERS; i++)
    registration[i] = -1;
  for (guint round = 0; round < 20000; round++)
    {
      int user = g_test_rand_int_range (0, N_USERS), leg = g_test_rand_int_range (0, N_LEGS);
      g_autofree char *name = g_strdup_printf ("u%d", user), *talker = g_strdup_printf ("t%d", leg);
      g_autofree char *room = g_strdup_printf ("r%d", g_test_rand_int_range (0, 4));

      fixture->now += g_test_rand_int_range (0, 1000);
      if (g_test_rand_int_range (0, 10) == 0)
        {
          registration[user] = g_test_rand_bit ();
          registered (fixture, name, registration[user]);
        }
      else
        {
          int code = naive_codes[g_test_rand_int_range (0, G_N_ELEMENTS (naive_codes))];

          EV (name, code, room, talker);
          naive_feed (&legs[leg], user, code);
        }
      for (int i = 0; i < N_USERS; i++)
        {
          g_autofree char *each = g_strdup_printf ("u%d", i);

          g_assert_cmpint (presence (fixture, each), ==, naive_presence (legs, i, registration[i]));
        }
      if (g_test_rand_int_range (0, 5) == 0)
        desk_leg_table_settle (fixture->table);
    }
}

/* --- a table that lived through lines against one that saw only the last ----------------- */

typedef struct
{
  int user, code, room; /* user -1: no leg */
} WorldLeg;

static void
tell_leg (Fixture *fixture, const WorldLeg *leg, guint talker)
{
  g_autofree char *name = g_strdup_printf ("u%d", leg->user), *id = g_strdup_printf ("t%u", talker);
  g_autofree char *room = g_strdup_printf ("r%d", leg->room);

  EV (name, leg->code, room, id);
}

static void
check_like_fresh (Fixture *fixture, const WorldLeg *legs)
{
  Fixture fresh = { desk_leg_table_new (), fixture->now };
  guint n = 0;

  for (guint i = 0; i < N_LEGS; i++)
    if (legs[i].user >= 0)
      {
        tell_leg (&fresh, &legs[i], i);
        n++;
      }
  g_assert_cmpint (desk_leg_table_get_n_legs (fixture->table), ==, n);
  for (guint i = 0; i < N_USERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("u%u", i);

      g_assert_cmpint (presence (fixture, name), ==, presence (&fresh, name));
    }
  for (guint i = 0; i < N_LEGS; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      DeskLeg *known = desk_leg_table_find (fixture->table, id), *leg = desk_leg_table_find (fresh.table, id);

      g_assert_cmpint (known != NULL, ==, leg != NULL);
      if (leg == NULL)
        continue;
      g_assert_cmpint (known->state, ==, leg->state);
      g_assert_cmpstr (known->room_id, ==, leg->room_id);
      g_assert_cmpstr (known->user->number, ==, leg->user->number);
      if (leg->started == 0)
        g_assert_cmpint (known->started, ==, 0);
    }
  desk_leg_table_free (fresh.table);
}

static void
test_random_lines (Fixture *fixture, gconstpointer data)
{
  static const int codes[] = { 1, 65, 2, 14, 16, 35, 36 };
  WorldLeg legs[N_LEGS];

  for (guint i = 0; i < N_LEGS; i++)
    legs[i].user = -1;
  for (guint line = 0; line < 2000; line++)
    {
      guint first = (guint) g_test_rand_int_range (0, N_LEGS);

      /* What went on meanwhile, any talker id at anybody's. */
      for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
        legs[g_test_rand_int_range (0, N_LEGS)] = (WorldLeg) {
          .user = g_test_rand_int_range (-3, N_USERS), .room = g_test_rand_int_range (0, 4),
          .code = codes[g_test_rand_int_range (0, G_N_ELEMENTS (codes))] };
      fixture->now += g_test_rand_int_range (0, 1000);
      desk_leg_table_begin_snapshot (fixture->table);
      for (guint i = 0; i < N_LEGS; i++)
        if (legs[(first + i) % N_LEGS].user >= 0)
          tell_leg (fixture, &legs[(first + i) % N_LEGS], (first + i) % N_LEGS);
      desk_leg_table_end_snapshot (fixture->table, fixture->now);
      for (guint i = 0; i < N_LEGS; i++)
        legs[i].user = MAX (legs[i].user, -1);
      check_like_fresh (fixture, legs);
      if (g_test_rand_bit ())
        desk_leg_table_settle (fixture->table);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/model/leg-table/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("internal-call", test_internal_call);
  ADD ("several-phones", test_several_phones);
  ADD ("make-call/from-first", test_make_call_from_first);
  ADD ("make-call/same-room", test_make_call_same_room);
  ADD ("make-call/both", test_make_call_both);
  ADD ("oddities", test_oddities);
  ADD ("room-moves", test_room_moves);
  ADD ("second-success", test_second_success);
  ADD ("transfer-codes", test_transfer_codes);
  ADD ("transfer-done", test_transfer_done);
  ADD ("park-codes", test_park_codes);
  ADD ("recording", test_recording);
  ADD ("snapshot", test_snapshot);
  ADD ("snapshot-order", test_snapshot_order);
  ADD ("reused-ids", test_reused_ids);
  ADD ("random-lines", test_random_lines);
  ADD ("clock-offset", test_clock_offset);
  ADD ("random", test_random);
  return g_test_run ();
}
