/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the parts of a schedule say, read once. Private. */
#pragma once

#include "pal/protocol/pal-schedule.h"

#define PAL_SCHEDULE_MINUTES_A_DAY 1440

/* How the bits and weeks are counted, all in one place: see the table in pal-schedule-choices.c. */
guint pal_schedule_day_to_bit    (GDateWeekday weekday);
guint pal_schedule_date_to_weeks (const GDate *date);
#define PAL_SCHEDULE_ALL_WEEKS 63

typedef struct
{
  guint first, last;         /* yyyymmdd, 0 when open */
  guint days, weeks;         /* 0 when they do not restrict */
  GArray *patterns;          /* of PalScheduleDate: those that have a reading */
  GArray *times;             /* of PalScheduleTime: those that have a reading */
  const char *problems[5];   /* what is wrong with each part of PAL_SCHEDULE_PARTS, not translated; NULL when nothing */
  const char *problem;       /* the first thing that is wrong */
} PalScheduleReading;

PalScheduleReading *pal_schedule_reading_new   (const PalSchedule *self);
void                pal_schedule_reading_free  (PalScheduleReading *self);
/* Valid until a part is set. */
const PalScheduleReading *pal_schedule_get_reading (const PalSchedule *self);
