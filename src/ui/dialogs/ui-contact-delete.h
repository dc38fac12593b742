/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-contact.h"
#include "model/desk-outbox.h"

G_BEGIN_DECLS

/* Asks before a contact, whose fields are known, is deleted on the PBX. */
GtkWindow *
ui_contact_ask_delete (GtkWindow *parent, DeskOutbox *outbox, DeskContact *contact);

G_END_DECLS
