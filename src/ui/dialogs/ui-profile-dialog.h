/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-profiles.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* What a routing profile would change, before it is applied; and what came of it, where that needs more than a word. */
#define UI_TYPE_PROFILE_DIALOG (ui_profile_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiProfileDialog, ui_profile_dialog, UI, PROFILE_DIALOG, AdwWindow)

void ui_profile_dialog_present         (GtkWindow *parent, DeskSession *session, DeskProfile *profile);
/* The rows of @outcome may be NULL. */
void ui_profile_dialog_present_outcome (GtkWindow *parent, DeskSession *session, const DeskProfileOutcome *outcome);

G_END_DECLS
