/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_COUNT_PROBES 4      /* at a time */
#define DESK_COUNT_MAX 4000000u  /* rows that are believed */

/* Finds out how many rows there are where one can only be told whether there is one at a place: by doubling, then
 * by cutting what is in doubt into five. Pure; whoever has it asks. */
typedef struct
{
  guint low, high; /* there are at least, at most so many; G_MAXUINT: no bound is known */
  guint guess;     /* as many as there were; 0: none */
  guint n_open;    /* places asked about */
} DeskCount;

void     desk_count_begin      (DeskCount *self, guint guess); /* @guess 0: none */
gboolean desk_count_is_settled (const DeskCount *self);
/* The places to ask about now, at most DESK_COUNT_PROBES; 0 while some are open, and when settled. */
guint    desk_count_next       (DeskCount *self, guint *places);
void     desk_count_take       (DeskCount *self, guint place, gboolean is_there); /* the answer about one of them */
/* Of @limit rows from @from on that were asked for, @n came. */
void     desk_count_take_page  (DeskCount *self, guint from, guint limit, guint n);

G_END_DECLS
