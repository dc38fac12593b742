/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sessions.h"

#include <string.h>

RawClient *
sessions_open (Sessions *self, const char *query)
{
  RawClient *client = raw_client_open (&self->server, query);

  raw_client_wait (client, "\"active\"");
  return client;
}

void
sessions_set_up (Sessions *self, gconstpointer options)
{
  raw_server_start (&self->server, options);
  self->desk = sessions_open (self, SESSION_DESK);
  self->admin = sessions_open (self, SESSION_ADMIN);
  self->system = sessions_open (self, SESSION_SYSTEM);
}

void
sessions_tear_down (Sessions *self, gconstpointer options)
{
  raw_client_free (self->desk);
  raw_client_free (self->admin);
  raw_client_free (self->system);
  raw_server_stop (&self->server);
}

SimTenant *
sessions_tenant (Sessions *self)
{
  return sim_world_get_tenant (self->server.world, NULL);
}

static void
check (const char *answer, const char *part, const char *asked, const char *place)
{
  gboolean is_wrong = *part == '!' ? strstr (answer, part + 1) != NULL : strstr (answer, part) == NULL;

  if (is_wrong)
    g_error ("%s: %s: expected %s, was answered %s", place, asked, part, answer);
}

void
sessions_expect (Sessions *self, RawClient *client, PalMethodId method, const char *params, const char *part,
                 const char *place)
{
  g_autofree char *id = g_strdup_printf ("\"q%u\"", ++self->last_id);

  check (raw_client_call (client, id, method, params), part, params, place);
}

void
sessions_control (Sessions *self, const char *request, const char *part, const char *place)
{
  g_autofree char *answer = sim_server_control (self->server.server, request);

  check (answer, part, request, place);
}
