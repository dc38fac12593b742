/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-outbox.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* What the person changed and the PBX does not have yet: how it stands, and what can be done about it. */
#define UI_TYPE_CONTACT_EDIT_ROW (ui_contact_edit_row_get_type ())
G_DECLARE_FINAL_TYPE (UiContactEditRow, ui_contact_edit_row, UI, CONTACT_EDIT_ROW, AdwActionRow)

/* @with_name: it stands in a list of several, not below the contact. */
GtkWidget *
ui_contact_edit_row_new (DeskSession *session, DeskEdit *edit, gboolean with_name);
DeskEdit *
ui_contact_edit_row_get_edit (UiContactEditRow *self);

G_END_DECLS
