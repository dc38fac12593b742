/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/desk-contact.h"
#include "model/desk-phonebook.h"
#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

/* What is read from the PBX for a list. */
typedef enum
{
  DESK_LOADING_WAITING, /* for the first of it */
  DESK_LOADING_READY,
  DESK_LOADING_FAILED,
} DeskLoading;

/* The phonebooks one may read, mine first, then the shared ones, each kind by its name: a GListModel of DeskPhonebook;
 * and the contacts in them, one object an id. Properties (read-only, notify): state (DeskLoading), reason (why
 * asking failed, or NULL), is-stale (not connected).
 * ::contacts-changed: the PBX was heard to have changed contacts, so that lists of them are to be read again. */
#define DESK_TYPE_PHONEBOOKS (desk_phonebooks_get_type ())
G_DECLARE_FINAL_TYPE (DeskPhonebooks, desk_phonebooks, DESK, PHONEBOOKS, GObject)

DeskLoading    desk_phonebooks_get_state    (DeskPhonebooks *self);
const char    *desk_phonebooks_get_reason   (DeskPhonebooks *self);
gboolean       desk_phonebooks_get_is_stale (DeskPhonebooks *self);
void           desk_phonebooks_retry        (DeskPhonebooks *self);

DeskPhonebook *desk_phonebooks_find         (DeskPhonebooks *self, const char *name, gboolean is_shared); /* borrowed, or NULL */
/* The one there is, or a new one that the PBX makes with its first contact. Borrowed. */
DeskPhonebook *desk_phonebooks_ensure       (DeskPhonebooks *self, const char *name, gboolean is_shared);
/* Whether the contact may be changed as far as is known; the one of its book. @reason (may be NULL): why not, borrowed. */
gboolean       desk_phonebooks_can_edit     (DeskPhonebooks *self, DeskContact *contact, const char **reason);
gboolean       desk_phonebooks_can_delete   (DeskPhonebooks *self, DeskContact *contact, const char **reason);

/* The whole of a contact. Asked for once however many want it; few at a time, those wanted last first. */
void           desk_phonebooks_fetch_async  (DeskPhonebooks *self, const char *id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
DeskContact   *desk_phonebooks_fetch_finish (DeskPhonebooks *self, GAsyncResult *result, GError **error);
DeskContact   *desk_phonebooks_find_contact (DeskPhonebooks *self, const char *id); /* that somebody holds; borrowed, or NULL */
DeskContact   *desk_phonebooks_ensure_contact (DeskPhonebooks *self, const char *id); /* owned by the caller; empty if nobody held it */

/* For those who talk to the PBX about contacts themselves. What it answered to getContact: for whoever shows that contact. */
void           desk_phonebooks_take_contact (DeskPhonebooks *self, const char *id, const char *display_name, const char *phonebook,
                                             gboolean is_shared, PalContactInfo *info);
gboolean       desk_phonebooks_is_gone      (const GError *error); /* what getContact said: there is no such contact (any more) */
void           desk_phonebooks_take_gone    (DeskPhonebooks *self, const char *id);
/* Contacts were made, renamed, moved or deleted, says the PBX. */
void           desk_phonebooks_note_changes (DeskPhonebooks *self);
/* What the PBX refused takes it away, with the reason, until the next login; any other error is none of this. */
void           desk_phonebooks_note_refusal (DeskPhonebooks *self, const char *name, gboolean is_shared, PalMethodId method,
                                             const GError *error);
/* Shown on the contact, whenever somebody comes to hold it. */
void           desk_phonebooks_set_pending  (DeskPhonebooks *self, const char *id, DeskContactPending pending);

G_END_DECLS
