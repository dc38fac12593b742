/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* What goes on with my calls: those I am in, those I sent on until they are answered, and the colleagues I wait
 * for; below them what became of all the others. */
#define UI_TYPE_CALLS_PAGE (ui_calls_page_get_type ())
G_DECLARE_FINAL_TYPE (UiCallsPage, ui_calls_page, UI, CALLS_PAGE, UiPage)

G_END_DECLS
