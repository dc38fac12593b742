/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-catalogue.h"
#include "model/desk-mirror-table.h"
#include "model/desk-numbers.h"

G_BEGIN_DECLS

/* How a contact is found: its row borrows the texts of the entry. */
typedef struct
{
  DeskCatalogueRow row;
  char **names, **numbers, **writings; /* owned */
} DeskFindableContact;

/* @numbers may be NULL. Any thread may do it. */
void desk_findable_contact_init  (DeskFindableContact *self, const DeskMirrorEntry *entry, DeskNumbers *numbers);
void desk_findable_contact_clear (DeskFindableContact *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskFindableContact, desk_findable_contact_clear)

/* Brings the copy of the contacts into a catalogue, in slices, and keeps it so as other tables come. By @numbers, which
 * may be NULL, their numbers are found however they are written. */
typedef struct _DeskFindableContacts DeskFindableContacts;

DeskFindableContacts *desk_findable_contacts_new  (DeskCatalogue *catalogue, DeskNumbers *numbers);
void                  desk_findable_contacts_free (DeskFindableContacts *self);
void                  desk_findable_contacts_take (DeskFindableContacts *self, DeskMirrorTable *table);

G_END_DECLS
