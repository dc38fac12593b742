/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether anybody is at the other end of a PalClient's line: silence has a limit, a shorter one while
 * somebody waits for an answer. One timer, which is never moved for what arrives: it finds out when it
 * fires. */
#include "config.h"

#include "pal/client/pal-client-private.h"
#include "pal/protocol/pal-intl.h"

#define LATE G_USEC_PER_SEC /* a timer this late means that we were stopped, not the PBX */

static void alive_cb (gpointer user_data);

static void
arm (PalClient *self, gint64 due)
{
  pal_client_clear_timer (self, &self->alive_timer);
  self->alive_timer = pal_clock_add (self->clock, due, alive_cb, self);
  self->alive_due = due;
}

static gboolean
is_doubted (PalClient *self)
{
  return self->doubted > self->heard;
}

/* Since when a request waits in silence; G_MAXINT64 when none does. */
static gint64
waiting_since (PalClient *self)
{
  gint64 oldest = pal_rpc_get_oldest (self->rpc);

  return oldest != 0 ? MAX (oldest, self->heard) : G_MAXINT64;
}

static gint64
death (PalClient *self)
{
  gint64 due = self->heard + PAL_CLIENT_SILENCE;
  gint64 waiting = waiting_since (self);

  if (waiting != G_MAXINT64)
    due = MIN (due, waiting + PAL_CLIENT_SILENCE_PENDING);
  if (is_doubted (self))
    due = MIN (due, self->doubted + PAL_CLIENT_DOUBT);

  return due;
}

static gint64
next_check (PalClient *self)
{
  gint64 waiting = waiting_since (self);

  return waiting != G_MAXINT64 && !is_doubted (self) ? waiting + PAL_CLIENT_CHECK_PENDING : G_MAXINT64;
}

static gint64
next_ping (PalClient *self)
{
  return self->has_ping && !self->pinging ? self->heard_frame + PAL_CLIENT_PING : G_MAXINT64;
}

static void
pong_cb (PalReply *reply, GError *error, gpointer user_data)
{
  PalClient *self = user_data;

  if (g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    return;
  self->pinging = FALSE;
  if (!g_error_matches (error, PAL_ERROR, PAL_ERROR_TIMEOUT))
    {
      g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_PING);

      pal_client_learn (self, params, error);
      self->has_ping = error == NULL; /* a refusal is a sign of life as well, but the last one of its kind */
    }
  else if (self->has_ping)
    pal_client_lose (self, g_error_new (PAL_ERROR, PAL_ERROR_TIMEOUT, "%s",
                                        _("The PBX does not answer any more.")));
}

void
pal_client_probe_ping (PalClient *self)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_PING);

  if (!self->pinging)
    self->pinging = pal_client_request (self, params, PAL_CLIENT_SILENCE_PENDING, NULL, pong_cb, self, NULL);
}

/* Asks for a sign of life now; without one the line counts as dead soon. */
void
pal_client_doubt (PalClient *self)
{
  guint64 generation = self->generation;

  if (!self->line_open || is_doubted (self))
    return;
  self->doubted = MAX (pal_clock_get_monotonic (self->clock), self->heard + 1);
  pal_transport_check (self->transport);
  if (self->has_ping && generation == self->generation)
    pal_client_probe_ping (self);
  if (generation == self->generation)
    arm (self, MIN (death (self), next_ping (self)));
}

static void
alive_cb (gpointer user_data)
{
  g_autoptr (PalClient) self = g_object_ref (user_data);
  gint64 now = pal_clock_get_monotonic (self->clock);
  guint64 generation = self->generation;

  self->alive_timer = 0;
  if (now - self->alive_due >= LATE && now >= death (self) && !is_doubted (self))
    self->heard = now - (PAL_CLIENT_SILENCE_PENDING - PAL_CLIENT_DOUBT); /* what came is still to be read */
  else if (now >= death (self))
    {
      pal_client_lose (self, g_error_new (PAL_ERROR, PAL_ERROR_TIMEOUT, "%s", _("The line to the PBX is dead.")));
      return;
    }
  if (now - self->alive_due >= LATE || now >= next_check (self))
    pal_client_doubt (self);
  if (generation == self->generation && now >= next_ping (self))
    pal_client_probe_ping (self);
  if (generation == self->generation)
    arm (self, MIN (MIN (death (self), next_check (self)), next_ping (self)));
}

void
pal_client_begin_alive (PalClient *self)
{
  self->heard = self->heard_frame = pal_clock_get_monotonic (self->clock);
  self->doubted = 0;
  self->has_ping = FALSE;
  self->pinging = FALSE;
  arm (self, death (self));
}

/* A request was sent: the timer comes forward when it is the first one for a while. */
void
pal_client_note_request (PalClient *self)
{
  if (self->alive_timer != 0 && self->alive_due > pal_rpc_get_oldest (self->rpc) + PAL_CLIENT_CHECK_PENDING)
    arm (self, pal_rpc_get_oldest (self->rpc) + PAL_CLIENT_CHECK_PENDING);
}
