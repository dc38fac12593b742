/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever people do in whatever order: what was told fits what is, nobody is forgotten in a call, and
 * nothing is told of a leg before its first event or after its last. */
#include "recorder.h"

#include <string.h>

#define N_STEPS 6000

typedef struct
{
  Recorder r;
  GRand *rand;
  GHashTable *seen;     /* talker id → last code that means something; 0 and up */
  GHashTable *gone;
  GHashTable *parked;   /* number → talker id, as told */
  GHashTable *lines;    /* line → talker, as told */
  GHashTable *queued;   /* room id → group, as told */
  gboolean has_services; /* also called: what is no phone */
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

static const char *
choose (Chance *self, const char *const *words)
{
  return words[g_rand_int_range (self->rand, 0, (gint32) g_strv_length ((char **) words))];
}

static const char *
choose_number (Chance *self)
{
  static const char *const numbers[] = { "1001", "1002", "1003", "1004", "1005", "601", "0312345678", "8", "4711",
                                         "701", "line/1", NULL };

  static const char *const services[] = { "600", "800", "820", "821", "822", "823", "830", "831", "900", "*", "*601",
                                          "vm1002", "msg1003", NULL };

  return choose (self, self->has_services && g_rand_boolean (self->rand) ? services : numbers);
}

static SimExtension *
choose_user (Chance *self)
{
  static const char *const users[] = { "1001", "1002", "1003", "1004", "1005", NULL };

  return recorder_user (&self->r, choose (self, users));
}

static SimLeg *
choose_leg (Chance *self)
{
  g_autoptr(GList) legs = g_hash_table_get_values (self->r.tenant->legs);
  guint n = g_list_length (legs);

  return n > 0 ? g_list_nth_data (legs, (guint) g_rand_int_range (self->rand, 0, (gint32) n)) : NULL;
}

static void
make (Chance *self, gboolean with_line)
{
  static const char *const lines[] = { "line/1", "line/2", NULL };
  const char *to[] = { choose_number (self), choose_number (self), NULL };
  guint type = g_rand_boolean (self->rand) ? 1 : 2;
  gboolean is_group = self->has_services && g_rand_int_range (self->rand, 0, 6) == 0;
  g_autofree char *id = sim_call_make (self->r.tenant, is_group ? "600" : choose_user (self)->number, to, type, 0,
                                       g_rand_boolean (self->rand), with_line ? choose (self, lines) : NULL,
                                       NULL);
}

static void
act_on (Chance *self, SimLeg *leg, int what)
{
  static const char *const slots[] = { "701", "702", "line/1", "line/2", NULL };
  const char *users[] = { choose_user (self)->number, choose_user (self)->number, NULL };
  gboolean yes = g_rand_boolean (self->rand);

  switch (what)
    {
    case 0:
    case 1:
    case 2:
    case 3:
      sim_leg_talk (leg);
      break;
    case 4:
      sim_leg_hang_up (leg);
      break;
    case 5:
      sim_leg_hold (leg);
      break;
    case 6:
    case 7:
      sim_transfer (leg, choose_number (self), yes, NULL);
      break;
    case 8:
      sim_transfer_cancel (leg, NULL);
      break;
    case 9:
      sim_conference (leg, NULL);
      break;
    case 10:
      sim_park (leg, choose (self, slots), NULL);
      break;
    case 11:
      sim_barge (leg, choose_user (self), yes, SIM_SPEAK_TO_ONE, NULL);
      break;
    case 12:
      sim_call_forward (leg->room, users, NULL);
      break;
    case 13:
      sim_leg_record (leg, yes, NULL);
      break;
    default:
      sim_leg_send_digits (leg, yes ? "1" : "1003#");
      break;
    }
}

static void
step (Chance *self)
{
  static const char *const slots[] = { "701", "702", "line/1", "line/2", NULL };
  SimLeg *leg = choose_leg (self);
  SimExtension *user = choose_user (self);
  int what = g_rand_int_range (self->rand, 0, 30);

  if (what < 15 && leg != NULL)
    act_on (self, leg, what);
  else if (what < 18)
    sim_call_dial (sim_extension_get_phone (user, 1), choose_number (self), NULL);
  else if (what < 20)
    make (self, what == 19);
  else if (what == 20)
    sim_call_from_outside (self->r.tenant, "0901234567", choose_number (self), NULL);
  else if (what == 21)
    sim_unpark (self->r.tenant, user, choose (self, slots), NULL);
  else if (what == 22)
    sim_line_seize (self->r.tenant, "line/1", user->number, g_rand_boolean (self->rand), NULL);
  else if (what == 23 && g_rand_int_range (self->rand, 0, 4) == 0)
    sim_phone_set_registered (sim_extension_get_phone (user, 1), FALSE);
  else if (what == 24)
    sim_phone_set_registered (sim_extension_get_phone (user, 1), TRUE);
  else
    sim_clock_advance (self->r.clock, g_rand_int_range (self->rand, 0, what == 25 ? 60000 : 1000));
}

/* Users who forward in a circle, groups in groups, and one of each that answers itself. */
static void
furnish (Recorder *r)
{
  static const struct { const char *number, *property, *value; } properties[] = {
    { "1001", "pln1_d_busyforward", "1002" }, { "1001", "pln1_d_noanswerforward", "820" },
    { "1001", "pln1_d_ringertime", "5" }, { "1001", "defaultpickup", "601" },
    { "1002", "pln1_d_busyforward", "1001" }, { "1002", "maxsessioncount", "1" },
    { "1002", "busyforward.voicemail", "true" }, { "1002", "recording", "true" },
    { "1005", "automonitor", "1003,1004{t}" },
    { "1003", "pln1_d_p1_delay", "3" }, { "1003", "pln1_d_phoneforward", "1004,0398765432,600" },
    { "1003", "noanswerforward.voicemail", "true" }, { "1003", "recordlength", "10" },
    { "1004", "pln1_ptn1_callerroute", "external" }, { "1004", "pln1_ptn1_p1_enabled", "false" },
    { "1004", "pln1_ptn1_noanswerforward", "900" }, { "1004", "pln2_d_p1_enabled", "false" },
    { "600", "phoneforward", "1001,1002,601,4711" }, { "600", "queuingmax", "2" },
    { "600", "queuingtime", "40" }, { "600", "queuingcallinterval", "500" }, { "600", "noanswerforward", "830" },
    { "820", "stype", "aa" }, { "820", "ex.speeddial", "1=600" }, { "820", "ex.autotransfer", "1002" },
    { "821", "stype", "fm" }, { "821", "fm.targetusers", "601" },
    { "822", "stype", "ptn" }, { "822", "ptn.index", "2" }, { "822", "ptn.toggle", "true" },
    { "823", "stype", "scr" }, { "823", "ivr.script.note", "welcome" },
    { "823", "ivr.script.autoanswer", "true" },
    { "830", "callback.callee", "1004" }, { "830", "ringertime", "10" },
    { "831", "pln1_d_noanswerforward", "831" },
    { "900", "phoneforward", "1001,1005" }, { "900", "exit.on.host.disconnected", "true" },
  };

  for (const char *number = "820\0" "821\0" "822\0" "823\0"; *number != '\0'; number += 4)
    sim_tenant_add_extension (r->tenant, number, "ivr");
  sim_tenant_add_extension (r->tenant, "830", "callback");
  sim_tenant_add_extension (r->tenant, "831", "conditional");
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    sim_extension_set (recorder_user (r, properties[i].number), properties[i].property, properties[i].value);
}

static void
run (guint32 seed, SimQuirks quirks, gboolean has_services)
{
  Chance self = { .rand = g_rand_new_with_seed (seed), .has_services = has_services };

  recorder_init (&self.r);
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.parked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.queued = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect (self.r.world, "event", G_CALLBACK (event_cb), &self);
  self.r.world->quirks = quirks;
  if (has_services)
    furnish (&self.r);

  for (guint i = 0; i < N_STEPS; i++)
    {
      step (&self);
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
  g_rand_free (self.rand);
  recorder_clear (&self.r);
}

static void
test_phones (void)
{
  for (guint32 seed = 1; seed <= 6; seed++)
    run (seed, seed % 2 == 0 ? SIM_QUIRK_NEW_ROOM | SIM_QUIRK_ANSWER_205 : 0, FALSE);
}

static void
test_services (void)
{
  for (guint32 seed = 1; seed <= 6; seed++)
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
