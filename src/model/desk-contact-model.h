/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-phonebooks.h"

G_BEGIN_DECLS

/* The contacts of one phonebook, or of all, or what the PBX finds among them: a GListModel of DeskContact, in the
 * order of the PBX. Only the pages that are looked at (get_item) are asked for, so nobody may go through all of it:
 * no filter, no sorter, no selection that searches. A row whose page has not come is a contact without id that fills
 * in. Far from what was looked at, pages are forgotten. On a new line, and when the PBX was heard to have changed
 * contacts, what is looked at is read again: rows whose contact is the same stay the same objects.
 * While @is-sorted the order is that of the sort key instead, from the copy on this machine.
 * Properties: search-text (string, never NULL; "" shows all; the PBX is asked when typing pauses). Read-only, notify:
 * state (DeskLoading), reason (of a failure, or NULL), is-stale (not connected: as it was heard last), is-counted
 * (FALSE while how many there are is still being found out), is-sorted. */
#define DESK_TYPE_CONTACT_MODEL (desk_contact_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskContactModel, desk_contact_model, DESK, CONTACT_MODEL, GObject)

DeskContactModel *desk_contact_model_new             (DeskPhonebooks *phonebooks, DeskPhonebook *book); /* @book NULL: all */
DeskPhonebook    *desk_contact_model_get_book        (DeskContactModel *self);
const char       *desk_contact_model_get_search_text (DeskContactModel *self);
void              desk_contact_model_set_search_text (DeskContactModel *self, const char *text);
DeskLoading       desk_contact_model_get_state       (DeskContactModel *self);
const char       *desk_contact_model_get_reason      (DeskContactModel *self);
gboolean          desk_contact_model_get_is_stale    (DeskContactModel *self);
gboolean          desk_contact_model_get_is_counted  (DeskContactModel *self);
gboolean          desk_contact_model_get_is_sorted   (DeskContactModel *self);
void              desk_contact_model_retry           (DeskContactModel *self); /* after a failure */
/* The row of a contact among those that have come, or GTK_INVALID_LIST_POSITION (G_MAXUINT). */
guint             desk_contact_model_find            (DeskContactModel *self, const char *id);
/* Who stands there, or NULL where that has not come: nothing is asked for. Owned by the caller. */
DeskContact      *desk_contact_model_peek            (DeskContactModel *self, guint position);

G_END_DECLS
