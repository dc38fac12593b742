/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* The contacts of the PBX: the books, the list of one or of all, what one contact holds, and what waits to be sent. */
#define UI_TYPE_PHONEBOOK_PAGE (ui_phonebook_page_get_type ())
G_DECLARE_FINAL_TYPE (UiPhonebookPage, ui_phonebook_page, UI, PHONEBOOK_PAGE, UiPage)

G_END_DECLS
