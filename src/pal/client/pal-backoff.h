/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* How long to wait before the next try: pure arithmetic. The first retry comes within a second, each later one
 * anywhere below a limit that doubles up to 30 s ("full jitter"), so that a hundred clients of a restarted PBX
 * do not come back at once. */
typedef struct
{
  guint n_tries;
} PalBackoff;

#define PAL_BACKOFF_MAX (30 * G_USEC_PER_SEC)
#define PAL_BACKOFF_SETTLED (30 * G_USEC_PER_SEC) /* this long in Ready forgets the past */

/* @random in [0, 1). */
gint64 pal_backoff_next    (PalBackoff *self, double random);
void   pal_backoff_reset   (PalBackoff *self);
/* Tells that the connection stayed Ready for @ready_for before it broke. */
void   pal_backoff_settle  (PalBackoff *self, gint64 ready_for);

G_END_DECLS
