/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the numbers of a session meet its colleagues and its verbs. */
#include "config.h"

#include "model/desk-number-road.h"

#include "model/desk-session-private.h"

static gboolean
knows (const char *number, gpointer user_data)
{
  return desk_presence_model_find (((DeskSession *) user_data)->colleagues, number) != NULL;
}

void
desk_session_begin_numbers (DeskSession *self)
{
  self->numbers = desk_numbers_new (self->account);
  desk_numbers_set_knows (self->numbers, knows, self);
}

void
desk_session_end_numbers (DeskSession *self)
{
  if (self->numbers != NULL)
    desk_numbers_set_knows (self->numbers, NULL, NULL);
  g_clear_object (&self->numbers);
}

DeskNumbers *
desk_session_get_numbers (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->numbers;
}

static gboolean
is_number (DeskVerb verb)
{
  return verb == DESK_VERB_DIAL || verb == DESK_VERB_TRANSFER || verb == DESK_VERB_DEFLECT
         || verb == DESK_VERB_CONSULT || verb == DESK_VERB_FORWARD;
}

char *
desk_session_dup_sent (DeskSession *self, DeskVerb verb, const char *target)
{
  g_auto (DeskNumberPlan) plan = { 0 };

  if (target == NULL || !is_number (verb) || !desk_numbers_dial (self->numbers, target, &plan))
    return g_strdup (target);
  return g_steal_pointer (&plan.number);
}
