/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-log.h"

G_BEGIN_DECLS

/* The call log: how long calls are kept, which numbers are not logged, deleting all. The numbers belong to an
 * account: without a log only the time is there. */
#define UI_TYPE_PREFERENCES_HISTORY (ui_preferences_history_get_type ())
G_DECLARE_FINAL_TYPE (UiPreferencesHistory, ui_preferences_history, UI, PREFERENCES_HISTORY, AdwPreferencesPage)

AdwPreferencesPage *ui_preferences_history_new (GSettings *settings, DeskLog *log);

G_END_DECLS
