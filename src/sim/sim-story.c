/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-story.h"

#include "sim/sim-call.h"

#define MOST_STORIES 5000

/* In the order of the moments; a party or state is told once as long as it lasts. */
struct _SimStory
{
  GPtrArray *others;
  GArray *states;     /* SimLegState */
  gboolean was_caller;
  gint64 started, answered; /* ms; answered: the first talk, 0 when there was none */

  /* of a leg that is gone */
  char *user, *talker_id, *log_id, *rec;
  const char *rescode, *q850;
  gboolean by_callee;
  gint64 ended;
};

static gint64
now (SimLeg *leg)
{
  return sim_clock_get_time (leg->tenant->world->clock);
}

static SimStory *
story_new (SimLeg *leg)
{
  SimStory *self = g_new0 (SimStory, 1);

  self->others = g_ptr_array_new_with_free_func (g_free);
  self->states = g_array_new (FALSE, FALSE, sizeof (SimLegState));
  self->was_caller = leg->is_caller || g_str_equal (leg->role, "c");
  self->started = now (leg);

  return self;
}

void
sim_story_free (SimStory *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->others);
  g_array_unref (self->states);
  g_free (self->user);
  g_free (self->talker_id);
  g_free (self->log_id);
  g_free (self->rec);
  g_free (self);
}

void
sim_story_enter (SimLeg *leg)
{
  SimStory *self;
  guint n;

  if (leg->extension == NULL || !leg->extension->is_user)
    return;

  if (leg->story == NULL)
    leg->story = story_new (leg);
  self = leg->story;
  n = self->states->len;
  if (n == 0 || g_array_index (self->states, SimLegState, n - 1) != leg->state)
    g_array_append_val (self->states, leg->state);
  if (self->answered == 0 && leg->state == SIM_LEG_TALKING)
    self->answered = now (leg);
  n = self->others->len;
  if (leg->other != NULL && (n == 0 || !g_str_equal (g_ptr_array_index (self->others, n - 1), leg->other)))
    g_ptr_array_add (self->others, g_strdup (leg->other));
}

void
sim_story_end (SimLeg *leg, const char *rescode, const char *q850, gboolean by_callee)
{
  SimStory *self = g_steal_pointer (&leg->story);
  GQueue *stories = leg->tenant->world->stories;

  if (self == NULL)
    return;

  self->user = g_strdup (leg->number);
  self->talker_id = g_strdup (leg->talker_id);
  self->log_id = g_strdup (leg->room->log_id);
  self->rec = g_strdup (leg->rec);
  self->rescode = rescode;
  self->q850 = q850;
  self->by_callee = by_callee;
  self->ended = now (leg);
  g_queue_push_tail (stories, self);
  if (stories->length > MOST_STORIES)
    sim_story_free (g_queue_pop_head (stories));
}

static void
write_one (SimWriter *writer, const SimStory *self)
{
  sim_writer_begin (writer, NULL, '{');
  sim_writer_text (writer, "user", self->user);
  sim_writer_text (writer, "talker_id", self->talker_id);
  sim_writer_text (writer, "logid", self->log_id);
  sim_writer_boolean (writer, "caller", self->was_caller);
  sim_writer_begin (writer, "others", '[');
  for (guint i = 0; i < self->others->len; i++)
    sim_writer_text (writer, NULL, g_ptr_array_index (self->others, i));
  sim_writer_end (writer, ']');
  sim_writer_begin (writer, "states", '[');
  for (guint i = 0; i < self->states->len; i++)
    sim_writer_text (writer, NULL, sim_leg_state_to_word (g_array_index (self->states, SimLegState, i)));
  sim_writer_end (writer, ']');
  sim_writer_text (writer, "rec", self->rec);
  sim_writer_text (writer, "rescode", self->rescode);
  sim_writer_text (writer, "q850", self->q850);
  sim_writer_boolean (writer, "by_callee", self->by_callee);
  sim_writer_int (writer, "started", self->started);
  sim_writer_int (writer, "answered", self->answered);
  sim_writer_int (writer, "ended", self->ended);
  sim_writer_end (writer, '}');
}

void
sim_story_write (SimWriter *writer, SimWorld *world, const char *user)
{
  for (GList *l = world->stories->head; l != NULL; l = l->next)
    {
      const SimStory *story = l->data;

      if (user == NULL || g_str_equal (story->user, user))
        write_one (writer, story);
    }
}
