/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-backoff.h"

gint64
pal_backoff_next (PalBackoff *self, double random)
{
  guint doublings = MIN (self->n_tries, 5);
  gint64 limit = MIN (G_USEC_PER_SEC << doublings, PAL_BACKOFF_MAX);

  self->n_tries = doublings + 1;

  return (gint64) (CLAMP (random, 0, 1) * limit);
}

void
pal_backoff_reset (PalBackoff *self)
{
  self->n_tries = 0;
}

void
pal_backoff_settle (PalBackoff *self, gint64 ready_for)
{
  if (ready_for >= PAL_BACKOFF_SETTLED)
    pal_backoff_reset (self);
}
