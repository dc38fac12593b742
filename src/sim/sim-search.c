/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for somebody who takes a call: what rings, for how long, and where it goes on. */
#include "sim/sim-search.h"

#include <string.h>

#include "sim/sim-service.h"

#define MAX_HOPS 10 /* destinations one after the other; it may be a circle */
#define MAX_WITHIN 300 /* called for one member at once; groups that are members of each other have no end */

/* A phone that rings, or will after its delay. */
typedef struct
{
  SimSearch *search;
  SimLeg *leg;               /* NULL before the delay is over */
  guint phone;               /* its index */
  guint ms;                  /* how long it rings */
  guint timer;
} SimTry;

static void settle (SimSearch *self);

static SimClock *
get_clock (SimSearch *self)
{
  return self->room->tenant->world->clock;
}

static void
try_free (gpointer data)
{
  SimTry *try = data;

  sim_clock_cancel (get_clock (try->search), &try->timer);
  if (try->leg != NULL)
    try->leg->search = NULL;
  g_free (try);
}

static void
search_free (gpointer data)
{
  SimSearch *self = data;

  sim_clock_cancel (get_clock (self), &self->deadline);
  sim_clock_cancel (get_clock (self), &self->pause);
  g_ptr_array_unref (self->tries);
  g_ptr_array_unref (self->below);
  g_free (self->number);
  g_free (self->shown);
  g_free (self->mailbox);
  g_free (self);
}

static void
start_unknown (SimSearch *self)
{
  self->cause = SIM_CAUSE_UNKNOWN;
}

static void
start_outside (SimSearch *self)
{
  sim_search_call_number (self, self->number, sim_search_get_ring_time (self));
}

static const SimSearchKind unknown = { .start = start_unknown };
static const SimSearchKind outside = { .start = start_outside };

/* Extension types; what stands first wins. */
static const SimSearchKind *const kinds[] = {
  &sim_search_user, &sim_search_group, &sim_search_hunt, &sim_search_schedule, &sim_search_callback,
  &sim_search_conference, &sim_search_attendant, &sim_search_members, &sim_search_plan, &sim_search_script,
  &sim_search_flow,
};

static gboolean
is_like (const char *wanted, const char *value)
{
  return wanted == NULL || g_ascii_strcasecmp (wanted, value) == 0;
}

static gboolean
is_outside (const char *number)
{
  return number[0] == '0' && strlen (number) >= 3;
}

static const SimSearchKind *
find_kind (SimTenant *tenant, const char *number)
{
  SimExtension *extension = sim_tenant_get_extension (tenant, number);

  for (guint i = 0; extension != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (is_like (kinds[i]->type, sim_extension_get (extension, "type"))
        && is_like (kinds[i]->stype, sim_extension_get (extension, "stype")))
      return kinds[i];
  if (extension == NULL && sim_mailbox_find (tenant, number, NULL))
    return &sim_search_mailbox;

  return extension == NULL && is_outside (number) ? &outside : &unknown;
}

static SimSearch *
search_new (SimRoom *room, SimSearch *parent, const char *number, const char *role, const char *shown)
{
  SimSearch *self = g_new0 (SimSearch, 1);

  self->room = room;
  self->parent = parent;
  self->kind = find_kind (room->tenant, number);
  self->number = g_strdup (number);
  self->shown = g_strdup (shown);
  self->role = role != NULL ? g_intern_string (role) : "";
  self->tries = g_ptr_array_new_with_free_func (try_free);
  self->below = g_ptr_array_new_with_free_func (search_free);
  self->cause = SIM_CAUSE_ABSENT;
  self->since = sim_clock_get_time (room->tenant->world->clock);
  g_ptr_array_add (parent != NULL ? parent->below : room->searches, self);

  return self;
}

static void
start (SimSearch *self)
{
  self->is_busy = TRUE;
  self->kind->start (self);
  self->is_busy = FALSE;
  settle (self);
}

/* The more somebody heard of the call, the more it says. */
static void
note_cause (SimSearch *self, SimCause cause)
{
  static const guint8 ranks[] = {
    [SIM_CAUSE_ABSENT] = 1, [SIM_CAUSE_BUSY] = 2, [SIM_CAUSE_DND] = 3, [SIM_CAUSE_DECLINED] = 4,
    [SIM_CAUSE_NO_ANSWER] = 5,
  };
  guint old = self->cause < G_N_ELEMENTS (ranks) ? ranks[self->cause] : 0;
  guint new = cause < G_N_ELEMENTS (ranks) ? ranks[cause] : 0;

  if (new >= old)
    self->cause = cause;
}

/* Nobody is left: on to the next destination, or the one who waits for it is told. */
static void
finish (SimSearch *self)
{
  SimRoom *room = self->room;
  SimSearch *parent = self->parent, *next = NULL;
  gboolean is_caller = self->is_caller;
  SimCause cause = self->cause;
  g_autofree char *to = NULL;

  if (self->kind->forward != NULL && self->hops < MAX_HOPS)
    to = self->kind->forward (self);
  if (to == NULL && self->mailbox != NULL)
    {
      to = g_strconcat (SIM_MAILBOX_PREFIX, self->mailbox, NULL);
      g_clear_pointer (&self->mailbox, g_free);
    }
  if (to != NULL)
    {
      next = search_new (room, parent, to, self->role, self->shown);
      next->hops = self->hops + 1;
      next->is_caller = is_caller;
      next->is_member = self->is_member;
      next->mailbox = g_steal_pointer (&self->mailbox);
    }
  g_ptr_array_remove (parent != NULL ? parent->below : room->searches, self);

  if (next != NULL)
    start (next);
  else if (parent != NULL)
    {
      note_cause (parent, cause);
      settle (parent);
    }
  else if (room->n_inviting > 0)
    room->cause = cause;
  else
    sim_room_carry_on (room, is_caller, cause);
}

static gboolean
is_idle (SimSearch *self)
{
  return self->tries->len == 0 && self->below->len == 0 && self->pause == 0;
}

static void
settle (SimSearch *self)
{
  gboolean more = TRUE;

  if (self->is_busy)
    return;

  self->is_busy = TRUE;
  while (more && is_idle (self))
    more = self->kind->more != NULL && self->kind->more (self);
  self->is_busy = FALSE;
  if (is_idle (self))
    finish (self);
}

SimSearch *
sim_search_begin (SimRoom *room,
                  const char *number,
                  const char *role,
                  const char *shown,
                  gboolean is_caller,
                  gboolean is_member)
{
  guint before = room->searches->len;
  SimSearch *self = search_new (room, NULL, number, role, shown);

  self->is_caller = is_caller;
  self->is_member = is_member;
  room->n_inviting++;
  start (self);
  room->n_inviting--;

  return room->searches->len > before ? g_ptr_array_index (room->searches, before) : NULL;
}

/* A group may be a member of its members. */
static gboolean
is_within (SimSearch *self, const char *number)
{
  while (self != NULL && strcmp (self->number, number) != 0)
    self = self->parent;

  return self != NULL;
}

void
sim_search_add (SimSearch *self, const char *number, guint ms)
{
  SimRoom *room = self->room;
  SimSearch *below;

  if (self->hops >= MAX_HOPS || room->n_within >= MAX_WITHIN || is_within (self, number))
    return;

  below = search_new (room, self, number, self->role, self->shown);
  below->is_member = TRUE;
  below->is_caller = self->is_caller;
  below->hops = self->hops + 1;
  if (ms > 0)
    sim_search_set_deadline (below, ms);
  room->n_within++;
  room->n_nested++;
  start (below);
  if (--room->n_nested == 0)
    room->n_within = 0;
}

static void
drop_legs (SimSearch *self)
{
  while (self->below->len > 0)
    {
      drop_legs (g_ptr_array_index (self->below, 0));
      g_ptr_array_remove_index (self->below, 0);
    }
  while (self->tries->len > 0)
    {
      SimTry *try = g_ptr_array_index (self->tries, 0);

      if (try->leg != NULL)
        sim_leg_end (try->leg, SIM_CAUSE_NO_ANSWER, TRUE);
      else
        g_ptr_array_remove_index (self->tries, 0);
    }
}

static void
deadline_cb (gpointer user_data)
{
  SimSearch *self = user_data;
  SimRoom *room = self->room;

  self->deadline = 0;
  sim_room_lock (room);
  sim_clock_cancel (get_clock (self), &self->pause);
  drop_legs (self);
  self->cause = SIM_CAUSE_NO_ANSWER;
  finish (self);
  sim_room_unlock (room);
}

void
sim_search_set_deadline (SimSearch *self, guint ms)
{
  sim_clock_cancel (get_clock (self), &self->deadline);
  self->deadline = sim_clock_add (get_clock (self), ms, deadline_cb, self);
}

static void
pause_cb (gpointer user_data)
{
  SimSearch *self = user_data;
  SimRoom *room = self->room;

  self->pause = 0;
  sim_room_lock (room);
  settle (self);
  sim_room_unlock (room);
}

void
sim_search_set_pause (SimSearch *self, guint ms)
{
  sim_clock_cancel (get_clock (self), &self->pause);
  self->pause = sim_clock_add (get_clock (self), ms, pause_cb, self);
}

void
sim_search_hurry (SimSearch *self)
{
  if (self->pause == 0)
    return;

  sim_clock_cancel (get_clock (self), &self->pause);
  pause_cb (self);
}

static void
ring_over_cb (gpointer user_data)
{
  SimTry *try = user_data;

  try->timer = 0;
  sim_leg_fail (try->leg, SIM_CAUSE_NO_ANSWER);
}

static void
ring (SimTry *try, SimLeg *leg)
{
  SimSearch *search = try->search;

  try->leg = leg;
  leg->search = search;
  leg->is_caller = search->is_caller;
  if (try->ms > 0)
    try->timer = sim_clock_add (get_clock (search), try->ms, ring_over_cb, try);
  sim_leg_enter (leg, SIM_LEG_CALLING, PAL_CALL_STATUS_CALLING);
  sim_phone_begin (leg);
}

static void
drop_try (SimTry *try)
{
  SimSearch *search = try->search;
  SimRoom *room = search->room;

  sim_room_lock (room);
  g_ptr_array_remove (search->tries, try);
  settle (search);
  sim_room_unlock (room);
}

static void
delay_cb (gpointer user_data)
{
  SimTry *try = user_data;
  SimSearch *search = try->search;
  SimExtension *user = sim_search_get_extension (search);
  SimPhone *phone = user != NULL ? sim_extension_get_phone (user, try->phone) : NULL;

  try->timer = 0;
  if (phone != NULL && phone->registered)
    ring (try, sim_leg_new (search->room, user, phone, user->number, search->shown, search->role));
  else
    drop_try (try);
}

static SimTry *
try_new (SimSearch *self, guint phone, guint ms)
{
  SimTry *try = g_new0 (SimTry, 1);

  try->search = self;
  try->phone = phone;
  try->ms = ms;
  g_ptr_array_add (self->tries, try);

  return try;
}

void
sim_search_call_phone (SimSearch *self, SimPhone *phone, guint delay, guint ms)
{
  SimTry *try = try_new (self, phone->index, ms);

  if (delay > 0)
    try->timer = sim_clock_add (get_clock (self), delay, delay_cb, try);
  else
    delay_cb (try);
}

SimLeg *
sim_search_call_number (SimSearch *self, const char *number, guint ms)
{
  SimTry *try = try_new (self, 0, ms);

  ring (try, sim_leg_new (self->room, NULL, NULL, number, self->shown, self->role));

  return try->leg;
}

void
sim_search_forget_leg (SimLeg *leg)
{
  SimSearch *self = leg->search;

  for (guint i = 0; self != NULL && i < self->tries->len; i++)
    if (((SimTry *) g_ptr_array_index (self->tries, i))->leg == leg)
      {
        g_ptr_array_remove_index (self->tries, i);
        break;
      }
  leg->search = NULL;
}

void
sim_search_lost (SimSearch *self, SimCause cause)
{
  note_cause (self, cause);
  settle (self);
}

gboolean
sim_search_is_on (SimRoom *room, gboolean is_caller)
{
  for (guint i = 0; i < room->searches->len; i++)
    if (((SimSearch *) g_ptr_array_index (room->searches, i))->is_caller == is_caller)
      return TRUE;

  return FALSE;
}

static SimSearch *
get_root (SimSearch *self)
{
  while (self != NULL && self->parent != NULL)
    self = self->parent;

  return self;
}

/* Whoever else is searched for a conference may still come. */
gboolean
sim_search_is_rival (SimLeg *leg, SimLeg *answering)
{
  return !sim_service_is_conference (leg->room) || get_root (leg->search) == get_root (answering->search);
}

void
sim_search_answered (SimLeg *answering)
{
  SimRoom *room = answering->room;
  SimSearch *root = get_root (answering->search);
  gboolean is_conference = sim_service_is_conference (room);

  for (guint i = room->searches->len; i > 0; i--)
    {
      SimSearch *search = g_ptr_array_index (room->searches, i - 1);

      if (search == root || (search->is_caller == answering->is_caller && !is_conference))
        g_ptr_array_remove_index (room->searches, i - 1);
    }
  if (!answering->is_caller)
    sim_queue_leave (room);
}

void
sim_search_clear (SimRoom *room)
{
  g_ptr_array_set_size (room->searches, 0);
  sim_queue_leave (room);
}

void
sim_search_drop (SimRoom *room, guint n)
{
  if (n > 0)
    g_ptr_array_remove_range (room->searches, 0, n);
}

static void
set_shown (GPtrArray *searches, const char *number)
{
  for (guint i = 0; i < searches->len; i++)
    {
      SimSearch *self = g_ptr_array_index (searches, i);

      g_free (self->shown);
      self->shown = g_strdup (number);
      set_shown (self->below, number);
    }
}

void
sim_search_set_shown (SimRoom *room, const char *number)
{
  set_shown (room->searches, number);
}

GPtrArray *
sim_search_new_list (void)
{
  return g_ptr_array_new_with_free_func (search_free);
}

SimExtension *
sim_search_get_extension (SimSearch *self)
{
  return sim_tenant_get_extension (self->room->tenant, self->number);
}

guint
sim_search_get_ring_time (SimSearch *self)
{
  return self->parent == NULL ? self->room->tenant->world->ring_timeout : 0;
}

guint
sim_seconds_to_ms (gint64 seconds)
{
  return (guint) CLAMP (seconds, 0, G_MAXINT / 1000) * 1000;
}
