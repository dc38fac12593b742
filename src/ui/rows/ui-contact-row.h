/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* A contact in the list of a phonebook: the name, and what waits to be sent of it. Where the list is in the order of
 * names, the first one of a letter has the letter above it. A row that has not come is a bar without text.
 * Properties (notify): contact, position. */
#define UI_TYPE_CONTACT_ROW (ui_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (UiContactRow, ui_contact_row, UI, CONTACT_ROW, GtkWidget)

GtkWidget *
ui_contact_row_new (DeskSession *session);
DeskContact *
ui_contact_row_get_contact (UiContactRow *self); /* may be NULL */
GtkWidget *
ui_contact_row_get_holder (UiContactRow *self);
void
ui_contact_row_update (UiContactRow *self); /* its neighbours or what waits changed */

G_END_DECLS
