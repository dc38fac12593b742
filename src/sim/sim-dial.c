/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How calls begin, and the first events. Whom a number means is in sim-search.c. */
#include "sim/sim-search.h"

#include <string.h>

#include "sim/sim-route.h"

static SimLeg *
call_phone (SimRoom *room, SimPhone *phone, const char *role, const char *shown)
{
  SimLeg *leg = sim_leg_new (room, phone->owner, phone, phone->owner->number, shown, role);

  sim_leg_enter (leg, SIM_LEG_CALLING, PAL_CALL_STATUS_CALLING);
  sim_phone_begin (leg);

  return leg;
}

guint
sim_call_user (SimRoom *room, SimExtension *user, guint index, const char *role, const char *shown)
{
  guint n = 0;

  for (guint i = 0; i < user->phones->len; i++)
    {
      SimPhone *phone = g_ptr_array_index (user->phones, i);

      if (phone->registered && (index == 0 || phone->index == index))
        {
          call_phone (room, phone, role, shown);
          n++;
        }
    }

  return n;
}

guint
sim_call_invite (SimRoom *room, const char *number, const char *role, const char *shown, SimCause *cause)
{
  if (sim_search_begin (room, number, role, shown, FALSE, FALSE) != NULL)
    return 1;

  *cause = room->cause;
  return 0;
}

/* Calls @to for a leg that already dialled. FALSE when nobody could be called and the room is gone. */
static gboolean
go_on (SimRoom *room, const char *to, const char *shown)
{
  SimCause cause;
  guint n;
  gboolean alive;

  sim_room_lock (room);
  n = sim_call_invite (room, to, "", shown, &cause);
  if (n == 0)
    sim_room_end (room, cause, TRUE);
  else if (room->answered == 0)
    sim_room_ring (room);
  alive = sim_room_unlock (room);

  return alive;
}

SimRoom *
sim_call_dial (SimPhone *phone, const char *number, GError **error)
{
  SimExtension *user = phone->owner;
  SimRoom *room;
  SimLeg *leg;

  if (!phone->registered)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "phone %s is not registered", phone->id);
      return NULL;
    }

  room = sim_park_fetch (phone, number);
  if (room == NULL)
    room = sim_pickup (phone, number);
  if (room != NULL)
    return room;
  if (!sim_tenant_may_call (user->tenant, error))
    return NULL;

  room = sim_room_new (user->tenant, 0, user->number, number);
  leg = sim_leg_new (room, user, phone, user->number, number, "");
  leg->is_caller = TRUE;
  sim_leg_enter (leg, SIM_LEG_DIALLING, PAL_CALL_STATUS_INCOMING);

  return go_on (room, number, user->number) ? room : NULL;
}

SimRoom *
sim_call_from_outside (SimTenant *tenant, const char *number, const char *to, GError **error)
{
  const char *did = sim_did_resolve (tenant, to);
  SimRoom *room;
  SimLeg *leg;

  if (did != NULL)
    to = did;
  if (!sim_tenant_may_call (tenant, error))
    return NULL;
  if (sim_tenant_get_extension (tenant, to) == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "no extension %s", to);
      return NULL;
    }

  room = sim_room_new (tenant, 0, number, to);
  leg = sim_leg_new (room, NULL, NULL, number, to, "");
  leg->is_caller = TRUE;
  sim_leg_enter (leg, SIM_LEG_DIALLING, PAL_CALL_STATUS_INCOMING);

  return go_on (room, to, number) ? room : NULL;
}

static gboolean
call_originator (SimRoom *room, const char *from, guint phone, gboolean auto_answer, SimCause *cause)
{
  SimExtension *user = sim_tenant_get_extension (room->tenant, from);
  guint n, first = room->legs->len;

  if (user != NULL && user->is_user)
    n = sim_call_user (room, user, phone, "c", room->to);
  else
    n = sim_search_begin (room, from, "c", room->to, TRUE, TRUE) != NULL;
  if (n == 0 && user == NULL)
    *cause = room->cause;
  for (guint i = first; i < room->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (room->legs, i);

      leg->is_caller = TRUE;
      leg->auto_answer = auto_answer;
    }

  return n > 0;
}

char *
sim_call_make (SimTenant *tenant,
               const char *from,
               const char *const *to,
               guint type,
               guint phone,
               gboolean auto_answer,
               const char *line,
               GError **error)
{
  SimCause cause = SIM_CAUSE_ABSENT;
  gboolean has_line = line != NULL && *line != '\0';
  SimRoom *room;
  char *log_id = NULL;

  if (has_line && !sim_line_is_free_for (tenant, line, from, error))
    return NULL;
  if (!sim_tenant_may_call (tenant, error))
    return NULL;

  /* A call that waits or rings somewhere can only be fetched by who is on the line. */
  for (guint i = 0; to[i] != NULL; i++)
    if (sim_pickup_is_code (to[i]) || sim_park_is_number (tenant, to[i]))
      type = 2;

  room = sim_room_new (tenant, type, from, to[0]);
  sim_room_lock (room);
  room->targets = g_strdupv ((char **) to);
  if (!call_originator (room, from, phone, auto_answer, &cause))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED,
                   cause == SIM_CAUSE_UNKNOWN ? "no such number %s" : "no phone of %s is registered", from);
    }
  else
    {
      guint n = 0;

      log_id = g_strdup (room->log_id);
      for (guint i = 0; type == 1 && to[i] != NULL; i++)
        n += sim_call_invite (room, to[i], "s", from, &cause);
      if (type == 1 && n == 0)
        sim_room_end (room, cause, TRUE);
      else
        sim_room_ring (room);
      if (has_line && (room->legs->len > 0 || sim_search_is_on (room, TRUE)))
        sim_line_take (room, line, from);
    }

  /* A call that ended at once was still started. */
  sim_room_unlock (room);

  return log_id;
}
