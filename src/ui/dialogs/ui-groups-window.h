/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The groups of colleagues and the favourites, each in an order the person makes. */
#define UI_TYPE_GROUPS_WINDOW (ui_groups_window_get_type ())
G_DECLARE_FINAL_TYPE (UiGroupsWindow, ui_groups_window, UI, GROUPS_WINDOW, AdwWindow)

void ui_groups_window_present (GtkWindow *parent, DeskSession *session);

G_END_DECLS
