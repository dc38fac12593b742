/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-timer.h"

G_BEGIN_DECLS

typedef struct _DeskSession DeskSession; /* desk-session.h */

/* The timers one may look after: a GListModel of DeskTimer. Mine first, Timer 1 and 2; for administrators those of
 * the schedule extensions, by their number; then those that were asked for by hand. None is fetched until somebody
 * wants it (desk_timer_fetch()); those that were are asked for again on every new line.
 * Properties (read-only, notify): state (DeskLoading; of the list of schedules), failure (GError: why there is none, or NULL),
 * time-zone (GTimeZone: the clock that timers go by). */
#define DESK_TYPE_TIMERS (desk_timers_get_type ())
G_DECLARE_FINAL_TYPE (DeskTimers, desk_timers, DESK, TIMERS, GObject)

DeskTimers  *desk_session_get_timers   (DeskSession *session);

DeskLoading  desk_timers_get_state     (DeskTimers *self);
const GError *desk_timers_get_failure  (DeskTimers *self);
/* Somebody looks: the schedules are listed, now (once more, if that failed) and on every new line. */
void         desk_timers_load          (DeskTimers *self);
DeskTimer   *desk_timers_find          (DeskTimers *self, const char *extension, guint number); /* borrowed, or NULL */
/* Whatever extension it is: the PBX says whether one may. Its two timers join the list. Borrowed; NULL: no number. */
DeskTimer   *desk_timers_ensure        (DeskTimers *self, const char *extension, guint number);
guint        desk_timers_count_dirty   (DeskTimers *self);

GTimeZone   *desk_timers_get_time_zone (DeskTimers *self);
/* "Asia/Tokyo", kept in the account; NULL or "": as on this computer. */
void         desk_timers_set_time_zone (DeskTimers *self, const char *name);
const char  *desk_timers_get_zone_name (DeskTimers *self); /* NULL: as on this computer */
GDateTime   *desk_timers_dup_now       (DeskTimers *self); /* on that clock */

G_END_DECLS
