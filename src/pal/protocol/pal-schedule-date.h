/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/**
 * PalScheduleDateKind:
 * @PAL_SCHEDULE_DATE_DAY: a day of every month: `5`
 * @PAL_SCHEDULE_DATE_DAYS: days of every month: `5-10`; `25-5` passes the end of the month
 * @PAL_SCHEDULE_DATE_DATE: a day of every year: `12/24`
 * @PAL_SCHEDULE_DATE_DATES: days of every year: `5/10-6/20`; `12/29-1/3` passes new year
 *
 * The forms of an element of the part D.
 */
typedef enum
{
  PAL_SCHEDULE_DATE_DAY,
  PAL_SCHEDULE_DATE_DAYS,
  PAL_SCHEDULE_DATE_DATE,
  PAL_SCHEDULE_DATE_DATES,
} PalScheduleDateKind;

/**
 * PalScheduleDate:
 * @kind: its form
 * @is_excluded: whether it is taken away (`!`), not one of those that count
 * @from_month: the month, from 1; 0 for every month
 * @from_day: the day of the month
 * @to_month: the last month; @from_month for a single day
 * @to_day: the last day, which belongs to it; @from_day for a single day
 *
 * One element of the part D.
 */
typedef struct
{
  PalScheduleDateKind kind;
  gboolean is_excluded;
  guint from_month, from_day;
  guint to_month, to_day;
} PalScheduleDate;

/**
 * pal_schedule_date_parse:
 * @text: `5`, `5-10`, `12/24`, `12/29-1/3`, each with `!` before it when excluded; no blanks
 * @date: (out caller-allocates): what it says
 *
 * Reads one element of the part D.
 *
 * Returns: %FALSE when there is no reading
 */
PAL_EXPORT gboolean         pal_schedule_date_parse   (const char *text, PalScheduleDate *date);
/**
 * pal_schedule_date_to_text:
 * @date: an element
 *
 * Writes one element of the part D.
 *
 * Returns: (transfer full): the element as the PBX writes it, without leading zeros
 */
PAL_EXPORT char            *pal_schedule_date_to_text (const PalScheduleDate *date);
/**
 * pal_schedule_date_matches:
 * @date: an element
 * @month: a month, from 1
 * @day: a day of it
 *
 * Whether it means a day, be it to count or to be taken away.
 *
 * Returns: whether the day is one of its days
 */
PAL_EXPORT gboolean         pal_schedule_date_matches (const PalScheduleDate *date, guint month, guint day);
/**
 * pal_schedule_get_patterns:
 * @self: a schedule
 * @n_patterns: (out): how many
 *
 * The elements of the part D, those that count and those that are taken away, as they stand.
 *
 * Returns: (transfer full) (nullable) (array length=n_patterns): those that have a reading; %NULL when there are
 *   none
 */
PAL_EXPORT PalScheduleDate *pal_schedule_get_patterns (const PalSchedule *self, guint *n_patterns);
/**
 * pal_schedule_set_patterns:
 * @self: a schedule
 * @patterns: (array length=n_patterns) (nullable): elements
 * @n_patterns: how many
 *
 * Sets the elements of the part D. One that says the same already stays as it is written.
 */
PAL_EXPORT void             pal_schedule_set_patterns (PalSchedule *self, const PalScheduleDate *patterns,
                                                       guint n_patterns);

G_END_DECLS
