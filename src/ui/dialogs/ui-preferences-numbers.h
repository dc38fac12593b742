/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* How the account's numbers are dialled and compared, and a place to try it out. What is changed holds at once. */
#define UI_TYPE_PREFERENCES_NUMBERS (ui_preferences_numbers_get_type ())
G_DECLARE_FINAL_TYPE (UiPreferencesNumbers, ui_preferences_numbers, UI, PREFERENCES_NUMBERS, AdwPreferencesPage)

AdwPreferencesPage *ui_preferences_numbers_new (DeskSession *session);

G_END_DECLS
