/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-profiles.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* A routing profile: its name, and what it sets to which value. */
#define UI_TYPE_PROFILE_EDITOR (ui_profile_editor_get_type ())
G_DECLARE_FINAL_TYPE (UiProfileEditor, ui_profile_editor, UI, PROFILE_EDITOR, AdwWindow)

/* @profile NULL: a new one. */
void ui_profile_editor_present (GtkWindow *parent, DeskSession *session, DeskProfile *profile);

G_END_DECLS
