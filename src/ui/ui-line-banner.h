/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Says why the line to the PBX is down, when it is tried again, and offers what helps.
 * ::sign-in: the person wants the sign-in window. */
#define UI_TYPE_LINE_BANNER (ui_line_banner_get_type ())
G_DECLARE_FINAL_TYPE (UiLineBanner, ui_line_banner, UI, LINE_BANNER, AdwBin)

void ui_line_banner_set_session (UiLineBanner *self, DeskSession *session);

G_END_DECLS
