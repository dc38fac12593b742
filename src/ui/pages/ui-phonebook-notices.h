/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* What waits above the list of contacts: what was written and not saved (phonebook.drafts), and changes that the PBX has not
 * confirmed (phonebook.edits). Takes no room while there is nothing. */
#define UI_TYPE_PHONEBOOK_NOTICES (ui_phonebook_notices_get_type ())
G_DECLARE_FINAL_TYPE (UiPhonebookNotices, ui_phonebook_notices, UI, PHONEBOOK_NOTICES, AdwBin)

void ui_phonebook_notices_set_session (UiPhonebookNotices *self, DeskSession *session);

G_END_DECLS
