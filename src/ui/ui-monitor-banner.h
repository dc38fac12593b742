/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* While I listen to, whisper into or take part in a colleague's conversation: who hears me, and the way out. */
#define UI_TYPE_MONITOR_BANNER (ui_monitor_banner_get_type ())
G_DECLARE_FINAL_TYPE (UiMonitorBanner, ui_monitor_banner, UI, MONITOR_BANNER, AdwBin)

void ui_monitor_banner_set_session (UiMonitorBanner *self, DeskSession *session);

G_END_DECLS
