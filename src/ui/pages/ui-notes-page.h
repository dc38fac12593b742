/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* The notes of the PBX: their names, and the one that is read or written beside them. */
#define UI_TYPE_NOTES_PAGE (ui_notes_page_get_type ())
G_DECLARE_FINAL_TYPE (UiNotesPage, ui_notes_page, UI, NOTES_PAGE, UiPage)

G_END_DECLS
