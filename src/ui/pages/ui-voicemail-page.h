/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* How many messages wait in my box, and one press to call it; its keypad while I am in it. */
#define UI_TYPE_VOICEMAIL_PAGE (ui_voicemail_page_get_type ())
G_DECLARE_FINAL_TYPE (UiVoicemailPage, ui_voicemail_page, UI, VOICEMAIL_PAGE, UiPage)

G_END_DECLS
