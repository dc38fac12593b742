/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-contact.h"
#include "model/desk-outbox.h"
#include "model/desk-phonebooks.h"

G_BEGIN_DECLS

/* Asks before a contact, whose fields are known, is deleted on the PBX. */
GtkWindow *
ui_contact_ask_delete (GtkWindow *parent, DeskOutbox *outbox, DeskContact *contact);
/* The same for several (of DeskContact). What is not known of them is read then; who cannot be read stays. */
GtkWindow *
ui_contact_ask_delete_all (GtkWindow *parent, DeskPhonebooks *phonebooks, DeskOutbox *outbox,
                           GPtrArray *contacts);

G_END_DECLS
