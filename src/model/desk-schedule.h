/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a schedule means to a person: words, switches, days ahead, and what looks wrong. Times are those of the zone
 * of the GDateTime that is given, which should be that of the PBX. */
#pragma once

#include "pal/protocol/pal-schedule-date.h"
#include "pal/protocol/pal-schedule-reason.h"
#include "pal/protocol/pal-schedule.h"

G_BEGIN_DECLS

#define DESK_SCHEDULE_PREVIEW_DAYS 60

/* One sentence in the person's language; NULL for a schedule that has no reading. */
char      *desk_schedule_to_words         (const PalSchedule *self);
/* The same within a sentence: “every day, 9:00–12:00”. */
char      *desk_schedule_to_phrase        (const PalSchedule *self);
/* “Monday, 23 November 2026, 9:00”. */
char      *desk_schedule_describe_moment  (GDateTime *moment);
/* Whether the clock shows it twice, as in the night in which summer time ends. */
gboolean   desk_schedule_comes_twice      (GDateTime *moment);
/* “On now; off today at 17:30, then on tomorrow at 9:00.” Never NULL. */
char      *desk_schedule_describe_now     (const PalSchedule *self, GDateTime *now);
/* What decides, as in “Sunday is not one of its days”; @when is the time that was asked about. */
char      *desk_schedule_describe_reason  (const PalSchedule *self, GDateTime *when, const PalScheduleReason *reason);
/* The parts alone: “12/29-1/3” is “29 December to 3 January”, 540 to 1050 “9:00–17:30”, yyyymmdd “31 March 2027”. */
char      *desk_schedule_describe_pattern (const PalScheduleDate *date);
char      *desk_schedule_describe_time    (const PalScheduleTime *time);
char      *desk_schedule_describe_date    (guint date);

typedef struct
{
  GDateTime *at;               /* in the zone of @from */
  gboolean is_on;              /* from then on */
} DeskScheduleSwitch;

void       desk_schedule_switch_free      (DeskScheduleSwitch *self);
/* The next @n times after @from at which it goes on or off, of DeskScheduleSwitch; fewer when it stays as it is.
 * An hour that the clock jumps over is left out, one that comes twice is gone through twice. */
GPtrArray *desk_schedule_find_switches    (const PalSchedule *self, GDateTime *from, guint n);
/* The first stretch in which it holds, at @from or within so many days after it: @from itself when it holds
 * then. NULL when there is none. *end is NULL when it goes on for all those days. */
GDateTime *desk_schedule_find_next        (const PalSchedule *self, GDateTime *from, guint days, GDateTime **end);

typedef struct
{
  GDate date;
  const PalScheduleTime *ranges; /* when it is on, in order, apart, from 0 to 1440: what began the day before, too */
  guint n_ranges;
  PalScheduleReason reason;    /* why times begin on this day, or why not (EXCLUDED, DAYS …) */
  gboolean holds;              /* whether times begin on this day */
} DeskScheduleDay;

/* One block of @n_days days, from that of @from on: g_free() frees it with its ranges. */
DeskScheduleDay *desk_schedule_preview    (const PalSchedule *self, GDateTime *from, guint n_days);

typedef enum
{
  DESK_SCHEDULE_WARNING_NEVER,             /* no time fits all its parts */
  DESK_SCHEDULE_WARNING_OVERLAP,           /* two times or dates cover the same */
  DESK_SCHEDULE_WARNING_ENDS_BEFORE_BEGINS,
  DESK_SCHEDULE_WARNING_PAST,              /* its last day is over */
  DESK_SCHEDULE_WARNING_UNREADABLE,
} DeskScheduleWarningKind;

typedef struct
{
  DeskScheduleWarningKind kind;
  char part;                   /* the letter it is about; 0: the whole */
  char *text;                  /* in the person's language */
} DeskScheduleWarning;

void       desk_schedule_warning_free     (DeskScheduleWarning *self);
/* What looks wrong, of DeskScheduleWarning, the worst first; empty when nothing does. */
GPtrArray *desk_schedule_check            (const PalSchedule *self, GDateTime *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskScheduleSwitch, desk_schedule_switch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskScheduleWarning, desk_schedule_warning_free)

G_END_DECLS
