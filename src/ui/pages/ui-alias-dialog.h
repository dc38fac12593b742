/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Asks for a name of one's own for a colleague. */
#define UI_TYPE_ALIAS_DIALOG (ui_alias_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiAliasDialog, ui_alias_dialog, UI, ALIAS_DIALOG, AdwMessageDialog)

void ui_alias_dialog_present (GtkWindow *parent, DeskSession *session, DeskExtension *extension);

G_END_DECLS
