/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-scenario.h"

#include "sim/sim-act.h"
#include "sim/sim-json.h"

typedef struct
{
  SimScenario *scenario;
  JsonObject *what;        /* borrowed from the root */
  guint timer;
} SimStep;

struct _SimScenario
{
  GObject parent_instance;

  /* owned */
  SimWorld *world;
  JsonNode *root;
  GPtrArray *steps;
  gint64 repeat;           /* ms, 0 never */
  guint timer;
  guint rounds;
};

G_DEFINE_FINAL_TYPE (SimScenario, sim_scenario, G_TYPE_OBJECT)

static void
step_cb (gpointer user_data)
{
  SimStep *step = user_data;
  g_autoptr(GError) error = NULL;

  step->timer = 0;
  if (!sim_act (step->scenario->world, step->what, &error))
    g_debug ("scenario: step passed over: %s", error->message);
}

/* The word it waits for; NULL when it goes by time alone. */
static const char *
get_cue (SimStep *step)
{
  return sim_json_text (step->what, "cue", NULL);
}

static void start_round (SimScenario *self);

static void
again_cb (gpointer user_data)
{
  SimScenario *self = user_data;

  self->timer = 0;
  start_round (self);
}

static void
start_round (SimScenario *self)
{
  SimClock *clock = self->world->clock;

  for (guint i = 0; i < self->steps->len; i++)
    {
      SimStep *step = g_ptr_array_index (self->steps, i);
      double at = sim_json_double (step->what, "at", 0);
      double jitter = sim_json_double (step->what, "jitter", 0);

      if (get_cue (step) != NULL || (self->rounds > 0 && sim_json_boolean (step->what, "once", FALSE)))
        continue;
      if (jitter > 0)
        at += g_rand_double_range (self->world->rand, 0, jitter);
      sim_clock_cancel (clock, &step->timer);
      if (at <= 0)
        step_cb (step);
      else
        step->timer = sim_clock_add (clock, (gint64) (at * 1000), step_cb, step);
    }
  self->rounds++;
  if (self->repeat > 0)
    self->timer = sim_clock_add (clock, self->repeat, again_cb, self);
}

void
sim_scenario_start (SimScenario *self)
{
  sim_scenario_stop (self);
  self->rounds = 0;
  start_round (self);
}

gboolean
sim_scenario_cue (SimScenario *self, const char *cue, GError **error)
{
  gboolean is_known = FALSE;

  for (guint i = 0; i < self->steps->len; i++)
    {
      SimStep *step = g_ptr_array_index (self->steps, i);
      double at = sim_json_double (step->what, "at", 0);

      if (g_strcmp0 (get_cue (step), cue) != 0)
        continue;
      is_known = TRUE;
      sim_clock_cancel (self->world->clock, &step->timer);
      if (at > 0)
        step->timer = sim_clock_add (self->world->clock, (gint64) (at * 1000), step_cb, step);
      else if (!sim_act (self->world, step->what, error))
        return FALSE;
    }
  if (!is_known)
    g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "nothing waits for “%s”", cue);

  return is_known;
}

void
sim_scenario_stop (SimScenario *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    sim_clock_cancel (self->world->clock, &((SimStep *) g_ptr_array_index (self->steps, i))->timer);
  sim_clock_cancel (self->world->clock, &self->timer);
}

static void
sim_scenario_dispose (GObject *object)
{
  SimScenario *self = SIM_SCENARIO (object);

  if (self->world != NULL)
    sim_scenario_stop (self);
  g_clear_object (&self->world);

  G_OBJECT_CLASS (sim_scenario_parent_class)->dispose (object);
}

static void
sim_scenario_finalize (GObject *object)
{
  SimScenario *self = SIM_SCENARIO (object);

  g_ptr_array_unref (self->steps);
  g_clear_pointer (&self->root, json_node_unref);

  G_OBJECT_CLASS (sim_scenario_parent_class)->finalize (object);
}

static void
sim_scenario_class_init (SimScenarioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_scenario_dispose;
  object_class->finalize = sim_scenario_finalize;
}

static void
sim_scenario_init (SimScenario *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_free);
}

static SimScenario *
new_from_root (SimWorld *world, JsonNode *root, GError **error)
{
  JsonArray *steps = sim_json_array (json_node_get_object (root), "steps");
  SimScenario *self;

  if (steps == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "the scenario has no “steps”");
      json_node_unref (root);
      return NULL;
    }

  self = g_object_new (SIM_TYPE_SCENARIO, NULL);
  self->world = g_object_ref (world);
  self->root = root;
  self->repeat = (gint64) (sim_json_double (json_node_get_object (root), "repeat", 0) * 1000);
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonNode *node = json_array_get_element (steps, i);
      SimStep *step;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      step = g_new0 (SimStep, 1);
      step->scenario = self;
      step->what = json_node_get_object (node);
      g_ptr_array_add (self->steps, step);
    }

  return self;
}

SimScenario *
sim_scenario_new_from_file (SimWorld *world, const char *path, GError **error)
{
  JsonNode *root = sim_json_load (path, error);

  return root != NULL ? new_from_root (world, root, error) : NULL;
}

SimScenario *
sim_scenario_new_from_text (SimWorld *world, const char *text, GError **error)
{
  JsonNode *root = sim_json_parse (text, error);

  return root != NULL ? new_from_root (world, root, error) : NULL;
}
