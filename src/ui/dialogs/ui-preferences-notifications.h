/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is told outside the window, and whether the program runs without one. */
#define UI_TYPE_PREFERENCES_NOTIFICATIONS (ui_preferences_notifications_get_type ())
G_DECLARE_FINAL_TYPE (UiPreferencesNotifications, ui_preferences_notifications, UI, PREFERENCES_NOTIFICATIONS,
                      AdwPreferencesPage)

AdwPreferencesPage *ui_preferences_notifications_new (GSettings *settings);

G_END_DECLS
