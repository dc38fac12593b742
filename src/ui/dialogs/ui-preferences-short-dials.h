/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-short-dials.h"

G_BEGIN_DECLS

/* Codes that stand for numbers in the dial field. */
#define UI_TYPE_PREFERENCES_SHORT_DIALS (ui_preferences_short_dials_get_type ())
G_DECLARE_FINAL_TYPE (UiPreferencesShortDials, ui_preferences_short_dials, UI, PREFERENCES_SHORT_DIALS,
                      AdwPreferencesPage)

AdwPreferencesPage *ui_preferences_short_dials_new (DeskShortDials *dials);

G_END_DECLS
