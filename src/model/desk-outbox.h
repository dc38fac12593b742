/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-contact.h"
#include "model/desk-edit.h"
#include "model/desk-list.h"

G_BEGIN_DECLS

/* What the person did to contacts, until the PBX has it: a GListModel of DeskEdit in the order of making; confirmed ones
 * stay for some seconds. All edits are on disk before they are QUEUED, and are there again after any end of the
 * program. Edits of one contact are done one after the other, those of several at the same time.
 *
 * Properties (notify): n-waiting (not confirmed, nothing to be done about them), n-stuck (refused or in conflict).
 * ::confirmed (DeskEdit*, const char *contact_id): the PBX has it.
 * ::stuck (DeskEdit*): the person has to decide something. */
#define DESK_TYPE_OUTBOX (desk_outbox_get_type ())
G_DECLARE_FINAL_TYPE (DeskOutbox, desk_outbox, DESK, OUTBOX, DeskList)

/* Each gives the edit, borrowed, in state SAVING (QUEUED at once where there is no database). */
DeskEdit *desk_outbox_create      (DeskOutbox *self, const char *phonebook, gboolean is_shared, PalContactInfo *info);
/* @base is what the form was filled with: the contact as read, or what an edit that waits wants of it. */
DeskEdit *desk_outbox_change_from (DeskOutbox *self, const char *contact_id, const char *phonebook, gboolean is_shared,
                                   PalContactInfo *base, PalContactInfo *mine);
DeskEdit *desk_outbox_delete_from (DeskOutbox *self, const char *contact_id, const char *phonebook, gboolean is_shared,
                                   PalContactInfo *base);
/* The same for a contact whose info has been read: that is the base. NULL when it has not. */
DeskEdit *desk_outbox_change      (DeskOutbox *self, DeskContact *contact, PalContactInfo *mine);
DeskEdit *desk_outbox_delete      (DeskOutbox *self, DeskContact *contact);

/* The newest edit of that contact that is not over; borrowed, or NULL. */
DeskEdit *desk_outbox_find        (DeskOutbox *self, const char *contact_id);
guint     desk_outbox_get_n_waiting (DeskOutbox *self);
guint     desk_outbox_get_n_stuck   (DeskOutbox *self);

G_END_DECLS
