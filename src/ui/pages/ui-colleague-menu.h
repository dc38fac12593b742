/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-row-menu.h"

G_BEGIN_DECLS

/* The menu of the colleagues' rows and tiles, also opened by the row's action "colleague.menu". Its entries are the
 * page's "colleague." actions and "win.dial". */
/* With its groups, where the page has some. */
UiRowMenu *ui_colleague_menu_new (GtkWidget *page);

G_END_DECLS
