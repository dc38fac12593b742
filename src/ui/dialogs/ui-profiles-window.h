/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The routing profiles: which there are; making, changing and deleting them. */
#define UI_TYPE_PROFILES_WINDOW (ui_profiles_window_get_type ())
G_DECLARE_FINAL_TYPE (UiProfilesWindow, ui_profiles_window, UI, PROFILES_WINDOW, AdwWindow)

void ui_profiles_window_present (GtkWindow *parent, DeskSession *session);

G_END_DECLS
