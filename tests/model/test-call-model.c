/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-call-private.h"
#include "tests/lib/test-mirror.h"

typedef struct
{
  DeskLegTable *table;
  DeskFlush *flush;
  PalVirtualClock *clock;
  DeskCallModel *model;
  TestMirror *mirror;
} Fixture;

static const char *
name_of (const char *number, const char *pbx_name, gpointer data)
{
  return pbx_name != NULL ? pbx_name : number;
}

static const char *
label_of (const char *queue, gpointer data)
{
  return queue;
}

static const char *
line_of (const char *room_id, gpointer data)
{
  return NULL;
}

static void
sync_calls (Fixture *fixture)
{
  const DeskCallNames names = { name_of, label_of, line_of, NULL };

  desk_call_model_sync (fixture->model, desk_leg_table_find_user (fixture->table, "A"),
                        desk_leg_table_get_gone (fixture->table), &names);
  desk_leg_table_settle (fixture->table);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->table = desk_leg_table_new ();
  fixture->flush = desk_flush_new ();
  fixture->clock = pal_virtual_clock_new ();
  fixture->model = desk_call_model_new (fixture->flush, PAL_CLOCK (fixture->clock));
  fixture->mirror = test_mirror_new (G_LIST_MODEL (fixture->model));
  desk_call_model_set_allowed (fixture->model, ~(DeskVerbs) 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_mirror_free (fixture->mirror);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->clock);
  desk_flush_unref (fixture->flush);
  desk_leg_table_free (fixture->table);
}

static void
feed (Fixture *fixture, PalStatusEvent event)
{
  gint64 now = pal_clock_get_monotonic (PAL_CLOCK (fixture->clock));

  event.user = "A";
  event.user_name = event.log_id = event.rec = event.disconnected_by = "";
  if (event.role == NULL)
    event.role = "";
  if (event.other_name == NULL)
    event.other_name = "";
  if (event.rescode == NULL)
    event.rescode = "";
  if (event.q850code == NULL)
    event.q850code = "";
  desk_leg_table_status (fixture->table, &event, now, now);
  sync_calls (fixture);
}

#define EV(code, room, talker, ...) \
  feed (fixture, (PalStatusEvent) { .status = code, .room_id = room, .talker_id = talker, ##__VA_ARGS__ })

static DeskCall *
call (Fixture *fixture, const char *id)
{
  return desk_call_model_find (fixture->model, id);
}

static guint
n_calls (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
}

static void
test_incoming (Fixture *fixture, gconstpointer data)
{
  EV (0, "r1", "t1", .other_number = "B");
  g_assert_cmpint (n_calls (fixture), ==, 0);
  EV (65, "r1", "t1", .other_number = "B");
  g_assert_cmpint (n_calls (fixture), ==, 1);
  g_assert_cmpint (desk_call_get_state (call (fixture, "t1")), ==, DESK_CALL_STATE_RINGING);
  g_assert_cmpstr (desk_call_get_name (call (fixture, "t1")), ==, "B");
  g_assert_true (desk_call_can (call (fixture, "t1"), DESK_VERB_ANSWER));
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t1"));
  g_assert_true (desk_call_model_get_ringing (fixture->model) == call (fixture, "t1"));
  EV (2, "r1", "t1");
  g_assert_false (desk_call_can (call (fixture, "t1"), DESK_VERB_ANSWER));
  g_assert_true (desk_call_can (call (fixture, "t1"), DESK_VERB_HOLD));
  g_assert_cmpint (desk_call_get_started (call (fixture, "t1")), >, 0);
  g_assert_null (desk_call_model_get_ringing (fixture->model));
  EV (35, "r1", "t1");
  g_assert_true (desk_call_can (call (fixture, "t1"), DESK_VERB_RESUME));
  EV (-1, "r1", "t1", .rescode = "200", .q850code = "16");
  g_assert_cmpint (n_calls (fixture), ==, 0);
  g_assert_null (desk_call_model_get_selected (fixture->model));
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  EV (0, "r1", "t1", .role = "c", .other_number = "B");
  g_assert_cmpint (desk_call_get_state (call (fixture, "t1")), ==, DESK_CALL_STATE_DIALLING);
  g_assert_false (desk_call_can (call (fixture, "t1"), DESK_VERB_ANSWER));
  EV (65, "r1", "t1", .role = "c");
  g_assert_true (desk_call_can (call (fixture, "t1"), DESK_VERB_ANSWER));
  EV (2, "r1", "t1", .role = "c");
  g_assert_false (desk_call_can (call (fixture, "t1"), DESK_VERB_ANSWER));
  EV (-1, "r1", "t1", .rescode = "486", .q850code = "17");
  g_assert_cmpint (n_calls (fixture), ==, 1);
  g_assert_cmpint (desk_call_get_state (call (fixture, "t1")), ==, DESK_CALL_STATE_ENDED);
  g_assert_cmpint (desk_call_get_rescode (call (fixture, "t1")), ==, 486);
  g_assert_cmpint (desk_call_get_q850 (call (fixture, "t1")), ==, 17);
  g_assert_false (desk_call_can (call (fixture, "t1"), DESK_VERB_HANG_UP));
  EV (1, "r2", "t2");
  g_assert_cmpint (n_calls (fixture), ==, 2);
  pal_virtual_clock_advance (fixture->clock, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (n_calls (fixture), ==, 2);
  EV (-1, "r2", "t2", .rescode = "404");
  pal_virtual_clock_advance (fixture->clock, G_USEC_PER_SEC);
  g_assert_cmpint (n_calls (fixture), ==, 1);
  pal_virtual_clock_advance (fixture->clock, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (n_calls (fixture), ==, 0);

  /* A missed call and one cancelled by hand leave at once. */
  EV (65, "r3", "t3");
  EV (-1, "r3", "t3", .rescode = "480");
  EV (1, "r4", "t4");
  EV (-1, "r4", "t4", .rescode = "487");
  g_assert_cmpint (n_calls (fixture), ==, 0);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  guint n_ringing;

  EV (14, "r1", "t1");
  EV (65, "r2", "t2");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t1"));
  EV (35, "r1", "t1");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t1"));
  EV (65, "r3", "t3");
  g_object_get (fixture->model, "n-ringing", &n_ringing, NULL);
  g_assert_cmpint (n_ringing, ==, 2);
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t2"));
  EV (-1, "r2", "t2");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t3"));
  EV (-1, "r3", "t3");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t1"));
}

/* The keys are for whom I have turned to, not for who was there first. */
static void
test_turning (Fixture *fixture, gconstpointer data)
{
  EV (14, "r1", "t1");
  EV (65, "r2", "t2");
  EV (2, "r2", "t2");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t2"));
  EV (35, "r1", "t1");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t2"));

  /* Resumed at the phone itself. */
  EV (35, "r2", "t2");
  EV (36, "r1", "t1");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t1"));
  EV (36, "r2", "t2");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t1"));

  /* A call of my own: it is this one that Enter picks up and that hanging up is for. */
  EV (35, "r1", "t1");
  EV (0, "r3", "t3", .role = "c", .other_number = "B");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t3"));
  desk_call_model_set_selected (fixture->model, call (fixture, "t1"));
  EV (36, "r1", "t1");
  EV (14, "r3", "t3");
  g_assert_true (desk_call_model_get_selected (fixture->model) == call (fixture, "t1"));
}

static void
test_several_phones (Fixture *fixture, gconstpointer data)
{
  desk_call_model_set_phone (fixture->model, 2);
  EV (65, "r1", "t1", .phone_index = 1);
  g_assert_cmpint (n_calls (fixture), ==, 1);
  EV (65, "r1", "t2", .phone_index = 2);
  EV (65, "r1", "t3", .phone_index = 3);
  g_assert_cmpint (n_calls (fixture), ==, 1);
  g_assert_nonnull (call (fixture, "t2"));
  EV (2, "r1", "t1", .phone_index = 1);
  EV (-1, "r1", "t2");
  EV (-1, "r1", "t3");
  g_assert_cmpint (n_calls (fixture), ==, 1);
  g_assert_nonnull (call (fixture, "t1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/model/call-model/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("incoming", test_incoming);
  ADD ("failed", test_failed);
  ADD ("selection", test_selection);
  ADD ("turning", test_turning);
  ADD ("several-phones", test_several_phones);
  return g_test_run ();
}
