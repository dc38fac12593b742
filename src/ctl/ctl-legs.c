/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-legs.h"

static void
event_cb (const PalEvent *event, gpointer user_data)
{
  DeskLegTable *legs = user_data;
  gint64 now = g_get_monotonic_time ();

  if (event->kind == PAL_EVENT_STATUS)
    desk_leg_table_status (legs, &event->status, now, g_get_real_time ());
  else if (event->kind == PAL_EVENT_REGISTERED)
    desk_leg_table_registered (legs, &event->registered, now);
}

DeskLegTable *
ctl_legs_read (CtlContext *ctx, CtlSubscription subscription, CtlExit *exit)
{
  g_autoptr (DeskLegTable) legs = desk_leg_table_new ();

  desk_leg_table_begin_snapshot (legs);
  *exit = ctl_line_open (ctx, subscription, PAL_CLIENT_STATE_READY, event_cb, legs);
  ctl_line_mute (ctx);
  if (*exit != CTL_EXIT_DONE)
    return NULL;

  desk_leg_table_end_snapshot (legs, g_get_monotonic_time ());
  return g_steal_pointer (&legs);
}
