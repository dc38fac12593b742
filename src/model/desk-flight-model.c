/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blind transfers under way. The PBX tells the legs of its users and nothing else: what cannot be seen is
 * called unknown, not lost. */
#include "config.h"

#include "model/desk-flight-item.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define PATIENCE (4 * SECOND)      /* for somebody else, or my phone, to be called after one gave up */
#define UNKNOWN_STAYS (60 * SECOND)
#define ANSWERED_STAYS (6 * SECOND)
#define RETURNED_STAYS (30 * SECOND)
#define LOST_STAYS (600 * SECOND)  /* for calling back */
#define LONGEST (900 * SECOND)
#define MOST 32

struct _DeskFlightModel
{
  DeskList parent_instance;

  /* owned */
  PalClock *clock;
  char *own;
  GPtrArray *flights; /* all, also those not shown */

  guint timer;
  guint serial;
  gboolean is_ready;
  gboolean is_checking;
};

G_DEFINE_FINAL_TYPE (DeskFlightModel, desk_flight_model, DESK_TYPE_LIST)

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void arm_timer (DeskFlightModel *self);

DeskFlightModel *
desk_flight_model_new (PalClock *clock)
{
  DeskFlightModel *self = g_object_new (DESK_TYPE_FLIGHT_MODEL, NULL);

  g_set_object (&self->clock, clock);
  return self;
}

void
desk_flight_model_set_own (DeskFlightModel *self, const char *own)
{
  g_free (self->own);
  self->own = g_strdup (own);
}

gboolean
desk_flight_model_is_idle (DeskFlightModel *self)
{
  return self->flights->len == 0;
}

static void
remove_flight (DeskFlightModel *self, DeskFlight *flight)
{
  g_autoptr (DeskFlight) kept = g_object_ref (flight);

  g_ptr_array_remove (self->flights, flight);
  if (desk_list_find (DESK_LIST (self), kept->id) == kept)
    desk_list_remove (DESK_LIST (self), kept->id);
}

DeskFlight *
desk_flight_model_prepare (DeskFlightModel *self, const DeskFlightStart *start)
{
  DeskFlight *flight;

  if (self->flights->len == MOST)
    remove_flight (self, self->flights->pdata[0]);
  flight = desk_flight_new (start, ++self->serial, self->own);
  flight->since = pal_clock_get_monotonic (self->clock);
  g_ptr_array_add (self->flights, flight);
  return flight;
}

void
desk_flight_model_start (DeskFlightModel *self, DeskFlight *flight)
{
  if (flight->is_started || !g_ptr_array_find (self->flights, flight, NULL))
    return;
  flight->is_started = TRUE;
  flight->since = pal_clock_get_monotonic (self->clock);
  desk_list_append (DESK_LIST (self), flight->id, flight);
  desk_flight_model_check (self);
}

void
desk_flight_model_forget (DeskFlightModel *self, DeskFlight *flight)
{
  if (g_ptr_array_find (self->flights, flight, NULL))
    remove_flight (self, flight);
  arm_timer (self);
}

void
desk_flight_model_dismiss (DeskFlightModel *self, DeskFlight *flight)
{
  g_return_if_fail (DESK_IS_FLIGHT_MODEL (self));
  g_return_if_fail (DESK_IS_FLIGHT (flight));

  desk_flight_model_forget (self, flight);
}

void
desk_flight_model_see (DeskFlightModel *self, const DeskLeg *leg)
{
  for (guint i = 0; i < self->flights->len; i++)
    {
      DeskFlight *flight = self->flights->pdata[i];
      g_autofree char *room = g_strdup (flight->trail->room_id);

      if (desk_flight_is_over (flight) || !desk_trail_see (flight->trail, leg))
        continue;
      if (g_strcmp0 (room, flight->trail->room_id) != 0)
        flight->has_moved = TRUE; /* told by the check: a listener may change the legs */
    }
}

void
desk_flight_model_see_park (DeskFlightModel *self, const PalParkEvent *event)
{
  for (guint i = 0; i < self->flights->len; i++)
    {
      DeskFlight *flight = self->flights->pdata[i];

      if (event->on && g_strcmp0 (flight->trail->room_id, event->room_id) == 0)
        flight->is_parked = flight->is_started;
    }
}

void
desk_flight_model_set_ready (DeskFlightModel *self, gboolean is_ready)
{
  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  for (guint i = 0; i < self->flights->len; i++)
    ((DeskFlight *) self->flights->pdata[i])->had_gap |= !is_ready;
  if (is_ready)
    desk_flight_model_check (self);
}

/* --- what became of it --------------------------------------------------- */

static DeskFlightState
judge_quiet (DeskFlight *flight, gint64 now)
{
  if (flight->quiet_since == 0)
    flight->quiet_since = now;
  if (now - flight->quiet_since < PATIENCE)
    return flight->state;
  return flight->trail->was_called && !flight->had_gap ? DESK_FLIGHT_LOST : DESK_FLIGHT_UNKNOWN;
}

static DeskFlightState
judge (DeskFlight *flight, gint64 now)
{
  DeskTrailCount count = desk_trail_count (flight->trail);
  DeskTrail *trail = flight->trail;

  if (count.n_talking > 0 || trail->was_answered || g_strcmp0 (trail->party_with, flight->target) == 0)
    return DESK_FLIGHT_ANSWERED;
  if (flight->is_parked || count.n_own_calling > 0 || count.n_own_talking > 0)
    return DESK_FLIGHT_RETURNED;
  if (trail->is_party_gone)
    return flight->had_gap ? DESK_FLIGHT_UNKNOWN : DESK_FLIGHT_LOST;
  if (count.n_calling > 0)
    {
      flight->quiet_since = 0;
      return DESK_FLIGHT_CALLING;
    }
  if (flight->state == DESK_FLIGHT_UNKNOWN)
    return DESK_FLIGHT_UNKNOWN;
  return judge_quiet (flight, now);
}

static gint64
stays (DeskFlightState state)
{
  switch (state)
    {
    case DESK_FLIGHT_ANSWERED: return ANSWERED_STAYS;
    case DESK_FLIGHT_RETURNED: return RETURNED_STAYS;
    case DESK_FLIGHT_LOST: return LOST_STAYS;
    case DESK_FLIGHT_UNKNOWN: return UNKNOWN_STAYS;
    case DESK_FLIGHT_CALLING:
    default: return LONGEST;
    }
}

/* FALSE: it is to go. */
static gboolean
check_flight (DeskFlightModel *self, DeskFlight *flight, gint64 now)
{
  if (!flight->is_started)
    return TRUE;
  if (!desk_flight_is_over (flight) && self->is_ready)
    {
      DeskFlightState state = judge (flight, now);

      if (state != flight->state)
        {
          desk_flight_set_state (flight, state, now);
          if (state != DESK_FLIGHT_CALLING)
            g_signal_emit (self, signals[ENDED], 0, flight);
        }
    }
  flight->leaves_at = flight->since + stays (flight->state);
  return now < flight->leaves_at;
}

void
desk_flight_model_check (DeskFlightModel *self)
{
  gint64 now = pal_clock_get_monotonic (self->clock);

  if (self->is_checking || self->flights->len == 0)
    return;
  self->is_checking = TRUE;
  g_object_ref (self);
  g_autoptr (GPtrArray) all = g_ptr_array_copy (self->flights, (GCopyFunc) (gpointer) g_object_ref, NULL);
  g_ptr_array_set_free_func (all, g_object_unref);
  for (guint i = 0; i < all->len; i++)
    if (((DeskFlight *) all->pdata[i])->has_moved)
      desk_flight_told_room (all->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    if (!check_flight (self, all->pdata[i], now))
      remove_flight (self, all->pdata[i]);
  self->is_checking = FALSE;
  arm_timer (self);
  g_object_unref (self);
}

static void
timer_cb (gpointer user_data)
{
  DeskFlightModel *self = user_data;

  self->timer = 0;
  desk_flight_model_check (self);
}

static void
arm_timer (DeskFlightModel *self)
{
  gint64 due = G_MAXINT64;

  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  for (guint i = 0; i < self->flights->len; i++)
    {
      DeskFlight *flight = self->flights->pdata[i];

      if (!flight->is_started)
        continue;
      due = MIN (due, flight->leaves_at);
      if (self->is_ready && flight->quiet_since != 0 && flight->state == DESK_FLIGHT_CALLING)
        due = MIN (due, flight->quiet_since + PATIENCE);
    }
  if (due != G_MAXINT64)
    self->timer = pal_clock_add (self->clock, due, timer_cb, self);
}

static void
desk_flight_model_dispose (GObject *object)
{
  DeskFlightModel *self = DESK_FLIGHT_MODEL (object);

  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  g_ptr_array_set_size (self->flights, 0);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (desk_flight_model_parent_class)->dispose (object);
}

static void
desk_flight_model_finalize (GObject *object)
{
  DeskFlightModel *self = DESK_FLIGHT_MODEL (object);

  g_ptr_array_unref (self->flights);
  g_free (self->own);
  G_OBJECT_CLASS (desk_flight_model_parent_class)->finalize (object);
}

static void
desk_flight_model_class_init (DeskFlightModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_flight_model_dispose;
  object_class->finalize = desk_flight_model_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_FLIGHT;

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, DESK_TYPE_FLIGHT);
}

static void
desk_flight_model_init (DeskFlightModel *self)
{
  self->flights = g_ptr_array_new_with_free_func (g_object_unref);
}
