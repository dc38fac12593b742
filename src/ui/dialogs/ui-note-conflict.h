/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-notes.h"

G_BEGIN_DECLS

/* A note that somebody else changed while the person wrote: what it becomes is seen, chosen where both
 * changed the same lines, and may be written anew, before it is sent. */
#define UI_TYPE_NOTE_CONFLICT (ui_note_conflict_get_type ())
G_DECLARE_FINAL_TYPE (UiNoteConflict, ui_note_conflict, UI, NOTE_CONFLICT, AdwWindow)

/* Once for a note, however often it is asked for. */
GtkWindow *
ui_note_conflict_present (GtkWindow *parent, DeskNotes *notes, DeskNote *note);

G_END_DECLS
