/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-truth.h"

#include "sim/sim-call.h"
#include "sim/sim-push.h"
#include "sim/sim-story.h"

static void
write_leg (SimWriter *writer, SimLeg *leg)
{
  sim_writer_begin (writer, NULL, '{');
  sim_writer_text (writer, "talker_id", leg->talker_id);
  sim_writer_text (writer, "room_id", leg->room->id);
  sim_writer_text (writer, "logid", leg->room->log_id);
  sim_writer_text (writer, "number", leg->number);
  sim_writer_text (writer, "other_number", leg->other);
  sim_writer_text (writer, "state", sim_leg_state_to_word (leg->state));
  sim_writer_int (writer, "status", leg->status);
  sim_writer_text (writer, "role", leg->role);
  if (leg->phone != NULL)
    sim_writer_int (writer, "phone_idx", leg->phone->index);
  sim_writer_boolean (writer, "recording", leg->recording);
  if (leg->rec != NULL)
    sim_writer_text (writer, "rec", leg->rec);
  if (leg->digits != NULL)
    sim_writer_text (writer, "digits", leg->digits->str);
  sim_writer_begin (writer, "hears", '[');
  for (guint i = 0; i < leg->room->legs->len; i++)
    if (sim_leg_hears (leg, g_ptr_array_index (leg->room->legs, i)))
      sim_writer_text (writer, NULL, ((SimLeg *) g_ptr_array_index (leg->room->legs, i))->talker_id);
  sim_writer_end (writer, ']');
  sim_writer_int (writer, "since", leg->since);
  sim_writer_end (writer, '}');
}

static void
write_user (SimWriter *writer, SimExtension *user)
{
  sim_writer_begin (writer, NULL, '{');
  sim_writer_text (writer, "user", user->number);
  sim_writer_text (writer, "name", sim_extension_get (user, "name"));
  if (user->phones->len > 0)
    sim_writer_boolean (writer, "registered", user->registered);
  else
    sim_writer_text (writer, "registered", NULL);
  sim_writer_begin (writer, "legs", '[');
  for (guint i = 0; i < user->legs->len; i++)
    write_leg (writer, g_ptr_array_index (user->legs, i));
  sim_writer_end (writer, ']');
  sim_writer_begin (writer, "voicemail", '[');
  sim_writer_int (writer, NULL, user->n_new);
  sim_writer_int (writer, NULL, user->n_unread);
  sim_writer_int (writer, NULL, user->n_read);
  sim_writer_int (writer, NULL, user->n_saved);
  sim_writer_end (writer, ']');
  sim_writer_end (writer, '}');
}

static void
write_places (SimWriter *writer, SimTenant *tenant)
{
  GHashTableIter iter;
  gpointer number, value;

  sim_writer_begin (writer, "parked", '{');
  g_hash_table_iter_init (&iter, tenant->parked);
  while (g_hash_table_iter_next (&iter, &number, &value))
    sim_writer_text (writer, number, ((SimLeg *) value)->talker_id);
  sim_writer_end (writer, '}');

  sim_writer_begin (writer, "lines", '{');
  for (guint i = 0; i < tenant->lines->len; i++)
    {
      PalLineEvent event;

      sim_line_fill_event (tenant, g_ptr_array_index (tenant->lines, i), &event);
      if (event.on)
        sim_writer_text (writer, event.line, event.line_talker);
    }
  sim_writer_end (writer, '}');

  sim_writer_begin (writer, "queues", '[');
  g_hash_table_iter_init (&iter, tenant->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimRoom *room = value;

      if (room->queue == NULL)
        continue;
      sim_writer_begin (writer, NULL, '{');
      sim_writer_text (writer, "extension", room->queue->number);
      sim_writer_text (writer, "room_id", room->id);
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}

void
sim_truth_write_tenant (SimWriter *writer, SimTenant *tenant)
{
  sim_writer_text (writer, "tenant", tenant->name);
  sim_writer_int (writer, "time", sim_clock_get_time (tenant->world->clock));
  sim_writer_boolean (writer, "active", tenant->world->active);
  sim_writer_begin (writer, "users", '[');
  for (guint i = 0; i < tenant->order->len; i++)
    if (((SimExtension *) g_ptr_array_index (tenant->order, i))->is_user)
      write_user (writer, g_ptr_array_index (tenant->order, i));
  sim_writer_end (writer, ']');
  write_places (writer, tenant);
}

void
sim_truth_write_calls (SimWriter *writer, SimWorld *world)
{
  sim_writer_int (writer, "made", (gint64) world->n_calls);
  sim_writer_begin (writer, "ended", '[');
  for (GList *l = world->history->head; l != NULL; l = l->next)
    sim_writer_raw (writer, NULL, l->data, -1);
  sim_writer_end (writer, ']');
  sim_writer_begin (writer, "live", '[');
  for (guint i = 0; i < world->tenants->len; i++)
    {
      g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (g_ptr_array_index (world->tenants, i));

      for (guint j = 0; j < rooms->len; j++)
        {
          SimRoom *room = g_ptr_array_index (rooms, j);

          sim_writer_begin (writer, NULL, '{');
          sim_writer_text (writer, "room_id", room->id);
          sim_writer_text (writer, "logid", room->log_id);
          sim_writer_text (writer, "from", room->from);
          sim_writer_text (writer, "to", room->to);
          sim_writer_int (writer, "type", room->kind);
          sim_writer_int (writer, "started", room->started);
          sim_writer_int (writer, "answered", room->answered);
          sim_writer_begin (writer, "legs", '[');
          for (guint k = 0; k < room->legs->len; k++)
            write_leg (writer, g_ptr_array_index (room->legs, k));
          sim_writer_end (writer, ']');
          sim_writer_end (writer, '}');
        }
    }
  sim_writer_end (writer, ']');
}

void
sim_truth_write_legs (SimWriter *writer, SimTenant *tenant, SimExtension *user)
{
  sim_writer_begin (writer, "ended", '[');
  sim_story_write (writer, tenant->world, user->number);
  sim_writer_end (writer, ']');
  sim_writer_begin (writer, "live", '[');
  for (guint i = 0; i < user->legs->len; i++)
    write_leg (writer, g_ptr_array_index (user->legs, i));
  sim_writer_end (writer, ']');
}

void
sim_truth_write_push (SimWriter *writer, SimTenant *tenant)
{
  sim_writer_begin (writer, "devices", '[');
  for (guint i = 0; i < tenant->push_devices->len; i++)
    {
      const SimPushDevice *device = g_ptr_array_index (tenant->push_devices, i);

      sim_writer_begin (writer, NULL, '{');
      sim_writer_text (writer, "username", device->username);
      sim_writer_int (writer, "service_id", device->service);
      sim_writer_text (writer, "application_id", device->application);
      sim_writer_text (writer, "device_id", device->device);
      sim_writer_boolean (writer, "voip", device->is_voip);
      sim_writer_begin (writer, "sent", '[');
      for (guint j = 0; j < device->sent->len; j++)
        sim_writer_raw (writer, NULL, g_ptr_array_index (device->sent, j), -1);
      sim_writer_end (writer, ']');
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}
