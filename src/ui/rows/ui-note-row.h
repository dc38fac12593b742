/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-note.h"

G_BEGIN_DECLS

/* A note in a list: its name, and a mark when something in it is not saved. Property: note. */
#define UI_TYPE_NOTE_ROW (ui_note_row_get_type ())
G_DECLARE_FINAL_TYPE (UiNoteRow, ui_note_row, UI, NOTE_ROW, GtkWidget)

GtkWidget *
ui_note_row_new (void);

G_END_DECLS
