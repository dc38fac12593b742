/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* One contact whole: its fields with what can be done with each, what waits to be sent of it, and why it cannot be
 * changed. It acts by "contact.edit" and "contact.delete", also for the page; "phonebook.back" is the page's. Property
 * is-narrow: whether there is a list to go back to. ::shown: another one is shown. */
#define UI_TYPE_CONTACT_PANE (ui_contact_pane_get_type ())
G_DECLARE_FINAL_TYPE (UiContactPane, ui_contact_pane, UI, CONTACT_PANE, AdwBin)

void
ui_contact_pane_set_session (UiContactPane *self, DeskSession *session);
void
ui_contact_pane_show (UiContactPane *self, DeskContact *contact); /* NULL: nothing */
void
ui_contact_pane_show_edit (UiContactPane *self, DeskEdit *edit); /* a new one that the PBX does not have */
DeskContact *
ui_contact_pane_get_contact (UiContactPane *self);
DeskEdit *
ui_contact_pane_get_edit (UiContactPane *self); /* that is shown itself, or that waits; or NULL */
void
ui_contact_pane_refresh (UiContactPane *self);
/* The keyboard goes to the first number, or whatever can be done first. */
void
ui_contact_pane_focus (UiContactPane *self);
char *
ui_contact_pane_dup_number (UiContactPane *self); /* the first one, or NULL */

G_END_DECLS
