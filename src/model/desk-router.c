/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-router.h"

#include "model/desk-places.h"

typedef void (*RouteFunc) (DeskSession *session, const PalEvent *event, gint64 now, gint64 real);

#define MAX_RECEIVERS 3
#define ANOTHER_LOGIN 1 /* the client stops by itself and says why */

static void
status_to_legs (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  session->has_heard = TRUE;
  desk_leg_table_status (session->legs, &event->status, now, real);
}

static void
status_to_places (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_places_status (session, &event->status, now);
}

static void
park_to_places (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_places_park (session, &event->park, now, real);
}

static void
line_to_places (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_places_line (session, &event->line, now);
}

static void
queue_to_places (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_places_queue (session, &event->queue, now);
}

static void
registered_to_legs (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  session->has_heard = TRUE;
  desk_leg_table_registered (session->legs, &event->registered, now);
}

static void
recording_to_legs (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_leg_table_recording (session->legs, &event->recording);
}

static void
queue_to_legs (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_leg_table_queue (session->legs, &event->queue);
}

static void
park_to_errands (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_errands_see_park (session->errands, &event->park);
}

static void
park_to_log (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  desk_log_see_park (session->log, &event->park);
}

static void
pal_to_person (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  if (event->pal.code != ANOTHER_LOGIN && event->pal.message[0] != '\0')
    desk_session_message (session, event->pal.message);
}

static void
voicemail_to_box (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  if (session->voicemail != NULL)
    desk_voicemail_take (session->voicemail, &event->voicemail);
}

static const RouteFunc routes[PAL_N_EVENTS][MAX_RECEIVERS] = {
  [PAL_EVENT_STATUS] = { status_to_legs, status_to_places },
  [PAL_EVENT_REGISTERED] = { registered_to_legs },
  [PAL_EVENT_PARK] = { park_to_places, park_to_errands, park_to_log },
  [PAL_EVENT_LINE] = { line_to_places },
  [PAL_EVENT_CALL_RECORDING] = { recording_to_legs },
  [PAL_EVENT_QUEUE] = { queue_to_legs, queue_to_places },
  [PAL_EVENT_VOICEMAIL] = { voicemail_to_box },
  [PAL_EVENT_PAL] = { pal_to_person },
};

void
desk_router_route (DeskSession *session, const PalEvent *event, gint64 now, gint64 real)
{
  const RouteFunc *receivers = routes[event->kind];

  for (guint i = 0; i < MAX_RECEIVERS && receivers[i] != NULL; i++)
    receivers[i] (session, event, now, real);
}
