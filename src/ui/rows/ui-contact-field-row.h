/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/ui-contact-text.h"

G_BEGIN_DECLS

/* One value of a contact with what can be done with it: call, write, open, copy. Acts by "win.dial",
 * "contact.open" and "contact.copy". */
#define UI_TYPE_CONTACT_FIELD_ROW (ui_contact_field_row_get_type ())
G_DECLARE_FINAL_TYPE (UiContactFieldRow, ui_contact_field_row, UI, CONTACT_FIELD_ROW, AdwActionRow)

/* @value is "" for a field that is always shown and has none. */
GtkWidget *
ui_contact_field_row_new (UiContactKind kind, const char *caption, const char *value);
const char *
ui_contact_field_row_get_value (UiContactFieldRow *self);
UiContactKind
ui_contact_field_row_get_kind (UiContactFieldRow *self);
/* What its first button opens; NULL: nothing. */
const char *
ui_contact_field_row_get_uri (UiContactFieldRow *self);

G_END_DECLS
