/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voicemail: takes the call of somebody who does not, and is read by calling it. */
#include "sim/sim-call-private.h"

#include <string.h>

#include "sim/sim-mail.h"

/* TRUE when the mailbox of the one who was called takes the call. */
gboolean
sim_mailbox_take (SimRoom *room, SimCause cause)
{
  SimExtension *user = sim_tenant_get_extension (room->tenant, room->to);
  gboolean takes = user != NULL && user->is_user
                   && ((cause == SIM_CAUSE_NO_ANSWER
                        && sim_extension_is_on (user, "noanswerforward.voicemail"))
                       || (cause == SIM_CAUSE_BUSY && sim_extension_is_on (user, "busyforward.voicemail")));
  SimLeg *leg;

  if (!takes || room->answered > 0)
    return FALSE;

  leg = sim_leg_new (room, NULL, NULL, SIM_MAILBOX_NUMBER, room->from, "");
  leg->mailbox = g_strdup (user->number);
  sim_leg_enter (leg, SIM_LEG_CALLING, PAL_CALL_STATUS_CALLING);
  sim_phone_begin (leg);
  sim_room_ring_for (room, room->tenant->world->ring_timeout);

  return TRUE;
}

void
sim_mailbox_left (SimLeg *leg)
{
  const char *number = leg->mailbox != NULL ? leg->mailbox : leg->room->from;
  SimExtension *user = sim_tenant_get_extension (leg->tenant, number);

  if (leg->extension != NULL || strcmp (leg->number, SIM_MAILBOX_NUMBER) != 0 || leg->room->answered == 0
      || user == NULL || !user->is_user)
    return;

  if (leg->mailbox != NULL)
    sim_mail_add (user, leg->room->from,
                  (guint) ((sim_clock_get_time (leg->tenant->world->clock) - leg->since) / 1000));
  else
    sim_mail_listen (user);
}
