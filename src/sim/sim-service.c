/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all parts of the PBX that take calls themselves have in common. */
#include "sim/sim-service.h"

static SimClock *
get_clock (SimService *self)
{
  return self->leg->tenant->world->clock;
}

static void
digits_cb (SimLeg *leg, const char *digits)
{
  if (leg->service != NULL && leg->service->is_on && leg->service->kind->digits != NULL)
    leg->service->kind->digits (leg->service, digits);
}

SimService *
sim_service_call (SimSearch *search, const SimServiceKind *kind, const char *number, guint ms)
{
  SimService *self = g_new0 (SimService, 1);

  self->kind = kind;
  self->leg = sim_search_call_number (search, number, ms);
  self->leg->service = self;
  self->leg->digits_func = digits_cb;
  self->number = g_strdup (number);
  self->digits = g_string_new (NULL);

  return self;
}

gboolean
sim_service_answers (SimLeg *leg)
{
  return leg->service->kind->answers;
}

void
sim_service_set_timer (SimService *self, guint ms, SimClockFunc func)
{
  sim_clock_cancel (get_clock (self), &self->timer);
  self->timer = sim_clock_add (get_clock (self), ms, func, self);
}

static void
begin_cb (gpointer user_data)
{
  SimService *self = user_data;

  self->timer = 0;
  self->is_on = TRUE;
  if (self->kind->begin != NULL)
    self->kind->begin (self);
}

/* Not at once: what it does may move the legs of the room. */
void
sim_service_begin (SimLeg *leg)
{
  if (leg->service != NULL && !leg->service->is_on)
    sim_service_set_timer (leg->service, 0, begin_cb);
}

void
sim_service_free (SimService *self)
{
  if (self == NULL)
    return;

  sim_clock_cancel (get_clock (self), &self->timer);
  g_string_free (self->digits, TRUE);
  g_free (self->number);
  g_free (self->host);
  g_free (self);
}

static SimService *
find_meeting (SimRoom *room)
{
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimService *service = ((SimLeg *) g_ptr_array_index (room->legs, i))->service;

      if (service != NULL && service->kind == &sim_service_meeting && service->is_on)
        return service;
    }

  return NULL;
}

gboolean
sim_service_is_conference (SimRoom *room)
{
  return find_meeting (room) != NULL;
}

void
sim_service_leg_ended (SimLeg *leg, SimCause cause)
{
  SimService *meeting = find_meeting (leg->room);
  SimExtension *extension = meeting != NULL ? sim_service_get_extension (meeting) : NULL;

  if (leg->service != NULL && leg->service->kind->left != NULL)
    leg->service->kind->left (leg->service, cause);
  if (extension != NULL && g_strcmp0 (meeting->host, leg->talker_id) == 0
      && sim_extension_is_on (extension, "exit.on.host.disconnected"))
    sim_room_end_later (leg->room, 0);
}

static SimService *
find_calling (SimRoom *room)
{
  for (guint i = 0; i < room->legs->len; i++)
    {
      SimService *service = ((SimLeg *) g_ptr_array_index (room->legs, i))->service;

      if (service != NULL && service->is_calling)
        return service;
    }

  return NULL;
}

gboolean
sim_service_failed (SimRoom *room)
{
  SimService *self = find_calling (room);

  return self != NULL && self->kind->failed != NULL && self->kind->failed (self);
}

/* Who was called for the caller is there: the service leaves the two alone. */
void
sim_service_answered (SimRoom *room, SimLeg *answering)
{
  SimService *self = find_calling (room);
  SimLeg *caller = self != NULL ? sim_service_get_caller (self) : NULL;

  if (caller == NULL || answering == self->leg)
    return;

  sim_leg_end (self->leg, SIM_CAUSE_NORMAL, TRUE);
  sim_leg_set_other (caller, answering->number);
  sim_leg_refresh (caller);
}

SimExtension *
sim_service_get_extension (SimService *self)
{
  return sim_tenant_get_extension (self->leg->tenant, self->number);
}

SimLeg *
sim_service_get_caller (SimService *self)
{
  SimLeg *found = NULL;

  for (guint i = 0; i < self->leg->room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (self->leg->room->legs, i);

      if (leg != self->leg && !leg->is_monitor && sim_leg_is_in_talk (leg)
          && (found == NULL || leg->is_caller))
        found = leg;
    }

  return found;
}

void
sim_service_hang_up_cb (gpointer service)
{
  SimService *self = service;

  self->timer = 0;
  sim_leg_hang_up (self->leg);
}
