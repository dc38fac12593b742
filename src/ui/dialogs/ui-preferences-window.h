/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Every row is bound to a key of @settings and works at once. @session: of who is signed in, or NULL. */
#define UI_TYPE_PREFERENCES_WINDOW (ui_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (UiPreferencesWindow, ui_preferences_window, UI, PREFERENCES_WINDOW, AdwPreferencesWindow)

void ui_preferences_window_present (GtkWindow *parent, GSettings *settings, DeskSession *session);
/* @page: the name of the page to begin with, or NULL. */
void ui_preferences_window_present_page (GtkWindow *parent, GSettings *settings, DeskSession *session,
                                         const char *page);

G_END_DECLS
