/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-short-dials.h"

G_BEGIN_DECLS

#define UI_TYPE_SHORT_DIAL_DIALOG (ui_short_dial_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiShortDialDialog, ui_short_dial_dialog, UI, SHORT_DIAL_DIALOG, AdwWindow)

/* @dial NULL: a new one. */
void ui_short_dial_dialog_present (GtkWindow *parent, DeskShortDials *dials, DeskShortDial *dial);

G_END_DECLS
