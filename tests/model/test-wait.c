/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 1002 is me, 1004 the busy colleague (t3 in r3). A caller is parked at 701: t9 in r9. */
#include "config.h"

#include "model/desk-enum-types.h"
#include "model/desk-wait-private.h"
#include "tests/model/leg-feeder.h"

typedef struct
{
  LegFeeder feeder;
  DeskWaitModel *model;
  GString *told; /* "ready:1004 fire:1004 ended:3 " */
  guint n_kept, n_dropped;
} Fixture;

static void
ready_cb (DeskWaitModel *model, DeskWait *wait, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "ready:%s ", desk_wait_get_target (wait));
}

static void
fire_cb (DeskWaitModel *model, DeskWait *wait, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "fire:%s ", desk_wait_get_target (wait));
}

static void
ended_cb (DeskWaitModel *model, DeskWait *wait, Fixture *fixture)
{
  g_autoptr (GEnumClass) names = g_type_class_ref (DESK_TYPE_WAIT_STATE);
  int state = (int) desk_wait_get_state (wait);

  g_string_append_printf (fixture->told, "%s ", g_enum_get_value (names, state)->value_nick);
}

static void
kept_cb (DeskWaitModel *model, DeskWait *wait, Fixture *fixture)
{
  fixture->n_kept++;
}

static void
dropped_cb (DeskWaitModel *model, DeskWait *wait, Fixture *fixture)
{
  fixture->n_dropped++;
}

static void
settle (Fixture *fixture)
{
  GPtrArray *gone = desk_leg_table_get_gone (fixture->feeder.legs);
  GPtrArray *dirty = desk_leg_table_get_dirty (fixture->feeder.legs);

  for (guint i = 0; i < gone->len; i++)
    desk_wait_model_see (fixture->model, gone->pdata[i]);
  for (guint i = 0; i < dirty->len; i++)
    for (const DeskLeg *leg = ((DeskUser *) dirty->pdata[i])->legs; leg != NULL; leg = leg->next)
      desk_wait_model_see (fixture->model, leg);
  desk_leg_table_settle (fixture->feeder.legs);
  desk_wait_model_check (fixture->model);
}

#define EV(who, code, room, talker, ...) \
  G_STMT_START { \
    leg_feeder_status (&fixture->feeder, (PalStatusEvent) { .user = who, .status = code, .room_id = room, \
                                                            .talker_id = talker, ##__VA_ARGS__ }); \
    settle (fixture); \
  } G_STMT_END

static void
park (Fixture *fixture, const char *slot, const char *room, const char *talker)
{
  PalParkEvent event = { slot, room, talker, 0, talker[0] != '\0' };

  desk_wait_model_see_park (fixture->model, &event);
  settle (fixture);
}

static void
make_model (Fixture *fixture)
{
  fixture->model = desk_wait_model_new (PAL_CLOCK (fixture->feeder.clock), fixture->feeder.legs, "1002");
  g_signal_connect (fixture->model, "ready", G_CALLBACK (ready_cb), fixture);
  g_signal_connect (fixture->model, "fire", G_CALLBACK (fire_cb), fixture);
  g_signal_connect (fixture->model, "ended", G_CALLBACK (ended_cb), fixture);
  g_signal_connect (fixture->model, "kept", G_CALLBACK (kept_cb), fixture);
  g_signal_connect (fixture->model, "dropped", G_CALLBACK (dropped_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  leg_feeder_init (&fixture->feeder);
  fixture->told = g_string_new (NULL);
  make_model (fixture);
  desk_wait_model_set_ready (fixture->model, TRUE);
  leg_feeder_registered (&fixture->feeder, "1002", TRUE);
  leg_feeder_registered (&fixture->feeder, "1004", TRUE);
  EV ("1004", 2, "r3", "t3");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  leg_feeder_clear (&fixture->feeder);
  g_string_free (fixture->told, TRUE);
}

static void
wait_ms (Fixture *fixture, gint64 ms)
{
  pal_virtual_clock_advance (fixture->feeder.clock, ms * 1000);
}

static void
expect (Fixture *fixture, const char *told)
{
  g_assert_cmpstr (fixture->told->str, ==, told);
  g_string_truncate (fixture->told, 0);
}

static DeskWait *
book (Fixture *fixture, DeskWaitKind kind)
{
  const DeskWaitStart start = { .target = "1004", .kind = kind };

  return desk_wait_model_book (fixture->model, &start, DESK_WAIT_STATE_WAITING);
}

static DeskWait *
book_caller (Fixture *fixture, const char *slot, const char *room, const char *talker)
{
  const DeskWaitStart start = { .target = "1004", .kind = DESK_WAIT_TRANSFER, .slot = slot, .room_id = room,
                                .caller_number = "0312345678", .caller_name = "Mori" };
  DeskWait *wait = desk_wait_model_book (fixture->model, &start, DESK_WAIT_STATE_PARKING);

  park (fixture, slot, room, talker);
  desk_wait_model_parked (fixture->model, wait);
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_WAITING);
  g_assert_cmpstr (desk_wait_get_talker_id (wait), ==, talker);
  return wait;
}

static void
become_free (Fixture *fixture)
{
  EV ("1004", -1, "r3", "t3");
}

static void
test_tell (Fixture *fixture, gconstpointer data)
{
  book (fixture, DESK_WAIT_TELL);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  become_free (fixture);
  wait_ms (fixture, 1900);
  expect (fixture, "");
  wait_ms (fixture, 200);
  expect (fixture, "ready:1004 done ");
  g_assert_cmpuint (fixture->n_kept, ==, 1);
  g_assert_cmpuint (fixture->n_dropped, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 1);
  wait_ms (fixture, 16000);
  g_assert_true (desk_wait_model_is_idle (fixture->model));
}

/* Free for a moment only. */
static void
test_settle (Fixture *fixture, gconstpointer data)
{
  book (fixture, DESK_WAIT_TELL);
  become_free (fixture);
  wait_ms (fixture, 1500);
  EV ("1004", 65, "r4", "t4");
  wait_ms (fixture, 60000);
  expect (fixture, "");
  EV ("1004", -1, "r4", "t4");
  wait_ms (fixture, 1500);
  expect (fixture, "");
  wait_ms (fixture, 600);
  expect (fixture, "ready:1004 done ");
}

/* One leg of two, and one that is on hold. */
static void
test_last_leg (Fixture *fixture, gconstpointer data)
{
  book (fixture, DESK_WAIT_TELL);
  EV ("1004", 35, "r5", "t5");
  become_free (fixture);
  wait_ms (fixture, 10000);
  expect (fixture, "");
  EV ("1004", -1, "r5", "t5");
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 done ");
}

/* Known to be away is not free; not known is. */
static void
test_registration (Fixture *fixture, gconstpointer data)
{
  book (fixture, DESK_WAIT_TELL);
  leg_feeder_registered (&fixture->feeder, "1004", FALSE);
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  if (data == NULL)
    leg_feeder_registered (&fixture->feeder, "1004", TRUE);
  else
    desk_leg_table_ensure_user (fixture->feeder.legs, "1004")->registration = DESK_REGISTRATION_UNKNOWN;
  settle (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 done ");
}

static void
test_never_heard_of (Fixture *fixture, gconstpointer data)
{
  const DeskWaitStart start = { .target = "1011", .kind = DESK_WAIT_TELL };

  desk_wait_model_book (fixture->model, &start, DESK_WAIT_STATE_WAITING);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1011 done ");
}

static gboolean
is_told (const char *number, gpointer data)
{
  return *(gboolean *) data;
}

/* Of whom the line does not tell it is not known that he is free. */
static void
test_not_told (Fixture *fixture, gconstpointer data)
{
  gboolean is_on = FALSE;

  desk_wait_model_set_told (fixture->model, is_told, &is_on);
  book (fixture, DESK_WAIT_TELL);
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  is_on = TRUE;
  settle (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 done ");
}

static void
cancel_cb (DeskWait *wait, GParamSpec *pspec, Fixture *fixture)
{
  desk_wait_model_cancel (fixture->model, wait);
}

static void
test_cancelled_while_firing (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = book_caller (fixture, "701", "r9", "t9");

  g_signal_connect (wait, "notify::state", G_CALLBACK (cancel_cb), fixture);
  become_free (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 ");
  g_assert_cmpuint (fixture->n_dropped, ==, 1);
}

static void
test_call_confirmed (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = book (fixture, DESK_WAIT_CALL);

  g_assert_false (desk_wait_model_confirm (fixture->model, wait));
  become_free (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 ");
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_FIRING);

  /* Somebody else was faster. */
  EV ("1004", 65, "r4", "t4");
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_WAITING);
  g_assert_false (desk_wait_model_confirm (fixture->model, wait));
  EV ("1004", -1, "r4", "t4");
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 ");

  g_assert_true (desk_wait_model_confirm (fixture->model, wait));
  expect (fixture, "fire:1004 ");
  g_assert_false (desk_wait_model_confirm (fixture->model, wait));
  EV ("1004", 65, "r4", "t4");
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_FIRING);
  desk_wait_model_end (fixture->model, wait, DESK_WAIT_STATE_DONE);
  expect (fixture, "done ");
}

/* Not while I am in a call myself. */
static void
test_call_automatic (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = book (fixture, DESK_WAIT_CALL);

  desk_wait_set_is_automatic (wait, TRUE);
  EV ("1002", 2, "r6", "t6");
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  EV ("1002", -1, "r6", "t6");
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 fire:1004 ");
  wait_ms (fixture, 179000);
  expect (fixture, "");
  wait_ms (fixture, 1000);
  expect (fixture, "failed ");
}

static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = data != NULL ? book_caller (fixture, "701", "r9", "t9") : book (fixture, DESK_WAIT_CALL);

  g_assert_cmpint (desk_wait_get_expires_at (wait) - desk_wait_get_since (wait), ==, 3600 * SECOND);
  wait_ms (fixture, 3599000);
  expect (fixture, "");
  wait_ms (fixture, 1000);
  expect (fixture, "expired ");
  g_assert_cmpuint (desk_wait_get_position (wait), ==, 0);
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
}

static void
bring (Fixture *fixture)
{
  become_free (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 fire:1004 ");
  park (fixture, "701", "", "");
  EV ("1004", 0, "r9", "t7");
  EV ("1004", 65, "r9", "t7");
  wait_ms (fixture, 20000);
  expect (fixture, "");
}

static void
test_transfer (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = book_caller (fixture, "701", "r9", "t9");

  g_assert_cmpuint (fixture->n_kept, ==, 1);
  bring (fixture);
  g_assert_cmpuint (fixture->n_dropped, ==, 1); /* asked for: not to be done again after a restart */
  EV ("1004", 2, "r9", "t7");
  expect (fixture, "done ");
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_DONE);
  EV ("1004", -1, "r9", "t7");
  wait_ms (fixture, 10000);
  expect (fixture, "");
}

/* The room the call is forwarded from is the one it is in. */
static void
test_another_room (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = book_caller (fixture, "701", "r9", "t9");

  park (fixture, "701", "r12", "t9");
  become_free (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 fire:1004 ");
  g_assert_cmpstr (desk_wait_get_room_id (wait), ==, "r12");
  g_assert_cmpuint (fixture->n_kept, ==, 2);
}

/* Not answered: back at the slot, and not tried again. */
static void
test_transfer_back (Fixture *fixture, gconstpointer data)
{
  book_caller (fixture, "701", "r9", "t9");
  bring (fixture);
  EV ("1004", -1, "r9", "t7");
  wait_ms (fixture, 1000);
  park (fixture, "701", "r9", "t9");
  expect (fixture, "failed ");
  wait_ms (fixture, 60000);
  expect (fixture, "");
}

static void
test_transfer_given_up (Fixture *fixture, gconstpointer data)
{
  book_caller (fixture, "701", "r9", "t9");
  bring (fixture);
  EV ("1004", -1, "r9", "t7");
  wait_ms (fixture, 4000);
  expect (fixture, "lost ");
}

/* By way of my phone, which must be free for it. */
static void
test_transfer_by_phone (Fixture *fixture, gconstpointer data)
{
  desk_wait_model_set_needs_phone (fixture->model, TRUE);
  book_caller (fixture, "701", "r9", "t9");
  EV ("1002", 2, "r6", "t6");
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  EV ("1002", -1, "r6", "t6");
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 fire:1004 ");
  park (fixture, "701", "", "");
  EV ("1002", 65, "r9", "t7");
  wait_ms (fixture, 10000);
  EV ("1004", 65, "r9", "t8");
  EV ("1002", -1, "r9", "t7");
  wait_ms (fixture, 10000);
  expect (fixture, "");
  EV ("1004", 2, "r9", "t8");
  expect (fixture, "done ");
}

static void
test_hung_up (Fixture *fixture, gconstpointer data)
{
  book_caller (fixture, "701", "r9", "t9");
  park (fixture, "701", "", "");
  wait_ms (fixture, 3000);
  expect (fixture, "");
  wait_ms (fixture, 1000);
  expect (fixture, "lost ");
  /* Whoever waits there next has nothing to do with it. */
  park (fixture, "701", "r10", "t10");
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
}

static void
test_fetched (Fixture *fixture, gconstpointer data)
{
  book_caller (fixture, "701", "r9", "t9");
  park (fixture, "701", "", "");
  EV ("1006", 1, "r9", "t8");
  EV ("1006", 14, "r9", "t8");
  expect (fixture, "done ");
}

/* The PBX returns who is parked for long; unanswered, it is parked again. */
static void
test_returned_by_pbx (Fixture *fixture, gconstpointer data)
{
  book_caller (fixture, "701", "r9", "t9");
  park (fixture, "701", "", "");
  EV ("1002", 65, "r9", "t8");
  become_free (fixture);
  wait_ms (fixture, 30000);
  expect (fixture, "");
  EV ("1002", -1, "r9", "t8");
  park (fixture, "701", "r9", "t9");
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 fire:1004 ");
}

/* The first booked is the first served; who only wants to know does not count. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  DeskWait *first = book_caller (fixture, "701", "r9", "t9"), *second, *tell;

  tell = book (fixture, DESK_WAIT_TELL);
  second = book_caller (fixture, "702", "r10", "t10");
  g_assert_cmpuint (desk_wait_get_position (first), ==, 1);
  g_assert_cmpuint (desk_wait_get_position (tell), ==, 2);
  g_assert_cmpuint (desk_wait_get_position (second), ==, 3);
  become_free (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 fire:1004 ready:1004 done ");
  g_assert_cmpint (desk_wait_get_state (first), ==, DESK_WAIT_STATE_FIRING);
  g_assert_cmpint (desk_wait_get_state (second), ==, DESK_WAIT_STATE_WAITING);
  g_assert_cmpuint (desk_wait_get_position (second), ==, 2);
  wait_ms (fixture, 10000);
  expect (fixture, "");

  park (fixture, "701", "", "");
  EV ("1004", 65, "r9", "t7");
  EV ("1004", 2, "r9", "t7");
  expect (fixture, "done ");
  g_assert_cmpuint (desk_wait_get_position (second), ==, 1);
  wait_ms (fixture, 10000);
  EV ("1004", -1, "r9", "t7");
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 fire:1004 ");
  g_assert_cmpint (desk_wait_get_state (second), ==, DESK_WAIT_STATE_FIRING);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = book_caller (fixture, "701", "r9", "t9");
  DeskWait *next = book (fixture, DESK_WAIT_CALL);

  g_assert_cmpuint (desk_wait_model_count (fixture->model, "1004"), ==, 2);
  desk_wait_model_cancel (fixture->model, wait);
  g_assert_cmpuint (desk_wait_get_position (next), ==, 1);
  g_assert_cmpuint (fixture->n_dropped, ==, 1);
  become_free (fixture);
  wait_ms (fixture, 2000);
  expect (fixture, "ready:1004 ");
  desk_wait_model_cancel (fixture->model, next);
  g_assert_true (desk_wait_model_is_idle (fixture->model));
}

static void
test_not_parked (Fixture *fixture, gconstpointer data)
{
  const DeskWaitStart start = { .target = "1004", .kind = DESK_WAIT_TRANSFER, .slot = "701", .room_id = "r9" };
  DeskWait *wait = desk_wait_model_book (fixture->model, &start, DESK_WAIT_STATE_PARKING);

  /* Somebody else was parked there at the same moment. */
  park (fixture, "701", "r8", "t8");
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  desk_wait_model_unparked (fixture->model, wait);
  g_assert_true (desk_wait_model_is_idle (fixture->model));
  g_assert_cmpuint (fixture->n_kept, ==, 0);
}

static void
reconnect (Fixture *fixture, gboolean is_parked, gboolean is_busy)
{
  desk_wait_model_set_ready (fixture->model, FALSE);
  wait_ms (fixture, 60000);
  desk_leg_table_begin_snapshot (fixture->feeder.legs);
  desk_wait_model_begin_snapshot (fixture->model);
  if (is_busy)
    EV ("1004", 2, "r3", "t3");
  leg_feeder_registered (&fixture->feeder, "1004", TRUE);
  if (is_parked)
    park (fixture, "701", "r9", "t9");
  desk_leg_table_end_snapshot (fixture->feeder.legs,
                               pal_clock_get_monotonic (PAL_CLOCK (fixture->feeder.clock)));
  settle (fixture);
  expect (fixture, "");
  desk_wait_model_set_ready (fixture->model, TRUE);
}

static void
test_reconnect (Fixture *fixture, gconstpointer data)
{
  DeskWait *wait = book_caller (fixture, "701", "r9", "t9");
  gboolean is_stale;

  desk_wait_model_set_ready (fixture->model, FALSE);
  g_object_get (wait, "is-stale", &is_stale, NULL);
  g_assert_true (is_stale);
  become_free (fixture);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  desk_wait_model_set_ready (fixture->model, TRUE);
  EV ("1004", 2, "r3", "t3");

  reconnect (fixture, TRUE, TRUE);
  wait_ms (fixture, 60000);
  expect (fixture, "");
  reconnect (fixture, TRUE, FALSE);
  wait_ms (fixture, 1900);
  expect (fixture, "");
  wait_ms (fixture, 100);
  expect (fixture, "ready:1004 fire:1004 ");
  g_assert_cmpint (desk_wait_get_state (wait), ==, DESK_WAIT_STATE_FIRING);
}

static void
test_reconnect_lost (Fixture *fixture, gconstpointer data)
{
  book_caller (fixture, "701", "r9", "t9");
  reconnect (fixture, FALSE, FALSE);
  wait_ms (fixture, 4000);
  expect (fixture, "lost ");
}

/* The line broke while it was being done: what was asked is not asked again. */
static void
test_gap_while_firing (Fixture *fixture, gconstpointer data)
{
  book_caller (fixture, "701", "r9", "t9");
  bring (fixture);
  reconnect (fixture, data != NULL, FALSE);
  wait_ms (fixture, 4000);
  expect (fixture, "failed ");
}

/* The program was restarted. */
static void
test_restored (Fixture *fixture, gconstpointer data)
{
  gint64 real = pal_clock_get_real (PAL_CLOCK (fixture->feeder.clock));
  const DeskWaitStart start = { .id = "x", .target = "1004", .kind = DESK_WAIT_TRANSFER, .slot = "701",
                                .room_id = "r9", .talker_id = "t9", .booked_at = real - 600 * SECOND,
                                .expires_at = real + 3000 * SECOND };
  DeskWait *wait;

  desk_wait_model_set_ready (fixture->model, FALSE);
  wait = desk_wait_model_book (fixture->model, &start, DESK_WAIT_STATE_WAITING);
  g_assert_cmpuint (fixture->n_kept, ==, 0);
  g_assert_cmpint (desk_wait_get_since (wait), ==,
                   pal_clock_get_monotonic (PAL_CLOCK (fixture->feeder.clock)) - 600 * SECOND);
  become_free (fixture);
  wait_ms (fixture, 10000);
  expect (fixture, "");
  desk_wait_model_begin_snapshot (fixture->model);
  park (fixture, "701", "r9", data);
  desk_wait_model_set_ready (fixture->model, TRUE);
  wait_ms (fixture, 4000);
  expect (fixture, g_str_equal (data, "t9") ? "ready:1004 fire:1004 " : "lost ");
}

static void
test_restored_late (Fixture *fixture, gconstpointer data)
{
  gint64 real = pal_clock_get_real (PAL_CLOCK (fixture->feeder.clock));
  const DeskWaitStart start = { .id = "x", .target = "1004", .kind = DESK_WAIT_CALL,
                                .booked_at = real - 7200 * SECOND, .expires_at = real - 3600 * SECOND };

  desk_wait_model_book (fixture->model, &start, DESK_WAIT_STATE_WAITING);
  expect (fixture, "expired ");
  g_assert_cmpuint (fixture->n_dropped, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/model/wait/" name, Fixture, data, set_up, func, tear_down)
  ADD ("tell", NULL, test_tell);
  ADD ("settle", NULL, test_settle);
  ADD ("last-leg", NULL, test_last_leg);
  ADD ("registered", NULL, test_registration);
  ADD ("registration-unknown", "unknown", test_registration);
  ADD ("never-heard-of", NULL, test_never_heard_of);
  ADD ("not-told", NULL, test_not_told);
  ADD ("cancelled-while-firing", NULL, test_cancelled_while_firing);
  ADD ("call-confirmed", NULL, test_call_confirmed);
  ADD ("call-automatic", NULL, test_call_automatic);
  ADD ("expiry", NULL, test_expiry);
  ADD ("expiry-caller", "caller", test_expiry);
  ADD ("transfer", NULL, test_transfer);
  ADD ("another-room", NULL, test_another_room);
  ADD ("transfer-back", NULL, test_transfer_back);
  ADD ("transfer-given-up", NULL, test_transfer_given_up);
  ADD ("transfer-by-phone", NULL, test_transfer_by_phone);
  ADD ("hung-up", NULL, test_hung_up);
  ADD ("fetched", NULL, test_fetched);
  ADD ("returned-by-pbx", NULL, test_returned_by_pbx);
  ADD ("order", NULL, test_order);
  ADD ("cancel", NULL, test_cancel);
  ADD ("not-parked", NULL, test_not_parked);
  ADD ("reconnect", NULL, test_reconnect);
  ADD ("reconnect-lost", NULL, test_reconnect_lost);
  ADD ("gap-while-firing", NULL, test_gap_while_firing);
  ADD ("gap-while-firing-parked", "parked", test_gap_while_firing);
  ADD ("restored", "t9", test_restored);
  ADD ("restored-another", "t10", test_restored);
  ADD ("restored-late", NULL, test_restored_late);
  return g_test_run ();
}
