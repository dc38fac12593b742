/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever people do in whatever order: what was told fits what is, nobody is forgotten in a call, and
 * nothing is told of a leg before its first event or after its last. */
#include "deeds.h"

#include <string.h>

#define N_STEPS 6000

typedef struct
{
  Recorder r;
  GHashTable *seen;     /* talker id → last code that means something; 0 and up */
  GHashTable *gone;
  GHashTable *parked;   /* number → talker id, as told */
  GHashTable *lines;    /* line → talker, as told */
  GHashTable *queued;   /* room id → group, as told */
} Chance;

static gboolean
means_something (int status)
{
  switch (status)
    {
    case PAL_CALL_STATUS_ENDTALKING:
    case PAL_CALL_STATUS_TRANSFER_RESPONSE:
    case PAL_CALL_STATUS_TRANSFER_FAIL:
      return FALSE;
    default:
      return TRUE;
    }
}

static void
note_status (Chance *self, const PalStatusEvent *event)
{
  g_assert_false (g_hash_table_contains (self->gone, event->talker_id));
  if (!g_hash_table_contains (self->seen, event->talker_id))
    g_assert_true (event->status == PAL_CALL_STATUS_CALLING || event->status == PAL_CALL_STATUS_INCOMING);
  g_assert_cmpint (event->status == PAL_CALL_STATUS_DISCONNECT, ==, *event->rescode != '\0');
  g_assert_cmpint (event->time, ==, sim_clock_get_time (self->r.clock));
  if (event->status == PAL_CALL_STATUS_DISCONNECT)
    {
      g_hash_table_remove (self->seen, event->talker_id);
      g_hash_table_add (self->gone, g_strdup (event->talker_id));
    }
  else if (means_something (event->status))
    g_hash_table_insert (self->seen, g_strdup (event->talker_id), GINT_TO_POINTER (event->status));
}

static void
event_cb (SimWorld *world, SimTenant *tenant, const PalEvent *event, Chance *self)
{
  switch ((int) event->kind)
    {
    case PAL_EVENT_STATUS:
      note_status (self, &event->status);
      break;
    case PAL_EVENT_PARK:
      if (event->park.on)
        g_hash_table_insert (self->parked, g_strdup (event->park.park), g_strdup (event->park.talker_id));
      else
        g_assert_true (g_hash_table_remove (self->parked, event->park.park));
      break;
    case PAL_EVENT_LINE:
      if (event->line.on)
        g_hash_table_insert (self->lines, g_strdup (event->line.line), g_strdup (event->line.line_talker));
      else
        g_assert_true (g_hash_table_remove (self->lines, event->line.line));
      break;
    case PAL_EVENT_QUEUE:
      if (event->queue.on)
        g_hash_table_insert (self->queued, g_strdup (event->queue.room_id),
                             g_strdup (event->queue.extension));
      else
        g_assert_true (g_hash_table_remove (self->queued, event->queue.room_id));
      break;
    default:
      break;
    }
}

static void
check_leg (Chance *self, SimLeg *leg)
{
  gboolean was_told = g_hash_table_contains (self->seen, leg->talker_id);
  int status = GPOINTER_TO_INT (g_hash_table_lookup (self->seen, leg->talker_id));

  g_assert_true (g_ptr_array_find (leg->room->legs, leg, NULL));
  g_assert_true (g_hash_table_lookup (leg->tenant->rooms, leg->room->id) == leg->room);
  g_assert_cmpint (was_told, ==, leg->extension != NULL);
  if (leg->extension == NULL)
    return;

  g_assert_true (g_ptr_array_find (leg->extension->legs, leg, NULL));
  g_assert_true (leg->phone == NULL || g_ptr_array_find (leg->extension->phones, leg->phone, NULL));
  if (leg->state == SIM_LEG_RINGING)
    g_assert_cmpint (status, ==, PAL_CALL_STATUS_STARTRINGING);
  else if (leg->state == SIM_LEG_HELD)
    g_assert_cmpint (status, ==, PAL_CALL_STATUS_HOLD);
  else if (leg->state == SIM_LEG_PARKED)
    g_assert_cmpint (status, ==, PAL_CALL_STATUS_PARK_START);
  else if (leg->state == SIM_LEG_TALKING)
    g_assert_true (status == PAL_CALL_STATUS_CALL_SUCCESS || status == PAL_CALL_STATUS_ANSWER_SUCCESS
                   || status == PAL_CALL_STATUS_ANSWER_CALLEE || status == PAL_CALL_STATUS_UNHOLD
                   || status == PAL_CALL_STATUS_PARK_CANCEL || status == PAL_CALL_STATUS_CALL_SUCCESS_2);
}

/* Somebody to talk to, somebody to come, or a place to wait. */
static void
check_room (SimRoom *room)
{
  guint parties = 0, ringing = 0, parked = 0;

  g_assert_cmpuint (room->legs->len + room->searches->len, >, 0);
  g_assert_cmpuint (room->locks, ==, 0);
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      if (leg->is_monitor)
        continue;
      parties += leg->state == SIM_LEG_TALKING || leg->state == SIM_LEG_HELD;
      ringing += leg->state == SIM_LEG_RINGING || leg->state == SIM_LEG_CALLING;
      parked += leg->state == SIM_LEG_PARKED && g_hash_table_lookup (leg->tenant->parked, leg->park) == leg;
    }
  g_assert_true (parties >= 2 || ringing > 0 || parked > 0 || room->queue != NULL || room->searches->len > 0);
  g_assert_true (room->consulted == NULL || room->consulting != NULL);
  g_assert_true (room->consulting == NULL || room->handed == NULL);
  if (room->consulting != NULL)
    g_assert_true (g_ptr_array_find (room->legs, room->consulting, NULL));
  if (room->handed != NULL)
    g_assert_true (g_ptr_array_find (room->legs, room->handed, NULL));
}

static void
check_places (Chance *self)
{
  SimTenant *tenant = self->r.tenant;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, tenant->parked);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_assert_cmpstr (g_hash_table_lookup (self->parked, key), ==, ((SimLeg *) value)->talker_id);
  g_assert_cmpuint (g_hash_table_size (self->parked), ==, g_hash_table_size (tenant->parked));

  for (guint i = 0; i < tenant->lines->len; i++)
    {
      PalLineEvent event;

      sim_line_fill_event (tenant, g_ptr_array_index (tenant->lines, i), &event);
      g_assert_cmpstr (g_hash_table_lookup (self->lines, event.line), ==,
                       event.on ? event.line_talker : NULL);
    }
}

static void
check (Chance *self)
{
  SimTenant *tenant = self->r.tenant;
  GHashTableIter iter;
  gpointer value;
  guint n_queued = 0, n_legs = 0;

  g_hash_table_iter_init (&iter, tenant->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimRoom *room = value;

      check_room (room);
      n_legs += room->legs->len;
      n_queued += room->queue != NULL;
      if (room->queue != NULL)
        g_assert_cmpstr (g_hash_table_lookup (self->queued, room->id), ==, room->queue->number);
    }
  g_assert_cmpuint (n_queued, ==, g_hash_table_size (self->queued));
  g_assert_cmpuint (n_legs, ==, g_hash_table_size (tenant->legs));
  g_hash_table_iter_init (&iter, tenant->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    check_leg (self, value);
  check_places (self);
}

static void
run (guint32 seed, SimQuirks quirks, gboolean has_services)
{
  Chance self = { .seen = NULL };
  Deeds deeds = { &self.r, g_rand_new_with_seed (seed), has_services };

  recorder_init (&self.r);
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.parked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.queued = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect (self.r.world, "event", G_CALLBACK (event_cb), &self);
  self.r.world->quirks = quirks;
  if (has_services)
    deeds_furnish (&self.r);

  for (guint i = 0; i < N_STEPS; i++)
    {
      deeds_do_one (&deeds);
      g_string_truncate (self.r.lines, 0);
      check (&self);
    }
  for (guint i = 0; i < self.r.tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (self.r.tenant->order, i);

      if (user->phones->len > 0)
        sim_phone_set_registered (sim_extension_get_phone (user, 1), FALSE);
    }
  sim_clock_advance (self.r.clock, 24 * 60 * 60 * 1000);
  g_assert_cmpuint (g_hash_table_size (self.seen), ==, 0);

  g_signal_handlers_disconnect_by_data (self.r.world, &self);
  g_hash_table_unref (self.seen);
  g_hash_table_unref (self.gone);
  g_hash_table_unref (self.parked);
  g_hash_table_unref (self.lines);
  g_hash_table_unref (self.queued);
  g_rand_free (deeds.rand);
  recorder_clear (&self.r);
}

/* Fewer where every step takes thirty times as long. */
static guint32
n_seeds (void)
{
  return g_getenv ("TEST_INSTRUMENTED") ? 2 : 6;
}

static void
test_phones (void)
{
  for (guint32 seed = 1; seed <= n_seeds (); seed++)
    run (seed, seed % 2 == 0 ? SIM_QUIRK_NEW_ROOM | SIM_QUIRK_ANSWER_205 : 0, FALSE);
}

static void
test_services (void)
{
  for (guint32 seed = 1; seed <= n_seeds (); seed++)
    run (seed, seed % 2 == 0 ? SIM_QUIRK_NEW_ROOM | SIM_QUIRK_ANSWER_205 : 0, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/chance/phones", test_phones);
  g_test_add_func ("/sim/chance/services", test_services);

  return g_test_run ();
}
