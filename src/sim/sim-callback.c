/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Callback extensions: they only ring; who hangs up meanwhile is called back and joined with the callee. */
#include "sim/sim-service.h"

#define RINGER_TIME 90   /* s */
#define CALL_BACK_DELAY 1000 /* ms */

typedef struct
{
  SimTenant *tenant;
  char *from, *to;
  guint timer;
} CallBack;

static void
call_back_free (gpointer data)
{
  CallBack *self = data;

  sim_clock_cancel (self->tenant->world->clock, &self->timer);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

GPtrArray *
sim_callback_new_list (void)
{
  return g_ptr_array_new_with_free_func (call_back_free);
}

static void
call_back_cb (gpointer user_data)
{
  CallBack *self = user_data;
  GPtrArray *list = self->tenant->world->call_backs;
  const char *to[] = { self->to, NULL };
  g_autofree char *log_id = NULL;

  self->timer = 0;
  log_id = sim_call_make (self->tenant, self->from, to, 2, 0, FALSE, NULL, NULL);
  g_ptr_array_remove (list, self);
}

static void
left (SimService *self, SimCause cause)
{
  SimExtension *extension = sim_service_get_extension (self);
  SimWorld *world = self->leg->tenant->world;
  CallBack *call_back;

  if (cause != SIM_CAUSE_CANCELLED || extension == NULL || self->leg->other == NULL)
    return;

  call_back = g_new0 (CallBack, 1);
  call_back->tenant = self->leg->tenant;
  call_back->from = g_strdup (self->leg->other);
  call_back->to = g_strdup (sim_extension_get (extension, "callback.callee"));
  call_back->timer = sim_clock_add (world->clock, CALL_BACK_DELAY, call_back_cb, call_back);
  g_ptr_array_add (world->call_backs, call_back);
}

static const SimServiceKind callback = { .answers = FALSE, .left = left };

static void
start (SimSearch *self)
{
  SimExtension *extension = sim_search_get_extension (self);

  if (*sim_extension_get (extension, "callback.callee") == '\0')
    self->cause = SIM_CAUSE_UNKNOWN;
  else
    sim_service_call (self, &callback, self->number,
                      sim_seconds_to_ms (sim_extension_get_int (extension, "ringertime", RINGER_TIME)));
}

static char *
forward (SimSearch *self)
{
  SimExtension *extension = sim_search_get_extension (self);
  const char *to = extension != NULL ? sim_extension_get (extension, "noanswerforward") : "";

  return !self->is_member && *to != '\0' ? g_strdup (to) : NULL;
}

const SimSearchKind sim_search_callback = { .type = "callback", .start = start, .forward = forward };
