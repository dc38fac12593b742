/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PBX's clock and ours. */
#include "config.h"

#include "model/desk-leg-table-private.h"

/* A PBX clock that moves further than this from what we measured was set. */
#define CLOCK_JUMP (60 * G_USEC_PER_SEC)

gint64
desk_legs_from_pbx_time (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real)
{
  gint64 age = real - (pbx_time * 1000 + self->offset);

  return age > 0 ? MAX (now - age, 1) : now;
}

gint64
desk_leg_table_get_local_time (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real)
{
  return desk_legs_from_pbx_time (self, pbx_time, now, real);
}

/* A live event has just been sent: what its clock says against ours is the offset and the way. */
void
desk_legs_measure_offset (DeskLegTable *self, gint64 pbx_time, gint64 now, gint64 real)
{
  gint64 seen = real - pbx_time * 1000;
  GHashTableIter iter;
  gpointer value;

  if (self->has_offset && seen >= self->offset && seen - self->offset < CLOCK_JUMP)
    return;
  self->offset = seen;
  if (self->has_offset)
    return;

  /* The first measure: what the snapshot said can now be put right. */
  self->has_offset = TRUE;
  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DeskLeg *leg = value;

      if (leg->pbx_time == 0)
        continue;
      gint64 since = desk_legs_from_pbx_time (self, leg->pbx_time, now, real);
      if (leg->started != 0)
        leg->started = since;
      leg->since = since;
      desk_legs_mark_leg (self, leg);
    }
}
