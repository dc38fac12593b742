/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-traffic.h"

#include <math.h>

#include "sim/sim-call-private.h"

#define FLOOD_TICK 10          /* ms */
#define LONGEST_CALL 180000    /* ms; phones told to answer and stay would keep each other for ever */

struct _SimTraffic
{
  GObject parent_instance;

  /* owned */
  SimWorld *world;
  double calls_per_minute;
  guint call_timer, flood_timer;

  guint flood_rate, flood_users, flood_next;
  gint64 flood_began, flood_end;
  guint64 flood_done, changes;
  gboolean numbered;
};

G_DEFINE_FINAL_TYPE (SimTraffic, sim_traffic, G_TYPE_OBJECT)

static void call_cb (gpointer user_data);

static void
plan_call (SimTraffic *self)
{
  double minutes;

  if (self->calls_per_minute <= 0)
    return;

  minutes = -log (1 - g_rand_double (self->world->rand)) / self->calls_per_minute;
  self->call_timer = sim_clock_add (self->world->clock, (gint64) (minutes * 60000), call_cb, self);
}

static SimExtension *
pick_idle (SimTraffic *self, SimTenant *tenant, SimExtension *but)
{
  for (guint i = 0; i < 20 && tenant->order->len > 0; i++)
    {
      gint32 n = g_rand_int_range (self->world->rand, 0, (gint32) tenant->order->len);
      SimExtension *user = g_ptr_array_index (tenant->order, n);

      if (user != but && user->is_user && user->registered && user->legs->len == 0 && user->attended == 0)
        return user;
    }

  return NULL;
}

static void
call_cb (gpointer user_data)
{
  SimTraffic *self = user_data;
  SimTenant *tenant = sim_world_get_tenant (self->world, NULL);
  SimExtension *caller = pick_idle (self, tenant, NULL);
  SimExtension *called = pick_idle (self, tenant, caller);
  double chance = g_rand_double (self->world->rand);
  SimRoom *room = NULL;
  g_autofree char *outside = g_strdup_printf ("03%08d",
                                              g_rand_int_range (self->world->rand, 10000000, 99999999));

  self->call_timer = 0;
  if (called != NULL && chance < 0.25)
    room = sim_call_from_outside (tenant, outside, called->number, NULL);
  else if (caller != NULL && chance < 0.4)
    room = sim_call_dial (sim_extension_get_phone (caller, 0), outside, NULL);
  else if (caller != NULL && called != NULL)
    room = sim_call_dial (sim_extension_get_phone (caller, 0), called->number, NULL);
  if (room != NULL)
    sim_room_end_later (room, LONGEST_CALL);
  plan_call (self);
}

void
sim_traffic_set_calls (SimTraffic *self, double calls_per_minute)
{
  sim_clock_cancel (self->world->clock, &self->call_timer);
  self->calls_per_minute = calls_per_minute;
  plan_call (self);
}

/* For those who count what arrives: the log id is the number of the change, the other party the time (µs). */
static void
put_number (SimTraffic *self, SimLeg *leg)
{
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());

  if (!self->numbered)
    return;

  g_free (leg->room->log_id);
  leg->room->log_id = g_strdup_printf ("%" G_GUINT64_FORMAT, self->changes + 1);
  sim_leg_set_other (leg, time);
}

/* The next step in the life of one leg: dials, talks, holds, talks, hangs up. */
static void
change (SimTraffic *self, SimExtension *user)
{
  SimLeg *leg = user->legs->len > 0 ? g_ptr_array_index (user->legs, 0) : NULL;
  gboolean is_new = leg == NULL;
  SimRoom *room;

  if (is_new)
    {
      room = sim_room_new (user->tenant, 0, user->number, "0312345678");
      leg = sim_leg_new (room, user, sim_extension_get_phone (user, 0), user->number, "0312345678", "");
      leg->is_caller = TRUE;
    }
  put_number (self, leg);
  if (is_new)
    sim_leg_enter (leg, SIM_LEG_DIALLING, PAL_CALL_STATUS_INCOMING);
  else if (leg->state == SIM_LEG_DIALLING)
    sim_leg_enter (leg, SIM_LEG_TALKING, PAL_CALL_STATUS_ANSWER_SUCCESS);
  else if (leg->status == PAL_CALL_STATUS_ANSWER_SUCCESS)
    sim_leg_hold (leg);
  else if (leg->state == SIM_LEG_HELD)
    sim_leg_talk (leg);
  else if (leg->room->legs->len > 1)
    sim_leg_hang_up (leg); /* a call of somebody else's making */
  else
    sim_leg_end (leg, SIM_CAUSE_NORMAL, FALSE);
  self->changes++;
}

static void
end_flood (SimTraffic *self)
{
  SimTenant *tenant = sim_world_get_tenant (self->world, NULL);

  sim_clock_cancel (self->world->clock, &self->flood_timer);
  self->flood_rate = 0;
  sim_world_begin_batch (self->world);
  for (guint i = 0; i < tenant->order->len; i++)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, i);

      for (; user->legs->len > 0; self->changes++)
        {
          put_number (self, g_ptr_array_index (user->legs, 0));
          sim_leg_hang_up (g_ptr_array_index (user->legs, 0));
        }
    }
  sim_world_end_batch (self->world);
}

/* Numbered changes come one by one as calls do, the others in the batches of a flood. */
static gint64
until_next (SimTraffic *self, gint64 now)
{
  gint64 due = self->flood_began + (gint64) ((self->flood_done + 1) * 1000 / self->flood_rate);

  return self->numbered ? MAX (due - now, 1) : FLOOD_TICK;
}

static void
flood_cb (gpointer user_data)
{
  SimTraffic *self = user_data;
  SimTenant *tenant = sim_world_get_tenant (self->world, NULL);
  guint n_users = self->flood_users > 0 ? MIN (self->flood_users, tenant->order->len) : tenant->order->len;
  gint64 now = sim_clock_get_time (self->world->clock);
  guint64 due = (guint64) (now - self->flood_began) * self->flood_rate / 1000;

  self->flood_timer = 0;
  if (self->flood_end > 0 && now >= self->flood_end)
    {
      end_flood (self);
      return;
    }

  if (!self->numbered)
    sim_world_begin_batch (self->world);
  while (self->flood_done < due && n_users > 0)
    {
      SimExtension *user = g_ptr_array_index (tenant->order, self->flood_next++ % n_users);

      if (user->is_user && user->phones->len > 0)
        change (self, user);
      self->flood_done++;
    }
  if (!self->numbered)
    sim_world_end_batch (self->world);
  self->flood_timer = sim_clock_add (self->world->clock, until_next (self, now), flood_cb, self);
}

void
sim_traffic_flood (SimTraffic *self, guint per_second, guint users, gint64 ms, gboolean numbered)
{
  if (self->flood_rate > 0)
    end_flood (self);
  if (per_second == 0)
    return;

  self->flood_rate = per_second;
  self->numbered = numbered;
  self->flood_users = users;
  self->flood_next = 0;
  self->flood_done = 0;
  self->flood_began = sim_clock_get_time (self->world->clock);
  self->flood_end = ms > 0 ? self->flood_began + ms : 0;
  flood_cb (self);
}

guint64
sim_traffic_get_changes (SimTraffic *self)
{
  return self->changes;
}

void
sim_traffic_forget (SimTraffic *self)
{
  sim_clock_cancel (self->world->clock, &self->flood_timer);
  self->flood_rate = 0;
}

static void
sim_traffic_dispose (GObject *object)
{
  SimTraffic *self = SIM_TRAFFIC (object);

  if (self->world != NULL)
    {
      sim_clock_cancel (self->world->clock, &self->call_timer);
      sim_clock_cancel (self->world->clock, &self->flood_timer);
    }
  g_clear_object (&self->world);

  G_OBJECT_CLASS (sim_traffic_parent_class)->dispose (object);
}

static void
sim_traffic_class_init (SimTrafficClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sim_traffic_dispose;
}

static void
sim_traffic_init (SimTraffic *self)
{
}

SimTraffic *
sim_traffic_new (SimWorld *world)
{
  SimTraffic *self = g_object_new (SIM_TYPE_TRAFFIC, NULL);

  self->world = g_object_ref (world);

  return self;
}
