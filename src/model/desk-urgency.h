/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* Who waits for something ages: it turns amber, then red. */
typedef enum
{
  DESK_URGENCY_RINGING,
  DESK_URGENCY_HELD,
  DESK_URGENCY_PARKED,
  DESK_URGENCY_QUEUED,
  DESK_N_URGENCY_KINDS, /*< skip >*/
} DeskUrgencyKind;

typedef enum
{
  DESK_URGENCY_CALM,
  DESK_URGENCY_AMBER,
  DESK_URGENCY_RED,
} DeskUrgency;

DeskUrgency desk_urgency_of          (DeskUrgencyKind kind, gint64 age_us);
/* The age at which @urgency begins, µs. */
gint64      desk_urgency_get_age     (DeskUrgencyKind kind, DeskUrgency urgency);

/* Who has waited worst: my ringing and held calls, who is parked (by me before by others), who queues. Tells what it
 * is and its id: of the call, the slot, or the room that queues (borrowed). FALSE when nobody waits. */
gboolean    desk_session_find_most_urgent (DeskSession *session, DeskUrgencyKind *kind, const char **id);

G_END_DECLS
