/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* One note: its text to be read or written, who may do that, and where its saving stands. It acts by
 * "note.save", "note.revert", "note.compare", "note.details", "note.read-again" and "note.delete";
 * "notes.back" is the page's. Property is-narrow: whether there is a list to go back to. */
#define UI_TYPE_NOTE_PANE (ui_note_pane_get_type ())
G_DECLARE_FINAL_TYPE (UiNotePane, ui_note_pane, UI, NOTE_PANE, AdwBin)

void
ui_note_pane_set_session (UiNotePane *self, DeskSession *session);
void
ui_note_pane_show (UiNotePane *self, DeskNote *note); /* NULL: nothing */
DeskNote *
ui_note_pane_get_note (UiNotePane *self);
void
ui_note_pane_focus (UiNotePane *self);

G_END_DECLS
