/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-timers.h"

G_BEGIN_DECLS

/* Where the PBX stands, so that its clock is known: a list of time zones with a search. */
#define UI_TYPE_ZONE_DIALOG (ui_zone_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiZoneDialog, ui_zone_dialog, UI, ZONE_DIALOG, AdwWindow)

void ui_zone_dialog_present (GtkWindow *parent, DeskTimers *timers);

G_END_DECLS
