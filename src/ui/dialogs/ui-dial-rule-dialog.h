/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-numbers.h"

G_BEGIN_DECLS

/* One of the account's own dial rules. It is saved only when it can be followed; else it says why not. */
#define UI_TYPE_DIAL_RULE_DIALOG (ui_dial_rule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiDialRuleDialog, ui_dial_rule_dialog, UI, DIAL_RULE_DIALOG, AdwWindow)

/* @position: which of them, or -1 for a new one. */
void ui_dial_rule_dialog_present (GtkWindow *parent, DeskNumbers *numbers, int position);

G_END_DECLS
