/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The outbox: all that the person changed in phonebooks and the PBX does not have yet. */
#define UI_TYPE_CONTACT_EDITS (ui_contact_edits_get_type ())
G_DECLARE_FINAL_TYPE (UiContactEdits, ui_contact_edits, UI, CONTACT_EDITS, AdwWindow)

void
ui_contact_edits_present (GtkWindow *parent, DeskSession *session);

G_END_DECLS
