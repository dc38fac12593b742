/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-count.h"

void
desk_count_begin (DeskCount *self, guint guess)
{
  *self = (DeskCount){ .high = G_MAXUINT, .guess = MIN (guess, DESK_COUNT_MAX) };
}

gboolean
desk_count_is_settled (const DeskCount *self)
{
  return self->low == self->high;
}

/* What is told later is nearer to the truth: rows may come and go meanwhile. */
static void
at_least (DeskCount *self, guint n)
{
  n = MIN (n, DESK_COUNT_MAX);
  self->low = MAX (self->low, n);
  if (self->low > self->high)
    self->high = G_MAXUINT;
  if (self->low == DESK_COUNT_MAX)
    self->high = DESK_COUNT_MAX;
}

static void
at_most (DeskCount *self, guint n)
{
  self->high = MIN (self->high, n);
  if (self->low > self->high)
    self->low = 0;
}

/* One more or one less than there were is seen at once. */
static guint
near_guess (DeskCount *self, guint *places)
{
  guint n = 0;

  for (guint place = self->guess > 2 ? self->guess - 2 : 0; place <= self->guess + 1; place++)
    places[n++] = place;
  self->guess = 0;
  return n;
}

static guint
doubling (const DeskCount *self, guint *places)
{
  guint n = 0;

  for (guint place = self->low; n < DESK_COUNT_PROBES && place < DESK_COUNT_MAX; place = MAX (place * 2, 1))
    places[n++] = place;
  return n;
}

static guint
between (const DeskCount *self, guint *places)
{
  guint width = self->high - self->low, n = 0;

  if (width <= DESK_COUNT_PROBES)
    for (guint place = self->low; place < self->high; place++)
      places[n++] = place;
  else
    for (; n < DESK_COUNT_PROBES; n++)
      places[n] = self->low + (guint) ((guint64) width * (n + 1) / (DESK_COUNT_PROBES + 1));
  return n;
}

guint
desk_count_next (DeskCount *self, guint *places)
{
  if (self->n_open > 0 || desk_count_is_settled (self))
    return 0;
  if (self->guess > 0)
    self->n_open = near_guess (self, places);
  else if (self->high == G_MAXUINT)
    self->n_open = doubling (self, places);
  else
    self->n_open = between (self, places);
  return self->n_open;
}

void
desk_count_take (DeskCount *self, guint place, gboolean is_there)
{
  self->n_open -= MIN (self->n_open, 1);
  if (is_there)
    at_least (self, place + 1);
  else
    at_most (self, place);
}

void
desk_count_take_page (DeskCount *self, guint from, guint limit, guint n)
{
  if (n > 0)
    at_least (self, from + n);
  if (n < limit)
    at_most (self, from + n);
  if (n < limit && n > 0)
    self->guess = 0;
}
