/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-places.h"

/* --- for the table of verbs -------------------------------------------- */

gboolean
desk_places_is_free (DeskSession *self, const char *number)
{
  DeskPark *park = desk_park_model_find (self->parks, number);

  return park == NULL || !desk_park_get_is_taken (park);
}

gboolean
desk_places_has_left (DeskSession *self, const char *room_id)
{
  return desk_queue_model_find_room (self->queues, room_id) == NULL;
}

static gboolean
has_line (DeskSession *self, DeskLine *line)
{
  return self->own != NULL && desk_line_get_is_on (line)
         && g_strcmp0 (desk_line_get_talker (line), desk_extension_get_number (self->own)) == 0;
}

gboolean
desk_places_is_own_line (DeskSession *self, const char *id)
{
  DeskLine *line = desk_line_model_find (self->lines, id);

  return line != NULL && has_line (self, line);
}

gboolean
desk_places_is_given_back (DeskSession *self, const char *id)
{
  return !desk_places_is_own_line (self, id);
}

void
desk_places_tell (DeskSession *self, DeskOperation *operation, DeskVerbTold told)
{
  DeskCall *call;

  if (desk_operation_get_verb (operation) != DESK_VERB_PARK || told == DESK_VERB_ACCEPTED)
    return;
  call = desk_call_model_find (self->calls, desk_operation_get_subject (operation));
  desk_session_begin (self);
  desk_park_model_expect (self->parks, desk_operation_get_target (operation),
                          told == DESK_VERB_ASKED && call != NULL ? desk_call_get_room_id (call) : NULL);
  desk_session_end (self);
}

/* --- lines ------------------------------------------------------------- */

static DeskCall *
find_call (DeskSession *self, const char *room_id)
{
  for (guint i = 0; room_id != NULL && i < desk_list_get_size (DESK_LIST (self->calls)); i++)
    {
      DeskCall *call = desk_list_peek (DESK_LIST (self->calls), i);

      if (desk_call_get_state (call) != DESK_CALL_STATE_ENDED
          && g_strcmp0 (desk_call_get_room_id (call), room_id) == 0)
        return call;
    }
  return NULL;
}

static DeskLine *
find_seized (DeskSession *self)
{
  for (guint i = 0; i < desk_list_get_size (DESK_LIST (self->lines)); i++)
    {
      DeskLine *line = desk_list_peek (DESK_LIST (self->lines), i);

      if (desk_line_get_lamp (line) == DESK_LAMP_MINE && has_line (self, line)
          && find_call (self, desk_line_get_room_id (line)) == NULL)
        return line;
    }
  return NULL;
}

const char *
desk_places_find_seized (DeskSession *self)
{
  DeskLine *line = find_seized (self);

  return line != NULL ? desk_line_get_id (line) : NULL;
}

#define NO_CALL 0u
#define STATE(name) (1u << DESK_CALL_STATE_##name)

/* What pressing a line does: by its lamp, and by the state of my call on it. */
static const struct
{
  DeskLamp lamp;
  guint call_states;
  DeskVerb verb;
} presses[] = {
  { DESK_LAMP_FREE, NO_CALL, DESK_VERB_SEIZE },
  { DESK_LAMP_RINGING, STATE (RINGING), DESK_VERB_ANSWER },
  { DESK_LAMP_MINE, STATE (DIALLING), DESK_VERB_ANSWER },
  { DESK_LAMP_MINE, STATE (TALKING) | STATE (HELD), DESK_VERB_PARK },
  { DESK_LAMP_MINE, NO_CALL, DESK_VERB_RELEASE },
  { DESK_LAMP_PARKED_BY_ME, NO_CALL, DESK_VERB_RETRIEVE },
  { DESK_LAMP_PARKED, NO_CALL, DESK_VERB_RETRIEVE },
};

gboolean
desk_session_find_line_verb (DeskSession *self, DeskLine *line, DeskVerb *verb, DeskCall **call)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), FALSE);
  g_return_val_if_fail (DESK_IS_LINE (line), FALSE);

  DeskLamp lamp = desk_line_get_lamp (line);
  DeskCall *own = lamp == DESK_LAMP_RINGING || lamp == DESK_LAMP_MINE
                    ? find_call (self, desk_line_get_room_id (line)) : NULL;
  guint state = own != NULL ? 1u << desk_call_get_state (own) : NO_CALL;

  for (guint i = 0; i < G_N_ELEMENTS (presses); i++)
    {
      guint states = presses[i].call_states;
      gboolean fits = state == NO_CALL ? states == NO_CALL : (states & state) != 0;

      if (presses[i].lamp != lamp || !fits)
        continue;
      if (own != NULL ? !desk_call_can (own, presses[i].verb) : !desk_session_may (self, presses[i].verb))
        return FALSE;
      *verb = presses[i].verb;
      *call = own;
      return TRUE;
    }
  return FALSE;
}

DeskOperation *
desk_session_press_line (DeskSession *self, DeskLine *line)
{
  DeskVerb verb;
  DeskCall *call;
  DeskLine *used;

  if (!desk_session_find_line_verb (self, line, &verb, &call))
    return NULL;
  if (call != NULL)
    return desk_session_run (self, verb, call, verb == DESK_VERB_PARK ? desk_line_get_id (line) : NULL);
  used = verb == DESK_VERB_SEIZE ? find_seized (self) : NULL;
  if (used != NULL)
    desk_session_ask (self, DESK_VERB_RELEASE, desk_line_get_id (used), NULL);
  return desk_session_ask (self, verb, desk_line_get_id (line), NULL);
}

/* --- slots and queues -------------------------------------------------- */

DeskOperation *
desk_session_park_next (DeskSession *self, DeskCall *call)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return desk_session_run (self, DESK_VERB_PARK, call, desk_park_model_get_next_free (self->parks));
}

DeskOperation *
desk_session_retrieve_oldest (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);

  DeskPark *park = desk_park_model_get_oldest (self->parks);

  return park != NULL ? desk_session_ask (self, DESK_VERB_RETRIEVE, desk_park_get_number (park), NULL) : NULL;
}

const char *
desk_session_find_who_waits (DeskSession *self, const char *room_id)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);

  DeskPark *park = desk_park_model_find_room (self->parks, room_id);
  DeskWaiting *waiting = desk_queue_model_find_room (self->queues, room_id);
  DeskLine *line = desk_line_model_find_room (self->lines, room_id);

  if (park != NULL)
    return desk_park_get_name (park);
  if (waiting != NULL)
    return desk_waiting_get_name (waiting);
  return line != NULL ? desk_line_get_who (line) : NULL;
}

DeskOperation *
desk_session_pick_up (DeskSession *self, const char *room_id)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (room_id != NULL, NULL);

  if (self->own == NULL)
    return NULL;
  return desk_session_ask (self, DESK_VERB_FORWARD, room_id, desk_extension_get_number (self->own));
}
