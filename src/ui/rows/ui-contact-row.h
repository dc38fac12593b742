/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"
#include "ui/rows/ui-list-row.h"

G_BEGIN_DECLS

/* A contact in the list of a phonebook: the name, and what waits to be sent of it. Where the list is in the order of
 * names, the first one of a letter has the letter above it. A row that has not come is a bar without text.
 * Property (notify): contact. */
#define UI_TYPE_CONTACT_ROW (ui_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (UiContactRow, ui_contact_row, UI, CONTACT_ROW, UiListRow)

GtkWidget *
ui_contact_row_new (DeskSession *session);
DeskContact *
ui_contact_row_get_contact (UiContactRow *self); /* may be NULL */

G_END_DECLS
