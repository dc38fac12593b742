/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/**
 * PalScheduleReasonKind:
 * @PAL_SCHEDULE_REASON_NOTHING: nothing speaks against it: no part restricts this time
 * @PAL_SCHEDULE_REASON_UNREADABLE: a part has no reading; a schedule like that does not hold
 * @PAL_SCHEDULE_REASON_DATES: the first and the last day (P)
 * @PAL_SCHEDULE_REASON_DAYS: the days of the week (A)
 * @PAL_SCHEDULE_REASON_WEEKS: the weeks of the month (W)
 * @PAL_SCHEDULE_REASON_INCLUDED: the days that count (D): one of them when it holds, none of them when not
 * @PAL_SCHEDULE_REASON_EXCLUDED: a day that is taken away (D)
 * @PAL_SCHEDULE_REASON_TIMES: the times of the day (T): one of them when it holds, none of them when not
 *
 * What decides whether a schedule holds.
 */
typedef enum
{
  PAL_SCHEDULE_REASON_NOTHING,
  PAL_SCHEDULE_REASON_UNREADABLE,
  PAL_SCHEDULE_REASON_DATES,
  PAL_SCHEDULE_REASON_DAYS,
  PAL_SCHEDULE_REASON_WEEKS,
  PAL_SCHEDULE_REASON_INCLUDED,
  PAL_SCHEDULE_REASON_EXCLUDED,
  PAL_SCHEDULE_REASON_TIMES,
} PalScheduleReasonKind;

/**
 * PalScheduleReason:
 * @kind: what decides
 * @part: its letter, one of %PAL_SCHEDULE_PARTS; 0 when it is none of them
 * @place: which element of the part, from 0; -1 when it is the part as a whole
 * @is_of_yesterday: whether it is about the day before, of which a time passes midnight
 *
 * The part of a schedule that decides.
 */
typedef struct
{
  PalScheduleReasonKind kind;
  char part;
  int place;
  gboolean is_of_yesterday;
} PalScheduleReason;

/**
 * PalScheduleChoice:
 * @question: what the guide leaves open
 * @choice: how it is read and written here
 * @schedule: a schedule that shows it
 * @on: a time at which it holds, as yyyy-mm-dd hh:mm; empty when there is none
 * @off: a time at which it does not; empty when there is none
 *
 * A reading that the guide leaves open, with the choice that was made.
 */
typedef struct
{
  const char *question;
  const char *choice;
  const char *schedule;
  const char *on;
  const char *off;
} PalScheduleChoice;

/**
 * pal_schedule_is_active_why:
 * @self: a schedule
 * @when: a time, in the zone of the PBX
 * @reason: (out caller-allocates) (optional): which part decides
 *
 * Asks whether it holds at a time, and why. When several parts speak against it, the first of them in the order
 * of the guide is named.
 *
 * Returns: as pal_schedule_is_active()
 */
PAL_EXPORT gboolean pal_schedule_is_active_why (const PalSchedule *self, GDateTime *when, PalScheduleReason *reason);
/**
 * pal_schedule_holds_on:
 * @self: a schedule
 * @date: a day
 * @reason: (out caller-allocates) (optional): which part decides
 *
 * Whether a day is one of its days, whatever the times are.
 *
 * Returns: whether times can begin on that day; %FALSE when a part has no reading
 */
PAL_EXPORT gboolean pal_schedule_holds_on      (const PalSchedule *self, const GDate *date,
                                                PalScheduleReason *reason);
/**
 * pal_schedule_validate_part:
 * @self: a schedule
 * @part: one of %PAL_SCHEDULE_PARTS
 * @error: return location
 *
 * Whether one part has a reading. A part that is missing or empty has one: it restricts nothing.
 *
 * Returns: %FALSE with %PAL_ERROR_INVALID_PARAMS when not
 */
PAL_EXPORT gboolean pal_schedule_validate_part (const PalSchedule *self, char part, GError **error);
/**
 * pal_schedule_get_nth_part:
 * @self: a schedule
 * @n: a number, from 0
 * @text: (out) (transfer none) (nullable): the part as it stands, without its letter; %NULL after the last one
 *
 * Goes through the parts as they stand in the text, those that nobody knows included.
 *
 * Returns: its letter; 0 for what stands before the first part, and after the last one
 */
PAL_EXPORT char     pal_schedule_get_nth_part  (const PalSchedule *self, guint n, const char **text);
/**
 * pal_schedule_get_choices:
 * @n_choices: (out): how many
 *
 * What the guide leaves open. The rows are in English, for people who read the text of a schedule itself.
 *
 * Returns: (transfer none) (array length=n_choices): the choices
 */
PAL_EXPORT const PalScheduleChoice *pal_schedule_get_choices (guint *n_choices);
/**
 * pal_schedule_choices_to_markdown:
 *
 * Writes the choices as a page.
 *
 * Returns: (transfer full): a page of Markdown
 */
PAL_EXPORT char    *pal_schedule_choices_to_markdown (void);

G_END_DECLS
