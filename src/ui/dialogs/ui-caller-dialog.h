/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Which of several in the phonebooks a number stands for: asked, and remembered. */
#define UI_TYPE_CALLER_DIALOG (ui_caller_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiCallerDialog, ui_caller_dialog, UI, CALLER_DIALOG, AdwMessageDialog)

void ui_caller_dialog_present (GtkWindow *parent, DeskSession *session, const char *number);

G_END_DECLS
