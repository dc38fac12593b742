/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In all of them 1002 (me, t1) talks with 1003 (t2), or with somebody outside, in r1 and sends the call to
 * 1004. */
#include "config.h"

#include "model/desk-flight-private.h"
#include "tests/model/leg-feeder.h"

typedef struct
{
  LegFeeder feeder;
  DeskFlightModel *model;
  DeskFlight *flight; /* owned */
  GString *ended;
} Fixture;

static void
ended_cb (DeskFlightModel *model, DeskFlight *flight, Fixture *fixture)
{
  g_string_append_printf (fixture->ended, "%d ", desk_flight_get_state (flight));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  leg_feeder_init (&fixture->feeder);
  fixture->model = desk_flight_model_new (PAL_CLOCK (fixture->feeder.clock));
  desk_flight_model_set_own (fixture->model, "1002");
  desk_flight_model_set_ready (fixture->model, TRUE);
  fixture->ended = g_string_new (NULL);
  g_signal_connect (fixture->model, "ended", G_CALLBACK (ended_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->flight);
  leg_feeder_clear (&fixture->feeder);
  g_string_free (fixture->ended, TRUE);
}

/* The end of a slice. */
static void
settle (Fixture *fixture)
{
  GPtrArray *gone = desk_leg_table_get_gone (fixture->feeder.legs);
  GPtrArray *dirty = desk_leg_table_get_dirty (fixture->feeder.legs);

  for (guint i = 0; i < gone->len; i++)
    desk_flight_model_see (fixture->model, gone->pdata[i]);
  for (guint i = 0; i < dirty->len; i++)
    for (const DeskLeg *leg = ((DeskUser *) dirty->pdata[i])->legs; leg != NULL; leg = leg->next)
      desk_flight_model_see (fixture->model, leg);
  desk_leg_table_settle (fixture->feeder.legs);
  desk_flight_model_check (fixture->model);
}

#define EV(who, code, room, talker, ...) \
  leg_feeder_status (&fixture->feeder, (PalStatusEvent) { .user = who, .status = code, .room_id = room, \
                                                          .talker_id = talker, ##__VA_ARGS__ })

static void
begin (Fixture *fixture, const char *party, const char *target)
{
  gboolean is_inside = g_str_equal (party, "1003");

  leg_feeder_registered (&fixture->feeder, "1004", TRUE);
  EV ("1002", 1, "r1", "t1", .other_number = party);
  if (is_inside)
    EV ("1003", 65, "r1", "t2", .other_number = "1002");
  if (is_inside)
    EV ("1003", 2, "r1", "t2");
  EV ("1002", 14, "r1", "t1");
  settle (fixture);

  const DeskFlightStart start = {
    .room_id = "r1", .party_id = is_inside ? "t2" : NULL, .name = "Mori", .number = party, .target = target,
    .target_name = "Chie", .own = desk_leg_table_find_user (fixture->feeder.legs, "1002"),
    .is_watched = desk_leg_table_find_user (fixture->feeder.legs, target) != NULL,
  };
  fixture->flight = g_object_ref (desk_flight_model_prepare (fixture->model, &start));
}

static void
send_blind (Fixture *fixture, const char *party)
{
  begin (fixture, party, "1004");
  EV ("1004", 0, "r1", "t3", .other_number = party);
  settle (fixture);
  EV ("1002", -1, "r1", "t1");
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 0);
  desk_flight_model_start (fixture->model, fixture->flight);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 1);
  EV ("1004", 65, "r1", "t3");
  settle (fixture);
}

static void
wait (Fixture *fixture, gint64 seconds)
{
  pal_virtual_clock_advance (fixture->feeder.clock, seconds * SECOND);
}

#define IS(expected) g_assert_cmpint (desk_flight_get_state (fixture->flight), ==, DESK_FLIGHT_##expected)
#define STAYS(n) g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, n)

static void
test_answered (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, data);
  IS (CALLING);
  wait (fixture, 25);
  IS (CALLING);
  EV ("1004", 2, "r1", "t3");
  settle (fixture);
  IS (ANSWERED);
  g_assert_false (desk_flight_get_can_reclaim (fixture->flight));
  wait (fixture, 5);
  STAYS (1);
  wait (fixture, 2);
  STAYS (0);
  g_assert_cmpstr (fixture->ended->str, ==, "1 ");
}

/* Within one slice: whoever looks only now finds nobody. */
static void
test_short (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, data);
  EV ("1004", 2, "r1", "t3");
  EV ("1004", -1, "r1", "t3", .rescode = "200");
  if (g_str_equal (data, "1003"))
    EV ("1003", -1, "r1", "t2", .rescode = "200");
  settle (fixture);
  IS (ANSWERED);
}

/* Answered in a new room, told by 16. */
static void
test_new_room (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, "1003");
  EV ("1003", 16, "r7", "t2", .other_number = "1004");
  EV ("1004", 16, "r7", "t3", .other_number = "1003");
  settle (fixture);
  IS (ANSWERED);
  g_assert_cmpstr (desk_flight_get_room_id (fixture->flight), ==, "r7");
}

static void
test_returned (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, data);
  EV ("1004", -1, "r1", "t3", .rescode = "480");
  settle (fixture);
  IS (CALLING);
  wait (fixture, 1);
  EV ("1002", 0, "r1", "t4", .other_number = data);
  EV ("1002", 48, "r1", "t4");
  settle (fixture);
  IS (RETURNED);
  g_assert_false (desk_flight_get_can_reclaim (fixture->flight));
  EV ("1002", 2, "r1", "t4");
  settle (fixture);
  IS (RETURNED);
  wait (fixture, 31);
  STAYS (0);
}

/* The caller gives up. */
static void
test_lost_inside (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, "1003");
  EV ("1003", -1, "r1", "t2");
  settle (fixture);
  IS (LOST);
  g_assert_true (desk_flight_get_can_reclaim (fixture->flight));
  EV ("1004", -1, "r1", "t3");
  settle (fixture);
  IS (LOST);
}

/* Of an outside caller nothing is told: it is concluded from silence, and not at once. */
static void
test_lost_outside (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, "0312345678");
  EV ("1004", -1, "r1", "t3", .rescode = "487");
  settle (fixture);
  wait (fixture, 3);
  IS (CALLING);
  wait (fixture, 2);
  IS (LOST);
  g_assert_true (desk_flight_get_can_reclaim (fixture->flight));
  wait (fixture, 500);
  STAYS (1);
  desk_flight_model_dismiss (fixture->model, fixture->flight);
  STAYS (0);
}

static void
test_anonymous (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, "anonymous");
  EV ("1004", -1, "r1", "t3");
  settle (fixture);
  wait (fixture, 5);
  IS (LOST);
  g_assert_false (desk_flight_get_can_reclaim (fixture->flight));
}

/* It rings on at somebody else. */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, "0312345678");
  EV ("1004", -1, "r1", "t3");
  settle (fixture);
  wait (fixture, 2);
  EV ("1005", 65, "r1", "t5", .other_number = "0312345678");
  settle (fixture);
  wait (fixture, 20);
  IS (CALLING);
  EV ("1005", 2, "r1", "t5");
  settle (fixture);
  IS (ANSWERED);
}

/* Nobody can see where this goes. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "0312345678", "0399999999");
  EV ("1002", -1, "r1", "t1");
  settle (fixture);
  desk_flight_model_start (fixture->model, fixture->flight);
  IS (UNKNOWN);
  wait (fixture, 59);
  STAYS (1);
  wait (fixture, 2);
  STAYS (0);
}

/* … but the party is told of. */
static void
test_party_tells (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "1003", "0399999999");
  EV ("1002", -1, "r1", "t1");
  settle (fixture);
  desk_flight_model_start (fixture->model, fixture->flight);
  IS (UNKNOWN);
  EV ("1003", 14, "r1", "t2", .other_number = "0399999999");
  settle (fixture);
  IS (ANSWERED);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "1003", "1004");
  desk_flight_model_forget (fixture->model, fixture->flight);
  STAYS (0);
  g_assert_true (desk_flight_model_is_idle (fixture->model));
}

static void
test_back_at_slot (Fixture *fixture, gconstpointer data)
{
  const PalParkEvent event = { "701", "r1", "t9", 0, TRUE };

  send_blind (fixture, "0312345678");
  EV ("1004", -1, "r1", "t3");
  desk_flight_model_see_park (fixture->model, &event);
  settle (fixture);
  IS (RETURNED);
}

/* What happened while the line was away is not known. */
static void
test_gap (Fixture *fixture, gconstpointer data)
{
  send_blind (fixture, "0312345678");
  desk_flight_model_set_ready (fixture->model, FALSE);
  wait (fixture, 60);
  IS (CALLING);
  desk_leg_table_begin_snapshot (fixture->feeder.legs);
  if (data != NULL)
    EV ("1004", 2, "r1", "t3");
  desk_leg_table_end_snapshot (fixture->feeder.legs, 1);
  settle (fixture);
  desk_flight_model_set_ready (fixture->model, TRUE);
  wait (fixture, 5);
  if (data != NULL)
    IS (ANSWERED);
  else
    IS (UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/model/flight/" name, Fixture, data, set_up, func, tear_down)
  ADD ("answered", "1003", test_answered);
  ADD ("answered-outside", "0312345678", test_answered);
  ADD ("short", "1003", test_short);
  ADD ("short-outside", "0312345678", test_short);
  ADD ("new-room", NULL, test_new_room);
  ADD ("returned", "1003", test_returned);
  ADD ("returned-outside", "0312345678", test_returned);
  ADD ("lost-inside", NULL, test_lost_inside);
  ADD ("lost-outside", NULL, test_lost_outside);
  ADD ("anonymous", NULL, test_anonymous);
  ADD ("goes-on", NULL, test_goes_on);
  ADD ("unknown", NULL, test_unknown);
  ADD ("party-tells", NULL, test_party_tells);
  ADD ("refused", NULL, test_refused);
  ADD ("back-at-slot", NULL, test_back_at_slot);
  ADD ("gap", NULL, test_gap);
  ADD ("gap-answered", "answered", test_gap);
  return g_test_run ();
}
