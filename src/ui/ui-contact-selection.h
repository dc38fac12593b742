/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-contact-model.h"

G_BEGIN_DECLS

/* Which contact of a list is chosen, if any. GTK's own selections look through all items that come, and so would have
 * every page of a phonebook fetched; this one follows the contact by its id. */
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

G_END_DECLS
