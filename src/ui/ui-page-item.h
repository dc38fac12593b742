/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/ui-pages.h"

G_BEGIN_DECLS

/* One page in the sidebar: picture, title, and the badge that says how much waits there. */
#define UI_TYPE_PAGE_ITEM (ui_page_item_get_type ())
G_DECLARE_FINAL_TYPE (UiPageItem, ui_page_item, UI, PAGE_ITEM, GtkListBoxRow)

GtkWidget *ui_page_item_new (const UiPageRow *page, DeskSession *session);

G_END_DECLS
