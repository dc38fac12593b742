/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random deeds in a simulated office, and what the model makes of the events: whatever order they come in,
 * however often the line is lost, the model equals the world. Events of one talker come in order; between
 * talkers no order is promised, so there is one kind of run that keeps none. In virtual time; a run is its
 * seed. */
#include "config.h"

#include "deeds.h"
#include "model/desk-places.h"
#include "sim/sim-snapshot.h"
#include "tests/lib/fake-transport.h"

#define OWN "1001"
#define N_ROUNDS 30
#define N_DEEDS 4 /* at most, between two deliveries */
#define QUICK_RUNS 200
#define ALL_RUNS 10000

typedef struct
{
  Recorder r;
  Deeds deeds;
  PalVirtualClock *clock;
  FakeTransport *line;
  StoreAccount *account;
  DeskSession *session;
  GPtrArray *pending; /* of owned PalEvent, in the order they were said */
  gboolean is_connected, is_shuffled;
  guint32 seed;
} Office;

/* --- the line ----------------------------------------------------------- */

static void
keep_cb (const PalEvent *event, gpointer user_data)
{
  g_ptr_array_add (((Office *)user_data)->pending, pal_event_copy (event));
}

static void
event_cb (SimWorld *world, SimTenant *tenant, const PalEvent *event, Office *self)
{
  if (self->is_connected)
    keep_cb (event, self);
}

/* What is told in order: all of one talker, one registration, one call in a queue, one slot, one line. */
static const char *
stream_of (const PalEvent *event)
{
  switch ((int)event->kind)
    {
    case PAL_EVENT_STATUS:
      return event->status.talker_id;
    case PAL_EVENT_CALL_RECORDING:
      return event->recording.talker_id;
    case PAL_EVENT_REGISTERED:
      return event->registered.user;
    case PAL_EVENT_QUEUE:
      return event->queue.room_id;
    case PAL_EVENT_PARK:
      return event->park.park;
    case PAL_EVENT_LINE:
      return event->line.line;
    default:
      return "";
    }
}

/* Each stream keeps its order: the places are dealt anew, each stream fills its own. */
static void
shuffle (Office *self)
{
  guint n = self->pending->len;
  g_autofree const char **places = g_new0 (const char *, n + 1);
  g_autoptr (GPtrArray) dealt = g_ptr_array_new_full (n, (GDestroyNotify) pal_event_free);

  for (guint i = 0; i < n; i++)
    places[i] = stream_of (self->pending->pdata[i]);
  for (guint i = n; i > 1; i--)
    {
      guint at = (guint)g_rand_int_range (self->deeds.rand, 0, (gint32)i);
      const char *place = places[at];

      places[at] = places[i - 1];
      places[i - 1] = place;
    }
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      if (self->pending->pdata[j] != NULL && g_str_equal (stream_of (self->pending->pdata[j]), places[i]))
        {
          g_ptr_array_add (dealt, g_steal_pointer (&self->pending->pdata[j]));
          break;
        }
  g_ptr_array_set_size (self->pending, 0);
  g_ptr_array_extend_and_steal (self->pending, g_steal_pointer (&dealt));
}

static void
deliver (Office *self)
{
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();

  if (self->is_shuffled && self->pending->len > 1)
    shuffle (self);
  for (guint i = 0; i < self->pending->len; i++)
    {
      if (g_test_verbose ())
        {
          g_autofree char *text = pal_event_to_json (self->pending->pdata[i]);

          g_test_message ("%s", text);
        }
      pal_event_batch_append (batch, self->pending->pdata[i]);
      if (g_rand_int_range (self->deeds.rand, 0, 4) != 0)
        continue;
      desk_session_feed (self->session, batch);
      pal_event_batch_reset (batch);
    }
  desk_session_feed (self->session, batch);
  g_ptr_array_set_size (self->pending, 0);
}

/* As the PBX would answer about the rooms the session wants to know of. */
static void
answer_talkers (Office *self, DeskLeg *own)
{
  SimRoom *room = sim_tenant_get_room (self->r.tenant, own->room->id);
  g_autoptr (GArray) talkers = g_array_new (FALSE, FALSE, sizeof (DeskTalker));

  own->room->wants_talkers = FALSE;
  if (room == NULL)
    return;
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);
      DeskTalker talker = { .user = leg->number,
                            .talker_id = leg->talker_id,
                            .other_number = leg->other,
                            .status = leg->status,
                            .time = leg->since,
                            .is_monitor = leg->is_monitor };

      g_test_message ("talker %s %s of %s, other %s, status %d%s", talker.user, talker.talker_id, room->id,
                      talker.other_number, talker.status, talker.is_monitor ? ", hears" : "");
      g_array_append_val (talkers, talker);
    }
  desk_session_begin (self->session);
  desk_leg_table_take_talkers (self->session->legs, room->id, (const DeskTalker *)talkers->data, talkers->len,
                               pal_clock_get_monotonic (PAL_CLOCK (self->clock)),
                               pal_clock_get_real (PAL_CLOCK (self->clock)));
  desk_session_end (self->session);
}

static void
connect_line (Office *self)
{
  g_test_message ("connected");
  self->is_connected = TRUE;
  g_ptr_array_set_size (self->pending, 0);
  desk_leg_table_begin_snapshot (self->session->legs);
  desk_places_begin_snapshot (self->session);
  sim_snapshot_visit (self->r.tenant, keep_cb, self);
  deliver (self);
  desk_session_begin (self->session);
  desk_leg_table_end_snapshot (self->session->legs, pal_clock_get_monotonic (PAL_CLOCK (self->clock)));
  desk_places_end_snapshot (self->session, pal_clock_get_monotonic (PAL_CLOCK (self->clock)));
  while (desk_leg_table_sweep (self->session->legs, 100))
    ;
  desk_session_end (self->session);
}

/* --- comparing ---------------------------------------------------------- */

static gboolean
fits (const SimLeg *leg, const DeskLeg *known)
{
  gboolean is_originator = leg->role[0] == 'c';

  switch (leg->state)
    {
    case SIM_LEG_CALLING:
      return known->state == (is_originator ? DESK_LEG_DIALLING : DESK_LEG_CALLED);
    case SIM_LEG_RINGING:
      return known->state
                 == (is_originator || leg->status == PAL_CALL_STATUS_INCOMING ? DESK_LEG_DIALLING
                                                                              : DESK_LEG_RINGING)
             && known->own_rings == (guint)is_originator;
    case SIM_LEG_DIALLING:
      return known->state == DESK_LEG_DIALLING;
    /* It hears the other phone ring; only who asked for the call is told so, if not by a pick-up. */
    case SIM_LEG_WAITING:
      if (leg->status == PAL_CALL_STATUS_HOLD)
        return known->state == DESK_LEG_HELD;
      if (leg->status == PAL_CALL_STATUS_ANSWER_SUCCESS || leg->status == PAL_CALL_STATUS_ANSWER_CALLEE)
        return known->state == DESK_LEG_TALKING;
      return known->state == (is_originator ? DESK_LEG_DIALLING : DESK_LEG_TALKING);
    case SIM_LEG_TALKING:
      return known->state == DESK_LEG_TALKING;
    case SIM_LEG_HELD:
      return known->state == DESK_LEG_HELD;
    case SIM_LEG_PARKED:
      return desk_leg_is_up (known);
    default:
      return FALSE;
    }
}

static void
fail (Office *self, const SimLeg *leg, const DeskLeg *known, const char *what)
{
  g_error ("seed %u: %s: user %s, talker %s, room %s: the world says state %d status %d role %s, the model "
           "state %d "
           "of %s in %s, transfer %d",
           self->seed, what, leg->number, leg->talker_id, leg->room->id, leg->state, leg->status, leg->role,
           known != NULL ? (int)known->state : -1, known != NULL ? known->user->number : "?",
           known != NULL ? known->room_id : "?", known != NULL ? (int)known->transfer : -1);
}

/* A monitor is not told when the call it hears gets another room, nor whose phone rings for it. */
static gboolean
is_told_of_room (const Office *self, const SimLeg *leg)
{
  gboolean is_ringing = leg->state == SIM_LEG_CALLING || leg->state == SIM_LEG_RINGING;

  return !leg->is_monitor && (!is_ringing || (self->r.world->quirks & SIM_QUIRK_NEW_ROOM) == 0);
}

static void
check_leg (Office *self, SimLeg *leg)
{
  DeskLeg *known = desk_leg_table_find (self->session->legs, leg->talker_id);

  if (known == NULL || !g_str_equal (known->user->number, leg->number))
    fail (self, leg, known, "leg");
  if (!fits (leg, known))
    fail (self, leg, known, "state");
  if (is_told_of_room (self, leg) && g_strcmp0 (known->room_id, leg->room->id) != 0)
    fail (self, leg, known, "room");
  if (known->is_recording != (guint)leg->recording)
    fail (self, leg, known, "recording");
  if (leg->phone != NULL && known->phone_index != (int)leg->phone->index)
    fail (self, leg, known, "phone");
}

static DeskPresence
expect_presence (const SimExtension *user, const DeskUser *known)
{
  const DeskLeg *leg;
  gint64 since;

  if (known->legs != NULL)
    return desk_user_get_presence (known, &leg, &since);
  if (user->phones->len == 0)
    return DESK_PRESENCE_UNKNOWN;
  return user->registered ? DESK_PRESENCE_FREE : DESK_PRESENCE_OFFLINE;
}

static void
check_user (Office *self, SimExtension *user)
{
  DeskUser *known = desk_leg_table_find_user (self->session->legs, user->number);
  DeskExtension *row = desk_presence_model_find (self->session->colleagues, user->number);
  guint n = 0;

  for (guint i = 0; i < user->legs->len; i++)
    check_leg (self, g_ptr_array_index (user->legs, i));
  for (const DeskLeg *leg = known != NULL ? known->legs : NULL; leg != NULL; leg = leg->next)
    n++;
  g_assert_cmpuint (n, ==, user->legs->len);
  if (!user->is_user || known == NULL)
    return;
  g_assert_nonnull (row);
  if (desk_extension_get_presence (row) != expect_presence (user, known))
    g_error ("seed %u: %s is shown as %d, not %d", self->seed, user->number,
             desk_extension_get_presence (row), expect_presence (user, known));
}

/* A phone began a transfer to somebody of whom there are no events: it looks like any hold. */
static gboolean
is_told (const SimLeg *leg)
{
  if (leg->room->consulted != NULL)
    return TRUE;
  for (guint i = 0; i < leg->room->legs->len; i++)
    {
      const SimLeg *other = g_ptr_array_index (leg->room->legs, i);

      if (other->extension != NULL && other->state <= SIM_LEG_RINGING
          && g_strcmp0 (other->other, leg->number) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Who calls oneself: when both phones hold, nothing tells which of them it is that transfers. */
static gboolean
is_either (const SimLeg *leg)
{
  for (guint i = 0; i < leg->room->legs->len; i++)
    {
      const SimLeg *other = g_ptr_array_index (leg->room->legs, i);

      if (other != leg && other->extension == leg->extension && leg->state == SIM_LEG_HELD
          && other->state == SIM_LEG_HELD)
        return TRUE;
    }
  return FALSE;
}

/* Who waited has left, and of that one there are no events. */
static gboolean
lost_unseen (Office *self, const DeskLeg *known)
{
  SimExtension *waiting = sim_tenant_get_extension (self->r.tenant, known->waiting_number);

  return known->transfer != DESK_TRANSFER_NONE && (waiting == NULL || !waiting->is_user);
}

static void
check_call (Office *self, SimLeg *leg)
{
  DeskCall *call = desk_call_model_find (self->session->calls, leg->talker_id);
  DeskLeg *known = desk_leg_table_find (self->session->legs, leg->talker_id);
  gboolean is_on = leg->room->consulting == leg;

  if (call == NULL)
    {
      if (leg->state > SIM_LEG_RINGING)
        fail (self, leg, known, "no call");
      return;
    }
  g_assert_cmpint (desk_call_get_is_recording (call), ==, leg->recording);
  if (self->is_shuffled || is_either (leg))
    return;
  if (is_on ? !is_told (leg) : lost_unseen (self, known))
    return;
  if (is_on != (desk_call_get_transfer (call) != DESK_TRANSFER_NONE)
      || (is_on
          && (leg->room->consulted != NULL) != (desk_call_get_transfer (call) == DESK_TRANSFER_CONSULTING)))
    fail (self, leg, known, "transfer");
}

/* Slots, lines and queues. */
static void
check_places (Office *self)
{
  SimTenant *tenant = self->r.tenant;
  g_autoptr (GPtrArray) rooms = sim_tenant_list_rooms (tenant);
  guint n_queued = 0, n_parked = 0;

  for (guint i = 0; i < tenant->parks->len; i++)
    {
      const char *number = g_ptr_array_index (tenant->parks, i);
      SimLeg *leg = g_hash_table_lookup (tenant->parked, number);
      DeskPark *park = desk_park_model_find (self->session->parks, number);

      n_parked += leg != NULL;
      g_assert_cmpint (park != NULL && desk_park_get_is_taken (park), ==, leg != NULL);
      if (leg != NULL)
        g_assert_cmpstr (desk_park_get_talker_id (park), ==, leg->talker_id);
    }
  g_assert_cmpuint (desk_park_model_get_n_taken (self->session->parks), ==, n_parked);
  for (guint i = 0; i < tenant->lines->len; i++)
    {
      const char *id = g_ptr_array_index (tenant->lines, i);
      DeskLine *line = desk_line_model_find (self->session->lines, id);
      DeskLamp lamp = line != NULL ? desk_line_get_lamp (line) : DESK_LAMP_FREE;
      gboolean is_parked = g_hash_table_contains (tenant->parked, id);
      PalLineEvent event;

      sim_line_fill_event (tenant, id, &event);
      g_assert_cmpint (lamp >= DESK_LAMP_PARKED_BY_ME, ==, is_parked);
      g_assert_cmpint (lamp == DESK_LAMP_FREE, ==, !is_parked && !event.on);
    }
  for (guint i = 0; i < rooms->len; i++)
    {
      SimRoom *room = g_ptr_array_index (rooms, i);
      DeskWaiting *waiting = desk_queue_model_find_room (self->session->queues, room->id);

      if (room->queue == NULL)
        continue;
      n_queued++;
      g_assert_nonnull (waiting);
      g_assert_cmpstr (desk_waiting_get_queue (waiting), ==, room->queue->number);
    }
  g_assert_cmpuint (desk_queue_model_get_n_waiting (self->session->queues), ==, n_queued);
}

static void
check (Office *self)
{
  SimTenant *tenant = self->r.tenant;
  SimExtension *own = recorder_user (&self->r, OWN);
  guint n_legs = 0;

  for (guint i = 0; i < tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);

      check_user (self, user);
      n_legs += user->legs->len;
    }
  g_assert_cmpuint (desk_leg_table_get_n_legs (self->session->legs), ==, n_legs);
  for (guint i = 0; i < own->legs->len; i++)
    check_call (self, g_ptr_array_index (own->legs, i));
  check_places (self);
}

/* --- runs ----------------------------------------------------------------- */

static void
office_init (Office *self, guint32 seed)
{
  *self = (Office){ .seed = seed, .is_shuffled = seed % 3 == 2 };
  recorder_init (&self->r);
  self->r.world->quirks = seed % 7 == 0   ? SIM_QUIRK_NEW_ROOM | SIM_QUIRK_ANSWER_205
                          : seed % 7 == 1 ? SIM_QUIRK_ANSWER_16 | SIM_QUIRK_NO_END
                                          : 0;
  self->deeds = (Deeds){ &self->r, g_rand_new_with_seed (seed), seed % 2 };
  if (self->deeds.has_services)
    deeds_furnish (&self->r);
  self->clock = pal_virtual_clock_new ();
  self->line = fake_transport_new ();
  self->account = store_account_new (NULL);
  g_object_set (self->account, "url", "wss://pbx.example/pbx/ws", "user", OWN, NULL);
  self->session = desk_session_new (self->account, NULL, self->clock, self->line);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pal_event_free);
  g_signal_connect (self->r.world, "event", G_CALLBACK (event_cb), self);
}

static void
office_clear (Office *self)
{
  g_signal_handlers_disconnect_by_data (self->r.world, self);
  g_rand_free (self->deeds.rand);
  recorder_clear (&self->r);
  g_ptr_array_unref (self->pending);
  g_object_unref (self->session);
  g_object_unref (self->account);
  g_object_unref (self->line);
  g_object_unref (self->clock);
}

static void
do_some (Office *self)
{
  for (gint32 n = g_rand_int_range (self->deeds.rand, 1, N_DEEDS + 1); n > 0; n--)
    {
      gint64 before = sim_clock_get_time (self->r.clock);

      deeds_do_one (&self->deeds);
      g_string_truncate (self->r.lines, 0);
      pal_virtual_clock_advance (self->clock, (sim_clock_get_time (self->r.clock) - before) * 1000);
    }
}

static void
run (guint32 seed)
{
  Office self;
  const DeskUser *own;

  office_init (&self, seed);
  do_some (&self);
  connect_line (&self);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      own = desk_leg_table_find_user (self.session->legs, OWN);
      for (DeskLeg *leg = own->legs; leg != NULL; leg = leg->next)
        if (leg->room != NULL && leg->room->wants_talkers)
          answer_talkers (&self, leg);
      check (&self);
      if (g_rand_int_range (self.deeds.rand, 0, 12) == 0)
        {
          self.is_connected = FALSE;
          do_some (&self);
          connect_line (&self);
          continue;
        }
      do_some (&self);
      deliver (&self);
    }
  office_clear (&self);
}

static void
test_runs (gconstpointer data)
{
  guint n = g_test_slow () ? ALL_RUNS : QUICK_RUNS;
  const char *only = g_getenv ("INTERLEAVING_SEED");

  if (only != NULL)
    run ((guint32)atoi (only));
  else
    for (guint32 seed = 1; seed <= n; seed++)
      run (seed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/model/interleaving", NULL, test_runs);
  return g_test_run ();
}
