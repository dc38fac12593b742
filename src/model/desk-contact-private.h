/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-contact.h"

G_BEGIN_DECLS

/* @known: id -> contact, where it puts itself once its id is known, and takes itself out in the end. */
DeskContact *desk_contact_new           (GHashTable *known, const char *id); /* @id NULL: a row that has not come */
void         desk_contact_set_id        (DeskContact *self, const char *id); /* once */
void         desk_contact_set_name      (DeskContact *self, const char *display_name);
void         desk_contact_set_phonebook (DeskContact *self, const char *phonebook, gboolean is_shared);
void         desk_contact_set_info      (DeskContact *self, PalContactInfo *info);
void         desk_contact_set_state     (DeskContact *self, DeskContactState state, const char *reason);
void         desk_contact_set_pending   (DeskContact *self, DeskContactPending pending);
gboolean     desk_contact_read_flag     (const char *text); /* as a PBX writes one: true, on, 1 */

G_END_DECLS
