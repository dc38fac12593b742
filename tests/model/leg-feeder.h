/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-leg-table.h"
#include "pal/client/pal-clock.h"

G_BEGIN_DECLS

/* A leg table in virtual time, fed by hand in the notation of the sequences. */
#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  PalVirtualClock *clock;
  DeskLegTable *legs;
} LegFeeder;

static inline void
leg_feeder_init (LegFeeder *self)
{
  self->clock = pal_virtual_clock_new ();
  self->legs = desk_leg_table_new ();
  pal_virtual_clock_advance (self->clock, 1000 * SECOND);
}

static inline void
leg_feeder_clear (LegFeeder *self)
{
  desk_leg_table_free (self->legs);
  g_assert_cmpuint (pal_virtual_clock_get_n_timers (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
}

static inline void
leg_feeder_status (LegFeeder *self, PalStatusEvent event)
{
  const char **texts[] = { &event.user, &event.talker_id, &event.room_id, &event.user_name, &event.other_name,
                           &event.log_id, &event.role, &event.rec, &event.rescode, &event.disconnected_by,
                           &event.q850code };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] == NULL)
      *texts[i] = "";
  if (event.phone_index == 0)
    event.phone_index = -1;
  desk_leg_table_status (self->legs, &event, pal_clock_get_monotonic (PAL_CLOCK (self->clock)),
                         pal_clock_get_real (PAL_CLOCK (self->clock)));
}

static inline void
leg_feeder_registered (LegFeeder *self, const char *user, gboolean is_registered)
{
  PalRegisteredEvent event = { user, is_registered };

  desk_leg_table_registered (self->legs, &event, pal_clock_get_monotonic (PAL_CLOCK (self->clock)));
}

G_END_DECLS
