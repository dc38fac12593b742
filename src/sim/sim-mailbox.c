/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voicemail: takes the call of somebody who does not, and is read by calling it. */
#include "sim/sim-service.h"

#include <string.h>

#include "sim/sim-mail.h"

#define REVIEW_PREFIX "msg"
#define REVIEW_TIME 60000 /* ms until all was said */

/* @user: NULL for the box of whoever calls. */
gboolean
sim_mailbox_find (SimTenant *tenant, const char *number, SimExtension **user)
{
  static const char *const prefixes[] = { SIM_MAILBOX_PREFIX, REVIEW_PREFIX };
  SimExtension *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes) && found == NULL; i++)
    if (g_str_has_prefix (number, prefixes[i]))
      found = sim_tenant_get_extension (tenant, number + strlen (prefixes[i]));
  if (user != NULL)
    *user = found;

  return (found != NULL && found->is_user) || strcmp (number, SIM_MAILBOX_NUMBER) == 0;
}

static void
begin (SimService *self)
{
  SimExtension *user = sim_tenant_get_extension (self->leg->tenant, self->leg->mailbox);
  gint64 seconds = user != NULL ? sim_extension_get_int (user, "recordlength", 180) : 0;

  if (seconds > 0)
    sim_service_set_timer (self, sim_seconds_to_ms (seconds), sim_service_hang_up_cb);
  else if (user == NULL)
    sim_service_set_timer (self, REVIEW_TIME, sim_service_hang_up_cb);
}

static void
take_message (SimExtension *user, const char *from, guint seconds)
{
  g_auto(GStrv) copies = sim_extension_get_list (user, "messageforward");

  sim_mail_add (user, from, seconds);
  for (guint i = 0; copies[i] != NULL; i++)
    {
      SimExtension *other = sim_tenant_get_extension (user->tenant, copies[i]);

      if (other != NULL && other->is_user && other != user)
        sim_mail_add (other, from, seconds);
    }
}

static void
left (SimService *self, SimCause cause)
{
  SimLeg *leg = self->leg;
  SimExtension *user = sim_tenant_get_extension (leg->tenant, self->number);
  gint64 ms = sim_clock_get_time (leg->tenant->world->clock) - leg->since;

  if (!self->is_on || user == NULL || !user->is_user)
    return;

  if (leg->mailbox != NULL)
    take_message (user, leg->other != NULL ? leg->other : "", (guint) (ms / 1000));
  else
    sim_mail_listen (user);
}

static const SimServiceKind mailbox = { .answers = TRUE, .begin = begin, .left = left };

static void
start (SimSearch *self)
{
  gboolean takes = g_str_has_prefix (self->number, SIM_MAILBOX_PREFIX);
  SimExtension *user;
  SimService *service;

  sim_mailbox_find (self->room->tenant, self->number, &user);
  service = sim_service_call (self, &mailbox, SIM_MAILBOX_NUMBER, 0);
  g_free (service->number);
  service->number = g_strdup (user != NULL ? user->number : self->shown);
  if (takes)
    service->leg->mailbox = g_strdup (user->number);
}

const SimSearchKind sim_search_mailbox = { .start = start };
