/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* A group of colleagues: its name and who is in it. */
#define UI_TYPE_GROUP_DIALOG (ui_group_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiGroupDialog, ui_group_dialog, UI, GROUP_DIALOG, AdwWindow)

/* @group NULL: a new one, with @number as its first member if that is not NULL. */
void ui_group_dialog_present (GtkWindow *parent, DeskSession *session, DeskGroup *group, const char *number);

G_END_DECLS
