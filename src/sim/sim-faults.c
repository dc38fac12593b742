/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-faults.h"

#include <string.h>

#include "sim/sim-types.h"

struct _SimFaults
{
  GObject parent_instance;

  /* owned */
  GPtrArray *faults;   /* SimFault */
};

enum
{
  SIGNAL_INJECTED,
  SIGNAL_LIFTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *name;
  gboolean once;
} known[] = {
  { "drop", TRUE },
  { "half-open", FALSE },
  { "delay", FALSE },
  { "refuse", FALSE },
  { "garbage", TRUE },
  { "big-frame", TRUE },
  { "endless-fragments", FALSE },
  { "deep-nesting", TRUE },
  { "flood", FALSE },
  { "trickle", FALSE },
  { "late-snapshot", FALSE },
  { "piecemeal-snapshot", FALSE },
  { "duplicate", FALSE },
  { "out-of-order", FALSE },
  { "early-notification", FALSE },
  { "error", FALSE },
  { "never-answer", FALSE },
  { "no-nonce", FALSE },
  { "no-ping", FALSE },
  { "restart", TRUE },
  { "new-room", FALSE },
  { "answer-16", FALSE },
  { "answer-205", FALSE },
  { "no-end", FALSE },
};

G_DEFINE_FINAL_TYPE (SimFaults, sim_faults, G_TYPE_OBJECT)

static void
fault_free (gpointer data)
{
  SimFault *fault = data;

  g_free (fault->name);
  g_hash_table_unref (fault->values);
  g_free (fault);
}

static void
sim_faults_finalize (GObject *object)
{
  g_ptr_array_unref (SIM_FAULTS (object)->faults);

  G_OBJECT_CLASS (sim_faults_parent_class)->finalize (object);
}

static void
sim_faults_class_init (SimFaultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sim_faults_finalize;

  signals[SIGNAL_INJECTED] = g_signal_new ("injected", SIM_TYPE_FAULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LIFTED] = g_signal_new ("lifted", SIM_TYPE_FAULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sim_faults_init (SimFaults *self)
{
  self->faults = g_ptr_array_new_with_free_func (fault_free);
}

SimFaults *
sim_faults_new (void)
{
  return g_object_new (SIM_TYPE_FAULTS, NULL);
}

static SimFault *
parse (const char *spec)
{
  SimFault *fault = g_new0 (SimFault, 1);
  const char *colon = strchr (spec, ':');
  g_auto(GStrv) pairs = colon != NULL ? g_strsplit (colon + 1, ",", -1) : NULL;

  fault->name = colon != NULL ? g_strndup (spec, colon - spec) : g_strdup (spec);
  fault->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');

      if (equals != NULL)
        g_hash_table_insert (fault->values, g_strndup (pairs[i], equals - pairs[i]), g_strdup (equals + 1));
      else
        g_hash_table_insert (fault->values, g_strdup (pairs[i]), g_strdup ("true"));
    }

  return fault;
}

gboolean
sim_faults_inject (SimFaults *self, const char *spec, GError **error)
{
  SimFault *fault = parse (spec);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strcmp (known[i].name, fault->name) != 0)
        continue;

      sim_faults_lift (self, fault->name);
      if (!known[i].once)
        g_ptr_array_add (self->faults, fault);
      g_signal_emit (self, signals[SIGNAL_INJECTED], 0, fault);
      if (known[i].once)
        fault_free (fault);
      return TRUE;
    }

  g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "no fault is called “%s”", fault->name);
  fault_free (fault);

  return FALSE;
}

void
sim_faults_lift (SimFaults *self, const char *name)
{
  for (guint i = self->faults->len; i > 0; i--)
    {
      SimFault *fault = g_ptr_array_index (self->faults, i - 1);

      if (name != NULL && strcmp (fault->name, name) != 0)
        continue;

      g_ptr_array_steal_index (self->faults, i - 1);
      g_signal_emit (self, signals[SIGNAL_LIFTED], 0, fault);
      fault_free (fault);
    }
}

const SimFault *
sim_faults_find (SimFaults *self, const char *name)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      SimFault *fault = g_ptr_array_index (self->faults, i);

      if (strcmp (fault->name, name) == 0)
        return fault;
    }

  return NULL;
}

const char *
sim_fault_get (const SimFault *self, const char *key)
{
  return g_hash_table_lookup (self->values, key);
}

gint64
sim_fault_get_int (const SimFault *self, const char *key, gint64 fallback)
{
  const char *text = sim_fault_get (self, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;
}
