/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Whose timers are wanted, by number. ::chosen (const char *number). */
#define UI_TYPE_OTHER_TIMER_DIALOG (ui_other_timer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiOtherTimerDialog, ui_other_timer_dialog, UI, OTHER_TIMER_DIALOG, AdwMessageDialog)

GtkWidget *ui_other_timer_dialog_new (GtkWindow *parent);

G_END_DECLS
