/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-contact-model.h"

G_BEGIN_DECLS

/* Which contact of a list is chosen, if any. GTK's own selections look through all items that come, and so would have
 * every page of a phonebook fetched; this one follows the contact by its id.
 *
 * While it is multiple, several are checked instead, named by their ids: they stay checked when the list shows others.
 * What GTK does with Control, Shift and Space begins that; then only what has come can be checked, and no more than
 * UI_CONTACT_SELECTION_MOST. Properties (notify): is-multiple; n-checked (read-only).
 * ::cut: not all of what was asked for could be checked. */
#define UI_CONTACT_SELECTION_MOST 1000
#define UI_TYPE_CONTACT_SELECTION (ui_contact_selection_get_type ())
G_DECLARE_FINAL_TYPE (UiContactSelection, ui_contact_selection, UI, CONTACT_SELECTION, GObject)

UiContactSelection *
ui_contact_selection_new (DeskContactModel *model);
DeskContactModel *
ui_contact_selection_get_model (UiContactSelection *self);
DeskContact *
ui_contact_selection_get_contact (UiContactSelection *self); /* borrowed, or NULL */
/* Where it stands is found when it has come. NULL: none is chosen. */
void
ui_contact_selection_set_contact (UiContactSelection *self, DeskContact *contact);

gboolean
ui_contact_selection_get_is_multiple (UiContactSelection *self);
void
ui_contact_selection_set_is_multiple (UiContactSelection *self, gboolean is_multiple); /* none is checked then */
guint
ui_contact_selection_get_n_checked (UiContactSelection *self);
GPtrArray *
ui_contact_selection_list_checked (UiContactSelection *self); /* of DeskContact, by name; owned by the caller */
/* Checks it, or no longer. */
void
ui_contact_selection_toggle (UiContactSelection *self, guint position);

G_END_DECLS
