/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-rules.h"

G_BEGIN_DECLS

/* What is opened or run when something happens with calls. */
#define UI_TYPE_PREFERENCES_RULES (ui_preferences_rules_get_type ())
G_DECLARE_FINAL_TYPE (UiPreferencesRules, ui_preferences_rules, UI, PREFERENCES_RULES, AdwPreferencesPage)

AdwPreferencesPage *ui_preferences_rules_new (DeskRules *rules);

G_END_DECLS
