/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-snapshot.h"

#include "sim/sim-call.h"
#include "sim/sim-event.h"
#include "sim/sim-peer.h"

typedef void (*SimTell) (SimTenant *tenant, SimVisitFunc visit, gpointer user_data);

struct _SimSnapshot
{
  SimPeer *peer;        /* borrowed: it owns us */
  GString *frame;
  guint n_events;
  guint step;           /* types told so far */
  GQueue pieces;        /* char *, of the type being told piece by piece */
  guint timer;
};

static void
add (SimSnapshot *self, const PalEvent *event)
{
  if (!sim_peer_may_see (self->peer, event))
    return;

  if (self->n_events++ > 0)
    g_string_append_c (self->frame, ',');
  sim_event_append (self->frame, event);
}

static void
add_piece_cb (const PalEvent *event, gpointer user_data)
{
  SimSnapshot *self = user_data;

  if (sim_faults_find (sim_peer_get_faults (self->peer), "piecemeal-snapshot") == NULL)
    {
      add (self, event);
      return;
    }

  add (self, event);
  if (self->n_events > 0)
    g_queue_push_tail (&self->pieces, g_strdup (self->frame->str));
  g_string_truncate (self->frame, 0);
  self->n_events = 0;
}

static void
tell_registered (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  for (guint i = 0; i < tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);
      PalEvent event = { .kind = PAL_EVENT_REGISTERED };

      event.registered = (PalRegisteredEvent) { user->number, user->registered };
      if (user->is_user && user->phones->len > 0)
        visit (&event, user_data);
    }
}

/* That a leg came back from a park slot says nothing to those who did not see it talk before. */
static int
status_now (SimLeg *leg)
{
  if (leg->status != PAL_CALL_STATUS_PARK_CANCEL)
    return leg->status;

  return leg->is_caller ? PAL_CALL_STATUS_ANSWER_SUCCESS : PAL_CALL_STATUS_CALL_SUCCESS;
}

static void
tell_status (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  for (guint i = 0; i < tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);

      for (guint j = 0; j < user->legs->len; j++)
        {
          SimLeg *leg = g_ptr_array_index (user->legs, j);
          PalEvent event = { .kind = PAL_EVENT_STATUS };

          sim_leg_fill_event (leg, &event.status);
          event.status.status = status_now (leg);
          event.status.time = leg->since;
          visit (&event, user_data);
        }
    }
}

static void
tell_voicemail (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  for (guint i = 0; i < tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);
      PalEvent event = { .kind = PAL_EVENT_VOICEMAIL };

      event.voicemail = (PalVoicemailEvent) { user->number, user->n_new, user->n_unread, user->n_read,
                                              user->n_saved };
      if (user->is_user)
        visit (&event, user_data);
    }
}

static void
tell_park (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  GHashTableIter iter;
  gpointer number, value;

  g_hash_table_iter_init (&iter, tenant->parked);
  while (g_hash_table_iter_next (&iter, &number, &value))
    {
      SimLeg *leg = value;
      PalEvent event = { .kind = PAL_EVENT_PARK };

      event.park = (PalParkEvent) { number, leg->room->id, leg->talker_id, leg->since, TRUE };
      visit (&event, user_data);
    }
}

static void
tell_line (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  for (guint i = 0; i < tenant->lines->len; i++)
    {
      PalEvent event = { .kind = PAL_EVENT_LINE };

      sim_line_fill_event (tenant, g_ptr_array_index (tenant->lines, i), &event.line);
      if (event.line.on)
        visit (&event, user_data);
    }
}

static void
tell_queue (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  g_autoptr(GPtrArray) rooms = sim_tenant_list_rooms (tenant);

  for (guint i = 0; i < rooms->len; i++)
    {
      SimRoom *room = g_ptr_array_index (rooms, i);
      PalEvent event = { .kind = PAL_EVENT_QUEUE };

      if (room->queue == NULL)
        continue;
      event.queue = (PalQueueEvent) { room->queue->number, room->id, TRUE };
      visit (&event, user_data);
    }
}

static void
tell_recording (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  for (guint i = 0; i < tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);

      for (guint j = 0; j < user->legs->len; j++)
        {
          SimLeg *leg = g_ptr_array_index (user->legs, j);
          PalEvent event = { .kind = PAL_EVENT_CALL_RECORDING };

          event.recording = (PalCallRecordingEvent) { user->number, leg->talker_id, TRUE };
          if (leg->recording)
            visit (&event, user_data);
        }
    }
}

static const struct
{
  PalEventKind kind;
  SimTell tell;
} steps[] = {
  { PAL_EVENT_REGISTERED, tell_registered }, { PAL_EVENT_STATUS, tell_status },
  { PAL_EVENT_VOICEMAIL, tell_voicemail },   { PAL_EVENT_PARK, tell_park },
  { PAL_EVENT_LINE, tell_line },             { PAL_EVENT_QUEUE, tell_queue },
  { PAL_EVENT_CALL_RECORDING, tell_recording },
};

static void
send_frame (SimSnapshot *self)
{
  GString *text;

  if (self->n_events == 0)
    return;

  text = g_string_sized_new (self->frame->len + 3);
  if (self->n_events > 1)
    g_string_append_c (text, '[');
  g_string_append_len (text, self->frame->str, self->frame->len);
  if (self->n_events > 1)
    g_string_append_c (text, ']');
  g_string_truncate (self->frame, 0);
  self->n_events = 0;
  sim_peer_send_reply (self->peer, text);
}

static void
tell (SimSnapshot *self, SimTell step)
{
  GPtrArray *tenants = sim_peer_get_world (self->peer)->tenants;

  for (guint i = 0; i < tenants->len; i++)
    {
      SimTenant *tenant = g_ptr_array_index (tenants, i);

      if (sim_peer_hears_of (self->peer, tenant))
        step (tenant, add_piece_cb, self);
    }
}

void
sim_snapshot_visit (SimTenant *tenant, SimVisitFunc visit, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    steps[i].tell (tenant, visit, user_data);
}

static void
go_on_cb (gpointer user_data)
{
  SimSnapshot *self = user_data;
  const SimFault *piecemeal = sim_faults_find (sim_peer_get_faults (self->peer), "piecemeal-snapshot");
  SimClock *clock = sim_peer_get_world (self->peer)->clock;
  char *piece;

  self->timer = 0;
  while (self->step < G_N_ELEMENTS (steps) && g_queue_is_empty (&self->pieces))
    {
      tell (self, steps[self->step++].tell);
      send_frame (self);
    }
  if ((piece = g_queue_pop_head (&self->pieces)) != NULL)
    sim_peer_send_reply (self->peer, g_string_new (piece));
  g_free (piece);
  if (self->step < G_N_ELEMENTS (steps) || !g_queue_is_empty (&self->pieces))
    self->timer = sim_clock_add (clock, piecemeal != NULL ? sim_fault_get_int (piecemeal, "ms", 20) : 0,
                                 go_on_cb, self);
}

SimSnapshot *
sim_snapshot_new (SimPeer *peer)
{
  SimSnapshot *self = g_new0 (SimSnapshot, 1);
  const SimFault *late = sim_faults_find (sim_peer_get_faults (peer), "late-snapshot");

  self->peer = peer;
  self->frame = g_string_sized_new (4096);
  g_queue_init (&self->pieces);
  if (late != NULL)
    self->timer = sim_clock_add (sim_peer_get_world (peer)->clock, sim_fault_get_int (late, "ms", 3000),
                                 go_on_cb,
                                 self);
  else
    go_on_cb (self);

  if (self->timer != 0)
    return self;

  sim_snapshot_free (self);
  return NULL;
}

void
sim_snapshot_free (SimSnapshot *self)
{
  sim_clock_cancel (sim_peer_get_world (self->peer)->clock, &self->timer);
  g_queue_clear_full (&self->pieces, g_free);
  g_string_free (self->frame, TRUE);
  g_free (self);
}

void
sim_snapshot_catch_up (SimSnapshot *self, PalEventKind kind)
{
  char *piece;

  if (self->step == 0 || steps[self->step - 1].kind != kind)
    return;

  while ((piece = g_queue_pop_head (&self->pieces)) != NULL)
    {
      sim_peer_send_reply (self->peer, g_string_new (piece));
      g_free (piece);
    }
}

gboolean
sim_snapshot_has_told (SimSnapshot *self, PalEventKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].kind == kind)
      return i < self->step;

  return TRUE;
}
