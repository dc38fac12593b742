/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recorder.h"

#include "sim/sim-truth.h"

static const char *
rename_id (GHashTable *names, char letter, const char *id)
{
  const char *name = g_hash_table_lookup (names, id);

  if (name == NULL)
    {
      name = g_strdup_printf ("%c%u", letter, g_hash_table_size (names) + 1);
      g_hash_table_insert (names, g_strdup (id), (gpointer) name);
    }

  return name;
}

static void
write_status (Recorder *self, const PalStatusEvent *event)
{
  g_string_append_printf (self->lines, "%s:%d %s %s", event->user, event->status,
                          rename_id (self->rooms, 'r', event->room_id),
                          rename_id (self->talkers, 't', event->talker_id));
  if (event->other_number != NULL)
    g_string_append_printf (self->lines, " >%s", event->other_number);
  if (*event->role != '\0')
    g_string_append_printf (self->lines, " %s", event->role);
  if (event->status == PAL_CALL_STATUS_DISCONNECT)
    g_string_append_printf (self->lines, " %s/%s by %s%s", event->rescode, event->q850code,
                            event->disconnected_by, *event->rec != '\0' ? " rec" : "");
  g_string_append_c (self->lines, '\n');
}

static void
write_line (Recorder *self, const PalLineEvent *event)
{
  g_string_append_printf (self->lines, "line %s %s %s", event->line, event->on ? "on" : "off",
                          event->line_talker);
  if (*event->room_id != '\0')
    g_string_append_printf (self->lines, " %s", rename_id (self->rooms, 'r', event->room_id));
  if (*event->line_talker_id != '\0')
    g_string_append_printf (self->lines, " %s", rename_id (self->talkers, 't', event->line_talker_id));
  g_string_append_c (self->lines, '\n');
}

static void
event_cb (SimWorld *world, SimTenant *tenant, const PalEvent *event, Recorder *self)
{
  switch ((int) event->kind)
    {
    case PAL_EVENT_STATUS:
      write_status (self, &event->status);
      break;
    case PAL_EVENT_PARK:
      g_string_append_printf (self->lines, "park %s %s", event->park.park, event->park.on ? "on" : "off");
      if (event->park.on)
        g_string_append_printf (self->lines, " %s %s", rename_id (self->rooms, 'r', event->park.room_id),
                                rename_id (self->talkers, 't', event->park.talker_id));
      g_string_append_c (self->lines, '\n');
      break;
    case PAL_EVENT_QUEUE:
      g_string_append_printf (self->lines, "queue %s %s %s\n", event->queue.extension,
                              event->queue.on ? "on" : "off",
                                rename_id (self->rooms, 'r', event->queue.room_id));
      break;
    case PAL_EVENT_CALL_RECORDING:
      g_string_append_printf (self->lines, "recording %s %s %s\n", event->recording.user,
                              rename_id (self->talkers, 't', event->recording.talker_id),
                              event->recording.on ? "on" : "off");
      break;
    case PAL_EVENT_LINE:
      write_line (self, &event->line);
      break;
    case PAL_EVENT_REGISTERED:
      g_string_append_printf (self->lines, "%s registered %d\n", event->registered.user,
                              event->registered.registered);
      break;
    default:
      break;
    }
}

void
recorder_init (Recorder *self)
{
  self->clock = sim_clock_new_virtual ();
  self->world = sim_world_new (self->clock, 42);
  sim_world_fill_office (self->world, 12, 0);
  self->tenant = sim_world_get_tenant (self->world, NULL);
  self->lines = g_string_new (NULL);
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->talkers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect (self->world, "event", G_CALLBACK (event_cb), self);
  for (guint i = 0; i < self->tenant->order->len; i++)
    {
      SimPhone *phone = sim_extension_get_phone (g_ptr_array_index (self->tenant->order, i), 1);

      if (phone != NULL)
        phone->manner = SIM_MANNER_WAIT;
    }
}

void
recorder_clear (Recorder *self)
{
  g_signal_handlers_disconnect_by_data (self->world, self);
  g_assert_finalize_object (self->world);
  g_assert_finalize_object (self->clock);
  g_string_free (self->lines, TRUE);
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->talkers);
}

SimPhone *
recorder_phone (Recorder *self, const char *user)
{
  return sim_extension_get_phone (sim_tenant_get_extension (self->tenant, user), 1);
}

SimLeg *
recorder_leg (Recorder *self, const char *user)
{
  SimExtension *extension = sim_tenant_get_extension (self->tenant, user);

  g_assert_cmpuint (extension->legs->len, >, 0);
  return g_ptr_array_index (extension->legs, 0);
}

SimExtension *
recorder_user (Recorder *self, const char *user)
{
  return sim_tenant_get_extension (self->tenant, user);
}

void
recorder_talk (Recorder *self, const char *caller, const char *called)
{
  SimLeg *leg;

  g_assert_nonnull (sim_call_dial (recorder_phone (self, caller), called, NULL));
  sim_clock_advance (self->clock, 100);
  leg = recorder_leg (self, called);
  sim_leg_answer (leg);
  g_assert_cmpint (leg->state, ==, SIM_LEG_TALKING);
  g_string_truncate (self->lines, 0);
}

char *
recorder_truth (Recorder *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  SimWriter writer;

  sim_writer_init (&writer, text);
  sim_writer_begin (&writer, NULL, '{');
  sim_truth_write_tenant (&writer, self->tenant);
  sim_truth_write_calls (&writer, self->world);
  sim_writer_end (&writer, '}');

  return g_strdup (text->str);
}

void
recorder_manner (Recorder *self, const char *user, SimManner manner, guint delay)
{
  recorder_phone (self, user)->manner = manner;
  recorder_phone (self, user)->delay = delay;
}

void
recorder_expect_ (Recorder *self, gint64 ms, const char *place, const char *const *lines)
{
  g_autoptr(GString) expected = g_string_new (NULL);

  sim_clock_advance (self->clock, ms);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (expected, "%s\n", lines[i]);
  if (g_strcmp0 (expected->str, self->lines->str) != 0)
    g_error ("%s: expected\n%sbut was said\n%s", place, expected->str, self->lines->str);
  g_string_truncate (self->lines, 0);
}
