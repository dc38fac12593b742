/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-profiles.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* The section of a menu about routing profiles: which is on, switching, undoing, editing. Its actions go
 * into @actions, which is the group "profile" of @owner; that is borrowed and outlives it. */
#define UI_TYPE_PROFILE_MENU (ui_profile_menu_get_type ())
G_DECLARE_FINAL_TYPE (UiProfileMenu, ui_profile_menu, UI, PROFILE_MENU, GObject)

UiProfileMenu *ui_profile_menu_new       (GtkWidget *owner, GSimpleActionGroup *actions, DeskSession *session);
GMenuModel    *ui_profile_menu_get_model (UiProfileMenu *self);
void           ui_profile_menu_look      (UiProfileMenu *self); /* what the PBX has now: the menu opens */
/* What is on and was applied here, for a line of state; NULL: nothing to be told. */
char          *ui_profile_menu_dup_state (UiProfileMenu *self);

G_END_DECLS
