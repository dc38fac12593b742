/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Until when something is to last. Times are real µs; the person's clock is that of this machine. */

typedef struct
{
  char *label;    /* translated: “Until 18:00” */
  gint64 ends_at; /* 0: until the person says so */
} DeskUntil;

void        desk_until_free        (DeskUntil *until);
/* What is offered now, the open end first. */
GPtrArray  *desk_until_new_choices (gint64 now, GTimeZone *zone);
/* “14:00” (the next one), “2026-12-24 14:00”, “90m”, “2h”, “tomorrow” (morning); -1 with an error. */
gint64      desk_until_parse       (const char *text, gint64 now, GTimeZone *zone, GError **error);
/* “14:00”, “tomorrow, 08:00”, or with the day. */
char       *desk_until_to_words    (gint64 ends_at, gint64 now, GTimeZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskUntil, desk_until_free)

G_END_DECLS
