/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pal/protocol/pal-schedule-date.h"

G_BEGIN_DECLS

/* Holidays of a file, before they come into a timer: each with a box that says whether it is to.
 * ::chosen: ui_holidays_dialog_dup_elements() has those with a tick. */
#define UI_TYPE_HOLIDAYS_DIALOG (ui_holidays_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiHolidaysDialog, ui_holidays_dialog, UI, HOLIDAYS_DIALOG, AdwWindow)

UiHolidaysDialog *ui_holidays_dialog_new          (GtkWindow *parent);
/* @year 0: it comes every year. @is_there: the timer has it already. */
void              ui_holidays_dialog_add          (UiHolidaysDialog *self, const char *name, const PalScheduleDate *date,
                                                   guint year, gboolean is_there);
/* All are there; so many events of the file could not be taken. */
void              ui_holidays_dialog_show_list    (UiHolidaysDialog *self, guint n_faults);
void              ui_holidays_dialog_show_failure (UiHolidaysDialog *self, const char *text);
char            **ui_holidays_dialog_dup_elements (UiHolidaysDialog *self);

G_END_DECLS
