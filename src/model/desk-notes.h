/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-note.h"
#include "model/desk-passages.h"
#include "model/desk-phonebooks.h"

G_BEGIN_DECLS

#define DESK_NOTES_ERROR (desk_notes_error_quark ())
GQuark desk_notes_error_quark (void);
typedef enum
{
  DESK_NOTES_ERROR_EXISTS,  /* a note of that name */
  DESK_NOTES_ERROR_CHANGED, /* since it was shown */
  DESK_NOTES_ERROR_NAME,    /* is none */
  DESK_NOTES_ERROR_FAILED,  /* it is not known, or not so, that it was done */
} DeskNotesError;

/* The notes of a tenant by their names, those with something not saved always among them: a GListModel of
 * DeskNote. The PBX is not asked for them before the first desk_notes_reload(). Properties (read-only,
 * notify): state (DeskLoading of the names), reason, is-stale (not connected), tenant. */
#define DESK_TYPE_NOTES (desk_notes_get_type ())
G_DECLARE_FINAL_TYPE (DeskNotes, desk_notes, DESK, NOTES, GObject)

DeskLoading   desk_notes_get_state      (DeskNotes *self);
const char   *desk_notes_get_reason     (DeskNotes *self);
gboolean      desk_notes_get_is_stale   (DeskNotes *self);
DeskNote     *desk_notes_find           (DeskNotes *self, const char *name); /* borrowed, or NULL */
guint         desk_notes_get_n_drafts   (DeskNotes *self);
void          desk_notes_reload         (DeskNotes *self); /* the names: nobody tells of changes */

/* sa belongs to no tenant and says whose notes are meant; "" when that is still to be said. */
gboolean      desk_notes_get_asks_tenant (DeskNotes *self);
const char   *desk_notes_get_tenant     (DeskNotes *self);
void          desk_notes_set_tenant     (DeskNotes *self, const char *tenant);

/* Reads it anew; what is not saved stays. */
void          desk_notes_open           (DeskNotes *self, DeskNote *note);
/* Sends what is not saved, after a look at what the PBX has, and reads it back. Where the PBX has another
 * text than the person began with, nothing is sent: the saving is in CONFLICT. */
void          desk_notes_save           (DeskNotes *self, DeskNote *note);
/* Of a note in CONFLICT: what was written upon, mine, and what the PBX has. @is_gone: it has none any more. */
DeskPassages *desk_notes_merge          (DeskNotes *self, DeskNote *note, gboolean *is_gone);
/* The person has seen both and wants @text: it is saved. */
void          desk_notes_resolve        (DeskNotes *self, DeskNote *note, const char *text);

/* Never in the place of another. Gives the note, owned by the list. */
void          desk_notes_create_async   (DeskNotes *self, const char *name, const char *description,
                                         DeskNoteAccess access, GAsyncReadyCallback callback, gpointer user_data);
DeskNote     *desk_notes_create_finish  (DeskNotes *self, GAsyncResult *result, GError **error);
/* As it was shown, with what is not saved. One that was changed since is not deleted. */
void          desk_notes_delete_async   (DeskNotes *self, DeskNote *note, GAsyncReadyCallback callback, gpointer user_data);
gboolean      desk_notes_delete_finish  (DeskNotes *self, GAsyncResult *result, GError **error);

G_END_DECLS
