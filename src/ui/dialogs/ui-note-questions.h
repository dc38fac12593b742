/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-notes.h"

G_BEGIN_DECLS

/* Questions about a note, each asked before anything is done. */
GtkWindow *
ui_note_ask_delete (GtkWindow *parent, DeskNotes *notes, DeskNote *note);
GtkWindow *
ui_note_ask_revert (GtkWindow *parent, DeskNote *note);
/* Of one in conflict that somebody else deleted. */
GtkWindow *
ui_note_ask_gone (GtkWindow *parent, DeskNotes *notes, DeskNote *note);

G_END_DECLS
