/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* What my extension is set to, and for administrators any other: read, searched, changed, saved or given up. */
#define UI_TYPE_MY_EXTENSION_PAGE (ui_my_extension_page_get_type ())
G_DECLARE_FINAL_TYPE (UiMyExtensionPage, ui_my_extension_page, UI, MY_EXTENSION_PAGE, UiPage)

G_END_DECLS
