/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-mirror-table.h"
#include "model/desk-types.h"
#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

/* A copy of all contacts on this machine, made in the background while signed in: for our order, the finder, and who
 * calls. It goes on where it was after the line or the program ended, keeps its pace, waits while the person wants
 * something, and looks from time to time what has changed. Without a database there is none.
 *
 * Properties (notify): is-enabled (read-write; FALSE: the copy is deleted), is-running (something is being fetched),
 * is-complete (all that the PBX named is here), n-known, n-total (-1: not known yet), progress (0 to 1), error (why it
 * does not go on, or NULL), language (read-write; of entries that do not say theirs), table.
 * ::changed: the table is another. */
#define DESK_TYPE_MIRROR (desk_mirror_get_type ())
G_DECLARE_FINAL_TYPE (DeskMirror, desk_mirror, DESK, MIRROR, GObject)

gboolean         desk_mirror_get_is_enabled  (DeskMirror *self);
void             desk_mirror_set_is_enabled  (DeskMirror *self, gboolean is_enabled);
gboolean         desk_mirror_get_is_running  (DeskMirror *self);
gboolean         desk_mirror_get_is_complete (DeskMirror *self);
/* It is complete, nothing of it is in doubt, and the PBX was looked at within the usual time. */
gboolean         desk_mirror_get_is_fresh    (DeskMirror *self);
guint            desk_mirror_get_n_known     (DeskMirror *self);
int              desk_mirror_get_n_total     (DeskMirror *self);
double           desk_mirror_get_progress    (DeskMirror *self);
const char      *desk_mirror_get_error       (DeskMirror *self);
void             desk_mirror_set_language    (DeskMirror *self, const char *language);

/* As it is now; never NULL, borrowed till the next ::changed. */
DeskMirrorTable *desk_mirror_get_table       (DeskMirror *self);
/* Positions in the table (an array of guint32), in order: of a phonebook, or of all contacts with NULL. */
GArray          *desk_mirror_get_sorted      (DeskMirror *self, const char *phonebook, gboolean is_shared);

void             desk_mirror_refresh         (DeskMirror *self); /* looks what has changed, now */
void             desk_mirror_yield           (DeskMirror *self); /* the person waits for the PBX: keeps still a moment */
/* What came another way, as by an edit that was confirmed. The name may be NULL: it is made of the fields. */
void             desk_mirror_take            (DeskMirror *self, const char *id, const char *name, const char *phonebook,
                                              gboolean is_shared, PalContactInfo *info);
void             desk_mirror_drop            (DeskMirror *self, const char *id);

/* All fields of a contact as they were fetched last; finish gives NULL without an error when it is not here. */
void             desk_mirror_load_async      (DeskMirror *self, const char *id, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
PalContactInfo  *desk_mirror_load_finish     (DeskMirror *self, GAsyncResult *result, GError **error);

G_END_DECLS
