/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What ordinary users may do with a note; administrators may do all. */
typedef enum
{
  DESK_NOTE_ACCESS_NONE,
  DESK_NOTE_ACCESS_READ,
  DESK_NOTE_ACCESS_WRITE,
} DeskNoteAccess;

/* What is known of it. */
typedef enum
{
  DESK_NOTE_STATE_NAMED,   /* not asked for yet */
  DESK_NOTE_STATE_LOADING,
  DESK_NOTE_STATE_LOADED,
  DESK_NOTE_STATE_REFUSED, /* the PBX does not show it */
  DESK_NOTE_STATE_FAILED,
  DESK_NOTE_STATE_GONE,    /* the PBX has it no more, or not yet */
} DeskNoteState;

/* Where the saving of what the person wrote stands. */
typedef enum
{
  DESK_NOTE_SAVING_NONE,
  DESK_NOTE_SAVING_RUNNING,
  DESK_NOTE_SAVING_CONFLICT,  /* somebody else changed it: desk_note_merge(), then desk_notes_resolve() */
  DESK_NOTE_SAVING_UNCERTAIN, /* the answer was lost: what the PBX has is looked at before anything is sent */
  DESK_NOTE_SAVING_FAILED,
} DeskNoteSaving;

/* A note of the PBX, and what the person wrote into it. Properties (read-only, notify): name, state, saving,
 * reason (of a refusal or failure, or NULL), description, access, is-dirty, is-behind, written-at.
 * ::changed: its text is another one, or what may be done with it. */
#define DESK_TYPE_NOTE (desk_note_get_type ())
G_DECLARE_FINAL_TYPE (DeskNote, desk_note, DESK, NOTE, GObject)

const char    *desk_note_get_name        (DeskNote *self);
DeskNoteState  desk_note_get_state       (DeskNote *self);
DeskNoteSaving desk_note_get_saving      (DeskNote *self);
const char    *desk_note_get_reason      (DeskNote *self);
/* As the person has it: with what is not saved. The text is NULL until it is known. */
const char    *desk_note_get_text        (DeskNote *self);
const char    *desk_note_get_description (DeskNote *self);
DeskNoteAccess desk_note_get_access      (DeskNote *self);
const char    *desk_note_get_server_text (DeskNote *self); /* as it was last read; NULL: there is none */
gboolean       desk_note_get_is_dirty    (DeskNote *self);
/* It was changed on the PBX since the person began to write. */
gboolean       desk_note_get_is_behind   (DeskNote *self);
/* What is not saved: when it was last written, in real µs; whether that was before this run of the program. */
gint64         desk_note_get_written_at  (DeskNote *self);
gboolean       desk_note_get_is_restored (DeskNote *self);
/* @reason (may be NULL): why not, to be freed. */
gboolean       desk_note_can_edit        (DeskNote *self, char **reason);

/* What the person writes: kept on disk within a second, sent by nobody but desk_notes_save(). The line ends
 * are those the note has. */
void           desk_note_set_text        (DeskNote *self, const char *text);
void           desk_note_set_details     (DeskNote *self, const char *description, DeskNoteAccess access);
void           desk_note_revert          (DeskNote *self); /* to what the PBX has */

G_END_DECLS
