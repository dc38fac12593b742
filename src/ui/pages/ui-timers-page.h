/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* The timers: whose, which of the two, its week, its dates, what comes of it, and the text the PBX keeps. */
#define UI_TYPE_TIMERS_PAGE (ui_timers_page_get_type ())
G_DECLARE_FINAL_TYPE (UiTimersPage, ui_timers_page, UI, TIMERS_PAGE, UiPage)

G_END_DECLS
