/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/protocol/pal-schedule-date.h"

G_BEGIN_DECLS

/* A day, or some, of a calendar file, as a timer can have it: the PBX knows days of every year, and no year. */
#define DESK_TYPE_HOLIDAY (desk_holiday_get_type ())
G_DECLARE_FINAL_TYPE (DeskHoliday, desk_holiday, DESK, HOLIDAY, GObject)

const char            *desk_holiday_get_name      (DeskHoliday *self);
const PalScheduleDate *desk_holiday_get_date      (DeskHoliday *self); /* excluded */
char                  *desk_holiday_dup_element   (DeskHoliday *self); /* "!12/25", "!12/29-1/3" */
guint                  desk_holiday_get_year      (DeskHoliday *self); /* of the day that was found */
gboolean               desk_holiday_get_is_yearly (DeskHoliday *self); /* else it is that of its year only */

/* The holidays of a file within a year from @now, in order, in the zone of @now; in a worker. A GListModel of DeskHoliday;
 * none is an error, as is what is no calendar. */
void        desk_holidays_read_async  (GFile *file, GDateTime *now, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GListModel *desk_holidays_read_finish (GAsyncResult *result, guint *n_faults, GError **error);
/* The same, of a text; blocks. */
GListModel *desk_holidays_parse       (const char *bytes, gsize length, GDateTime *now, guint *n_faults, GError **error);

G_END_DECLS
