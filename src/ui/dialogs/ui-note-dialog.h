/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* A new note, which is made at once; or the description and the access level of one, which are saved with
 * its text. ::created (DeskNote*): the PBX has it. */
#define UI_TYPE_NOTE_DIALOG (ui_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiNoteDialog, ui_note_dialog, UI, NOTE_DIALOG, AdwWindow)

GtkWindow *
ui_note_dialog_present (GtkWindow *parent, DeskSession *session, DeskNote *note); /* NULL: a new one */

G_END_DECLS
