/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a call to a user or to a schedule goes. */
#include "sim/sim-search.h"

#include <string.h>

static const char *
get (SimSearch *self, const char *name)
{
  SimExtension *user = sim_search_get_extension (self);

  return user != NULL ? sim_extension_get_plan (user, self->plan.plan, self->plan.schedule, name) : "";
}

/* Calls others began that ring or go on; several phones of one call are one. */
static guint
count_sessions (SimExtension *user, SimRoom *but)
{
  g_autoptr(GHashTable) rooms = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < user->legs->len; i++)
    {
      SimLeg *leg = g_ptr_array_index (user->legs, i);

      if (!leg->is_caller && !leg->is_monitor && leg->room != but)
        g_hash_table_add (rooms, leg->room);
    }

  return g_hash_table_size (rooms);
}

static gboolean
is_enabled (SimSearch *self, SimPhone *phone)
{
  g_autofree char *name = g_strdup_printf ("p%u_enabled", phone->index);
  const char *value = get (self, name);

  return phone->registered && (*value == '\0' || sim_text_is_true (value));
}

static guint
get_phone_ms (SimSearch *self, SimPhone *phone, const char *what, gint64 otherwise)
{
  g_autofree char *name = g_strdup_printf ("p%u_%s", phone->index, what);
  gint64 seconds = sim_extension_get_plan_int (phone->owner, self->plan.plan, self->plan.schedule, name,
                                               otherwise);

  return sim_seconds_to_ms (seconds);
}

/* 0: as long as the group, or whoever else named the user, wants. */
static gint64
get_ring_seconds (SimSearch *self, SimExtension *user)
{
  g_autofree char *key = sim_plan_key (self->plan.plan, self->plan.schedule, "ringertime");
  gint64 ms = sim_search_get_ring_time (self);

  return ms == 0 && !g_hash_table_contains (user->properties, key) ? 0
         : sim_extension_get_int (user, key, ms / 1000);
}

static gboolean
call_next_phone (SimSearch *self, SimExtension *user)
{
  for (guint i = 0; i < user->phones->len; i++)
    {
      SimPhone *phone = g_ptr_array_index (user->phones, i);

      if (phone->index > self->next && is_enabled (self, phone))
        {
          self->next = phone->index;
          sim_search_call_phone (self, phone, get_phone_ms (self, phone, "delay", 0),
                                 get_phone_ms (self, phone, "ringertime", get_ring_seconds (self, user)));
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
calls_one_by_one (SimSearch *self)
{
  return sim_text_is_true (get (self, "callnext"));
}

static void
start_user (SimSearch *self)
{
  SimExtension *user = sim_search_get_extension (self);
  gint64 most = sim_extension_get_int (user, "maxsessioncount", -1);
  g_auto(GStrv) others = NULL;

  self->plan = sim_plan_find (user, self->shown);
  if (most >= 0 && !self->is_caller && count_sessions (user, self->room) >= (guint64) most)
    {
      self->cause = SIM_CAUSE_BUSY;
      self->is_refused = TRUE;
      return;
    }

  while (call_next_phone (self, user) && !calls_one_by_one (self))
    ;
  others = sim_extension_get_plan_list (user, self->plan.plan, self->plan.schedule, "phoneforward");
  for (guint i = 0; others[i] != NULL; i++)
    if (strcmp (others[i], user->number) != 0)
      sim_search_add (self, others[i], sim_seconds_to_ms (get_ring_seconds (self, user)));
}

static gboolean
more_user (SimSearch *self)
{
  SimExtension *user = sim_search_get_extension (self);

  return user != NULL && !self->is_refused && calls_one_by_one (self) && call_next_phone (self, user);
}

static char *
forward_user (SimSearch *self)
{
  gboolean is_busy = self->cause == SIM_CAUSE_BUSY || self->cause == SIM_CAUSE_DND
                     || self->cause == SIM_CAUSE_DECLINED;
  SimExtension *user = sim_search_get_extension (self);
  const char *to = get (self, is_busy ? "busyforward" : "noanswerforward");

  if (user == NULL || self->is_member || self->is_caller)
    return NULL;
  if (self->mailbox == NULL
      && sim_extension_is_on (user, is_busy ? "busyforward.voicemail" : "noanswerforward.voicemail"))
    self->mailbox = g_strdup (user->number);

  return *to != '\0' ? g_strdup (to) : NULL;
}

const SimSearchKind sim_search_user = {
  .type = "user", .start = start_user, .more = more_user, .forward = forward_user
};

static void
start_schedule (SimSearch *self)
{
  SimExtension *extension = sim_search_get_extension (self);

  self->plan = sim_plan_find (extension, self->shown);
  self->cause = SIM_CAUSE_UNKNOWN;
}

static char *
forward_schedule (SimSearch *self)
{
  const char *to = get (self, "noanswerforward");

  return *to != '\0' ? g_strdup (to) : NULL;
}

const SimSearchKind sim_search_schedule = {
  .type = "conditional", .start = start_schedule, .forward = forward_schedule
};
