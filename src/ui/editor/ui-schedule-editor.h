/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-schedule.h"

G_BEGIN_DECLS

/* A schedule of the PBX: in words, as a week, with its dates, its coming days, what looks wrong, and as the text the
 * PBX keeps. Each hand changes only the part that it is about; the rest of the text stays as it was.
 * ::changed (the person did it; ui_schedule_editor_get_text() has it), ::import (the person wants holidays of a file). */
#define UI_TYPE_SCHEDULE_EDITOR (ui_schedule_editor_get_type ())
G_DECLARE_FINAL_TYPE (UiScheduleEditor, ui_schedule_editor, UI, SCHEDULE_EDITOR, GtkBox)

/* @server_text: what the PBX has, when that is another; else NULL. @now in the zone of the PBX. */
void        ui_schedule_editor_show         (UiScheduleEditor *self, const char *text, const char *server_text, GDateTime *now);
const char *ui_schedule_editor_get_text     (UiScheduleEditor *self);
void        ui_schedule_editor_focus        (UiScheduleEditor *self);

G_END_DECLS
