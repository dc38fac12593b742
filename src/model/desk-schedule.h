/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-schedule.h"

G_BEGIN_DECLS

/* What a schedule says in the person's language; NULL for one that has no reading. */
char      *desk_schedule_to_words  (const PalSchedule *self);

/* The first stretch in which it holds, at @from or within so many days after it: @from itself when it holds
 * then. NULL when there is none. *end is NULL when it goes on for all those days. */
GDateTime *desk_schedule_find_next (const PalSchedule *self, GDateTime *from, guint days, GDateTime **end);

G_END_DECLS
