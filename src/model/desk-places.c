/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-places.h"

#include "model/desk-inquiry.h"

void
desk_places_init (DeskSession *self)
{
  self->traces = desk_traces_new ();
  self->parks = desk_park_model_new (self->flush);
  self->lines = desk_line_model_new (self->flush);
  self->queues = desk_queue_model_new (self->flush);
  self->inquiry = desk_inquiry_new (self);
}

void
desk_places_clear (DeskSession *self)
{
  g_clear_pointer (&self->inquiry, desk_inquiry_free);
  g_clear_object (&self->parks);
  g_clear_object (&self->lines);
  g_clear_object (&self->queues);
}

/* --- who waits --------------------------------------------------------- */

/* The leg that waits, when it is a watched user's; else the far side of who talked there. */
static void
name_park (DeskSession *self, DeskPark *park)
{
  const char *talker_id = desk_park_get_talker_id (park);
  DeskLeg *leg = talker_id != NULL ? desk_leg_table_find (self->legs, talker_id) : NULL;
  const DeskTrace *trace = desk_traces_find (self->traces, desk_park_get_room_id (park));
  const char *number = NULL, *told = NULL;

  if (leg != NULL)
    {
      number = leg->user->number;
      told = leg->user->display_name;
    }
  else if (trace != NULL)
    {
      number = trace->other;
      told = trace->other_name;
    }
  if (number == NULL || number[0] == '\0')
    number = desk_park_get_other_number (park);
  if (told == NULL && g_strcmp0 (number, desk_park_get_other_number (park)) == 0)
    told = desk_park_get_name (park); /* as was told before */
  desk_park_set_who (park, number, desk_session_name_of (self, number, told));
  if (number == NULL)
    desk_inquiry_want_room (self->inquiry, desk_park_get_room_id (park));
}

/* Who called the group: a user whose far side it is, or the far side of an agent whose phone rings. */
static void
name_waiting (DeskSession *self, DeskWaiting *waiting)
{
  const DeskTrace *trace = desk_traces_find (self->traces, desk_waiting_get_room_id (waiting));
  const char *number = desk_waiting_get_number (waiting), *told = NULL;

  if (trace != NULL)
    {
      gboolean is_caller = trace->other[0] == '\0'
                           || g_str_equal (trace->other, desk_waiting_get_queue (waiting));

      number = is_caller ? trace->user : trace->other;
      told = is_caller ? trace->user_name : trace->other_name;
    }
  else
    {
      told = desk_waiting_get_name (waiting);
    }
  desk_waiting_set_who (waiting, number, desk_session_name_of (self, number, told));
  if (number == NULL || number[0] == '\0')
    desk_inquiry_want_room (self->inquiry, desk_waiting_get_room_id (waiting));
}

/* --- lamps ------------------------------------------------------------- */

static const DeskLeg *
find_own_leg (DeskSession *self, const char *room_id)
{
  DeskUser *own = self->own != NULL
                    ? desk_leg_table_find_user (self->legs, desk_extension_get_number (self->own)) : NULL;

  for (const DeskLeg *leg = own != NULL && room_id != NULL ? own->legs : NULL; leg != NULL; leg = leg->next)
    if (leg->state != DESK_LEG_GONE && g_strcmp0 (leg->room_id, room_id) == 0)
      return leg;
  return NULL;
}

static void
show_line (DeskSession *self, DeskLine *line, gint64 now)
{
  DeskPark *park = desk_park_model_find (self->parks, desk_line_get_id (line));
  const DeskLeg *leg = find_own_leg (self, desk_line_get_room_id (line));
  const DeskTrace *trace = desk_traces_find (self->traces, desk_line_get_room_id (line));
  const char *talker = desk_line_get_talker (line);
  const char *number = NULL, *told = NULL;
  DeskLamp lamp = DESK_LAMP_FREE;
  gint64 since = now;

  if (park != NULL && desk_park_get_is_taken (park))
    {
      lamp = desk_park_get_is_mine (park) ? DESK_LAMP_PARKED_BY_ME : DESK_LAMP_PARKED;
      number = desk_park_get_other_number (park);
      told = desk_park_get_name (park);
      since = desk_park_get_since (park);
    }
  else if (!desk_line_get_is_on (line))
    {
      since = 0;
    }
  else if (leg != NULL)
    {
      lamp = leg->state == DESK_LEG_RINGING || leg->state == DESK_LEG_CALLED ? DESK_LAMP_RINGING
                                                                             : DESK_LAMP_MINE;
      number = leg->other_number;
      told = leg->other_name;
    }
  else if (talker != NULL)
    {
      gboolean is_mine = self->own != NULL && g_str_equal (talker, desk_extension_get_number (self->own));

      lamp = is_mine ? DESK_LAMP_MINE : DESK_LAMP_OTHER;
      number = is_mine ? NULL : talker;
    }
  else
    {
      lamp = DESK_LAMP_RINGING;
      number = trace != NULL ? trace->other : NULL;
      if (number == NULL || number[0] == '\0')
        desk_inquiry_want_room (self->inquiry, desk_line_get_room_id (line));
      told = trace != NULL ? trace->other_name : NULL;
    }
  desk_line_show (line, lamp, since);
  desk_line_set_who (line, number, number != NULL || told != NULL ? desk_session_name_of (self, number, told)
                                                                  : NULL);
}

static void
show_line_of (DeskSession *self, const char *id, gint64 now)
{
  DeskLine *line = desk_line_model_find (self->lines, id);

  if (line != NULL)
    show_line (self, line, now);
}

/* --- events ------------------------------------------------------------ */

void
desk_places_park (DeskSession *self, const PalParkEvent *event, gint64 now, gint64 real)
{
  if (event->park[0] == '\0')
    return;
  if (event->on)
    {
      gint64 since = now;

      if (event->time > 0)
        since = desk_leg_table_get_local_time (self->legs, event->time, now, real);
      desk_park_model_take (self->parks, event, since);
      name_park (self, desk_park_model_find (self->parks, event->park));
    }
  else
    {
      desk_park_model_free (self->parks, event->park);
    }
  show_line_of (self, event->park, now);
}

void
desk_places_line (DeskSession *self, const PalLineEvent *event, gint64 now)
{
  DeskLine *line;

  if (event->line[0] == '\0')
    return;
  line = event->on ? desk_line_model_take (self->lines, event)
                   : desk_line_model_free (self->lines, event->line);
  desk_park_model_set_is_line (self->parks, event->line, TRUE);
  show_line (self, line, now);
  /* A call says on which line it is. */
  if (self->own != NULL)
    desk_leg_table_touch (self->legs, desk_extension_get_number (self->own));
}

void
desk_places_queue (DeskSession *self, const PalQueueEvent *event, gint64 now)
{
  DeskWaiting *waiting;

  if (event->extension[0] == '\0' || event->room_id[0] == '\0')
    return;
  if (!event->on)
    {
      desk_queue_model_leave (self->queues, event);
      return;
    }
  waiting = desk_queue_model_enter (self->queues, event, now);
  desk_inquiry_want_queue (self->inquiry, event->extension);
  if (waiting != NULL)
    name_waiting (self, waiting);
}

void
desk_places_status (DeskSession *self, const PalStatusEvent *event, gint64 now)
{
  DeskPark *park = desk_park_model_find_room (self->parks, event->room_id);
  DeskWaiting *waiting = desk_queue_model_find_room (self->queues, event->room_id);
  DeskLine *line = desk_line_model_find_room (self->lines, event->room_id);

  desk_traces_note (self->traces, event);
  if (park != NULL)
    {
      name_park (self, park);
      show_line_of (self, desk_park_get_number (park), now);
    }
  if (waiting != NULL)
    name_waiting (self, waiting);
  if (line != NULL)
    show_line (self, line, now);
}

/* --- slices ------------------------------------------------------------ */

void
desk_places_begin (DeskSession *self)
{
  desk_flush_begin (self->flush);
  desk_list_begin_batch (DESK_LIST (self->parks));
  desk_list_begin_batch (DESK_LIST (self->lines));
  desk_list_begin_batch (DESK_LIST (self->queues));
}

void
desk_places_end (DeskSession *self)
{
  desk_queue_model_settle (self->queues);
  desk_list_end_batch (DESK_LIST (self->queues));
  desk_list_end_batch (DESK_LIST (self->lines));
  desk_list_end_batch (DESK_LIST (self->parks));
  desk_flush_end (self->flush);
}

void
desk_places_begin_snapshot (DeskSession *self)
{
  desk_park_model_begin_snapshot (self->parks);
  desk_line_model_begin_snapshot (self->lines);
  desk_queue_model_begin_snapshot (self->queues);
  /* A PBX that started again may give a room's id to another call. */
  desk_traces_clear (self->traces);
  desk_inquiry_forget_rooms (self->inquiry);
}

typedef struct
{
  DeskSession *session;
  gint64 now;
} Showing;

static void
show_line_cb (gpointer data, gpointer user_data)
{
  const Showing *showing = user_data;

  show_line (showing->session, data, showing->now);
}

void
desk_places_end_snapshot (DeskSession *self, gint64 now)
{
  Showing showing = { self, now };

  desk_park_model_end_snapshot (self->parks);
  desk_line_model_end_snapshot (self->lines);
  desk_queue_model_end_snapshot (self->queues);
  desk_inquiry_go (self->inquiry);
  desk_line_model_foreach (self->lines, show_line_cb, &showing);
}

/* --- what the PBX says when asked -------------------------------------- */

gboolean
desk_places_is_unnamed (DeskSession *self, const char *room_id)
{
  DeskPark *park = desk_park_model_find_room (self->parks, room_id);
  DeskWaiting *waiting = desk_queue_model_find_room (self->queues, room_id);
  DeskLine *line = desk_line_model_find_room (self->lines, room_id);

  return (park != NULL && desk_park_get_other_number (park) == NULL)
         || (waiting != NULL && desk_waiting_get_number (waiting) == NULL)
         || (line != NULL && desk_line_get_other_number (line) == NULL);
}

void
desk_places_learn (DeskSession *self, const char *room_id, const char *number, const char *name)
{
  DeskPark *park = desk_park_model_find_room (self->parks, room_id);
  DeskWaiting *waiting = desk_queue_model_find_room (self->queues, room_id);
  DeskLine *line = desk_line_model_find_room (self->lines, room_id);

  desk_traces_learn (self->traces, room_id, number, name);
  desk_session_begin (self);
  if (park != NULL)
    name_park (self, park);
  if (waiting != NULL)
    name_waiting (self, waiting);
  if (line != NULL)
    show_line (self, line, pal_clock_get_monotonic (self->clock));
  desk_session_end (self);
}

static void
name_park_cb (gpointer data, gpointer user_data)
{
  name_park (user_data, data);
}

static void
name_waiting_cb (gpointer data, gpointer user_data)
{
  name_waiting (user_data, data);
}

void
desk_places_rename (DeskSession *self)
{
  Showing showing = { self, pal_clock_get_monotonic (self->clock) };

  desk_park_model_foreach_taken (self->parks, name_park_cb, self);
  desk_queue_model_foreach_waiting (self->queues, name_waiting_cb, self);
  desk_line_model_foreach (self->lines, show_line_cb, &showing);
}
