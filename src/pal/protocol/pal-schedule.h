/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* A schedule as the PBX writes it (sections 5.21 and 7.5 of the guide): P<dates>A<days>W<weeks>D<pattern>T<times>.
 * Any text can be read and is written back as it came, what nobody understands included. */
#define PAL_TYPE_SCHEDULE (pal_schedule_get_type ())

/* The letters of the parts, in the order of the guide. */
#define PAL_SCHEDULE_PARTS "PAWDT"

#define PAL_SCHEDULE_EVERY_DAY 127
#define PAL_SCHEDULE_LAST_WEEK (1 << 5)

/**
 * PalScheduleTime:
 * @from: minutes since midnight, 0 to 1439
 * @to: minutes since midnight, 1 to 1440; at most @from when the range passes midnight
 *
 * One range of a day.
 */
typedef struct
{
  guint from;
  guint to;
} PalScheduleTime;

PAL_EXPORT GType        pal_schedule_get_type  (void);
PAL_EXPORT PalSchedule *pal_schedule_new       (const char *text);
PAL_EXPORT PalSchedule *pal_schedule_copy      (const PalSchedule *self);
PAL_EXPORT void         pal_schedule_free      (PalSchedule *self);
PAL_EXPORT char        *pal_schedule_to_text   (const PalSchedule *self);

PAL_EXPORT gboolean     pal_schedule_validate  (const PalSchedule *self, GError **error);
/* On the calendar and clock of @when itself. */
PAL_EXPORT gboolean     pal_schedule_is_active (const PalSchedule *self, GDateTime *when);
PAL_EXPORT gboolean     pal_schedule_is_active_at (const PalSchedule *self, guint year, guint month, guint day,
                                                   guint hour, guint minute);

/* A part as it stands, without its letter; NULL when it is missing. Setting NULL takes it away. */
PAL_EXPORT const char  *pal_schedule_get_part  (const PalSchedule *self, char part);
PAL_EXPORT void         pal_schedule_set_part  (PalSchedule *self, char part, const char *text);

/* Dates as yyyymmdd, 0: open. FALSE when the part has no reading. */
PAL_EXPORT gboolean     pal_schedule_get_dates (const PalSchedule *self, guint *first, guint *last);
PAL_EXPORT void         pal_schedule_set_dates (PalSchedule *self, guint first, guint last);
/* Bit 0 is Sunday; 0: no restriction. */
PAL_EXPORT guint        pal_schedule_get_days  (const PalSchedule *self);
PAL_EXPORT void         pal_schedule_set_days  (PalSchedule *self, guint days);
/* Bit 0 is the first such weekday of the month, bit 4 the fifth, bit 5 the last; 0: no restriction. */
PAL_EXPORT guint        pal_schedule_get_weeks (const PalSchedule *self);
PAL_EXPORT void         pal_schedule_set_weeks (PalSchedule *self, guint weeks);
PAL_EXPORT PalScheduleTime *pal_schedule_get_times (const PalSchedule *self, guint *n_times);
PAL_EXPORT void         pal_schedule_set_times (PalSchedule *self, const PalScheduleTime *times, guint n_times);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalSchedule, pal_schedule_free)

G_END_DECLS
