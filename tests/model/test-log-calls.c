/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the events of the PBX to lines of the log, in virtual time. I am 1002; 0311 is outside. */
#include "config.h"

#include "leg-feeder.h"
#include "model/desk-log-private.h"

#define PBX_EPOCH G_GINT64_CONSTANT (1700000000000)

typedef struct
{
  LegFeeder feeder;
  DeskLogCalls *calls;
  GPtrArray *rows;    /* of StoreLogRow, in order of appearance */
  GHashTable *names;
  DeskVerb verb;
  const char *subject, *target, *slot;
  guint n_told, n_new;
  gint64 pbx_offset;  /* ms: how far its clock is off */
  gboolean is_refused;
} Fixture;

static const char *
name_of (const char *number, const char *pbx_name, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *known = g_hash_table_lookup (fixture->names, number);

  return known != NULL ? known : pbx_name != NULL && *pbx_name != '\0' ? pbx_name : number;
}

static const char *
label_of (const char *queue, gpointer user_data)
{
  return g_str_equal (queue, "600") ? "Sales" : queue;
}

static gboolean
find_verb (const char *talker_id, DeskVerb *verb, const char **target, gpointer user_data)
{
  Fixture *fixture = user_data;

  *verb = fixture->verb;
  *target = fixture->target;
  return g_strcmp0 (fixture->subject, talker_id) == 0;
}

static const char *
find_slot (const char *room_id, gpointer user_data)
{
  return ((Fixture *) user_data)->slot;
}

static gboolean
changed (const StoreLogRow *row, gboolean is_new, gpointer user_data)
{
  Fixture *fixture = user_data;
  guint i;

  if (fixture->is_refused)
    return FALSE;
  fixture->n_told++;
  fixture->n_new += is_new;
  for (i = 0; i < fixture->rows->len; i++)
    if (((StoreLogRow *) fixture->rows->pdata[i])->id == row->id)
      break;
  if (i < fixture->rows->len)
    {
      store_log_row_free (fixture->rows->pdata[i]);
      fixture->rows->pdata[i] = store_log_row_copy (row);
    }
  else
    g_ptr_array_add (fixture->rows, store_log_row_copy (row));
  return TRUE;
}

static void
begin_run (Fixture *fixture)
{
  const DeskLogWays ways = { name_of, label_of, find_verb, find_slot, changed, fixture };

  leg_feeder_init (&fixture->feeder);
  desk_leg_table_set_own (fixture->feeder.legs, "1002");
  fixture->calls = desk_log_calls_new (&ways);
}

static void
end_run (Fixture *fixture)
{
  desk_log_calls_free (fixture->calls);
  leg_feeder_clear (&fixture->feeder);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) store_log_row_free);
  fixture->names = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (fixture->names, (gpointer) "1003", (gpointer) "Ben");
  g_hash_table_insert (fixture->names, (gpointer) "1004", (gpointer) "Chie");
  begin_run (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end_run (fixture);
  g_ptr_array_unref (fixture->rows);
  g_hash_table_unref (fixture->names);
}

static DeskLogMoment
now (Fixture *fixture)
{
  return (DeskLogMoment){ pal_clock_get_monotonic (PAL_CLOCK (fixture->feeder.clock)),
                          pal_clock_get_real (PAL_CLOCK (fixture->feeder.clock)) };
}

static void
look (Fixture *fixture)
{
  DeskLegTable *legs = fixture->feeder.legs;

  desk_log_calls_see (fixture->calls, desk_leg_table_find_user (legs, "1002"), desk_leg_table_get_dirty (legs),
                      desk_leg_table_get_gone (legs), now (fixture));
  desk_leg_table_settle (legs);
}

#define SAY(...) say (fixture, (PalStatusEvent){ __VA_ARGS__ })

/* One event, and what the log makes of it. */
static void
say (Fixture *fixture, PalStatusEvent event)
{
  event.time = PBX_EPOCH + now (fixture).now / 1000 + fixture->pbx_offset;
  leg_feeder_status (&fixture->feeder, event);
  look (fixture);
}

static void
wait_s (Fixture *fixture, double seconds)
{
  pal_virtual_clock_advance (fixture->feeder.clock, (gint64) (seconds * SECOND));
}

static const StoreLogRow *
row (Fixture *fixture, guint i)
{
  g_assert_cmpuint (i, <, fixture->rows->len);
  return fixture->rows->pdata[i];
}

#define RING(user_, talker, room, number) \
  SAY (.user = user_, .talker_id = talker, .room_id = room, .other_number = number, \
       .status = PAL_CALL_STATUS_STARTRINGING)
#define ANSWER(user_, talker, room, number) \
  SAY (.user = user_, .talker_id = talker, .room_id = room, .other_number = number, \
       .status = PAL_CALL_STATUS_CALL_SUCCESS)
#define END(talker, res, q) \
  SAY (.talker_id = talker, .status = PAL_CALL_STATUS_DISCONNECT, .rescode = res, .q850code = q)
#define DIAL(user_, talker, room, number) \
  SAY (.user = user_, .talker_id = talker, .room_id = room, .other_number = number, \
       .status = PAL_CALL_STATUS_INCOMING)
#define REACH(user_, talker, room, number) \
  SAY (.user = user_, .talker_id = talker, .room_id = room, .other_number = number, \
       .status = PAL_CALL_STATUS_ANSWER_SUCCESS)

static void
test_answered (Fixture *fixture, gconstpointer data)
{
  gint64 start = now (fixture).real;
  const StoreLogRow *it;

  RING ("1002", "t1", "r1", "0311");
  it = row (fixture, 0);
  g_assert_cmpint (it->outcome, ==, STORE_LOG_OPEN);
  g_assert_false (it->is_answered);
  g_assert_false (it->is_outgoing);
  wait_s (fixture, 4);
  ANSWER ("1002", "t1", "r1", "0311");
  g_assert_true (row (fixture, 0)->is_answered);
  wait_s (fixture, 61.5);
  END ("t1", "200", "16");
  g_assert_cmpuint (fixture->rows->len, ==, 1);
  g_assert_cmpuint (fixture->n_new, ==, 1);
  it = row (fixture, 0);
  g_assert_cmpint (it->outcome, ==, STORE_LOG_ANSWERED);
  g_assert_cmpstr (it->number, ==, "0311");
  g_assert_cmpstr (it->key, ==, "0311");
  g_assert_cmpint (it->started_at, ==, start);
  g_assert_cmpint (it->answered_at, ==, start + 4 * SECOND);
  g_assert_cmpint (it->ended_at, ==, start + 65 * SECOND + SECOND / 2);
  g_assert_cmpint (it->duration, ==, 61500);
  g_assert_cmpint (it->rescode, ==, 200);
  g_assert_cmpint (it->q850, ==, 16);
  g_assert_null (it->sent_to);
  g_assert_null (it->taken_by);
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *rescode, *q850; StoreLogOutcome outcome; } ends[] = {
    { "487", "16", STORE_LOG_MISSED }, { "480", "19", STORE_LOG_MISSED }, { "486", "17", STORE_LOG_MISSED },
    { "603", "21", STORE_LOG_DECLINED }, { "200", "26", STORE_LOG_ELSEWHERE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      RING ("1002", "t1", "r1", "0311");
      wait_s (fixture, 3);
      END ("t1", ends[i].rescode, ends[i].q850);
      g_assert_cmpint (row (fixture, i)->outcome, ==, ends[i].outcome);
      g_assert_cmpint (row (fixture, i)->duration, ==, 0);
      wait_s (fixture, 3);
    }
  /* hung up by the person */
  RING ("1002", "t1", "r1", "0311");
  fixture->verb = DESK_VERB_HANG_UP;
  fixture->subject = "t1";
  END ("t1", "487", "16");
  g_assert_cmpint (row (fixture, G_N_ELEMENTS (ends))->outcome, ==, STORE_LOG_DECLINED);
}

static void
test_outgoing (Fixture *fixture, gconstpointer data)
{
  DIAL ("1002", "t1", "r1", "0311");
  wait_s (fixture, 2);
  REACH ("1002", "t1", "r1", "0311");
  wait_s (fixture, 10);
  END ("t1", "200", "16");
  g_assert_true (row (fixture, 0)->is_outgoing);
  g_assert_cmpint (row (fixture, 0)->outcome, ==, STORE_LOG_ANSWERED);
  g_assert_cmpint (row (fixture, 0)->duration, ==, 10000);

  DIAL ("1002", "t2", "r2", "1003");
  END ("t2", "486", "17");
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_UNREACHED);
  g_assert_cmpstr (row (fixture, 1)->name, ==, "Ben");
  g_assert_cmpint (row (fixture, 1)->rescode, ==, 486);
}

/* The PBX calls my phone first; the talk begins when the other one answers. */
static void
test_click_to_call (Fixture *fixture, gconstpointer data)
{
  SAY (.user = "1002", .talker_id = "t1", .room_id = "r1", .other_number = "1004", .role = "c",
       .status = PAL_CALL_STATUS_STARTRINGING);
  wait_s (fixture, 3);
  SAY (.user = "1002", .talker_id = "t1", .room_id = "r1", .other_number = "1004", .role = "c",
       .status = PAL_CALL_STATUS_CALL_SUCCESS);
  g_assert_false (row (fixture, 0)->is_answered);
  RING ("1004", "t2", "r1", "1002");
  wait_s (fixture, 5);
  ANSWER ("1004", "t2", "r1", "1002");
  wait_s (fixture, 7);
  END ("t2", "200", "16");
  END ("t1", "200", "16");
  g_assert_cmpuint (fixture->rows->len, ==, 1);
  g_assert_true (row (fixture, 0)->is_outgoing);
  g_assert_cmpstr (row (fixture, 0)->name, ==, "Chie");
  g_assert_cmpint (row (fixture, 0)->duration, ==, 7000);
  g_assert_null (row (fixture, 0)->taken_by);
}

static void
test_several_phones (Fixture *fixture, gconstpointer data)
{
  SAY (.user = "1002", .talker_id = "t1", .room_id = "r1", .other_number = "0311", .phone_index = 1,
       .status = PAL_CALL_STATUS_STARTRINGING);
  SAY (.user = "1002", .talker_id = "t2", .room_id = "r1", .other_number = "0311", .phone_index = 2,
       .status = PAL_CALL_STATUS_STARTRINGING);
  ANSWER ("1002", "t2", "r1", "0311");
  END ("t1", "200", "26");
  wait_s (fixture, 5);
  END ("t2", "200", "16");
  g_assert_cmpuint (fixture->rows->len, ==, 1);
  g_assert_cmpint (row (fixture, 0)->outcome, ==, STORE_LOG_ANSWERED);
  g_assert_cmpint (row (fixture, 0)->duration, ==, 5000);
  g_assert_cmpstr (row (fixture, 0)->talker_id, ==, "t2");
  g_assert_cmpint (row (fixture, 0)->phone_index, ==, 2);
  g_assert_cmpint (row (fixture, 0)->q850, ==, 16);

  RING ("1002", "t3", "r2", "0311");
  RING ("1002", "t4", "r2", "0311");
  END ("t3", "480", "19");
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_OPEN);
  END ("t4", "480", "19");
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_MISSED);
  g_assert_cmpuint (fixture->rows->len, ==, 2);
}

static void
test_colleague (Fixture *fixture, gconstpointer data)
{
  /* it rings at both of us; in either order of events */
  RING ("1002", "t1", "r1", "0311");
  RING ("1003", "t2", "r1", "0311");
  ANSWER ("1003", "t2", "r1", "0311");
  END ("t1", "200", "26");
  g_assert_cmpint (row (fixture, 0)->outcome, ==, STORE_LOG_ELSEWHERE);
  g_assert_cmpstr (row (fixture, 0)->taken_by_name, ==, "Ben");

  RING ("1002", "t3", "r2", "0311");
  END ("t3", "480", "19");
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_MISSED);
  wait_s (fixture, 20);
  RING ("1003", "t4", "r2", "0311"); /* the queue goes on to the next */
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_MISSED);
  wait_s (fixture, 5);
  ANSWER ("1003", "t4", "r2", "0311");
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_ELSEWHERE);
  g_assert_cmpstr (row (fixture, 1)->taken_by, ==, "1003");

  /* who called is no taker, even if it is a colleague who is answered by another */
  DIAL ("1004", "t5", "r3", "600");
  RING ("1002", "t6", "r3", "1004");
  RING ("1003", "t7", "r3", "1004");
  REACH ("1004", "t5", "r3", "1003");
  ANSWER ("1003", "t7", "r3", "1004");
  END ("t6", "200", "26");
  g_assert_cmpstr (row (fixture, 2)->taken_by, ==, "1003");
  g_assert_cmpstr (row (fixture, 2)->name, ==, "Chie");
}

/* A group is called: its number is what was dialled, and who answered is said. */
static void
test_group_called (Fixture *fixture, gconstpointer data)
{
  DIAL ("1002", "t1", "r1", "600");
  RING ("1003", "t2", "r1", "1002");
  RING ("1004", "t3", "r1", "1002");
  ANSWER ("1004", "t3", "r1", "1002");
  REACH ("1002", "t1", "r1", "1004");
  END ("t2", "200", "26");
  wait_s (fixture, 5);
  SAY (.user = "1004", .talker_id = "t3", .room_id = "r1", .other_number = "1002", .status = PAL_CALL_STATUS_UNHOLD);
  END ("t1", "200", "16");
  END ("t3", "200", "16");
  g_assert_cmpuint (fixture->rows->len, ==, 1);
  g_assert_cmpstr (row (fixture, 0)->number, ==, "600");
  g_assert_cmpstr (row (fixture, 0)->taken_by, ==, "1004");
  g_assert_null (row (fixture, 0)->sent_to);
}

static void
test_transfers (Fixture *fixture, gconstpointer data)
{
  /* blind, by the program */
  RING ("1002", "t1", "r1", "0311");
  ANSWER ("1002", "t1", "r1", "0311");
  wait_s (fixture, 5);
  fixture->verb = DESK_VERB_TRANSFER;
  fixture->subject = "t1";
  fixture->target = "1003";
  END ("t1", "200", "16");
  fixture->subject = NULL;
  g_assert_cmpstr (row (fixture, 0)->sent_to, ==, "1003");
  g_assert_cmpstr (row (fixture, 0)->sent_to_name, ==, "Ben");
  g_assert_cmpint (row (fixture, 0)->outcome, ==, STORE_LOG_ANSWERED);

  /* blind, by the phone: who rings next in that room */
  RING ("1002", "t2", "r2", "0311");
  ANSWER ("1002", "t2", "r2", "0311");
  wait_s (fixture, 5);
  END ("t2", "200", "16");
  RING ("1004", "t3", "r2", "0311");
  g_assert_cmpstr (row (fixture, 1)->sent_to_name, ==, "Chie");

  /* it comes back: another line */
  END ("t3", "480", "19");
  RING ("1002", "t4", "r2", "0311");
  END ("t4", "487", "16");
  g_assert_cmpuint (fixture->rows->len, ==, 3);
  g_assert_cmpint (row (fixture, 2)->outcome, ==, STORE_LOG_MISSED);

  /* attended */
  RING ("1002", "t5", "r3", "0311");
  ANSWER ("1002", "t5", "r3", "0311");
  SAY (.user = "1002", .talker_id = "t5", .room_id = "r3", .other_number = "0311", .status = PAL_CALL_STATUS_HOLD);
  RING ("1003", "t6", "r3", "1002");
  ANSWER ("1003", "t6", "r3", "1002");
  SAY (.user = "1002", .talker_id = "t5", .room_id = "r3", .other_number = "1003",
       .status = PAL_CALL_STATUS_TRANSFER_RESPONSE);
  wait_s (fixture, 5);
  END ("t5", "200", "16");
  g_assert_cmpstr (row (fixture, 3)->number, ==, "0311");
  g_assert_cmpstr (row (fixture, 3)->sent_to_name, ==, "Ben");
  g_assert_cmpint (row (fixture, 3)->duration, ==, 5000);

  /* sent on while it rang */
  RING ("1002", "t7", "r4", "0311");
  fixture->verb = DESK_VERB_DEFLECT;
  fixture->subject = "t7";
  fixture->target = "1004";
  END ("t7", "487", "16");
  g_assert_cmpint (row (fixture, 4)->outcome, ==, STORE_LOG_SENT_ON);
  g_assert_cmpstr (row (fixture, 4)->sent_to, ==, "1004");
}

static void
test_parked (Fixture *fixture, gconstpointer data)
{
  RING ("1002", "t1", "r1", "0311");
  ANSWER ("1002", "t1", "r1", "0311");
  wait_s (fixture, 5);
  END ("t1", "200", "16");
  desk_log_calls_see_park (fixture->calls, "r1", "701", now (fixture).now);
  g_assert_cmpstr (row (fixture, 0)->sent_to, ==, "701");
  g_assert_null (row (fixture, 0)->sent_to_name);
  /* a colleague fetches it: nothing new about my part */
  RING ("1003", "t2", "r1", "0311");
  ANSWER ("1003", "t2", "r1", "0311");
  g_assert_cmpstr (row (fixture, 0)->sent_to, ==, "701");
  g_assert_null (row (fixture, 0)->taken_by);

  RING ("1002", "t3", "r2", "0311");
  ANSWER ("1002", "t3", "r2", "0311");
  fixture->verb = DESK_VERB_PARK;
  fixture->subject = "t3";
  fixture->target = "702";
  END ("t3", "200", "16");
  g_assert_cmpstr (row (fixture, 1)->sent_to, ==, "702");
  g_assert_null (row (fixture, 1)->sent_to_name);
}

static void
test_room_changes (Fixture *fixture, gconstpointer data)
{
  RING ("1002", "t1", "r1", "0311");
  RING ("1003", "t2", "r1", "0311");
  SAY (.user = "1003", .talker_id = "t2", .room_id = "r2", .other_number = "0311",
       .status = PAL_CALL_STATUS_CALL_SUCCESS);
  END ("t1", "487", "16");
  g_assert_cmpstr (row (fixture, 0)->taken_by, ==, "1003");

  DIAL ("1002", "t3", "r3", "1003");
  SAY (.user = "1002", .talker_id = "t3", .room_id = "r4", .other_number = "1003",
       .status = PAL_CALL_STATUS_ANSWER_SUCCESS);
  wait_s (fixture, 2);
  END ("t3", "200", "16");
  g_assert_cmpuint (fixture->rows->len, ==, 2);
  g_assert_cmpint (row (fixture, 1)->duration, ==, 2000);
}

static void
queue_says (Fixture *fixture, const char *room, gboolean on)
{
  PalQueueEvent event = { .extension = "600", .room_id = room, .on = on };

  desk_leg_table_queue (fixture->feeder.legs, &event);
  look (fixture);
}

/* It has left the queue before it rings here. */
static void
test_picked_up (Fixture *fixture, gconstpointer data)
{
  queue_says (fixture, "r1", TRUE);
  queue_says (fixture, "r1", FALSE);
  RING ("1002", "t1", "r1", "0311");
  ANSWER ("1002", "t1", "r1", "0311");
  END ("t1", "200", "16");
  g_assert_cmpstr (row (fixture, 0)->queue, ==, "600");
  g_assert_cmpstr (row (fixture, 0)->queue_name, ==, "Sales");

  /* while it rang elsewhere */
  queue_says (fixture, "r2", TRUE);
  RING ("1003", "t2", "r2", "0312");
  queue_says (fixture, "r2", FALSE);
  END ("t2", "200", "26");
  RING ("1002", "t3", "r2", "0312");
  g_assert_cmpstr (row (fixture, 1)->queue, ==, "600");
  END ("t3", "487", "16");

  /* A colleague took it, and gave it to me: not from the queue. */
  queue_says (fixture, "r3", TRUE);
  RING ("1003", "t4", "r3", "0313");
  ANSWER ("1003", "t4", "r3", "0313");
  queue_says (fixture, "r3", FALSE);
  RING ("1002", "t5", "r3", "0313");
  g_assert_cmpstr (row (fixture, 2)->number, ==, "0313");
  END ("t5", "487", "16");

  /* It gave up; a call that has nothing to do with it comes from no queue. */
  queue_says (fixture, "r4", TRUE);
  queue_says (fixture, "r4", FALSE);
  RING ("1002", "t6", "r5", "0314");
  g_assert_null (row (fixture, 3)->queue);
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  PalCallRecordingEvent recording = { .talker_id = "t1", .on = TRUE };
  PalQueueEvent queue = { .extension = "600", .room_id = "r1", .on = TRUE };

  desk_leg_table_queue (fixture->feeder.legs, &queue);
  SAY (.user = "1002", .talker_id = "t1", .room_id = "r1", .other_number = "0311", .other_name = "Mori",
       .status = PAL_CALL_STATUS_STARTRINGING);
  ANSWER ("1002", "t1", "r1", "0311");
  desk_leg_table_recording (fixture->feeder.legs, &recording);
  look (fixture);
  g_assert_true (row (fixture, 0)->is_recorded);
  SAY (.talker_id = "t1", .status = PAL_CALL_STATUS_DISCONNECT, .rescode = "200", .q850code = "16", .rec = "rec7");
  g_assert_cmpstr (row (fixture, 0)->queue, ==, "600");
  g_assert_cmpstr (row (fixture, 0)->queue_name, ==, "Sales");
  g_assert_cmpstr (row (fixture, 0)->name, ==, "Mori");
  g_assert_cmpstr (row (fixture, 0)->recording, ==, "rec7");

  /* nobody is named at first */
  SAY (.user = "1002", .talker_id = "t2", .room_id = "r2", .status = PAL_CALL_STATUS_STARTRINGING);
  g_assert_null (row (fixture, 1)->number);
  g_assert_cmpstr (row (fixture, 1)->key, ==, "");
  RING ("1002", "t2", "r2", "+81 3-1234-5678");
  g_assert_cmpstr (row (fixture, 1)->key, ==, "312345678");
  END ("t2", "487", "16");
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_MISSED);
}

/* The PBX's clock is off, and is put right in the middle of the call. */
static void
test_clocks (Fixture *fixture, gconstpointer data)
{
  fixture->pbx_offset = -37 * 60 * 1000;
  RING ("1002", "t1", "r1", "0311");
  ANSWER ("1002", "t1", "r1", "0311");
  wait_s (fixture, 90);
  END ("t1", "200", "16");
  g_assert_cmpint (row (fixture, 0)->duration, ==, 90000);

  RING ("1002", "t2", "r2", "0311");
  ANSWER ("1002", "t2", "r2", "0311");
  wait_s (fixture, 30);
  fixture->pbx_offset = 0;
  END ("t2", "200", "16");
  g_assert_cmpint (row (fixture, 1)->duration, ==, 30000);

  RING ("1002", "t3", "r3", "0311");
  ANSWER ("1002", "t3", "r3", "0311");
  wait_s (fixture, 12);
  fixture->pbx_offset = -3600 * 1000;
  END ("t3", "200", "16");
  g_assert_cmpint (row (fixture, 2)->duration, ==, 12000);
}

/* The line was away when it ended: no end is invented. */
static void
test_unseen (Fixture *fixture, gconstpointer data)
{
  RING ("1002", "t1", "r1", "0311");
  ANSWER ("1002", "t1", "r1", "0311");
  RING ("1002", "t2", "r2", "0322");
  RING ("1002", "t3", "r3", "0333");
  ANSWER ("1002", "t3", "r3", "0333");
  wait_s (fixture, 60);
  desk_leg_table_begin_snapshot (fixture->feeder.legs);
  ANSWER ("1002", "t3", "r3", "0333");
  desk_leg_table_end_snapshot (fixture->feeder.legs, now (fixture).now);
  look (fixture);
  g_assert_cmpint (row (fixture, 0)->outcome, ==, STORE_LOG_ANSWERED);
  g_assert_cmpint (row (fixture, 0)->ended_at, ==, 0);
  g_assert_cmpint (row (fixture, 0)->duration, ==, -1);
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_UNSEEN);
  g_assert_cmpint (row (fixture, 2)->outcome, ==, STORE_LOG_OPEN);
  wait_s (fixture, 5);
  END ("t3", "200", "16");
  g_assert_cmpint (row (fixture, 2)->duration, ==, 65000);
  g_assert_cmpuint (fixture->rows->len, ==, 3);
}

/* The program was killed. One call goes on, one does not, and one has the id of an old one. */
static void
test_other_run (Fixture *fixture, gconstpointer late)
{
  g_autoptr (GPtrArray) open = NULL;

  RING ("1002", "t1", "r1", "0311");
  wait_s (fixture, 5);
  ANSWER ("1002", "t1", "r1", "0311");
  RING ("1002", "t2", "r2", "0322");
  RING ("1002", "t3", "r3", "0333");
  wait_s (fixture, 60);

  open = g_steal_pointer (&fixture->rows);
  fixture->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) store_log_row_free);
  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (fixture->rows, store_log_row_copy (open->pdata[i]));
  end_run (fixture);
  begin_run (fixture);
  fixture->n_new = 0;
  wait_s (fixture, 100);
  fixture->is_refused = late != NULL;
  for (guint i = 0; i < open->len && late == NULL; i++)
    desk_log_calls_adopt (fixture->calls, open->pdata[i]);
  desk_leg_table_begin_snapshot (fixture->feeder.legs);
  ANSWER ("1002", "t1", "r1", "0311");
  RING ("1002", "t3", "r9", "0399");
  desk_leg_table_end_snapshot (fixture->feeder.legs, now (fixture).now);
  look (fixture);
  if (late != NULL)
    {
      /* the store was slow */
      wait_s (fixture, 3);
      END ("t1", "200", "16");
      fixture->is_refused = FALSE;
      for (guint i = 0; i < open->len; i++)
        desk_log_calls_adopt (fixture->calls, open->pdata[i]);
      desk_log_calls_tell_all (fixture->calls);
    }
  desk_log_calls_settle (fixture->calls, fixture->feeder.legs, now (fixture));
  if (late == NULL)
    {
      wait_s (fixture, 3);
      END ("t1", "200", "16");
    }

  g_assert_cmpuint (fixture->rows->len, ==, 4);
  g_assert_cmpuint (fixture->n_new, ==, 1);
  g_assert_cmpint (row (fixture, 0)->outcome, ==, STORE_LOG_ANSWERED);
  g_assert_cmpint (row (fixture, 0)->answered_at, ==, ((StoreLogRow *) open->pdata[0])->answered_at);
  g_assert_cmpint (row (fixture, 0)->duration, >=, 0);
  g_assert_cmpint (row (fixture, 1)->outcome, ==, STORE_LOG_UNSEEN);
  g_assert_cmpint (row (fixture, 1)->ended_at, ==, 0);
  g_assert_cmpint (row (fixture, 2)->outcome, ==, STORE_LOG_UNSEEN);
  g_assert_cmpstr (row (fixture, 3)->number, ==, "0399");
  g_assert_cmpint (row (fixture, 3)->outcome, ==, STORE_LOG_OPEN);
}

/* Events of others cost nothing, and write nothing. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  RING ("1002", "t1", "r1", "0311");
  END ("t1", "487", "16");
  fixture->n_told = 0;
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *talker = g_strdup_printf ("o%u", i), *room = g_strdup_printf ("q%u", i);

      RING ("1003", talker, room, "0399");
      ANSWER ("1003", talker, room, "0399");
      END (talker, "200", "16");
    }
  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_assert_cmpuint (fixture->rows->len, ==, 1);
}

#define ADD(name, data, func) g_test_add ("/model/log-calls/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answered", NULL, test_answered);
  ADD ("ends", NULL, test_ends);
  ADD ("outgoing", NULL, test_outgoing);
  ADD ("click-to-call", NULL, test_click_to_call);
  ADD ("several-phones", NULL, test_several_phones);
  ADD ("colleague", NULL, test_colleague);
  ADD ("group-called", NULL, test_group_called);
  ADD ("transfers", NULL, test_transfers);
  ADD ("parked", NULL, test_parked);
  ADD ("room-changes", NULL, test_room_changes);
  ADD ("details", NULL, test_details);
  ADD ("picked-up", NULL, test_picked_up);
  ADD ("clocks", NULL, test_clocks);
  ADD ("unseen", NULL, test_unseen);
  ADD ("other-run", NULL, test_other_run);
  ADD ("other-run-late", "", test_other_run);
  ADD ("others", NULL, test_others);
  return g_test_run ();
}
