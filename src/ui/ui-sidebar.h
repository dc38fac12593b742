/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"
#include "ui/ui-pages.h"

G_BEGIN_DECLS

/* Who I am, with my own presence and the account's menu, and below it the pages.
 * ::page-chosen (const char *name). */
#define UI_TYPE_SIDEBAR (ui_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (UiSidebar, ui_sidebar, UI, SIDEBAR, GtkWidget)

void ui_sidebar_set_session (UiSidebar *self, DeskSession *session);
void ui_sidebar_add_page    (UiSidebar *self, const UiPageRow *page); /* after the session */
void ui_sidebar_select      (UiSidebar *self, const char *name);

G_END_DECLS
