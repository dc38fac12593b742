/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-schedule.h"

G_BEGIN_DECLS

/* Days of a timer, chosen on calendars: between which it is valid, or dates on which it is or is not on.
 * ::chosen, then it closes. */
#define UI_TYPE_DATES_DIALOG (ui_dates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiDatesDialog, ui_dates_dialog, UI, DATES_DIALOG, AdwWindow)

/* As yyyymmdd, 0 when open; @today in the zone of the PBX. */
UiDatesDialog  *ui_dates_dialog_new_validity (guint first, guint last, GDateTime *today);
UiDatesDialog  *ui_dates_dialog_new_pattern  (GDateTime *today);
void            ui_dates_dialog_get_validity (UiDatesDialog *self, guint *first, guint *last);
PalScheduleDate ui_dates_dialog_get_pattern  (UiDatesDialog *self);
void            ui_dates_dialog_present      (UiDatesDialog *self, GtkWindow *parent);

G_END_DECLS
