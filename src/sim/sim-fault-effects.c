/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-fault-effects.h"

#include <string.h>

#include "sim/sim-garbage.h"

#define TICK 10                    /* ms */
#define KEEP_QUEUED (1024 * 1024)  /* bytes that wait for the line at most */
#define FLOOD_BURST 4000
#define FRAGMENT (64 * 1024)

typedef struct
{
  SimPeer *peer;    /* borrowed: removed before it goes */
  SimTap *tap;      /* borrowed; may be NULL */
  gboolean floods, fragments, has_begun;
} SimTarget;

struct _SimFaultEffects
{
  GObject parent_instance;

  /* owned */
  SimFaults *faults;
  SimClock *clock;
  GPtrArray *targets;      /* SimTarget */
  GHashTable *sticky;      /* names of the faults that meet new connections as well */
  guint timer;
};

G_DEFINE_FINAL_TYPE (SimFaultEffects, sim_fault_effects, G_TYPE_OBJECT)

static gboolean
is_meant (const SimFault *fault, SimTarget *target)
{
  const char *user = sim_fault_get (fault, "user");

  return user == NULL || strcmp (user, sim_peer_get_user (target->peer)) == 0;
}

static void
send_fragments (SimTarget *target)
{
  SimOutput *output = sim_peer_get_output (target->peer);

  while (sim_output_get_queued (output) < KEEP_QUEUED)
    {
      g_autoptr(GBytes) bytes = sim_garbage_fragment (!target->has_begun, FRAGMENT);
      gsize before = sim_output_get_queued (output);

      /* Between the pieces of a message no other message may come. */
      sim_output_set_hold (output, TRUE);
      target->has_begun = TRUE;
      sim_output_send_raw (output, bytes);
      if (sim_output_get_queued (output) == before)
        break; /* closed */
    }
}

static void
end_fragments (SimTarget *target)
{
  SimOutput *output = sim_peer_get_output (target->peer);
  g_autoptr(GBytes) last = sim_garbage_last_fragment ();

  target->fragments = FALSE;
  if (!target->has_begun)
    return;

  target->has_begun = FALSE;
  sim_output_send_raw (output, last);
  sim_output_set_hold (output, FALSE);
}

static void
send_flood (SimTarget *target)
{
  SimOutput *output = sim_peer_get_output (target->peer);
  const char *text = sim_garbage_unknown ();

  for (guint i = 0; i < FLOOD_BURST && sim_output_get_queued (output) < KEEP_QUEUED; i++)
    sim_output_send (output, text, strlen (text));
}

static void
tick_cb (gpointer user_data)
{
  SimFaultEffects *self = user_data;
  gboolean any = FALSE;

  self->timer = 0;
  for (guint i = 0; i < self->targets->len; i++)
    {
      SimTarget *target = g_ptr_array_index (self->targets, i);

      if (target->fragments)
        send_fragments (target);
      if (target->floods && sim_peer_is_logged_in (target->peer))
        send_flood (target);
      any |= target->fragments || target->floods;
    }
  if (any)
    self->timer = sim_clock_add (self->clock, TICK, tick_cb, self);
}

static void
start_ticking (SimFaultEffects *self)
{
  if (self->timer == 0)
    self->timer = sim_clock_add (self->clock, TICK, tick_cb, self);
}

static void
apply (SimFaultEffects *self, const SimFault *fault, SimTarget *target)
{
  SimOutput *output = sim_peer_get_output (target->peer);

  if (!is_meant (fault, target))
    return;

  if (strcmp (fault->name, "drop") == 0 && target->tap != NULL)
    sim_tap_cut (target->tap);
  else if (strcmp (fault->name, "half-open") == 0 && target->tap != NULL)
    sim_tap_throttle (target->tap, self->clock, 0);
  else if (strcmp (fault->name, "trickle") == 0 && target->tap != NULL)
    sim_tap_throttle (target->tap, self->clock, (guint) sim_fault_get_int (fault, "rate", 20));
  else if (strcmp (fault->name, "garbage") == 0)
    sim_garbage_send (output, sim_fault_get (fault, "kind"));
  else if (strcmp (fault->name, "big-frame") == 0)
    sim_garbage_send_big (output, (gsize) sim_fault_get_int (fault, "mb", 64) * 1024 * 1024);
  else if (strcmp (fault->name, "deep-nesting") == 0)
    sim_garbage_send_deep (output, (gsize) sim_fault_get_int (fault, "depth", 100000));
  else if (strcmp (fault->name, "flood") == 0)
    target->floods = TRUE;
  else if (strcmp (fault->name, "endless-fragments") == 0)
    target->fragments = TRUE;

  if (target->floods || target->fragments)
    start_ticking (self);
}

static void
injected_cb (SimFaults *faults, const SimFault *fault, SimFaultEffects *self)
{
  if (self->targets->len == 0 || sim_fault_get (fault, "new") != NULL)
    g_hash_table_add (self->sticky, g_strdup (fault->name));
  for (guint i = 0; i < self->targets->len; i++)
    apply (self, fault, g_ptr_array_index (self->targets, i));
}

static void
lifted_cb (SimFaults *faults, const SimFault *fault, SimFaultEffects *self)
{
  gboolean is_stream = strcmp (fault->name, "half-open") == 0 || strcmp (fault->name, "trickle") == 0;

  g_hash_table_remove (self->sticky, fault->name);
  for (guint i = 0; i < self->targets->len; i++)
    {
      SimTarget *target = g_ptr_array_index (self->targets, i);

      if (is_stream && target->tap != NULL)
        sim_tap_release (target->tap);
      if (strcmp (fault->name, "flood") == 0)
        target->floods = FALSE;
      if (strcmp (fault->name, "endless-fragments") == 0)
        end_fragments (target);
    }
}

static void
sim_fault_effects_dispose (GObject *object)
{
  SimFaultEffects *self = SIM_FAULT_EFFECTS (object);

  if (self->clock != NULL)
    sim_clock_cancel (self->clock, &self->timer);
  g_clear_object (&self->clock);
  g_clear_object (&self->faults);

  G_OBJECT_CLASS (sim_fault_effects_parent_class)->dispose (object);
}

static void
sim_fault_effects_finalize (GObject *object)
{
  SimFaultEffects *self = SIM_FAULT_EFFECTS (object);

  g_ptr_array_unref (self->targets);
  g_hash_table_unref (self->sticky);

  G_OBJECT_CLASS (sim_fault_effects_parent_class)->finalize (object);
}

static void
sim_fault_effects_class_init (SimFaultEffectsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_fault_effects_dispose;
  object_class->finalize = sim_fault_effects_finalize;
}

static void
sim_fault_effects_init (SimFaultEffects *self)
{
  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->sticky = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SimFaultEffects *
sim_fault_effects_new (SimFaults *faults, SimClock *clock)
{
  SimFaultEffects *self = g_object_new (SIM_TYPE_FAULT_EFFECTS, NULL);

  self->faults = g_object_ref (faults);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (faults, "injected", G_CALLBACK (injected_cb), self, 0);
  g_signal_connect_object (faults, "lifted", G_CALLBACK (lifted_cb), self, 0);

  return self;
}

void
sim_fault_effects_add_peer (SimFaultEffects *self, SimPeer *peer, SimTap *tap)
{
  SimTarget *target = g_new0 (SimTarget, 1);
  GHashTableIter iter;
  gpointer name;

  target->peer = peer;
  target->tap = tap;
  g_ptr_array_add (self->targets, target);
  g_hash_table_iter_init (&iter, self->sticky);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const SimFault *fault = sim_faults_find (self->faults, name);

      if (fault != NULL)
        apply (self, fault, target);
    }
}

void
sim_fault_effects_remove_peer (SimFaultEffects *self, SimPeer *peer)
{
  for (guint i = 0; i < self->targets->len; i++)
    if (((SimTarget *) g_ptr_array_index (self->targets, i))->peer == peer)
      {
        g_ptr_array_remove_index (self->targets, i);
        return;
      }
}
