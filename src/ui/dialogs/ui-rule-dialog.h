/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-rules.h"

G_BEGIN_DECLS

/* One rule: when, only if, and what is done then. It can be tried out with a call made up for it. */
#define UI_TYPE_RULE_DIALOG (ui_rule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiRuleDialog, ui_rule_dialog, UI, RULE_DIALOG, AdwWindow)

void ui_rule_dialog_present (GtkWindow *parent, DeskRules *rules, DeskRule *rule); /* NULL: a new one */

G_END_DECLS
