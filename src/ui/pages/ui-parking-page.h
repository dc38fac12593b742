/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* Who waits where: park slots, queues of hunt groups, shared lines. */
#define UI_TYPE_PARKING_PAGE (ui_parking_page_get_type ())
G_DECLARE_FINAL_TYPE (UiParkingPage, ui_parking_page, UI, PARKING_PAGE, UiPage)

G_END_DECLS
