/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-contact-drafts.h"
#include "model/desk-outbox.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* Where a contact is written: a new one, or one there is. It is no modal window: calls go on meanwhile. What was
 * written is not thrown away without a question. ::saved (DeskEdit*): it is in the outbox now. */
#define UI_TYPE_CONTACT_DIALOG (ui_contact_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiContactDialog, ui_contact_dialog, UI, CONTACT_DIALOG, AdwWindow)

/* A new contact; @book may be NULL: one that can be written to. @prefilled may be NULL. */
GtkWindow *
ui_contact_dialog_new (DeskSession *session, DeskPhonebook *book, PalContactInfo *prefilled);
/* The one of @contact, whose fields are known; the one that is open already. */
GtkWindow *
ui_contact_dialog_open (DeskSession *session, DeskContact *contact);
/* What @edit wants, to want something else: a new contact that waits, or what was refused. */
GtkWindow *
ui_contact_dialog_open_edit (DeskSession *session, DeskEdit *edit);
/* What was left when the program ended; takes it out of the list. NULL: it is not there any more. */
GtkWindow *
ui_contact_dialog_open_draft (DeskSession *session, DeskContactDraft *draft);
/* It stays when the window goes, so that nothing that was written goes with it. */
void
ui_contact_dialog_present (GtkWindow *self, GtkWindow *parent);
/* Asks about what is not saved. FALSE: nothing is open that would be lost. */
gboolean
ui_contact_dialog_hold (void);

G_END_DECLS
