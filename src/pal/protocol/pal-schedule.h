/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

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
/**
 * pal_schedule_new:
 * @text: a schedule; any text will do
 *
 * Parts may come in any order; none of their letters can occur inside a part.
 *
 * Returns: (transfer full): the schedule
 */
PAL_EXPORT PalSchedule *pal_schedule_new       (const char *text);
/**
 * pal_schedule_copy:
 * @self: a schedule
 *
 * Copies a schedule.
 *
 * Returns: (transfer full): a copy
 */
PAL_EXPORT PalSchedule *pal_schedule_copy      (const PalSchedule *self);
/**
 * pal_schedule_free:
 * @self: (transfer full): a schedule
 *
 * Frees a schedule.
 */
PAL_EXPORT void         pal_schedule_free      (PalSchedule *self);
/**
 * pal_schedule_to_text:
 * @self: a schedule
 *
 * Writes it for the PBX.
 *
 * Returns: (transfer full): the text it was read from, with the parts that were set since
 */
PAL_EXPORT char        *pal_schedule_to_text   (const PalSchedule *self);

/**
 * pal_schedule_validate:
 * @self: a schedule
 * @error: return location
 *
 * Whether every part has a reading. Parts that are missing or empty restrict nothing, in any order.
 *
 * Returns: %FALSE with %PAL_ERROR_INVALID_PARAMS when not
 */
PAL_EXPORT gboolean     pal_schedule_validate  (const PalSchedule *self, GError **error);
/**
 * pal_schedule_is_active:
 * @self: a schedule
 * @when: a time, in the zone of the PBX
 *
 * Asks whether it holds at a time, on the calendar and clock of @when itself.
 *
 * Returns: as pal_schedule_is_active_at()
 */
PAL_EXPORT gboolean     pal_schedule_is_active (const PalSchedule *self, GDateTime *when);
/**
 * pal_schedule_is_active_at:
 * @self: a schedule
 * @year: year
 * @month: month, from 1
 * @day: day of the month
 * @hour: hour, 0 to 23
 * @minute: minute
 *
 * What passes midnight belongs to the day on which it began. Days, weeks, dates and the included days all
 * restrict; the excluded ones are taken away.
 *
 * Returns: whether the schedule holds then; %FALSE for a text without a reading or a day that does not exist
 */
PAL_EXPORT gboolean     pal_schedule_is_active_at (const PalSchedule *self, guint year, guint month, guint day,
                                                   guint hour, guint minute);

/**
 * pal_schedule_get_part:
 * @self: a schedule
 * @part: one of %PAL_SCHEDULE_PARTS
 *
 * Reads a part as it stands.
 *
 * Returns: (transfer none) (nullable): the part as it stands, without its letter
 */
PAL_EXPORT const char  *pal_schedule_get_part  (const PalSchedule *self, char part);
/**
 * pal_schedule_set_part:
 * @self: a schedule
 * @part: one of %PAL_SCHEDULE_PARTS
 * @text: (nullable): the new text, without the letter; %NULL takes the part away
 *
 * A new part goes where the guide has it, before the first one that follows it there.
 */
PAL_EXPORT void         pal_schedule_set_part  (PalSchedule *self, char part, const char *text);

/**
 * pal_schedule_get_dates:
 * @self: a schedule
 * @first: (out): the first day as yyyymmdd, 0 when open
 * @last: (out): the last day as yyyymmdd, 0 when open
 *
 * One date alone is the first day. A date of zeros is open.
 *
 * Returns: %FALSE when the part P is there and has no reading
 */
PAL_EXPORT gboolean     pal_schedule_get_dates (const PalSchedule *self, guint *first, guint *last);
/**
 * pal_schedule_set_dates:
 * @self: a schedule
 * @first: the first day as yyyymmdd, 0 when open
 * @last: the last day as yyyymmdd, 0 when open
 *
 * Sets the first and the last day.
 */
PAL_EXPORT void         pal_schedule_set_dates (PalSchedule *self, guint first, guint last);
/**
 * pal_schedule_get_days:
 * @self: a schedule
 *
 * The guide does not say which day is bit 0; its example names Sunday first.
 *
 * Returns: the days of the week, bit 0 is Sunday; 0 when there is no restriction, or no reading
 */
PAL_EXPORT guint        pal_schedule_get_days  (const PalSchedule *self);
/**
 * pal_schedule_set_days:
 * @self: a schedule
 * @days: the days of the week, bit 0 is Sunday
 *
 * Sets the days of the week.
 */
PAL_EXPORT void         pal_schedule_set_days  (PalSchedule *self, guint days);
/**
 * pal_schedule_get_weeks:
 * @self: a schedule
 *
 * The first week stands for the first Sunday, the first Monday… of the month.
 *
 * Returns: the weeks, bit 0 is the first; 0 when there is no restriction, or no reading
 */
PAL_EXPORT guint        pal_schedule_get_weeks (const PalSchedule *self);
/**
 * pal_schedule_set_weeks:
 * @self: a schedule
 * @weeks: the weeks, bit 0 is the first
 *
 * Sets the weeks of the month.
 */
PAL_EXPORT void         pal_schedule_set_weeks (PalSchedule *self, guint weeks);
/**
 * pal_schedule_get_times:
 * @self: a schedule
 * @n_times: (out): how many
 *
 * The end is no part of a range, except for 2359. A range that ends where it begins lasts a whole day.
 *
 * Returns: (transfer full) (nullable) (array length=n_times): the ranges of a day, as far as they have a
 *   reading; %NULL when there are none
 */
PAL_EXPORT PalScheduleTime *pal_schedule_get_times (const PalSchedule *self, guint *n_times);
/**
 * pal_schedule_set_times:
 * @self: a schedule
 * @times: (array length=n_times) (nullable): ranges
 * @n_times: how many
 *
 * Sets the ranges of the day.
 */
PAL_EXPORT void         pal_schedule_set_times (PalSchedule *self, const PalScheduleTime *times, guint n_times);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalSchedule, pal_schedule_free)

G_END_DECLS
