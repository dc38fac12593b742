/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A scrolling page with the program's mark, a title, a line of text and something below: the common shape of
 * the pages of the sign-in window. Properties: title, description (plain texts), child. */
#define UI_TYPE_SIGN_IN_PAGE (ui_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (UiSignInPage, ui_sign_in_page, UI, SIGN_IN_PAGE, GtkWidget)

G_END_DECLS
