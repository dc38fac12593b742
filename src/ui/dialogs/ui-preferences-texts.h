/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The short messages that are offered when a call is parked or passed on. */
#define UI_TYPE_PREFERENCES_TEXTS (ui_preferences_texts_get_type ())
G_DECLARE_FINAL_TYPE (UiPreferencesTexts, ui_preferences_texts, UI, PREFERENCES_TEXTS, AdwPreferencesPage)

GtkWidget *ui_preferences_texts_new (GSettings *settings);

G_END_DECLS
